//! The key table. Keys, footer, help and the config are all made from [`KEYS`].

use crate::ui::action::Command;
use crate::ui::keymap::Keymap;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// The page in its printed shape.
    Page,
    /// One story.
    Story,
    /// The page while it is corrected by hand; keys without a row of their own are those of the page.
    Edit,
    /// A list: contents, pages, marks, help.
    List,
}

impl KeyPlace {
    /// Every place.
    pub const ALL: [KeyPlace; 4] = [KeyPlace::Page, KeyPlace::Story, KeyPlace::Edit, KeyPlace::List];

    /// Its name in the config.
    pub fn name(self) -> &'static str {
        match self {
            KeyPlace::Page => "page",
            KeyPlace::Story => "story",
            KeyPlace::Edit => "edit",
            KeyPlace::List => "list",
        }
    }
}

/// One row of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Key sequences, each with blanks between its keys. `*` is any character.
    pub keys: &'static [&'static str],
    /// What they do.
    pub command: Command,
    /// Where they do it.
    pub places: &'static [KeyPlace],
    /// What the help says.
    pub help: &'static str,
    /// What the footer says, and how soon it gives way when the window is narrow: 1 stays longest.
    pub hint: Option<(u8, &'static str)>,
}

const PAGE: &[KeyPlace] = &[KeyPlace::Page];
const STORY: &[KeyPlace] = &[KeyPlace::Story];
const EDIT: &[KeyPlace] = &[KeyPlace::Edit];
const LIST: &[KeyPlace] = &[KeyPlace::List];
const BOTH: &[KeyPlace] = &[KeyPlace::Page, KeyPlace::Story];
const ALL: &[KeyPlace] = &[KeyPlace::Page, KeyPlace::Story, KeyPlace::List];

/// A row that the footer does not show.
const fn row(
    keys: &'static [&'static str],
    command: Command,
    places: &'static [KeyPlace],
    help: &'static str,
) -> Binding {
    Binding { keys, command, places, help, hint: None }
}

/// A row that the footer shows while there is room.
const fn hinted(binding: Binding, rank: u8, hint: &'static str) -> Binding {
    Binding { hint: Some((rank, hint)), ..binding }
}

