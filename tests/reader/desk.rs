//! Correcting a page by hand, through the real program.

use super::{ENTER, Terminal, folder};
use std::path::Path;
use std::process::Command;

/// A page of ours in a folder of its own.
fn page(folder: &Path) {
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf");
    std::fs::copy(front, folder.join("page.pdf")).unwrap();
}

fn foldline(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
    command.args(args).current_dir(folder).env("HOME", folder).env("XDG_STATE_HOME", folder.join("state"));
    let output = command.env("XDG_CONFIG_HOME", folder.join("config")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr)
}

fn stories(folder: &Path, more: &[&str]) -> usize {
    foldline(folder, &[&["stories", "page.pdf"], more].concat()).lines().count()
}

fn open(folder: &Path) -> Terminal {
    let terminal = Terminal::open(110, 40, folder, &["page.pdf"]);
    terminal.until_shows("1 page");
    terminal
}

#[test]
fn a_story_is_split_kept_beside_the_page_and_taken_back() {
    let folder = folder();
    page(folder.path());
    let before = std::fs::read(folder.path().join("page.pdf")).unwrap();
    let count = stories(folder.path(), &[]);
    let terminal = open(folder.path());
    terminal.send("e");
    terminal.until_shows("CORRECTING · no corrections yet");
    terminal.send("))js");
    terminal.until_shows("a story begins here");
    terminal.until_shows("1 correction · kept in page.pdf.foldline.toml");
    terminal.send("e");
    terminal.until_hides("CORRECTING");
    terminal.quits();
    assert_eq!(stories(folder.path(), &[]), count + 1, "the next opening knows");
    assert_eq!(stories(folder.path(), &["--uncorrected"]), count);
    let terminal = open(folder.path());
    terminal.send("eu");
    terminal.until_shows("undone; no correction is left");
    terminal.send("U");
    terminal.until_shows("redone");
    terminal.send("u");
    terminal.until_shows("undone; no correction is left");
    terminal.quits();
    assert!(!folder.path().join("page.pdf.foldline.toml").exists(), "nothing corrected, nothing kept");
    assert_eq!(std::fs::read(folder.path().join("page.pdf")).unwrap(), before, "the page is never changed");
}

#[test]
fn every_kind_of_correction_is_made_by_keys_and_read_again() {
    let folder = folder();
    page(folder.path());
    let terminal = open(folder.path());
    terminal.send("e");
    terminal.until_shows("CORRECTING");
    let steps = [
        ("r", "pullquote", ""),
        ("d", "deck; u undoes it", "1 correction"),
        (">", "read later", "2 corrections"),
        ("<", "read earlier", "3 corrections"),
        (".", "read later", "4 corrections"),
        (",", "read earlier", "5 corrections"),
        ("m", "moving", ""),
        ("\x1b", "deck ·", ""),
        ("mJ", "moving", ""),
        (ENTER, "moved", "6 corrections"),
        ("mKP", "moved", "7 corrections"),
        ("a", "joining", ""),
        ("Jp", "one story now", "8 corrections"),
        ("2a", "one story now", "9 corrections"),
        ("1m", "", ""),
    ];
    for (keys, says, count) in steps {
        terminal.send(keys);
        terminal.until_shows(says);
        terminal.until_shows(count);
    }
    terminal.quits();
    let kept = std::fs::read_to_string(folder.path().join("page.pdf.foldline.toml")).unwrap();
    for kind in ["role", "move", "rank", "join"] {
        assert!(kept.contains(&format!("edit = \"{kind}\"")), "{kept}");
    }
    let read = foldline(folder.path(), &["export", "page.pdf", "--format", "json"]);
    assert!(read.contains("said by a person"), "exports read the corrected page");
    assert!(!read.contains("no longer fits"), "{read}");
    let count = kept.matches("[[correction]]").count();
    let terminal = open(folder.path());
    terminal.send("e");
    terminal.until_shows(&format!("CORRECTING · {count} corrections"));
    terminal.quits();
}

