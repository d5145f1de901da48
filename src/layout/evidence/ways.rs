//! Which nodes a node may follow at all: what it sees above, feet of columns on the leading side, heads that reach over
//! it or stand beside it. What can never be is left out here: a thread does not leave its enclosure, nothing follows what
//! closes a story, and text does not run to a column on the wrong side.

use crate::geometry::Pt;
use crate::layout::evidence::facts::PageEvidence;
use crate::layout::stories::assign::NODES_AT_MOST;
use crate::layout::stories::nodes::{Node, NodeKind};

/// Nodes above that are asked.
const ABOVE_AT_MOST: usize = 10;
/// Texts beside that are asked.
const BESIDE_AT_MOST: usize = 14;
/// Feet of legs beside that are asked, for a node that opens one.
const FEET_AT_MOST: usize = 8;
/// Texts above at the far side that are asked.
const WRAPS_AT_MOST: usize = 4;
/// Heads that are asked.
const HEADS_AT_MOST: usize = 8;
/// Measures. Columns farther apart are not read one after the other.
const ASIDE_MOST: f32 = 2.6;
/// Em. Boxes of neighbors reach into each other by less.
const TOUCH_EM: f32 = 1.2;

/// For each node the nodes that it may follow, in their order.
pub fn possible_ways(page: &PageEvidence) -> Vec<Vec<usize>> {
    let feet = feet(page);
    (0..page.nodes.len()).map(|at| ways(page, at, &feet)).collect()
}

/// Texts under which no text goes on in their column: however far down they stand, the next column may go on from them.
fn feet(page: &PageEvidence) -> Vec<bool> {
    let mut feet: Vec<bool> = page.nodes.iter().map(is_text).collect();
    for (_, facts) in page.nodes.iter().zip(&page.facts).filter(|(node, _)| is_text(node)) {
        if let Some(foot) = facts.column_above.and_then(|at| feet.get_mut(at)) {
            *foot = false;
        }
    }
    feet
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Flow | NodeKind::Body)
}

fn ways(page: &PageEvidence, at: usize, feet: &[bool]) -> Vec<usize> {
    let node = &page.nodes[at];
    let mut ways = Vec::new();
    if node.kind == NodeKind::Inset {
        return ways;
    }
    let may = |before: usize| before != at && may_follow(page, before, at);
    ways.extend(page.surroundings.visible[at].seen.iter().copied().filter(|before| may(*before)).take(ABOVE_AT_MOST));
    let beside = nearest(page, at, usize::MAX, |before| is_beside(page, before, node) && may(before));
    ways.extend(beside.iter().take(BESIDE_AT_MOST));
    if page.facts[at].column_above.is_none() {
        ways.extend(beside.iter().filter(|before| feet[**before]).take(FEET_AT_MOST));
    }
    ways.extend(nearest(page, at, WRAPS_AT_MOST, |before| wraps(page, before, node) && may(before)));
    if node.kind != NodeKind::Head {
        ways.extend(nearest(page, at, HEADS_AT_MOST, |before| leads(page, before, node) && may(before)));
    }
    ways.sort_unstable();
    ways.dedup();
    ways
}

/// What is never so, whatever else is seen.
fn may_follow(page: &PageEvidence, before: usize, at: usize) -> bool {
    let (upper, node) = (&page.nodes[before], &page.nodes[at]);
    let marks = page.context.marks;
    let parted = || {
        marks.white_separator_between(upper.rect.bottom, node.rect.top)
            || marks.white_separator_between(node.rect.bottom, upper.rect.top)
    };
    let own = || page.surroundings.own_head[at] == Some(before);
    upper.enclosure == node.enclosure
        && page.surroundings.own_head[before] != Some(at)
        && !parted()
        && (!(node.continued || node.parted) || own())
}

/// Text, or a small head, in a column on the leading side, that ends below the top of the node.
fn is_beside(page: &PageEvidence, before: usize, node: &Node) -> bool {
    let upper = &page.nodes[before];
    let (em, measure) = (page.em(), page.measure());
    let aside = node.rect.left - upper.rect.right;
    let beside = aside > em * -TOUCH_EM && aside < measure * ASIDE_MOST;
    is_text(upper) && beside && node.rect.top < upper.rect.bottom + em * 2.0
}

/// Text in the last column above, from which a story goes on in the first column below.
fn wraps(page: &PageEvidence, before: usize, node: &Node) -> bool {
    let upper = &page.nodes[before];
    let (em, white) = (page.em(), node.rect.top - upper.rect.bottom);
    let last = upper.rect.left > node.rect.right - em;
    is_text(upper) && last && white > -em && white < page.measure() * ASIDE_MOST
}

/// A head over the text or beside it.
fn leads(page: &PageEvidence, before: usize, node: &Node) -> bool {
    let head = &page.nodes[before];
    let (em, measure) = (page.em(), page.measure());
    if !matches!(head.kind, NodeKind::Head | NodeKind::Inset) {
        return false;
    }
    let shared = head.reach.1.min(node.rect.right) - head.reach.0.max(node.rect.left);
    let over = shared > Pt::ZERO && head.rect.top < node.rect.top;
    let aside = (node.rect.left - head.rect.right).max(head.rect.left - node.rect.right);
    let level = node.rect.overlap_y(&head.rect) > -em && aside < measure * ASIDE_MOST;
    over || level
}

/// The nearest ones that pass.
fn nearest(page: &PageEvidence, at: usize, most: usize, pass: impl Fn(usize) -> bool) -> Vec<usize> {
    let node = &page.nodes[at];
    // Nodes come from the top: on a page with more of them than print has only those about as high are asked, so that the
    // work grows as the page does and no faster.
    let near = at.saturating_sub(NODES_AT_MOST / 2)..(at + NODES_AT_MOST / 2).min(page.nodes.len());
    let far = |before: usize| (distance(&page.nodes[before], node), before);
    let mut found: Vec<(Pt, usize)> = near.filter(|before| pass(*before)).map(far).collect();
    found.sort_by(|a, b| a.0.order(b.0).then(a.1.cmp(&b.1)));
    found.truncate(most);
    found.into_iter().map(|(_, before)| before).collect()
}

/// White between two nodes, along and across.
pub fn distance(a: &Node, b: &Node) -> Pt {
    let gap = |overlap: Pt| (-overlap).max(Pt::ZERO);
    gap(a.rect.overlap_x(&b.rect)) + gap(a.rect.overlap_y(&b.rect))
}