/// Every key. The first sequence of a row is the one that the footer shows.
pub const KEYS: &[Binding] = &[
    row(&["h", "Left"], Command::Left, PAGE, "block on the left"),
    row(&["j", "Down"], Command::Down, PAGE, "block below"),
    row(&["k", "Up"], Command::Up, PAGE, "block above"),
    row(&["l", "Right"], Command::Right, PAGE, "block on the right"),
    row(&["j", "Down", "^n"], Command::Down, STORY, "line down"),
    row(&["k", "Up", "^p"], Command::Up, STORY, "line up"),
    row(&["h", "Left"], Command::Left, STORY, "story before"),
    row(&["l", "Right"], Command::Right, STORY, "next story"),
    row(&["j", "Down", "^n", "J"], Command::Down, LIST, "next row"),
    row(&["k", "Up", "^p", "K"], Command::Up, LIST, "row before"),
    hinted(row(&["J"], Command::NextStory, BOTH, "next story"), 1, "next story"),
    row(&["K"], Command::PreviousStory, BOTH, "story before"),
    row(&["}"], Command::NextColumn, PAGE, "next column"),
    row(&["{"], Command::PreviousColumn, PAGE, "column before"),
    row(&["}"], Command::NextColumn, STORY, "next paragraph"),
    row(&["{"], Command::PreviousColumn, STORY, "paragraph before"),
    hinted(row(&[")"], Command::NextSection, PAGE, "next section or headline"), 7, "section"),
    row(&["("], Command::PreviousSection, PAGE, "section or headline before"),
    hinted(row(&[")"], Command::NextSection, STORY, "next section, subhead or caption"), 7, "section"),
    row(&["("], Command::PreviousSection, STORY, "section, subhead or caption before"),
    hinted(row(&["]"], Command::NextPage, ALL, "next page"), 6, "page"),
    row(&["["], Command::PreviousPage, ALL, "page before"),
    hinted(row(&["Enter", "o"], Command::Open, PAGE, "open the story; with a number before it: that story"), 4, "read"),
    row(&["Enter", "o"], Command::Open, STORY, "open address or jump; with a number: that section"),
    hinted(row(&["Enter", "o", "l"], Command::Open, LIST, "open"), 3, "open"),
    hinted(row(&["Tab"], Command::Toggle, BOTH, "from page to story and back"), 6, "page/story"),
    hinted(
        row(&["Space", "PgDn", "^f"], Command::ScreenDown, STORY, "screen down; at the end, next story"),
        6,
        "read on",
    ),
    row(&["Space", "PgDn", "^f"], Command::ScreenDown, PAGE, "screen down"),
    row(&["Space", "PgDn", "^f"], Command::ScreenDown, LIST, "screen down"),
    row(&["b", "PgUp", "^b"], Command::ScreenUp, ALL, "screen up"),
    row(&["d", "^d"], Command::HalfDown, ALL, "half a screen down"),
    row(&["u", "^u"], Command::HalfUp, ALL, "half a screen up"),
    row(&["g g", "Home"], Command::Top, ALL, "top"),
    row(&["G", "End"], Command::End, ALL, "end; with a number before it: that page"),
    row(&["%"], Command::Percent, STORY, "with a number before it: so far into the story"),
    hinted(row(&["/"], Command::Search, BOTH, "search the edition"), 8, "search"),
    hinted(row(&["/"], Command::Search, LIST, "show only rows with these words"), 5, "filter"),
    row(&["n"], Command::NextHit, BOTH, "next hit"),
    row(&["N"], Command::PreviousHit, BOTH, "hit before"),
    hinted(row(&["t"], Command::Contents, BOTH, "stories and sections of this page"), 5, "stories"),
    row(&["t"], Command::Contents, LIST, "stories and sections of this page"),
    hinted(row(&["T"], Command::Pages, BOTH, "pages of the edition"), 9, "pages"),
    row(&["T"], Command::Pages, LIST, "pages of the edition"),
    row(&["f"], Command::Follow, BOTH, "follow the jump, or back; else list addresses"),
    row(&["H", "^o"], Command::Back, BOTH, "back where you were"),
    row(&["L"], Command::Forward, BOTH, "forward again"),
    row(&["m *"], Command::SetMark, BOTH, "set a mark: m and a letter"),
    row(&["' *"], Command::GoToMark, BOTH, "go to a mark: ' and its letter"),
    row(&["' '"], Command::Marks, BOTH, "list the marks and notes"),
    row(&["!"], Command::Warnings, BOTH, "what may have been read wrongly on this page"),
    row(&["v"], Command::Select, BOTH, "select by character and line: hjkl extends"),
    row(&["V"], Command::SelectBlocks, BOTH, "select by block; moving extends it"),
    row(&["y"], Command::Copy, BOTH, "copy what is selected, or the story"),
    row(&["Y"], Command::CopyParagraph, BOTH, "copy the paragraph; on a head, the one below it"),
    hinted(row(&["s"], Command::Save, BOTH, "save the story as text"), 7, "save"),
    row(&["S"], Command::SaveAs, BOTH, "save under a name: .txt .md .json"),
    row(&["|"], Command::Pipe, BOTH, "pipe the story to a command"),
    row(&["x"], Command::LookUp, BOTH, "look up what is selected, or a word you type"),
    row(&["a"], Command::Note, BOTH, "write a note on what is selected, or on this block"),
    hinted(row(&["+"], Command::Larger, PAGE, "larger"), 10, "zoom"),
    row(&["-"], Command::Smaller, PAGE, "smaller"),
    row(&["="], Command::Fit, PAGE, "whole page, or back to reading size"),
    row(&["+"], Command::Larger, STORY, "wider lines"),
    row(&["-"], Command::Smaller, STORY, "narrower lines"),
    row(&["="], Command::Fit, STORY, "ordinary width"),
    row(&["i"], Command::Pictures, BOTH, "pictures on or off"),
    row(&["c"], Command::Upright, STORY, "the story in vertical columns, or in lines again"),
    row(&["w"], Command::Split, BOTH, "page and story side by side"),
    row(&["z"], Command::Bare, BOTH, "hide the bars"),
    row(&["M"], Command::Mouse, ALL, "mouse on or off (off: the terminal selects)"),
    row(&["R"], Command::Reload, ALL, "read the file again"),
    row(&["^l"], Command::Redraw, ALL, "draw afresh"),
    row(&["^z"], Command::Suspend, ALL, "suspend; fg comes back"),
    row(&[":"], Command::CommandLine, ALL, "type a command; Tab completes"),
    hinted(row(&["?", "F1"], Command::Help, ALL, "help"), 2, "help"),
    row(&["Esc"], Command::Clear, BOTH, "clear selection and hits"),
    row(&["e"], Command::Edit, PAGE, "correct this page by hand"),
    hinted(row(&["s"], Command::SplitStory, EDIT, "split: a story begins at this block"), 4, "split"),
    hinted(row(&["a"], Command::JoinStory, EDIT, "join this story to another: go there, Enter; or 2a"), 5, "join"),
    hinted(row(&["m"], Command::PickUp, EDIT, "move this block: go there, Enter; or 2m"), 6, "move"),
    row(&["Enter", "p"], Command::PutBehind, EDIT, "put what is picked up behind this block"),
    row(&["P"], Command::PutBefore, EDIT, "put what is picked up before this block"),
    hinted(row(&["r *"], Command::SetRole, EDIT, "role: r and its letter; r shows them"), 7, "role"),
    row(&["<"], Command::BlockEarlier, EDIT, "block earlier in its story"),
    row(&[">"], Command::BlockLater, EDIT, "block later in its story"),
    row(&[","], Command::StoryEarlier, EDIT, "story earlier on the page"),
    row(&["."], Command::StoryLater, EDIT, "story later on the page"),
    row(&["&"], Command::RunOn, EDIT, "paragraph goes on in the next block, or not"),
    hinted(row(&["n"], Command::NextQuestion, EDIT, "next uncertain block, marked ?; 1 or 2 answers"), 2, "uncertain"),
    row(&["N"], Command::PreviousQuestion, EDIT, "uncertain block before"),
    hinted(row(&["u"], Command::Undo, EDIT, "undo"), 3, "undo"),
    row(&["U", "^r"], Command::Redo, EDIT, "redo"),
    hinted(row(&["e", "q"], Command::Edit, EDIT, "done correcting"), 3, "done"),
    row(&["Esc"], Command::Clear, EDIT, "put down what is picked up; else done"),
    hinted(row(&["q", "Esc", "h"], Command::Leave, LIST, "close"), 3, "close"),
    hinted(row(&["q"], Command::Leave, STORY, "back to the page"), 3, "back"),
    hinted(row(&["q"], Command::Leave, PAGE, "quit"), 3, "quit"),
    row(&["Q", "^c"], Command::Quit, ALL, "quit at once"),
];

