//! From the order in which a line shows its characters to the order in which they are read: the bidirectional
//! algorithm of Unicode backwards.
//!
//! ```text
//!  as it shows, from the left     .2026 ماع IBM ربتخم
//!  as it is read                  مختبر IBM عام 2026.
//! ```
//!
//! Several texts may show alike. Readings are tried from the likeliest on, and the first one that the algorithm
//! itself would show as the line does is the one.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_bidi_mirroring::get_mirrored;

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphDirection {
    /// From the left: words of Hebrew or Arabic are quoted in it.
    FromLeft,
    /// From the right.
    FromRight,
}

/// What a piece of a line says of its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextDirection {
    /// Letters that are read from the right.
    Right,
    /// Letters that are read from the left.
    Left,
    /// Digits, which are read from the left everywhere.
    Number,
    /// Marks and blanks, which follow what stands around them.
    Neutral,
}

/// The way of a text: letters before digits before marks.
pub fn way(text: &str) -> TextDirection {
    let (mut left, mut number) = (false, false);
    for c in text.chars() {
        match class(c) {
            BidiClass::R | BidiClass::AL => return TextDirection::Right,
            BidiClass::L => left = true,
            BidiClass::EN | BidiClass::AN => number = true,
            _ => {}
        }
    }
    match (left, number) {
        (true, _) => TextDirection::Left,
        (false, true) => TextDirection::Number,
        (false, false) => TextDirection::Neutral,
    }
}

/// Whether a character is a letter that is read from the right.
pub fn is_from_right(c: char) -> bool {
    // No letter up to Cyrillic, and none from the general punctuation to the presentation forms, is read from the right;
    // only a mark that says so is.
    !matches!(c, '\0'..='\u{58f}' | '\u{2010}'..='\u{fb1c}') && matches!(class(c), BidiClass::R | BidiClass::AL)
}

/// The class of a character. It is asked for every character of a page, and most need no table.
fn class(c: char) -> BidiClass {
    match c {
        'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я' => BidiClass::L,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            BidiClass::L
        }
        '0'..='9' => BidiClass::EN,
        other => bidi_class(other),
    }
}

/// The other one of a pair of brackets or pointed quotes.
pub fn other_bracket(c: char) -> Option<char> {
    const PAIRED: [char; 12] = ['(', ')', '[', ']', '{', '}', '<', '>', '«', '»', '‹', '›'];
    get_mirrored(c).filter(|_| PAIRED.contains(&c))
}

/// A bracket, by its shape, that has what it encloses at its right.
pub fn opens_by_shape(c: char) -> bool {
    other_bracket(c).is_some_and(|other| c < other)
}

/// The bracket that a piece of text is.
pub fn bracket(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|c| chars.next().is_none() && other_bracket(*c).is_some())
}

/// The text of pieces that show in this order from left to right: each of them a glyph, a word, or a blank, which is
/// in order within. Brackets are what they look like.
pub fn read(shown: &[&str], base: ParagraphDirection) -> String {
    let ways: Vec<TextDirection> = shown.iter().map(|text| way(text)).collect();
    let line = ShownLine { shown, ways: &ways };
    let first = line.reading(base, READINGS[0]);
    if line.shows(&first, base) {
        return first.text;
    }
    let others = READINGS.into_iter().skip(1).map(|figures| line.reading(base, figures));
    let mut others = others.filter(|reading| line.shows(reading, base));
    others.next().unwrap_or(first).text
}

/// What of a figure keeps its order with the digits: it differs between Arabic and Hebrew text.
#[derive(Clone, Copy, Debug)]
struct FigureRules {
    /// Plus and minus between digits.
    signs: bool,
    /// Signs of currency and percent beside digits.
    units: bool,
}

/// The readings that are tried.
const READINGS: [FigureRules; 4] = [
    FigureRules { signs: true, units: false },
    FigureRules { signs: true, units: true },
    FigureRules { signs: false, units: false },
    FigureRules { signs: false, units: true },
];

struct ShownLine<'a> {
    shown: &'a [&'a str],
    ways: &'a [TextDirection],
}

/// A text, and for each of its characters the piece it comes from.
#[derive(Default)]
struct LogicalText {
    text: String,
    from: Vec<usize>,
}

