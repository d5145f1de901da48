//! Lines that are typed: every command of the `:` line pressed in the real program, what Tab and the history do,
//! pasting; and where one stands after going somewhere.

use super::{ENTER, TAB, Terminal, folder};
use foldline::ui::prompt::LINE_COMMANDS;
use std::path::Path;

/// A line of every command, and what is to be seen then. The window is 100x30 and shows the demo edition.
const CASES: &[(&str, &str)] = &[
    ("page 3", "page 3 of 5"),
    ("story 2", "story 2 of 6"),
    ("search whistle", "whistle: 1 of"),
    ("find ferry", "ferry: 1 of 2 ·"),
    ("save out/story.md", "saved as out/story.md"),
    ("write out/story.json", "saved as out/story.json"),
    ("pipe tr a-z A-Z", "THE OLD FERRY COMES HOME"),
    ("copy", "copied: "),
    ("measure 44", "stories have lines of 44 cells"),
    ("vertical", "vertical"),
    ("zoom whole", "⠿"),
    ("variants strict", "told apart"),
    ("script hant", "shown in traditional characters"),
    ("links", "no addresses in this story"),
    ("contents", "─ Stories ─"),
    ("pages", "─ Pages ─"),
    ("marks", "no marks or notes yet; m and a letter sets a mark"),
    ("warnings", "no warnings about this page"),
    ("theme night", "theme night"),
    ("panes page-story", "page and story; Tab changes"),
    ("mouse off", "mouse off"),
    ("keep state", "from now on"),
    ("reload", "read again"),
    ("uncertain off", "what is uncertain is not marked"),
    ("learn Harbor", "no page was corrected yet"),
    ("help", "─ Help ─"),
];

#[test]
fn every_command_of_the_line_does_what_it_says() {
    for command in LINE_COMMANDS.iter().filter(|command| command.name != "quit") {
        let word = |line: &str| line.split(' ').next() == Some(command.name);
        assert!(CASES.iter().any(|(line, _)| word(line)), "{} has no case here", command.name);
    }
    for (line, shows) in CASES {
        let folder = folder();
        std::fs::create_dir(folder.path().join("out")).unwrap();
        let terminal = Terminal::open(100, 30, folder.path(), &[]);
        terminal.until_opened();
        terminal.send(&format!(":{line}"));
        terminal.send(ENTER);
        terminal.until_shows(shows);
        terminal.quits();
    }
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send(":find 老街\r");
    terminal.until_shows("老街: not on this page; / searches the edition");
    terminal.send(":nothing\r");
    terminal.until_shows("no command nothing; :help lists them");
    terminal.send(":quit\r");
    assert_eq!(terminal.ends(), 0);
}

/// The last row.
fn foot(terminal: &Terminal, wanted: &str) {
    terminal.until(&format!("{wanted} at the foot"), |screen| {
        screen.contents().lines().last().is_some_and(|row| row.trim_start().starts_with(wanted))
    });
}

#[test]
fn tab_goes_round_what_begins_like_it_and_the_history_too() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send(":");
    terminal.until_shows("Tab goes through the commands");
    terminal.send("s");
    terminal.until_shows("story search save script");
    for whole in ["story", "search", "save", "script", "story"] {
        terminal.send(TAB);
        foot(&terminal, &format!(":{whole} "));
    }
    terminal.send("\x1b[Z");
    foot(&terminal, ":script ");
    terminal.send("\x1b");
    terminal.until_hides(":script");
    terminal.send(":zoom read\r:page 2\r");
    terminal.until_shows("page 2 of");
    terminal.send(":zo\x1b[A");
    foot(&terminal, ":zoom read");
    terminal.send("\x1b[B");
    foot(&terminal, ":zo ");
    terminal.send("\x1b");
    terminal.until_hides(":zo ");
    terminal.send("S");
    terminal.until_shows("a name ending in .txt, .md or .json");
    terminal.send("\x1b");
    terminal.until_hides("a name ending");
    terminal.quits();
}

