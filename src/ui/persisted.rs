//! What outlives the program, handed out to be kept and taken back the next time: places, marks, typed lines,
//! corrections.

use crate::editing::EditHistory;
use crate::ui::state::State;
use crate::ui::views::ReadingPlace;
use std::collections::BTreeMap;

impl State {
    /// What was corrected by hand.
    pub fn edits(&self) -> &EditHistory {
        &self.edits
    }

    /// Why corrections are in no file; nothing when they are, or there are none.
    pub fn unkept(&self) -> Option<&str> {
        self.unkept.as_deref()
    }

    /// Lines typed in prompts, oldest first, to be kept.
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// Lines typed in prompts last time.
    pub fn take_typed(&mut self, typed: Vec<String>) {
        self.typed = typed;
    }

    /// Goes on from corrections made before, which the edition has already.
    pub fn take_edits(&mut self, edits: EditHistory) {
        self.edits = edits;
    }

    /// Where the reader is and what was marked, to be kept.
    pub fn places(&self) -> (ReadingPlace, &BTreeMap<char, ReadingPlace>) {
        (self.spot(), &self.marks)
    }
}
