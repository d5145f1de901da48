//! Text that nobody sees: what an opaque fill or picture drawn later hides. The page is a grid of small cells, and the
//! covers are laid on it from the last one to the first, each cell taking the first that reaches it: what a cell says
//! is how much had been drawn before it was covered for the last time. Every cell is taken once and a full row costs
//! nothing more, so a page of fifty thousand fills costs little more than a page of ten.

use super::coarse_grid::matters;
use super::touch::rect;
use crate::geometry::{Pt, Rect};
use crate::model::sheet::{GlyphRun, Ink};
use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Shape, flatten};
use std::ops::Range;
use std::rc::Rc;

/// Edge of a cell in points: a quarter of the smallest type.
const CELL: f32 = 1.0;
/// Cells across or down at most; pages larger than this many points have larger cells.
const MOST_CELLS: f32 = 1_500.0;
/// Where a glyph is looked at, as parts of its advance box: within the height of small letters.
const ACROSS: [f32; 3] = [0.2, 0.5, 0.8];
const DOWN: [f32; 3] = [0.3, 0.52, 0.74];
/// Of these nine places so many are under the cover when the glyph is: one may peep out at an edge.
const HIDDEN: usize = 8;
/// Edges of a path that are looked at: a longer one is a drawing, and covers nothing for certain.
const LONGEST_PATH: usize = 600;
/// Clips within one another that are looked at.
pub(super) const MOST_CLIPS: usize = 6;
/// How far curves may be off when they become edges, in points.
const FLAT: f64 = 0.25;
/// Work for paths on one page, in edges held against rows: after so much, the rest covers nothing.
pub(super) const MOST_WORK: usize = 20_000_000;
/// Covers smaller than this across or down hide no letter, in points.
const SMALLEST: f32 = 2.0;

/// A closed outline on the page.
#[derive(Clone, Debug)]
pub(super) enum Outline {
    Box(Rect),
    Path(Rc<BezPath>, FillRule),
}

impl Outline {
    /// The outline of a path in points; a path that is an upright rectangle is a box.
    pub fn of(path: BezPath, rule: FillRule) -> Outline {
        let bounds = path.bounding_box();
        let upright = path.elements().len() <= 6
            && path.elements().iter().all(|element| !matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)))
            && (path.area().abs() - bounds.area()).abs() <= 0.001 * bounds.area();
        if upright { Outline::Box(rect(bounds)) } else { Outline::Path(Rc::new(path), rule) }
    }

    fn bounds(&self) -> Rect {
        match self {
            Outline::Box(bounds) => *bounds,
            Outline::Path(path, _) => rect(path.bounding_box()),
        }
    }

    /// True when a point lies within; for the center of a glyph that is clipped.
    pub fn holds(&self, x: Pt, y: Pt) -> bool {
        match self {
            Outline::Box(bounds) => bounds.left <= x && x <= bounds.right && bounds.top <= y && y <= bounds.bottom,
            Outline::Path(path, _) if path.elements().len() > LONGEST_PATH => true,
            Outline::Path(path, rule) => {
                let turns = path.winding(Point::new(f64::from(x.0), f64::from(y.0)));
                match rule {
                    FillRule::NonZero => turns != 0,
                    FillRule::EvenOdd => turns % 2 != 0,
                }
            }
        }
    }
}

/// Something opaque, and how many runs were drawn before it. It covers what lies within all of its outlines: its own
/// and those of the clips in force.
#[derive(Clone, Debug)]
pub(super) struct Veil {
    pub outlines: Vec<Outline>,
    pub after: usize,
}