#[test]
fn corrections_go_to_the_state_folder_when_asked() {
    let folder = folder();
    page(folder.path());
    let count = stories(folder.path(), &[]);
    let terminal = Terminal::open(110, 40, folder.path(), &["--corrections", "state", "page.pdf"]);
    terminal.until_shows("1 page");
    terminal.send("e))js");
    terminal.until_shows("kept in");
    terminal.quits();
    assert!(!folder.path().join("page.pdf.foldline.toml").exists());
    assert_eq!(stories(folder.path(), &[]), count + 1);
    std::fs::rename(folder.path().join("page.pdf"), folder.path().join("moved.pdf")).unwrap();
    assert_eq!(
        foldline(folder.path(), &["stories", "moved.pdf"]).lines().count(),
        count + 1,
        "by content, not by name"
    );
}

#[test]
fn corrections_that_do_not_fit_are_told_and_kept() {
    let folder = folder();
    page(folder.path());
    let named = "says = \"nobody wrote\"\ntext = \"00000000000000aa\"\nat = [1, 2]\n";
    let text = format!(
        "version = 1\ncontent = \"00\"\n[[correction]]\npage = 1\nedit = \"split\"\n[correction.block]\n{named}"
    );
    let sidecar = folder.path().join("page.pdf.foldline.toml");
    std::fs::write(&sidecar, text).unwrap();
    let told = foldline(folder.path(), &["stories", "page.pdf"]);
    assert!(told.contains("a correction no longer fits: split at “nobody wrote” on page 1"), "{told}");
    assert!(told.contains("changed since it was corrected"), "{told}");
    let terminal = open(folder.path());
    terminal.send("e))js");
    terminal.until_shows("kept in");
    terminal.quits();
    let kept = std::fs::read_to_string(&sidecar).unwrap();
    assert!(kept.contains("nobody wrote") && kept.matches("[[correction]]").count() == 2, "{kept}");
    std::fs::write(&sidecar, "version = 1\ncontent = \"00\"\nmine = 3\n").unwrap();
    let told = foldline(folder.path(), &["stories", "page.pdf"]);
    assert!(told.contains("page.pdf.foldline.toml:3: unknown field"), "{told}");
}

#[test]
fn a_corrected_page_becomes_a_truth() {
    let folder = folder();
    page(folder.path());
    let terminal = open(folder.path());
    terminal.send("e))js");
    terminal.until_shows("kept in");
    terminal.quits();
    let truth = |more: &[&str]| {
        let text = foldline(folder.path(), &[&["export", "page.pdf", "--format", "truth"], more].concat());
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["stories"].as_array().unwrap().len()
    };
    assert_eq!(truth(&[]), truth(&["--uncorrected"]) + 1);
}

#[test]
fn a_file_beside_the_page_that_is_not_ours_stays_whatever_is_corrected() {
    let folder = folder();
    page(folder.path());
    let sidecar = folder.path().join("page.pdf.foldline.toml");
    std::fs::write(&sidecar, "my own notes about this page\n").unwrap();
    let notes = || std::fs::read_to_string(&sidecar).unwrap();
    let terminal = open(folder.path());
    terminal.send("e))js");
    terminal.until_shows("corrections are not kept, :keep state keeps them: page.pdf.foldline.toml is not foldline's");
    terminal.send("js");
    terminal.until_shows("2 corrections");
    terminal.settled();
    assert_eq!(notes(), "my own notes about this page\n", "after two corrections");
    terminal.send("uu");
    terminal.until_shows("no corrections yet");
    terminal.settled();
    assert_eq!(notes(), "my own notes about this page\n", "after taking them back");
    assert!(!folder.path().join("state/foldline/corrections").exists(), "nothing is kept elsewhere without a word");
    terminal.send("js");
    terminal.until_shows("corrections are not kept");
    terminal.send("Q");
    terminal.until("a line on the ordinary screen", |screen| {
        !screen.alternate_screen() && screen.contents().contains("foldline: corrections are not kept")
    });
    assert_eq!(terminal.ends(), 1);
    let count = stories(folder.path(), &["--uncorrected"]);
    let terminal = open(folder.path());
    terminal.send("e))js");
    terminal.until_shows("corrections are not kept");
    terminal.send(":keep state");
    terminal.send(ENTER);
    terminal.until_shows("kept in");
    terminal.quits();
    assert_eq!(notes(), "my own notes about this page\n");
    assert_eq!(foldline(folder.path(), &["stories", "page.pdf"]).lines().count(), count + 2, "and one line of doubt");
}

