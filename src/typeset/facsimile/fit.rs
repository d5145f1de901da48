//! The whole page in a window: heads legible, body as tone.

use super::Facsimile;
use super::paint::Canvas;
use crate::model::page::Page;
use crate::typeset::width::WidthModel;

/// Draws the page in a window.
pub(super) fn draw(_page: &Page, columns: u16, rows: u16, _widths: &WidthModel) -> Facsimile {
    Canvas::new(columns, u32::from(rows)).done()
}
