//! The pages of the edition, with a small picture of the chosen one.

use super::contents::{draw_row, inside, title};
use crate::geometry::Rect as PageRect;
use crate::model::page::{Block, Page};
use crate::model::role::Role;
use crate::ui::cells::Cells;
use crate::ui::list::List;
use crate::ui::state::State;
use crate::ui::theme::Ink;
use ratatui::layout::Rect;

/// The picture is only drawn where the list keeps this many columns.
const LIST_COLUMNS: u16 = 40;
/// A page is about 1.4 times as high as wide, and a cell twice.
const ROWS_PER_COLUMN: f32 = 0.7;

/// Draws the list on the left and the picture on the right.
pub fn draw(state: &State, cells: &mut Cells, area: Rect, list: &List) {
    let rows = state.rows(list);
    cells.frame(area, &title(list));
    let inner = inside(area);
    let picture = ((f32::from(inner.height.saturating_sub(2)) / ROWS_PER_COLUMN) as u16)
        .min(inner.width.saturating_sub(LIST_COLUMNS + 3))
        .min(inner.width / 2);
    let picture = if picture < 16 { 0 } else { picture };
    let columns = inner.width - if picture > 0 { picture + 3 } else { 0 };
    let label = rows.iter().map(|row| cells.width(&row.label)).max().unwrap_or(0).min(columns / 3);
    for (index, row) in rows.iter().skip(list.top).take(usize::from(inner.height)).enumerate() {
        let line = Rect { y: inner.y + index as u16, height: 1, width: columns, ..inner };
        draw_row(cells, line, row, label);
        if list.top + index == list.chosen {
            cells.tint(line, Ink::Chosen);
        }
    }
    let page =
        rows.get(list.chosen).and_then(|row| row.target).and_then(|spot| state.edition.pages.get(spot.cursor.page));
    if let Some(page) = page.filter(|_| picture > 0) {
        let height = ((f32::from(picture) * ROWS_PER_COLUMN) as u16).min(inner.height.saturating_sub(2));
        draw_picture(cells, Rect::new(inner.right() - picture - 1, inner.y + 1, picture, height), page);
    }
}

/// A page in few cells: heads dark, body gray, pictures dotted.
fn draw_picture(cells: &mut Cells, area: Rect, page: &Page) {
    let scaled = |place: &PageRect| {
        let across =
            |x: f32| (x / page.bounds.width().0.max(1.0) * f32::from(area.width)).clamp(0.0, f32::from(area.width));
        let down =
            |y: f32| (y / page.bounds.height().0.max(1.0) * f32::from(area.height)).clamp(0.0, f32::from(area.height));
        let (left, top) = (across(place.left.0) as u16, down(place.top.0) as u16);
        let (right, bottom) = (across(place.right.0).round() as u16, down(place.bottom.0).round() as u16);
        Rect::new(area.x + left, area.y + top, right.saturating_sub(left), bottom.saturating_sub(top).max(1))
            .intersection(area)
    };
    for place in &page.pictures {
        fill(cells, scaled(&place.bbox), ".", Ink::Faint);
    }
    let (heads, body): (Vec<&Block>, Vec<&Block>) = page.blocks.iter().partition(|block| is_dark(block.role));
    for block in body {
        fill(cells, scaled(&block.bbox), "░", Ink::Faint);
    }
    for block in heads {
        fill(cells, scaled(&block.bbox), " ", Ink::Chosen);
    }
}

fn is_dark(role: Role) -> bool {
    matches!(role, Role::Masthead | Role::Headline | Role::Kicker | Role::Subhead)
}

fn fill(cells: &mut Cells, area: Rect, with: &str, ink: Ink) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            cells.put(x, y, with, 1, ink);
        }
    }
}
