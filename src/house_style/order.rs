//! Thresholds of the stage that brings: stories to a reading order.

use serde::Deserialize;

/// Stories to a reading order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderStyle {}
