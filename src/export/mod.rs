//! Editions, pages and stories to text, Markdown, JSON, the forms of archives, books and the inspector's pictures. All of it reads the same
//! [`crate::model::page::Page`] as the screen does.

pub mod archive;
mod book;
pub mod boxes;
pub mod citation;
pub mod drawing;
pub mod epub;
pub mod html;
pub mod inspect;
pub mod json;
pub mod markdown;
pub mod notes;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod rows;
pub mod references;
pub mod svg;
pub mod text;
pub mod truth;

use crate::model::edition::Edition;
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::StoryRef;
use crate::typeset::galley::printed_lines;
use crate::typeset::tables::TextTable;
use crate::typeset::width::WidthModel;

/// The stable id of a story: `p2s1` is the first story of the second page.
pub fn story_id(at: StoryRef) -> String {
    format!("p{}s{}", at.page + 1, at.story.0 + 1)
}

/// Text without anything a terminal would act on: control characters and bidirectional overrides go, tabs and
/// line ends become blanks. Borrowed when there is nothing to do.
pub fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(acts_on_terminal) {
        return text.into();
    }
    let mend = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if acts_on_terminal(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(mend).collect::<String>().into()
}

/// As [`harmless`] for text of many lines, whose line ends and tabs stay.
pub fn harmless_lines(text: &str) -> std::borrow::Cow<'_, str> {
    let acts = |c: char| acts_on_terminal(c) && !matches!(c, '\n' | '\t');
    if text.chars().any(acts) { text.chars().filter(|c| !acts(*c)).collect::<String>().into() } else { text.into() }
}

