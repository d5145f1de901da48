//! Which part of the screen shows what. Both moving and drawing ask here, so they agree.

use crate::ui::views::{Arrangement, Bars, MEASURE, View};
use ratatui::layout::Rect;

/// Below this many columns two views side by side would both be too narrow to read.
const SPLIT_COLUMNS: u16 = 100;
/// Columns for the stories beside a view: a headline and the number before it.
const CONTENTS_COLUMNS: u16 = 32;
/// What a single view needs to be read beside the contents.
const VIEW_COLUMNS: u16 = 60;
/// Cells between the text of a story and the edges of its view: room for the marker.
pub(super) const MARGIN: u16 = 2;

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

/// What decides which part of the screen shows what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScreenNeeds {
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// Whether bars are shown.
    pub bars: Bars,
    /// The bottom line is needed for typing, a question or a message, bars or not.
    pub asks: bool,
    /// The arrangement wanted.
    pub arrangement: Arrangement,
    /// The view that a single one shows.
    pub view: View,
}

impl ScreenLayout {
    /// The parts of a screen.
    pub(super) fn new(needs: &ScreenNeeds) -> ScreenLayout {
        let ScreenNeeds { size: (columns, rows), bars, asks, arrangement, view } = *needs;
        let header = u16::from(bars == Bars::Shown && rows >= 6);
        let footer = u16::from((bars == Bars::Shown || asks) && rows >= 2);
        // Without bars a message lies over the last row: what is read does not move because something is said.
        let taken = if bars == Bars::Shown { footer } else { 0 };
        let height = rows.saturating_sub(header + taken);
        let body = Rect::new(0, header, columns, height);
        let mut screen_layout = ScreenLayout {
            header: Rect::new(0, 0, columns, header),
            footer: Rect::new(0, rows.saturating_sub(footer), columns, footer),
            body,
            ..ScreenLayout::default()
        };
        let mut views = body;
        let arrangement = arrangement_that_fits(arrangement, columns);
        if matches!(arrangement, Arrangement::Contents | Arrangement::Three) {
            screen_layout.contents = Rect { width: CONTENTS_COLUMNS, ..body };
            screen_layout.gutters[0] = Rect { x: CONTENTS_COLUMNS, width: 1, ..body };
            views = Rect { x: CONTENTS_COLUMNS + 1, width: columns.saturating_sub(CONTENTS_COLUMNS + 1), ..body };
        }
        if matches!(arrangement, Arrangement::Split | Arrangement::Three) {
            let story = (MEASURE / 2 + 2 * MARGIN).max(views.width / 3).min(views.width / 2);
            let page = views.width - story - 1;
            screen_layout.page = Rect { width: page, ..views };
            screen_layout.gutters[1] = Rect { x: views.x + page, width: 1, ..views };
            screen_layout.story = Rect { x: views.x + page + 1, width: story, ..views };
        } else {
            match view {
                View::Page => screen_layout.page = views,
                View::Story => screen_layout.story = views,
            }
        }
        screen_layout
    }
}

/// Columns that an arrangement needs.
pub(super) fn least_columns(arrangement: Arrangement) -> u16 {
    match arrangement {
        Arrangement::One => 0,
        Arrangement::Split => SPLIT_COLUMNS,
        Arrangement::Contents => CONTENTS_COLUMNS + 1 + VIEW_COLUMNS,
        Arrangement::Three => CONTENTS_COLUMNS + 1 + SPLIT_COLUMNS,
    }
}

/// The arrangement wanted, or what of it a window of so many columns has room for.
fn arrangement_that_fits(wanted: Arrangement, columns: u16) -> Arrangement {
    match wanted {
        wanted if columns >= least_columns(wanted) => wanted,
        Arrangement::Three if columns >= least_columns(Arrangement::Split) => Arrangement::Split,
        Arrangement::One | Arrangement::Split | Arrangement::Contents | Arrangement::Three => Arrangement::One,
    }
}
