//! Thresholds of the stage that brings: glyphs to lines.

use serde::Deserialize;

/// Glyphs to lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineStyle {}
