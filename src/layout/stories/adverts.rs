//! An advert is a story of its own: everything in its box, from the top.

use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use crate::model::role::Role;
use std::collections::BTreeMap;

/// The adverts of a page, except those that the source gives as parts of articles.
pub fn stories(context: StoryContext) -> Vec<Thread> {
    let mut by_box: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (at, one) in context.labeled.iter().enumerate() {
        if one.role == Role::Advert && one.block.given_place().is_none() {
            let alone = if one.block.in_box.is_none() { at } else { 0 };
            by_box.entry((one.block.in_box, alone)).or_default().push(at);
        }
    }
    let top = |at: &usize| {
        let rect = context.labeled.get(*at).map(|one| one.block.rect).unwrap_or_default();
        context.marks.frame.to_page(&rect, &context.marks.sheet).top
    };
    let confidence = context.style.stories.advert_sure_share;
    let sorted = |mut blocks: Vec<usize>| {
        blocks.sort_by(|a, b| top(a).order(top(b)));
        Thread { blocks, confidence }
    };
    by_box.into_values().map(sorted).collect()
}
