//! The pages of the edition, with a small picture of each, as large as there is room for all of them.

use super::contents::{draw_row, inside, say_where, title};
use crate::geometry::Rect as PageRect;
use crate::model::page::{Block, Page};
use crate::model::role::Role;
use crate::ui::cells::Cells;
use crate::ui::list::List;
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;

/// The picture is only drawn where the list keeps this many columns.
const LIST_COLUMNS: u16 = 40;
/// A page is about 1.4 times as high as wide, and a cell twice.
const ROWS_PER_COLUMN: f32 = 0.7;
/// Smaller pictures show nothing, in cells across.
const SMALLEST: u16 = 12;
/// Cells between pictures.
const GAP: u16 = 2;

/// Draws the list on the left and the picture on the right.
pub fn draw(state: &State, cells: &mut Cells, area: Rect, list: &List) {
    let rows = state.rows(list);
    cells.frame(area, &title(list));
    let inner = inside(area);
    let room = inner.width.saturating_sub(LIST_COLUMNS + 3).min(inner.width / 2);
    let tiles = Tiles::fitting(rows.len(), room, inner.height);
    let columns = inner.width - tiles.as_ref().map_or(0, |tiles| tiles.width() + 2);
    let label = rows.iter().map(|row| cells.width(&row.label)).max().unwrap_or(0).min(columns / 3);
    for (index, row) in rows.iter().skip(list.top).take(usize::from(inner.height)).enumerate() {
        let line = Rect { y: inner.y + index as u16, height: 1, width: columns, ..inner };
        draw_row(cells, line, row, label);
        if list.top + index == list.chosen {
            cells.tint(line, StyleToken::Chosen);
        }
    }
    say_where(cells, area, list, rows.len());
    let Some(tiles) = tiles else { return };
    let left = inner.right() - tiles.width();
    let first = list.chosen / tiles.shown() * tiles.shown();
    for (place, (index, row)) in rows.iter().enumerate().skip(first).take(tiles.shown()).enumerate() {
        let page = row.target.and_then(|spot| state.edition.pages.get(spot.cursor.page));
        let Some(page) = page else { continue };
        let area = tiles.area(place, left, inner.y);
        draw_picture(cells, Rect { height: area.height - 1, ..area }, page);
        let label = Rect { y: area.bottom() - 1, height: 1, ..area };
        cells.put_cut(label.x, label.y, &row.label, label.width, StyleToken::Faint);
        if index == list.chosen {
            cells.tint(label, StyleToken::Chosen);
        }
    }
}

/// Pictures side by side and in rows, each with its page's label below it.
struct Tiles {
    /// Cells across of one picture.
    tile: u16,
    across: u16,
    down: u16,
}

impl Tiles {
    /// The largest pictures that all find room; when even the smallest do not, as many of these as do.
    fn fitting(count: usize, columns: u16, rows: u16) -> Option<Tiles> {
        let of = |tile: u16| {
            let across = (columns + GAP) / (tile + GAP);
            let down = (rows + 1) / (height_of(tile) + 1);
            Tiles { tile, across, down }
        };
        let all = (SMALLEST..=columns.max(SMALLEST)).rev().map(of).find(|tiles| count > 0 && tiles.shown() >= count);
        let some = all.unwrap_or(of(SMALLEST));
        (some.shown() > 0).then(|| Tiles { across: some.across.min(count.max(1) as u16), ..some })
    }

    fn shown(&self) -> usize {
        usize::from(self.across) * usize::from(self.down)
    }

    fn width(&self) -> u16 {
        (self.tile + GAP) * self.across - GAP
    }

    fn area(&self, place: usize, left: u16, top: u16) -> Rect {
        let across = usize::from(self.across.max(1));
        let (column, row) = ((place % across) as u16, (place / across) as u16);
        let height = height_of(self.tile);
        Rect::new(left + column * (self.tile + GAP), top + row * (height + 1), self.tile, height)
    }
}

/// Rows of a picture and its label.
fn height_of(tile: u16) -> u16 {
    (f32::from(tile) * ROWS_PER_COLUMN) as u16 + 1
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
        fill(cells, scaled(&place.bbox), ".", StyleToken::Faint);
    }
    let (heads, body): (Vec<&Block>, Vec<&Block>) = page.blocks.iter().partition(|block| is_dark(block.role));
    for block in body {
        fill(cells, scaled(&block.bbox), "░", StyleToken::Faint);
    }
    for block in heads {
        fill(cells, scaled(&block.bbox), " ", StyleToken::Chosen);
    }
}

fn is_dark(role: Role) -> bool {
    matches!(role, Role::Masthead | Role::Headline | Role::Kicker | Role::Subhead)
}

fn fill(cells: &mut Cells, area: Rect, with: &str, ink: StyleToken) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            cells.put(x, y, with, 1, ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_as_large_as_all_of_them_fit() {
        let one = Tiles::fitting(1, 60, 38).unwrap();
        let five = Tiles::fitting(5, 60, 38).unwrap();
        assert!(one.tile > five.tile && five.tile >= SMALLEST);
        assert!(five.shown() >= 5 && five.width() <= 60);
        let many = Tiles::fitting(64, 60, 38).unwrap();
        assert_eq!(many.tile, SMALLEST);
        assert!(Tiles::fitting(5, 8, 38).is_none() && Tiles::fitting(5, 60, 4).is_none());
        for place in 0..five.shown() {
            let area = five.area(place, 10, 2);
            assert!(area.right() <= 70 && area.bottom() <= 41, "{area:?}");
        }
    }
}
