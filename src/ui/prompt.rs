//! A line to type in, at the foot of the screen.

use crate::t;
use crate::ui::list::List;
use crate::ui::views::ReadingPlace;
use tui_input::{Input, InputRequest};

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words to look for in the edition.
    Search,
    /// Words that the rows of a list must hold.
    Filter,
    /// A file name.
    SaveAs,
    /// A shell command to pipe a story to.
    Pipe,
    /// A word to look up.
    LookUp,
    /// A note.
    Note,
    /// A command of the reader.
    Command,
}

impl Purpose {
    /// What tells the lines typed for it from others in the history.
    pub fn sign(self) -> char {
        match self {
            Purpose::Search => '/',
            Purpose::Filter => '~',
            Purpose::SaveAs => '>',
            Purpose::Pipe => '|',
            Purpose::LookUp => '=',
            Purpose::Note => '+',
            Purpose::Command => ':',
        }
    }
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed, and where in it the cursor is.
    pub input: Input,
    /// Where the reader was before, to go back to on Esc.
    pub origin: ReadingPlace,
    /// How far back in what was typed before; nothing while typing anew.
    recalled: Option<usize>,
    /// What was typed before Tab or the history put something else in its place.
    draft: Option<String>,
    /// The list that a filter is typed for.
    pub under: Option<List>,
}

/// A command of the `:` line.
#[derive(Clone, Copy, Debug)]
pub struct LineCommand {
    /// Its name; any beginning that no earlier row has will do.
    pub name: &'static str,
    /// What follows it.
    pub argument: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Every command of the `:` line; the help and Tab are made from it.
pub const LINE_COMMANDS: &[LineCommand] = &[
    LineCommand { name: "page", argument: "N", help: "go to page N" },
    LineCommand { name: "story", argument: "N", help: "open story N of this page" },
    LineCommand { name: "search", argument: "WORDS", help: "search the edition" },
    LineCommand { name: "find", argument: "WORDS", help: "search this page only" },
    LineCommand { name: "save", argument: "FILE", help: "save the story: .txt .md .json" },
    LineCommand { name: "write", argument: "FILE", help: "save the story: .txt .md .json" },
    LineCommand { name: "pipe", argument: "COMMAND", help: "pipe the story to a command" },
    LineCommand { name: "copy", argument: "", help: "copy the story" },
    LineCommand { name: "measure", argument: "CELLS", help: "set the width of lines in a story" },
    LineCommand { name: "vertical", argument: "", help: "the story in vertical columns, or in lines again" },
    LineCommand { name: "zoom", argument: "whole|read|full", help: "set the size of the page" },
    LineCommand { name: "variants", argument: "folded|strict", help: "whether 台 finds 臺" },
    LineCommand {
        name: "script",
        argument: "hans|hant|asis",
        help: "simplified or traditional characters, or those of the page",
    },
    LineCommand { name: "links", argument: "", help: "web and mail addresses in this story" },
    LineCommand { name: "contents", argument: "", help: "stories and sections of this page" },
    LineCommand { name: "pages", argument: "", help: "pages of the edition" },
    LineCommand { name: "marks", argument: "", help: "list the marks and notes" },
    LineCommand { name: "warnings", argument: "", help: "what may have been read wrongly on this page" },
    LineCommand { name: "theme", argument: "NAME", help: "change the colors" },
    LineCommand { name: "panes", argument: "one|page-story|three|contents", help: "what stands side by side" },
    LineCommand { name: "mouse", argument: "on|off", help: "catch the mouse or leave it to the terminal" },
    LineCommand { name: "keep", argument: "beside|state", help: "where corrections made by hand are kept" },
    LineCommand { name: "learn", argument: "NAME", help: "learn this paper's layout from its corrected pages" },
    LineCommand {
        name: "uncertain",
        argument: "on|off",
        help: "mark blocks of which it is uncertain what they follow",
    },
    LineCommand { name: "reload", argument: "", help: "read the file again" },
    LineCommand { name: "help", argument: "", help: "help" },
    LineCommand { name: "quit", argument: "", help: "quit" },
];

impl Prompt {
    /// A prompt with something typed already.
    pub fn new(purpose: Purpose, value: String, origin: ReadingPlace) -> Prompt {
        Prompt { purpose, input: Input::new(value), origin, recalled: None, draft: None, under: None }
    }

