//! The general story: a head on, beside, over or in its columns; pictures; boxes; shapes like an L or a U.

use super::{
    Byline, Cut, Desk, Display, Edges, Flow, Frame, HeadRoom, Kind, Line, Pending, Piece, Pull, Slot, Wording,
};
use foldline::model::role::Role;

/// How a story is told.
#[derive(Clone, Copy, Default)]
pub struct Telling {
    /// 0 is the largest.
    pub rank: usize,
    /// Other stories may take a part of its columns.
    pub carve: bool,
    /// Questions and answers.
    pub interview: bool,
    /// Comes from another page: no head, perhaps a line that says so.
    pub continued: bool,
    /// In this frame.
    pub frame: Option<Kind>,
    /// A head that reads down may stand at its edge.
    pub no_picture: bool,
}

/// The columns of a story while things are put into them.
struct Build {
    story: usize,
    slot: Slot,
    columns: Vec<(f32, f32)>,
    top: Vec<f32>,
    bottom: Vec<f32>,
    holes: Vec<Vec<Edges>>,
    boxed: bool,
    rank: usize,
}

impl Build {
    fn width(&self, at: usize) -> f32 {
        self.columns[at].1 - self.columns[at].0
    }
    fn lowest_top(&self) -> f32 {
        self.top.iter().copied().fold(0.0, f32::max)
    }
    fn count(&self) -> usize {
        self.columns.len()
    }
}

impl Desk {
    /// Sets a story into a room.
    pub fn story_in(&mut self, slot: Slot, telling: Telling) {
        let story = self.story(if telling.interview { "interview" } else { "story" });
        let mut edges = slot.edges();
        let frame = match telling.frame {
            None => self.hit(self.house.frames.share).then(|| self.usual_frame()),
            some => some,
        };
        if let Some(kind) = frame {
            self.note("box");
            edges = self.framed(edges, kind);
        }
        let count = self.story_columns(slot.columns, edges);
        let mut build = Build {
            story,
            slot,
            columns: self.split(edges[0], edges[2], count),
            top: vec![edges[1]; count],
            bottom: vec![edges[3]; count],
            holes: vec![Vec::new(); count],
            boxed: frame.is_some(),
            rank: telling.rank,
        };
        let picture = !telling.no_picture && self.wants_picture(&build, edges);
        let mut top = edges[1];
        let mut pictured = false;
        if picture && !telling.continued && edges[3] - top > 260.0 && self.hit(self.house.heads.over_picture) {
            let height = ((edges[3] - top) * self.random.between(0.25, 0.45)).min((edges[2] - edges[0]) * 0.75);
            self.photo(story, [edges[0], top, edges[2], top + height]);
            top += height + self.house.body.lead * 0.6;
            build.top.fill(top);
            pictured = true;
            self.note("head.underpic");
        }
        let headless = telling.continued || telling.rank > 0 && frame.is_some() && self.hit(self.house.heads.headless);
        let pending = if headless {
            self.note("headless");
            Vec::new()
        } else {
            self.story_head(&mut build, edges, top)
        };
        if picture && !pictured {
            self.story_picture(&mut build);
        } else if self.hit(self.house.inside.wrap) {
            self.straddling(&mut build);
        }
        let facts = self.facts_hole(&mut build);
        let carved = if telling.carve { self.carved(&mut build) } else { None };
        self.story_text(&build, pending, telling);
        self.story_rules(&build);
        if let Some(edges) = facts {
            self.facts(edges, 1, Some(story));
        }
        if let Some(slot) = carved {
            self.fill(slot, telling.rank + 1, true);
        }
    }

    /// Columns of a story: those of the page, or one more or less.
    fn story_columns(&mut self, columns: usize, edges: Edges) -> usize {
        if columns < 2 || !self.hit(self.house.inside.bastard) {
            return columns.max(1);
        }
        let other = if self.hit(0.5) { columns + 1 } else { columns - 1 };
        if (edges[2] - edges[0]) / other as f32 > self.house.body.size * 10.0 {
            self.note("bastard");
            return other;
        }
        columns
    }

