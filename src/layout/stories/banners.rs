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
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use crate::model::page::Because;
use crate::model::role::Role;

/// Headlines beside each other: each opens a story, and a line over both of them, such as the motto of an old paper, is
/// no part of either.
pub fn heads_stand_side_by_side(blocks: &[usize], context: StoryContext) -> bool {
    let headline = |at: &&usize| context.labeled.get(**at).is_some_and(|one| one.role == Role::Headline);
    let mut places: Vec<Rect> =
        blocks.iter().filter(headline).filter_map(|at| Some(context.labeled.get(*at)?.block.rect)).collect();
    places.sort_by(|a, b| a.left.order(b.left));
    places.windows(2).any(|pair| matches!(pair, [a, b] if a.overlap_x(b) <= Pt::ZERO))
}

/// The story whose head hangs right under a lone head that is set across, in no larger type.
pub fn head_under(at: usize, stories: &[Thread], context: StoryContext) -> Option<usize> {
    if context.marks.frame != Frame::Down {
        return None;
    }
    let banner = stories.get(at)?.blocks.first().and_then(|at| context.labeled.get(*at))?;
    if banner.block.frame != Frame::Across {
        return None;
    }
    let size = banner.block.size;
    let over = printed(&banner.block.rect, context);
    let enclosure = |at: usize| stories.get(at)?.blocks.first().and_then(|at| context.enclosures.get(*at)).copied();
    let found =
        (0..stories.len()).filter(|other| *other != at && enclosure(*other) == enclosure(at)).filter_map(|other| {
            let first = stories.get(other)?.blocks.first().and_then(|at| context.labeled.get(*at))?;
            let below = printed(&first.block.rect, context);
            let gap = below.top - over.bottom;
            let aside = size * context.style.stories.banner_aside_em;
            let middle = below.center().x;
            let hangs = gap > -size * context.style.fit.into_em
                && gap < size * context.style.stories.lone_head_reach_em
                && over.left - aside < middle
                && middle < over.right + aside;
            let smaller = first.block.size <= size && first.block.frame == Frame::Down;
            (first.role.is_head() && hangs && smaller).then_some((other, below.right))
        });
    found.max_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

/// What the heads of that story are under the banner.
pub fn decks_of(host: usize, stories: &[Thread], context: StoryContext) -> Vec<(usize, Role, Because)> {
    let role = |at: &usize| context.labeled.get(*at).map(|one| one.role);
    let heads = stories.get(host).into_iter().flat_map(|story| story.blocks.iter().copied());
    heads
        .take_while(|at| role(at).is_some_and(Role::is_head))
        .filter(|at| role(at) == Some(Role::Headline))
        .map(|at| (at, Role::Deck, Because::from("hangs under a larger head that is set across")))
        .collect()
}

fn printed(rect: &Rect, context: StoryContext) -> Rect {
    context.marks.frame.to_page(rect, &context.marks.sheet)
}
