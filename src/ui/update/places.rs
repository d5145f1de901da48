//! Going places: pages, stories, history, marks, jumps, hits.

use crate::model::story::StoryRef;
use crate::t;
use crate::ui::action::Command;
use crate::ui::prompt::Purpose;
use crate::ui::search::SearchState;
use crate::ui::state::State;
use crate::ui::views::{Cursor, ReadingPlace, View};

impl State {
    /// Goes to a page, counted from 1; keeps the view where it can.
    pub(super) fn go_to_page(&mut self, number: usize) {
        let count = self.edition.pages.len();
        let is_there = number.checked_sub(1).is_none_or(|index| self.edition.pages.is_there(index));
        if !is_there && self.waits_for(number) {
            return;
        }
        if number == 0 || number > count {
            let pages = if count == 1 { t!("1 page") } else { t!("{count} pages", count) };
            self.complain(t!("no page {number}: this edition has {pages}", number, pages));
            return;
        }
        self.remember();
        let index = number - 1;
        let cursor = Cursor { page: index, block: self.first_block(index), offset: 0 };
        self.go_to(ReadingPlace { view: self.view, cursor });
        self.page_view.top = 0;
        self.page_view.left = 0;
    }

    /// Shows a page, counted from 1, as soon as it is there; false when it will not be.
    fn waits_for(&mut self, number: usize) -> bool {
        let will_come = self.arrivals.will_bring(number);
        if will_come {
            self.arrivals.wait(Some(number - 1));
            self.say(t!("page {number} is still being read, and shows as soon as it is there", number));
        }
        will_come
    }

    pub(super) fn step_page(&mut self, by: i64) {
        let last = self.edition.pages.len().saturating_sub(1) as i64;
        let wanted = (self.cursor.page as i64 + by).clamp(0, last.max(0));
        if wanted == self.cursor.page as i64 {
            if by > 0 && self.waits_for(self.cursor.page + 2) {
                return;
            }
            self.say(if by > 0 {
                t!("this is the last page; [ goes back")
            } else {
                t!("this is the first page; ] goes on")
            });
            return;
        }
        self.go_to_page(wanted as usize + 1);
    }

    /// The next or previous story of the edition, from the one under the cursor.
    pub(super) fn step_story(&mut self, by: i64) {
        let all: Vec<StoryRef> = self.edition.stories().collect();
        let Some(near) = self.nearest_story() else {
            self.step_page(by.signum());
            return;
        };
        let here = all.iter().position(|at| *at == near).unwrap_or(0) as i64;
        // From furniture the nearest story is already the next one.
        let by = if self.story().is_none() && by > 0 { by - 1 } else { by };
        let wanted = (here + by).clamp(0, all.len() as i64 - 1);
        if wanted == here && self.story().is_some() {
            self.say(if by > 0 {
                t!("this is the last story; K goes back")
            } else {
                t!("this is the first story; J goes on")
            });
            return;
        }
        if let Some(at) = usize::try_from(wanted).ok().and_then(|wanted| all.get(wanted)) {
            // Stories of a page between that is still to come would be passed over.
            let missing = (self.cursor.page..at.page as usize).find(|page| !self.edition.pages.is_there(*page));
            if missing.is_none_or(|page| !self.waits_for(page + 1)) {
                self.go_to_story(*at);
            }
        }
    }

    /// Puts the cursor on the head of a story; keeps the view.
    pub(super) fn go_to_story(&mut self, at: StoryRef) {
        let first = self.edition.story(at).and_then(|story| story.blocks.first().copied());
        let cursor = Cursor { page: at.page as usize, block: first, offset: 0 };
        self.go_to(ReadingPlace { view: self.view, cursor });
        self.story_view.top = 0;
    }

    /// Goes to a place and its view.
    pub(in crate::ui) fn go_to(&mut self, spot: ReadingPlace) {
        let page = spot.cursor.page.min(self.edition.pages.len().saturating_sub(1));
        if !self.edition.pages.is_there(page) && self.waits_for(page + 1) {
            return;
        }
        let blocks = self.edition.pages.get(page).map_or(0, |page| page.blocks.len());
        let block = spot.cursor.block.filter(|block| (block.0 as usize) < blocks);
        if page != self.cursor.page {
            self.page_view.top = 0;
            self.page_view.left = 0;
        }
        self.cursor = Cursor { page, block: block.or_else(|| self.first_block(page)), offset: spot.cursor.offset };
        self.view = spot.view;
        if self.view == View::Story && self.story().is_none() {
            self.view = View::Page;
        }
        self.anchor = None;
        self.selection = None;
        self.story_view.focus = None;
        self.land();
    }

