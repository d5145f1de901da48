//! How exactly a page is set: what counts as level, as touching, as a rule between.

use crate::geometry::Pt;
use serde::{Deserialize, Serialize};

/// How exactly things stand on a page. `_em` fields are in em of the body or of the type at hand.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FitStyle {
    /// Em. Edges, tops and baselines nearer than this are one: half an em is less than any indent and any leading.
    pub level_em: f32,
    /// Em. Boxes of type set one under the other reach into each other by less: the depth of descenders in both.
    pub into_em: f32,
    /// Points. Rules and boxes are drawn into the boxes of the type beside them by so much at most: a stroke.
    pub stroke_pt: Pt,
    /// Fraction of a column that a rule between two texts covers at least,
    pub rule_share: f32,
    /// and em that it is long at least, or near at most to belong to a line.
    pub rule_em: f32,
    /// Times the measure. What begins nearer to the end of a column than this is in the next one.
    pub aside_ratio: f32,
}

impl Default for FitStyle {
    fn default() -> FitStyle {
        FitStyle { level_em: 0.5, into_em: 0.5, stroke_pt: Pt(2.0), rule_share: 0.5, rule_em: 2.0, aside_ratio: 0.5 }
    }
}
