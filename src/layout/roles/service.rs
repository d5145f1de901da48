//! Boxes that serve: the index of the paper, the weather, what is on. A label says so, and no line of them is a
//! sentence. They are the page's, not a story.
//!
//! ```text
//!  +------------------+
//!  |      INSIDE      |    a label of that kind on top
//!  |  Weather   p. 20 |    and nothing but short lines under it
//!  |  Chess     p. 24 |
//!  +------------------+
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::Stick;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Desk, place};
use crate::model::role::Role;

/// Gives section to such a label and furniture to what stands in its box. What the source seats in articles is left.
pub fn judge(desk: &mut Desk) {
    for at in strips(desk) {
        desk.give(at, Role::Furniture, "one of several short lines with figures, level and alone across the page");
    }
    for mark in desk.marks.boxes.iter().map(|mark| mark.rect) {
        let Some((label, others)) = service(&mark, desk) else { continue };
        if desk.sticks.get(label).is_some_and(|stick| phrases::is(&stick.text(), &desk.style.phrases.service)) {
            desk.give(label, Role::Section, "the label of a box that serves");
            desk.of_page.insert(label);
        }
        desk.give(label, Role::Furniture, "short lines in a box that serves, its label the first of them");
        for at in others {
            desk.give(at, Role::Furniture, "short lines in a box that serves");
        }
    }
}

/// The label of a box, and the rest of it, if it is such a box.
fn service(around: &Rect, desk: &Desk) -> Option<(usize, Vec<usize>)> {
    let inside = |at: &usize| desk.sticks.get(*at).is_some_and(|stick| around.holds(stick.rect.center()));
    let mut own: Vec<usize> = (0..desk.sticks.len()).filter(inside).collect();
    // The label is on top in print, whichever way the page is set.
    let top = |at: &usize| desk.sticks.get(*at).map_or(Pt::ZERO, |stick| place::printed(desk, stick).top);
    own.sort_by(|a, b| top(a).order(top(b)));
    let sticks: Vec<&Stick> = own.iter().filter_map(|at| desk.sticks.get(*at)).collect();
    let (first, rest) = sticks.split_first()?;
    let is_label = first.lines.first().is_some_and(|line| is_label(&line.text, desk));
    let is_text = |stick: &&Stick| stick.seat().is_some() || stick.lines.iter().any(|line| phrases::stops(&line.text));
    let under = |stick: &&Stick| place::printed(desk, stick).top >= place::printed(desk, first).center().y;
    let (label, others) = own.split_first()?;
    let whole = !rest.is_empty() || !phrases::is(&first.text(), &desk.style.phrases.service);
    let serves = is_label && whole && rest.iter().all(under) && !sticks.iter().any(is_text);
    serves.then(|| (*label, others.to_vec()))
}

/// A label alone on its line, or one that opens it, before a blank or a colon: 天氣　今日大致多雲.
fn is_label(line: &str, desk: &Desk) -> bool {
    let words = &desk.style.phrases.service;
    let opened = || line.split_once([' ', '\u{3000}', ':', '：']).is_some_and(|(word, _)| phrases::is(word, words));
    phrases::is(line, words) || line.chars().any(script::is_cjk_letter) && opened()
}

/// What the markets and the weather are, in one line across the head or the foot of the page: short lines, each with a
/// figure, level, and nothing else as high on the page or close to them.
fn strips(desk: &Desk) -> Vec<usize> {
    let items: Vec<usize> = desk.open().into_iter().filter(|at| is_item(*at, desk)).collect();
    let place = |at: usize| desk.sticks.get(at).map(|stick| place::printed(desk, stick)).unwrap_or_default();
    let share = desk.style.roles.folio_level_share;
    let level = |a: usize, b: usize| place(a).overlap_y(&place(b)) > place(a).height() * share;
    let near = desk.usual.body * desk.style.roles.kickers.clear_em;
    let strip = |at: &usize| {
        let row: Vec<usize> = items.iter().copied().filter(|other| level(*at, *other)).collect();
        let Some(hull) = row.iter().map(|at| place(*at)).reduce(|a, b| a.union(&b)) else { return false };
        let clear = |other: usize| {
            let there = place(other);
            items.contains(&other) || (there.top - hull.bottom).max(hull.top - there.bottom) > near
        };
        let wide = hull.width() > desk.marks.sheet.width() * desk.style.roles.folio_rule_share;
        row.len() >= desk.style.roles.adverts.keys && wide && (0..desk.sticks.len()).all(clear)
    };
    items.iter().copied().filter(strip).collect()
}

/// A short line with a figure near the head or the foot of the page that is no date and sends nobody to a page.
fn is_item(at: usize, desk: &Desk) -> bool {
    let (sheet, style, words) = (&desk.marks.sheet, &desk.style.roles, &desk.style.phrases);
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1 && stick.seat().is_none()) else {
        return false;
    };
    let text = stick.text();
    let edge = sheet.height() * style.running.top_share;
    let there = place::printed(desk, stick);
    let outer = there.bottom < sheet.top + edge || there.top > sheet.bottom - edge;
    let small = desk.ratio(stick) < style.small_head_ratio && stick.chars <= style.byline_chars;
    let figures = text.chars().any(char::is_numeric) && !phrases::stops(&text) && !place::is_folio_line(&text, desk);
    let pages = [&words.jump_to, &words.jump_from, &words.page_number];
    outer && small && figures && pages.iter().all(|list| phrases::find(&text, *list).is_none())
}
