//! What a first-timer sees: windows of 80x24 and smaller, pictures, the languages, commands that get the terminal.

use super::{ENTER, PICTURES, Terminal, folder, golden};

#[test]
fn every_page_of_the_demo_is_whole_in_the_usual_window() {
    for page in [2, 4, 5] {
        let folder = folder();
        let terminal = Terminal::open(80, 24, folder.path(), &[]);
        terminal.until_opened();
        terminal.send(&format!("{page}G"));
        terminal.until_shows(&format!("page {page} of"));
        golden(&format!("demo-{page}-80x24"), &terminal.at_rest());
        terminal.quits();
    }
}

/// Whether one of these signs stands at an edge of the window.
fn at_edge(screen: &vt100::Screen, sign: &str) -> bool {
    let (rows, columns) = screen.size();
    let shown = |row: u16, column: u16| screen.cell(row, column).is_some_and(|cell| cell.contents() == sign);
    (0..rows.get()).any(|row| shown(row, 0) || shown(row, columns.get() - 1))
}

#[test]
fn a_page_wider_than_the_window_is_shown_by_whole_columns() {
    let folder = folder();
    let terminal = Terminal::open(52, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.until("a sign at the right", |screen| at_edge(screen, "›") && !at_edge(screen, "‹"));
    golden("columns-52x24", &terminal.at_rest());
    terminal.send("3J");
    terminal.until_shows("4/6");
    terminal.until("a sign at the left", |screen| at_edge(screen, "‹"));
    golden("columns-right-52x24", &terminal.at_rest());
    terminal.send("=");
    terminal.until("no sign", |screen| !at_edge(screen, "‹") && !at_edge(screen, "›"));
    terminal.quits();
}

#[test]
fn the_footer_keeps_the_story_and_the_keys_that_matter() {
    for (columns, keys) in [(80, &["J next story", "Enter read", "? help"][..]), (40, &["? help"])] {
        let folder = folder();
        let terminal = Terminal::open(columns, 24, folder.path(), &[]);
        terminal.until_opened();
        let shown = terminal.at_rest();
        let footer = shown.lines().last().unwrap_or_default();
        assert!(footer.trim_start().starts_with("1/6 The Old"), "{footer}");
        assert!(keys.iter().all(|key| footer.contains(key)), "{columns}: {footer}");
        terminal.quits();
    }
}

#[test]
fn the_pictures_of_the_demo_are_drawn_in_the_colors_there_are() {
    if cfg!(not(feature = "images")) {
        println!("skipped: this build makes no pictures");
        return;
    }
    let is_colored = |screen: &vt100::Screen, wanted: fn(vt100::Color) -> bool| {
        let cells = (0..40).flat_map(|row| (0..100).map(move |column| (row, column)));
        let mut cells = cells.filter_map(|(row, column)| screen.cell(row, column));
        cells.any(|cell| cell.contents() == "▀" && wanted(cell.fgcolor()))
    };
    let folder = folder();
    let open = |vars: &[(&str, &str)], args: &[&str]| {
        let terminal = Terminal::open_with(100, 40, folder.path(), args, vars);
        terminal.until_opened();
        terminal
    };
    let terminal = open(&[("COLORTERM", "truecolor")], &[PICTURES]);
    terminal
        .until("a picture in all colors", |screen| is_colored(screen, |color| matches!(color, vt100::Color::Rgb(..))));
    terminal.quits();
    let terminal = open(&[], &[PICTURES, "--colors", "16"]);
    terminal.until("a picture in grays", |screen| {
        is_colored(screen, |color| matches!(color, vt100::Color::Idx(0 | 7 | 8 | 15)))
    });
    terminal.quits();
    let terminal = open(&[("NO_COLOR", "1")], &[PICTURES]);
    terminal.until("a picture in shades", |screen| {
        let shown = screen.contents();
        ["▒", "▓"].iter().any(|shade| shown.contains(shade)) && !shown.contains('▀')
    });
    terminal.send("i");
    terminal.until("a small box", |screen| !screen.contents().contains('▓') && screen.contents().contains('░'));
    terminal.quits();
}

#[test]
fn the_reader_speaks_the_language_of_its_reader() {
    for (lang, page, help) in [
        ("zh-Hans", "第 1/5 页", "帮助"),
        ("zh-Hant", "第 1/5 頁", "說明"),
        ("ja", "1/5 ページ", "ヘルプ"),
        ("ko", "1/5쪽", "도움말"),
    ] {
        let folder = folder();
        let terminal = Terminal::open(80, 24, folder.path(), &["--lang", lang]);
        terminal.until_shows(page);
        golden(&format!("lang-{lang}-80x24"), &terminal.at_rest());
        terminal.send("?");
        terminal.until_shows(&format!("─ {help} ─"));
        golden(&format!("lang-{lang}-help-80x24"), &terminal.at_rest());
        terminal.quits();
    }
    let folder = folder();
    let terminal = Terminal::open_with(80, 24, folder.path(), &[], &[("LC_ALL", "zh_TW.UTF-8")]);
    terminal.until_shows("第 1/5 頁");
    terminal.quits();
}

#[cfg(unix)]
#[test]
fn a_command_has_the_terminal_and_its_output_is_shown() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("|cat\r");
    let shown = terminal.until_shows("─ Output ─");
    assert!(shown.contains("The Old Ferry Comes Home"), "{shown}");
    terminal.send("q|wc -l\r");
    terminal.until_shows("wc -l: ");
    terminal.send(r"|printf '\033[2J\033[1;1Hwaiting'; read word < /dev/tty; echo $word > heard");
    terminal.send(ENTER);
    terminal.until("the command's own screen", |screen| screen.contents().trim_start().starts_with("waiting"));
    terminal.send("lantern\r");
    terminal.until_opened();
    assert_eq!(std::fs::read_to_string(folder.path().join("heard")).unwrap(), "lantern\n");
    terminal.send("J");
    terminal.until_shows("2/6");
    terminal.quits();
}

#[test]
fn a_story_that_goes_on_is_followed_at_its_end() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("\rG");
    terminal.until_shows("f goes on, page 2");
    terminal.send(" ");
    terminal.until_shows("page 2 of");
    terminal.until_shows("H goes back to where the story broke off");
    terminal.send("H");
    terminal.until_shows("f goes on, page 2");
    terminal.quits();
}
