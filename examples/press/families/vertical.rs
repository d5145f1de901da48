//! Pages set from top to bottom: tiers of equal height from the right edge; stories take ranges of tiers and of width;
//! heads stand at the right of a story or lie over its top.

use super::{Align, Cut, Dateline, Deck, Desk, Display, Frame, Kicker, Line, Nameplate, Part, Slot, Subhead, Telling};
use super::{DownPlan, Tiers, plan_down};
use foldline::model::role::Role;

/// The tiers of a page.
struct Grid {
    count: usize,
    top: f32,
    height: f32,
    gap: f32,
    rule: Line,
}

impl Grid {
    fn tier(&self, at: usize) -> (f32, f32) {
        let top = self.top + at as f32 * (self.height + self.gap);
        (top, top + self.height)
    }
}

/// A part of some tiers.
#[derive(Clone, Copy)]
struct Piece {
    left: f32,
    right: f32,
    first: usize,
    last: usize,
}

impl Desk {
    /// A vertical page.
    pub(super) fn vertical(&mut self) {
        self.note("vertical");
        let [left, top, right, bottom] = self.area;
        let size = self.house.body.size;
        let characters = self.random.choose(&[10.0, 11.0, 12.0, 12.0, 13.0, 14.0, 15.0, 17.0, 20.0]);
        let count = (((bottom - top) / (size * (characters + 1.2))).round() as usize).max(2);
        let gap = size * self.random.between(0.9, 1.9);
        let grid = Grid {
            count,
            top,
            height: (bottom - top - gap * (count - 1) as f32) / count as f32,
            gap,
            rule: self.random.choose(&[Line::None, Line::Thin, Line::Hair, Line::Thin]),
        };
        let mut edge = right;
        if self.house.front.nameplate == Nameplate::Vertical || count > 2 && self.hit(0.2) {
            edge = self.plate_down(&grid);
        }
        let mut pieces = Vec::new();
        if edge < right && count > 2 {
            self.cut_tiers(&grid, Piece { left, right: edge, first: 0, last: 2 }, 0, &mut pieces);
            self.cut_tiers(&grid, Piece { left, right, first: 2, last: count }, 0, &mut pieces);
        } else {
            self.cut_tiers(&grid, Piece { left, right: edge, first: 0, last: count }, 0, &mut pieces);
        }
        let area = |piece: &Piece| (piece.right - piece.left) * (piece.last - piece.first) as f32;
        let ranks = self.house.heads.ranks;
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by(|a, b| area(&pieces[*b]).total_cmp(&area(&pieces[*a])));
        for (place, at) in order.into_iter().enumerate() {
            let rank = (place * ranks / pieces.len().max(1)).min(ranks - 1);
            self.vertical_piece(&grid, pieces[at], rank);
        }
    }

    /// The paper's name in a box at the top right; tells where stories may begin.
    fn plate_down(&mut self, grid: &Grid) -> f32 {
        let right = self.area[2];
        let name = self.writer.paper;
        let size = (grid.height * 1.6 / name.chars().count().max(5) as f32).min(44.0);
        let plan = plan_down(name, Cut::Head, size, grid.height * 2.0, 1);
        let width = plan.width;
        let bottom = grid.tier(1.min(grid.count - 1)).1;
        self.place_down(None, Role::Masthead, "masthead.vertical", plan, (right - 8.0, grid.top + 8.0));
        self.plate.boxed([right - width - 16.0, grid.top, right, bottom], 0.7, None);
        self.note("nameplate.vertical");
        right - width - 16.0 - self.house.body.size
    }

    /// Cuts tiers and widths into pieces as large as the house likes them.
    fn cut_tiers(&mut self, grid: &Grid, piece: Piece, depth: usize, pieces: &mut Vec<Piece>) {
        let Piece { left, right, first, last } = piece;
        let (width, tiers) = (right - left, last - first);
        let size = self.house.body.size;
        let wanted = self.house.frames.area * 70_000.0 * self.random.between(0.6, 1.8);
        if width * tiers as f32 * grid.height < wanted || depth > 6 {
            pieces.push(piece);
        } else if tiers > 1 && (self.hit(0.5) || width < size * 24.0) {
            let at = self.random.range(first + 1, last - 1);
            let y = grid.tier(at).0 - grid.gap / 2.0;
            if self.house.frames.story_rule != Line::Dash {
                let kind = self.house.frames.story_rule;
                self.rule(left, right, y, kind);
            }
            self.cut_tiers(grid, Piece { last: at, ..piece }, depth + 1, pieces);
            self.cut_tiers(grid, Piece { first: at, ..piece }, depth + 1, pieces);
        } else if width > size * 24.0 {
            let at = left + width * self.random.between(0.3, 0.7);
            if self.house.columns.story_rule {
                self.upright(at, grid.tier(first).0, grid.tier(last - 1).1, Line::Thin);
            }
            self.cut_tiers(grid, Piece { left: at + size * 0.7, ..piece }, depth + 1, pieces);
            self.cut_tiers(grid, Piece { right: at - size * 0.7, ..piece }, depth + 1, pieces);
        } else {
            pieces.push(piece);
        }
    }

