//! What the mouse does.

use crate::model::page::BlockId;
use crate::t;
use crate::typeset::facsimile::PictureArea;
use crate::ui::action::{Command, Effect};
use crate::ui::caret::Selection;
use crate::ui::keys::Pending;
use crate::ui::list::{List, ListKind};
use crate::ui::state::{Overlay, Pressed, State};
use crate::ui::views::{Cursor, Editing, ReadingPlace, View};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// Rows that one turn of the wheel scrolls.
const WHEEL: i64 = 3;

impl State {
    pub(super) fn pointer(&mut self, event: &MouseEvent) -> Vec<Effect> {
        match event.kind {
            MouseEventKind::ScrollDown => self.wheel(event, WHEEL),
            MouseEventKind::ScrollUp => self.wheel(event, -WHEEL),
            MouseEventKind::ScrollLeft => self.pan_by(-1),
            MouseEventKind::ScrollRight => self.pan_by(1),
            MouseEventKind::Down(MouseButton::Left) => return self.press(event.column, event.row),
            MouseEventKind::Drag(MouseButton::Left) => self.drag(event.column, event.row),
            MouseEventKind::Up(MouseButton::Left) => self.release(),
            _ => {}
        }
        Vec::new()
    }

    fn wheel(&mut self, event: &MouseEvent, by: i64) {
        self.message = None;
        if let Overlay::List(list) = &self.over {
            let rows = self.rows(list);
            self.choose(by.signum(), &rows);
            return;
        }
        if within(self.screen_layout().story, event.column, event.row) {
            self.scroll_story(by);
            return;
        }
        let last = self.map.as_ref().map_or(0, |map| map.facsimile.height);
        let last = i64::from(last.saturating_sub(u32::from(self.page_window().1)));
        self.page_view.top = (i64::from(self.page_view.top) + by).clamp(0, last) as u32;
        self.cursor_into_sight();
    }

    /// A click opens, once the button is let go without dragging.
    fn press(&mut self, x: u16, y: u16) -> Vec<Effect> {
        let keys = self.footer_keys_at(x, y);
        self.message = None;
        if let Some(keys) = keys {
            return self.press_keys(&keys);
        }
        if let Overlay::List(list) = &self.over {
            let area = self.list_area(list);
            if !within(area, x, y) {
                self.over = Overlay::Nothing;
                return Vec::new();
            }
            let row = usize::from(y.saturating_sub(area.y + 1)) + list.top;
            let (chosen, rows) = (list.chosen, self.rows(list));
            if row >= rows.len() {
                return Vec::new();
            }
            self.choose(row as i64 - chosen as i64, &rows);
            return self.run(Command::Open, None, None);
        }
        let screen_layout = self.screen_layout();
        self.pressed = Pressed::Nothing;
        if within(screen_layout.contents, x, y) {
            self.click_contents(y - screen_layout.contents.y);
        } else if within(screen_layout.page, x, y) {
            self.click_page(x, y);
        } else if within(screen_layout.story, x, y) {
            let caret = self.caret_at(x, y - screen_layout.story.y);
            self.selection = None;
            self.click_story(x - screen_layout.story.x, y - screen_layout.story.y);
            self.pressed = caret
                .filter(|_| self.view == View::Story && !self.is_upright())
                .map_or(Pressed::Nothing, Pressed::OnText);
        }
        Vec::new()
    }

    /// The keys of the hint of the footer in this cell.
    fn footer_keys_at(&self, x: u16, y: u16) -> Option<String> {
        let footer = self.screen_layout().footer;
        let reads = matches!(self.over, Overlay::Nothing | Overlay::List(_));
        if !reads || !within(footer, x, y) {
            return None;
        }
        crate::ui::panes::footer::keys_at(self, footer, x)
    }

    /// A click on a hint does what its keys do; a letter that they wait for is waited for.
    fn press_keys(&mut self, keys: &str) -> Vec<Effect> {
        let command = self.keys.sequences(self.place()).find(|(sequence, _)| *sequence == keys);
        let Some((_, command)) = command else { return Vec::new() };
        match keys.split_once(' ') {
            Some((first, "*")) => {
                self.pending = Pending { count: None, keys: vec![first.to_owned()] };
                Vec::new()
            }
            Some(_) | None => self.run(command, None, None),
        }
    }

