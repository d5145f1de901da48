//! The rows of lists, each from what it lists and from nothing else.

use super::{Level, ListRow, sections};
use crate::model::lang::Lang;
use crate::model::note::Note;
use crate::model::page::{BlockId, Page};
use crate::model::pages::{PageGuard, Pages};
use crate::t;
use crate::typeset::galley::lines::{LineSetting, lines};
use crate::typeset::width::WidthModel;
use crate::ui::links::TextLink;
use crate::ui::search::SearchState;
use crate::ui::views::{Cursor, LIST_COLUMNS, ReadingPlace, View};
use std::collections::BTreeMap;

/// Cells of a list that its text does not get: frame, indent.
const LIST_EDGES: u16 = 6;
/// Cells of a list that the text of a warning does not get: frame, number, indent.
const DOUBT_EDGES: u16 = 12;
/// The lines of a warning are no wider, in cells: the list is not either.
const DOUBT_COLUMNS: u16 = 72;

/// Characters of a text that a row shows of what it stands for.
const QUOTED: usize = 60;

/// What a command printed, a row a line, on a screen of so many columns; what is longer than the list goes on below.
pub fn printed(text: &str, columns: u16, widths: &WidthModel) -> Vec<ListRow> {
    let room = columns.saturating_sub(LIST_EDGES).clamp(8, LIST_COLUMNS - LIST_EDGES);
    let wrapped = |line: &str| {
        let line = line.replace('\t', "    ");
        match widths.str(&widths.sanitize(&line)) <= room {
            true => vec![line],
            false => wrap(&line, room, widths),
        }
    };
    let rows = text.trim_end().lines().flat_map(wrapped);
    rows.map(|line| ListRow::new(Level::Beneath, String::new(), line)).collect()
}

/// The lines of a text at a width.
fn wrap(text: &str, room: u16, widths: &WidthModel) -> Vec<String> {
    let setting = LineSetting::plain(Lang::of(text), room);
    lines(text, &setting, widths).into_iter().map(|line| line.text).collect()
}

/// Addresses, numbered.
pub fn addresses(links: Vec<TextLink>) -> Vec<ListRow> {
    let row = |(index, link): (usize, TextLink)| ListRow::new(Level::Entry, (index + 1).to_string(), link.target);
    links.into_iter().enumerate().map(row).collect()
}

/// The stories of the page with this index, each with its subheads.
pub fn contents(page: &Page, index: usize, search: Option<&SearchState>) -> Vec<ListRow> {
    let place = |block: BlockId| ReadingPlace {
        view: View::Story,
        cursor: Cursor { page: index, block: Some(block), offset: 0 },
    };
    let mut rows = Vec::new();
    for id in page.listed() {
        let story = page.story(id);
        let Some(first) = story.blocks.first().copied() else { continue };
        let hits = search.map_or(0, |search| search.count_in(index, id));
        let section = story.section.as_ref().map(|section| format!("{section} ")).unwrap_or_default();
        let length = t!("{count} chars", count = page.characters(id));
        rows.push(ListRow {
            note: found(hits, length),
            hits,
            target: Some(place(first)),
            ..ListRow::new(Level::Entry, (id.0 + 1).to_string(), format!("{section}{}", titled(page.label(id))))
        });
        rows.extend(sections(page, &story.blocks).into_iter().map(|(block, text)| ListRow {
            target: Some(place(block)),
            ..ListRow::new(Level::Beneath, String::new(), text)
        }));
    }
    rows
}

/// A headline, or a word that stands for one.
fn titled(title: String) -> String {
    if title.trim().is_empty() { t!("untitled") } else { title }
}

/// How much something holds, behind how often the search was found in it.
fn found(hits: usize, holds: String) -> String {
    if hits > 0 { format!("{} · {holds}", t!("{count} found", count = hits)) } else { holds }
}

/// The pages of an edition, each with its lead.
pub fn pages(pages: &Pages, search: Option<&SearchState>) -> Vec<ListRow> {
    let row = |(index, page): (usize, PageGuard<'_>)| {
        let lead = page.lead().map(|story| titled(page.label(story)));
        let none = || if pages.is_there(index) { t!("no stories") } else { "…".to_owned() };
        let stories = page.stories.len();
        let count = if stories == 1 { t!("1 story") } else { t!("{count} stories", count = stories) };
        let cursor = Cursor { page: index, block: page.first_read(), offset: 0 };
        ListRow {
            note: found(search.map_or(0, |search| search.count_on(index)), count),
            target: Some(ReadingPlace { view: View::Page, cursor }),
            ..ListRow::new(Level::Entry, page.name(), lead.unwrap_or_else(none))
        }
    };
    pages.each().enumerate().map(row).collect()
}

/// Marks, and the notes below them.
pub fn marks(marks: &BTreeMap<char, ReadingPlace>, notes: &[Note], pages: &Pages) -> Vec<ListRow> {
    let row = |(letter, place): (&char, &ReadingPlace)| {
        let text = place.cursor.block.map(|block| beginning(pages, place.cursor.page, block)).unwrap_or_default();
        let row = ListRow::new(Level::Entry, letter.to_string(), text);
        ListRow { note: page_number(place.cursor.page), target: Some(*place), ..row }
    };
    let mut rows: Vec<ListRow> = marks.iter().map(row).collect();
    if !notes.is_empty() {
        rows.push(ListRow::group(&t!("Notes")));
        rows.extend(notes.iter().map(|note| note_row(note, pages)));
    }
    rows
}

/// A note: what it says, and behind it what it is about.
fn note_row(note: &Note, pages: &Pages) -> ListRow {
    let about = match note.quote.is_empty() {
        true => beginning(pages, note.page, note.block),
        false => note.quote.chars().take(QUOTED).collect(),
    };
    let cursor = Cursor { page: note.page, block: Some(note.block), offset: 0 };
    ListRow {
        note: page_number(note.page),
        target: Some(ReadingPlace { view: View::Page, cursor }),
        ..ListRow::new(Level::Entry, String::new(), format!("{} · {about}", note.says))
    }
}

fn page_number(index: usize) -> String {
    t!("page {number}", number = index + 1)
}

/// How a block begins; nothing when it is not there.
fn beginning(pages: &Pages, page: usize, block: BlockId) -> String {
    let page = pages.get(page);
    let block = page.and_then(|page| page.blocks.get(block.0 as usize));
    block.map(|block| block.text.chars().take(QUOTED).collect()).unwrap_or_default()
}

/// Warnings, numbered, on a screen of so many columns.
pub fn warnings<'a>(says: impl Iterator<Item = &'a String>, columns: u16, widths: &WidthModel) -> Vec<ListRow> {
    let room = columns.saturating_sub(DOUBT_EDGES).clamp(8, DOUBT_COLUMNS);
    let rows = |(index, says): (usize, &String)| {
        let label = move |row: usize| if row == 0 { (index + 1).to_string() } else { String::new() };
        let row = move |(row, line): (usize, String)| ListRow::new(Level::Beneath, label(row), line);
        wrap(says, room, widths).into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    says.enumerate().flat_map(rows).collect()
}
