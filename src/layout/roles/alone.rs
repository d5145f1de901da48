//! A page on which nothing stands but what looks like its furniture: a cover letter of one line, a page of which the
//! rest could not be read. Then that is what the page has to say, and it is a story.

use crate::layout::roles::Desk;
use crate::model::role::Role;

/// Takes words for text where a page would have furniture alone. A page of pictures keeps its furniture, and so does
/// one on which only a number stands.
pub fn judge(desk: &mut Desk) {
    if !desk.marks.pictures.is_empty() || !desk.open().is_empty() {
        return;
    }
    let shown = |at: &usize| desk.sticks.get(*at).is_some_and(|stick| stick.lines.iter().all(|line| !line.hidden));
    let shown: Vec<usize> = (0..desk.sticks.len()).filter(shown).collect();
    let of_page = |at: &usize| desk.of_page.contains(at) || desk.role(*at).is_some_and(Role::is_furniture);
    let says = |at: &usize| desk.sticks.get(*at).is_some_and(|stick| stick.text().chars().any(char::is_alphabetic));
    if !shown.iter().all(of_page) || !shown.iter().any(says) {
        return;
    }
    for at in shown {
        desk.of_page.remove(&at);
        desk.change(at, Role::Body, "nothing else stands on the page");
    }
}
