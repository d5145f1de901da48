//! Words that are looked up, and notes that are written on words or on a block.

use crate::model::note::Note;
use crate::model::page::Paragraph;
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::caret::{Caret, Selection};
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::state::{Overlay, State};
use crate::ui::views::View;

/// Nobody looks up more than this, in characters.
const LONGEST_WORD: usize = 80;
/// More of what was selected is not kept with a note, in characters.
const LONGEST_QUOTE: usize = 1_000;

impl State {
    /// Looks up what is selected; where nothing is, asks for a word, with the hit of the search that was gone to last.
    pub(super) fn look_up(&mut self) -> Vec<Effect> {
        if let Some(word) = self.selected_words() {
            self.drop_selection();
            return self.look_up_word(&word);
        }
        let found = self.search.as_ref().filter(|search| search.current.is_some()).map(|search| search.query.clone());
        self.ask_for_words(Purpose::LookUp, found.unwrap_or_default())
    }

    /// Has a word looked up.
    pub(super) fn look_up_word(&mut self, word: &str) -> Vec<Effect> {
        let word: String = word.split_whitespace().collect::<Vec<_>>().join(" ");
        if word.chars().count() > LONGEST_WORD {
            self.complain(t!("too much to look up; v selects a word by character"));
            return Vec::new();
        }
        self.say(t!("looking up {word}…", word));
        vec![Effect::LookUp(word)]
    }

    /// Asks for a note on what is selected, else on the block under the cursor; one that is there can be changed.
    pub(super) fn ask_for_note(&mut self) -> Vec<Effect> {
        let Some(note) = self.note_here() else {
            self.complain(t!("nothing to write a note on here"));
            return Vec::new();
        };
        let written = self.edits.notes().iter().find(|other| other.is_about_the_same(&note));
        let says = written.map(|written| written.says.clone()).unwrap_or_default();
        self.ask_for_words(Purpose::Note, says)
    }

    /// Keeps a note on what is selected or under the cursor; an empty one takes away what is there.
    pub(super) fn write_note(&mut self, says: &str) -> Vec<Effect> {
        let Some(note) = self.note_here() else { return Vec::new() };
        self.drop_selection();
        let before = self.edits.notes().len();
        self.edits.write(Note { says: says.to_owned(), ..note });
        let list = self.key_of(Command::Marks);
        match (says.is_empty(), self.edits.notes().len() < before) {
            (true, false) => return Vec::new(),
            (true, true) => self.say(t!("note taken away")),
            (false, _) => self.say(t!("note kept; {list} lists marks and notes", list)),
        }
        vec![Effect::KeepCorrections]
    }

    /// The note on the block under the cursor, if there is one.
    pub(in crate::ui) fn note_under_cursor(&self) -> Option<&Note> {
        let here = |note: &&Note| note.page == self.cursor.page && Some(note.block) == self.cursor.block;
        self.edits.notes().iter().find(here)
    }

    fn ask_for_words(&mut self, purpose: Purpose, value: String) -> Vec<Effect> {
        self.over = Overlay::Prompt(Prompt::new(purpose, value, self.spot()));
        vec![Effect::BracketPaste(true)]
    }

    /// A note that says nothing yet, on what is selected or on the block under the cursor.
    fn note_here(&self) -> Option<Note> {
        let page = self.cursor.page;
        let in_text = self.selection.filter(|_| self.view == View::Story);
        let blocks = self.selected();
        let (block, quote) = if let Some(selection) = in_text {
            let paragraphs = self.story_paragraphs();
            (selection.first(&paragraphs)?.block, selection.text(&paragraphs))
        } else if let Some(first) = blocks.first() {
            (*first, self.text_of_blocks(&blocks))
        } else {
            (self.cursor.block?, String::new())
        };
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_QUOTE).collect();
        Some(Note { page, block, quote, says: String::new() })
    }

    /// The selected text; of a single letter of a word the whole word.
    fn selected_words(&self) -> Option<String> {
        let Some(selection) = self.selection.filter(|_| self.view == View::Story) else {
            let blocks = self.selected();
            return (!blocks.is_empty()).then(|| self.text_of_blocks(&blocks));
        };
        let paragraphs = self.story_paragraphs();
        if selection.from == selection.to {
            return word_at(&paragraphs, selection.from);
        }
        Some(selection.text(&paragraphs))
    }

    fn drop_selection(&mut self) {
        (self.selection, self.anchor) = (None, None);
    }
}

/// The word that a letter belongs to; where no blanks part words, the letter.
fn word_at(paragraphs: &[Paragraph<'_>], caret: Caret) -> Option<String> {
    let whole = paragraphs.iter().find(|whole| whole.blocks.first() == Some(&caret.block))?;
    let (before, after) = whole.text.split_at_checked(caret.offset as usize)?;
    // From here on scripts are written without blanks.
    let is_of_word = |c: char| (c.is_alphanumeric() && c < '\u{2e80}') || matches!(c, '-' | '\'' | '’');
    let end = after.find(|c| !is_of_word(c)).unwrap_or(after.len());
    if end == 0 {
        return Some(Selection { from: caret, to: caret }.text(paragraphs));
    }
    let start = before
        .rfind(|c| !is_of_word(c))
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let word = format!("{}{}", before.get(start..).unwrap_or_default(), after.get(..end).unwrap_or_default());
    Some(word.trim_matches(['-', '\'', '’']).to_owned())
}
