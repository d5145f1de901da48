//! Which part of the screen shows what. Both moving and drawing ask here, so they agree.

use crate::typeset::Measure;
use crate::ui::list::{List, ListKind, ListRow};
use crate::ui::state::{Overlay, State};
use crate::ui::views::{Arrangement, Bars, LIST_COLUMNS, MEASURE, View};
use ratatui::layout::Rect;

/// Below this many columns two views side by side would both be too narrow to read.
const SPLIT_COLUMNS: u16 = 100;
/// Columns for the stories beside a view: a headline and the number before it.
const CONTENTS_COLUMNS: u16 = 32;
/// What a single view needs to be read beside the contents.
const VIEW_COLUMNS: u16 = 60;
/// Cells between the text of a story and the edges of its view: room for the marker.
const MARGIN: u16 = 2;

/// The parts of the screen. A part that has no room is empty, never absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The bar above.
    pub header: Rect,
    /// The page in its printed shape.
    pub page: Rect,
    /// The stories of the page.
    pub contents: Rect,
    /// The lines between panes.
    pub gutters: [Rect; 2],
    /// The story.
    pub story: Rect,
    /// The bar below.
    pub footer: Rect,
    /// Everything between the bars.
    pub body: Rect,
}

impl State {
    /// The parts of the screen at its present size.
    pub fn screen_layout(&self) -> ScreenLayout {
        let (columns, rows) = self.size;
        let header = u16::from(self.bars == Bars::Shown && rows >= 6);
        let footer = u16::from((self.bars == Bars::Shown || self.asks()) && rows >= 2);
        // Without bars a message lies over the last row: what is read does not move because something is said.
        let taken = if self.bars == Bars::Shown { footer } else { 0 };
        let height = rows.saturating_sub(header + taken);
        let body = Rect::new(0, header, columns, height);
        let mut screen_layout = ScreenLayout {
            header: Rect::new(0, 0, columns, header),
            footer: Rect::new(0, rows.saturating_sub(footer), columns, footer),
            body,
            ..ScreenLayout::default()
        };
        let mut views = body;
        if matches!(self.arrangement_that_fits(), Arrangement::Contents | Arrangement::Three) {
            screen_layout.contents = Rect { width: CONTENTS_COLUMNS, ..body };
            screen_layout.gutters[0] = Rect { x: CONTENTS_COLUMNS, width: 1, ..body };
            views = Rect { x: CONTENTS_COLUMNS + 1, width: columns.saturating_sub(CONTENTS_COLUMNS + 1), ..body };
        }
        if matches!(self.arrangement_that_fits(), Arrangement::Split | Arrangement::Three) {
            let story = (MEASURE / 2 + 2 * MARGIN).max(views.width / 3).min(views.width / 2);
            let page = views.width - story - 1;
            screen_layout.page = Rect { width: page, ..views };
            screen_layout.gutters[1] = Rect { x: views.x + page, width: 1, ..views };
            screen_layout.story = Rect { x: views.x + page + 1, width: story, ..views };
        } else {
            match self.view {
                View::Page => screen_layout.page = views,
                View::Story => screen_layout.story = views,
            }
        }
        screen_layout
    }

    /// Columns that an arrangement needs.
    pub(super) fn least_columns(&self, arrangement: Arrangement) -> u16 {
        match arrangement {
            Arrangement::One => 0,
            Arrangement::Split => SPLIT_COLUMNS,
            Arrangement::Contents => CONTENTS_COLUMNS + 1 + VIEW_COLUMNS,
            Arrangement::Three => CONTENTS_COLUMNS + 1 + SPLIT_COLUMNS,
        }
    }

    /// Whether the window has room for an arrangement.
    pub(super) fn fits(&self, arrangement: Arrangement) -> bool {
        self.size.0 >= self.least_columns(arrangement)
    }

    /// The arrangement wanted, or what of it the window has room for.
    fn arrangement_that_fits(&self) -> Arrangement {
        match self.arrangement {
            wanted if self.fits(wanted) => wanted,
            Arrangement::Three if self.fits(Arrangement::Split) => Arrangement::Split,
            Arrangement::One | Arrangement::Split | Arrangement::Contents | Arrangement::Three => Arrangement::One,
        }
    }

    /// First row of the contents pane that shows, and the row of the story being read.
    pub fn side_rows(&self, rows: &[ListRow], height: u16) -> (usize, Option<usize>) {
        let here = self.row_of_cursor(&List::new(ListKind::Contents), rows);
        let height = usize::from(height);
        let top = here.map_or(0, |here| (here + 1).saturating_sub(height.saturating_sub(1).max(1)));
        (if rows.len() <= height { 0 } else { top }, here)
    }

    /// Columns and rows of the window onto the page; a column on either side is left for the marker.
    pub(super) fn page_window(&self) -> (u16, u16) {
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
    pub(super) fn list_rows(&self) -> usize {
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
