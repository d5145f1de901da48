//! An advert is a story of its own: everything in its box, from the top.

use crate::layout::stories::{Scene, Strung};
use crate::model::role::Role;
use std::collections::BTreeMap;

/// The adverts of a page, those aside that the source seats.
pub fn stories(scene: Scene) -> Vec<Strung> {
    let mut by_box: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (at, one) in scene.judged.iter().enumerate() {
        if one.role == Role::Advert && one.stick.seat().is_none() {
            let alone = if one.stick.in_box.is_none() { at } else { 0 };
            by_box.entry((one.stick.in_box, alone)).or_default().push(at);
        }
    }
    let top = |at: &usize| {
        let rect = scene.judged.get(*at).map(|one| one.stick.rect).unwrap_or_default();
        scene.marks.frame.leave(&rect, &scene.marks.sheet).top
    };
    let confidence = scene.style.stories.advert_sure_share;
    let sorted = |mut sticks: Vec<usize>| {
        sticks.sort_by(|a, b| top(a).order(top(b)));
        Strung { sticks, confidence }
    };
    by_box.into_values().map(sorted).collect()
}
