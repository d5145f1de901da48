//! Paths to rules and boxes. Writers draw a rule as a thin filled rectangle, a stroked line, a stroked thin
//! rectangle or a thick line, and a frame as a stroked rectangle, four lines, or one rectangle cut out of another;
//! all of them come out alike. Curves and slanted lines are illustration and give nothing.

use crate::geometry::{Point, Pt, Rect};
use crate::model::sheet::{Rule, RuledBox};
use hayro_interpret::kurbo::{BezPath, PathEl, Point as At};

/// A filled rectangle up to this thick, and at least [`LONG`] times as long, is a rule. Heavy newspaper rules are
/// 4 pt; a section bar is 8 pt and more.
const THICKEST: f32 = 4.5;
/// See [`THICKEST`].
const LONG: f32 = 3.0;
/// Shorter lines are dots, specks and parts of letters.
const SHORTEST: f32 = 3.0;
/// How far the ends of a line may be off level, in points: rounding in writers stays far below.
const LEVEL: f64 = 0.35;
/// A stroke of width zero is as thin as the printer can.
const HAIRLINE: f32 = 0.1;
/// Frames drawn as one rectangle cut out of another are at most this thick.
const THICKEST_FRAME: f32 = 6.0;
/// A rounded box fills at least this part of its bounding box; a circle fills .785.
const ROUNDED: f64 = 0.86;
/// A box whose corners are drawn in many curves runs along at least this part of the edges of its bounding box.
const STRAIGHT: f64 = 0.5;
/// Smaller boxes are bullets and ornaments.
const SMALLEST_BOX: f32 = 2.0;
/// Paths with more elements are illustrations, and are not looked at.
pub(super) const LONGEST_PATH: usize = 4_000;

/// What a path is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PathMark {
    /// A printed line.
    Rule(Rule),
    /// A frame or a tint.
    Box(RuledBox),
}

/// A filled path, already in page points.
pub(super) fn filled(path: &BezPath, gray: f32) -> Vec<PathMark> {
    let pieces = pieces(path);
    if let [outer, inner] = pieces.as_slice()
        && let Some(frame) = cut_out(outer, inner)
    {
        return vec![PathMark::Box(frame)];
    }
    let boxes = pieces.iter().filter_map(|piece| piece.rect().or_else(|| piece.rounded()));
    boxes.filter_map(|bbox| solid(bbox, gray)).collect()
}

/// A stroked path, already in page points, `width` points wide.
pub(super) fn stroked(path: &BezPath, width: f32) -> Vec<PathMark> {
    let width = if width.is_finite() { width.abs().max(HAIRLINE) } else { HAIRLINE };
    pieces(path).iter().flat_map(|piece| piece.stroked(width)).collect()
}

/// A filled rectangle: a rule when it is thin, else a tint.
fn solid(bbox: Rect, gray: f32) -> Option<PathMark> {
    let (width, height) = (bbox.width().0, bbox.height().0);
    let (thin, long) = (width.min(height), width.max(height));
    if thin <= THICKEST && long >= thin * LONG {
        let middle = bbox.center();
        let (from, to) = if width >= height {
            (Point { x: bbox.left, y: middle.y }, Point { x: bbox.right, y: middle.y })
        } else {
            (Point { x: middle.x, y: bbox.top }, Point { x: middle.x, y: bbox.bottom })
        };
        return (long >= SHORTEST).then_some(PathMark::Rule(Rule { from, to, weight: Pt::new(thin) }));
    }
    let tint = RuledBox { bbox, weight: Pt::ZERO, fill: Some(gray) };
    (thin >= SMALLEST_BOX).then_some(PathMark::Box(tint))
}

/// A frame drawn as one rectangle cut out of another.
fn cut_out(outer: &Subpath, inner: &Subpath) -> Option<RuledBox> {
    let place = |piece: &Subpath| piece.rect().or_else(|| piece.rounded());
    let (a, b) = (place(outer)?, place(inner)?);
    let (bbox, hole) = if a.area() >= b.area() { (a, b) } else { (b, a) };
    let sides = [hole.left - bbox.left, hole.top - bbox.top, bbox.right - hole.right, bbox.bottom - hole.bottom];
    let frame = sides.iter().all(|side| side.0 > 0.0 && side.0 <= THICKEST_FRAME);
    frame.then(|| RuledBox { bbox, weight: sides.iter().fold(Pt::ZERO, |thick, side| thick.max(*side)), fill: None })
}

/// One subpath.
#[derive(Debug, Default)]
struct Subpath {
    points: Vec<At>,
    closed: bool,
    curved: bool,
    /// Twice the signed area, curves counted by their ends.
    doubled_area: f64,
}

