//! The printed lines, boxes and picture places of a sheet, in the frame of its text, sorted out: thin boxes are
//! rules, four rules that meet are a box, and what is as large as the page encloses nothing.

use crate::geometry::{Pt, Rect};
use crate::house_style::regions::RegionStyle;
use crate::layout::frame::Frame;
use crate::model::sheet::Sheet;

/// What is printed besides text, in the main frame.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The page as printed.
    pub sheet: Rect,
    /// The frame that everything else here is seen in.
    pub frame: Frame,
    /// The page.
    pub page: Rect,
    /// Rules along the lines of text, sorted from the top.
    pub across: Vec<Rect>,
    /// White separators across the columns: what stands above goes on nowhere below.
    pub white_separators: Vec<Rect>,
    /// Short rules in the middle of a column, on pages that part their items by them.
    pub short_rules: Vec<ShortRule>,
    /// Rules that stand between columns.
    pub down: Vec<Rect>,
    /// Boxes and tints, the smallest first.
    pub boxes: Vec<BoxMark>,
    /// Picture places.
    pub pictures: Vec<Rect>,
    /// How much of a block a box holds that holds it, as a fraction.
    pub inside_share: f32,
}

/// A short rule in the middle of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShortRule {
    /// Where it is.
    pub rect: Rect,
    /// From where to where its column stands, or the columns that it stands in the middle of.
    pub column: (Pt, Pt),
    /// What it parts.
    pub parts: RuleUse,
}

/// What a short rule parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleUse {
    /// The lines of one head.
    Head,
    /// Items of one column: what is above it is text.
    Items,
    /// What stands below from two columns above, of which the right one ends there.
    Columns,
}

impl ShortRule {
    /// It does not stand within a head.
    pub fn ends(&self) -> bool {
        match self.parts {
            RuleUse::Head => false,
            RuleUse::Items | RuleUse::Columns => true,
        }
    }
}

/// A box, drawn or tinted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoxMark {
    /// Its outer edge.
    pub rect: Rect,
    /// Its fill is dark, so that text in it is white.
    pub dark: bool,
}

/// Boxes looked at, at most: the largest ones. Charts drawn with thousands of boxes are no layout.
const BOXES_AT_MOST: usize = 600;

/// Boxes looked at for drawings, at most.
const DRAWN_AT_MOST: usize = 40;

/// Rules looked at, at most.
const RULES_AT_MOST: usize = 3000;

/// The marks of a sheet as seen in the frame of its text.
pub fn sort_out(sheet: &Sheet, frame: Frame, style: &RegionStyle) -> Marks {
    let page = frame.from_page(&sheet.bounds, &sheet.bounds);
    let mut marks = Marks { sheet: sheet.bounds, frame, page, inside_share: style.inside_share, ..Marks::default() };
    for rule in sheet.rules.iter().take(RULES_AT_MOST) {
        let at = Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0);
        marks.add_rule(frame.from_page(&at, &sheet.bounds), style);
    }
    for ruled in &sheet.boxes {
        let rect = frame.from_page(&ruled.bbox, &sheet.bounds);
        let dark = ruled.fill.is_some_and(|fill| fill < style.dark_fill_share);
        if rect.height().min(rect.width()) <= style.thin_pt {
            marks.add_rule(rect, style);
        } else if rect.area() <= style.page_share * page.area() && rect.height().min(rect.width()) >= style.box_side_pt
        {
            marks.boxes.push(BoxMark { rect, dark });
        }
    }
    marks.boxes.extend(boxes_of_rules(&marks, style));
    marks.boxes.sort_by(|a, b| b.rect.area().total_cmp(&a.rect.area()));
    marks.boxes.truncate(BOXES_AT_MOST);
    marks.boxes.reverse();
    marks.boxes.dedup_by(|a, b| a.rect.contains(&b.rect, style.thin_pt) && b.rect.contains(&a.rect, style.thin_pt));
    marks.pictures = sheet
        .pictures
        .iter()
        .map(|picture| frame.from_page(&picture.bbox, &sheet.bounds))
        .filter(|at| {
            at.width().min(at.height()) >= style.picture_side_pt && at.area() <= style.page_share * page.area()
        })
        .collect();
    let drawn = drawn_pictures(sheet, &marks, style);
    marks.pictures.extend(drawn);
    let sides: Vec<Rect> = marks.boxes.iter().map(|mark| mark.rect).collect();
    marks.across.retain(|rule| !sides.iter().any(|side| is_side(rule, side, style.meet_pt)));
    marks.across.sort_by(|a, b| a.top.order(b.top));
    marks
}

