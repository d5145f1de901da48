//! Every item at its own row if it can, else below what stands above it in its cells. Nothing overlaps.

use super::Pictures;
use super::block_setting::{SetBlock, is_display, is_reversed};
use super::edges::ColumnEdges;
use super::items::{ItemKind, PageItem, is_inside};
use super::scale::CellScale;
use crate::geometry::Pt;
use crate::model::page::Page;
use crate::model::role::Role;

/// Rows of an item: first, and one past the last.
pub(super) type RowRange = (u32, u32);

/// Running text whose printed white above is less than this follows without a blank row, in leadings.
const FOLLOWS_LEADING: f32 = 0.6;
/// Below this share of full scale text needs more rows than it took in print, and white does not: items stand as
/// far below each other as at full scale, not at their own rows.
const LOOSE_FACTOR: f32 = 0.85;
/// Most blank rows between two items there.
const MOST_WHITE: u32 = 2;
/// Heads, pictures and columns of text that begin within this of each other in print begin in one row, in leadings.
const LEVEL_LEADING: f32 = 0.75;
/// A head this near under another one of its story goes on from it, in leadings: a short rule may stand between.
const UNDER_HEAD_LEADING: f32 = 2.0;
/// Text and pictures wait at most so many rows for what is level with them in print and was pushed down.
const MOST_WAIT: u32 = 4;
/// A picture that holds text and takes more of the page than this is a background.
pub(super) const BACKGROUND_SHARE: f32 = 0.6;

/// What happens to the cells of an item on the way down the page.
#[derive(Clone, Copy)]
enum ColumnEvent {
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
pub(super) fn fall(
    page: &Page,
    items: &[PageItem],
    edges: &ColumnEdges,
    sets: &[SetBlock],
    scale: &CellScale,
) -> Vec<RowRange> {
    let mut falling = VerticalPlacement {
        page,
        items,
        edges,
        sets,
        scale,
        skyline: Skyline(vec![(0, None); usize::from(edges.width)]),
        rows: vec![(0, 0); items.len()],
    };
    let events = events(items);
    let levels: Vec<&[ColumnEvent]> = events.chunk_by(|a, b| falling.are_level(*a, *b)).collect();
    for level in levels {
        let together = level.iter().map(|event| falling.start(*event)).max().unwrap_or(0);
        for event in level {
            let start = if level.len() > 1 { falling.level_start(*event, together) } else { together };
            falling.put(*event, start);
        }
    }
    falling.rows
}

/// Items on their way down the page.
struct VerticalPlacement<'a> {
    page: &'a Page,
    items: &'a [PageItem],
    edges: &'a ColumnEdges,
    sets: &'a [SetBlock],
    scale: &'a CellScale,
    skyline: Skyline,
    rows: Vec<RowRange>,
}

impl ColumnEvent {
    /// The item it is about.
    fn item(self) -> usize {
        let (ColumnEvent::Put(at) | ColumnEvent::Open(at) | ColumnEvent::Close(at)) = self;
        at
    }
}

