//! What keys do on the page.

use crate::model::page::BlockId;
use crate::model::role::Role;
use crate::t;
use crate::ui::action::Command;
use crate::ui::page_map::{CellBox, Direction};
use crate::ui::state::State;
use crate::ui::views::{Cursor, PageScale, View};

impl State {
    pub(super) fn on_page(&mut self, command: Command, count: Option<u32>) {
        let times = count.unwrap_or(1).min(500);
        let rows = i64::from(self.page_window().1);
        match command {
            Command::Left => self.move_cursor(Direction::Left, times),
            Command::Right => self.move_cursor(Direction::Right, times),
            Command::Up => self.move_cursor(Direction::Up, times),
            Command::Down => self.move_cursor(Direction::Down, times),
            Command::NextColumn => self.step_column(i64::from(times)),
            Command::PreviousColumn => self.step_column(-i64::from(times)),
            Command::NextSection => self.step_head(i64::from(times)),
            Command::PreviousSection => self.step_head(-i64::from(times)),
            Command::ScreenDown => self.scroll_page((rows - 2).max(1) * i64::from(times)),
            Command::ScreenUp => self.scroll_page(-(rows - 2).max(1) * i64::from(times)),
            Command::HalfDown => self.scroll_page((rows / 2).max(1) * i64::from(times)),
            Command::HalfUp => self.scroll_page(-(rows / 2).max(1) * i64::from(times)),
            Command::Top => {
                self.go_to_page_end(|blocks| blocks.first().copied());
                self.page_view.top = 0;
            }
            Command::End => self.go_to_page_end(|blocks| blocks.last().copied()),
            Command::Open => match count {
                Some(number) => self.open_story(number),
                None => self.open_under_cursor(),
            },
            Command::Larger => self.rescale(1),
            Command::Smaller => self.rescale(-1),
            Command::Fit => {
                let whole = self.page_view.scale == PageScale::Whole;
                self.page_view.scale = if whole { PageScale::Reading } else { PageScale::Whole };
                self.reveal();
            }
            _ => {}
        }
    }

    /// Opens the story under the cursor at the block under the cursor.
    fn open_under_cursor(&mut self) {
        self.remember();
        self.toggle_view();
    }

    fn set_cursor(&mut self, block: BlockId) {
        self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
        self.land();
    }

    /// Block by block; a block that is higher than the window is scrolled through first.
    fn move_cursor(&mut self, way: Direction, times: u32) {
        for _ in 0..times {
            if self.scroll_within(way) {
                continue;
            }
            let neighbor = self.map.as_ref().zip(self.cursor.block).and_then(|(map, block)| map.neighbor(block, way));
            let Some(block) = neighbor else { return };
            self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
            self.reveal();
            self.prepare();
        }
    }

    /// Scrolls within the block under the cursor when more of it lies in that direction.
    fn scroll_within(&mut self, way: Direction) -> bool {
        let (_, rows) = self.page_window();
        let Some(place) = self.map.as_ref().zip(self.cursor.block).and_then(|(map, block)| map.place(block)) else {
            return false;
        };
        let (top, bottom) = (self.page_view.top, self.page_view.top.saturating_add(u32::from(rows)));
        let half = u32::from(rows / 2).max(1);
        match way {
            Direction::Down if place.bottom > bottom && place.top <= bottom => {
                self.page_view.top = top + half.min(place.bottom - bottom);
                true
            }
            Direction::Up if place.top < top && place.bottom > top => {
                self.page_view.top = top - half.min(top - place.top);
                true
            }
            Direction::Left | Direction::Right | Direction::Down | Direction::Up => false,
        }
    }

    /// To the next of some blocks in reading order, counted from the cursor.
    fn step_among(&mut self, stops: &[BlockId], by: i64, none: String) {
        let Some(page) = self.page() else { return };
        let rank = |block: BlockId| page.order.iter().position(|id| *id == block);
        let here = self.cursor.block.and_then(rank).unwrap_or(0);
        let ranks: Vec<(usize, BlockId)> = stops.iter().filter_map(|stop| rank(*stop).map(|at| (at, *stop))).collect();
        let found = if by > 0 {
            ranks.iter().filter(|(at, _)| *at > here).nth(by as usize - 1).or(ranks.last().filter(|(at, _)| *at > here))
        } else {
            let back = by.unsigned_abs() as usize - 1;
            ranks.iter().rev().filter(|(at, _)| *at < here).nth(back).or(ranks.first().filter(|(at, _)| *at < here))
        };
        match found.map(|(_, block)| *block) {
            Some(block) => self.set_cursor(block),
            None => self.say(none),
        }
    }

    fn step_column(&mut self, by: i64) {
        let (Some(map), Some(page)) = (&self.map, self.page()) else { return };
        let starts = map.column_starts(&page.order);
        self.step_among(
            &starts,
            by,
            if by > 0 {
                t!("no column after this one; ] goes to the next page")
            } else {
                t!("no column before this one; [ goes to the page before")
            },
        );
    }

