//! Printed rules between glyphs: what stands on the other side of one says nothing of a line.

use crate::geometry::Pt;
use crate::model::sheet::Rule;

/// Rules looked at, at most: drawings of thousands of strokes are no layout.
pub const RULES_AT_MOST: usize = 600;

/// Printed rules by the side they stand on.
pub struct RulesBySide {
    /// Upright ones, which may part neighbors in a line.
    pub upright: Vec<Stroke>,
    /// Level ones, which may part lines.
    pub level: Vec<Stroke>,
}

/// A rule seen across its run: where it begins and ends in the white it crosses, and how far it runs.
#[derive(Clone, Copy)]
pub struct Stroke {
    near: Pt,
    far: Pt,
    ends: (Pt, Pt),
}

/// The white between two glyphs, as a line from edge to edge: from and to along, and where it lies across.
pub type WhiteGap = ((Pt, Pt), Pt);

impl RulesBySide {
    /// The rules of a page.
    pub fn new(rules: &[Rule]) -> RulesBySide {
        let stroke = |along: (Pt, Pt), across: (Pt, Pt)| Stroke {
            near: along.0.min(along.1),
            far: along.0.max(along.1),
            ends: (across.0.min(across.1), across.0.max(across.1)),
        };
        let rules = || rules.iter().take(RULES_AT_MOST).map(|rule| (rule.from, rule.to));
        let mut upright: Vec<Stroke> = rules().map(|(a, b)| stroke((a.x, b.x), (a.y, b.y))).collect();
        let mut level: Vec<Stroke> = rules().map(|(a, b)| stroke((a.y, b.y), (a.x, b.x))).collect();
        upright.sort_by(|a, b| a.near.order(b.near));
        level.sort_by(|a, b| a.near.order(b.near));
        RulesBySide { upright, level }
    }
}

/// One of the strokes crosses a white.
pub fn is_crossed(strokes: &[Stroke], ((from, to), at): WhiteGap) -> bool {
    let first = strokes.partition_point(|stroke| stroke.near < from);
    let mut within = strokes.iter().skip(first).take_while(|stroke| stroke.near <= to);
    from < to && within.any(|stroke| stroke.far <= to && stroke.ends.0 <= at && at <= stroke.ends.1)
}
