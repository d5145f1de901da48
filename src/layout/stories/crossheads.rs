//! Heads within a story that are set as large as headlines. They stand under text that ends a paragraph, and what
//! stands below one of them runs on at the top of the next column, higher than the head itself: no story does so.
//!
//! ```text
//!   THE HEADLINE OF ALL COLUMNS
//!   xxxxxxxx    xx, on here.
//!   xxxxxxxx.   xxxxxxxx.
//!   SMALL HEAD  OTHER HEAD      one shows it, and the other is of its style
//!   xxxxxxxx    xxxxxxxx
//!   goes xxx    xxxxxxxx.
//! ```

use crate::geometry::Pt;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{self, Node, NodeKind};
use crate::layout::stories::threads::Thread;
use crate::layout::stories::visibility::{self, VisibleAbove};
use crate::model::page::Because;
use crate::model::role::Role;
use crate::model::sheet::FaceId;

/// Turns such heads into parts of the flow, and says what they are.
pub fn detect(nodes: &mut [Node], context: StoryContext) -> Vec<(usize, Role, Because)> {
    let column = NodeColumns { nodes, visible: &visibility::visible_above(nodes, context), context };
    let proven: Vec<(usize, usize)> = (0..nodes.len())
        .filter_map(|at| Some((at, column.lead(at).filter(|lead| column.runs_on_above(at, *lead))?)))
        .collect();
    let known: Vec<usize> = (0..nodes.len())
        .filter(|at| {
            let like = |(head, lead): &(usize, usize)| column.alike(*head, *at) && column.reaches(*lead, *at);
            let style = proven.iter().find(|found| like(found));
            style.is_some_and(|(head, lead)| column.all_crossheads(*head, *lead))
        })
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let because = Because::from("within the columns of a larger head, and its text runs on above it");
    let blocks = known.iter().filter_map(|at| nodes.get(*at)?.blocks.first());
    let roles = blocks.map(|block| (*block, Role::Subhead, because.clone())).collect();
    for at in known {
        if let Some(node) = nodes.get_mut(at) {
            (node.kind, node.small_head, node.stops) = (NodeKind::Flow, true, true);
        }
    }
    nodes::settle(nodes, context);
    roles
}

/// Takes back what turned out to open a story.
pub fn keep_within(roles: &mut Vec<(usize, Role, Because)>, stories: &[Thread]) {
    roles.retain(|(at, _, _)| stories.iter().all(|story| story.blocks.first() != Some(at)));
}

struct NodeColumns<'a> {
    nodes: &'a [Node],
    visible: &'a [VisibleAbove],
    context: StoryContext<'a>,
}

/// Steps down a column, at most.
const STEPS_AT_MOST: usize = 64;

