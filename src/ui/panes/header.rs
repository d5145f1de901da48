//! The bar above: which paper and page, or which story and how far.

use crate::t;
use crate::ui::action::Command;
use crate::ui::cells::Cells;
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use crate::ui::views::{Editing, View};
use ratatui::layout::Rect;

/// Draws the header, an underlined row as the folio line of a page.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) {
    if area.height == 0 {
        return;
    }
    cells.bar(area, StyleToken::Header);
    let (left, right) = words(state);
    let room = area.width.saturating_sub(2);
    let right_width = cells.width(&right).min(room);
    let left_room = room.saturating_sub(right_width + 2);
    cells.put_cut(area.x + 1, area.y, &left, left_room, StyleToken::Title);
    cells.put(area.x + 1 + room - right_width, area.y, &right, right_width, StyleToken::Plain);
    cells.tint(area, StyleToken::Header);
}

fn words(state: &State) -> (String, String) {
    let Some(page) = state.page() else { return (state.edition.source.name.clone(), String::new()) };
    let place = place(state);
    if state.editing != Editing::Off {
        let corrections = match state.edits.steps().len() {
            0 => t!("no corrections yet"),
            1 => t!("1 correction"),
            count => t!("{count} corrections", count),
        };
        let kept = if state.kept.is_empty() {
            String::new()
        } else {
            format!(" · {}", t!("kept in {place}", place = state.kept))
        };
        return (format!("{} · {corrections}{kept}", t!("CORRECTING")), place);
    }
    if state.view == View::Page {
        let folio = page.printed_name().map(|name| format!("{name} · ")).unwrap_or_default();
        let pasted = if page.pasted_up { format!(" · {}", t!("layout made from plain text")) } else { String::new() };
        let key = state.key_on_page(Command::Warnings);
        let doubts = match page.doubts.len() {
            0 => String::new(),
            1 => format!(" · {}", t!("1 warning: {key}", key)),
            count => format!(" · {}", t!("{count} warnings: {key}", count, key)),
        };
        return (format!("{folio}{}{pasted}{doubts}", state.edition.source.name), place);
    }
    let Some(at) = state.nearest_story() else { return (state.edition.source.name.clone(), place) };
    let story = t!("story {number} of {count}", number = at.story.0 + 1, count = page.stories.len());
    (state.title(at), format!("{place} · {story} · {}", how_far(state)))
}

/// The page, and how many there are; how many of them are loaded, while some are not.
fn place(state: &State) -> String {
    let (number, there) = (state.cursor.page + 1, state.edition.pages.there());
    let place = match state.arrivals.count(there) {
        count if count != "1" => t!("page {number} of {count}", number, count),
        _ => t!("1 page"),
    };
    if state.arrivals.is_short(there) {
        return format!("{place} · {}", t!("{count} loaded", count = there));
    }
    place
}

/// How much of the story was shown, in words that need no sum.
fn how_far(state: &State) -> String {
    let (top, last) = (state.story_view.top, state.last_top());
    match (top, last) {
        (_, 0) => t!("all"),
        (0, _) => t!("top"),
        (top, last) if top >= last => t!("end"),
        (top, last) => format!("{}%", top * 100 / last),
    }
}
