//! Tables with a rule under each row: what stands level between two of their rules is one row, figures or not, and
//! however far apart its cells are.
//!
//! ```text
//!  10:00        Old maps, an evening     the first row may stand over the rules
//!  ─────────────────────────────────
//!  11:00        Dolls of the valley
//!  ─────────────────────────────────
//!  13:30        How a bell is cast
//!  ─────────────────────────────────
//! ```

use super::TableFinder;
use crate::geometry::{Pt, Rect};
use crate::layout::lines::ruled::RULES_AT_MOST;
use std::collections::BTreeMap;

/// Cells of rows, each with the one on its left.
pub(super) fn rows(finder: &TableFinder) -> BTreeMap<usize, usize> {
    let mut sets: BTreeMap<(i64, i64), Vec<Pt>> = BTreeMap::new();
    for rule in joined(finder.marks.along.iter().take(RULES_AT_MOST).copied().collect()) {
        sets.entry((rule.left.half_points(), rule.right.half_points())).or_default().push(rule.top);
    }
    let mut ties = BTreeMap::new();
    for ((left, right), mut levels) in sets.into_iter().filter(|(_, levels)| levels.len() >= finder.style.rows_lines) {
        levels.sort_by(|a, b| a.order(*b));
        let edges = (Pt(left as f32 / 2.0), Pt(right as f32 / 2.0));
        for table in tables(&levels) {
            ties.extend(of_rules(table, edges, finder));
        }
    }
    ties
}

/// Rules that meet on one level are one: programs rule a table cell by cell.
fn joined(mut rules: Vec<Rect>) -> Vec<Rect> {
    rules.sort_by(|a, b| a.top.half_points().cmp(&b.top.half_points()).then(a.left.order(b.left)));
    let mut whole: Vec<Rect> = Vec::new();
    for rule in rules {
        let meets = |last: &&mut Rect| {
            last.top.half_points() == rule.top.half_points() && (rule.left - last.right).abs() < Pt(1.0)
        };
        match whole.last_mut().filter(meets) {
            Some(last) => last.right = last.right.max(rule.right),
            None => whole.push(rule),
        }
    }
    whole
}

/// Levels of one table each: two of them may stand in one column.
fn tables(levels: &[Pt]) -> impl Iterator<Item = &[Pt]> {
    let step = usual_step(levels);
    levels.chunk_by(move |above, below| *below - *above < step + step)
}

/// The middle one of the distances from level to level.
fn usual_step(levels: &[Pt]) -> Pt {
    let mut steps: Vec<Pt> = levels.iter().zip(levels.iter().skip(1)).map(|(above, below)| *below - *above).collect();
    steps.sort_by(|a, b| a.order(*b));
    steps.get(steps.len() / 2).copied().unwrap_or_default()
}

/// The rows between rules of one length, from the top. A table has a line of several cells in nearly all of them.
fn of_rules(levels: &[Pt], (left, right): (Pt, Pt), finder: &TableFinder) -> Vec<(usize, usize)> {
    let (step, Some(first)) = (usual_step(levels), levels.first()) else { return Vec::new() };
    let place = |top: Pt, bottom: Pt| Rect { left, right, top, bottom };
    let between = levels.windows(2).filter_map(|pair| Some(place(*pair.first()?, *pair.last()?)));
    let even = between.filter(|row| (row.height() - step).abs() < step * finder.style.ruled_even_share);
    let mut rows: Vec<Vec<usize>> = even.map(|row| level(&row, finder)).collect();
    rows.push(level(&place(*first - step, *first), finder));
    let known = rows.iter().filter(|row| row.len() > 1).count();
    if known < finder.style.rows_lines || (known as f32) < rows.len() as f32 * finder.style.beside_share {
        return Vec::new();
    }
    let pairs = rows.iter().flat_map(|row| row.windows(2));
    pairs.filter_map(|pair| Some((*pair.last()?, *pair.first()?))).collect()
}

/// The cells of a row, from the left, if all of them are on one line.
fn level(row: &Rect, finder: &TableFinder) -> Vec<usize> {
    let from = finder.cells.partition_point(|cell| cell.base <= row.top);
    let own = finder.cells.iter().enumerate().skip(from).take_while(|(_, cell)| cell.base <= row.bottom);
    let within = own.filter(|(_, cell)| {
        let middle = cell.rect.center().x;
        row.left <= middle && middle <= row.right
    });
    let mut cells: Vec<(usize, Pt, Pt, Pt)> =
        within.map(|(at, cell)| (at, cell.rect.left, cell.base, cell.size)).collect();
    let Some((_, _, base, size)) = cells.first().copied() else { return Vec::new() };
    let one = cells.iter().all(|cell| (cell.2 - base).abs() <= size * finder.style.level_em);
    let tight = row.height() <= size * finder.style.row_em;
    cells.sort_by(|a, b| a.1.order(b.1));
    if one && tight { cells.into_iter().map(|cell| cell.0).collect() } else { Vec::new() }
}