/// Keys typed so far that are not a command yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number typed before the keys.
    pub count: Option<u32>,
    /// The first keys of a sequence.
    pub keys: Vec<String>,
}

/// What a key made of the pending ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A whole sequence: the command, its count, the character `*` stood for.
    Command(Command, Option<u32>, Option<char>),
    /// More keys are needed.
    More,
    /// Nothing begins like this.
    Unknown,
}

impl Pending {
    /// Takes a key. Counts are capped so that no count can keep the program busy.
    pub fn take(&mut self, key: &KeyEvent, place: KeyPlace, keys: &Keymap) -> Typed {
        let name = name_of(key);
        if self.keys.is_empty()
            && let Some(digit) = name.parse::<u32>().ok().filter(|digit| *digit > 0 || self.count.is_some())
        {
            self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(9_999));
            return Typed::More;
        }
        self.keys.push(name);
        let (mut begins, mut whole) = (false, None);
        for (sequence, command) in keys.sequences(place) {
            match self.matches(sequence) {
                KeyMatch::Whole(letter) if whole.is_none() || letter.is_none() => whole = Some((command, letter)),
                KeyMatch::Whole(_) => {}
                KeyMatch::Begins => begins = true,
                KeyMatch::No => {}
            }
        }
        if let Some((command, letter)) = whole {
            let count = self.count;
            *self = Pending::default();
            return Typed::Command(command, count, letter);
        }
        if begins {
            return Typed::More;
        }
        *self = Pending::default();
        Typed::Unknown
    }

    /// How a sequence of the table compares with what was typed.
    fn matches(&self, sequence: &str) -> KeyMatch {
        let mut wanted = sequence.split(' ');
        let mut letter = None;
        for typed in &self.keys {
            match wanted.next() {
                Some("*") if typed.chars().count() == 1 => letter = typed.chars().next(),
                Some(want) if want == typed => {}
                Some(_) | None => return KeyMatch::No,
            }
        }
        if wanted.next().is_some() { KeyMatch::Begins } else { KeyMatch::Whole(letter) }
    }

    /// What was typed, for the footer.
    pub fn shown(&self) -> String {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        format!("{count}{}", self.keys.concat())
    }
}

