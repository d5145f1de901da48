//! Pages of small matter: briefs, programmes, results; and pages full of small adverts.

use super::{Desk, Flow, Frame, Item, Label, Line, Part};
use foldline::model::role::Role;

impl Desk {
    /// A page of one or two kinds of small matter.
    pub(super) fn small_matter(&mut self) {
        const KINDS: [(Part, f32); 6] = [
            (Part::Briefs, 3.0),
            (Part::Classified, 1.0),
            (Part::Listing, 2.0),
            (Part::Letters, 1.0),
            (Part::Obits, 1.0),
            (Part::Table, 1.0),
        ];
        let [_, top, _, bottom] = self.area;
        let first = self.random.weighted(&KINDS);
        if self.columns > 2 && self.hit(0.5) {
            let count = self.random.range(1, self.columns - 1);
            let second = self.random.choose(&KINDS).0;
            self.part(first, self.slot(0, count, top, bottom));
            self.part(second, self.slot(count, self.columns - count, top, bottom));
            return;
        }
        self.part(first, self.slot(0, self.columns, top, bottom));
        if self.hit(0.5) && first != Part::Table && first != Part::Listing {
            self.column_rules(top + self.house.body.size * 6.0);
        }
    }

    /// Small adverts through all columns under their labels, boxed ones among them.
    pub(super) fn small_adverts(&mut self) {
        self.note("page.classified");
        let [left, mut top, right, bottom] = self.area;
        if self.hit(0.6) {
            let story = None;
            let words = self.writer.words();
            let text = self.writer.item(words.classified);
            let size = self.house.body.size * self.random.between(1.5, 3.0);
            let kind = self.random.choose(&[Label::Bar, Label::Rules, Label::Plain]);
            top = self.label(story, Role::Furniture, &text, (left, right, top), kind, size) + 4.0;
        }
        let mut frames = self.frames_from(top);
        self.display_adverts(&mut frames, bottom);
        let mut flow = Flow::new(frames);
        let separator = self.random.choose(&[Line::None, Line::Hair, Line::Thin, Line::Dash]);
        for _ in 0..40 {
            if flow.at >= flow.frames.len() || flow.left() < self.house.body.lead * 6.0 {
                break;
            }
            let count = self.random.range(4, 30);
            self.classified_section(&mut flow, separator, count);
        }
        self.column_rules(top);
    }

    /// Larger adverts at the feet of some columns.
    fn display_adverts(&mut self, frames: &mut [Frame], bottom: f32) {
        let mut at = 0;
        while at < frames.len() {
            let across = self.random.range(1, 2).min(frames.len() - at);
            if self.hit(0.3) {
                let height = (bottom - frames[at].top) * self.random.between(0.12, 0.35);
                let edges = [frames[at].left, bottom - height, frames[at + across - 1].right, bottom];
                self.advert(edges);
                for frame in &mut frames[at..at + across] {
                    frame.bottom = bottom - height - 5.0;
                }
            }
            at += across;
        }
    }

    /// A label, and adverts under it until it is enough. The label belongs to the first of them.
    fn classified_section(&mut self, flow: &mut Flow, separator: Line, count: usize) {
        let size = self.house.body.size;
        if !flow.is_at_top() {
            flow.y += size * 0.6;
        }
        let holder = self.story("advert");
        self.classified_label(holder, flow);
        let first = self.stories.len();
        self.run_of(flow, Item::Classified, separator, count);
        let opened = (first..self.stories.len()).find(|at| !self.stories[*at].blocks.is_empty());
        if let Some(opened) = opened {
            self.hand_over(holder, opened);
        }
        if first == self.stories.len() {
            flow.leave();
        }
    }
}
