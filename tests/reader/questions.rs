//! Blocks of which it is uncertain what they follow: marked, gone to, answered, kept.

use super::{ENTER, Terminal, folder, pdf_maker};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// Invented text in lines of one column; `from` is where in it they begin.
fn lines(from: usize, count: usize) -> Vec<String> {
    let words = "the keeper of the weir wrote down how high the water stood and who came by that morning with a boat or a \
                 cart and what they had to say of the road above the mill where the bridge was being mended at last";
    let words: Vec<&str> = words.split(' ').cycle().skip(from).take(count * 5).collect();
    words.chunks(5).map(|chunk| chunk.join(" ")).collect()
}

/// Two items with headlines in the first column, both breaking off, and text without a headline over two columns: what it
/// follows is anybody's guess. The page is made wider apart from one `shift` to the next.
fn page(shift: usize) -> Vec<u8> {
    let mut content = String::new();
    let mut set = |x: usize, y: usize, size: usize, line: &str| {
        let _ = write!(content, "BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET ");
    };
    let mut column = |x: usize, top: usize, head: &str, text: &[String]| {
        let mut y = top;
        if !head.is_empty() {
            set(x, y, 18, head);
            y -= 20;
        }
        for line in text {
            set(x, y, 9, line);
            y -= 11;
        }
    };
    column(40, 740, "Weir Reopened", &lines(0, 22));
    column(40, 440 - shift, "Mill Road Open", &lines(7, 22));
    column(215, 740 - shift * 4, "", &lines(13, 20));
    column(215, 440 - shift * 2, "", &lines(21, 20));
    column(390, 740, "", &lines(29, 18 + shift / 4));
    pdf_maker::latin_page(&content)
}

fn foldline(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
    command.args(args).current_dir(folder).env("HOME", folder).env("XDG_STATE_HOME", folder.join("state"));
    let output = command.env("XDG_CONFIG_HOME", folder.join("config")).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// How many blocks have a way of less than .6, and another one.
fn uncertain(folder: &Path) -> usize {
    let told = foldline(folder, &["inspect", "page.pdf"]);
    let links = told.split_once("# links\n").map_or("", |(_, links)| links);
    let share = |line: &str| line.split("  or ").next().and_then(|way| way.rsplit(' ').next()?.parse::<f32>().ok());
    links.lines().filter(|line| line.contains("  or ") && share(line).is_some_and(|share| share < 0.6)).count()
}

/// The first of these pages on which something is uncertain: weights change, and with them which one that is.
fn uncertain_page(folder: &Path) {
    for shift in (0..40).step_by(2) {
        std::fs::write(folder.join("page.pdf"), page(shift)).unwrap();
        if uncertain(folder) > 0 {
            return;
        }
    }
    panic!("nothing is uncertain on any of these pages");
}

fn open(folder: &Path) -> Terminal {
    let terminal = Terminal::open(80, 24, folder, &["page.pdf"]);
    terminal.until_shows("1 page");
    terminal
}

fn asks(screen: &vt100::Screen) -> bool {
    screen.rows(0, 80).last().is_some_and(|row| row.trim_start().starts_with("1 ") && row.contains(" · 2 "))
}

#[test]
fn both_answers_are_corrections_kept_beside_the_page_and_undone() {
    let folder = folder();
    uncertain_page(folder.path());
    let all = uncertain(folder.path());
    let terminal = open(folder.path());
    terminal.send("e");
    terminal.until_shows("marks what is uncertain, n goes there");
    for asked in 1..=all {
        terminal.send("n");
        terminal.until("a question", asks);
        terminal.send(if asked % 2 == 0 { "1" } else { "2" });
        terminal.until_shows(&format!("{asked} correction"));
    }
    terminal.settled();
    assert_eq!(uncertain(folder.path()), 0, "the next opening knows what was answered");
    terminal.send("n");
    terminal.until_shows("nothing is uncertain");
    for _ in 0..all {
        terminal.send("u");
    }
    terminal.until_shows("undone; no correction is left");
    terminal.send("N");
    terminal.until("a question again", asks);
    terminal.send("\x1b");
    terminal.until("no question", |screen| !asks(screen));
    terminal.until_shows("CORRECTING");
    terminal.quits();
    assert!(!folder.path().join("page.pdf.foldline.toml").exists());
    assert_eq!(uncertain(folder.path()), all);
}

#[test]
fn answers_of_two_readers_are_both_kept() {
    let folder = folder();
    uncertain_page(folder.path());
    let (one, two) = (open(folder.path()), open(folder.path()));
    one.send("en");
    one.until("a question", asks);
    one.send("1");
    one.until_shows("1 correction · kept in page.pdf.foldline.toml");
    two.send("erd");
    two.until_shows("1 correction · kept in page.pdf.foldline.toml");
    two.quits();
    one.quits();
    let kept = std::fs::read_to_string(folder.path().join("page.pdf.foldline.toml")).unwrap();
    assert_eq!(kept.matches("[[correction]]").count(), 2, "{kept}");
    assert!(!foldline(folder.path(), &["stories", "page.pdf"]).contains("no longer fits"));
}

#[test]
fn signs_are_turned_off_by_command_and_config() {
    let folder = folder();
    uncertain_page(folder.path());
    let terminal = open(folder.path());
    let marked = |screen: &vt100::Screen| screen.rows(0, 80).skip(1).take(22).any(|row| row.contains('?'));
    // The text itself has no such sign.
    terminal.send("en\x1b\x1b");
    terminal.until_hides("CORRECTING");
    terminal.until("a sign", marked);
    terminal.send(":uncertain off");
    terminal.send(ENTER);
    terminal.until_shows("what is uncertain is not marked");
    terminal.until("no sign", |screen| !marked(screen));
    terminal.quits();
    super::room::config(folder.path(), "uncertain = false\n");
    let terminal = open(folder.path());
    terminal.send("en\x1b\x1b");
    terminal.until_hides("CORRECTING");
    assert!(!terminal.at_rest().lines().skip(1).take(22).any(|row| row.contains('?')));
    terminal.quits();
}
