//! An edition as one HTML file that needs no network: each page with its stories in their boxes, the stories to read,
//! search, keys.

use super::archive::xml::escaped;
use super::{book, story_id};
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use std::fmt::Write;

/// How all of it looks, on wide windows and on telephones.
const STYLE: &str = include_str!("html/edition.css");
/// What moves: search, keys, the way from a box to its story.
const SCRIPT: &str = include_str!("html/edition.js");

/// The stories that are wanted, on the pages that `keep` chooses (by index).
pub fn document(edition: &Edition, wanted: &[StoryRef], keep: &dyn Fn(usize) -> bool) -> String {
    let name = escaped(&edition.source.name);
    let lang = book::lang(edition);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{name}</h1><input id=\"search\" type=\"search\" aria-label=\"search\" placeholder=\"/\"></header>\n"
    );
    html.push_str("<main>\n");
    for (index, page) in edition.pages.iter().enumerate().filter(|(index, _)| keep(*index)) {
        html.push_str(&page_map(edition, wanted, index, page));
        let of_page: Vec<StoryRef> =
            book::chapters(edition, wanted).into_iter().filter(|at| at.page as usize == index).collect();
        for at in of_page {
            let id = story_id(at);
            let _ = writeln!(html, "<article id=\"{id}\" class=\"{}\" tabindex=\"-1\">", book::direction(page));
            html.push_str(&book::story(edition, at));
            html.push_str("</article>\n");
        }
    }
    let _ = write!(html, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    html
}

/// A page in boxes: a frame for each block, which leads to its story.
fn page_map(edition: &Edition, wanted: &[StoryRef], index: usize, page: &Page) -> String {
    let (width, height) = (page.bounds.width().0.max(1.0), page.bounds.height().0.max(1.0));
    let mut map = format!(
        "<nav class=\"page\" aria-label=\"{}\"><h2>{}</h2>\n<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"list\">\n",
        escaped(&page.name()),
        escaped(&page.name())
    );
    for id in page.story_ids().filter(|id| wanted.contains(&StoryRef { page: index as u32, story: *id })) {
        let to = begins(edition, index, id);
        let title = escaped(&page.label(id));
        let _ = writeln!(map, "<a href=\"#{}\" role=\"listitem\"><title>{title}</title>", story_id(to));
        for block in page.story(id).blocks.iter().map(|block| page.block(*block)) {
            let class = if block.role.is_head() || block.role == Role::Subhead { "head" } else { "text" };
            let at = block.bbox;
            let _ = writeln!(
                map,
                "<rect class=\"{class}\" x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"{:.0}\"/>",
                at.left.0,
                at.top.0,
                at.width().0.max(1.0),
                at.height().0.max(1.0)
            );
        }
        map.push_str(&headline(page, id));
        map.push_str("</a>\n");
    }
    map + "</svg></nav>\n"
}

/// The headline in its place, as large as it is printed.
fn headline(page: &Page, id: StoryId) -> String {
    let blocks = &page.story(id).blocks;
    let Some(head) = blocks.iter().find(|block| page.block(**block).role == Role::Headline) else {
        return String::new();
    };
    let set = page.lines_of(*head).iter().map(|line| {
        if line.vertical {
            // Characters stand on the middle of an upright line.
            let (middle, top) = (line.bbox.center().x.0, line.bbox.top.0);
            let (size, long) = (line.size.0, line.bbox.height().0.max(1.0));
            let text = escaped(&line.text);
            return format!("<text class=\"upright\" x=\"{middle:.0}\" y=\"{top:.0}\" font-size=\"{size:.1}\" textLength=\"{long:.0}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>\n");
        }
        let (left, base) = (line.bbox.left.0, line.bbox.bottom.0 - line.size.0 * crate::geometry::DESCENT_EM);
        let (size, long) = (line.size.0, line.bbox.width().0.max(1.0));
        let text = escaped(&line.text);
        format!("<text x=\"{left:.0}\" y=\"{base:.0}\" font-size=\"{size:.1}\" textLength=\"{long:.0}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>\n")
    });
    set.collect()
}

/// The story that a part of it belongs to.
fn begins(edition: &Edition, index: usize, id: StoryId) -> StoryRef {
    let own = StoryRef { page: index as u32, story: id };
    let first = edition.stories().find(|at| super::followed(edition, *at).contains(&own));
    first.unwrap_or(own)
}
