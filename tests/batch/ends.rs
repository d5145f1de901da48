//! Sudden ends at all moments of a batch: killed, stopped for a while, asked to end, the disk full. What is there is whole,
//! and going on gives every row once.

use super::{Archive, foldline, rows_in};
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// Moments of each way to end.
const ROUNDS: u32 = 5;

fn signal(name: &str, process: u32) {
    let _ = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status();
}

/// A batch of which we know how long it takes and what it gives.
struct Batch {
    archive: Archive,
    whole: Vec<serde_json::Value>,
    takes: Duration,
}

impl Batch {
    fn new() -> Batch {
        let archive = Archive::of(60);
        let begun = Instant::now();
        assert_eq!(archive.run(&archive.named("whole.jsonl"), &["--jobs", "2"]).0, Some(0));
        let takes = begun.elapsed();
        let whole = rows_in(&archive.at("whole.jsonl"));
        assert_eq!(whole.len(), 60);
        Batch { archive, whole, takes }
    }

    /// Begins, has something done to the process at moments all over the run, and goes on until it is done.
    fn disturbed(&self, by: &dyn Fn(u32)) -> usize {
        let mut ended = 0;
        for round in 0..ROUNDS {
            let output = self.archive.named(&format!("rows{round}.jsonl"));
            let arguments = self.archive.export(&output, &["--jobs", "2", "--resume"]);
            let mut child = foldline(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).spawn().unwrap();
            std::thread::sleep(self.takes * (2 * round + 1) / (2 * ROUNDS));
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
    let batch = Batch::new();
    let ended = batch.disturbed(&|process| signal("KILL", process));
    assert!(ended > 0, "no signal came in time");
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_asked_to_end_leaves_whole_rows() {
    let batch = Batch::new();
    let ended = batch.disturbed(&|process| signal("INT", process));
    assert!(ended > 0, "no signal came in time");
    let output = batch.archive.named("asked.jsonl");
    let arguments = batch.archive.export(&output, &["--jobs", "2"]);
    let mut child = foldline(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).spawn().unwrap();
    std::thread::sleep(batch.takes / 2);
    signal("TERM", child.id());
    child.wait().unwrap();
    let rows = rows_in(output.as_ref());
    assert_eq!(rows.as_slice(), &batch.whole[..rows.len()], "so far, all is whole");
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_stopped_for_a_while_loses_nothing() {
    let batch = Batch::new();
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
    let batch = Batch::new();
    let size = fs::metadata(batch.archive.at("whole.jsonl")).unwrap().len();
    for round in 1..=ROUNDS {
        let output = batch.archive.named(&format!("full{round}.jsonl"));
        let arguments = batch.archive.export(&output, &["--jobs", "2"]);
        // In blocks of 512 bytes.
        let most = size * u64::from(round) / u64::from(ROUNDS + 1) / 512;
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
