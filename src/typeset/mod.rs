//! Pages and stories to lines of terminal cells, at any width, from an unchanged model. No colors here.

pub mod facsimile;
pub mod galley;
pub mod tables;
mod vertical_forms;
pub mod width;

/// A column width on the screen, in terminal cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(pub u16);
