//! One pane a file; each has a `draw` that takes the state, the cells and its area.

pub mod contents;
pub mod footer;
pub mod header;
pub mod help;
pub mod page;
pub mod side;
pub mod pages;
pub mod prompt;
mod questions;
pub mod roles;
pub mod story;
pub mod vertical_story;
