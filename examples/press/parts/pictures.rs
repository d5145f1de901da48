//! Pictures with their captions and credits, picture stories, cartoons.

use super::{
    Align, Breaker, Caption, Credit, Cut, Desk, Display, Edges, HeadRoom, Label, Plan, SetLine, Slot, letters,
};
use foldline::model::role::Role;

/// A caption before it is placed.
struct Words {
    plan: Plan,
    credit: Option<String>,
    size: f32,
}

impl Desk {
    /// A picture with caption and credit in the house's manner, inside these edges.
    pub fn photo(&mut self, story: usize, edges: Edges) {
        let [left, top, right, bottom] = edges;
        let (width, height) = (right - left, bottom - top);
        let beside = matches!(self.house.pictures.caption, Caption::Left | Caption::Right);
        let place = if beside && width < 200.0 { Caption::Below } else { self.house.pictures.caption };
        let measure = match place {
            Caption::Left | Caption::Right => width * 0.3 - 5.0,
            Caption::Over => width - 8.0,
            Caption::Below | Caption::Above => width,
        };
        let most = ((height * 0.3 / self.house.body.size) as usize).clamp(2, 6);
        let words = self.caption_words(measure, most);
        let mut shown = edges;
        let credit_line = words.credit.is_some() && self.house.pictures.credit == Credit::Right;
        let strip = if credit_line { words.size } else { 0.0 };
        let turned =
            words.credit.is_some() && self.house.pictures.credit == Credit::Turned && width > 60.0 && height > 90.0;
        if turned {
            shown[2] -= words.size;
        }
        let gap = self.random.between(2.0, 5.0);
        match place {
            Caption::Below => shown[3] -= words.plan.height + gap + strip,
            Caption::Above => (shown[1], shown[3]) = (top + words.plan.height + gap, bottom - strip),
            Caption::Right => (shown[2], shown[3]) = (shown[2] - width * 0.3, bottom - strip),
            Caption::Left => (shown[0], shown[3]) = (left + width * 0.3, bottom - strip),
            Caption::Over => shown[3] -= strip,
        }
        if shown[3] - shown[1] < 20.0 || shown[2] - shown[0] < 20.0 {
            self.plate.picture(edges);
            return;
        }
        self.plate.picture(shown);
        if self.house.pictures.framed {
            self.plate.boxed(shown, 0.5, None);
        }
        self.credit_of(story, shown, &words, turned);
        let corner = match place {
            Caption::Below => (left, shown[3] + gap * 0.7 + strip),
            Caption::Above => (left, top),
            Caption::Right => (right - width * 0.3 + 5.0, top),
            Caption::Left => (left, top),
            Caption::Over => (left + 4.0, shown[3] - words.plan.height - 4.0),
        };
        if place == Caption::Over {
            let dark = [shown[0], corner.1 - 2.0, shown[2], shown[3]];
            self.plate.boxed(dark, 0.0, Some(0.12));
        }
        let style = format!("caption.{}", format!("{place:?}").to_lowercase());
        self.note(&style);
        self.place(Some(story), Role::Caption, &style, words.plan, corner);
    }

    fn caption_words(&mut self, measure: f32, most: usize) -> Words {
        let pictures = &self.house.pictures;
        let (size, cut, align) =
            (self.house.body.size * pictures.caption_em, pictures.caption_cut, pictures.caption_align);
        let (form, credit_form, kind) = (pictures.caption_form, pictures.credit_form, pictures.credit);
        let per_line = self.house.fitting(measure, size) as f32;
        let (least, cap) = if self.house.language.is_han() { (12.0, 110.0) } else { (28.0, 210.0) };
        let wanted = (per_line * self.random.between(1.0, 3.4)).clamp(least, cap) as usize;
        let sentence = self.writer.sentence_within(wanted);
        let words = self.writer.words();
        let mut text = self.writer.form(words.caption, form).replace("{}", &sentence);
        let mut credit = (kind != Credit::None && self.hit(0.8)).then(|| self.writer.form(words.credit, credit_form));
        if kind == Credit::Inline
            && let Some(inline) = credit.take()
        {
            text.push_str(if self.house.language.is_han() { "\u{3000}" } else { " " });
            text.push_str(&inline);
        }
        let text = letters(&text, cut);
        let mut breaker = Breaker::new(&text, size, 0.0, &self.house, false);
        let mut lines: Vec<SetLine> = Vec::new();
        let step = size * 1.16;
        while !breaker.is_done() && lines.len() < most {
            let mut line = breaker.line(measure);
            line.x = match align {
                Align::Left | Align::Stagger => 0.0,
                Align::Center => (measure - line.width) / 2.0,
                Align::Right => measure - line.width,
            };
            line.baseline = step * lines.len() as f32 + size * 0.94;
            lines.push(line);
        }
        Words { plan: Plan { height: step * lines.len() as f32, lines }, credit, size }
    }

    fn credit_of(&mut self, story: usize, shown: Edges, words: &Words, turned: bool) {
        let Some(text) = &words.credit else { return };
        let size = words.size * 0.75;
        let plan = self.plan(text, shown[2] - shown[0], Display::new(Cut::Label, size).align(Align::Right).most(1));
        if turned {
            let Some(line) = plan.lines.first() else { return };
            if line.width < shown[3] - shown[1] {
                self.note("credit.turned");
                self.set_turned(Some(story), Role::Credit, "credit.turned", line, shown[2] + size, shown[3]);
            }
        } else if self.house.pictures.credit == Credit::Right {
            self.place(Some(story), Role::Credit, "credit.right", plan, (shown[0], shown[3] + 1.0));
        }
    }

    /// A picture that is a story of its own, or several side by side.
    pub fn photo_story(&mut self, slot: Slot) {
        let story = self.story("photo");
        let mut top = slot.top;
        self.note("photo");
        if self.hit(self.house.pictures.own_heads) {
            let rank = self.random.range(1, 3);
            let room = HeadRoom {
                left: slot.left,
                right: slot.right,
                top,
                height: slot.height() * 0.4,
                rank,
                plain: true,
                column: false,
                align: None,
            };
            top = self.head(story, room).bottom;
        }
        if slot.columns > 1 && slot.bottom - top > 150.0 && self.hit(0.35) {
            self.note("photo.essay");
            let across = self.random.range(2, (slot.columns + 1).min(4));
            let rows = if slot.bottom - top > 330.0 && self.hit(0.5) { 2 } else { 1 };
            let height = (slot.bottom - top - 8.0 * (rows - 1) as f32) / rows as f32;
            for row in 0..rows {
                let y = top + row as f32 * (height + 8.0);
                for (left, right) in self.split(slot.left, slot.right, across) {
                    self.photo(story, [left, y, right, y + height]);
                }
            }
            return;
        }
        self.photo(story, [slot.left, top, slot.right, slot.bottom]);
    }

    /// A drawing under a label.
    pub fn cartoon(&mut self, slot: Slot) {
        let story = self.story("cartoon");
        let words = self.writer.words();
        let text = self.writer.item(words.opinion);
        let size = self.house.body.size;
        let at = (slot.left, slot.right, slot.top);
        let top = self.label(Some(story), Role::Section, &text, at, Label::Plain, size);
        self.photo(story, [slot.left, top, slot.right, slot.bottom]);
        self.note("cartoon");
    }
}
