//! ALTO 4.4: blocks, lines and words with their places, roles and stories as tags, the reading order.

use super::words;
use super::xml::{Xml, tenths};
use super::{article_id, blocks, pages};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use std::collections::BTreeSet;

/// Units of an inch in which places are written, and points of one.
const UNITS: f32 = 1_200.0;
const POINTS: f32 = 72.0;

/// The id of a block, which METS names as well.
pub fn block_id(page: usize, block: BlockId) -> String {
    format!("P{}_B{}", page + 1, block.0 + 1)
}

/// The pages that `keep` chooses (by index) as one file.
pub fn document(edition: &Edition, keep: &dyn Fn(usize) -> bool) -> String {
    let mut xml = Xml::new();
    xml.open(
        "alto",
        &[
            ("xmlns", "http://www.loc.gov/standards/alto/ns-v4#"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.loc.gov/standards/alto/ns-v4# https://www.loc.gov/standards/alto/v4/alto-4-4.xsd",
            ),
            ("SCHEMAVERSION", "4.4"),
        ],
    );
    xml.open("Description", &[]).leaf("MeasurementUnit", &[], "inch1200");
    xml.open("sourceImageInformation", &[]).leaf("fileName", &[], &edition.source.name).close().close();
    let styles = styles(edition, keep);
    if !styles.is_empty() {
        xml.open("Styles", &[]);
        for style in &styles {
            xml.empty(
                "TextStyle",
                &[("ID", &style.id()), ("FONTSIZE", &tenths(style.size())), ("FONTSTYLE", style.face())],
            );
        }
        xml.close();
    }
    tags(&mut xml, edition, keep);
    order(&mut xml, edition, keep);
    xml.open("Layout", &[]);
    for (index, page) in pages(edition, keep) {
        of_page(&mut xml, edition, index, page);
    }
    xml.done()
}

/// A style of type: tenths of a point, bold, slanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct AltoStyle(u32, bool, bool);

impl AltoStyle {
    fn of(page: &Page, block: BlockId) -> Option<AltoStyle> {
        let line = page.lines_of(block).first()?;
        Some(AltoStyle((line.size.0.max(0.0) * 10.0).round() as u32, line.bold, line.italic))
    }

    fn id(self) -> String {
        format!("S{}{}{}", self.0, if self.1 { "b" } else { "" }, if self.2 { "i" } else { "" })
    }

    fn size(self) -> f32 {
        self.0 as f32 / 10.0
    }

    fn face(self) -> &'static str {
        match (self.1, self.2) {
            (true, true) => "bold italics",
            (true, false) => "bold",
            (false, true) => "italics",
            (false, false) => "",
        }
    }
}

fn styles(edition: &Edition, keep: &dyn Fn(usize) -> bool) -> BTreeSet<AltoStyle> {
    pages(edition, keep)
        .flat_map(|(_, page)| blocks(page).into_iter().filter_map(|(id, _)| AltoStyle::of(page, id)))
        .collect()
}

/// Roles and stories that blocks are tagged with.
fn tags(xml: &mut Xml, edition: &Edition, keep: &dyn Fn(usize) -> bool) {
    let mut roles: BTreeSet<&'static str> = BTreeSet::new();
    let mut stories: Vec<(String, String)> = Vec::new();
    for (index, page) in pages(edition, keep) {
        roles.extend(blocks(page).iter().map(|(id, _)| page.block(*id).role.word()));
        for id in page.story_ids() {
            let name = article_id(edition, StoryRef { page: index as u32, story: id });
            if !stories.iter().any(|(known, _)| *known == name) {
                stories.push((name, page.label(id)));
            }
        }
    }
    if roles.is_empty() {
        return;
    }
    xml.open("Tags", &[]);
    for role in roles {
        xml.empty("LayoutTag", &[("ID", &format!("role_{role}")), ("TYPE", "role"), ("LABEL", role)]);
    }
    for (name, title) in &stories {
        let label = if title.is_empty() { name } else { title };
        xml.empty("StructureTag", &[("ID", &format!("article_{name}")), ("TYPE", "article"), ("LABEL", label)]);
    }
    xml.close();
}

/// The order of reading: a group for each story, in the order of the pages.
fn order(xml: &mut Xml, edition: &Edition, keep: &dyn Fn(usize) -> bool) {
    let told: Vec<(usize, &Page)> = pages(edition, keep).filter(|(_, page)| !blocks(page).is_empty()).collect();
    if told.is_empty() {
        return;
    }
    xml.open("ReadingOrder", &[]);
    xml.open("OrderedGroup", &[("ID", "order")]);
    for (index, page) in told {
        let mut open: Option<Option<StoryId>> = None;
        for (block, story) in blocks(page) {
            if open != Some(story) {
                if open.is_some() {
                    xml.close();
                }
                let group = story.map_or_else(|| "page".to_owned(), |story| format!("s{}", story.0 + 1));
                xml.open("OrderedGroup", &[("ID", &format!("order_p{}_{group}", index + 1))]);
                open = Some(story);
            }
            let id = block_id(index, block);
            xml.empty("ElementRef", &[("ID", &format!("order_{id}")), ("REF", &id)]);
        }
        xml.close();
    }
    xml.close().close();
}

