//! A story given to a shell command. The command has the terminal meanwhile, as a pager, a picker or an editor needs it;
//! what it only printed is shown when it has ended.
//!
//! ```text
//!   story --stdin--> command --stdout, a terminal of its own--> kept
//!                       |                                        └─ after a moment, or when it draws: the screen
//!                       └─ keys and stderr: the terminal
//! ```
//!
//! The thread that reads keys waits at a gate as long as the terminal is lent.

use super::failure::in_words;
use super::terminal;
use crate::t;
use crate::ui::action::Action;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{tcgetwinsize, tcsetwinsize};
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a command prints is held back so long: most have ended by then, and need no screen.
const HOLD: Duration = Duration::from_millis(250);
/// More than this is not shown when the command has ended, in bytes.
const MOST_KEPT: usize = 1 << 20;
/// How often a command is looked after.
const STEP: Duration = Duration::from_millis(10);
/// The thread that reads keys comes to the gate within this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keys belong to a command.
static LENT: AtomicBool = AtomicBool::new(false);
/// Whether somebody waits at the gate.
static WAITS: Mutex<bool> = Mutex::new(false);
static CHANGED: Condvar = Condvar::new();

fn waits() -> MutexGuard<'static, bool> {
    WAITS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the terminal is lent to a command: its keys that are signals are not for us.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Where the thread that reads keys waits while they belong to a command.
pub(super) fn pass() {
    let mut waits = waits();
    while is_lent() {
        *waits = true;
        CHANGED.notify_all();
        waits = CHANGED.wait(waits).unwrap_or_else(PoisonError::into_inner);
    }
    *waits = false;
}

/// Keys are a command's until this is dropped.
struct LentTerminal;

impl LentTerminal {
    fn new() -> LentTerminal {
        LENT.store(true, Ordering::SeqCst);
        // Who reads keys sleeps until the terminal has something: a new size is something.
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
        let start = Instant::now();
        let mut waits = waits();
        while !*waits && start.elapsed() < PATIENCE {
            waits = CHANGED.wait_timeout(waits, PATIENCE).unwrap_or_else(PoisonError::into_inner).0;
        }
        LentTerminal
    }
}

impl Drop for LentTerminal {
    fn drop(&mut self) {
        LENT.store(false, Ordering::SeqCst);
        CHANGED.notify_all();
    }
}

/// Gives a text to a shell command, which has the terminal until it ends; tells what came of it. The terminal is not ours
/// afterwards: it has to be entered again.
pub(super) fn run(text: &str, command: &str) -> Action {
    let _lent = LentTerminal::new();
    terminal::leave();
    match Running::start(text, command).and_then(Running::finish) {
        Ok((status, _)) if !status.success() => {
            wait_for_enter(&format!("{command}: {}", ended(status)));
            Action::Failed(format!("{command}: {}", ended(status)))
        }
        Ok((_, Printed::Drawn)) => Action::Done(t!("{command}: done", command)),
        Ok((_, Printed::Text(lines))) if lines.trim().is_empty() => {
            Action::Done(t!("{command}: done; it printed nothing", command))
        }
        Ok((_, Printed::Text(text))) => Action::Printed(command.to_owned(), text),
        Err(error) => Action::Failed(format!("{command}: {}", in_words(&error))),
    }
}

/// How a command ended that did not end well.
fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(127) => t!("no such command; check its name"),
        Some(code) => t!("it ended with exit code {code}", code),
        None => t!("it was ended by a signal"),
    }
}

/// What the command said of itself stays to be read until somebody has read it.
fn wait_for_enter(says: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::export::harmless(&t!("{says} · Enter goes back", says)));
    let Ok(keys) = File::open("/dev/tty") else { return };
    let _ = io::BufReader::new(keys.take(1_000)).read_until(b'\n', &mut Vec::new());
}

/// What a command put out.
enum Printed {
    /// It moved about the screen, or there was too much of it: it was seen as it came.
    Drawn,
    /// Plain text.
    Text(String),
}

/// A command at work.
struct Running {
    child: Child,
    terminal: File,
    kept: Arc<Mutex<CapturedOutput>>,
    /// Reads what comes out.
    reader: std::thread::JoinHandle<()>,
}

/// What came out so far.
#[derive(Default)]
struct CapturedOutput {
    bytes: Vec<u8>,
    /// It goes to the screen as it comes.
    shown: bool,
    too_much: bool,
}

