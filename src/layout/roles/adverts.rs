//! Adverts: boxes with display lines and no running text, that sell something or are mostly white.
//!
//! ```text
//!  +----------------------+
//!  |    WINTER TYRES      |    no line of it is text
//!  |     from $49.90      |    a price,
//!  |    tel. 555 0148     |    a number to call
//!  +----------------------+
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::Stick;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::model::role::Role;

/// Gives advert to everything in such a box.
pub fn judge(desk: &mut Desk) {
    for (at, mark) in desk.marks.boxes.iter().enumerate() {
        let own: Vec<usize> = (0..desk.sticks.len())
            .filter(|stick| desk.sticks.get(*stick).is_some_and(|stick| stick.in_box == Some(at)))
            .collect();
        if let Some(because) = because(&own, &mark.rect, desk) {
            for stick in own {
                desk.give(stick, Role::Advert, because);
            }
        }
    }
}

fn because(own: &[usize], around: &Rect, desk: &Desk) -> Option<&'static str> {
    let style = &desk.style.roles;
    let sticks: Vec<&Stick> = own.iter().filter_map(|at| desk.sticks.get(*at)).collect();
    let text = |stick: &&&Stick| stick.lines.len() >= style.adverts.text_lines || stick.seat().is_some();
    let large = sticks.iter().any(|stick| desk.ratio(stick) >= style.small_head_ratio);
    if sticks.is_empty() || !large || sticks.iter().any(|stick| text(&stick)) {
        return None;
    }
    // A line alone in its box may be a boxed head, whatever it says.
    let lone = sticks.len() == 1;
    if !lone
        && sticks.iter().any(|stick| {
            phrases::holds(&stick.text(), &desk.style.phrases.advert) || sells(&stick.text(), style.adverts.call_digits)
        })
    {
        return Some("a box without text, with a price, an address or a number to call");
    }
    let pictures = desk.marks.pictures.iter().filter(|picture| around.holds(picture.center()));
    let filled = sticks.iter().map(|stick| stick.rect.height()).chain(pictures.map(|picture| picture.height()));
    let sparse = filled.fold(Pt::ZERO, |sum, height| sum + height) < around.height() * style.adverts.filled_share;
    let tall = around.height() > desk.usual.body * style.adverts.height_em;
    let inside = desk.sticks.iter().filter(|stick| around.holds(stick.rect.center())).count();
    let bare = !lone || inside == 1;
    let heads_text =
        || sticks.iter().any(|stick| signs(stick, desk)) || stands_over_text(around, desk) || holds_more(around, desk);
    (sparse && tall && bare && !heads_text()).then_some("a large box with a few display lines and no text")
}

/// Says who wrote it, as no advert does.
fn signs(stick: &Stick, desk: &Desk) -> bool {
    phrases::begins(&stick.text(), &desk.style.phrases.byline)
}

/// Text stands in it after all, in boxes of its own.
fn holds_more(around: &Rect, desk: &Desk) -> bool {
    desk.sticks
        .iter()
        .any(|stick| around.holds(stick.rect.center()) && stick.lines.len() >= desk.style.roles.adverts.text_lines)
}

/// Running text begins right under the box, in columns of its own: the box holds their head.
fn stands_over_text(around: &Rect, desk: &Desk) -> bool {
    let near = desk.usual.body * desk.style.roles.subhead_gap_em;
    let under = desk.sticks.iter().filter(|stick| {
        let gap = stick.rect.top - around.bottom;
        let inside = stick.rect.left > around.left - near && stick.rect.right < around.right + near;
        inside && gap > Pt::ZERO && gap < near && stick.lines.len() >= desk.style.roles.adverts.text_lines
    });
    under.map(|stick| stick.rect.width()).fold(Pt::ZERO, |sum, width| sum + width) > around.width() * 0.5
}

/// An address on the net, a price, a share, or digits enough for a telephone.
fn sells(text: &str, call_digits: usize) -> bool {
    let plain = phrases::plain(text);
    let address = ["www.", "http", "@"].iter().any(|mark| plain.contains(mark));
    let price = plain.chars().any(|c| matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₽' | '%' | '円' | '元'))
        && plain.chars().any(|c| c.is_ascii_digit());
    address || price || longest_number(&plain) >= call_digits
}

/// Digits that stand together, parted by single marks and blanks at most.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut digits, mut marks) = (0, 0, 0);
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => (digits, marks) = (digits + 1, 0),
            ' ' | '-' | '–' | '.' | '/' | '(' | ')' if digits > 0 && marks < 2 => marks += 1,
            _ => (digits, marks) = (0, 0),
        }
        longest = longest.max(digits);
    }
    longest
}
