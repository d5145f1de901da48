//! Thresholds of the stage that brings: stories to a reading order.

use serde::Deserialize;

/// Stories to a reading order.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderStyle {
    /// Fraction of the page's height. Stories that begin within this of each other stand side by side: heads of
    /// one row differ by a kicker's height.
    pub band_share: f32,
}

impl Default for OrderStyle {
    fn default() -> OrderStyle {
        OrderStyle { band_share: 0.025 }
    }
}
