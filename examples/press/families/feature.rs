//! One story over the whole page: parts with subheads side by side over their columns, small matter at the edge.

use super::{Cut, Desk, Display, Flow, Frame, HeadRoom, Kind, Line, Pending, Subhead, Telling, Wording};
use foldline::model::role::Role;

impl Desk {
    /// A page of one story in parts.
    pub(super) fn feature(&mut self) {
        let story = self.story("feature");
        let [left, mut y, _, bottom] = self.area;
        let right = left + self.span(self.columns);
        let lead = self.house.body.lead;
        let beside = self.columns >= 4 && self.hit(0.5);
        let columns = if beside { self.columns - 1 } else { self.columns };
        if self.hit(0.4) {
            let picture = (bottom - y) * self.random.between(0.15, 0.35);
            self.photo(story, [left, y, right, y + picture]);
            y += picture + 8.0;
        }
        let room = HeadRoom {
            left,
            right,
            top: y,
            height: (bottom - y) * 0.6,
            rank: 0,
            plain: false,
            column: false,
            align: None,
        };
        let head = self.head(story, room);
        y = head.bottom + lead * 0.5;
        let mut groups = Vec::new();
        let mut first = 0;
        while first < columns {
            let count = self.random.range(1, (columns / 2).max(1)).min(columns - first);
            groups.push((first, count));
            first += count;
        }
        let mut tops = vec![y];
        if bottom - y > 500.0 && self.hit(0.4) {
            tops.push(y + (bottom - y) * self.random.between(0.4, 0.6));
        }
        let mut pending = head.pending;
        for (row, top) in tops.iter().enumerate() {
            let foot = tops.get(row + 1).map_or(bottom, |next| next - lead);
            for (at, group) in groups.iter().enumerate() {
                let opens = row == 0 && at == 0;
                self.group(story, *group, (*top, foot), opens, std::mem::take(&mut pending));
            }
        }
        self.note("feature");
        if beside {
            self.beside(columns, y);
        }
    }

    /// A part: a subhead over its columns, and text through them.
    fn group(&mut self, story: usize, group: (usize, usize), heights: (f32, f32), opens: bool, pending: Vec<Pending>) {
        let ((first, count), (mut top, mut foot)) = (group, heights);
        let lead = self.house.body.lead;
        let (left, right) = (self.column_left(first), self.column_left(first) + self.span(count));
        if !opens {
            let size = self.house.body.size * self.random.choose(&[1.15, 1.3, 1.6]);
            let fitting = self.house.fitting((right - left) * 0.7, size);
            let text = self.writer.title(fitting);
            let plan = self.plan(&text, right - left - 8.0, Display::new(Cut::Head, size).lead(1.2).centered().most(2));
            let edges = [left, top, right, top + plan.height + 6.0];
            match self.house.inside.subhead {
                Subhead::Tint => self.plate.boxed(edges, 0.0, Some(self.house.frames.tint)),
                Subhead::Rules => {
                    self.rule(left, right, edges[1] + 1.0, Line::Thin);
                    self.rule(left, right, edges[3] - 1.0, Line::Thin);
                }
                Subhead::Large | Subhead::Bold => {}
                Subhead::None | Subhead::Center | Subhead::Boxed | Subhead::RunIn | Subhead::Caps => {
                    self.plate.boxed(edges, 0.7, None);
                }
            }
            self.place_in(Some(story), Role::Subhead, "subhead.group", plan, (left + 4.0, top + 3.0), Some(first));
            top = edges[3] + 3.0;
            self.note("subhead.group");
        }
        if count > 1 && foot - top > 220.0 && self.hit(self.house.pictures.share) {
            let picture = (foot - top) * self.random.between(0.25, 0.4);
            self.photo(story, [left, foot - picture, right, foot]);
            foot -= picture + lead * 0.5;
        }
        let width = self.column_width();
        let frame = |at: usize| {
            let left = self.column_left(at);
            Frame::new([left, top, left + width, foot], at)
        };
        let mut flow = Flow::new((first..first + count).map(frame).collect());
        self.write(story, &mut flow, pending, &Wording { plain: !opens, ..Wording::default() });
        if self.house.columns.story_rule && first > 0 {
            self.upright(left - self.house.columns.gutter / 2.0, heights.0, heights.1, Line::Hair);
        }
    }

    /// Small stories in the last column.
    fn beside(&mut self, column: usize, top: f32) {
        let bottom = self.area[3];
        let mut y = top;
        let framed = self.hit(0.3);
        while bottom - y > 120.0 {
            let mut height = self.random.between(160.0, 360.0).min(bottom - y);
            if bottom - y - height < 120.0 {
                height = bottom - y;
            }
            let slot = self.slot(column, 1, y, y + height - 8.0);
            if framed {
                let frame = Some(self.random.choose(&[Kind::Tint, Kind::Line]));
                self.story_in(slot, Telling { rank: 2, frame, ..Telling::default() });
            } else {
                self.fill(slot, 2, true);
            }
            y += height;
        }
    }
}
