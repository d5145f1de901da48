//! The text of a story: paragraphs with what opens, parts and closes them, until its frames are full.

use super::desk::Desk;
use super::display::Display;
use super::flow::Flow;
use super::heads::Pending;
use super::house::{Align, Byline, Cut, Dateline, Frame, Opening, Paragraph, Pull, Subhead};
use super::running::{Piece, Running, end_align};
use super::setting::{Letter, letters};
use foldline::model::role::Role;

/// What a story's text is like.
#[derive(Clone, Default)]
pub struct Wording {
    /// Nothing but paragraphs.
    pub plain: bool,
    /// Questions and answers.
    pub interview: bool,
    /// Where it goes on, as its last line.
    pub jump: Option<String>,
    /// Who wrote it, as its last line.
    pub signed: Option<String>,
    /// It begins within a sentence, as what comes from another page does.
    pub continued: bool,
    /// The line that says so runs into its text.
    pub run_in_from: bool,
    /// No more lines than these, about.
    pub most: Option<usize>,
}

impl Desk {
    /// Fills a flow with the text of a story; tells how many paragraphs there are.
    pub fn write(&mut self, story: usize, flow: &mut Flow, pending: Vec<Pending>, wording: &Wording) -> usize {
        let lead = self.house.body.lead;
        let (room, reserved) = self.opened(story, flow, pending, wording);
        let subheads = room > 24.0 && !wording.plain && self.hit(self.house.inside.subhead_share * 1.5);
        let mut pull = room > 30.0 && !wording.plain && self.hit(self.house.inside.pull_share);
        let (mut count, mut since) = (0, 0);
        let start = flow.left();
        while flow.left() > lead * 0.99 {
            if wording.most.is_some_and(|most| start - flow.left() > most as f32 * lead) {
                break;
            }
            let left = flow.left() / lead;
            if subheads && since >= 2 && left > 8.0 && self.hit(0.6) && self.subhead(story, flow) {
                since = 0;
            }
            if pull && count >= 2 && left > 12.0 && self.hit(0.5) {
                pull = false;
                self.pull(story, flow);
            }
            let open = wording.jump.is_some() && left < 14.0 && self.hit(0.5);
            let run_in = since >= 2 && subheads && self.house.inside.subhead == Subhead::RunIn && self.hit(0.5);
            let (text, mut how) = self.next_paragraph(wording, count, run_in, room);
            how.open = open;
            if self.house.body.paragraph == Paragraph::Blank && count > 0 {
                flow.skip(lead * 0.5);
            }
            if !self.paragraph(Some(story), flow, text, how) {
                break;
            }
            since = if run_in { 0 } else { since + 1 };
            count += 1;
            if !wording.plain && left > 14.0 && self.hit(self.house.inside.lists) {
                self.list(story, flow);
            }
        }
        self.closed(story, flow, reserved, wording, count);
        count
    }

    /// Sets what opens a story's text and keeps room for what closes it: lines there are, and the height kept.
    fn opened(&mut self, story: usize, flow: &mut Flow, pending: Vec<Pending>, wording: &Wording) -> (f32, f32) {
        let lead = self.house.body.lead;
        if self.house.body.grid {
            flow.grid = Some((self.area[1], lead));
        }
        for Pending { role, text, how } in pending {
            let style = if role == Role::Deck { "deck.column" } else { "byline.column" };
            if role == Role::Byline && self.house.around.byline == Byline::Portrait && flow.left() > lead * 14.0 {
                self.portrait(story, flow, &text, how);
            } else {
                self.inflow(Some(story), flow, role, &text, Piece { after: lead * 0.35, ..Piece::new(how, style) });
            }
        }
        if self.house.around.dateline == Dateline::Own && !wording.plain && !wording.continued && self.hit(0.75) {
            let words = self.writer.words();
            let text = self.writer.form(words.date, self.house.around.date_form);
            let how = Display::new(Cut::BodyBold, self.house.body.size).lead(1.2).most(2);
            self.note("dateline.own");
            self.inflow(Some(story), flow, Role::Dateline, &text, Piece::new(how, "dateline.own"));
        }
        let room = flow.left() / lead;
        let closes = wording.jump.is_some() || wording.signed.is_some();
        let reserved = if closes { lead * 1.1 } else { 0.0 };
        let short = if room > 20.0 && self.hit(self.house.inside.ragged_feet) {
            lead * self.random.range(1, 4) as f32
        } else {
            0.0
        };
        if let Some(last) = flow.frames.last_mut() {
            last.bottom -= reserved + short;
        }
        (room, reserved)
    }

    /// A byline beside a small picture.
    fn portrait(&mut self, story: usize, flow: &mut Flow, text: &str, how: Display) {
        let Some(frame) = flow.frame().cloned() else { return };
        let side = (frame.width() * 0.3).min(34.0);
        let plan = self.plan(text, frame.width() - side - 4.0, how.most(3));
        let high = (side * 1.2).max(plan.height + 3.0);
        let Some(room) = flow.next(high + 4.0, frame.width()) else { return };
        let (left, top) = (room.left, room.top);
        self.plate.picture([left, top + 1.0, left + side, top + 1.0 + side * 1.2]);
        let column = flow.frames.get(room.frame).map(|frame| frame.column);
        self.place_in(Some(story), Role::Byline, "byline.portrait", plan, (left + side + 4.0, top + 3.0), column);
        self.note("byline.portrait");
    }

