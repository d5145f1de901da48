//! Lists over the view: contents, pages, marks, help. Rows are made from the state; a list itself is only what is
//! shown, what is chosen, and the filter.

mod filter;
mod help;

use crate::model::lang::Lang;
use crate::model::note::Note;
use crate::model::page::{BlockId, Page};
use crate::model::pages::PageGuard;
use crate::model::role::Role;
use crate::model::story::StoryRef;
use crate::t;
use crate::typeset::galley::lines::{FlowedLine, LineSetting, lines};
use crate::ui::action::Command;
use crate::ui::links::TextLink;
use crate::ui::state::State;
use crate::ui::views::LIST_COLUMNS;
use crate::ui::views::{Cursor, ReadingPlace, View};

/// Cells of a list that its text does not get: frame, indent.
const LIST_EDGES: u16 = 6;
/// Cells of a list that the text of a warning does not get: frame, number, indent.
const DOUBT_EDGES: u16 = 12;
/// The lines of a warning are no wider, in cells: the list is not either.
const DOUBT_COLUMNS: u16 = 72;

/// What a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Stories of the page, with their sections.
    Contents,
    /// Pages of the edition.
    Pages,
    /// Marks.
    Marks,
    /// What we are not sure of on this page.
    Doubts,
    /// Addresses in the story.
    Links,
    /// What a command printed.
    Printed,
    /// The key table.
    Help,
}

/// An open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it shows.
    pub kind: ListKind,
    /// The chosen row.
    pub chosen: usize,
    /// First row that shows.
    pub top: usize,
    /// Words that rows must hold.
    pub filter: String,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// What stands in the narrow column on the left: numbers, keys.
    pub label: String,
    /// The text.
    pub text: String,
    /// What stands on the right: lengths, counts.
    pub note: String,
    /// Hits of the search in what it stands for.
    pub hits: usize,
    /// How the row is set.
    pub level: Level,
    /// Where Enter goes.
    pub target: Option<ReadingPlace>,
}

/// How a row is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A group's head.
    Group,
    /// An entry.
    Entry,
    /// Something beneath an entry.
    Beneath,
}

impl List {
    /// A list with its first row chosen.
    pub fn new(kind: ListKind) -> List {
        List { kind, chosen: 0, top: 0, filter: String::new() }
    }

    /// Moves the choice by some rows, past the heads of groups.
    pub fn choose(&mut self, by: i64, rows: &[ListRow]) {
        let last = rows.len().saturating_sub(1) as i64;
        let wanted = (self.chosen as i64 + by).clamp(0, last) as usize;
        let entry = |at: &usize| rows.get(*at).is_some_and(|row| row.level != Level::Group);
        let found = if by >= 0 {
            (wanted..rows.len()).find(entry).or_else(|| (0..wanted).rev().find(entry))
        } else {
            (0..=wanted).rev().find(entry).or_else(|| (wanted..rows.len()).find(entry))
        };
        self.chosen = found.unwrap_or(wanted);
    }

    /// What stands above it.
    pub fn title(&self) -> String {
        match self.kind {
            ListKind::Contents => t!("Stories"),
            ListKind::Pages => t!("Pages"),
            ListKind::Marks => t!("Marks"),
            ListKind::Doubts => t!("Warnings"),
            ListKind::Links => t!("Addresses"),
            ListKind::Printed => t!("Output"),
            ListKind::Help => t!("Help"),
        }
    }
}

impl ListKind {
    /// Whether its rows lead somewhere.
    pub fn leads(self) -> bool {
        match self {
            ListKind::Contents | ListKind::Pages | ListKind::Marks | ListKind::Links => true,
            ListKind::Doubts | ListKind::Help | ListKind::Printed => false,
        }
    }
}

