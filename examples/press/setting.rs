//! Letters to lines: where a line may break, and how it is filled to its measure.

use super::house::{Cut, House};
use super::words::Language;

/// A letter and the face it is set in.
pub type Letter = (char, Cut);

/// A line set and not yet placed.
#[derive(Clone, Debug, Default)]
pub struct SetLine {
    /// Its letters, blanks at its ends taken off.
    pub letters: Vec<Letter>,
    /// One em.
    pub size: f32,
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub baseline: f32,
    /// From the first to the last pen.
    pub width: f32,
    /// Added to every blank.
    pub word_extra: f32,
    /// Added to every letter.
    pub letter_extra: f32,
    /// A word goes on in the next line.
    pub hyphenated: bool,
    /// Read from the right, as level heads of old vertical papers are.
    pub from_right: bool,
    /// The paragraph ends with it.
    pub last: bool,
    /// Top of the line's room.
    pub top: f32,
    /// The frame it stands in.
    pub frame: usize,
}

impl SetLine {
    /// What is printed.
    pub fn text(&self) -> String {
        self.letters.iter().map(|(c, _)| c).collect()
    }
}

/// Letters of a text in one face.
pub fn letters(text: &str, cut: Cut) -> Vec<Letter> {
    text.chars().map(|c| (c, cut)).collect()
}

/// What no line begins with.
const NO_START: &str = "，。、；：？！）」』”’》】〕ー々,.;:?!)";
/// What no line ends with.
const NO_END: &str = "（「『“‘《【〔(";
const VOWELS: &str = "aeiouyáéíóúàèìòùâêîôûäöüãõëïаеёиоуыэюя";
/// A line may squeeze its blanks by this share of their width.
const SQUEEZE: f32 = 0.18;
/// A blank may grow by so many em.
const STRETCH_EM: f32 = 1.6;

/// Breaks letters into lines, one at a time, since frames may change the measure.
pub struct Breaker<'a> {
    letters: &'a [Letter],
    /// The next letter.
    pub at: usize,
    size: f32,
    tracking: f32,
    house: &'a House,
    hyphens: bool,
    squeeze: bool,
}

impl<'a> Breaker<'a> {
    /// Starts with the first letter.
    pub fn new(letters: &'a [Letter], size: f32, tracking: f32, house: &'a House, running: bool) -> Breaker<'a> {
        let hyphens = running && house.body.hyphens && !house.language.is_east();
        let squeeze = running && house.body.justified;
        let mut breaker = Breaker { letters, at: 0, size, tracking, house, hyphens, squeeze };
        breaker.skip_blanks();
        breaker
    }

    /// Nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.letters.len()
    }

    fn skip_blanks(&mut self) {
        while self.letters.get(self.at).is_some_and(|(c, _)| *c == ' ') {
            self.at += 1;
        }
    }

    fn advance(&self, at: usize) -> f32 {
        let (c, cut) = self.letters[at];
        self.house.face(cut).advance(c) * self.size + self.tracking
    }

    /// The next line of no more than this width.
    pub fn line(&mut self, room: f32) -> SetLine {
        let (end, hyphenated) = self.end_of_line(room);
        let mut letters: Vec<Letter> = self.letters[self.at..end].to_vec();
        while letters.last().is_some_and(|(c, _)| *c == ' ' || *c == '\u{3000}') {
            letters.pop();
        }
        if hyphenated && let Some((_, cut)) = letters.last().copied() {
            letters.push(('-', cut));
        }
        self.at = end;
        self.skip_blanks();
        let advance = |(c, cut): &Letter| self.house.face(*cut).advance(*c) * self.size + self.tracking;
        let width = letters.iter().map(advance).sum();
        SetLine {
            letters,
            size: self.size,
            width,
            letter_extra: self.tracking,
            hyphenated,
            last: self.is_done(),
            ..SetLine::default()
        }
    }

    /// Where the line ends, and whether a hyphen is set there.
    fn end_of_line(&self, room: f32) -> (usize, bool) {
        let (mut width, mut blanks, mut end) = (0.0, 0.0, self.at);
        let mut chance: Option<(usize, f32)> = None;
        while end < self.letters.len() {
            let c = self.letters[end].0;
            let own = self.advance(end);
            let slack = if self.squeeze { blanks * SQUEEZE } else { 0.0 };
            if c != ' ' && width + own > room + slack + 0.01 {
                break;
            }
            if c == ' ' {
                blanks += own;
            }
            width += own;
            end += 1;
            if end < self.letters.len() && self.may_break(end) {
                chance = Some((end, width));
            }
        }
        if end >= self.letters.len() {
            return (end, false);
        }
        let (break_at, used) = chance.unwrap_or((self.at, 0.0));
        if self.hyphens
            && room - used > self.size * 1.5
            && let Some(at) = self.hyphen_before(break_at, end, room - used)
        {
            return (at, true);
        }
        if break_at > self.at { (break_at, false) } else { (end.max(self.at + 1), false) }
    }

    /// A line may end before this letter.
    fn may_break(&self, at: usize) -> bool {
        let (before, after) = (self.letters[at - 1].0, self.letters[at].0);
        if before == ' ' {
            return after != ' ';
        }
        if after == ' ' || !(is_square(before) || is_square(after)) {
            return before == '-' && after.is_alphabetic();
        }
        if self.house.language == Language::Ko && !self.house.body.syllables && !before.is_ascii() && !after.is_ascii()
        {
            return false;
        }
        !NO_START.contains(after) && !NO_END.contains(before)
    }

    /// The last place where the word from `start` on, of which letters up to `end` fit, may take a hyphen.
    fn hyphen_before(&self, start: usize, end: usize, room: f32) -> Option<usize> {
        let word = self.letters[start..].iter().take_while(|(c, _)| c.is_alphabetic()).count();
        if word < 6 {
            return None;
        }
        let vowel = |at: usize| VOWELS.contains(self.letters[at].0.to_lowercase().next().unwrap_or(' '));
        let fits = |at: usize| {
            let width: f32 = (start..at).map(|at| self.advance(at)).sum();
            width + self.house.face(self.letters[start].1).advance('-') * self.size <= room
        };
        let places = (start + 2..=(start + word - 3).min(end)).rev();
        let mut syllables = places.filter(|at| !vowel(*at) && vowel(at + 1) && (start..*at).any(vowel));
        syllables.find(|at| fits(*at))
    }
}

/// Stands in a square of its own: Han, kana, Hangul and their marks.
pub fn is_square(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}

/// Fills a line to its measure, as far as its blanks or its letters allow.
pub fn justify(line: &mut SetLine, room: f32, language: Language) {
    let slack = room - line.width;
    if line.last {
        return;
    }
    let count = line.letters.len();
    if language.is_han() {
        if count > 1 && slack.abs() < room * 0.2 {
            line.letter_extra += slack / (count - 1) as f32;
            line.width = room;
        }
        return;
    }
    let blanks = line.letters.iter().filter(|(c, _)| *c == ' ').count();
    if blanks > 0 && slack / (blanks as f32) < line.size * STRETCH_EM {
        line.word_extra = slack / blanks as f32;
        line.width = room;
    }
}