    /// The letters of the next paragraph, and how they are set.
    fn next_paragraph(&mut self, wording: &Wording, at: usize, run_in: bool, room: f32) -> (Vec<Letter>, Running) {
        let mut how = Running::of(&self.house);
        let size = how.size;
        if wording.interview {
            return (self.exchange(at), how);
        }
        let length = (self.house.body.paragraph_length as f32 * self.random.between(0.4, 1.7)) as usize;
        let mut text = self.writer.paragraph(length);
        let first = at == 0;
        if first && wording.continued {
            text = broken_into(&text, self.house.language.is_han());
        }
        let mut text_letters = Vec::new();
        let blank = if self.house.language.is_han() { "\u{3000}" } else { " " };
        if first && !wording.plain && !wording.continued {
            text_letters.extend(self.run_in_dateline(blank));
        }
        if first && wording.run_in_from {
            let words = self.writer.words();
            let from = self.writer.item(words.jump_from);
            text_letters.extend(letters(&format!("{from}{blank}"), Cut::Body));
            self.note("jump.runin");
        }
        let opened = !text_letters.is_empty();
        if run_in {
            let count = if self.house.language.is_han() { 8 } else { 22 };
            let stop = if self.house.language.is_han() { "" } else { "." };
            let head = self.writer.title(count);
            text_letters.extend(letters(&format!("{head}{stop}{blank}"), Cut::BodyBold));
        }
        if self.house.body.paragraph == Paragraph::Bullet {
            text_letters.extend(letters("• ", Cut::Body));
        }
        let opening = if first && !wording.plain { self.house.body.opening } else { Opening::Plain };
        text_letters.extend(self.opening_letters(&text, opening));
        how.indent = match self.house.body.paragraph {
            Paragraph::Indent if !(first && (self.house.body.first_flush || wording.continued)) => {
                self.house.body.indent_em * size
            }
            Paragraph::Indent | Paragraph::Blank | Paragraph::Flush | Paragraph::Bullet | Paragraph::Hang => 0.0,
        };
        how.hang = if self.house.body.paragraph == Paragraph::Hang { size } else { 0.0 };
        let plain = opened || wording.plain || wording.continued || opening == Opening::Words;
        if first && !plain && room > 16.0 && self.house.body.paragraph != Paragraph::Bullet {
            how.drop = self.house.body.drop_cap;
            how.indent = if how.drop > 1 { 0.0 } else { how.indent };
        }
        (text_letters, how)
    }

    fn opening_letters(&mut self, text: &str, opening: Opening) -> Vec<Letter> {
        match opening {
            Opening::Plain => letters(text, Cut::Body),
            Opening::Bold => letters(text, Cut::BodyBold),
            Opening::Words => {
                let end = if self.house.language.is_han() {
                    text.char_indices().nth(6).map_or(text.len(), |(at, _)| at)
                } else {
                    text.match_indices(' ').nth(2).map_or(text.len(), |(at, _)| at)
                };
                let (head, rest) = text.split_at(end);
                let head = if self.house.language.is_east() { head.to_owned() } else { head.to_uppercase() };
                letters(&head, Cut::BodyBold).into_iter().chain(letters(rest, Cut::Body)).collect()
            }
        }
    }

    /// A place and date that open the text.
    pub fn run_in_dateline(&mut self, blank: &str) -> Vec<Letter> {
        let cut = match self.house.around.dateline {
            Dateline::RunIn => Cut::Body,
            Dateline::Bold => Cut::BodyBold,
            Dateline::None | Dateline::Own => return Vec::new(),
        };
        if !self.hit(0.75) {
            return Vec::new();
        }
        self.note("dateline.runin");
        let words = self.writer.words();
        let text = self.writer.form(words.date, self.house.around.date_form);
        letters(&format!("{text}{blank}"), cut)
    }

    /// A question in bold, or an answer.
    fn exchange(&mut self, at: usize) -> Vec<Letter> {
        let words = self.writer.words();
        let (form, cut) =
            if at.is_multiple_of(2) { (words.question, Cut::BodyBold) } else { (words.answer, Cut::Body) };
        let label = self.writer.form(form, self.house.around.byline_form % 2);
        let han = self.house.language.is_han();
        let text = match at % 2 {
            0 => {
                let most = if han { 44 } else { 110 };
                let text = self.writer.sentence_within(most);
                let mark = if han { '？' } else { '?' };
                format!("{}{mark}", text.trim_end_matches(['.', '。', '”', '」']))
            }
            _ => self.writer.paragraph(self.house.body.paragraph_length),
        };
        letters(&format!("{label}{text}"), cut)
    }

