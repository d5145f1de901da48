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
use crate::layout::roles::{Desk, place};
use crate::model::role::Role;

/// Gives advert to everything in such a box, and in small boxes that stand together.
pub fn judge(desk: &mut Desk) {
    let held = held(desk);
    let small = small_boxes(&held, desk);
    for (at, (mark, own)) in desk.marks.boxes.iter().zip(&held).enumerate() {
        let clustered = small.contains(&at).then_some("one of several small boxes without text, side by side");
        if let Some(because) = because(own, &mark.rect, desk).or(clustered) {
            for stick in own {
                desk.give(*stick, Role::Advert, because);
            }
        }
    }
    // A row is filled from its adverts outwards.
    loop {
        let row: Vec<&Vec<usize>> =
            held.iter().enumerate().filter(|(at, _)| stands_in_row(*at, &held, desk)).map(|(_, own)| own).collect();
        if row.is_empty() {
            return;
        }
        for stick in row.into_iter().flatten() {
            desk.give(*stick, Role::Advert, "a box without text in a row with an advert, as high as it");
        }
    }
}

/// The sticks in each box, by its place.
type Held = Vec<Vec<usize>>;

fn held(desk: &Desk) -> Held {
    let mut held = vec![Vec::new(); desk.marks.boxes.len()];
    for (at, stick) in desk.sticks.iter().enumerate() {
        if let Some(own) = stick.in_box.and_then(|around| held.get_mut(around)) {
            own.push(at);
        }
    }
    held
}

/// A box with no text in it stands level with an advert and is as high: adverts fill rows at the foot of a page.
fn stands_in_row(at: usize, held: &Held, desk: &Desk) -> bool {
    let style = &desk.style.roles.adverts;
    let Some(own) = held.get(at) else { return false };
    let sticks: Vec<&Stick> = own.iter().filter_map(|at| desk.sticks.get(*at)).collect();
    let Some(around) = desk.marks.boxes.get(at).map(|mark| mark.rect) else { return false };
    let text = |stick: &&Stick| {
        stick.lines.len() >= style.text_lines
            || stick.seat().is_some()
            || phrases::stops(&stick.text())
            || signs(stick, desk)
    };
    let large = sticks.iter().any(|stick| desk.ratio(stick) >= desk.style.roles.head_ratio);
    let open = own.iter().all(|at| desk.role(*at).is_none());
    if sticks.is_empty() || !large || !open || sticks.iter().any(text) || holds_more(&around, desk) {
        return false;
    }
    let near = desk.usual.body * style.near_em;
    let level = |advert: &Rect| {
        let gap = (advert.left - around.right).max(around.left - advert.right);
        let even = (advert.top - around.top).abs().max((advert.bottom - around.bottom).abs());
        gap > -Pt(1.0) && gap < near && even < desk.usual.body
    };
    let sells = |own: &Vec<usize>| own.first().is_some_and(|first| desk.role(*first) == Some(Role::Advert));
    let others = desk.marks.boxes.iter().zip(held).enumerate().filter(|(other, _)| *other != at);
    !stands_over_text(&around, desk)
        && others.map(|(_, other)| other).any(|(mark, own)| level(&mark.rect) && sells(own))
}

