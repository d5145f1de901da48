//! Labels over bands of the page: a line between two rules across columns, or over a rule with several heads side by
//! side under it. Where the label says that small adverts stand under it, they do, down to the next rule.
//!
//! ```text
//!  -------------------------------
//!        HOME AND ABROAD             a label of all that stands below
//!  -------------------------------
//!  Small head   xxxxxxx   xxxxxxx
//!  xxxxxxxxxx   xxxxxx.   Other head
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::Stick;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::layout::roles::heads::nearest;
use crate::model::role::Role;

/// Gives section to such labels, and advert to what stands under one of small adverts.
pub fn judge(desk: &mut Desk) {
    // Old papers set rules between the decks of a head.
    if desk.is_scanned() {
        return;
    }
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at).filter(|stick| is_brief(stick, desk)) else { continue };
        let classified = phrases::is(&stick.text(), &desk.style.phrases.classified);
        let labels = |rule: &Rect| is_framed(stick, rule, desk) || set_apart(at, desk) && over_heads(rule, desk);
        let band = rule_under(stick, desk).filter(|rule| classified || labels(rule));
        let Some(rule) = band else { continue };
        desk.give(at, Role::Section, "a label across columns, with a rule under it");
        desk.of_page.insert(at);
        if classified {
            small_adverts(&rule, desk);
        }
    }
    for at in beside_labels(desk) {
        desk.give(at, Role::Furniture, "level with the label of a section, over the same rule");
    }
}

/// Lines level with the label of a section and over the same rule: where to write to, what the rules are.
fn beside_labels(desk: &Desk) -> Vec<usize> {
    let labels: Vec<&Stick> = desk
        .sticks
        .iter()
        .enumerate()
        .filter(|(at, _)| desk.role(*at) == Some(Role::Section))
        .map(|(_, s)| s)
        .collect();
    let beside = |stick: &Stick, label: &Stick| {
        let level = stick.rect.overlap_y(&label.rect) > Pt::ZERO && stick.size < label.size;
        let apart = stick.rect.overlap_x(&label.rect) <= Pt::ZERO;
        let clear = apart && stick.lines.len() == 1 && stick.frame == label.frame && stick.seat().is_none();
        clear && level && rule_under(label, desk).is_some_and(|rule| rule.covers_width(&stick.rect))
    };
    let line = |at: &usize| desk.sticks.get(*at).is_some_and(|stick| labels.iter().any(|label| beside(stick, label)));
    desk.open().into_iter().filter(line).collect()
}

/// One line that is no sentence, hardly larger than the text.
fn is_brief(stick: &Stick, desk: &Desk) -> bool {
    let text = stick.text();
    let style = &desk.style.roles;
    let short = stick.lines.len() == 1 && script::width_em(&text, true) <= style.labels.brief_em;
    short && stick.frame == desk.marks.frame && !phrases::stops(&text) && desk.ratio(stick) < style.folio_ratio
}

/// The rule across columns right under a line.
fn rule_under(stick: &Stick, desk: &Desk) -> Option<Rect> {
    let least = desk.usual.measure * desk.style.roles.labels.band_ratio;
    let near = stick.size * desk.style.roles.labels.band_gap_em;
    let mut under = desk.marks.across.iter().filter(|rule| {
        let gap = rule.top - stick.rect.bottom;
        gap > -Pt(1.0) && gap < near && rule.covers_width(&stick.rect)
    });
    under.find(|rule| rule.width() > least).copied()
}

/// In other type than the text, with no text right above.
fn set_apart(at: usize, desk: &Desk) -> bool {
    let plain = |stick: &Stick| !stick.bold && stick.face == desk.usual.face;
    let text = |above: usize| desk.role(above).is_none() && desk.sticks.get(above).is_some_and(plain);
    !desk.sticks.get(at).is_some_and(plain) && nearest(at, true, desk).is_none_or(|above| !text(above))
}

/// The line stands in the middle between this rule and one like it, and no headline across columns under it: that would
/// have it for its kicker.
fn is_framed(stick: &Stick, rule: &Rect, desk: &Desk) -> bool {
    let near = stick.size * desk.style.roles.labels.band_gap_em;
    let middle = (stick.rect.center().x - rule.center().x).abs() < stick.size;
    let like =
        |over: &&Rect| (over.left - rule.left).abs() < stick.size && (over.right - rule.right).abs() < stick.size;
    // The first wide line of display type below, before any text.
    let below =
        || desk.sticks.iter().filter(|other| other.rect.top > rule.top && other.rect.overlap_x(rule) > Pt::ZERO);
    let wide = |head: &&Stick| {
        let across = head.rect.width() > desk.usual.measure * desk.style.stories.section_width_ratio;
        across && desk.ratio(head) >= desk.style.roles.head_ratio
    };
    let top = |first: Option<&Stick>| first.map_or(Pt(f32::MAX), |stick| stick.rect.top);
    let text = |other: &&Stick| other.lines.len() > 1 && desk.ratio(other) < desk.style.roles.small_head_ratio;
    let first = |all: Vec<&Stick>| top(all.into_iter().min_by(|a, b| a.rect.top.order(b.rect.top)));
    let headed = first(below().filter(wide).collect()) < first(below().filter(text).collect());
    middle
        && !headed
        && desk.marks.across.iter().filter(like).any(|over| {
            let gap = stick.rect.top - over.bottom;
            gap > -Pt(1.0) && gap < near
        })
}

/// Two lines larger than the text begin side by side right under a rule.
fn over_heads(rule: &Rect, desk: &Desk) -> bool {
    let near = desk.usual.body * desk.style.roles.subhead_gap_em;
    let slack = desk.style.fit.stroke_pt;
    let heads = desk.sticks.iter().filter(|stick| {
        let gap = stick.rect.top - rule.bottom;
        let within = rule.left - slack <= stick.rect.left && stick.rect.right <= rule.right + slack;
        within && gap > -Pt(1.0) && gap < near && desk.ratio(stick) >= desk.style.roles.head_ratio
    });
    let heads: Vec<&Rect> = heads.map(|stick| &stick.rect).collect();
    heads.iter().any(|a| heads.iter().any(|b| a.overlap_x(b) <= Pt::ZERO && (a.top - b.top).abs() < desk.usual.body))
}

/// What stands under a label of small adverts, to the foot of the page or to the next rule as wide.
fn small_adverts(label: &Rect, desk: &mut Desk) {
    let slack = desk.usual.body;
    let foot = desk.marks.across.iter().filter(|rule| {
        rule.top > label.bottom + slack && rule.overlap_x(label) > label.width() * desk.style.roles.folio_rule_share
    });
    let foot = foot.map(|rule| rule.top).min_by(|a, b| a.order(*b)).unwrap_or(desk.marks.page.bottom);
    let under = Rect { top: label.bottom, bottom: foot, left: label.left - slack, right: label.right + slack };
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at).filter(|stick| under.contains(&stick.rect, Pt(1.0))) else { continue };
        let kind = stick.lines.len() == 1 && (stick.bold && !desk.usual.bold) && stick.seat().is_none();
        match (kind, stick.seat()) {
            (true, _) => {
                desk.give(at, Role::Section, "the kind of the small adverts under it");
                desk.of_page.insert(at);
            }
            (false, None) => desk.give(at, Role::Advert, "under the label of small adverts"),
            (false, Some(_)) => {}
        }
    }
}
