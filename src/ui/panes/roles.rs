//! The menu of roles, while the letter of one is waited for.

use crate::model::role::Role;
use crate::t;
use crate::ui::cells::Cells;
use crate::ui::theme::StyleToken;
use crate::ui::update::letter_of;
use ratatui::layout::Rect;

/// Cells of a letter, a blank, the longest role and a margin.
const COLUMN: u16 = 13;

/// Draws the menu at the foot of an area, in as many columns as fit.
pub fn draw(cells: &mut Cells, area: Rect) {
    let across = (area.width.saturating_sub(2) / COLUMN).clamp(1, 6);
    let count = Role::ALL.len() as u16;
    let rows = count.div_ceil(across);
    let (width, height) = ((across * COLUMN + 2).min(area.width), (rows + 2).min(area.height));
    let frame = Rect::new(area.x + (area.width - width) / 2, area.bottom() - height, width, height);
    cells.frame(frame, &t!("Role"));
    for (index, role) in Role::ALL.into_iter().enumerate() {
        let (row, column) = (index as u16 % rows, index as u16 / rows);
        let (x, y) = (frame.x + 2 + column * COLUMN, frame.y + 1 + row);
        if y + 1 >= frame.bottom() {
            continue;
        }
        let room = frame.right().saturating_sub(x + 1);
        let taken = cells.put(x, y, &letter_of(role).to_string(), room, StyleToken::Key) + 1;
        cells.put(x + taken, y, role.word(), room.saturating_sub(taken), StyleToken::Plain);
    }
}