/// A line of JSON without anything a terminal would act on, which is written as JSON escapes it: texts stay exact.
pub fn escaped(line: String) -> String {
    if !line.chars().any(acts_on_terminal) {
        return line;
    }
    let mut escaped = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        if acts_on_terminal(c) {
            escaped.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// A table read for a file or pipe, its cells [`harmless`].
pub(crate) fn table(text: &str) -> TextTable<'_> {
    TextTable::of(text, |cell| harmless(cell).into_owned(), &WidthModel::narrow())
}

fn acts_on_terminal(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A story and, after it, the stories it goes on in: what a reader calls the whole story. A tie is followed
/// once only, whatever the ties say.
pub fn followed(edition: &Edition, at: StoryRef) -> Vec<StoryRef> {
    let mut chain = vec![at];
    let mut next = tie_of(edition, at);
    while let Some(story) = next {
        if chain.contains(&story) {
            break;
        }
        chain.push(story);
        next = tie_of(edition, story);
    }
    chain
}

/// True for a story whose beginning is in the edition too, so that following the ties already prints it.
pub fn is_continuation(edition: &Edition, at: StoryRef) -> bool {
    let from = edition.story(at).and_then(|story| story.continued_from.as_ref()).and_then(|jump| jump.story);
    from.is_some_and(|begin| begin != at && followed(edition, begin).contains(&at))
}

fn tie_of(edition: &Edition, at: StoryRef) -> Option<StoryRef> {
    let tie = edition.story(at)?.continues.as_ref()?.story?;
    edition.story(tie).map(|_| tie)
}

/// The paragraphs of a whole story, ties followed: jump lines that were followed are left out, and so are the
/// repeated heads of the continuation. A sentence that the page turn broke is not mended: the two halves are
/// paragraphs of their own, as printed.
pub(crate) fn whole_story(edition: &Edition, at: StoryRef) -> Vec<Paragraph<'_>> {
    on_pages(edition, at).into_iter().map(|(_, paragraph)| paragraph).collect()
}

/// As [`whole_story`], each paragraph with its page.
fn on_pages(edition: &Edition, at: StoryRef) -> Vec<(&Page, Paragraph<'_>)> {
    let chain = followed(edition, at);
    let mut whole = Vec::new();
    for (index, part) in chain.iter().enumerate() {
        let Some((page, story)) = edition.pages.get(part.page as usize).zip(edition.story(*part)) else { continue };
        let goes_on = index + 1 < chain.len();
        let drops = |role: Role| role == Role::Jump && (goes_on || index > 0) || index > 0 && role.is_head();
        let kept = page.paragraphs(&story.blocks).into_iter().filter(|paragraph| !drops(paragraph.role));
        whole.extend(kept.map(|paragraph| (page, paragraph)));
    }
    whole
}

/// The lines of an advert as they were printed, which are set by themselves.
fn advert_lines<'a>(page: &Page, advert: &'a Paragraph<'_>) -> Vec<&'a str> {
    let lines = printed_lines(page, advert);
    lines.into_iter().filter_map(|line| Some(advert.text.get(line)?.trim())).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::model::page::{Because, Block, BlockId, Continuation, Joint, Page};
    use crate::model::story::{Jump, Story, StoryId};

    /// A page with one story of these blocks; a text that begins with `+` continues the block before it.
    pub(crate) fn page(number: u32, blocks: &[(Role, &str)]) -> Page {
        let mut page = Page { number, bounds: Rect::new(0.0, 0.0, 600.0, 800.0), ..Page::default() };
        for (index, (role, text)) in blocks.iter().enumerate() {
            let id = BlockId(index as u32);
            if let (Some(previous), true) = (page.blocks.last_mut(), text.starts_with('+')) {
                previous.continues = Some(Continuation { to: id, joint: Joint::Space });
            }
            let top = 20.0 * index as f32;
            page.blocks.push(Block {
                bbox: Rect::new(10.0, top, 200.0, top + 18.0),
                lines: 0..0,
                text: text.trim_start_matches('+').to_owned(),
                role: *role,
                boxed: *role == Role::Subhead,
                vertical: false,
                region: 0,
                continues: None,
                because: Because::from("made for a test"),
            });
            page.order.push(id);
        }
        let blocks = page.order.iter().copied().filter(|id| !page.block(*id).role.is_furniture()).collect();
        page.stories.push(Story { blocks, confidence: 0.9, ..Story::default() });
        page
    }

    /// Two pages whose stories are tied.
    pub(crate) fn tied() -> Edition {
        let mut first = page(
            1,
            &[
                (Role::Folio, "Tidewater Post  Page 1"),
                (Role::Headline, "Ferry returns to the river"),
                (Role::Byline, "By Ada Quill"),
                (Role::Body, "The old ferry was back"),
                (Role::Body, "+on the river at dawn."),
                (Role::Jump, "Continued on Page 2"),
            ],
        );
        let mut second = page(
            2,
            &[(Role::Headline, "Ferry"), (Role::Jump, "From Page 1"), (Role::Body, "Two hundred people waited.")],
        );
        let at = |page| Some(StoryRef { page, story: StoryId(0) });
        first.stories[0].continues = Some(Jump { folio: Some("2".into()), story: at(1) });
        second.stories[0].continued_from = Some(Jump { folio: Some("1".into()), story: at(0) });
        Edition { pages: vec![first, second].into(), ..Edition::default() }
    }

    #[test]
    fn control_characters_never_leave() {
        assert_eq!(harmless("a\u{1b}[31mb\u{7}\tc\u{202e}d"), "a[31mb cd");
        assert!(matches!(harmless("干净的文字"), std::borrow::Cow::Borrowed(_)));
        assert_eq!(harmless_lines("a\u{9b}31m\tb\r\n\u{0}c"), "a31m\tb\nc");
    }

    #[test]
    fn ties_that_run_in_a_circle_end() {
        let mut edition = tied();
        let first = StoryRef { page: 0, story: StoryId(0) };
        edition.pages[1].stories[0].continues = Some(Jump { folio: None, story: Some(first) });
        assert_eq!(followed(&edition, first).len(), 2);
        assert!(is_continuation(&edition, StoryRef { page: 1, story: StoryId(0) }));
        assert!(!is_continuation(&tied(), first));
    }
}
