//! Heads whose story has no text. Of what was taken for heads, most that end so are adverts, the page's own, or text: how
//! likely their roles are is weighed once more with what their story shows (Bayes' rule).
//!
//! ```text
//!  HARBOR LANTERN          headline 70 %, furniture 20 % before    no text follows: furniture
//!  digital-harbor.example
//! ```

use crate::layout::evidence::roles::{self, WITHOUT_TEXT, percent};
use crate::layout::roles::LabeledBlock;
use crate::layout::scorer::classes::CLASSES;
use crate::layout::stories::Outcome;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::{RoleInStory, Thread};
use crate::model::page::Because;
use crate::model::role::Role;
use std::collections::BTreeSet;

/// Weighs the heads of stories without text again: what belongs to the page leaves its story, which may be gone then.
pub fn weigh(outcome: &mut Outcome, context: StoryContext) {
    let mut changed: Vec<RoleInStory> = Vec::new();
    for story in outcome.stories.iter().filter(|story| is_without_text(story, context)) {
        changed.extend(story.blocks.iter().filter_map(|at| weighed(*at, context)));
    }
    let known: BTreeSet<usize> = changed.iter().map(|(at, _, _)| *at).collect();
    let left: BTreeSet<usize> =
        changed.iter().filter(|(_, role, _)| role.is_furniture()).map(|(at, _, _)| *at).collect();
    for story in &mut outcome.stories {
        story.blocks.retain(|at| !left.contains(at));
    }
    outcome.stories.retain(|story| !story.blocks.is_empty());
    outcome.joints.retain_mut(|joint| joint.blocks().all(|at| !left.contains(at)));
    outcome.roles.retain(|(at, _, _)| !known.contains(at));
    outcome.roles.append(&mut changed);
}

/// Nothing but heads and who wrote them.
pub fn is_without_text(story: &Thread, context: StoryContext) -> bool {
    let of_head = |one: &LabeledBlock| {
        one.block.given_place().is_none() && (is_small_or_large_head(one.role) || one.role == Role::Byline)
    };
    story.blocks.iter().all(|at| context.labeled.get(*at).is_some_and(of_head))
}

/// A head of a story, or of a part of one.
pub fn is_small_or_large_head(role: Role) -> bool {
    role.is_head() || role == Role::Subhead
}

/// The role that a block of such a story has more likely than its own.
fn weighed(at: usize, context: StoryContext) -> Option<RoleInStory> {
    let one = context.labeled.get(at).filter(|one| is_small_or_large_head(one.role))?;
    let shares = one.shares?;
    let own = shares.iter().zip(WITHOUT_TEXT).map(|(share, without)| share * without);
    let all: f32 = own.clone().sum();
    let (class, most) = own.enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (role, before) = (*CLASSES.get(class)?, shares.get(class).copied().unwrap_or_default());
    let because = format!("{} % likely in a story without text, {} % by itself", percent(most / all), percent(before));
    (role != one.role && most > all * roles::least(role, false)).then_some((at, role, Because::from(because)))
}