    fn wants_picture(&mut self, build: &Build, edges: Edges) -> bool {
        let large = edges[3] - edges[1] > 170.0 && edges[2] - edges[0] > 150.0;
        large && self.hit(self.house.pictures.share) && (!self.house.is_small(build.rank) || build.count() > 1)
    }

    /// Puts the head of a story where the house likes it; tells what waits for the first column.
    fn story_head(&mut self, build: &mut Build, edges: Edges, top: f32) -> Vec<Pending> {
        let (count, heads) = (build.count(), &self.house.heads);
        let (side, inset, short) = (heads.side, heads.side + heads.inset, heads.side + heads.inset + heads.short);
        let (reverse, boxed) = (heads.reverse, heads.boxed);
        let lead = self.house.body.lead;
        let chance = self.random.unit();
        let mut room = HeadRoom {
            left: edges[0],
            right: edges[2],
            top,
            height: edges[3] - top,
            rank: build.rank,
            plain: false,
            column: count == 1,
            align: None,
        };
        if count > 1 && chance < side {
            self.note("head.side");
            (room.right, room.column) = (build.columns[0].1, true);
            let head = self.head(build.story, room);
            build.top[0] = head.bottom + lead * 0.5;
            return head.pending;
        }
        if count >= 3 && chance < inset {
            self.note("head.inset");
            let first = self.random.below(2);
            let last = (first + count - 2).max(first + 1).min(count);
            (room.left, room.right) = (build.columns[first].0, build.columns[last - 1].1);
            let head = self.head(build.story, room);
            build.top[first..last].fill(head.bottom + 2.0);
            return head.pending;
        }
        if count > 1 && chance < short {
            self.note("head.short");
            let last = self.random.range(1, count - 1);
            (room.right, room.column) = (build.columns[last - 1].1, last == 1);
            let head = self.head(build.story, room);
            build.top[..last].fill(head.bottom + 2.0);
            return head.pending;
        }
        let small = self.house.is_small(build.rank);
        let panel = if build.boxed || small {
            None
        } else if self.hit(reverse) {
            Some(Some(0.14))
        } else if self.hit(boxed) {
            Some(None)
        } else {
            None
        };
        if panel.is_some() {
            (room.left, room.right, room.top) = (room.left + 5.0, room.right - 5.0, room.top + 4.0);
        }
        let head = self.head(build.story, room);
        let mut bottom = head.bottom;
        if let Some(fill) = panel {
            self.note(if fill.is_some() { "head.reverse" } else { "head.box" });
            bottom += 4.0;
            self.plate.boxed([edges[0], top, edges[2], bottom], if fill.is_some() { 0.0 } else { 0.7 }, fill);
            bottom += lead * 0.4;
        }
        build.top.fill(bottom);
        head.pending
    }

    /// A picture inside a story: at the top, at the foot, or within some of its columns.
    fn story_picture(&mut self, build: &mut Build) {
        let (count, lead) = (build.count(), self.house.body.lead);
        let across = self.random.range(1, count);
        let first = self.random.below(count - across + 1);
        let last = first + across;
        let top = build.top[first..last].iter().copied().fold(0.0, f32::max);
        let bottom = build.bottom[first];
        let room = bottom - top;
        let (left, right) = (build.columns[first].0, build.columns[last - 1].1);
        let height =
            (room * self.random.between(0.28, 0.6)).min((right - left) * self.random.between(0.6, 1.3)) + lead * 2.0;
        if room < 150.0 || height > room - 3.0 * lead || height < 60.0 {
            return;
        }
        let middle = if across < count || count == 1 { 1.0 } else { 0.4 };
        match self.random.weighted(&[(0, 5.0), (1, 2.0), (2, middle)]) {
            0 => {
                self.note("pic.top");
                self.photo(build.story, [left, top, right, top + height]);
                build.top[first..last].fill(top + height + lead * 0.5);
            }
            1 => {
                self.note("pic.bottom");
                self.photo(build.story, [left, bottom - height, right, bottom]);
                build.bottom[first..last].fill(bottom - height - lead * 0.4);
            }
            _ => {
                self.note("pic.mid");
                let y = top + (room - height) * self.random.between(0.3, 0.7);
                self.photo(build.story, [left, y, right, y + height]);
                for at in first..last {
                    let (left, right) = build.columns[at];
                    build.holes[at].push([left - 1.0, y - lead * 0.4, right + 1.0, y + height + lead * 0.4]);
                }
            }
        }
    }

