//! Jump lines, bylines and credits: what they are shows by what they say.

use crate::layout::blocks::Stick;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::model::role::Role;

/// Gives jump, byline and credit.
pub fn judge(desk: &mut Desk) {
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at) else { continue };
        if let Some((role, because)) = of_words(stick, desk) {
            desk.give(at, role, because);
        }
    }
}

fn of_words(stick: &Stick, desk: &Desk) -> Option<(Role, String)> {
    let (style, words) = (&desk.style.roles, &desk.style.phrases);
    let text = stick.text();
    if stick.lines.len() > style.word_lines || desk.ratio(stick) > style.word_ratio {
        return None;
    }
    for (list, which) in [(&words.jump_to, "goes on"), (&words.jump_from, "came from")] {
        if let Some(found) = phrases::find(&text, list).filter(|found| found.besides <= style.jump_besides) {
            return Some((Role::Jump, format!("says that the story {which} on page {}", found.filler)));
        }
    }
    let short = stick.chars <= style.byline_chars && !phrases::stops(&text);
    if short && phrases::begins(&text, &words.byline) {
        return Some((Role::Byline, "begins as a byline does".to_owned()));
    }
    if short && phrases::ends(&text, &words.byline_end) {
        return Some((Role::Byline, "ends as a byline does".to_owned()));
    }
    let credit = phrases::ends(&text, &words.credit) || phrases::begins(&text, &words.credit);
    if stick.chars <= style.credit_chars && credit {
        return Some((Role::Credit, "names who made a picture".to_owned()));
    }
    let bracketed = phrases::holds(&text, &words.credit) && text.starts_with(['（', '(']);
    (bracketed && stick.chars <= style.credit_chars * 2)
        .then(|| (Role::Credit, "names in brackets who made the pictures".to_owned()))
}
