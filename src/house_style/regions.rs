//! Thresholds of the stage that brings: rules, boxes and gutters to regions.

use serde::Deserialize;

/// Rules, boxes and gutters to regions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegionStyle {}
