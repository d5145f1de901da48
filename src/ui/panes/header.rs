//! The bar above: which paper and page, or which story and how far.

use crate::ui::cells::Cells;
use crate::ui::state::{Editing, State, View};
use crate::ui::theme::Ink;
use ratatui::layout::Rect;

/// Draws the header, an underlined row as the folio line of a page.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) {
    if area.height == 0 {
        return;
    }
    cells.bar(area, Ink::Header);
    let (left, right) = words(state);
    let room = area.width.saturating_sub(2);
    let right_width = cells.width(&right).min(room);
    let left_room = room.saturating_sub(right_width + 2);
    cells.put_cut(area.x + 1, area.y, &left, left_room, Ink::Title);
    cells.put(area.x + 1 + room - right_width, area.y, &right, right_width, Ink::Plain);
    cells.tint(area, Ink::Header);
}

fn words(state: &State) -> (String, String) {
    let Some(page) = state.page() else { return (state.edition.source.name.clone(), String::new()) };
    let (number, count) = (state.cursor.page + 1, state.edition.pages.len());
    let place = if count > 1 { format!("page {number} of {count}") } else { "1 page".to_owned() };
    if state.editing != Editing::Off {
        let corrections = match state.desk.steps().len() {
            0 => "no corrections yet".to_owned(),
            1 => "1 correction".to_owned(),
            count => format!("{count} corrections"),
        };
        let kept = if state.kept.is_empty() { String::new() } else { format!(" · kept in {}", state.kept) };
        return (format!("CORRECTING · {corrections}{kept}"), place);
    }
    if state.view == View::Page {
        let folio = page.folio.as_ref().map(|folio| format!("{folio} · ")).unwrap_or_default();
        let pasted = if page.pasted_up { " · pasted up" } else { "" };
        let doubts = match page.doubts.len() {
            0 => String::new(),
            1 => " · 1 doubt".to_owned(),
            count => format!(" · {count} doubts"),
        };
        return (format!("{folio}{}{pasted}{doubts}", state.edition.source.name), place);
    }
    let Some(at) = state.nearest_story() else { return (state.edition.source.name.clone(), place) };
    let story = format!("story {} of {}", at.story.0 + 1, page.stories.len());
    (state.title(at), format!("{place} · {story} · {}", how_far(state)))
}

/// How much of the story was shown, in words that need no sum.
fn how_far(state: &State) -> String {
    let (top, last) = (state.story_view.top, state.last_top());
    match (top, last) {
        (_, 0) => "all".to_owned(),
        (0, _) => "top".to_owned(),
        (top, last) if top >= last => "end".to_owned(),
        (top, last) => format!("{}%", top * 100 / last),
    }
}