impl VerticalPlacement<'_> {
    /// The cells an item takes: a hanging stop takes one of the gutter.
    fn cells(&self, at: usize) -> (u16, u16) {
        let cells = self.edges.cells.get(at).copied().unwrap_or_default();
        let pieces = self.sets.get(at).map(|set| set.pieces.as_slice()).unwrap_or_default();
        let ink = pieces.iter().map(|piece| piece.x.saturating_add(piece.cells)).max().unwrap_or(0);
        (cells.0, cells.1.max(cells.0.saturating_add(ink)))
    }

    /// The row in which an event takes place.
    fn start(&self, event: ColumnEvent) -> u32 {
        let Some(item) = self.items.get(event.item()) else { return 0 };
        let (lowest, above) = self.skyline.over(self.cells(event.item()));
        let above = above.and_then(|above| self.items.get(above));
        if above.is_some_and(|above| follows(self.page, above, item, self.scale)) {
            return lowest;
        }
        let (own, lowest_of_all) = (own_row(self.page, item, event, self.scale), lowest);
        // The words of a picture never touch the text below it.
        let lowest = lowest + u32::from(above.is_some_and(|above| self.ends_picture(above, item)));
        let near = lowest.max(lowest_of_all + self.white(above, item, event));
        if self.is_loose() { own.min(near).max(lowest) } else { own.max(lowest) }
    }

    /// True for a caption or a credit above something else than more of them.
    fn ends_picture(&self, above: &PageItem, item: &PageItem) -> bool {
        let role = |item: &PageItem| match item.what {
            ItemKind::Block(id) => Some(self.page.block(id).role),
            ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
        };
        let words = |role: Role| matches!(role, Role::Caption | Role::Credit);
        role(above).is_some_and(words) && role(item).is_some_and(|role| !words(role) && !is_display(role))
    }

    fn is_loose(&self) -> bool {
        // Small pictures leave room that what stands below them moves up into.
        let shrunk = self.scale.pictures == Pictures::Small && !self.page.pictures.is_empty();
        (self.scale.factor < LOOSE_FACTOR || shrunk) && !self.page.vertical
    }

    /// Blank rows above an item, as many as at full scale.
    fn white(&self, above: Option<&PageItem>, item: &PageItem, event: ColumnEvent) -> u32 {
        let bottom = match above {
            Some(above) if is_inside(&item.printed, &above.printed) => above.printed.top,
            Some(above) => above.printed.bottom,
            None => Pt(self.scale.base),
        };
        match event {
            ColumnEvent::Close(_) => 0,
            ColumnEvent::Put(_) | ColumnEvent::Open(_) => self.scale.white(item.printed.top - bottom).min(MOST_WHITE),
        }
    }

    /// True for heads, pictures and columns of text that begin at one height.
    fn are_level(&self, a: ColumnEvent, b: ColumnEvent) -> bool {
        let top = |event: ColumnEvent| {
            let item = self.items.get(event.item())?;
            let stands = match item.what {
                ItemKind::Block(_) => self.is_head(item) || self.begins_column(item),
                ItemKind::Picture(_) => true,
                ItemKind::Frame(_) | ItemKind::Rule(_) => false,
            };
            (stands && !matches!(event, ColumnEvent::Close(_))).then_some(item.printed.top)
        };
        let Some((a, b)) = top(a).zip(top(b)) else { return false };
        self.is_loose() && (b - a).abs().0 < LEVEL_LEADING * self.scale.plain_leading
    }

    fn is_head(&self, item: &PageItem) -> bool {
        matches!(item.what, ItemKind::Block(id) if is_display(self.page.block(id).role))
    }

    /// The row in which something begins that stands at the height of others, which begin in row `together`. A hole
    /// above a head parts stories; above a text or picture it would part it from its own head.
    fn level_start(&self, event: ColumnEvent, together: u32) -> u32 {
        let own = self.start(event);
        let may_wait = self.items.get(event.item()).is_some_and(|item| self.is_head(item) && !self.is_under_head(item));
        if may_wait || together.saturating_sub(own) <= MOST_WAIT { together.max(own) } else { own }
    }

    /// True for a head right under another one of its story, as a deck is: a hole above it would part the two.
    fn is_under_head(&self, item: &PageItem) -> bool {
        let ItemKind::Block(id) = item.what else { return false };
        let Some(story) = self.page.story_of(id) else { return false };
        let near = self.scale.plain_leading * UNDER_HEAD_LEADING;
        self.items.iter().filter(|above| self.is_head(above)).any(|above| {
            let gap = (item.printed.top - above.printed.bottom).0;
            let same = matches!(above.what, ItemKind::Block(other) if self.page.story_of(other) == Some(story));
            same && gap.abs() < near && above.printed.overlap_x(&item.printed).0 > item.printed.width().0 / 2.0
        })
    }

    /// True for running text with no running text right above it.
    fn begins_column(&self, item: &PageItem) -> bool {
        let near = self.scale.plain_leading * FOLLOWS_LEADING;
        !self.items.iter().any(|above| {
            let gap = (item.printed.top - above.printed.bottom).0;
            let runs = matches!(above.what, ItemKind::Block(id) if !is_display(self.page.block(id).role));
            runs && gap.abs() < near && above.printed.overlap_x(&item.printed).0 > item.printed.width().0 / 2.0
        })
    }

    fn put(&mut self, event: ColumnEvent, start: u32) {
        let at = event.item();
        let (Some(item), Some(set)) = (self.items.get(at), self.sets.get(at)) else { return };
        let cells = self.cells(at);
        let (lowest, _) = self.skyline.over(cells);
        let across = cells.1.saturating_sub(cells.0);
        let Some(rows) = self.rows.get_mut(at) else { return };
        let placed = match event {
            ColumnEvent::Put(_) | ColumnEvent::Open(_) => {
                *rows = (start, start + height(item, event, set, across, self.scale));
                rows.1
            }
            ColumnEvent::Close(_) => {
                rows.1 = match item.what {
                    ItemKind::Picture(_) => lowest.max(rows.0 + self.scale.picture_rows(&item.printed, across)),
                    ItemKind::Frame(_) | ItemKind::Block(_) | ItemKind::Rule(_) => start + 1,
                };
                rows.1
            }
        };
        self.skyline.raise(cells, placed, at);
    }
}

