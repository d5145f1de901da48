//! Text that runs down one column and on at the top of the next; heads stand in the column where the last story ended, at
//! its foot as well.

use super::{Byline, Desk, Flow, Frame, HeadRoom, Line, Pending, Telling, Wording};

impl Desk {
    /// A page of stories in one stream.
    pub(super) fn flowing(&mut self) {
        self.note("flow");
        let [left, mut y, _, bottom] = self.area;
        let rule = self.house.frames.story_rule;
        if self.columns > 2 && self.hit(0.4) {
            let height = (bottom - y) * self.random.between(0.25, 0.45);
            let slot = self.slot(0, self.columns, y, y + height);
            self.story_in(slot, Telling { rank: 0, ..Telling::default() });
            y += height + self.house.frames.gap;
            let kind = if rule == Line::Dash { Line::Thin } else { rule };
            let right = left + self.span(self.columns);
            self.rule(left, right, y - self.house.frames.gap / 2.0, kind);
        }
        let mut flow = Flow::new(self.frames_from(y));
        self.hole_for_picture(&mut flow);
        if self.hit(0.25) {
            self.headless_opening(&mut flow);
        }
        // Some papers set a head wherever the last story ends, two lines of text below it or none.
        let keep = self.random.choose(&[3.0, 5.0, 9.0]);
        let lead = self.house.body.lead;
        let white = self.random.choose(&[0.6, 1.0, 1.5]);
        for _ in 0..60 {
            if flow.at >= flow.frames.len() || flow.left() < lead * 7.0 {
                break;
            }
            if !flow.is_at_top() {
                if flow.left_here() < lead * keep {
                    flow.leave();
                    continue;
                }
                self.between(&mut flow, rule, white);
            }
            self.streamed(&mut flow, keep);
        }
        self.column_rules(y);
    }

    /// The end of a story from another page, at the top of the first column.
    fn headless_opening(&mut self, flow: &mut Flow) {
        self.note("headless");
        let story = self.story("story");
        let run_in_from = self.hit(0.3);
        if !run_in_from && self.hit(0.6) {
            self.jump_from(story, flow);
        }
        let most = Some(self.random.range(6, 30));
        let wording = Wording { continued: true, run_in_from, most, ..Wording::default() };
        self.write_part(story, flow, Vec::new(), wording);
    }

    /// A story whose head stands where the last one ended.
    fn streamed(&mut self, flow: &mut Flow, keep: f32) {
        let lead = self.house.body.lead;
        flow.clear(lead * 4.0);
        let Some(frame) = flow.frame().cloned() else { return };
        if flow.clear_here() < lead * 2.5 {
            return flow.leave();
        }
        let rank = self.random.range(1, (self.house.heads.ranks - 1).max(1));
        let story = self.story("story");
        let height = flow.clear_here().min(420.0);
        let low = height < lead * 9.0;
        let room = HeadRoom {
            left: frame.left,
            right: frame.right,
            top: flow.y,
            height: if low { height * 0.9 } else { height },
            rank: if low { self.house.heads.ranks - 1 } else { rank },
            plain: low,
            column: true,
            align: None,
        };
        let head = self.head(story, room);
        if head.bottom + lead * 0.5 > frame.bottom && keep > 3.0 {
            flow.leave();
        } else {
            flow.y = head.bottom;
        }
        if low {
            self.note("head.foot");
        }
        let words = self.writer.words();
        let signs = self.house.around.byline == Byline::End && self.hit(0.6);
        let signed = signs.then(|| self.writer.form(words.end, self.house.around.end_form));
        let most = Some(self.random.choose(&[8, 14, 22, 40, 70]));
        self.write_part(story, flow, head.pending, Wording { signed, most, ..Wording::default() });
    }

    /// Writes a story of so many lines into a part of a flow, which goes on below it.
    pub(super) fn write_part(&mut self, story: usize, flow: &mut Flow, pending: Vec<Pending>, wording: Wording) {
        let lead = self.house.body.lead;
        let mut left = wording.most.unwrap_or(20) as f32 * lead;
        let first = flow.at;
        let mut frames: Vec<Frame> = Vec::new();
        for (at, frame) in flow.frames.iter().enumerate().skip(first) {
            let top = if at == first { flow.y } else { frame.top };
            let height = (frame.bottom - top).max(0.0);
            if left < lead * 2.0 {
                break;
            }
            let holes = frame.holes.clone();
            let bottom = if height > left { top + left.max(lead * 3.0).min(height) } else { frame.bottom };
            frames.push(Frame { top, bottom, holes, ..frame.clone() });
            left -= height;
        }
        let mut part = Flow { y: flow.y, frames, at: 0, grid: None };
        self.write(story, &mut part, pending, &Wording { most: None, ..wording });
        // The next story begins where this one has ended, not where its room does.
        flow.at = (first + part.at).min(flow.frames.len());
        flow.y = part.y;
        if part.at >= part.frames.len() {
            let last = first + part.frames.len().max(1) - 1;
            let end = part.frames.last().map_or(flow.y, |frame| frame.bottom);
            flow.at = last;
            flow.y = end;
        }
    }

    /// A picture that text of the stream makes way for, at the foot of some columns.
    fn hole_for_picture(&mut self, flow: &mut Flow) {
        if flow.frames.len() < 3 || !self.hit(self.house.pictures.share * 0.6) {
            return;
        }
        let count = flow.frames.len();
        let across = self.random.range(1, 2.min(count - 1));
        let first = self.random.range(1, count - across);
        let (left, right) = (flow.frames[first].left, flow.frames[first + across - 1].right);
        let bottom = flow.frames[first].bottom;
        let height = ((bottom - flow.frames[first].top) * 0.35).min((right - left) * self.random.between(0.7, 1.2));
        if height < 60.0 {
            return;
        }
        let story = self.story("photo");
        self.photo(story, [left, bottom - height, right, bottom]);
        for frame in &mut flow.frames[first..first + across] {
            frame.bottom = bottom - height - self.house.body.lead * 0.6;
        }
    }
}
