//! Items in their cells to marks: text first, then frames, rules and pictures in the cells that are left.

use super::block_setting::{PAPER, SetBlock};
use super::edges::{ColumnEdges, Pairs};
use super::items::{ItemKind, PageItem, is_inside};
use super::rules::{rules_across, rules_down};
use super::scale::CellScale;
use super::vertical_placement::{BACKGROUND_SHARE, RowRange};
use super::{CellRect, Facsimile, Mark, MarkKind, PictureArea};
use crate::model::page::{BlockId, Page};
use crate::typeset::width::WidthModel;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// Everything that is known about a page in cells.
pub(super) struct PlacedPage<'a> {
    /// The page.
    pub page: &'a Page,
    /// What is drawn.
    pub items: &'a [PageItem],
    /// Which stand side by side.
    pub pairs: &'a Pairs,
    /// Their columns of cells.
    pub edges: &'a ColumnEdges,
    /// Their lines.
    pub sets: Vec<SetBlock>,
    /// Their rows.
    pub rows: Vec<RowRange>,
    /// The scale.
    pub scale: &'a CellScale,
}

/// Grays that text stands on: darker ones would be text in reverse, lighter ones are the paper.
const TINT: RangeInclusive<f32> = 0.5..=PAPER;
/// The tone of a picture: the only shade whose width is certain everywhere.
const PICTURE: char = '░';

/// Draws everything.
pub(super) fn paint(placed: &PlacedPage, width: u16, widths: &WidthModel) -> Facsimile {
    let rows = KeptRows::of(placed);
    let mut canvas = Canvas::new(width, rows.height());
    for (at, (item, set)) in placed.items.iter().zip(&placed.sets).enumerate() {
        let (ItemKind::Block(id), Some(((left, _), (top, _)))) = (item.what, placed.spot(at)) else { continue };
        let role = placed.page.block(id).role;
        for piece in &set.pieces {
            let kind = match (set.reversed, piece.is_cap) {
                (true, _) => MarkKind::Boxed(role),
                (false, true) => MarkKind::Cap(role),
                (false, false) => MarkKind::Text(role),
            };
            let (x, y) = (left.saturating_add(piece.x), rows.at(top + piece.row));
            canvas.put(Mark { x, y, width: piece.cells, text: piece.text.clone(), kind, block: Some(id) });
        }
    }
    frames(placed, &rows, &mut canvas, widths);
    rules_across(placed, &rows, &mut canvas, widths);
    rules_down(placed, &rows, &mut canvas, widths);
    pictures(placed, &rows, &mut canvas);
    Facsimile { spans: placed.spans(), ..canvas.done(widths) }
}

/// Frames in the cells that are free.
pub(super) fn frames(placed: &PlacedPage, rows: &KeptRows, canvas: &mut Canvas, widths: &WidthModel) {
    let lines = CellLines::of(widths);
    for (at, item) in placed.items.iter().enumerate() {
        let (ItemKind::Frame(index), Some(((left, right), (top, bottom)))) = (item.what, placed.spot(at)) else {
            continue;
        };
        let (top, bottom) = (rows.at(top), rows.at(bottom));
        canvas.frame(left, right, top, bottom, &lines);
        let fill = placed.page.boxes.get(index).and_then(|ruled| ruled.fill);
        if fill.is_some_and(|gray| TINT.contains(&gray)) {
            let (right, bottom) = (right.min(canvas.width), bottom.min(canvas.height));
            canvas.tints.push(CellRect { left, right, top, bottom });
        }
    }
}

/// Pictures in the cells that are free.
pub(super) fn pictures(placed: &PlacedPage, rows: &KeptRows, canvas: &mut Canvas) {
    for at in (0..placed.items.len()).filter(|at| placed.items.get(*at).is_some_and(|item| is_seen(placed, item))) {
        let Some(((left, right), (top, bottom))) = placed.spot(at) else { continue };
        let (top, bottom) = (rows.at(top), rows.at(bottom).min(canvas.height));
        let (left, right) = (left, right.min(canvas.width));
        let is_free = top < bottom && left < right && (top..bottom).all(|row| canvas.is_free(left, row, right - left));
        if let (true, Some(ItemKind::Picture(picture))) = (is_free, placed.items.get(at).map(|item| item.what)) {
            canvas.pictures.push(PictureArea { picture, area: CellRect { left, right, top, bottom } });
        }
        keep_frames(placed, at, rows, canvas);
        for row in top..bottom {
            canvas.fill(row, left, right, PICTURE, MarkKind::Picture);
        }
    }
}

