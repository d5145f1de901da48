//! Lists over the view: contents, pages, marks, help. Rows are made from the state; a list itself is only what is
//! shown, what is chosen, and the filter.

mod filter;

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryRef;
use crate::ui::action::Command;
use crate::ui::keymap::Bound;
use crate::ui::keys::{self, Place};
use crate::ui::links::Link;
use crate::ui::prompt::LINE_COMMANDS;
use crate::ui::state::{Cursor, Editing, Spot, State, View};

/// What a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// The key table.
    Help,
}

/// An open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it shows.
    pub kind: Kind,
    /// The chosen row.
    pub chosen: usize,
    /// First row that shows.
    pub top: usize,
    /// Words that rows must hold.
    pub filter: String,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands in the narrow column on the left: numbers, keys.
    pub label: String,
    /// The text.
    pub text: String,
    /// What stands on the right: lengths, counts.
    pub note: String,
    /// How the row is set.
    pub level: Level,
    /// Where Enter goes.
    pub target: Option<Spot>,
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
    pub fn new(kind: Kind) -> List {
        List { kind, chosen: 0, top: 0, filter: String::new() }
    }

    /// Moves the choice by some rows, past the heads of groups.
    pub fn choose(&mut self, by: i64, rows: &[Row]) {
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
    pub fn title(&self) -> &'static str {
        match self.kind {
            Kind::Contents => "Stories",
            Kind::Pages => "Pages",
            Kind::Marks => "Marks",
            Kind::Doubts => "Doubts",
            Kind::Links => "Addresses",
            Kind::Help => "Help",
        }
    }
}

impl Kind {
    /// Whether its rows lead somewhere.
    pub fn leads(self) -> bool {
        match self {
            Kind::Contents | Kind::Pages | Kind::Marks | Kind::Links => true,
            Kind::Doubts | Kind::Help => false,
        }
    }
}

impl State {
    /// The rows of a list, filtered.
    pub fn rows(&self, list: &List) -> Vec<Row> {
        let all = match list.kind {
            Kind::Contents => self.contents_rows(),
            Kind::Pages => self.pages_rows(),
            Kind::Marks => self.marks_rows(),
            Kind::Doubts => self.doubts_rows(),
            Kind::Links => self.links_rows(),
            Kind::Help => self.help_rows(),
        };
        filter::keep(all, &list.filter, self.script)
    }

    fn links_rows(&self) -> Vec<Row> {
        let row = |(index, link): (usize, Link)| Row {
            label: (index + 1).to_string(),
            text: link.target,
            note: String::new(),
            level: Level::Entry,
            target: None,
        };
        self.story_links().into_iter().enumerate().map(row).collect()
    }

    fn contents_rows(&self) -> Vec<Row> {
        let Some(page) = self.page() else { return Vec::new() };
        let mut rows = Vec::new();
        for story in page.story_ids() {
            let at = StoryRef { page: self.cursor.page as u32, story };
            let blocks = &page.story(story).blocks;
            let Some(first) = blocks.first().copied() else { continue };
            let hits = self.search.as_ref().map_or(0, |search| search.count_in(self.cursor.page, story));
            let section = page.story(story).section.as_ref().map(|section| format!("{section} ")).unwrap_or_default();
            let length: usize = blocks.iter().map(|id| page.block(*id).text.chars().count()).sum();
            rows.push(Row {
                label: (story.0 + 1).to_string(),
                text: format!("{section}{}", self.title(at)),
                note: if hits > 0 { format!("{hits} found · {length}") } else { length.to_string() },
                level: Level::Entry,
                target: Some(self.spot_of(View::Story, first)),
            });
            rows.extend(sections(page, blocks).into_iter().map(|(block, text)| Row {
                label: String::new(),
                text,
                note: String::new(),
                level: Level::Beneath,
                target: Some(self.spot_of(View::Story, block)),
            }));
        }
        rows
    }

