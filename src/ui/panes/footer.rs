//! The bar below: a message, or where one is; then what can be done, as far as there is room.

use crate::ui::action::Command;
use crate::ui::cells::Cells;
use crate::ui::keys;
use crate::ui::list::Kind;
use crate::ui::state::{Over, State, Tone};
use crate::ui::theme::Ink;
use ratatui::layout::{Position, Rect};

/// Draws the footer. The terminal's cursor is not shown.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    cells.clear(area);
    let room = area.width.saturating_sub(2);
    let (left, ink) = words(state);
    let mut taken = cells.width(&left).min(room);
    if state.message.is_none() && !state.asks_for_more() {
        // Where one is gives way to the hints; what is said or asked does not.
        taken = taken.min(room / 2);
    }
    cells.put_cut(area.x + 1, area.y, &left, taken, ink);
    let pending = state.pending.shown();
    let pending_width = cells.width(&pending);
    let hints_room = room.saturating_sub(taken + 2 + pending_width + u16::from(pending_width > 0));
    let hints = hints(state, cells, hints_room);
    let width: u16 = hints.iter().map(|(key, text)| hint_width(cells, key, text)).sum();
    let mut x =
        area.x + 1 + room.saturating_sub(width.saturating_sub(2) + pending_width + u16::from(pending_width > 0));
    for (key, text) in &hints {
        x += cells.put(x, area.y, key, room, Ink::Key) + 1;
        x += cells.put(x, area.y, text, room, Ink::Footer) + 2;
    }
    cells.put((area.right()).saturating_sub(1 + pending_width), area.y, &pending, pending_width, Ink::Key);
    None
}

fn words(state: &State) -> (String, Ink) {
    match &state.message {
        Some((Tone::News, text)) => return (text.clone(), Ink::News),
        Some((Tone::Trouble, text)) => return (text.clone(), Ink::Trouble),
        None => {}
    }
    if matches!(state.over, Over::List(_)) {
        return (String::new(), Ink::Faint);
    }
    if state.selection.is_some() {
        return ("selecting text: h j k l extend, y copies, Esc gives up".to_owned(), Ink::Plain);
    }
    if let Some(words) = state.words_of_desk() {
        return (words, Ink::Plain);
    }
    let Some(page) = state.page() else { return (String::new(), Ink::Faint) };
    let Some(story) = state.story() else { return ("not part of a story".to_owned(), Ink::Faint) };
    let at = crate::model::story::StoryRef { page: state.cursor.page as u32, story };
    let hits = state.search.as_ref().map_or(0, |search| search.count_in(state.cursor.page, story));
    let found = if hits > 0 { format!(" · {hits} found") } else { String::new() };
    (format!("{}/{} {}{found}", story.0 + 1, page.stories.len(), state.title(at)), Ink::Plain)
}

/// A key and two blanks around its word.
fn hint_width(cells: &Cells, key: &str, text: &str) -> u16 {
    cells.width(key) + 1 + cells.width(text) + 2
}

/// The hints there is room for: those that stay longest first into the bar, then in the order of the key table.
fn hints(state: &State, cells: &Cells, room: u16) -> Vec<(String, &'static str)> {
    let pages = state.edition.pages.len();
    let kind = match &state.over {
        Over::List(list) => Some(list.kind),
        Over::Nothing | Over::Prompt(_) | Over::Ask(..) => None,
    };
    let useful = |command: Command| match command {
        Command::NextPage => pages > 1 && kind.is_none_or(|kind| matches!(kind, Kind::Contents | Kind::Pages)),
        Command::Pages => pages > 1,
        Command::Open => kind.is_none_or(Kind::leads),
        _ => true,
    };
    let mut ranked: Vec<(u8, usize, String, &'static str)> = state
        .keys
        .bindings(state.place())
        .filter(|binding| useful(binding.command))
        .enumerate()
        .filter_map(|(index, binding)| {
            let (rank, text) = binding.hint?;
            Some((rank, index, keys::shown(binding.keys.first()?), text))
        })
        .collect();
    ranked.sort();
    let mut left = room + 2;
    let fits = |(_, _, key, text): &(u8, usize, String, &'static str)| {
        let width = hint_width(cells, key, text);
        let fits = width <= left;
        left = if fits { left - width } else { 0 };
        fits
    };
    let mut kept: Vec<_> = ranked
        .into_iter()
        .filter({
            let mut fits = fits;
            move |hint| fits(hint)
        })
        .collect();
    kept.sort_by_key(|(rank, _, _, _)| std::cmp::Reverse(*rank));
    kept.into_iter().map(|(_, _, key, text)| (key, text)).collect()
}