impl State {
    /// The rows of a list, filtered.
    pub fn rows(&self, list: &List) -> Vec<ListRow> {
        let all = match list.kind {
            ListKind::Contents => self.contents_rows(),
            ListKind::Pages => self.pages_rows(),
            ListKind::Marks => self.marks_rows(),
            ListKind::Doubts => self.doubts_rows(),
            ListKind::Links => self.links_rows(),
            ListKind::Printed => self.printed_rows(),
            ListKind::Help => self.help_rows(),
        };
        filter::keep(all, &list.filter, self.script)
    }

    /// What a command printed, a row a line; what is longer than the list goes on below.
    fn printed_rows(&self) -> Vec<ListRow> {
        let room = self.screen_layout().body.width.saturating_sub(LIST_EDGES).clamp(8, LIST_COLUMNS - LIST_EDGES);
        let row = |text: String| ListRow {
            label: String::new(),
            text,
            note: String::new(),
            hits: 0,
            level: Level::Beneath,
            target: None,
        };
        let wrapped = |line: &str| {
            let line = line.replace('\t', "    ");
            if self.widths.str(&self.widths.sanitize(&line)) <= room {
                return vec![line];
            }
            lines(&line, &LineSetting::plain(Lang::of(&line), room), &self.widths)
                .into_iter()
                .map(|line| line.text)
                .collect()
        };
        self.printed.1.trim_end().lines().flat_map(wrapped).map(row).collect()
    }

    fn links_rows(&self) -> Vec<ListRow> {
        let row = |(index, link): (usize, TextLink)| ListRow {
            label: (index + 1).to_string(),
            text: link.target,
            note: String::new(),
            hits: 0,
            level: Level::Entry,
            target: None,
        };
        self.story_links().into_iter().enumerate().map(row).collect()
    }

    fn contents_rows(&self) -> Vec<ListRow> {
        let Some(page) = self.page() else { return Vec::new() };
        let mut rows = Vec::new();
        for story in page.listed() {
            let at = StoryRef { page: self.cursor.page as u32, story };
            let blocks = &page.story(story).blocks;
            let Some(first) = blocks.first().copied() else { continue };
            let hits = self.search.as_ref().map_or(0, |search| search.count_in(self.cursor.page, story));
            let section = page.story(story).section.as_ref().map(|section| format!("{section} ")).unwrap_or_default();
            let length = t!("{count} chars", count = page.characters(story));
            rows.push(ListRow {
                label: (story.0 + 1).to_string(),
                text: format!("{section}{}", self.title(at)),
                note: if hits > 0 { format!("{} · {length}", t!("{count} found", count = hits)) } else { length },
                hits,
                level: Level::Entry,
                target: Some(self.spot_of(View::Story, first)),
            });
            rows.extend(sections(page, blocks).into_iter().map(|(block, text)| ListRow {
                label: String::new(),
                text,
                note: String::new(),
                hits: 0,
                level: Level::Beneath,
                target: Some(self.spot_of(View::Story, block)),
            }));
        }
        rows
    }

    fn spot_of(&self, view: View, block: BlockId) -> ReadingPlace {
        ReadingPlace { view, cursor: Cursor { page: self.cursor.page, block: Some(block), offset: 0 } }
    }

    fn pages_rows(&self) -> Vec<ListRow> {
        let row = |(index, page): (usize, PageGuard<'_>)| {
            let is_there = self.edition.pages.is_there(index);
            let named = |label: String| if label.trim().is_empty() { t!("untitled") } else { label };
            let text = page.lead().map(|story| named(page.label(story)));
            let hits = self.search.as_ref().map_or(0, |search| search.count_on(index));
            let stories = page.stories.len();
            let count = if stories == 1 { t!("1 story") } else { t!("{count} stories", count = stories) };
            ListRow {
                label: page.name(),
                text: text.unwrap_or_else(|| if is_there { t!("no stories") } else { "…".to_owned() }),
                note: if hits > 0 { format!("{} · {count}", t!("{count} found", count = hits)) } else { count },
                hits: 0,
                level: Level::Entry,
                target: Some(ReadingPlace {
                    view: View::Page,
                    cursor: Cursor { page: index, block: page.first_read(), offset: 0 },
                }),
            }
        };
        self.edition.pages.each().enumerate().map(row).collect()
    }

