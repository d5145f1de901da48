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
}

impl Default for OrderStyle {
    fn default() -> OrderStyle {
        OrderStyle { overlap_share: 0.15 }
    }
}
