//! Heads without text of their own: a kicker set off by a rule, or far from its headline. They join the larger
//! head below, or the text beside them that has none; a head across joins what stands under it ([`banners`]).

use crate::geometry::{Pt, Rect};
use crate::layout::stories::banners;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use crate::model::page::Because;
use crate::model::role::Role;

/// Joins heads without text to the story whose head stands below them, and says what they are there.
pub fn join(stories: &mut Vec<Thread>, context: StoryContext) -> Vec<(usize, Role, Because)> {
    let mut roles = Vec::new();
    let mut order: Vec<usize> = (0..stories.len()).filter(|at| is_lone(*at, stories, context)).collect();
    // From the foot upwards, so that a stack of lone heads joins line by line.
    order.sort_by(|a, b| match (hull(*a, stories, context), hull(*b, stories, context)) {
        (Some(a), Some(b)) => b.top.order(a.top),
        _ => a.cmp(b),
    });
    let mut gone = Vec::new();
    for at in order {
        let beside = || headless_beside(at, stories, context);
        let under = banners::head_under(at, stories, context).filter(|host| !gone.contains(host));
        let host =
            under.or_else(|| head_below(at, stories, context)).or_else(beside).filter(|host| !gone.contains(host));
        let Some(host) = host else { continue };
        if under.is_some() {
            roles.extend(banners::decks_of(host, stories, context));
        }
        let under_head = starts_with_head(host, stories, context);
        let blocks = stories.get_mut(at).map(|story| std::mem::take(&mut story.blocks)).unwrap_or_default();
        for block in &blocks {
            if under_head
                && under.is_none()
                && context.labeled.get(*block).is_some_and(|one| one.role == Role::Headline)
            {
                roles.push((*block, Role::Kicker, Because::from("a smaller head over the headline, without text")));
            }
        }
        if let Some(story) = stories.get_mut(host) {
            story.blocks.splice(0..0, blocks);
        }
        gone.push(at);
    }
    stories.retain(|story| !story.blocks.is_empty());
    roles
}

fn is_lone(at: usize, stories: &[Thread], context: StoryContext) -> bool {
    let Some(story) = stories.get(at) else { return false };
    let roles = || story.blocks.iter().filter_map(|at| context.labeled.get(*at)).map(|one| one.role);
    roles().all(|role| role.is_head()) && roles().count() <= 3
}

fn hull(at: usize, stories: &[Thread], context: StoryContext) -> Option<Rect> {
    let blocks = stories.get(at)?.blocks.iter().filter_map(|at| context.labeled.get(*at));
    Rect::hull(blocks.map(|one| &one.block.rect))
}

/// The story whose head group begins right below this lone head, in larger type.
fn head_below(at: usize, stories: &[Thread], context: StoryContext) -> Option<usize> {
    let own = hull(at, stories, context)?;
    let size = largest(at, stories, context);
    let enclosure = |at: usize| stories.get(at)?.blocks.first().and_then(|at| context.enclosures.get(*at)).copied();
    let found =
        (0..stories.len()).filter(|other| *other != at && enclosure(*other) == enclosure(at)).filter_map(|other| {
            let heads = head_hull(other, stories, context)?;
            let gap = heads.top - own.bottom;
            let larger = largest(other, stories, context);
            let near =
                gap > -size * context.style.fit.into_em && gap < larger * context.style.stories.lone_head_reach_em;
            let clear = || {
                !context.labeled.iter().any(|one| {
                    let middle = one.block.rect.center().y;
                    own.bottom < middle && middle < heads.top && one.block.rect.overlap_x(&own) > Pt::ZERO
                })
            };
            (near && larger > size && own.shares_column(&heads) && clear()).then_some((other, gap))
        });
    let found: Vec<(usize, Pt)> = found.collect();
    // The motto of an old paper stands over the heads of several stories, and is no part of any.
    if found.len() > 1 && context.is_scanned() {
        return None;
    }
    found.into_iter().min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

fn starts_with_head(at: usize, stories: &[Thread], context: StoryContext) -> bool {
    let first = stories.get(at).and_then(|story| story.blocks.first()).and_then(|at| context.labeled.get(*at));
    first.is_some_and(|one| one.role.is_head())
}

/// The nearest text without a head on the level of a headline that is set down the page.
fn headless_beside(at: usize, stories: &[Thread], context: StoryContext) -> Option<usize> {
    let own = hull(at, stories, context)?;
    if own.height() < own.width() * context.style.stories.side_head.tall_em {
        return None;
    }
    let enclosure = |at: usize| stories.get(at)?.blocks.first().and_then(|at| context.enclosures.get(*at)).copied();
    let found =
        (0..stories.len()).filter(|other| *other != at && enclosure(*other) == enclosure(at)).filter_map(|other| {
            let there = hull(other, stories, context)?;
            let level = there.shares_row(&own);
            let gap = (there.left - own.right).max(own.left - there.right);
            (level && !starts_with_head(other, stories, context)).then_some((other, gap))
        });
    found.min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

fn head_hull(at: usize, stories: &[Thread], context: StoryContext) -> Option<Rect> {
    let blocks = stories.get(at)?.blocks.iter().filter_map(|at| context.labeled.get(*at));
    Rect::hull(blocks.take_while(|one| one.role.is_head()).map(|one| &one.block.rect))
}

fn largest(at: usize, stories: &[Thread], context: StoryContext) -> Pt {
    let blocks =
        stories.get(at).into_iter().flat_map(|story| story.blocks.iter()).filter_map(|at| context.labeled.get(*at));
    blocks.filter(|one| one.role.is_head()).map(|one| one.block.size).fold(Pt::ZERO, Pt::max)
}
