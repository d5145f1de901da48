//! Thresholds of raised and lowered characters.

use crate::house_style::initials::InitialStyle;
use serde::{Deserialize, Serialize};

/// Characters set off the baseline of their line. `_em` fields are in em of the line they hang on unless they say
/// otherwise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RaisedStyle {
    /// Characters. More in a row are a line of their own.
    pub chars: u32,
    /// Quotient. The type of the line is at least so much larger.
    pub size_ratio: f32,
    /// Quotient. No line's type is so much larger, up to the cents of a price in display type.
    pub most_ratio: f32,
    /// Quotient. The same for a word with letters: ordinals are half the size of their line at least.
    pub letters_ratio: f32,
    /// Letters. A longer word must have its line on both sides.
    pub letters: usize,
    /// Quotient. A letter so much larger is an initial, and no line to hang on,
    pub initial_ratio: f32,
    /// when it stands with no more characters than this: a quote and a letter.
    pub initial_chars: u32,
    /// Em of the small type. What follows on its own baseline within this is of one line with it.
    pub apart_em: f32,
    /// Em of the small type. Wider white parts two raised words.
    pub word_em: f32,
    /// Em. It hangs this near to a glyph of its line: a word space at most.
    pub reach_em: f32,
    /// Em. Kerning draws it so far into that glyph.
    pub into_em: f32,
    /// Em. Its baseline stands so far above the line's: top-aligned figures of display type do.
    pub up_em: f32,
    /// Em. Its baseline stands so far below the line's.
    pub down_em: f32,
    /// Em. Baselines nearer than this are one.
    pub level_em: f32,
    /// Em. Glyphs and words of the line that begin so far before it may stand over it.
    pub clear_reach_em: f32,
    /// Initials of neighboring columns.
    pub initials: InitialStyle,
    /// Fraction of its width that no other glyph of the line stands over: ruby stands over its letters.
    pub clear_share: f32,
    /// Characters in the size of their line that are raised all the same, at most.
    pub same_size_chars: u32,
    /// Em. They follow their letter this closely,
    pub same_size_reach_em: f32,
    /// and stand so far off its baseline: half as far as the tightest lines.
    pub same_size_off_em: f32,
}

impl Default for RaisedStyle {
    fn default() -> RaisedStyle {
        RaisedStyle {
            chars: 12,
            size_ratio: 1.18,
            most_ratio: 4.0,
            letters_ratio: 2.05,
            letters: 4,
            initial_ratio: 1.9,
            initial_chars: 2,
            apart_em: 2.5,
            word_em: 0.35,
            reach_em: 0.36,
            into_em: 0.25,
            up_em: 0.75,
            down_em: 0.42,
            level_em: 0.04,
            clear_reach_em: 6.0,
            initials: InitialStyle::default(),
            clear_share: 0.4,
            same_size_chars: 3,
            same_size_reach_em: 0.12,
            same_size_off_em: 0.5,
        }
    }
}
