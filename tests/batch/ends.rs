//! Sudden ends at all moments of a batch: killed, stopped for a while, asked to end, the disk full. What is there is whole,
//! and going on gives every row once.

use super::{Archive, foldline, rows_in};
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

fn signal(name: &str, process: u32) {
    let _ = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status();
}

/// A batch of which we know what it gives.
struct Batch {
    archive: Archive,
    whole: Vec<serde_json::Value>,
    /// The size of its output.
    size: u64,
    /// Moments of each way to end.
    rounds: u32,
}

impl Batch {
    fn new() -> Batch {
        Batch::of(60, 5)
    }

    fn of(pages: usize, rounds: u32) -> Batch {
        let archive = Archive::of(pages);
        assert_eq!(archive.run(&archive.named("whole.jsonl"), &["--jobs", "2"]).0, Some(0));
        let whole = rows_in(&archive.at("whole.jsonl"));
        assert_eq!(whole.len(), pages);
        let size = fs::metadata(archive.at("whole.jsonl")).unwrap().len();
        Batch { archive, whole, size, rounds }
    }

    /// Waits until so much of the output is there, in halves of a round. Other tests may take the processor meanwhile, so the
    /// clock does not tell how far a batch is.
    fn wait_for(&self, output: &str, halves: u32) {
        let wanted = self.size * u64::from(halves) / u64::from(2 * self.rounds);
        let since = Instant::now();
        while fs::metadata(output).map_or(0, |about| about.len()) < wanted && since.elapsed() < Duration::from_secs(60)
        {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Begins, has something done to the process at moments all over the run, and goes on until it is done.
    fn disturbed(&self, by: &dyn Fn(u32)) -> usize {
        let mut ended = 0;
        for round in 0..self.rounds {
            let output = self.archive.named(&format!("rows{round}.jsonl"));
            let arguments = self.archive.export(&output, &["--jobs", "2", "--resume"]);
            let mut child = foldline(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).spawn().unwrap();
            self.wait_for(&output, 2 * round + 1);
            by(child.id());
            ended += usize::from(child.wait().unwrap().code().is_none());
            self.goes_on(&output);
            for name in [&output, &format!("{output}.journal")] {
                fs::remove_file(name).unwrap();
            }
        }
        ended
    }

    fn goes_on(&self, output: &str) {
        let (code, says) = self.archive.run(output, &["--jobs", "2", "--resume"]);
        assert_eq!(code, Some(0), "{says}");
        assert_eq!(rows_in(output.as_ref()), self.whole);
    }
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_killed_goes_on() {
    killed(&Batch::new());
}

fn killed(batch: &Batch) {
    let ended = batch.disturbed(&|process| signal("KILL", process));
    assert!(ended > 0, "no signal came in time");
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_asked_to_end_leaves_whole_rows() {
    asked_to_end(&Batch::new());
}

fn asked_to_end(batch: &Batch) {
    // What is started in the background of a script ignores SIGINT, and so do its children: the other one comes everywhere.
    let ended = batch.disturbed(&|process| signal("TERM", process));
    assert!(ended > 0, "no signal came in time");
    let output = batch.archive.named("asked.jsonl");
    let arguments = batch.archive.export(&output, &["--jobs", "2"]);
    let mut child = foldline(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).spawn().unwrap();
    batch.wait_for(&output, batch.rounds);
    signal("TERM", child.id());
    child.wait().unwrap();
    let rows = rows_in(output.as_ref());
    assert_eq!(rows.as_slice(), &batch.whole[..rows.len()], "so far, all is whole");
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_stopped_for_a_while_loses_nothing() {
    stopped(&Batch::new());
}

fn stopped(batch: &Batch) {
    let ended = batch.disturbed(&|process| {
        signal("STOP", process);
        std::thread::sleep(Duration::from_millis(150));
        signal("CONT", process);
    });
    assert_eq!(ended, 0);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_gone_on_from() {
    full(&Batch::new());
}

/// Some minutes: `cargo test --test batch -- --ignored twenty_moments`.
#[cfg(unix)]
#[test]
#[ignore = "takes minutes"]
fn twenty_moments_of_three_hundred_editions() {
    let batch = Batch::of(300, 20);
    killed(&batch);
    asked_to_end(&batch);
    stopped(&batch);
    full(&batch);
}

fn full(batch: &Batch) {
    for round in 1..=batch.rounds {
        let output = batch.archive.named(&format!("full{round}.jsonl"));
        let arguments = batch.archive.export(&output, &["--jobs", "2"]);
        // In blocks of 512 bytes.
        let most = batch.size * u64::from(round) / u64::from(batch.rounds + 1) / 512;
        let script = format!("ulimit -f {most}; exec \"$0\" \"$@\"");
        let mut limited = Command::new("sh");
        limited.args(["-c", &script]).arg(assert_cmd::cargo::cargo_bin("foldline")).args(&arguments);
        let done = limited.env("XDG_CONFIG_HOME", "/nonexistent").output().unwrap();
        let says = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{says}");
        assert!(says.contains("what is there is whole"), "{says}");
        let rows = rows_in(output.as_ref());
        assert_eq!(rows.as_slice(), &batch.whole[..rows.len()]);
        batch.goes_on(&output);
    }
}
