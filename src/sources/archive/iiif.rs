//! Manifests of IIIF Presentation 2 and 3 that lie on the disk: canvases are pages, and their text is in ALTO or hOCR files
//! that they see also, or in annotations. Addresses are those of servers; a file of the last name of one is read where it
//! lies beside the manifest.

use super::blocks::{FileBox, SourceBlock, SourceLine, hull};
use super::issue_files::IssueFiles;
use super::page_builder::{PageBuilder, believed};
use super::xml::XmlTree;
use super::{Dialect, alto, dialect, hocr, html, page, with_flaw};
use crate::model::sheet::Sheet;
use serde_json::Value;
use std::path::PathBuf;

/// Canvases of a manifest, at most.
const PAGES_AT_MOST: usize = 2_000;
/// Annotations of a canvas, at most.
const NOTES_AT_MOST: usize = 200_000;

/// Whether a text is a manifest; `sample` is its beginning.
pub fn claims(sample: &str) -> bool {
    let sample = sample.trim_start_matches('\u{feff}').trim_start();
    let has = |kinds: [&str; 2]| kinds.iter().any(|kind| sample.contains(kind));
    let manifest = sample.contains("iiif.io/api/presentation") && has(["\"Manifest\"", "\"sc:Manifest\""]);
    let list = has(["iiif.io/api/", "w3.org/ns/anno"]) && has(["\"AnnotationPage\"", "\"sc:AnnotationList\""]);
    sample.starts_with('{') && (manifest || list)
}

/// Whether a text may be a manifest by its beginning, which does not say.
pub fn may_claim(sample: &str) -> bool {
    sample.trim_start_matches('\u{feff}').trim_start().starts_with('{') && sample.contains("iiif.io/api/presentation")
}

/// The pages of a manifest, and what could not be read.
///
/// # Errors
/// When it is no JSON, or has no canvases.
pub fn sheets(text: &str, holding: Option<&IssueFiles>) -> Result<(Vec<Sheet>, Vec<String>), String> {
    let manifest: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("line {}, column {}: {error}", error.line(), error.column()))?;
    if is_list(&manifest) {
        let alone = annotated(&Value::Null, std::slice::from_ref(&manifest), &[]);
        let sheet = alone.ok_or_else(|| "there is no text in this list of annotations".to_owned())?;
        return Ok((vec![sheet], Vec::new()));
    }
    let (ranges, canvases) = (ranges(&manifest), canvases(&manifest));
    if canvases.is_empty() {
        return Err("this manifest has no canvases; it names no pages".to_owned());
    }
    let (mut sheets, mut missing) = (Vec::new(), 0);
    for canvas in canvases.iter().take(PAGES_AT_MOST) {
        let mut sheet = canvas_sheet(canvas, holding, &ranges).unwrap_or_else(|| {
            missing += 1;
            let doubts = vec!["no text of this page lies beside the manifest".to_owned()];
            Sheet { doubts, partial: true, ..PageBuilder::default().sheet(1) }
        });
        sheet.number = sheets.len() as u32 + 1;
        sheet.label = sheet.label.take().or_else(|| label(canvas));
        sheets.push(sheet);
    }
    if missing == sheets.len() {
        return Err(
            "no text of its pages lies beside this manifest; save its ALTO or annotation files there".to_owned()
        );
    }
    let said = (missing > 0).then(|| format!("{missing} of {} pages have no text beside the manifest", sheets.len()));
    Ok((sheets, said.into_iter().collect()))
}

/// The files that a manifest is read with.
pub fn named(text: &str, holding: &IssueFiles) -> Vec<PathBuf> {
    let Ok(manifest) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else { return Vec::new() };
    let places = canvases(&manifest).into_iter().take(PAGES_AT_MOST).flat_map(places);
    places.filter_map(|place| local(&place, holding)).collect()
}

