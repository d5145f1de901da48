//! What keys do while the page is corrected by hand.

use crate::editing::{BesideBlock, Edit, EditHistory, EditStep};
use crate::model::page::BlockId;
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::keys;
use crate::ui::questions;
use crate::ui::search::SearchState;
use crate::ui::state::State;
use crate::ui::views::{Cursor, Editing, View};

const NO_BLOCK: &str = "no block under the cursor";

impl State {
    /// Commands of correcting; nothing for all others.
    pub(super) fn run_on_corrections(
        &mut self,
        command: Command,
        count: Option<u32>,
        letter: Option<char>,
    ) -> Option<Vec<Effect>> {
        if command == Command::Edit {
            self.toggle_editing();
            return Some(Vec::new());
        }
        if self.editing == Editing::Off || self.view == View::Story {
            return None;
        }
        if command == Command::Clear {
            match self.editing {
                Editing::Block(_) | Editing::Story(_) => self.editing = Editing::Looking,
                Editing::Asking(_) if self.question_here().is_some() => self.editing = Editing::Looking,
                Editing::Off | Editing::Looking | Editing::Asking(_) => self.toggle_editing(),
            }
            return Some(Vec::new());
        }
        if matches!(command, Command::NextQuestion | Command::PreviousQuestion) {
            return Some(self.step_question(command == Command::PreviousQuestion));
        }
        let Some(block) = self.cursor.block else {
            self.complain(t!(NO_BLOCK));
            return Some(Vec::new());
        };
        Some(match command {
            Command::SplitStory => self.split_story(block),
            Command::JoinStory | Command::PickUp => self.pick_up(command, block, count),
            Command::PutBehind => self.put(BesideBlock::Behind(block)),
            Command::PutBefore => self.put(BesideBlock::Before(block)),
            Command::BlockEarlier | Command::BlockLater => self.shift_block(block, command == Command::BlockLater),
            Command::StoryEarlier | Command::StoryLater => self.shift_story(block, command == Command::StoryLater),
            Command::RunOn => self.edit(Edit::RunOn(block), &t!("changed")),
            Command::SetRole => match letter.and_then(role_of) {
                Some(role) => self.edit(Edit::Role { block, role }, role.word()),
                None => {
                    self.complain(t!("no role has this letter; r shows them"));
                    Vec::new()
                }
            },
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            _ => return None,
        })
    }

    fn toggle_editing(&mut self) {
        let begins = self.editing == Editing::Off;
        self.editing = if begins { Editing::Looking } else { Editing::Off };
        self.anchor = None;
        let count = self.edits.steps().len();
        if begins {
            self.view = View::Page;
            let uncertain = self.page().map_or(0, |page| questions::on_page(page).len());
            self.say(match self.keys.key_of(Command::NextQuestion, keys::KeyPlace::Edit).filter(|_| uncertain > 0) {
                Some(key) => {
                    t!("correcting: ? marks what is uncertain, {key} goes there; the file stays as it is", key)
                }
                None => t!("correcting: the page file stays as it is; ? lists the keys"),
            });
        } else if count > 0 {
            let place = self.kept.clone();
            self.say(if place.is_empty() {
                t!("corrections: {count}", count)
            } else {
                t!("corrections: {count}; kept in {place}", count, place)
            });
        }
    }

    fn split_story(&mut self, block: BlockId) -> Vec<Effect> {
        let page = self.page();
        let begins = page.is_some_and(|page| page.stories.iter().any(|story| story.blocks.first() == Some(&block)));
        let is_asked = page.is_some_and(|page| questions::on_page(page).iter().any(|question| question.block == block));
        if begins && !is_asked {
            self.complain(t!("a story begins here already"));
            return Vec::new();
        }
        self.edit(Edit::Split(block), &t!("a story begins here"))
    }

    /// Makes an edit of the present page, and has it kept.
    pub(super) fn edit(&mut self, edit: Edit, says: &str) -> Vec<Effect> {
        let step = EditStep { page: self.cursor.page, edit };
        if let Err(refusal) = self.change(|edits, edition| edits.make(edition, step)) {
            self.complain(t!(refusal));
            return Vec::new();
        }
        self.say(t!("{says}; u undoes it", says));
        self.corrected(step)
    }

