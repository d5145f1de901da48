//! Column edges in cells: one place for each printed edge, so that columns are straight down the whole page.
//!
//! Every edge keeps its scaled place if it can. It moves right as far as the columns to its left need their full
//! width in cells and neighbors a blank between them: the longest path through the edges from left to right.

use super::items::{ItemKind, PageItem, is_inside};
use super::scale::CellScale;
use crate::geometry::Rect;
use crate::model::page::Page;

/// Edges in points closer than this are one edge, in em.
const SAME_EDGE_EM: f32 = 0.5;
/// Neighbors may overlap by this share of the narrower one and still stand side by side.
const OVERLAP_SHARE: f32 = 0.25;
/// A rule of which so much runs along a box within an em is its edge.
const EDGE_SHARE: f32 = 0.8;
/// Blanks between neighbors.
const GAP: u16 = 1;
/// Blanks between neighbors with a column rule between them: the rule and white on both sides.
const RULED_GAP: u16 = 3;
/// Cells of the narrowest item: one Han character.
const LEAST: u16 = 2;
/// From the edge of a frame to what it holds: the line and a blank.
pub(super) const FRAME: u16 = 2;
/// Where the search for a scale gives up, in cells.
const MOST_CELLS: u16 = 2000;

/// Items that stand beside each other, as indices: the left one, the right one.
pub(super) type Pairs = Vec<(usize, usize)>;

/// The cells of every item.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnEdges {
    /// First column and column after the last, for each item.
    pub cells: Vec<(u16, u16)>,
    /// Cells across the page.
    pub width: u16,
}

/// All pairs of items that stand side by side.
pub(super) fn side_by_side(items: &[PageItem], scale: &CellScale) -> Pairs {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let top = |at: &usize| items.get(*at).map_or(0.0, |item| item.printed.top.0);
    order.sort_by(|a, b| top(a).total_cmp(&top(b)));
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for at in order {
        let Some(item) = items.get(at).filter(|item| !matches!(item.what, ItemKind::Rule(_))) else { continue };
        open.retain(|other| items.get(*other).is_some_and(|other| other.printed.bottom > item.printed.top));
        for other in &open {
            let Some(beside) = items.get(*other) else { continue };
            if are_beside(beside, item, scale) {
                let first = beside.printed.center().x < item.printed.center().x;
                pairs.push(if first { (*other, at) } else { (at, *other) });
            }
        }
        open.push(at);
    }
    pairs
}

fn are_beside(a: &PageItem, b: &PageItem, scale: &CellScale) -> bool {
    let holds = |outer: &PageItem, inner: &PageItem| match outer.what {
        ItemKind::Frame(_) | ItemKind::Picture(_) => is_inside(&inner.printed, &outer.printed),
        ItemKind::Block(_) | ItemKind::Rule(_) => false,
    };
    let (a_box, b_box) = (&a.printed, &b.printed);
    let low = a_box.height().min(b_box.height()).0;
    let narrow = a_box.width().min(b_box.width()).0;
    let level = a_box.overlap_y(b_box).0 > (low * 0.25).min(scale.em / 2.0);
    level && a_box.overlap_x(b_box).0 <= narrow * OVERLAP_SHARE && !holds(a, b) && !holds(b, a)
}

/// An edge of items.
struct EdgeNode {
    x: f32,
}

/// In the order in which edges at the same place come from left to right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EdgeKind {
    TextRight,
    FrameRight,
    FrameLeft,
    TextLeft,
}

/// Which edges an item has, and what lies between edges, at a page's own scale and at any other.
pub(super) struct Network {
    nodes: Vec<EdgeNode>,
    /// Left and right node of each item.
    ends: Vec<(usize, usize)>,
    /// From node, to node, cells at least, points at least: what of the two is more.
    rules: Vec<(usize, usize, u16, f32)>,
    /// Short rules in the middle of a column: the rule, the block whose column it is, its width in points.
    dashes: Vec<(usize, usize, f32)>,
}

