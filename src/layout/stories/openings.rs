//! Small heads that turn out to open a story: nothing came before them, or only the label of a section.

use crate::layout::normalize::script;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use crate::model::page::Because;
use crate::model::role::Role;

/// Subheads that stand first in their story are its headline. A short headline with a smaller head right under it is the
/// label of a section, and that head the headline.
pub fn promote(stories: &[Thread], context: StoryContext) -> Vec<(usize, Role, Because)> {
    let role = |at: usize| context.labeled.get(at).map(|one| one.role);
    let mut roles = Vec::new();
    for story in stories {
        // The label of a section over it says nothing of the head.
        let mut blocks = story.blocks.iter().copied().skip_while(|at| role(*at) == Some(Role::Section));
        let (Some(first), second) = (blocks.next(), blocks.next()) else { continue };
        if let Some(second) = second.filter(|second| is_kicker_of(first, *second, context)) {
            roles.push((first, Role::Kicker, Because::from("a smaller line over a small head that opens a story")));
            roles.push((second, Role::Headline, Because::from("a small head that follows no other text")));
            continue;
        }
        if explains(&story.blocks, context) {
            continue;
        }
        match (role(first), second.filter(|second| role(*second) == Some(Role::Subhead))) {
            (Some(Role::Subhead), second) if second.is_none() || !is_label(first, context) => {
                roles.push((first, Role::Headline, Because::from("a small head that follows no other text")));
            }
            (Some(Role::Headline | Role::Subhead), Some(second)) if is_label(first, context) => {
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

/// A short line in smaller type over a small head.
fn is_kicker_of(first: usize, second: usize, context: StoryContext) -> bool {
    let (Some(a), Some(b)) = (context.labeled.get(first), context.labeled.get(second)) else { return false };
    let small = a.role == Role::Subhead && b.role == Role::Subhead;
    small && a.block.lines.len() == 1 && a.block.size * context.style.blocks.exact_ratio < b.block.size
}

/// Small heads under the label of a section open a story each, from the second on; so do heads set just like the one that
/// their story opens with, since no paper sets the heads within a story as its headline.
pub fn part(stories: &mut Vec<Thread>, context: StoryContext) {
    let mut parted = Vec::new();
    for story in stories.iter_mut() {
        for at in cuts(&story.blocks, context).into_iter().rev() {
            parted.push(Thread { blocks: story.blocks.split_off(at), confidence: story.confidence });
        }
    }
    parted.reverse();
    stories.extend(parted);
}

/// Where items begin in what was threaded as one story, the first one aside.
fn cuts(blocks: &[usize], context: StoryContext) -> Vec<usize> {
    let role = |at: usize| blocks.get(at).and_then(|at| context.labeled.get(*at)).map(|one| one.role);
    let small = |at: usize| role(at) == Some(Role::Subhead);
    let labelled = match blocks {
        [first, _, ..] => is_label(*first, context) && small(1),
        _ => false,
    };
    let over_head = |at: usize| match (blocks.get(at), blocks.get(at + 1)) {
        (Some(first), Some(second)) => is_kicker_of(*first, *second, context),
        _ => false,
    };
    let heads = |at: &usize| matches!(role(*at), Some(Role::Headline | Role::Subhead)) && !over_head(*at);
    let lead = (0..blocks.len()).find(heads);
    let over = |lead: &usize| (0..*lead).all(|at| role(at).is_some_and(Role::is_head) || over_head(at));
    let Some(lead) = lead.filter(over).filter(|_| !explains(blocks, context)) else { return Vec::new() };
    let body = |at: usize| role(at) == Some(Role::Body);
    let like_lead = |at: usize| {
        let text = (at + 1..blocks.len()).find(|next| !small(*next));
        let heads_text = (lead + 1..at).any(body) && text.is_some_and(body);
        heads_text && alike(blocks.get(lead), blocks.get(at), context)
    };
    let opens = |at: usize| small(at) && (labelled && at > 1 || like_lead(at));
    // What stands right over such a head, as a place does, goes with it.
    let from = |at: usize| (lead + 1..at).rev().take_while(|over| small(*over)).last().unwrap_or(at);
    let mut cuts: Vec<usize> = (lead + 1..blocks.len()).filter(|at| opens(*at)).map(from).collect();
    cuts.dedup();
    cuts
}

/// Figures or years with a line or two under each of them: keys of one box, not heads of items.
fn explains(blocks: &[usize], context: StoryContext) -> bool {
    let of = |role: Role| blocks.iter().filter_map(|at| context.labeled.get(*at)).filter(move |one| one.role == role);
    let keys = of(Role::Subhead).count();
    let lines: usize = of(Role::Body).map(|one| one.block.lines.len()).sum();
    let style = &context.style.stories.items;
    keys >= style.keys && lines < keys * style.least_lines
}

/// Set in one style.
fn alike(a: Option<&usize>, b: Option<&usize>, context: StoryContext) -> bool {
    let one = |at: Option<&usize>| at.and_then(|at| context.labeled.get(*at));
    let (Some(a), Some(b)) = (one(a), one(b)) else { return false };
    let (x, y) = (&a.block, &b.block);
    x.size == y.size && x.face == y.face && x.bold == y.bold && x.italic == y.italic && a.boxed == b.boxed
}

/// A head that is short, in one line and one column; a small one has a box to itself.
fn is_label(at: usize, context: StoryContext) -> bool {
    context.labeled.get(at).is_some_and(|one| {
        let narrow = one.block.rect.width() < context.metrics.measure;
        let head = one.role == Role::Headline || (one.role == Role::Subhead && one.boxed);
        let short = script::width_em(&one.block.text(), true) <= context.style.roles.section_em;
        head && one.block.lines.len() == 1 && short && narrow
    })
}
