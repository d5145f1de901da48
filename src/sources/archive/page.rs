//! PAGE XML to a [`Sheet`]: polygons become their boxes, reading order and article ids are kept.

use super::maker::{Maker, Word};
use super::reading_order;
use super::xml::Tree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Points to a pixel: scans of newspapers are made at 300 dots an inch, and PAGE does not say.
const SCALE: f32 = 72.0 / 300.0;

/// The pages of a PAGE file.
pub fn sheets(tree: &Tree) -> Vec<Sheet> {
    // One numbering for the file: an article may go on on its next page.
    let mut articles: BTreeMap<String, u32> = BTreeMap::new();
    tree.find(0, &["Page"])
        .enumerate()
        .map(|(index, page)| sheet(tree, page, index as u32 + 1, &mut articles))
        .collect()
}

fn sheet(tree: &Tree, page: usize, number: u32, articles: &mut BTreeMap<String, u32>) -> Sheet {
    let side = |name: &str| tree.attribute(page, name).and_then(|side| side.parse().ok()).unwrap_or(0.0);
    let mut maker = Maker::new(number, side("imageWidth"), side("imageHeight"), SCALE);
    maker.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    let mut regions: Vec<usize> = tree.find(page, &["TextRegion"]).collect();
    let (seats, doubts) = reading_order::seats(tree, page, &regions);
    doubts.into_iter().for_each(|says| maker.doubt(says));
    let seat = |at: &usize| tree.attribute(*at, "id").and_then(|id| seats.get(id)).copied().unwrap_or(usize::MAX);
    regions.sort_by_key(seat);
    for region in regions {
        let role = tree.attribute(region, "type").and_then(role);
        let of_region = article(tree, region).map(str::to_owned);
        let mut block: (Vec<u32>, Option<u32>) = (Vec::new(), None);
        for line in tree.children(region, &["TextLine"]) {
            let name = article(tree, line).map(str::to_owned).or_else(|| of_region.clone());
            let count = articles.len() as u32;
            let own = name.map(|name| *articles.entry(name).or_insert(count));
            let runs = text_line(tree, line, &mut maker);
            if own != block.1 {
                let (runs, article) = std::mem::replace(&mut block, (Vec::new(), own));
                maker.block(runs, article, role);
            }
            block.0.extend(runs);
        }
        maker.block(block.0, block.1, role);
    }
    let mut names: Vec<(&u32, &String)> = articles.iter().map(|(name, number)| (number, name)).collect();
    names.sort_unstable();
    maker.names(names.into_iter().map(|(_, name)| name.clone()).collect());
    for at in tree.find(page, &["SeparatorRegion"]) {
        if let Some(ink) = polygon(tree, at) {
            maker.rule(ink);
        }
    }
    for at in tree.find(page, &["ImageRegion", "GraphicRegion", "LineDrawingRegion"]) {
        if let Some(ink) = polygon(tree, at) {
            maker.picture(ink);
        }
    }
    maker.done()
}

/// What PAGE calls the parts of a page, as far as it is a newspaper's word.
fn role(word: &str) -> Option<Role> {
    Some(match word {
        "heading" => Role::Headline,
        "caption" => Role::Caption,
        "page-number" | "header" => Role::Folio,
        "footer" => Role::Furniture,
        "credit" => Role::Credit,
        _ => return None,
    })
}

/// The article that `custom="structure {id:a62; type:article;}"` names. Other types of structure have ids, too.
fn article(tree: &Tree, at: usize) -> Option<&str> {
    let custom = tree.attribute(at, "custom")?;
    custom.split('}').filter_map(|group| group.split_once('{')).find_map(|(name, inside)| {
        let said = |key: &str| inside.split(';').find_map(|part| part.trim().strip_prefix(key)).map(str::trim);
        let of_article = name.trim() == "structure" && said("type:").is_none_or(|kind| kind == "article");
        said("id:").filter(|id| of_article && !id.is_empty())
    })
}

fn text_line(tree: &Tree, line: usize, maker: &mut Maker) -> Vec<u32> {
    let word = |at: usize| Some(Word { text: unicode(tree, at)?, ink: polygon(tree, at)?, ..Word::default() });
    let mut words: Vec<Word> = tree.children(line, &["Word"]).filter_map(word).collect();
    if words.is_empty()
        && let (Some(text), Some(ink)) = (unicode(tree, line), polygon(tree, line))
    {
        words = spread(&text, ink);
    }
    maker.line(&words, baseline(tree, line))
}

/// The words of a line that knows only its whole, each as wide as it has characters.
fn spread(text: &str, [left, top, right, bottom]: [f32; 4]) -> Vec<Word> {
    let count = text.chars().count().max(1) as f32;
    let step = (right - left) / count;
    let mut words = Vec::new();
    let mut before = 0.0;
    for part in text.split(' ') {
        let length = part.chars().count() as f32;
        let from = left + before * step;
        let ink = [from, top, from + length * step, bottom];
        words.push(Word { text: part.to_owned(), ink, ..Word::default() });
        before += length + 1.0;
    }
    words
}

fn unicode(tree: &Tree, at: usize) -> Option<String> {
    let equivalent = tree.children(at, &["TextEquiv"]).next()?;
    let unicode = tree.children(equivalent, &["Unicode"]).next()?;
    Some(tree.text(unicode)).filter(|text| !text.is_empty())
}

/// The middle height of a baseline; nothing for one that is not level.
fn baseline(tree: &Tree, line: usize) -> Option<f32> {
    let at = tree.children(line, &["Baseline"]).next()?;
    let [left, top, right, bottom] = hull(tree.attribute(at, "points")?)?;
    (bottom - top <= (right - left) * 0.1).then_some((top + bottom) / 2.0)
}

fn polygon(tree: &Tree, at: usize) -> Option<[f32; 4]> {
    let coords = tree.children(at, &["Coords"]).next()?;
    if let Some(points) = tree.attribute(coords, "points") {
        return hull(points);
    }
    // Before 2013 points were elements.
    let point = |at: usize| Some(format!("{},{}", tree.attribute(at, "x")?, tree.attribute(at, "y")?));
    let points: Vec<String> = tree.children(coords, &["Point"]).filter_map(point).collect();
    hull(&points.join(" "))
}

/// The box around points written as `1,2 3,4`.
fn hull(points: &str) -> Option<[f32; 4]> {
    let mut found: Option<[f32; 4]> = None;
    for point in points.split_whitespace() {
        let (x, y) = point.split_once(',')?;
        let (x, y) = (x.parse::<f32>().ok()?, y.parse::<f32>().ok()?);
        let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
        found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
    }
    found
}
