//! The page document, schema `foldline.edition/1`: the contract with scripts and with the scorer. Its types are
//! its own, so that the model can change without changing the contract. Changes within a schema number only add.

use super::{harmless, story_id};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page, Paragraph};
use crate::model::story::{Jump, StoryId, StoryRef};
use crate::model::words::{PageSource, WordBox};
use serde::{Serialize, Serializer};

/// Name and number of the document's schema.
pub const SCHEMA: &str = "foldline.edition/1";

/// A whole edition.
#[derive(Serialize)]
pub struct EditionDocument<'a> {
    schema: &'static str,
    source: Source,
    pages: PageDocuments<'a>,
}

/// Pages that are made as they are written: an edition may have thousands.
struct PageDocuments<'a> {
    edition: &'a Edition,
    wanted: &'a dyn Fn(StoryRef) -> bool,
    keep: &'a dyn Fn(usize) -> bool,
}

impl Serialize for PageDocuments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pages = self.edition.pages.each().enumerate().filter(|(index, _)| (self.keep)(*index));
        serializer.collect_seq(pages.map(|(index, page)| {
            let origin = self.edition.origins.get(index);
            page_document(&page, index, self.wanted, origin)
        }))
    }
}

#[derive(Debug, Serialize)]
struct Source {
    name: String,
    format: String,
    pages: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<String>,
}

/// One page.
#[derive(Debug, Serialize)]
pub(super) struct PageDocument {
    number: u32,
    /// The file it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    folio: Option<String>,
    size_pt: [f32; 2],
    lang: &'static str,
    vertical: bool,
    pasted_up: bool,
    stories: Vec<StoryDocument>,
    furniture: Vec<FurnitureDocument>,
    pictures: Vec<PictureDocument>,
    doubts: Vec<DoubtDocument>,
}

/// One story.
#[derive(Debug, Serialize)]
pub(super) struct StoryDocument {
    id: String,
    /// What its file calls the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    source_id: Option<String>,
    section: Option<String>,
    headline: String,
    confidence: f32,
    continued_from: Option<TieDocument>,
    continues_on: Option<TieDocument>,
    sidebar_of: Option<String>,
    blocks: Vec<BlockDocument>,
}

impl StoryDocument {
    /// The id of the story in its edition.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The section it stands under.
    pub(super) fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// Its headline.
    pub(super) fn headline(&self) -> &str {
        &self.headline
    }
}

#[derive(Debug, Serialize)]
struct TieDocument {
    folio: Option<String>,
    story: Option<String>,
}

#[derive(Debug, Serialize)]
struct BlockDocument {
    id: String,
    role: &'static str,
    text: String,
    boxed: bool,
    bbox: [f32; 4],
    lines: Vec<[f32; 4]>,
    because: String,
    #[serde(flatten)]
    placed: Option<PlacedDocument>,
}

/// What is only written when it is asked for.
#[derive(Debug, Serialize)]
struct PlacedDocument {
    /// What the file calls the blocks that it is made of.
    source_ids: Vec<String>,
    /// For each of its lines the words.
    words: Vec<Vec<WordDocument>>,
}

/// A word where it stands; with its sureness where text was recognized.
#[derive(Debug, Serialize)]
struct WordDocument {
    text: String,
    bbox: [f32; 4],
    /// Only where the box is the word's share of its line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    estimated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
}

#[derive(Debug, Serialize)]
struct FurnitureDocument {
    role: &'static str,
    text: String,
    bbox: [f32; 4],
    #[serde(flatten)]
    placed: Option<PlacedDocument>,
}

#[derive(Debug, Serialize)]
struct PictureDocument {
    bbox: [f32; 4],
    caption: Option<String>,
    story: Option<String>,
}

#[derive(Debug, Serialize)]
struct DoubtDocument {
    says: String,
    at: [f32; 4],
}

/// The pages of an edition that `keep` chooses (by index), with the stories that `wanted` chooses.
pub fn document<'a>(
    edition: &'a Edition,
    wanted: &'a dyn Fn(StoryRef) -> bool,
    keep: &'a dyn Fn(usize) -> bool,
) -> EditionDocument<'a> {
    EditionDocument { schema: SCHEMA, source: source(edition), pages: PageDocuments { edition, wanted, keep } }
}

fn source(edition: &Edition) -> Source {
    Source {
        name: harmless(&edition.source.name).into_owned(),
        format: edition.source.format.clone(),
        pages: edition.pages.len(),
        doubts: edition.source.doubts.iter().map(|doubt| harmless(doubt).into_owned()).collect(),
    }
}

/// One page of an edition, with the stories that `wanted` chooses; `origin` is what its file says of it.
pub(super) fn page_document(
    page: &Page,
    index: usize,
    wanted: &dyn Fn(StoryRef) -> bool,
    origin: Option<&PageSource>,
) -> PageDocument {
    let at = |story| StoryRef { page: index as u32, story };
    let stories = page.story_ids().filter(|id| wanted(at(*id)));
    let furniture: Vec<BlockId> = page.furniture().collect();
    PageDocument {
        number: page.number,
        file: origin.map(|origin| harmless(&origin.file).into_owned()).filter(|file| !file.is_empty()),
        folio: page.folio.as_deref().map(|folio| harmless(folio).into_owned()),
        size_pt: [tenths(page.bounds.width().0), tenths(page.bounds.height().0)],
        lang: page.lang.code(),
        vertical: page.vertical,
        pasted_up: page.pasted_up,
        stories: stories.map(|id| story_document(page, index, id, origin)).collect(),
        furniture: page
            .paragraphs(&furniture)
            .iter()
            .map(|paragraph| furniture_document(page, paragraph, origin))
            .collect(),
        pictures: page
            .pictures
            .iter()
            .map(|picture| PictureDocument {
                bbox: array(&picture.bbox),
                caption: picture.caption.map(|id| block_id(index, id)),
                story: picture.story.map(|id| story_id(at(id))),
            })
            .collect(),
        doubts: page
            .doubts
            .iter()
            .map(|doubt| DoubtDocument { says: harmless(&doubt.says).into_owned(), at: array(&doubt.at) })
            .collect(),
    }
}

