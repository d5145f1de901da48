//! What the house style learned of the paper's type, from pages that a person corrected: a block set in a style that
//! was always a headline is a headline, whatever it looks like to who has not seen the paper.

use crate::house_style::learned::{Place, TypeFace};
use crate::layout::blocks::TextBlock;
use crate::layout::roles::{Labeling, masthead};
use crate::model::role::Role;
use crate::model::sheet::Face;

/// Changes roles where what was seen of their type outweighs the rules. What the source itself says stays.
pub fn label_blocks(labeling: &mut Labeling, faces: &[Face]) {
    if labeling.style.learned.styles.is_empty() {
        return;
    }
    for at in 0..labeling.blocks.len() {
        let Some(block) = labeling
            .blocks
            .get(at)
            .filter(|block| block.given_place().is_none_or(|given_place| given_place.role.is_none()))
        else {
            continue;
        };
        let rules = labeling.role(at).unwrap_or(Role::Body);
        let Some((role, seen, all)) = labeling.style.learned.outweighs(&set(block, faces, labeling), rules) else {
            continue;
        };
        labeling.of_page.remove(&at);
        labeling.change(at, role, format!("{seen} of {all} blocks set like this one on corrected pages are the same"));
    }
}

/// How a block is set.
fn set(block: &TextBlock, faces: &[Face], labeling: &Labeling) -> TypeFace {
    TypeFace {
        face: faces.get(usize::from(block.face.0)).map(|face| face.name.clone()).unwrap_or_default(),
        size: block.size,
        bold: block.bold,
        italic: block.italic,
        at: Place::of(&masthead::printed(labeling, block), &labeling.marks.sheet),
    }
}