/// Takes away the runs that are covered or stand outside of their clip (the indices in `outside`, rising); returns how
/// many characters each of the two had.
pub(super) fn remove(runs: &mut Vec<GlyphRun>, veils: &[Veil], outside: &[usize], page: Rect) -> (usize, usize) {
    let grid = CoverGrid::laid(runs, veils, page);
    if grid.is_none() && outside.is_empty() {
        return (0, 0);
    }
    let mut outside = outside.iter().peekable();
    let (mut index, mut covered, mut clipped) = (0, 0, 0);
    runs.retain(|run| {
        let characters = run.text.chars().filter(|c| !c.is_whitespace()).count();
        let is_outside = outside.next_if(|run| **run == index).is_some();
        let under = run.ink == Ink::Visible && grid.as_ref().is_some_and(|grid| grid.covers(&run.bbox, index));
        index += 1;
        clipped += if is_outside { characters } else { 0 };
        covered += if under { characters } else { 0 };
        !(is_outside || under)
    });
    (covered, clipped)
}

/// The page in cells: for each how many runs had been drawn when it was covered for the last time; 0 where it was not.
/// Rows that no cover reaches are left out.
struct CoverGrid {
    origin: (f32, f32),
    cell: f32,
    columns: usize,
    rows: Range<usize>,
    after: Vec<u32>,
}

impl CoverGrid {
    /// Nothing when no cover lies over anything that was drawn before it.
    fn laid(runs: &[GlyphRun], veils: &[Veil], page: Rect) -> Option<CoverGrid> {
        let (width, height) = (page.width().0, page.height().0);
        let cell = CELL.max(width.max(height) / MOST_CELLS);
        if !(width > 0.0 && height > 0.0 && cell.is_finite()) {
            return None;
        }
        let matter = matters(runs, veils, page, Pt(cell));
        let bounds: Vec<Rect> = matter.iter().filter_map(|veil| bounds_of(veil)).collect();
        let reach = Rect::hull(&bounds)?;
        let (columns, all) = ((width / cell).ceil() as usize + 1, (height / cell).ceil() as usize + 1);
        let mut grid = CoverGrid { origin: (page.left.0, page.top.0), cell, columns, rows: 0..all, after: Vec::new() };
        grid.rows = grid.rows_of(&reach);
        grid.after = vec![0; columns * grid.rows.len()];
        let mut free = FreeCells::new(columns, grid.rows.len());
        let mut work = 0;
        for veil in matter.into_iter().rev() {
            grid.lay(veil, &mut free, &mut work);
        }
        Some(grid)
    }

    /// The rows whose centers lie within a box, as far as the grid reaches.
    fn rows_of(&self, bounds: &Rect) -> Range<usize> {
        let row_at = |y: f32| (((y - self.origin.1) / self.cell) - 0.5).ceil().max(0.0) as usize;
        row_at(bounds.top.0).max(self.rows.start)..row_at(bounds.bottom.0).min(self.rows.end)
    }

    fn lay(&mut self, veil: &Veil, free: &mut FreeCells, work: &mut usize) {
        let Some(bounds) = bounds_of(veil) else { return };
        let Some(shapes) = veil.outlines.iter().map(StraightEdges::of).collect::<Option<Vec<StraightEdges>>>() else {
            return;
        };
        for row in self.rows_of(&bounds) {
            let y = self.origin.1 + (row as f32 + 0.5) * self.cell;
            if shapes.iter().all(|shape| shape.edges.is_empty()) {
                self.take(row, bounds.left.0, bounds.right.0, veil.after, free);
                continue;
            }
            let mut spans = vec![(bounds.left.0, bounds.right.0)];
            for shape in &shapes {
                *work += shape.edges.len();
                if *work > MOST_WORK {
                    return;
                }
                spans = common(&spans, &shape.spans(y));
            }
            for (from, to) in spans {
                self.take(row, from, to, veil.after, free);
            }
        }
    }

    /// Takes the cells of a row whose centers lie between two places.
    fn take(&mut self, row: usize, from: f32, to: f32, after: usize, free: &mut FreeCells) {
        let column_at = |x: f32| (((x - self.origin.0) / self.cell) - 0.5).ceil().max(0.0) as usize;
        let (first, end) = (column_at(from), column_at(to).min(self.columns));
        let Some(row) = row.checked_sub(self.rows.start) else { return };
        let Some(cells) = self.after.get_mut(row * self.columns..(row + 1) * self.columns) else { return };
        let after = u32::try_from(after).unwrap_or(u32::MAX);
        free.take(row, first, end, |column| {
            if let Some(cell) = cells.get_mut(column) {
                *cell = after;
            }
        });
    }

