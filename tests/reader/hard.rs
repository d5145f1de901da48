//! Hard times: terminals that do not answer, panics, storms of sizes, folders that cannot be written, typing ahead.

use super::{ENTER, Terminal, folder};
use portable_pty::CommandBuilder;
use std::time::{Duration, Instant};

#[test]
fn what_is_typed_ahead_is_not_lost() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.send("3G/灯下");
    terminal.send(ENTER);
    terminal.until_shows("page 3 of");
    terminal.until_shows("灯下: ");
    terminal.quits();
}

#[test]
fn a_terminal_that_does_not_answer_gets_its_frame_at_once_and_its_keys_later() {
    let folder = folder();
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
    let terminal = Terminal::start(100, 30, folder.path(), command, &[], false);
    terminal.send("J");
    terminal.until_opened();
    terminal.until_shows("2/");
    terminal.quits();
}

/// What kitty answers, widths and all.
const ANSWERS: &str = "\x1b]11;rgb:1111/1111/1111\x1b\\\x1b[1;1R\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\
    \x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;52;c";

#[test]
fn answers_that_come_late_are_taken_as_answers_while_nobody_types() {
    let folder = folder();
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
    let terminal = Terminal::start(100, 30, folder.path(), command, &[], false);
    terminal.until_opened();
    assert!(!terminal.screen().contains('“'), "a terminal of unknown widths gets stand-ins");
    std::thread::sleep(Duration::from_millis(900));
    terminal.send(ANSWERS);
    terminal.until_shows("“");
    terminal.send("J");
    terminal.until_shows("2/");
    terminal.quits();
}

#[test]
fn answers_that_come_after_a_key_are_not_taken_for_keys() {
    let folder = folder();
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
    let terminal = Terminal::start(100, 30, folder.path(), command, &[], false);
    terminal.send("J");
    terminal.until_shows("2/");
    let before = terminal.screen();
    terminal.send(ANSWERS);
    // What was drawn over is blank, and what was not is nothing: both look alike.
    let seen = |screen: &str| screen.lines().map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(seen(&terminal.at_rest()), seen(&before));
    terminal.send("J");
    terminal.until_shows("3/");
    terminal.quits();
}

/// Not a test of its own: what the next one runs in a terminal.
#[test]
#[ignore = "run by the test below"]
fn panics_in_the_terminal() {
    if std::env::var_os("FOLDLINE_TEST_PANICS").is_none() {
        return;
    }
    let _guard = foldline::app::terminal::Guard::new().unwrap();
    foldline::app::terminal::catch_mouse(true).unwrap();
    foldline::app::terminal::bracket_paste(true).unwrap();
    panic!("the lamp fell over");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let folder = folder();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "hard::panics_in_the_terminal"]);
    let vars = [("FOLDLINE_TEST_PANICS", "1"), ("RUST_BACKTRACE", "0")];
    let terminal = Terminal::start(80, 24, folder.path(), command, &vars, true);
    terminal.until("words on the ordinary screen", |screen| {
        screen.contents().contains("the lamp fell over") && !screen.alternate_screen()
    });
    assert_ne!(terminal.ends(), 0);
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    for step in 0..150u16 {
        terminal.resize(1 + step * 7 % 160, 1 + step * 5 % 50);
    }
    terminal.resize(100, 30);
    terminal.send("\x0c");
    terminal.until("header and footer", |screen| {
        let rows: Vec<String> = screen.rows(0, 100).collect();
        rows.first().is_some_and(|row| row.contains("page 1 of")) && rows.last().is_some_and(|row| row.contains("help"))
    });
    terminal.quits();
}