/// One story of a page.
pub(super) fn story_document(page: &Page, index: usize, id: StoryId, origin: Option<&PageSource>) -> StoryDocument {
    let story = page.story(id);
    let tie = |jump: &Jump| TieDocument { folio: jump.folio.clone(), story: jump.story.map(story_id) };
    let paragraphs = page.paragraphs(&story.blocks);
    StoryDocument {
        id: story_id(StoryRef { page: index as u32, story: id }),
        source_id: story
            .article
            .and_then(|article| origin?.articles.get(&article))
            .map(|name| harmless(name).into_owned()),
        section: story.section.as_deref().map(|section| harmless(section).into_owned()),
        headline: harmless(&page.title(id)).into_owned(),
        confidence: (story.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0,
        continued_from: story.continued_from.as_ref().map(tie),
        continues_on: story.continues.as_ref().map(tie),
        sidebar_of: story.sidebar_of.map(|main| story_id(StoryRef { page: index as u32, story: main })),
        blocks: paragraphs.iter().map(|paragraph| block_document(page, index, paragraph, origin)).collect(),
    }
}

fn block_document(page: &Page, index: usize, paragraph: &Paragraph<'_>, origin: Option<&PageSource>) -> BlockDocument {
    let first = paragraph.blocks.first().copied().unwrap_or(BlockId(0));
    let lines = paragraph.blocks.iter().flat_map(|id| page.lines_of(*id)).map(|line| array(&line.bbox));
    BlockDocument {
        id: block_id(index, first),
        role: paragraph.role.word(),
        text: harmless(paragraph.text.trim()).into_owned(),
        boxed: paragraph.boxed,
        bbox: hull(page, paragraph),
        lines: lines.collect(),
        because: page.block(first).because.0.clone().into_owned(),
        placed: origin.and_then(|origin| placed_document(page, paragraph, origin)),
    }
}

/// Where the words of a paragraph stand; nothing where nobody asked.
fn placed_document(page: &Page, paragraph: &Paragraph<'_>, origin: &PageSource) -> Option<PlacedDocument> {
    if origin.words.is_empty() {
        return None;
    }
    let mut placed = PlacedDocument { source_ids: Vec::new(), words: Vec::new() };
    for id in &paragraph.blocks {
        let names = origin.blocks.get(id.0 as usize).into_iter().flatten();
        for name in names.map(|name| harmless(name).into_owned()) {
            if !placed.source_ids.contains(&name) {
                placed.source_ids.push(name);
            }
        }
        let lines = page.block(*id).lines.clone().filter_map(|line| origin.words.get(line as usize));
        placed.words.extend(lines.map(|words| words.iter().map(word_document).collect()));
    }
    Some(placed)
}

fn word_document(word: &WordBox) -> WordDocument {
    WordDocument {
        text: harmless(&word.text).into_owned(),
        bbox: array(&word.bbox),
        estimated: !word.is_exact,
        confidence: word.confidence.map(|share| (share.clamp(0.0, 1.0) * 100.0).round() / 100.0),
    }
}

fn furniture_document(page: &Page, paragraph: &Paragraph<'_>, origin: Option<&PageSource>) -> FurnitureDocument {
    FurnitureDocument {
        role: paragraph.role.word(),
        text: harmless(paragraph.text.trim()).into_owned(),
        bbox: hull(page, paragraph),
        placed: origin.and_then(|origin| placed_document(page, paragraph, origin)),
    }
}

fn hull(page: &Page, paragraph: &Paragraph<'_>) -> [f32; 4] {
    let boxes = paragraph.blocks.iter().map(|id| &page.block(*id).bbox);
    array(&Rect::hull(boxes).unwrap_or_default())
}

fn block_id(index: usize, id: BlockId) -> String {
    format!("p{}b{}", index + 1, id.0 + 1)
}

fn array(rect: &Rect) -> [f32; 4] {
    rect.to_array().map(tenths)
}

/// Tenths of a point are finer than any press.
fn tenths(points: f32) -> f32 {
    (points * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn a_document_has_one_block_a_paragraph_and_ties() {
        let edition = tied();
        let value = serde_json::to_value(document(&edition, &|_| true, &|_| true)).unwrap();
        assert_eq!(value["schema"], SCHEMA);
        let story = &value["pages"][0]["stories"][0];
        assert_eq!(story["headline"], "Ferry returns to the river");
        assert_eq!(story["blocks"][2]["text"], "The old ferry was back on the river at dawn.");
        assert_eq!(story["blocks"][2]["bbox"], serde_json::json!([10.0, 60.0, 200.0, 98.0]));
        assert_eq!(story["continues_on"], serde_json::json!({"folio": "2", "story": "p2s1"}));
        assert_eq!(value["pages"][0]["furniture"][0]["role"], "folio");
    }

    #[test]
    fn only_what_is_wanted_is_written() {
        let edition = tied();
        let value = serde_json::to_value(document(&edition, &|at| at.page == 0, &|index| index == 1)).unwrap();
        assert_eq!(value["pages"].as_array().unwrap().len(), 1);
        assert_eq!(value["pages"][0]["number"], 2);
        assert_eq!(value["pages"][0]["stories"].as_array().unwrap().len(), 0);
    }
}
