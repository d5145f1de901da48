//! Rectangles of stories: cuts across and down over the columns, until the pieces are as large as the house likes them.

use super::{Desk, Label, Line, Slot};

impl Desk {
    /// A page of rectangles.
    pub(super) fn modular(&mut self) {
        let [_, top, _, bottom] = self.area;
        let mut slots = Vec::new();
        self.cut((0, self.columns), (top, bottom), 0, &mut slots);
        if matches!(self.house.around.section, Label::Bar | Label::Rule) && self.hit(0.4) {
            let words = self.writer.words();
            self.section = Some(self.writer.item(words.sections));
        }
        for (slot, rank) in self.ranked(slots) {
            self.fill(slot, rank, false);
        }
    }

    /// Cuts some columns between two heights into rooms.
    pub(super) fn cut(&mut self, columns: (usize, usize), heights: (f32, f32), depth: usize, slots: &mut Vec<Slot>) {
        let ((first, count), (top, bottom)) = (columns, heights);
        let (height, width) = (bottom - top, self.span(count));
        let body = self.house.body.size / 9.0;
        let wanted = self.house.frames.area * self.random.between(0.5, 1.7) * 78_000.0 * body * body;
        let enough = height * width < wanted && (count <= 3 || depth > 1);
        if enough || count == 1 && height < 150.0 || depth > 7 {
            slots.push(self.slot(first, count, top, bottom));
            return;
        }
        let share = self.house.frames.bands * if height > width * 1.2 { 1.4 } else { 0.7 };
        if height > 240.0 && (count == 1 || self.hit(share)) {
            let at = top + height * self.random.between(0.28, 0.72);
            if at - top < 110.0 || bottom - at < 110.0 {
                slots.push(self.slot(first, count, top, bottom));
                return;
            }
            let gap = self.house.frames.gap;
            let kind = self.house.frames.story_rule;
            if kind != Line::Dash {
                let left = self.column_left(first);
                self.rule(left, left + width, at, kind);
            }
            self.cut(columns, (top, at - gap / 2.0), depth + 1, slots);
            self.cut(columns, (at + gap / 2.0, bottom), depth + 1, slots);
        } else if count > 1 {
            let part = self.random.range(1, count - 1);
            let tight = self.house.columns.gutter < self.house.body.size * 0.9;
            if self.house.columns.story_rule || tight && self.hit(0.8) {
                let x = self.column_left(first + part) - self.house.columns.gutter / 2.0;
                self.upright(x, top, bottom, Line::Thin);
            }
            self.cut((first, part), heights, depth + 1, slots);
            self.cut((first + part, count - part), heights, depth + 1, slots);
        } else {
            slots.push(self.slot(first, count, top, bottom));
        }
    }

    /// Rooms with their ranks: the largest has the first.
    pub(super) fn ranked(&mut self, slots: Vec<Slot>) -> Vec<(Slot, usize)> {
        let ranks = self.house.heads.ranks;
        let head = self.area[1] + 200.0;
        let weight = |slot: &Slot| slot.width() * slot.height() * if slot.top < head { 1.25 } else { 1.0 };
        let mut order: Vec<usize> = (0..slots.len()).collect();
        order.sort_by(|a, b| weight(&slots[*b]).total_cmp(&weight(&slots[*a])));
        let mut of = vec![0; slots.len()];
        for (place, at) in order.into_iter().enumerate().skip(1) {
            let rank = (place * ranks) as f32 / slots.len() as f32 * self.random.between(0.8, 1.2);
            of[at] = (rank as usize).min(ranks - 1);
        }
        slots.into_iter().zip(of).collect()
    }
}
