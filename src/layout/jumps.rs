//! Stories that go on on another page: a jump line names the page, and a shared head word or a sentence that
//! breaks off here and closes there names the story.

mod halves;

use crate::house_style::jumps::JumpStyle;
use crate::model::pages::Pages;
use crate::model::story::{Jump, Story, StoryRef};
use halves::{Half, Leaving};
use std::collections::BTreeSet;

/// Ties the halves of every story that jumps, in both directions.
pub fn tie(pages: &mut Pages, style: &JumpStyle) {
    let (leaving, halves) = halves::survey(pages);
    let mut ties = Vec::new();
    let mut taken: BTreeSet<StoryRef> = BTreeSet::new();
    for from in &leaving {
        let free = halves.candidates(from, style).into_iter().filter(|to| !taken.contains(&to.at));
        if let Some(to) = best(from, free, style) {
            taken.insert(to);
            ties.push((from.at(), to));
        }
    }
    for (from, to) in ties {
        let folio_of = |at: StoryRef| pages.held(at.page as usize).and_then(|page| page.folio.clone());
        let (there, here) = (folio_of(to), folio_of(from));
        change(pages, from, |story| {
            let folio = story.continues.take().and_then(|jump| jump.folio).or(there);
            story.continues = Some(Jump { folio, story: Some(to) });
        });
        change(pages, to, |story| {
            let folio = story.continued_from.take().and_then(|jump| jump.folio).or(here);
            story.continued_from = Some(Jump { folio, story: Some(from) });
        });
    }
}

fn change(pages: &mut Pages, at: StoryRef, change: impl FnOnce(&mut Story)) {
    pages.alter(at.page as usize, |page| page.stories.get_mut(at.story.0 as usize).map(change).is_some());
}

/// The story in which this one goes on: the one that matches best, and the first of those that match as well.
fn best<'a>(from: &Leaving, candidates: impl Iterator<Item = &'a Half>, style: &JumpStyle) -> Option<StoryRef> {
    let mut best: Option<(StoryRef, f32)> = None;
    for to in candidates {
        let score = from.likeness(to, style);
        if best.is_none_or(|(_, held)| score > held) {
            best = Some((to.at, score));
        }
    }
    best.filter(|(_, score)| *score >= style.enough_points).map(|(to, _)| to)
}