    /// True when a glyph that was drawn as the `index`th is covered by something that was drawn after it.
    fn covers(&self, glyph: &Rect, index: usize) -> bool {
        let places = ACROSS.iter().flat_map(|x| DOWN.iter().map(move |y| (*x, *y)));
        let hidden = places.filter(|(x, y)| {
            let (x, y) = (glyph.left.0 + x * glyph.width().0, glyph.top.0 + y * glyph.height().0);
            let (column, row) = ((x - self.origin.0) / self.cell, (y - self.origin.1) / self.cell);
            let inside = column >= 0.0 && (column as usize) < self.columns;
            let row = (row >= 0.0).then(|| (row as usize).checked_sub(self.rows.start)).flatten().filter(|_| inside);
            let cell = row.and_then(|row| self.after.get(row * self.columns + column as usize));
            cell.is_some_and(|after| *after as usize > index)
        });
        hidden.count() >= HIDDEN
    }
}

/// Cells of the grid that nothing has taken yet: a bit each, row by row.
struct FreeCells {
    bits: Vec<u64>,
    /// Words of one row.
    words: usize,
    /// Free cells of each row.
    left: Vec<u32>,
}

impl FreeCells {
    fn new(columns: usize, rows: usize) -> FreeCells {
        let words = columns.div_ceil(64);
        FreeCells { bits: vec![u64::MAX; words * rows], words, left: vec![columns as u32; rows] }
    }

    /// Takes the free ones among the cells from `first` to before `end` of a row, and tells each.
    fn take(&mut self, row: usize, first: usize, end: usize, mut taken: impl FnMut(usize)) {
        let Some(left) = self.left.get_mut(row).filter(|left| **left > 0 && first < end) else { return };
        for word in first / 64..end.div_ceil(64).min(self.words) {
            let Some(bits) = self.bits.get_mut(row * self.words + word) else { return };
            let from = first.saturating_sub(word * 64);
            let to = (end - word * 64).min(64);
            let wanted = (u64::MAX << from) & (u64::MAX >> (64 - to));
            let mut found = *bits & wanted;
            *bits &= !wanted;
            *left = left.saturating_sub(found.count_ones());
            while found != 0 {
                taken(word * 64 + found.trailing_zeros() as usize);
                found &= found - 1;
            }
        }
    }
}

/// What lies within the bounds of all outlines; nothing when that hides no letter.
pub(super) fn bounds_of(veil: &Veil) -> Option<Rect> {
    let mut outlines = veil.outlines.iter().map(Outline::bounds);
    let first = outlines.next()?;
    let common = outlines.try_fold(first, |common, bounds| common.intersection(&bounds))?;
    (common.width().0 >= SMALLEST && common.height().0 >= SMALLEST).then_some(common)
}

/// An outline as straight edges.
struct StraightEdges {
    edges: Vec<(Point, Point)>,
    rule: FillRule,
}