/// Rows that an item of so many cells takes at this event.
fn height(item: &PageItem, event: ColumnEvent, set: &SetBlock, cells: u16, scale: &CellScale) -> u32 {
    match (item.what, event) {
        (ItemKind::Block(_), _) => set.rows,
        (ItemKind::Rule(_) | ItemKind::Frame(_), _) => 1,
        (ItemKind::Picture(_), ColumnEvent::Put(_)) => scale.picture_rows(&item.printed, cells),
        (ItemKind::Picture(_), ColumnEvent::Open(_) | ColumnEvent::Close(_)) => 0,
    }
}

/// All events from the top of the page to its bottom.
fn events(items: &[PageItem]) -> Vec<ColumnEvent> {
    let mut found: Vec<(f32, u8, ColumnEvent)> = Vec::with_capacity(items.len() * 2);
    for (at, item) in items.iter().enumerate() {
        let (top, bottom) = (item.printed.top.0, item.printed.bottom.0);
        let opens = match item.what {
            ItemKind::Frame(_) => true,
            ItemKind::Picture(_) => items
                .iter()
                .any(|inner| matches!(inner.what, ItemKind::Block(_)) && is_inside(&inner.printed, &item.printed)),
            ItemKind::Block(_) | ItemKind::Rule(_) => false,
        };
        if opens {
            found.push((top, 1, ColumnEvent::Open(at)));
            found.push((bottom, 0, ColumnEvent::Close(at)));
        } else {
            found.push((top, 2, ColumnEvent::Put(at)));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, _, event)| event).collect()
}

/// The row an item has in print.
fn own_row(page: &Page, item: &PageItem, event: ColumnEvent, scale: &CellScale) -> u32 {
    let half = Pt(scale.leading / 2.0);
    match (item.what, event) {
        (ItemKind::Block(id), _) if !is_reversed(page, page.block(id)) => {
            let block = page.block(id);
            let first = page.lines_of(id).first();
            let center = first
                .filter(|_| !block.vertical)
                .map_or(block.bbox.top + Pt(scale.em / 2.0), |line| line.bbox.center().y);
            scale.row(center)
        }
        (ItemKind::Block(_) | ItemKind::Picture(_), _) => scale.row(item.printed.top + half),
        (ItemKind::Frame(_), ColumnEvent::Close(_)) => scale.row(item.printed.bottom),
        (ItemKind::Frame(_), ColumnEvent::Open(_) | ColumnEvent::Put(_)) => {
            scale.row(item.printed.top + half).saturating_sub(1)
        }
        (ItemKind::Rule(_), _) => scale.row(item.printed.top),
    }
}

/// True when running text goes on right below running text.
fn follows(page: &Page, above: &PageItem, below: &PageItem, scale: &CellScale) -> bool {
    let (ItemKind::Block(a), ItemKind::Block(b)) = (above.what, below.what) else { return false };
    let (a, b) = (page.block(a), page.block(b));
    let words = |role: Role| matches!(role, Role::Caption | Role::Credit);
    if words(a.role) && !words(b.role) {
        return false;
    }
    let runs = !is_display(a.role) && !is_display(b.role) && !a.boxed && !b.boxed && !a.vertical && !b.vertical;
    runs && (below.printed.top - above.printed.bottom).0 < scale.leading * FOLLOWS_LEADING
}
