//! What belongs to the page: nameplate and ears, lines of date and page, teasers, bar code, adverts along the foot. Each
//! takes its part off the type area.

use super::desk::Desk;
use super::display::Display;
use super::house::{Align, Cut, FolioAt, Frame, Label, Line, Nameplate, Teasers};
use foldline::model::role::Role;

impl Desk {
    /// Sets all of it.
    pub fn furniture(&mut self) {
        let plate = self.house.front.nameplate;
        let mut y = self.area[1];
        if plate != Nameplate::None && plate != Nameplate::Vertical {
            y = self.nameplate(plate, y);
        } else if matches!(self.house.front.folio, FolioAt::Top | FolioAt::Both) {
            y = self.head_line(y);
        }
        let size = self.house.body.size;
        if self.house.front.teasers == Teasers::Top {
            y = self.teasers(y, y + size * 6.5) + 6.0;
        }
        self.area[1] = y + 1.0;
        if matches!(self.house.front.folio, FolioAt::Bottom | FolioAt::Both) {
            self.area[3] -= size * 1.9;
            self.folio_line(self.area[3] + size * 0.4, 1);
        }
        if self.house.front.teasers == Teasers::Bottom {
            self.area[3] -= size * 6.5 + 8.0;
            self.teasers(self.area[3] + 6.0, self.area[3] + 6.0 + size * 6.5);
        }
        if self.house.front.adverts_below {
            self.adverts_below();
        }
        if self.house.front.teasers == Teasers::Rail && self.columns >= 4 {
            let slot = self.slot(0, 1, self.area[1], self.area[3]);
            self.index(slot);
            let width = self.column_width();
            self.area[0] += width + self.house.columns.gutter;
            self.columns -= 1;
            self.note("rail.left");
        }
    }

    fn adverts_below(&mut self) {
        let [left, top, right, bottom] = self.area;
        let height = (bottom - top) * self.random.between(0.1, 0.28);
        let count = self.random.choose(&[1, 1, 2, 3]);
        self.area[3] = bottom - height - 8.0;
        for (left, right) in self.split(left, right, count) {
            self.advert([left, bottom - height, right, bottom]);
        }
    }

    /// The paper's name, what stands beside it, and the line below it.
    fn nameplate(&mut self, kind: Nameplate, top: f32) -> f32 {
        self.note("nameplate");
        let [left, _, right, _] = self.area;
        let width = right - left;
        let name = self.writer.paper;
        let caps = 1.15 * self.house.usual_advance();
        let share = self.random.between(0.35, 0.9);
        let size = (width / (name.chars().count() as f32 * caps) * share).clamp(14.0, 96.0);
        let eared = kind == Nameplate::Ears || kind == Nameplate::Outlines && self.hit(0.5);
        let inset = if eared { width * 0.2 } else { 0.0 };
        let align = if kind == Nameplate::Left { Align::Left } else { Align::Center };
        let cut = self.random.choose(&[Cut::Head, Cut::HeadAlt, Cut::BodyBold]);
        let how = Display::new(cut, size).lead(1.12).align(align).most(1);
        let plan = self.plan(name, width - 2.0 * inset, how);
        let height = plan.height;
        let mut bottom = top + height + 3.0;
        match kind {
            // The name is drawn as outlines: the file has no text for it, and at times a picture.
            Nameplate::Outlines => {
                self.note("nameplate.outlines");
                if self.hit(0.5) {
                    self.plate.picture([left + inset, top, right - inset, top + height]);
                }
            }
            Nameplate::Reverse | Nameplate::Boxed => {
                let fill = (kind == Nameplate::Reverse).then_some(0.12);
                self.plate.boxed([left, top, right, top + height + 6.0], if fill.is_some() { 0.0 } else { 1.0 }, fill);
                self.place(None, Role::Masthead, "masthead", plan, (left + inset, top + 3.0));
                bottom += 5.0;
            }
            Nameplate::None | Nameplate::Center | Nameplate::Left | Nameplate::Ears | Nameplate::Vertical => {
                self.place(None, Role::Masthead, "masthead", plan, (left + inset, top));
            }
        }
        if eared {
            bottom = bottom.max(self.ears(top, height));
        }
        bottom = self.folio_line(bottom, 0) + 2.0;
        let kind = self.random.choose(&[Line::Thin, Line::Double, Line::Medium, Line::Thick, Line::None]);
        self.rule(left, right, bottom, kind);
        bottom + 6.0
    }

