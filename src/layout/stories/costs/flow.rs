//! From text to text: down a column, and from the foot of a column to the top of the next one.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::costs::Sight;
use crate::layout::stories::labels;
use crate::layout::stories::nodes::{Kind, Node};

impl Sight<'_> {
    /// From text to text.
    pub(super) fn follow(&self, before_at: usize, at: usize) -> Option<f32> {
        let (before, node) = (self.nodes.get(before_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        if self.signs_line(before, node) {
            return Some(-style.start_cost);
        }
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

    /// A name on the last line of its text.
    fn signs_line(&self, before: &Node, node: &Node) -> bool {
        let one = |at: Option<&usize>| at.and_then(|at| self.scene.judged.get(*at));
        let pair = one(node.sticks.first()).zip(one(before.sticks.last()));
        pair.is_some_and(|(name, text)| labels::ends_line(name, text, self.scene.style))
    }

    fn down(&self, before_at: usize, at: usize) -> Option<f32> {
        let (before, node) = (self.nodes.get(before_at)?, self.nodes.get(at)?);
        let style = &self.scene.style.stories;
        let narrow = before.rect.width().min(node.rect.width());
        let over = before.rect.overlap_x(&node.rect) > narrow * style.over_share;
        if !over || !self.sky.get(at)?.seen.contains(&before_at) {
            return None;
        }
        let white = node.rect.top - before.rect.bottom - self.filled(before, node);
        let gap = white.max(Pt::ZERO).per(self.body());
        let widths = (before.rect.width() - node.rect.width()).abs().per(self.scene.usual.measure).min(1.0);
        let widths = if before.lines == 1 || node.lines == 1 { 0.0 } else { widths };
        let ruled = if self.ruled_off(before, node) && !self.ruled_by_quote(before, node) {
            style.down_ruled_cost
        } else {
            0.0
        };
        let past = if self.past_head(before, node) { style.down_past_head_cost } else { 0.0 };
        Some(style.down_cost + style.down_per_em * gap + ruled + widths + past)
    }

    /// How much of the way down a column quotes and pictures take: text runs on below them.
    fn filled(&self, before: &Node, node: &Node) -> Pt {
        let all = self.quotes.iter().chain(&self.scene.marks.pictures);
        let taken = all.filter(|rect| stands_between(rect, before, node)).map(Rect::height);
        taken.fold(Pt::ZERO, |sum, height| sum + height)
    }

    /// The rules over and under a quote are its own; those farther away are not.
    fn ruled_by_quote(&self, before: &Node, node: &Node) -> bool {
        let between = self.quotes.iter().filter(|rect| stands_between(rect, before, node));
        let Some(quote) = Rect::hull(between) else { return false };
        let own = self.body() * self.scene.style.stories.own_head_gap_em;
        let across = (node.rect.left, node.rect.right);
        let length = self.scene.usual.measure * self.scene.style.regions.rule_share;
        let slack = self.scene.style.fit.stroke_pt;
        let ruled = |from: Pt, to: Pt| {
            self.scene.marks.rule_between((from, to), across, self.scene.style.fit.rule_share, length)
        };
        !ruled(before.rect.bottom - slack, quote.top - own) && !ruled(quote.bottom + own, node.rect.top + slack)
    }

    /// Where a column begins: at the quote right over its text, if one stands there; a figure and its words are two.
    pub(super) fn top_of(&self, node: &Node) -> Pt {
        let near = self.body() * self.scene.style.stories.own_head_gap_em;
        let over = |top: Pt| {
            self.quotes.iter().find(|quote| {
                let gap = top - quote.bottom;
                gap > -Pt(1.0) && gap < near && node.rect.covers_width(quote)
            })
        };
        let first = over(node.rect.top);
        first.and_then(|quote| over(quote.top)).or(first).map_or(node.rect.top, |quote| quote.top)
    }

    /// Where a column ends: under the quote at its foot, if one stands there.
    fn foot_of(&self, node: &Node) -> Pt {
        let reach = self.body() * self.scene.style.roles.quotes.gap_em;
        let under = self.quotes.iter().filter(|quote| {
            let gap = quote.top - node.rect.bottom;
            gap > -Pt(1.0) && gap < reach && quote.covers_width(&node.rect)
        });
        under.map(|quote| quote.bottom).fold(node.rect.bottom, Pt::max)
    }

    /// The head over this leg stands beside the next column, which begins level with it and not with the leg.
    fn raised(&self, before_at: usize, node: &Node) -> bool {
        let head = self.leg_head.get(before_at).copied().flatten().and_then(|head| self.nodes.get(head));
        head.is_some_and(|head| self.level_beside(head, node))
    }

    /// The text begins at the height of the head and to the right of it.
    pub(super) fn level_beside(&self, head: &Node, node: &Node) -> bool {
        let level = self.body() * self.scene.style.stories.across_level_em;
        let aside = node.rect.left - head.rect.right;
        // The headline counts, and the label over it.
        let tops = head.parts.iter().take(2).map(|part| part.top);
        let begins = tops.chain([head.rect.top]).any(|top| (top - node.rect.top).abs() < level);
        begins && aside > -level && aside < self.scene.usual.measure
    }

    /// A shorter head beside the way down reaches over this column too, and this text begins level with that head
    /// or with the text right under it: it is the head's next column.
    fn past_head(&self, before: &Node, node: &Node) -> bool {
        let level = self.body() * self.scene.style.stories.across_level_em;
        let between = |head: &Node| {
            head.opens_story()
                && head.wall == node.wall
                && head.rect.top > before.rect.bottom - level
                && head.rect.bottom < node.rect.top + level
                && head.reach.0 <= node.rect.left + level
                && head.reach.1 >= node.rect.right - level
        };
        let beside = |(_, head): (usize, &Node)| {
            head.wall == node.wall
                && head.rect.top > before.rect.bottom
                && node.rect.top - before.rect.bottom > level
                && self.level_beside(head, node)
        };
        if self.heads().any(beside) {
            return true;
        }
        let heads = |other: usize| self.own_head.get(other).copied().flatten().and_then(|head| self.nodes.get(head));
        self.nodes.iter().enumerate().any(|(other, text)| {
            text.kind == Kind::Body
                && [text.rect.top, self.opening(other)].into_iter().any(|top| (top - node.rect.top).abs() < level)
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
        let beside = gap > -touch && gap < measure * style.across_reach_ratio;
        if !beside || node.rect.top >= self.foot_of(before) + body * style.across_below_em {
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
        if self.column_above(at).is_some_and(|above| !self.stands_over(above, before)) {
            cost += style.across_not_top_cost;
        }
        let raised = self.raised(before_at, node);
        let common = raised
            || self.heads().any(|(_, head)| {
                [&before.rect, &node.rect].iter().all(|text| head.foot_over(text) <= text.top + touch)
                    && head.reach.1 >= node.rect.right - slack
                    && head.reach.0 <= before.rect.left + slack
            });
        cost += if common { -style.across_common_head_cost } else { style.across_common_head_cost };
        if self.past_side_head(before, node) {
            cost += style.side_head.past_cost;
        }
        let leg_top = self.leg_top.get(before_at).copied().unwrap_or(before.rect.top);
        let opening = self.leg_opening.get(before_at).copied().unwrap_or(leg_top);
        let tops = [node.rect.top, self.tops.get(at).copied().unwrap_or(node.rect.top)];
        let level = |top: Pt| tops.iter().any(|own| (top - *own).abs() < body * style.across_level_em);
        if raised || level(leg_top) || level(opening) {
            cost -= style.across_level_cost;
        }
        if node.rect.bottom < leg_top - body {
            cost += style.across_other_band_cost;
        }
        let own = self.leg_head.get(before_at).copied().flatten().and_then(|head| self.nodes.get(head));
        let lead = self.leg_lead.get(before_at).copied().flatten().and_then(|head| self.nodes.get(head));
        // Past the words of a head no column rises to its level, if the one before does not.
        let level = |head: &Node| head.rect.right < before.rect.left && node.rect.top < head.rect.center().y;
        let above = own.is_some_and(|head| node.rect.top < head.rect.top - body);
        if above || own.is_none() && lead.is_some_and(level) {
            let breaks = above && self.breaks_over(before_at, at);
            cost += if breaks { style.items.breaks_over_cost } else { style.across_above_head_cost };
        }
        Some(cost)
    }

    /// In a flow of items the last one of a column breaks off at its foot and goes on at the top of the next column,
    /// over the head of the item after it.
    fn breaks_over(&self, before_at: usize, at: usize) -> bool {
        let (Some(before), Some(node)) = (self.nodes.get(before_at), self.nodes.get(at)) else { return false };
        let foot = self.text_below.get(before_at) != Some(&true);
        let top = self.column_above(at).is_none() && self.own_head.get(at).copied().flatten().is_none();
        foot && top && !before.stops && before.full && !node.opens
    }

    /// Text over both columns, as a lead is, belongs to neither: below it both begin.
    fn stands_over(&self, above: usize, node: &Node) -> bool {
        self.nodes.get(above).is_some_and(|above| {
            let shared = above.rect.overlap_x(&node.rect) > node.rect.width() * self.scene.style.stories.over_share;
            shared && above.rect.bottom < node.rect.top + self.body() * self.scene.style.stories.touch_em
        })
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
                (false, false) => -style.words.go_on_short_cost,
                (true, true) => -style.words.new_paragraph_cost,
                (false, true) => style.words.broken_cost,
                (true, false) if self.habits.indents => style.words.unindented_cost,
                (true, false) => 0.0,
            }
    }
}

/// Below the one and above the other, in the column of both.
fn stands_between(rect: &Rect, before: &Node, node: &Node) -> bool {
    let middle = rect.center().y;
    before.rect.bottom < middle
        && middle < node.rect.top
        && rect.covers_width(&node.rect)
        && rect.covers_width(&before.rect)
}
