//! What the reading room asks the shell to do with a story: save it, copy it, pipe it.

use super::config::AUTO;
use super::failure::in_words;
use super::output;
use crate::export::{json, markdown, text};
use crate::model::edition::Edition;
use crate::model::story::StoryRef;
use crate::t;
use crate::ui::action::{Action, Effect};
use crate::ui::links;
use crossterm::clipboard::CopyToClipboard;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where a story is to be saved, and whether what is there may be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    story: StoryRef,
    path: PathBuf,
    replace: bool,
}

impl Saving {
    /// Saves a story. No name: one made from the headline. The ending tells the format; a folder gets a file in it.
    ///
    /// # Errors
    /// The question to ask when there is such a file already and nobody said to replace it.
    pub fn new(edition: &Edition, story: StoryRef, name: &str, replace: bool) -> Result<Saving, Action> {
        let saving = Saving { story, path: path_for(edition, story, name), replace };
        if saving.is_in_the_way() { Err(saving.question()) } else { Ok(saving) }
    }

    fn is_in_the_way(&self) -> bool {
        !self.replace && self.path.exists()
    }

    fn question(&self) -> Action {
        let name = self.path.display().to_string();
        Action::Exists(name.clone(), Box::new(Effect::Save { story: self.story, name, replace: true }))
    }

    /// Writes it and tells where.
    pub fn write(&self, edition: &Edition) -> Action {
        let text = match written(edition, self.story, &self.path) {
            Ok(text) => text,
            Err(says) => return Action::Failed(says),
        };
        match output::write_file(&self.path, &text, self.replace) {
            Ok(parted) => {
                let saved = t!("saved as {path}", path = self.path.display());
                Action::Done(parted.said(&self.path).unwrap_or(saved))
            }
            // It came there since it was looked for.
            Err(_) if self.is_in_the_way() => self.question(),
            Err(failure) => Action::Failed(failure.message(false).unwrap_or_default()),
        }
    }
}

/// Saves a story at once, as [`Saving`] does in two steps.
pub fn save(edition: &Edition, story: StoryRef, name: &str, replace: bool) -> Action {
    Saving::new(edition, story, name, replace).map_or_else(|asks| asks, |saving| saving.write(edition))
}

fn path_for(edition: &Edition, story: StoryRef, name: &str) -> PathBuf {
    let title = edition.pages.get(story.page as usize).filter(|_| edition.story(story).is_some());
    let file = format!("{}.txt", output::file_stem(&title.map(|page| page.label(story.story)).unwrap_or_default()));
    let path = home_path(name);
    if name.is_empty() {
        PathBuf::from(file)
    } else if path.is_dir() {
        path.join(file)
    } else {
        path
    }
}

/// The story in the form that the file's ending asks for; plain text when it asks for none.
fn written(edition: &Edition, story: StoryRef, path: &Path) -> Result<String, String> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "md" | "markdown" => Ok(markdown::stories(edition, &[story])),
        "json" => {
            let chosen = |at: StoryRef| at == story;
            let keep = |page: usize| page == story.page as usize;
            let document = json::document(edition, &chosen, &keep);
            serde_json::to_string_pretty(&document).map(|text| text + "\n").map_err(|error| error.to_string())
        }
        _ => Ok(text::story(edition, story)),
    }
}

/// Gives text to the terminal's clipboard by OSC 52; inside tmux also past it, for those who allow that.
pub fn copy(text: &str) -> Action {
    let mut out = std::io::stdout();
    let mut sequence = String::new();
    let _ = crossterm::Command::write_ansi(&CopyToClipboard::to_clipboard_from(text), &mut sequence);
    if std::env::var_os("TMUX").is_some() {
        let wrapped = sequence.replace('\x1b', "\x1b\x1b");
        sequence.push_str(&format!("\x1bPtmux;{wrapped}\x1b\\"));
    }
    match out.write_all(sequence.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => {
            Action::Done(t!("copied: {count} characters", count = text.chars().filter(|c| !c.is_whitespace()).count()))
        }
        Err(error) => Action::Failed(t!("not copied: {why}", why = in_words(&error))),
    }
}

/// What opens addresses where nobody named a program.
const USUAL_OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens an address with the user's program for it: what `FOLDLINE_OPENER` says, else the config, else what the system
/// has. Blanks part the program from its arguments; the address is the last one. No shell reads any of it.
pub fn open_link(target: &str, configured: &str) -> Action {
    if !links::may_be_opened(target) {
        return Action::Failed("not opened: only addresses of the web and of mail are".to_owned());
    }
    let said = std::env::var("FOLDLINE_OPENER").unwrap_or_default();
    let said = [said.as_str(), configured, USUAL_OPENER].into_iter().find(|said| !matches!(said.trim(), "" | AUTO));
    let mut words = said.unwrap_or(USUAL_OPENER).split_whitespace();
    let opener = words.next().unwrap_or(USUAL_OPENER);
    let mut command = Command::new(opener);
    command.args(words).arg(target).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Nobody waits for it, but it must not stay behind as a zombie.
            std::thread::spawn(move || child.wait());
            Action::Done(t!("opened with {opener}", opener))
        }
        Err(error) => {
            let says = in_words(&error);
            Action::Failed(format!("{opener}: {says}; y copies the address, opener in the config names a program"))
        }
    }
}

