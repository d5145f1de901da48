//! Lists over the view: contents, pages, marks, help. A list itself is only what is shown, what is chosen, and the filter;
//! its rows are made from what it lists ([`rows`], [`help`]) each time they are asked for.

pub(super) mod filter;
pub(super) mod help;
pub(super) mod rows;

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::t;
use crate::ui::action::Command;
use crate::ui::views::ReadingPlace;

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

impl ListRow {
    /// A row that leads nowhere.
    fn new(level: Level, label: String, text: String) -> ListRow {
        ListRow { label, text, note: String::new(), hits: 0, level, target: None }
    }

    /// The head of a group.
    fn group(head: &str) -> ListRow {
        ListRow::new(Level::Group, String::new(), head.to_owned())
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
