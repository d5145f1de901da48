//! What fills a room of the page: stories with pictures, short items, tables, boxes, adverts.

mod adverts;
mod boxes;
mod items;
mod pictures;
mod story;
mod tables;

use super::desk::{Desk, Place};
use super::display::{Display, Plan};
use super::flow::{Flow, Frame};
use super::heads::{HeadRoom, Pending};
use super::house::{
    Align, Briefs, Byline, Caption, Credit, Cut, Dateline, Frame as Kind, Label, Line, Paragraph, Part, Pull,
};
use super::running::{Piece, Running};
use super::setting::{Breaker, Letter, SetLine, letters};
use super::truth::Edges;
use super::wording::Wording;
pub use items::Item;
pub use story::Telling;

/// A room of the page: some of its columns, between two heights.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Its first column.
    pub first: usize,
    /// How many columns it has.
    pub columns: usize,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Slot {
    /// Its height.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }
    /// Its width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }
    /// Its edges.
    pub fn edges(&self) -> Edges {
        [self.left, self.top, self.right, self.bottom]
    }
}

impl Desk {
    /// Some columns of the type area.
    pub fn slot(&self, first: usize, columns: usize, top: f32, bottom: f32) -> Slot {
        let left = self.column_left(first);
        Slot { first, columns, left, right: left + self.span(columns), top, bottom }
    }

    /// Frames of some columns between two edges.
    pub fn frames_in(&self, edges: Edges, count: usize, first: usize) -> Vec<Frame> {
        let [left, top, right, bottom] = edges;
        let columns = self.split(left, right, count).into_iter().enumerate();
        columns.map(|(at, (left, right))| Frame::new([left, top, right, bottom], first + at)).collect()
    }

    /// Fills a room: with a story, or with a part that the house likes.
    pub fn fill(&mut self, slot: Slot, rank: usize, inner: bool) {
        if slot.height() < self.house.body.lead * 5.0 {
            if slot.height() > 24.0 {
                self.advert(slot.edges());
            }
            return;
        }
        let share = if inner { 0.2 } else { 0.4 };
        if rank >= 1 && self.hit(share) {
            let fits: Vec<(Part, f32)> =
                self.house.small.mix.iter().copied().filter(|(part, _)| fits(*part, &slot)).collect();
            if fits.iter().any(|(_, share)| *share > 0.0) {
                let part = self.random.weighted(&fits);
                self.part(part, slot);
                return;
            }
        }
        // What comes from another page stands where nothing above it could go on: at the top, or under a rule.
        let ruled = !matches!(self.house.frames.story_rule, Line::None | Line::Dash);
        let apart = slot.top < self.area[1] + 2.0 || ruled;
        let continued = rank > 0 && !inner && apart && self.hit(self.house.heads.headless);
        self.story_in(slot, Telling { rank, carve: !inner, continued, ..Telling::default() });
    }

    /// Fills a room with a part.
    pub fn part(&mut self, part: Part, slot: Slot) {
        match part {
            Part::Briefs => self.briefs(slot),
            Part::Advert => self.adverts(slot),
            Part::Facts => self.facts(slot.edges(), slot.columns, None),
            Part::Table => self.table(slot),
            Part::Weather => self.weather(slot),
            Part::Listing => self.listing(slot),
            Part::Letters => self.items(slot, Item::Letter),
            Part::Classified => self.items(slot, Item::Classified),
            Part::Obits => self.items(slot, Item::Obituary),
            Part::Interview => self.story_in(slot, Telling { rank: 1, interview: true, ..Telling::default() }),
            Part::Photo => self.photo_story(slot),
            Part::Cartoon => self.cartoon(slot),
            Part::Index => self.index(slot),
            Part::Imprint => self.imprint(slot),
            Part::Timeline => self.timeline(slot),
            Part::Notices => self.notices(slot),
        }
    }
}

/// Columns and height that a part may take.
fn fits(part: Part, slot: &Slot) -> bool {
    let (least, most) = match part {
        Part::Briefs | Part::Table | Part::Obits => (1, 3),
        Part::Cartoon | Part::Timeline | Part::Facts | Part::Weather | Part::Notices => (1, 2),
        Part::Index | Part::Imprint => (1, 1),
        Part::Letters | Part::Listing | Part::Classified => (1, 4),
        Part::Photo => (1, 5),
        Part::Advert => (1, 6),
        Part::Interview => (2, 6),
    };
    let low =
        matches!(part, Part::Weather | Part::Imprint | Part::Index | Part::Cartoon | Part::Timeline | Part::Notices);
    (least..=most).contains(&slot.columns) && !(low && slot.height() * slot.columns as f32 > 700.0)
}