    fn vertical_piece(&mut self, grid: &Grid, piece: Piece, rank: usize) {
        let width = piece.right - piece.left;
        let (top, bottom) = (grid.tier(piece.first).0, grid.tier(piece.last - 1).1);
        let slot = Slot { first: 0, columns: 1, left: piece.left, right: piece.right, top, bottom };
        let chance = self.random.unit();
        if chance < 0.1 && width > 60.0 {
            self.advert(slot.edges());
        } else if chance < 0.16 && width > 110.0 {
            // A level box in a vertical page.
            self.note("vertical.box");
            let columns = ((width / (self.house.body.size * 16.0)) as usize).max(1);
            let frame = Some(self.usual_frame());
            let telling = Telling { rank: self.house.heads.ranks - 1, frame, no_picture: true, ..Telling::default() };
            self.story_in(Slot { columns, ..slot }, telling);
        } else if chance < 0.2 && width > 100.0 {
            self.note("vertical.table");
            let part = self.random.choose(&[Part::Table, Part::Listing, Part::Weather]);
            self.part(part, Slot { columns: ((width / 110.0) as usize).max(1), ..slot });
        } else {
            self.vertical_story(grid, piece, rank);
        }
    }

    fn vertical_story(&mut self, grid: &Grid, piece: Piece, rank: usize) {
        let story = self.story("story");
        let mut edges = [piece.left, grid.tier(piece.first).0, piece.right, grid.tier(piece.last - 1).1];
        let boxed = self.hit(self.house.frames.share);
        if boxed {
            let kind = self.house.frames.kinds[0];
            edges = self.framed(edges, kind);
            self.note("box.vertical");
        }
        let [left, above, right, below] = edges;
        let tiers = piece.first..piece.last;
        let mut frames: Vec<Frame> = tiers
            .map(|at| grid.tier(at))
            .map(|(top, bottom)| Frame::new([left, top.max(above), right, bottom.min(below)], 0))
            .collect();
        for (at, frame) in frames.iter_mut().enumerate() {
            frame.column = at;
        }
        self.vertical_head(story, &mut frames, rank);
        self.vertical_picture(story, &mut frames);
        if grid.rule != Line::None && !boxed {
            for pair in frames.windows(2) {
                let y = (pair[0].bottom + pair[1].top) / 2.0;
                let (left, right) = (pair[0].left.max(pair[1].left), pair[0].right.min(pair[1].right));
                if right - left > 20.0 {
                    self.rule(left, right, y, grid.rule);
                }
            }
        }
        let pitch = self.house.body.lead.max(self.house.body.size * 1.3);
        let mut tiers = Tiers::new(frames, pitch);
        self.write_down(story, &mut tiers);
    }