/// Tinted boxes with no text in them, as large as pictures: charts, maps and drawings that are no images of the file.
fn drawn_pictures(sheet: &Sheet, marks: &Marks, style: &RegionStyle) -> Vec<Rect> {
    let tints = sheet.boxes.iter().filter(|tint| tint.fill.is_some_and(|fill| fill < style.drawn_fill_share));
    let large = |rect: &Rect| rect.height().min(rect.width()) >= style.drawn_side_pt;
    let mut places: Vec<Rect> = tints.map(|tint| tint.bbox).filter(large).collect();
    places.retain(|rect| rect.area() <= style.page_share * sheet.bounds.area());
    places.sort_by(|a, b| b.area().total_cmp(&a.area()));
    places.truncate(DRAWN_AT_MOST);
    places.retain(|rect| !sheet.runs.iter().any(|run| !run.text.trim().is_empty() && rect.holds(run.bbox.center())));
    let mut drawn: Vec<Rect> = Vec::new();
    for rect in places.into_iter().map(|rect| marks.frame.from_page(&rect, &sheet.bounds)) {
        if !drawn.iter().chain(&marks.pictures).any(|known| known.holds(rect.center())) {
            drawn.push(rect);
        }
    }
    drawn
}

/// Whether a rule is the upper or lower side of a box. Sides enclose; they do not separate.
fn is_side(rule: &Rect, of: &Rect, slack: Pt) -> bool {
    let y = rule.center().y;
    let level = (y - of.top).abs() <= slack || (y - of.bottom).abs() <= slack;
    level && rule.left >= of.left - slack && rule.right <= of.right + slack && rule.width() > of.width() / 2.0
}

impl Marks {
    fn add_rule(&mut self, at: Rect, style: &RegionStyle) {
        let (length, list) =
            if at.width() >= at.height() { (at.width(), &mut self.across) } else { (at.height(), &mut self.down) };
        if length >= style.rule_length_pt {
            list.push(at);
        }
    }

    /// Takes white separators, which part as rules do.
    pub fn add_white_separators(&mut self, separators: Vec<Rect>) {
        self.across.extend(&separators);
        self.across.sort_by(|a, b| a.top.order(b.top));
        self.white_separators = separators;
    }

    /// The smallest box that holds the middle of `at` and most of its area.
    pub fn box_of(&self, at: &Rect) -> Option<usize> {
        self.boxes.iter().position(|mark| self.holds(mark, at))
    }

    /// Whether a box holds the middle of `at` and most of its area.
    pub fn holds(&self, mark: &BoxMark, at: &Rect) -> bool {
        let shared = || mark.rect.intersection(at).map_or(0.0, |shared| shared.area());
        mark.rect.holds(at.center()) && shared() >= self.inside_share * at.area()
    }

    /// Whether a rule along the text lies between `top` and `bottom` and covers at least `share` of the stretch
    /// from `left` to `right`, and is at least `length` long.
    pub fn rule_between(&self, (top, bottom): (Pt, Pt), (left, right): (Pt, Pt), share: f32, length: Pt) -> bool {
        let from = self.across.partition_point(|rule| rule.top < top);
        let near = self.across.get(from..).unwrap_or(&[]).iter().take_while(|rule| rule.top <= bottom);
        let mut covered: Vec<(Pt, Pt)> = near
            .filter(|rule| rule.width() >= length)
            .map(|rule| (rule.left.max(left), rule.right.min(right)))
            .filter(|(from, to)| to > from)
            .collect();
        covered.sort_by(|a, b| a.0.order(b.0));
        let (mut sum, mut end) = (Pt::ZERO, left);
        for (from, to) in covered {
            sum += (to - from.max(end)).max(Pt::ZERO);
            end = end.max(to);
        }
        sum.0 > 0.0 && sum >= (right - left) * share
    }

