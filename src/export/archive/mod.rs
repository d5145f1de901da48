//! Editions in the forms that archives and libraries take: ALTO, PAGE XML, METS, hOCR, TEI, IIIF.

pub mod alto;
pub mod hocr;
pub mod iiif;
pub mod mets;
pub mod page_xml;
pub mod tei;
pub(super) mod words;
pub mod xml;

use super::story_id;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::story::{StoryId, StoryRef};

/// What a story is called in a file: the id of its first part, whatever page it goes on on.
fn article_id(edition: &Edition, at: StoryRef) -> String {
    let mut first = at;
    // Ties that run in a circle end after as many steps as there are pages.
    for _ in 0..edition.pages.len() {
        let from = edition.story(first).and_then(|story| story.continued_from.as_ref()).and_then(|from| from.story);
        match from.filter(|from| *from != at && edition.story(*from).is_some()) {
            Some(from) => first = from,
            None => break,
        }
    }
    story_id(first)
}

/// The blocks of a page in reading order, each with the story that it belongs to. Blocks of a story stand together.
fn blocks(page: &Page) -> Vec<(BlockId, Option<StoryId>)> {
    let of_stories = page.story_ids().flat_map(|id| page.story(id).blocks.iter().map(move |block| (*block, Some(id))));
    let of_page = page.furniture().map(|block| (block, None));
    of_stories.chain(of_page).collect()
}

/// The pages that are wanted, each with its index.
fn pages<'a>(edition: &'a Edition, keep: &'a dyn Fn(usize) -> bool) -> impl Iterator<Item = (usize, &'a Page)> {
    edition.pages.iter().enumerate().filter(move |(index, _)| keep(*index))
}
