//! Which gaps of a line are blanks of its text.
//!
//! A blank that the source set is evidence between its neighbors, whatever its own width: justified lines squeeze it, and
//! some writers give it none. Where the source sets no blanks at all, a gap is compared with the gaps of its own line:
//! letters stand close, and all spaces of a line stretch or squeeze alike.

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::house_style::spaces::SpaceStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::normalize::script;

/// The blanks that the source set among the glyphs of a frame.
pub struct Blanks {
    places: Bands,
    /// The source sets its blanks: where it set none, only clear white parts words.
    typed: bool,
    /// Places are too noisy for the gaps of a line to tell its words.
    noisy: bool,
}

impl Blanks {
    /// An index of them.
    pub fn new(blanks: &[Glyph], glyphs: &[Glyph], noisy: bool, style: &SpaceStyle) -> Blanks {
        // Ideographic spaces indent paragraphs, and say nothing of words.
        let typed = blanks.iter().filter(|blank| !blank.text.contains(SET)).count();
        Blanks {
            places: Bands::new(blanks.iter().map(|b| (b.base, b.rect.center().x))),
            typed: typed * style.typed_glyphs > glyphs.len(),
            noisy,
        }
    }

    /// How many blanks the source set between two neighbors of a line: in its own order, if they follow each other
    /// there, else where the white is.
    fn between(&self, before: &Glyph, after: &Glyph, style: &LineStyle) -> u8 {
        if after.order == before.order + 1 && after.blanks > 0 {
            return after.blanks;
        }
        let size = before.size.min(after.size);
        if after.rect.left - before.rect.right <= size * style.space_blank_em {
            return 0;
        }
        let (off, slack) = (size * style.baseline_em, size * style.blank_slack_em);
        let (from, to) = (before.rect.right - slack, after.rect.left + slack);
        let mut found = self.places.within(before.base - off, before.base + off, from, to);
        u8::from(found.next().is_some())
    }
}

/// White between two neighbors of a line.
struct Pair<'g> {
    before: &'g Glyph,
    after: &'g Glyph,
    /// From the end of one to the beginning of the other; negative where they overlap.
    gap: Pt,
    /// One em of the smaller.
    size: Pt,
    /// Blanks that the source set between them.
    blanks: u8,
}

impl Pair<'_> {
    /// Both are single characters.
    fn of_letters(&self) -> bool {
        is_single(self.before) && is_single(self.after)
    }

    /// Both are square.
    fn is_square(&self) -> bool {
        self.before.kind == GlyphKind::Han && self.after.kind == GlyphKind::Han
    }

    /// Both are set in one size, but for rounding.
    fn of_one_size(&self) -> bool {
        self.before.size.half_points() == self.after.size.half_points()
    }

    /// Both are letters of a script without blanks, in one size.
    fn of_han(&self) -> bool {
        let letter = |glyph: &Glyph| glyph.text.chars().all(script::is_cjk_letter);
        self.of_one_size() && letter(self.before) && letter(self.after)
    }

    /// Both are letters of a script with capitals.
    fn is_cased(&self) -> bool {
        [self.before, self.after].iter().all(|glyph| glyph.text.chars().all(|c| c.is_lowercase() || c.is_uppercase()))
    }
}

/// The text of a line.
pub fn text(members: &[&Glyph], blanks: &Blanks, style: &LineStyle) -> String {
    let pairs: Vec<Pair> =
        members.iter().zip(members.iter().skip(1)).map(|(before, after)| pair(before, after, blanks, style)).collect();
    let own = LineGaps::new(&pairs, blanks, &style.spaces);
    let mut parted: Vec<bool> = pairs.iter().map(|pair| parts(pair, &own, style)).collect();
    close_spread_words(&pairs, &mut parted, own.usual, style);
    let mut text: String = members.first().map_or_else(String::new, |first| first.text.to_string());
    for (pair, parted) in pairs.iter().zip(parted) {
        match parted {
            true if pair.is_square() && own.is_set(pair, style) => text.push(SET),
            true => text.push(' '),
            false => {}
        }
        text.push_str(&pair.after.text);
    }
    text
}

/// A blank between square characters that was set as one: unlike white alone, it parts words even in running text.
pub const SET: char = '\u{3000}';

/// What the gaps of a line say themselves.
struct LineGaps {
    /// The usual gap, at least nothing.
    usual: Pt,
    /// The gap between square characters that have blanks between all of them.
    spread: Pt,
    /// White that parts words, in em beyond the usual gap.
    words: Option<f32>,
    /// The same between square characters.
    han: Option<f32>,
}

