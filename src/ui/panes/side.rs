//! The stories of the page beside it, where the window has room: the one being read is marked.

use super::contents::draw_row;
use crate::t;
use crate::ui::cells::Cells;
use crate::ui::list::{List, ListKind, ListRow};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;

/// Draws the rows that show.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) {
    let mut rows = state.rows(&List::new(ListKind::Contents));
    // There is no room for lengths beside headlines; hits of a search are worth it.
    rows.iter_mut()
        .for_each(|row: &mut ListRow| row.note = if row.hits > 0 { row.hits.to_string() } else { String::new() });
    let (top, here) = state.side_rows(&rows, area.height);
    let label = rows.iter().map(|row| cells.width(&row.label)).max().unwrap_or(0).min(area.width / 3);
    for (index, row) in rows.iter().enumerate().skip(top).take(usize::from(area.height)) {
        let line = Rect { y: area.y + (index - top) as u16, height: 1, ..area };
        draw_row(cells, line, row, label);
        if Some(index) == here {
            cells.tint(line, StyleToken::Chosen);
        }
    }
    if rows.is_empty() {
        cells.put(area.x + 1, area.y, &t!("no stories here"), area.width.saturating_sub(1), StyleToken::Faint);
    }
}