    /// A head at the right through some tiers, with kicker and deck, or a level one over the first tier.
    fn vertical_head(&mut self, story: usize, frames: &mut [Frame], rank: usize) {
        let Some(first) = frames.first().cloned() else { return };
        let body = self.house.body.size;
        let width = first.right - first.left;
        let small = self.house.is_small(rank);
        let mut size = self.house.head_size(rank).max(body * 1.15);
        let level = width > size * 6.0 && first.height() - size * 1.4 > body * 5.0 && self.hit(0.25);
        if level {
            let fitting = (width / size * self.random.between(0.5, 0.95)).max(5.0) as usize;
            let text = self.writer.title(fitting);
            let align = self.random.choose(&[Align::Center, Align::Right, Align::Left]);
            let how = Display::new(Cut::Head, size).align(align).most(1);
            let mut plan = self.plan(&text, width, how);
            for line in &mut plan.lines {
                line.from_right = self.house.heads.from_right;
            }
            let corner = (first.left, first.top);
            let bottom = self.place(Some(story), Role::Headline, "headline.horizontal", plan, corner);
            frames[0].top = bottom + body * 0.5;
            self.note("head.horizontal");
            return;
        }
        let through = if small { 1 } else { self.random.range(1, frames.len()) };
        let height = frames[through - 1].bottom - first.top;
        size = size.min(width * 0.16).min(height / 3.5).max(body);
        let mut right = first.right;
        let beside = |right: &mut f32, plan: &DownPlan, gap: f32| {
            let at = *right;
            *right -= plan.width + gap;
            at
        };
        if self.house.around.kicker != Kicker::None
            && !small
            && width > size * 5.0
            && self.hit(self.house.around.kicker_share)
        {
            let text = self.writer.title((height / (body * 1.4)).clamp(4.0, 14.0) as usize);
            let plan = plan_down(&text, Cut::LabelBold, body.max(size * 0.45), height, 1);
            let at = beside(&mut right, &plan, size * 0.25);
            self.place_down(Some(story), Role::Kicker, "kicker.vertical", plan, (at, first.top));
        }
        let wanted = (height / size * self.random.between(0.6, 1.7)).clamp(4.0, 22.0) as usize;
        let text = self.writer.title(wanted);
        let plan = plan_down(&text, Cut::Head, size, height, 2);
        let at = beside(&mut right, &plan, size * 0.3);
        self.place_down(Some(story), Role::Headline, "headline.vertical", plan, (at, first.top));
        if self.house.around.deck != Deck::None
            && !small
            && width > size * 6.0
            && self.hit(self.house.around.deck_share)
        {
            let text = self.writer.title((height / (body * 1.3)).clamp(4.0, 20.0) as usize);
            let down = self.random.choose(&[0.0, body * 2.0]);
            let cut = self.random.choose(&[Cut::LabelBold, Cut::Body]);
            let plan = plan_down(&text, cut, (body * 1.05).max(size * 0.5), height - down, 2);
            let at = beside(&mut right, &plan, size * 0.25);
            self.place_down(Some(story), Role::Deck, "deck.vertical", plan, (at, first.top + down));
        }
        for frame in &mut frames[..through] {
            frame.right = right - body * 0.4;
        }
    }

    /// A picture at the left or beside the head, with a level or a vertical caption.
    fn vertical_picture(&mut self, story: usize, frames: &mut [Frame]) {
        let Some(first) = frames.first().cloned() else { return };
        let body = self.house.body.size;
        let width = first.right - first.left;
        if width < 150.0 || !self.hit(self.house.pictures.share) {
            return;
        }
        let through = self.random.range(1, 2.min(frames.len()));
        let span = width * self.random.between(0.3, 0.5);
        let at_left = self.hit(0.6);
        let right_edge = frames[..through].iter().map(|frame| frame.right).fold(f32::MAX, f32::min);
        let left = if at_left { first.left } else { right_edge - span };
        let (top, bottom) = (first.top, frames[through - 1].bottom);
        if span < 70.0 || self.hit(0.5) {
            self.photo(story, [left, top, left + span, bottom]);
        } else {
            let size = body * 0.88;
            let text = self.writer.sentence_within(36);
            let plan = plan_down(&text, Cut::Label, size, bottom - top, 2);
            let strip = plan.width + size * 0.8;
            self.plate.picture([left + strip, top, left + span, bottom]);
            self.place_down(Some(story), Role::Caption, "caption.vertical", plan, (left + strip - size * 0.4, top));
            self.note("caption.vertical");
        }
        for frame in &mut frames[..through] {
            if at_left {
                frame.left = left + span + body;
            } else {
                frame.right = left - body;
            }
        }
    }

    fn write_down(&mut self, story: usize, tiers: &mut Tiers) {
        let size = self.house.body.size;
        let subheads = self.house.inside.subhead != Subhead::None && self.hit(self.house.inside.subhead_share);
        let indent = if self.house.body.indent_em > 0.0 { 1.0 } else { 0.0 };
        let (mut first, mut since) = (true, 0);
        while tiers.left(size) >= 2 {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.4, 1.6)) as usize;
            let mut text = self.writer.paragraph(length);
            if first && self.house.around.dateline != Dateline::None && self.hit(0.6) {
                let words = self.writer.words();
                text = self.writer.form(words.date, self.house.around.date_form) + &text;
            }
            if subheads && since > 1 && tiers.left(size) > 8 && self.hit(0.4) {
                self.subhead_down(story, tiers);
                since = 0;
            }
            if !self.paragraph_down(Some(story), tiers, &text, size, indent) {
                return;
            }
            (first, since) = (false, since + 1);
        }
    }

    fn subhead_down(&mut self, story: usize, tiers: &mut Tiers) {
        let size = self.house.body.size;
        let Some((at, x)) = tiers.next(size) else { return };
        let frame = tiers.frames[at].clone();
        let text = self.writer.title(((frame.height() / size * 0.6) as usize).min(10));
        let plan = plan_down(&text, Cut::BodyBold, size, frame.height() - size * 1.5, 1);
        self.place_down(Some(story), Role::Subhead, "subhead.vertical", plan, (x + size, frame.top + size * 1.5));
        self.note("subhead.vertical");
    }
}
