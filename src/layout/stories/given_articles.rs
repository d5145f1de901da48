//! Articles that the source tells: each is a story, whatever geometry says.

use crate::layout::stories::context::StoryContext;
use crate::layout::stories::threads::Thread;
use std::collections::BTreeMap;

/// The articles of the source as stories, in its order.
pub fn stories(context: StoryContext) -> Vec<Thread> {
    let mut articles: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, one) in context.labeled.iter().enumerate() {
        let Some(given_place) = one.block.given_place() else { continue };
        articles.entry(given_place.article).or_default().push((given_place.line, at));
    }
    let story = |mut blocks: Vec<(u32, usize)>| {
        blocks.sort_unstable();
        Thread { blocks: blocks.into_iter().map(|(_, at)| at).collect(), confidence: 1.0 }
    };
    articles.into_values().map(story).collect()
}

/// Whether the source gives a place to any text of a story.
pub fn is_given(story: &Thread, context: StoryContext) -> bool {
    story.blocks.iter().filter_map(|at| context.labeled.get(*at)).any(|one| one.block.given_place().is_some())
}