impl Running {
    fn start(text: &str, command: &str) -> io::Result<Running> {
        let (ours, theirs) = pair()?;
        let mut child = Command::new("sh")
            .args(["-c", command])
            .stdin(Stdio::piped())
            .stdout(Stdio::from(theirs))
            .stderr(Stdio::inherit())
            .spawn()?;
        let (input, text) = (child.stdin.take(), text.to_owned());
        // A command need not read everything it is given.
        std::thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        let kept = Arc::new(Mutex::new(CapturedOutput::default()));
        let (mut from, into) = (ours.try_clone()?, Arc::clone(&kept));
        let reader = std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            // A terminal whose other end is closed gives an error.
            while let Ok(count) = from.read(&mut chunk) {
                let Some(bytes) = chunk.get(..count).filter(|bytes| !bytes.is_empty()) else { return };
                lock(&into).take(bytes);
            }
        });
        Ok(Running { child, terminal: ours, kept, reader })
    }

    /// Waits for the end of it, and has it seen meanwhile when it takes longer.
    fn finish(mut self) -> io::Result<(ExitStatus, Printed)> {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            if start.elapsed() > HOLD {
                lock(&self.kept).show();
            }
            fit(&self.terminal);
            std::thread::sleep(STEP);
        };
        // What it started in the background may hold its terminal open for long.
        let end = Instant::now();
        while !self.reader.is_finished() && end.elapsed() < HOLD {
            std::thread::sleep(STEP);
        }
        let kept = lock(&self.kept);
        let text = String::from_utf8_lossy(&kept.bytes);
        let printed = if kept.too_much || draws(&kept.bytes) { Printed::Drawn } else { Printed::Text(plain(&text)) };
        Ok((status, printed))
    }
}

impl CapturedOutput {
    fn take(&mut self, bytes: &[u8]) {
        if self.shown {
            put_out(bytes);
        }
        let room = MOST_KEPT.saturating_sub(self.bytes.len());
        self.too_much |= bytes.len() > room;
        self.bytes.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
        if !self.shown && (self.too_much || draws(&self.bytes)) {
            self.show();
        }
    }

    /// From now on everything goes to the screen, first what was held back.
    fn show(&mut self) {
        if !std::mem::replace(&mut self.shown, true) {
            put_out(&self.bytes);
        }
    }
}

fn lock(kept: &Mutex<CapturedOutput>) -> MutexGuard<'_, CapturedOutput> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The screen is the command's: what it draws goes there as it is.
fn put_out(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Whether a screen is needed for this: it has sequences other than those for colors.
fn draws(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == 0x1b) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let is_color = rest.first() == Some(&b'[')
            && rest.iter().skip(1).find(|byte| byte.is_ascii_alphabetic()).is_none_or(|byte| *byte == b'm');
        if !is_color && !rest.is_empty() {
            return true;
        }
    }
    false
}

/// The text without colors, and lines ended as they are.
fn plain(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut parts = text.split('\u{1b}');
    left.push_str(parts.next().unwrap_or_default());
    for part in parts {
        left.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    left.replace("\r\n", "\n")
}

/// A terminal for the command to write to, as large as ours: our end and its.
fn pair() -> io::Result<(File, OwnedFd)> {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&ours)?;
    unlockpt(&ours)?;
    let name = ptsname(&ours, Vec::new())?;
    let name = std::path::PathBuf::from(name.to_string_lossy().into_owned());
    let theirs = File::options().read(true).write(true).open(name)?;
    let ours = File::from(ours);
    fit(&ours);
    Ok((ours, OwnedFd::from(theirs)))
}

/// The command's terminal has the size of ours.
fn fit(terminal: &File) {
    if let Ok(size) = tcgetwinsize(io::stdout()) {
        let _ = tcsetwinsize(terminal, size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, command: &str) -> (bool, String) {
        let (status, printed) = Running::start(text, command).and_then(Running::finish).unwrap();
        let text = match printed {
            Printed::Drawn => "drawn".to_owned(),
            Printed::Text(text) => text,
        };
        (status.success(), text)
    }

    #[test]
    fn what_a_command_prints_is_kept() {
        assert_eq!(run("one\ntwo\n", "cat"), (true, "one\ntwo\n".to_owned()));
        assert_eq!(run("one\n", "printf '\\033[1mbold\\033[0m\\n'"), (true, "bold\n".to_owned()));
        assert_eq!(run("x", "exit 3"), (false, String::new()));
        assert_eq!(run("x", "test -t 1 && echo yes"), (true, "yes\n".to_owned()), "it has a terminal");
        let long = "x".repeat(1_000_000);
        assert_eq!(run(&long, "true"), (true, String::new()), "a command need not read its input");
    }

    #[test]
    fn colors_need_no_screen_and_cursors_do() {
        assert!(!draws(b"plain \x1b[1;31mred\x1b[0m"));
        assert!(draws(b"\x1b[?1049h") && draws(b"a\x1b[2;3H") && draws(b"\x1b]0;title\x07"));
    }
}