/// A box that stands in a picture, with its caption, covers it.
fn keep_frames(placed: &PlacedPage, picture: usize, rows: &KeptRows, canvas: &mut Canvas) {
    let Some(around) = placed.items.get(picture).map(|item| item.printed) else { return };
    for (at, item) in placed.items.iter().enumerate() {
        let covers = matches!(item.what, ItemKind::Frame(_)) && is_inside(&item.printed, &around);
        let Some(((left, right), (top, bottom))) = placed.spot(at).filter(|_| covers) else { continue };
        for row in rows.at(top)..rows.at(bottom).min(canvas.height) {
            canvas.keep_white(left, row, right.min(canvas.width).saturating_sub(left));
        }
    }
}

impl PlacedPage<'_> {
    /// The blocks with their columns of cells.
    fn spans(&self) -> Vec<(BlockId, u16, u16)> {
        let of_block = |(item, cells): (&PageItem, &(u16, u16))| match item.what {
            ItemKind::Block(id) => Some((id, cells.0, cells.1)),
            ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
        };
        self.items.iter().zip(&self.edges.cells).filter_map(of_block).collect()
    }

    /// Columns and rows of an item.
    pub fn spot(&self, at: usize) -> Option<((u16, u16), RowRange)> {
        Some((*self.edges.cells.get(at)?, *self.rows.get(at)?))
    }
}

/// Rows as they are drawn: white that runs across the whole page is cut down.
pub(super) struct KeptRows(Vec<u32>);

/// Blank rows across the whole page that are kept in one place.
const MOST_WHITE: u32 = 2;

impl KeptRows {
    /// Every row where it is.
    pub fn all(height: u32) -> KeptRows {
        KeptRows((0..=height).collect())
    }

    fn of(placed: &PlacedPage) -> KeptRows {
        let height = placed.rows.iter().map(|rows| rows.1).max().unwrap_or(0);
        let mut inked = vec![false; height as usize + 1];
        let mut ink = |row: u32| inked.get_mut(row as usize).map_or((), |row| *row = true);
        for ((item, set), (top, bottom)) in placed.items.iter().zip(&placed.sets).zip(&placed.rows) {
            match item.what {
                ItemKind::Block(_) => set.pieces.iter().for_each(|piece| ink(top + piece.row)),
                ItemKind::Frame(_) => [*top, bottom.saturating_sub(1)].into_iter().for_each(&mut ink),
                ItemKind::Rule(_) | ItemKind::Picture(_) => (*top..*bottom).for_each(&mut ink),
            }
        }
        // The white above the first row goes altogether.
        let (mut kept, mut white) = (0, MOST_WHITE);
        let mut rows = Vec::with_capacity(inked.len());
        for is_inked in inked {
            rows.push(kept);
            white = if is_inked { 0 } else { white + 1 };
            kept += u32::from(white <= MOST_WHITE);
        }
        KeptRows(rows)
    }

    /// Where a row is drawn; for a row after the last, how many there are.
    pub fn at(&self, row: u32) -> u32 {
        self.0.get(row as usize).or(self.0.last()).copied().unwrap_or(0)
    }

    fn height(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }
}

/// True for a picture that is not the background of the page.
fn is_seen(placed: &PlacedPage, item: &PageItem) -> bool {
    let is_inner =
        |inner: &PageItem| matches!(inner.what, ItemKind::Block(_)) && is_inside(&inner.printed, &item.printed);
    let large = item.printed.area() > placed.page.bounds.area() * BACKGROUND_SHARE;
    matches!(item.what, ItemKind::Picture(_)) && !(large && placed.items.iter().any(is_inner))
}

/// The characters of lines, by what the terminal draws in one cell.
pub(super) struct CellLines {
    pub across: char,
    pub down: char,
    pub heavy_across: char,
    pub heavy_down: char,
    corners: [char; 4],
}

impl CellLines {
    /// Box drawing where it takes one cell, ASCII elsewhere.
    pub fn of(widths: &WidthModel) -> CellLines {
        if widths.has_boxes() {
            let corners = ['┌', '┐', '└', '┘'];
            CellLines { across: '─', down: '│', heavy_across: '━', heavy_down: '┃', corners }
        } else {
            CellLines { across: '-', down: '|', heavy_across: '=', heavy_down: '|', corners: ['+'; 4] }
        }
    }
}

