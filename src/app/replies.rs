//! What a terminal sends, taken apart: its answers, and the keys between them. Answers may come late, when nobody waits
//! for them any more; then they must not be taken for keys.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// One thing that a terminal sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply<'a> {
    /// `ESC ] … ST`, an answer about colors.
    Color(&'a str),
    /// `ESC P … ST`, an answer about the terminal itself.
    Device(&'a str),
    /// `ESC _ … ST`, an answer about pictures.
    Picture(&'a str),
    /// `ESC [ … letter`: an answer, or a key.
    Control(&'a str, char),
    /// A key of one character.
    Typed(char),
}

/// All that was sent, in order. What was cut off at the end is as long as it is.
pub fn replies(text: &str) -> impl Iterator<Item = Reply<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (reply, after) = first(rest)?;
        rest = after;
        Some(reply)
    })
}

fn first(text: &str) -> Option<(Reply<'_>, &str)> {
    let string = |body: &'static str| text.strip_prefix(body).map(string);
    if let Some((body, after)) = string("\x1b]") {
        return Some((Reply::Color(body), after));
    }
    if let Some((body, after)) = string("\x1bP") {
        return Some((Reply::Device(body), after));
    }
    if let Some((body, after)) = string("\x1b_") {
        return Some((Reply::Picture(body), after));
    }
    if let Some(body) = text.strip_prefix("\x1b[").or_else(|| text.strip_prefix("\x1bO")) {
        let end = body.find(|c: char| c.is_ascii_alphabetic() || c == '~').unwrap_or(body.len());
        let letter = body.get(end..).and_then(|tail| tail.chars().next()).unwrap_or_default();
        let after = body.get(end + letter.len_utf8()..).unwrap_or_default();
        return Some((Reply::Control(body.get(..end).unwrap_or_default(), letter), after));
    }
    let typed = text.chars().next()?;
    Some((Reply::Typed(typed), text.get(typed.len_utf8()..).unwrap_or_default()))
}

/// Up to its end, which is `ESC \` or a bell, and what comes after.
fn string(text: &str) -> (&str, &str) {
    let end = text.find(['\x07', '\x1b']).unwrap_or(text.len());
    let (body, tail) = text.split_at(end);
    (body, tail.strip_prefix("\x1b\\").or_else(|| tail.strip_prefix('\x07')).unwrap_or(tail))
}

impl Reply<'_> {
    /// The key that was pressed, if it is one; of those with modifiers none is told.
    pub fn key(self) -> Option<KeyEvent> {
        let (code, modifiers) = match self {
            Reply::Color(_) | Reply::Device(_) | Reply::Picture(_) => return None,
            Reply::Control(parameters, letter) => (named(parameters, letter)?, KeyModifiers::NONE),
            Reply::Typed('\r' | '\n') => (KeyCode::Enter, KeyModifiers::NONE),
            Reply::Typed('\t') => (KeyCode::Tab, KeyModifiers::NONE),
            Reply::Typed('\x7f') => (KeyCode::Backspace, KeyModifiers::NONE),
            Reply::Typed(c @ '\x01'..='\x1a') => (KeyCode::Char((b'a' + c as u8 - 1) as char), KeyModifiers::CONTROL),
            Reply::Typed(c) if c.is_control() => return None,
            Reply::Typed(c) => (KeyCode::Char(c), KeyModifiers::NONE),
        };
        Some(KeyEvent::new(code, modifiers))
    }

    /// The answer that every terminal gives, to the last question: `ESC [ ? … c`.
    pub fn is_last(self) -> bool {
        matches!(self, Reply::Control(parameters, 'c') if parameters.starts_with('?'))
    }

    /// Somebody pressed a key, told or not, or moved the mouse.
    pub fn is_by_hand(self) -> bool {
        match self {
            Reply::Color(_) | Reply::Device(_) | Reply::Picture(_) => false,
            Reply::Control(_, letter) => !matches!(letter, 'R' | 'c' | 'I' | 'O' | '\0'),
            // What an answer that is still to come begins with.
            Reply::Typed(c) => !matches!(c, '\0' | '\x1b'),
        }
    }
}