    fn subhead(&mut self, story: usize, flow: &mut Flow) -> bool {
        let (size, lead) = (self.house.body.size, self.house.body.lead);
        let bold = Display::new(Cut::BodyBold, size);
        let (how, frame) = match self.house.inside.subhead {
            Subhead::None | Subhead::RunIn => return false,
            Subhead::Bold => (bold, None),
            Subhead::Center => (bold.centered(), None),
            Subhead::Boxed => (Display::new(Cut::Head, size).centered(), Some(Frame::Line)),
            Subhead::Tint => (bold, Some(Frame::Tint)),
            Subhead::Rules => (bold.centered(), Some(Frame::TopBottom)),
            Subhead::Caps => (Display::new(Cut::BodyBold, size * 0.9).centered().caps(true), None),
            Subhead::Large => (Display::new(Cut::Head, size * self.house.inside.subhead_em), None),
        };
        let per_line = self.house.fitting(self.column_width(), size) as f32;
        let most = if self.house.language.is_han() { 16.0 } else { 40.0 };
        let text = self.writer.title((per_line * self.random.between(0.5, 1.3)).min(most) as usize);
        let piece = Piece {
            before: lead * self.random.choose(&[0.4, 1.0]),
            after: lead * self.random.choose(&[0.0, 0.25]),
            keep: lead * 2.0,
            frame,
            ..Piece::new(how, "subhead")
        };
        self.note("subhead");
        self.inflow(Some(story), flow, Role::Subhead, &text, piece)
    }

    fn pull(&mut self, story: usize, flow: &mut Flow) {
        let lead = self.house.body.lead;
        let frame = match self.house.inside.pull {
            Pull::None | Pull::Inset => return,
            Pull::Marked => Some(Frame::TintLine),
            Pull::Rules => Some(Frame::TopBottom),
            Pull::Quote => None,
            Pull::Box => Some(Frame::Line),
        };
        let text = self.quote(if self.house.language.is_han() { 36 } else { 100 });
        let cut = self.random.choose(&[Cut::Head, Cut::HeadAlt, Cut::BodyItalic]);
        let size = self.house.body.size * self.random.between(1.25, 1.8);
        let align = self.random.choose(&[Align::Left, Align::Center]);
        let how = Display::new(cut, size).lead(1.18).align(align);
        let piece =
            Piece { before: lead * 0.5, after: lead * 0.5, keep: lead * 2.0, frame, ..Piece::new(how, "pullquote") };
        self.note("pull");
        self.inflow(Some(story), flow, Role::PullQuote, &text, piece);
    }

    /// A sentence in quotation marks.
    pub fn quote(&mut self, most: usize) -> String {
        let text = self.writer.sentence_within(most);
        let bare = text.trim_matches(['“', '”', '„', '«', '»', '「', '」', ' ']).trim_end_matches(['.', '。']);
        match self.house.language.is_han() {
            true => format!("「{bare}」"),
            false => format!("“{bare}”"),
        }
    }

    /// A few items with marks before them.
    fn list(&mut self, story: usize, flow: &mut Flow) {
        let mark = self.random.choose(&["• ", "– ", "■ "]);
        let mut how = Running::of(&self.house);
        how.style = "body.list";
        for _ in 0..self.random.range(2, 4) {
            let most = if self.house.language.is_han() { 30 } else { 90 };
            let text = self.writer.sentence_within(most);
            let text = letters(&format!("{mark}{text}"), Cut::Body);
            how.hang = how.size;
            if !self.paragraph(Some(story), flow, text, how) {
                return;
            }
        }
        self.note("list");
    }

    /// Sets what closes a story's text, in the room that was kept.
    fn closed(&mut self, story: usize, flow: &mut Flow, reserved: f32, wording: &Wording, count: usize) {
        if let Some(last) = flow.frames.last_mut() {
            last.bottom += reserved;
            // Text that broke off has left its last frame.
            if flow.at >= flow.frames.len() {
                let foot = flow.frames.last().map_or(flow.y, |frame| frame.bottom - reserved);
                flow.back((flow.frames.len() - 1, foot));
            }
        }
        let Some(text) = wording.jump.as_ref().or(wording.signed.as_ref()).filter(|_| count > 0) else { return };
        let (role, align, style) = match wording.jump.is_some() {
            true => (Role::Jump, self.house.inside.jump_align, "jump.end"),
            false => (Role::Byline, end_align(self.house.around.end_align), "byline.end"),
        };
        let cut = if self.house.language.is_east() { Cut::BodyBold } else { Cut::BodyItalic };
        let how = Display::new(cut, self.house.body.size * 0.93).lead(1.1).align(align).most(1);
        flow.grid = None;
        self.note(style);
        self.inflow(Some(story), flow, role, text, Piece::new(how, style));
    }
}

/// The text from its middle on, as what comes from another page begins.
fn broken_into(text: &str, han: bool) -> String {
    let count = text.chars().count();
    let rest: String = text.chars().skip(count / 4).collect();
    match han {
        true => rest.trim_start_matches(['，', '。', '、', '」', '”', '；']).to_owned(),
        false => rest.split_once(' ').map_or(rest.clone(), |(_, rest)| rest.to_owned()),
    }
}
