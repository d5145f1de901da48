//! The line to type in, and questions.

use crate::t;
use crate::ui::cells::Cells;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::{Position, Rect};

/// Draws the prompt and says where the terminal's cursor belongs.
pub fn draw(state: &State, cells: &mut Cells, area: Rect, prompt: &Prompt) -> Option<Position> {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    cells.clear(area);
    let found = match (&state.search, prompt.purpose) {
        (Some(search), Purpose::Search) if !prompt.value().trim().is_empty() => {
            t!("{count} found", count = search.hits.len())
        }
        _ => prompt.hint(&state.themes),
    };
    // What is typed has room first.
    let typed = cells.width(&prompt.label()) + cells.width(prompt.value()) + 6;
    let note = cells.width(&found).min(area.width.saturating_sub(typed.max(24)));
    let label = cells.put(area.x + 1, area.y, &prompt.label(), area.width, StyleToken::Key);
    let left = area.x + 1 + label;
    let room = area.width.saturating_sub(2 + label + if note > 0 { note + 1 } else { 0 }).max(1);
    // The end of what was typed is in sight: the cursor never leaves the line.
    let mut shown = prompt.value();
    let mut before = prompt.before_cursor();
    while cells.width(before) >= room {
        let Some(first) = before.chars().next() else { break };
        before = before.get(first.len_utf8()..).unwrap_or_default();
        shown = shown.get(first.len_utf8()..).unwrap_or_default();
    }
    cells.put(left, area.y, shown, room, StyleToken::Plain);
    cells.put_cut(area.right().saturating_sub(note + 1), area.y, &found, note, StyleToken::Faint);
    let x = (left + cells.width(before)).min(area.right().saturating_sub(1));
    Some(Position::new(x, area.y))
}

/// Shows a whole address, over as many lines as it takes, at the foot of an area.
pub fn show_link(cells: &mut Cells, area: Rect, target: &str) {
    let room = usize::from(area.width.saturating_sub(4)).max(1);
    let letters: Vec<char> = target.chars().collect();
    let lines: Vec<String> = letters.chunks(room).map(|line| line.iter().collect()).collect();
    let height = (lines.len() as u16).saturating_add(2).min(area.height);
    let frame = Rect { y: area.bottom() - height, height, ..area };
    cells.frame(frame, &t!("Open this address?"));
    for (y, line) in (frame.y + 1..frame.bottom().saturating_sub(1)).zip(&lines) {
        cells.put(frame.x + 2, y, line, area.width.saturating_sub(4), StyleToken::Plain);
    }
}

/// Draws a yes-or-no question.
pub fn ask(cells: &mut Cells, area: Rect, question: &str) -> Option<Position> {
    if area.height > 0 {
        cells.clear(area);
        cells.put_cut(area.x + 1, area.y, question, area.width.saturating_sub(2), StyleToken::Trouble);
    }
    None
}
