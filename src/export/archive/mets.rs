//! METS: an issue with its pages, which are ALTO files beside it, and its articles with the blocks that they are made of,
//! over all pages they go on on.

use super::alto::{block_id, kind};
use super::pages;
use super::xml::Xml;
use crate::export::{followed, is_continuation};
use crate::model::edition::Edition;
use crate::model::role::Role;
use crate::model::story::StoryRef;

/// The name of the ALTO file of a page, by its index: METS names it so.
pub fn page_file(index: usize) -> String {
    format!("alto/{:04}.xml", index + 1)
}

/// The METS file of the pages that `keep` chooses (by index); `made` is the time of writing.
pub fn document(edition: &Edition, keep: &dyn Fn(usize) -> bool, made: &str) -> String {
    let mut xml = Xml::new();
    xml.open(
        "mets",
        &[
            ("xmlns", "http://www.loc.gov/METS/"),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
            ("TYPE", "Newspaper"),
            ("LABEL", &edition.source.name),
        ],
    );
    xml.open("metsHdr", &[("CREATEDATE", made)]);
    xml.open("agent", &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")]);
    xml.leaf("name", &[], concat!("foldline ", env!("CARGO_PKG_VERSION"))).close().close();
    xml.open("fileSec", &[]).open("fileGrp", &[("ID", "ALTO"), ("USE", "Text")]);
    for (index, _) in pages(edition, keep) {
        xml.open("file", &[("ID", &file_id(index)), ("MIMETYPE", "text/xml")]);
        xml.empty("FLocat", &[("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", &page_file(index))]).close();
    }
    xml.close().close();
    physical(&mut xml, edition, keep);
    logical(&mut xml, edition, keep);
    xml.done()
}

fn file_id(index: usize) -> String {
    format!("ALTO{:04}", index + 1)
}

fn physical(xml: &mut Xml, edition: &Edition, keep: &dyn Fn(usize) -> bool) {
    xml.open("structMap", &[("TYPE", "PHYSICAL")]).open("div", &[("TYPE", "Newspaper"), ("ID", "phys")]);
    for (order, (index, page)) in pages(edition, keep).enumerate() {
        let label = page.folio.clone().unwrap_or_else(|| (index + 1).to_string());
        let (id, order) = (format!("phys{}", index + 1), (order + 1).to_string());
        xml.open("div", &[("TYPE", "PAGE"), ("ID", &id), ("ORDER", &order), ("ORDERLABEL", &label)]);
        xml.empty("fptr", &[("FILEID", &file_id(index))]).close();
    }
    xml.close().close();
}

fn logical(xml: &mut Xml, edition: &Edition, keep: &dyn Fn(usize) -> bool) {
    xml.open("structMap", &[("TYPE", "LOGICAL")]).open("div", &[("TYPE", "ISSUE"), ("ID", "issue")]);
    xml.open("div", &[("TYPE", "CONTENT"), ("ID", "content")]);
    let begins = |at: &StoryRef| keep(at.page as usize) && !is_continuation(edition, *at);
    for at in edition.stories().filter(begins) {
        article(xml, edition, at, keep);
    }
    xml.close().close().close();
}

fn article(xml: &mut Xml, edition: &Edition, at: StoryRef, keep: &dyn Fn(usize) -> bool) {
    let Some((page, story)) = edition.pages.get(at.page as usize).zip(edition.story(at)) else { return };
    let advert = !story.blocks.is_empty() && story.blocks.iter().all(|id| page.block(*id).role == Role::Advert);
    let kind_of_story = if advert { "ADVERTISEMENT" } else { "ARTICLE" };
    let id = crate::export::story_id(at);
    xml.open("div", &[("TYPE", kind_of_story), ("ID", &id), ("LABEL", &page.label(at.story))]);
    for part in followed(edition, at).into_iter().filter(|part| keep(part.page as usize)) {
        let Some((page, story)) = edition.pages.get(part.page as usize).zip(edition.story(part)) else { continue };
        for block in &story.blocks {
            let index = part.page as usize;
            let name = block_id(index, *block);
            let file = file_id(index);
            xml.open("div", &[("TYPE", kind(page.block(*block).role)), ("ID", &format!("{id}_{name}"))]);
            xml.open("fptr", &[]).empty("area", &[("FILEID", &file), ("BETYPE", "IDREF"), ("BEGIN", &name)]);
            xml.close().close();
        }
    }
    xml.close();
}