    /// The path in the line that is being typed, if it is one.
    pub fn path(&self) -> Option<&str> {
        match self.purpose {
            Purpose::SaveAs => Some(self.value()),
            Purpose::Command => {
                let (word, path) = self.value().split_once(' ')?;
                matches!(command_of(word), Some("save" | "write")).then_some(path)
            }
            Purpose::Search | Purpose::Filter | Purpose::Pipe | Purpose::LookUp | Purpose::Note => None,
        }
    }

    /// Puts another path in the place of the one being typed.
    pub fn set_path(&mut self, path: &str) {
        let Some(begun) = self.path() else { return };
        let before = self.value().len() - begun.len();
        let line = format!("{}{path}", self.value().get(..before).unwrap_or_default());
        self.input = Input::new(line);
    }

    /// What stands before the line.
    pub fn label(&self) -> String {
        match self.purpose {
            Purpose::Search => "/".to_owned(),
            Purpose::Filter => format!("{}: ", t!("filter")),
            Purpose::SaveAs => format!("{}: ", t!("save as")),
            Purpose::Pipe => "| ".to_owned(),
            Purpose::LookUp => format!("{}: ", t!("look up")),
            Purpose::Note => format!("{}: ", t!("note")),
            Purpose::Command => ":".to_owned(),
        }
    }

    /// What was typed.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// What was typed before the cursor.
    pub fn before_cursor(&self) -> &str {
        let end = self.value().char_indices().nth(self.input.cursor()).map_or(self.value().len(), |(at, _)| at);
        self.value().get(..end).unwrap_or_default()
    }

    /// Puts text in at the cursor; line ends become blanks, other control characters go.
    pub fn paste(&mut self, text: &str) {
        /// More than any line is meant to hold.
        const LONGEST: usize = 1_000;
        for c in text.chars().take(LONGEST) {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            if !c.is_control() {
                self.input.handle(InputRequest::InsertChar(c));
            }
        }
    }

    /// Something was typed: Tab and the history begin with it.
    pub fn typed(&mut self) {
        self.recalled = None;
        self.draft = None;
    }

    /// What Tab and the history begin with.
    fn draft(&mut self) -> String {
        let value = self.input.value().to_owned();
        self.draft.get_or_insert(value).clone()
    }

    /// Takes the line before or after in what was typed before, among those that begin as what is being typed, which
    /// comes back after the last of them.
    pub fn recall(&mut self, typed: &[String], older: bool) {
        // Each kind of prompt has a history of its own: lines are kept with the sign of theirs.
        let (sign, draft) = (self.purpose.sign(), self.draft());
        let lines = typed.iter().filter_map(|line| line.strip_prefix(sign));
        let typed: Vec<&str> = lines.filter(|line| line.starts_with(&draft)).collect();
        let next = match (self.recalled, older) {
            (None, true) => typed.len().checked_sub(1),
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) if at + 1 < typed.len() => Some(at + 1),
            (Some(_) | None, false) => None,
        };
        let value = next.and_then(|at| typed.get(at)).map_or(draft, |line| (*line).to_owned());
        self.input = Input::new(value);
        self.recalled = next;
    }

    /// Completes the command that is being typed, or its argument where that is one of a few words, and goes round
    /// what begins as that.
    pub fn complete(&mut self, themes: &[String], back: bool) {
        let draft = self.draft();
        let lines = self.completions(&draft, themes);
        let at = lines.iter().position(|line| line == self.value());
        let next = match (at, back) {
            (None, false) => Some(0),
            (None, true) => lines.len().checked_sub(1),
            (Some(at), false) => Some((at + 1) % lines.len()),
            (Some(at), true) => Some((at + lines.len() - 1) % lines.len()),
        };
        if let Some(line) = next.and_then(|next| lines.get(next)) {
            self.input = Input::new(line.clone());
        }
    }

    /// The whole lines of commands that begin as this one does.
    fn completions(&self, begun: &str, themes: &[String]) -> Vec<String> {
        if self.purpose != Purpose::Command {
            return Vec::new();
        }
        let Some((word, begun)) = begun.split_once(' ') else {
            let names = LINE_COMMANDS.iter().map(|command| command.name);
            return names.filter(|name| name.starts_with(begun)).map(str::to_owned).collect();
        };
        let Some(command) = command_of(word).and_then(row_of) else { return Vec::new() };
        let words: Vec<&str> = match command.name {
            "theme" => themes.iter().map(String::as_str).collect(),
            _ if command.argument.contains('|') => command.argument.split('|').collect(),
            _ => Vec::new(),
        };
        let begins = words.into_iter().filter(|word| word.starts_with(begun));
        begins.map(|word| format!("{} {word}", command.name)).collect()
    }