    fn undo(&mut self) -> Vec<Effect> {
        match self.change(EditHistory::undo) {
            Some(step) => {
                self.say(undone(self.edits.steps().len()));
                self.corrected(step)
            }
            None => {
                self.say(t!("nothing to undo"));
                Vec::new()
            }
        }
    }

    fn redo(&mut self) -> Vec<Effect> {
        match self.change(EditHistory::redo) {
            Some(step) => {
                self.say(t!("redone"));
                self.corrected(step)
            }
            None => {
                self.say(t!("nothing to redo"));
                Vec::new()
            }
        }
    }

    /// The page is other than it was: everything made from it is made anew, and the corrections are written.
    fn corrected(&mut self, step: EditStep) -> Vec<Effect> {
        self.editing = Editing::Looking;
        if step.page != self.cursor.page {
            self.cursor = Cursor { page: step.page, block: Some(step.edit.blocks().0), offset: 0 };
        }
        self.map = None;
        self.set = None;
        if let Some(full) = self.full.get_mut(step.page) {
            *full = None;
        }
        if let Some(search) = self.search.take() {
            self.search = Some(SearchState { current: search.current, ..search.again(&self.edition, self.script) });
        }
        self.reveal();
        vec![Effect::KeepCorrections]
    }

    /// Picks up a block or its story; with the number of a story, puts it there at once.
    fn pick_up(&mut self, command: Command, block: BlockId, count: Option<u32>) -> Vec<Effect> {
        let story = command == Command::JoinStory;
        self.editing = if story { Editing::Story(block) } else { Editing::Block(block) };
        let Some(number) = count else {
            return Vec::new();
        };
        let index = number.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let end = self.page().zip(index).and_then(|(page, index)| page.stories.get(index)?.blocks.last().copied());
        match end {
            Some(end) => self.put(BesideBlock::Behind(end)),
            None => {
                self.editing = Editing::Looking;
                self.complain(t!("no story {number} on this page; t lists them", number));
                Vec::new()
            }
        }
    }

    /// Puts what was picked up beside the block under the cursor.
    fn put(&mut self, to: BesideBlock) -> Vec<Effect> {
        match self.editing {
            Editing::Block(block) => {
                let effects = self.edit(Edit::Move { block, to }, &t!("moved"));
                if !effects.is_empty() {
                    self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
                }
                effects
            }
            Editing::Story(story) => match to {
                BesideBlock::Behind(into) => self.edit(Edit::Join { story, into }, &t!("one story now")),
                BesideBlock::Before(_) => self.edit(Edit::Rank { story, to }, &t!("read before it now")),
            },
            Editing::Off | Editing::Looking | Editing::Asking(_) => {
                self.say(t!("nothing to put here yet: m picks up this block, a its story"));
                Vec::new()
            }
        }
    }

    fn shift_block(&mut self, block: BlockId, later: bool) -> Vec<Effect> {
        let blocks = self.story().and_then(|story| self.page().map(|page| page.story(story).blocks.clone()));
        let at = blocks.as_ref().and_then(|blocks| blocks.iter().position(|id| *id == block));
        let Some((blocks, at)) = blocks.zip(at) else {
            self.complain(t!("this block is in no story; r gives it another role"));
            return Vec::new();
        };
        let beside = if later { blocks.get(at + 1) } else { at.checked_sub(1).and_then(|at| blocks.get(at)) };
        match beside {
            Some(beside) if later => {
                self.edit(Edit::Move { block, to: BesideBlock::Behind(*beside) }, &t!("read later"))
            }
            Some(beside) => self.edit(Edit::Move { block, to: BesideBlock::Before(*beside) }, &t!("read earlier")),
            None => {
                self.say(if later {
                    t!("already the last block of its story")
                } else {
                    t!("already the first block of its story")
                });
                Vec::new()
            }
        }
    }

