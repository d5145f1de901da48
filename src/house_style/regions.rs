//! Thresholds of the stage that brings: rules, boxes and gutters to regions.

use crate::geometry::Pt;
use serde::{Deserialize, Serialize};

/// Rules, boxes and gutters to regions. Lengths without `_em` are in points: they are about drawing, not type.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegionStyle {
    /// Points. A filled box no thicker than this is a rule.
    pub thin_pt: Pt,
    /// Points. Ends of rules this near meet.
    pub meet_pt: Pt,
    /// Points. Shorter rules are dashes, not rules.
    pub rule_length_pt: Pt,
    /// Points. Smaller boxes are bullets and check marks.
    pub box_side_pt: Pt,
    /// Points. Smaller pictures are ornaments.
    pub picture_side_pt: Pt,
    /// Points. A tint without text is a drawing from this size on, in both directions: bars and color fields are flat.
    pub drawn_side_pt: Pt,
    /// Gray, 0 to 1. A lighter tint is paper.
    pub drawn_fill_share: f32,
    /// Fraction of the page. A larger box or picture is the ground of the page and encloses nothing.
    pub page_share: f32,
    /// Gray, 0 to 1. A darker fill carries white text.
    pub dark_fill_share: f32,
    /// Lines. A box with fewer lines of body text encloses a head or a quote, and is no wall.
    pub wall_lines: usize,
    /// Fraction of a block. A box that holds so much of it holds it: italics and marks hang out, a neighbor is mostly
    /// outside.
    pub inside_share: f32,
    /// Em of the body. Blocks whose edges differ by less stand in one column of a region: an indent, or the ragged end.
    pub column_slack_em: f32,
    /// Lines. Fewer of body text make no column of a region.
    pub column_lines: u32,
    /// Fraction of a boxed story that lies within the extent of a larger one whose sidebar it is: all of it but the
    /// line of its box.
    pub sidebar_share: f32,
    /// Fraction of the column width. A shorter rule is an ornament and separates nothing.
    pub rule_share: f32,
    /// Fraction of the height of a stripe of a table by which the next one may be nearer or farther than that.
    pub stripe_share: f32,
    /// Stripes of a table, at least: fewer are boxes that happen to be alike.
    pub stripe_rows: usize,
}

impl Default for RegionStyle {
    fn default() -> RegionStyle {
        RegionStyle {
            thin_pt: Pt(2.5),
            meet_pt: Pt(3.0),
            rule_length_pt: Pt(12.0),
            box_side_pt: Pt(9.0),
            picture_side_pt: Pt(20.0),
            drawn_side_pt: Pt(60.0),
            drawn_fill_share: 0.95,
            page_share: 0.8,
            dark_fill_share: 0.45,
            wall_lines: 3,
            inside_share: 0.8,
            column_slack_em: 1.5,
            column_lines: 4,
            sidebar_share: 0.9,
            rule_share: 0.7,
            stripe_share: 0.5,
            stripe_rows: 3,
        }
    }
}
