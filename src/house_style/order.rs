//! Thresholds of the stage that brings: stories to a reading order.

use serde::{Deserialize, Serialize};

/// Stories to a reading order.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderStyle {
    /// Fraction of the smaller story's extent. Two stories are still one above (or beside) the other when no more
    /// than this of the smaller one reaches past the cut between them: a picture may stand out of its story by
    /// a line or two, a story that really wraps round another reaches a third of it and more.
    pub overlap_share: f32,
    /// Letters. What stands over all stories and has no more than this, and no sentence, is read after them: names of
    /// papers with the line below them and lines with the date are shorter, the shortest briefs are longer.
    pub slight_letters: usize,
}

impl Default for OrderStyle {
    fn default() -> OrderStyle {
        OrderStyle { overlap_share: 0.15, slight_letters: 140 }
    }
}
