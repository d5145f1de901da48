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
pub mod views;
mod update;
mod screen_layout;
pub mod preferences;
pub mod draw;
mod panes;
pub mod theme;
mod cells;
mod caret;
pub mod halves;
pub mod double_size;
pub mod pictures;
mod page_map;
mod pan;
mod set_story;
mod persisted;
pub mod links;
mod list;
pub mod search;
mod search_hits;
mod next_story;
pub mod prompt;
mod questions;
#[cfg(test)]
pub(crate) mod sample_edition;
#[cfg(test)]
mod tests;
