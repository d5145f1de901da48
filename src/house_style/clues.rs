//! Thresholds of the look at a page before its house style is chosen. No layout file can set them: none is known yet.

use serde::{Deserialize, Serialize};

/// What tells the language and the writing direction of a page from its glyphs in the order they were drawn. `_em`
/// fields are in em of the glyph.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClueStyle {
    /// Em. White before a glyph that begins a word: a little less than the narrowest word space, since words that run
    /// together tell less than words cut in two.
    pub word_gap_em: f32,
    /// Em. The next glyph of a line is no farther: an em, and the white of spaced-out letters.
    pub step_em: f32,
    /// Em. And it is no farther off the axis of the line.
    pub off_em: f32,
    /// Em. The next glyph of a vertical line stands at least so far below: less is the waver of a horizontal one.
    pub step_down_em: f32,
}

impl Default for ClueStyle {
    fn default() -> ClueStyle {
        ClueStyle { word_gap_em: 0.15, step_em: 1.5, off_em: 0.3, step_down_em: 0.6 }
    }
}
