//! Boxes: facts beside a story, years and what they brought, lists of contents, imprints, notices of parishes and clubs.

use super::{Align, Cut, Desk, Display, Edges, Flow, Kind, Label, Line, Piece, Running, Slot, letters};
use foldline::model::role::Role;

impl Desk {
    /// A box of facts, inside a story or alone: a story of its own.
    pub fn facts(&mut self, edges: Edges, columns: usize, parent: Option<usize>) {
        let story = self.story("factbox");
        self.stories[story].parent = parent.map(|at| self.stories[at].id.clone());
        let kind =
            self.random.choose(&[Kind::Line, Kind::Tint, self.house.frames.kinds[0], self.house.frames.kinds[1]]);
        let [left, top, right, bottom] = self.framed(edges, kind);
        let share = self.random.choose(&[0.88, 0.95, 1.0]);
        let size = self.house.body.size * share;
        let words = self.writer.words();
        let mut y = top;
        if self.hit(0.7) {
            let label = self.random.choose(&[Label::Plain, Label::Bar, Label::Rule]);
            let text = self.writer.item(words.facts);
            y = self.label(Some(story), Role::Section, &text, (left, right, y), label, size);
        }
        let most = if self.house.language.is_han() { 12 } else { 34 };
        let text = self.writer.title(self.house.fitting((right - left) * 1.3, size).min(most));
        let how = Display::new(Cut::LabelBold, size * self.random.between(1.0, 1.6)).most(3);
        y = self.show(Some(story), Role::Headline, "headline.box", &text, (left, right, y), how) + 2.0;
        let mark = self.random.choose(&["• ", "■ ", "– ", ""]);
        let cut = self.random.choose(&[Cut::Label, Cut::Body]);
        let mut flow = Flow::new(self.frames_in([left, y, right, bottom], columns, 0));
        let mut how = Running { style: "body.box", justified: false, ..Running::of(&self.house) }.sized(share);
        how.hang = if mark.is_empty() { 0.0 } else { how.size };
        while flow.left() > how.lead * 2.0 {
            let most = if self.house.language.is_han() { 50 } else { 120 };
            let text = format!("{mark}{}", self.writer.sentence_within(most));
            if !self.paragraph(Some(story), &mut flow, letters(&text, cut), how) {
                break;
            }
            flow.skip(how.lead * 0.2);
        }
        self.note("factbox");
    }

    /// Years as subheads, and what each brought.
    pub fn timeline(&mut self, slot: Slot) {
        let story = self.story("timeline");
        let kind = self.usual_frame();
        let [left, top, right, bottom] = self.framed(slot.edges(), kind);
        let size = self.house.body.size;
        let text = self.writer.title(if self.house.language.is_han() { 8 } else { 20 });
        let how = Display::new(Cut::Head, size * self.random.between(1.1, 1.9)).most(2);
        let y = self.show(Some(story), Role::Headline, "headline.box", &text, (left, right, top), how) + 3.0;
        let mut flow = Flow::new(self.frames_in([left, y, right, bottom], slot.columns, slot.first));
        let mut year = self.random.range(1950, 2004);
        let how = Running { style: "body.timeline", justified: false, ..Running::of(&self.house) }.sized(0.95);
        while flow.left() > how.lead * 3.0 {
            let piece = Piece {
                before: 2.0,
                keep: how.lead * 2.0,
                ..Piece::new(Display::new(Cut::LabelBold, size), "subhead.date")
            };
            if !self.inflow(Some(story), &mut flow, Role::Subhead, &year.to_string(), piece) {
                break;
            }
            year += self.random.range(1, 4);
            let most = if self.house.language.is_han() { 50 } else { 130 };
            let text = self.writer.sentence_within(most);
            if !self.paragraph(Some(story), &mut flow, letters(&text, Cut::Body), how) {
                break;
            }
        }
        self.note("timeline");
    }

