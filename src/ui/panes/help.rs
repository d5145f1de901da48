//! The help, made from the key table and the table of commands.

use super::contents::{inside, say_where, title};
use crate::t;
use crate::ui::cells::Cells;
use crate::ui::list::{Level, List};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;

/// Columns for the keys.
const KEYS: u16 = 18;

/// Draws the frame and the rows that show.
pub fn draw(state: &State, cells: &mut Cells, area: Rect, list: &List) {
    let rows = state.rows(list);
    cells.frame(area, &title(list));
    let inner = inside(area);
    let keys = KEYS.min(inner.width / 2);
    for (index, row) in rows.iter().skip(list.top).take(usize::from(inner.height)).enumerate() {
        let line = Rect { y: inner.y + index as u16, height: 1, ..inner };
        if row.level == Level::Group {
            cells.put_cut(line.x + 1, line.y, &row.text, line.width.saturating_sub(1), StyleToken::Title);
            continue;
        }
        // Keys and arguments are never cut: what they do stands behind the longer ones.
        let label = cells.put_cut(line.x + 2, line.y, &row.label, line.width.saturating_sub(2), StyleToken::Key);
        let left = keys.max(label + 1) + 3;
        cells.put_cut(line.x + left, line.y, &row.text, line.width.saturating_sub(left), StyleToken::Plain);
        if list.top + index == list.chosen {
            cells.tint(line, StyleToken::Chosen);
        }
    }
    say_where(cells, area, list, rows.len());
    if rows.is_empty() {
        cells.put(inner.x + 1, inner.y, &t!("no key has these words; Esc shows all"), inner.width, StyleToken::Faint);
    }
}
