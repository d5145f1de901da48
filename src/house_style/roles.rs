//! Thresholds of the stage that brings: blocks to roles.

use serde::Deserialize;

/// Blocks to roles.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoleStyle {}
