//! A mutant is tried: it is given to the commands in processes of their own, with bounds, and what comes out is judged.

use super::chance::Dice;
use super::mutate::mutant;
use super::samples::{Kind, PAGE, Sample};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Processor time for one command, in seconds.
const CPU_SECONDS: u32 = 5;
/// Memory for one command, in kB.
const MEMORY_KB: u32 = 512 * 1024;
/// Who takes so long waits for something that does not come.
const PATIENCE: Duration = Duration::from_secs(120);

/// What to try.
pub struct Plan {
    pub program: PathBuf,
    pub seed: u64,
    /// How many mutants.
    pub mutants: u64,
    /// Only samples whose name contains this.
    pub only: String,
    /// Mutants that fail are kept in this folder.
    pub keep: PathBuf,
    /// How many are tried at a time.
    pub hands: usize,
}

/// Tries all mutants; returns a line for every fault.
pub fn run(plan: &Plan, samples: &[Sample]) -> Vec<String> {
    let samples: Vec<&Sample> = samples.iter().filter(|sample| sample.name.contains(&plan.only)).collect();
    let (next, faults) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..plan.hands.max(1) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= plan.mutants {
                        return;
                    }
                    let sample = samples[number as usize % samples.len()];
                    let found = trial(plan, number, sample);
                    faults.lock().unwrap().extend(found);
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    faults
}

/// Tries one mutant with every command.
fn trial(plan: &Plan, number: u64, sample: &Sample) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let bytes = mutant(&sample.bytes, sample.kind, &mut Dice::new(plan.seed, number));
    let (input, options) = laid_out(folder.path(), sample, &bytes);
    let mut commands = vec![
        vec!["stories", input],
        vec!["export", input, "--format", "json"],
        vec!["page", input, "--width", "80"],
        vec!["inspect", input],
    ];
    for command in &mut commands {
        command.extend(options);
    }
    if sample.kind == Kind::Layout {
        commands.push(vec!["layouts", "check", sample.name]);
    }
    let mut faults = Vec::new();
    for command in commands {
        let outcome = outcome(&plan.program, folder.path(), &command, CPU_SECONDS);
        if let Some(fault) = fault(&outcome, command.contains(&"json")) {
            faults.push(format!("{number:05} {} {}: {fault}", sample.name, command[0]));
        }
    }
    if !faults.is_empty() {
        let kept = plan.keep.join(format!("{}-{number:05}-{}", plan.seed, sample.name));
        let _ = std::fs::create_dir_all(&kept);
        for entry in std::fs::read_dir(folder.path()).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            let _ = std::fs::copy(entry.path(), kept.join(entry.file_name()));
        }
        let _ = std::fs::write(kept.join("faults.txt"), faults.join("\n") + "\n");
    }
    faults
}

/// Writes the mutant, and what it goes with; returns the input and the options.
fn laid_out<'s>(folder: &Path, sample: &'s Sample, bytes: &[u8]) -> (&'s str, &'s [&'s str]) {
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    match sample.kind {
        Kind::Pdf | Kind::Xml | Kind::Text => {
            if sample.name == "mets.xml" {
                write("alto.xml", super::samples::ALTO.as_bytes());
            }
            write(sample.name, bytes);
            (sample.name, &[])
        }
        Kind::Layout | Kind::Config => {
            write("page.txt", PAGE.as_bytes());
            write(sample.name, bytes);
            let options: &[&str] =
                if sample.kind == Kind::Layout { &["--layout", "layout.toml"] } else { &["--config", "config.toml"] };
            ("page.txt", options)
        }
        Kind::Sidecar => {
            write("page.txt", PAGE.as_bytes());
            write("page.txt.foldline.toml", bytes);
            ("page.txt", &[])
        }
    }
}

/// How a command ended and what it printed.
struct Outcome {
    /// Nothing when it did not end by itself.
    status: Option<ExitStatus>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

/// Runs the program behind bounds that a shell sets.
fn outcome(program: &Path, folder: &Path, arguments: &[&str], seconds: u32) -> Outcome {
    let out = tempfile::NamedTempFile::new().unwrap();
    let err = tempfile::NamedTempFile::new().unwrap();
    let bounds = format!("ulimit -c 0; ulimit -t {seconds}; ulimit -d {MEMORY_KB} 2>/dev/null; exec \"$0\" \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &bounds])
        .arg(program)
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(out.reopen().unwrap())
        .stderr(err.reopen().unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |file: &tempfile::NamedTempFile| std::fs::read(file.path()).unwrap();
    Outcome { status, stdout: read(&out), stderr: read(&err) }
}

/// What is wrong with how a command ended, if anything is.
fn fault(outcome: &Outcome, json: bool) -> Option<String> {
    let said = String::from_utf8_lossy(&outcome.stderr);
    let first =
        said.lines().next().unwrap_or_default().chars().take(160).collect::<String>().escape_debug().to_string();
    let Some(status) = outcome.status else { return Some("it does not end".to_owned()) };
    let Some(code) = status.code() else { return Some(format!("ended by a signal ({status}): {first}")) };
    if !(0..=4).contains(&code) {
        return Some(format!("exit code {code}: {first}"));
    }
    if said.contains("panicked at") {
        return Some(format!("a panic: {first}"));
    }
    for (name, bytes) in [("output", &outcome.stdout), ("messages", &outcome.stderr)] {
        let Ok(text) = std::str::from_utf8(bytes) else { return Some(format!("{name}: not UTF-8")) };
        if let Some(found) = text.chars().find(|c| acts(*c)) {
            return Some(format!("{name}: {found:?} comes out"));
        }
    }
    let is_whole =
        !json || outcome.stdout.is_empty() || serde_json::from_slice::<serde_json::Value>(&outcome.stdout).is_ok();
    if !is_whole || (json && code == 0 && outcome.stdout.is_empty()) {
        return Some("not JSON".to_owned());
    }
    (code != 0 && said.is_empty()).then(|| format!("exit code {code} without a word"))
}

/// Characters that act on a terminal.
fn acts(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    is_control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(script: &str, json: bool) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        fault(&outcome(Path::new("sh"), folder.path(), &["-c", script], 1), json)
    }

    #[test]
    fn every_kind_of_fault_is_seen() {
        let all = [
            ("kill -ABRT $$", "ended by a signal"),
            ("exit 101", "exit code 101"),
            ("echo thread main panicked at src/x.rs >&2", "a panic"),
            ("printf 'a\\033[31m'", "output: '\\u{1b}' comes out"),
            ("printf 'a\\302\\233' >&2", "messages: '\\u{9b}' comes out"),
            ("printf '\\342\\200\\256'", "output: '\\u{202e}' comes out"),
            ("printf '\\377'", "output: not UTF-8"),
            ("exit 3", "exit code 3 without a word"),
        ];
        for (script, wanted) in all {
            assert!(judged(script, false).is_some_and(|fault| fault.starts_with(wanted)), "{script}: {wanted}");
        }
        assert!(judged("echo '{\"a\": '", true).is_some_and(|fault| fault.starts_with("not JSON")));
        assert_eq!(judged("echo '{}'; echo 'all is well' >&2; exit 4", true), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn bounds_hold() {
        assert!(judged("while :; do :; done", false).is_some_and(|fault| fault.starts_with("ended by a signal")));
    }
}
