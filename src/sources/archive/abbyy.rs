//! XML of ABBYY FineReader, versions 6 to 10, to [`Sheet`]s: pages of blocks, paragraphs, lines, and characters with boxes.

use super::blocks::{SourceBlock, SourceLine, SourceWord, hull};
use super::page_builder::{PageBuilder, edges, number};
use super::xml::XmlTree;
use crate::model::sheet::Sheet;

/// The edges of a box.
const EDGES: [&str; 4] = ["l", "t", "r", "b"];
/// A confidence that says that there is none.
const NONE: f32 = 255.0;

/// The pages of a document.
pub fn sheets(tree: &XmlTree) -> Vec<Sheet> {
    let pages = tree.find(0, &["page"]);
    pages.enumerate().map(|(at, page)| leaf(tree, page).sheet(at as u32 + 1)).collect()
}

fn leaf(tree: &XmlTree, page: usize) -> PageBuilder {
    let side = |name: &str| number(tree, page, name).unwrap_or(0.0);
    let dots = number(tree, page, "resolution");
    let mut leaf = PageBuilder { size: (side("width"), side("height")), dots, ..PageBuilder::default() };
    for at in tree.children(page, &["block"]) {
        let kind = tree.attribute(at, "blockType").unwrap_or("Text");
        match (kind, edges(tree, at, EDGES)) {
            ("Picture" | "RasterPicture" | "VectorPicture" | "Barcode", Some(ink)) => leaf.pictures.push(ink),
            ("Separator", Some(ink)) => leaf.rules.push(ink),
            _ => leaf.blocks.extend(paragraphs(tree, at).into_iter().map(|block| (block, None))),
        }
    }
    leaf
}

/// The paragraphs of a block, cells of tables among them.
fn paragraphs(tree: &XmlTree, block: usize) -> Vec<SourceBlock> {
    let paragraph = |at: usize| SourceBlock {
        lines: tree.find(at, &["line"]).map(|line| text_line(tree, line)).collect(),
        ..SourceBlock::default()
    };
    let all = tree.find(block, &["par"]).map(paragraph);
    all.filter(|paragraph| !paragraph.lines.is_empty()).collect()
}

fn text_line(tree: &XmlTree, at: usize) -> SourceLine {
    let mut words: Vec<SourceWord> = Vec::new();
    for formatting in tree.children(at, &["formatting"]) {
        let says = |name: &str| matches!(tree.attribute(formatting, name), Some("1" | "true"));
        let style = (says("bold"), says("italic"));
        let characters: Vec<usize> = tree.find(formatting, &["charParams"]).collect();
        if characters.is_empty() {
            words.extend(tree.text(formatting).split_whitespace().map(|text| styled(SourceWord::bare(text), style)));
        }
        for (place, character) in characters.into_iter().enumerate() {
            add(tree, character, place == 0, style, &mut words);
        }
    }
    if words.is_empty() {
        words = tree.text(at).split_whitespace().map(SourceWord::bare).collect();
    }
    words.retain(|word| !word.text.is_empty());
    SourceLine { words, ink: edges(tree, at, EDGES), baseline: number(tree, at, "baseline"), ..SourceLine::default() }
}

fn styled(word: SourceWord, (bold, italic): (bool, bool)) -> SourceWord {
    SourceWord { bold, italic, ..word }
}

/// Adds a character to the word it stands in. A blank ends a word: an empty one stands for it until the next character.
fn add(tree: &XmlTree, at: usize, first: bool, style: (bool, bool), words: &mut Vec<SourceWord>) {
    let text: String = tree.below(at).map(|one| tree.own_text(one)).collect();
    let letter = text.trim();
    if letter.is_empty() {
        words.push(styled(SourceWord::default(), style));
        return;
    }
    let opens = matches!(tree.attribute(at, "wordStart"), Some("1" | "true")) || (first && words.is_empty());
    if opens && words.last().is_none_or(|last| !last.text.is_empty()) {
        words.push(styled(SourceWord::default(), style));
    }
    let Some(word) = words.last_mut() else { return };
    let sure = number(tree, at, "charConfidence").filter(|sure| (0.0..=100.0).contains(sure) && *sure < NONE);
    // The least sure character says how sure the word is.
    word.confidence = match (word.confidence, sure.map(|sure| sure / 100.0)) {
        (Some(known), Some(sure)) => Some(known.min(sure)),
        (known, sure) => known.or(sure),
    };
    word.ink = hull(word.ink.into_iter().chain(edges(tree, at, EDGES)));
    word.text.push_str(letter);
}
