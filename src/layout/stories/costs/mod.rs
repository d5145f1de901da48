//! What it costs for one node to follow another. Three ways lead on: from a head to the text under it, down a
//! column, and from the foot of a column to the top of the next one.
//!
//! ```text
//!   HEADLINE OF THREE COLUMNS          1 under the head, at its left
//!   1 xxxx   ^ 2 xxx   ^ 3 xxx         2, 3 from the foot of the column before
//!   | xxxx   | | xxx   | | xxx
//!   v xxxx --+ v xxx --+   xx.
//! ```

mod flow;
mod heads;

use crate::geometry::{Pt, Rect};
use crate::layout::stories::Scene;
use crate::layout::stories::assign::{Candidate, NODES_AT_MOST};
use crate::layout::stories::habits::Habits;
use crate::layout::stories::nodes::{Kind, Node};
use crate::layout::stories::sky::{self, Sky};
use crate::layout::stories::spans;
use crate::model::role::Role;

/// All ways for each node, with what they cost.
pub fn candidates(nodes: &[Node], scene: Scene) -> Vec<Candidate> {
    let sight = Sight::new(nodes, scene);
    let style = &scene.style.stories;
    let mut found = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if matches!(node.kind, Kind::Head | Kind::Inset) {
            found.push(Candidate { node: at, before: None, cost: 0.0 });
            continue;
        }
        let start = match (node.continued, node.small_head, sight.parted_item(at)) {
            // It began on another page and follows nothing here but a head.
            (true, _, _) => 0.0,
            _ if node.parted => 0.0,
            // Right under a headline it opens the section of a column.
            (false, true, _) if sight.own_head.get(at).is_none_or(Option::is_none) => style.start_small_head_cost,
            (false, true, _) => style.start_cost,
            (false, false, Some(cost)) => cost,
            (false, false, None) if sight.scanned && node.lines <= scene.style.apart.fragment_lines => {
                scene.style.apart.fragment_cost
            }
            (false, false, None) => style.start_cost,
        };
        found.push(Candidate { node: at, before: None, cost: start });
        // Nodes come from the top: on a page with more of them than print has only those about as high are asked, so
        // that the work grows as the page does and no faster.
        let near = if nodes.len() > NODES_AT_MOST {
            at.saturating_sub(NODES_AT_MOST / 2)..at + NODES_AT_MOST / 2
        } else {
            0..nodes.len()
        };
        for (before, other) in nodes.iter().enumerate().take(near.end).skip(near.start) {
            if before == at || other.wall != node.wall || other.closes {
                continue;
            }
            let parted = scene.marks.strip_between(other.rect.bottom, node.rect.top)
                || scene.marks.strip_between(node.rect.bottom, other.rect.top);
            if parted {
                continue;
            }
            // What says where it came from begins its story; only a head of its own stands before it.
            if (node.continued || node.parted) && sight.own_head.get(at) != Some(&Some(before)) {
                continue;
            }
            let cost = match other.kind {
                Kind::Head => sight.under_head(before, at),
                Kind::Inset => sight.around_head(before, at),
                Kind::Flow | Kind::Body if node.continued || node.parted => None,
                Kind::Flow | Kind::Body => sight.follow(before, at),
            };
            if let Some(cost) = cost {
                found.push(Candidate { node: at, before: Some(before), cost });
            }
        }
    }
    found
}

/// What is known of the nodes before costs are asked.
struct Sight<'a> {
    nodes: &'a [Node],
    scene: Scene<'a>,
    sky: Vec<Sky>,
    /// The head directly above each node, if one is near.
    own_head: Vec<Option<usize>>,
    /// Text directly below each node in its column.
    text_below: Vec<bool>,
    /// Where the run of text that each node belongs to begins, up its column.
    leg_top: Vec<Pt>,
    /// Where that run opens, its byline counted.
    leg_opening: Vec<Pt>,
    /// The head right above that run.
    leg_head: Vec<Option<usize>>,
    /// The head that this run stands under, whose words may stand over other columns only.
    leg_lead: Vec<Option<usize>>,
    /// The columns that each centered head stands over.
    spans: Vec<Option<(Pt, Pt)>>,
    /// The heads, from the top.
    heads: Vec<usize>,
    /// For each node: a head with no text of its own under it.
    bare: Vec<bool>,
    /// Heads that text may stand beside.
    side_heads: Vec<usize>,
    /// Where quotes stand.
    quotes: Vec<Rect>,
    /// Where each node begins, the quote right over it counted.
    tops: Vec<Pt>,
    habits: Habits,
    /// The page was read from a scan.
    scanned: bool,
}

