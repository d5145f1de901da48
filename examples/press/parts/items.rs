//! Runs of small stories: briefs, letters, classified adverts, notices of death.

use super::{
    Align, Briefs, Byline, Cut, Dateline, Desk, Display, Flow, Kind, Label, Letter, Line, Paragraph, Piece, Running,
    Slot, letters,
};
use foldline::model::role::Role;

/// What small stories are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// News in a paragraph.
    Brief,
    /// Readers' letters, signed.
    Letter,
    /// Small adverts.
    Classified,
    /// Notices of death.
    Obituary,
}

impl Item {
    fn kind(self) -> &'static str {
        match self {
            Item::Brief => "brief",
            Item::Letter => "letters",
            Item::Classified => "advert",
            Item::Obituary => "obits",
        }
    }
}

impl Desk {
    /// Briefs under their label.
    pub fn briefs(&mut self, slot: Slot) {
        self.note("briefs");
        self.items(slot, Item::Brief);
    }

    /// Small stories under a label, through all columns of a room.
    pub fn items(&mut self, slot: Slot, item: Item) {
        let mut edges = slot.edges();
        self.note(item.kind());
        let share = self.house.frames.share;
        if self.hit(if item == Item::Brief { share.max(0.2) } else { share }) {
            let kind = self.usual_frame();
            edges = self.framed(edges, kind);
        }
        let words = self.writer.words();
        let (list, label) = match item {
            Item::Brief => (words.briefs, self.house.small.label),
            Item::Letter => (words.letters, self.house.around.section),
            Item::Classified => (words.classified, self.house.around.section),
            Item::Obituary => (words.obits, self.house.around.section),
        };
        let mut top = edges[1];
        let holder = (label != Label::None || item != Item::Brief).then(|| {
            let story = self.story(item.kind());
            let kind = if label == Label::None { Label::Rule } else { label };
            let text = self.writer.item(list);
            let size = self.house.body.size * self.random.between(1.0, 2.2);
            top = self.label(Some(story), Role::Section, &text, (edges[0], edges[2], top), kind, size) + 3.0;
            story
        });
        let separator = match item {
            Item::Brief if self.house.small.briefs == Briefs::Rules => Line::None,
            Item::Classified => self.random.choose(&[Line::None, Line::Hair, Line::Dash]),
            Item::Brief | Item::Letter | Item::Obituary => self.house.small.separator,
        };
        let frames = self.frames_in([edges[0], top, edges[2], edges[3]], slot.columns, slot.first);
        let first = self.stories.len();
        self.run_of(&mut Flow::new(frames), item, separator, 999);
        let opened = (first..self.stories.len()).find(|at| !self.stories[*at].blocks.is_empty());
        if let (Some(holder), Some(opened)) = (holder, opened) {
            self.hand_over(holder, opened);
        }
    }

    /// Small stories until the flow is full, or there are enough.
    pub fn run_of(&mut self, flow: &mut Flow, item: Item, separator: Line, most: usize) {
        let lead = self.house.body.lead;
        let white = self.random.choose(&[0.12, 0.5, 0.6, 1.0]);
        let inner_labels = most > 100;
        for _ in 0..most {
            if flow.at >= flow.frames.len() || flow.left() < lead * 3.2 {
                return;
            }
            if !flow.is_at_top() {
                if flow.left_here() < lead * 3.0 {
                    flow.leave();
                    continue;
                }
                self.between(flow, separator, white);
            }
            let mark = flow.mark();
            let story = self.story(item.kind());
            if item == Item::Classified && inner_labels && self.hit(0.12) && flow.left_here() > lead * 5.0 {
                self.classified_label(story, flow);
            }
            match item {
                Item::Brief => self.brief(story, flow),
                Item::Letter => self.letter(story, flow),
                Item::Classified => self.classified(story, flow),
                Item::Obituary => self.obituary(story, flow),
            }
            if self.stories[story].blocks.is_empty() || flow.mark() == mark {
                return;
            }
        }
    }

    /// What stands between two small stories.
    pub fn between(&mut self, flow: &mut Flow, separator: Line, white: f32) {
        let lead = self.house.body.lead;
        let Some(frame) = flow.frame().cloned() else { return };
        if separator == Line::None {
            flow.y += lead * white;
        } else {
            self.rule(frame.left, frame.right, flow.y + lead * 0.45, separator);
            flow.y += lead * 0.8;
        }
    }