impl LineGaps {
    fn new(pairs: &[Pair], blanks: &Blanks, style: &SpaceStyle) -> LineGaps {
        let gap = usual_gap(pairs);
        let usual = gap.max(Pt::ZERO);
        // Of two or three characters nobody can say how they are spread: their words tell it later.
        let spread = if pairs.len() < style.spread_letters { Pt::ZERO } else { usual };
        if blanks.typed || blanks.noisy {
            return LineGaps { usual, spread, words: None, han: None };
        }
        let words = parting(pairs.iter().filter(|pair| is_comparable(pair)), gap, style.tight_em, style);
        let han = parting(pairs.iter().filter(|pair| pair.of_han()), gap, style.tight_han_em, style);
        LineGaps { usual, spread, words, han }
    }

    /// The white is a blank, by the source or by its line; not the place of a mark that is missing there.
    fn is_set(&self, pair: &Pair, style: &LineStyle) -> bool {
        pair.blanks > 0 || (self.han.is_some() && pair.of_han() && pair.gap < pair.size * style.columns.whole_em)
    }
}

fn pair<'g>(before: &'g Glyph, after: &'g Glyph, blanks: &Blanks, style: &LineStyle) -> Pair<'g> {
    let gap = after.rect.left - before.rect.right;
    Pair { before, after, gap, size: before.size.min(after.size), blanks: blanks.between(before, after, style) }
}

/// Whether a gap is a blank. White alone must be a space's width wider than the line's usual gap, so that a spaced-out
/// head stays a word, unless the line tells more; between square characters it must be wider still.
fn parts(pair: &Pair, own: &LineGaps, style: &LineStyle) -> bool {
    let typed = pair.blanks > 0;
    if pair.is_square() {
        let known = own.han.filter(|_| pair.of_han()).map_or(style.space_han_em, |han| han.min(style.space_han_em));
        return match typed {
            true => pair.gap > own.spread + pair.size * style.spaces.typed_han_em,
            false => pair.gap > own.usual + pair.size * known,
        };
    }
    if typed && pair.gap > -pair.size * style.spaces.typed_overlap_em {
        return true;
    }
    if !is_single(pair.before) && !is_single(pair.after) {
        return pair.gap > pair.size * style.space_words_em;
    }
    let known = own.words.filter(|_| is_comparable(pair)).map_or(style.space_em, |words| words.min(style.space_em));
    pair.gap > own.usual + pair.size * known
}

/// One character, and no word.
fn is_single(glyph: &Glyph) -> bool {
    glyph.text.chars().next().is_none_or(|first| first.len_utf8() == glyph.text.len())
}

/// The middle one of the gaps between single characters of a line; of two in the middle the narrower, since a blank is
/// never as usual as what it parts.
fn usual_gap(pairs: &[Pair]) -> Pt {
    let mut gaps: Vec<Pt> = pairs.iter().filter(|pair| pair.of_letters()).map(|pair| pair.gap).collect();
    let middle = gaps.len().saturating_sub(1) / 2;
    if gaps.is_empty() { Pt::ZERO } else { *gaps.select_nth_unstable_by(middle, |a, b| a.order(*b)).1 }
}

/// White that can be told by the gaps of its line: between characters of one size that are not square, and not before a
/// mark, which stands off its word by a hair in some languages.
fn is_comparable(pair: &Pair) -> bool {
    let plain = |glyph: &Glyph| glyph.kind == GlyphKind::Other;
    pair.of_one_size() && pair.of_letters() && plain(pair.before) && plain(pair.after) && !is_mark(pair.after)
}

fn is_mark(glyph: &Glyph) -> bool {
    glyph.text.chars().any(|c| {
        script::ends_sentence(c) || script::is_closing(c) || matches!(c, ',' | ';' | ':' | '-' | '\u{2010}' | '·')
    })
}

