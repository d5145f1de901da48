//! The edition was opened again, or the rest of it came in: every place is found again by what stands there, because
//! numbers of blocks and pages may have changed.

use crate::editing::EditHistory;
use crate::model::edition::Edition;
use crate::model::packed::PackedPage;
use crate::model::page::BlockId;
use crate::t;
use crate::typeset::width::WidthModel;
use crate::ui::arrivals::Arrivals;
use crate::ui::state::State;
use crate::ui::views::{Cursor, ReadingPlace};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A block whose text was edited is known by its beginning, if so much of it is the same.
const SAME_BEGINNING: f32 = 0.5;

impl State {
    /// The terminal said how wide it draws; everything is set again.
    pub fn set_widths(&mut self, widths: WidthModel) {
        if self.widths == widths {
            return;
        }
        self.widths = widths;
        self.full = vec![None; self.edition.pages.len()];
        self.map = None;
        self.set = None;
        self.reveal();
        self.prepare();
    }

    /// Goes to where reading stopped last time.
    pub fn recall(&mut self, spot: ReadingPlace, marks: BTreeMap<char, ReadingPlace>) {
        let start = self.spot();
        self.marks = marks;
        self.go_to(spot);
        self.prepare();
        if self.spot() != start {
            self.say(t!("back where you stopped; gg goes to the top, --fresh begins anew"));
        }
    }

    /// More pages came in, in any order; what the reader sees stays, but for a page that was waited for.
    pub(super) fn take_pages(&mut self, pages: Vec<(usize, Arc<PackedPage>)>, of: Option<usize>) {
        let awaited = self.arrivals.awaited();
        let own = &mut Arc::make_mut(&mut self.edition).pages;
        own.await_all(of.unwrap_or_default());
        for (index, page) in pages {
            own.put(index, page);
        }
        self.full.resize(self.edition.pages.len(), None);
        self.arrivals = Arrivals::Coming { of, awaited };
        self.search = self.search.take().map(|search| search.again(&self.edition, self.script));
        self.show_awaited(awaited);
    }

    /// Goes to the page that was waited for, if it is there.
    fn show_awaited(&mut self, awaited: Option<usize>) {
        if let Some(page) = awaited.filter(|page| self.edition.pages.is_there(*page)) {
            self.arrivals.wait(None);
            self.message = None;
            self.go_to_page(page + 1);
        }
    }

    /// The pages after the first came in; what the reader sees stays.
    pub(super) fn complete_edition(&mut self, mut edition: Edition, mut edits: EditHistory) {
        for step in self.edits.steps() {
            // Corrected while the rest was opened: the first page is the same, so they fit.
            let _ = edits.make(&mut edition, *step);
        }
        for note in self.edits.notes() {
            edits.write(note.clone());
        }
        self.edits = edits;
        let doubt = edition.source.doubts.first().cloned();
        let view = (self.page_view, self.story_view);
        self.exchange(edition);
        (self.page_view, self.story_view) = view;
        self.message = None;
        let awaited = std::mem::take(&mut self.arrivals).awaited();
        self.show_awaited(awaited);
        if let Some(doubt) = doubt {
            self.complain(doubt);
        }
        self.prepare();
    }

    /// The input was read again: the reader stays at the same text.
    pub(super) fn replace_edition(&mut self, edition: Edition, edits: EditHistory) {
        self.edits = edits;
        let top = (self.page_view, self.story_view);
        let before = self.cursor.page;
        self.exchange(edition);
        if self.cursor.page == before {
            (self.page_view, self.story_view) = top;
        }
        let learned = self.learned.take();
        self.say(match learned {
            Some(says) => t!("read again with it · {says}", says),
            None => t!("read again"),
        });
    }

    fn exchange(&mut self, edition: Edition) {
        let old = std::mem::replace(&mut self.edition, Arc::new(edition));
        self.as_read = None;
        self.show_again();
        self.full = vec![None; self.edition.pages.len()];
        self.forget_pictures();
        self.map = None;
        self.set = None;
        let finder = Finder::new(&self.edition);
        let found = |spot: &ReadingPlace| finder.find(&old, spot.cursor).map(|cursor| ReadingPlace { cursor, ..*spot });
        let here = found(&self.spot());
        self.history.back = self.history.back.iter().filter_map(found).collect();
        self.history.forward = self.history.forward.iter().filter_map(found).collect();
        self.marks = self.marks.iter().filter_map(|(letter, spot)| Some((*letter, found(spot)?))).collect();
        self.go_to(here.unwrap_or(self.spot()));
        self.search = self.search.take().map(|search| search.again(&self.edition, self.script));
    }
}

