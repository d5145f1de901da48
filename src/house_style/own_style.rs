//! Thresholds of the second look at what follows what.

use serde::{Deserialize, Serialize};

/// What the type of each story says in the second look.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnStyle {
    /// Lines that a story has elsewhere before its type says anything.
    pub least_lines: usize,
    /// Fraction by which leading or size of two texts surely differ.
    pub differ_share: f32,
    /// Fraction of that: less is chance.
    pub chance_share: f32,
    /// Cost of going on in a text that surely differs from all of the story.
    pub other_cost: f32,
}

impl Default for OwnStyle {
    fn default() -> OwnStyle {
        OwnStyle { least_lines: 6, differ_share: 0.15, chance_share: 0.5, other_cost: 2.0 }
    }
}
