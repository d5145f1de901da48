//! The reading room: what is shown and what keys do. Pure: [`state::State::update`] takes an action and returns
//! effects for `app` to carry out; [`draw::draw`] reads the state and fills a buffer. No files, no clock, no terminal.
//!
//! ```text
//!   key, mouse, size --> Action --> State::update --> Effects --> app
//!                                      |
//!                                    State --> draw --> Buffer
//! ```

pub mod action;
mod arrivals;
pub mod keys;
pub mod keymap;
pub mod state;
mod update;
mod scene;
pub mod prefer;
pub mod draw;
mod panes;
pub mod theme;
mod cells;
mod caret;
pub mod halves;
pub mod large;
pub mod pictures;
mod map;
mod pan;
mod set;
mod keep;
pub mod links;
mod list;
pub mod search;
mod hits;
mod follows;
pub mod prompt;
mod questions;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
