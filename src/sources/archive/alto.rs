//! ALTO, versions 1 to 4, to a [`Sheet`]. Hyphens are kept as they are printed: a word that is cut at the end of its
//! line keeps its first part and its hyphen; what the file says of the whole word tells what the hyphen is ([`hyphens`]).

use super::article_words;
use super::blocks::{FileBox, Flow, SourceBlock, SourceLine, SourceWord};
use super::flow;
use super::hyphens;
use super::sheet_builder::SheetBuilder;
use super::tags::{self, Tags};
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Which article the parts of one ALTO file belong to, as METS says it.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// Areas in the order of the articles.
    pub areas: Vec<ArticleArea>,
}

/// A block, or the words from one to another.
#[derive(Clone, Debug)]
pub struct ArticleArea {
    /// The id of the block, or of the first word.
    pub begin: String,
    /// The id of the last word.
    pub end: Option<String>,
    /// The article.
    pub article: u32,
    /// What it is there.
    pub role: Option<Role>,
}

/// The pages of an ALTO file; `articles` when METS was read first.
pub fn sheets(tree: &XmlTree, articles: Option<&Articles>) -> Vec<Sheet> {
    let unit = tree.find(0, &["MeasurementUnit"]).next().map(|at| tree.text(at));
    let (scale, assumed) = scale(unit.as_deref().unwrap_or_default());
    let styles = AltoStyles::of(tree);
    let tags = Tags::of(tree);
    let pages = tree.find(0, &["Page"]);
    pages
        .enumerate()
        .map(|(index, page)| sheet(tree, page, index as u32 + 1, (scale, assumed), (&styles, &tags), articles))
        .collect()
}

/// Points to a unit, and whether the resolution is assumed: scans of newspapers are made at 300 dots an inch.
fn scale(unit: &str) -> (f32, bool) {
    match unit {
        "mm10" => (72.0 / 254.0, false),
        "inch1200" => (72.0 / 1200.0, false),
        _ => (72.0 / 300.0, true),
    }
}

/// Bold and slanted styles, by id.
struct AltoStyles<'a>(BTreeMap<&'a str, (bool, bool)>);

