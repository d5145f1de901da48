//! Editions for browsers and reading devices: what of a story is shown, and how, as HTML that is XML as well.

use super::archive::xml::escaped;
use super::{is_continuation, story_id, table, whole_story};
use crate::model::edition::Edition;
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::StoryRef;
use std::fmt::Write;

/// The stories that are wanted and begin something: what goes on from another page is shown with its beginning.
pub fn chapters(edition: &Edition, wanted: &[StoryRef]) -> Vec<StoryRef> {
    wanted.iter().copied().filter(|at| !is_continuation(edition, *at)).collect()
}

/// What a story is called in lists.
pub fn title(edition: &Edition, at: StoryRef) -> String {
    let label = edition.pages.get(at.page as usize).map(|page| page.label(at.story)).unwrap_or_default();
    if label.is_empty() { story_id(at) } else { label }
}

/// The language of an edition: that of its first page.
pub fn lang(edition: &Edition) -> &'static str {
    edition.pages.first().map_or("und", |page| page.lang.code())
}

/// A story with all its paragraphs, ties followed.
pub fn story(edition: &Edition, at: StoryRef) -> String {
    let mut html = String::new();
    for paragraph in whole_story(edition, at) {
        html.push_str(&element(&paragraph));
    }
    html
}

/// How a page sets most of its text.
pub fn direction(page: &Page) -> &'static str {
    if page.vertical { "vertical" } else { "level" }
}

fn element(paragraph: &Paragraph) -> String {
    let text = escaped(paragraph.text.trim());
    if text.is_empty() {
        return String::new();
    }
    let class = paragraph.role.word();
    match paragraph.role {
        Role::Headline => format!("<h2 class=\"{class}\">{text}</h2>\n"),
        Role::Subhead => format!("<h3 class=\"{class}\">{text}</h3>\n"),
        Role::Table => rows(&paragraph.text),
        Role::PullQuote => format!("<blockquote class=\"{class}\"><p>{text}</p></blockquote>\n"),
        Role::Masthead
        | Role::Folio
        | Role::Section
        | Role::Kicker
        | Role::Deck
        | Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::Caption
        | Role::Credit
        | Role::Jump
        | Role::Advert
        | Role::Furniture => format!("<p class=\"{class}\">{text}</p>\n"),
    }
}

fn rows(text: &str) -> String {
    let mut html = String::from("<table>\n");
    for row in table(text).cells() {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        let _ = writeln!(html, "<tr>{cells}</tr>");
    }
    html + "</table>\n"
}
