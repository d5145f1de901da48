//! One story in vertical columns, read from the right.

use super::story::hits_of;
use crate::model::page::BlockId;
use crate::typeset::galley::SetLine;
use crate::typeset::galley::vertical::pairs;
use crate::ui::cells::Cells;
use crate::ui::set_story::SetStory;
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;
use std::ops::Range;

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
    for (x, line) in &columns {
        let ink = if line.boxed { StyleToken::Boxed(line.role) } else { StyleToken::Text(line.role) };
        for (y, pair) in (area.y..area.bottom()).zip(pairs(&line.text)) {
            let ink = if pair.trim().is_empty() { StyleToken::Plain } else { ink };
            cells.put(*x, y, &pair, COLUMN, ink);
        }
        if line.from.is_some_and(|block| selected.contains(&block)) {
            cells.tint(Rect::new(*x, area.y, COLUMN, area.height), StyleToken::Selected);
        }
    }
    if let Some(focus) = state.story_view.focus.and_then(|focus| focus.checked_sub(top)).filter(|at| *at < shown) {
        // The marker lies below the column: above it stands text.
        cells.put(state.column_left(focus as u16), area.bottom().saturating_sub(1), "^", 1, StyleToken::Marker);
    }
    draw_hits(state, cells, set, top..top + shown, area);
}

/// Hits are found in columns that have a number: which cells of it show follows.
fn draw_hits(state: &State, cells: &mut Cells, set: &SetStory, window: Range<usize>, area: Rect) {
    let pieces = |at: usize, line: &SetLine| -> Vec<(u16, u32, String)> {
        let x = u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(COLUMN);
        (0..).zip(pairs(&line.text)).map(|(y, pair)| (x, y, pair)).collect()
    };
    for ((x, y, width), ink) in hits_of(state, set, &window, pieces) {
        let (at, within) = (usize::from(x / COLUMN), x % COLUMN);
        if window.contains(&at) && y < u32::from(area.height) {
            let left = state.column_left((at - window.start) as u16);
            cells.tint(Rect::new(left + within, area.y + y as u16, width, 1), ink);
        }
    }
}
