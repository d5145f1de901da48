//! Pages of one to three stories: college papers, newsletters, sheets made with a text program. Few columns, pictures
//! anywhere, and now and then text that comes from another page without a head.

use super::{Cut, Desk, Display, Flow, Frame, HeadRoom, Kind, Line, Pending, Slot, Telling, Wording};
use foldline::model::role::Role;

impl Desk {
    /// A page of few stories.
    pub(super) fn sparse(&mut self) {
        let count = self.random.weighted(&[(1, 4.0), (2, 4.0), (3, 2.5)]);
        self.note(["sparse.1", "sparse.2", "sparse.3"][count - 1]);
        // Few stories on a page are long: many of its parts are not drawn.
        match self.random.weighted(&[(0, 3.0), (1, 4.0), (2, 3.0)]) {
            0 => self.one_stream(count),
            1 => self.bands_of(count),
            _ => self.lead_and_side(count),
        }
    }

    /// Stories one after the other through the columns, heads in the columns or across.
    fn one_stream(&mut self, count: usize) {
        self.note("sparse.stream");
        let [left, top, _, bottom] = self.area;
        let right = left + self.span(self.columns);
        let lead = self.house.body.lead;
        let continued = self.hit(0.3);
        let mut y = top;
        let story = self.story("story");
        let mut pending = Vec::new();
        if !continued {
            let rank = self.random.below(2);
            let room = HeadRoom {
                left,
                right,
                top,
                height: bottom - top,
                rank,
                plain: false,
                column: self.columns == 1,
                align: None,
            };
            let across = self.columns > 1 && self.hit(0.7) || self.columns == 1;
            let room = if across { room } else { HeadRoom { right: left + self.column_width(), column: true, ..room } };
            let head = self.head(story, room);
            pending = head.pending;
            y = if across { head.bottom + lead * 0.3 } else { top };
            if !across {
                return self.stream_of(story, head.bottom, pending, count);
            }
        } else {
            self.note("headless");
        }
        let mut frames = self.frames_from(y);
        self.pictures_in(story, &mut frames);
        let mut flow = Flow::new(frames);
        if continued && self.hit(0.6) {
            self.jump_from(story, &mut flow);
        }
        let lines = (flow.left() / lead / count as f32) as usize;
        let most = Some(if count == 1 { self.random.range(lines / 3, lines + 1) } else { lines });
        self.write_part(story, &mut flow, pending, Wording { continued, most, ..Wording::default() });
        self.rest_of_stream(&mut flow, count - 1, lines);
        if self.hit(0.5) {
            self.column_rules(y);
        }
    }

    /// The first story has its head in the first column.
    fn stream_of(&mut self, story: usize, top: f32, pending: Vec<Pending>, count: usize) {
        let mut frames = self.frames_from(self.area[1]);
        frames[0].top = top;
        self.pictures_in(story, &mut frames);
        let mut flow = Flow::new(frames);
        let lines = (flow.left() / self.house.body.lead / count as f32) as usize;
        self.write_part(story, &mut flow, pending, Wording { most: Some(lines), ..Wording::default() });
        self.rest_of_stream(&mut flow, count - 1, lines);
    }

    /// More stories in a stream, each with a head in its column.
    fn rest_of_stream(&mut self, flow: &mut Flow, count: usize, lines: usize) {
        let lead = self.house.body.lead;
        for _ in 0..count {
            if flow.at >= flow.frames.len() || flow.left() < lead * 8.0 {
                return;
            }
            let rule = self.house.frames.story_rule;
            if flow.left_here() < lead * 5.0 {
                flow.leave();
            } else if !flow.is_at_top() {
                self.between(flow, rule, 1.2);
            }
            flow.clear(lead * 5.0);
            let Some(frame) = flow.frame().cloned() else { return };
            if flow.clear_here() < lead * 5.0 {
                flow.leave();
                continue;
            }
            let story = self.story("story");
            let rank = self.random.range(0, self.house.heads.ranks - 1);
            let room = HeadRoom {
                left: frame.left,
                right: frame.right,
                top: flow.y,
                height: flow.clear_here(),
                rank,
                plain: self.hit(0.4),
                column: true,
                align: None,
            };
            let head = self.head(story, room);
            flow.y = head.bottom;
            let most = Some(self.random.range(lines / 2, lines + 2));
            self.write_part(story, flow, head.pending, Wording { most, ..Wording::default() });
        }
    }

