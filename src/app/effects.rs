//! What the reading room asks of the shell, carried out: at once where it takes no time, else in the queue of jobs or by a thread
//! of its own, who tell when it is done.

use super::corrections::Keep;
use super::dictionary;
use super::incoming::Incoming;
use super::learn::Lesson;
use super::reader::{Next, ReaderShell};
use super::services::{self, Saving};
use super::start::open_beside;
use super::terminal;
use crate::t;
use crate::ui::action::{Action, Effect};
use crate::ui::state::MouseOwner;
use std::io;
use std::sync::Arc;

impl ReaderShell {
    /// Does what an action asked for.
    pub(super) fn carry_out(&mut self, effect: Effect) -> io::Result<Next> {
        match effect {
            Effect::Quit => return Ok(Next::Quit),
            Effect::Save { story, name, replace } => {
                let edition = self.state.shared_edition();
                match Saving::new(&edition, story, &name, replace) {
                    Ok(saving) => self.jobs.add(move || Some(saving.write(&edition))),
                    Err(asks) => drop(self.state.update(asks)),
                }
            }
            Effect::CopyStory(story) => {
                let text = crate::export::citation::story(self.state.edition(), story);
                let done = services::copy(&text);
                self.state.update(done);
            }
            Effect::Copy(text) => {
                let done = services::copy(&text);
                self.state.update(done);
            }
            Effect::Pipe { story, command } => {
                let text = crate::export::text::story(self.state.edition(), story);
                let done = self.pipe(&text, &command)?;
                self.state.update(done);
            }
            Effect::OpenLink(target) => {
                let done = services::open_link(&target, &self.options.config.settings.opener);
                self.state.update(done);
            }
            Effect::LookUp(word) => {
                let (sender, dictionary) = (self.sender.clone(), self.options.config.settings.dictionary.clone());
                std::thread::spawn(move || sender.send(Incoming::Service(dictionary::look_up(&word, &dictionary))));
            }
            Effect::CompletePath(begun) => {
                self.state.update(Action::Completed(services::complete_path(&begun)));
            }
            Effect::CatchMouse(catch) => {
                self.mouse = if catch { MouseOwner::Caught } else { MouseOwner::Free };
                terminal::catch_mouse(catch)?;
            }
            Effect::BracketPaste(on) => terminal::bracket_paste(on)?,
            Effect::Learn { name, replace } => self.learn(&name, replace),
            Effect::Reload => {
                self.read_again();
                self.state.update(Action::Done(t!("reading again…")));
            }
            Effect::KeepCorrections => self.keep_corrections(),
            Effect::KeepCorrectionsInState(in_state) => {
                self.sidecars.keep_in(if in_state { Keep::State } else { Keep::Beside });
                self.keep_corrections();
                self.state.update(Action::Done(if in_state {
                    t!("corrections are kept in the state folder from now on")
                } else {
                    t!("corrections are kept beside the page from now on")
                }));
            }
            Effect::Theme(name) => {
                let told = self.take_theme(name);
                self.state.update(told);
            }
            Effect::Redraw => self.stale = true,
            Effect::Suspend => self.suspend()?,
        }
        Ok(Next::Draw)
    }

    /// Gives a story to a command, and the terminal with it.
    fn pipe(&mut self, text: &str, command: &str) -> io::Result<Action> {
        #[cfg(unix)]
        {
            let done = super::pipe::run(text, command);
            self.resume()?;
            Ok(done)
        }
        #[cfg(not(unix))]
        Ok(services::pipe(text, command))
    }

    /// Has a layout written from the corrected pages, and the input read again with it.
    fn learn(&mut self, name: &str, replace: bool) {
        let lesson = match Lesson::new(self.state.edition_as_read(), self.state.edits(), name, replace) {
            Ok(lesson) => lesson,
            Err(says) => return drop(self.state.update(says)),
        };
        let (sender, opener) = (self.sender.clone(), Arc::clone(&self.opener));
        self.jobs.add(move || {
            let done = lesson.write();
            let reads_again = matches!(done, Action::Learned(_));
            // What is told comes before what is read again.
            let _ = sender.send(Incoming::Service(done));
            if reads_again {
                open_beside(&sender, &opener);
            }
            None
        });
    }

    /// Queues the writing of what was corrected.
    pub(super) fn keep_corrections(&mut self) {
        let filing = self.sidecars.filing(self.state.edition_as_read(), self.state.edits());
        self.jobs.add(move || Some(filing.write()));
    }

    /// Opens the input once more. What was queued before is done first: it may be read again, too.
    pub(super) fn read_again(&self) {
        let (sender, opener) = (self.sender.clone(), Arc::clone(&self.opener));
        self.jobs.add(move || {
            open_beside(&sender, &opener);
            None
        });
    }
}
