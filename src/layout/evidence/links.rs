//! What is seen of two nodes of which one may follow the other.

use crate::geometry::{Pt, Rect};
use crate::layout::evidence::facts::{FAR_EM, NodeFacts, PageEvidence, StyleFacts};
use crate::layout::evidence::heads::{self, Around, PageHeads};
use crate::layout::evidence::ways;
use crate::layout::stories::nodes::{Node, NodeKind};

/// Two nodes, the second of which may follow the first.
pub struct NodePair<'a> {
    /// The page.
    pub page: &'a PageEvidence<'a>,
    /// The first.
    pub before_at: usize,
    /// The second.
    pub at: usize,
    /// The first.
    pub before: &'a Node,
    /// The second.
    pub node: &'a Node,
    /// What is seen of the first.
    pub upper: &'a NodeFacts,
    /// What is seen of the second.
    pub facts: &'a NodeFacts,
    /// How many ways of this node lead from nearer.
    pub nearer: f32,
    /// How many nodes nearer than this one may follow the first.
    pub nearer_after: f32,
    /// Heads around the way.
    pub heads: PageHeads,
}

impl<'a> NodePair<'a> {
    fn new(page: &'a PageEvidence<'a>, before_at: usize, at: usize, heads: PageHeads) -> NodePair<'a> {
        let (before, node) = (&page.nodes[before_at], &page.nodes[at]);
        NodePair {
            page,
            before_at,
            at,
            before,
            node,
            upper: &page.facts[before_at],
            facts: &page.facts[at],
            nearer: 0.0,
            nearer_after: 0.0,
            heads,
        }
    }

    /// A length in em of the running text.
    pub fn em(&self, length: Pt) -> f32 {
        length.per(self.page.em()).clamp(-FAR_EM, FAR_EM)
    }

    /// A length in widths of most columns.
    pub fn measures(&self, length: Pt) -> f32 {
        length.per(self.page.measure()).clamp(-4.0, 4.0)
    }

    /// White between their columns.
    pub fn aside(&self) -> Pt {
        self.node.rect.left - self.before.rect.right
    }

    /// What lies between the columns of both, where they stand beside each other.
    pub fn column_ruled(&self) -> bool {
        let (a, b) = (&self.before.rect, &self.node.rect);
        let heights = (a.top.max(b.top), a.bottom.min(b.bottom));
        let heights = if heights.1 > heights.0 { heights } else { (b.top, b.bottom) };
        self.page.context.marks.column_rule((a.right - Pt(2.0), b.left + Pt(2.0)), heights, 0.3)
    }

    /// A rule across both columns, below the top of this leg and above the next column, or the other way round.
    pub fn banded(&self) -> bool {
        let (a, b) = (&self.before.rect, &self.node.rect);
        let top = self.leg_top();
        let heights = (top.min(b.top) - Pt(2.0), top.max(b.top) + Pt(2.0));
        let across = (a.left.min(b.left), a.right.max(b.right));
        let close = (top - b.top).abs() < self.page.em();
        !close && self.page.context.marks.rule_between(heights, across, 0.7, self.page.measure() * 0.5)
    }

    /// Where the leg of the first begins.
    pub fn leg_top(&self) -> Pt {
        self.page.surroundings.leg_top[self.before_at]
    }

    /// The head over that leg.
    pub fn leg_head(&self) -> Option<usize> {
        self.page.surroundings.leg_head[self.before_at]
    }

    /// That head reaches over the second.
    pub fn leg_head_covers(&self) -> bool {
        self.leg_head().is_some_and(|head| {
            let head = &self.page.nodes[head];
            let slack = self.page.em() * 0.5;
            head.reach.0 <= self.node.rect.left + slack && head.reach.1 >= self.node.rect.right - slack
        })
    }

    /// Something of a node, if there is one.
    pub fn of_node<T>(&self, at: Option<usize>, of: impl Fn(&Node, &NodeFacts) -> T, none: T) -> T {
        at.map_or(none, |at| of(&self.page.nodes[at], &self.page.facts[at]))
    }

    /// How many the second sees before it sees the first.
    pub fn seen_rank(&self) -> f32 {
        let seen = &self.page.surroundings.visible[self.at].seen;
        seen.iter().position(|seen| *seen == self.before_at).map_or(20.0, |rank| rank.min(15) as f32)
    }

    /// White from the one down to the other.
    pub fn down(&self) -> Pt {
        let foot = if self.before.kind == NodeKind::Head {
            self.before.foot_over(&self.node.rect)
        } else {
            self.before.rect.bottom
        };
        self.node.rect.top - foot
    }

    /// Pictures and quotes between them, in em.
    pub fn filled(&self) -> f32 {
        let (a, b) = (&self.before.rect, &self.node.rect);
        let between = |rect: &&Rect| {
            let middle = rect.center().y;
            a.bottom < middle && middle < b.top && rect.covers_width(b)
        };
        let all = self.page.surroundings.quotes.iter().chain(&self.page.context.marks.pictures).filter(between);
        self.em(all.map(Rect::height).fold(Pt::ZERO, |sum, height| sum + height))
    }

    /// The style of the second.
    pub fn style(&self) -> &StyleFacts {
        &self.page.styles[self.facts.styles.0]
    }
}

/// The links of a page, each with what competes with it.
pub fn pairs<'a>(page: &'a PageEvidence<'a>, ways: &[Vec<usize>]) -> Vec<NodePair<'a>> {
    let level = heads::level(page);
    let of = |(at, ways): (usize, &'_ Vec<usize>)| -> Vec<NodePair<'a>> {
        let around = Around::new(page, at, &level);
        ways.iter().map(|before| NodePair::new(page, *before, at, around.way(*before))).collect()
    };
    let mut links: Vec<NodePair> = ways.iter().enumerate().flat_map(of).collect();
    let mut into = vec![Vec::new(); page.nodes.len()];
    let mut from = vec![Vec::new(); page.nodes.len()];
    for link in &links {
        let far = ways::distance(link.before, link.node);
        into[link.at].push(far);
        from[link.before_at].push(far);
    }
    let nearer = |of: &[Pt], than: Pt| of.iter().filter(|far| **far < than).count() as f32;
    for link in &mut links {
        let far = ways::distance(link.before, link.node);
        (link.nearer, link.nearer_after) = (nearer(&into[link.at], far), nearer(&from[link.before_at], far));
    }
    links
}
