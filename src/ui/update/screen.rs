//! What of the state decides where things stand on the screen, and what is measured by that.

use crate::typeset::Measure;
use crate::typeset::galley::Extras;
use crate::ui::double_size::Large;
use crate::ui::list::{List, ListKind, ListRow};
use crate::ui::screen_layout::{MARGIN, ScreenLayout, ScreenNeeds, least_columns};
use crate::ui::state::{Overlay, State};
use crate::ui::views::{Arrangement, LIST_COLUMNS};
use ratatui::layout::Rect;

impl State {
    /// The parts of the screen at its present size.
    pub fn screen_layout(&self) -> ScreenLayout {
        ScreenLayout::new(&ScreenNeeds {
            size: self.size,
            bars: self.bars,
            asks: self.asks(),
            arrangement: self.arrangement,
            view: self.view,
        })
    }

    /// Whether the window has room for an arrangement.
    pub(in crate::ui) fn fits(&self, arrangement: Arrangement) -> bool {
        self.size.0 >= least_columns(arrangement)
    }

    /// The terminal said how it draws large text.
    pub fn set_large(&mut self, large: Large) {
        if self.large != large {
            self.large = large;
            self.set = None;
            self.reveal();
            self.prepare();
        }
    }

    /// What stories are set with.
    pub(in crate::ui) fn extras(&self) -> Extras {
        let alone = self.screen_layout().page.width == 0;
        let heads = self.large.head_size(alone, self.page().map(|page| page.lang));
        Extras { heads, pictures: self.shows_pictures_here() }
    }

    /// First row of the contents pane that shows, and the row of the story being read.
    pub fn side_rows(&self, rows: &[ListRow], height: u16) -> (usize, Option<usize>) {
        let here = self.row_of_cursor(&List::new(ListKind::Contents), rows);
        let height = usize::from(height);
        let top = here.map_or(0, |here| (here + 1).saturating_sub(height.saturating_sub(1).max(1)));
        (if rows.len() <= height { 0 } else { top }, here)
    }

    /// Columns and rows of the window onto the page; a column on either side is left for the marker.
    pub(in crate::ui) fn page_window(&self) -> (u16, u16) {
        let page = self.screen_layout().page;
        (page.width.saturating_sub(2), page.height)
    }

    /// Where a list lies: centered, as large as it needs and the window allows.
    pub fn list_area(&self, list: &List) -> Rect {
        let body = self.screen_layout().body;
        let columns = if list.kind == ListKind::Pages { body.width } else { LIST_COLUMNS.min(body.width) };
        let rows = (self.rows(list).len() as u16).saturating_add(2).clamp(3, body.height.max(3)).min(body.height);
        let rows = if list.kind == ListKind::Pages { body.height } else { rows };
        let (x, y) = ((body.width - columns) / 2, body.y + (body.height - rows) / 2);
        Rect::new(x, y, columns, rows)
    }

    /// Rows that a list shows at once.
    pub(in crate::ui) fn list_rows(&self) -> usize {
        let list = match &self.over {
            Overlay::List(list) => Some(list),
            Overlay::Prompt(prompt) => prompt.under.as_ref(),
            Overlay::Nothing | Overlay::Ask(..) => None,
        };
        list.map_or(0, |list| self.list_area(list).height.saturating_sub(2) as usize)
    }

    /// True while the bottom line is needed for typing, a question or a message, bars or not.
    fn asks(&self) -> bool {
        self.message.is_some() || matches!(self.over, Overlay::Prompt(_) | Overlay::Ask(..))
    }

    /// The measure a story is set to.
    pub fn measure(&self) -> Measure {
        let screen_layout = self.screen_layout();
        let room = screen_layout.story.width.saturating_sub(2 * MARGIN).max(2);
        let ordinary = self.ordinary_measure;
        let wanted = i32::from(ordinary) + i32::from(self.story_view.wider);
        Measure(u16::try_from(wanted.max(8)).unwrap_or(ordinary).min(room))
    }

    /// The column where a story's lines begin.
    pub fn story_left(&self) -> u16 {
        let screen_layout = self.screen_layout();
        screen_layout.story.x + screen_layout.story.width.saturating_sub(self.measure().0) / 2
    }
}