fn pieces(path: &BezPath) -> Vec<Subpath> {
    let mut pieces: Vec<Subpath> = Vec::new();
    for element in path.elements().iter().take(LONGEST_PATH) {
        if let PathEl::MoveTo(start) = element {
            pieces.push(Subpath { points: vec![*start], ..Subpath::default() });
            continue;
        }
        let Some(piece) = pieces.last_mut() else { continue };
        match element {
            PathEl::MoveTo(_) => {}
            PathEl::LineTo(end) => piece.line_to(*end),
            PathEl::QuadTo(_, end) | PathEl::CurveTo(_, _, end) => {
                piece.curved = true;
                piece.line_to(*end);
            }
            PathEl::ClosePath => piece.closed = true,
        }
    }
    pieces.iter_mut().for_each(Subpath::close);
    pieces
}

impl Subpath {
    fn line_to(&mut self, end: At) {
        if let Some(start) = self.points.last() {
            self.doubled_area += start.x * end.y - end.x * start.y;
        }
        self.points.push(end);
    }

    /// Settles whether the piece comes back to its start, and drops the doubled point there.
    fn close(&mut self) {
        let (Some(first), Some(last)) = (self.points.first().copied(), self.points.last().copied()) else { return };
        self.doubled_area += last.x * first.y - first.x * last.y;
        if self.points.len() > 2 && first.distance(last) < LEVEL {
            self.points.pop();
            self.closed = true;
        }
    }

    fn hull(&self) -> Rect {
        let low = self.points.iter().fold((f64::MAX, f64::MAX), |low, p| (low.0.min(p.x), low.1.min(p.y)));
        let high = self.points.iter().fold((f64::MIN, f64::MIN), |high, p| (high.0.max(p.x), high.1.max(p.y)));
        Rect::new(low.0 as f32, low.1 as f32, high.0 as f32, high.1 as f32)
    }

    /// The piece as an upright rectangle, if it is one. A fill closes an open piece.
    fn rect(&self) -> Option<Rect> {
        let [a, b, c, d] = self.points.as_slice() else { return None };
        if self.curved {
            return None;
        }
        let level = |p: &At, q: &At| (p.y - q.y).abs() < LEVEL;
        let plumb = |p: &At, q: &At| (p.x - q.x).abs() < LEVEL;
        let lying = level(a, b) && plumb(b, c) && level(c, d) && plumb(d, a);
        let standing = plumb(a, b) && level(b, c) && plumb(c, d) && level(d, a);
        (lying || standing).then(|| self.hull())
    }

    /// A box with rounded corners counts as its bounding box. Some writers draw a corner in many small curves: then the
    /// box shows by its straight sides.
    fn rounded(&self) -> Option<Rect> {
        let hull = self.hull();
        let full = f64::from(hull.area());
        let fits = self.curved && self.points.len() >= 8 && full > 0.0;
        let box_like = || self.points.len() <= 17 || self.straight_sides(&hull) >= STRAIGHT;
        (fits && (self.doubled_area / 2.0).abs() >= full * ROUNDED && box_like()).then_some(hull)
    }

    /// How much of the edges of its hull the piece runs along.
    fn straight_sides(&self, hull: &Rect) -> f64 {
        let on = |a: f64, b: f64, edge: Pt| {
            let edge = f64::from(edge.0);
            (a - edge).abs() < LEVEL && (b - edge).abs() < LEVEL
        };
        let ends = self.points.iter().skip(1).chain(self.points.first());
        let along = self.points.iter().zip(ends).filter(|(a, b)| {
            on(a.x, b.x, hull.left) || on(a.x, b.x, hull.right) || on(a.y, b.y, hull.top) || on(a.y, b.y, hull.bottom)
        });
        let length: f64 = along.map(|(a, b)| a.distance(*b)).sum();
        length / f64::from(2.0 * (hull.width() + hull.height()).0)
    }

    fn stroked(&self, width: f32) -> Vec<PathMark> {
        if let Some(frame) = self.rect().filter(|_| self.closed).or_else(|| self.rounded()) {
            let bbox = frame.grown(Pt::new(width / 2.0));
            // A rule may be drawn as the outline of a rectangle hardly higher than its pen.
            let (across, along) = (frame.width().0.min(frame.height().0), frame.width().0.max(frame.height().0));
            let rule = || solid(bbox, 0.0);
            let outline = || Some(PathMark::Box(RuledBox { bbox, weight: Pt::new(width), fill: None }));
            let mark = if across <= THICKEST && along >= across * LONG { rule() } else { outline() };
            return mark.into_iter().collect();
        }
        if self.curved {
            return Vec::new();
        }
        let back = self.closed.then(|| self.points.first()).flatten();
        let ends = self.points.iter().skip(1).chain(back);
        self.points.iter().zip(ends).filter_map(|(from, to)| line(*from, *to, width)).map(PathMark::Rule).collect()
    }
}

