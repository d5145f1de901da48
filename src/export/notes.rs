//! Notes that a reader wrote, in the order of the pages: as Markdown to keep, as JSON (schema `foldline.notes/1`) for
//! scripts.

use super::markdown::escaped;
use super::{harmless, story_id};
use crate::model::edition::Edition;
use crate::model::note::Note;
use crate::model::story::StoryRef;
use serde::Serialize;

/// Name and number of the document's schema.
pub const SCHEMA: &str = "foldline.notes/1";
/// So much of a block tells which one a note is about, in characters.
const QUOTED: usize = 200;

/// All notes of an edition.
#[derive(Debug, Serialize)]
pub struct NotesDocument {
    schema: &'static str,
    source: String,
    notes: Vec<NoteDocument>,
}

#[derive(Debug, Serialize)]
struct NoteDocument {
    /// Page of the edition, from 1.
    page: usize,
    story: Option<String>,
    headline: Option<String>,
    /// The words it is about; nothing when it is about the whole block.
    quote: Option<String>,
    /// The text of the block.
    block: String,
    note: String,
}

/// The story a note is in; nothing for what belongs to the page alone.
pub fn story_of(edition: &Edition, note: &Note) -> Option<StoryRef> {
    let story = edition.pages.get(note.page)?.story_of(note.block)?;
    Some(StoryRef { page: note.page as u32, story })
}

/// The notes as a document.
pub fn document(edition: &Edition, notes: &[Note]) -> NotesDocument {
    let notes = in_order(edition, notes).into_iter().map(|note| {
        let story = story_of(edition, note);
        NoteDocument {
            page: note.page + 1,
            story: story.map(story_id),
            headline: story.and_then(|at| headline(edition, at)),
            quote: (!note.quote.is_empty()).then(|| harmless(&note.quote).into_owned()),
            block: harmless(block_text(edition, note)).into_owned(),
            note: harmless(&note.says).into_owned(),
        }
    });
    NotesDocument { schema: SCHEMA, source: edition.source.name.clone(), notes: notes.collect() }
}

/// The notes as Markdown: a head for each story that has some, the words as a quote, the note below.
pub fn markdown(edition: &Edition, notes: &[Note]) -> String {
    let mut parts = vec![format!("# {}", escaped(&edition.source.name))];
    let mut under = None;
    for note in in_order(edition, notes) {
        let story = story_of(edition, note);
        let head = (note.page, story);
        if under != Some(head) {
            let title = story.and_then(|at| headline(edition, at));
            let title = title.map(|title| format!(" · {}", escaped(&title))).unwrap_or_default();
            parts.push(format!("## {}{title}", note.page + 1));
            under = Some(head);
        }
        let quoted = if note.quote.is_empty() { beginning(block_text(edition, note)) } else { note.quote.clone() };
        parts.push(format!("> {}", escaped(&quoted)));
        parts.push(escaped(&note.says));
    }
    parts.join("\n\n") + "\n"
}

fn in_order<'a>(edition: &Edition, notes: &'a [Note]) -> Vec<&'a Note> {
    let rank = |note: &Note| {
        let page = edition.pages.get(note.page)?;
        page.order.iter().position(|id| *id == note.block)
    };
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| (note.page, rank(note)));
    sorted
}

fn headline(edition: &Edition, at: StoryRef) -> Option<String> {
    Some(harmless(&edition.pages.get(at.page as usize)?.label(at.story)).into_owned())
}

fn block_text<'a>(edition: &'a Edition, note: &Note) -> &'a str {
    let block = edition.pages.get(note.page).and_then(|page| page.blocks.get(note.block.0 as usize));
    block.map_or("", |block| block.text.trim())
}

fn beginning(text: &str) -> String {
    let mut kept: String = text.chars().take(QUOTED).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;
    use crate::model::page::BlockId;

    fn notes() -> Vec<Note> {
        let note = |block, quote: &str, says: &str| Note {
            page: 0,
            block: BlockId(block),
            quote: quote.into(),
            says: says.into(),
        };
        vec![note(1, "", "ask the *captain*\u{1b}[2J"), note(0, "returns", "when?")]
    }

    #[test]
    fn notes_stand_in_the_order_of_the_page_under_their_story() {
        let edition = tied();
        let text = markdown(&edition, &notes());
        let (first, second) = (text.find("when?").unwrap(), text.find("ask the").unwrap());
        assert!(first < second, "{text}");
        assert!(text.contains("> returns\n\nwhen?") && text.contains("## 1 · Ferry returns to the river"), "{text}");
        assert!(text.contains(r"\*captain\*") && !text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn the_document_names_what_a_note_is_about() {
        let document = serde_json::to_value(document(&tied(), &notes())).unwrap();
        assert_eq!(document["schema"], SCHEMA);
        assert_eq!(document["notes"][0]["quote"], "returns");
        assert_eq!(document["notes"][1]["quote"], serde_json::Value::Null);
        assert_eq!(document["notes"][1]["story"], "p1s1");
    }
}
