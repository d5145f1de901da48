//! Which gaps of a line are blanks of its text.
//!
//! A blank that the source set is evidence between its neighbors, whatever its own width: justified lines squeeze it, and
//! some writers give it none. Where the source sets no blanks at all, a gap is judged against the gaps of its own line:
//! letters stand close, and all spaces of a line stretch or squeeze alike.

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::house_style::spaces::SpaceStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, Kind};
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
    pub fn of(blanks: &[Glyph], glyphs: &[Glyph], noisy: bool, style: &SpaceStyle) -> Blanks {
        Blanks {
            places: Bands::new(blanks.iter().map(|b| (b.base, b.rect.center().x))),
            typed: blanks.len() * style.typed_glyphs > glyphs.len(),
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
        self.before.kind == Kind::Han && self.after.kind == Kind::Han
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
    let usual = usual_gap(&pairs);
    // Of two or three characters nobody can say how they are spread: their words tell it later.
    let spread = if pairs.len() < style.spaces.spread_letters { Pt::ZERO } else { usual.max(Pt::ZERO) };
    let told = blanks.typed || blanks.noisy;
    let words = if told { None } else { between_words(&pairs, usual, &style.spaces) };
    let mut parted: Vec<bool> = pairs.iter().map(|pair| parts(pair, usual, spread, words, style)).collect();
    close_spread_words(&pairs, &mut parted, usual, style);
    let mut text: String = members.first().map_or_else(String::new, |first| first.text.to_string());
    for (pair, parted) in pairs.iter().zip(parted) {
        match parted {
            true if pair.is_square() && pair.blanks > 0 => text.push(SET),
            true => text.push(' '),
            false => {}
        }
        text.push_str(&pair.after.text);
    }
    text
}

/// A blank between square characters that the source set: unlike white alone, it parts words even in running text.
pub const SET: char = '\u{3000}';

fn pair<'g>(before: &'g Glyph, after: &'g Glyph, blanks: &Blanks, style: &LineStyle) -> Pair<'g> {
    let gap = after.rect.left - before.rect.right;
    Pair { before, after, gap, size: before.size.min(after.size), blanks: blanks.between(before, after, style) }
}

/// Whether a gap is a blank. White alone must be a space's width wider than the line's usual gap, so that a spaced-out
/// head stays a word; between square characters it must be wider still. Where blanks are set between all of them, they are
/// `spread`.
fn parts(pair: &Pair, usual: Pt, spread: Pt, words: Option<f32>, style: &LineStyle) -> bool {
    let (usual, typed) = (usual.max(Pt::ZERO), pair.blanks > 0);
    if pair.is_square() {
        return match typed {
            true => pair.gap > spread + pair.size * style.spaces.typed_han_em,
            false => pair.gap > usual + pair.size * style.space_han_em,
        };
    }
    if typed && pair.gap > -pair.size * style.spaces.typed_overlap_em {
        return true;
    }
    if !is_single(pair.before) && !is_single(pair.after) {
        return pair.gap > pair.size * style.space_words_em;
    }
    let own = words.filter(|_| is_comparable(pair)).map_or(style.space_em, |words| words.min(style.space_em));
    pair.gap > usual + pair.size * own
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
    let one_size = pair.before.size == pair.after.size;
    let plain = |glyph: &Glyph| glyph.kind == Kind::Other;
    one_size && pair.of_letters() && plain(pair.before) && plain(pair.after) && !is_mark(pair.after)
}

fn is_mark(glyph: &Glyph) -> bool {
    glyph.text.chars().any(|c| {
        script::ends_sentence(c) || script::is_closing(c) || matches!(c, ',' | ';' | ':' | '-' | '\u{2010}' | '·')
    })
}

/// The white that parts words on this line, in em beyond its usual gap, where its gaps fall into two clear groups:
/// letters stand close, and the spaces between words are all wider.
fn between_words(pairs: &[Pair], usual: Pt, style: &SpaceStyle) -> Option<f32> {
    let mut gaps: Vec<f32> =
        pairs.iter().filter(|pair| is_comparable(pair)).map(|pair| (pair.gap - usual).per(pair.size)).collect();
    if gaps.len() < style.letters {
        return None;
    }
    gaps.sort_unstable_by(f32::total_cmp);
    let wide = gaps.partition_point(|gap| *gap <= style.close_em);
    let (close, first) = (gaps.get(wide.checked_sub(1)?)?, gaps.get(wide)?);
    let few = (gaps.len() - wide) as f32 <= style.words_share * gaps.len() as f32;
    let clear = *first >= style.tight_em && first - close >= style.clear_em;
    (few && clear).then_some(close + (first - close) / 2.0)
}

/// Blanks set between all letters of a word spread it out: it is closed up, and stays parted where the white is wider
/// or the blanks are more. What has a blank beside longer words is a word of one letter.
fn close_spread_words(pairs: &[Pair], parted: &mut [bool], usual: Pt, style: &LineStyle) {
    let apart = |pair: &Pair| pair.is_cased() && pair.blanks > 0;
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
