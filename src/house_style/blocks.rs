//! Thresholds of the stage that brings: lines to blocks and paragraphs.

use serde::Deserialize;

/// Lines to blocks and paragraphs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlockStyle {}
