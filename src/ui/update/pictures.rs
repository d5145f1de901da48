//! Pictures of what shows: which are to be seen and where, which are wanted, and which are drawn.

use crate::t;
use crate::typeset::facsimile::{self, PictureArea};
use crate::typeset::galley::SetLine;
use crate::typeset::galley::pictures::PictureRow;
use crate::ui::pictures::{PictureKey, Shot, VisiblePicture};
use crate::ui::state::State;
use ratatui::layout::Rect;

impl State {
    /// Somebody makes pictures.
    pub fn can_show_pictures(&mut self) {
        self.pictures.enable();
        self.set = None;
        self.prepare();
    }

    /// For each page whether its file holds its pictures.
    pub fn hold_pictures(&mut self, pages: Vec<bool>) {
        self.pictures.hold(pages);
        self.prepare();
    }

    /// True when pictures of this page can be made, as far as is known.
    fn holds_pictures(&self, page: usize) -> bool {
        self.pictures.holds(page, self.edition.source.format == "pdf")
    }

    /// True when pictures of the present page are drawn.
    pub(in crate::ui) fn shows_pictures_here(&self) -> bool {
        self.shows_pictures() && self.holds_pictures(self.cursor.page)
    }

    /// The room that the pictures of a page are given: what cannot be shown takes little.
    pub(in crate::ui) fn room_for_pictures(&self, page: usize) -> facsimile::Pictures {
        if self.shows_pictures() && self.holds_pictures(page) {
            facsimile::Pictures::Drawn
        } else {
            facsimile::Pictures::Small
        }
    }

    /// True when blocks of half a cell can be drawn: they are as wide as box drawing.
    pub fn draws_blocks(&self) -> bool {
        self.widths.has_boxes()
    }

    /// True when pictures are drawn.
    pub(in crate::ui) fn shows_pictures(&self) -> bool {
        self.pictures.shows()
    }

    /// A picture is ready, or cannot be made.
    pub(in crate::ui) fn take_picture(&mut self, key: PictureKey, shot: Option<Shot>) {
        if self.pictures.take(key, shot) {
            self.set = None;
        }
    }

    /// The pictures that are to be seen and were not asked for yet. Asking once is enough.
    pub fn wanted_pictures(&mut self) -> Vec<PictureKey> {
        if !self.shows_pictures() {
            return Vec::new();
        }
        let seen = self.seen_pictures().into_iter().map(|(key, _)| key);
        let wanted = seen.filter(|key| self.holds_pictures(key.page)).collect();
        self.pictures.ask(wanted)
    }

    /// Forgets all pictures: the edition is another one, or they are drawn in other colors.
    pub fn forget_pictures(&mut self) {
        self.pictures.forget();
    }

    /// Whether pictures are wanted where somebody makes them.
    pub(in crate::ui) fn want_pictures(&mut self, wanted: bool) {
        if self.pictures.want(wanted) {
            self.set = None;
        }
    }

    /// Shows pictures, or boxes in their places.
    pub(in crate::ui) fn toggle_pictures(&mut self) {
        if !self.pictures.is_enabled() {
            self.complain(t!("this foldline was built without pictures; build it with the feature images"));
            return;
        }
        let shown = !self.pictures.shows();
        self.pictures.want(shown);
        self.keep_place();
        self.reveal();
        self.say(match (!shown, self.holds_pictures(self.cursor.page)) {
            (true, _) => t!("pictures off; i turns them on"),
            (false, true) => t!("pictures on; i turns them off"),
            (false, false) => t!("pictures on; the file of this page holds only their places"),
        });
    }

    /// The pictures that show, and where on the screen.
    fn seen_pictures(&self) -> Vec<(PictureKey, VisiblePicture)> {
        let mut seen = self.seen_on_page();
        seen.extend(self.seen_in_story());
        seen
    }

    fn seen_in_story(&self) -> Vec<(PictureKey, VisiblePicture)> {
        let area = self.screen_layout().story;
        let Some(set) = self.set.as_ref().filter(|set| area.width > 0 && !set.galley.upright) else {
            return Vec::new();
        };
        let top = self.story_view.top;
        let rows = set.lines().iter().skip(top).take(usize::from(area.height)).enumerate();
        let place = |(y, line): (usize, &SetLine)| {
            let first = line.picture.filter(|first| first.row == 0 || y == 0)?;
            let PictureRow { picture, left, columns, rows, row } = first;
            let (x, y) = (self.story_left() + left, area.y + y as u16);
            let shown = Rect::new(x, y, columns, rows.saturating_sub(row)).intersection(area);
            let key = PictureKey { page: set.at.page as usize, picture, columns, rows };
            let sight = VisiblePicture { area: shown, from: (0, row), size: (columns, rows) };
            (shown.width == columns && shown.height > 0).then_some((key, sight))
        };
        rows.filter_map(place).collect()
    }

