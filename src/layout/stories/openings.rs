//! Small heads that turn out to open a story: nothing came before them, or only the label of a section.

use crate::layout::normalize::script;
use crate::layout::stories::{Scene, Strung};
use crate::model::page::Because;
use crate::model::role::Role;

/// Subheads that stand first in their story are its headline. A short headline with a smaller head right under it is the
/// label of a section, and that head the headline.
pub fn promote(stories: &[Strung], scene: Scene) -> Vec<(usize, Role, Because)> {
    let role = |at: usize| scene.judged.get(at).map(|one| one.role);
    let mut roles = Vec::new();
    for story in stories {
        let mut sticks = story.sticks.iter().copied();
        let (Some(first), second) = (sticks.next(), sticks.next()) else { continue };
        match (role(first), second.filter(|second| role(*second) == Some(Role::Subhead))) {
            (Some(Role::Subhead), second) if second.is_none() || !is_label(first, scene) => {
                roles.push((first, Role::Headline, Because::from("a small head that follows no other text")));
            }
            (Some(Role::Headline | Role::Subhead), Some(second)) if is_label(first, scene) => {
                roles.push((
                    first,
                    Role::Section,
                    Because::from("a short head with no text but a smaller head under it"),
                ));
                roles.push((second, Role::Headline, Because::from("the head under the label of a section")));
            }
            _ => {}
        }
    }
    roles
}

/// Small heads under the label of a section open a story each, from the second on.
pub fn part(stories: &mut Vec<Strung>, scene: Scene) {
    let role = |at: usize| scene.judged.get(at).map(|one| one.role);
    let small = |at: &usize| role(*at) == Some(Role::Subhead);
    let mut parted = Vec::new();
    for story in stories.iter_mut() {
        let labelled = match story.sticks.as_slice() {
            [first, second, ..] => is_label(*first, scene) && small(second),
            _ => false,
        };
        let cuts: Vec<usize> = (2..story.sticks.len()).filter(|at| story.sticks.get(*at).is_some_and(small)).collect();
        for at in cuts.into_iter().rev().filter(|_| labelled) {
            parted.push(Strung { sticks: story.sticks.split_off(at), confidence: story.confidence });
        }
    }
    parted.reverse();
    stories.extend(parted);
}

/// A head that is short, in one line and one column; a small one has a box to itself.
fn is_label(at: usize, scene: Scene) -> bool {
    scene.judged.get(at).is_some_and(|one| {
        let narrow = one.stick.rect.width() < scene.usual.measure;
        let head = one.role == Role::Headline || (one.role == Role::Subhead && one.boxed);
        let short = script::width_em(&one.stick.text(), true) <= scene.style.roles.section_em;
        head && one.stick.lines.len() == 1 && short && narrow
    })
}