    /// What the paper has inside, with page numbers: it belongs to the page.
    pub fn index(&mut self, slot: Slot) {
        let kind = self.random.choose(&[Kind::Line, self.house.frames.kinds[0]]);
        let [left, top, right, bottom] = self.framed(slot.edges(), kind);
        let size = self.house.body.size;
        let words = self.writer.words();
        let label = self.random.choose(&[Label::Plain, Label::Bar, Label::Rule]);
        let text = self.writer.item(words.index);
        let mut y = self.label(None, Role::Furniture, &text, (left, right, top), label, size * 1.2) + 2.0;
        let how = Display::new(Cut::Label, size).lead(1.18).most(3);
        let han = self.house.language.is_han();
        let pictured = self.hit(0.25);
        while y + size * 2.6 < bottom {
            if pictured && bottom - y > 90.0 {
                self.plate.picture([left, y, right, y + 40.0]);
                y += 44.0;
            }
            let most = self.house.fitting((right - left) * 1.5, size).min(if han { 20 } else { 56 });
            let title = self.writer.title(most);
            let page = self.random.range(2, 32);
            let text = if han { format!("{title}\u{3000}{page}") } else { format!("{title} {page}") };
            let plan = self.plan(&text, right - left, how);
            if y + plan.height > bottom {
                break;
            }
            y = self.place(None, Role::Furniture, "index.item", plan, (left, y)) + 3.0;
        }
        self.note("index");
    }

    /// Who makes the paper; the rest of the room goes to a story.
    pub fn imprint(&mut self, slot: Slot) {
        let words = self.writer.words();
        let text = self.writer.item(words.imprint);
        self.rule(slot.left, slot.right, slot.top, Line::Thin);
        let how = Display::new(Cut::Label, (self.house.body.size * 0.75).max(5.0)).lead(1.2).most(30);
        let plan = self.plan(&text, slot.width(), how);
        if plan.height > slot.height() - 8.0 {
            return;
        }
        let y = self.place(None, Role::Furniture, "imprint", plan, (slot.left, slot.top + 3.0)) + 4.0;
        self.note("imprint");
        if slot.bottom - y > 120.0 {
            self.fill(Slot { top: y + 6.0, ..slot }, 3, true);
        }
    }

    /// A boxed list of notices: when, where and who to ask.
    pub fn notices(&mut self, slot: Slot) {
        let story = self.story("notices");
        let kind = self.random.choose(&[Kind::Line, Kind::Double, self.house.frames.kinds[0]]);
        let [left, top, right, bottom] = self.framed(slot.edges(), kind);
        let size = self.house.body.size;
        let align = self.random.choose(&[Align::Center, Align::Center, Align::Left]);
        let text = self.writer.title(if self.house.language.is_han() { 8 } else { 18 });
        let caps = !self.house.language.is_east() && self.hit(0.5);
        let how = Display::new(Cut::Head, size * self.random.between(1.1, 1.8)).align(align).caps(caps).most(2);
        let mut y = self.show(Some(story), Role::Headline, "headline.notices", &text, (left, right, top), how) + 3.0;
        self.note("notices");
        let words = self.writer.words();
        let dated = self.hit(0.4);
        let gap = self.random.choose(&[0.1, 0.4, 0.8]) * size;
        for at in 0..14 {
            if dated && at % 2 == 0 {
                let day = self.writer.item(words.days);
                let how = Display::new(Cut::BodyBold, size).align(align).most(1);
                let plan = self.plan(&day, right - left, how);
                if y + plan.height * 3.0 > bottom {
                    return;
                }
                y = self.place(Some(story), Role::Subhead, "subhead.day", plan, (left, y));
            }
            let cut = if dated || self.hit(0.8) { Cut::Body } else { Cut::BodyBold };
            let text = self.writer.item(words.notices);
            let plan = self.plan(&text, right - left, Display::new(cut, size).align(align).lead(1.2).most(4));
            if y + plan.height > bottom {
                return;
            }
            y = self.place(Some(story), Role::Body, "body.notice", plan, (left, y)) + gap;
        }
    }
}
