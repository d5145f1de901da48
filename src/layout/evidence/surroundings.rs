//! What stands over what among nodes, and how columns run: the head above each, the leg it belongs to and where that
//! begins, the text below.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::habits::Habits;
use crate::layout::stories::nodes::{Node, NodeKind};
use crate::layout::stories::visibility::{self, VisibleAbove};
use crate::model::role::Role;

/// What stands over what, and how columns run.
pub struct Surroundings<'a> {
    nodes: &'a [Node],
    context: StoryContext<'a>,
    /// What each node sees above.
    pub visible: Vec<VisibleAbove>,
    /// The head directly above each node, if one is near.
    pub own_head: Vec<Option<usize>>,
    /// Text directly below each node in its column.
    pub text_below: Vec<bool>,
    /// Where the run of text that each node belongs to begins, up its column.
    pub leg_top: Vec<Pt>,
    /// Where that run opens, its byline counted.
    pub leg_opening: Vec<Pt>,
    /// The head right above that run.
    pub leg_head: Vec<Option<usize>>,
    /// The head that this run stands under, whose words may stand over other columns only.
    pub leg_lead: Vec<Option<usize>>,
    /// Where quotes stand.
    pub quotes: Vec<Rect>,
    /// Where each node begins, the quote right over it counted.
    pub tops: Vec<Pt>,
    /// How paragraphs are marked here.
    pub habits: Habits,
    /// The page was read from a scan.
    pub scanned: bool,
}

impl<'a> Surroundings<'a> {
    /// Looks at all nodes.
    pub fn new(nodes: &'a [Node], context: StoryContext<'a>) -> Surroundings<'a> {
        let visible = visibility::visible_above(nodes, context);
        let mut surroundings = Surroundings {
            nodes,
            context,
            visible,
            own_head: vec![],
            text_below: vec![false; nodes.len()],
            leg_top: vec![],
            leg_opening: vec![],
            leg_head: vec![],
            leg_lead: vec![],
            quotes: vec![],
            tops: vec![],
            habits: Habits::default(),
            scanned: context.is_scanned(),
        };
        let quotes = context.labeled.iter().filter(|one| one.role == Role::PullQuote);
        surroundings.quotes = quotes.map(|one| one.block.rect).collect();
        surroundings.tops = nodes.iter().map(|node| surroundings.top_of(node)).collect();
        surroundings.own_head = (0..nodes.len()).map(|at| surroundings.find_own_head(at)).collect();
        for at in 0..nodes.len() {
            let mut top = nodes.get(at).map_or(Pt::ZERO, |node| node.rect.top);
            let mut opening = surroundings.opening(at);
            if let Some(above) = surroundings.column_above(at) {
                if let Some(slot) = surroundings.text_below.get_mut(above) {
                    *slot = true;
                }
                top = surroundings.leg_top.get(above).copied().unwrap_or(top);
                opening = surroundings.leg_opening.get(above).copied().unwrap_or(opening);
            }
            let head = surroundings.own_head.get(at).copied().flatten();
            let above =
                surroundings.column_above(at).and_then(|above| surroundings.leg_head.get(above).copied().flatten());
            surroundings.leg_top.push(top);
            surroundings.leg_opening.push(opening);
            surroundings.leg_head.push(head.or(above));
            let lead =
                surroundings.column_above(at).and_then(|above| surroundings.leg_lead.get(above).copied().flatten());
            let lead = head.or(lead).or_else(|| surroundings.head_in_sight(at));
            surroundings.leg_lead.push(lead);
        }
        surroundings.habits = Habits::learn(nodes, &surroundings.own_head, context.style.stories.habit_share);
        surroundings
    }

    /// Where a text opens: at the byline over it, if its head has one. Other columns begin level with the text, or with
    /// that.
    fn opening(&self, at: usize) -> Pt {
        let Some(node) = self.nodes.get(at) else { return Pt::ZERO };
        let head = self.own_head.get(at).copied().flatten().and_then(|head| self.nodes.get(head));
        let parts = head.into_iter().flat_map(|head| head.blocks.iter().zip(&head.parts));
        let byline = |at: &usize| self.context.labeled.get(*at).is_some_and(|one| one.role == Role::Byline);
        // A lead across several columns is level with none of them.
        if node.rect.width() > self.context.metrics.measure * self.context.style.stories.section_width_ratio {
            return node.rect.top;
        }
        let bylines = parts.filter(|(block, part)| byline(block) && part.overlap_x(&node.rect) > Pt::ZERO);
        bylines.map(|(_, part)| part.top).fold(node.rect.top, Pt::min)
    }

    /// The text that ends right above this node in its own column.
    pub fn column_above(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let reach = self.body() * self.context.style.stories.leg_gap_em;
        self.visible.get(at)?.seen.iter().copied().find(|above| {
            self.nodes.get(*above).is_some_and(|above| {
                above.kind != NodeKind::Head
                    && above.enclosure == node.enclosure
                    && node.rect.top - above.rect.bottom < reach
                    && above.rect.overlap_x(&node.rect)
                        > above.rect.width().min(node.rect.width()) * self.context.style.stories.over_share
                    && !self.ruled_off(above, node)
            })
        })
    }

    /// The nearest head whose reach a node stands under.
    fn head_in_sight(&self, at: usize) -> Option<usize> {
        let heads = |above: &usize| self.nodes.get(*above).is_some_and(|above| above.kind == NodeKind::Head);
        self.visible.get(at)?.seen.iter().copied().find(heads)
    }

    /// The head directly above a node.
    fn find_own_head(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let reach = self.body() * self.context.style.stories.own_head_gap_em;
        self.visible.get(at)?.seen.iter().copied().find(|above| {
            self.nodes.get(*above).is_some_and(|head| {
                head.opens_story()
                    && node.rect.top - head.foot_over(&node.rect) < reach
                    && head.rect.shares_column(&node.rect)
            })
        })
    }

    /// A rule that covers the column lies between.
    pub fn ruled_off(&self, above: &Node, below: &Node) -> bool {
        let across = (above.rect.left.max(below.rect.left), above.rect.right.min(below.rect.right));
        let slack = self.context.style.fit.stroke_pt;
        let heights = (above.rect.bottom - slack, below.rect.top + slack);
        let length = self.context.metrics.measure * self.context.style.regions.rule_share;
        self.context.marks.rule_between(heights, across, self.context.style.fit.rule_share, length)
    }

    /// Where a column begins: at the quote right over its text, if one stands there; a figure and its words are two.
    fn top_of(&self, node: &Node) -> Pt {
        let near = self.body() * self.context.style.stories.own_head_gap_em;
        let over = |top: Pt| {
            self.quotes.iter().find(|quote| {
                let gap = top - quote.bottom;
                gap > -Pt(1.0) && gap < near && node.rect.covers_width(quote)
            })
        };
        let first = over(node.rect.top);
        first.and_then(|quote| over(quote.top)).or(first).map_or(node.rect.top, |quote| quote.top)
    }

    /// The text begins at the height of the head and to the right of it.
    pub fn level_beside(&self, head: &Node, node: &Node) -> bool {
        let level = self.body() * self.context.style.stories.across_level_em;
        let aside = node.rect.left - head.rect.right;
        // The headline counts, and the label over it.
        let tops = head.parts.iter().take(2).map(|part| part.top);
        let begins = tops.chain([head.rect.top]).any(|top| (top - node.rect.top).abs() < level);
        begins && aside > -level && aside < self.context.metrics.measure
    }

    fn body(&self) -> Pt {
        self.context.metrics.body
    }
}
