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
    /// Em beyond the line's usual gap. The narrowest white between words: setters squeeze the spaces of a line to half of
    /// their width.
    pub tight_em: f32,
    /// The same between square characters, which are set without any.
    pub tight_han_em: f32,
    /// Fraction of the narrowest white between words by which the white of a line is wider than the widest between its
    /// letters.
    pub clear_share: f32,
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
            tight_em: 0.09,
            tight_han_em: 0.2,
            clear_share: 0.55,
            words_share: 0.45,
        }
    }
}

/// Heads whose lines were broken by their writer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreakStyle {
    /// Fraction of its columns. A head is set to their measure when its widest line leaves so much of it; else it is set
    /// to a measure of its own, within the margins of a box or of the story.
    pub room_share: f32,
}

impl Default for BreakStyle {
    fn default() -> BreakStyle {
        BreakStyle { room_share: 0.25 }
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