    fn seen_on_page(&self) -> Vec<(PictureKey, VisiblePicture)> {
        let page = self.screen_layout().page;
        let Some(map) = self.map.as_ref().filter(|_| page.width > 0) else { return Vec::new() };
        let (columns, rows) = self.page_window();
        let view = self.page_view;
        let on_screen = |place: &PictureArea| {
            let area = place.area;
            let (left, right) = (area.left.max(view.left), area.right.min(view.left.saturating_add(columns)));
            let (top, bottom) = (area.top.max(view.top), area.bottom.min(view.top + u32::from(rows)));
            if left >= right || top >= bottom {
                return None;
            }
            let size = (area.right - area.left, u16::try_from(area.bottom - area.top).ok()?);
            let key = PictureKey { page: map.page, picture: place.picture, columns: size.0, rows: size.1 };
            let (x, y) = (page.x + self.page_origin() + (left - view.left), page.y + (top - view.top) as u16);
            let shown = Rect::new(x, y, right - left, (bottom - top) as u16);
            Some((key, VisiblePicture { area: shown, from: (left - area.left, (top - area.top) as u16), size }))
        };
        map.facsimile.pictures.iter().filter_map(on_screen).collect()
    }

    /// The pictures that are ready, and where they go.
    pub(in crate::ui) fn ready_pictures(&self) -> Vec<(VisiblePicture, Shot)> {
        if !self.shows_pictures() {
            return Vec::new();
        }
        let seen = self.seen_pictures().into_iter();
        seen.filter_map(|(key, sight)| self.pictures.ready(key).map(|shot| (sight, shot))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect as Box;
    use crate::model::edition::Edition;
    use crate::model::page::PagePicture;
    use crate::typeset::width::WidthModel;
    use crate::ui::action::{Action, Command};
    use crate::ui::draw::draw;
    use crate::ui::sample_edition;
    use crate::ui::theme::Theme;
    use crate::ui::views::MouseOwner;
    use ratatui::buffer::Buffer;
    use std::sync::Arc;

    const SIZE: (u16, u16) = (100, 30);

    fn state() -> State {
        let mut pages = sample_edition::edition().pages;
        pages.truncate(1);
        let bounds = pages[0].bounds;
        let bbox = Box::new(bounds.left.0, bounds.bottom.0, bounds.right.0 / 2.0, bounds.bottom.0 + 200.0);
        pages[0].bounds.bottom = bbox.bottom;
        pages[0].pictures.push(PagePicture { bbox, caption: None, story: None });
        State::new(Edition { pages, ..Edition::default() }, WidthModel::narrow(), SIZE, 1, MouseOwner::default())
    }

    fn screen(state: &State) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        draw(state, &Theme::default(), &mut buffer);
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn a_picture_is_asked_for_once_and_drawn_when_it_is_ready() {
        let mut state = state();
        state.command(Command::Fit);
        assert!(state.wanted_pictures().is_empty(), "nobody makes pictures");
        state.can_show_pictures();
        assert!(state.wanted_pictures().is_empty(), "a text file holds none");
        state.hold_pictures(vec![true]);
        let wanted = state.wanted_pictures();
        assert_eq!(wanted.len(), 1);
        assert!(state.wanted_pictures().is_empty(), "it was asked for");
        assert!(screen(&state).contains('░'));
        let paint = |area: Rect, buffer: &mut Buffer| {
            for at in area.positions() {
                if let Some(cell) = buffer.cell_mut(at) {
                    cell.set_char('@');
                }
            }
        };
        state.update(Action::Pictured(wanted[0], Some(Shot { paint: Arc::new(paint), in_cells: false })));
        let cells = usize::from(wanted[0].columns) * usize::from(wanted[0].rows);
        assert_eq!(screen(&state).matches('@').count(), cells);
        state.command(Command::Pictures);
        assert!(screen(&state).contains('░') && !screen(&state).contains('@'), "the reader turned it off");
    }

    #[test]
    fn of_a_picture_at_the_edge_of_the_window_the_part_in_view_is_drawn() {
        const FIRST_COLUMN: char = '⣿';
        let row = |at: u16| char::from_u32(0x2801 + u32::from(at)).unwrap();
        let paint = move |area: Rect, buffer: &mut Buffer| {
            for at in area.positions() {
                let inner = if at.x == area.x { FIRST_COLUMN } else { row(at.y - area.y) };
                buffer.cell_mut(at).unwrap().set_char(inner);
            }
        };
        for in_cells in [true, false] {
            let mut state = state();
            state.can_show_pictures();
            state.hold_pictures(vec![true]);
            let place = state.map.as_ref().unwrap().facsimile.pictures[0].area;
            (state.page_view.left, state.page_view.top) = (place.left + 2, place.top + 1);
            let wanted = state.wanted_pictures();
            assert_eq!(wanted.len(), 1);
            state.take_picture(wanted[0], Some(Shot { paint: Arc::new(paint), in_cells }));
            let shown = screen(&state);
            let rows = (place.bottom - place.top) as u16;
            let seen: Vec<bool> = (0..rows).map(|at| shown.contains(row(at))).collect();
            let expected: Vec<bool> = (0..rows).map(|at| in_cells && at > 0 && at < SIZE.1 - 1).collect();
            assert_eq!(seen, expected, "the rows of {place:?}");
            assert!(!shown.contains(FIRST_COLUMN));
            assert_eq!(shown.contains('░'), !in_cells, "a picture that cannot be cut stays a box");
        }
    }

    #[test]
    fn what_cannot_be_made_stays_a_box() {
        let mut state = state();
        state.command(Command::Fit);
        state.can_show_pictures();
        state.hold_pictures(vec![true]);
        let wanted = state.wanted_pictures();
        state.update(Action::Pictured(wanted[0], None));
        assert!(screen(&state).contains('░'));
        assert!(state.wanted_pictures().is_empty());
    }
}
