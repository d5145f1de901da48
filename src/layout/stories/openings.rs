//! Small heads that turn out to open a story: nothing came before them.

use crate::layout::stories::{Scene, Strung};
use crate::model::page::Because;
use crate::model::role::Role;

/// Subheads that stand first in their story are its headline.
pub fn promote(stories: &[Strung], scene: Scene) -> Vec<(usize, Role, Because)> {
    let first = stories.iter().filter_map(|story| story.sticks.first().copied());
    first
        .filter(|at| scene.judged.get(*at).is_some_and(|one| one.role == Role::Subhead))
        .map(|at| (at, Role::Headline, Because::from("a small head that follows no other text")))
        .collect()
}
