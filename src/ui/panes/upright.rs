//! One story in vertical columns, read from the right.

use super::page::hit_cells;
use crate::model::page::BlockId;
use crate::typeset::galley::SetLine;
use crate::typeset::galley::vertical::pairs;
use crate::ui::cells::Cells;
use crate::ui::hits::{self, Piece};
use crate::ui::set::SetStory;
use crate::ui::state::State;
use crate::ui::theme::Ink;
use ratatui::layout::Rect;

/// Cells of a column.
const COLUMN: u16 = 2;

/// Draws the columns that show.
pub fn draw(state: &State, cells: &mut Cells, set: &SetStory, selected: &[BlockId], area: Rect) {
    let shown = usize::from(state.story_rows());
    let top = state.story_view.top;
    let columns: Vec<(u16, &SetLine)> = (0u16..)
        .zip(set.lines().iter().skip(top).take(shown))
        .map(|(at, line)| (state.column_left(at), line))
        .collect();
    let mut pieces: Vec<(u16, u32, String)> = Vec::new();
    for (x, line) in &columns {
        let ink = if line.boxed { Ink::Boxed(line.role) } else { Ink::Text(line.role) };
        for (y, pair) in (area.y..area.bottom()).zip(pairs(&line.text)) {
            let ink = if pair.trim().is_empty() { Ink::Plain } else { ink };
            cells.put(*x, y, &pair, COLUMN, ink);
            pieces.push((*x, u32::from(y), pair));
        }
        if line.from.is_some_and(|block| selected.contains(&block)) {
            cells.tint(Rect::new(*x, area.y, COLUMN, area.height), Ink::Selected);
        }
    }
    if let Some(focus) = state.story_view.focus.and_then(|focus| focus.checked_sub(top)).filter(|at| *at < shown) {
        // The marker lies below the column: above it stands text.
        cells.put(state.column_left(focus as u16), area.bottom().saturating_sub(1), "^", 1, Ink::Marker);
    }
    let Some(search) = &state.search else { return };
    let pieces: Vec<Piece> = pieces.iter().map(|(x, y, text)| Piece { x: *x, y: *y, text }).collect();
    for (_, (x, y, width)) in hit_cells(&hits::cells_of(&search.query, search.script, &pieces, &state.widths)) {
        cells.tint(Rect::new(x, y as u16, width, 1), Ink::Hit);
    }
}
