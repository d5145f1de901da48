//! Heads without text of their own: a kicker set off by a rule, or far from its headline. They join the larger
//! head below, or the text beside them that has none; a head across joins what stands under it ([`banners`]).

use crate::geometry::{Pt, Rect};
use crate::layout::stories::{Scene, Strung, banners};
use crate::model::page::Because;
use crate::model::role::Role;

/// Joins heads without text to the story whose head stands below them, and says what they are there.
pub fn join(stories: &mut Vec<Strung>, scene: Scene) -> Vec<(usize, Role, Because)> {
    let mut roles = Vec::new();
    let mut order: Vec<usize> = (0..stories.len()).filter(|at| is_lone(*at, stories, scene)).collect();
    // From the foot upwards, so that a stack of lone heads joins line by line.
    order.sort_by(|a, b| match (hull(*a, stories, scene), hull(*b, stories, scene)) {
        (Some(a), Some(b)) => b.top.order(a.top),
        _ => a.cmp(b),
    });
    let mut gone = Vec::new();
    for at in order {
        let beside = || headless_beside(at, stories, scene);
        let under = banners::head_under(at, stories, scene).filter(|host| !gone.contains(host));
        let host = under.or_else(|| head_below(at, stories, scene)).or_else(beside).filter(|host| !gone.contains(host));
        let Some(host) = host else { continue };
        if under.is_some() {
            roles.extend(banners::decks_of(host, stories, scene));
        }
        let under_head = starts_with_head(host, stories, scene);
        let sticks = stories.get_mut(at).map(|story| std::mem::take(&mut story.sticks)).unwrap_or_default();
        for stick in &sticks {
            if under_head && under.is_none() && scene.judged.get(*stick).is_some_and(|one| one.role == Role::Headline) {
                roles.push((*stick, Role::Kicker, Because::from("a smaller head over the headline, without text")));
            }
        }
        if let Some(story) = stories.get_mut(host) {
            story.sticks.splice(0..0, sticks);
        }
        gone.push(at);
    }
    stories.retain(|story| !story.sticks.is_empty());
    roles
}

fn is_lone(at: usize, stories: &[Strung], scene: Scene) -> bool {
    let Some(story) = stories.get(at) else { return false };
    let roles = || story.sticks.iter().filter_map(|at| scene.judged.get(*at)).map(|one| one.role);
    roles().all(|role| role.is_head()) && roles().count() <= 3
}

fn hull(at: usize, stories: &[Strung], scene: Scene) -> Option<Rect> {
    let sticks = stories.get(at)?.sticks.iter().filter_map(|at| scene.judged.get(*at));
    Rect::hull(sticks.map(|one| &one.stick.rect))
}

/// The story whose head group begins right below this lone head, in larger type.
fn head_below(at: usize, stories: &[Strung], scene: Scene) -> Option<usize> {
    let own = hull(at, stories, scene)?;
    let size = largest(at, stories, scene);
    let wall = |at: usize| stories.get(at)?.sticks.first().and_then(|at| scene.walls.get(*at)).copied();
    let found = (0..stories.len()).filter(|other| *other != at && wall(*other) == wall(at)).filter_map(|other| {
        let heads = head_hull(other, stories, scene)?;
        let gap = heads.top - own.bottom;
        let larger = largest(other, stories, scene);
        let near = gap > -size * scene.style.fit.into_em && gap < larger * scene.style.stories.lone_head_reach_em;
        let clear = || {
            !scene.judged.iter().any(|one| {
                let middle = one.stick.rect.center().y;
                own.bottom < middle && middle < heads.top && one.stick.rect.overlap_x(&own) > Pt::ZERO
            })
        };
        (near && larger > size && own.shares_column(&heads) && clear()).then_some((other, gap))
    });
    let found: Vec<(usize, Pt)> = found.collect();
    // The motto of an old paper stands over the heads of several stories, and is no part of any.
    if found.len() > 1 && scene.is_scanned() {
        return None;
    }
    found.into_iter().min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

fn starts_with_head(at: usize, stories: &[Strung], scene: Scene) -> bool {
    let first = stories.get(at).and_then(|story| story.sticks.first()).and_then(|at| scene.judged.get(*at));
    first.is_some_and(|one| one.role.is_head())
}

/// The nearest text without a head on the level of a headline that is set down the page.
fn headless_beside(at: usize, stories: &[Strung], scene: Scene) -> Option<usize> {
    let own = hull(at, stories, scene)?;
    if own.height() < own.width() * scene.style.stories.side_head.tall_em {
        return None;
    }
    let wall = |at: usize| stories.get(at)?.sticks.first().and_then(|at| scene.walls.get(*at)).copied();
    let found = (0..stories.len()).filter(|other| *other != at && wall(*other) == wall(at)).filter_map(|other| {
        let there = hull(other, stories, scene)?;
        let level = there.shares_row(&own);
        let gap = (there.left - own.right).max(own.left - there.right);
        (level && !starts_with_head(other, stories, scene)).then_some((other, gap))
    });
    found.min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

fn head_hull(at: usize, stories: &[Strung], scene: Scene) -> Option<Rect> {
    let sticks = stories.get(at)?.sticks.iter().filter_map(|at| scene.judged.get(*at));
    Rect::hull(sticks.take_while(|one| one.role.is_head()).map(|one| &one.stick.rect))
}

fn largest(at: usize, stories: &[Strung], scene: Scene) -> Pt {
    let sticks =
        stories.get(at).into_iter().flat_map(|story| story.sticks.iter()).filter_map(|at| scene.judged.get(*at));
    sticks.filter(|one| one.role.is_head()).map(|one| one.stick.size).fold(Pt::ZERO, Pt::max)
}
