//! Signals at every moment from the start on: whenever one comes, the terminal is as it was, screen and modes alike.

use super::{Terminal, folder};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// By when the reader has drawn its first frame, on a machine with time.
const STARTED: Duration = Duration::from_millis(60);
/// Moments before that at which a signal is sent; the long test takes more of them.
const MOMENTS: u32 = 12;
const MANY_MOMENTS: u32 = 60;

fn send(signal: &str, terminal: &Terminal) {
    let id = terminal.child.process_id().unwrap();
    let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {id}")]).status().unwrap();
    assert!(sent.success(), "{signal} is sent");
}

/// The modes of the terminal, as far as a shell minds them.
fn modes(terminal: &Terminal) -> String {
    format!("{:?}", terminal.master.get_termios().unwrap())
}

/// Starts the reader, sends it a signal after so long and checks what it leaves.
fn ends_well(signal: &str, after: Duration, folder: &Path) {
    let terminal = Terminal::open(80, 24, folder, &[]);
    let start = Instant::now();
    std::thread::sleep(after.saturating_sub(start.elapsed()));
    send(signal, &terminal);
    let shared = terminal.shared.clone();
    terminal.leaves_modes(signal, after);
    let raw = shared.0.lock().unwrap().raw.clone();
    let count = |sign: &[u8]| raw.windows(sign.len()).filter(|part| *part == sign).count();
    assert_eq!(count(b"\x1b[?1049h"), count(b"\x1b[?1049l"), "{signal} after {after:?}: the other screen is left");
}

impl Terminal {
    /// Waits for the end of the program; the modes are those of a terminal that nobody touched.
    fn leaves_modes(mut self, signal: &str, after: Duration) {
        let untouched = Terminal::open(80, 24, Path::new("/"), &["--version"]);
        let wanted = modes(&untouched);
        let start = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < super::PATIENCE, "{signal} after {after:?} does not end it");
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(modes(&self), wanted, "{signal} after {after:?}");
        let (lock, changed) = &*self.shared;
        let mut shared = lock.lock().unwrap();
        while !shared.closed && start.elapsed() < super::PATIENCE {
            shared = changed.wait_timeout(shared, super::PATIENCE).unwrap().0;
        }
    }
}

fn at_moments(signals: &[&str], moments: u32) {
    let folder = folder();
    for signal in signals {
        for moment in 0..moments {
            ends_well(signal, STARTED * moment / moments, folder.path());
        }
    }
}

#[test]
fn a_signal_at_any_moment_of_the_start_leaves_the_terminal_as_it_was() {
    at_moments(&["TERM", "HUP", "INT"], MOMENTS);
}

#[test]
#[ignore = "takes minutes: every signal at many moments"]
fn every_signal_at_every_moment() {
    let all = ["TERM", "HUP", "INT", "QUIT", "ABRT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU"];
    at_moments(&all, MANY_MOMENTS);
}

#[test]
fn every_signal_that_ends_a_program_gives_the_terminal_back() {
    let folder = folder();
    for signal in ["TERM", "HUP", "INT", "QUIT", "ABRT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU"] {
        let terminal = Terminal::open(80, 24, folder.path(), &[]);
        terminal.until_opened();
        send(signal, &terminal);
        terminal.leaves_modes(signal, STARTED);
    }
}

#[test]
fn a_reader_that_was_stopped_from_outside_goes_on() {
    let folder = folder();
    let terminal = Terminal::open(80, 24, folder.path(), &[]);
    terminal.until_opened();
    send("STOP", &terminal);
    send("CONT", &terminal);
    terminal.send("J");
    terminal.until_shows("2/");
    send("TSTP", &terminal);
    terminal.until("the ordinary screen", |screen| !screen.alternate_screen());
    // It leaves its screen before it stops: what would have it go on must not come in between.
    std::thread::sleep(Duration::from_millis(500));
    send("CONT", &terminal);
    terminal.until("the other screen again", vt100::Screen::alternate_screen);
    terminal.send("J");
    terminal.until_shows("3/");
    terminal.quits();
}
