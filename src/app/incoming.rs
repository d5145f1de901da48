//! What wakes the reader: events of the terminal, signals, and what threads beside the reading have done.

use super::failure::Failure;
use super::open::{OpenProgress, OpenedEdition};
use super::probe;
use crate::ui::action::Action;
use crossterm::event::Event;

/// What wakes the reader.
pub(super) enum Incoming {
    /// The terminal: keys, mouse, size.
    Terminal(Event),
    /// A signal.
    Signal(i32),
    /// Something that was done beside the reading.
    Service(Action),
    /// A watched file changed.
    Changed(Changed),
    /// The terminal said how it draws.
    Answered(Box<probe::TerminalAnswer>),
    /// So far the input is opened.
    Opening(OpenProgress),
    /// The input is open, or cannot be opened.
    Opened(Result<Box<OpenedEdition>, Failure>),
    /// The terminal cannot be read any more.
    Lost,
}

impl Incoming {
    /// Its name in the log.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Incoming::Terminal(Event::Resize(..)) => "a new size",
            Incoming::Terminal(Event::Mouse(_)) => "the mouse",
            Incoming::Terminal(_) => "a key",
            Incoming::Signal(_) => "a signal",
            Incoming::Service(_) => "news",
            Incoming::Changed(_) => "a change",
            Incoming::Answered(_) => "an answer",
            Incoming::Opening(_) => "progress",
            Incoming::Opened(_) => "an edition",
            Incoming::Lost => "the end",
        }
    }
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// A file that is read.
    Input,
    /// The config.
    Config,
}