/// Keys that are sent as `ESC [ … letter`.
fn named(parameters: &str, letter: char) -> Option<KeyCode> {
    match (parameters, letter) {
        ("", 'A') => Some(KeyCode::Up),
        ("", 'B') => Some(KeyCode::Down),
        ("", 'C') => Some(KeyCode::Right),
        ("", 'D') => Some(KeyCode::Left),
        ("", 'H') | ("1" | "7", '~') => Some(KeyCode::Home),
        ("", 'F') | ("4" | "8", '~') => Some(KeyCode::End),
        ("", 'Z') => Some(KeyCode::BackTab),
        ("3", '~') => Some(KeyCode::Delete),
        ("5", '~') => Some(KeyCode::PageUp),
        ("6", '~') => Some(KeyCode::PageDown),
        _ => None,
    }
}

/// Events of an answer, at most.
pub const LONGEST: usize = 256;

/// Whether an event may be the first of an answer that nobody waits for any more. Its events come in one burst, the first
/// as a letter with Alt; what comes next tells.
pub fn may_begin(event: &Event) -> bool {
    [']', 'P', '_'].into_iter().any(|letter| is_alt(event, letter))
}

/// Whether an answer begins with these two events.
pub fn begins(event: &Event, next: Option<&Event>) -> bool {
    let opens =
        |letter: char, follows: fn(char) -> bool| is_alt(event, letter) && next.and_then(plain).is_some_and(follows);
    opens(']', |c| c.is_ascii_digit()) || opens('P', |c| c == '>' || c.is_ascii_digit()) || opens('_', |c| c == 'G')
}

/// Whether an answer ends with this event: `ESC \` or a bell.
pub fn ends(event: &Event) -> bool {
    let bell = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL);
    is_alt(event, '\\') || *event == Event::Key(bell)
}

/// A letter with Alt: what `ESC letter` is read as. Capitals come with Shift.
fn is_alt(event: &Event, letter: char) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Char(letter) && key.modifiers.contains(KeyModifiers::ALT))
}

fn plain(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) if !modifiers.contains(KeyModifiers::ALT) => {
            Some(*c)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<KeyCode> {
        replies(text).filter_map(Reply::key).map(|key| key.code).collect()
    }

    #[test]
    fn keys_between_answers_are_keys_and_answers_are_none() {
        let answers = "\x1b]11;rgb:1e1e/2020/ffff\x07\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[1;2R\x1b[?62c";
        assert_eq!(keys(answers), []);
        assert!(!replies(answers).any(Reply::is_by_hand));
        assert_eq!(
            keys("\x1b[A\x1bOBj\x1b[6~\r"),
            [KeyCode::Up, KeyCode::Down, KeyCode::Char('j'), KeyCode::PageDown, KeyCode::Enter]
        );
        assert!(replies("\x1b[<0;3;4M").any(Reply::is_by_hand), "a click");
    }

    #[test]
    fn what_is_cut_off_is_as_long_as_it_is() {
        for text in ["\x1b", "\x1b[", "\x1b[1;", "\x1b]11;rgb:", "\x1bP>|ki", "\x1b_G"] {
            assert_eq!((replies(text).count(), keys(text)), (1, vec![]), "{text:?}");
        }
    }

    fn press(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    #[test]
    fn a_late_answer_is_held_back_and_a_letter_with_alt_is_not() {
        let (plain, alt) = (|c| press(c, KeyModifiers::NONE), |c| press(c, KeyModifiers::ALT));
        assert!(begins(&press('P', KeyModifiers::ALT | KeyModifiers::SHIFT), Some(&plain('>'))));
        assert!(!">|kitty(0.41.1)".chars().any(|c| ends(&plain(c))));
        assert!(ends(&alt('\\')), "its end is the last of it");
        assert!(may_begin(&alt('P')) && !may_begin(&plain('P')));
        assert!(!begins(&alt('P'), None) && !begins(&alt(']'), Some(&plain('j'))));
        assert!(!begins(&plain('P'), Some(&plain('>'))));
    }
}
