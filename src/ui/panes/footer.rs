//! The bar below: a message, or where one is; then what can be done, as far as there is room.

use crate::t;
use crate::ui::action::Command;
use crate::ui::cells::Cells;
use crate::ui::keys;
use crate::ui::list::ListKind;
use crate::ui::state::{Overlay, State};
use crate::ui::theme::StyleToken;
use crate::ui::views::Tone;
use ratatui::layout::{Position, Rect};

/// Draws the footer. The terminal's cursor is not shown.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    cells.clear(area);
    let room = area.width.saturating_sub(2);
    let (left, ink) = words(state);
    let taken = taken(state, &left, room);
    let hints = placed(state, area, taken);
    // What the hints leave free goes to the words again.
    let free = hints.first().map_or(taken, |(x, _)| x.saturating_sub(area.x + 1 + BETWEEN).max(taken));
    cells.put_cut(area.x + 1, area.y, &left, free, ink);
    let pending = state.pending.shown();
    let pending_width = cells.width(&pending);
    for (x, hint) in hints {
        let key = cells.put(x, area.y, &hint.key, room, StyleToken::Key) + 1;
        cells.put(x + key, area.y, &hint.text, room, StyleToken::Footer);
    }
    cells.put((area.right()).saturating_sub(1 + pending_width), area.y, &pending, pending_width, StyleToken::Key);
    None
}

/// Cells between the words and the hints.
const BETWEEN: u16 = 2;

fn words(state: &State) -> (String, StyleToken) {
    match &state.message {
        Some((Tone::News, text)) => return (text.clone(), StyleToken::News),
        Some((Tone::Trouble, text)) => return (text.clone(), StyleToken::Trouble),
        None => {}
    }
    if matches!(state.over, Overlay::List(_)) {
        return (String::new(), StyleToken::Faint);
    }
    if state.selection.is_some() {
        return (t!("selecting text: h j k l extend, y copies, Esc cancels"), StyleToken::Plain);
    }
    if let Some(words) = state.words_of_edits() {
        return (words, StyleToken::Plain);
    }
    let Some(page) = state.page() else { return (String::new(), StyleToken::Faint) };
    let Some(story) = state.story() else { return (t!("not part of a story"), StyleToken::Faint) };
    let at = crate::model::story::StoryRef { page: state.cursor.page as u32, story };
    if let Some(note) = state.note_under_cursor() {
        return (format!("{}: {}", t!("note"), note.says), StyleToken::News);
    }
    let hits = state.search.as_ref().map_or(0, |search| search.count_in(state.cursor.page, story));
    let found = if hits > 0 { format!(" · {}", t!("{count} found", count = hits)) } else { String::new() };
    (format!("{}/{} {}{found}", story.0 + 1, page.stories.len(), state.title(at)), StyleToken::Plain)
}

/// Cells that the words on the left take. Where one is gives way to the hints; what is said or asked does not.
fn taken(state: &State, left: &str, room: u16) -> u16 {
    let own = width(state, left).min(room);
    if state.message.is_none() && !state.asks_for_more() { own.min(room * 2 / 5) } else { own }
}

fn width(state: &State, text: &str) -> u16 {
    state.widths.str(&state.widths.sanitize(text))
}

/// What can be done, in the bar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hint {
    /// How soon it gives way: 0 stays longest.
    rank: u8,
    /// Its place in the key table.
    index: usize,
    key: String,
    text: String,
    /// The keys, as the table writes them.
    keys: String,
}

/// The keys of the hint in this column of the bar, as the key table writes them.
pub fn keys_at(state: &State, area: Rect, x: u16) -> Option<String> {
    let (left, _) = words(state);
    let taken = taken(state, &left, area.width.saturating_sub(2));
    let hit = |(from, hint): &(u16, Hint)| *from <= x && x + 1 < from + hint_width(state, hint);
    placed(state, area, taken).into_iter().find(hit).map(|(_, hint)| hint.keys)
}

/// The hints that are shown beside words of so many cells, each with its first column.
fn placed(state: &State, area: Rect, taken: u16) -> Vec<(u16, Hint)> {
    let room = area.width.saturating_sub(2);
    let pending = width(state, &state.pending.shown());
    let pending = pending + u16::from(pending > 0);
    let hints = hints(state, room.saturating_sub(taken + BETWEEN + pending));
    let all: u16 = hints.iter().map(|hint| hint_width(state, hint)).sum();
    let mut x = area.x + 1 + room.saturating_sub(all.saturating_sub(2) + pending);
    let mut place = |hint: Hint| {
        let at = x;
        x += hint_width(state, &hint);
        (at, hint)
    };
    hints.into_iter().map(&mut place).collect()
}

/// A key and two blanks around its word.
fn hint_width(state: &State, hint: &Hint) -> u16 {
    width(state, &hint.key) + 1 + width(state, &hint.text) + 2
}

/// The hints there is room for: those that stay longest first into the bar, then in the order of the key table.
fn hints(state: &State, room: u16) -> Vec<Hint> {
    let pages = state.edition.pages.len();
    let has_stories = state.edition.stories().nth(1).is_some();
    let kind = match &state.over {
        Overlay::List(list) => Some(list.kind),
        Overlay::Nothing | Overlay::Prompt(_) | Overlay::Ask(..) => None,
    };
    let useful = |command: Command| match command {
        Command::NextPage => pages > 1 && kind.is_none_or(|kind| matches!(kind, ListKind::Contents | ListKind::Pages)),
        Command::Pages => pages > 1,
        Command::NextStory => has_stories,
        Command::NextQuestion => state.knows_questions(),
        Command::Open => kind.is_none_or(ListKind::leads),
        _ => true,
    };
    let mut ranked: Vec<Hint> = state
        .keys
        .bindings(state.place())
        .filter(|binding| useful(binding.command))
        .enumerate()
        .filter_map(|(index, binding)| {
            let ((rank, text), keys) = (binding.hint?, binding.keys.first()?);
            Some(Hint { rank, index, key: keys::shown(keys), text: t!(text), keys: keys.clone() })
        })
        .collect();
    // A story that breaks off is gone on with before anything else.
    let follow = state.keys.bindings(state.place()).find(|binding| binding.command == Command::Follow);
    if let (Some(rest), None, Some(keys)) = (state.breaks_off_here(), kind, follow.and_then(|row| row.keys.first())) {
        let text = t!("goes on, page {page}", page = rest.page + 1);
        ranked.push(Hint { rank: 0, index: 0, key: keys::shown(keys), text, keys: keys.clone() });
    }
    ranked.sort();
    let mut left = room + 2;
    ranked.retain(|hint| {
        let width = hint_width(state, hint);
        let fits = width <= left;
        left = if fits { left - width } else { 0 };
        fits
    });
    ranked.sort_by_key(|hint| std::cmp::Reverse(hint.rank));
    ranked
}