    /// The short rules between `top` and `bottom` in the column of what stands from `left` to `right`.
    pub fn short_rules_between(
        &self,
        (top, bottom): (Pt, Pt),
        (left, right): (Pt, Pt),
    ) -> impl Iterator<Item = &ShortRule> {
        self.short_rules.iter().filter(move |rule| {
            let (y, column) = (rule.rect.center().y, rule.column);
            let shared = column.1.min(right) - column.0.max(left);
            top <= y && y <= bottom && shared > (right - left).min(column.1 - column.0) / 2.0
        })
    }

    /// The short rule right over this one, no farther than `reach`.
    pub fn short_rule_over(&self, at: &Rect, reach: Pt) -> Option<&ShortRule> {
        let over = self.short_rules_between((at.top - reach, at.top + Pt(1.0)), (at.left, at.right));
        over.max_by(|a, b| a.rect.top.order(b.rect.top))
    }

    /// The short rule right under this one, no farther than `reach`.
    pub fn short_rule_under(&self, at: &Rect, reach: Pt) -> Option<&ShortRule> {
        let under = self.short_rules_between((at.bottom - Pt(1.0), at.bottom + reach), (at.left, at.right));
        under.min_by(|a, b| a.rect.top.order(b.rect.top))
    }

    /// An item ends right over this one.
    pub fn opens_item(&self, at: &Rect, reach: Pt) -> bool {
        self.short_rule_over(at, reach).is_some_and(ShortRule::ends)
    }

    /// An item ends with this one.
    pub fn ends_item(&self, at: &Rect, reach: Pt) -> bool {
        self.short_rule_under(at, reach).is_some_and(|rule| match rule.parts {
            RuleUse::Head => false,
            RuleUse::Items => true,
            RuleUse::Columns => at.right > rule.rect.center().x,
        })
    }

    /// Whether a white separator lies between what ends at `bottom` and what begins at `top`.
    pub fn white_separator_between(&self, bottom: Pt, top: Pt) -> bool {
        let slack = Pt(1.0);
        self.white_separators.iter().any(|separator| separator.top >= bottom - slack && separator.top <= top + slack)
    }

    /// Whether a column rule stands between `left` and `right` beside the stretch from `top` to `bottom`.
    pub fn column_rule(&self, (left, right): (Pt, Pt), (top, bottom): (Pt, Pt), share: f32) -> bool {
        self.down.iter().any(|rule| {
            let x = rule.center().x;
            left <= x && x <= right && rule.bottom.min(bottom) - rule.top.max(top) >= (bottom - top) * share
        })
    }
}

/// Boxes drawn as four rules: an upper and a lower rule of one width, and a side at each end.
fn boxes_of_rules(marks: &Marks, style: &RegionStyle) -> Vec<BoxMark> {
    let slack = style.meet_pt;
    let mut found = Vec::new();
    let sides = |x: Pt, top: Pt, bottom: Pt| {
        marks.down.iter().any(|rule| {
            (rule.center().x - x).abs() <= slack && rule.top <= top + slack && rule.bottom >= bottom - slack
        })
    };
    for (at, upper) in marks.across.iter().enumerate().take(BOXES_AT_MOST) {
        let mut lower = marks.across.iter().enumerate().filter(|(other, lower)| {
            *other != at
                && lower.top > upper.top + style.box_side_pt
                && (lower.left - upper.left).abs() <= slack
                && (lower.right - upper.right).abs() <= slack
                && sides(upper.left, upper.top, lower.top)
                && sides(upper.right, upper.top, lower.top)
        });
        if let Some((_, lower)) = lower.next() {
            let rect = upper.union(lower);
            if rect.area() <= style.page_share * marks.page.area() {
                found.push(BoxMark { rect, dark: false });
            }
        }
    }
    found
}
