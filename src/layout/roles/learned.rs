//! What the house style learned of the paper's type, from pages that a person corrected: a block set in a style that
//! was always a headline is a headline, whatever it looks like to who has not seen the paper.

use crate::house_style::learned::{Place, TypeFace};
use crate::layout::blocks::Stick;
use crate::layout::roles::{Desk, place};
use crate::model::role::Role;
use crate::model::sheet::Face;

/// Changes roles where what was seen of their type outweighs the rules. What the source itself says stays.
pub fn judge(desk: &mut Desk, faces: &[Face]) {
    if desk.style.learned.styles.is_empty() {
        return;
    }
    for at in 0..desk.sticks.len() {
        let Some(stick) = desk.sticks.get(at).filter(|stick| stick.seat().is_none_or(|seat| seat.role.is_none()))
        else {
            continue;
        };
        let rules = desk.role(at).unwrap_or(Role::Body);
        let Some((role, seen, all)) = desk.style.learned.outweighs(&set(stick, faces, desk), rules) else { continue };
        desk.of_page.remove(&at);
        desk.change(at, role, format!("{seen} of {all} blocks set like this one on corrected pages are the same"));
    }
}

/// How a block is set.
fn set(stick: &Stick, faces: &[Face], desk: &Desk) -> TypeFace {
    TypeFace {
        face: faces.get(usize::from(stick.face.0)).map(|face| face.name.clone()).unwrap_or_default(),
        size: stick.size,
        bold: stick.bold,
        italic: stick.italic,
        at: Place::of(&place::printed(desk, stick), &desk.marks.sheet),
    }
}
