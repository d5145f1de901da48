//! Names beside the portrait of a signed column. The portrait stands right under the head, and the name, with what its
//! bearer is, beside the portrait:
//!
//! ```text
//!   THE HEAD OF A COLUMN
//!   ┌────┐ Name of the Writer    x xxxxxxxx
//!   │    │ what the writer is    xxxxxxxxxx
//!   └────┘                       xxxxxxxxxx
//!   xxxxxxxxxxxxxxxxxxxxxxxxxxx  xxxxxxxxxx
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::blocks::Stick;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Desk, names, stacks};
use crate::model::role::Role;

/// Gives bylines to the names beside portraits.
pub fn judge(desk: &mut Desk) {
    let portraits: Vec<Rect> =
        desk.marks.pictures.iter().filter(|picture| is_portrait(picture, desk)).copied().collect();
    for portrait in portraits {
        let mut beside: Vec<usize> = (0..desk.sticks.len()).filter(|at| stands_beside(*at, &portrait, desk)).collect();
        beside.sort_by(|a, b| match (desk.sticks.get(*a), desk.sticks.get(*b)) {
            (Some(a), Some(b)) => a.rect.top.order(b.rect.top),
            _ => a.cmp(b),
        });
        let first = beside.first().and_then(|at| desk.sticks.get(*at));
        let named = first.is_some_and(|stick| stacks::is_name(stick, desk) || is_square_name(&stick.text(), desk));
        for at in beside.into_iter().filter(|_| named) {
            desk.change(at, Role::Byline, "beside the portrait under the headline");
        }
    }
}

/// A Han name without blanks, or a Korean one with what its bearer is: no words of a language with capitals.
fn is_square_name(text: &str, desk: &Desk) -> bool {
    let hangul = text.chars().all(|c| script::is_hangul(c) || c == ' ') && !phrases::stops(text);
    names::is_han_name(text.trim()) || hangul && text.split_whitespace().count() <= desk.style.roles.names.words
}

/// Narrower than a column, and right under a headline or its deck.
fn is_portrait(picture: &Rect, desk: &Desk) -> bool {
    let under = |at: usize| desk.sticks.get(at).is_some_and(|head| is_right_over(head, picture, desk.style));
    let heads = |at: &usize| matches!(desk.role(*at), Some(Role::Headline | Role::Deck));
    picture.width() < desk.usual.measure && (0..desk.sticks.len()).filter(heads).any(under)
}

/// A line or two level with the portrait, close to its side, and no text.
fn stands_beside(at: usize, portrait: &Rect, desk: &Desk) -> bool {
    let open = matches!(
        desk.role(at),
        None | Some(Role::Headline | Role::Subhead | Role::Deck | Role::Caption | Role::Byline)
    );
    let brief = |stick: &&Stick| stick.lines.len() <= 3 && stick.chars <= desk.style.roles.names.chars;
    desk.sticks.get(at).filter(|_| open).filter(brief).is_some_and(|stick| {
        let level = portrait.top <= stick.rect.top && stick.rect.bottom <= portrait.bottom;
        level && is_close(&stick.rect, portrait, desk.usual.body * desk.style.roles.captions.gap_em)
    })
}

/// Whether a head stands right over a picture.
pub fn is_right_over(head: &Stick, picture: &Rect, style: &HouseStyle) -> bool {
    let gap = picture.top - head.rect.bottom;
    gap > -head.size * style.fit.into_em
        && gap < head.size * style.roles.stack_gap_em
        && head.rect.overlap_x(picture) > Pt::ZERO
}

/// Whether a line stands at the side of a picture, not over or under it, within `reach`.
pub fn is_close(line: &Rect, picture: &Rect, reach: Pt) -> bool {
    let gap = (line.left - picture.right).max(picture.left - line.right);
    gap > -Pt(1.0) && gap < reach && line.overlap_y(picture) > Pt::ZERO
}
