//! Figures in small type: results and prices, the weather, programmes by the hour.

use super::{Breaker, Cut, Desk, Display, Edges, Label, Line, Place, Slot, letters};
use foldline::model::role::Role;

/// A table while it is set.
struct Build {
    story: usize,
    edges: Edges,
    size: f32,
    lead: f32,
    plain: Cut,
    bold: Cut,
}

impl Desk {
    fn table_head(&mut self, slot: Slot, list: &'static str) -> Build {
        let story = self.story("table");
        let mut edges = slot.edges();
        if self.hit(self.house.frames.share.max(0.25)) {
            let kind = self.usual_frame();
            edges = self.framed(edges, kind);
        }
        let size = self.random.between(5.0, 7.5).min(self.house.body.size * 0.85).max(4.8);
        let lead = size * self.random.between(1.12, 1.4);
        let text = self.writer.item(list);
        let label = self.random.choose(&[Label::Plain, Label::Bar, Label::Rule, Label::Plain]);
        let large = self.house.body.size * self.random.between(1.0, 1.8);
        edges[1] = self.label(Some(story), Role::Headline, &text, (edges[0], edges[2], edges[1]), label, large) + 2.0;
        let label_type = self.hit(0.6);
        let (plain, bold) = if label_type { (Cut::Label, Cut::LabelBold) } else { (Cut::Body, Cut::BodyBold) };
        Build { story, edges, size, lead, plain, bold }
    }

    /// Names and figures.
    pub fn table(&mut self, slot: Slot) {
        let words = self.writer.words();
        let build = self.table_head(slot, words.listing);
        self.note("table");
        let [left, top, right, bottom] = build.edges;
        let across = (((right - left) / (build.size * 15.0)) as usize).clamp(1, slot.columns * 2);
        let ruled = self.hit(0.3);
        for (at, (left, right)) in self.split(left, right, across).into_iter().enumerate() {
            let most = (((right - left) / build.size - 8.0) / 4.6).max(1.0) as usize;
            let figures = self.random.range(2, 4).min(most);
            let mut y = top;
            let mut row = 0;
            while y + build.lead <= bottom {
                let name = if self.hit(0.6) { self.writer.filled("{p}") } else { self.writer.person() };
                let mut cells = vec![name];
                for _ in 0..figures {
                    let tail = self.random.choose(&["", ".50", ",25", "%"]);
                    cells.push(format!("{}{tail}", self.random.range(1, 999)));
                }
                let cut = if row % 7 == 6 { build.bold } else { build.plain };
                self.row(&build, &cells, (left, right, y), cut, at);
                if ruled {
                    self.rule(left, right, y + build.lead - 0.5, Line::Hair);
                }
                (y, row) = (y + build.lead, row + 1);
            }
        }
    }

    /// Towns, skies and degrees.
    pub fn weather(&mut self, slot: Slot) {
        let words = self.writer.words();
        let build = self.table_head(slot, words.weather);
        self.note("weather");
        let [left, top, right, bottom] = build.edges;
        let across = (((right - left) / (build.size * 16.0)) as usize).clamp(1, slot.columns * 2);
        for (at, (left, right)) in self.split(left, right, across).into_iter().enumerate() {
            let mut y = top;
            while y + build.lead <= bottom {
                let high = self.random.range(4, 30);
                let low = high - self.random.range(1, 4);
                let cells =
                    [self.writer.filled("{p}"), self.writer.item(words.sky), format!("{high}°"), format!("{low}°")];
                self.row(&build, &cells, (left, right, y), build.plain, at);
                y += build.lead;
            }
        }
    }

    /// A row: the name at the left, the others right-aligned in columns. Nothing when they do not fit.
    fn row(&mut self, build: &Build, cells: &[String], at: (f32, f32, f32), cut: Cut, column: usize) {
        let (left, right, y) = at;
        let width = right - left;
        let count = cells.len() - 1;
        let how = Display::new(cut, build.size).lead(build.lead / build.size).most(1);
        let mut lines = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let Some(mut line) = self.plan(cell, width, how).lines.into_iter().next() else { return };
            if (line.size - build.size).abs() > 0.01 {
                return;
            }
            let edge = left + width * (0.52 + 0.48 * index as f32 / count as f32);
            line.x = if index == 0 { left } else { edge - line.width };
            line.baseline += y;
            lines.push(line);
        }
        let apart = lines.windows(2).all(|pair| pair[0].x + pair[0].width + build.size * 0.4 < pair[1].x);
        if apart {
            self.table_row(build.story, &lines, column);
        }
    }

    /// Hours and what is on, by channel.
    pub fn listing(&mut self, slot: Slot) {
        let words = self.writer.words();
        let build = self.table_head(slot, words.listing);
        self.note("listing");
        let [left, top, right, bottom] = build.edges;
        let across = (((right - left) / (build.size * 15.0)) as usize).clamp(1, slot.columns * 2);
        for (at, (left, right)) in self.split(left, right, across).into_iter().enumerate() {
            let (mut y, mut row, mut hour) = (top, 0, 6);
            while y + build.lead <= bottom {
                if row % 9 == 0 && y + 4.0 * build.lead < bottom {
                    let name = self.writer.filled("{p} TV");
                    let how = Display::new(build.bold, build.size * 1.15).most(1);
                    let plan = self.plan(&name, right - left, how);
                    let corner = (left, y + if row > 0 { 2.0 } else { 0.0 });
                    y = self.place_in(Some(build.story), Role::Subhead, "subhead.listing", plan, corner, Some(at))
                        + 1.0;
                }
                let fitting = self.house.fitting((right - left) * 0.8, build.size);
                let minutes = self.random.choose(&["00", "15", "30", "45"]);
                let time = format!("{}.{minutes} ", hour % 24);
                let mut text = letters(&time, build.bold);
                text.extend(letters(&self.writer.title(fitting), build.plain));
                let mut breaker = Breaker::new(&text, build.size, 0.0, &self.house, false);
                let mut lines = Vec::new();
                while !breaker.is_done() {
                    let mut line = breaker.line(right - left);
                    line.x = left;
                    line.baseline = y + build.lead * lines.len() as f32 + build.size * 0.94;
                    lines.push(line);
                }
                if y + build.lead * lines.len() as f32 > bottom {
                    break;
                }
                y += build.lead * lines.len() as f32;
                let place = Place { column: Some(at), paragraph: None };
                self.set(Some(build.story), Role::Table, "table.listing", &lines, place);
                (row, hour) = (row + 1, hour + 1);
            }
        }
    }
}
