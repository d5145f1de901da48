//! XML of NDL-OCR to [`Sheet`]s: pages of text blocks, which are articles, and lines with their boxes, their order and
//! what they are. Most lines run from top to bottom.

use super::blocks::{SourceBlock, SourceLine, SourceWord};
use super::page_builder::{PageBuilder, corner, number};
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;

/// The corner and the sides of a box.
const CORNER: [&str; 4] = ["X", "Y", "WIDTH", "HEIGHT"];

/// The pages of a data set.
pub fn sheets(tree: &XmlTree) -> Vec<Sheet> {
    let mut articles = 0;
    let pages = tree.find(0, &["PAGE"]);
    pages.enumerate().map(|(at, page)| leaf(tree, page, &mut articles).sheet(at as u32 + 1)).collect()
}

fn leaf(tree: &XmlTree, page: usize, articles: &mut u32) -> PageBuilder {
    let side = |name: &str| number(tree, page, name).unwrap_or(0.0);
    let mut leaf = PageBuilder { size: (side("WIDTH"), side("HEIGHT")), ..PageBuilder::default() };
    let mut lines: Vec<(f32, usize)> = tree.find(page, &["LINE"]).map(|at| (order(tree, at), at)).collect();
    lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    // Text blocks by the place of their first line in the order of reading.
    let mut numbers: std::collections::BTreeMap<usize, u32> = std::collections::BTreeMap::new();
    for (_, at) in lines {
        let article = within(tree, at, page).map(|block| {
            *numbers.entry(block).or_insert_with(|| {
                *articles += 1;
                *articles
            })
        });
        let role = role(tree, at);
        let line = text_line(tree, at);
        match leaf.blocks.last_mut().filter(|(block, own)| *own == article && block.role == role) {
            Some((block, _)) => block.lines.push(line),
            None => leaf.blocks.push((SourceBlock { lines: vec![line], role, ..SourceBlock::default() }, article)),
        }
    }
    leaf.blocks.retain(|(block, _)| block.lines.iter().any(|line| !line.words.is_empty()));
    let pictured = |at: &usize| matches!(tree.attribute(*at, "TYPE"), Some("図版" | "表組" | "広告" | "組織図"));
    leaf.pictures = tree.find(page, &["BLOCK"]).filter(pictured).filter_map(|at| corner(tree, at, CORNER)).collect();
    leaf
}

/// Where a line stands in the order of reading; lines without a place keep that of the file, behind the others.
fn order(tree: &XmlTree, at: usize) -> f32 {
    number(tree, at, "ORDER").unwrap_or(f32::MAX)
}

/// The text block that a line stands in.
fn within(tree: &XmlTree, at: usize, page: usize) -> Option<usize> {
    let mut around = tree.parent(at);
    while around > page {
        if tree.is(around, &["TEXTBLOCK"]) {
            return Some(around);
        }
        around = tree.parent(around);
    }
    None
}

fn role(tree: &XmlTree, at: usize) -> Option<Role> {
    let says =
        |name: &str| tree.attribute(at, name).is_some_and(|word| word.eq_ignore_ascii_case("true") || word == "1");
    match tree.attribute(at, "TYPE") {
        _ if says("TITLE") => Some(Role::Headline),
        _ if says("AUTHOR") => Some(Role::Byline),
        Some("キャプション") => Some(Role::Caption),
        Some("ノンブル" | "柱") => Some(Role::Folio),
        Some(_) | None => None,
    }
}

fn text_line(tree: &XmlTree, at: usize) -> SourceLine {
    let text = tree.attribute(at, "STRING").unwrap_or_default().trim();
    let ink = corner(tree, at, CORNER);
    let confidence = number(tree, at, "CONF").filter(|sure| (0.0..=1.0).contains(sure));
    let word = SourceWord { text: text.to_owned(), ink, confidence, ..SourceWord::default() };
    SourceLine { words: (!text.is_empty()).then_some(word).into_iter().collect(), ink, ..SourceLine::default() }
}