/// A path as far as the files that are there complete it; as it is when nothing begins like it.
pub fn complete_path(begun: &str) -> String {
    let (folder, start) = begun
        .rsplit_once('/')
        .map_or(("", begun), |(_, start)| (begun.get(..begun.len() - start.len()).unwrap_or_default(), start));
    let place = if folder.is_empty() { PathBuf::from(".") } else { home_path(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return begun.to_owned() };
    let begins = |name: &str| name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.'));
    let names = entries.take(10_000).filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok().filter(|name| begins(name))?;
        let slash = if entry.path().is_dir() { "/" } else { "" };
        Some(format!("{name}{slash}"))
    });
    let common =
        names.reduce(|a, b| a.chars().zip(b.chars()).take_while(|(one, two)| one == two).map(|(one, _)| one).collect());
    common.map_or_else(|| begun.to_owned(), |common| format!("{folder}{common}"))
}

/// A path in which `~/` is the user's home.
fn home_path(name: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    match name.strip_prefix("~/") {
        Some(rest) => home().map_or_else(|| PathBuf::from(name), |home| home.join(rest)),
        None => PathBuf::from(name),
    }
}

/// Runs a shell command with text on its standard input and tells the first line it printed.
#[cfg(not(unix))]
pub fn pipe(text: &str, command: &str) -> Action {
    let run = || -> std::io::Result<std::process::Output> {
        let mut child = Command::new("sh")
            .args(["-c", command])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take();
        let text = text.to_owned();
        // A command need not read everything it is given.
        let writer = std::thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        let output = child.wait_with_output();
        let _ = writer.join();
        output
    };
    let first = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned();
    match run() {
        Ok(output) if output.status.success() => match first(&output.stdout) {
            line if line.is_empty() => Action::Done(format!("{command}: done")),
            line => Action::Done(format!("{command}: {line}")),
        },
        Ok(output) => Action::Failed(format!("{command}: {} {}", output.status, first(&output.stderr))),
        Err(error) => Action::Failed(format!("{command}: {}", in_words(&error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;
    use crate::model::story::StoryId;

    const FIRST: StoryRef = StoryRef { page: 0, story: StoryId(0) };

    #[test]
    fn nothing_is_overwritten_without_a_question() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("ferry.txt").display().to_string();
        assert!(matches!(save(&tied(), FIRST, &name, false), Action::Done(_)));
        std::fs::write(&name, "mine").unwrap();
        let Action::Exists(_, again) = save(&tied(), FIRST, &name, false) else { panic!("it must ask") };
        assert_eq!(std::fs::read_to_string(&name).unwrap(), "mine");
        let Effect::Save { story, name, replace } = *again else { panic!("the answer is a save") };
        assert!(matches!(save(&tied(), story, &name, replace), Action::Done(_)));
        assert!(std::fs::read_to_string(&name).unwrap().starts_with("Ferry returns to the river"));
    }

    #[test]
    fn the_ending_tells_the_form_and_a_folder_gets_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        assert!(matches!(save(&tied(), FIRST, &at("a.md"), false), Action::Done(_)));
        assert!(std::fs::read_to_string(at("a.md")).unwrap().starts_with('#'));
        assert!(matches!(save(&tied(), FIRST, &at("a.json"), false), Action::Done(_)));
        assert!(std::fs::read_to_string(at("a.json")).unwrap().starts_with('{'));
        assert!(matches!(save(&tied(), FIRST, &at(""), false), Action::Done(_)));
        assert!(folder.path().join("Ferry returns to the river.txt").exists());
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let Action::Failed(says) = save(&tied(), FIRST, "/nowhere/at/all.txt", false) else { panic!("it cannot work") };
        assert!(says.contains("/nowhere/at/all.txt"), "{says}");
    }

    #[test]
    fn paths_are_completed_as_far_as_they_agree() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["ferry-one.txt", "ferry-two.txt", "渡口.txt", ".hidden"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("out")).unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        assert_eq!(complete_path(&at("fe")), at("ferry-"));
        assert_eq!(complete_path(&at("渡")), at("渡口.txt"));
        assert_eq!(complete_path(&at("o")), at("out") + "/");
        assert_eq!(complete_path(&at("nothing")), at("nothing"));
    }

    #[cfg(not(unix))]
    #[test]
    fn pipes_tell_what_came_out() {
        let Action::Done(says) = pipe("one\ntwo\n", "wc -l") else { panic!("wc is everywhere") };
        assert_eq!(says.split_whitespace().last(), Some("2"));
        assert!(matches!(pipe("x", "exit 3"), Action::Failed(_)));
        let long = "x".repeat(1_000_000);
        assert!(matches!(pipe(&long, "true"), Action::Done(_)), "a command need not read its input");
    }
}