/// The white that parts words on this line, in em beyond its usual gap, where its gaps fall into two clear groups:
/// letters stand close, and the spaces between words are all wider.
fn parting<'p>(pairs: impl Iterator<Item = &'p Pair<'p>>, usual: Pt, tight_em: f32, style: &SpaceStyle) -> Option<f32> {
    let mut gaps: Vec<f32> = pairs.map(|pair| (pair.gap - usual).per(pair.size)).collect();
    if gaps.len() < style.spread_letters {
        return None;
    }
    gaps.sort_unstable_by(f32::total_cmp);
    let wide = gaps.partition_point(|gap| *gap < tight_em);
    let (close, first) = (gaps.get(wide.checked_sub(1)?)?, gaps.get(wide)?);
    let few = (gaps.len() - wide) as f32 <= style.words_share * gaps.len() as f32;
    (few && first - close >= tight_em * style.clear_share).then_some(close + (first - close) / 2.0)
}

/// Blanks set between all letters of a word spread it out: it is closed up, and stays parted where the white is wider
/// or the blanks are more. What has a blank beside longer words is a word of one letter.
fn close_spread_words(pairs: &[Pair], parted: &mut [bool], usual: Pt, style: &LineStyle) {
    let apart = |pair: &Pair| pair.blanks > 0 && pair.is_cased();
    let spread = pairs.iter().filter(|pair| apart(pair)).count();
    if spread + 1 < style.spaces.spread_letters || spread * 2 < pairs.len() {
        return;
    }
    let mut counts: Vec<u8> = pairs.iter().filter(|pair| apart(pair)).map(|pair| pair.blanks).collect();
    let fewest = *counts.select_nth_unstable(spread / 2).1;
    for (pair, parted) in pairs.iter().zip(parted) {
        let wider = pair.gap > usual.max(Pt::ZERO) + pair.size * style.space_em;
        *parted &= !(apart(pair) && !wider && pair.blanks <= fewest);
    }
}

