//! Old papers: items one under the other through narrow columns, with heads hardly larger than the text, or none.

use super::{Align, Byline, Cut, Dateline, Deck, Desk, Display, Flow, Line, Piece, Running, Slot, letters};
use foldline::model::role::Role;

impl Desk {
    /// A page of an old paper.
    pub(super) fn old(&mut self) {
        self.note("old");
        let [_, top, _, bottom] = self.area;
        let headless = self.random.choose(&[0.0, 0.15, 0.4]);
        let mut frames = self.frames_from(top);
        if self.columns > 3 && self.hit(0.35) {
            let taken = self.random.range(1, 2);
            frames.truncate(self.columns - taken);
            for column in self.columns - taken..self.columns {
                self.old_adverts(column, top);
            }
        } else if self.columns > 2 && self.hit(0.3) {
            let first = self.random.range(1, self.columns - 1);
            let count = self.random.range(1, 3).min(self.columns - first);
            let height = (bottom - top) * self.random.between(0.2, 0.4);
            let slot = self.slot(first, count, bottom - height, bottom);
            self.table(Slot { top: slot.top + 4.0, ..slot });
            for frame in &mut frames[first..first + count] {
                frame.bottom = bottom - height - 6.0;
            }
            self.note("old.table");
        }
        let rule = self.house.frames.story_rule;
        let lead = self.house.body.lead;
        let mut flow = Flow::new(frames);
        for _ in 0..400 {
            if flow.at >= flow.frames.len() || flow.left() < lead * 3.2 {
                break;
            }
            if !flow.is_at_top() {
                if flow.left_here() < lead * 3.0 {
                    flow.leave();
                    continue;
                }
                self.between(&mut flow, rule, 0.4);
            }
            let mark = flow.mark();
            let story = self.story("story");
            self.old_item(story, &mut flow, headless);
            if flow.mark() == mark {
                break;
            }
        }
        self.column_rules(top);
    }

    fn old_adverts(&mut self, column: usize, top: f32) {
        let bottom = self.area[3];
        let left = self.column_left(column);
        let right = left + self.column_width();
        let mut y = top;
        while bottom - y > 40.0 {
            let mut height = self.random.between(40.0, 190.0).min(bottom - y);
            if bottom - y - height < 40.0 {
                height = bottom - y;
            }
            self.old_advert([left, y, right, y + height - 5.0]);
            y += height;
        }
    }

    fn old_item(&mut self, story: usize, flow: &mut Flow, headless: f32) {
        if !self.hit(headless) && !self.old_head(story, flow) {
            flow.leave();
            return;
        }
        let lead = self.house.body.lead;
        let count = self.random.choose(&[1, 1, 2, 3, 5]);
        let indent = self.house.body.indent_em * self.house.body.size;
        for at in 0..count {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.3, 1.8)) as usize;
            let text = self.writer.paragraph(length);
            let mut opened = Vec::new();
            if at == 0 && self.house.around.dateline != Dateline::None && self.hit(0.5) {
                let words = self.writer.words();
                let date = self.writer.form(words.date, self.house.around.date_form);
                let cut = if self.house.language.is_east() { Cut::BodyBold } else { Cut::BodyItalic };
                let blank = if self.house.language.is_han() { "\u{3000}" } else { " " };
                opened = letters(&format!("{date}{blank}"), cut);
            }
            let drop = if at == 0 && opened.is_empty() && self.hit(0.1) { self.house.body.drop_cap } else { 0 };
            opened.extend(letters(&text, Cut::Body));
            let indent = if drop > 1 { 0.0 } else { indent };
            let how = Running { style: "body.old", indent, drop, ..Running::of(&self.house) };
            if flow.left() < lead * 1.5 || !self.paragraph(Some(story), flow, opened, how) {
                break;
            }
        }
        if self.house.around.byline == Byline::End && self.hit(0.35) {
            let words = self.writer.words();
            let text = self.writer.form(words.end, self.house.around.end_form);
            self.signature(story, flow, &text, "byline.end", Align::Right);
        }
    }

    /// A head and its decks; false when the column has no room for them.
    fn old_head(&mut self, story: usize, flow: &mut Flow) -> bool {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let east = self.house.language.is_east();
        let Some(width) = flow.frame().map(|frame| frame.width()) else { return false };
        let ranks = self.house.heads.ranks;
        let rank = (self.random.peaked(0.0, ranks as f32, ranks as f32 - 0.6) as usize).min(ranks - 1);
        let large = self.house.head_size(rank).min(width / 5.0).max(size);
        let caps = !east && self.hit(0.6);
        let cut = if self.hit(0.6) { Cut::Head } else { Cut::BodyBold };
        let fitting = self.house.fitting(width, large) as f32;
        let mut text = self.writer.title((fitting * self.random.between(0.4, 1.8)) as usize);
        let stop = if self.house.heads.period && !east { "." } else { "" };
        text.push_str(stop);
        let how = Display::new(cut, large).lead(1.12).centered().caps(caps);
        let piece = Piece { after: 2.0, keep: lead * 3.0, ..Piece::new(how, "headline.old") };
        if !self.inflow(Some(story), flow, Role::Headline, &text, piece) {
            return false;
        }
        if large <= size * 1.1 {
            self.note("head<=body");
        }
        let decks = if self.house.around.deck == Deck::Stack && rank + 1 < ranks { self.random.below(4) } else { 0 };
        for _ in 0..decks {
            let Some(frame) = flow.frame().cloned().filter(|_| flow.left_here() > lead * 6.0) else { break };
            self.rule(frame.left, frame.right, flow.y + 3.0, Line::Dash);
            flow.y += 6.0;
            let fitting = self.house.fitting(width, size) as f32;
            let text = self.writer.title((fitting * self.random.between(0.8, 2.4)) as usize) + stop;
            let cut = self.random.choose(&[Cut::BodyBold, Cut::Body, Cut::BodyItalic]);
            let caps = !east && self.hit(0.3);
            let how = Display::new(cut, size * self.random.choose(&[0.95, 1.0, 1.1])).lead(1.12).centered().caps(caps);
            let piece = Piece { after: 1.0, keep: lead * 2.0, ..Piece::new(how, "deck.stack") };
            self.inflow(Some(story), flow, Role::Deck, &text, piece);
            self.note("deck.stack");
        }
        true
    }
}
