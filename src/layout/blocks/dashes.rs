//! Dashes: short rules in the middle of a column. Papers that set their news in long columns, item under item, part
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
use crate::layout::blocks::Stick;
use crate::layout::marks::{Dash, Marks, Parts};

/// The dashes of a page in the frame of its marks. A page with few between its texts has none: there they are
/// ornaments.
pub fn tell(sticks: &[Stick], marks: &Marks, (body, measure): (Pt, Pt), style: &DashStyle) -> Vec<Dash> {
    let own: Vec<&Stick> = sticks.iter().filter(|stick| stick.frame == marks.frame).collect();
    let short = |rule: &&Rect| {
        (style.least_share..style.most_share).contains(&rule.width().per(measure.max(Pt(1.0))))
            && !marks.strips.contains(rule)
    };
    let column = Column { sticks: &own, body, measure, style };
    let mut dashes: Vec<Dash> = marks.across.iter().filter(short).filter_map(|rule| column.dash(rule)).collect();
    if dashes.iter().filter(|dash| dash.ends()).count() < style.ends {
        return Vec::new();
    }
    let others = marks.across.iter().filter(short).filter(|rule| dashes.iter().all(|dash| dash.rect != **rule));
    let wide: Vec<Dash> = others.filter_map(|rule| column.columns_over(rule)).collect();
    dashes.extend(wide);
    dashes
}

struct Column<'a> {
    sticks: &'a [&'a Stick],
    body: Pt,
    measure: Pt,
    style: &'a DashStyle,
}

impl Column<'_> {
    /// What a short rule is, if it stands in the middle of a column with lines above and below it.
    fn dash(&self, rule: &Rect) -> Option<Dash> {
        let (above, below) = (self.nearest(rule, true)?, self.nearest(rule, false)?);
        let middle = rule.center().x;
        let slack = self.body * self.style.middle_em;
        let fits = |stick: &Stick| {
            let wide = stick.rect.width() > self.measure * self.style.column_share;
            let narrow = stick.rect.width() < self.measure * self.style.column_ratio;
            let centered = (stick.rect.center().x - middle).abs() < slack;
            narrow && centered && (wide || self.is_centered(stick, middle))
        };
        let display = stands_over(above, middle)
            && (above.size > self.body * self.style.display_ratio || self.is_centered(above, middle));
        let half = self.measure / 2.0;
        let parts = if display { Parts::Head } else { Parts::Items };
        (fits(above) || fits(below)).then_some(Dash { rect: *rule, column: (middle - half, middle + half), parts })
    }

    /// A rule in the middle of two columns of text that end right above it.
    fn columns_over(&self, rule: &Rect) -> Option<Dash> {
        let middle = rule.center().x;
        let ends = |stick: &&&Stick| {
            let gap = rule.top - stick.rect.bottom;
            let column = stick.rect.width() > self.measure * self.style.column_share
                && stick.rect.width() < self.measure * self.style.column_ratio;
            column && gap > -self.body && gap < self.body * self.style.reach_em
        };
        let over = || self.sticks.iter().filter(ends).map(|stick| &stick.rect);
        let left = over().filter(|at| at.right < middle).max_by(|a, b| a.right.order(b.right))?;
        let right = over().filter(|at| at.left > middle).min_by(|a, b| a.left.order(b.left))?;
        let centered = ((left.left + right.right) / 2.0 - middle).abs() < self.body * self.style.middle_em;
        let near = right.left - left.right < self.measure;
        let column = (left.left, right.right);
        (centered && near).then_some(Dash { rect: *rule, column, parts: Parts::Columns })
    }

    /// The nearest lines above (or below) a rule in its column.
    fn nearest(&self, rule: &Rect, upwards: bool) -> Option<&Stick> {
        let half = self.measure / 2.0 - self.body;
        let (left, right) = (rule.center().x - half, rule.center().x + half);
        let reach = self.body * self.style.reach_em;
        let slack = self.body * self.style.into_em;
        let found = self.sticks.iter().filter_map(|stick| {
            let at = &stick.rect;
            let gap = if upwards { rule.top - at.bottom } else { at.top - rule.bottom };
            let shared = at.right.min(right) > at.left.max(left);
            (shared && gap > -slack && gap < reach).then_some((*stick, gap))
        });
        found.min_by(|a, b| a.1.order(b.1)).map(|(stick, _)| stick)
    }

    /// Every line has its middle where the dash has it, and not all of them fill the column.
    fn is_centered(&self, stick: &Stick, middle: Pt) -> bool {
        let slack = self.body * self.style.line_middle_em;
        let mut lines = stick.lines.iter().map(|line| &line.rect);
        let inset = |line: &Rect| line.width() < self.measure - self.body * self.style.inset_em;
        stick.lines.iter().any(|line| inset(&line.rect)) && lines.all(|line| (line.center().x - middle).abs() < slack)
    }
}

/// The middle of the column is under its words: a signature at the end of a line leaves it white.
fn stands_over(stick: &Stick, middle: Pt) -> bool {
    stick.rect.left < middle && middle < stick.rect.right
}
