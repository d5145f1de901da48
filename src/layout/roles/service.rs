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
use crate::layout::phrases;
use crate::layout::roles::{Desk, place};
use crate::model::role::Role;

/// Gives section to such a label and furniture to what stands in its box. What the source seats in articles is left.
pub fn judge(desk: &mut Desk) {
    for mark in desk.marks.boxes.iter().map(|mark| mark.rect) {
        let Some((label, others)) = service(&mark, desk) else { continue };
        desk.give(label, Role::Section, "the label of a box that serves");
        desk.of_page.insert(label);
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
    let is_label = first.lines.len() == 1 && phrases::is(&first.text(), &desk.style.phrases.service);
    let is_text = |stick: &&Stick| stick.seat().is_some() || stick.lines.iter().any(|line| phrases::stops(&line.text));
    let under = |stick: &&Stick| place::printed(desk, stick).top >= place::printed(desk, first).center().y;
    let (label, others) = own.split_first()?;
    let serves = is_label && !rest.is_empty() && rest.iter().all(under) && !rest.iter().any(is_text);
    serves.then(|| (*label, others.to_vec()))
}
