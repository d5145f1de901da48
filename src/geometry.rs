//! Lengths and boxes on the printed page. One frame everywhere: the origin is the top-left corner of the
//! trimmed page, x grows to the right, y grows downwards, and every number is in points (1/72 inch).

use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length or coordinate on the printed page, in points. Always finite: [`Pt::new`] turns NaN and
/// infinities into zero, so that arithmetic and comparisons downstream never have to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pt(pub f32);

/// A place on the page, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Pt,
    /// Distance from the top edge.
    pub y: Pt,
}

/// An upright box on the page, in points. Invariant (kept by [`Rect::new`]): `left <= right`, `top <= bottom`.
///
/// ```text
///   left,top ┌────────┐
///            │        │
///            └────────┘ right,bottom
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Smallest x.
    pub left: Pt,
    /// Smallest y.
    pub top: Pt,
    /// Largest x.
    pub right: Pt,
    /// Largest y.
    pub bottom: Pt,
}

/// Places of one baseline differ by no more, in points: files round to a pixel of a scan or to a whole point.
pub const ROUNDING: Pt = Pt(1.0 / 2.0);

/// A glyph's box, whatever its ink, reaches this far above its baseline, in em: the ascent that CJK fonts share
/// (880 of 1000), and the vertical origin the PDF specification assumes.
pub const ASCENT_EM: f32 = 0.88;
/// And this far below it, the rest of the em.
pub const DESCENT_EM: f32 = 0.12;

impl Pt {
    /// Nothing.
    pub const ZERO: Pt = Pt(0.0);

    /// A length from any number; what is not finite becomes zero.
    pub fn new(value: f32) -> Pt {
        if value.is_finite() { Pt(value) } else { Pt::ZERO }
    }
    /// The smaller of two lengths.
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }
    /// The larger of two lengths.
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }
    /// The length without its sign.
    pub fn abs(self) -> Pt {
        Pt(self.0.abs())
    }
    /// How many of `unit` this is: `gap.per(size)` is a gap in em. Zero when the unit is zero.
    pub fn per(self, unit: Pt) -> f32 {
        if unit.0 == 0.0 { 0.0 } else { self.0 / unit.0 }
    }
    /// In whole half points: sizes of type that are the same to the eye are the same number.
    pub fn half_points(self) -> i64 {
        (self.0 * 2.0).round() as i64
    }
    /// Total order for sorting (all values are finite).
    pub fn order(self, other: Pt) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Add for Pt {
    type Output = Pt;
    fn add(self, other: Pt) -> Pt {
        Pt(self.0 + other.0)
    }
}
impl Sub for Pt {
    type Output = Pt;
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0 - other.0)
    }
}
impl Mul<f32> for Pt {
    type Output = Pt;
    fn mul(self, factor: f32) -> Pt {
        Pt(self.0 * factor)
    }
}
impl Div<f32> for Pt {
    type Output = Pt;
    fn div(self, divisor: f32) -> Pt {
        Pt::new(self.0 / divisor)
    }
}
impl Neg for Pt {
    type Output = Pt;
    fn neg(self) -> Pt {
        Pt(-self.0)
    }
}
impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        self.0 += other.0;
    }
}
impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        self.0 -= other.0;
    }
}

impl Point {
    /// A place from two plain numbers in points.
    pub fn new(x: f32, y: f32) -> Point {
        Point { x: Pt::new(x), y: Pt::new(y) }
    }
}

