//! Heads around the way from one node to another. What does not depend on the first of both is looked up once a node, and
//! heads far up or down the page are not asked, so that the work grows with the ways and no faster.

use crate::geometry::Pt;
use crate::layout::evidence::facts::{FAR_EM, PageEvidence};

/// Heads before and after a node, in their order from the top, that are asked; no page of print has more.
const HEADS_AT_MOST: usize = 500;

/// Heads around the way from one node to the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageHeads {
    /// Between them in their column.
    pub between: f32,
    /// Over both.
    pub common: f32,
    /// Em from the nearest of these to the higher of both.
    pub common_gap: f32,
    /// Between their columns.
    pub crossing: f32,
}

impl Default for PageHeads {
    fn default() -> PageHeads {
        PageHeads { between: 0.0, common: 0.0, common_gap: FAR_EM, crossing: 0.0 }
    }
}

/// The heads of a page, for all ways that end in one node.
pub struct Around<'a> {
    page: &'a PageEvidence<'a>,
    at: usize,
    /// The middles of heads over the column of the node, from the top, with what they are.
    column: Vec<(Pt, usize)>,
    /// Heads that reach over the node, in their order.
    over: Vec<usize>,
    level: &'a [Vec<usize>],
}

/// For each node the heads that stand level with it.
pub fn level(page: &PageEvidence) -> Vec<Vec<usize>> {
    let slack = page.em() * 0.5;
    let of = |at: usize| {
        let rect = &page.nodes[at].rect;
        let heads = near(page, at).iter().copied();
        heads.filter(|head| page.nodes[*head].rect.overlap_y(rect) > slack).collect()
    };
    (0..page.nodes.len()).map(of).collect()
}

/// The heads about as high as a node.
fn near<'a>(page: &'a PageEvidence, at: usize) -> &'a [usize] {
    let here = page.heads.partition_point(|head| *head < at);
    let near = here.saturating_sub(HEADS_AT_MOST)..(here + HEADS_AT_MOST).min(page.heads.len());
    page.heads.get(near).unwrap_or_default()
}

impl<'a> Around<'a> {
    /// Looks around a node; `level` is what [`level`] says of the page.
    pub fn new(page: &'a PageEvidence<'a>, at: usize, level: &'a [Vec<usize>]) -> Around<'a> {
        let (node, slack) = (&page.nodes[at], page.em() * 0.5);
        let mut around = Around { page, at, column: Vec::new(), over: Vec::new(), level };
        for head_at in near(page, at).iter().copied().filter(|head| *head != at) {
            let head = &page.nodes[head_at];
            let y = head.rect.center().y;
            if y < node.rect.top + slack && head.rect.overlap_x(&node.rect) > slack {
                around.column.push((y, head_at));
            }
            if head.enclosure == node.enclosure
                && head.rect.bottom <= node.rect.top + slack
                && reaches(page, head_at, at)
            {
                around.over.push(head_at);
            }
        }
        around.column.sort_by(|a, b| a.0.order(b.0));
        around
    }

    /// The heads around the way from another node to this one.
    pub fn way(&self, before_at: usize) -> PageHeads {
        let (before, node) = (&self.page.nodes[before_at], &self.page.nodes[self.at]);
        let slack = self.page.em() * 0.5;
        let from = self.column.partition_point(|(y, _)| *y <= before.rect.bottom - slack);
        let between = self.column.get(from..).unwrap_or_default().iter().filter(|(_, head)| *head != before_at).count();
        let top = before.rect.top.min(node.rect.top);
        let common = |head: &&usize| {
            **head != before_at
                && self.page.nodes[**head].rect.bottom <= top + slack
                && reaches(self.page, **head, before_at)
        };
        let (mut commons, mut common_gap) = (0, FAR_EM);
        for head in self.over.iter().filter(common) {
            commons += 1;
            common_gap = common_gap.min((top - self.page.nodes[*head].rect.bottom).per(self.page.em()));
        }
        let crossing = self.crossing(before_at);
        PageHeads { between: between as f32, common: commons as f32, common_gap, crossing: crossing as f32 }
    }

    /// Heads level with one of both that stand between their columns.
    fn crossing(&self, before_at: usize) -> usize {
        let slack = self.page.em() * 0.5;
        let left = self.page.nodes[before_at].rect.right - slack;
        let right = self.page.nodes[self.at].rect.left + slack;
        if left >= right {
            return 0;
        }
        let (here, there) = (&self.level[self.at], &self.level[before_at]);
        let mut level: Vec<usize> = here.iter().chain(there).copied().collect();
        level.sort_unstable();
        level.dedup();
        let between = |head: &usize| {
            let x = self.page.nodes[*head].rect.center().x;
            *head != before_at && *head != self.at && left < x && x < right
        };
        level.iter().filter(|head| between(head)).count()
    }
}

/// The reach of a head covers a node.
fn reaches(page: &PageEvidence, head: usize, at: usize) -> bool {
    let (head, rect, slack) = (&page.nodes[head], &page.nodes[at].rect, page.em() * 0.5);
    head.reach.0 <= rect.left + slack && head.reach.1 >= rect.right - slack
}