    /// Pictures anywhere: at the head, in the middle or at the foot of columns, over one or more of them.
    fn pictures_in(&mut self, story: usize, frames: &mut [Frame]) {
        let lead = self.house.body.lead;
        let count = if self.hit(self.house.pictures.share + 0.2) { self.random.range(1, 3) } else { 0 };
        for _ in 0..count {
            let across = self.random.range(1, frames.len());
            let first = self.random.below(frames.len() - across + 1);
            let part = &frames[first..first + across];
            let top = part.iter().map(|frame| frame.top).fold(0.0, f32::max);
            let bottom = part.iter().map(|frame| frame.bottom).fold(f32::MAX, f32::min);
            let (left, right) = (part[0].left, part[across - 1].right);
            if bottom - top < 200.0 || part.iter().any(|frame| !frame.holes.is_empty()) {
                continue;
            }
            let height = ((bottom - top) * self.random.between(0.2, 0.45)).min((right - left) * 1.1);
            let narrow = across == 1 && right - left > self.house.body.size * 30.0 && self.hit(0.6);
            let y = match self.random.below(3) {
                0 => top,
                1 => bottom - height,
                _ => top + (bottom - top - height) * self.random.between(0.2, 0.8),
            };
            if narrow {
                // Text runs beside the picture.
                let edge = left + (right - left) * self.random.between(0.35, 0.5);
                let edges = if self.hit(0.5) {
                    [left, y, edge, y + height]
                } else {
                    [right - (edge - left), y, right, y + height]
                };
                self.photo(story, edges);
                let pad = lead * 0.6;
                frames[first].holes.push([edges[0] - pad, edges[1] - pad, edges[2] + pad, edges[3] + pad]);
                self.note("wrap.side");
                continue;
            }
            self.photo(story, [left, y, right, y + height]);
            for frame in &mut frames[first..first + across] {
                frame.holes.push([frame.left - 1.0, y - lead * 0.5, frame.right + 1.0, y + height + lead * 0.5]);
            }
        }
    }

    /// Stories in bands, one above the other.
    fn bands_of(&mut self, count: usize) {
        self.note("sparse.bands");
        let [left, top, _, bottom] = self.area;
        let right = left + self.span(self.columns);
        let gap = self.house.frames.gap;
        let mut y = top;
        for at in 0..count {
            let rest = count - at;
            let share = if rest == 1 { 1.0 } else { self.random.between(0.75, 1.25) / rest as f32 };
            let height = (bottom - y) * share;
            let slot = self.slot(0, self.columns, y, y + height - if rest > 1 { gap } else { 0.0 });
            let continued = at == 0 && self.hit(0.15);
            self.story_in(slot, Telling { rank: at, continued, ..Telling::default() });
            y += height;
            if rest > 1 && self.house.frames.story_rule != Line::Dash {
                let kind = self.house.frames.story_rule;
                self.rule(left, right, y - gap / 2.0, kind);
            }
        }
    }

    /// A story over most of the page, and boxes at its side.
    fn lead_and_side(&mut self, count: usize) {
        self.note("sparse.side");
        let [left, top, right, bottom] = self.area;
        let width = right - left;
        let gutter = self.house.columns.gutter.max(8.0);
        let edge = left + width * self.random.between(0.6, 0.72);
        let main = self.columns.saturating_sub(1).max(1);
        let slot = Slot { first: 0, columns: main, left, right: edge, top, bottom };
        let continued = self.hit(0.1);
        self.story_in(slot, Telling { rank: 0, continued, ..Telling::default() });
        let mut y = top;
        let side = edge + gutter;
        if self.hit(0.3) {
            self.upright(edge + gutter / 2.0, top, bottom, Line::Thin);
        }
        for at in 1..count.max(2) {
            let rest = (count.max(2) - at) as f32;
            let height = (bottom - y) / rest * if rest > 1.0 { self.random.between(0.7, 1.1) } else { 1.0 };
            let slot = Slot { first: main, columns: 1, left: side, right, top: y, bottom: y + height - 8.0 };
            match self.random.weighted(&[(0, 3.0), (1, 1.5), (2, 1.0), (3, 1.5)]) {
                0 => {
                    let frame = self.random.choose(&[None, Some(Kind::Tint), Some(Kind::Line)]);
                    self.story_in(slot, Telling { rank: 2, frame, ..Telling::default() });
                }
                1 => self.captioned_pictures(slot),
                2 => self.facts(slot.edges(), 1, None),
                _ => self.notices(slot),
            }
            y += height;
        }
    }

    /// Small pictures one under the other, each with its line: one story under a label.
    fn captioned_pictures(&mut self, slot: Slot) {
        let story = self.story("photo");
        let size = self.house.body.size;
        let text = self.writer.title(if self.house.language.is_han() { 6 } else { 14 });
        let how = Display::new(Cut::LabelBold, size * 1.3).most(2);
        let mut y =
            self.show(Some(story), Role::Headline, "headline.pictures", &text, (slot.left, slot.right, slot.top), how)
                + 4.0;
        let height = (slot.width() * 0.8).min(slot.height() / 2.0);
        while y + height < slot.bottom && height > 50.0 {
            self.photo(story, [slot.left, y, slot.right, y + height]);
            y += height + size;
        }
        self.note("photo.column");
    }
}
