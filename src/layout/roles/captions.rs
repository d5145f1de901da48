//! Captions: small text under a picture, or beside it.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::frame::Frame;
use crate::layout::names;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, stacks};
use crate::model::role::Role;

/// Gives captions, and credits turned along a picture.
pub fn label_blocks(labeling: &mut Labeling) {
    for at in labeling.open() {
        let Some(block) = labeling.blocks.get(at) else { continue };
        if let Some((role, because)) = of_pictures(block, labeling) {
            labeling.give(at, role, because);
        }
    }
    let named: Vec<usize> = (0..labeling.blocks.len()).filter(|at| names_its_maker(*at, labeling)).collect();
    for at in named {
        labeling.change(at, Role::Credit, "a few words in smaller type than the caption of the same picture");
    }
}

/// A short line under a picture whose caption is set larger: all that stands there besides a caption is a name.
fn names_its_maker(at: usize, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles;
    let caption = |at: usize| labeling.blocks.get(at).filter(|_| labeling.role(at) == Some(Role::Caption));
    let Some(block) = caption(at).filter(|block| block.lines.len() == 1 && block.chars <= style.byline_chars) else {
        return false;
    };
    let reach = labeling.metrics.body * style.captions.gap_em;
    let under = |picture: &Rect, block: &TextBlock| {
        let seen =
            block.frame.from_page(&labeling.marks.frame.to_page(picture, &labeling.marks.sheet), &labeling.marks.sheet);
        is_under(&seen, &block.own, reach, style)
    };
    let own = labeling.marks.pictures.iter().find(|picture| under(picture, block));
    !phrases::stops(&block.text())
        && own.is_some_and(|picture| {
            let larger =
                |other: &TextBlock| block.size < other.size * style.captions.credit_ratio && under(picture, other);
            (0..labeling.blocks.len()).filter_map(caption).any(larger)
        })
}

/// Whether a block is a caption before any words are asked.
pub fn is_caption(block: &TextBlock, labeling: &Labeling) -> bool {
    of_pictures(block, labeling).is_some_and(|(role, _)| role == Role::Caption)
}

fn of_pictures(block: &TextBlock, labeling: &Labeling) -> Option<(Role, &'static str)> {
    let (style, words) = (&labeling.style.roles, &labeling.style.phrases);
    let text = block.text();
    let ratio = labeling.ratio(block);
    if block.lines.len() > style.captions.lines
        || block.chars > style.captions.chars
        || ratio > style.captions.size_ratio
    {
        return None;
    }
    let reach = labeling.metrics.body * style.captions.gap_em;
    let seen = |rect: &Rect| {
        block.frame.from_page(&labeling.marks.frame.to_page(rect, &labeling.marks.sheet), &labeling.marks.sheet)
    };
    let around = block.in_box.and_then(|at| labeling.marks.boxes.get(at)).map(|mark| mark.rect);
    let within = |picture: &&Rect| around.is_none_or(|around| is_of_box(picture, &around, labeling.metrics.body));
    let pictures: Vec<&Rect> = labeling.marks.pictures.iter().filter(within).collect();
    let beside = pictures.iter().any(|picture| touches(&seen(picture), &block.own, reach));
    let along = !block.frame.is_level() && block.frame != Frame::Down;
    if along && block.frame != labeling.marks.frame && beside {
        return Some((Role::Credit, "set along a picture"));
    }
    let under = pictures.iter().any(|picture| is_under(&seen(picture), &block.own, reach, style));
    if under && is_over_head(block, labeling) {
        return None;
    }
    let small = ratio < style.captions.small_ratio;
    let differs = small || labeling.is_other_type(block);
    let credited = phrases::holds(&text, &words.credit);
    let named = phrases::begins(&text, &words.caption);
    if under && small && block.lines.len() <= style.word_lines && is_in_capitals(&text) {
        return Some((Role::Credit, "a name in small capitals under a picture"));
    }
    if under && differs {
        return Some((Role::Caption, "under a picture, in other type than the text"));
    }
    if under && (credited || named) {
        return Some((Role::Caption, "under a picture, and says who made it or what it shows"));
    }
    if named && (differs || beside) {
        return Some((Role::Caption, "says which picture it belongs to"));
    }
    (beside && small && !names_writer(block, labeling)).then_some((Role::Caption, "small text beside a picture"))
}

/// A word or two in capitals or in bold right over a headline: the picture stands over both, and this line is the
/// headline's.
fn is_over_head(block: &TextBlock, labeling: &Labeling) -> bool {
    let text = block.text();
    let strong = block.bold && !labeling.metrics.bold || is_in_capitals(&text);
    let label =
        block.lines.len() == 1 && strong && script::width_em(&text, true) <= labeling.style.roles.section_em / 2.0;
    let over = |head: &TextBlock| {
        let gap = head.own.top - block.own.bottom;
        let flush = (head.own.left - block.own.left).abs() < block.size
            || (head.own.center().x - block.own.center().x).abs() < block.size;
        let near = gap > -block.size * labeling.style.fit.into_em && gap < block.size && head.frame == block.frame;
        near && flush && labeling.ratio(head) >= labeling.style.roles.head_ratio && head.in_box == block.in_box
    };
    label && labeling.blocks.iter().any(over)
}

/// What stands in a box belongs to a picture in it, to one that the box lies on, or to one as wide right over it; to no
/// other.
fn is_of_box(picture: &Rect, around: &Rect, body: Pt) -> bool {
    let on = picture.covers_height(around) && picture.covers_width(around);
    let strip = (picture.left - around.left).abs() < body
        && (picture.right - around.right).abs() < body
        && (around.top - picture.bottom).abs() < body;
    around.holds(picture.center()) || on || strip
}

/// A name, or what its bearer is, over the picture: papers set bylines smaller than the text.
fn names_writer(block: &TextBlock, labeling: &Labeling) -> bool {
    let (near, reach) = (
        labeling.metrics.body * labeling.style.fit.into_em,
        labeling.metrics.body * labeling.style.roles.captions.gap_em,
    );
    let over = |gap: Pt| gap > -near && gap < reach;
    let named = labeling.blocks.iter().enumerate().any(|(at, above)| {
        labeling.role(at) == Some(Role::Byline)
            && (block.rect.top - above.rect.bottom).abs() < near
            && above.rect.overlap_x(&block.rect) > Pt::ZERO
    });
    let above = labeling.marks.pictures.iter().any(|picture| over(picture.top - block.rect.bottom));
    let signs = || phrases::ends(names::bare(&block.text()), &labeling.style.phrases.byline_end);
    block.lines.len() == 1 && (named || above && (signs() || stacks::is_name(block, labeling)))
}

/// Below the picture, within `reach`, and under it by most of its width.
fn is_under(picture: &Rect, at: &Rect, reach: Pt, style: &RoleStyle) -> bool {
    let gap = at.top - picture.bottom;
    let under = picture.overlap_x(at) > at.width() * style.captions.under_share;
    gap > -reach * style.captions.into_share && gap < reach && under
}

fn touches(picture: &Rect, at: &Rect, reach: Pt) -> bool {
    picture.overlap_x(at) + reach > Pt::ZERO && picture.overlap_y(at) + reach > Pt::ZERO
}

/// Names and agencies in capitals, in scripts that have them; no sentence.
fn is_in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    !phrases::stops(text) && letters().next().is_some() && letters().all(char::is_uppercase)
}
