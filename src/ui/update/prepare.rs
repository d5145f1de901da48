//! After every action: the page is drawn and the story set for the present size, and what the reader went to is
//! brought into sight. Drawing then only has to copy.

use crate::model::story::StoryRef;
use crate::typeset::facsimile::{self, Zoom};
use crate::ui::list::List;
use crate::ui::page_map::{CellBox, PageMap};
use crate::ui::pan::readable;
use crate::ui::set_story::SetStory;
use crate::ui::state::{Overlay, Reveal, State};
use crate::ui::views::PageScale;

impl State {
    /// The cursor is to be in sight on the next frame.
    pub(in crate::ui) fn reveal(&mut self) {
        if self.reveal == Reveal::Nothing {
            self.reveal = Reveal::Cursor;
        }
    }

    /// The cursor went somewhere else: what follows it is to be in sight as well.
    pub(in crate::ui) fn land(&mut self) {
        self.reveal = Reveal::Landing;
    }

    /// The measure changes: the line that is being read stays.
    pub(in crate::ui) fn keep_place(&mut self) {
        self.set = None;
    }

    /// Makes everything ready for drawing.
    pub(in crate::ui) fn prepare(&mut self) {
        self.settle_page();
        self.settle_story();
        let reveal = std::mem::take(&mut self.reveal);
        if reveal != Reveal::Nothing {
            self.reveal_on_page();
            if reveal == Reveal::Landing {
                self.reveal_what_follows();
            }
            self.reveal_in_story();
        }
        self.clamp();
        self.settle_list();
    }

    /// What a scale means for the present page and window.
    pub(super) fn zoom(&mut self, scale: PageScale) -> Zoom {
        let (columns, rows) = self.page_window();
        let full = self.full_width();
        let page = self.edition.pages.get(self.cursor.page);
        let reading = page.map_or(columns, |page| readable(page, columns)).min(full.max(1));
        match scale {
            PageScale::Whole => Zoom::Fit { columns: columns.max(1), rows: rows.max(1) },
            // Beside a story the page is there to find one's way: all of it, rather than a part that can be read.
            PageScale::Reading if reading > columns && self.screen_layout().story.width > 0 => {
                Zoom::Fit { columns: columns.max(1), rows: rows.max(1) }
            }
            PageScale::Full => Zoom::Full,
            // Vertical lines cannot be set narrower than they are.
            PageScale::Reading | PageScale::Between if page.is_some_and(|page| page.vertical) => Zoom::Full,
            PageScale::Reading | PageScale::Between if reading >= full => Zoom::Full,
            PageScale::Reading => Zoom::Columns(reading),
            PageScale::Between => Zoom::Columns(reading + (full - reading) / 2),
        }
    }

    /// Cells across of the present page at full size.
    fn full_width(&mut self) -> u16 {
        let index = self.cursor.page;
        if let Some(Some(width)) = self.full.get(index) {
            return *width;
        }
        let Some(page) = self.edition.pages.get(index) else { return 1 };
        let width = facsimile::draw(page, Zoom::Full, &self.widths).width;
        if let Some(slot) = self.full.get_mut(index) {
            *slot = Some(width);
        }
        width
    }

    fn settle_page(&mut self) {
        let (columns, rows) = self.page_window();
        if columns == 0 || rows == 0 {
            return;
        }
        let zoom = self.zoom(self.page_view.scale);
        let index = self.cursor.page;
        let pictures = self.room_for_pictures(index);
        let is_it = |map: &PageMap| map.page == index && map.zoom == zoom && map.pictures == pictures;
        if self.map.as_ref().is_some_and(is_it) {
            return;
        }
        let Some(page) = self.edition.pages.get(index) else {
            self.map = None;
            return;
        };
        let row_before = self.row_of_cursor_block().filter(|_| self.map.as_ref().is_some_and(|map| map.page == index));
        let mut map = PageMap::new(index, page, zoom, pictures, &self.widths);
        // A page that came out in one column is set to the window.
        if map.facsimile.spans.is_empty() && map.facsimile.width > columns && zoom != Zoom::Full {
            map = PageMap::new(index, page, Zoom::Columns(columns), pictures, &self.widths);
            map.zoom = zoom;
        }
        self.map = Some(map);
        // After zooming or resizing the block under the cursor stays on its row; where the page was seen from its top, it
        // still is, as long as that shows the block.
        if let (Some(row), Some(place)) = (row_before, self.cursor_box()) {
            let from_top = self.page_view.top == 0 && place.bottom < u32::from(self.page_window().1);
            self.page_view.top = if from_top { 0 } else { place.top.saturating_sub(row) };
        }
        self.reveal();
    }

    /// The row of the window on which the block under the cursor begins.
    fn row_of_cursor_block(&self) -> Option<u32> {
        self.cursor_box().map(|place| place.top.saturating_sub(self.page_view.top))
    }

    /// Where the block under the cursor is drawn.
    pub(in crate::ui) fn cursor_box(&self) -> Option<CellBox> {
        self.map.as_ref().zip(self.cursor.block).and_then(|(map, block)| map.place(block))
    }

    /// The columns of the page that the block under the cursor has for itself.
    fn columns_of_cursor(&self) -> Option<(u16, u16)> {
        self.map.as_ref().zip(self.cursor.block).and_then(|(map, block)| map.span(block))
    }

