//! Thresholds of the stage that brings: blocks to stories.

use serde::Deserialize;

/// Blocks to stories.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryStyle {}
