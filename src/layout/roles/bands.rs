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
use crate::layout::blocks::TextBlock;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Labeling;
use crate::layout::roles::heads::nearest;
use crate::model::role::Role;

/// Gives section to such labels, and advert to what stands under one of small adverts.
pub fn label_blocks(labeling: &mut Labeling) {
    // Old papers set rules between the decks of a head.
    if labeling.is_scanned() {
        return;
    }
    for at in labeling.open() {
        let Some(block) = labeling.blocks.get(at).filter(|block| is_brief(block, labeling)) else { continue };
        let classified = phrases::is(&block.text(), &labeling.style.phrases.classified);
        let labels =
            |rule: &Rect| is_framed(block, rule, labeling) || set_apart(at, labeling) && over_heads(rule, labeling);
        let band = rule_under(block, labeling).filter(|rule| classified || labels(rule));
        let Some(rule) = band else { continue };
        labeling.give(at, Role::Section, "a label across columns, with a rule under it");
        labeling.of_page.insert(at);
        if classified {
            small_adverts(&rule, labeling);
        }
    }
    for at in beside_labels(labeling) {
        labeling.give(at, Role::Furniture, "level with the label of a section, over the same rule");
    }
}

/// Lines level with the label of a section and over the same rule: where to write to, what the rules are.
fn beside_labels(labeling: &Labeling) -> Vec<usize> {
    let labels: Vec<&TextBlock> = labeling
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| labeling.role(*at) == Some(Role::Section))
        .map(|(_, s)| s)
        .collect();
    let beside = |block: &TextBlock, label: &TextBlock| {
        let level = block.rect.overlap_y(&label.rect) > Pt::ZERO && block.size < label.size;
        let apart = block.rect.overlap_x(&label.rect) <= Pt::ZERO;
        let clear = apart && block.lines.len() == 1 && block.frame == label.frame && block.given_place().is_none();
        clear && level && rule_under(label, labeling).is_some_and(|rule| rule.covers_width(&block.rect))
    };
    let line =
        |at: &usize| labeling.blocks.get(*at).is_some_and(|block| labels.iter().any(|label| beside(block, label)));
    labeling.open().into_iter().filter(line).collect()
}

/// One line that is no sentence, hardly larger than the text.
fn is_brief(block: &TextBlock, labeling: &Labeling) -> bool {
    let text = block.text();
    let style = &labeling.style.roles;
    let short = block.lines.len() == 1 && script::width_em(&text, true) <= style.labels.brief_em;
    short && block.frame == labeling.marks.frame && !phrases::stops(&text) && labeling.ratio(block) < style.folio_ratio
}

/// The rule across columns right under a line.
fn rule_under(block: &TextBlock, labeling: &Labeling) -> Option<Rect> {
    let least = labeling.metrics.measure * labeling.style.roles.labels.band_ratio;
    let near = block.size * labeling.style.roles.labels.band_gap_em;
    let mut under = labeling.marks.across.iter().filter(|rule| {
        let gap = rule.top - block.rect.bottom;
        gap > -Pt(1.0) && gap < near && rule.covers_width(&block.rect)
    });
    under.find(|rule| rule.width() > least).copied()
}

/// In other type than the text, with no text right above.
fn set_apart(at: usize, labeling: &Labeling) -> bool {
    let plain = |block: &TextBlock| !block.bold && block.face == labeling.metrics.face;
    let text = |above: usize| labeling.role(above).is_none() && labeling.blocks.get(above).is_some_and(plain);
    !labeling.blocks.get(at).is_some_and(plain) && nearest(at, true, labeling).is_none_or(|above| !text(above))
}

/// The line stands in the middle between this rule and one like it, and no headline across columns under it: that would
/// have it for its kicker.
fn is_framed(block: &TextBlock, rule: &Rect, labeling: &Labeling) -> bool {
    let near = block.size * labeling.style.roles.labels.band_gap_em;
    let middle = (block.rect.center().x - rule.center().x).abs() < block.size;
    let like =
        |over: &&Rect| (over.left - rule.left).abs() < block.size && (over.right - rule.right).abs() < block.size;
    // The first wide line of display type below, before any text.
    let below =
        || labeling.blocks.iter().filter(|other| other.rect.top > rule.top && other.rect.overlap_x(rule) > Pt::ZERO);
    let wide = |head: &&TextBlock| {
        let across = head.rect.width() > labeling.metrics.measure * labeling.style.stories.section_width_ratio;
        across && labeling.ratio(head) >= labeling.style.roles.head_ratio
    };
    let top = |first: Option<&TextBlock>| first.map_or(Pt(f32::MAX), |block| block.rect.top);
    let text =
        |other: &&TextBlock| other.lines.len() > 1 && labeling.ratio(other) < labeling.style.roles.small_head_ratio;
    let first = |all: Vec<&TextBlock>| top(all.into_iter().min_by(|a, b| a.rect.top.order(b.rect.top)));
    let headed = first(below().filter(wide).collect()) < first(below().filter(text).collect());
    middle
        && !headed
        && labeling.marks.across.iter().filter(like).any(|over| {
            let gap = block.rect.top - over.bottom;
            gap > -Pt(1.0) && gap < near
        })
}

/// Two lines larger than the text begin side by side right under a rule.
fn over_heads(rule: &Rect, labeling: &Labeling) -> bool {
    let near = labeling.metrics.body * labeling.style.roles.subhead_gap_em;
    let slack = labeling.style.fit.stroke_pt;
    let heads = labeling.blocks.iter().filter(|block| {
        let gap = block.rect.top - rule.bottom;
        let within = rule.left - slack <= block.rect.left && block.rect.right <= rule.right + slack;
        within && gap > -Pt(1.0) && gap < near && labeling.ratio(block) >= labeling.style.roles.head_ratio
    });
    let heads: Vec<&Rect> = heads.map(|block| &block.rect).collect();
    heads
        .iter()
        .any(|a| heads.iter().any(|b| a.overlap_x(b) <= Pt::ZERO && (a.top - b.top).abs() < labeling.metrics.body))
}

/// What stands under a label of small adverts, to the foot of the page or to the next rule as wide.
fn small_adverts(label: &Rect, labeling: &mut Labeling) {
    let slack = labeling.metrics.body;
    let foot = labeling.marks.across.iter().filter(|rule| {
        rule.top > label.bottom + slack && rule.overlap_x(label) > label.width() * labeling.style.roles.folio_rule_share
    });
    let foot = foot.map(|rule| rule.top).min_by(|a, b| a.order(*b)).unwrap_or(labeling.marks.page.bottom);
    let under = Rect { top: label.bottom, bottom: foot, left: label.left - slack, right: label.right + slack };
    for at in labeling.open() {
        let Some(block) = labeling.blocks.get(at).filter(|block| under.contains(&block.rect, Pt(1.0))) else {
            continue;
        };
        let kind = block.lines.len() == 1 && (block.bold && !labeling.metrics.bold) && block.given_place().is_none();
        match (kind, block.given_place()) {
            (true, _) => {
                labeling.give(at, Role::Section, "the kind of the small adverts under it");
                labeling.of_page.insert(at);
            }
            (false, None) => labeling.give(at, Role::Advert, "under the label of small adverts"),
            (false, Some(_)) => {}
        }
    }
}
