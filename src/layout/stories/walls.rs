//! Which boxes are walls. A box that holds running text is a wall: no story crosses it. A box that holds only a
//! head is a boxed head, part of what stands under it.

use crate::house_style::regions::RegionStyle;
use crate::layout::marks::Marks;
use crate::layout::roles::Judged;
use crate::model::role::Role;

/// For each stick the smallest wall around it.
pub fn of(judged: &[Judged], marks: &Marks, style: &RegionStyle) -> Vec<Option<usize>> {
    let mut lines = vec![0usize; marks.boxes.len()];
    for one in judged.iter().filter(|one| matches!(one.role, Role::Body | Role::Table | Role::Advert)) {
        for (count, mark) in lines.iter_mut().zip(&marks.boxes) {
            if mark.rect.holds(one.stick.rect.center()) {
                *count += one.stick.lines.len();
            }
        }
    }
    let is_wall = |at: usize| lines.get(at).is_some_and(|count| *count >= style.wall_lines);
    let wall_of = |one: &Judged| {
        let around = |at: &usize| marks.boxes.get(*at).is_some_and(|mark| marks.holds(mark, &one.stick.rect));
        (0..marks.boxes.len()).find(|at| is_wall(*at) && around(at))
    };
    judged.iter().map(wall_of).collect()
}
