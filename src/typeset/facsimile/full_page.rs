//! The page at full scale or at a given width: every line legible.

use super::block_setting::{BlockFrame, SetBlock, set};
use super::edges::{ColumnEdges, FRAME, Network, Pairs, side_by_side};
use super::items::{ItemKind, PageItem, is_inside, items};
use super::paint::{PlacedPage, paint};
use super::parallel;
use super::scale::CellScale;
use super::vertical_placement::fall;
use super::{Facsimile, Pictures, flow, linear, vertical};
use crate::geometry::Rect;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::typeset::galley::may_hang;
use crate::typeset::width::WidthModel;

/// Columns narrower than this are not set side by side, in cells: five Han characters, two short words.
const LEAST_COLUMN: u16 = 10;
/// Steps of the search for the scale that fills a given width: a thousandth is less than a cell.
const SEARCH_STEPS: usize = 14;
/// White between a line that stands by itself and what stands to its right, in cells.
const LEAST_GAP: u16 = 2;
/// From these cells of white on, a stop may hang half into the gutter.
const HANGING_GAP: u16 = 2;

/// Draws the page at full scale, or `columns` cells across.
pub(super) fn draw(page: &Page, columns: Option<u16>, pictures: Pictures, widths: &WidthModel) -> Facsimile {
    // Vertical text stands in its printed rows: what a small picture leaves free would be white.
    let pictures = if page.vertical && pictures == Pictures::Small { Pictures::Places } else { pictures };
    let mut scale = CellScale { pictures, ..CellScale::full(page, widths) };
    let items = items(page, &scale);
    if let Some(hull) = Rect::hull(items.iter().map(|item| &item.printed)) {
        scale.left = hull.left.0;
    }
    let pairs = side_by_side(&items, &scale);
    let network = Network::of(page, &items, &pairs, &scale);
    let mut edges = network.set(&scale);
    if let Some(columns) = columns {
        let Some(factor) = factor(&network, &scale, columns) else { return linear::draw(page, columns, widths) };
        scale = scale.stretched(factor);
        edges = network.set(&scale);
        if !is_legible(page, &items, &edges, factor) {
            return linear::draw(page, columns, widths);
        }
    }
    let width = columns.unwrap_or(edges.width).max(edges.width);
    let sets = set_all(page, &items, &pairs, &edges, &scale, widths);
    let rows = fall(page, &items, &edges, &sets, &scale);
    paint(&PlacedPage { page, items: &items, pairs: &pairs, edges: &edges, sets, rows, scale: &scale }, width, widths)
}

/// The largest factor at which the page is no wider than `columns`; nothing when none is.
pub(super) fn factor(network: &Network, scale: &CellScale, columns: u16) -> Option<f32> {
    let (mut low, mut high) = (0.01, 64.0);
    let fits = |factor: f32| network.set(&scale.stretched(factor)).width <= columns;
    if !fits(low) {
        return None;
    }
    for _ in 0..SEARCH_STEPS {
        let middle = f32::sqrt(low * high);
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low)
}

/// True when most columns of body hold a few characters, and vertical lines have their cells.
fn is_legible(page: &Page, items: &[PageItem], edges: &ColumnEdges, factor: f32) -> bool {
    let body = |(item, cells): (&PageItem, &(u16, u16))| match item.what {
        ItemKind::Block(id) if page.block(id).role == Role::Body => Some(cells.1 - cells.0),
        ItemKind::Block(_) | ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
    };
    let mut found: Vec<u16> = items.iter().zip(&edges.cells).filter_map(body).collect();
    found.sort_unstable();
    // A vertical line needs two of its three cells.
    let vertical = page.vertical && factor < 0.7;
    !vertical && found.get(found.len() / 2).is_none_or(|cells| page.vertical || *cells >= LEAST_COLUMN)
}