impl<'a> AltoStyles<'a> {
    fn of(tree: &'a XmlTree) -> AltoStyles<'a> {
        let named = tree.find(0, &["TextStyle"]).filter_map(|at| Some((tree.attribute(at, "ID")?, style(tree, at))));
        AltoStyles(named.collect())
    }

    /// The style that an element names, or has of its own.
    fn at(&self, tree: &XmlTree, at: usize, over: (bool, bool)) -> (bool, bool) {
        let refs = tree.attribute(at, "STYLEREFS").unwrap_or_default();
        let named = refs.split_whitespace().find_map(|id| self.0.get(id)).copied();
        let own = tree.attribute(at, "STYLE").map(|_| style(tree, at));
        own.or(named).unwrap_or(over)
    }
}

fn style(tree: &XmlTree, at: usize) -> (bool, bool) {
    let words = tree.attribute(at, "FONTSTYLE").or_else(|| tree.attribute(at, "STYLE")).unwrap_or_default();
    (words.contains("bold"), words.contains("italic"))
}

fn sheet(
    tree: &XmlTree,
    page: usize,
    number: u32,
    (scale, assumed): (f32, bool),
    (styles, tags): (&AltoStyles, &Tags),
    articles: Option<&Articles>,
) -> Sheet {
    let side = |name: &str| number_of(tree, page, name).unwrap_or(0.0);
    let mut builder = SheetBuilder::new(number, side("WIDTH"), side("HEIGHT"), scale);
    builder.label(tree.attribute(page, "PRINTED_IMG_NR"));
    if assumed {
        builder.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    }
    let mut words: Vec<(usize, u32)> = Vec::new();
    let mut blocks = blocks(tree, page, styles);
    builder.settle(&mut blocks);
    let mut told: Vec<(tags::Tagged, Vec<u32>)> = Vec::new();
    for block in &blocks {
        builder.call(tree.attribute(block.at, "ID"));
        let own = set(block, &mut builder, &mut words);
        told.push((tags.of_block(tree, block), own));
    }
    // The order of reading that the file tells; what it leaves out keeps its place behind.
    told.sort_by_key(|(tagged, _)| tagged.order);
    for (tagged, own) in told.into_iter().filter(|_| articles.is_none()) {
        builder.block(own, tagged.article, tagged.role);
    }
    for at in tree.below(page) {
        let Some(ink) = ink(tree, at) else { continue };
        match tree.get(at).map(|one| one.name.as_str()) {
            Some("GraphicalElement") => builder.rule(ink),
            Some("Illustration") => builder.picture(ink),
            _ => {}
        }
    }
    if let Some(articles) = articles {
        article_words::settle(tree, words, &articles.areas, &mut builder);
    }
    builder.done()
}

/// The blocks of a page. Lines that stand in no block, and words that stand in no line, are blocks
/// and lines of their own.
fn blocks(tree: &XmlTree, page: usize, styles: &AltoStyles) -> Vec<SourceBlock> {
    let mut found: Vec<SourceBlock> = Vec::new();
    // Elements before this one belong to a block that is read already; `stray` while what stands in none goes on.
    let (mut read, mut stray) = (0, false);
    for at in tree.below(page).filter(|at| tree.is(*at, &["TextBlock", "TextLine", "String"])) {
        if at < read {
            continue;
        }
        read = tree.after(at);
        if tree.is(at, &["TextBlock"]) {
            found.push(block(tree, at, styles));
            stray = false;
            continue;
        }
        if !stray {
            found.push(SourceBlock::default());
        }
        stray = true;
        if let Some(last) = found.last_mut() {
            add_line(tree, at, styles, (false, false), None, last);
        }
    }
    found
}

fn block(tree: &XmlTree, at: usize, styles: &AltoStyles) -> SourceBlock {
    let of_block = styles.at(tree, at, (false, false));
    let mut block = SourceBlock { ink: ink(tree, at), at, ..SourceBlock::default() };
    let told = direction(tree, at);
    let mut read = 0;
    for line in tree.find(at, &["TextLine", "String"]) {
        if line >= read {
            read = tree.after(line);
            add_line(tree, line, styles, of_block, told, &mut block);
        }
    }
    block
}

/// Adds a line; a word that stands in none is one of its own, together with the words beside it.
fn add_line(
    tree: &XmlTree,
    at: usize,
    styles: &AltoStyles,
    over: (bool, bool),
    told: Option<Flow>,
    block: &mut SourceBlock,
) {
    if tree.is(at, &["String"]) {
        let word = word(tree, at, styles, over);
        match block.lines.last_mut().filter(|line| line.ink.is_none() && line.flow == told) {
            Some(line) => line.words.push(word),
            None => block.lines.push(SourceLine { words: vec![word], flow: told, ..SourceLine::default() }),
        }
        return;
    }
    let of_line = styles.at(tree, at, over);
    let mut words: Vec<SourceWord> = Vec::new();
    for part in tree.find(at, &["String", "HYP"]) {
        if tree.is(part, &["String"]) {
            words.push(word(tree, part, styles, of_line));
            continue;
        }
        let printed = tree.attribute(part, "CONTENT").unwrap_or_default();
        if let Some(last) = words.last_mut() {
            last.text = hyphens::first_half(&last.text, whole(tree, last.at), Some(printed));
        }
    }
    let flow = direction(tree, at).or(told);
    block.lines.push(SourceLine { words, ink: ink(tree, at), baseline: baseline(tree, at), flow, article: None });
}

fn word(tree: &XmlTree, at: usize, styles: &AltoStyles, over: (bool, bool)) -> SourceWord {
    let (bold, italic) = styles.at(tree, at, over);
    let confidence = number_of(tree, at, "WC").filter(|share| (0.0..=1.0).contains(share));
    let content = tree.attribute(at, "CONTENT").filter(|content| !content.trim().is_empty());
    let glyphs = || tree.children(at, &["Glyph"]).filter_map(|glyph| tree.attribute(glyph, "CONTENT")).collect();
    let printed = content.map_or_else(glyphs, str::to_owned);
    let text = hyphens::first_half(&printed, whole(tree, at), None);
    SourceWord { text, ink: ink(tree, at), bold, italic, confidence, at }
}

/// The whole word, where the end of a line broke it behind this half.
fn whole(tree: &XmlTree, at: usize) -> Option<&str> {
    tree.attribute(at, "SUBS_CONTENT").filter(|_| tree.attribute(at, "SUBS_TYPE") == Some("HypPart1"))
}

/// How the file says that a block or a line runs. `ROTATION` is counter-clockwise.
fn direction(tree: &XmlTree, at: usize) -> Option<Flow> {
    let words = ["BASEDIRECTION", "TEXT_DIRECTION", "READING_DIRECTION", "DIRECTION", "WRITING_MODE"];
    let told = words.iter().find_map(|name| flow::by_word(tree.attribute(at, name)?));
    told.or_else(|| flow::by_degrees(number_of(tree, at, "ROTATION")?))
}

/// The height of a baseline: a number, or, since version 4.1, points.
fn baseline(tree: &XmlTree, at: usize) -> Option<f32> {
    number_of(tree, at, "BASELINE").or_else(|| super::page::level(tree.attribute(at, "BASELINE")?))
}

/// Sets the lines of a block; returns its runs.
fn set(block: &SourceBlock, builder: &mut SheetBuilder, words: &mut Vec<(usize, u32)>) -> Vec<u32> {
    let mut runs = Vec::new();
    for line in &block.lines {
        let flow = line.flow.unwrap_or(Flow::Across);
        let own: Vec<u32> = match rows(&line.words) {
            rows if rows.len() > 1 && flow == Flow::Across => {
                rows.iter().flat_map(|row| builder.line(row, None, flow)).collect()
            }
            _ => builder.line(&line.words, line.baseline, flow),
        };
        let ids = line.words.iter().filter(|word| !word.text.trim().is_empty()).map(|word| word.at);
        words.extend(ids.zip(own.iter().copied()));
        runs.extend(own);
    }
    runs
}

/// The rows of what a file calls one line. Some put a whole paragraph into it: there a word stands wholly at the left of
/// the one before it, and higher or lower by half its height.
fn rows(words: &[SourceWord]) -> Vec<&[SourceWord]> {
    let new_row = |before: &SourceWord, word: &SourceWord| {
        let (Some(ink), Some(ink_before)) = (word.ink, before.ink) else { return false };
        let [_, top, right, bottom] = ink;
        let [left_before, top_before, _, bottom_before] = ink_before;
        let height = (bottom - top).min(bottom_before - top_before);
        right < left_before && ((top + bottom) - (top_before + bottom_before)).abs() > height
    };
    words.chunk_by(|before, word| !new_row(before, word)).collect()
}

fn number_of(tree: &XmlTree, at: usize, name: &str) -> Option<f32> {
    tree.attribute(at, name)?.trim().parse::<f32>().ok().filter(|number| number.is_finite())
}

/// The box of an element: left, top, right, bottom.
fn ink(tree: &XmlTree, at: usize) -> Option<FileBox> {
    let of = |name: &str| number_of(tree, at, name);
    let (left, top) = (of("HPOS")?, of("VPOS")?);
    Some([left, top, left + of("WIDTH").unwrap_or(0.0), top + of("HEIGHT").unwrap_or(0.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(left: f32, top: f32) -> SourceWord {
        SourceWord {
            text: "ferry".to_owned(),
            ink: Some([left, top, left + 60.0, top + 20.0]),
            ..SourceWord::default()
        }
    }

    #[test]
    fn words_that_go_back_to_the_left_and_down_are_another_row() {
        let rows_of = |words: &[(f32, f32)]| {
            let words: Vec<SourceWord> = words.iter().map(|(left, top)| word(*left, *top)).collect();
            rows(&words).iter().map(|row| row.len()).collect::<Vec<_>>()
        };
        assert_eq!(rows_of(&[(10.0, 50.0), (80.0, 50.0), (10.0, 30.0), (80.0, 30.0)]), [2, 2]);
        // A slanted line, and one set down the margin, are one row each.
        assert_eq!(rows_of(&[(10.0, 50.0), (80.0, 62.0), (150.0, 74.0)]), [3]);
        assert_eq!(rows_of(&[(10.0, 50.0), (8.0, 80.0), (11.0, 110.0)]), [3]);
    }
}
