//! What a file of a library says of its text before anything is placed: blocks of lines of words. A box is there only
//! where the file gives one that can be believed; [`super::place`] finds a place for the rest.

use crate::model::role::Role;

/// A box in the units of the file: left, top, right, bottom.
pub type FileBox = [f32; 4];

/// How a line runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// From left to right, or from right to left: level.
    Across,
    /// Upright characters, one under the other.
    Down,
    /// Turned by a quarter clockwise: reads from top to bottom.
    Clockwise,
    /// Turned by a quarter counter-clockwise: reads from bottom to top.
    Counter,
    /// Upside down.
    Half,
}

/// A word.
#[derive(Clone, Debug, Default)]
pub struct SourceWord {
    /// Its text, as read.
    pub text: String,
    /// Where its ink is, as far as the file says.
    pub ink: Option<FileBox>,
    /// Bold, as far as the file says.
    pub bold: bool,
    /// Slanted, as far as the file says.
    pub italic: bool,
    /// 0..=1.
    pub confidence: Option<f32>,
    /// Its element in the tree of the file.
    pub at: usize,
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub struct SourceLine {
    /// Its words, in the order of the file.
    pub words: Vec<SourceWord>,
    /// Its box, as far as the file says.
    pub ink: Option<FileBox>,
    /// Its baseline, as far as the file says.
    pub baseline: Option<f32>,
    /// How the file says it runs; after [`super::flow::settle`] how it does.
    pub flow: Option<Flow>,
    /// The article it belongs to.
    pub article: Option<u32>,
}

/// A block of text.
#[derive(Clone, Debug, Default)]
pub struct SourceBlock {
    /// Its lines, in the order of the file.
    pub lines: Vec<SourceLine>,
    /// Its box, as far as the file says.
    pub ink: Option<FileBox>,
    /// Its role, where the type that the file gives maps to one.
    pub role: Option<Role>,
    /// Its lines are one text that the file gives for the whole block: where they break is not known.
    pub whole: bool,
    /// Its element in the tree of the file; nothing is 0.
    pub at: usize,
}

impl SourceWord {
    /// A word of which only its text is known.
    pub fn bare(text: &str) -> SourceWord {
        SourceWord { text: text.to_owned(), ..SourceWord::default() }
    }

    /// How many of its characters are not blank.
    pub fn letters(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }
}

impl SourceLine {
    /// A line of which only its text is known.
    pub fn bare(text: &str) -> SourceLine {
        SourceLine { words: text.split_whitespace().map(SourceWord::bare).collect(), ..SourceLine::default() }
    }

    /// How many characters there are in it, with the blanks between its words.
    pub fn length(&self) -> usize {
        let letters: usize = self.words.iter().map(|word| word.text.chars().count()).sum();
        letters + self.words.len().saturating_sub(1)
    }

    /// The box of its words, or its own where they have none.
    pub fn hull(&self) -> Option<FileBox> {
        hull(self.words.iter().filter_map(|word| word.ink)).or(self.ink)
    }

    /// Its text.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.trim()).collect();
        words.join(" ")
    }

    /// Whether more than half of its letters and figures fill a square: Han, kana, Hangul.
    pub fn is_square(&self) -> bool {
        let letters = || self.words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphanumeric());
        let square = letters().filter(|c| is_square(*c)).count();
        square * 2 > letters().count()
    }
}

impl SourceBlock {
    /// Its text.
    pub fn text(&self) -> String {
        self.lines.iter().map(SourceLine::text).collect::<Vec<_>>().join(" ")
    }
}

/// Characters that fill an em square and are set upright in vertical lines.
pub fn is_square(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The box around boxes; nothing for none.
pub fn hull(boxes: impl Iterator<Item = FileBox>) -> Option<FileBox> {
    boxes.reduce(|[a, b, c, d], [left, top, right, bottom]| [a.min(left), b.min(top), c.max(right), d.max(bottom)])
}

/// The width of a box.
pub fn width(ink: &FileBox) -> f32 {
    let [left, _, right, _] = *ink;
    right - left
}

/// The height of a box.
pub fn height(ink: &FileBox) -> f32 {
    let [_, top, _, bottom] = *ink;
    bottom - top
}