impl<'a> Sight<'a> {
    fn new(nodes: &'a [Node], scene: Scene<'a>) -> Sight<'a> {
        let sky = sky::of(nodes, scene);
        let mut sight = Sight {
            nodes,
            scene,
            sky,
            own_head: vec![],
            text_below: vec![false; nodes.len()],
            leg_top: vec![],
            leg_opening: vec![],
            leg_head: vec![],
            leg_lead: vec![],
            spans: vec![],
            heads: (0..nodes.len()).filter(|at| nodes.get(*at).is_some_and(|node| node.kind == Kind::Head)).collect(),
            bare: vec![],
            side_heads: vec![],
            quotes: vec![],
            tops: vec![],
            habits: Habits::default(),
            scanned: scene.is_scanned(),
        };
        let quotes = scene.judged.iter().filter(|one| one.role == Role::PullQuote);
        sight.quotes = quotes.map(|one| one.stick.rect).collect();
        sight.tops = nodes.iter().map(|node| sight.top_of(node)).collect();
        sight.bare = sight.find_bare();
        let aside = |at: &usize| nodes.get(*at).is_some_and(|head| sight.stands_aside(head));
        let bare = |at: &usize| sight.bare.get(*at) == Some(&true);
        sight.side_heads = sight.heads.iter().copied().filter(|at| aside(at) || bare(at)).collect();
        sight.spans = spans::of(nodes, &sight.sky, scene);
        sight.own_head = (0..nodes.len()).map(|at| sight.find_own_head(at)).collect();
        for at in 0..nodes.len() {
            let mut top = nodes.get(at).map_or(Pt::ZERO, |node| node.rect.top);
            let mut opening = sight.opening(at);
            if let Some(above) = sight.column_above(at) {
                if let Some(slot) = sight.text_below.get_mut(above) {
                    *slot = true;
                }
                top = sight.leg_top.get(above).copied().unwrap_or(top);
                opening = sight.leg_opening.get(above).copied().unwrap_or(opening);
            }
            let head = sight.own_head.get(at).copied().flatten();
            let above = sight.column_above(at).and_then(|above| sight.leg_head.get(above).copied().flatten());
            sight.leg_top.push(top);
            sight.leg_opening.push(opening);
            sight.leg_head.push(head.or(above));
            let lead = sight.column_above(at).and_then(|above| sight.leg_lead.get(above).copied().flatten());
            let lead = head.or(lead).or_else(|| sight.head_in_sight(at));
            sight.leg_lead.push(lead);
        }
        sight.habits = Habits::learn(nodes, &sight.own_head, scene.style.stories.habit_share);
        sight
    }

    fn body(&self) -> Pt {
        self.scene.usual.body
    }

    /// The heads, from the top.
    fn heads(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.heads.iter().filter_map(|at| Some((*at, self.nodes.get(*at)?)))
    }

    /// Where a text opens: at the byline over it, if its head has one. Other columns begin level with the text, or with
    /// that.
    fn opening(&self, at: usize) -> Pt {
        let Some(node) = self.nodes.get(at) else { return Pt::ZERO };
        let head = self.own_head.get(at).copied().flatten().and_then(|head| self.nodes.get(head));
        let parts = head.into_iter().flat_map(|head| head.sticks.iter().zip(&head.parts));
        let byline = |at: &usize| self.scene.judged.get(*at).is_some_and(|one| one.role == Role::Byline);
        // A lead across several columns is level with none of them.
        if node.rect.width() > self.scene.usual.measure * self.scene.style.stories.section_width_ratio {
            return node.rect.top;
        }
        let bylines = parts.filter(|(stick, part)| byline(stick) && part.overlap_x(&node.rect) > Pt::ZERO);
        bylines.map(|(_, part)| part.top).fold(node.rect.top, Pt::min)
    }

    /// The text that ends right above this node in its own column.
    fn column_above(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let reach = self.body() * self.scene.style.stories.leg_gap_em;
        self.sky.get(at)?.seen.iter().copied().find(|above| {
            self.nodes.get(*above).is_some_and(|above| {
                above.kind != Kind::Head
                    && above.wall == node.wall
                    && node.rect.top - above.rect.bottom < reach
                    && above.rect.overlap_x(&node.rect)
                        > above.rect.width().min(node.rect.width()) * self.scene.style.stories.over_share
                    && !self.ruled_off(above, node)
            })
        })
    }

    /// The nearest head whose reach a node stands under.
    fn head_in_sight(&self, at: usize) -> Option<usize> {
        let heads = |above: &usize| self.nodes.get(*above).is_some_and(|above| above.kind == Kind::Head);
        self.sky.get(at)?.seen.iter().copied().find(heads)
    }

    fn find_own_head(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let reach = self.body() * self.scene.style.stories.own_head_gap_em;
        self.sky.get(at)?.seen.iter().copied().find(|above| {
            self.nodes.get(*above).is_some_and(|head| {
                head.opens_story()
                    && node.rect.top - head.foot_over(&node.rect) < reach
                    && head.rect.shares_column(&node.rect)
            })
        })
    }

    /// An item under the text above it, and a rule between, or white between two items: what it costs to begin with it.
    fn parted_item(&self, at: usize) -> Option<f32> {
        let style = &self.scene.style.stories;
        let node = self.nodes.get(at).filter(|node| node.item)?;
        let above = self.sky.get(at)?.seen.first().and_then(|above| self.nodes.get(*above))?;
        if above.kind == Kind::Head {
            return None;
        }
        let white = node.rect.top - above.rect.bottom > self.body() * self.scene.style.blocks.item_gap_em;
        let list = above.item || self.is_table(above);
        match (self.ruled_off(above, node), list && white) {
            (true, _) => Some(style.items.ruled_cost),
            (false, true) => Some(style.items.listed_cost),
            (false, false) => None,
        }
    }

    fn is_table(&self, node: &Node) -> bool {
        let role = |at: &usize| self.scene.judged.get(*at).map(|one| one.role);
        node.sticks.last().and_then(role) == Some(Role::Table)
    }

    /// A rule that covers the column lies between.
    fn ruled_off(&self, above: &Node, below: &Node) -> bool {
        let across = (above.rect.left.max(below.rect.left), above.rect.right.min(below.rect.right));
        let slack = self.scene.style.fit.stroke_pt;
        let heights = (above.rect.bottom - slack, below.rect.top + slack);
        let length = self.scene.usual.measure * self.scene.style.regions.rule_share;
        self.scene.marks.rule_between(heights, across, self.scene.style.fit.rule_share, length)
    }
}
