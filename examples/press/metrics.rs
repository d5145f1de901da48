//! How wide letters are, in em, in faces that nobody owns: a serif and a sans of plausible advances, narrowed, widened and
//! made bold by the house.

use unicode_normalization::UnicodeNormalization;

/// Advances of the characters from the blank to the tilde of a book serif, in thousandths of an em.
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
/// The same of a sans.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The build of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// With serifs.
    Serif,
    /// Without.
    Sans,
}

/// A face of the house.
#[derive(Clone, Debug)]
pub struct Typeface {
    /// What the file calls it.
    pub name: String,
    /// 400 regular, 700 bold.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
    /// Advances of ASCII, in em.
    ascii: [f32; 95],
    stretch: f32,
    build: Build,
    /// Marks such as dashes and quotes take a whole em, as fonts of Han scripts have them.
    wide_marks: bool,
    hangul: f32,
}

impl Typeface {
    /// A face: its build, how wide it is against the table, its weight and slant.
    pub fn new(name: &str, build: Build, stretch: f32, weight: u16, italic: bool) -> Typeface {
        let table = match build {
            Build::Serif => &SERIF,
            Build::Sans => &SANS,
        };
        let bold = if weight >= 600 { 1.06 } else { 1.0 };
        let ascii = table.map(|width| f32::from(width) / 1000.0 * stretch * bold);
        Typeface {
            name: name.to_owned(),
            weight,
            italic,
            ascii,
            stretch: stretch * bold,
            build,
            wide_marks: false,
            hangul: 0.92,
        }
    }
    /// The same for a script of squares: Latin letters of half an em, marks of a whole one.
    pub fn eastern(mut self, hangul: Option<f32>) -> Typeface {
        self.wide_marks = hangul.is_none();
        self.hangul = hangul.unwrap_or(self.hangul);
        self
    }
    /// How far the pen moves, in em.
    pub fn advance(&self, c: char) -> f32 {
        match c {
            ' '..='~' => self.ascii[c as usize - 32],
            '\u{ac00}'..='\u{d7a3}' => self.hangul,
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
            '■' | '□' | '●' | '○' | '◆' | '▲' | '▼' | '▶' | '◀' | '◇' | '→' | '★' => 0.95,
            '—' | '―' => 1.0,
            '“' | '”' | '‘' | '’' | '…' | '·' | '°' if self.wide_marks => 1.0,
            '–' => 0.5 * self.stretch,
            '…' => self.stretch,
            '“' | '”' | '„' | '«' | '»' => 0.45 * self.stretch,
            '‘' | '’' | '•' | '·' | '°' => 0.34 * self.stretch,
            '\u{400}'..='\u{52f}' => self.cyrillic(c),
            _ => self.accented(c),
        }
    }

    /// A letter with an accent is as wide as the letter.
    fn accented(&self, c: char) -> f32 {
        let base = std::iter::once(c).nfd().next().unwrap_or(c);
        match base {
            ' '..='~' => self.ascii[base as usize - 32],
            _ => 0.52 * self.stretch,
        }
    }

    fn cyrillic(&self, c: char) -> f32 {
        let upper = if c.is_uppercase() { 0.2 } else { 0.0 };
        let body = match c.to_lowercase().next().unwrap_or(c) {
            'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'ы' | 'м' => 0.7,
            'г' | 'т' | 'с' | 'з' | 'э' | 'є' => 0.43,
            'і' | 'ї' | 'ј' => 0.28,
            _ => 0.52,
        };
        let sans = if self.build == Build::Sans { 0.04 } else { 0.0 };
        (body + upper + sans) * self.stretch
    }
}