    /// A click in the contents beside a view goes there and stays in the view.
    fn click_contents(&mut self, row: u16) {
        let rows = self.rows(&List::new(ListKind::Contents));
        let (top, _) = self.side_rows(&rows, self.screen_layout().contents.height);
        if let Some(spot) = rows.get(top + usize::from(row)).and_then(|row| row.target) {
            self.remember();
            self.go_to(ReadingPlace { view: self.view, ..spot });
        }
    }

    /// The block of the page in this cell of the screen.
    fn block_under(&self, x: u16, y: u16) -> Option<BlockId> {
        let area = self.screen_layout().page;
        if !within(area, x, y) {
            return None;
        }
        let column = (x - area.x).checked_sub(self.page_origin())?.saturating_add(self.page_view.left);
        self.map.as_ref()?.block_at(column, self.page_view.top + u32::from(y - area.y))
    }

    /// True when a picture is drawn in this cell of the screen.
    fn picture_under(&self, x: u16, y: u16) -> bool {
        let area = self.screen_layout().page;
        let column = within(area, x, y).then(|| (x - area.x).checked_sub(self.page_origin())).flatten();
        let Some((column, map)) = column.zip(self.map.as_ref()) else { return false };
        let (column, row) = (column.saturating_add(self.page_view.left), self.page_view.top + u32::from(y - area.y));
        let holds = |place: &PictureArea| {
            let area = place.area;
            (area.left..area.right).contains(&column) && (area.top..area.bottom).contains(&row)
        };
        map.facsimile.pictures.iter().any(holds)
    }

    fn click_page(&mut self, x: u16, y: u16) {
        let Some(block) = self.block_under(x, y) else { return };
        self.view = View::Page;
        self.anchor = None;
        self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
        self.pressed = Pressed::OnPage;
    }

    /// Selects from where the button went down to here.
    fn drag(&mut self, x: u16, y: u16) {
        if let Pressed::OnText(from) = self.pressed {
            let area = self.screen_layout().story;
            if let Some(to) = self.caret_at(x, y.clamp(area.y, area.bottom().saturating_sub(1)) - area.y) {
                self.selection = Some(Selection { from, to });
                self.say(t!("y copies what is selected, Esc cancels"));
            }
            return;
        }
        if self.pressed == Pressed::Nothing && self.picture_under(x, y) {
            self.say(t!("a picture has no text to copy; drag over text, or y copies the story"));
            return;
        }
        let Some(block) = self.block_under(x, y).filter(|_| self.pressed != Pressed::Nothing) else { return };
        if self.anchor.is_none() && Some(block) == self.cursor.block && self.pressed != Pressed::Dragged {
            return;
        }
        if self.anchor.is_none() {
            self.anchor = self.cursor.block;
        }
        self.pressed = Pressed::Dragged;
        self.cursor = Cursor { block: Some(block), offset: 0, ..self.cursor };
        self.say(t!("y copies what is selected, Esc cancels"));
    }

    fn release(&mut self) {
        match std::mem::take(&mut self.pressed) {
            Pressed::OnPage if self.editing == Editing::Off && self.story().is_some() => {
                self.remember();
                self.toggle_view();
            }
            Pressed::OnText(caret) if self.selection.is_none() => self.click_link(caret),
            Pressed::OnPage | Pressed::OnText(_) | Pressed::Nothing | Pressed::Dragged => {}
        }
    }

    fn click_story(&mut self, x: u16, y: u16) {
        self.view = View::Story;
        let line = self.story_view.top + usize::from(if self.is_upright() { self.column_at(x) } else { y });
        let lines = self.set.as_ref().map_or(0, |set| set.lines().len());
        if line >= lines {
            if let Some(next) = self.following().filter(|_| line > lines) {
                self.remember();
                self.go_to_story(next.story());
            }
            return;
        }
        let jump = self.set.as_ref().and_then(|set| set.lines().get(line)).map(|line| line.role);
        if jump == Some(crate::model::role::Role::Jump) {
            self.follow();
            return;
        }
        let found = self.set.as_ref().and_then(|set| set.block_near(line));
        if let Some((block, offset)) = found {
            self.story_view.focus = Some(line);
            self.cursor = Cursor { block: Some(block), offset, ..self.cursor };
        }
    }

    /// The column of its view where the page begins: the marker's, or more when the page is narrower than the view.
    pub(in crate::ui) fn page_origin(&self) -> u16 {
        let (columns, _) = self.page_window();
        let width = self.map.as_ref().map_or(0, |map| map.facsimile.width);
        1 + columns.saturating_sub(width) / 2
    }
}

fn within(area: Rect, x: u16, y: u16) -> bool {
    area.contains(Position::new(x, y))
}