    /// A picture or a quote that straddles a gutter; text runs round it.
    fn straddling(&mut self, build: &mut Build) {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let room = build.bottom[0] - build.lowest_top();
        if build.count() < 2
            || room < 170.0
            || build.width(0) < size * if self.house.language.is_han() { 11.0 } else { 14.0 }
        {
            return;
        }
        let at = self.random.below(build.count() - 1);
        let middle = (build.columns[at].1 + build.columns[at + 1].0) / 2.0;
        let half = build.width(at) * 0.42;
        let y = build.top[at].max(build.top[at + 1]) + room * self.random.between(0.15, 0.4);
        let mut height = half * 2.0 * self.random.between(0.5, 0.9);
        if self.house.inside.pull == Pull::Inset && self.hit(0.5) {
            let text = self.quote(if self.house.language.is_han() { 34 } else { 84 });
            let plan = self.plan(&text, 2.0 * half - 6.0, Display::new(Cut::Head, size * 1.5).lead(1.2).centered());
            height = plan.height + 8.0;
            if y + height > build.bottom[at] - lead * 2.0 {
                return;
            }
            self.rule(middle - half, middle + half, y + 1.0, Line::Medium);
            self.place(Some(build.story), Role::PullQuote, "pullquote.inset", plan, (middle - half + 3.0, y + 4.0));
            self.rule(middle - half, middle + half, y + height, Line::Medium);
        } else if y + height < build.bottom[at] - lead * 2.0 {
            self.photo(build.story, [middle - half, y, middle + half, y + height]);
        } else {
            return;
        }
        self.note("wrap.inset");
        let hole = [middle - half - size * 0.8, y - lead * 0.5, middle + half + size * 0.8, y + height + lead * 0.4];
        build.holes[at].push(hole);
        build.holes[at + 1].push(hole);
    }

    /// Room for a box of facts inside a column.
    fn facts_hole(&mut self, build: &mut Build) -> Option<Edges> {
        let lead = self.house.body.lead;
        let room = build.bottom[0] - build.lowest_top();
        if build.boxed
            || room < 190.0
            || build.width(0) < self.house.body.size * 9.0
            || !self.hit(self.house.inside.facts)
        {
            return None;
        }
        let at = self.random.below(build.count());
        let (top, bottom) = (build.top[at], build.bottom[at]);
        let height = self.random.between(90.0, 190.0).min((bottom - top) * 0.55);
        if !build.holes[at].is_empty() || bottom - top < height + 4.0 * lead {
            return None;
        }
        let y = self.random.choose(&[top, bottom - height, top + (bottom - top - height) * 0.5]);
        let (left, right) = build.columns[at];
        build.holes[at].push([left - 1.0, y - lead * 0.5, right + 1.0, y + height + lead * 0.5]);
        self.note("factbox.inside");
        Some([left, y, right, y + height])
    }