    fn spot_of(&self, view: View, block: BlockId) -> Spot {
        Spot { view, cursor: Cursor { page: self.cursor.page, block: Some(block), offset: 0 } }
    }

    fn pages_rows(&self) -> Vec<Row> {
        let row = |(index, page): (usize, &Page)| {
            let lead = page.stories.iter().enumerate().map(|(id, _)| crate::model::story::StoryId(id as u32)).next();
            let text = lead.map(|story| self.title(StoryRef { page: index as u32, story }));
            let hits = self.search.as_ref().map_or(0, |search| search.count_on(index));
            let stories = page.stories.len();
            let count = if stories == 1 { "1 story".to_owned() } else { format!("{stories} stories") };
            Row {
                label: page.folio.clone().unwrap_or_else(|| page.number.to_string()),
                text: text.unwrap_or_else(|| "no stories".to_owned()),
                note: if hits > 0 { format!("{hits} found · {count}") } else { count },
                level: Level::Entry,
                target: Some(Spot {
                    view: View::Page,
                    cursor: Cursor { page: index, block: self.first_block(index), offset: 0 },
                }),
            }
        };
        self.edition.pages.iter().enumerate().map(row).collect()
    }

    fn marks_rows(&self) -> Vec<Row> {
        let row = |(letter, spot): (&char, &Spot)| {
            let page = self.edition.pages.get(spot.cursor.page);
            let text = page.zip(spot.cursor.block).and_then(|(page, block)| page.blocks.get(block.0 as usize));
            Row {
                label: letter.to_string(),
                text: text.map(|block| block.text.chars().take(60).collect()).unwrap_or_default(),
                note: format!("page {}", spot.cursor.page + 1),
                level: Level::Entry,
                target: Some(*spot),
            }
        };
        self.marks.iter().map(row).collect()
    }

    fn doubts_rows(&self) -> Vec<Row> {
        let of_page = self.page().map(|page| page.doubts.as_slice()).unwrap_or_default();
        let says = self.edition.source.doubts.iter().chain(of_page.iter().map(|doubt| &doubt.says));
        let row = |says: &String| Row {
            label: String::new(),
            text: says.clone(),
            note: String::new(),
            level: Level::Beneath,
            target: None,
        };
        says.map(row).collect()
    }

    /// The key table in words: first what the view in use has, then the other places, then the `:` commands.
    fn help_rows(&self) -> Vec<Row> {
        let mut places = [
            (Place::Page, "On the page"),
            (Place::Story, "In a story"),
            (Place::Edit, "Correcting a page"),
            (Place::List, "In a list"),
        ];
        let first = match (self.editing, self.view) {
            (Editing::Off, View::Page) => 0,
            (Editing::Off, View::Story) => 1,
            (Editing::Looking | Editing::Block(_) | Editing::Story(_), _) => 2,
        };
        places[..=first].rotate_right(1);
        let here = places[0];
        let mut rows = Vec::new();
        for (place, head) in places {
            rows.push(group(head));
            let known = |other: &Bound| {
                self.keys
                    .bindings(here.0)
                    .any(|row| row.command == other.command && row.keys == other.keys && row.help == other.help)
            };
            let seen = |bound: &&Bound| place == here.0 || !known(bound);
            rows.extend(self.keys.bindings(place).filter(seen).map(|binding| Row {
                label: binding.keys.iter().map(|keys| keys::shown(keys)).collect::<Vec<_>>().join(" "),
                text: binding.help.to_owned(),
                note: String::new(),
                level: Level::Entry,
                target: None,
            }));
        }
        rows.push(group("Commands after :"));
        rows.extend(LINE_COMMANDS.iter().map(|command| Row {
            label: format!("{} {}", command.name, command.argument).trim_end().to_owned(),
            text: command.help.to_owned(),
            note: String::new(),
            level: Level::Entry,
            target: None,
        }));
        rows
    }
}

fn group(head: &str) -> Row {
    Row { label: String::new(), text: head.to_owned(), note: String::new(), level: Level::Group, target: None }
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
