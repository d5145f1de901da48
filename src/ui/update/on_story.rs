//! What keys do in a story.

use crate::t;
use crate::ui::action::Command;
use crate::ui::list::sections;
use crate::ui::next_story::Following;
use crate::ui::state::State;
use crate::ui::views::Cursor;

/// Cells by which a key widens or narrows the measure: two Han characters.
const STEP: i32 = 4;
/// No line is set narrower than this many cells.
const NARROWEST: i32 = 16;

impl State {
    pub(super) fn on_story(&mut self, command: Command, count: Option<u32>) {
        let times = i64::from(count.unwrap_or(1));
        let rows = i64::from(self.story_rows());
        match command {
            Command::Left => self.step_story(-times),
            Command::Right => self.step_story(times),
            Command::Down => self.scroll_story(times),
            Command::Up => self.scroll_story(-times),
            Command::NextColumn => self.step_paragraph(times),
            Command::PreviousColumn => self.step_paragraph(-times),
            Command::NextSection => self.step_section(times),
            Command::PreviousSection => self.step_section(-times),
            Command::ScreenDown => self.read_on((rows - 1).max(1) * times),
            Command::ScreenUp => self.scroll_story(-(rows - 1).max(1) * times),
            Command::HalfDown => self.scroll_story((rows / 2).max(1) * times),
            Command::HalfUp => self.scroll_story(-(rows / 2).max(1) * times),
            Command::Top => self.scroll_story(i64::MIN / 2),
            Command::End => self.scroll_story(i64::MAX / 2),
            Command::Percent => {
                let far = self.last_top() as i64 * times.clamp(0, 100) / 100;
                self.scroll_story(far - self.story_view.top as i64);
            }
            Command::Open => match count {
                Some(number) => self.open_section(number),
                None => self.open_in_story(),
            },
            Command::Larger | Command::Smaller | Command::Fit if self.is_upright() => {
                self.say(t!("columns are as high as the window; c sets lines again"));
            }
            Command::Larger => self.widen(STEP),
            Command::Smaller => self.widen(-STEP),
            Command::Fit => {
                self.story_view.wider = 0;
                self.keep_place();
            }
            _ => {}
        }
    }

    /// Lines of the story that show at once.
    pub(in crate::ui) fn story_rows(&self) -> u16 {
        if self.is_upright() { self.columns_shown() } else { self.screen_layout().story.height }
    }

    /// The first line that may stand at the top: the end of the story stays in sight.
    pub(in crate::ui) fn last_top(&self) -> usize {
        let lines = self.set.as_ref().map_or(0, |set| set.lines().len());
        (lines + self.tail_rows()).saturating_sub(usize::from(self.story_rows()))
    }

    /// Rows below the last line: a blank, and what comes next.
    pub(in crate::ui) fn tail_rows(&self) -> usize {
        if self.following().is_some() { 2 } else { 1 }
    }

    pub(super) fn scroll_story(&mut self, by: i64) {
        let now = self.story_view.top as i64;
        let next = now.saturating_add(by).clamp(0, self.last_top() as i64);
        self.story_view.top = next as usize;
        self.story_view.focus = None;
        self.cursor_to_top_line();
    }

    /// The cursor is where reading is: on the first line that shows.
    fn cursor_to_top_line(&mut self) {
        let found = self.set.as_ref().and_then(|set| set.block_near(self.story_view.top));
        if let Some((block, offset)) = found {
            self.cursor = Cursor { block: Some(block), offset, ..self.cursor };
        }
    }

    /// A screen on; from the end of a story to the next one.
    fn read_on(&mut self, by: i64) {
        if self.story_view.top < self.last_top() {
            self.scroll_story(by);
            return;
        }
        match self.following() {
            Some(next) => {
                self.remember();
                self.go_to_story(next.story());
                if let Following::Rest(_) = next {
                    self.say(t!("{key} goes back to where the story broke off", key = self.key_of(Command::Back)));
                }
            }
            None => self.say(t!("end of the edition; q goes back to the page")),
        }
    }

    /// To a section of the story by its number in the contents, from 1.
    fn open_section(&mut self, number: u32) {
        let story = self.story().zip(self.page());
        let heads = story.map(|(story, page)| sections(page, &page.story(story).blocks)).unwrap_or_default();
        let head = number.checked_sub(1).and_then(|index| heads.get(index as usize)).map(|(block, _)| *block);
        let line = head.and_then(|block| self.set.as_ref()?.line_of(self.page()?, block));
        match line {
            Some(line) => {
                self.remember();
                self.go_to_line(line);
            }
            None => self.complain(match heads.len() {
                0 => t!("no sections in this story; ) steps through its heads and captions"),
                1 => t!("no section {number} in this story: it has 1; t lists it", number),
                count => t!("no section {number} in this story: it has {count}; t lists them", number, count),
            }),
        }
    }

    fn step_paragraph(&mut self, by: i64) {
        let stops = self.set.as_ref().map(crate::ui::set_story::SetStory::paragraph_starts).unwrap_or_default();
        self.step_line(
            &stops,
            by,
            if by > 0 {
                t!("last paragraph; J goes to the next story")
            } else {
                t!("first paragraph; K goes to the story before")
            },
        );
    }

    fn step_section(&mut self, by: i64) {
        let stops = self.set.as_ref().map(crate::ui::set_story::SetStory::section_starts).unwrap_or_default();
        self.step_line(
            &stops,
            by,
            if by > 0 {
                t!("last section; J goes to the next story")
            } else {
                t!("first section; K goes to the story before")
            },
        );
    }

    /// To the next of some lines.
    fn step_line(&mut self, stops: &[usize], by: i64, none: String) {
        let here = self.story_view.focus.unwrap_or(self.story_view.top);
        let found = if by > 0 {
            // Nothing was gone to yet: the head that is at the top already is not the next one.
            stops.iter().filter(|line| **line > here).nth(by as usize - 1).or(stops.last().filter(|line| **line > here))
        } else {
            let back = by.unsigned_abs() as usize - 1;
            stops.iter().rev().filter(|line| **line < here).nth(back).or(stops.first().filter(|line| **line < here))
        };
        match found.copied() {
            Some(line) => self.go_to_line(line),
            None => self.say(none),
        }
    }

    /// A line goes to the top as far as the story is long enough, and is marked.
    fn go_to_line(&mut self, line: usize) {
        self.story_view.focus = Some(line);
        self.story_view.top = line.saturating_sub(1).min(self.last_top());
        let set = self.set.as_ref().and_then(|set| set.block_near(line));
        if let Some((block, offset)) = set {
            self.cursor = Cursor { block: Some(block), offset, ..self.cursor };
        }
    }

    fn widen(&mut self, by: i32) {
        let now = i32::from(self.measure().0);
        self.set_wider(now + by);
    }

    /// Sets the measure to this many cells, as far as the window allows.
    pub(super) fn set_wider(&mut self, cells: i32) {
        // On the page a story is given the room of a window of its own.
        let shown = self.screen_layout().story.width;
        let room = i32::from(if shown > 0 { shown } else { self.size.0 }.saturating_sub(4));
        let asked = cells;
        let cells = cells.clamp(NARROWEST.min(room.max(1)), room.max(1));
        self.story_view.wider = (cells - i32::from(self.ordinary_measure)) as i16;
        self.keep_place();
        if shown == 0 {
            self.say(t!("stories have lines of {cells} cells", cells));
        } else if asked > room && room > 0 {
            self.say(t!("as wide as the window allows; - makes lines shorter"));
        } else if asked < NARROWEST {
            self.say(t!("as narrow as it gets; + makes lines longer"));
        }
    }
}