impl StraightEdges {
    /// Nothing for a path that is too long.
    fn of(outline: &Outline) -> Option<StraightEdges> {
        let (path, rule) = match outline {
            // What lies between the sides of a box is known from its bounds.
            Outline::Box(_) => return Some(StraightEdges { edges: Vec::new(), rule: FillRule::NonZero }),
            Outline::Path(path, rule) => (path, *rule),
        };
        if path.elements().len() > LONGEST_PATH {
            return None;
        }
        let mut edges = Vec::new();
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        flatten(path.elements().iter().copied(), FLAT, |element| match element {
            PathEl::MoveTo(to) => {
                edges.push((last, start));
                (start, last) = (to, to);
            }
            PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                edges.push((last, to));
                last = to;
            }
            PathEl::ClosePath => {
                edges.push((last, start));
                last = start;
            }
        });
        edges.push((last, start));
        edges.retain(|(from, to)| from.y != to.y && from.y.is_finite() && to.y.is_finite());
        (edges.len() <= LONGEST_PATH * 4).then_some(StraightEdges { edges, rule })
    }

    /// Where a row runs within the outline; a box says nothing of its own.
    fn spans(&self, y: f32) -> Option<Vec<(f32, f32)>> {
        if self.edges.is_empty() {
            return None;
        }
        let y = f64::from(y);
        let mut crossings: Vec<(f64, i32)> = Vec::new();
        for (from, to) in &self.edges {
            let (low, high, turn) = if from.y < to.y { (from, to, 1) } else { (to, from, -1) };
            if low.y <= y && y < high.y {
                crossings.push((low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x), turn));
            }
        }
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut spans = Vec::new();
        let mut turns = 0;
        for pair in crossings.windows(2) {
            let [(from, turn), (to, _)] = pair else { continue };
            turns += turn;
            let within = match self.rule {
                FillRule::NonZero => turns != 0,
                FillRule::EvenOdd => turns % 2 != 0,
            };
            if within {
                spans.push((*from as f32, *to as f32));
            }
        }
        Some(spans)
    }
}

/// What two lists of spans have in common; no list is everything.
fn common(spans: &[(f32, f32)], others: &Option<Vec<(f32, f32)>>) -> Vec<(f32, f32)> {
    let Some(others) = others else { return spans.to_vec() };
    let mut shared = Vec::new();
    let (mut a, mut b) = (spans.iter().peekable(), others.iter().peekable());
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        let (from, to) = (left.0.max(right.0), left.1.min(right.1));
        if from < to {
            shared.push((from, to));
        }
        if left.1 < right.1 {
            a.next();
        } else {
            b.next();
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{FaceId, Turn};

    fn run(x: f32, y: f32) -> GlyphRun {
        GlyphRun {
            text: "a".into(),
            bbox: Rect::new(x, y, x + 8.0, y + 10.0),
            baseline: Pt(y + 8.0),
            size: Pt(10.0),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink: Ink::Visible,
            confidence: None,
        }
    }

    #[test]
    fn what_lies_beside_text_or_under_it_needs_no_grid() {
        let page = Rect::new(0.0, 0.0, 600.0, 900.0);
        let veil = |rect: Rect, after| Veil { outlines: vec![Outline::Box(rect)], after };
        let runs = [run(100.0, 100.0), run(100.0, 700.0)];
        let beside = veil(Rect::new(112.0, 100.0, 300.0, 110.0), 2);
        let under = veil(Rect::new(90.0, 690.0, 300.0, 720.0), 1);
        let over = veil(Rect::new(90.0, 690.0, 300.0, 720.0), 2);
        assert!(CoverGrid::laid(&runs, &[beside.clone(), under.clone()], page).is_none());
        let grid = CoverGrid::laid(&runs, &[beside, under, over], page).unwrap();
        assert_eq!((grid.rows.start, grid.rows.end), (690, 720), "no more rows than the cover has");
        assert!(grid.covers(&runs[1].bbox, 1) && !grid.covers(&runs[0].bbox, 0) && !grid.covers(&runs[1].bbox, 2));
    }

    #[test]
    fn a_cell_is_taken_once_whoever_reaches_for_it() {
        let mut free = FreeCells::new(130, 2);
        let mut take = |row, first, end| {
            let mut taken = Vec::new();
            free.take(row, first, end, |column| taken.push(column));
            taken
        };
        assert_eq!(take(1, 60, 70), (60..70).collect::<Vec<_>>());
        assert_eq!(take(1, 0, 130), (0..60).chain(70..130).collect::<Vec<_>>());
        assert!(take(1, 0, 130).is_empty());
        assert_eq!(take(0, 128, 130), [128, 129]);
        assert!(take(0, 5, 5).is_empty() && take(7, 0, 130).is_empty());
    }
}
