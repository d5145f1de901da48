//! The real program in a pseudo-terminal: keys in, screens out, and the terminal as it was afterwards.
//!
//! Nothing here waits for time to pass, only for something to show, and never longer than [`PATIENCE`].
//! `UPDATE_GOLDENS=1 cargo test --test reader` accepts the screens as they are now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is a test")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[path = "reader/desk.rs"]
mod desk;
#[path = "reader/graphics.rs"]
mod graphics;
#[path = "reader/hard.rs"]
mod hard;
#[path = "reader/line.rs"]
mod line;
#[path = "reader/long.rs"]
mod long;
#[path = "reader/look.rs"]
mod look;
#[path = "pdf_maker/mod.rs"]
mod pdf_maker;
#[path = "reader/questions.rs"]
mod questions;
#[path = "reader/room.rs"]
mod room;
#[cfg(unix)]
#[path = "reader/keys.rs"]
mod keys;
#[cfg(unix)]
#[path = "reader/signals.rs"]
mod signals;
#[cfg(unix)]
#[path = "reader/notes.rs"]
mod notes;
#[path = "reader/text.rs"]
mod text;
#[path = "reader/time.rs"]
mod time;

/// An argument for programs that are to show pictures.
const PICTURES: &str = "--pictures";

/// Only so that a failing test ends.
const PATIENCE: Duration = Duration::from_secs(30);

struct Shared {
    parser: vt100::Parser,
    /// Everything that came in.
    raw: Vec<u8>,
    /// The end of what came in last.
    tail: Vec<u8>,
    /// A frame was begun and is not finished.
    drawing: bool,
    closed: bool,
}

/// How the program begins and ends a frame.
const FRAME: [&[u8]; 2] = [b"\x1b[?2026h", b"\x1b[?2026l"];

impl Shared {
    fn take(&mut self, bytes: &[u8]) {
        // This terminal leaves out the replacement character, which real ones draw.
        let mut rest = bytes;
        while let Some(at) = rest.windows(3).position(|three| three == "\u{fffd}".as_bytes()) {
            self.parser.process(&rest[..at]);
            self.parser.process(b"?");
            rest = &rest[at + 3..];
        }
        self.parser.process(rest);
        self.raw.extend_from_slice(bytes);
        self.tail.extend_from_slice(bytes);
        let last = |mark: &[u8]| self.tail.windows(mark.len()).rposition(|window| window == mark);
        let [begun, ended] = FRAME.map(last);
        if begun.is_some() || ended.is_some() {
            self.drawing = begun > ended;
        }
        let keep = self.tail.len().saturating_sub(FRAME[0].len() - 1);
        self.tail.drain(..keep);
    }
}

/// A terminal with the program in it.
struct Terminal {
    shared: Arc<(Mutex<Shared>, Condvar)>,
    /// What is typed: it waits here, and not the test, while the program does not read.
    keys: Sender<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(columns: u16, rows: u16, folder: &Path, args: &[&str]) -> Terminal {
        Terminal::open_with(columns, rows, folder, args, &[])
    }

