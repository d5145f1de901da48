//! A list in a frame: the stories of the page with their sections, or the marks.

use crate::t;
use crate::ui::cells::Cells;
use crate::ui::list::{Level, List, ListRow};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;

/// Draws the frame and the rows that show.
pub fn draw(state: &State, cells: &mut Cells, area: Rect, list: &List) {
    let rows = state.rows(list);
    cells.frame(area, &title(list));
    let inner = inside(area);
    let label = rows.iter().map(|row| cells.width(&row.label)).max().unwrap_or(0).min(inner.width / 3);
    for (index, row) in rows.iter().skip(list.top).take(usize::from(inner.height)).enumerate() {
        let line = Rect { y: inner.y + index as u16, height: 1, ..inner };
        draw_row(cells, line, row, label);
        if list.top + index == list.chosen {
            cells.tint(line, StyleToken::Chosen);
        }
    }
    say_where(cells, area, list, rows.len());
    if rows.is_empty() {
        cells.put(inner.x + 1, inner.y, &t!("nothing has these words; Esc shows all"), inner.width, StyleToken::Faint);
    }
}

/// The list's name, and the filter that is on.
pub(super) fn title(list: &List) -> String {
    if list.filter.is_empty() { list.title() } else { format!("{}: {}", list.title(), list.filter) }
}

/// Which row of how many is chosen, on the frame, where not all of them show.
pub(super) fn say_where(cells: &mut Cells, area: Rect, list: &List, count: usize) {
    if count <= usize::from(inside(area).height) {
        return;
    }
    let says = format!(" {}/{count} ", list.chosen + 1);
    let width = cells.width(&says);
    if area.width > width + 4 && area.height > 1 {
        cells.put(area.right() - 2 - width, area.bottom() - 1, &says, width, StyleToken::Faint);
    }
}

/// What a frame leaves free.
pub(super) fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 1.min(area.width),
        area.y + 1.min(area.height),
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}

/// One row: label, text, note.
pub(super) fn draw_row(cells: &mut Cells, line: Rect, row: &ListRow, label: u16) {
    let note = cells.width(&row.note);
    let text_left = 1 + if label > 0 { label + 2 } else { 0 };
    let indent = text_left + if row.level == Level::Beneath { 2 } else { 0 };
    let note_room = if line.width > note + indent + 12 { note + 2 } else { 0 };
    let own = cells.width(&row.label).min(label);
    cells.put_cut(line.x + 1 + label - own, line.y, &row.label, label, StyleToken::Faint);
    let ink = match row.level {
        Level::Group | Level::Entry => StyleToken::Title,
        Level::Beneath => StyleToken::Plain,
    };
    cells.put_cut(line.x + indent, line.y, &row.text, line.width.saturating_sub(indent + note_room), ink);
    if note_room > 0 {
        cells.put(line.right() - note - 1, line.y, &row.note, note, StyleToken::Faint);
    }
}