impl Network {
    /// The edges of the items and what holds between them.
    pub fn of(page: &Page, items: &[PageItem], pairs: &Pairs, scale: &CellScale) -> Network {
        let ends = vec![(0, 0); items.len()];
        let mut network = Network { nodes: Vec::new(), ends, rules: Vec::new(), dashes: dashes(items, scale) };
        network.gather(items, scale);
        for (at, item) in items.iter().enumerate() {
            let Some((left, right)) = network.ends.get(at).copied() else { continue };
            match item.what {
                ItemKind::Block(_) | ItemKind::Picture(_) => {
                    network.rules.push((left, right, LEAST, item.span.width().0));
                }
                ItemKind::Frame(_) => {
                    network.rules.push((left, right, 2 * FRAME, 0.0));
                    network.hold(at, item, items);
                }
                ItemKind::Rule(_) => network.rules.push((left, right, 1, 0.0)),
            }
        }
        let upright = upright(page, items, scale);
        for (left, right) in pairs {
            let (Some(a), Some(b)) = (items.get(*left), items.get(*right)) else { continue };
            let (Some((_, from)), Some((to, _))) = (network.ends.get(*left), network.ends.get(*right)) else {
                continue;
            };
            let ruled = upright.iter().any(|(rule, _)| {
                let between = a.printed.center().x < rule.left && rule.left < b.printed.center().x;
                between
                    && gutter(&a.span, &b.span, scale).overlap_x(rule).0 >= 0.0
                    && rule.overlap_y(&a.printed).0 > 0.0
            });
            network.rules.push((*from, *to, if ruled { RULED_GAP } else { GAP }, 0.0));
        }
        network.rules.sort_by_key(|(from, to, ..)| (*to, *from));
        network.rules.dedup();
        network
    }

    /// The cells of all items at this scale.
    pub fn set(&self, scale: &CellScale) -> ColumnEdges {
        let mut rules = self.rules.iter().peekable();
        let mut cells: Vec<u16> = Vec::with_capacity(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            let own = ((node.x - scale.left) * scale.x).round().clamp(0.0, f32::from(MOST_CELLS)) as u16;
            let mut cell = own;
            while let Some((from, _, least, points)) = rules.next_if(|(_, to, ..)| *to <= at) {
                let Some(start) = cells.get(*from) else { continue };
                let needed = (*least).max((points * scale.x).round().min(f32::from(MOST_CELLS)) as u16);
                cell = cell.max(start.saturating_add(needed));
            }
            cells.push(cell);
        }
        let at = |node: usize| cells.get(node).copied().unwrap_or(0);
        let mut cells: Vec<(u16, u16)> =
            self.ends.iter().map(|(l, r)| (at(*l), at(*r).max(at(*l).saturating_add(LEAST)))).collect();
        for (rule, block, points) in &self.dashes {
            let Some((left, right)) = cells.get(*block).copied() else { continue };
            let width = (points * scale.x).round().clamp(1.0, f32::from(right - left)) as u16;
            let first = left + (right - left - width) / 2;
            if let Some(own) = cells.get_mut(*rule) {
                *own = (first, first + width);
            }
        }
        let width = cells.iter().map(|(_, right)| *right).max().unwrap_or(0);
        ColumnEdges { cells, width }
    }