fn canvases(manifest: &Value) -> Vec<&Value> {
    let of_two = manifest.pointer("/sequences/0/canvases");
    let all = manifest.get("items").or(of_two).and_then(Value::as_array);
    all.into_iter().flatten().filter(|one| one.is_object()).collect()
}

/// A value that may be one or a list of them.
fn each<'a>(of: &'a Value, key: &str) -> Vec<&'a Value> {
    match of.get(key) {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// The id of a value, or the value where it is a bare id.
fn id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id").or_else(|| value.get("@id"))?.as_str())
}

/// The text of a label in any of its forms.
fn label(canvas: &Value) -> Option<String> {
    fn first(value: &Value) -> Option<&str> {
        match value {
            Value::String(text) => Some(text),
            Value::Array(all) => all.first().and_then(first),
            Value::Object(map) => map.get("@value").or_else(|| map.values().next()).and_then(first),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }
    canvas.get("label").and_then(first).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The addresses of files that a canvas names.
fn places(canvas: &Value) -> Vec<String> {
    let named = ["seeAlso", "otherContent", "annotations", "rendering"].iter().flat_map(|key| each(canvas, key));
    named.filter_map(id).map(str::to_owned).collect()
}

/// The file that an address names beside the manifest: by its path, where it is one of the disk, else by its last name.
fn local(place: &str, holding: &IssueFiles) -> Option<PathBuf> {
    if let Ok(path) = holding.locate(place) {
        return Some(path);
    }
    let bare = place.split(['?', '#']).next().unwrap_or(place);
    let name = bare.rsplit('/').next().filter(|name| !name.is_empty())?;
    let named = holding.locate(name).or_else(|_| holding.locate(&format!("{name}.json")));
    named.or_else(|_| holding.locate(&format!("{name}.xml"))).ok()
}

/// The page of a canvas, from the first of its files that has text, else from its own annotations.
fn canvas_sheet(canvas: &Value, holding: Option<&IssueFiles>, ranges: &[Range]) -> Option<Sheet> {
    let files = places(canvas).into_iter().filter_map(|place| holding?.load(&local(&place, holding?)?).ok());
    let mut lists: Vec<Value> = Vec::new();
    for bytes in files {
        let text = super::encoding::decoded(&bytes).0.into_owned();
        let sheets = match dialect(&bytes) {
            Some(Dialect::Alto) => XmlTree::parse(&text).map(|tree| with_flaw(alto::sheets(&tree, None), &tree)),
            Some(Dialect::Page) => XmlTree::parse(&text).map(|tree| with_flaw(page::sheets(&tree), &tree)),
            Some(Dialect::Hocr) => html::parse(&text).map(|tree| hocr::sheets(&tree)),
            _ => {
                lists.extend(serde_json::from_str::<Value>(&text));
                continue;
            }
        };
        if let Some(sheet) = sheets.ok().and_then(|sheets| sheets.into_iter().next()) {
            return Some(sheet);
        }
    }
    let own = ["annotations", "otherContent"].iter().flat_map(|key| each(canvas, key)).cloned();
    lists.extend(own);
    annotated(canvas, &lists, ranges)
}

/// A page whose lines are annotations.
fn annotated(canvas: &Value, lists: &[Value], ranges: &[Range]) -> Option<Sheet> {
    let side = |name: &str| canvas.get(name).and_then(Value::as_f64).unwrap_or(0.0) as f32;
    let notes = lists.iter().flat_map(|list| ["items", "resources"].iter().flat_map(move |key| each(list, key)));
    let mut leaf = PageBuilder { size: (side("width"), side("height")), ..PageBuilder::default() };
    let notes: Vec<&Value> = notes.take(NOTES_AT_MOST).collect();
    // The same text may be told word by word and line by line.
    let has_lines = notes.iter().any(|note| granularity(note) == Some("line"));
    let own = id(canvas);
    for note in notes.into_iter().filter(|note| !has_lines || granularity(note).is_none_or(|of| of == "line")) {
        let (Some(text), ink) = (said(note), place(note)) else { continue };
        let line = SourceLine { ink, ..SourceLine::bare(&text) };
        let article =
            ink.and_then(|ink| ranges.iter().find(|range| Some(range.canvas.as_str()) == own && range.holds(ink)));
        let article = article.map(|range| range.article);
        match leaf.blocks.last_mut().filter(|(_, last)| article.is_some() && *last == article) {
            Some((block, _)) => block.lines.push(line),
            None => leaf.blocks.push((SourceBlock { lines: vec![line], ink, ..SourceBlock::default() }, article)),
        }
    }
    // A block of several lines is as large as they are.
    for (block, _) in leaf.blocks.iter_mut().filter(|(block, _)| block.lines.len() > 1) {
        block.ink = hull(block.lines.iter().filter_map(|line| line.ink));
    }
    (!leaf.blocks.is_empty()).then(|| leaf.sheet(1))
}

/// Whether a document is a list of annotations alone.
fn is_list(document: &Value) -> bool {
    let kind = document.get("type").or_else(|| document.get("@type")).and_then(Value::as_str);
    matches!(kind, Some("AnnotationPage" | "sc:AnnotationList"))
}

/// How much text an annotation has: `word`, `line`, `block`.
fn granularity(note: &Value) -> Option<&str> {
    note.get("textGranularity").and_then(Value::as_str)
}

/// A place of an article on a canvas.
struct Range {
    canvas: String,
    place: FileBox,
    article: u32,
}

impl Range {
    /// Whether the middle of a box lies within it.
    fn holds(&self, [left, top, right, bottom]: FileBox) -> bool {
        let ([l, t, r, b], x, y) = (self.place, (left + right) / 2.0, (top + bottom) / 2.0);
        l <= x && x <= r && t <= y && y <= b
    }
}

/// The ranges of a manifest that are places on canvases: articles, by their order. One that names whole canvases is a
/// chapter, and tells no article.
fn ranges(manifest: &Value) -> Vec<Range> {
    let mut found = Vec::new();
    for (range, article) in each(manifest, "structures").into_iter().take(NOTES_AT_MOST).zip(1..) {
        for target in each(range, "items").into_iter().filter_map(id) {
            let Some((canvas, _)) = target.split_once('#') else { continue };
            found.extend(fragment(target).map(|place| Range { canvas: canvas.to_owned(), place, article }));
        }
    }
    found.truncate(NOTES_AT_MOST);
    found
}

/// The text of an annotation: of its body, or, in version 2, of its resource.
fn said(note: &Value) -> Option<String> {
    let bodies = ["body", "resource"].iter().flat_map(|key| each(note, key));
    let text = bodies.filter_map(|body| body.get("value").or_else(|| body.get("chars"))?.as_str()).next()?;
    let plain = match text.trim_start().starts_with('<') {
        true => html::parse(text).map(|tree| tree.text(0)).unwrap_or_default(),
        false => text.to_owned(),
    };
    Some(plain).filter(|text| !text.trim().is_empty())
}

/// Where an annotation stands: `…#xywh=10,20,300,40`.
fn place(note: &Value) -> Option<FileBox> {
    let on = note.get("target").or_else(|| note.get("on"))?;
    let selected = on.pointer("/selector/value").and_then(Value::as_str);
    let target = selected.or_else(|| id(on)).or_else(|| on.get("full").and_then(Value::as_str))?;
    fragment(target)
}

/// The box that an address ends in.
fn fragment(target: &str) -> Option<FileBox> {
    let (_, numbers) = target.split_once("xywh=")?;
    let numbers = numbers.trim_start_matches("pixel:");
    let mut sides = numbers.split(',').map(|side| side.trim().parse::<f32>().ok());
    let (left, top, width, height) = (sides.next()??, sides.next()??, sides.next()??, sides.next()??);
    believed([left, top, left + width, top + height])
}
