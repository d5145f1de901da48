//! Which boxes are enclosures. A box that holds running text is one: no story crosses it. A box that holds only a
//! head is a boxed head, part of what stands under it.

use crate::house_style::regions::RegionStyle;
use crate::layout::marks::Marks;
use crate::layout::roles::LabeledBlock;
use crate::model::role::Role;

/// For each block the smallest enclosure around it.
pub fn detect(labeled: &[LabeledBlock], marks: &Marks, style: &RegionStyle) -> Vec<Option<usize>> {
    let mut lines = vec![0usize; marks.boxes.len()];
    for one in labeled.iter().filter(|one| matches!(one.role, Role::Body | Role::Table | Role::Advert)) {
        for (count, mark) in lines.iter_mut().zip(&marks.boxes) {
            if mark.rect.holds(one.block.rect.center()) {
                *count += one.block.lines.len();
            }
        }
    }
    let is_enclosure = |at: usize| lines.get(at).is_some_and(|count| *count >= style.wall_lines);
    let enclosure_of = |one: &LabeledBlock| {
        let around = |at: &usize| marks.boxes.get(*at).is_some_and(|mark| marks.holds(mark, &one.block.rect));
        (0..marks.boxes.len()).find(|at| is_enclosure(*at) && around(at))
    };
    labeled.iter().map(enclosure_of).collect()
}
