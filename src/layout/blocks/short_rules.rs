//! Short rules in the middle of a column. Papers that set their news in long columns, item under item, part
//! the items by them, and the decks of a head as well.
//!
//! ```text
//!   the ferry came in at last.
//!            -----             ends an item: text above it
//!       THE NEW BRIDGE
//!            -----             within a head: display lines above it
//!     A Toll of Two Pence
//!            -----
//!   It is said that the bridge
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::dashes::DashStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::marks::{Marks, RuleUse, ShortRule};

/// The short rules of a page in the frame of its marks. A page with few between its texts has none: there they are
/// ornaments.
pub fn detect(blocks: &[TextBlock], marks: &Marks, (body, measure): (Pt, Pt), style: &DashStyle) -> Vec<ShortRule> {
    let own: Vec<&TextBlock> = blocks.iter().filter(|block| block.frame == marks.frame).collect();
    let short = |rule: &&Rect| {
        (style.least_share..style.most_share).contains(&rule.width().per(measure.max(Pt(1.0))))
            && !marks.white_separators.contains(rule)
    };
    let column = RuleColumn { blocks: &own, body, measure, style };
    let mut rules: Vec<ShortRule> =
        marks.across.iter().filter(short).filter_map(|rule| column.short_rule(rule)).collect();
    if rules.iter().filter(|rule| rule.ends()).count() < style.ends {
        return Vec::new();
    }
    let others = marks.across.iter().filter(short).filter(|rule| rules.iter().all(|found| found.rect != **rule));
    let wide: Vec<ShortRule> = others.filter_map(|rule| column.columns_over(rule)).collect();
    rules.extend(wide);
    rules
}

struct RuleColumn<'a> {
    blocks: &'a [&'a TextBlock],
    body: Pt,
    measure: Pt,
    style: &'a DashStyle,
}

impl RuleColumn<'_> {
    /// What a short rule is, if it stands in the middle of a column with lines above and below it.
    fn short_rule(&self, rule: &Rect) -> Option<ShortRule> {
        let (above, below) = (self.nearest(rule, true)?, self.nearest(rule, false)?);
        let middle = rule.center().x;
        let slack = self.body * self.style.middle_em;
        let fits = |block: &TextBlock| {
            let wide = block.rect.width() > self.measure * self.style.column_share;
            let narrow = block.rect.width() < self.measure * self.style.column_ratio;
            let centered = (block.rect.center().x - middle).abs() < slack;
            narrow && centered && (wide || self.is_centered(block, middle))
        };
        let display = stands_over(above, middle)
            && (above.size > self.body * self.style.display_ratio || self.is_centered(above, middle));
        let half = self.measure / 2.0;
        let parts = if display { RuleUse::Head } else { RuleUse::Items };
        (fits(above) || fits(below)).then_some(ShortRule { rect: *rule, column: (middle - half, middle + half), parts })
    }

    /// A rule in the middle of two columns of text that end right above it.
    fn columns_over(&self, rule: &Rect) -> Option<ShortRule> {
        let middle = rule.center().x;
        let ends = |block: &&&TextBlock| {
            let gap = rule.top - block.rect.bottom;
            let column = block.rect.width() > self.measure * self.style.column_share
                && block.rect.width() < self.measure * self.style.column_ratio;
            column && gap > -self.body && gap < self.body * self.style.reach_em
        };
        let over = || self.blocks.iter().filter(ends).map(|block| &block.rect);
        let left = over().filter(|at| at.right < middle).max_by(|a, b| a.right.order(b.right))?;
        let right = over().filter(|at| at.left > middle).min_by(|a, b| a.left.order(b.left))?;
        let centered = ((left.left + right.right) / 2.0 - middle).abs() < self.body * self.style.middle_em;
        let near = right.left - left.right < self.measure;
        let column = (left.left, right.right);
        (centered && near).then_some(ShortRule { rect: *rule, column, parts: RuleUse::Columns })
    }

    /// The nearest lines above (or below) a rule in its column.
    fn nearest(&self, rule: &Rect, upwards: bool) -> Option<&TextBlock> {
        let half = self.measure / 2.0 - self.body;
        let (left, right) = (rule.center().x - half, rule.center().x + half);
        let reach = self.body * self.style.reach_em;
        let slack = self.body * self.style.into_em;
        let found = self.blocks.iter().filter_map(|block| {
            let at = &block.rect;
            let gap = if upwards { rule.top - at.bottom } else { at.top - rule.bottom };
            let shared = at.right.min(right) > at.left.max(left);
            (shared && gap > -slack && gap < reach).then_some((*block, gap))
        });
        found.min_by(|a, b| a.1.order(b.1)).map(|(block, _)| block)
    }

    /// Every line has its middle where the rule has it, and not all of them fill the column.
    fn is_centered(&self, block: &TextBlock, middle: Pt) -> bool {
        let slack = self.body * self.style.line_middle_em;
        let mut lines = block.lines.iter().map(|line| &line.rect);
        let inset = |line: &Rect| line.width() < self.measure - self.body * self.style.inset_em;
        block.lines.iter().any(|line| inset(&line.rect)) && lines.all(|line| (line.center().x - middle).abs() < slack)
    }
}

/// The middle of the column is under its words: a signature at the end of a line leaves it white.
fn stands_over(block: &TextBlock, middle: Pt) -> bool {
    block.rect.left < middle && middle < block.rect.right
}
