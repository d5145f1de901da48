//! Editing: corrections that a person makes to what was understood of a page. Pure: an [`Edit`] changes an
//! edition in memory; the page file is never touched, and where corrections are kept is not known here.
//!
//! ```text
//!   Edition  --apply(edit)-->  Edition          undo: the page as it was read, and all edits but the last again
//!   Edit { blocks by id }  <-- name -->  BlockName { text's fingerprint, place }   for the time between two readings
//! ```
//!
//! Blocks keep their ids and their text whatever is done, so nothing can be lost: edits only change which story a
//! block is in, where in it, and what its role is.

mod edit;
pub mod block_name;
mod page_stories;
#[cfg(test)]
mod tests;

pub use edit::{BesideBlock, Edit, Refusal};

use crate::model::edition::Edition;
use crate::model::note::Note;
use crate::model::page::Page;
use crate::model::story::{Jump, Story};
use std::collections::BTreeMap;

/// An edit of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditStep {
    /// Index of the page.
    pub page: usize,
    /// What was done.
    pub edit: Edit,
}

/// What was corrected, with what is needed to take it back.
#[derive(Clone, Debug, Default)]
pub struct EditHistory {
    /// Pages that were edited, as they were read.
    read: BTreeMap<usize, Page>,
    /// Where the stories of all pages went on and came from, as it was read: edits on one page change ties on others.
    ties: Vec<Vec<Tie>>,
    steps: Vec<EditStep>,
    undone: Vec<EditStep>,
    notes: Vec<Note>,
}

/// Where a story goes on, and where it came from.
type Tie = (Option<Jump>, Option<Jump>);

impl EditHistory {
    /// Everything that was corrected, in the order in which it was done.
    pub fn steps(&self) -> &[EditStep] {
        &self.steps
    }

    /// What was written on the pages, in the order in which it was.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Keeps a note in the place of one that is about the same; a note that says nothing only takes that away.
    pub fn write(&mut self, note: Note) {
        self.notes.retain(|other| !other.is_about_the_same(&note));
        if !note.says.is_empty() {
            self.notes.push(note);
        }
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// Why it does not fit; the edition is as it was then.
    pub fn make(&mut self, edition: &mut Edition, step: EditStep) -> Result<(), Refusal> {
        let before = edition.pages.get(step.page).cloned();
        if self.ties.is_empty() {
            self.ties = ties_of(edition);
        }
        edit::apply(edition, step.page, &step.edit)?;
        if let Some(before) = before {
            self.read.entry(step.page).or_insert(before);
        }
        self.steps.push(step);
        self.undone.clear();
        Ok(())
    }

    /// Takes the last edit back and returns it.
    pub fn undo(&mut self, edition: &mut Edition) -> Option<EditStep> {
        let last = self.steps.pop()?;
        self.undone.push(last);
        for (index, page) in &self.read {
            if let Some(slot) = edition.pages.get_mut(*index) {
                *slot = page.clone();
            }
        }
        for (index, ties) in self.ties.iter().enumerate() {
            let was_tied = ties.iter().any(|(continues, from)| continues.is_some() || from.is_some());
            if was_tied || edition.pages.is_tied(index) {
                edition.pages.alter(index, |page| {
                    for (story, (continues, from)) in page.stories.iter_mut().zip(ties) {
                        story.continues.clone_from(continues);
                        story.continued_from.clone_from(from);
                    }
                    true
                });
            }
        }
        for step in &self.steps {
            // It fitted when it was made, and everything before it is as it was then.
            let _ = edit::apply(edition, step.page, &step.edit);
        }
        Some(last)
    }

    /// Makes the edit again that was taken back last.
    pub fn redo(&mut self, edition: &mut Edition) -> Option<EditStep> {
        let step = self.undone.pop()?;
        edit::apply(edition, step.page, &step.edit).ok()?;
        self.steps.push(step);
        Some(step)
    }
}

fn ties_of(edition: &Edition) -> Vec<Vec<Tie>> {
    let of_page = |index: usize| {
        // Most pages have no ties, and need not be looked at.
        let page = edition.pages.held(index).filter(|_| edition.pages.is_tied(index));
        let of_story = |story: &Story| (story.continues.clone(), story.continued_from.clone());
        page.map_or_else(
            || vec![(None, None); edition.pages.stories_on(index) as usize],
            |page| page.stories.iter().map(of_story).collect(),
        )
    };
    (0..edition.pages.len()).map(of_page).collect()
}
