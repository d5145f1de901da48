//! Display lines that stand together over a story: the largest is the headline; above it stand section and
//! kicker, below it deck and byline.
//!
//! ```text
//!  阿拉善盟：             section
//!  草原上的灯             kicker
//!  广场夜里亮起来          headline
//!  ——一条街的一天          deck
//!  □林知远                byline
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::Stick;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::model::role::Role;

/// Turns heads that stand over or under a larger one into kickers, decks and section labels, and takes lines
/// of text that stand there in.
pub fn judge(desk: &mut Desk) {
    let heads: Vec<usize> = (0..desk.sticks.len()).filter(|at| desk.role(*at) == Some(Role::Headline)).collect();
    for head in &heads {
        if desk.role(*head) == Some(Role::Headline) && !has_larger(*head, &heads, desk) {
            upwards(*head, desk);
            downwards(*head, desk);
        }
    }
}

/// A larger headline stands directly over or under this one.
fn has_larger(at: usize, heads: &[usize], desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    heads.iter().filter_map(|other| desk.sticks.get(*other)).any(|other| {
        let gap = (other.rect.top - stick.rect.bottom).max(stick.rect.top - other.rect.bottom);
        other.size > stick.size * desk.style.roles.stack_ratio
            && gap < reach(stick, other, desk)
            && stacked(&stick.rect, &other.rect)
    })
}

/// White within a stack grows with its lines.
fn reach(line: &Stick, headline: &Stick, desk: &Desk) -> Pt {
    line.size * desk.style.roles.stack_gap_em + headline.size * desk.style.roles.stack_head_gap_em
}

fn stacked(a: &Rect, b: &Rect) -> bool {
    a.overlap_x(b) > a.width().min(b.width()) * 0.5
}

/// The nearest stick over (or under) `at` that stands in its stack.
fn neighbor(at: usize, head: usize, upwards: bool, desk: &Desk) -> Option<usize> {
    let (stick, headline) = (desk.sticks.get(at)?, desk.sticks.get(head)?);
    let found = desk.sticks.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(other, beside)| {
        let (upper, lower) = if upwards { (&beside.rect, &stick.rect) } else { (&stick.rect, &beside.rect) };
        let gap = lower.top - upper.bottom;
        let near = gap > beside.size * -0.5 && gap < reach(beside, headline, desk);
        let across = (upper.left.max(lower.left), upper.right.min(lower.right));
        let ruled = || {
            let share = desk.style.regions.rule_share;
            desk.marks.rule_between((upper.bottom, lower.top), across, share, desk.usual.measure * 0.6)
        };
        (near && stacked(upper, lower) && !ruled()).then_some((other, gap))
    });
    found.min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

fn upwards(head: usize, desk: &mut Desk) {
    let mut at = head;
    while let Some(other) = neighbor(at, head, true, desk) {
        let (Some(stick), Some(headline)) = (desk.sticks.get(other), desk.sticks.get(head)) else { return };
        let style = &desk.style.roles;
        let open = matches!(desk.role(other), None | Some(Role::Headline | Role::Subhead));
        let small = stick.size <= headline.size * style.kicker_ratio;
        let short = stick.lines.len() <= style.kicker_lines && stick.chars <= style.kicker_chars;
        let clear = desk.role(other) == Some(Role::Headline) || stands_clear(other, desk);
        if !open || !small || !short || !clear {
            return;
        }
        let share = stick.size.per(headline.size);
        if phrases::ends(&stick.text(), &desk.style.phrases.section_suffix) {
            desk.change(other, Role::Section, "a label over the headline");
        } else {
            desk.change(other, Role::Kicker, format!("above the headline, {share:.2} of its size"));
        }
        at = other;
    }
}

/// A line of text type above a headline is a kicker only if it is not the foot of a column: it does not end as
/// a sentence, and no text stands close above it.
fn stands_clear(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let reach = desk.usual.body * desk.style.roles.kicker_clear_em;
    let across = (stick.rect.left, stick.rect.right);
    let crowded = desk.sticks.iter().enumerate().any(|(other, above)| {
        let gap = stick.rect.top - above.rect.bottom;
        other != at
            && gap > Pt(-2.0)
            && gap < reach
            && desk.role(other).is_none()
            && above.rect.overlap_x(&stick.rect) > Pt::ZERO
            && above.in_box == stick.in_box
            && !desk.marks.rule_between((above.rect.bottom, stick.rect.top), across, 0.5, desk.usual.body * 2.0)
    });
    !crowded && !phrases::stops(&stick.text())
}

fn downwards(head: usize, desk: &mut Desk) {
    let mut at = head;
    while let Some(other) = neighbor(at, head, false, desk) {
        let (Some(stick), Some(headline)) = (desk.sticks.get(other), desk.sticks.get(head)) else { return };
        if desk.role(other) == Some(Role::Byline) {
            at = other;
            continue;
        }
        let style = &desk.style.roles;
        let share = stick.size.per(headline.size);
        let set_apart = desk.ratio(stick) >= style.deck_ratio || (stick.bold && !desk.usual.bold) || stick.italic;
        let brief = stick.lines.len() <= style.deck_lines && stick.chars <= style.deck_chars;
        let open = matches!(desk.role(other), None | Some(Role::Headline | Role::Subhead));
        if !open || share > style.kicker_ratio || !set_apart || !brief {
            return;
        }
        desk.change(other, Role::Deck, format!("below the headline, {share:.2} of its size"));
        at = other;
    }
}
