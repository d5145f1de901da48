//! Olive XML to [`Sheet`]s: an issue is a folder with a file for each article, which has its words with their boxes, and a
//! file for each page. One of them opens all of them.

use super::blocks::{SourceBlock, SourceLine, SourceWord};
use super::issue_files::IssueFiles;
use super::page_builder::{PageBuilder, believed};
use super::xml::XmlTree;
use super::{Dialect, dialect};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Files of an issue, at most.
const FILES_AT_MOST: usize = 5_000;

/// What an article is called.
const ENTITIES: [&str; 3] = ["XMD-entity", "XMD-ENTITY", "Xmd-entity"];

/// The pages of the issue that a file belongs to.
pub fn sheets(tree: XmlTree, holding: Option<&IssueFiles>) -> Vec<Sheet> {
    let mut trees = vec![tree];
    if let Some(holding) = holding {
        let beside = files(holding).into_iter().filter_map(|name| XmlTree::parse(&holding.text(&name).ok()?).ok());
        // The file itself is among those of its folder.
        trees = Some(beside.collect::<Vec<XmlTree>>()).filter(|beside| !beside.is_empty()).unwrap_or(trees);
    }
    let mut leaves: BTreeMap<u32, PageBuilder> = BTreeMap::new();
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for tree in &trees {
        if let Some((says, _)) = tree.flaw() {
            let first = tree.find(0, &ENTITIES).next().map_or(1, |at| page_of(tree, at));
            leaves.entry(first).or_default().doubts.push(says);
        }
        for at in tree.find(0, &["XMD-PAGE", "Xmd-page"]) {
            size(tree, at, leaves.entry(page_of(tree, at)).or_default());
        }
        for at in tree.find(0, &ENTITIES) {
            // An article that goes on names the one that it goes on from.
            let own = |name: &str| tree.attribute(at, name).filter(|id| !id.is_empty()).map(str::to_owned);
            let id = own("ID").unwrap_or_else(|| numbers.len().to_string());
            let next = numbers.len() as u32;
            let from = own("CONTINUATION_FROM").and_then(|from| numbers.get(&from).copied());
            let article = from.unwrap_or(next);
            numbers.insert(id, article);
            entity(tree, at, article, leaves.entry(page_of(tree, at)).or_default());
        }
    }
    leaves.retain(|_, leaf| leaf.size.0 > 0.0 || !leaf.blocks.is_empty());
    leaves.into_values().enumerate().map(|(at, leaf)| leaf.sheet(at as u32 + 1)).collect()
}

/// The files that are read with one of them.
pub fn named(holding: &IssueFiles) -> Vec<PathBuf> {
    files(holding).into_iter().filter_map(|name| holding.locate(&name).ok()).collect()
}

/// The files of the issue, in their order.
fn files(holding: &IssueFiles) -> Vec<String> {
    let xml = |name: &String| name.to_ascii_lowercase().ends_with(".xml");
    let names = holding.names().into_iter().filter(xml).take(FILES_AT_MOST);
    names.filter(|name| holding.bytes(name).is_ok_and(|bytes| dialect(&bytes) == Some(Dialect::Olive))).collect()
}

fn page_of(tree: &XmlTree, at: usize) -> u32 {
    tree.attribute(at, "PAGE_NO").and_then(|number| number.trim().parse().ok()).unwrap_or(1)
}

/// What the file of a page tells of it.
fn size(tree: &XmlTree, at: usize, leaf: &mut PageBuilder) {
    let about = std::iter::once(at).chain(tree.find(at, &["Meta", "META"]));
    for one in about {
        if let Some([left, top, right, bottom]) = ink(tree, one, "BOX").or_else(|| ink(tree, one, "PAGE_BOX")) {
            leaf.size = (right - left.min(0.0), bottom - top.min(0.0));
        }
        let dots = tree.attribute(one, "IMAGES_RESOLUTION").or_else(|| tree.attribute(one, "RESOLUTION"));
        leaf.dots = leaf.dots.or(dots.and_then(|dots| dots.parse().ok()));
        leaf.label = leaf.label.take().or(tree.attribute(one, "PAGE_LABEL").map(str::to_owned));
    }
}

/// The blocks of an article, a picture, an advert.
fn entity(tree: &XmlTree, at: usize, article: u32, leaf: &mut PageBuilder) {
    if tree.attribute(at, "ENTITY_TYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("picture")) {
        leaf.pictures.extend(tree.find(at, &["Img", "IMG", "img"]).filter_map(|one| ink(tree, one, "BOX")));
    }
    for primitive in tree.find(at, &["Primitive", "PRIMITIVE"]) {
        let role = role(tree, primitive);
        let paragraphs = paragraphs(tree, primitive);
        let blocks = paragraphs.into_iter().map(|lines| SourceBlock { lines, role, ..SourceBlock::default() });
        leaf.blocks.extend(blocks.map(|block| (block, Some(article))));
    }
}

/// What a primitive is, by the element that holds it: `HedLine_hl1`, `Byline`, `Caption`.
fn role(tree: &XmlTree, primitive: usize) -> Option<Role> {
    let mut around = tree.parent(primitive);
    while around > 0 {
        let name = tree.get(around).map(|one| one.name.to_ascii_lowercase()).unwrap_or_default();
        match name.as_str() {
            "hedline_hl1" | "hedline" => return Some(Role::Headline),
            "hedline_hl2" => return Some(Role::Deck),
            "byline" => return Some(Role::Byline),
            "caption" | "photo_caption" => return Some(Role::Caption),
            "content" | "xmd-entity" => return None,
            _ => around = tree.parent(around),
        }
    }
    None
}

/// The lines of a primitive: its children are marks of lines, with the words behind them. A line that says so begins a
/// paragraph.
fn paragraphs(tree: &XmlTree, primitive: usize) -> Vec<Vec<SourceLine>> {
    let mut found: Vec<Vec<SourceLine>> = vec![Vec::new()];
    for one in tree.children(primitive, &["L", "l", "W", "w", "Q", "q"]) {
        if tree.is(one, &["L", "l"]) {
            let opens = tree.attribute(one, "P").is_some_and(|mark| mark.starts_with('S'));
            if opens && found.last().is_some_and(|lines| !lines.is_empty()) {
                found.push(Vec::new());
            }
            let line = SourceLine { ink: ink(tree, one, "BOX"), ..SourceLine::default() };
            found.last_mut().into_iter().for_each(|lines| lines.push(line.clone()));
            continue;
        }
        let word = SourceWord { text: tree.text(one), ink: ink(tree, one, "BOX"), ..SourceWord::default() };
        let Some(lines) = found.last_mut() else { break };
        match lines.last_mut() {
            Some(line) => line.words.push(word),
            None => lines.push(SourceLine { words: vec![word], ..SourceLine::default() }),
        }
    }
    found.retain(|lines| lines.iter().any(|line| !line.words.is_empty()));
    found
}

/// A box as `left top right bottom`.
fn ink(tree: &XmlTree, at: usize, name: &str) -> Option<super::blocks::FileBox> {
    let value = tree.attribute(at, name)?;
    let numbers: Vec<f32> = value.split([' ', ',']).filter_map(|piece| piece.trim().parse().ok()).collect();
    believed(<[f32; 4]>::try_from(numbers.as_slice()).ok()?)
}
