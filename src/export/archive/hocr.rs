//! hOCR 1.2: HTML that shows the text and tells its places.

use super::words;
use super::xml::Xml;
use super::{article_id, blocks, pages};
use crate::geometry::Rect;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::story::StoryRef;

/// Dots of an inch in which places are written, and points of one.
const DOTS: f32 = 300.0;
const POINTS: f32 = 72.0;

/// The pages that `keep` chooses (by index) as one file.
pub fn document(edition: &Edition, keep: &dyn Fn(usize) -> bool) -> String {
    let mut xml = Xml::new();
    let lang = pages(edition, keep).next().map_or("und", |(_, page)| page.lang.code());
    xml.open("html", &[("xmlns", "http://www.w3.org/1999/xhtml"), ("xml:lang", lang), ("lang", lang)]);
    xml.open("head", &[]).leaf("title", &[], &edition.source.name).empty("meta", &[("charset", "utf-8")]);
    xml.empty("meta", &[("name", "ocr-system"), ("content", concat!("foldline ", env!("CARGO_PKG_VERSION")))]);
    let classes = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_photo";
    xml.empty("meta", &[("name", "ocr-capabilities"), ("content", classes)]).close();
    xml.open("body", &[]);
    for (index, page) in pages(edition, keep) {
        let name = format!("page_{}", index + 1);
        let about = format!("{}; ppageno {index}; scan_res {DOTS} {DOTS}", bbox(&page.bounds));
        xml.open("div", &[("class", "ocr_page"), ("id", &name), ("title", &about), ("lang", page.lang.code())]);
        for (block, story) in blocks(page) {
            let story = story.map(|story| article_id(edition, StoryRef { page: index as u32, story }));
            paragraph(&mut xml, page, index, block, story.as_deref());
        }
        for picture in &page.pictures {
            xml.open("div", &[("class", "ocr_photo"), ("title", &bbox(&picture.bbox))]).close();
        }
        xml.close();
    }
    xml.done()
}

fn paragraph(xml: &mut Xml, page: &Page, index: usize, id: BlockId, story: Option<&str>) {
    let block = page.block(id);
    let (name, place) = (format!("p{}b{}", index + 1, id.0 + 1), bbox(&block.bbox));
    xml.open("div", &[("class", "ocr_carea"), ("id", &format!("area_{name}")), ("title", &place)]);
    xml.open(
        "p",
        &[
            ("class", "ocr_par"),
            ("id", &name),
            ("title", &place),
            ("data-role", block.role.word()),
            ("data-story", story.unwrap_or_default()),
        ],
    );
    for (line, set) in page.lines_of(id).iter().zip(words::lines(page, id)) {
        let style = if line.vertical { "writing-mode: vertical-rl" } else { "" };
        let about = format!("{}; x_size {}", bbox(&line.bbox), (line.size.0 * DOTS / POINTS).round());
        xml.open("span", &[("class", "ocr_line"), ("title", &about), ("style", style)]);
        let last = set.words.len().saturating_sub(1);
        for (at, word) in set.words.iter().enumerate() {
            let hyphen = if at == last && set.broken.is_some() { "\u{ad}" } else { "" };
            let text = word.text.clone() + hyphen;
            xml.leaf("span", &[("class", "ocrx_word"), ("title", &bbox(&word.bbox))], &text);
        }
        xml.close();
    }
    xml.close().close();
}

fn bbox(at: &Rect) -> String {
    let [left, top, right, bottom] = at.to_array().map(|side| (side * DOTS / POINTS).round().max(0.0));
    format!("bbox {left} {top} {right} {bottom}")
}
