//! The real program in a pseudo-terminal: keys in, screens out, and the terminal as it was afterwards.
//!
//! Nothing here waits for time to pass, only for something to show. `UPDATE_GOLDENS=1 cargo test --test reader`
//! accepts the screens as they are now.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Only so that a failing test ends.
const PATIENCE: Duration = Duration::from_secs(30);

struct Shared {
    parser: vt100::Parser,
    closed: bool,
}

/// A terminal with the program in it.
struct Terminal {
    shared: Arc<(Mutex<Shared>, Condvar)>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(columns: u16, rows: u16, folder: &Path, args: &[&str]) -> Terminal {
        Terminal::open_with(columns, rows, folder, args, &[])
    }

    fn open_with(columns: u16, rows: u16, folder: &Path, args: &[&str], vars: &[(&str, &str)]) -> Terminal {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
        command.args(args);
        command.cwd(folder);
        for name in ["NO_COLOR", "COLORTERM", "TMUX", "STY", "COLORFGBG"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        command.env("HOME", folder);
        command.env("XDG_STATE_HOME", folder.join("state"));
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        for (name, value) in vars {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let shared = Shared { parser: vt100::Parser::new(cells(rows), cells(columns), 0), closed: false };
        let shared = Arc::new((Mutex::new(shared), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let (theirs, answers) = (Arc::clone(&shared), Arc::clone(&writer));
        std::thread::spawn(move || watch(reader, &theirs, &answers));
        Terminal { shared, writer, child, master: pair.master }
    }

    fn send(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
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
            if wanted(shared.parser.screen()) {
                return shared.parser.screen().contents();
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "no {what} on this screen:\n{}", shared.parser.screen().contents());
            shared = changed.wait_timeout(shared, left).unwrap().0;
        }
    }

    fn until_shows(&self, text: &str) -> String {
        self.until(text, |screen| screen.contents().contains(text))
    }

    fn until_hides(&self, text: &str) -> String {
        self.until(&format!("screen without {text}"), |screen| !screen.contents().contains(text))
    }

    /// Waits for the end of the program and checks that the terminal is as it was.
    fn ends(mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        let (lock, changed) = &*self.shared;
        let mut shared = lock.lock().unwrap();
        let start = Instant::now();
        while !shared.closed && start.elapsed() < PATIENCE {
            shared = changed.wait_timeout(shared, PATIENCE).unwrap().0;
        }
        let screen = shared.parser.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor shows");
        assert!(!screen.bracketed_paste(), "pasting is not bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is free");
        code
    }
}

/// Feeds the terminal and answers what programs ask it: where the cursor is, and who it is.
fn watch(mut reader: Box<dyn Read + Send>, shared: &(Mutex<Shared>, Condvar), answers: &Mutex<Box<dyn Write + Send>>) {
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
            shared.parser.process(&rest[..end]);
            rest.drain(..end);
            let (row, column) = shared.parser.screen().cursor_position();
            let answer = match question {
                b"\x1b[6n" => format!("\x1b[{};{}R", row + 1, column + 1),
                _ => "\x1b[?62;22c".to_owned(),
            };
            let mut writer = answers.lock().unwrap();
            let _ = writer.write_all(answer.as_bytes()).and_then(|()| writer.flush());
        }
        // A question may be cut in two by the chunk; what could be its beginning waits.
        let keep = rest.iter().rev().take(3).position(|byte| *byte == 0x1b).map_or(0, |back| back + 1);
        let end = rest.len() - keep;
        shared.parser.process(&rest[..end]);
        rest.drain(..end);
        changed.notify_all();
    }
    let mut shared = lock.lock().unwrap();
    shared.parser.process(&rest);
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
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == screen, "{name} is not as kept; UPDATE_GOLDENS=1 accepts it. Kept:\n{kept}\nNow:\n{screen}");
}

const ENTER: &str = "\r";
const TAB: &str = "\t";