/// The cells that a block may take: its own; for a line that stands by itself and is wider, all that are free to
/// its right, up to `end`.
fn reach(page: &Page, id: BlockId, cells: (u16, u16), gap: u16, end: u16, widths: &WidthModel) -> u16 {
    let own = cells.1 - cells.0;
    let block = page.block(id);
    let stands_alone = match block.role {
        Role::Folio | Role::Byline | Role::Dateline | Role::Section | Role::Jump => !block.boxed && !block.vertical,
        Role::Masthead
        | Role::Kicker
        | Role::Headline
        | Role::Deck
        | Role::Body
        | Role::Subhead
        | Role::PullQuote
        | Role::Caption
        | Role::Credit
        | Role::Table
        | Role::Advert
        | Role::Furniture => false,
    };
    let widest = page.lines_of(id).iter().map(|line| widths.str(&widths.sanitize(line.text.trim()))).max();
    if !stands_alone || widest.is_none_or(|widest| widest <= own) {
        return own;
    }
    let free = if gap == u16::MAX { u16::MAX } else { (own + gap).saturating_sub(LEAST_GAP) };
    free.min(end.saturating_sub(cells.0)).max(own)
}

/// The lines of all blocks; nothing for what is no block.
fn set_all(
    page: &Page,
    items: &[PageItem],
    pairs: &Pairs,
    edges: &ColumnEdges,
    scale: &CellScale,
    widths: &WidthModel,
) -> Vec<SetBlock> {
    let mut gaps = vec![u16::MAX; items.len()];
    for (left, right) in pairs {
        let (Some(a), Some(b)) = (edges.cells.get(*left), edges.cells.get(*right)) else { continue };
        if let Some(gap) = gaps.get_mut(*left) {
            *gap = (*gap).min(b.0.saturating_sub(a.1));
        }
    }
    let may_hang = may_hang(page);
    let frames: Vec<(Rect, u16)> = items
        .iter()
        .zip(&edges.cells)
        .filter(|(item, _)| matches!(item.what, ItemKind::Frame(_)))
        .map(|(item, cells)| (item.printed, cells.1.saturating_sub(FRAME)))
        .collect();
    // What stands in a box ends before its edge.
    let end = |item: &PageItem| {
        let around = frames.iter().filter(|(frame, _)| is_inside(&item.printed, frame));
        around.map(|(_, end)| *end).min().unwrap_or(edges.width)
    };
    let is_narrow = scale.factor < 1.0 && !page.vertical;
    let mut lefts: Vec<u16> = items
        .iter()
        .zip(&edges.cells)
        .filter(|(item, _)| matches!(item.what, ItemKind::Block(id) if page.block(id).role == Role::Body))
        .map(|(_, cells)| cells.0)
        .collect();
    lefts.sort_unstable();
    let frame = |((item, cells), gap): ((&PageItem, &(u16, u16)), &u16)| match item.what {
        ItemKind::Block(id) => {
            // On a page drawn narrow rows are not those of print: what has nothing beside it there may have here.
            let beside = || lefts.iter().find(|left| **left >= cells.1).map(|left| left - cells.1 + LEAST_GAP - 1);
            let in_column = is_narrow && page.block(id).role != Role::Folio;
            let gap = if in_column { (*gap).min(beside().unwrap_or(u16::MAX)) } else { *gap };
            let cells_across = reach(page, id, *cells, gap, end(item), widths);
            let hang = may_hang && gap >= HANGING_GAP && cells.1 < edges.width;
            Some(BlockFrame { page, id, span: item.span, printed: item.printed, cells: cells_across, hang, scale })
        }
        ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
    };
    let frames: Vec<Option<BlockFrame>> = items.iter().zip(&edges.cells).zip(&gaps).map(frame).collect();
    let one = |frame: &Option<BlockFrame>| match frame {
        Some(frame) if page.block(frame.id).vertical => vertical::set(frame, widths),
        Some(frame) => set(frame, widths),
        None => SetBlock::default(),
    };
    let weight = |frame: &Option<BlockFrame>| frame.as_ref().map_or(0, |frame| page.block(frame.id).text.len());
    let mut sets = parallel::map(&frames, weight, one);
    flow::through(page, items, &frames, &mut sets, widths);
    sets
}
