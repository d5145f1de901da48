//! Leaders at the left, columnists, letters, a cartoon; or a page of letters.

use super::{Byline, Cut, Desk, Display, Flow, Item, Paragraph, Part, Piece, Running, letters};
use foldline::model::role::Role;

impl Desk {
    /// A page of opinion.
    pub(super) fn opinion(&mut self) {
        self.note("opinion");
        let [_, top, _, bottom] = self.area;
        if self.hit(0.3) {
            self.letters_page();
            return;
        }
        self.house.around.byline =
            self.random.weighted(&[(Byline::Portrait, 3.0), (Byline::End, 2.0), (Byline::Rules, 1.0)]);
        self.house.around.byline_share = 1.0;
        let left = if self.columns < 5 { 1 } else { self.random.range(1, 2) };
        let mut frames = self.frames_from(top);
        frames.truncate(left);
        let mut flow = Flow::new(frames);
        for _ in 0..4 {
            if flow.at >= flow.frames.len() || flow.left() < self.house.body.lead * 8.0 {
                break;
            }
            if !flow.is_at_top() {
                let rule = self.house.small.separator;
                self.between(&mut flow, rule, 1.0);
            }
            self.leader(&mut flow);
        }
        if left >= self.columns {
            return;
        }
        let mut slots = Vec::new();
        self.cut((left, self.columns - left), (top, bottom), 1, &mut slots);
        for (at, (slot, rank)) in self.ranked(slots).into_iter().enumerate() {
            if at > 0 && slot.columns <= 4 && self.hit(0.3) {
                let part = if slot.columns < 3 && self.hit(0.3) { Part::Cartoon } else { Part::Letters };
                self.part(part, slot);
            } else {
                self.fill(slot, rank, false);
            }
        }
    }

    /// Letters over the whole page, a picture or a cartoon among them.
    fn letters_page(&mut self) {
        self.note("page.letters");
        let [_, top, _, bottom] = self.area;
        let mut edge = self.columns;
        if self.columns > 2 && self.hit(0.5) {
            edge -= 1;
            let part = self.random.choose(&[Part::Cartoon, Part::Imprint, Part::Photo]);
            let height = (bottom - top) * self.random.between(0.3, 0.5);
            self.part(part, self.slot(edge, 1, top, top + height));
            let slot = self.slot(edge, 1, top + height + 10.0, bottom);
            self.items(slot, Item::Letter);
        }
        let slot = self.slot(0, edge, top, bottom);
        self.items(slot, Item::Letter);
    }

    fn leader(&mut self, flow: &mut Flow) {
        let story = self.story("story");
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let Some(width) = flow.frame().map(|frame| frame.width()) else { return };
        let fitting = self.house.fitting(width, size * 1.5) as f32;
        let text = self.writer.title((fitting * self.random.between(0.7, 1.8)) as usize);
        let how = Display::new(Cut::Head, size * self.random.between(1.2, 2.0)).lead(1.14);
        let piece = Piece { after: 3.0, keep: lead * 4.0, ..Piece::new(how, "headline.leader") };
        if !self.inflow(Some(story), flow, Role::Headline, &text, piece) {
            flow.leave();
            return;
        }
        for at in 0..self.random.range(3, 8) {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.6, 1.6)) as usize;
            let text = letters(&self.writer.paragraph(length), Cut::Body);
            let indent = if at > 0 && self.house.body.paragraph == Paragraph::Indent {
                self.house.body.indent_em * size
            } else {
                0.0
            };
            let how = Running { style: "body.leader", indent, ..Running::of(&self.house) };
            if flow.left() < lead * 2.0 || !self.paragraph(Some(story), flow, text, how) {
                break;
            }
        }
    }
}
