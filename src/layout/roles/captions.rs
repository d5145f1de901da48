//! Captions: small text under a picture, or beside it.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::Stick;
use crate::layout::frame::Frame;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Desk, names, stacks};
use crate::model::role::Role;

/// Gives captions, and credits turned along a picture.
pub fn judge(desk: &mut Desk) {
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at) else { continue };
        if let Some((role, because)) = of_pictures(stick, desk) {
            desk.give(at, role, because);
        }
    }
    let named: Vec<usize> = (0..desk.sticks.len()).filter(|at| names_its_maker(*at, desk)).collect();
    for at in named {
        desk.change(at, Role::Credit, "a few words in smaller type than the caption of the same picture");
    }
}

/// A short line under a picture whose caption is set larger: all that stands there besides a caption is a name.
fn names_its_maker(at: usize, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let caption = |at: usize| desk.sticks.get(at).filter(|_| desk.role(at) == Some(Role::Caption));
    let Some(stick) = caption(at).filter(|stick| stick.lines.len() == 1 && stick.chars <= style.byline_chars) else {
        return false;
    };
    let reach = desk.usual.body * style.captions.gap_em;
    let under = |picture: &Rect, stick: &Stick| {
        let seen = stick.frame.enter(&desk.marks.frame.leave(picture, &desk.marks.sheet), &desk.marks.sheet);
        is_under(&seen, &stick.own, reach, style)
    };
    let own = desk.marks.pictures.iter().find(|picture| under(picture, stick));
    !phrases::stops(&stick.text())
        && own.is_some_and(|picture| {
            let larger = |other: &Stick| stick.size < other.size * style.captions.credit_ratio && under(picture, other);
            (0..desk.sticks.len()).filter_map(caption).any(larger)
        })
}

/// Whether a stick is a caption before any words are asked.
pub fn is_caption(stick: &Stick, desk: &Desk) -> bool {
    of_pictures(stick, desk).is_some_and(|(role, _)| role == Role::Caption)
}

fn of_pictures(stick: &Stick, desk: &Desk) -> Option<(Role, &'static str)> {
    let (style, words) = (&desk.style.roles, &desk.style.phrases);
    let text = stick.text();
    let ratio = desk.ratio(stick);
    if stick.lines.len() > style.captions.lines
        || stick.chars > style.captions.chars
        || ratio > style.captions.size_ratio
    {
        return None;
    }
    let reach = desk.usual.body * style.captions.gap_em;
    let seen = |rect: &Rect| stick.frame.enter(&desk.marks.frame.leave(rect, &desk.marks.sheet), &desk.marks.sheet);
    let around = stick.in_box.and_then(|at| desk.marks.boxes.get(at)).map(|mark| mark.rect);
    let within = |picture: &&Rect| around.is_none_or(|around| is_of_box(picture, &around, desk.usual.body));
    let pictures: Vec<&Rect> = desk.marks.pictures.iter().filter(within).collect();
    let beside = pictures.iter().any(|picture| touches(&seen(picture), &stick.own, reach));
    let along = !stick.frame.is_level() && stick.frame != Frame::Down;
    if along && stick.frame != desk.marks.frame && beside {
        return Some((Role::Credit, "set along a picture"));
    }
    let under = pictures.iter().any(|picture| is_under(&seen(picture), &stick.own, reach, style));
    if under && is_over_head(stick, desk) {
        return None;
    }
    let small = ratio < style.captions.small_ratio;
    let differs = small || desk.is_other_type(stick);
    let credited = phrases::holds(&text, &words.credit);
    let named = phrases::begins(&text, &words.caption);
    if under && small && stick.lines.len() <= style.word_lines && is_in_capitals(&text) {
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
    (beside && small && !names_writer(stick, desk)).then_some((Role::Caption, "small text beside a picture"))
}

/// A word or two in capitals or in bold right over a headline: the picture stands over both, and this line is the
/// headline's.
fn is_over_head(stick: &Stick, desk: &Desk) -> bool {
    let text = stick.text();
    let strong = stick.bold && !desk.usual.bold || is_in_capitals(&text);
    let label = stick.lines.len() == 1 && strong && script::width_em(&text, true) <= desk.style.roles.section_em / 2.0;
    let over = |head: &Stick| {
        let gap = head.own.top - stick.own.bottom;
        let flush = (head.own.left - stick.own.left).abs() < stick.size
            || (head.own.center().x - stick.own.center().x).abs() < stick.size;
        let near = gap > -stick.size * desk.style.fit.into_em && gap < stick.size && head.frame == stick.frame;
        near && flush && desk.ratio(head) >= desk.style.roles.head_ratio && head.in_box == stick.in_box
    };
    label && desk.sticks.iter().any(over)
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
fn names_writer(stick: &Stick, desk: &Desk) -> bool {
    let (near, reach) = (desk.usual.body * desk.style.fit.into_em, desk.usual.body * desk.style.roles.captions.gap_em);
    let over = |gap: Pt| gap > -near && gap < reach;
    let named = desk.sticks.iter().enumerate().any(|(at, above)| {
        desk.role(at) == Some(Role::Byline)
            && (stick.rect.top - above.rect.bottom).abs() < near
            && above.rect.overlap_x(&stick.rect) > Pt::ZERO
    });
    let above = desk.marks.pictures.iter().any(|picture| over(picture.top - stick.rect.bottom));
    let signs = || phrases::ends(names::bare(&stick.text()), &desk.style.phrases.byline_end);
    stick.lines.len() == 1 && (named || above && (signs() || stacks::is_name(stick, desk)))
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
