//! How many cells a text takes on this terminal; the only place that asks.

mod ambiguous;
mod clean;
mod spelling;
mod stand_in;

use ambiguous::AmbiguousClass;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether the terminal draws a class of East Asian ambiguous characters one or two cells wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// One answer to "how wide" for setting, buffer and drawing, by class of ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WidthModel {
    /// “ ” ‘ ’ … — ·
    pub punctuation: Ambiguous,
    /// ■ ① → ℃ ×
    pub symbols: Ambiguous,
    /// é α Ж
    pub letters: Ambiguous,
    /// ─ │ █
    pub boxes: Ambiguous,
    /// Private use.
    pub private: Ambiguous,
    /// What is done about ambiguous characters where nobody knows how wide they are drawn.
    pub caution: Caution,
}

/// How text is kept straight on a terminal that never told its widths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Caution {
    /// The widths are known: nothing needs to be done.
    #[default]
    None,
    /// Ambiguous characters give way to ones of certain width before setting. Greek and Cyrillic letters have no such
    /// stand-ins: each keeps two cells, whether the terminal fills both or one, and the cursor is moved behind it.
    Spaced,
    /// As `Spaced`, but those letters are spelled in Latin ones: a multiplexer between us and the terminal drops
    /// moves of the cursor that it believes idle.
    Spelled,
}

impl WidthModel {
    /// Every ambiguous character takes one cell: nearly all terminals as they are delivered.
    pub const fn narrow() -> WidthModel {
        WidthModel::all(Ambiguous::Narrow)
    }
    /// Every ambiguous character takes two cells: `xterm -cjk_width` and the like.
    pub const fn wide() -> WidthModel {
        WidthModel::all(Ambiguous::Wide)
    }
    /// Nobody knows: nothing is written that would shift what stands behind it, however the terminal draws it.
    pub const fn safe() -> WidthModel {
        WidthModel { caution: Caution::Spaced, ..WidthModel::narrow() }
    }
    /// Nobody knows, and a multiplexer stands in between: every character has a certain width.
    pub const fn spelled() -> WidthModel {
        WidthModel { caution: Caution::Spelled, ..WidthModel::narrow() }
    }
    /// All classes alike.
    const fn all(width: Ambiguous) -> WidthModel {
        let caution = Caution::None;
        WidthModel { punctuation: width, symbols: width, letters: width, boxes: width, private: width, caution }
    }

    /// Cells of one grapheme cluster; what ratatui would take, plus one where this terminal is wide.
    pub fn grapheme(&self, grapheme: &str) -> u16 {
        let mut chars = grapheme.chars();
        let Some(first) = chars.next() else { return 0 };
        if chars.next().is_none() {
            if let Some(width) = certain(first) {
                return width;
            }
            if is_lone(first) {
                return if self.is_wide(first) { 2 } else { 1 };
            }
        }
        match u16::try_from(grapheme.width()).unwrap_or(u16::MAX) {
            1 if self.is_wide(first) => 2,
            width => width,
        }
    }

