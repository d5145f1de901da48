//! Thresholds of the stage that brings: text without geometry.

use serde::Deserialize;

/// Text without geometry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractStyle {}
