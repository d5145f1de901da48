//! A story as Markdown (CommonMark): heads as headings, captions as quotes, the source in a comment-free last line.

use super::{advert_lines, harmless, on_pages, story_id, table};
use crate::model::edition::Edition;
use crate::model::role::Role;
use crate::model::story::StoryRef;
use crate::typeset::tables::TextTable;

/// What stands between two stories.
pub const BETWEEN: &str = "\n---\n\n";

/// One story with everything that belongs to it, jumps followed.
pub fn story(edition: &Edition, at: StoryRef) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (page, paragraph) in on_pages(edition, at) {
        let text = if paragraph.role == Role::Table {
            in_columns(&table(&paragraph.text))
        } else if paragraph.role == Role::Advert {
            broken(advert_lines(page, &paragraph))
        } else {
            escaped(paragraph.text.trim())
        };
        if !text.is_empty() {
            parts.push(dressed(paragraph.role, &text));
        }
    }
    if parts.is_empty() {
        return String::new();
    }
    parts.push(origin(edition, at));
    parts.join("\n\n") + "\n"
}

/// Several stories, parted by rules.
pub fn stories(edition: &Edition, wanted: &[StoryRef]) -> String {
    let texts: Vec<String> = wanted.iter().map(|at| story(edition, *at)).filter(|text| !text.is_empty()).collect();
    texts.join(BETWEEN)
}

fn dressed(role: Role, text: &str) -> String {
    match role {
        Role::Headline | Role::Masthead => format!("# {text}"),
        Role::Subhead => format!("## {text}"),
        Role::Kicker | Role::Section => format!("**{text}**"),
        Role::Deck => format!("***{text}***"),
        Role::Byline | Role::Dateline | Role::Credit | Role::Jump => format!("*{text}*"),
        Role::Caption | Role::PullQuote => format!("> {text}"),
        Role::Body | Role::Table | Role::Advert | Role::Folio | Role::Furniture => text.to_owned(),
    }
}

/// A table of several columns with its first row as head, or an empty head where that names no columns; lines with
/// hard breaks when it has one column only.
fn in_columns(table: &TextTable<'_>) -> String {
    let columns = table.figures().count();
    if columns < 2 {
        return broken(table.cells().concat());
    }
    let mut rows: Vec<Vec<String>> =
        table.cells().into_iter().map(|row| row.into_iter().map(escaped).collect()).collect();
    if !table.is_headed() {
        rows.insert(0, vec![String::new(); columns]);
    }
    let sides = table.figures().map(|figures| if figures { "---:" } else { "---" }.to_owned());
    rows.insert(1, sides.collect());
    let lines: Vec<String> = rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
    lines.join("\n")
}

/// Lines with hard breaks between them.
fn broken(lines: Vec<&str>) -> String {
    lines.into_iter().map(escaped).collect::<Vec<_>>().join("\\\n")
}

/// Source, page and id of the story, so that a note can be cited.
fn origin(edition: &Edition, at: StoryRef) -> String {
    let page = edition.pages.get(at.page as usize);
    let folio = page.and_then(|page| page.folio.clone()).unwrap_or_else(|| (at.page + 1).to_string());
    format!("— {}, page {}, {}", escaped(&edition.source.name), escaped(&folio), story_id(at))
}

/// Puts a backslash before what Markdown would take for markup; a leading digit and dot would make a list.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && out.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") ")) {
        out.insert(digits, '\\');
    }
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{page, tied};
    use crate::model::page::Line;
    use crate::model::story::StoryId;

    #[test]
    fn a_table_is_one_in_markdown_too() {
        let of = |text: &str| {
            let lone = Edition { pages: vec![page(1, &[(Role::Table, text)])].into(), ..Edition::default() };
            story(&lone, StoryRef { page: 0, story: StoryId(0) })
        };
        let headed = of("Club  P\nAsh|by  16\nHart  9");
        assert!(headed.starts_with("| Club | P |\n| --- | ---: |\n| Ash\\|by | 16 |\n| Hart | 9 |\n\n"), "{headed}");
        let bare = of("清河队  16\n东胜  9");
        assert!(bare.starts_with("|  |  |\n| --- | ---: |\n| 清河队 | 16 |\n| 东胜 | 9 |\n\n"), "{bare}");
        assert!(of("Ashby\nHart").starts_with("Ashby\\\nHart\n\n"));
    }

    #[test]
    fn the_lines_of_an_advert_stay_lines() {
        let mut page = page(1, &[(Role::Advert, "MOON TEA * Call 555-0100")]);
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        page.lines = ["MOON TEA *", "Call 555-0100"].map(line).to_vec();
        page.blocks[0].lines = 0..2;
        let lone = Edition { pages: vec![page].into(), ..Edition::default() };
        let at = StoryRef { page: 0, story: StoryId(0) };
        assert!(story(&lone, at).starts_with("MOON TEA \\*\\\nCall 555-0100\n\n"), "{}", story(&lone, at));
        assert!(crate::export::text::story(&lone, at).starts_with("MOON TEA *\nCall 555-0100\n"));
    }

    #[test]
    fn heads_become_headings_and_markup_is_escaped() {
        let text = story(&tied(), StoryRef { page: 0, story: StoryId(0) });
        assert!(text.starts_with("# Ferry returns to the river\n\n*By Ada Quill*\n\n"), "{text}");
        assert_eq!(escaped("1. a*b_[c]"), "1\\. a\\*b\\_\\[c\\]");
        assert_eq!(escaped("- 三"), "\\- 三");
    }
}
