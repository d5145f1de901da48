//! The page in cells with the place of every block on it, and movement between blocks.

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::typeset::facsimile::{self, Facsimile, MarkKind, Pictures, Zoom};
use crate::typeset::width::WidthModel;

/// A box in cells of the page. `right` and `bottom` are the first cells outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellBox {
    /// First column.
    pub left: u16,
    /// First row.
    pub top: u32,
    /// First column outside.
    pub right: u16,
    /// First row outside.
    pub bottom: u32,
}

/// Which way to look for a neighbor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    Left,
    /// Downwards.
    Down,
    /// Upwards.
    Up,
    /// To the right.
    Right,
}

/// A page drawn in cells.
#[derive(Clone, Debug)]
pub struct PageMap {
    /// Index of the page in the edition.
    pub page: usize,
    /// The size it was drawn at.
    pub zoom: Zoom,
    /// The room its pictures were given.
    pub pictures: Pictures,
    /// The marks.
    pub facsimile: Facsimile,
    /// Where each block is, by its id; nothing for blocks that are not drawn.
    boxes: Vec<Option<CellBox>>,
    /// The columns of cells that each block has for itself, by its id; nothing where that is not known.
    spans: Vec<Option<(u16, u16)>>,
    /// Where columns of running text begin, from left to right: the window onto a wider page begins at one of them.
    stops: Vec<u16>,
}

impl PageMap {
    /// True when nothing but this block is drawn in these cells.
    pub fn is_free(&self, cells: &CellBox, block: BlockId) -> bool {
        let others = self.facsimile.rows(cells.top, cells.bottom).iter().filter(|mark| mark.block != Some(block));
        others.filter(|mark| mark.x < cells.right && cells.left < mark.x.saturating_add(mark.width)).count() == 0
    }
}

impl CellBox {
    /// Around both.
    pub fn union(self, other: CellBox) -> CellBox {
        CellBox {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
    /// Cells that the two share across; negative is the gap between them.
    fn overlap_x(&self, other: &CellBox) -> i64 {
        i64::from(self.right.min(other.right)) - i64::from(self.left.max(other.left))
    }
    /// Rows that the two share; negative is the gap between them.
    fn overlap_y(&self, other: &CellBox) -> i64 {
        i64::from(self.bottom.min(other.bottom)) - i64::from(self.top.max(other.top))
    }
    /// True when the cell lies in the box.
    pub fn holds(&self, x: u16, y: u32) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }
}

impl PageMap {
    /// Draws a page.
    pub fn new(index: usize, page: &Page, zoom: Zoom, pictures: Pictures, widths: &WidthModel) -> PageMap {
        let facsimile = facsimile::draw_with(page, zoom, pictures, widths);
        let mut boxes: Vec<Option<CellBox>> = vec![None; page.blocks.len()];
        for mark in &facsimile.marks {
            let Some(slot) = mark.block.and_then(|block| boxes.get_mut(block.0 as usize)) else { continue };
            if matches!(mark.kind, MarkKind::Rule | MarkKind::Picture) {
                continue;
            }
            let right = mark.x.saturating_add(mark.width);
            let cell = CellBox { left: mark.x, top: mark.y, right, bottom: mark.y.saturating_add(1) };
            *slot = Some(slot.map_or(cell, |there| there.union(cell)));
        }
        let mut spans = vec![None; page.blocks.len()];
        let mut stops = Vec::new();
        for (block, left, right) in &facsimile.spans {
            if let Some(slot) = spans.get_mut(block.0 as usize) {
                *slot = Some((*left, *right));
            }
            // On a vertical page running text stands in tiers, not in columns.
            if page.block(*block).role == Role::Body && !page.vertical {
                stops.push(*left);
            }
        }
        stops.sort_unstable();
        stops.dedup();
        PageMap { page: index, zoom, pictures, facsimile, boxes, spans, stops }
    }

    /// The columns of cells a block has for itself: those it is drawn in, where no more is known.
    pub fn span(&self, block: BlockId) -> Option<(u16, u16)> {
        let known = self.spans.get(block.0 as usize).copied().flatten();
        known.or_else(|| self.place(block).map(|place| (place.left, place.right)))
    }

    /// Where columns of running text begin, from left to right.
    pub fn stops(&self) -> &[u16] {
        &self.stops
    }

    /// Where a block is.
    pub fn place(&self, block: BlockId) -> Option<CellBox> {
        self.boxes.get(block.0 as usize).copied().flatten()
    }

    /// All blocks that are drawn, with their places.
    pub fn placed(&self) -> impl Iterator<Item = (BlockId, CellBox)> + '_ {
        let with_id = |(index, place): (usize, &Option<CellBox>)| place.map(|place| (BlockId(index as u32), place));
        self.boxes.iter().enumerate().filter_map(with_id)
    }

    /// The block in this cell, else the one whose box holds it.
    pub fn block_at(&self, x: u16, y: u32) -> Option<BlockId> {
        let around = || self.placed().find(|(_, place)| place.holds(x, y)).map(|(block, _)| block);
        self.facsimile.block_at(x, y).or_else(around)
    }

    /// The nearest block in a direction.
    ///
    /// A block that shares rows (looking sideways) or columns (looking up or down) is nearer than one that does not;
    /// a row counts as two columns because cells are about twice as high as wide.
    pub fn neighbor(&self, from: BlockId, way: Direction) -> Option<BlockId> {
        let here = self.place(from)?;
        let score = |there: &CellBox| -> Option<i64> {
            let (ahead, aside) = match way {
                Direction::Left => (i64::from(here.left) - i64::from(there.right), 2 * -here.overlap_y(there)),
                Direction::Right => (i64::from(there.left) - i64::from(here.right), 2 * -here.overlap_y(there)),
                Direction::Up => (2 * (i64::from(here.top) - i64::from(there.bottom)), -here.overlap_x(there)),
                Direction::Down => (2 * (i64::from(there.top) - i64::from(here.bottom)), -here.overlap_x(there)),
            };
            // Sideways the boxes of one column may interlock by a cell or two of indent.
            let slack = if matches!(way, Direction::Left | Direction::Right) { 2 } else { 0 };
            (ahead >= -slack).then(|| ahead.max(0) + 4 * aside.max(0))
        };
        let beside = |there: &CellBox| (i64::from(there.top) - i64::from(here.top)).abs();
        self.placed()
            .filter(|(block, _)| *block != from)
            .filter_map(|(block, there)| score(&there).map(|points| (points, beside(&there), block)))
            .min()
            .map(|(_, _, block)| block)
    }

    /// Blocks, in the order given, that begin a column: they do not stand below the block before them.
    pub fn column_starts(&self, order: &[BlockId]) -> Vec<BlockId> {
        let mut starts = Vec::new();
        let mut before: Option<CellBox> = None;
        for (block, place) in order.iter().filter_map(|block| self.place(*block).map(|place| (*block, place))) {
            let below = before.is_some_and(|before| {
                let narrower = (before.right - before.left).min(place.right - place.left);
                place.top >= before.bottom && before.overlap_x(&place) * 2 > i64::from(narrower)
            });
            if !below {
                starts.push(block);
            }
            before = Some(place);
        }
        starts
    }
}