    /// Around everything that the story under the cursor has on the page.
    fn story_box(&self) -> Option<CellBox> {
        let (map, page, story) = (self.map.as_ref()?, self.page()?, self.story()?);
        page.story(story).blocks.iter().filter_map(|block| map.place(*block)).reduce(CellBox::union)
    }

    fn settle_story(&mut self) {
        if self.screen_layout().story.width == 0 {
            return;
        }
        let story = self.story().or_else(|| self.nearest_story().map(|at| at.story));
        let Some(at) = story.map(|story| StoryRef { page: self.cursor.page as u32, story }) else {
            self.set = None;
            return;
        };
        let upright = self.upright.contains(&at);
        let measure = if upright { self.column_rows() } else { self.measure() };
        let is_it = |set: &SetStory| set.at == at && set.galley.measure == measure && set.galley.upright == upright;
        if self.set.as_ref().is_some_and(is_it) {
            return;
        }
        let same = self.set.is_none() || self.set.as_ref().is_some_and(|set| set.at == at);
        let Some(page) = self.edition.pages.get(self.cursor.page) else { return };
        self.set = if upright {
            SetStory::upright(page, at, measure, &self.widths)
        } else {
            SetStory::new(page, at, measure, &self.widths, self.extras())
        };
        self.story_view.focus = None;
        self.story_view.top = 0;
        if same || self.reveal == Reveal::Nothing {
            self.reveal();
        }
    }

    fn reveal_on_page(&mut self) {
        let (_, rows) = self.page_window();
        let (Some(place), false) = (self.cursor_box(), rows == 0) else { return };
        let (rows, view) = (u32::from(rows), &mut self.page_view);
        let context = u32::from(rows > 4);
        let height = place.bottom - place.top;
        if place.top < view.top + context {
            view.top = place.top.saturating_sub(context);
        } else if place.bottom + context > view.top + rows {
            let fits = height + 2 * context <= rows;
            let bottom_up = (place.bottom + context).saturating_sub(rows);
            view.top = if fits { bottom_up } else { place.top.saturating_sub(context) };
        }
        let (left, right) = self.columns_of_cursor().unwrap_or((place.left, place.right));
        self.pan_to(left, right);
    }

    /// A head at the foot of the window tells nothing: what was gone to stands in its upper part, as much of its story
    /// below it as fits. What shows well stays where it is. A hit is shown itself, wherever its block begins.
    fn reveal_what_follows(&mut self) {
        let (columns, rows) = self.page_window();
        let hit = self.hit_box();
        let (Some(place), false) = (hit.or_else(|| self.cursor_box()), rows == 0) else { return };
        let (story, rows) = (hit.or_else(|| self.story_box()).unwrap_or(place), u32::from(rows));
        let view = &mut self.page_view;
        let context = u32::from(rows > 4);
        let wanted = story.bottom.max(place.bottom).min(place.top + rows / 2) + context;
        if place.top < view.top + context || wanted > view.top + rows {
            view.top = place.top.saturating_sub(rows / 4);
        }
        let across = if story.right - story.left <= columns { story } else { place };
        self.pan_to(across.left, across.right);
    }

    fn reveal_in_story(&mut self) {
        let rows = usize::from(self.story_rows());
        let (Some(set), Some(page), Some(block)) = (&self.set, self.page(), self.cursor.block) else { return };
        let begins = set.line_of(page, block);
        let line = if self.cursor.offset > 0 { set.line_at(block, self.cursor.offset).or(begins) } else { begins };
        let Some(line) = line else { return };
        let top = self.story_view.top;
        // A search hit is shown with what stands above it; everything else goes to the top.
        let searching = self.search.as_ref().is_some_and(|search| search.current.is_some()) && self.cursor.offset > 0;
        if searching && (line < top || line >= top + rows) {
            self.story_view.top = line.saturating_sub(rows / 3);
        } else if !searching {
            let first = set.lines().iter().position(|line| line.from.is_some()).unwrap_or(0);
            self.story_view.top = if line <= first { 0 } else { line };
            // Near the end the line cannot come to the top: what is stepped to next counts from it all the same.
            self.story_view.focus = (line > self.last_top()).then_some(line);
        }
    }

    fn clamp(&mut self) {
        let (_, rows) = self.page_window();
        if let Some(map) = &self.map {
            self.page_view.top = self.page_view.top.min(map.facsimile.height.saturating_sub(u32::from(rows)));
        }
        self.settle_pan();
        if self.set.is_some() {
            self.story_view.top = self.story_view.top.min(self.last_top());
        }
    }

    /// The chosen row of a list is in sight.
    fn settle_list(&mut self) {
        let shown = self.list_rows();
        let list = match &self.over {
            Overlay::List(list) => Some(list),
            Overlay::Prompt(prompt) => prompt.under.as_ref(),
            Overlay::Nothing | Overlay::Ask(..) => None,
        };
        let Some(count) = list.map(|list| self.rows(list).len()) else { return };
        let list: Option<&mut List> = match &mut self.over {
            Overlay::List(list) => Some(list),
            Overlay::Prompt(prompt) => prompt.under.as_mut(),
            Overlay::Nothing | Overlay::Ask(..) => None,
        };
        let Some(list) = list else { return };
        list.chosen = list.chosen.min(count.saturating_sub(1));
        list.top = list.top.min(list.chosen).max((list.chosen + 1).saturating_sub(shown.max(1)));
        // The head of the group shows with its first row.
        if list.chosen <= 1 && shown > 1 {
            list.top = 0;
        }
    }
}
