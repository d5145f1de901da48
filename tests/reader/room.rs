//! Config, keys, themes, panes and reading again, through the real program.

use super::{ENTER, SIZES, TAB, Terminal, folder, golden};
use std::fmt::Write;
use std::path::Path;

pub(super) fn config(folder: &Path, text: &str) {
    let place = folder.join("config/foldline");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::write(place.join("config.toml"), text).unwrap();
}

fn background(screen: &vt100::Screen, row: u16, column: u16) -> vt100::Color {
    screen.cell(row, column).unwrap().bgcolor()
}

#[test]
fn keys_of_the_config_are_in_the_footer_the_help_and_under_the_fingers() {
    let folder = folder();
    config(folder.path(), "[keys]\n\"?\" = \"none\"\n\"ctrl-s\" = \"contents\"\n\"g h\" = \"help\"\n");
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.until_shows("gh help");
    terminal.send("\x13");
    terminal.until_shows("Stories");
    terminal.send("q?");
    terminal.until_shows("no such key here; gh lists the keys");
    terminal.send("gh");
    let help = terminal.until_shows("Help");
    assert!(help.contains("On the page"), "{help}");
    terminal.send("/stories and");
    terminal.until_shows("^s t");
    terminal.send(ENTER);
    terminal.quits();
}

#[test]
fn a_config_is_taken_over_while_reading_and_a_mistake_in_it_is_told() {
    let folder = folder();
    config(folder.path(), "theme = \"night\"\n");
    let terminal = Terminal::open_with(100, 30, folder.path(), &[], &[("COLORTERM", "truecolor")]);
    terminal.until_opened();
    let night = vt100::Color::Rgb(0x16, 0x18, 0x1c);
    terminal.until("the paper of the night", |screen| background(screen, 12, 0) == night);
    if !cfg!(feature = "watch") {
        println!("skipped: this build does not watch");
        terminal.quits();
        return;
    }
    config(folder.path(), "\ntheme = \"nigt\"\n");
    terminal.until_shows("config.toml, line 2: no theme is called \"nigt\"");
    terminal.until("the paper of the night still", |screen| background(screen, 12, 0) == night);
    config(folder.path(), "theme = \"newsprint\"\nbars = false\n");
    let paper = vt100::Color::Rgb(0xf4, 0xef, 0xe4);
    terminal.until("newsprint", |screen| background(screen, 12, 0) == paper);
    terminal.until_hides("page 1 of");
    terminal.quits();
}

#[test]
fn themes_are_changed_by_name() {
    let folder = folder();
    config(folder.path(), "[themes.harbor]\nbase = \"night\"\nground = \"#102030\"\n");
    let args = ["--theme", "newsprint", "--colors", "true"];
    let terminal = Terminal::open(100, 30, folder.path(), &args);
    terminal.until_opened();
    let paper = vt100::Color::Rgb(0xf4, 0xef, 0xe4);
    terminal.until("newsprint", |screen| background(screen, 12, 0) == paper);
    terminal.send(":theme harbor");
    terminal.send(ENTER);
    terminal.until_shows("theme harbor");
    terminal.until("a theme of one's own", |screen| background(screen, 12, 0) == vt100::Color::Rgb(16, 32, 48));
    terminal.send(":theme n");
    terminal.send(TAB);
    terminal.until_shows(":theme newsprint");
    terminal.send(TAB);
    terminal.until_shows(":theme night");
    terminal.send("\x15theme high-contrast");
    terminal.send(ENTER);
    terminal.until_shows("theme high-contrast");
    terminal.send(":theme sepia");
    terminal.send(ENTER);
    terminal.until_shows("no theme is called sepia; there are terminal,");
    terminal.quits();
}