#[test]
fn what_is_pasted_is_text_in_a_prompt_and_nothing_elsewhere() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("/");
    terminal.until("bracketed paste", vt100::Screen::bracketed_paste);
    terminal.send("\x1b[200~Nora\nWex\x1b[31mcombe Q\x1b[201~");
    foot(&terminal, "/Nora Wex[31mcombe Q");
    terminal.send("\x1b");
    terminal.until("an end of it", |screen| !screen.bracketed_paste());
    terminal.send("\x1b[200~QJ\x1b[201~ma");
    let shown = terminal.until_shows("mark a set");
    assert!(shown.contains("page 1 of"), "{shown}");
    terminal.quits();
}

/// Row and column of the mark of where one is.
fn marker(screen: &vt100::Screen) -> Option<(usize, usize)> {
    let rows = screen.contents();
    rows.lines().enumerate().find_map(|(row, line)| Some((row, line.chars().position(|c| c == '▌')?)))
}

#[test]
fn what_is_gone_to_stands_with_what_follows_it() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_shows("1/6");
    // The second story's head lies far below, the fourth one's beside the window.
    terminal.send("J");
    terminal.until_shows("2/6");
    terminal.until("the head in the upper half", |screen| marker(screen).is_some_and(|(row, _)| row <= 12));
    terminal.until_shows("driest summer");
    terminal.send("2J");
    terminal.until_shows("4/6");
    terminal.until_shows("ing. A retired");
    // A hit deep in a column that is higher than the window.
    terminal.send("/lifebelts\r");
    terminal.until_shows("lifebelts: 1 of 1");
    terminal.until("the hit itself", |screen| screen.contents().contains("lifebelts. Each"));
    terminal.quits();
}

#[test]
fn the_hit_gone_to_last_looks_different_from_the_others() {
    let folder = folder();
    let text =
        "Ferry Comes Home\n\nThe ferry was back at dawn, and the ferry left again. Nobody but the Ferry was late.\n";
    std::fs::write(folder.path().join("page.txt"), text).unwrap();
    let terminal = Terminal::open_with(90, 24, folder.path(), &["page.txt"], &[("NO_COLOR", "1")]);
    terminal.until_shows("Ferry Comes Home");
    terminal.send("/the ferry\r");
    terminal.until_shows("the ferry: 1 of 3 · n next, N before");
    each_hit_is_reversed_in_its_turn(&terminal, "the ferry", [1, 2, 3]);
    // Capital letters count where some are typed; what Esc cleared comes back with n.
    terminal.send("/the Ferry\r");
    terminal.until_shows("the Ferry: 1 of 1");
    terminal.send("\x1b");
    terminal.until_hides("the Ferry:");
    terminal.send("n");
    terminal.until_shows("the Ferry: 1 of 1");
    terminal.quits();
}

/// Goes from hit to hit: each time other cells are reversed.
fn each_hit_is_reversed_in_its_turn(terminal: &Terminal, words: &str, hits: [usize; 3]) {
    let reversed = |screen: &vt100::Screen| {
        let cells = (1..23).flat_map(|row| (0..90).map(move |column| (row, column)));
        cells.filter(|(row, column)| screen.cell(*row, *column).is_some_and(vt100::Cell::inverse)).min()
    };
    let mut seen = Vec::new();
    for index in hits {
        terminal.until_shows(&format!("{words}: {index} of 3"));
        let at = terminal.shared.0.lock().map(|shared| reversed(shared.parser.screen())).unwrap();
        assert!(at.is_some() && !seen.contains(&at), "hit {index} at {at:?} after {seen:?}");
        seen.push(at);
        terminal.send("n");
    }
}

#[test]
fn the_hit_gone_to_last_looks_different_in_vertical_columns() {
    let folder = folder();
    let terminal = Terminal::open_with(90, 24, folder.path(), &[], &[("NO_COLOR", "1")]);
    terminal.until_opened();
    terminal.send("4G");
    terminal.until_shows("page 4 of");
    terminal.send("\tc");
    terminal.until_shows("read from the right");
    // Hits are gone to from where the last one stood.
    terminal.send("/漁師\r");
    terminal.until_shows("漁師: 1 of 1");
    terminal.send("/レンズ\r");
    each_hit_is_reversed_in_its_turn(&terminal, "レンズ", [2, 3, 1]);
    terminal.quits();
}