#[test]
fn two_readers_of_one_page_lose_nothing() {
    let folder = folder();
    page(folder.path());
    let (one, two) = (open(folder.path()), open(folder.path()));
    one.send("e))js");
    one.until_shows("1 correction · kept in page.pdf.foldline.toml");
    two.send("erd");
    two.until_shows("somebody else corrects this page too");
    two.until_shows("1 correction · kept in page.pdf.foldline.toml");
    let kept = || std::fs::read_to_string(folder.path().join("page.pdf.foldline.toml")).unwrap();
    assert_eq!(kept().matches("[[correction]]").count(), 2, "{}", kept());
    two.send("u");
    // What it says gives way to the news about the other reader.
    two.until_shows("no corrections yet");
    two.settled();
    one.send(":measure 50");
    one.send(ENTER);
    two.send(":measure 40");
    two.send(ENTER);
    two.quits();
    one.quits();
    assert_eq!(kept().matches("[[correction]]").count(), 1, "each takes back its own: {}", kept());
    let typed = std::fs::read_to_string(folder.path().join("state/foldline/typed")).unwrap();
    assert!(typed.contains("measure 50") && typed.contains("measure 40"), "{typed}");
}

#[test]
fn a_paper_is_learned_while_it_is_read() {
    let folder = folder();
    page(folder.path());
    let terminal = open(folder.path());
    terminal.send(":learn Lantern");
    terminal.send(ENTER);
    terminal.until_shows("no page was corrected yet");
    terminal.send("erd");
    terminal.until_shows("deck; u undoes it");
    terminal.until_shows("kept in");
    terminal.send(":learn");
    terminal.send(ENTER);
    terminal.until_shows("say :learn and the name of the paper");
    terminal.send(":learn Harbor Lantern");
    terminal.send(ENTER);
    terminal.until_shows("read again with it · learned: styles");
    let layout = folder.path().join("config/foldline/layouts/harbor-lantern.toml");
    let learned = std::fs::read_to_string(&layout).unwrap();
    assert!(learned.contains("name = \"Harbor Lantern\"") && learned.contains("deck = 1"), "{learned}");
    assert!(foldline(folder.path(), &["layouts"]).contains("harbor-lantern"));
    terminal.until_shows("1 correction");
    terminal.send("rk");
    terminal.until_shows("kicker; u undoes it");
    terminal.send(":learn harbor lantern");
    terminal.send(ENTER);
    terminal.until_shows("overwrite? y/n");
    terminal.send("n");
    terminal.until_shows("left as it was; :learn and another name learns beside it");
    assert_eq!(std::fs::read_to_string(&layout).unwrap(), learned);
    terminal.send(":learn harbor lantern");
    terminal.send(ENTER);
    terminal.until_shows("overwrite? y/n");
    terminal.send("y");
    terminal.until_shows("read again with it · learned: styles");
    assert!(std::fs::read_to_string(&layout).unwrap().contains("kicker = 1"));
    std::fs::write(&layout, "name = \"mine\"\n").unwrap();
    terminal.send(":learn harbor lantern");
    terminal.send(ENTER);
    terminal.until_shows("was not learned");
    terminal.quits();
    assert_eq!(std::fs::read_to_string(&layout).unwrap(), "name = \"mine\"\n");
}
