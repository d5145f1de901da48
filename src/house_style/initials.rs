//! Thresholds that tell initials of neighboring columns from a line.

use serde::{Deserialize, Serialize};

/// Large letters on one baseline with text between them.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct InitialStyle {
    /// Quotient. A letter so much larger than the text beside it may be an initial,
    pub size_ratio: f32,
    /// and what stands so far from it, in its em,
    pub gap_em: f32,
    /// with so many glyphs of text between, is of another column.
    pub glyphs: usize,
}

impl Default for InitialStyle {
    fn default() -> InitialStyle {
        InitialStyle { size_ratio: 1.7, gap_em: 0.8, glyphs: 4 }
    }
}
