//! One story above all others, with a heavy head and a large picture; the rest is small.

use super::{Desk, Flow, Frame, HeadRoom, Line, Wording};

impl Desk {
    /// A page with a dominant story.
    pub(super) fn tabloid(&mut self) {
        let [left, mut y, _, bottom] = self.area;
        let height = bottom - y;
        let right = left + self.span(self.columns);
        let lead = self.house.body.lead;
        let story = self.story("story");
        if self.hit(0.4) {
            let picture = height * self.random.between(0.2, 0.4);
            self.photo(story, [left, y, right, y + picture]);
            y += picture + 6.0;
        }
        let reversed = self.hit(0.4);
        let pad = if reversed { 6.0 } else { 0.0 };
        let plain = self.hit(0.4);
        let room = HeadRoom {
            left: left + pad,
            right: right - pad,
            top: y + pad,
            height: height * 0.5,
            rank: 0,
            plain,
            column: false,
            align: None,
        };
        let head = self.head(story, room);
        let mut below = head.bottom;
        if reversed {
            self.plate.boxed([left, y, right, below + 4.0], 0.0, Some(0.14));
            below += 8.0;
            self.note("head.reverse");
        }
        let foot = below + (bottom - below) * self.random.between(0.3, 0.65);
        let count = self.random.range(self.columns.saturating_sub(2).max(1), self.columns);
        let mut tops = vec![below; count];
        if count > 1 && self.hit(0.5) {
            let first = self.random.below(count - 1);
            let last = self.random.range(first + 1, count);
            let picture = (foot - below) * self.random.between(0.4, 0.7);
            let edges =
                [self.column_left(first), below, self.column_left(last - 1) + self.column_width(), below + picture];
            self.photo(story, edges);
            tops[first..last].fill(below + picture + lead * 0.5);
        }
        let width = self.column_width();
        let frame = |at: usize| {
            let left = self.column_left(at);
            Frame::new([left, tops[at], left + width, foot], at)
        };
        let mut flow = Flow::new((0..count).map(frame).collect());
        let words = self.writer.words();
        let jump = self.hit(0.5).then(|| self.writer.form(words.jump, self.house.inside.jump_form));
        self.write(story, &mut flow, head.pending, &Wording { jump, ..Wording::default() });
        if count < self.columns {
            let slot = self.slot(count, self.columns - count, below, foot);
            self.fill(slot, 2, false);
        }
        let gap = self.house.frames.gap;
        if self.house.frames.story_rule != Line::Dash {
            let kind = self.house.frames.story_rule;
            self.rule(left, right, foot + gap / 2.0, kind);
        }
        let mut slots = Vec::new();
        self.cut((0, self.columns), (foot + gap, bottom), 1, &mut slots);
        for slot in slots {
            let rank = self.random.range(1, (self.house.heads.ranks - 1).max(1));
            self.fill(slot, rank, false);
        }
    }
}
