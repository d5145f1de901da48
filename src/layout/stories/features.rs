//! A whole page under one head: parallel subheads of one style, without byline or dateline, are sections of one
//! story, however large they are set.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use crate::model::page::Because;
use crate::model::role::Role;

/// Joins the stories of a feature page into one, section by section, and names their heads subheads.
pub fn join(stories: &mut Vec<Thread>, context: StoryContext) -> Vec<(usize, Role, Because)> {
    let Some(lead) = lead(stories, context).or_else(|| lead_of_bars(stories, context)) else { return Vec::new() };
    let sections: Vec<usize> =
        (0..stories.len()).filter(|at| *at != lead && !is_sidebar(*at, stories, context)).collect();
    if sections.len() < 2 || !sections.iter().all(|at| is_section(*at, stories, context)) {
        return Vec::new();
    }
    let parallel = |part: fn(&HeadStyle) -> i64| {
        let mut styles = sections.iter().filter_map(|at| head_style(*at, stories, context)).map(|style| part(&style));
        styles.next().is_some_and(|first| styles.all(|other| (other - first).abs() <= 1))
    };
    if !parallel(|style| style.size) || !parallel(|style| i64::from(style.boxed)) {
        return Vec::new();
    }
    let sections = by_rows(&sections, stories, context);
    let heads = sections.iter().filter_map(|at| stories.get(*at)?.blocks.first().copied());
    let because = Because::from("one of several parallel heads under the headline of the page");
    let roles = heads.map(|at| (at, Role::Subhead, because.clone())).collect();
    let parts: Vec<Thread> = sections.iter().filter_map(|at| stories.get(*at).cloned()).collect();
    if let Some(story) = stories.get_mut(lead) {
        for part in parts {
            story.blocks.extend(part.blocks);
            story.confidence = story.confidence.min(part.confidence);
        }
    }
    let mut at = 0;
    stories.retain(|_| {
        at += 1;
        !sections.contains(&(at - 1))
    });
    roles
}

/// The story whose headline spans the page at its top.
fn lead(stories: &[Thread], context: StoryContext) -> Option<usize> {
    let page = Rect::hull(context.labeled.iter().map(|one| &one.block.rect))?;
    let style = &context.style.stories;
    let widest = |story: &Thread| {
        let heads =
            story.blocks.iter().filter_map(|at| context.labeled.get(*at)).filter(|one| one.role == Role::Headline);
        let spans = heads.into_iter().any(|one| {
            // A bar behind the head spans for it.
            let bar =
                one.block.in_box.and_then(|at| context.marks.boxes.get(at)).map_or(one.block.rect, |bar| bar.rect);
            let centered = (bar.center().x - page.center().x).abs() < context.metrics.body * style.features.center_em;
            let share = bar.width().0 / page.width().0.max(1.0);
            centered && share > style.features.centered_share
        });
        let body = story.blocks.iter().filter_map(|at| context.labeled.get(*at)).filter(|one| one.role == Role::Body);
        // The lead is set to a measure of its own.
        let apart = context.metrics.measure * style.section_width_ratio;
        let wide = body.into_iter().all(|one| one.block.rect.width() > apart);
        spans && wide
    };
    let found: Vec<usize> = (0..stories.len()).filter(|at| stories.get(*at).is_some_and(widest)).collect();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The story with the largest headline, when all others have theirs in bars, and are several.
fn lead_of_bars(stories: &[Thread], context: StoryContext) -> Option<usize> {
    let open: Vec<usize> = (0..stories.len()).filter(|at| !is_sidebar(*at, stories, context)).collect();
    let head = |at: &usize| {
        let heads = stories.get(*at)?.blocks.iter().filter_map(|at| context.labeled.get(*at));
        let heads = heads.filter(|one| matches!(one.role, Role::Headline | Role::Subhead));
        heads.max_by(|a, b| a.block.size.order(b.block.size))
    };
    let size = |at: &usize| head(at).map_or(Pt::ZERO, |one| one.block.size);
    let lead = open.iter().copied().max_by(|a, b| size(a).order(size(b)))?;
    let sections: Vec<&usize> = open.iter().filter(|at| **at != lead).collect();
    let style = &context.style.stories.features;
    let dark = |at: &&usize| {
        let around = head(at).filter(|one| one.boxed).and_then(|one| one.block.in_box);
        around.and_then(|at| context.marks.boxes.get(at)).is_some_and(|bar| bar.dark)
    };
    let small = |at: &&usize| size(at) * style.lead_ratio < size(&lead);
    (sections.len() >= style.bars && sections.iter().all(|at| dark(at) && small(at))).then_some(lead)
}

/// A story under one small head, with nobody's name on it.
fn is_section(at: usize, stories: &[Thread], context: StoryContext) -> bool {
    let Some(story) = stories.get(at) else { return false };
    let roles: Vec<Role> = story.blocks.iter().filter_map(|at| context.labeled.get(*at)).map(|one| one.role).collect();
    let signed = roles.iter().any(|role| matches!(role, Role::Byline | Role::Dateline | Role::Kicker | Role::Section));
    let heads = roles.iter().filter(|role| **role == Role::Headline).count();
    heads <= 1 && !signed && matches!(roles.first(), Some(Role::Headline | Role::Subhead))
}

/// A story in a box of its own stands beside the feature.
fn is_sidebar(at: usize, stories: &[Thread], context: StoryContext) -> bool {
    let enclosure = |at: &usize| context.enclosures.get(*at).copied().flatten();
    stories.get(at).and_then(|story| story.blocks.first()).is_some_and(|first| enclosure(first).is_some())
}

struct HeadStyle {
    size: i64,
    boxed: bool,
}

fn head_style(at: usize, stories: &[Thread], context: StoryContext) -> Option<HeadStyle> {
    let head = stories.get(at)?.blocks.first().and_then(|at| context.labeled.get(*at))?;
    Some(HeadStyle { size: head.block.size.half_points(), boxed: head.boxed })
}

fn place(at: usize, stories: &[Thread], context: StoryContext) -> Option<Rect> {
    let blocks = stories.get(at)?.blocks.iter().filter_map(|at| context.labeled.get(*at));
    let rects: Vec<Rect> = blocks.map(|one| one.block.rect).collect();
    Rect::hull(rects.iter())
}

/// Sections row by row, each row from the left. A section is of the row whose first one it stands level with: levels of
/// neighbors do not reach on from one to the next, so comparing two at a time would be no order.
fn by_rows(sections: &[usize], stories: &[Thread], context: StoryContext) -> Vec<usize> {
    let share = context.style.stories.features.level_share;
    let mut placed: Vec<(Rect, usize)> =
        sections.iter().filter_map(|at| Some((place(*at, stories, context)?, *at))).collect();
    placed.sort_by(|a, b| a.0.top.order(b.0.top).then(a.1.cmp(&b.1)));
    let mut rows: Vec<Vec<(Rect, usize)>> = Vec::new();
    for (rect, at) in placed {
        let level = |first: &Rect| first.overlap_y(&rect) > first.height().min(rect.height()) * share;
        match rows.last_mut().filter(|row| row.first().is_some_and(|(first, _)| level(first))) {
            Some(row) => row.push((rect, at)),
            None => rows.push(vec![(rect, at)]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.0.left.order(b.0.left).then(a.1.cmp(&b.1))));
    let unplaced = sections.iter().copied().filter(|at| place(*at, stories, context).is_none());
    rows.into_iter().flatten().map(|(_, at)| at).chain(unplaced).collect()
}
