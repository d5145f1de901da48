//! What comes in while somebody reads: the terminal's answer, the rest of the edition, a file or a config that changed.

use super::config::Config;
use super::failure::Failure;
use super::incoming::Incoming;
use super::open::{OpenProgress, OpenedEdition};
use super::reader::{Next, ReaderShell};
use super::start::recall;
use super::{preferences, probe, terminal};
use crate::model::edition::Edition;
use crate::t;
use crate::ui::action::Action;
use crate::ui::state::MouseOwner;
use crate::ui::theme::Depth;
use crossterm::event::Event;
use std::io;
use std::sync::Arc;

impl ReaderShell {
    /// Takes what the terminal said about itself.
    pub(super) fn know(&mut self, answer: &probe::TerminalAnswer, widths_known: bool) {
        tracing::debug!("terminal: {:?}, background {:?}", answer.widths, answer.ground);
        self.widths_known = widths_known || answer.widths.is_some();
        self.state.set_large(answer.large);
        self.ground = answer.ground.or(self.ground);
        self.theme = preferences::theme(&self.options.config, self.chosen_theme.as_deref(), self.ground);
    }

    /// The terminal's answer came after the first frame.
    pub(super) fn answered(&mut self, answer: probe::TerminalAnswer) -> io::Result<Next> {
        if let Some(widths) = answer.widths.filter(|_| !self.widths_known) {
            self.state.set_widths(widths);
        }
        self.know(&answer, self.widths_known);
        if answer.graphics != super::probe::Graphics::default() {
            self.start_picture_worker(&answer);
        }
        self.stale = true;
        for key in answer.keys {
            if self.take(Incoming::Terminal(Event::Key(key)))? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        Ok(Next::Draw)
    }

    /// Says how far opening is, unless it is done at once.
    pub(super) fn opening(&mut self, progress: OpenProgress) -> Next {
        match progress {
            OpenProgress::Files(done, count) if !self.is_whole && done < count => {
                self.state.update(Action::Done(t!("opening: {done} of {count} files", done, count)));
                Next::Draw
            }
            OpenProgress::More(pages, of) if !self.is_whole => {
                self.state.update(Action::Arrived(pages, of));
                Next::Draw
            }
            OpenProgress::Recognizing(page, count) if !self.is_whole => {
                self.state.update(Action::Done(t!("recognizing the text of page {page} of {count}…", page, count)));
                Next::Draw
            }
            OpenProgress::Recognizing(..)
            | OpenProgress::Files(..)
            | OpenProgress::First(_)
            | OpenProgress::More(..) => Next::Wait,
        }
    }

    /// The whole edition is there, for the first time or again.
    pub(super) fn opened(&mut self, opened: Result<Box<OpenedEdition>, Failure>) -> io::Result<Next> {
        let first = !std::mem::replace(&mut self.is_whole, true);
        match opened {
            Ok(opening) if !first && says_nothing(&opening.edition) && !says_nothing(self.state.edition()) => {
                let says = t!("the file has nothing to read now; what was read before is kept, R tries again");
                self.state.update(Action::Failed(says));
            }
            Ok(opening) => {
                let OpenedEdition { edition, edits, sidecars, .. } = *opening;
                let (edition, edits) = (Box::new(edition), Box::new(edits));
                let (keep, before) = (self.sidecars.keep(), self.state.edits().steps().len());
                self.sidecars = sidecars;
                if !first {
                    self.sidecars.keep_in(keep);
                }
                self.state.update(if first {
                    Action::Opened(edition, edits)
                } else {
                    Action::Reloaded(edition, edits)
                });
                self.know_prints();
                if first {
                    let typed = std::mem::take(&mut self.base.typed);
                    self.base = recall(&mut self.state, self.options.memory, self.was_used);
                    self.base.typed = typed;
                }
                if first && before > 0 {
                    // Corrected on the first page while the others were opened.
                    self.keep_corrections();
                }
            }
            Err(failure) => {
                let says = failure.message(false).unwrap_or_default();
                self.state.update(Action::Failed(t!("what was read before is kept: {says}", says)));
            }
        }
        for held in std::mem::take(&mut self.held) {
            if self.take(held)? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        Ok(Next::Draw)
    }

    /// Takes a theme by name.
    pub(super) fn take_theme(&mut self, name: String) -> Action {
        let says = match self.theme.depth() {
            Depth::Monochrome => t!("theme {name}; no colors are shown: NO_COLOR or --color never is set", name),
            Depth::Sixteen | Depth::Indexed | Depth::True => t!("theme {name}", name),
        };
        self.chosen_theme = Some(name);
        self.theme = preferences::theme(&self.options.config, self.chosen_theme.as_deref(), self.ground);
        Action::Done(says)
    }

    /// The config changed: what it says now counts, or its mistake is told and nothing changes.
    pub(super) fn config_changed(&mut self) -> io::Result<Next> {
        let told = match Config::load(self.options.config.file.as_deref()) {
            Err(error) => Action::Failed(Failure::from(error).message(false).unwrap_or_default()),
            Ok(mut config) => {
                config.settings.take(&self.options.view);
                self.adopt(config)?;
                Action::Done(t!("config read again"))
            }
        };
        self.state.update(told);
        Ok(Next::Draw)
    }

    fn adopt(&mut self, config: Config) -> io::Result<()> {
        let before = std::mem::replace(&mut self.options.config, config);
        let config = &self.options.config;
        self.state.set_keys(Arc::clone(&config.keys));
        self.state.set_themes(config.themes.names());
        if preferences::preferences(&before.settings) != preferences::preferences(&config.settings) {
            self.state.adopt(preferences::preferences(&config.settings));
        }
        if before.settings.theme != config.settings.theme {
            self.chosen_theme = None;
        }
        self.theme = preferences::theme(config, self.chosen_theme.as_deref(), self.ground);
        if before.settings.mouse != config.settings.mouse {
            self.mouse = preferences::mouse(&config.settings);
            self.state.set_mouse(self.mouse);
            terminal::catch_mouse(self.mouse == MouseOwner::Caught)?;
        }
        self.stale = true;
        Ok(())
    }
}

/// True for an edition without a word: a file that was emptied, or is only half written.
fn says_nothing(edition: &Edition) -> bool {
    edition.pages.each().all(|page| page.blocks.iter().all(|block| block.text.trim().is_empty()))
}
