//! Lines beside the heads that open no story: a name that signs the text above it, and the section that a whole page
//! is named after in its running head.

use crate::geometry::{Pt, Rect};
use crate::layout::roles::{Judged, place};
use crate::layout::stories::{Scene, Strung};
use crate::model::role::Role;

/// Text ends right above this name, in its column, and none begins right below: it signs that text, and opens nothing.
pub fn signs_text(name: &Judged, scene: Scene) -> bool {
    let near = scene.usual.body * scene.style.stories.signature_gap_em;
    let rect = name.stick.rect;
    let column = || {
        let texts = scene.judged.iter().filter(|one| one.role == Role::Body).map(|one| one.stick.rect);
        texts.filter(|text| text.overlap_x(&rect) > rect.width() * 0.5)
    };
    let touches = |gap: Pt| gap > -near && gap < near;
    let above = column().any(|text| text.top < rect.top && touches(rect.top - text.bottom));
    let below = column().any(|text| text.bottom > rect.bottom && touches(text.top - rect.bottom));
    above && !below
}

/// A section named over the first rule across the page: it stands over no story more than over another.
pub fn names_page(one: &Judged, scene: Scene) -> bool {
    let printed = scene.marks.frame.leave(&one.stick.rect, &scene.marks.sheet);
    place::first_rule(scene.marks, &scene.style.roles).is_some_and(|first| printed.center().y < first)
}

/// Seats the name of the page's section before the story nearest to it, which is read first of those beside it.
pub fn seat(stories: &mut [Strung], scene: Scene) {
    let seated: Vec<usize> = stories.iter().flat_map(|story| story.sticks.iter().copied()).collect();
    for (at, one) in scene.judged.iter().enumerate() {
        let open = one.role == Role::Section && one.stick.seat().is_none() && !seated.contains(&at);
        if !open || !names_page(one, scene) {
            continue;
        }
        let away = |story: &&mut Strung| {
            let rects = story.sticks.iter().filter_map(|at| scene.judged.get(*at)).map(|one| one.stick.rect);
            rects.map(|rect| apart(&rect, &one.stick.rect)).min_by(|a, b| a.order(*b)).unwrap_or(Pt(f32::MAX))
        };
        if let Some(story) = stories.iter_mut().min_by(|a, b| away(a).order(away(b))) {
            story.sticks.insert(0, at);
        }
    }
}

fn apart(a: &Rect, b: &Rect) -> Pt {
    let x = (a.left - b.right).max(b.left - a.right).max(Pt::ZERO);
    let y = (a.top - b.bottom).max(b.top - a.bottom).max(Pt::ZERO);
    x + y
}