#[test]
fn what_is_read_stays_when_the_window_changes() {
    let folder = folder();
    let terminal = Terminal::open(100, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("3G\r2\r");
    let at_top = |screen: &vt100::Screen| {
        let columns = screen.size().1.get();
        screen.rows(0, columns).skip(1).take(2).any(|row| row.contains("灯下开出书屋"))
    };
    terminal.until("the second section", at_top);
    for (columns, rows) in [(60, 20), (200, 22), (40, 10), (120, 24)] {
        terminal.resize(columns, rows);
        terminal.until(&format!("the section at {columns}x{rows}"), |screen| {
            screen.size().1.get() == columns && at_top(screen)
        });
    }
    terminal.quits();
}

#[test]
fn keys_of_the_other_view_say_where_they_work() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("c");
    terminal.until_shows("c means something in a story; Tab goes there");
    terminal.send("\te");
    terminal.until_shows("e means something on the page; Tab goes there");
    terminal.send("X");
    terminal.until_shows("no such key here; ? lists the keys");
    terminal.quits();
}

#[test]
fn the_wheel_scrolls_and_goes_on() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("\tgg");
    terminal.until("the top of the story", super::at_the_top);
    terminal.send("\x1b[<65;10;10M");
    terminal.until("further down", |screen| !super::at_the_top(screen));
    terminal.send("\x1b[<64;10;10M");
    terminal.until("the top again", super::at_the_top);
    terminal.quits();
}

#[cfg(unix)]
#[test]
fn a_page_is_read_from_a_pipe_and_keys_from_the_terminal() {
    let folder = folder();
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf");
    let mut command = portable_pty::CommandBuilder::new("sh");
    command.args(["-c", &format!("cat '{}' | '{}' -", front.display(), env!("CARGO_BIN_EXE_foldline"))]);
    let terminal = Terminal::start(100, 30, folder.path(), command, &[], true);
    terminal.until_shows("1 page");
    terminal.send("J");
    terminal.until_shows("2/6");
    terminal.quits();
}

#[test]
fn places_are_kept_by_content_and_marks_with_them() {
    let folder = folder();
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf");
    std::fs::copy(&front, folder.path().join("page.pdf")).unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["page.pdf"]);
    terminal.until_shows("1 page");
    terminal.send("JmaJ");
    terminal.until_shows("3/6");
    terminal.quits();
    std::fs::rename(folder.path().join("page.pdf"), folder.path().join("other.pdf")).unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["other.pdf"]);
    terminal.until_shows("back where you stopped");
    terminal.send("'a");
    terminal.until_shows("2/6");
    terminal.quits();
}

/// What a new reader wants first, with as few keys as there are: find the story about something, read its second
/// section, copy a paragraph, save it, follow a jump and come back.
/// What is seen in a language on the way through the five tasks of the README.
struct Seen {
    lang: &'static str,
    first: &'static str,
    second: &'static str,
    hit: &'static str,
    story: &'static str,
    copied: &'static str,
    saved: &'static str,
    top: &'static str,
}

const TASKS: [Seen; 2] = [
    Seen {
        lang: "en",
        first: "page 1 of 5",
        second: "page 2 of 5",
        hit: "老手艺: 1 of",
        story: "story 1 of 1",
        copied: "copied: ",
        saved: "saved as ",
        top: "page 1 of 5 · story 1 of 6",
    },
    Seen {
        lang: "zh-Hans",
        first: "第 1/5 页",
        second: "第 2/5 页",
        hit: "老手艺：第 1/",
        story: "第 1/1 篇",
        copied: "已复制",
        saved: "已保存为 ",
        top: "第 1/5 页 · 第 1/6 篇",
    },
];

#[test]
fn five_tasks_take_few_keys_in_every_language() {
    for seen in TASKS {
        let folder = folder();
        let terminal = Terminal::open(80, 24, folder.path(), &["--lang", seen.lang]);
        terminal.until_shows(seen.first);
        let mut keys = 0;
        let mut press = |what: &str, shows: &str| {
            terminal.send(what);
            terminal.until_shows(shows);
            keys += what.chars().count();
        };
        press("/老手艺\r", seen.hit);
        press("\r", seen.story);
        press("2\r", "灯下开出书屋");
        press("Y", seen.copied);
        press("s", &format!("{}把“老手艺”留住 让“小日子”发光.txt", seen.saved));
        press("1G", seen.top);
        press("f", seen.second);
        press("H", seen.first);
        assert_eq!(keys, 14, "of which three are the words looked for: {}", seen.lang);
        terminal.quits();
    }
}
