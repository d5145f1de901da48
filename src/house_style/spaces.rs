//! Thresholds of blanks: which gaps of a line part words, and where heads were broken on purpose.

use serde::{Deserialize, Serialize};

/// Which gaps of a line are blanks, beyond white of a space's width. `_em` fields are in em of the smaller glyph.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpaceStyle {
    /// Glyphs for each blank that the source set. A source that sets more blanks than one for so many glyphs writes its
    /// blanks down; words of any language are shorter.
    pub typed_glyphs: usize,
    /// Em. Letters that overlap more have no blank between them, even if the source set one: it was taken back.
    pub typed_overlap_em: f32,
    /// Em beyond the line's usual gap. The same between square characters: a blank set to nothing is none there.
    pub typed_han_em: f32,
    /// Letters in a row with a blank between each two that are one word set wide. Initials have stops.
    pub spread_letters: usize,
    /// Em beyond the line's usual gap. Letters set close may stand so far apart: kerning.
    pub close_em: f32,
    /// Em beyond the line's usual gap. The narrowest white between words: setters squeeze the spaces of a line to half of
    /// their width.
    pub tight_em: f32,
    /// Em. The narrowest white between words is wider by this than the widest between letters of its line.
    pub clear_em: f32,
    /// Gaps between letters that a line needs before its own gaps tell anything.
    pub letters: usize,
    /// Fraction of the gaps of a line that may part words: words of two letters, and every other gap.
    pub words_share: f32,
}

impl Default for SpaceStyle {
    fn default() -> SpaceStyle {
        SpaceStyle {
            typed_glyphs: 16,
            typed_overlap_em: 0.03,
            typed_han_em: 0.1,
            spread_letters: 4,
            close_em: 0.06,
            tight_em: 0.09,
            clear_em: 0.05,
            letters: 5,
            words_share: 0.45,
        }
    }
}

/// Heads whose lines were broken by their writer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreakStyle {
    /// Em. A line is full up to so much: files round places.
    pub slack_em: f32,
    /// Fraction of the narrower of a head and a text that stands over the other.
    pub over_share: f32,
    /// Em. A head is set to the measure of its columns when its widest line leaves so much of it,
    pub room_em: f32,
    /// and such a fraction of it; else its widest line is its measure.
    pub room_share: f32,
    /// Em. Lines whose widths differ by less are filled alike: no character is narrower.
    pub alike_em: f32,
}

impl Default for BreakStyle {
    fn default() -> BreakStyle {
        BreakStyle { slack_em: 0.02, over_share: 0.5, room_em: 2.0, room_share: 0.25, alike_em: 0.5 }
    }
}

/// Accents that are glyphs of their own.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccentStyle {
    /// Em. The baseline of an accent is so near to its letter's: over capitals it is raised by the difference to small
    /// letters.
    pub off_em: f32,
    /// Quotient. Accent and letter are of one size.
    pub size_ratio: f32,
    /// Fraction of the narrower of the two that lies within the other.
    pub shared_share: f32,
}

impl Default for AccentStyle {
    fn default() -> AccentStyle {
        AccentStyle { off_em: 0.4, size_ratio: 1.3, shared_share: 0.6 }
    }
}