fn of_page(xml: &mut Xml, edition: &Edition, index: usize, page: &Page) {
    let (width, height) = (unit(page.bounds.width().0), unit(page.bounds.height().0));
    let number = (index + 1).to_string();
    xml.open(
        "Page",
        &[
            ("ID", &format!("P{number}")),
            ("PHYSICAL_IMG_NR", &number),
            ("PRINTED_IMG_NR", page.folio.as_deref().unwrap_or_default()),
            ("LANG", page.lang.code()),
            ("WIDTH", &width),
            ("HEIGHT", &height),
        ],
    );
    xml.open("PrintSpace", &[("HPOS", "0"), ("VPOS", "0"), ("WIDTH", &width), ("HEIGHT", &height)]);
    for (block, story) in blocks(page) {
        let story = story.map(|story| article_id(edition, StoryRef { page: index as u32, story }));
        text_block(xml, index, page, block, story);
    }
    for (at, picture) in page.pictures.iter().enumerate() {
        place(xml, "Illustration", &format!("P{number}_I{}", at + 1), &picture.bbox);
    }
    xml.close().close();
}

/// An element that is nothing but a place.
fn place(xml: &mut Xml, name: &'static str, id: &str, at: &Rect) {
    let [left, top, width, height] = box_of(at);
    xml.empty(name, &[("ID", id), ("HPOS", &left), ("VPOS", &top), ("WIDTH", &width), ("HEIGHT", &height)]);
}

fn text_block(xml: &mut Xml, index: usize, page: &Page, id: BlockId, story: Option<String>) {
    let block = page.block(id);
    let name = block_id(index, id);
    let [left, top, width, height] = box_of(&block.bbox);
    let article = story.map(|story| format!(" article_{story}")).unwrap_or_default();
    let style = AltoStyle::of(page, id).map(AltoStyle::id).unwrap_or_default();
    xml.open(
        "TextBlock",
        &[
            ("ID", &name),
            ("STYLEREFS", &style),
            ("TAGREFS", &format!("role_{}{article}", block.role.word())),
            ("HPOS", &left),
            ("VPOS", &top),
            ("WIDTH", &width),
            ("HEIGHT", &height),
        ],
    );
    let lines = page.lines_of(id).iter().zip(words::lines(page, id)).enumerate();
    // A line of ALTO has a word at least.
    for (row, (line, set)) in lines.filter(|(_, (_, set))| !set.words.is_empty()) {
        let [left, top, width, height] = box_of(&line.bbox);
        let direction = if line.vertical { "ttb" } else { "" };
        xml.open(
            "TextLine",
            &[
                ("ID", &format!("{name}_L{}", row + 1)),
                ("HPOS", &left),
                ("VPOS", &top),
                ("WIDTH", &width),
                ("HEIGHT", &height),
                ("BASEDIRECTION", direction),
            ],
        );
        let last = set.words.len().saturating_sub(1);
        for (at, word) in set.words.iter().enumerate() {
            let [left, top, width, height] = box_of(&word.bbox);
            let whole = set.broken.as_ref().filter(|_| at == last).map(|(whole, _)| whole.as_str());
            xml.empty(
                "String",
                &[
                    ("ID", &format!("{name}_L{}_W{}", row + 1, at + 1)),
                    ("HPOS", &left),
                    ("VPOS", &top),
                    ("WIDTH", &width),
                    ("HEIGHT", &height),
                    ("CONTENT", &word.text),
                    ("SUBS_TYPE", whole.map_or("", |_| "HypPart1")),
                    ("SUBS_CONTENT", whole.unwrap_or_default()),
                ],
            );
            if at < last {
                xml.empty("SP", &[]);
            }
        }
        if set.broken.is_some() {
            xml.empty("HYP", &[("CONTENT", "-")]);
        }
        xml.close();
    }
    xml.close();
}

/// Left, top, width and height in the units of the file.
fn box_of(at: &Rect) -> [String; 4] {
    [at.left.0, at.top.0, at.width().0, at.height().0].map(unit)
}

fn unit(points: f32) -> String {
    tenths(points * (UNITS / POINTS))
}

/// What METS calls a role.
pub fn kind(role: Role) -> &'static str {
    match role {
        Role::Headline => "HEADLINE",
        Role::Kicker | Role::Section => "OVERLINE",
        Role::Deck => "SUBHEADLINE",
        Role::Subhead => "CROSSHEADING",
        Role::Byline => "AUTHOR",
        Role::Caption | Role::Credit => "CAPTION",
        Role::Masthead
        | Role::Folio
        | Role::Dateline
        | Role::Body
        | Role::PullQuote
        | Role::Jump
        | Role::Table
        | Role::Advert
        | Role::Furniture => "TEXT",
    }
}
