//! From a head to its text: under it, beside it, or at its left.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::costs::Sight;
use crate::layout::stories::nodes::{Kind, Node};
use crate::layout::stories::sky::Sky;

impl Sight<'_> {
    /// From a head to text under it.
    pub(super) fn under_head(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let (body, measure) = (self.body(), self.scene.usual.measure.max(Pt(1.0)));
        if !self.sky.get(at)?.seen.contains(&head_at) {
            return self.beside_head(head_at, at).or_else(|| self.at_flank(head_at, at));
        }
        let shared = head.reach.1.min(node.rect.right) - head.reach.0.max(node.rect.left);
        if shared <= node.rect.width() / 2.0 {
            return None;
        }
        let gap = (node.rect.top - head.foot_over(&node.rect)).max(Pt::ZERO);
        let mut cost = style.under_head_cost + style.under_head_per_em * gap.per(body);
        // A rule right under a head, or around its byline, is an ornament of it.
        let own = self.own_head.get(at).copied().flatten() == Some(head_at);
        cost += if !own && self.ruled_off(head, node) { style.under_head_ruled_cost } else { 0.0 };
        let span = self.spans.get(head_at).copied().flatten();
        let in_span = span.is_some_and(|(left, right)| left <= node.rect.left && node.rect.right <= right);
        let covered = in_span || head.rect.shares_column(&node.rect);
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
        let leftmost = span.map_or(
            head.rect.left.min(head.reach.0.max(head.rect.left - measure * self.scene.style.fit.aside_ratio)),
            |span| span.0,
        );
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
                    && leftmost <= beside.rect.left + measure * self.scene.style.fit.aside_ratio
            })
            .map(|(_, beside)| beside.rect.left)
            .fold(node.rect.left, Pt::min);
        (node.rect.left - first).per(measure)
    }

    /// A headline set down the side of its text. Columns of text may stand between; the first is the leftmost.
    fn beside_head(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let left = self.stands_left(head_at, node);
        if !(left || self.stands_aside(head))
            || node.rect.overlap_y(&head.rect) <= self.body() * self.scene.style.stories.side_head.level_em
        {
            return None;
        }
        let level = |other: &&Node| {
            other.kind == Kind::Body
                && other.rect.overlap_y(&head.rect) > self.body() * self.scene.style.stories.side_head.level_em
        };
        let (near, far) = (node.rect.right.min(head.rect.right), node.rect.left.max(head.rect.left));
        let between = |rect: &&Rect| {
            rect.left >= near - Pt(1.0) && rect.right <= far + Pt(1.0) && rect.overlap_y(&head.rect) > Pt::ZERO
        };
        let texts = self.nodes.iter().filter(level).map(|other| &other.rect);
        let filled: f32 = texts.chain(&self.scene.marks.pictures).filter(between).map(|rect| rect.width().0).sum();
        let gap = (node.rect.left - head.rect.right).max(head.rect.left - node.rect.right);
        let white = Pt(gap.0 - filled);
        // What stands beyond a head at the left is another's.
        let from = if node.rect.left > head.rect.right { head.rect.right - Pt(1.0) } else { Pt(f32::MIN) };
        let tops = self.body() * style.across_level_em;
        let before = self.nodes.iter().filter(level).filter(|other| {
            (other.rect.top - node.rect.top).abs() < tops
                && other.rect.right <= node.rect.left + Pt(1.0)
                && other.rect.left >= from
                && other.wall == node.wall
                && other.rect.overlap_y(&node.rect) > Pt::ZERO
        });
        // A short head at the left leaves the rest of its column white.
        let near = self.body() * style.side_head.gap_em;
        let most = if left { near.max(self.scene.usual.measure) } else { near };
        (white < most).then(|| style.side_head.step_cost + style.under_head_per_column_cost * before.count() as f32)
    }

    /// A head set into its text: the first column stands at its left, level with it, and the next ones under it.
    fn at_flank(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        // A head between rules has white over it, at most as much as it is high.
        let down = head.rect.top - node.rect.top;
        let level =
            down > -self.body() * style.across_level_em && down < head.size.max(self.body() * style.across_level_em);
        let left = node.kind == Kind::Body && node.rect.right <= head.rect.left + self.body() * style.touch_em;
        let next = |(under, text): (usize, &Node)| {
            let aside = text.rect.left - node.rect.right;
            text.kind != Kind::Head
                && aside > Pt::ZERO
                && aside < self.scene.usual.measure * self.scene.style.fit.aside_ratio
                && text.rect.top < node.rect.bottom
                && self.sky.get(under).is_some_and(|sky| sky.seen.contains(&head_at))
        };
        let first = self.own_head.get(at).copied().flatten().is_none() && self.column_above(at).is_none();
        // A column at the right of another head is that head's.
        let taken = || self.heads().any(|(_, other)| other.wall == node.wall && self.level_beside(other, node));
        let found = level && left && first && !taken() && self.nodes.iter().enumerate().any(next);
        let ruled = || {
            self.scene.marks.column_rule(
                (node.rect.right, head.rect.left),
                (head.rect.top, head.rect.bottom),
                self.scene.style.fit.rule_share,
            )
        };
        (found && !ruled()).then_some(style.side_head.flank_cost)
    }

    /// From a head set into the midst of its text to the top of the first column of that text.
    pub(super) fn around_head(&self, head_at: usize, at: usize) -> Option<f32> {
        let (head, node) = (self.nodes.get(head_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let slack = self.body() * style.across_level_em;
        let (left, right) = (node.rect.right.min(head.rect.left), node.rect.left.max(head.rect.left));
        let top = self.column_above(at).is_none() && self.own_head.get(at).copied().flatten().is_none();
        let level = node.rect.top < head.rect.top + slack && node.rect.bottom > head.rect.top;
        let aside = (head.rect.left - node.rect.right).max(Pt::ZERO).per(self.scene.usual.measure);
        let share = self.scene.style.regions.rule_share;
        let ruled = || self.scene.marks.column_rule((left, right), (head.rect.top, head.rect.bottom), share);
        let found = node.kind == Kind::Body && top && level && node.rect.left < head.rect.right && !ruled();
        found.then_some(style.side_head.flank_cost + style.under_head_per_column_cost * aside)
    }

    /// A head with nothing under it, and text that begins level with it at its right.
    fn stands_left(&self, head_at: usize, node: &Node) -> bool {
        let Some(head) = self.nodes.get(head_at) else { return false };
        let level = (head.rect.top - node.rect.top).abs() < self.body() * self.scene.style.stories.across_level_em;
        level && node.rect.left > head.rect.right && self.bare.get(head_at) == Some(&true)
    }

    /// For each node, whether it is a head with nothing under it: no text stands nearest below it, as wide as it.
    pub(super) fn find_bare(&self) -> Vec<bool> {
        let mut bare: Vec<bool> = self.nodes.iter().map(|node| node.kind == Kind::Head).collect();
        for (sky, text) in self.sky.iter().zip(self.nodes).filter(|(_, text)| text.kind != Kind::Head) {
            let Some(over) = self.nearest_over(sky, text) else { continue };
            let Some(head) = self.nodes.get(over) else { continue };
            let near = text.rect.top - head.rect.bottom < self.scene.usual.measure;
            if let Some(slot) = bare.get_mut(over).filter(|_| near && text.rect.covers_width(&head.rect)) {
                *slot = false;
            }
        }
        bare
    }

    /// The nearest head or text that a text stands under, at least by half.
    fn nearest_over(&self, sky: &Sky, text: &Node) -> Option<usize> {
        let over = |at: &usize| {
            self.nodes.get(*at).is_some_and(|above| {
                let (left, right) =
                    if above.kind == Kind::Head { above.reach } else { (above.rect.left, above.rect.right) };
                right.min(text.rect.right) - left.max(text.rect.left) > text.rect.width() / 2.0
            })
        };
        sky.seen.iter().copied().find(over)
    }

    /// Taller than wide, and of few lines; a name or a deck may stand beside it.
    pub(super) fn stands_aside(&self, head: &Node) -> bool {
        let style = &self.scene.style.stories;
        let tall = |part: &Rect| {
            part.height() > head.size * style.side_head.tall_em && part.width() < head.size * style.side_head.wide_em
        };
        head.rect.width() < head.rect.height() && head.parts.iter().any(tall)
    }

    /// A head set down the side of its text stands between, or that text runs round it: what is beyond it is its own.
    pub(super) fn past_side_head(&self, before: &Node, node: &Node) -> bool {
        let slack = self.body() * self.scene.style.stories.touch_em;
        let heads = self.side_heads.iter().filter_map(|at| Some((*at, self.nodes.get(*at)?)));
        heads.into_iter().any(|(at, head)| {
            head.wall == node.wall
                && head.rect.left > before.rect.right - slack
                && (head.rect.right < node.rect.left + slack || node.rect.contains(&head.rect, slack + slack))
                && head.rect.overlap_y(&node.rect) > self.body() * self.scene.style.stories.side_head.level_em
                && (self.stands_aside(head) || self.stands_left(at, node))
        })
    }
}
