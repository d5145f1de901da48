//! Pictures of the page. What is wanted is told to the shell, which makes it beside the reading; what is ready is drawn
//! over the toned box that stands there till then, as long as nothing else lies over it.

use crate::ui::cells::Cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::sync::Arc;

/// A picture at a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureKey {
    /// Index of the page in the edition.
    pub page: usize,
    /// Index into `Page::pictures`.
    pub picture: usize,
    /// Cells across.
    pub columns: u16,
    /// Cells down.
    pub rows: u16,
}

/// What writes a picture into its cells, in the terminal's own way.
type Painter = Arc<dyn Fn(Rect, &mut Buffer) + Send + Sync>;

/// A picture that is ready.
#[derive(Clone)]
pub struct Shot {
    /// Writes all of it.
    pub paint: Painter,
    /// Every cell stands for itself, so that a part of it can be shown.
    pub in_cells: bool,
}

/// Where a picture is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct VisiblePicture {
    /// The cells of the screen.
    pub area: Rect,
    /// The first of its columns and rows that shows.
    pub from: (u16, u16),
    /// The size of the whole.
    pub size: (u16, u16),
}

impl fmt::Debug for Shot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Shot")
    }
}

/// Pictures kept ready at most: more than any window shows.
const MOST_READY: usize = 32;

/// The pictures of the edition, as far as they are known.
#[derive(Debug, Default)]
pub struct PictureStore {
    /// Somebody makes them: only then are they wanted.
    can: bool,
    /// The reader does not want them.
    hidden: bool,
    /// For each page whether its file holds its pictures; pages that are not told hold them when the edition is a PDF.
    held: Vec<bool>,
    /// Pages of which no picture could be made.
    failed: BTreeSet<usize>,
    /// What is ready, or asked for and not there yet; the oldest first.
    ready: VecDeque<(PictureKey, Option<Shot>)>,
}

impl PictureStore {
    /// Somebody makes pictures from now on.
    pub(super) fn enable(&mut self) {
        self.can = true;
    }

    /// True when somebody makes them.
    pub(super) fn is_enabled(&self) -> bool {
        self.can
    }

    /// For each page whether its file holds its pictures.
    pub(super) fn hold(&mut self, pages: Vec<bool>) {
        self.held = pages;
    }

    /// True when pictures of this page can be made, as far as is known; `by_format` is what the format of the edition promises.
    pub(super) fn holds(&self, page: usize, by_format: bool) -> bool {
        self.held.get(page).copied().unwrap_or(by_format) && !self.failed.contains(&page)
    }

    /// True when pictures are drawn.
    pub(super) fn shows(&self) -> bool {
        self.can && !self.hidden
    }

    /// Whether they are wanted where somebody makes them; true when that is new.
    pub(super) fn want(&mut self, wanted: bool) -> bool {
        let is_new = self.hidden == wanted;
        self.hidden = !wanted;
        is_new
    }

    /// A picture is ready, or cannot be made; true when the pictures of its page turned out not to be there.
    pub(super) fn take(&mut self, key: PictureKey, shot: Option<Shot>) -> bool {
        let is_gone = shot.is_none() && self.failed.insert(key.page);
        if let Some(known) = self.ready.iter_mut().find(|(known, _)| *known == key) {
            known.1 = shot;
        }
        is_gone
    }

    /// Those of these that were not asked for yet. Asking once is enough.
    pub(super) fn ask(&mut self, mut wanted: Vec<PictureKey>) -> Vec<PictureKey> {
        wanted.retain(|key| self.ready.iter().all(|(known, _)| known != key));
        for key in &wanted {
            if self.ready.len() >= MOST_READY {
                self.ready.pop_front();
            }
            self.ready.push_back((*key, None));
        }
        wanted
    }

    /// A picture that is ready.
    pub(super) fn ready(&self, key: PictureKey) -> Option<Shot> {
        self.ready.iter().find(|(known, _)| *known == key).and_then(|(_, shot)| shot.clone())
    }

    /// Forgets all of them.
    pub(super) fn forget(&mut self) {
        self.ready.clear();
        self.failed.clear();
    }
}

impl Cells<'_> {
    /// Draws pictures where their toned boxes are whole, as far as they show. Comes after [`Cells::finish`].
    pub(super) fn show(&mut self, pictures: &[(VisiblePicture, Shot)]) {
        for (sight, shot) in pictures {
            let area = &sight.area;
            let tone = self.buffer.cell((area.x, area.y)).map(|cell| cell.symbol().to_owned());
            let is_box = tone.as_deref().is_some_and(|tone| tone != " ");
            let whole = area.intersection(self.area()) == *area
                && area
                    .positions()
                    .all(|position| self.buffer.cell(position).map(|cell| cell.symbol()) == tone.as_deref());
            if !is_box || !whole {
                continue;
            }
            if (area.width, area.height) == sight.size {
                self.clear(*area);
                (shot.paint)(*area, self.buffer);
            } else if shot.in_cells {
                self.show_part(sight, shot);
            }
        }
    }

    /// Draws the part of a picture that is in view.
    fn show_part(&mut self, sight: &VisiblePicture, shot: &Shot) {
        let mut whole = Buffer::empty(Rect::new(0, 0, sight.size.0, sight.size.1));
        (shot.paint)(whole.area, &mut whole);
        for at in sight.area.positions() {
            let of_whole = (at.x - sight.area.x + sight.from.0, at.y - sight.area.y + sight.from.1);
            if let (Some(cell), Some(painted)) = (self.buffer.cell_mut(at), whole.cell(of_whole)) {
                *cell = painted.clone();
            }
        }
    }
}
