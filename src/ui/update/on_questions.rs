//! Going from one uncertain block to the next while correcting, and answering what it follows.

use crate::editing::Edit;
use crate::model::page::{BlockId, Page};
use crate::t;
use crate::typeset::width::graphemes;
use crate::ui::action::{Command, Effect};
use crate::ui::questions::{self, LinkAnswer, Question};
use crate::ui::state::State;
use crate::ui::views::{Cursor, Editing, ReadingPlace, View};

/// The keys of the two answers.
const ANSWERS: [&str; 2] = ["1", "2"];

impl State {
    /// Goes to the next uncertain block from here, or to the one before, through all pages and round.
    pub(super) fn step_question(&mut self, back: bool) -> Vec<Effect> {
        let Some(next) = self.next_question(back) else {
            self.say(t!("nothing is uncertain: it is clear what every block follows"));
            return Vec::new();
        };
        if next.page != self.cursor.page {
            self.remember();
        }
        self.go_to(ReadingPlace { view: View::Page, cursor: next });
        self.editing = next.block.map_or(Editing::Looking, Editing::Asking);
        Vec::new()
    }

    fn next_question(&self, back: bool) -> Option<Cursor> {
        let count = self.edition.pages.len();
        let here = self.cursor.page;
        let rank = |page: &Page, block: Option<BlockId>| page.order.iter().position(|other| Some(*other) == block);
        // The page that one is on comes first and last: what is ahead on it, and in the end what is behind.
        (0..=count).find_map(|step| {
            let page = if back { (here + count * 2 - step) % count } else { (here + step) % count };
            let shown = self.edition.pages.get(page)?;
            let at = rank(shown, self.cursor.block.filter(|_| page == here));
            let ahead = |question: &Question| match (rank(shown, Some(question.block)), at, back) {
                (Some(of_it), Some(at), false) => (of_it > at) == (step == 0),
                (Some(of_it), Some(at), true) => (of_it < at) == (step == 0),
                (Some(_) | None, None, _) | (None, Some(_), _) => true,
            };
            let found: Vec<Question> = questions::on_page(shown).into_iter().filter(ahead).collect();
            let next = if back { found.last() } else { found.first() };
            next.map(|question| Cursor { page, block: Some(question.block), offset: 0 })
        })
    }

    /// What is asked about the block under the cursor.
    pub(in crate::ui) fn question_here(&self) -> Option<Question> {
        let Editing::Asking(block) = self.editing else { return None };
        let page = self.page().filter(|_| self.cursor.block == Some(block))?;
        questions::on_page(page).into_iter().find(|question| question.block == block)
    }

    /// Whether the footer may name the key that goes to what is uncertain.
    pub(in crate::ui) fn knows_questions(&self) -> bool {
        self.edition.pages.iter().any(|page| !questions::on_page(page).is_empty())
    }

    /// What a key answers, where something is asked.
    pub(super) fn answer_of(&self, key: &str) -> Option<Edit> {
        let is_free = self.pending.keys.is_empty() && self.pending.count.is_none();
        let answer = ANSWERS.iter().position(|answer| *answer == key).filter(|_| is_free)?;
        let question = self.question_here()?;
        Some(if answer == 0 { question.stays() } else { question.changes() })
    }

    /// Corrects the page as the answer says, and names the way to the next question.
    pub(super) fn take_answer(&mut self, edit: Edit) -> Vec<Effect> {
        let says = if matches!(edit, Edit::Split(_)) { t!("a story begins here") } else { t!("it goes on from there") };
        let effects = self.edit(edit, &says);
        let left = self.page().map_or(0, |page| questions::on_page(page).len());
        if let (Some((_, says)), true, false) = (&mut self.message, left > 0, effects.is_empty()) {
            let key = self.keys.key_of(Command::NextQuestion, crate::ui::keys::KeyPlace::Edit).unwrap_or_default();
            says.push_str(&format!(" · {}", t!("{key}: {left} more", key, left)));
        }
        effects
    }

    /// The question with both ways and where they lead, in so many cells.
    pub(in crate::ui) fn words_of_question(&self, question: &Question, room: u16) -> String {
        let ways = [question.now, question.other];
        let said = |room: u16| {
            let [first, second] = ways.map(|way| self.words_of_answer(way, room));
            t!("1 {first} · 2 {second}", first, second)
        };
        let names = ways.iter().filter(|way| **way != LinkAnswer::Begins).count().max(1) as u16;
        let bare = self.widths.str(&self.widths.sanitize(&said(0)));
        said(room.saturating_sub(bare) / names)
    }

    fn words_of_answer(&self, answer: LinkAnswer, room: u16) -> String {
        match answer {
            LinkAnswer::Begins => t!("a story of its own"),
            LinkAnswer::Follows(after) => t!("goes on from “{name}”", name = self.name_of_end(after, room)),
        }
    }

    /// What one would go on from: how a head begins, how other text ends.
    fn name_of_end(&self, id: BlockId, room: u16) -> String {
        let Some(block) = self.page().and_then(|page| page.blocks.get(id.0 as usize)) else { return String::new() };
        let text = self.widths.sanitize(block.text.trim());
        if self.widths.str(&text) <= room {
            return text.into_owned();
        }
        let dots = self.widths.str("…");
        let mut kept: Vec<&str> = Vec::new();
        let mut left = room.saturating_sub(dots);
        let mut take = |grapheme: &str| {
            let width = self.widths.grapheme(grapheme);
            let fits = width <= left;
            left = if fits { left - width } else { 0 };
            fits
        };
        let all: Vec<&str> = graphemes(&text).map(|(_, grapheme)| grapheme).collect();
        if block.role.is_head() {
            kept.extend(all.iter().take_while(|grapheme| take(grapheme)));
            return if kept.is_empty() { String::new() } else { format!("{}…", kept.concat().trim_end()) };
        }
        kept.extend(all.iter().rev().take_while(|grapheme| take(grapheme)));
        kept.reverse();
        if kept.is_empty() { String::new() } else { format!("…{}", kept.concat().trim_start()) }
    }

    /// `:uncertain`: whether blocks of which it is uncertain what they follow are marked on the page.
    pub(super) fn mark_uncertain(&mut self, word: &str) {
        self.marks_uncertain = match word {
            "on" => true,
            "off" => false,
            "" => !self.marks_uncertain,
            _ => {
                self.complain(t!("say :uncertain on or :uncertain off"));
                return;
            }
        };
        self.say(if self.marks_uncertain {
            t!("? marks blocks of which it is uncertain what they follow; e, then n asks about them")
        } else {
            t!("what is uncertain is not marked; :uncertain on marks it")
        });
    }
}