    fn open_with(columns: u16, rows: u16, folder: &Path, args: &[&str], vars: &[(&str, &str)]) -> Terminal {
        // Measuring wants the program as it is shipped.
        let other = std::env::var_os("FOLDLINE_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_foldline").into());
        let mut command = CommandBuilder::new(other);
        command.args(args.iter().filter(|arg| **arg != PICTURES));
        // They come some time after the page: screens that are compared have none.
        if !args.contains(&PICTURES) {
            command.arg("--no-pictures");
        }
        Terminal::start(columns, rows, folder, command, vars, true)
    }

    /// Starts a program in a terminal that answers what it is asked, or does not.
    fn start(
        columns: u16,
        rows: u16,
        folder: &Path,
        mut command: CommandBuilder,
        vars: &[(&str, &str)],
        answers: bool,
    ) -> Terminal {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.cwd(folder);
        for name in ["NO_COLOR", "COLORTERM", "TMUX", "STY", "COLORFGBG"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        command.env("HOME", folder);
        command.env("XDG_STATE_HOME", folder.join("state"));
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        for (name, value) in vars {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut writer = pair.master.take_writer().unwrap();
        let (keys, typed) = mpsc::channel::<Vec<u8>>();
        std::thread::spawn(move || typed.iter().try_for_each(|keys| writer.write_all(&keys)));
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let shared = Shared { parser, raw: Vec::new(), tail: Vec::new(), drawing: false, closed: false };
        let shared = Arc::new((Mutex::new(shared), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let (theirs, answers) = (Arc::clone(&shared), answers.then(|| keys.clone()));
        std::thread::spawn(move || watch(reader, &theirs, answers.as_ref()));
        Terminal { shared, keys, child, master: pair.master }
    }

    fn send(&self, keys: &str) {
        self.keys.send(keys.as_bytes().to_vec()).unwrap();
    }

    /// True once the screen is as asked for; false when it is not for a moment.
    fn comes_to(&self, wanted: impl Fn(&vt100::Screen) -> bool) -> bool {
        const MOMENT: Duration = Duration::from_millis(200);
        let (lock, changed) = &*self.shared;
        let shared = lock.lock().unwrap();
        let waits = |shared: &mut Shared| !wanted(shared.parser.screen());
        !changed.wait_timeout_while(shared, MOMENT, waits).unwrap().1.timed_out()
    }

    /// Waits until every key sent before was taken: a redrawing takes its turn.
    fn settled(&self) {
        let written = self.raw().len();
        self.send("\x0c");
        let cleared = |raw: &[u8]| raw[written..].windows(4).any(|part| part == b"\x1b[2J");
        self.until_written("redrawn screen", cleared);
        self.until("screen at rest", |_| true);
    }

    /// The screen after every key sent before: what was waited for may have shown before the last of them.
    fn at_rest(&self) -> String {
        self.settled();
        self.screen()
    }

    /// Waits until what was written is as asked for and a frame is whole.
    fn until_written(&self, what: &str, wanted: impl Fn(&[u8]) -> bool) {
        let (lock, changed) = &*self.shared;
        let start = Instant::now();
        let mut shared = lock.lock().unwrap();
        while shared.drawing || !wanted(&shared.raw) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "not written: {what}");
            shared = changed.wait_timeout(shared, left).unwrap().0;
        }
    }

    /// Everything the program wrote so far.
    fn raw(&self) -> Vec<u8> {
        self.shared.0.lock().unwrap().raw.clone()
    }

    fn resize(&self, columns: u16, rows: u16) {
        self.shared.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).unwrap();
    }

    /// Waits until the screen is as asked for and returns it.
    fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> String {
        let (lock, changed) = &*self.shared;
        let start = Instant::now();
        let mut shared = lock.lock().unwrap();
        loop {
            if !shared.drawing && wanted(shared.parser.screen()) {
                return shared.parser.screen().contents();
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            if left.is_zero() {
                drop(shared);
                panic!("no {what} on this screen:\n{}", self.screen());
            }
            shared = changed.wait_timeout(shared, left).unwrap().0;
        }
    }

    fn until_shows(&self, text: &str) -> String {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// The first page, when all others are there too: the header counts those that are still to come.
    fn until_opened(&self) -> String {
        self.until("first of all pages", |screen| {
            let contents = screen.contents();
            let all =
                contents.split_once("page 1 of ").map(|(_, all)| all.trim_start_matches(|c: char| c.is_ascii_digit()));
            all.is_some_and(|rest| !rest.starts_with(['+', '/']))
        })
    }

    fn until_hides(&self, text: &str) -> String {
        self.until(&format!("screen without {text}"), |screen| !screen.contents().contains(text))
    }

    /// Leaves the program, which ends well.
    fn quits(self) {
        self.send("Q");
        assert_eq!(self.ends(), 0);
    }

    /// Waits for the end of the program and checks that the terminal is as it was.
    fn ends(mut self) -> u32 {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end; its screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        };
        let (lock, changed) = &*self.shared;
        let mut shared = lock.lock().unwrap();
        while !shared.closed && start.elapsed() < PATIENCE {
            shared = changed.wait_timeout(shared, PATIENCE).unwrap().0;
        }
        let screen = shared.parser.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor shows");
        assert!(!screen.bracketed_paste(), "pasting is not bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is free");
        status.exit_code()
    }

    /// What shows at this moment.
    fn screen(&self) -> String {
        self.shared.0.lock().unwrap().parser.screen().contents()
    }
}

/// Whatever the program is doing, it ends with its terminal.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds the terminal and answers what programs ask it: where the cursor is, and who it is.
fn watch(mut reader: Box<dyn Read + Send>, shared: &(Mutex<Shared>, Condvar), answers: Option<&Sender<Vec<u8>>>) {
    let (lock, changed) = shared;
    let (mut chunk, mut rest) = ([0u8; 65_536], Vec::new());
    loop {
        let count = reader.read(&mut chunk).unwrap_or(0);
        if count == 0 {
            break;
        }
        rest.extend_from_slice(&chunk[..count]);
        let mut shared = lock.lock().unwrap();
        while let Some((at, question)) = first_question(&rest) {
            let end = at + question.len();
            shared.take(&rest[..end]);
            rest.drain(..end);
            let (row, column) = shared.parser.screen().cursor_position();
            let answer = match question {
                b"\x1b[6n" => format!("\x1b[{};{}R", row + 1, column + 1),
                _ => "\x1b[?62;22c".to_owned(),
            };
            if let Some(answers) = answers {
                let _ = answers.send(answer.into_bytes());
            }
        }
        // A question may be cut in two by the chunk; what could be its beginning waits.
        let keep = rest.iter().rev().take(3).position(|byte| *byte == 0x1b).map_or(0, |back| back + 1);
        let end = rest.len() - keep;
        // Nor is a character ever given in two pieces: this terminal loses what follows it.
        let end = std::str::from_utf8(&rest[..end]).map_or_else(|error| error.valid_up_to(), str::len);
        shared.take(&rest[..end]);
        rest.drain(..end);
        changed.notify_all();
    }
    let mut shared = lock.lock().unwrap();
    shared.take(&rest);
    shared.closed = true;
    changed.notify_all();
}

fn first_question(bytes: &[u8]) -> Option<(usize, &'static [u8])> {
    let find = |question: &'static [u8]| {
        bytes.windows(question.len()).position(|window| window == question).map(|at| (at, question))
    };
    [find(b"\x1b[6n"), find(b"\x1b[c")].into_iter().flatten().min()
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Compares a screen with the one kept.
fn golden(name: &str, screen: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(format!("{name}.txt"));
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    let screen = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, screen).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: nothing kept: {error}"));
    assert!(kept == screen, "{name} is not as kept; UPDATE_GOLDENS=1 accepts it. Kept:\n{kept}\nNow:\n{screen}");
}

