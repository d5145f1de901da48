//! foldline rebuilds a newspaper page as text in its printed shape, story by story.
//!
//! ```text
//!  bytes      sources::read      Sheet          layout::read        Page        typeset::*        cells       ui, export
//!   |  ------- may fail ------->  |  --- cannot fail, two looks --->  |  --- any width, any time --->  |  ------------>
//!                                 |
//!                             Extract  (text without geometry)
//!                                 |  layout::paste_up
//!                                 +--------------------------------->  Page
//! ```
//!
//! Modules in reading order.

pub mod geometry;
pub mod model;
pub mod house_style;
pub mod sources;
pub mod layout;
pub mod desk;
pub mod script;
pub mod typeset;
pub mod export;
pub mod words;
pub mod ui;
pub mod app;
pub mod cli;
