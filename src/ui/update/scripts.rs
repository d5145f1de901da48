//! Chinese shown in the other script. Places stay what they are: see [`crate::script`].

use crate::editing::EditHistory;
use crate::model::edition::Edition;
use crate::script::{self, ChineseScript};
use crate::t;
use crate::ui::state::State;
use std::sync::Arc;

impl State {
    /// What is being read, as it is shown.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The same as it was read, for what names places by their text from one opening to the next.
    pub fn edition_as_read(&self) -> &Edition {
        self.as_read.as_ref().unwrap_or(&self.edition)
    }

    /// What is shown, to be kept by somebody who works with it meanwhile.
    pub fn shared_edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition)
    }

    /// The page that is to be read first: the one that is waited for, else the one that shows.
    pub fn wanted_page(&self) -> usize {
        self.arrivals.awaited().unwrap_or(self.cursor.page)
    }

    /// Has pages that nobody looks at packed, where they take more than so many bytes. What somebody else works with is left
    /// alone until the next time.
    pub fn rest(&mut self, most: usize) {
        if let Some(edition) = Arc::get_mut(&mut self.edition) {
            edition.pages.rest(most);
        }
        if let Some(edition) = self.as_read.as_mut().and_then(Arc::get_mut) {
            edition.pages.rest(0);
        }
    }

    /// `:script NAME`.
    pub(super) fn choose_script(&mut self, name: &str) {
        let (script, says) = match name {
            "hans" => (ChineseScript::Simplified, t!("shown in simplified characters")),
            "hant" => (ChineseScript::Traditional, t!("shown in traditional characters")),
            "asis" => (ChineseScript::AsIs, t!("shown in the characters of the page")),
            _ => {
                self.complain(t!("say :script hans, :script hant or :script asis"));
                return;
            }
        };
        self.show_in(script);
        self.say(says);
    }

    /// Shows everything in this script.
    pub(in crate::ui) fn show_in(&mut self, script: ChineseScript) {
        if self.shown_in != script {
            self.shown_in = script;
            self.show_again();
            self.search = self.search.take().map(|search| search.again(&self.edition, self.script));
        }
    }

    /// Changes the edition as it was read, and what is shown of it.
    pub(super) fn change<T>(&mut self, change: impl FnOnce(&mut EditHistory, &mut Edition) -> T) -> T {
        let read = self.as_read.as_mut().unwrap_or(&mut self.edition);
        let done = change(&mut self.edits, Arc::make_mut(read));
        self.show_again();
        done
    }

    /// Makes what is shown from what was read.
    pub(super) fn show_again(&mut self) {
        let read = self.as_read.take().unwrap_or_else(|| Arc::clone(&self.edition));
        match script::converted(&read, self.shown_in) {
            Some(shown) => (self.edition, self.as_read) = (Arc::new(shown), Some(read)),
            None => self.edition = read,
        }
        (self.map, self.set) = (None, None);
    }
}
