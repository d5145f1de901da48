//! How boxes and rules of one page lie to each other, and between the engine's boxes and ours.

use crate::geometry::{Point, Pt, Rect};
use crate::model::sheet::Rule;
use hayro_interpret::kurbo::Rect as Area;

/// Slices of one photo touch within this, in points.
const SLICE: f32 = 0.6;

/// The part of a rule inside the clip.
pub(super) fn clipped(rule: Rule, shown: Rect) -> impl Iterator<Item = Rule> {
    let from = Point { x: rule.from.x.max(shown.left), y: rule.from.y.max(shown.top) };
    let to = Point { x: rule.to.x.min(shown.right), y: rule.to.y.min(shown.bottom) };
    let inside = from.x <= to.x + Pt(0.5) && from.y <= to.y + Pt(0.5) && (from.x < to.x || from.y < to.y);
    inside.then_some(Rule { from, to, weight: rule.weight }).into_iter()
}

/// True when `outer` is the outline of the tint `inner`, drawn along its edge.
pub(super) fn outlines(outer: &Rect, inner: &Rect, weight: Pt) -> bool {
    let slack = weight + Pt(0.5);
    outer.contains(inner, slack) && inner.contains(outer, slack)
}

/// True when a picture goes on where the one drawn before it ended: slices of one photo.
pub(super) fn continues(last: &Rect, next: &Rect) -> bool {
    let near = |a: Pt, b: Pt| (a - b).abs().0 <= SLICE;
    let below = near(last.bottom, next.top) && near(last.left, next.left) && near(last.right, next.right);
    let beside = near(last.right, next.left) && near(last.top, next.top) && near(last.bottom, next.bottom);
    below || beside
}

/// A box of the engine's in points.
pub(super) fn rect(area: Area) -> Rect {
    Rect::new(area.x0 as f32, area.y0 as f32, area.x1 as f32, area.y1 as f32)
}

/// A box in points as one of the engine's.
pub(super) fn area(rect: Rect) -> Area {
    let [left, top, right, bottom] = rect.to_array().map(f64::from);
    Area::new(left, top, right, bottom)
}
