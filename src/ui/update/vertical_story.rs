//! A story in vertical columns: which stories are, and which columns show.

use crate::model::story::StoryRef;
use crate::t;
use crate::typeset::Measure;
use crate::ui::state::State;
use crate::ui::views::View;

/// Cells from one column of characters to the next: two of ink, one of white.
pub(in crate::ui) const PITCH: u16 = 3;
/// Cells between the first column and the right edge of the view.
const MARGIN: u16 = 2;

impl State {
    /// Columns instead of lines for this story, or lines again.
    pub(super) fn toggle_upright(&mut self) {
        let Some(at) = self.nearest_story() else { return };
        if !self.page().is_some_and(|page| page.lang.is_cjk()) {
            self.complain(t!("vertical columns are for Chinese, Japanese and Korean"));
            return;
        }
        self.view = View::Story;
        match self.upright.iter().position(|known| *known == at) {
            Some(known) => drop(self.upright.remove(known)),
            None => self.stand_up(at),
        }
        self.keep_place();
    }

    fn stand_up(&mut self, at: StoryRef) {
        self.upright.push(at);
        self.say(t!("vertical: read from the right; c sets it in lines again"));
    }

    /// True when the story that shows is set in vertical columns.
    pub(in crate::ui) fn is_upright(&self) -> bool {
        self.set.as_ref().is_some_and(|set| set.galley.upright)
    }

    /// Rows of a column.
    pub(super) fn column_rows(&self) -> Measure {
        Measure(self.screen_layout().story.height.saturating_sub(1).max(1))
    }

    /// Columns that show at once.
    pub(super) fn columns_shown(&self) -> u16 {
        (self.screen_layout().story.width.saturating_sub(MARGIN) / PITCH).max(1)
    }

    /// The cell where a column of the view begins, counted from the first that shows.
    pub(in crate::ui) fn column_left(&self, column: u16) -> u16 {
        let story = self.screen_layout().story;
        story.right().saturating_sub(MARGIN + PITCH.saturating_mul(column + 1)).max(story.x) + 1
    }

    /// The column of the view at this cell of it, counted from the first that shows.
    pub(super) fn column_at(&self, x: u16) -> u16 {
        self.screen_layout().story.width.saturating_sub(MARGIN + 1).saturating_sub(x) / PITCH
    }
}
