//! Heads set across over vertical text. The first line of display type that hangs under such a banner opens the story,
//! and is its deck:
//!
//! ```text
//!  H E A D   A C R O S S
//!  │ │ │ │ │ │ │ │  D        the deck hangs under the end where reading begins
//!  │ │ │ │ │ │ │ │  E
//!  │ │ │ │ │ │ │ │  C
//!  │ │ │ │ │ │ │ │  K
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::frame::Frame;
use crate::layout::stories::{Scene, Strung};
use crate::model::page::Because;
use crate::model::role::Role;

/// Headlines beside each other: each opens a story, and a line over both of them, such as the motto of an old paper, is
/// no part of either.
pub fn heads_stand_side_by_side(sticks: &[usize], scene: Scene) -> bool {
    let headline = |at: &&usize| scene.judged.get(**at).is_some_and(|one| one.role == Role::Headline);
    let mut places: Vec<Rect> =
        sticks.iter().filter(headline).filter_map(|at| Some(scene.judged.get(*at)?.stick.rect)).collect();
    places.sort_by(|a, b| a.left.order(b.left));
    places.windows(2).any(|pair| matches!(pair, [a, b] if a.overlap_x(b) <= Pt::ZERO))
}

/// The story whose head hangs right under a lone head that is set across, in no larger type.
pub fn head_under(at: usize, stories: &[Strung], scene: Scene) -> Option<usize> {
    if scene.marks.frame != Frame::Down {
        return None;
    }
    let banner = stories.get(at)?.sticks.first().and_then(|at| scene.judged.get(*at))?;
    if banner.stick.frame != Frame::Across {
        return None;
    }
    let size = banner.stick.size;
    let over = printed(&banner.stick.rect, scene);
    let wall = |at: usize| stories.get(at)?.sticks.first().and_then(|at| scene.walls.get(*at)).copied();
    let found = (0..stories.len()).filter(|other| *other != at && wall(*other) == wall(at)).filter_map(|other| {
        let first = stories.get(other)?.sticks.first().and_then(|at| scene.judged.get(*at))?;
        let below = printed(&first.stick.rect, scene);
        let gap = below.top - over.bottom;
        let aside = size * scene.style.stories.banner_aside_em;
        let middle = below.center().x;
        let hangs = gap > -size * scene.style.fit.into_em
            && gap < size * scene.style.stories.lone_head_reach_em
            && over.left - aside < middle
            && middle < over.right + aside;
        let smaller = first.stick.size <= size && first.stick.frame == Frame::Down;
        (first.role.is_head() && hangs && smaller).then_some((other, below.right))
    });
    found.max_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

/// What the heads of that story are under the banner.
pub fn decks_of(host: usize, stories: &[Strung], scene: Scene) -> Vec<(usize, Role, Because)> {
    let role = |at: &usize| scene.judged.get(*at).map(|one| one.role);
    let heads = stories.get(host).into_iter().flat_map(|story| story.sticks.iter().copied());
    heads
        .take_while(|at| role(at).is_some_and(Role::is_head))
        .filter(|at| role(at) == Some(Role::Headline))
        .map(|at| (at, Role::Deck, Because::from("hangs under a larger head that is set across")))
        .collect()
}

fn printed(rect: &Rect, scene: Scene) -> Rect {
    scene.marks.frame.leave(rect, &scene.marks.sheet)
}
