//! Every item at its own row if it can, else below what stands above it in its cells. Nothing overlaps.

use super::edges::Edges;
use super::items::{Item, What, is_inside};
use super::scale::Scale;
use super::setting::{Set, is_display};
use crate::geometry::Pt;
use crate::model::page::Page;

/// Rows of an item: first, and one past the last.
pub(super) type Rows = (u32, u32);

/// Running text whose printed white above is less than this follows without a blank row, in leadings.
const FOLLOWS_LEADING: f32 = 0.6;
/// A picture that holds text and takes more of the page than this is a background.
pub(super) const BACKGROUND_SHARE: f32 = 0.6;

/// What happens to the cells of an item on the way down the page.
#[derive(Clone, Copy)]
enum Event {
    /// It takes its rows.
    Put(usize),
    /// It starts; what it holds comes first.
    Open(usize),
    /// It ends below what it holds.
    Close(usize),
}

/// The lowest row taken in each column of cells, and by which item.
struct Skyline(Vec<(u32, Option<usize>)>);

impl Skyline {
    fn over(&self, (left, right): (u16, u16)) -> (u32, Option<usize>) {
        let cells = self.0.get(usize::from(left)..usize::from(right)).unwrap_or_default();
        cells.iter().copied().max_by_key(|(row, _)| *row).unwrap_or_default()
    }
    fn raise(&mut self, (left, right): (u16, u16), row: u32, by: usize) {
        let cells = self.0.get_mut(usize::from(left)..usize::from(right)).unwrap_or_default();
        for cell in cells.iter_mut().filter(|cell| cell.0 <= row) {
            *cell = (row, Some(by));
        }
    }
}

/// The rows of every item.
pub(super) fn fall(page: &Page, items: &[Item], edges: &Edges, sets: &[Set], scale: &Scale) -> Vec<Rows> {
    let mut skyline = Skyline(vec![(0, None); usize::from(edges.width)]);
    let mut rows: Vec<Rows> = vec![(0, 0); items.len()];
    for event in events(items) {
        let (Event::Put(at) | Event::Open(at) | Event::Close(at)) = event;
        let (Some(item), Some(cells), Some(set)) = (items.get(at), edges.cells.get(at), sets.get(at)) else { continue };
        // A hanging stop takes a cell of the gutter.
        let ink = set.pieces.iter().map(|piece| piece.x.saturating_add(piece.cells)).max().unwrap_or(0);
        let cells = (cells.0, cells.1.max(cells.0.saturating_add(ink)));
        let (lowest, above) = skyline.over(cells);
        let own = own_row(page, item, event, scale);
        let start = match above.and_then(|above| items.get(above)).filter(|above| follows(page, above, item, scale)) {
            Some(_) => lowest,
            None => own.max(lowest),
        };
        let height = height(item, event, set, scale);
        let placed = match (event, rows.get_mut(at)) {
            (Event::Put(_) | Event::Open(_), Some(rows)) => {
                *rows = (start, start + height);
                start + height
            }
            (Event::Close(_), Some(rows)) => {
                let end = match item.what {
                    What::Picture(_) => lowest.max(rows.0 + scale.rows(item.printed.height()).max(1)),
                    What::Frame(_) | What::Block(_) | What::Rule(_) => start + 1,
                };
                rows.1 = end;
                end
            }
            (_, None) => start,
        };
        skyline.raise(cells, placed, at);
    }
    rows
}

/// Rows an item takes at this event.
fn height(item: &Item, event: Event, set: &Set, scale: &Scale) -> u32 {
    match (item.what, event) {
        (What::Block(_), _) => set.rows,
        (What::Rule(_) | What::Frame(_), _) => 1,
        (What::Picture(_), Event::Put(_)) => scale.rows(item.printed.height()).max(1),
        (What::Picture(_), Event::Open(_) | Event::Close(_)) => 0,
    }
}

/// All events from the top of the page to its bottom.
fn events(items: &[Item]) -> Vec<Event> {
    let mut found: Vec<(f32, u8, Event)> = Vec::with_capacity(items.len() * 2);
    for (at, item) in items.iter().enumerate() {
        let (top, bottom) = (item.printed.top.0, item.printed.bottom.0);
        let opens = match item.what {
            What::Frame(_) => true,
            What::Picture(_) => items
                .iter()
                .any(|inner| matches!(inner.what, What::Block(_)) && is_inside(&inner.printed, &item.printed)),
            What::Block(_) | What::Rule(_) => false,
        };
        if opens {
            found.push((top, 1, Event::Open(at)));
            found.push((bottom, 0, Event::Close(at)));
        } else {
            found.push((top, 2, Event::Put(at)));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, _, event)| event).collect()
}

/// The row an item has in print.
fn own_row(page: &Page, item: &Item, event: Event, scale: &Scale) -> u32 {
    let half = Pt(scale.leading / 2.0);
    match (item.what, event) {
        (What::Block(id), _) if !page.block(id).boxed => {
            let block = page.block(id);
            let first = page.lines_of(id).first();
            let center = first
                .filter(|_| !block.vertical)
                .map_or(block.bbox.top + Pt(scale.em / 2.0), |line| line.bbox.center().y);
            scale.row(center)
        }
        (What::Block(_) | What::Picture(_), _) => scale.row(item.printed.top + half),
        (What::Frame(_), Event::Close(_)) => scale.row(item.printed.bottom),
        (What::Frame(_), Event::Open(_) | Event::Put(_)) => scale.row(item.printed.top + half).saturating_sub(1),
        (What::Rule(_), _) => scale.row(item.printed.top),
    }
}

/// True when running text goes on right below running text.
fn follows(page: &Page, above: &Item, below: &Item, scale: &Scale) -> bool {
    let (What::Block(a), What::Block(b)) = (above.what, below.what) else { return false };
    let (a, b) = (page.block(a), page.block(b));
    let runs = !is_display(a.role) && !is_display(b.role) && !a.boxed && !b.boxed && !a.vertical && !b.vertical;
    runs && (below.printed.top - above.printed.bottom).0 < scale.leading * FOLLOWS_LEADING
}
