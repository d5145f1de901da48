//! Thresholds of the stage that brings: stories across pages.

use serde::Deserialize;

/// Stories across pages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JumpStyle {}