    fn brief(&mut self, story: usize, flow: &mut Flow) {
        let style = self.house.small.briefs;
        let lead = self.house.body.lead;
        if matches!(style, Briefs::Heads | Briefs::Caps | Briefs::Rules) && !self.brief_head(story, flow, style) {
            flow.at = flow.frames.len();
            return;
        }
        let count = if self.hit(0.75) { 1 } else { 2 };
        for at in 0..count {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.3, 1.2)) as usize;
            let text = self.writer.paragraph(length);
            let mut text_letters = if at == 0 { self.brief_opening(style) } else { Vec::new() };
            let bold = match style {
                Briefs::BoldWords if at == 0 => {
                    self.random.range(8, 24) / if self.house.language.is_han() { 2 } else { 1 }
                }
                _ => 0,
            };
            text_letters.extend(opened_bold(&text, bold, self.house.language.is_han()));
            let mut how = Running { style: "body.brief", ..Running::of(&self.house) };
            let indented = self.house.body.paragraph == Paragraph::Indent
                && matches!(style, Briefs::Heads | Briefs::Caps | Briefs::Rules);
            how.indent = if indented { self.house.body.indent_em * how.size } else { 0.0 };
            if !self.paragraph(Some(story), flow, text_letters, how) || flow.left() < lead * 2.0 {
                break;
            }
        }
        if self.house.around.byline == Byline::End && self.hit(0.4) {
            let words = self.writer.words();
            let text = self.writer.form(words.end, self.house.around.end_form);
            self.signature(story, flow, &text, "byline.end", Align::Right);
        }
    }

    fn brief_head(&mut self, story: usize, flow: &mut Flow, style: Briefs) -> bool {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let width = flow.frame().map_or(100.0, |frame| frame.width());
        let fitting = self.house.fitting(width, size) as f32;
        let text = self.writer.title((fitting * self.random.between(0.6, 1.7)) as usize);
        let size = if style == Briefs::Heads { size * self.random.choose(&[1.0, 1.1, 1.25]) } else { size };
        let mut how = Display::new(Cut::BodyBold, size).lead(1.14);
        how.caps = style == Briefs::Caps && !self.house.language.is_east();
        if style == Briefs::Caps {
            how = how.centered();
        }
        let frame = (style == Briefs::Rules).then_some(Kind::TopBottom);
        let piece = Piece { after: 1.0, keep: lead * 2.0, frame, ..Piece::new(how, "headline.brief") };
        self.inflow(Some(story), flow, Role::Headline, &text, piece)
    }

    /// The mark or the dateline that opens a short item.
    fn brief_opening(&mut self, style: Briefs) -> Vec<Letter> {
        let blank = if self.house.language.is_han() { "\u{3000}" } else { " " };
        let mut opening = match style {
            Briefs::Bullets => letters("• ", Cut::BodyBold),
            Briefs::Square => letters("■ ", Cut::BodyBold),
            Briefs::BoldWords | Briefs::Heads | Briefs::Rules | Briefs::Caps => Vec::new(),
        };
        if self.house.around.dateline != Dateline::None && style != Briefs::BoldWords && self.hit(0.3) {
            opening.extend(self.run_in_dateline(blank));
        }
        opening
    }

    /// A name at the end of text.
    pub fn signature(&mut self, story: usize, flow: &mut Flow, text: &str, style: &'static str, align: Align) {
        let cut = if self.house.language.is_east() { Cut::Body } else { Cut::BodyItalic };
        let how = Display::new(cut, self.house.body.size * 0.95).align(align).most(2);
        self.inflow(Some(story), flow, Role::Byline, text, Piece::new(how, style));
    }

    fn letter(&mut self, story: usize, flow: &mut Flow) {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let width = flow.frame().map_or(100.0, |frame| frame.width());
        let fitting = self.house.fitting(width, size) as f32;
        let text = self.writer.title((fitting * self.random.between(0.5, 1.4)) as usize);
        let how = Display::new(Cut::BodyBold, size * self.random.choose(&[1.0, 1.1, 1.35]));
        let piece = Piece { after: 1.0, keep: lead * 3.0, ..Piece::new(how, "headline.letter") };
        if !self.inflow(Some(story), flow, Role::Headline, &text, piece) {
            flow.at = flow.frames.len();
            return;
        }
        for at in 0..self.random.range(1, 3) {
            let length = (self.house.body.paragraph_length as f32 * self.random.between(0.5, 1.4)) as usize;
            let text = letters(&self.writer.paragraph(length), Cut::Body);
            let mut how = Running { style: "body.letter", ..Running::of(&self.house) };
            how.indent = if at > 0 && self.house.body.paragraph == Paragraph::Indent {
                self.house.body.indent_em * size
            } else {
                0.0
            };
            if flow.left() < lead * 3.0 || !self.paragraph(Some(story), flow, text, how) {
                break;
            }
        }
        let place = self.writer.filled("{p}");
        let person = self.writer.person();
        let signed = match (self.house.language.is_han(), self.house.around.end_form % 3) {
            (true, _) => format!("{place}\u{3000}{person}"),
            (false, 0) => format!("{person}, {place}"),
            (false, 1) => format!("{}\n{place}", person.to_uppercase()),
            (false, _) => person,
        };
        let align = self.house.around.end_align;
        self.signature(story, flow, &signed, "byline.letter", align);
    }

    /// The label over some small adverts; false when there was no room.
    pub fn classified_label(&mut self, story: usize, flow: &mut Flow) -> bool {
        let size = self.house.body.size * 0.9;
        let words = self.writer.words();
        let text = self.writer.item(words.classified);
        let display = Display::new(Cut::LabelBold, size * self.house.small.classified_em).centered();
        let frame = self.house.small.classified_frame;
        let piece = Piece { after: 2.0, keep: size * 4.0, frame, ..Piece::new(display, "label.classified") };
        self.inflow(Some(story), flow, Role::Section, &text, piece)
    }

    fn classified(&mut self, story: usize, flow: &mut Flow) {
        let words = self.writer.words();
        let mut how = Running { role: Role::Advert, style: "advert.small", ..Running::of(&self.house) }.sized(0.82);
        how.lead = how.size * 1.12;
        let most = if self.house.language.is_han() { 50 } else { 120 };
        let (sentence, offer) = (self.writer.sentence_within(most), self.writer.item(words.offer));
        let text = match self.house.language.is_han() {
            true => format!("{sentence}{offer}。"),
            false => format!("{sentence} {offer}."),
        };
        let bold = if self.house.language.is_han() { 4 } else { 10 };
        let text = opened_bold(&text, bold, self.house.language.is_han());
        self.paragraph(Some(story), flow, text, how);
    }

    fn obituary(&mut self, story: usize, flow: &mut Flow) {
        let lead = self.house.body.lead;
        let name = self.writer.person();
        let name = if self.hit(0.5) { name.to_uppercase() } else { name };
        let align = self.random.choose(&[Align::Left, Align::Center]);
        let how = Display::new(Cut::BodyBold, self.house.body.size * 0.95).align(align);
        let piece = Piece { keep: lead * 2.0, ..Piece::new(how, "headline.obit") };
        if !self.inflow(Some(story), flow, Role::Headline, &name, piece) {
            flow.at = flow.frames.len();
            return;
        }
        let text = letters(&self.writer.paragraph(if self.house.language.is_han() { 60 } else { 160 }), Cut::Body);
        let how = Running { style: "body.obit", ..Running::of(&self.house) }.sized(0.95);
        self.paragraph(Some(story), flow, text, how);
    }
}

/// A text whose first words, about so many letters, are bold.
fn opened_bold(text: &str, count: usize, han: bool) -> Vec<Letter> {
    let end = match han {
        true => text.char_indices().nth(count).map_or(text.len(), |(at, _)| at),
        false => text.char_indices().skip(count).find(|(_, c)| *c == ' ').map_or(text.len(), |(at, _)| at),
    };
    let end = if count == 0 { 0 } else { end };
    let (head, rest) = text.split_at(end);
    letters(head, Cut::BodyBold).into_iter().chain(letters(rest, Cut::Body)).collect()
}