/// Marks, and which cells they take.
pub(super) struct Canvas {
    width: u16,
    height: u32,
    taken: Vec<bool>,
    marks: Vec<Mark>,
    pictures: Vec<PictureArea>,
    tints: Vec<CellRect>,
}

impl Canvas {
    /// All cells free.
    pub fn new(width: u16, height: u32) -> Canvas {
        Canvas {
            width,
            height,
            taken: vec![false; usize::from(width) * height as usize],
            marks: Vec::new(),
            pictures: Vec::new(),
            tints: Vec::new(),
        }
    }

    fn cells(&mut self, x: u16, y: u32, width: u16) -> &mut [bool] {
        let end = x.saturating_add(width).min(self.width);
        let row = y as usize * usize::from(self.width);
        if y >= self.height || x >= end {
            return &mut [];
        }
        self.taken.get_mut(row + usize::from(x)..row + usize::from(end)).unwrap_or_default()
    }

    /// Cells across.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Cells down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// True when nothing is drawn there yet.
    pub fn is_free(&mut self, x: u16, y: u32, width: u16) -> bool {
        self.cells(x, y, width).iter().all(|taken| !taken)
    }

    /// The blocks of which something is drawn.
    pub fn blocks(&self) -> HashSet<BlockId> {
        self.marks.iter().filter_map(|mark| mark.block).collect()
    }

    /// Nothing more is drawn in these cells.
    pub fn keep_white(&mut self, x: u16, y: u32, width: u16) {
        self.cells(x, y, width).fill(true);
    }

    /// Draws text; its cells are taken.
    pub fn put(&mut self, mark: Mark) {
        self.cells(mark.x, mark.y, mark.width).fill(true);
        self.marks.push(mark);
    }

    /// One character in every free cell of a row from `left` up to `right`.
    pub fn fill(&mut self, y: u32, left: u16, right: u16, c: char, kind: MarkKind) {
        let text: Vec<char> = std::iter::repeat_n(c, usize::from(right.saturating_sub(left))).collect();
        self.fill_with(y, left, &text, kind, None);
    }

    /// Characters of one cell each in the free cells of a row.
    pub fn fill_with(&mut self, y: u32, left: u16, text: &[char], kind: MarkKind, block: Option<BlockId>) {
        let free: Vec<bool> = self.cells(left, y, text.len() as u16).iter().map(|taken| !taken).collect();
        let mut at = 0;
        while at < free.len() {
            let run = free.iter().skip(at).take_while(|free| **free).count();
            if run > 0 {
                let piece: String = text.iter().skip(at).take(run).collect();
                self.put(Mark { x: left + at as u16, y, width: run as u16, text: piece, kind, block });
            }
            at += run + 1;
        }
    }

    /// The edges of a box.
    fn frame(&mut self, left: u16, right: u16, top: u32, bottom: u32, lines: &CellLines) {
        let inner = usize::from(right.saturating_sub(left)).saturating_sub(2);
        let [upper_left, upper_right, lower_left, lower_right] = lines.corners;
        let edge = |from: char, to: char| -> Vec<char> {
            std::iter::once(from).chain(std::iter::repeat_n(lines.across, inner)).chain([to]).collect()
        };
        self.fill_with(top, left, &edge(upper_left, upper_right), MarkKind::Frame, None);
        for row in top.saturating_add(1)..bottom.saturating_sub(1) {
            self.fill_with(row, left, &[lines.down], MarkKind::Frame, None);
            self.fill_with(row, right.saturating_sub(1), &[lines.down], MarkKind::Frame, None);
        }
        self.fill_with(bottom.saturating_sub(1), left, &edge(lower_left, lower_right), MarkKind::Frame, None);
    }

    /// The finished page.
    pub fn done(mut self, widths: &WidthModel) -> Facsimile {
        self.marks.sort_by_key(|mark| (mark.y, mark.x));
        if widths.has_boxes() {
            super::line_joints::join(&mut self.marks);
        }
        Facsimile {
            width: self.width,
            height: self.height,
            marks: self.marks,
            pictures: self.pictures,
            tints: self.tints,
            spans: Vec::new(),
            has_boxes: widths.has_boxes(),
        }
    }
}