    /// What can be typed here, in words.
    pub fn hint(&self, themes: &[String]) -> String {
        match self.purpose {
            Purpose::SaveAs if self.value().is_empty() => {
                t!("a name ending in .txt, .md or .json; Tab completes")
            }
            Purpose::Pipe if self.value().is_empty() => t!("a command that takes the story as text"),
            Purpose::Note => t!("an empty note goes away"),
            Purpose::Command if self.value().is_empty() => t!("Tab goes through the commands"),
            Purpose::Command => self.hint_of_command(themes),
            Purpose::Search | Purpose::Filter | Purpose::SaveAs | Purpose::Pipe | Purpose::LookUp => String::new(),
        }
    }

    /// The commands or words that what is typed can become; what the one does that is left.
    fn hint_of_command(&self, themes: &[String]) -> String {
        let lines = self.completions(self.draft.as_deref().unwrap_or(self.value()), themes);
        if let [_, _, ..] = &lines[..] {
            let last = |line: &String| line.rsplit(' ').next().unwrap_or_default().to_owned();
            return lines.iter().map(last).collect::<Vec<_>>().join(" ");
        }
        let word = self.value().split(' ').next().unwrap_or_default();
        command_of(word).and_then(row_of).map_or_else(String::new, |command| match command.argument {
            "" => t!(command.help),
            argument => format!("{argument}: {}", t!(command.help)),
        })
    }
}

fn row_of(name: &str) -> Option<&'static LineCommand> {
    LINE_COMMANDS.iter().find(|command| command.name == name)
}

/// The command a word stands for: its name or the beginning of it.
pub fn command_of(word: &str) -> Option<&'static str> {
    let exact = LINE_COMMANDS.iter().find(|command| command.name == word);
    exact.or_else(|| LINE_COMMANDS.iter().find(|command| command.name.starts_with(word))).map(|command| command.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(value: &str) -> Prompt {
        let origin = ReadingPlace { view: crate::ui::state::View::Page, cursor: crate::ui::state::Cursor::default() };
        Prompt::new(Purpose::Command, value.to_owned(), origin)
    }

    #[test]
    fn pasted_text_is_one_harmless_line() {
        let mut line = prompt("");
        line.paste("河湾\n\u{1b}[31m红");
        assert_eq!(line.value(), "河湾 [31m红");
    }

    #[test]
    fn tab_completes_and_goes_round() {
        let themes = ["night".to_owned(), "newsprint".to_owned()];
        let goes_round = |begun: &str, wanted: [&str; 4]| {
            let mut line = prompt(begun);
            for value in wanted {
                line.complete(&themes, false);
                assert_eq!(line.value(), value);
            }
        };
        goes_round("m", ["measure", "marks", "mouse", "measure"]);
        goes_round("zoom ", ["zoom whole", "zoom read", "zoom full", "zoom whole"]);
        goes_round("zoom r", ["zoom read"; 4]);
        goes_round("th n", ["theme night", "theme newsprint", "theme night", "theme newsprint"]);
        goes_round("nothing", ["nothing"; 4]);
        let mut line = prompt("s");
        line.complete(&themes, true);
        assert_eq!((line.value(), line.hint(&themes)), ("script", "story search save script".to_owned()));
        let line = prompt("sav");
        assert_eq!(line.hint(&themes), "FILE: save the story: .txt .md .json");
        let mut line = prompt("save out");
        assert_eq!(line.path(), Some("out"));
        line.set_path("out/清河.txt");
        assert_eq!(line.value(), "save out/清河.txt");
        assert_eq!(command_of("q"), Some("quit"));
        assert_eq!(command_of("x"), None);
    }

    #[test]
    fn earlier_lines_come_back() {
        let typed = vec![":page 1".to_owned(), "/ferry".to_owned(), ":page 2".to_owned()];
        let mut line = prompt("");
        line.recall(&typed, true);
        line.recall(&typed, true);
        assert_eq!(line.value(), "page 1");
        line.recall(&typed, false);
        assert_eq!(line.value(), "page 2");
        line.recall(&typed, false);
        assert_eq!(line.value(), "");
        let mut line = prompt("page 1");
        line.recall(&typed, true);
        line.recall(&typed, true);
        assert_eq!(line.value(), "page 1", "only what begins like it");
        let mut line = prompt("pa");
        line.recall(&typed, true);
        line.recall(&typed, false);
        assert_eq!(line.value(), "pa", "what was typed comes back");
    }
}
