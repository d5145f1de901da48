//! The whole page in its printed shape, in cells.

use super::width::WidthModel;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;

/// How large the page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// The whole page in this many columns and rows of cells: heads legible, body as tone.
    Fit {
        /// Cells across.
        columns: u16,
        /// Cells down.
        rows: u16,
    },
    /// This many cells across, every line legible; as high as it needs.
    Columns(u16),
    /// Every line legible, scale from the body type.
    Full,
}

/// A page in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facsimile {
    /// Cells across.
    pub width: u16,
    /// Cells down.
    pub height: u32,
    /// What is drawn, sorted by row, then column; no two marks of [`MarkKind::Text`] share a cell.
    pub marks: Vec<Mark>,
}

/// Some cells of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First cell, from the left.
    pub x: u16,
    /// Row, from the top.
    pub y: u32,
    /// How many cells it takes.
    pub width: u16,
    /// What to print; its width by the model is `width`.
    pub text: String,
    /// What it is.
    pub kind: MarkKind,
    /// The block it belongs to.
    pub block: Option<BlockId>,
}

/// What a mark is, for the theme to style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Legible text.
    Text(Role),
    /// Text of a boxed head: reverse video.
    Boxed(Role),
    /// Body too small to read, as tone.
    Tone(Role),
    /// Edge of a box or of a boxed story.
    Frame,
    /// A printed line.
    Rule,
    /// A picture place.
    Picture,
}

/// Draws a page in cells.
pub fn draw(_page: &Page, _zoom: Zoom, _widths: &WidthModel) -> Facsimile {
    Facsimile::default()
}

impl Facsimile {
    /// The marks of these rows, in order; cost depends on the rows, not on the page.
    pub fn rows(&self, from: u32, to: u32) -> &[Mark] {
        let start = self.marks.partition_point(|mark| mark.y < from);
        let end = self.marks.partition_point(|mark| mark.y < to);
        self.marks.get(start..end).unwrap_or(&[])
    }
    /// The block drawn in this cell.
    pub fn block_at(&self, x: u16, y: u32) -> Option<BlockId> {
        let hit = |mark: &&Mark| mark.x <= x && x < mark.x.saturating_add(mark.width);
        self.rows(y, y.saturating_add(1)).iter().filter(hit).find_map(|mark| mark.block)
    }
    /// The facsimile as lines of text, blanks at line ends left out; ends with a line end unless empty.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for y in 0..self.height {
            let mut at = 0;
            let mut row = String::new();
            for mark in self.rows(y, y.saturating_add(1)) {
                row.extend(std::iter::repeat_n(' ', usize::from(mark.x.saturating_sub(at))));
                row.push_str(&mark.text);
                at = mark.x.saturating_add(mark.width);
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }
}
