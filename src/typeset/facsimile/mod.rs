//! The whole page in its printed shape, in cells.
//!
//! ```text
//!   page --items--> what is drawn, with its box in points
//!        --scale--> cells to the point, rows to the leading
//!        --edges--> straight column edges in cells
//!        --setting--> each block's lines in its cells
//!        --flow--> paragraphs through the columns they run over
//!        --vertical_placement--> each block at its own row, or below what stands above it
//!        --paint--> frames, rules, pictures in the cells that are left
//! ```

mod line_joints;
mod edges;
mod fit;
mod flow;
mod vertical_placement;
mod parallel;
mod heads;
mod items;
mod linear;
mod listing;
mod paint;
mod rules;
mod scale;
mod block_setting;
mod full_page;
pub mod text;
mod vertical;

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
    /// The cells of picture places that nothing else is drawn in.
    pub pictures: Vec<PictureArea>,
    /// The cells of boxes that are gray in print, edges and all.
    pub tints: Vec<CellRect>,
    /// The cells that blocks have for themselves: first column, column after the last. None on a page that was drawn in one
    /// column or to fit a window.
    pub spans: Vec<(BlockId, u16, u16)>,
    /// Box drawing characters take one cell on the terminal that it was drawn for.
    pub has_boxes: bool,
}

/// Where a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureArea {
    /// Which, an index into `Page::pictures`.
    pub picture: usize,
    /// Its cells.
    pub area: CellRect,
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
    /// A drop cap.
    Cap(Role),
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

/// A rectangle of cells: columns `left..right`, rows `top..bottom`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellRect {
    /// First column.
    pub left: u16,
    /// Column after the last.
    pub right: u16,
    /// First row.
    pub top: u32,
    /// Row after the last.
    pub bottom: u32,
}

/// How much room pictures are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pictures {
    /// Their places in print, as tone.
    #[default]
    Places,
    /// As high as they are at their width: somebody draws them there.
    Drawn,
    /// A few rows: nobody has more to show than that there is a picture.
    Small,
}

/// Draws a page in cells, with the places of its pictures as tone. A width below [`LEAST`] is widened to it.
pub fn draw(page: &Page, zoom: Zoom, widths: &WidthModel) -> Facsimile {
    draw_with(page, zoom, Pictures::Places, widths)
}

/// As [`draw`], with other room for pictures. In a window they have the room that print gives them.
pub fn draw_with(page: &Page, zoom: Zoom, pictures: Pictures, widths: &WidthModel) -> Facsimile {
    match zoom {
        Zoom::Fit { columns, rows } => fit::draw(page, columns.max(LEAST), rows, widths),
        Zoom::Columns(columns) if linear::is_needed(page) => linear::draw(page, columns.max(LEAST), widths),
        Zoom::Full if linear::is_needed(page) => linear::draw(page, linear::LINE, widths),
        Zoom::Columns(columns) => full_page::draw(page, Some(columns.max(LEAST)), pictures, widths),
        Zoom::Full => full_page::draw(page, None, pictures, widths),
    }
}

/// The narrowest facsimile, in cells.
pub const LEAST: u16 = 4;

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

    /// The marks of a block, in order.
    pub fn marks_of(&self, block: BlockId) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.block == Some(block))
    }

    /// The rows a block is drawn in, from the first to one past the last.
    pub fn rows_of(&self, block: BlockId) -> Option<std::ops::Range<u32>> {
        self.area_of(&[block]).map(|area| area.top..area.bottom)
    }

    /// The smallest rectangle of cells that holds all of these blocks.
    pub fn area_of(&self, blocks: &[BlockId]) -> Option<CellRect> {
        let of_blocks = |mark: &&Mark| mark.block.is_some_and(|block| blocks.contains(&block));
        self.marks.iter().filter(of_blocks).map(Mark::area).reduce(|a, b| CellRect {
            left: a.left.min(b.left),
            right: a.right.max(b.right),
            top: a.top.min(b.top),
            bottom: a.bottom.max(b.bottom),
        })
    }
}

impl Mark {
    /// Its cells.
    pub fn area(&self) -> CellRect {
        let (right, bottom) = (self.x.saturating_add(self.width), self.y.saturating_add(1));
        CellRect { left: self.x, right, top: self.y, bottom }
    }
}

#[cfg(test)]
mod tests;
