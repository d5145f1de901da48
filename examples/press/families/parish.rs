//! Sheets of parishes and clubs: centered notices, boxed lists, timetables, a letter of the chair; few columns and plain
//! type.

use super::{Align, Cut, Desk, Display, Kind, Line, Place, SetLine, Slot, Telling};
use foldline::model::role::Role;

impl Desk {
    /// A page of a parish sheet.
    pub(super) fn parish(&mut self) {
        self.note("parish");
        let [_, top, _, bottom] = self.area;
        let columns = self.columns;
        for column in 0..columns {
            let mut y = top;
            // A wide piece over all columns is set first, and all columns begin below it.
            if column == 0 && columns > 1 && self.hit(0.5) {
                let height = (bottom - top) * self.random.between(0.2, 0.4);
                let slot = self.slot(0, columns, top, top + height);
                self.story_in(slot, Telling { rank: 0, ..Telling::default() });
                self.area[1] = top + height + self.house.frames.gap.max(8.0);
            }
            y = y.max(self.area[1]);
            while bottom - y > 70.0 {
                let mut height = self.random.between(80.0, 260.0).min(bottom - y);
                if bottom - y - height < 70.0 {
                    height = bottom - y;
                }
                let slot = self.slot(column, 1, y, y + height - 8.0);
                self.parish_piece(slot);
                y += height;
                if self.hit(0.2) && bottom - y > 70.0 {
                    self.rule(slot.left, slot.right, y - 4.0, Line::Thin);
                }
            }
        }
    }

    fn parish_piece(&mut self, slot: Slot) {
        match self.random.weighted(&[(0, 3.0), (1, 2.5), (2, 2.0), (3, 3.0), (4, 0.8), (5, 0.6)]) {
            0 => self.notices(slot),
            1 => self.centered_notice(slot),
            2 => self.timetable(slot),
            3 => {
                let rank = self.random.range(1, self.house.heads.ranks);
                let no_picture = self.hit(0.5);
                self.story_in(slot, Telling { rank, no_picture, ..Telling::default() });
            }
            4 => self.photo_story(slot),
            _ => self.adverts(slot),
        }
    }

    /// A notice of centered lines in several sizes, boxed or not.
    fn centered_notice(&mut self, slot: Slot) {
        self.note("notice.centered");
        let story = self.story("notice");
        let framed = self.hit(0.6);
        let mut edges = slot.edges();
        if framed {
            let kind = self.random.choose(&[Kind::Line, Kind::Double, Kind::Tint, Kind::Thick]);
            edges = self.framed(edges, kind);
        }
        let [left, top, right, bottom] = edges;
        let size = self.house.body.size;
        let caps = !self.house.language.is_east() && self.hit(0.5);
        let text = self.writer.title(if self.house.language.is_han() { 8 } else { 20 });
        let how = Display::new(Cut::Head, size * self.random.between(1.2, 2.4)).centered().caps(caps).most(2);
        let mut y =
            self.show(Some(story), Role::Headline, "headline.notice", &text, (left, right, top), how) + size * 0.4;
        let words = self.writer.words();
        for _ in 0..self.random.range(2, 6) {
            let text = if self.hit(0.7) { self.writer.item(words.notices) } else { self.writer.sentence() };
            let cut = self.random.choose(&[Cut::Body, Cut::Body, Cut::BodyBold, Cut::BodyItalic]);
            let how = Display::new(cut, size * self.random.choose(&[1.0, 1.0, 1.15])).lead(1.25).centered().most(4);
            let plan = self.plan(&text, right - left, how);
            if y + plan.height > bottom {
                return;
            }
            y = self.place(Some(story), Role::Body, "body.notice", plan, (left, y))
                + size * self.random.choose(&[0.1, 0.5]);
        }
    }

    /// Days, hours and what takes place.
    fn timetable(&mut self, slot: Slot) {
        self.note("timetable");
        let story = self.story("table");
        let mut edges = slot.edges();
        if self.hit(0.6) {
            let kind = self.random.choose(&[Kind::Line, Kind::TintLine, Kind::Double]);
            edges = self.framed(edges, kind);
        }
        let [left, top, right, bottom] = edges;
        let size = self.house.body.size;
        let words = self.writer.words();
        let text = self.writer.title(if self.house.language.is_han() { 8 } else { 18 });
        let how = Display::new(Cut::BodyBold, size * self.random.between(1.0, 1.5)).centered().most(1);
        let mut y =
            self.show(Some(story), Role::Headline, "headline.table", &text, (left, right, top), how) + size * 0.3;
        let lead = size * 1.25;
        let mut day_at = self.random.below(7);
        let ruled = self.hit(0.3);
        while y + lead < bottom {
            // Days follow one another, some of them more than once.
            let day = self.writer.form(words.days, day_at);
            day_at += self.random.below(2);
            let hour = self.random.range(7, 20);
            let minutes = self.random.choose(&["00", "15", "30"]);
            let fitting = self.house.fitting((right - left) * 0.42, size);
            let what = self.writer.title(fitting.min(16));
            let cells = [
                (day, Cut::BodyBold, 0.0, Align::Left),
                (format!("{hour}.{minutes}"), Cut::Body, 0.36, Align::Left),
                (what, Cut::Body, 0.52, Align::Left),
            ];
            let mut lines = Vec::new();
            for (text, cut, at, align) in cells {
                let how = Display::new(cut, size).lead(1.25).align(align).most(1);
                let room =
                    if at == 0.0 { (right - left) * 0.34 } else { (right - left) * if at < 0.5 { 0.14 } else { 0.48 } };
                let Some(mut line) = self.plan(&text, room, how).lines.into_iter().next() else { continue };
                line.x += left + (right - left) * at;
                line.baseline += y;
                lines.push(line);
            }
            self.table_row(story, &lines, 0);
            if ruled {
                self.rule(left, right, y + lead - 0.5, Line::Hair);
            }
            y += lead;
        }
    }

    /// Cells of a row: lines of one block.
    pub fn table_row(&mut self, story: usize, lines: &[SetLine], column: usize) {
        let text = lines.iter().map(SetLine::text).collect::<Vec<_>>().join(" ");
        self.set(Some(story), Role::Table, "table.row", lines, Place { column: Some(column), paragraph: None });
        // Cells are words apart to a reader, in Han text as well.
        if self.house.ink.ocr.is_none()
            && let Some(block) = self.stories[story].blocks.last_mut()
        {
            block.text = text;
        }
    }
}