#[cfg(test)]
mod tests {
    use crate::geometry::{Pt, Rect};
    use crate::house_style::lines::LineStyle;
    use crate::layout::lines;
    use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet, Turn};

    const SIZE: f32 = 10.0;

    /// A line of type under the hand of a test: letters half an em wide, Han a whole one.
    struct TypeSetter {
        sheet: Sheet,
        pen: f32,
        base: f32,
    }

    impl TypeSetter {
        fn new() -> TypeSetter {
            let bounds = Rect::new(0.0, 0.0, 600.0, 800.0);
            let sheet = Sheet { bounds, faces: vec![Face::default()], ..Sheet::default() };
            TypeSetter { sheet, pen: 50.0, base: 100.0 }
        }

        fn glyph(&mut self, c: char, width: f32) {
            self.sheet.runs.push(GlyphRun {
                text: c.to_string().into(),
                bbox: Rect::new(self.pen, self.base - 0.88 * SIZE, self.pen + width, self.base + 0.12 * SIZE),
                baseline: Pt(self.base),
                size: Pt(SIZE),
                face: FaceId(0),
                vertical: false,
                turn: Turn::None,
                ink: Ink::Visible,
                confidence: None,
            });
        }

        /// Words with so much white between them, and a blank of its own width in it, if one is set.
        fn set(&mut self, text: &str, white_em: f32, blank_em: Option<f32>, letter_em: f32) -> &mut TypeSetter {
            for c in text.chars() {
                let width = if c.is_ascii() { SIZE / 2.0 } else { SIZE };
                match (c, blank_em) {
                    (' ', Some(blank)) => {
                        self.glyph(' ', blank * SIZE);
                        self.pen += white_em * SIZE;
                    }
                    (' ', None) => self.pen += white_em * SIZE,
                    _ => {
                        self.glyph(c, width);
                        self.pen += width + letter_em * SIZE;
                    }
                }
            }
            self
        }

        fn read(&self) -> String {
            let lines = lines::read(&self.sheet, &LineStyle::default()).lines;
            lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("|")
        }
    }

    fn read(text: &str, white_em: f32, blank_em: Option<f32>, letter_em: f32) -> String {
        TypeSetter::new().set(text, white_em, blank_em, letter_em).read()
    }

    const TEXT: &str = "the mill stood still by noon and the boys went in";

    #[test]
    fn a_blank_that_is_set_parts_words_however_narrow_its_white() {
        for (white, blank) in [(0.16, 0.16), (0.12, 0.25), (0.1, 0.0), (0.02, 0.25), (0.0, 0.0), (0.3, 1.0)] {
            assert_eq!(read(TEXT, white, Some(blank), 0.0), TEXT, "{white} {blank}");
        }
        assert_eq!(read("lamp light", -0.1, Some(0.25), 0.0), "lamplight", "taken back");
        assert_eq!(read("lamp  light", 0.12, Some(0.12), 0.0), "lamp light", "doubled");
        assert_eq!(read(" lamp light ", 0.25, Some(0.25), 0.0), "lamp light", "at the ends");
    }

    #[test]
    fn blanks_are_found_by_their_places_when_they_are_drawn_apart() {
        let mut setter = TypeSetter::new();
        setter.set(TEXT, 0.14, Some(0.2), 0.0);
        let (blanks, letters): (Vec<_>, Vec<_>) = setter.sheet.runs.drain(..).partition(|run| run.text == " ");
        setter.sheet.runs.extend(letters.into_iter().rev().chain(blanks));
        assert_eq!(setter.read(), TEXT);
    }

    #[test]
    fn without_blanks_a_gap_is_judged_by_its_line() {
        for white in [0.1, 0.14, 0.17, 0.3, 0.6] {
            assert_eq!(read(TEXT, white, None, 0.0), TEXT, "{white}");
        }
        assert_eq!(read(TEXT, 0.2, None, 0.06), TEXT, "tracked");
        assert_eq!(read("lamplight", 0.0, None, 0.12), "lamplight", "spread");
        let mut kerned = TypeSetter::new();
        kerned.set("the mi", 0.14, None, 0.0);
        kerned.pen += 0.04 * SIZE;
        kerned.set("ll stood still", 0.14, None, 0.0);
        assert_eq!(kerned.read(), "the mill stood still");
    }

    #[test]
    fn where_blanks_are_set_only_clear_white_parts_beside_them() {
        let mut setter = TypeSetter::new();
        setter.set("the lamps were lit by the harb", 0.2, Some(0.2), 0.0);
        setter.pen += 0.12 * SIZE;
        setter.set("or", 0.2, Some(0.2), 0.0);
        assert_eq!(setter.read(), "the lamps were lit by the harbor");
    }

    #[test]
    fn a_head_spread_by_blanks_stays_whole() {
        assert_eq!(read("H A R B O R", 0.25, Some(0.25), 0.0), "HARBOR");
        assert_eq!(read("H A R B O R  N E W S", 0.25, Some(0.25), 0.0), "HARBOR NEWS");
        assert_eq!(read("J. R. Hale", 0.25, Some(0.25), 0.0), "J. R. Hale");
        assert_eq!(read("7 1 4 9 2", 0.25, Some(0.25), 0.0), "7 1 4 9 2");
        assert_eq!(read("I am a lamp", 0.25, Some(0.25), 0.0), "I am a lamp");
    }

    #[test]
    fn blanks_part_names_in_han_and_do_not_spread_a_word() {
        assert_eq!(read("何小川 陈满", 0.3, Some(0.3), 0.0), "何小川\u{3000}陈满");
        assert_eq!(read("何小川 陈满", 0.25, None, 0.0), "何小川\u{3000}陈满", "by the line alone");
        assert_eq!(read("何小川 陈满", 1.0, None, 0.0), "何小川 陈满");
        assert_eq!(read("渡 口 灯 火 节", 0.5, Some(0.5), 0.0), "渡口灯火节");
        assert_eq!(read("渡 口 灯 火", 0.5, None, 0.0), "渡口灯火");
        assert_eq!(read("渡口灯火", 0.0, None, 0.3), "渡口灯火");
    }

    #[test]
    fn blanks_at_the_ends_of_lines_leave_gutters_alone() {
        let mut setter = TypeSetter::new();
        for line in 0..8 {
            (setter.pen, setter.base) = (50.0, 100.0 + 12.0 * line as f32);
            setter.set("lamps were lit ", 0.25, Some(0.25), 0.0);
            setter.pen += 0.75 * SIZE;
            setter.set("people came by ", 0.25, Some(0.25), 0.0);
        }
        assert_eq!(lines::read(&setter.sheet, &LineStyle::default()).lines.len(), 16);
    }

    #[test]
    fn an_accent_over_its_letter_is_one_with_it() {
        let mut setter = TypeSetter::new();
        setter.set("caf", 0.0, None, 0.0);
        setter.glyph('\u{b4}', 0.33 * SIZE);
        setter.glyph('e', 0.5 * SIZE);
        setter.pen += 0.5 * SIZE;
        setter.set(" noir", 0.2, Some(0.2), 0.0);
        assert_eq!(setter.read(), "café noir");
        assert_eq!(read("don\u{b4}t go", 0.25, Some(0.25), 0.0), "don\u{b4}t go");
    }
}