/// Blocks of an edition by their text.
struct Finder<'a> {
    edition: &'a Edition,
    /// The first block with a text, by the fingerprint of that; made when a text is not on its page any more.
    by_text: OnceCell<HashMap<u64, (usize, BlockId)>>,
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl<'a> Finder<'a> {
    fn new(edition: &'a Edition) -> Finder<'a> {
        Finder { edition, by_text: OnceCell::new() }
    }

    fn by_text(&self) -> &HashMap<u64, (usize, BlockId)> {
        self.by_text.get_or_init(|| {
            let mut by_text = HashMap::new();
            for (index, page) in self.edition.pages.each().enumerate() {
                for (id, block) in page.blocks.iter().enumerate() {
                    by_text.entry(fingerprint(&block.text)).or_insert((index, BlockId(id as u32)));
                }
            }
            by_text
        })
    }

    /// The place where the same text stands now: that of the block itself, or of one with the same beginning, or of
    /// the nearest one in reading order that is still there.
    fn find(&self, old: &Edition, cursor: Cursor) -> Option<Cursor> {
        let page = old.pages.held(cursor.page)?;
        let block = cursor.block?;
        let text = page.blocks.get(block.0 as usize)?.text.as_str();
        if let Some((page, block)) = self.same(text, cursor.page) {
            return Some(Cursor { page, block: Some(block), offset: cursor.offset });
        }
        if let Some((page, block)) = self.alike(text, cursor.page) {
            return Some(Cursor { page, block: Some(block), offset: cursor.offset });
        }
        let here = page.order.iter().position(|id| *id == block)?;
        let after = page.order.iter().skip(here + 1);
        let before = page.order.iter().take(here).rev();
        let near = after.chain(before).find_map(|id| self.same(&page.blocks.get(id.0 as usize)?.text, cursor.page));
        near.map(|(page, block)| Cursor { page, block: Some(block), offset: 0 })
    }

    /// The block with this text, on this page if there are several.
    fn same(&self, text: &str, page: usize) -> Option<(usize, BlockId)> {
        let here = self.edition.pages.held(page);
        let on_page = here.and_then(|now| now.blocks.iter().position(|block| block.text == text));
        on_page.map(|id| (page, BlockId(id as u32))).or_else(|| self.by_text().get(&fingerprint(text)).copied())
    }

    /// The block of this page whose text begins most like this one.
    fn alike(&self, text: &str, page: usize) -> Option<(usize, BlockId)> {
        let now = self.edition.pages.held(page)?;
        let common = |other: &str| text.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
        let (best, id) = now.blocks.iter().enumerate().map(|(id, block)| (common(&block.text), id)).max()?;
        let enough = best as f32 >= text.chars().count() as f32 * SAME_BEGINNING;
        (enough && best > 0).then_some((page, BlockId(id as u32)))
    }
}

#[cfg(test)]
mod tests {
    use crate::typeset::width::WidthModel;
    use crate::ui::action::Action;
    use crate::ui::sample_edition;
    use crate::ui::state::State;
    use crate::ui::views::MouseOwner;

    fn here(state: &State) -> String {
        let block = state.cursor.block.unwrap();
        state.page().unwrap().block(block).text.clone()
    }

    fn on_the_second_story() -> State {
        let mut state = State::new(sample_edition::edition(), WidthModel::narrow(), (80, 24), 1, MouseOwner::Caught);
        state.update(Action::Do(crate::ui::action::Command::NextStory, None));
        assert_eq!(here(&state), "夜校开课");
        state
    }

    #[test]
    fn a_page_put_before_does_not_move_the_reader() {
        let mut state = on_the_second_story();
        let mut edition = sample_edition::edition();
        let second = edition.pages[1].clone();
        edition.pages.insert(0, second);
        state.update(Action::Reloaded(Box::new(edition), Box::default()));
        assert_eq!((state.cursor.page, here(&state).as_str()), (1, "夜校开课"));
    }

    #[test]
    fn an_edited_headline_is_known_by_its_beginning_and_a_lost_one_by_what_follows() {
        let mut state = on_the_second_story();
        let mut edition = sample_edition::edition();
        let at = state.cursor.block.unwrap().0 as usize;
        edition.pages[0].blocks[at].text = "夜校开课了".into();
        state.update(Action::Reloaded(Box::new(edition.clone()), Box::default()));
        assert_eq!(here(&state), "夜校开课了");
        edition.pages[0].blocks[at].text = "全新的题目".into();
        state.update(Action::Reloaded(Box::new(edition), Box::default()));
        assert!(here(&state).starts_with("镇上的夜校"), "{}", here(&state));
    }
}