impl LogicalText {
    fn push(&mut self, piece: usize, text: &str) {
        self.text.push_str(text);
        self.from.extend(text.chars().map(|_| piece));
    }
}

impl ShownLine<'_> {
    fn way(&self, at: usize) -> TextDirection {
        self.ways.get(at).copied().unwrap_or(TextDirection::Neutral)
    }

    fn piece(&self, at: usize) -> &str {
        self.shown.get(at).copied().unwrap_or("")
    }

    fn reading(&self, base: ParagraphDirection, figures: FigureRules) -> LogicalText {
        let mut reading = LogicalText::default();
        match base {
            ParagraphDirection::FromRight => self.read_from_right((0, self.shown.len()), figures, &mut reading),
            ParagraphDirection::FromLeft => self.read_from_left(figures, &mut reading),
        }
        reading
    }

    /// Reads a stretch from its right end; what runs from the left within it keeps its order.
    fn read_from_right(&self, (start, end): (usize, usize), figures: FigureRules, reading: &mut LogicalText) {
        let mut stretches = self.stretches_from_left((start, end), figures);
        let mut at = end;
        while at > start {
            match stretches.pop_if(|stretch| stretch.1 == at) {
                Some((from, to)) => {
                    (from..to).for_each(|at| reading.push(at, self.piece(at)));
                    at = from;
                }
                None => {
                    at -= 1;
                    let turned = bracket(self.piece(at)).and_then(other_bracket).map(String::from);
                    reading.push(at, turned.as_deref().unwrap_or(self.piece(at)));
                }
            }
        }
    }

    /// Reads the line from its left end; what runs from the right within it is turned.
    fn read_from_left(&self, figures: FigureRules, reading: &mut LogicalText) {
        let mut at = 0;
        while at < self.shown.len() {
            if self.way(at) != TextDirection::Right {
                reading.push(at, self.piece(at));
                at += 1;
                continue;
            }
            let rest = self.ways.get(at..).unwrap_or(&[]);
            let reach = rest.iter().take_while(|way| **way != TextDirection::Left).count();
            let last = rest.iter().take(reach).rposition(|way| *way == TextDirection::Right).unwrap_or(0);
            self.read_from_right((at, at + last + 1), figures, reading);
            at += last + 1;
        }
    }

    /// Stretches that run from the left: words with what stands between them, and figures.
    fn stretches_from_left(&self, (start, end): (usize, usize), figures: FigureRules) -> Vec<(usize, usize)> {
        let strong = |at: usize| matches!(self.way(at), TextDirection::Left | TextDirection::Number);
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut at = start;
        while at < end {
            if !strong(at) {
                at += 1;
                continue;
            }
            let from = at;
            let mut last = at;
            while let Some(next) = (last + 1..end).find(|next| self.way(*next) != TextDirection::Neutral) {
                if !strong(next) || !self.is_bridged(last, next, figures) {
                    break;
                }
                last = next;
            }
            let (from, to) = self.with_marks((from, last + 1), (start, end), figures);
            found.push((from, to));
            at = to;
        }
        found
    }

    /// What stands between two pieces that run from the left runs from the left as well.
    fn is_bridged(&self, last: usize, next: usize, figures: FigureRules) -> bool {
        if self.way(last) != TextDirection::Number || self.way(next) != TextDirection::Number {
            return true;
        }
        let mut between = (last + 1..next).flat_map(|at| self.piece(at).chars());
        match (between.next(), between.next()) {
            (None, _) => true,
            (Some(c), None) => match class(c) {
                BidiClass::CS => true,
                BidiClass::ES => figures.signs,
                _ => false,
            },
            (Some(_), Some(_)) => false,
        }
    }

    /// The stretch with the bracket that closes one within it, and with the units of its figures.
    fn with_marks(&self, (from, to): (usize, usize), reach: (usize, usize), figures: FigureRules) -> (usize, usize) {
        let (mut from, mut to) = (from, to);
        let open = (from..to).rev().filter_map(|at| bracket(self.piece(at))).next();
        let closes = |at: usize| bracket(self.piece(at)).is_some_and(|c| open == other_bracket(c));
        if open.is_some_and(opens_by_shape) && to < reach.1 && closes(to) {
            to += 1;
        }
        let unit = |at: usize| self.piece(at).chars().all(|c| bidi_class(c) == BidiClass::ET);
        while figures.units && to < reach.1 && self.way(to - 1) != TextDirection::Left && unit(to) {
            to += 1;
        }
        while figures.units && from > reach.0 && self.way(from) != TextDirection::Left && unit(from - 1) {
            from -= 1;
        }
        (from, to)
    }

    /// Whether the algorithm would show a reading as the line does.
    fn shows(&self, reading: &LogicalText, base: ParagraphDirection) -> bool {
        let level = match base {
            ParagraphDirection::FromLeft => Level::ltr(),
            ParagraphDirection::FromRight => Level::rtl(),
        };
        let info = BidiInfo::new(&reading.text, Some(level));
        let [paragraph] = info.paragraphs.as_slice() else { return false };
        let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
        let mut pieces = BidiInfo::reorder_visual(&levels).into_iter().filter_map(|at| reading.from.get(at).copied());
        let mut last = None;
        pieces.all(|piece| {
            let on = last.is_none_or(|last| piece >= last);
            last = Some(piece);
            on
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the algorithm shows of a text, character by character, with brackets as they look.
    fn shown(text: &str, base: ParagraphDirection) -> Vec<String> {
        let level = if base == ParagraphDirection::FromRight { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        let levels = info.reordered_levels_per_char(&info.paragraphs[0], 0..text.len());
        let chars: Vec<char> = text.chars().collect();
        let order = BidiInfo::reorder_visual(&levels);
        let look =
            |at: usize| if levels[at].is_rtl() { other_bracket(chars[at]).unwrap_or(chars[at]) } else { chars[at] };
        order.into_iter().map(|at| look(at).to_string()).collect()
    }

    fn there_and_back(text: &str, base: ParagraphDirection) {
        let shown = shown(text, base);
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        assert_eq!(read(&shown, base), text, "shown as {shown:?}");
    }

    #[test]
    fn classes_told_without_the_table_are_those_of_the_table() {
        assert!(('\0'..='\u{ffff}').all(|c| class(c) == bidi_class(c)));
    }

    #[test]
    fn texts_come_back_from_how_they_show() {
        for text in [
            "فتح السوق أبوابه",
            "كان السعر 25 دينارا في 2026.",
            "(7) وصل القطار (متأخرا) أمس",
            "شركة IBM في عام 1981، وبعدها Apple II",
            "قال «نعم» ثم [سكت]",
            "بنسبة 12.5% و 1,250 طنا",
            "في 25/11/2026 الساعة 10:30",
            "من 10-20 كيلومترا",
            "تقرير (BBC) أمس",
            "وزارة Foo Bar (Baz) الجديدة",
            "השוק נפתח ב-25 במאי",
            "עלייה של 12.5% בשנת 2026",
            "המחיר $40 או 30₪ ליחידה",
            "טווח 10-20 ק\"מ",
            "هل وصل؟ نعم، وصل!",
            "۲۵ دی ۱۴۰۴",
            "١٢٫٥ في المئة",
        ] {
            there_and_back(text, ParagraphDirection::FromRight);
        }
    }

    #[test]
    fn words_quoted_in_latin_text_come_back() {
        for text in ["the word سلام عليكم is a greeting", "called שלום (peace) in 1948", "see אבג 12 דהו, p. 4"]
        {
            there_and_back(text, ParagraphDirection::FromLeft);
        }
    }

    #[test]
    fn words_that_the_source_gave_whole_stay_whole() {
        assert_eq!(read(&["2026", " ", "عام", " ", "(مختبر)"], ParagraphDirection::FromRight), "(مختبر) عام 2026");
        assert_eq!(read(&["Apple", " ", "Inc.", " ", "شركة"], ParagraphDirection::FromRight), "شركة Apple Inc.");
    }

    #[test]
    fn nothing_is_lost_whatever_the_pieces() {
        for text in ["", "a", "\u{202e}ab\u{202c}", "\u{2029}א\u{2029}b", "((((א", "%%%5$$א+-+7a)"] {
            for base in [ParagraphDirection::FromLeft, ParagraphDirection::FromRight] {
                let pieces: Vec<String> = text.chars().map(String::from).collect();
                let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
                assert_eq!(read(&pieces, base).chars().count(), text.chars().count(), "{text:?}");
            }
        }
    }
}