    /// Keeps the place for the history; what was forward is forgotten.
    pub(in crate::ui) fn remember(&mut self) {
        /// More than anybody steps back.
        const DEPTH: usize = 200;
        let spot = self.spot();
        if self.history.back.last() != Some(&spot) {
            self.history.back.push(spot);
        }
        if self.history.back.len() > DEPTH {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
    }

    pub(super) fn back(&mut self) {
        let Some(spot) = self.history.back.pop() else {
            self.say(t!("nowhere to go back to yet: jumps, lists and searches leave places"));
            return;
        };
        self.history.forward.push(self.spot());
        self.go_to(spot);
    }

    pub(super) fn forward(&mut self) {
        let Some(spot) = self.history.forward.pop() else {
            self.say(t!("nowhere to go forward to: only H leaves places there"));
            return;
        };
        self.history.back.push(self.spot());
        self.go_to(spot);
    }

    pub(super) fn mark(&mut self, command: Command, letter: Option<char>) {
        let Some(letter) = letter else { return };
        if command == Command::SetMark {
            self.marks.insert(letter, self.spot());
            self.say(t!("mark {letter} set; '{letter} comes back here", letter));
            return;
        }
        match self.marks.get(&letter).copied() {
            Some(spot) => {
                self.remember();
                self.go_to(spot);
            }
            None => self.complain(t!("no mark {letter}; m{letter} sets it, '' lists the marks", letter)),
        }
    }

    /// Follows the story's jump to the other page, or back to where it began.
    pub(super) fn follow(&mut self) {
        let story = self.story().and_then(|story| self.page().map(|page| page.story(story)));
        let Some(story) = story else {
            self.complain(t!("no story under the cursor; J goes to the next one"));
            return;
        };
        let Some(jump) = story.continues.as_ref().or(story.continued_from.as_ref()) else {
            if !self.list_links() {
                self.say(t!("this story is complete here and names no address"));
            }
            return;
        };
        match (jump.story, jump.folio.clone()) {
            (Some(at), _) if self.edition.story(at).is_some() => {
                self.remember();
                self.go_to_story(at);
                self.say(t!("H goes back"));
            }
            (_, Some(folio)) => self.complain(t!(
                "the other part is on page {folio}, which is not open: open the whole edition to follow it",
                folio
            )),
            (_, None) => {
                self.complain(t!("the other part is on a page that is not open: open the whole edition to follow it"));
            }
        }
    }

    /// Goes to the next hit, or the one before; round the edition.
    pub(super) fn step_hit(&mut self, by: i64) {
        if self.search.is_none() {
            // What Esc cleared is taken up again.
            let last = self.typed.iter().rev().find_map(|line| line.strip_prefix(Purpose::Search.sign()));
            self.search = last.map(|query| SearchState::new(&self.edition, query, self.script));
        }
        let Some(search) = &self.search else {
            self.say(t!("nothing searched yet; / searches the edition"));
            return;
        };
        let count = search.hits.len() as i64;
        if count == 0 {
            let query = search.query.clone();
            self.complain(t!("{query}: not in this edition; fewer words find more", query));
            return;
        }
        let wanted = match search.current {
            Some(at) => at as i64 + by,
            None if by > 0 => self.hits_before(self.cursor, search) + by - 1,
            None => self.hits_before(self.cursor, search) + by,
        };
        self.go_to_hit(wanted.rem_euclid(count) as usize);
    }

    /// How many hits stand before a place in reading order.
    pub(super) fn hits_before(&self, cursor: Cursor, search: &SearchState) -> i64 {
        let here = self.place_in_edition(cursor);
        let place =
            |hit: &crate::ui::search::Hit| Cursor { page: hit.page, block: Some(hit.block), offset: hit.offset };
        search.hits.iter().filter(|hit| self.place_in_edition(place(hit)) < here).count() as i64
    }

    /// Puts the cursor on a hit.
    pub(super) fn go_to_hit(&mut self, index: usize) {
        let Some(search) = &mut self.search else { return };
        let count = search.hits.len();
        let Some(hit) = search.hits.get(index).cloned() else { return };
        search.current = Some(index);
        let query = search.query.clone();
        let cursor = Cursor { page: hit.page, block: Some(hit.block), offset: hit.offset };
        self.go_to(ReadingPlace { view: self.view, cursor });
        self.say(t!("{query}: {at} of {count}", query, at = index + 1, count));
    }

    /// Page, rank in the page's order, offset: places in reading order compare like this.
    fn place_in_edition(&self, cursor: Cursor) -> (usize, usize, u32) {
        let order = self.edition.pages.get(cursor.page).map(|page| page.order.as_slice()).unwrap_or_default();
        let rank = order.iter().position(|block| Some(*block) == cursor.block).unwrap_or(0);
        (cursor.page, rank, cursor.offset)
    }

    /// From page to story, or back, at the same place.
    pub(super) fn toggle_view(&mut self) {
        match self.view {
            View::Story => self.view = View::Page,
            View::Page => {
                let Some(at) = self.nearest_story() else {
                    self.complain(t!("no story on this page; [ and ] change pages"));
                    return;
                };
                if self.story() != Some(at.story) {
                    self.go_to_story(at);
                }
                self.view = View::Story;
            }
        }
        self.reveal();
    }
}