impl NodeColumns<'_> {
    /// The larger head that reaches over a head of one line or two that stands alone.
    fn lead(&self, at: usize) -> Option<usize> {
        let reach = self.context.metrics.body * self.context.style.dashes.reach_em;
        let within = |node: &&Node| {
            node.kind == NodeKind::Head && node.blocks.len() == 1 && !self.context.marks.opens_item(&node.rect, reach)
        };
        let head = self.nodes.get(at).filter(within)?;
        let larger = |lead: &Node| lead.size > head.size * self.context.style.stories.crosshead_lead_ratio;
        let leads = (0..self.nodes.len()).filter(|lead| self.nodes.get(*lead).is_some_and(larger));
        leads.filter(|lead| self.reaches(*lead, at)).max_by(|a, b| self.bottom(*a).order(self.bottom(*b)))
    }

    fn bottom(&self, at: usize) -> Pt {
        self.nodes.get(at).map_or(Pt::ZERO, |node| node.rect.bottom)
    }

    /// A head whose reach covers what stands below it.
    fn reaches(&self, lead: usize, at: usize) -> bool {
        let (Some(lead), Some(node)) = (self.nodes.get(lead), self.nodes.get(at)) else { return false };
        let slack = self.context.metrics.body * self.context.style.stories.touch_em;
        lead.kind == NodeKind::Head
            && lead.enclosure == node.enclosure
            && lead.rect.bottom <= node.rect.top + slack
            && lead.reach.0 <= node.rect.left + slack
            && lead.reach.1 >= node.rect.right - slack
            && !self.ruled_below_text(lead, node)
    }

    /// A rule under the text of the lead, as wide as the lead: what stands below it is another band of the page.
    fn ruled_below_text(&self, lead: &Node, node: &Node) -> bool {
        let across = (lead.rect.left, lead.rect.right);
        let share = self.context.style.regions.rule_share;
        let ruled = |from: Pt| self.context.marks.rule_between((from, node.rect.top), across, share, Pt::ZERO);
        let own = self.nodes.iter().filter(|text| {
            text.kind == NodeKind::Body
                && text.rect.overlap_x(&lead.rect) > Pt::ZERO
                && text.rect.top >= lead.rect.bottom
                && text.rect.bottom <= node.rect.top
        });
        ruled(lead.rect.bottom) && own.map(|text| text.rect.bottom).min_by(|a, b| a.order(*b)).is_some_and(ruled)
    }

    /// Set in one style.
    fn alike(&self, a: usize, b: usize) -> bool {
        let style = |at: usize| -> Option<(i64, FaceId, bool)> {
            let node = self.nodes.get(at).filter(|node| node.kind == NodeKind::Head)?;
            let one = node.blocks.first().and_then(|at| self.context.labeled.get(*at))?;
            Some((node.size.half_points(), one.block.face, one.boxed))
        };
        style(a).is_some() && style(a) == style(b)
    }

    /// No head of this style under this lead has a byline or deck, stands over several columns, or under text that
    /// breaks off.
    fn all_crossheads(&self, head: usize, lead: usize) -> bool {
        let own = |at: &usize| self.alike(head, *at) && self.reaches(lead, *at);
        let closed = |at: usize| self.above(at).and_then(|above| self.nodes.get(above)).is_none_or(|above| above.stops);
        let alone = |at: usize| self.nodes.get(at).is_some_and(|node| node.blocks.len() == 1);
        (0..self.nodes.len()).filter(own).all(|at| alone(at) && closed(at) && self.columns_under(at) <= 1)
    }

    /// Columns of text that begin right under a head.
    fn columns_under(&self, at: usize) -> usize {
        let near = self.context.metrics.body * self.context.style.stories.own_head_gap_em;
        let under = |(node, visible): &(&Node, &VisibleAbove)| {
            node.kind == NodeKind::Body
                && visible.seen.first() == Some(&at)
                && self.nodes.get(at).is_some_and(|head| {
                    node.rect.top - head.rect.bottom < near && head.rect.overlap_x(&node.rect) > Pt::ZERO
                })
        };
        self.nodes.iter().zip(self.visible).filter(under).count()
    }

    /// The text right above in the same column.
    fn above(&self, at: usize) -> Option<usize> {
        let above = *self.visible.get(at)?.seen.first()?;
        let near = self.context.metrics.body * self.context.style.stories.leg_gap_em;
        let (upper, lower) = (self.nodes.get(above)?, self.nodes.get(at)?);
        (upper.kind != NodeKind::Head && lower.rect.top - upper.rect.bottom < near && self.one_column(above, at))
            .then_some(above)
    }

    fn one_column(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.nodes.get(a), self.nodes.get(b)) else { return false };
        let narrow = a.rect.width().min(b.rect.width());
        a.enclosure == b.enclosure && a.rect.overlap_x(&b.rect) > narrow * self.context.style.stories.over_share
    }

    /// The last text down the column of a head, past heads of its own style.
    fn foot(&self, head: usize) -> Option<usize> {
        let mut at = head;
        for _ in 0..STEPS_AT_MOST {
            let below = (0..self.nodes.len()).find(|below| {
                let visible = self.visible.get(*below).and_then(|visible| visible.seen.first());
                let text = self.nodes.get(*below).is_some_and(|node| node.kind != NodeKind::Head);
                visible == Some(&at) && (text || self.alike(head, *below)) && self.one_column(at, *below)
            });
            match below {
                Some(below) => at = below,
                None => break,
            }
        }
        (at != head).then_some(at)
    }

    /// Text stands right above the head and ends there; what is below it breaks off at the foot of the column and goes
    /// on in the next one, which begins above the head.
    fn runs_on_above(&self, at: usize, lead: usize) -> bool {
        // What stands under a signature opens an item.
        let closed =
            self.above(at).and_then(|above| self.nodes.get(above)).is_some_and(|above| above.stops && !above.closes);
        let Some((head, foot)) = self.nodes.get(at).zip(self.foot(at).and_then(|foot| self.nodes.get(foot))) else {
            return false;
        };
        if !closed || foot.kind != NodeKind::Body || foot.stops {
            return false;
        }
        let style = &self.context.style.stories;
        let (level, touch) =
            (self.context.metrics.body * style.across_level_em, self.context.metrics.body * style.touch_em);
        let next = |(at, node): &(usize, &Node)| {
            let aside = node.rect.left - foot.rect.right;
            node.kind == NodeKind::Body
                && node.enclosure == head.enclosure
                && aside > -touch
                && aside < self.context.metrics.measure * self.context.style.fit.aside_ratio
                && node.rect.top < head.rect.top - level
                && self.visible.get(*at).is_some_and(|visible| visible.seen.first().is_none_or(|above| *above == lead))
        };
        let next = self.nodes.iter().enumerate().filter(next).max_by(|a, b| a.1.rect.top.order(b.1.rect.top));
        let ratio = |node: &Node| node.size.max(foot.size).per(node.size.min(foot.size));
        next.is_some_and(|(_, node)| !node.opens && ratio(node) <= style.follow_size_ratio)
    }
}