const ENTER: &str = "\r";
const TAB: &str = "\t";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A story shows from its first line: the header says so, or that all of it shows.
fn at_the_top(screen: &vt100::Screen) -> bool {
    let shown = screen.contents();
    shown.contains("· top") || shown.contains("· all")
}

/// The screen as it is now.
fn resting(terminal: &Terminal) -> String {
    terminal.until("any screen", |_| true)
}

/// The sizes that are kept as pictures.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn a_reader_goes_through_the_demo_edition() {
    for (columns, rows) in SIZES {
        let folder = folder();
        let terminal = Terminal::open(columns, rows, folder.path(), &[]);
        let size = format!("{columns}x{rows}");
        golden(&format!("page-{size}"), &terminal.until_opened());
        terminal.send("J");
        terminal.until_shows("2/");
        terminal.send("K");
        terminal.until_shows("1/");
        terminal.send("/Nora Wexcombe");
        terminal.send(ENTER);
        terminal.until_shows("Nora Wexcombe: 1 of");
        terminal.send("\x1b");
        terminal.until_hides("Nora Wexcombe: 1 of");
        terminal.send(TAB);
        terminal.until_shows("· story ");
        terminal.send("gg");
        terminal.until("the top of the story", at_the_top);
        golden(&format!("story-{size}"), &terminal.at_rest());
        terminal.send(TAB);
        terminal.until_hides("· story ");
        terminal.send("t");
        terminal.until_shows("Stories");
        golden(&format!("contents-{size}"), &terminal.at_rest());
        terminal.send("qT");
        terminal.until_shows("Pages");
        golden(&format!("pages-{size}"), &terminal.at_rest());
        terminal.send("q?");
        terminal.until_shows("Help");
        golden(&format!("help-{size}"), &terminal.at_rest());
        terminal.send("q3G");
        terminal.until_shows("page 3 of");
        golden(&format!("feature-{size}"), &terminal.at_rest());
        terminal.quits();
    }
}

#[test]
fn sections_of_the_feature_page_are_stepped_through() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("3Gt/先听老街");
    terminal.send(ENTER);
    terminal.until_shows("· story ");
    let marked = |words: &'static str| {
        move |screen: &vt100::Screen| screen.contents().lines().any(|row| row.contains('▌') && row.contains(words))
    };
    for words in ["灯下开出书屋", "手艺传给后生", "账本贴在墙上"] {
        terminal.send(")");
        terminal.until(words, marked(words));
    }
    terminal.send("gg2");
    terminal.send(ENTER);
    terminal.until("the second section", marked("灯下开出书屋"));
    terminal.send("H");
    terminal.until("where it was gone to from", at_the_top);
    terminal.send("9");
    terminal.send(ENTER);
    terminal.until_shows("no section 9 in this story: it has 4");
    terminal.quits();
}

