//! Looking up a word: the command that the config names is given the word, and what it prints is shown. No shell reads the
//! word, and nobody waits for a command that hangs.

use super::config::AUTO;
use super::failure::in_words;
use crate::export::harmless_lines;
use crate::t;
use crate::ui::action::Action;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What looks words up where nobody named a command.
const USUAL: &str = "dict";
/// Where the word goes among the arguments; behind them where this is not there.
const WORD: &str = "{}";
/// A dictionary on the other side of the network answers within this.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the command is looked after.
const STEP: Duration = Duration::from_millis(20);
/// More than this is not shown, in bytes.
const MOST: u64 = 1 << 20;

/// Looks a word up with the configured command and its arguments, which are parted by blanks.
pub(super) fn look_up(word: &str, configured: &str) -> Action {
    let said = configured.trim();
    let said = if matches!(said, "" | AUTO) { USUAL } else { said };
    let mut words = said.split_whitespace();
    let program = words.next().unwrap_or(USUAL);
    let arguments: Vec<&str> = words.collect();
    match answer(program, &arguments, word) {
        Ok(Some(text)) if !text.trim().is_empty() => Action::Printed(word.to_owned(), text),
        Ok(Some(_)) => Action::Failed(t!("{word}: nothing found with {program}", word, program)),
        Ok(None) => Action::Failed(t!("{program}: no answer; dictionary in the config names another", program)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Action::Failed(t!("{program} is not here; dictionary in the config names a command", program))
        }
        Err(error) => Action::Failed(format!("{program}: {}", in_words(&error))),
    }
}

/// What the command said of the word; nothing when it was ended because it took too long.
fn answer(program: &str, arguments: &[&str], word: &str) -> io::Result<Option<String>> {
    let mut command = Command::new(program);
    // A word that begins like an option would be taken for one.
    let word = word.trim_start_matches('-');
    let is_placed = arguments.iter().any(|argument| argument.contains(WORD));
    command.args(arguments.iter().map(|argument| argument.replace(WORD, word)));
    if !is_placed {
        command.arg(word);
    }
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let [said, told] = [child.stdout.take().map(read_apart), child.stderr.take().map(read_apart)];
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(STEP);
    }
    let text = |reading: Option<std::thread::JoinHandle<Vec<u8>>>| {
        let bytes = reading.and_then(|reading| reading.join().ok()).unwrap_or_default();
        harmless_lines(&String::from_utf8_lossy(&bytes)).into_owned()
    };
    let [said, told] = [said, told].map(text);
    // Dictionaries say on the one or the other that they have no such word.
    Ok(Some(if said.trim().is_empty() { told } else { said }))
}

/// Reads all of it, of which the beginning is kept, so that nobody who writes more has to wait.
fn read_apart(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        let _ = from.by_ref().take(MOST).read_to_end(&mut kept);
        let _ = io::copy(&mut from, &mut io::sink());
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_word_goes_to_its_place_and_no_shell_reads_it() {
        let printed = |configured: &str, word: &str| match look_up(word, configured) {
            Action::Printed(_, text) => text.trim().to_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(printed("echo -n of", "ferry $HOME; ls"), "of ferry $HOME; ls");
        assert_eq!(printed("echo <{}> found", "渡口"), "<渡口> found");
        assert_eq!(printed("echo", "--help"), "help", "no word is an option");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_not_there_and_what_is_not_found_is_told() {
        let failed = |configured: &str| match look_up("ferry", configured) {
            Action::Failed(says) => says,
            other => panic!("{other:?}"),
        };
        assert!(failed("no-such-dictionary -q").starts_with("no-such-dictionary is not here"));
        assert_eq!(failed("true"), "ferry: nothing found with true");
    }
}
