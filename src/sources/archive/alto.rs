//! ALTO, versions 1 to 4, to a [`Sheet`]. Hyphens are kept as they are printed: a word that is cut at the end of its
//! line keeps its first part and its hyphen; what the file says of the whole word tells what the hyphen is ([`hyphens`]).

use super::hyphens;
use super::maker::{Maker, Word};
use super::xml::Tree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Which article the parts of one ALTO file belong to, as METS says it.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// Areas in the order of the articles.
    pub areas: Vec<Area>,
}

/// A block, or the words from one to another.
#[derive(Clone, Debug)]
pub struct Area {
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
pub fn sheets(tree: &Tree, articles: Option<&Articles>) -> Vec<Sheet> {
    let unit = tree.find(0, &["MeasurementUnit"]).next().map(|at| tree.text(at));
    let (scale, assumed) = scale(unit.as_deref().unwrap_or_default());
    let styles = Styles::of(tree);
    let pages = tree.find(0, &["Page"]);
    pages
        .enumerate()
        .map(|(index, page)| sheet(tree, page, index as u32 + 1, (scale, assumed), &styles, articles))
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
struct Styles<'a>(BTreeMap<&'a str, (bool, bool)>);

impl<'a> Styles<'a> {
    fn of(tree: &'a Tree) -> Styles<'a> {
        let named = tree.find(0, &["TextStyle"]).filter_map(|at| Some((tree.attribute(at, "ID")?, style(tree, at))));
        Styles(named.collect())
    }

    /// The style that an element names, or has of its own.
    fn at(&self, tree: &Tree, at: usize, over: (bool, bool)) -> (bool, bool) {
        let refs = tree.attribute(at, "STYLEREFS").unwrap_or_default();
        let named = refs.split_whitespace().find_map(|id| self.0.get(id)).copied();
        let own = tree.attribute(at, "STYLE").map(|_| style(tree, at));
        own.or(named).unwrap_or(over)
    }
}

fn style(tree: &Tree, at: usize) -> (bool, bool) {
    let words = tree.attribute(at, "FONTSTYLE").or_else(|| tree.attribute(at, "STYLE")).unwrap_or_default();
    (words.contains("bold"), words.contains("italic"))
}

fn sheet(
    tree: &Tree,
    page: usize,
    number: u32,
    (scale, assumed): (f32, bool),
    styles: &Styles,
    articles: Option<&Articles>,
) -> Sheet {
    let side = |name: &str| number_of(tree, page, name).unwrap_or(0.0);
    let mut maker = Maker::new(number, side("WIDTH"), side("HEIGHT"), scale);
    maker.label(tree.attribute(page, "PRINTED_IMG_NR"));
    if assumed {
        maker.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    }
    let mut runs: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut words: Vec<(String, u32)> = Vec::new();
    for at in tree.below(page) {
        let Some(ink) = ink(tree, at) else { continue };
        match tree.get(at).map(|one| one.name.as_str()) {
            Some("TextBlock") => {
                let own = text_block(tree, at, styles, &mut maker, &mut words);
                let id = tree.attribute(at, "ID").unwrap_or_default().to_owned();
                runs.entry(id).or_default().extend(own.clone());
                if articles.is_none() {
                    maker.block(own, None, None);
                }
            }
            Some("GraphicalElement") => maker.rule(ink),
            Some("Illustration") => maker.picture(ink),
            _ => {}
        }
    }
    for area in articles.map(|articles| articles.areas.as_slice()).unwrap_or_default() {
        let found = match &area.end {
            Some(end) => between(&words, &area.begin, end),
            None => composed(tree, page, &area.begin, &runs),
        };
        maker.block(found, Some(area.article), area.role);
    }
    maker.done()
}

/// The runs of a block, or of all blocks within a composed one.
fn composed(tree: &Tree, page: usize, id: &str, runs: &BTreeMap<String, Vec<u32>>) -> Vec<u32> {
    if let Some(own) = runs.get(id) {
        return own.clone();
    }
    let named = tree.find(page, &["ComposedBlock"]).find(|at| tree.attribute(*at, "ID") == Some(id));
    let Some(at) = named else { return Vec::new() };
    let inside = tree.find(at, &["TextBlock"]).filter_map(|at| runs.get(tree.attribute(at, "ID")?));
    inside.flatten().copied().collect()
}

fn between(words: &[(String, u32)], begin: &str, end: &str) -> Vec<u32> {
    let place = |id: &str| words.iter().position(|(word, _)| word == id);
    let (Some(from), Some(to)) = (place(begin), place(end)) else { return Vec::new() };
    words.get(from..=to).unwrap_or(&[]).iter().map(|(_, run)| *run).collect()
}

fn text_block(
    tree: &Tree,
    block: usize,
    styles: &Styles,
    maker: &mut Maker,
    words: &mut Vec<(String, u32)>,
) -> Vec<u32> {
    let of_block = styles.at(tree, block, (false, false));
    let mut runs = Vec::new();
    for line in tree.children(block, &["TextLine"]) {
        let of_line = styles.at(tree, line, of_block);
        let mut set: Vec<Word> = Vec::new();
        let mut ids = Vec::new();
        let mut whole = None;
        for at in tree.children(line, &["String", "HYP"]) {
            let content = tree.attribute(at, "CONTENT").unwrap_or_default();
            if tree.is(at, &["HYP"]) {
                if let Some(last) = set.last_mut() {
                    last.text = hyphens::first_half(&last.text, whole, Some(content));
                }
                continue;
            }
            let Some(ink) = ink(tree, at) else { continue };
            let (bold, italic) = styles.at(tree, at, of_line);
            let confidence = number_of(tree, at, "WC").filter(|share| (0.0..=1.0).contains(share));
            if !content.trim().is_empty() {
                ids.push(tree.attribute(at, "ID").unwrap_or_default().to_owned());
            }
            let first = tree.attribute(at, "SUBS_TYPE") == Some("HypPart1");
            whole = tree.attribute(at, "SUBS_CONTENT").filter(|_| first);
            let text = hyphens::first_half(content, whole, None);
            set.push(Word { text, ink, bold, italic, confidence });
        }
        let baseline = number_of(tree, line, "BASELINE");
        let own: Vec<u32> = match rows(&set) {
            rows if rows.len() > 1 => rows.iter().flat_map(|row| maker.line(row, None)).collect(),
            _ => maker.line(&set, baseline),
        };
        words.extend(ids.into_iter().zip(own.iter().copied()));
        runs.extend(own);
    }
    runs
}

/// The rows of what a file calls one line. Some put a whole paragraph into it: there a word stands wholly at the left of
/// the one before it, and higher or lower by half its height.
fn rows(words: &[Word]) -> Vec<&[Word]> {
    let new_row = |before: &Word, word: &Word| {
        let [_, top, right, bottom] = word.ink;
        let [left_before, top_before, _, bottom_before] = before.ink;
        let height = (bottom - top).min(bottom_before - top_before);
        right < left_before && ((top + bottom) - (top_before + bottom_before)).abs() > height
    };
    words.chunk_by(|before, word| !new_row(before, word)).collect()
}

fn number_of(tree: &Tree, at: usize, name: &str) -> Option<f32> {
    tree.attribute(at, name)?.trim().parse::<f32>().ok().filter(|number| number.is_finite())
}

/// The box of an element: left, top, right, bottom.
fn ink(tree: &Tree, at: usize) -> Option<[f32; 4]> {
    let of = |name: &str| number_of(tree, at, name);
    let (left, top) = (of("HPOS")?, of("VPOS")?);
    Some([left, top, left + of("WIDTH").unwrap_or(0.0), top + of("HEIGHT").unwrap_or(0.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(left: f32, top: f32) -> Word {
        Word { text: "ferry".to_owned(), ink: [left, top, left + 60.0, top + 20.0], ..Word::default() }
    }

    #[test]
    fn words_that_go_back_to_the_left_and_down_are_another_row() {
        let rows_of = |words: &[(f32, f32)]| {
            let words: Vec<Word> = words.iter().map(|(left, top)| word(*left, *top)).collect();
            rows(&words).iter().map(|row| row.len()).collect::<Vec<_>>()
        };
        assert_eq!(rows_of(&[(10.0, 50.0), (80.0, 50.0), (10.0, 30.0), (80.0, 30.0)]), [2, 2]);
        // A slanted line, and one set down the margin, are one row each.
        assert_eq!(rows_of(&[(10.0, 50.0), (80.0, 62.0), (150.0, 74.0)]), [3]);
        assert_eq!(rows_of(&[(10.0, 50.0), (8.0, 80.0), (11.0, 110.0)]), [3]);
    }
}