    /// Puts the edges of all items in order from left to right; edges that nearly agree become one.
    fn gather(&mut self, items: &[PageItem], scale: &CellScale) {
        let mut edges: Vec<(EdgeKind, f32, usize)> = Vec::with_capacity(items.len() * 2);
        for (at, item) in items.iter().enumerate() {
            let (left, right) = match item.what {
                ItemKind::Frame(_) => (EdgeKind::FrameLeft, EdgeKind::FrameRight),
                ItemKind::Block(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => {
                    (EdgeKind::TextLeft, EdgeKind::TextRight)
                }
            };
            edges.push((left, item.span.left.0, at));
            edges.push((right, item.span.right.0, at));
        }
        edges.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut groups: Vec<(EdgeKind, f32, Vec<usize>)> = Vec::new();
        for (kind, x, at) in edges {
            match groups.last_mut() {
                Some((last, start, members)) if *last == kind && x - *start <= SAME_EDGE_EM * scale.em => {
                    members.push(at);
                }
                _ => groups.push((kind, x, vec![at])),
            }
        }
        groups.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        for (number, (kind, x, members)) in groups.into_iter().enumerate() {
            for at in members {
                if let Some(ends) = self.ends.get_mut(at) {
                    match kind {
                        EdgeKind::TextLeft | EdgeKind::FrameLeft => ends.0 = number,
                        EdgeKind::TextRight | EdgeKind::FrameRight => ends.1 = number,
                    }
                }
            }
            self.nodes.push(EdgeNode { x });
        }
    }

    /// What a frame holds stands within its edges.
    fn hold(&mut self, frame: usize, outer: &PageItem, items: &[PageItem]) {
        for (at, item) in items.iter().enumerate().filter(|(at, _)| *at != frame) {
            let (Some((left, right)), Some((l, r))) = (self.ends.get(frame), self.ends.get(at)) else { continue };
            if is_inside(&item.printed, &outer.printed) && !is_inside(&outer.printed, &item.printed) {
                self.rules.push((*left, *l, FRAME, 0.0));
                self.rules.push((*r, *right, FRAME, 0.0));
            }
        }
    }
}

/// Rules narrower than the column in whose middle they stand, with the nearest block of that column: they stand in its
/// middle in cells as well, wherever its edges come to be.
fn dashes(items: &[PageItem], scale: &CellScale) -> Vec<(usize, usize, f32)> {
    let slack = scale.em * SAME_EDGE_EM;
    let mut found = Vec::new();
    for (at, rule) in items.iter().enumerate().filter(|(_, item)| matches!(item.what, ItemKind::Rule(_))) {
        let (middle, width) = (rule.printed.center().x, rule.printed.width().0);
        let holds = |item: &PageItem| {
            matches!(item.what, ItemKind::Block(_))
                && (item.span.center().x - middle).abs().0 < slack
                && item.span.width().0 > width + slack
        };
        let away =
            |item: &PageItem| (item.printed.center().y - rule.printed.top).abs().0 - item.printed.height().0 / 2.0;
        let blocks = items.iter().enumerate().filter(|(_, item)| holds(item));
        let nearest = blocks.min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
        found.extend(nearest.map(|(block, _)| (at, block, width)));
    }
    found
}

/// The white between two neighbors, a little wider than it is.
fn gutter(a: &Rect, b: &Rect, scale: &CellScale) -> Rect {
    let (top, bottom) = (a.top.max(b.top).0, a.bottom.min(b.bottom).0);
    Rect::new(a.right.0 - scale.em / 2.0, top, b.left.0 + scale.em / 2.0, bottom)
}

/// The vertical rules of the page as boxes without width, each with its thickness; but for those that run along the edge of
/// a box, which is drawn.
pub(super) fn upright(page: &Page, items: &[PageItem], scale: &CellScale) -> Vec<(Rect, f32)> {
    let rules = page.rules.iter().filter(|rule| !rule.is_horizontal());
    let boxes = rules.map(|rule| (Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0), rule.weight.0));
    let frames: Vec<&Rect> =
        items.iter().filter(|item| matches!(item.what, ItemKind::Frame(_))).map(|item| &item.printed).collect();
    let is_edge = |rule: &Rect| {
        frames.iter().any(|frame| {
            let away = (frame.left - rule.left).abs().min((frame.right - rule.left).abs());
            away.0 < scale.em && frame.overlap_y(rule).0 > rule.height().0 * EDGE_SHARE
        })
    };
    boxes.filter(|(rule, _)| !is_edge(rule)).collect()
}