    /// The foot of some columns goes to another story.
    fn carved(&mut self, build: &mut Build) -> Option<Slot> {
        let count = build.count();
        let room = build.bottom[0] - build.lowest_top();
        if count < 2 || count != build.slot.columns || build.boxed || room < 190.0 {
            return None;
        }
        let chance = self.random.unit();
        let (first, last, kind) = if count >= 3 && chance < self.house.inside.u_shape {
            (1, count - 1, "shape.U")
        } else if chance < self.house.inside.u_shape + self.house.inside.l_shape {
            let taken = self.random.range(1, count - 1);
            if self.hit(0.7) { (count - taken, count, "shape.L") } else { (0, taken, "shape.L") }
        } else {
            return None;
        };
        let whole = |at: usize| build.holes[at].is_empty() && (build.bottom[at] - build.slot.bottom).abs() < 0.1;
        let top = build.top[first..last].iter().copied().fold(0.0, f32::max);
        let height = (build.slot.bottom - top) * self.random.between(0.4, 0.7);
        if height < 85.0 || !(first..last).all(whole) {
            return None;
        }
        let (cut, gap) = (build.slot.bottom - height, self.house.frames.gap);
        build.bottom[first..last].fill(cut - gap * 0.6);
        self.note(kind);
        let (left, right) = (build.columns[first].0, build.columns[last - 1].1);
        if self.hit(0.7) {
            let kind =
                if self.house.frames.story_rule == Line::Dash { Line::Thin } else { self.house.frames.story_rule };
            self.rule(left, right, cut - 1.0, kind);
        }
        if kind == "shape.U" || self.house.columns.story_rule {
            let half = self.house.columns.gutter / 2.0;
            for x in [(first > 0).then_some(left - half), (last < count).then_some(right + half)].into_iter().flatten()
            {
                self.upright(x, cut, build.slot.bottom, Line::Thin);
            }
        }
        let slot = self.slot(build.slot.first + first, last - first, cut + gap * 0.4, build.slot.bottom);
        Some(Slot { left, right, ..slot })
    }

    fn story_text(&mut self, build: &Build, pending: Vec<Pending>, telling: Telling) {
        let lead = self.house.body.lead;
        let frame = |at: usize| Frame {
            left: build.columns[at].0,
            top: build.top[at],
            right: build.columns[at].1,
            bottom: build.bottom[at],
            column: build.slot.first + at,
            holes: build.holes[at].clone(),
        };
        let frames: Vec<Frame> = (0..build.count()).map(frame).filter(|frame| frame.height() > lead * 2.0).collect();
        if frames.is_empty() {
            return;
        }
        let small = self.house.is_small(telling.rank);
        let words = self.writer.words();
        let jumps = !small && !telling.continued && self.hit(self.house.inside.jump_share);
        let signs = self.house.around.byline == Byline::End && self.hit(self.house.around.byline_share);
        let run_in_from = telling.continued && self.hit(0.3);
        let wording = Wording {
            interview: telling.interview,
            continued: telling.continued,
            run_in_from,
            jump: jumps.then(|| self.writer.form(words.jump, self.house.inside.jump_form)),
            signed: signs.then(|| self.writer.form(words.end, self.house.around.end_form)),
            ..Wording::default()
        };
        let mut flow = Flow::new(frames);
        if telling.continued && !run_in_from && self.hit(0.6) || self.hit(0.03) {
            self.jump_from(build.story, &mut flow);
        }
        self.write(build.story, &mut flow, pending, &wording);
    }

    /// The line that tells where a text comes from.
    pub fn jump_from(&mut self, story: usize, flow: &mut Flow) {
        let words = self.writer.words();
        let text = self.writer.item(words.jump_from);
        let cut = if self.house.language.is_east() { Cut::BodyBold } else { Cut::BodyItalic };
        let how = Display::new(cut, self.house.body.size * 0.9).lead(1.2);
        self.note("jump.from");
        self.inflow(Some(story), flow, Role::Jump, &text, Piece::new(how, "jump.from"));
    }

    /// Lines between the columns of a story.
    fn story_rules(&mut self, build: &Build) {
        if build.boxed {
            return;
        }
        for at in 1..build.count() {
            let (top, bottom) = (build.top[at - 1].max(build.top[at]), build.bottom[at - 1].min(build.bottom[at]));
            let x = (build.columns[at - 1].1 + build.columns[at].0) / 2.0;
            let crossed = build.holes[at - 1].iter().chain(&build.holes[at]).any(|hole| hole[0] < x && x < hole[2]);
            if bottom - top > 20.0 && !crossed {
                self.upright(x, top, bottom, self.house.columns.rule);
            }
        }
    }
}