#[test]
fn a_window_of_one_cell_is_enough_to_leave() {
    let folder = folder();
    let terminal = Terminal::open(1, 1, folder.path(), &[]);
    terminal.until("the other screen", vt100::Screen::alternate_screen);
    terminal.send("jJ\t]t");
    terminal.resize(80, 24);
    terminal.until_shows("page 2 of");
    terminal.send("qQ");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn what_cannot_be_saved_is_told_with_its_place() {
    let folder = folder();
    // A folder that nobody can write, whoever runs this; and places cannot be kept either.
    let terminal = Terminal::open_with(100, 30, folder.path(), &[], &[("XDG_STATE_HOME", "/proc")]);
    terminal.until_opened();
    terminal.send("S");
    terminal.send("/proc/story.txt");
    terminal.send(ENTER);
    terminal.until_shows("/proc/story.txt: ");
    terminal.until("paste is not bracketed outside of prompts", |screen| !screen.bracketed_paste());
    terminal.quits();
}

#[test]
fn what_is_being_written_is_finished_before_the_end() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("S");
    terminal.send("story.txt\rQ");
    assert_eq!(terminal.ends(), 0);
    let saved = std::fs::read_to_string(folder.path().join("story.txt")).unwrap();
    assert!(saved.contains("By Nora Wexcombe"), "{saved}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_while_reading_and_after_the_end() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("S/dev/full\r");
    terminal.until_shows("overwrite? y/n · /dev/full");
    terminal.send("y");
    terminal.until_shows("/dev/full: No space left");
    terminal.send("S/dev/full\ryQ");
    terminal.until("a line on the ordinary screen", |screen| {
        !screen.alternate_screen() && screen.contents().contains("foldline: /dev/full: No space left")
    });
    assert_eq!(terminal.ends(), 1);
}

#[test]
fn the_mouse_is_left_alone_when_asked() {
    let none = vt100::MouseProtocolMode::None;
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &["--no-mouse"]);
    terminal.until_opened();
    terminal.until("a free mouse", |screen| screen.mouse_protocol_mode() == none);
    terminal.send("M");
    terminal.until("a caught mouse", |screen| screen.mouse_protocol_mode() != none);
    terminal.send("M");
    terminal.until("a free mouse again", |screen| screen.mouse_protocol_mode() == none);
    terminal.quits();
}

#[test]
fn the_smallest_windows_still_say_where_help_is() {
    let folder = folder();
    let terminal = Terminal::open(40, 10, folder.path(), &[]);
    terminal.until_shows("? help");
    terminal.quits();
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_done_while_nothing_happens() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("J");
    terminal.until_shows("2/");
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", terminal.child.process_id().unwrap())).unwrap();
        let after_name = stat.rsplit(')').next().unwrap();
        let fields: Vec<u64> = after_name.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        // Of the numbers after the state: user and system time are the 11th and 12th.
        fields[10] + fields[11]
    };
    // Opening the later pages may still go on.
    std::thread::sleep(Duration::from_millis(800));
    let before = ticks();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(ticks(), before, "hundredths of a second of processor time in two seconds");
    terminal.quits();
}

#[test]
fn what_cannot_be_opened_is_told_on_the_ordinary_screen() {
    let folder = folder();
    for answers in [true, false] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
        command.arg("missing.pdf");
        let terminal = Terminal::start(80, 24, folder.path(), command, &[], answers);
        terminal.until("one line on the ordinary screen", |screen| {
            let line = "foldline: missing.pdf: No such file or directory";
            !screen.alternate_screen() && screen.contents().lines().any(|row| row.starts_with(line))
        });
        assert_eq!(terminal.ends(), 1);
    }
}

#[test]
fn opening_that_takes_long_is_shown_and_can_be_left() {
    let folder = folder();
    let pipe = folder.path().join("slow.pdf");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: no named pipes here");
        return;
    }
    let start = Instant::now();
    let terminal = Terminal::open(80, 24, folder.path(), &["slow.pdf"]);
    terminal.until_shows("opening…");
    assert!(start.elapsed() < Duration::from_secs(10));
    terminal.send("q");
    assert_eq!(terminal.ends(), 0);
}
