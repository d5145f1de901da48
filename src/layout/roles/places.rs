//! Places over the heads of short items. Where several small heads have a short line of one style right over them, each
//! opens an item: no paper sets a kicker over the heads within a story.
//!
//! ```text
//!   LEEDS                      a line of one style, three times,
//!   Small head of an item      over heads of one style
//!   xxxxxxxxxxxxxxxxxxxxx
//! ```

use crate::layout::blocks::Stick;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::layout::roles::heads::{self, nearest};
use crate::model::role::Role;
use crate::model::sheet::FaceId;

/// Gives kicker to such lines and headline to the heads under them.
pub fn judge(desk: &mut Desk) {
    let pairs: Vec<(usize, usize)> =
        desk.open().into_iter().filter_map(|at| Some((at, head_under(at, desk)?))).collect();
    let style = |at: usize| desk.sticks.get(at).map(style_of);
    let alike = |a: &(usize, usize), b: &(usize, usize)| style(a.0) == style(b.0) && style(a.1) == style(b.1);
    let often = |pair: &(usize, usize)| pairs.iter().filter(|other| alike(pair, other)).count();
    let told: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|pair| often(pair) >= desk.style.roles.adverts.keys).collect();
    for (place, head) in told {
        desk.give(place, Role::Kicker, "a short line over a small head, as over several others");
        desk.give(head, Role::Headline, "one of several small heads that have a short line over them");
    }
}

/// Size in half points, face, weight.
fn style_of(stick: &Stick) -> (i64, FaceId, bool) {
    (stick.size.half_points(), stick.face, stick.bold)
}

/// The small head right under a short line that is set otherwise.
fn head_under(at: usize, desk: &Desk) -> Option<usize> {
    let style = &desk.style.roles;
    let place = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1)?;
    let text = place.text();
    if script::width_em(&text, true) > style.section_em
        || phrases::stops(&text)
        || place.size >= desk.usual.body * style.subhead_ratio
    {
        return None;
    }
    let below = nearest(at, false, desk).filter(|below| desk.role(*below).is_none())?;
    let head = desk.sticks.get(below)?;
    let near = head.rect.top - place.rect.bottom < desk.usual.body;
    let flush = (head.rect.left - place.rect.left).abs() < desk.usual.body;
    let small = desk.ratio(head) < style.subhead_ratio && place.size <= head.size && heads::is_display(head, desk);
    let text = nearest(below, false, desk).filter(|text| desk.role(*text).is_none());
    let over_text = text.and_then(|text| desk.sticks.get(text)).is_some_and(|text| !heads::is_display(text, desk));
    (near && flush && small && over_text && style_of(place) != style_of(head)).then_some(below)
}
