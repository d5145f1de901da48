//! Which covers matter: a page has hundreds of opaque fills, and nearly all of them lie under what stands on them or beside
//! it. The page in a few large cells tells that without looking at every run for every fill.

use super::covered::{MOST_WORK, Veil, bounds_of};
use crate::geometry::{Pt, Rect};
use crate::model::sheet::GlyphRun;

/// The covers that lie over something drawn before them, or within `slack` of it. Most fills of a page lie under its text,
/// and a page without such a cover needs no grid.
pub(super) fn matters<'v>(runs: &[GlyphRun], veils: &'v [Veil], page: Rect, slack: Pt) -> Vec<&'v Veil> {
    let coarse = CoarseGrid::new(page);
    let first = coarse.first_runs(runs);
    let close = |veil: &&Veil| {
        let before = |cell: usize| first.get(cell).is_some_and(|index| *index < veil.after);
        bounds_of(veil).is_some_and(|bounds| coarse.cells(&bounds).any(before))
    };
    let close: Vec<&Veil> = veils.iter().filter(close).collect();
    if close.is_empty() {
        return close;
    }
    let lists = coarse.lists(runs);
    // A run is listed where its center stands, and may reach out of that cell.
    let far = runs.iter().map(|run| run.bbox.width().max(run.bbox.height())).fold(Pt::ZERO, Pt::max) / 2.0;
    let mut work = 0;
    let over = |veil: &&Veil| {
        let Some(over) = bounds_of(veil).map(|bounds| bounds.grown(slack)) else { return false };
        let under = |index: &usize| runs.get(*index).is_some_and(|run| over.intersection(&run.bbox).is_some());
        coarse.cells(&over.grown(far)).filter_map(|cell| lists.get(cell)).any(|list| {
            work += list.len();
            work > MOST_WORK || list.iter().take_while(|index| **index < veil.after).any(under)
        })
    };
    close.into_iter().filter(over).collect()
}

/// The page in a few large cells.
struct CoarseGrid {
    page: Rect,
    scale: (f32, f32),
}

impl CoarseGrid {
    const SIDE: usize = 32;

    fn new(page: Rect) -> CoarseGrid {
        let side = CoarseGrid::SIDE as f32;
        CoarseGrid { page, scale: (side / page.width().0, side / page.height().0) }
    }

    fn at(value: Pt, scale: f32) -> usize {
        ((value.0 * scale).max(0.0) as usize).min(CoarseGrid::SIDE - 1)
    }

    /// The first run whose center stands in each cell.
    fn first_runs(&self, runs: &[GlyphRun]) -> Vec<usize> {
        let mut first = vec![usize::MAX; CoarseGrid::SIDE * CoarseGrid::SIDE];
        for (index, run) in runs.iter().enumerate() {
            if let Some(cell) = first.get_mut(self.cell(run)) {
                *cell = (*cell).min(index);
            }
        }
        first
    }

    /// The runs whose centers stand in each cell, as they were drawn.
    fn lists(&self, runs: &[GlyphRun]) -> Vec<Vec<usize>> {
        let mut lists = vec![Vec::new(); CoarseGrid::SIDE * CoarseGrid::SIDE];
        for (index, run) in runs.iter().enumerate() {
            if let Some(list) = lists.get_mut(self.cell(run)) {
                list.push(index);
            }
        }
        lists
    }

    fn cell(&self, run: &GlyphRun) -> usize {
        let center = run.bbox.center();
        let row = CoarseGrid::at(center.y - self.page.top, self.scale.1);
        row * CoarseGrid::SIDE + CoarseGrid::at(center.x - self.page.left, self.scale.0)
    }

    /// The cells that a box touches.
    fn cells(&self, bounds: &Rect) -> impl Iterator<Item = usize> + use<> {
        let columns = CoarseGrid::at(bounds.left - self.page.left, self.scale.0)
            ..=CoarseGrid::at(bounds.right - self.page.left, self.scale.0);
        let rows = CoarseGrid::at(bounds.top - self.page.top, self.scale.1)
            ..=CoarseGrid::at(bounds.bottom - self.page.top, self.scale.1);
        rows.flat_map(move |row| columns.clone().map(move |column| row * CoarseGrid::SIDE + column))
    }
}