impl Rect {
    /// A box from two opposite corners, given in any order, as plain numbers in points.
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        let (x0, y0, x1, y1) = (Pt::new(x0), Pt::new(y0), Pt::new(x1), Pt::new(y1));
        Rect { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }
    /// Horizontal extent.
    pub fn width(&self) -> Pt {
        self.right - self.left
    }
    /// Vertical extent.
    pub fn height(&self) -> Pt {
        self.bottom - self.top
    }
    /// Width times height, in square points.
    pub fn area(&self) -> f32 {
        self.width().0 * self.height().0
    }
    /// The middle of the box.
    pub fn center(&self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }
    /// The smallest box that holds both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
    /// The smallest box that holds all of them; nothing for nothing.
    pub fn hull<'a>(boxes: impl IntoIterator<Item = &'a Rect>) -> Option<Rect> {
        boxes.into_iter().copied().reduce(|a, b| a.union(&b))
    }
    /// What both cover; nothing when they only touch or lie apart.
    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let (left, right) = (self.left.max(other.left), self.right.min(other.right));
        let (top, bottom) = (self.top.max(other.top), self.bottom.min(other.bottom));
        (left < right && top < bottom).then_some(Rect { left, top, right, bottom })
    }
    /// How much the horizontal extents share; negative is the width of the gap between them.
    pub fn overlap_x(&self, other: &Rect) -> Pt {
        self.right.min(other.right) - self.left.max(other.left)
    }
    /// How much the vertical extents share; negative is the height of the gap between them.
    pub fn overlap_y(&self, other: &Rect) -> Pt {
        self.bottom.min(other.bottom) - self.top.max(other.top)
    }
    /// Both stand in one column: they share more than half of the width of the narrower.
    pub fn shares_column(&self, other: &Rect) -> bool {
        self.overlap_x(other) > self.width().min(other.width()) / 2.0
    }
    /// Both stand in one row: they share more than half of the height of the lower.
    pub fn shares_row(&self, other: &Rect) -> bool {
        self.overlap_y(other) > self.height().min(other.height()) / 2.0
    }
    /// Stands over (or under) more than half of the width of the other.
    pub fn covers_width(&self, other: &Rect) -> bool {
        self.overlap_x(other) > other.width() / 2.0
    }
    /// Stands beside more than half of the height of the other.
    pub fn covers_height(&self, other: &Rect) -> bool {
        self.overlap_y(other) > other.height() / 2.0
    }
    /// True when `inner` lies within this box, give or take `slack` on every side.
    pub fn contains(&self, inner: &Rect, slack: Pt) -> bool {
        self.left - slack <= inner.left
            && inner.right <= self.right + slack
            && self.top - slack <= inner.top
            && inner.bottom <= self.bottom + slack
    }
    /// True when the point lies in the box or on its edge.
    pub fn holds(&self, point: Point) -> bool {
        self.left <= point.x && point.x <= self.right && self.top <= point.y && point.y <= self.bottom
    }
    /// The same box moved.
    pub fn shifted(&self, dx: Pt, dy: Pt) -> Rect {
        Rect { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }
    /// The same box with every side moved outwards by `by` (inwards when negative, never past the middle).
    pub fn grown(&self, by: Pt) -> Rect {
        Rect::new(
            (self.left - by).min(self.center().x).0,
            (self.top - by).min(self.center().y).0,
            (self.right + by).max(self.center().x).0,
            (self.bottom + by).max(self.center().y).0,
        )
    }
    /// `[left, top, right, bottom]` in points, as the page document writes it.
    pub fn to_array(&self) -> [f32; 4] {
        [self.left.0, self.top.0, self.right.0, self.bottom.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_always_finite() {
        assert_eq!(Pt::new(f32::NAN), Pt::ZERO);
        assert_eq!(Pt::new(f32::INFINITY), Pt::ZERO);
        assert_eq!(Pt(3.0) / 0.0, Pt::ZERO);
        assert_eq!(Pt(3.0).per(Pt::ZERO), 0.0);
    }

    #[test]
    fn a_box_keeps_its_corners_in_order() {
        assert_eq!(Rect::new(5.0, 9.0, 1.0, 2.0), Rect::new(1.0, 2.0, 5.0, 9.0));
    }

    #[test]
    fn overlap_is_negative_across_a_gap() {
        let (a, b) = (Rect::new(0.0, 0.0, 10.0, 10.0), Rect::new(14.0, 5.0, 20.0, 8.0));
        assert_eq!(a.overlap_x(&b), Pt(-4.0));
        assert_eq!(a.overlap_y(&b), Pt(3.0));
        assert_eq!(a.intersection(&b), None);
        assert_eq!(a.union(&b), Rect::new(0.0, 0.0, 20.0, 10.0));
    }

    #[test]
    fn a_column_is_shared_by_more_than_half_of_the_narrower() {
        let (wide, narrow) = (Rect::new(0.0, 0.0, 100.0, 10.0), Rect::new(91.0, 4.0, 111.0, 24.0));
        assert!(!wide.shares_column(&narrow) && wide.shares_row(&narrow));
        let nearer = narrow.shifted(Pt(-2.0), Pt::ZERO);
        assert!(wide.shares_column(&nearer) && wide.covers_width(&nearer) && !nearer.covers_width(&wide));
        assert!(nearer.covers_height(&wide) && !wide.covers_height(&nearer));
    }

    #[test]
    fn shrinking_never_turns_a_box_inside_out() {
        let shrunk = Rect::new(0.0, 0.0, 4.0, 4.0).grown(Pt(-10.0));
        assert_eq!(shrunk, Rect::new(2.0, 2.0, 2.0, 2.0));
    }
}
