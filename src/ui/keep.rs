//! What outlives the program, handed out to be kept and taken back the next time: places, marks, typed lines,
//! corrections.

use crate::desk::Desk;
use crate::ui::state::{Spot, State};
use std::collections::BTreeMap;

impl State {
    /// What was corrected by hand.
    pub fn desk(&self) -> &Desk {
        &self.desk
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
    pub fn take_desk(&mut self, desk: Desk) {
        self.desk = desk;
    }

    /// Where the reader is and what was marked, to be kept.
    pub fn places(&self) -> (Spot, &BTreeMap<char, Spot>) {
        (self.spot(), &self.marks)
    }
}
