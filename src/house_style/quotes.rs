//! Thresholds of pull quotes, of the stage that brings: blocks to roles.

use serde::{Deserialize, Serialize};

/// Pull quotes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuoteStyle {
    /// Lines of a pull quote, at least.
    pub lines: usize,
    /// Quotient. A pull quote is set no larger.
    pub size_ratio: f32,
    /// Em of the body. The text that a quote breaks into ends so near above it.
    pub gap_em: f32,
    /// Times the measure. Nor is it wider: a head in quotes runs over two columns.
    pub width_ratio: f32,
    /// Characters of a pulled figure with its unit, at most,
    pub figure_chars: usize,
    /// and letters of that unit.
    pub figure_letters: usize,
}

impl Default for QuoteStyle {
    fn default() -> QuoteStyle {
        QuoteStyle { lines: 2, size_ratio: 2.2, gap_em: 4.0, width_ratio: 1.3, figure_chars: 10, figure_letters: 2 }
    }
}