    fn step_head(&mut self, by: i64) {
        let Some(page) = self.page() else { return };
        let stops = |role: Role| matches!(role, Role::Headline | Role::Subhead | Role::Section);
        let mut heads: Vec<BlockId> = Vec::new();
        for paragraph in page.paragraphs(&page.order).iter().filter(|paragraph| stops(paragraph.role)) {
            heads.extend(paragraph.blocks.first());
        }
        let headless = page.story_ids().filter(|id| !page.story(*id).blocks.iter().any(|id| heads.contains(id)));
        heads.extend(headless.filter_map(|id| page.story(id).blocks.first().copied()).collect::<Vec<_>>());
        let rank = |block: &BlockId| page.order.iter().position(|id| id == block);
        heads.sort_by_key(rank);
        self.step_among(
            &heads,
            by,
            if by > 0 {
                t!("no section after this one; ] goes to the next page")
            } else {
                t!("no section before this one; [ goes to the page before")
            },
        );
    }

    /// To the first or last block of the page.
    fn go_to_page_end(&mut self, choose: impl Fn(&[BlockId]) -> Option<BlockId>) {
        let drawn = |map: &crate::ui::page_map::PageMap, order: &[BlockId]| -> Vec<BlockId> {
            order.iter().copied().filter(|block| map.place(*block).is_some()).collect()
        };
        let Some((map, page)) = self.map.as_ref().zip(self.page()) else { return };
        let (mut blocks, tops) = (drawn(map, &page.order), |block: &BlockId| map.place(*block).map(|place| place.top));
        blocks.sort_by_key(tops);
        if let Some(block) = choose(&blocks) {
            self.set_cursor(block);
        }
    }

    /// Scrolls the page; at its end, goes on to the next page.
    pub(super) fn scroll_page(&mut self, by: i64) {
        let (_, rows) = self.page_window();
        let height = self.map.as_ref().map_or(0, |map| map.facsimile.height);
        let last = i64::from(height.saturating_sub(u32::from(rows)));
        let now = i64::from(self.page_view.top);
        let next = (now + by).clamp(0, last);
        if next == now {
            if by > 0 && self.cursor.page + 1 < self.edition.pages.len() {
                self.step_page(1);
            } else {
                self.say(if by > 0 {
                    t!("end of the edition; gg goes to the top of this page")
                } else {
                    t!("top of the page; [ goes to the page before")
                });
            }
            return;
        }
        self.page_view.top = next as u32;
        self.cursor_into_sight();
    }

    /// After scrolling, the cursor goes to a block that shows, in its own column if there is one.
    pub(super) fn cursor_into_sight(&mut self) {
        let (columns, rows) = self.page_window();
        let Some((map, page)) = self.map.as_ref().zip(self.page()) else { return };
        let (left, top) = (self.page_view.left, self.page_view.top);
        let window =
            CellBox { left, top, right: left.saturating_add(columns), bottom: top.saturating_add(u32::from(rows)) };
        let here = self.cursor.block.and_then(|block| map.place(block)).unwrap_or_default();
        let shows = |place: &CellBox| {
            place.top < window.bottom
                && place.bottom > window.top
                && place.left < window.right
                && place.right > window.left
        };
        if shows(&here) {
            return;
        }
        let aside = |place: &CellBox| place.left.abs_diff(here.left) / 6;
        let late = |place: &CellBox| place.top < window.top;
        let visible = page.order.iter().filter_map(|block| map.place(*block).map(|place| (*block, place)));
        let nearest =
            visible.filter(|(_, place)| shows(place)).min_by_key(|(_, place)| (late(place), aside(place), place.top));
        if let Some((block, _)) = nearest {
            self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
        }
    }

    /// The next size up or down that looks different.
    fn rescale(&mut self, by: i32) {
        const LADDER: [PageScale; 4] = [PageScale::Whole, PageScale::Reading, PageScale::Between, PageScale::Full];
        let mut at = LADDER.iter().position(|scale| *scale == self.page_view.scale).unwrap_or(1) as i32;
        let before = self.zoom(self.page_view.scale);
        loop {
            at += by;
            let Some(scale) = usize::try_from(at).ok().and_then(|at| LADDER.get(at)).copied() else {
                self.say(if by > 0 {
                    t!("as large as it gets; = shows the whole page")
                } else {
                    t!("this is the whole page; + makes it larger")
                });
                return;
            };
            self.page_view.scale = scale;
            if self.zoom(scale) != before {
                break;
            }
        }
        self.reveal();
    }

    /// True when the page has the keys.
    pub(in crate::ui) fn on_page_view(&self) -> bool {
        self.view == View::Page
    }
}
