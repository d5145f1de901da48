//! Thresholds of kickers, of the stage that brings: blocks to roles.

use serde::{Deserialize, Serialize};

/// Kickers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct KickerStyle {
    /// Quotient to the headline. Kicker and deck are no larger.
    pub size_ratio: f32,
    /// Lines of a kicker.
    pub lines: usize,
    /// Characters of a kicker.
    pub chars: u32,
    /// Em of the body. White over a kicker in text type; less than this, and it is the foot of a column.
    pub clear_em: f32,
    /// Quotient. And it is so much nearer to the head below it than to the text above.
    pub nearer_ratio: f32,
}

impl Default for KickerStyle {
    fn default() -> KickerStyle {
        KickerStyle { size_ratio: 0.85, lines: 3, chars: 140, clear_em: 0.55, nearer_ratio: 1.5 }
    }
}