    fn shift_story(&mut self, block: BlockId, later: bool) -> Vec<Effect> {
        let other = self.story().and_then(|story| {
            let index = if later { story.0 + 1 } else { story.0.checked_sub(1)? };
            self.page()?.stories.get(index as usize)?.blocks.first().copied()
        });
        match other {
            Some(other) if later => {
                self.edit(Edit::Rank { story: block, to: BesideBlock::Behind(other) }, &t!("read later"))
            }
            Some(other) => self.edit(Edit::Rank { story: block, to: BesideBlock::Before(other) }, &t!("read earlier")),
            None => {
                self.say(if later {
                    t!("already the last story of the page")
                } else {
                    t!("already the first story of the page")
                });
                Vec::new()
            }
        }
    }

    /// True while the letter of a role is waited for.
    pub(in crate::ui) fn chooses_role(&self) -> bool {
        self.place() == keys::KeyPlace::Edit && self.pending.keys.first().is_some_and(|key| key == "r")
    }

    /// Whether something was begun that another key ends: the footer says which.
    pub(in crate::ui) fn asks_for_more(&self) -> bool {
        self.selection.is_some()
            || matches!(self.editing, Editing::Block(_) | Editing::Story(_))
            || self.question_here().is_some()
    }

    /// What the footer says while correcting; nothing while reading.
    pub(in crate::ui) fn words_of_edits(&self) -> Option<String> {
        let named = |block: BlockId| {
            let text = self.page().and_then(|page| page.blocks.get(block.0 as usize)).map(|block| block.text.as_str());
            text.unwrap_or_default().chars().take(12).collect::<String>()
        };
        match self.editing {
            Editing::Off => None,
            Editing::Block(block) => {
                Some(t!("moving “{name}”: Enter behind this block, P before it, Esc cancels", name = named(block)))
            }
            Editing::Story(block) => {
                let title = self.page().and_then(|page| page.story_of(block)).map(|story| self.title_here(story));
                Some(t!(
                    "joining “{name}”: Enter adds it to this story, P puts it before this story, Esc cancels",
                    name = title.unwrap_or_default()
                ))
            }
            Editing::Looking => Some(self.words_of_block()),
            Editing::Asking(_) => Some(match self.question_here() {
                Some(question) => self.words_of_question(&question, self.size.0.saturating_sub(2)),
                None => self.words_of_block(),
            }),
        }
    }

    fn title_here(&self, story: StoryId) -> String {
        self.title(StoryRef { page: self.cursor.page as u32, story }).chars().take(12).collect()
    }

    /// What the block under the cursor is: role, place in its story, its story.
    fn words_of_block(&self) -> String {
        let Some((page, id)) = self.page().zip(self.cursor.block) else { return t!(NO_BLOCK) };
        let role = page.blocks.get(id.0 as usize).map_or("", |block| block.role.word());
        let Some(story) = self.story() else { return t!("{role}, not part of a story", role) };
        let blocks = &page.story(story).blocks;
        let at = blocks.iter().position(|block| *block == id).map_or(0, |at| at + 1);
        let stories = page.stories.len();
        t!(
            "{role} · {at} of {count} in story {story}/{stories} {title}",
            role,
            at,
            count = blocks.len(),
            story = story.0 + 1,
            stories,
            title = self.title_here(story)
        )
    }
}

/// What is left when a correction was undone.
fn undone(left: usize) -> String {
    match left {
        0 => t!("undone; no correction is left, U redoes it"),
        1 => t!("undone; 1 correction is left, U redoes this one"),
        left => t!("undone; {left} corrections are left, U redoes this one", left),
    }
}

/// The letter of a role in the menu.
pub(in crate::ui) fn letter_of(role: Role) -> char {
    match role {
        Role::Masthead => 'm',
        Role::Folio => 'f',
        Role::Section => 'l',
        Role::Kicker => 'k',
        Role::Headline => 'h',
        Role::Deck => 'd',
        Role::Byline => 'b',
        Role::Dateline => 'w',
        Role::Body => 't',
        Role::Subhead => 's',
        Role::PullQuote => 'q',
        Role::Caption => 'c',
        Role::Credit => 'p',
        Role::Jump => 'j',
        Role::Table => 'g',
        Role::Advert => 'a',
        Role::Furniture => 'u',
    }
}

fn role_of(letter: char) -> Option<Role> {
    Role::ALL.into_iter().find(|role| letter_of(*role) == letter)
}