/// What is on the screen, and below it where the colors change: `row: column foreground/background modifiers …`.
fn in_color(screen: &vt100::Screen, columns: u16) -> String {
    let color = |color: vt100::Color| match color {
        vt100::Color::Default => "-".to_owned(),
        vt100::Color::Idx(index) => index.to_string(),
        vt100::Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
    };
    let mut text = screen.contents() + "\n\n";
    for (row, _) in screen.rows(0, columns).enumerate() {
        let _ = write!(text, "{row}:");
        let mut last = String::new();
        for column in 0..columns {
            let Some(cell) = screen.cell(row as u16, column).filter(|cell| !cell.is_wide_continuation()) else {
                continue;
            };
            let marks = [
                (cell.bold(), 'b'),
                (cell.dim(), 'd'),
                (cell.italic(), 'i'),
                (cell.underline(), 'u'),
                (cell.inverse(), 'r'),
            ];
            let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
            let look = format!("{}/{}{marks}", color(cell.fgcolor()), color(cell.bgcolor()));
            if look != last {
                let _ = write!(text, " {column} {look}");
                last = look;
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn themes_look_as_they_did_at_three_sizes_and_three_depths() {
    for (columns, rows) in SIZES {
        for (depth, theme) in [("16", "high-contrast"), ("256", "newsprint"), ("true", "night")] {
            let shown = second_story(columns, rows, &["--colors", depth, "--theme", theme], &[]);
            golden(&format!("theme-{theme}-{depth}-{columns}x{rows}"), &shown);
        }
    }
}

#[test]
fn without_colors_it_looks_as_it_did_at_three_sizes() {
    for (columns, rows) in SIZES {
        let shown =
            second_story(columns, rows, &["--theme", "night"], &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
        golden(&format!("theme-none-{columns}x{rows}"), &shown);
    }
}

#[test]
fn the_theme_goes_by_the_background() {
    let folder = folder();
    config(folder.path(), "theme-light = \"newsprint\"\ntheme-dark = \"night\"\n");
    let home = folder.path().join("config");
    for (ground, theme) in [("0;15", "newsprint"), ("15;0", "night")] {
        let vars = [("COLORFGBG", ground), ("XDG_CONFIG_HOME", home.to_str().unwrap())];
        let own = second_story(80, 24, &["--colors", "true"], &vars);
        let asked = second_story(80, 24, &["--colors", "true", "--theme", theme], &vars);
        assert!(own == asked, "{ground}: not as {theme}:\n{own}");
    }
    let plain = |ground| second_story(80, 24, &["--colors", "true"], &[("COLORFGBG", ground)]);
    assert_ne!(plain("0;15"), plain("15;0"), "tints are lighter or darker than the ground");
}

#[test]
fn layouts_of_ones_own_are_read_and_their_mistakes_told() {
    let folder = folder();
    let layouts = folder.path().join("config/foldline/layouts");
    std::fs::create_dir_all(&layouts).unwrap();
    std::fs::write(layouts.join("harbor.toml"), "name = \"Harbor\"\n[match]\nlang = \"en\"\n").unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["--layout", "harbor"]);
    terminal.until_opened();
    terminal.quits();
    std::fs::write(layouts.join("inland.toml"), "name = \"Inland\"\n[match]\nlang = 7\n").unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until("the file and its line", |screen| {
        let shown = screen.contents().replace('\n', "");
        !screen.alternate_screen() && shown.contains("inland.toml") && shown.contains('3')
    });
    assert_eq!(terminal.ends(), 1);
}

/// The second story of the demo chosen on its page, with colors.
fn second_story(columns: u16, rows: u16, args: &[&str], vars: &[(&str, &str)]) -> String {
    let folder = folder();
    let terminal = Terminal::open_with(columns, rows, folder.path(), args, vars);
    terminal.until_opened();
    terminal.send("J");
    terminal.until_shows("2/");
    terminal.settled();
    let shown = in_color(terminal.shared.0.lock().unwrap().parser.screen(), columns);
    terminal.quits();
    shown
}

#[test]
fn panes_stand_side_by_side_and_give_way() {
    let folder = folder();
    config(folder.path(), "panes = \"three\"\n");
    let terminal = Terminal::open(160, 40, folder.path(), &[]);
    let stands = |screen: &vt100::Screen| screen.contents().matches("Library Lends").count();
    terminal.until_opened();
    terminal.until("contents, page and story", |screen| {
        screen.contents().lines().nth(20).is_some_and(|row| row.matches('│').count() >= 2) && stands(screen) >= 2
    });
    terminal.send("J");
    let chosen = |screen: &vt100::Screen| {
        let row = screen.contents().lines().position(|row| row.trim_start().starts_with("2  Upper"));
        row.is_some_and(|row| screen.cell(row as u16, 4).unwrap().inverse())
    };
    terminal.until("the second story chosen in the contents", chosen);
    terminal.resize(80, 24);
    terminal.until("one view", |screen| !screen.contents().contains(" 2  Upper"));
    terminal.resize(160, 40);
    terminal.until("three again", chosen);
    terminal.send(":panes one");
    terminal.send(ENTER);
    terminal.until_shows("one view; Tab changes");
    terminal.send("w");
    terminal.until_shows("page and story; Tab changes");
    terminal.send("w");
    terminal.until_shows("stories, page and story");
    terminal.send("w");
    terminal.until_shows("stories and one view");
    terminal.quits();
}

const FERRY: &str = "河湾渡口恢复夜航\n\n　　入夜后，渡口的灯一盏一盏亮起来，头班夜船在汽笛声里离岸，甲板上站满了下班回家的人。\n\n\
                     \u{3000}\u{3000}船长说，停航的三年里他一直在修船，如今船修好了，江也修好了，他要把这条船开到自己开不动为止。\n";

#[test]
fn the_file_is_read_again_when_it_changes_and_kept_when_it_goes() {
    if !cfg!(feature = "watch") {
        println!("skipped: this build does not watch");
        return;
    }
    let folder = folder();
    let page = folder.path().join("page.txt");
    std::fs::write(&page, FERRY).unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["page.txt"]);
    terminal.until_shows("1 page");
    terminal.send(TAB);
    terminal.until_shows("船长说");
    std::fs::write(&page, FERRY.replace("头班夜船", "末班夜船")).unwrap();
    terminal.until_shows("read again");
    terminal.until_shows("末班夜船");
    std::fs::remove_file(&page).unwrap();
    terminal.until_shows("what was read before is kept");
    terminal.until_shows("末班夜船");
    // Half written: the name is there, the text is not yet.
    std::fs::write(&page, "").unwrap();
    terminal.until_shows("is empty");
    terminal.until_shows("末班夜船");
    std::fs::write(&page, FERRY).unwrap();
    terminal.until_shows("头班夜船");
    terminal.quits();
}

#[test]
fn reading_again_by_hand_says_what_is_missing() {
    let folder = folder();
    config(folder.path(), "watch = false\n");
    let page = folder.path().join("page.txt");
    std::fs::write(&page, FERRY).unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["page.txt"]);
    terminal.until_shows("1 page");
    std::fs::remove_file(&page).unwrap();
    terminal.send("R");
    terminal.until_shows("what was read before is kept");
    std::fs::write(&page, FERRY).unwrap();
    terminal.send("R");
    terminal.until_shows("read again");
    terminal.quits();
}