#[test]
fn a_jump_is_followed_and_come_back_from() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("/Nora Wexcombe");
    terminal.send(ENTER);
    terminal.until_shows("Nora Wexcombe: 1 of");
    terminal.send("f");
    terminal.until_shows("page 2 of");
    terminal.send("H");
    terminal.until_opened();
    terminal.quits();
}

#[test]
fn a_story_is_saved_and_never_overwritten_unasked() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("/Nora Wexcombe");
    terminal.send(ENTER);
    terminal.until_shows("Nora Wexcombe: 1 of");
    terminal.send("s");
    terminal.until_shows("saved as");
    let saved: Vec<PathBuf> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [file] = &saved[..] else { panic!("one file, not {saved:?}") };
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("By Nora Wexcombe") && text.contains("whistle"), "{text}");
    std::fs::write(file, "mine").unwrap();
    terminal.send("s");
    terminal.until_shows("overwrite? y/n");
    terminal.send("n");
    terminal.until_shows("left as it was");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "mine");
    terminal.send("s");
    terminal.until_shows("overwrite? y/n");
    terminal.send("y");
    terminal.until_shows("saved as");
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    terminal.send("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn a_search_shows_what_it_found() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("/");
    terminal.until("bracketed paste", vt100::Screen::bracketed_paste);
    terminal.send("whistle");
    terminal.until_shows("found");
    terminal.send(ENTER);
    terminal.until("no bracketed paste", |screen| !screen.bracketed_paste());
    terminal.until_shows("whistle: 1 of");
    terminal.send("/鲸鱼");
    terminal.send(ENTER);
    terminal.until_shows("鲸鱼: not in this edition");
    terminal.quits();
}

#[test]
fn windows_of_any_size_are_survived() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    for (columns, rows) in [(1, 1), (2, 2), (40, 10), (300, 100), (10, 3), (1, 50), (120, 1), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.send("jTjq");
    }
    terminal.until_opened();
    terminal.quits();
}

#[test]
fn without_color_nothing_is_colored_and_reverse_stays() {
    let folder = folder();
    let terminal = Terminal::open_with(80, 24, folder.path(), &[], &[("NO_COLOR", "1")]);
    terminal.until_opened();
    terminal.send("t");
    let reversed = |screen: &vt100::Screen| {
        let all = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        let cells: Vec<_> = all.filter_map(|(row, column)| screen.cell(row, column)).collect();
        let plain =
            |cell: &&vt100::Cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default;
        cells.iter().all(plain) && cells.iter().any(|cell| cell.inverse())
    };
    terminal.until("reverse video without color", reversed);
    terminal.quits();
}

#[test]
fn nothing_stale_is_left_on_the_screen() {
    let folder = folder();
    let terminal = Terminal::open(100, 30, folder.path(), &[]);
    terminal.until_opened();
    let moves =
        ["JJ", ")", "tq", "\t", "jjj", "d", "}", "q]", "=", "+", "w", "l", "Tq", "3G", "\t", "--", "G", "w", "q1G"];
    for keys in moves {
        // A mark says that all keys before it were taken; the row that says so is not compared.
        terminal.send(&format!("{keys}ma"));
        let before = terminal.until_shows("mark a set");
        terminal.send("\x0cmb");
        let after = terminal.until_shows("mark b set");
        let body = |screen: &str| screen.lines().take(29).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(body(&before), body(&after), "after {keys}");
    }
    terminal.quits();
}

#[cfg(unix)]
#[test]
fn signals_leave_the_terminal_as_it_was() {
    for signal in ["TERM", "HUP", "INT"] {
        let folder = folder();
        let terminal = Terminal::open(80, 24, folder.path(), &[]);
        terminal.until_opened();
        kill(&terminal, signal);
        assert_ne!(terminal.ends(), 0, "SIG{signal} ends it");
    }
}

/// While the program draws for the first size, the next one and the key come; neither may hide the other.
#[cfg(unix)]
#[test]
fn a_key_and_a_new_size_at_once_are_both_taken() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    for columns in (60..120).step_by(3) {
        for size in [columns + 2, columns + 1, columns] {
            terminal.resize(size, 30);
        }
        terminal.send("t");
        terminal.until_shows("Stories");
        terminal.until("folio at the new edge", |screen| is_wide(screen, columns));
        terminal.send("q");
        terminal.resize(columns + 1, 30);
        terminal.until_hides("Stories");
        terminal.until("folio at the new edge", |screen| is_wide(screen, columns + 1));
    }
    terminal.quits();
}