/// A level or plumb line, from its left or upper end.
fn line(from: At, to: At, width: f32) -> Option<Rule> {
    let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    let straight = dx.min(dy) < LEVEL;
    let long = dx.max(dy) as f32 >= SHORTEST;
    let in_order = if dx >= dy { from.x <= to.x } else { from.y <= to.y };
    let (from, to) = if in_order { (from, to) } else { (to, from) };
    let point = |p: At| Point::new(p.x as f32, p.y as f32);
    (straight && long).then(|| Rule { from: point(from), to: point(to), weight: Pt::new(width) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::{Rect as KRect, RoundedRect, Shape};

    fn path(points: &[(f64, f64)]) -> BezPath {
        let mut path = BezPath::new();
        for (index, point) in points.iter().enumerate() {
            if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
        }
        path
    }

    fn rule(marks: &[PathMark]) -> Rule {
        match marks {
            [PathMark::Rule(rule)] => *rule,
            other => panic!("not one rule: {other:?}"),
        }
    }

    fn frame(marks: &[PathMark]) -> RuledBox {
        match marks {
            [PathMark::Box(frame)] => *frame,
            other => panic!("not one box: {other:?}"),
        }
    }

    #[test]
    fn one_rule_however_it_is_drawn() {
        let wanted = (Point::new(10.0, 50.0), Point::new(90.0, 50.0));
        let thin = rule(&filled(&KRect::new(10.0, 49.75, 90.0, 50.25).to_path(0.1), 0.0));
        assert_eq!((thin.from, thin.to, thin.weight), (wanted.0, wanted.1, Pt(0.5)));
        let line = rule(&stroked(&path(&[(90.0, 50.0), (10.0, 50.0)]), 0.5));
        assert_eq!((line.from, line.to, line.weight), (wanted.0, wanted.1, Pt(0.5)));
        let thick = rule(&stroked(&path(&[(50.0, 90.0), (50.0, 10.0)]), 10.0));
        assert_eq!((thick.from, thick.to), (Point::new(50.0, 10.0), Point::new(50.0, 90.0)));
    }

    #[test]
    fn a_frame_is_a_box_with_its_outer_edge() {
        let drawn = frame(&stroked(&KRect::new(10.0, 10.0, 110.0, 60.0).to_path(0.1), 2.0));
        assert_eq!((drawn.bbox, drawn.weight, drawn.fill), (Rect::new(9.0, 9.0, 111.0, 61.0), Pt(2.0), None));
        let mut ring = KRect::new(9.0, 9.0, 111.0, 61.0).to_path(0.1);
        ring.extend(KRect::new(11.0, 11.0, 109.0, 59.0).to_path(0.1));
        assert_eq!(frame(&filled(&ring, 0.0)), drawn);
    }

    #[test]
    fn a_small_square_is_a_frame_and_a_flat_one_a_rule() {
        let square = frame(&stroked(&KRect::new(10.0, 10.0, 14.0, 14.0).to_path(0.1), 0.5));
        assert_eq!((square.fill, square.weight), (None, Pt(0.5)));
        let flat = rule(&stroked(&KRect::new(10.0, 10.0, 90.0, 10.5).to_path(0.1), 0.5));
        assert_eq!((flat.from.x, flat.to.x, flat.weight), (Pt(9.75), Pt(90.25), Pt(1.0)));
    }

    #[test]
    fn tints_and_rounded_boxes_are_boxes_and_circles_are_not() {
        let tint = frame(&filled(&KRect::new(0.0, 0.0, 100.0, 40.0).to_path(0.1), 0.8));
        assert_eq!((tint.weight, tint.fill), (Pt::ZERO, Some(0.8)));
        let rounded = RoundedRect::new(0.0, 0.0, 100.0, 40.0, 5.0).to_path(0.1);
        assert_eq!(frame(&filled(&rounded, 0.8)).bbox, Rect::new(0.0, 0.0, 100.0, 40.0));
        let circle = hayro_interpret::kurbo::Circle::new((50.0, 50.0), 20.0).to_path(0.1);
        assert!(filled(&circle, 0.0).is_empty() && stroked(&circle, 1.0).is_empty());
    }

    #[test]
    fn a_grid_in_one_path_is_many_rules() {
        let mut grid = path(&[(0.0, 0.0), (100.0, 0.0)]);
        grid.extend(path(&[(0.0, 20.0), (100.0, 20.0)]));
        grid.extend(path(&[(0.0, 0.0), (0.0, 20.0)]));
        assert_eq!(stroked(&grid, 0.5).len(), 3);
    }

    #[test]
    fn slanted_lines_and_specks_are_nothing() {
        assert!(stroked(&path(&[(0.0, 0.0), (50.0, 20.0)]), 1.0).is_empty());
        assert!(stroked(&path(&[(0.0, 0.0), (1.5, 0.0)]), 1.0).is_empty());
        assert!(filled(&KRect::new(0.0, 0.0, 1.0, 1.0).to_path(0.1), 0.0).is_empty());
    }
}
