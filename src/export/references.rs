//! Stories as references: CSL-JSON and BibTeX, with what the page says of paper, page and date.

use super::citation::{PrintedIn, place};
use super::{book, harmless, story_id};
use crate::model::edition::Edition;
use crate::model::role::Role;
use crate::model::story::StoryRef;
use serde_json::{Value, json};
use std::fmt::Write;

/// The stories as an array of CSL items.
pub fn csl(edition: &Edition, wanted: &[StoryRef]) -> Value {
    let item = |at: StoryRef| {
        let PrintedIn { paper, number, date } = place(edition, at);
        let mut item = json!({
            "id": story_id(at),
            "type": "article-newspaper",
            "title": harmless(&book::title(edition, at)),
            "container-title": harmless(&paper),
            "page": harmless(&number),
            "language": edition.pages.get(at.page as usize).map(|page| page.lang.code()),
        });
        if let Some(fields) = item.as_object_mut() {
            fields.extend(date.map(|date| ("issued".to_owned(), json!({ "raw": harmless(&date) }))));
            fields
                .extend(writer(edition, at).map(|name| ("author".to_owned(), json!([{ "literal": harmless(&name) }]))));
        }
        item
    };
    Value::Array(book::chapters(edition, wanted).into_iter().map(item).collect())
}

/// The stories as BibTeX entries.
pub fn bibtex(edition: &Edition, wanted: &[StoryRef]) -> String {
    let mut all = String::new();
    for at in book::chapters(edition, wanted) {
        let PrintedIn { paper, number, date } = place(edition, at);
        let fields = [
            ("title", Some(book::title(edition, at))),
            ("author", writer(edition, at)),
            ("journal", Some(paper)),
            ("pages", Some(number)),
            ("year", date.as_deref().and_then(year)),
            ("note", date),
        ];
        let _ = writeln!(all, "@article{{{},", story_id(at));
        for (key, value) in fields {
            if let Some(value) = value {
                let _ = writeln!(all, "  {key} = {{{}}},", guarded(&value));
            }
        }
        all.push_str("}\n\n");
    }
    all
}

/// The writer that a story names, without the word that says so.
fn writer(edition: &Edition, at: StoryRef) -> Option<String> {
    let page = edition.pages.get(at.page as usize)?;
    let blocks = edition.story(at)?.blocks.iter().map(|id| page.block(*id));
    let line = blocks.filter(|block| block.role == Role::Byline).map(|block| block.text.trim()).next()?;
    let name = name_in(line);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The name in a byline, without the mark or the word that tells that it is one.
fn name_in(line: &str) -> &str {
    const BEFORE: [&str; 9] = ["本报记者", "本報記者", "记者", "記者", "By ", "by ", "BY ", "Von ", "Par "];
    const BEHIND: [&str; 3] = ["記者", "记者", "기자"];
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = BEFORE.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    BEHIND.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare).trim()
}

/// The year of a date as it is printed.
fn year(date: &str) -> Option<String> {
    let mut numbers = date.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.next().map(str::to_owned)
}

/// Text that BibTeX reads as it stands.
fn guarded(text: &str) -> String {
    let mut safe = String::new();
    for c in harmless(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => safe.extend(['\\', c]),
            '{' | '}' => safe.push(if c == '{' { '(' } else { ')' }),
            '\\' | '~' | '^' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_byline_stands_without_its_mark() {
        for (line, name) in [
            ("□林一舟 周望", "林一舟 周望"),
            ("本报记者　林知远", "林知远"),
            ("By Nora Wexcombe", "Nora Wexcombe"),
            ("김하늘 기자", "김하늘"),
            ("Byrne Okafor", "Byrne Okafor"),
        ] {
            assert_eq!(name_in(line), name, "{line}");
        }
    }
}
