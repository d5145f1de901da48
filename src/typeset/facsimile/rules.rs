//! Printed rules in cells: those across where they stand, those down in the gutters between columns.

use super::MarkKind;
use super::edges::upright;
use super::items::{DOUBLE_SHARE, HEAVY_EM, ItemKind, is_double, is_heavy};
use super::paint::{Canvas, CellLines, KeptRows, PlacedPage};
use super::scale::CellScale;
use super::vertical_placement::RowRange;
use crate::geometry::Rect;
use crate::typeset::width::WidthModel;

/// Vertical rules shorter than this are not drawn, in leadings.
const SHORT_RULE_LEADING: f32 = 3.0;

/// Rules from left to right in the cells that are free.
pub(super) fn rules_across(placed: &PlacedPage, rows: &KeptRows, canvas: &mut Canvas, widths: &WidthModel) {
    let lines = CellLines::of(widths);
    for (at, item) in placed.items.iter().enumerate().filter(|(_, item)| matches!(item.what, ItemKind::Rule(_))) {
        if let Some(((left, right), (top, _))) = placed.spot(at) {
            let heavy = matches!(item.what, ItemKind::Rule(index) if is_heavy(placed.page, index, placed.scale));
            canvas.fill(
                rows.at(top),
                left,
                right,
                if heavy { lines.heavy_across } else { lines.across },
                MarkKind::Rule,
            );
        }
    }
}

/// Rules from top to bottom in the cells that are free.
pub(super) fn rules_down(placed: &PlacedPage, rows: &KeptRows, canvas: &mut Canvas, widths: &WidthModel) {
    let lines = CellLines::of(widths);
    for VerticalRule { x, rows: (top, bottom), heavy, .. } in upright_rules(placed) {
        let line = if heavy { lines.heavy_down } else { lines.down };
        for row in rows.at(top)..rows.at(bottom) {
            canvas.fill(row, x, x.saturating_add(1), line, MarkKind::Rule);
        }
    }
}

/// A vertical rule in a gutter.
#[derive(Clone, Copy)]
struct VerticalRule {
    x: u16,
    /// First row and row after the last.
    rows: RowRange,
    /// Its place in print.
    printed: f32,
    heavy: bool,
}

/// The vertical rules that stand in a gutter.
fn upright_rules(placed: &PlacedPage) -> Vec<VerticalRule> {
    let PlacedPage { page, items, pairs, edges, rows, scale, .. } = placed;
    let mut found = Vec::new();
    for (rule, weight) in
        upright(page, items, scale).iter().filter(|(rule, _)| rule.height().0 > SHORT_RULE_LEADING * scale.leading)
    {
        let beside = |at: usize| items.get(at).filter(|item| item.printed.overlap_y(rule).0 > scale.em / 2.0);
        let (mut gutter, mut top, mut bottom) = ((0, u16::MAX), u32::MAX, 0);
        for (left, right) in pairs.iter() {
            let (Some(a), Some(b)) = (beside(*left), beside(*right)) else { continue };
            let (Some(a_cells), Some(b_cells)) = (edges.cells.get(*left), edges.cells.get(*right)) else { continue };
            let slack = scale.em / 2.0;
            let between = a.span.right.0 - slack <= rule.left.0 && rule.left.0 <= b.span.left.0 + slack;
            if !between || b_cells.0 <= a_cells.1 {
                continue;
            }
            gutter = (gutter.0.max(a_cells.1), gutter.1.min(b_cells.0));
            for (item, rows) in [(a, rows.get(*left)), (b, rows.get(*right))] {
                let Some((first, last)) = rows else { continue };
                top = top.min(row_at(rule.top.0, &item.printed, (*first, *last)));
                bottom = bottom.max(row_at(rule.bottom.0, &item.printed, (*first, *last)));
            }
        }
        if top < bottom && gutter.0 < gutter.1 {
            let x = gutter.0 + (gutter.1 - gutter.0) / 2;
            found.push(VerticalRule {
                x,
                rows: (top, bottom),
                printed: rule.left.0,
                heavy: *weight >= HEAVY_EM * scale.em,
            });
        }
    }
    merged(found, scale)
}

/// Rules that come to stand in one column or beside each other are one; a double rule is a heavy one.
fn merged(mut rules: Vec<VerticalRule>, scale: &CellScale) -> Vec<VerticalRule> {
    rules.sort_by_key(|rule| (rule.x, rule.rows));
    let mut kept: Vec<VerticalRule> = Vec::with_capacity(rules.len());
    for rule in rules {
        let ((top, bottom), x) = (rule.rows, rule.x);
        let beside = |other: &&mut VerticalRule| x - other.x <= 1 && top <= other.rows.1 && other.rows.0 <= bottom;
        match kept.iter_mut().rev().find(beside) {
            Some(other) => {
                let shared = bottom.min(other.rows.1).saturating_sub(top.max(other.rows.0));
                other.rows = (other.rows.0.min(top), other.rows.1.max(bottom));
                let along = shared as f32 >= DOUBLE_SHARE * (other.rows.1 - other.rows.0) as f32;
                other.heavy |= rule.heavy || along && is_double((other.printed - rule.printed).abs(), scale);
            }
            None => kept.push(rule),
        }
    }
    kept
}

/// The row at this height of an item, within its rows.
fn row_at(y: f32, printed: &Rect, (first, last): RowRange) -> u32 {
    let share = ((y - printed.top.0) / printed.height().0.max(0.1)).clamp(0.0, 1.0);
    first + (share * (last - first) as f32).round() as u32
}