    /// What stands at both sides of the name: price, weather, edition, bar code.
    fn ears(&mut self, top: f32, height: f32) -> f32 {
        self.note("ears");
        let [left, _, right, _] = self.area;
        let width = (right - left) * 0.17;
        let words = self.writer.words();
        let mut lowest = top;
        for (at, edge) in [left, right - width].into_iter().enumerate() {
            let mut y = top + 3.0;
            let boxed = self.hit(0.3);
            let align = self.random.choose(&[Align::Left, Align::Center, Align::Right]);
            for _ in 0..self.random.range(1, 4) {
                let size = self.house.body.size * self.random.choose(&[0.8, 0.9, 1.0, 1.3, 2.2]);
                let text = self.writer.item(words.ears);
                let cut = self.random.choose(&[Cut::Label, Cut::LabelBold, Cut::Body]);
                let how = Display::new(cut, size).lead(1.2).align(align).most(2);
                let plan = self.plan(&text, width - 6.0, how);
                if y + plan.height > top + height.max(46.0) {
                    break;
                }
                y = self.place(None, Role::Furniture, "ear", plan, (edge + 3.0, y)) + 1.0;
            }
            if at == 1 && self.house.front.barcode && height > 50.0 && y + 22.0 < top + height {
                self.plate.picture([edge + width * 0.3, y + 2.0, edge + width, (y + 26.0).min(top + height)]);
            }
            if boxed {
                self.plate.boxed([edge, top, edge + width, y + 3.0], 0.5, None);
            }
            lowest = lowest.max(y + 4.0);
        }
        lowest
    }

    /// The head of an inside page: a line of date and page, or the name of its section.
    fn head_line(&mut self, top: f32) -> f32 {
        let [left, _, right, _] = self.area;
        let size = self.house.body.size;
        if self.hit(0.3) {
            let words = self.writer.words();
            let text = self.writer.item(words.sections);
            let kind = self.random.choose(&[Label::Bar, Label::Rule, Label::Rules]);
            let large = size * self.random.between(1.2, 2.6);
            return self.label(None, Role::Folio, &text, (left, right, top), kind, large) + 4.0;
        }
        let bottom = self.folio_line(top, 0);
        let rule = self.house.front.folio_rule;
        self.rule(left, right, bottom + 1.0, rule);
        bottom + 1.0 + self.random.between(3.0, 9.0)
    }

    /// A line of date, number or page, in one piece or two.
    fn folio_line(&mut self, top: f32, form: usize) -> f32 {
        let [left, _, right, _] = self.area;
        let words = self.writer.words();
        let forms = self.house.front.folio_forms;
        let first = self.writer.form(words.folio, forms[form]);
        let size = (self.house.body.size * self.random.choose(&[0.8, 0.9, 1.0, 1.3])).max(5.5);
        let cut = self.random.choose(&[Cut::Label, Cut::LabelBold, Cut::Body]);
        let how = Display::new(cut, size).most(1);
        if self.hit(0.5) {
            let align = self.house.front.folio_align;
            self.show(None, Role::Folio, "folio", &first, (left, right, top), how.align(align));
        } else {
            let second = self.writer.form(words.folio, forms[form] + 1);
            let middle = (left + right) / 2.0;
            self.show(None, Role::Folio, "folio", &first, (left, middle - 4.0, top), how);
            self.show(None, Role::Folio, "folio", &second, (middle + 4.0, right, top), how.align(Align::Right));
            if self.hit(0.2) {
                self.note("folio.two");
            }
        }
        top + size * 1.3
    }

    /// A strip of pointers to other pages.
    fn teasers(&mut self, top: f32, bottom: f32) -> f32 {
        self.note("teasers");
        let [left, _, right, _] = self.area;
        let count = self.random.range(2, 4);
        let kind = self.random.choose(&[Frame::Tint, Frame::Line, Frame::TopBottom, Frame::Dark]);
        let pictured = self.hit(0.4);
        let han = self.house.language.is_han();
        for (left, right) in self.split(left, right, count) {
            let [mut inner, y, edge, foot] = self.framed([left, top, right, bottom], kind);
            if pictured && edge - inner > 110.0 {
                let side = (foot - y).max(10.0);
                self.plate.picture([inner, y, inner + side, foot]);
                inner += side + 5.0;
            }
            let size = self.house.body.size;
            let title = self.writer.title(if han { 10 } else { 26 });
            let how = Display::new(Cut::LabelBold, size * 1.1).most(2);
            let plan = self.plan(&title, edge - inner, how);
            let below = y + plan.height + 1.0;
            if below > foot {
                continue;
            }
            self.place(None, Role::Furniture, "teaser", plan, (inner, y));
            let page = self.random.range(2, 30);
            let text = format!("{} {page}", self.writer.title(if han { 12 } else { 30 }));
            let plan = self.plan(&text, edge - inner, Display::new(Cut::Label, size * 0.9).most(2));
            if below + plan.height <= foot + 1.0 {
                self.place(None, Role::Furniture, "teaser", plan, (inner, below));
            }
        }
        bottom
    }
}