fn because(own: &[usize], around: &Rect, desk: &Desk) -> Option<&'static str> {
    let style = &desk.style.roles;
    let sticks: Vec<&Stick> = own.iter().filter_map(|at| desk.sticks.get(*at)).collect();
    let text = |stick: &&&Stick| stick.lines.len() >= style.adverts.text_lines || stick.seat().is_some();
    let large = sticks.iter().any(|stick| desk.ratio(stick) >= style.small_head_ratio);
    if sticks.is_empty() || !large || sticks.iter().any(|stick| text(&stick)) || lists(&sticks, desk) {
        return None;
    }
    if says_much(&sticks, desk) || is_bar_of_head(&sticks, around, desk) {
        return None;
    }
    // A line alone in its box may be a boxed head, whatever it says, unless it is to be called.
    let lone = sticks.len() == 1;
    if sticks.iter().any(|stick| calls(stick, desk))
        || !lone
            && sticks.iter().any(|stick| {
                phrases::holds(&stick.text(), &desk.style.phrases.advert)
                    || sells(&stick.text(), style.adverts.call_digits)
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
    let heads_text = || {
        let told = sticks.iter().any(|stick| signs(stick, desk)) || is_verse(&sticks, desk);
        told || stands_over_text(around, desk) || holds_more(around, desk)
    };
    (sparse && tall && bare && !heads_text()).then_some("a large box with a few display lines and no text")
}

/// Small boxes with a few display lines that stand together, and others set like them: small adverts. What stands high
/// on the page or names a page sends the reader on.
fn small_boxes(held: &Held, desk: &Desk) -> Vec<usize> {
    let style = &desk.style.roles;
    let own = |at: usize| held.get(at).into_iter().flatten().filter_map(|stick| desk.sticks.get(*stick));
    let largest = |at: usize| own(at).max_by(|a, b| a.size.order(b.size));
    let names_page = |stick: &Stick| {
        let text = stick.text();
        let words = &desk.style.phrases;
        [&words.page_number, &words.jump_to].iter().any(|list| phrases::find(&text, *list).is_some())
    };
    let high = desk.marks.page.top + desk.marks.page.height() * style.adverts.high_share;
    let bare = |at: &usize| {
        let sticks = own(*at).count();
        let brief = own(*at).all(|stick| stick.lines.len() < style.adverts.text_lines && stick.seat().is_none());
        let told = own(*at).any(|stick| signs(stick, desk) || names_page(stick));
        let Some(around) = desk.marks.boxes.get(*at).map(|mark| mark.rect) else { return false };
        let calls = own(*at).any(|stick| calls(stick, desk));
        let large = calls || largest(*at).is_some_and(|stick| desk.ratio(stick) >= style.small_head_ratio);
        let least = if calls { 1 } else { 2 };
        let alone = !stands_over_text(&around, desk) && !holds_more(&around, desk);
        (least..=style.adverts.small_sticks).contains(&sticks) && brief && large && !told && alone && around.top > high
    };
    let bare: Vec<usize> = (0..desk.marks.boxes.len()).filter(bare).collect();
    let rect = |at: usize| desk.marks.boxes.get(at).map_or(Rect::default(), |mark| mark.rect);
    let near = desk.usual.body * style.adverts.near_em;
    let together = |a: usize, b: usize| {
        let (x, y) = (rect(a), rect(b));
        let piled = (x.width() - y.width()).abs() < near && x.overlap_x(&y) > x.width() - near;
        let level = (x.height() - y.height()).abs() < near && x.overlap_y(&y) > x.height() - near;
        let gap = (y.top - x.bottom).max(x.top - y.bottom).max(y.left - x.right).max(x.left - y.right);
        a != b && (piled || level) && gap > Pt(-1.0) && gap < near
    };
    let clustered: Vec<usize> = bare.iter().copied().filter(|a| bare.iter().any(|b| together(*a, *b))).collect();
    let alike = |a: usize, b: usize| match (largest(a), largest(b)) {
        (Some(a), Some(b)) => a.size == b.size && a.face == b.face && a.bold == b.bold,
        _ => false,
    };
    bare.into_iter().filter(|at| clustered.iter().any(|other| alike(*at, *other))).collect()
}

/// Keys of one style, each with a line of text under it: figures explained, a time line.
fn lists(sticks: &[&Stick], desk: &Desk) -> bool {
    let key = |stick: &&&Stick| stick.bold && !desk.usual.bold && stick.lines.len() == 1;
    let like =
        |a: &Stick, b: &Stick| a.size == b.size && a.face == b.face && (a.rect.left - b.rect.left).abs() < a.size;
    let most = sticks.iter().filter(key).map(|a| sticks.iter().filter(key).filter(|b| like(a, b)).count()).max();
    let plain = sticks.iter().filter(|stick| !stick.bold).count();
    most.is_some_and(|keys| keys >= desk.style.roles.adverts.keys && plain >= keys)
}

/// Several sentences, or the label of letters and the like: what readers say in a line or two each.
fn says_much(sticks: &[&Stick], desk: &Desk) -> bool {
    let labelled = sticks.iter().any(|stick| phrases::is(&stick.text(), &desk.style.phrases.label));
    let says = |stick: &&&Stick| stick.lines.iter().any(|line| phrases::stops(&line.text));
    let sentences = sticks.iter().filter(says).count();
    labelled || sentences > desk.style.roles.adverts.keys
}

/// A bar at the head of the page with its date: a date has digits, too, and is not to be called.
fn is_bar_of_head(sticks: &[&Stick], around: &Rect, desk: &Desk) -> bool {
    let (sheet, style) = (&desk.marks.sheet, &desk.style.roles.running);
    let high = desk.marks.frame.leave(around, sheet).bottom - sheet.top < sheet.height() * style.top_share;
    high && sticks.iter().any(|stick| place::is_folio_line(&stick.text(), desk))
}

/// Lines in the type of the text, one under another: a poem. An advert sets a line in its own type each.
fn is_verse(sticks: &[&Stick], desk: &Desk) -> bool {
    let usual = &desk.style.roles.usual;
    let plain = |stick: &&&Stick| {
        let size = (usual.low_ratio..usual.high_ratio).contains(&desk.ratio(stick));
        size && !stick.bold && stick.face == desk.usual.face
    };
    let lines: usize = sticks.iter().filter(plain).map(|stick| stick.lines.len()).sum();
    lines >= desk.style.roles.adverts.verse_lines
}

/// A number to call stands in it.
fn calls(stick: &Stick, desk: &Desk) -> bool {
    longest_number(&phrases::plain(&stick.text())) >= desk.style.roles.adverts.telephone_digits
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
    under.map(|stick| stick.rect.width()).fold(Pt::ZERO, |sum, width| sum + width) > around.width() / 2.0
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
