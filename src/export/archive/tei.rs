//! TEI P5: a facsimile with a zone for each block, and a division for each story, which goes over page breaks where it goes
//! on.

use super::xml::{Xml, tenths};
use super::{blocks, pages};
use crate::export::{followed, is_continuation, story_id};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::StoryRef;

/// The pages that `keep` chooses (by index) as one file. Places are in dots of 300 to an inch, as readers assume them.
pub fn document(edition: &Edition, keep: &dyn Fn(usize) -> bool) -> String {
    let mut xml = Xml::new();
    xml.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")]);
    xml.open("teiHeader", &[]).open("fileDesc", &[]);
    xml.open("titleStmt", &[]).leaf("title", &[], &edition.source.name).close();
    xml.open("publicationStmt", &[]).leaf("p", &[], "not published").close();
    xml.open("sourceDesc", &[]).leaf("p", &[], &edition.source.name).close().close().close();
    xml.open("facsimile", &[]);
    for (index, page) in pages(edition, keep) {
        let label = page.folio.clone().unwrap_or_else(|| (index + 1).to_string());
        place(&mut xml, "surface", &surface_id(index), &page.bounds, &label);
        for (block, _) in blocks(page) {
            place(&mut xml, "zone", &zone_id(index, block), &page.block(block).bbox, "");
            xml.close();
        }
        xml.close();
    }
    xml.close();
    xml.open("text", &[]).open("body", &[]);
    let mut turned = None;
    for at in edition.stories().filter(|at| keep(at.page as usize) && !is_continuation(edition, *at)) {
        article(&mut xml, edition, at, keep, &mut turned);
    }
    furniture(&mut xml, edition, keep, &mut turned);
    xml.done()
}

fn surface_id(index: usize) -> String {
    format!("s{}", index + 1)
}

fn zone_id(index: usize, block: BlockId) -> String {
    format!("p{}b{}", index + 1, block.0 + 1)
}

/// Opens a surface or a zone.
fn place(xml: &mut Xml, name: &'static str, id: &str, at: &Rect, label: &str) {
    const DOTS_A_POINT: f32 = 300.0 / 72.0;
    let [left, top, right, bottom] = at.to_array().map(|side| tenths(side * DOTS_A_POINT));
    xml.open(name, &[("xml:id", id), ("n", label), ("ulx", &left), ("uly", &top), ("lrx", &right), ("lry", &bottom)]);
}

/// Says that what follows stands on another page.
fn turn(xml: &mut Xml, index: usize, turned: &mut Option<usize>) {
    if *turned != Some(index) {
        xml.empty("pb", &[("facs", &format!("#{}", surface_id(index)))]);
        *turned = Some(index);
    }
}

fn article(xml: &mut Xml, edition: &Edition, at: StoryRef, keep: &dyn Fn(usize) -> bool, turned: &mut Option<usize>) {
    xml.open("div", &[("type", "article"), ("xml:id", &story_id(at))]);
    for part in followed(edition, at).into_iter().filter(|part| keep(part.page as usize)) {
        let Some((page, story)) = edition.pages.get(part.page as usize).zip(edition.story(part)) else { continue };
        let index = part.page as usize;
        turn(xml, index, turned);
        for paragraph in page.paragraphs(&story.blocks) {
            element(xml, index, page, &paragraph);
        }
    }
    xml.close();
}

/// What belongs to pages and to no story.
fn furniture(xml: &mut Xml, edition: &Edition, keep: &dyn Fn(usize) -> bool, turned: &mut Option<usize>) {
    for (index, page) in pages(edition, keep) {
        let blocks: Vec<BlockId> = page.furniture().collect();
        if blocks.is_empty() {
            continue;
        }
        xml.open("div", &[("type", "page")]);
        turn(xml, index, turned);
        for paragraph in page.paragraphs(&blocks) {
            let zone = zones(index, &paragraph);
            xml.leaf("fw", &[("type", paragraph.role.word()), ("facs", &zone)], &paragraph.text);
        }
        xml.close();
    }
}

fn zones(index: usize, paragraph: &Paragraph) -> String {
    let zones = paragraph.blocks.iter().map(|block| format!("#{}", zone_id(index, *block)));
    zones.collect::<Vec<_>>().join(" ")
}

fn element(xml: &mut Xml, index: usize, page: &Page, paragraph: &Paragraph) {
    let (name, kind) = match paragraph.role {
        Role::Headline => ("head", ""),
        Role::Kicker | Role::Section => ("head", "kicker"),
        Role::Deck => ("head", "deck"),
        Role::Subhead => ("head", "subhead"),
        Role::Byline => ("byline", ""),
        Role::Dateline => ("dateline", ""),
        Role::Body => ("p", ""),
        Role::Caption | Role::Credit => ("figDesc", ""),
        Role::Masthead | Role::Folio | Role::PullQuote | Role::Jump | Role::Table | Role::Advert | Role::Furniture => {
            ("p", paragraph.role.word())
        }
    };
    let zone = zones(index, paragraph);
    let vertical = paragraph.blocks.first().is_some_and(|block| page.block(*block).vertical);
    let style = if vertical { "writing-mode: vertical-rl" } else { "" };
    // A caption stands within its figure, and `p` has no types but a rendition.
    if name == "figDesc" {
        xml.open("figure", &[]).leaf(name, &[("facs", &zone), ("style", style)], &paragraph.text).close();
    } else if name == "p" {
        xml.leaf(name, &[("facs", &zone), ("rend", kind), ("style", style)], &paragraph.text);
    } else {
        xml.leaf(name, &[("type", kind), ("facs", &zone), ("style", style)], &paragraph.text);
    }
}
