//! PAGE XML of 2019: one page a file, regions with lines and their text, the reading order, and stories in `custom` as
//! readers of NewsEye and Transkribus expect them.

use super::xml::Xml;
use super::{article_id, blocks};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Line, Page, printed};
use crate::model::role::Role;
use crate::model::story::StoryRef;

/// Dots of an inch in which places are written, and points of one.
const DOTS: f32 = 300.0;
const POINTS: f32 = 72.0;

/// A page, by its index; `made` is the time of writing. Empty for one that is not there.
pub fn document(edition: &Edition, index: usize, made: &str) -> String {
    let Some(page) = edition.pages.get(index) else { return String::new() };
    let mut xml = Xml::new();
    xml.open(
        "PcGts",
        &[
            ("xmlns", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.open("Metadata", &[]).leaf("Creator", &[], concat!("foldline ", env!("CARGO_PKG_VERSION")));
    xml.leaf("Created", &[], made).leaf("LastChange", &[], made).close();
    let side = |points: f32| dots(points).max(1).to_string();
    let (width, height) = (side(page.bounds.width().0), side(page.bounds.height().0));
    let name = format!("{}-{:04}.png", edition.source.name, index + 1);
    xml.open("Page", &[("imageFilename", &name), ("imageWidth", &width), ("imageHeight", &height)]);
    let all = blocks(page);
    if !all.is_empty() {
        xml.open("ReadingOrder", &[]).open("OrderedGroup", &[("id", "order")]);
        for (at, (block, _)) in all.iter().enumerate() {
            xml.empty("RegionRefIndexed", &[("index", &at.to_string()), ("regionRef", &region_id(*block))]);
        }
        xml.close().close();
    }
    for (at, (block, story)) in all.into_iter().enumerate() {
        let article = story.map(|story| article_id(edition, StoryRef { page: index as u32, story }));
        region(&mut xml, page, block, at, article.as_deref());
    }
    for (at, picture) in page.pictures.iter().enumerate() {
        xml.open("ImageRegion", &[("id", &format!("i{}", at + 1))]);
        xml.empty("Coords", &[("points", &corners(&picture.bbox))]).close();
    }
    xml.done()
}

fn region_id(block: BlockId) -> String {
    format!("b{}", block.0 + 1)
}

fn region(xml: &mut Xml, page: &Page, id: BlockId, order: usize, article: Option<&str>) {
    let block = page.block(id);
    let structure = article.map(|id| format!(" structure {{id:{id}; type:article;}}")).unwrap_or_default();
    let custom = format!("readingOrder {{index:{order};}}{structure}");
    let name = region_id(id);
    let direction = if block.vertical { "top-to-bottom" } else { "" };
    let lines = if block.vertical { "right-to-left" } else { "" };
    xml.open(
        "TextRegion",
        &[
            ("id", &name),
            ("type", kind(block.role)),
            ("custom", &custom),
            ("readingDirection", direction),
            ("textLineOrder", lines),
        ],
    );
    xml.empty("Coords", &[("points", &corners(&block.bbox))]);
    for (row, line) in page.lines_of(id).iter().enumerate() {
        let custom = format!("readingOrder {{index:{row};}}{structure}");
        xml.open("TextLine", &[("id", &format!("{name}l{}", row + 1)), ("custom", &custom)]);
        xml.empty("Coords", &[("points", &corners(&line.bbox))]).empty("Baseline", &[("points", &baseline(line))]);
        xml.open("TextEquiv", &[]).leaf("Unicode", &[], &printed(&line.text)).close().close();
    }
    xml.close();
}

/// What PAGE calls a role.
fn kind(role: Role) -> &'static str {
    match role {
        Role::Headline | Role::Kicker | Role::Deck | Role::Subhead | Role::Section => "heading",
        Role::Caption => "caption",
        Role::Credit => "credit",
        Role::Masthead | Role::Folio => "header",
        Role::Furniture => "footer",
        Role::Byline | Role::Dateline | Role::Body | Role::PullQuote | Role::Jump | Role::Table | Role::Advert => {
            "paragraph"
        }
    }
}

fn dots(points: f32) -> i32 {
    (points * (DOTS / POINTS)).round().max(0.0) as i32
}

fn corners(at: &Rect) -> String {
    let [left, top, right, bottom] = at.to_array().map(dots);
    format!("{left},{top} {right},{top} {right},{bottom} {left},{bottom}")
}

/// The baseline of a level line; the middle of one that runs down.
fn baseline(line: &Line) -> String {
    let [left, top, right, bottom] = line.bbox.to_array();
    let [left, top, right, bottom] = match line.vertical {
        true => [(left + right) / 2.0, top, (left + right) / 2.0, bottom],
        false => {
            let base = bottom - line.size.0 * crate::geometry::DESCENT_EM;
            [left, base, right, base]
        }
    }
    .map(dots);
    format!("{left},{top} {right},{bottom}")
}