    /// The parts of a cluster that stand in cells of their own: a letter of an Indic script and the vowel that is
    /// written behind it. Whoever overwrites one of them must know of the other.
    pub(crate) fn parts<'a>(&self, grapheme: &'a str) -> Vec<&'a str> {
        let is_spacing = |c: char| c.width().is_some_and(|width| width > 0);
        if !grapheme.starts_with(is_indic) || self.grapheme(grapheme) < 2 {
            return vec![grapheme];
        }
        let mut starts: Vec<usize> =
            grapheme.char_indices().filter(|(_, c)| is_spacing(*c)).map(|(at, _)| at).collect();
        starts.push(grapheme.len());
        starts.windows(2).filter_map(|pair| grapheme.get(*pair.first()?..*pair.last()?)).collect()
    }

    /// Cells of a text: the sum over its grapheme clusters. Joined letters (lam-alef) count one by one, as
    /// terminals do.
    pub fn str(&self, text: &str) -> u16 {
        if is_ascii_ink(text) {
            return u16::try_from(text.len()).unwrap_or(u16::MAX);
        }
        let cells = graphemes(text).map(|(_, grapheme)| u32::from(self.grapheme(grapheme))).sum::<u32>();
        u16::try_from(cells).unwrap_or(u16::MAX)
    }

    /// The text as it may be shown: no control characters, nothing that terminals measure differently; in safe
    /// mode nothing of ambiguous width that has a stand-in. Line ends and tabs become blanks.
    pub fn sanitize<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if is_ascii_ink(text) {
            return Cow::Borrowed(text);
        }
        let mut mended: Option<String> = None;
        let mut before = None;
        for (at, grapheme) in graphemes(text) {
            let shown = self.shown(grapheme, before);
            if let Some(mended) = &mut mended {
                mended.push_str(&shown);
            } else if shown != grapheme {
                mended = Some(text.get(..at).unwrap_or_default().to_owned() + &shown);
            }
            before = grapheme.chars().next_back();
        }
        mended.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// One grapheme cluster as it may be shown after the character `before`; empty when it may not. At the start
    /// of a text a character without meaning is most likely a bullet.
    pub(crate) fn shown<'a>(&self, grapheme: &'a str, before: Option<char>) -> Cow<'a, str> {
        let clean = clean::grapheme(grapheme, before.is_none());
        // What closes stands behind something: else it is an apostrophe.
        let is_apostrophe = || before.is_none_or(|before| before.is_ascii_alphanumeric() || before == ' ');
        match self.caution {
            Caution::None => clean,
            Caution::Spaced | Caution::Spelled if clean == "’" && is_apostrophe() => Cow::Borrowed("'"),
            Caution::Spaced if clean.starts_with(|c| self.is_spaced(c)) => clean,
            Caution::Spaced | Caution::Spelled => stand_in::safe(clean),
        }
    }

    /// True for a letter that keeps two cells wherever the terminal leaves the cursor behind it. All letters of an
    /// alphabet do, also its few of certain width: words are spaced evenly.
    fn is_spaced(&self, c: char) -> bool {
        self.caution == Caution::Spaced && spelling::is_foreign(c)
    }

    /// A character of one certain cell in place of an ambiguous one, for a cell that has no room for two.
    /// Other characters are returned as they are.
    pub fn one_cell(c: char) -> char {
        stand_in::one_cell(c)
    }

    /// True when box drawing and block characters take one certain cell.
    pub fn has_boxes(&self) -> bool {
        self.caution == Caution::None && self.boxes == Ambiguous::Narrow
    }

    /// True when this terminal draws the character wider than its neutral width.
    pub fn is_wide(&self, c: char) -> bool {
        if *self == WidthModel::narrow() {
            return false;
        }
        if self.is_spaced(c) {
            return true;
        }
        let width = match ambiguous::class(c) {
            None => Ambiguous::Narrow,
            Some(AmbiguousClass::Punctuation) => self.punctuation,
            Some(AmbiguousClass::Symbol) => self.symbols,
            Some(AmbiguousClass::Letter) => self.letters,
            Some(AmbiguousClass::Box) => self.boxes,
            Some(AmbiguousClass::Private) => self.private,
        };
        width == Ambiguous::Wide
    }
}

/// True for a text of blanks and printable ASCII: a cell for each byte, on every terminal.
pub(crate) fn is_ascii_ink(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// The grapheme clusters of a text with their places in bytes. Plain CJK text and ASCII, where every character is
/// a cluster, go a short way: setting a megabyte depends on it.
pub(crate) fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes { text, at: 0 }
}

/// See [`graphemes`].
pub(crate) struct Graphemes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let rest = self.text.get(self.at..)?;
        if rest.get(..rest.len().min(2)).is_some_and(is_ascii_ink) && !rest.is_empty() {
            self.at += 1;
            return Some((self.at - 1, rest.get(..1)?));
        }
        let mut chars = rest.chars();
        let first = chars.next()?;
        let is_plain = |c: char| certain(c).is_some() || is_lone(c);
        let alone = is_plain(first) && chars.next().is_none_or(is_plain);
        let length = if alone { first.len_utf8() } else { rest.graphemes(true).next().map_or(1, str::len) };
        let found = (self.at, rest.get(..length)?);
        self.at += length;
        Some(found)
    }
}

