//! Official gazettes: acts under the names of offices, with heads hardly larger than the text, numbered articles, and text
//! that runs on over columns.

use super::{Align, Cut, Desk, Display, Flow, Kind, Language, Line, Piece, Running, letters};
use foldline::model::role::Role;

/// How a gazette sets its acts.
struct Manner {
    /// In capitals.
    caps: bool,
    /// Where heads stand.
    align: Align,
    /// Their face.
    cut: Cut,
    /// Their size.
    size: f32,
    /// Articles are numbered.
    numbered: bool,
    /// Drawn between acts.
    rule: Line,
}

impl Desk {
    /// A page of a gazette.
    pub(super) fn gazette(&mut self) {
        self.note("gazette");
        let [_, top, _, _] = self.area;
        let size = self.house.body.size;
        let manner = Manner {
            caps: !self.house.language.is_east() && self.hit(0.4),
            align: self.random.choose(&[Align::Center, Align::Left, Align::Center]),
            cut: self.random.choose(&[Cut::BodyBold, Cut::BodyBold, Cut::Label, Cut::Body]),
            size: size * self.random.choose(&[1.0, 1.0, 1.05, 1.15]),
            numbered: self.hit(0.6),
            rule: self.random.choose(&[Line::None, Line::Thin, Line::Dash, Line::Hair]),
        };
        let mut flow = Flow::new(self.frames_from(top));
        let lead = self.house.body.lead;
        if self.hit(0.35) {
            self.note("headless");
            let story = self.story("act");
            self.act_text(story, &mut flow, &manner, true);
        }
        let mut office_in = 0;
        for _ in 0..80 {
            if flow.at >= flow.frames.len() || flow.left() < lead * 5.0 {
                break;
            }
            if !flow.is_at_top() {
                if flow.left_here() < lead * 2.5 {
                    flow.leave();
                    continue;
                }
                self.between(&mut flow, manner.rule, 1.0);
            }
            let story = self.story("act");
            if office_in == 0 {
                self.office(story, &mut flow);
                office_in = self.random.range(1, 4);
            }
            office_in -= 1;
            if !self.act(story, &mut flow, &manner) {
                flow.leave();
            }
        }
        if self.hit(0.5) {
            self.column_rules(top);
        }
    }

    /// The office whose acts follow.
    fn office(&mut self, story: usize, flow: &mut Flow) {
        let words = self.writer.words();
        let text = self.writer.item(words.offices);
        let frame = self.random.choose(&[None, Some(Kind::TopBottom), Some(Kind::Dark), Some(Kind::Tint)]);
        let how = Display::new(Cut::LabelBold, self.house.body.size * self.random.choose(&[1.0, 1.2, 1.4])).centered();
        let lead = self.house.body.lead;
        let piece = Piece { after: lead * 0.3, keep: lead * 3.0, frame, ..Piece::new(how, "label.office") };
        self.inflow(Some(story), flow, Role::Section, &text, piece);
    }

    /// An act: its head, at times a summary, its text and who signed it. False when there was no room.
    fn act(&mut self, story: usize, flow: &mut Flow, manner: &Manner) -> bool {
        let lead = self.house.body.lead;
        let words = self.writer.words();
        let text = self.writer.item(words.acts);
        let how = Display::new(manner.cut, manner.size).align(manner.align).caps(manner.caps);
        let piece = Piece { after: lead * 0.2, keep: lead * 2.0, ..Piece::new(how, "headline.act") };
        if !self.inflow(Some(story), flow, Role::Headline, &text, piece) {
            return false;
        }
        if manner.size <= self.house.body.size * 1.06 {
            self.note("head<=body");
        }
        if self.hit(0.35) {
            let text = self.writer.sentence();
            let slanted = !self.house.language.is_east();
            let cut = if slanted { Cut::BodyItalic } else { Cut::BodyBold };
            let how = Display::new(cut, self.house.body.size).align(Align::Left).most(6);
            let piece = Piece { after: lead * 0.2, keep: lead * 2.0, ..Piece::new(how, "deck.summary") };
            self.inflow(Some(story), flow, Role::Deck, &text, piece);
        }
        self.act_text(story, flow, manner, false);
        true
    }

    fn act_text(&mut self, story: usize, flow: &mut Flow, manner: &Manner, continued: bool) {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let count = self.random.choose(&[1, 2, 3, 5, 9, 14]);
        for at in 0..count {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.3, 1.4)) as usize;
            let text = self.writer.paragraph(length);
            let mut text_letters = Vec::new();
            if manner.numbered && (at > 0 || continued) {
                text_letters = letters(&self.article(at), Cut::BodyBold);
            }
            let text = if continued && at == 0 { text.to_lowercase() } else { text };
            text_letters.extend(letters(&text, Cut::Body));
            let indent = self.house.body.indent_em * size;
            let how = Running { style: "body.act", indent, ..Running::of(&self.house) };
            if flow.left() < lead * 2.0 || !self.paragraph(Some(story), flow, text_letters, how) {
                return;
            }
        }
        if self.hit(0.6) {
            let (place, person) = (self.writer.filled("{p}"), self.writer.person());
            let han = self.house.language.is_han();
            let text = if han { format!("{place}\u{3000}{person}") } else { format!("{place}, {person}") };
            let align = self.random.choose(&[Align::Right, Align::Center]);
            self.signature(story, flow, &text, "byline.act", align);
        }
    }

    /// The number of an article.
    fn article(&self, at: usize) -> String {
        match self.house.language {
            Language::ZhHans => format!("第{at}条　"),
            Language::ZhHant | Language::Ja => format!("第{at}條　"),
            Language::Ko => format!("제{at}조 "),
            _ => format!("Art. {at}. "),
        }
    }
}