    fn marks_rows(&self) -> Vec<ListRow> {
        let row = |(letter, spot): (&char, &ReadingPlace)| {
            let page = self.edition.pages.get(spot.cursor.page);
            let text = page.zip(spot.cursor.block).and_then(|(page, block)| page.blocks.get(block.0 as usize));
            ListRow {
                label: letter.to_string(),
                text: text.map(|block| block.text.chars().take(60).collect()).unwrap_or_default(),
                note: t!("page {number}", number = spot.cursor.page + 1),
                hits: 0,
                level: Level::Entry,
                target: Some(*spot),
            }
        };
        let mut rows: Vec<ListRow> = self.marks.iter().map(row).collect();
        let notes = self.edits.notes();
        if !notes.is_empty() {
            rows.push(group(&t!("Notes")));
            rows.extend(notes.iter().map(|note| self.note_row(note)));
        }
        rows
    }

    /// A note: what it says, and behind it what it is about.
    fn note_row(&self, note: &Note) -> ListRow {
        let page = self.edition.pages.get(note.page);
        let block = page.and_then(|page| page.blocks.get(note.block.0 as usize));
        let about = if note.quote.is_empty() { block.map_or("", |block| block.text.as_str()) } else { &note.quote };
        let about: String = about.chars().take(60).collect();
        let cursor = Cursor { page: note.page, block: Some(note.block), offset: 0 };
        ListRow {
            label: String::new(),
            text: format!("{} · {about}", note.says),
            note: t!("page {number}", number = note.page + 1),
            hits: 0,
            level: Level::Entry,
            target: Some(ReadingPlace { view: View::Page, cursor }),
        }
    }

    fn doubts_rows(&self) -> Vec<ListRow> {
        let of_page = self.page().map(|page| page.doubts.as_slice()).unwrap_or_default();
        let says = self.edition.source.doubts.iter().chain(of_page.iter().map(|doubt| &doubt.says));
        let room = self.screen_layout().body.width.saturating_sub(DOUBT_EDGES).clamp(8, DOUBT_COLUMNS);
        let wrapped = |(index, says): (usize, &String)| {
            let setting = LineSetting::plain(Lang::of(says), room);
            let row = move |(row, line): (usize, FlowedLine)| ListRow {
                label: if row == 0 { (index + 1).to_string() } else { String::new() },
                text: line.text,
                note: String::new(),
                hits: 0,
                level: Level::Beneath,
                target: None,
            };
            lines(says, &setting, &self.widths).into_iter().enumerate().map(row).collect::<Vec<_>>()
        };
        says.enumerate().flat_map(wrapped).collect()
    }
}

fn group(head: &str) -> ListRow {
    ListRow {
        label: String::new(),
        text: head.to_owned(),
        note: String::new(),
        hits: 0,
        level: Level::Group,
        target: None,
    }
}

/// The subheads of a story.
pub(in crate::ui) fn sections(page: &Page, blocks: &[BlockId]) -> Vec<(BlockId, String)> {
    let heads = page.paragraphs(blocks).into_iter().filter(|paragraph| paragraph.role == Role::Subhead);
    heads.filter_map(|head| Some((*head.blocks.first()?, head.text.into_owned()))).collect()
}

/// What a command does to the chosen row, as steps up or down; nothing for commands that do not move it.
pub fn steps(command: Command, rows: usize, screen: usize) -> Option<i64> {
    let (all, screen) = (rows as i64, screen.max(1) as i64);
    match command {
        Command::Down => Some(1),
        Command::Up => Some(-1),
        Command::ScreenDown => Some(screen),
        Command::ScreenUp => Some(-screen),
        Command::HalfDown => Some((screen / 2).max(1)),
        Command::HalfUp => Some(-(screen / 2).max(1)),
        Command::Top => Some(-all),
        Command::End => Some(all),
        _ => None,
    }
}
