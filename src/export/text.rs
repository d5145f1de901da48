//! A story as clean plain text: a paragraph a line, blank lines between, nothing of the page's line breaks.

use super::{advert_lines, harmless, is_continuation, on_pages, table};
use crate::model::edition::Edition;
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use std::collections::BTreeSet;

/// What stands between two stories.
pub const BETWEEN: &str = "\n────────\n\n";

/// One story with everything that belongs to it, jumps followed. Ends with a line end; empty for a story
/// without text.
pub fn story(edition: &Edition, at: StoryRef) -> String {
    set(on_pages(edition, at).into_iter())
}

fn set<'a>(paragraphs: impl Iterator<Item = (&'a Page, Paragraph<'a>)>) -> String {
    let mut text = String::new();
    let mut above: Option<Role> = None;
    for (page, paragraph) in paragraphs {
        let line = line_of(page, &paragraph);
        if line.is_empty() {
            continue;
        }
        if above.is_some_and(|above| stands_apart(above, paragraph.role)) {
            text.push('\n');
        }
        text.push_str(&line);
        text.push('\n');
        above = Some(paragraph.role);
    }
    text
}

/// The part of a story that stands on its own page: jumps are told, and not followed.
pub fn part(page: &Page, story: StoryId) -> String {
    set(page.paragraphs(&page.story(story).blocks).into_iter().map(|paragraph| (page, paragraph)))
}

/// Several stories, parted by a row of dashes. Continuations print with their beginning only.
pub fn stories(edition: &Edition, wanted: &[StoryRef]) -> String {
    let all: BTreeSet<StoryRef> = wanted.iter().copied().collect();
    let texts: Vec<String> = wanted.iter().filter_map(|at| story_among(edition, &all, *at)).collect();
    texts.join(BETWEEN)
}

/// One of several stories that are wanted; nothing where another one prints it, and for a story without text.
pub fn story_among(edition: &Edition, wanted: &BTreeSet<StoryRef>, at: StoryRef) -> Option<String> {
    let is_printed = wanted.len() > 1 && printed_before(edition, wanted, at);
    Some(story(edition, at)).filter(|text| !is_printed && !text.is_empty())
}

fn printed_before(edition: &Edition, wanted: &BTreeSet<StoryRef>, at: StoryRef) -> bool {
    let begin = edition.story(at).and_then(|story| story.continued_from.as_ref()).and_then(|jump| jump.story);
    is_continuation(edition, at) && begin.is_some_and(|begin| wanted.contains(&begin))
}

/// Heads that belong together stand line under line; everything else is parted by a blank line.
fn stands_apart(above: Role, below: Role) -> bool {
    let head = |role: Role| role.is_head() || role == Role::Byline;
    let small = |role: Role| matches!(role, Role::Caption | Role::Credit);
    !(head(above) && head(below) || small(above) && below == Role::Credit)
}

fn line_of(page: &Page, paragraph: &Paragraph<'_>) -> String {
    if paragraph.role == Role::Table {
        table(&paragraph.text).plain().join("\n")
    } else if paragraph.role == Role::Advert {
        advert_lines(page, paragraph).into_iter().map(harmless).collect::<Vec<_>>().join("\n")
    } else {
        harmless(paragraph.text.trim()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{page, tied};

    #[test]
    fn a_story_follows_its_jump() {
        let first = StoryRef { page: 0, story: StoryId(0) };
        let expected = "Ferry returns to the river\nBy Ada Quill\n\nThe old ferry was back on the river at dawn.\n\n\
                        Two hundred people waited.\n";
        assert_eq!(story(&tied(), first), expected);
    }

    #[test]
    fn a_continuation_prints_once() {
        let edition = tied();
        let all: Vec<StoryRef> = edition.stories().collect();
        assert_eq!(stories(&edition, &all).matches("Two hundred").count(), 1);
        assert!(stories(&edition, &all[1..]).contains("Two hundred"), "asked for alone, it prints");
    }

    #[test]
    fn the_rows_of_a_table_stay_rows() {
        for (table, expected) in [
            ("Club  P\nAsh\u{1b}by  16\nHart  9", "Club     P\nAshby   16\nHart     9\n"),
            ("球队  赛\n清河队  16\n东胜  9", "球队     赛\n清河队   16\n东胜      9\n"),
        ] {
            let lone = Edition { pages: vec![page(1, &[(Role::Table, table)])].into(), ..Edition::default() };
            assert_eq!(story(&lone, StoryRef { page: 0, story: StoryId(0) }), expected);
        }
    }

    #[test]
    fn a_jump_that_leads_nowhere_is_kept() {
        let lone = Edition {
            pages: vec![page(1, &[(Role::Body, "一"), (Role::Jump, "下转第3版")])].into(),
            ..Edition::default()
        };
        assert_eq!(story(&lone, StoryRef { page: 0, story: StoryId(0) }), "一\n\n下转第3版\n");
    }
}
