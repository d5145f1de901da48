//! Display advertisements: a name, sentences, prices, a picture; anything goes, mostly in a box.

use super::{Align, Cut, Desk, Display, Edges, Kind, Line, Slot};
use foldline::model::role::Role;

impl Desk {
    /// One advert, or two under one another.
    pub fn adverts(&mut self, slot: Slot) {
        let [left, top, right, bottom] = slot.edges();
        if slot.height() > 260.0 && self.hit(0.5) {
            let middle = top + slot.height() * self.random.between(0.3, 0.7);
            self.advert([left, top, right, middle - 4.0]);
            self.advert([left, middle + 4.0, right, bottom]);
        } else {
            self.advert(slot.edges());
        }
    }

    /// An advert in these edges.
    pub fn advert(&mut self, edges: Edges) {
        let story = self.story("advert");
        self.note("advert");
        let kind = self.random.weighted(&[
            (Some(Kind::Line), 5.0),
            (Some(Kind::Thick), 2.0),
            (Some(Kind::Tint), 2.0),
            (Some(Kind::Dark), 1.5),
            (Some(Kind::Double), 1.0),
            (None, 0.8),
        ]);
        let [left, top, right, bottom] = match kind {
            Some(kind) => self.framed(edges, kind),
            None => edges,
        };
        let (width, height) = (right - left, bottom - top);
        if width < 30.0 || height < 16.0 {
            return;
        }
        let align = self.random.weighted(&[(Align::Center, 4.0), (Align::Left, 1.0)]);
        let large = (height * 0.3).min(width * 0.16).clamp(7.0, 64.0);
        let mut y = top;
        if height > 140.0 && self.hit(0.5) {
            let picture = height * self.random.between(0.25, 0.5);
            self.plate.picture([left, y, right, y + picture]);
            y += picture + 4.0;
        }
        let words = self.writer.words();
        let name = self.writer.title(if self.house.language.is_han() { 6 } else { 16 });
        let how =
            Display::new(self.random.choose(&[Cut::Head, Cut::HeadAlt, Cut::LabelBold]), large).align(align).most(2);
        let mut failed = 0;
        let mut next = Some((name, how));
        while y < bottom - 8.0 && failed < 4 {
            let (text, how) = next.take().unwrap_or_else(|| self.advert_line(words.offer, large, align));
            let plan = self.plan(&text, width, how);
            if y + plan.height > bottom {
                failed += 1;
                continue;
            }
            y = self.place(Some(story), Role::Advert, "advert.display", plan, (left, y)) + how.size * 0.15;
            if self.hit(0.06) {
                return;
            }
        }
    }

    fn advert_line(&mut self, offers: &'static str, large: f32, align: Align) -> (String, Display) {
        let han = self.house.language.is_han();
        let chance = self.random.unit();
        let (text, size, cut, most) = if chance < 0.45 {
            let text = self.writer.sentence_within(if han { 50 } else { 140 });
            (text, self.random.between(6.5, 11.0), Cut::Body, 6)
        } else if chance < 0.85 {
            let cut = self.random.choose(&[Cut::Head, Cut::HeadAlt, Cut::LabelBold]);
            (self.writer.item(offers), self.random.between(8.0, (large * 0.8).max(9.0)), cut, 1)
        } else {
            let text = self.writer.title(if han { 10 } else { 28 });
            let cut = self.random.choose(&[Cut::Head, Cut::Label, Cut::BodyItalic]);
            (text, self.random.between(9.0, 16.0), cut, 2)
        };
        (text, Display::new(cut, size).align(align).most(most))
    }

    /// An advert of an old paper: centered lines in one column over a rule.
    pub fn old_advert(&mut self, edges: Edges) {
        let [left, top, right, bottom] = edges;
        let story = self.story("advert");
        self.note("advert");
        self.rule(left, right, bottom + 2.0, Line::Thin);
        let size = self.house.body.size;
        let caps = !self.house.language.is_east();
        let name = self.writer.title(if self.house.language.is_han() { 6 } else { 15 });
        let how =
            Display::new(Cut::Head, size * self.random.between(1.1, 2.0)).centered().caps(caps).lead(1.12).most(3);
        let mut next = Some((name, how));
        let mut y = top + 3.0;
        while y < bottom - 12.0 {
            let (text, how) = next.take().unwrap_or_else(|| {
                let text = self.writer.sentence_within(if self.house.language.is_han() { 44 } else { 120 });
                let cut = self.random.choose(&[Cut::Body, Cut::BodyBold, Cut::BodyItalic]);
                let how = Display::new(cut, size * self.random.choose(&[0.9, 1.0, 1.1])).centered().lead(1.12).most(5);
                (text, how)
            });
            let plan = self.plan(&text, right - left - 4.0, how);
            if y + plan.height > bottom {
                return;
            }
            y = self.place(Some(story), Role::Advert, "advert.old", plan, (left + 2.0, y)) + 2.0;
            if self.hit(0.2) {
                return;
            }
        }
    }
}