/// Whether the page's number stands at the edge of a screen that wide.
#[cfg(unix)]
fn is_wide(screen: &vt100::Screen, columns: u16) -> bool {
    screen
        .contents()
        .lines()
        .next()
        .is_some_and(|row| row.chars().count() == usize::from(columns) && row.ends_with("of 5 "))
}

#[cfg(unix)]
#[test]
fn it_stops_and_comes_back() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("\x1a");
    terminal.until("the ordinary screen", |screen| !screen.alternate_screen());
    goes_on(&terminal);
    terminal.until_opened();
    terminal.quits();
}

/// Lets a program go on that was asked to stop. It may not have stopped yet: what continues it then is lost.
#[cfg(unix)]
fn goes_on(terminal: &Terminal) {
    while !terminal.comes_to(vt100::Screen::alternate_screen) {
        kill(terminal, "CONT");
    }
}

#[cfg(unix)]
fn kill(terminal: &Terminal, signal: &str) {
    let process = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-s", signal, &process]).status().unwrap().success());
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let folder = folder();
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf");
    std::fs::copy(front, folder.path().join("page.pdf")).unwrap();
    let terminal = Terminal::open(80, 24, folder.path(), &["page.pdf"]);
    terminal.until_shows("1 page");
    terminal.send("J\t");
    terminal.until_shows("story 2 of");
    terminal.send("GQ");
    assert_eq!(terminal.ends(), 0);
    let terminal = Terminal::open(80, 24, folder.path(), &["page.pdf"]);
    terminal.until_shows("back where you stopped");
    terminal.until_shows("story 2 of");
    terminal.quits();
    let terminal = Terminal::open(80, 24, folder.path(), &["--fresh", "page.pdf"]);
    let shown = terminal.until_shows("1 page");
    assert!(!shown.contains("back where you stopped"));
    terminal.quits();
}

/// Pages to press random keys on: the demo, and the typeset pages when they are there.
fn editions() -> Vec<(String, foldline::model::edition::Edition)> {
    let args = foldline::cli::OpenArgs::default();
    let mut inputs = vec![Vec::new()];
    let shared = std::env::var_os("FOLDLINE_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    match std::fs::read_dir(shared.join("pages/typeset")) {
        Err(_) => println!("typeset pages are not here; only the demo is tried"),
        Ok(entries) => {
            let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
            folders.sort();
            inputs.extend(folders.into_iter().map(|folder| vec![folder.join("page.pdf")]));
        }
    }
    let open = |input: Vec<PathBuf>| Some((format!("{input:?}"), foldline::app::open::edition(&input, &args).ok()?));
    inputs.into_iter().filter_map(open).collect()
}

#[test]
fn random_keys_on_real_pages_never_panic() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use foldline::typeset::width::WidthModel;
    use foldline::ui::action::Action;
    use foldline::ui::state::{MouseOwner, State};
    use foldline::ui::theme::{Depth, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    const KEYS: &str = "hjklJK{}()[]\r\t dugGtTfHLmavys+-=wzn/?:q1的e\u{1b}";
    let keys: Vec<char> = KEYS.chars().collect();
    let sizes = [(80, 24), (120, 40), (200, 60), (1, 1), (40, 10), (13, 7), (250, 3)];
    let theme = Theme::new(Depth::Indexed, Some((0, 0, 0)));
    for (name, edition) in editions() {
        let mut state = State::new(edition, WidthModel::narrow(), (80, 24), 1, MouseOwner::Caught);
        let (mut size, mut dice) = ((80, 24), 1u64);
        for step in 0..500 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let roll = (dice >> 33) as usize;
            if roll.is_multiple_of(25) {
                size = sizes[roll / 25 % sizes.len()];
                state.update(Action::Resize(size.0, size.1));
            } else {
                let code = match keys[roll % keys.len()] {
                    '\r' => KeyCode::Enter,
                    '\t' => KeyCode::Tab,
                    '\u{1b}' => KeyCode::Esc,
                    c => KeyCode::Char(c),
                };
                state.update(Action::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            foldline::ui::draw::draw(&state, &theme, &mut buffer);
            assert_eq!(buffer.area().width, size.0, "{name} at step {step}");
        }
    }
}
