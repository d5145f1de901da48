//! What it costs for one node to follow another. Three ways lead on: from a head to the text under it, down a
//! column, and from the foot of a column to the top of the next one.
//!
//! ```text
//!   HEADLINE OF THREE COLUMNS          1 under the head, at its left
//!   1 xxxx   ^ 2 xxx   ^ 3 xxx         2, 3 from the foot of the column before
//!   | xxxx   | | xxx   | | xxx
//!   v xxxx --+ v xxx --+   xx.
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::stories::Scene;
use crate::layout::stories::assign::Candidate;
use crate::layout::stories::habits::Habits;
use crate::layout::stories::nodes::{Kind, Node};
use crate::layout::stories::sky::{self, Sky};
use crate::layout::stories::spans;

/// All ways for each node, with what they cost.
pub fn candidates(nodes: &[Node], scene: Scene) -> Vec<Candidate> {
    let sight = Sight::new(nodes, scene);
    let style = &scene.style.stories;
    let mut found = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if node.kind == Kind::Head {
            found.push(Candidate { node: at, before: None, cost: 0.0 });
            continue;
        }
        let start = match (node.continued, node.small_head, sight.parted_item(at)) {
            (true, _, _) => style.start_continued_cost,
            (false, true, _) => style.start_small_head_cost,
            (false, false, Some(cost)) => cost,
            (false, false, None) => style.start_cost,
        };
        found.push(Candidate { node: at, before: None, cost: start });
        for (before, other) in nodes.iter().enumerate() {
            let parted = scene.marks.strip_between(other.rect.bottom, node.rect.top)
                || scene.marks.strip_between(node.rect.bottom, other.rect.top);
            if before == at || other.wall != node.wall || other.closes || parted {
                continue;
            }
            let cost = match other.kind {
                Kind::Head => sight.under_head(before, at),
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
    /// The head right above that run.
    leg_head: Vec<Option<usize>>,
    /// The columns that each centered head stands over.
    spans: Vec<Option<(Pt, Pt)>>,
    habits: Habits,
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
            leg_head: vec![],
            spans: vec![],
            habits: Habits::default(),
        };
        sight.spans = spans::of(nodes, &sight.sky, scene);
        sight.own_head = (0..nodes.len()).map(|at| sight.find_own_head(at)).collect();
        for at in 0..nodes.len() {
            let mut top = nodes.get(at).map_or(Pt::ZERO, |node| node.rect.top);
            if let Some(above) = sight.column_above(at) {
                if let Some(slot) = sight.text_below.get_mut(above) {
                    *slot = true;
                }
                top = sight.leg_top.get(above).copied().unwrap_or(top);
            }
            let head = sight.own_head.get(at).copied().flatten();
            let above = sight.column_above(at).and_then(|above| sight.leg_head.get(above).copied().flatten());
            sight.leg_top.push(top);
            sight.leg_head.push(head.or(above));
        }
        sight.habits = Habits::learn(nodes, &sight.own_head, scene.style.stories.habit_share);
        sight
    }

    fn body(&self) -> Pt {
        self.scene.usual.body
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

    fn find_own_head(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let reach = self.body() * self.scene.style.stories.own_head_gap_em;
        self.sky.get(at)?.seen.iter().copied().find(|above| {
            self.nodes.get(*above).is_some_and(|head| {
                head.kind == Kind::Head
                    && node.rect.top - head.foot_over(&node.rect) < reach
                    && head.rect.overlap_x(&node.rect) > node.rect.width().min(head.rect.width()) * 0.5
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
        let white = node.rect.top - above.rect.bottom > self.body() * style.item_gap_em;
        match (self.ruled_off(above, node), above.item && white) {
            (true, _) => Some(style.start_item_cost),
            (false, true) => Some(style.start_listed_cost),
            (false, false) => None,
        }
    }

    /// A rule that covers the column lies between.
    fn ruled_off(&self, above: &Node, below: &Node) -> bool {
        let across = (above.rect.left.max(below.rect.left), above.rect.right.min(below.rect.right));
        let heights = (above.rect.bottom - Pt(2.0), below.rect.top + Pt(2.0));
        let length = self.scene.usual.measure * self.scene.style.regions.rule_share;
        self.scene.marks.rule_between(heights, across, 0.5, length)
    }

    /// From a head to text under it.
    fn under_head(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let (body, measure) = (self.body(), self.scene.usual.measure.max(Pt(1.0)));
        if !self.sky.get(at)?.seen.contains(&head_at) {
            return self.beside_head(head_at, at).or_else(|| self.at_flank(head_at, at));
        }
        let shared = head.reach.1.min(node.rect.right) - head.reach.0.max(node.rect.left);
        if shared <= node.rect.width() * 0.5 {
            return None;
        }
        let gap = (node.rect.top - head.foot_over(&node.rect)).max(Pt::ZERO);
        let mut cost = style.under_head_cost + style.under_head_per_em * gap.per(body);
        cost += if self.ruled_off(head, node) { style.under_head_ruled_cost } else { 0.0 };
        let span = self.spans.get(head_at).copied().flatten();
        let in_span = span.is_some_and(|(left, right)| left <= node.rect.left && node.rect.right <= right);
        let covered = in_span || head.rect.overlap_x(&node.rect) > node.rect.width().min(head.rect.width()) * 0.5;
        if !covered {
            cost += style.under_head_aside_cost;
        }
        cost += style.under_head_per_column_cost * self.columns_before(head_at, at, measure);
        if !node.opens && self.habits.indents_first {
            cost += style.under_head_unindented_cost;
        }
        if node.inside {
            cost += style.under_head_inside_cost;
        }
        Some(cost - style.head_gain_cost)
    }

    /// How many columns of text under the same head stand before this one: the first column is the leftmost.
    fn columns_before(&self, head_at: usize, at: usize, measure: Pt) -> f32 {
        let (Some(head), Some(node)) = (self.nodes.get(head_at), self.nodes.get(at)) else { return 0.0 };
        let touch = self.body() * self.scene.style.stories.touch_em;
        let span = self.spans.get(head_at).copied().flatten();
        let leftmost = span.map_or(head.rect.left.min(head.reach.0.max(head.rect.left - measure * 0.5)), |span| span.0);
        let first = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(other, beside)| {
                beside.kind != Kind::Head
                    && beside.wall == node.wall
                    && beside.rect.overlap_y(&node.rect) > Pt::ZERO
                    && beside.rect.right <= node.rect.left + touch
                    && self.sky.get(*other).is_some_and(|sky| sky.seen.contains(&head_at))
                    && leftmost <= beside.rect.left + measure * 0.5
            })
            .map(|(_, beside)| beside.rect.left)
            .fold(node.rect.left, Pt::min);
        (node.rect.left - first).per(measure)
    }

    /// A headline set down the side of its text. Columns of text may stand between; the first is the leftmost.
    fn beside_head(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let aside = self.stands_aside(head) || self.stands_left(head_at, node);
        if !aside || node.rect.overlap_y(&head.rect) <= self.body() * 2.0 {
            return None;
        }
        let level = |other: &&Node| other.kind == Kind::Body && other.rect.overlap_y(&head.rect) > self.body() * 2.0;
        let (left, right) = (node.rect.right.min(head.rect.right), node.rect.left.max(head.rect.left));
        let between = |rect: &&Rect| {
            rect.left >= left - Pt(1.0) && rect.right <= right + Pt(1.0) && rect.overlap_y(&head.rect) > Pt::ZERO
        };
        let texts = self.nodes.iter().filter(level).map(|other| &other.rect);
        let filled: f32 = texts.chain(&self.scene.marks.pictures).filter(between).map(|rect| rect.width().0).sum();
        let gap = (node.rect.left - head.rect.right).max(head.rect.left - node.rect.right);
        let white = (gap.0 - filled) / self.body().0.max(1.0);
        let before = self.nodes.iter().filter(level).filter(|other| {
            other.rect.right <= node.rect.left + Pt(1.0)
                && other.wall == node.wall
                && other.rect.overlap_y(&node.rect) > Pt::ZERO
        });
        (white < style.side_head.gap_em * 2.0)
            .then(|| style.side_head.step_cost + style.under_head_per_column_cost * before.count() as f32)
    }

    /// From text to text.
    fn follow(&self, before_at: usize, at: usize) -> Option<f32> {
        let (before, node) = (self.nodes.get(before_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let flow = before.kind == Kind::Flow || node.kind == Kind::Flow;
        let ratio = before.size.max(node.size).per(before.size.min(node.size));
        if !flow && ratio > style.follow_size_ratio {
            return None;
        }
        let way = self.down(before_at, at).or_else(|| self.across(before_at, at))?;
        Some(
            way + self.words(before, node)
                + if !flow && before.face != node.face { style.other_face_cost } else { 0.0 },
        )
    }

    fn down(&self, before_at: usize, at: usize) -> Option<f32> {
        let (before, node) = (self.nodes.get(before_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let narrow = before.rect.width().min(node.rect.width());
        let over = before.rect.overlap_x(&node.rect) > narrow * style.over_share;
        if !over || !self.sky.get(at)?.seen.contains(&before_at) {
            return None;
        }
        let gap = (node.rect.top - before.rect.bottom).max(Pt::ZERO).per(self.body());
        let widths = (before.rect.width() - node.rect.width()).abs().per(self.scene.usual.measure).min(1.0);
        let widths = if before.lines == 1 || node.lines == 1 { 0.0 } else { widths };
        let ruled = if self.ruled_off(before, node) { style.down_ruled_cost } else { 0.0 };
        let past = if self.past_head(before, node) { style.down_past_head_cost } else { 0.0 };
        Some(style.down_cost + style.down_per_em * gap + ruled + widths + past)
    }

    /// The head over this leg stands beside the next column, which begins level with it and not with the leg.
    fn raised(&self, before_at: usize, node: &Node) -> bool {
        let head = self.leg_head.get(before_at).copied().flatten().and_then(|head| self.nodes.get(head));
        head.is_some_and(|head| self.level_beside(head, node))
    }

    /// The text begins at the height of the head and to the right of it.
    fn level_beside(&self, head: &Node, node: &Node) -> bool {
        let level = self.body() * self.scene.style.stories.across_level_em;
        let aside = node.rect.left - head.rect.right;
        (head.rect.top - node.rect.top).abs() < level && aside > -level && aside < self.scene.usual.measure
    }

    /// A shorter head beside the way down reaches over this column too, and this text begins level with that head
    /// or with the text right under it: it is the head's next column.
    fn past_head(&self, before: &Node, node: &Node) -> bool {
        let level = self.body() * self.scene.style.stories.across_level_em;
        let between = |head: &Node| {
            head.kind == Kind::Head
                && head.wall == node.wall
                && head.rect.top > before.rect.bottom - level
                && head.rect.bottom < node.rect.top + level
                && head.reach.0 <= node.rect.left + level
                && head.reach.1 >= node.rect.right - level
        };
        let beside = |head: &Node| {
            head.kind == Kind::Head
                && head.wall == node.wall
                && head.rect.top > before.rect.bottom
                && node.rect.top - before.rect.bottom > level
                && self.level_beside(head, node)
        };
        if self.nodes.iter().any(beside) {
            return true;
        }
        let heads = |other: usize| self.own_head.get(other).copied().flatten().and_then(|head| self.nodes.get(head));
        self.nodes.iter().enumerate().any(|(other, text)| {
            text.kind == Kind::Body
                && (text.rect.top - node.rect.top).abs() < level
                && text.rect.overlap_x(&node.rect) <= Pt::ZERO
                && heads(other).is_some_and(between)
        })
    }

    fn across(&self, before_at: usize, at: usize) -> Option<f32> {
        let (before, node) = (self.nodes.get(before_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let (body, measure) = (self.body(), self.scene.usual.measure.max(Pt(1.0)));
        let (touch, slack) = (body * style.touch_em, body * style.across_common_em);
        let gap = node.rect.left - before.rect.right;
        let beside = gap > -touch && gap < measure * style.across_reach_ratio + body * style.across_reach_em;
        if !beside || node.rect.top >= before.rect.bottom + body * style.across_below_em {
            return None;
        }
        let widths = if before.lines == 1 || node.lines == 1 {
            0.0
        } else {
            (before.rect.width() - node.rect.width()).abs().per(measure).min(style.across_width_most_ratio)
        };
        let mut cost = style.across_cost + style.across_width_cost * widths;
        cost += style.across_per_column_cost * (gap.per(measure) - style.across_free_share).max(0.0);
        let own_head = self.own_head.get(at).copied().flatten();
        let span = own_head.and_then(|head| self.spans.get(head).copied().flatten());
        let in_span = span.is_some_and(|(left, right)| left <= before.rect.left && before.rect.right <= right);
        let aside = |head: &Node| head.rect.overlap_x(&before.rect) <= Pt::ZERO;
        if own_head.and_then(|head| self.nodes.get(head)).is_some_and(aside) && !in_span {
            cost += style.across_own_head_cost;
        }
        if self.text_below.get(before_at) == Some(&true) {
            cost += style.across_not_foot_cost;
        }
        if self.column_above(at).is_some() {
            cost += style.across_not_top_cost;
        }
        let raised = self.raised(before_at, node);
        let common = raised
            || self.nodes.iter().any(|head| {
                head.kind == Kind::Head
                    && head.rect.bottom <= before.rect.top.min(node.rect.top) + touch
                    && head.reach.1 >= node.rect.right - slack
                    && head.reach.0 <= before.rect.left + slack
            });
        cost += if common { -style.across_common_head_cost } else { style.across_common_head_cost };
        if self.past_side_head(before, node) {
            cost += style.across_past_head_cost;
        }
        let leg_top = self.leg_top.get(before_at).copied().unwrap_or(before.rect.top);
        if raised || (leg_top - node.rect.top).abs() < body * style.across_level_em {
            cost -= style.across_level_cost;
        }
        if node.rect.bottom < leg_top - body {
            cost += style.across_other_band_cost;
        }
        let own = self.leg_head.get(before_at).copied().flatten().and_then(|head| self.nodes.get(head));
        if own.is_some_and(|head| node.rect.top < head.rect.top - body) {
            cost += style.across_above_head_cost;
        }
        Some(cost)
    }

    /// A head set down the side of its text stands between: what is beyond it is its own.
    fn past_side_head(&self, before: &Node, node: &Node) -> bool {
        let slack = Pt(3.0);
        self.nodes.iter().any(|head| {
            head.kind == Kind::Head
                && self.stands_aside(head)
                && head.rect.left > before.rect.right - slack
                && head.rect.right < node.rect.left + slack
                && head.rect.overlap_y(&node.rect) > self.body() * 2.0
        })
    }

    /// A head set into its text: the first column stands at its left, level with it, and the next ones under it.
    fn at_flank(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let level = (head.rect.top - node.rect.top).abs() < self.body() * style.across_level_em;
        let left = node.kind == Kind::Body && node.rect.right <= head.rect.left + Pt(3.0);
        let next = |(under, text): (usize, &Node)| {
            let aside = text.rect.left - node.rect.right;
            text.kind != Kind::Head
                && aside > Pt::ZERO
                && aside < self.scene.usual.measure * 0.5
                && text.rect.top < node.rect.bottom
                && self.sky.get(under).is_some_and(|sky| sky.seen.contains(&head_at))
        };
        let first = self.own_head.get(at).copied().flatten().is_none() && self.column_above(at).is_none();
        let found = level && left && first && self.nodes.iter().enumerate().any(next);
        let ruled =
            || self.scene.marks.column_rule((node.rect.right, head.rect.left), (head.rect.top, head.rect.bottom), 0.5);
        (found && !ruled()).then_some(style.flank_cost)
    }

    /// A head with nothing under it, and text that begins level with it at its right.
    fn stands_left(&self, head_at: usize, node: &Node) -> bool {
        let Some(head) = self.nodes.get(head_at) else { return false };
        let level = (head.rect.top - node.rect.top).abs() < self.body() * self.scene.style.stories.across_level_em;
        let under = |(at, text): (usize, &Node)| {
            text.kind != Kind::Head
                && text.rect.overlap_x(&head.rect) > head.rect.width() * 0.5
                && self.sky.get(at).is_some_and(|sky| sky.seen.contains(&head_at))
                && text.rect.top - head.rect.bottom < self.scene.usual.measure
        };
        level && node.rect.left > head.rect.right && !self.nodes.iter().enumerate().any(under)
    }

    /// Taller than wide, and of few lines.
    fn stands_aside(&self, head: &Node) -> bool {
        let style = &self.scene.style.stories;
        head.rect.height() > head.size * style.side_head.tall_em
            && head.rect.width() < head.size * style.side_head.wide_em
    }

    /// What the words at the joint say: an open sentence goes on with a small letter and without an indent, a
    /// closed one with an indent.
    fn words(&self, before: &Node, node: &Node) -> f32 {
        let style = &self.scene.style.stories;
        let hyphen = if before.hyphen { -style.words.hyphen_cost } else { 0.0 };
        let inside = match (node.inside, before.stops) {
            (false, _) => 0.0,
            (true, true) => style.words.inside_cost,
            (true, false) => -style.words.inside_cost,
        };
        let opens = node.opens || node.kind == Kind::Flow;
        hyphen
            + inside
            + match (before.stops, opens) {
                (false, false) if before.full && self.habits.indents => -style.words.go_on_cost,
                (false, false) => -style.words.go_on_cost * 0.5,
                (true, true) => -style.words.new_paragraph_cost,
                (false, true) => style.words.broken_cost,
                (true, false) if self.habits.indents => style.words.unindented_cost,
                (true, false) => 0.0,
            }
    }
}
