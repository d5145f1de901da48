//! PAGE XML to a [`Sheet`]: polygons become their boxes, reading order and article ids are kept.

use super::blocks::{FileBox, Flow, SourceBlock, SourceLine, SourceWord, hull};
use super::flow;
use super::reading_order;
use super::sheet_builder::SheetBuilder;
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Points to a pixel: scans of newspapers are made at 300 dots an inch, and PAGE does not say.
const SCALE: f32 = 72.0 / 300.0;

/// The pages of a PAGE file.
pub fn sheets(tree: &XmlTree) -> Vec<Sheet> {
    // One numbering for the file: an article may go on on its next page.
    let mut articles: BTreeMap<String, u32> = BTreeMap::new();
    tree.find(0, &["Page"])
        .enumerate()
        .map(|(index, page)| sheet(tree, page, index as u32 + 1, &mut articles))
        .collect()
}

fn sheet(tree: &XmlTree, page: usize, number: u32, articles: &mut BTreeMap<String, u32>) -> Sheet {
    let side = |name: &str| tree.attribute(page, name).and_then(|side| side.parse().ok()).unwrap_or(0.0);
    let mut builder = SheetBuilder::new(number, side("imageWidth"), side("imageHeight"), SCALE);
    builder.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    let holds_text = |at: &usize| {
        let own = tree.children(*at, &["TextLine", "TextEquiv"]).next().is_some();
        tree.is(*at, &["TextRegion"]) || own && !tree.is(*at, &["TextLine", "Word", "Glyph"])
    };
    let mut regions: Vec<usize> = tree.below(page).filter(holds_text).collect();
    let (seats, doubts) = reading_order::seats(tree, page, &regions);
    doubts.into_iter().for_each(|says| builder.doubt(says));
    let seat = |at: &usize| tree.attribute(*at, "id").and_then(|id| seats.get(id)).copied().unwrap_or(usize::MAX);
    regions.sort_by_key(seat);
    let of_page = direction(tree, page);
    let mut bad = Vec::new();
    let mut blocks: Vec<SourceBlock> = Vec::new();
    for region in regions {
        blocks.push(text_region(tree, region, of_page, articles, &mut bad));
    }
    builder.settle(&mut blocks);
    if !bad.is_empty() {
        builder.doubt(format!(
            "points that are no numbers are left out of the outlines of {}",
            super::placeless::quoted(&bad)
        ));
    }
    for block in &blocks {
        builder.call(tree.attribute(block.at, "id"));
        set(block, &mut builder);
    }
    let mut names: Vec<(&u32, &String)> = articles.iter().map(|(name, number)| (number, name)).collect();
    names.sort_unstable();
    builder.names(names.into_iter().map(|(_, name)| name.clone()).collect());
    for at in tree.find(page, &["SeparatorRegion"]) {
        if let Some(ink) = polygon(tree, at, &mut |_| {}) {
            builder.rule(ink);
        }
    }
    for at in tree.find(page, &["ImageRegion", "GraphicRegion", "LineDrawingRegion"]) {
        if let Some(ink) = polygon(tree, at, &mut |_| {}) {
            builder.picture(ink);
        }
    }
    builder.done()
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
fn article(tree: &XmlTree, at: usize) -> Option<&str> {
    let custom = tree.attribute(at, "custom")?;
    custom.split('}').filter_map(|group| group.split_once('{')).find_map(|(name, inside)| {
        let said = |key: &str| inside.split(';').find_map(|part| part.trim().strip_prefix(key)).map(str::trim);
        let of_article = name.trim() == "structure" && said("type:").is_none_or(|kind| kind == "article");
        said("id:").filter(|id| of_article && !id.is_empty())
    })
}

/// A region with its lines. What it says of its whole text and no line says, it says as well.
fn text_region(
    tree: &XmlTree,
    region: usize,
    of_page: Option<Flow>,
    articles: &mut BTreeMap<String, u32>,
    bad: &mut Vec<String>,
) -> SourceBlock {
    let role = tree.attribute(region, "type").and_then(role);
    let of_region = article(tree, region).map(str::to_owned);
    let told = direction(tree, region).or(of_page);
    let mut number = |name: Option<String>| {
        let count = articles.len() as u32;
        name.map(|name| *articles.entry(name).or_insert(count))
    };
    let mut lines: Vec<SourceLine> = Vec::new();
    for at in tree.children(region, &["TextLine"]) {
        let mut line = text_line(tree, at, bad);
        line.article = number(article(tree, at).map(str::to_owned).or_else(|| of_region.clone()));
        line.flow = direction(tree, at).or(told);
        lines.push(line);
    }
    let whole = unicode(tree, region).unwrap_or_default();
    let given = |line: &SourceLine| line.words.iter().any(|word| word.letters() > 0);
    let only_whole = !lines.iter().any(given);
    let article = number(of_region.clone());
    let bare = |text: &str| SourceLine { article, flow: told, ..SourceLine::bare(text) };
    if only_whole {
        lines = whole.lines().map(bare).collect();
    } else {
        lines = with_rest(lines, &whole, bare);
    }
    let ink = polygon(tree, region, &mut |_| bad.push(whole.clone()));
    // Several lines of the whole text are lines; one is a text to be broken.
    let whole = only_whole && lines.len() == 1;
    SourceBlock { lines, ink, role, whole, at: 0 }
}

/// The lines of a region, with what its whole text has and none of them has at the place where it stands there. A whole
/// text that knows less than half of the lines is another reading, not more of this one.
fn with_rest(lines: Vec<SourceLine>, whole: &str, bare: impl Fn(&str) -> SourceLine) -> Vec<SourceLine> {
    let letters: Vec<char> = whole.chars().collect();
    let solid: String = letters.iter().filter(|c| !c.is_whitespace()).collect();
    let mut places: Vec<Option<(usize, usize)>> = Vec::new();
    let mut from = 0;
    for line in &lines {
        let own: String = line.text().chars().filter(|c| !c.is_whitespace()).collect();
        let found = solid.get(from..).and_then(|rest| rest.find(&own)).map(|at| (from + at, from + at + own.len()));
        from = found.map_or(from, |(_, to)| to);
        places.push(found);
    }
    if places.iter().flatten().count() * 2 < places.len() || solid.is_empty() {
        return lines;
    }
    let mut all = Vec::new();
    let mut from = 0;
    for (line, place) in lines.into_iter().zip(places) {
        if let Some((at, to)) = place {
            all.extend(rest(&letters, from, at).into_iter().map(|text| bare(&text)));
            from = to;
        }
        all.push(line);
    }
    all.extend(rest(&letters, from, solid.len()).into_iter().map(|text| bare(&text)));
    all
}

/// The lines of a text between two places of it, counted in bytes without blanks.
fn rest(letters: &[char], from: usize, to: usize) -> Vec<String> {
    let mut at = 0;
    let mut text = String::new();
    for c in letters {
        if c.is_whitespace() {
            text.extend((at > from && at < to).then_some(*c));
            continue;
        }
        text.extend((at >= from && at < to).then_some(*c));
        at += c.len_utf8();
    }
    let lines = text.lines().map(str::trim).filter(|line| line.chars().any(char::is_alphanumeric));
    lines.map(str::to_owned).collect()
}

fn text_line(tree: &XmlTree, line: usize, bad: &mut Vec<String>) -> SourceLine {
    let whole = unicode(tree, line).unwrap_or_default();
    let mut words: Vec<SourceWord> = Vec::new();
    for at in tree.children(line, &["Word"]) {
        let text = unicode(tree, at).unwrap_or_else(|| glyphs(tree, at));
        let ink = polygon(tree, at, &mut |_| bad.push(text.clone()));
        words.push(SourceWord { text, ink, ..SourceWord::default() });
    }
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    // A line that says more than its words was corrected, or its words are not all there.
    if letters(&whole) > words.iter().map(SourceWord::letters).sum() {
        words = whole.split_whitespace().map(SourceWord::bare).collect();
    }
    let ink = polygon(tree, line, &mut |_| bad.push(whole.clone()));
    SourceLine { words, ink, baseline: baseline(tree, line), ..SourceLine::default() }
}

/// The text of a word that says it letter by letter.
fn glyphs(tree: &XmlTree, word: usize) -> String {
    tree.children(word, &["Glyph"]).filter_map(|glyph| unicode(tree, glyph)).collect()
}

/// Sets the lines of a block; lines of one article that follow each other are one block of the given structure.
fn set(block: &SourceBlock, builder: &mut SheetBuilder) {
    let mut open: (Vec<u32>, Option<u32>) = (Vec::new(), None);
    for line in &block.lines {
        let runs = builder.line(&line.words, line.baseline, line.flow.unwrap_or(Flow::Across));
        if line.article != open.1 {
            let (runs, article) = std::mem::replace(&mut open, (Vec::new(), line.article));
            builder.block(runs, article, block.role);
        }
        open.0.extend(runs);
    }
    builder.block(open.0, open.1, block.role);
}

/// How the file says that a page, a region or a line runs. `orientation` says by how much it has to be turned clockwise
/// to stand upright.
fn direction(tree: &XmlTree, at: usize) -> Option<Flow> {
    let told = tree.attribute(at, "readingDirection").and_then(flow::by_word);
    let lines = tree.attribute(at, "textLineOrder").map(str::trim);
    // Lines that follow each other sideways run down.
    let sideways = matches!(lines, Some("right-to-left" | "left-to-right")).then_some(Flow::Down);
    let turned = tree.attribute(at, "orientation").and_then(|degrees| degrees.trim().parse().ok());
    turned.and_then(flow::by_degrees).or(told).or(sideways)
}

/// The text that an element says it has: of several readings the one of the lowest index.
fn unicode(tree: &XmlTree, at: usize) -> Option<String> {
    let text = |reading: usize| {
        let whole = tree.children(reading, &["Unicode"]).chain(tree.children(reading, &["PlainText"]));
        whole.map(|text| written(tree, text)).find(|text| !text.trim().is_empty())
    };
    let index = |reading: usize| tree.attribute(reading, "index").and_then(|index| index.trim().parse::<i64>().ok());
    let readings = tree.children(at, &["TextEquiv"]);
    readings
        .filter_map(|reading| Some((index(reading), text(reading)?)))
        .min_by_key(|(index, _)| *index)
        .map(|(_, text)| text)
}

/// The text of an element with the ends of its lines.
fn written(tree: &XmlTree, at: usize) -> String {
    let whole: String = tree.below(at).map(|at| tree.own_text(at)).collect();
    let lines = whole.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The middle height of a baseline; nothing for one that is not level.
fn baseline(tree: &XmlTree, line: usize) -> Option<f32> {
    let at = tree.children(line, &["Baseline"]).next()?;
    level(tree.attribute(at, "points")?)
}

/// The middle height of points that lie nearly level.
pub fn level(points: &str) -> Option<f32> {
    let [left, top, right, bottom] = outline(points, &mut |_| {})?;
    (bottom - top <= (right - left) * 0.1).then_some((top + bottom) / 2.0)
}

/// The box of an element. `bad` is told of each point that is none.
fn polygon(tree: &XmlTree, at: usize, bad: &mut dyn FnMut(&str)) -> Option<FileBox> {
    let coords = tree.children(at, &["Coords"]).next()?;
    if let Some(points) = tree.attribute(coords, "points") {
        return outline(points, bad);
    }
    // Before 2013 points were elements.
    let point = |at: usize| Some(format!("{},{}", tree.attribute(at, "x")?, tree.attribute(at, "y")?));
    let points: Vec<String> = tree.children(coords, &["Point"]).filter_map(point).collect();
    outline(&points.join(" "), bad)
}

/// The box around points written as `1,2 3,4`. A point that is none is left out.
fn outline(points: &str, bad: &mut dyn FnMut(&str)) -> Option<FileBox> {
    let number = |text: &str| text.trim().parse::<f32>().ok().filter(|number| number.is_finite());
    let mut told = false;
    let mut all = Vec::new();
    for point in points.split_whitespace() {
        match point.split_once(',').and_then(|(x, y)| Some((number(x)?, number(y)?))) {
            Some((x, y)) => all.push([x, y, x, y]),
            None if !told => {
                told = true;
                bad(point);
            }
            None => {}
        }
    }
    hull(all.into_iter())
}
