//! Thresholds for stories that are set the other way than their page.

use serde::{Deserialize, Serialize};

/// A vertical story on a horizontal page, or the other way round.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrosswiseStyle {
    /// Lines. Shorter text set the other way is a caption, a label or a head.
    pub seed_lines: usize,
    /// Lines, all columns together. A story has as many; longer captions are rare.
    pub story_lines: usize,
    /// Em of the body. Such texts stand together when no more white is between them: a gutter, or the white around a
    /// subhead.
    pub near_em: f32,
}

impl Default for CrosswiseStyle {
    fn default() -> CrosswiseStyle {
        CrosswiseStyle { seed_lines: 3, story_lines: 8, near_em: 2.0 }
    }
}
