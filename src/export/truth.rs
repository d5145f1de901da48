//! Stories and furniture as a truth to score layouts against: what `examples/evaluate` reads as `truth.json`. A page
//! that was corrected by hand becomes a page with truth.

use super::{harmless, story_id};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page, Paragraph};
use crate::model::story::StoryRef;
use serde::Serialize;

/// The truth of some pages.
#[derive(Debug, Serialize)]
pub struct Truth {
    page: String,
    lang: &'static str,
    stories: Vec<TrueStory>,
    furniture: Vec<TrueBlock>,
}

#[derive(Debug, Serialize)]
struct TrueStory {
    id: String,
    blocks: Vec<TrueBlock>,
}

#[derive(Debug, Serialize)]
struct TrueBlock {
    role: &'static str,
    text: String,
    /// Left, top, right, bottom in points.
    bbox: [f32; 4],
}

/// The pages of an edition that `keep` chooses (by index), with the stories that `wanted` chooses. One block a
/// paragraph; blocks without text are left out.
pub fn document(edition: &Edition, wanted: &dyn Fn(StoryRef) -> bool, keep: &dyn Fn(usize) -> bool) -> Truth {
    let (mut stories, mut furniture) = (Vec::new(), Vec::new());
    for (index, page) in edition.pages.iter().enumerate().filter(|(index, _)| keep(*index)) {
        let at = |story| StoryRef { page: index as u32, story };
        for id in page.story_ids().filter(|id| wanted(at(*id))) {
            stories.push(TrueStory { id: story_id(at(id)), blocks: blocks(page, &page.story(id).blocks) });
        }
        let of_page: Vec<BlockId> = page.furniture().collect();
        furniture.extend(blocks(page, &of_page));
    }
    let lang =
        edition.pages.iter().enumerate().find(|(index, _)| keep(*index)).map_or("und", |(_, page)| page.lang.code());
    Truth { page: harmless(&edition.source.name).into_owned(), lang, stories, furniture }
}

fn blocks(page: &Page, ids: &[BlockId]) -> Vec<TrueBlock> {
    let hull =
        |whole: &Paragraph<'_>| Rect::hull(whole.blocks.iter().map(|id| &page.block(*id).bbox)).unwrap_or_default();
    let block = |whole: &Paragraph<'_>| TrueBlock {
        role: whole.role.word(),
        text: harmless(whole.text.trim()).into_owned(),
        bbox: hull(whole).to_array().map(|side| (side * 10.0).round() / 10.0),
    };
    page.paragraphs(ids).iter().map(block).filter(|block| !block.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn stories_and_furniture_stand_apart() {
        let truth = serde_json::to_value(document(&tied(), &|_| true, &|index| index == 0)).unwrap();
        assert_eq!(truth["stories"][0]["id"], "p1s1");
        assert_eq!(truth["stories"][0]["blocks"][0]["role"], "headline");
        assert_eq!(truth["furniture"][0]["role"], "folio");
        assert_eq!(truth["stories"].as_array().unwrap().len(), tied().pages[0].stories.len());
    }
}
