//! A manifest of IIIF Presentation 3: a canvas a page, its lines as annotations in the order of reading, the stories as
//! ranges over the places of their blocks.

use super::{article_id, blocks, pages};
use crate::export::{escaped, harmless};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{Page, printed};
use crate::model::story::{StoryId, StoryRef};
use serde::Serialize;
use serde_json::{Value, json};

/// What addresses begin with: there is no such place, and names within a manifest need to be addresses.
const HERE: &str = "https://foldline.invalid";
/// Pixels of an inch, in which places are written, and points of one.
const PIXELS: f32 = 300.0;
const POINTS: f32 = 72.0;

/// The pages that `keep` chooses (by index) as one manifest.
pub fn manifest(edition: &Edition, keep: &dyn Fn(usize) -> bool) -> String {
    let canvases: Vec<Value> = pages(edition, keep).map(|(index, page)| canvas(index, page)).collect();
    let ranges: Vec<Value> = pages(edition, keep)
        .flat_map(|(index, page)| page.story_ids().map(move |id| (index, page, id)))
        .map(|(index, page, id)| range(edition, index, page, id))
        .collect();
    let manifest = Manifest {
        context: "http://iiif.io/api/presentation/3/context.json",
        id: format!("{HERE}/manifest.json"),
        kind: "Manifest",
        label: label(&edition.source.name),
        structures: ranges,
        items: canvases,
    };
    escaped(serde_json::to_string(&manifest).unwrap_or_default()) + "\n"
}

/// In the order in which readers tell what it is.
#[derive(Serialize)]
struct Manifest {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    structures: Vec<Value>,
    items: Vec<Value>,
}

fn label(text: &str) -> Value {
    json!({ "none": [harmless(text)] })
}

fn canvas_id(index: usize) -> String {
    format!("{HERE}/p{}", index + 1)
}

/// A page; one without a size has that of a point, since a canvas needs one.
fn canvas(index: usize, page: &Page) -> Value {
    let id = canvas_id(index);
    let side = |length: f32| (length * PIXELS / POINTS).round().max(1.0) as u32;
    let lines = blocks(page).into_iter().flat_map(|(block, _)| page.lines_of(block));
    let notes: Vec<Value> = lines
        .filter(|line| !line.text.trim().is_empty())
        .enumerate()
        .map(|(at, line)| {
            json!({
                "id": format!("{id}/line{}", at + 1),
                "type": "Annotation",
                "motivation": "supplementing",
                "textGranularity": "line",
                "body": {
                    "type": "TextualBody",
                    "format": "text/plain",
                    "language": page.lang.code(),
                    "value": harmless(printed(line.text.trim()).as_ref()),
                },
                "target": format!("{id}#xywh={}", place(page, &line.bbox)),
            })
        })
        .collect();
    json!({
        "id": id,
        "type": "Canvas",
        "label": label(&page.folio.clone().unwrap_or_else(|| page.number.to_string())),
        "width": side(page.bounds.width().0),
        "height": side(page.bounds.height().0),
        "items": [],
        "annotations": [{ "id": format!("{id}/lines"), "type": "AnnotationPage", "items": notes }],
    })
}

/// A story on a page: the places of its blocks, under the name that it has on all its pages.
fn range(edition: &Edition, index: usize, page: &Page, id: StoryId) -> Value {
    let at = StoryRef { page: index as u32, story: id };
    let canvas = canvas_id(index);
    let boxes = page.story(id).blocks.iter().map(|block| &page.block(*block).bbox);
    let items: Vec<Value> =
        boxes.map(|bbox| json!({ "id": format!("{canvas}#xywh={}", place(page, bbox)), "type": "Canvas" })).collect();
    json!({
        "id": format!("{HERE}/{}/on{}", article_id(edition, at), index + 1),
        "type": "Range",
        "label": label(&page.label(id)),
        "items": items,
    })
}

/// A box in pixels: left, top, width, height.
fn place(page: &Page, bbox: &Rect) -> String {
    let pixels = |length: f32| (length * PIXELS / POINTS).round().max(0.0) as u32;
    let (left, top) = (pixels((bbox.left - page.bounds.left).0), pixels((bbox.top - page.bounds.top).0));
    format!("{left},{top},{},{}", pixels(bbox.width().0).max(1), pixels(bbox.height().0).max(1))
}