/// Scripts of South and Southeast Asia.
fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109f}' | '\u{1700}'..='\u{1aff}' | '\u{a800}'..='\u{abff}')
}

/// True for letters of scripts that are read from the right: terminals turn whole rows of them round.
pub(crate) fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{1e900}'..='\u{1e95f}')
}

/// True for letters that join their neighbors in a word: a word of them that is parted changes its looks.
pub(crate) fn is_joining(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Letters with accents, Cyrillic, quotes, dashes and dots, lines, shades and braille: one cell where it is not the terminal's to say, and never
/// joined with each other.
fn is_lone(c: char) -> bool {
    let is_sign = matches!(c, '¡' | '«' | '·' | '»' | '¿' | '€' | '\u{2010}'..='\u{2027}');
    is_sign
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{481}' | '\u{2500}'..='\u{257f}' | '░' | '\u{2800}'..='\u{28ff}')
}

/// The width of characters that are the same everywhere and never join their neighbors.
fn certain(c: char) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' => {
            Some(2)
        }
        '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_characters_take_what_the_model_says() {
        let (narrow, wide) = (WidthModel::narrow(), WidthModel::wide());
        for text in ["“", "…", "—", "·", "■", "①", "é", "α", "Ж", "─", "\u{e5e5}"] {
            assert_eq!((narrow.str(text), wide.str(text)), (1, 2), "{text}");
        }
        for text in ["中", "。", "「", "あ", "가", "Ａ", "︵", "𠮷"] {
            assert_eq!((narrow.str(text), wide.str(text)), (2, 2), "{text}");
        }
        for text in ["a", "©", "⋯", "￭", "⠶", "░"] {
            assert_eq!((narrow.str(text), wide.str(text)), (1, 1), "{text}");
        }
    }

    #[test]
    fn a_class_alone_may_be_wide() {
        let mixed = WidthModel { punctuation: Ambiguous::Wide, ..WidthModel::narrow() };
        assert_eq!(mixed.str("“é”"), 5);
        assert_eq!(mixed.str("─■"), 2);
    }

    #[test]
    fn clusters_are_those_of_unicode() {
        for text in [
            "他说：“好”。abc é e\u{301}",
            "—\u{301}«é»\u{200d}Жи\u{306}“\u{fe00}€…",
            "한\u{1112}\u{1161}\u{11ab}가\u{11a8}",
            "🇨🇳🇨👍🏽👨‍👩‍👧1️⃣",
            "か\u{3099}が",
            "a\r\nb",
        ] {
            let ours: Vec<&str> = graphemes(text).map(|(_, grapheme)| grapheme).collect();
            assert_eq!(ours, text.graphemes(true).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_stands_alone_takes_a_cell_and_joins_nothing() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_lone(*c)) {
            assert_eq!(c.width(), Some(1), "{c}");
            let text = format!("{c}a{c}中{c}{c}");
            assert_eq!(text.graphemes(true).count(), 6, "{c}");
        }
    }

    #[test]
    fn a_vowel_in_a_cell_of_its_own_is_a_part_of_its_own() {
        let model = WidthModel::narrow();
        assert_eq!(model.parts("ค\u{e33}"), ["ค", "\u{e33}"]);
        for text in ["中", "a", "🇨🇳", "“", "ก\u{e48}"] {
            assert_eq!(model.parts(text), [text]);
        }
    }

    #[test]
    fn lam_alef_counts_as_terminals_count_it() {
        assert_eq!(WidthModel::narrow().str("لا"), 2);
    }

    #[test]
    fn clean_text_is_not_copied() {
        for text in ["", "plain", "他说：“好”。", "정부는 15일"] {
            assert!(matches!(WidthModel::narrow().sanitize(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_terminals_disagree_on_is_mended() {
        let model = WidthModel::narrow();
        for (text, clean) in [
            ("co\u{ad}op", "coop"),
            ("a\u{1b}[31mb\u{7}\u{9b}c", "a[31mbc"),
            ("a\tb\nc\r\nd", "a b c d"),
            ("\u{feff}中\u{200b}文\u{2060}\u{200e}", "中文"),
            ("葛\u{e0100}城", "葛城"),
            ("か\u{3099}", "が"),
            ("\u{1112}\u{1161}\u{11ab}국", "한국"),
            ("ｶﾞﾊﾟ｡", "ガパ。"),
            ("\u{3164}가\u{ffa0}", "가"),
            ("❤\u{fe0f}", "❤"),
            ("1\u{fe0f}\u{20e3}", "1"),
            ("👨‍👩‍👧好", "👨好"),
            ("👍🏽", "👍"),
            ("🇨🇳🇨x", "🇨🇳x"),
            ("“\u{fe01}", "“"),
            ("\u{3248}\u{4dc4}", "〓〓"),
            ("\u{e5e5}甲\u{e5e5}", "■甲〓"),
            ("\u{202e}abc\u{2066}", "abc"),
            ("a\u{302e}", "a"),
        ] {
            assert_eq!(model.sanitize(text), clean, "{text:?}");
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing_and_leaves_no_controls() {
        for model in [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe(), WidthModel::spelled()] {
            for c in ('\0'..='\u{ffff}').step_by(3).chain('\u{e0000}'..='\u{e01ff}') {
                let text = format!("a{c}b");
                let once = model.sanitize(&text).into_owned();
                assert_eq!(model.sanitize(&once), once, "{:x}", c as u32);
                assert!(!once.chars().any(char::is_control), "{:x}", c as u32);
            }
        }
    }

    #[test]
    fn safe_text_is_as_wide_on_narrow_terminals_as_on_wide_ones() {
        let text = "“十四五”规划……他说：‘改革’——①Ⅰ℃×°→※■●★·ā é ǚ 3∶1 ½ ─│┌█ №™";
        let safe = WidthModel::safe().sanitize(text);
        assert_eq!(WidthModel::narrow().str(&safe), WidthModel::wide().str(&safe), "{safe}");
        assert_eq!(WidthModel::safe().sanitize("rock ’n’ roll"), "rock 'n' roll");
        assert!(safe.starts_with("〝十四五〞规划⋯⋯他说：『改革』－－(1)I⸰C"), "{safe}");
    }

    #[test]
    fn nothing_keeps_an_uncertain_width_in_safe_mode() {
        let kept = |model: WidthModel| {
            let uncertain = |c: char| ambiguous::class(c).is_some() && model.str(&c.to_string()) != 2;
            let shown = |c: char| model.sanitize(&format!("a{c}b")).into_owned();
            ('\u{80}'..='\u{ffff}').filter(|c| shown(*c).chars().any(uncertain)).collect::<String>()
        };
        assert_eq!((kept(WidthModel::safe()), kept(WidthModel::spelled())), (String::new(), String::new()));
    }

    #[test]
    fn letters_of_other_alphabets_keep_two_cells_or_are_spelled() {
        let (safe, spelled) = (WidthModel::safe(), WidthModel::spelled());
        for (text, cells, latin) in [
            ("Привет, объезд", 26, "Privet, obezd"),
            ("Щука и Ёж", 16, "Shchuka i Yozh"),
            ("Київ", 8, "Kiiv"),
            ("άνθρωπος", 16, "anthropos"),
            ("5μm 与α粒子", 13, "5µm 与a粒子"),
        ] {
            assert_eq!((safe.sanitize(text).as_ref(), safe.str(text)), (text, cells));
            assert_eq!(spelled.sanitize(text), latin);
            assert_eq!(WidthModel::narrow().str(latin), WidthModel::wide().str(latin));
        }
    }
}
