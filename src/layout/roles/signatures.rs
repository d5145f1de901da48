//! Names over and under text: who wrote it shows by where the name stands, not by what is known of names.
//!
//! ```text
//!   xxxxxxxxxxxxxxxxxxx
//!   xxxxxx, and was over.
//!         — Harbor Press     in other type, at the end of the measure, under a sentence that is over
//! ```

use crate::layout::blocks::Stick;
use crate::layout::phrases;
use crate::layout::roles::heads::nearest;
use crate::layout::roles::{Desk, names, stacks};
use crate::model::role::Role;

/// Gives bylines to names under the end of a text, and over its column.
pub fn judge(desk: &mut Desk) {
    for at in desk.open() {
        if signs_off(at, desk) {
            desk.give(at, Role::Byline, "a name alone under the end of the text");
        } else if names_at_end(at, desk) {
            desk.give(at, Role::Byline, "a name alone over the text, at the end of its column");
        } else if let Some(below) = writer_below(at, desk) {
            desk.give(at, Role::Byline, "a name, and under it what its bearer is");
            desk.give(below, Role::Byline, "what the writer is, under the name");
        } else if closes_text(at, desk) && names_page(at, desk) {
            desk.give(at, Role::Jump, "a page at the end of the measure, under a sentence that is over");
        } else if closes_text(at, desk) {
            desk.give(at, Role::Byline, "in other type at the end of the measure, under a sentence that is over");
        }
    }
}

fn names_page(at: usize, desk: &Desk) -> bool {
    desk.sticks.get(at).is_some_and(|stick| phrases::find(&stick.text(), &desk.style.phrases.page_number).is_some())
}

/// A short line in other type, set at the end of the measure right under text that ends a sentence.
fn closes_text(at: usize, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.chars <= style.names.chars) else { return false };
    let Some(above) = nearest(at, true, desk) else { return false };
    let signed = desk.role(above) == Some(Role::Byline);
    let Some(text) = desk.sticks.get(above).filter(|_| signed || desk.role(above).is_none()) else { return false };
    let written = stick.text();
    let enclosed = written.starts_with(['(', '（', '—', '–', '-', '─']);
    let other_type = stick.italic != text.italic
        || stick.bold != text.bold
        || stick.face != text.face
        || stick.size < text.size * style.captions.small_ratio;
    let body = desk.usual.body;
    // The last line of a text may be short: the column shows by what else stands in it.
    let wide = |other: usize, column: &Stick| {
        let full = column.rect.width() > desk.usual.measure * style.subhead_column_share;
        full && (column.lines.len() > 1 || other == above)
    };
    let columns =
        desk.sticks.iter().enumerate().filter(|(other, column)| wide(*other, column)).map(|(_, column)| column);
    let mut columns = columns.filter(|column| (column.rect.left - text.rect.left).abs() < body);
    let mut flush =
        || columns.any(|column| (column.rect.right - stick.rect.right).abs() < body * desk.style.fit.level_em);
    let inset = stick.rect.left - text.rect.left > stick.size * desk.style.blocks.signature_inset_em;
    let under = stick.rect.top - text.rect.bottom < body && desk.ratio(stick) < style.names.size_ratio;
    let over = signed || phrases::stops(&text.text());
    stick.lines.len() == 1
        && under
        && inset
        && over
        && (other_type || signed || enclosed)
        && (enclosed || !phrases::stops(&written))
        && flush()
}

/// A name right under the text of its column, with no text right below.
fn signs_off(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|stick| stacks::is_name(stick, desk)) else { return false };
    let text = |beside: usize| {
        desk.role(beside).is_none()
            && desk.sticks.get(beside).is_some_and(|beside| desk.ratio(beside) < desk.style.roles.small_head_ratio)
    };
    let ends = nearest(at, true, desk).filter(|above| text(*above)).and_then(|above| desk.sticks.get(above));
    let dashed = || desk.marks.ends_item(&stick.rect, desk.usual.body * desk.style.dashes.reach_em);
    ends.is_some_and(|above| above.lines.len() > 1 && stick.rect.top - above.rect.bottom < desk.usual.body)
        && (dashed()
            || nearest(at, false, desk).is_none_or(|below| !text(below) && desk.role(below) != Some(Role::Table)))
}

/// What the writer is, in other type right under a name that stands over text.
fn writer_below(at: usize, desk: &Desk) -> Option<usize> {
    let stick = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1 && stacks::is_name(stick, desk))?;
    let below = nearest(at, false, desk)?;
    let what = desk.sticks.get(below).filter(|_| desk.role(below).is_none())?;
    let near = what.rect.top - stick.rect.bottom < desk.usual.body * desk.style.roles.names.title_gap_em;
    let flush = (what.rect.left - stick.rect.left).abs() < desk.usual.body * desk.style.fit.level_em;
    let other_type = what.italic != stick.italic || what.bold != stick.bold || what.face != stick.face;
    let over_text = nearest(below, false, desk).is_some_and(|text| desk.role(text).is_none());
    let says = matches!(stacks::under_name(what, desk), Some((Role::Byline, _)));
    (near && flush && other_type && over_text && says).then_some(below)
}

/// A name in other type over the text of its column, set at the end of it, as no head within a story is; no text stands
/// right above.
fn names_at_end(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1) else { return false };
    let text = stick.text();
    let name = stacks::is_name(stick, desk) || text.split_whitespace().all(names::is_han_name);
    let plain = |other: &Stick| desk.ratio(other) < desk.style.roles.small_head_ratio;
    let text = |other: usize| desk.role(other).is_none() && desk.sticks.get(other).is_some_and(plain);
    let texts = (0..desk.sticks.len()).filter(|other| desk.role(*other).is_none());
    let texts = texts.filter_map(|other| desk.sticks.get(other)).filter(|other| other.lines.len() > 1 && plain(other));
    let ends = || names::ends_column(&stick.rect, texts.map(|other| other.rect), desk.usual.body, desk.style);
    desk.is_other_type(stick) && name && nearest(at, true, desk).is_none_or(|above| !text(above)) && ends()
}
