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
    by_box.into_values().map(|sticks| Strung { sticks, confidence: ADVERT }).collect()
}

/// How sure it is that a box is one advert.
const ADVERT: f32 = 0.8;