enum KeyMatch {
    Whole(Option<char>),
    Begins,
    No,
}

/// The name of a key as the table writes it.
pub fn name_of(key: &KeyEvent) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => return format!("^{}", c.to_lowercase()),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "BackTab".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::F(n) => format!("F{n}"),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        _ => "?".repeat(2),
    };
    if key.modifiers.contains(KeyModifiers::ALT) { format!("Alt-{name}") } else { name }
}

/// A sequence as people read it: `g g` is `gg`, `m *` is `m x`.
pub fn shown(sequence: &str) -> String {
    match sequence.split_once(' ') {
        Some((first, "*")) => format!("{first} x"),
        Some((first, second)) => format!("{first}{second}"),
        None => sequence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    fn typed(keys: &str, place: KeyPlace) -> Typed {
        let mut pending = Pending::default();
        let mut last = Typed::Unknown;
        for c in keys.chars() {
            last = pending.take(&key(KeyCode::Char(c)), place, &Keymap::default());
        }
        last
    }

    #[test]
    fn sequences_counts_and_letters() {
        assert_eq!(typed("j", KeyPlace::Page), Typed::Command(Command::Down, None, None));
        assert_eq!(typed("12j", KeyPlace::Page), Typed::Command(Command::Down, Some(12), None));
        assert_eq!(typed("g", KeyPlace::Story), Typed::More);
        assert_eq!(typed("gg", KeyPlace::Story), Typed::Command(Command::Top, None, None));
        assert_eq!(typed("ma", KeyPlace::Page), Typed::Command(Command::SetMark, None, Some('a')));
        assert_eq!(typed("'a", KeyPlace::Page), Typed::Command(Command::GoToMark, None, Some('a')));
        assert_eq!(typed("''", KeyPlace::Page), Typed::Command(Command::Marks, None, None));
        assert_eq!(typed("10G", KeyPlace::Page), Typed::Command(Command::End, Some(10), None));
        assert_eq!(typed("gx", KeyPlace::Page), Typed::Unknown);
        assert_eq!(typed("99999999999j", KeyPlace::Page), Typed::Command(Command::Down, Some(9_999), None));
    }

    #[test]
    fn no_sequence_means_two_things_in_one_place() {
        for place in KeyPlace::ALL {
            let keys = Keymap::default();
            let mut seen: Vec<&str> = keys.sequences(place).map(|(sequence, _)| sequence).collect();
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), all, "a key is bound twice in {place:?}");
        }
    }

    #[test]
    fn every_sequence_can_be_typed() {
        for place in KeyPlace::ALL {
            for (sequence, command) in Keymap::default().sequences(place) {
                let mut pending = Pending { count: None, keys: Vec::new() };
                let names: Vec<&str> = sequence.split(' ').collect();
                let mut last = KeyMatch::No;
                for name in names {
                    pending.keys.push(if name == "*" { "x".to_owned() } else { name.to_owned() });
                    last = pending.matches(sequence);
                }
                assert!(matches!(last, KeyMatch::Whole(_)), "{sequence} does not give {command:?}");
            }
        }
    }

    #[test]
    fn control_keys_have_names() {
        let control = KeyEvent::new(KeyCode::Char('F'), KeyModifiers::CONTROL);
        assert_eq!(name_of(&control), "^f");
        assert_eq!(name_of(&key(KeyCode::Char(' '))), "Space");
    }
}
