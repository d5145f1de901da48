//! Running text: paragraphs set line by line through frames, and display pieces that stand in their column.

use super::desk::{Desk, OfStory, Place};
use super::display::{ASCENT, Display, Plan};
use super::flow::Flow;
use super::house::{Align, Cut, Frame, House, Line};
use super::setting::{Breaker, Letter, SetLine, justify, letters};
use super::truth::TrueLine;
use foldline::model::role::Role;

/// How a paragraph is set.
#[derive(Clone, Copy)]
pub struct Running {
    /// What it is.
    pub role: Role,
    /// What the truth calls its setting.
    pub style: &'static str,
    /// One em.
    pub size: f32,
    /// From baseline to baseline.
    pub lead: f32,
    /// White before its first line.
    pub indent: f32,
    /// White before the others.
    pub hang: f32,
    /// Lines that its first letter stands beside.
    pub drop: usize,
    /// Filled to the measure.
    pub justified: bool,
    /// It may break off where the frames end.
    pub open: bool,
}

impl Running {
    /// As the house sets its text, without an indent.
    pub fn of(house: &House) -> Running {
        Running {
            role: Role::Body,
            style: "body",
            size: house.body.size,
            lead: house.body.lead,
            indent: 0.0,
            hang: 0.0,
            drop: 0,
            justified: house.body.justified,
            open: false,
        }
    }
    /// In another size, the leading with it.
    pub fn sized(self, share: f32) -> Running {
        Running { size: self.size * share, lead: self.lead * share, ..self }
    }
}

/// Lines of a paragraph, and how many of its letters they took.
struct Attempt {
    lines: Vec<SetLine>,
    cap: Option<SetLine>,
    taken: usize,
}

impl Desk {
    /// Sets a paragraph; false when there was no room for it. What does not fit is cut at the end of a sentence, or of a
    /// word, so that the truth is what is printed.
    pub fn paragraph(&mut self, story: OfStory, flow: &mut Flow, mut text: Vec<Letter>, how: Running) -> bool {
        let start = flow.mark();
        for round in 0..5 {
            flow.back(start);
            let attempt = attempt(&self.house, flow, &text, how);
            if attempt.lines.is_empty() {
                flow.back(start);
                return false;
            }
            if attempt.taken >= text.len() || how.open || round == 4 {
                self.told(story, flow, attempt, how);
                return true;
            }
            text = shortened(text, attempt.taken, round, self.house.language.is_han());
        }
        false
    }

    /// Prints the lines of a paragraph, a block for each frame.
    fn told(&mut self, story: OfStory, flow: &Flow, attempt: Attempt, how: Running) {
        let paragraph = Some(self.paragraph_number());
        let Attempt { lines, cap, .. } = attempt;
        let mut cap = cap;
        for part in lines.chunk_by(|a, b| a.frame == b.frame) {
            let column = part.first().and_then(|line| flow.frames.get(line.frame)).map(|frame| frame.column);
            let place = Place { column, paragraph };
            match cap.take() {
                None => self.set(story, how.role, how.style, part, place),
                Some(cap) => self.set_capped(story, how, &cap, part, place),
            }
        }
    }

    /// A block that opens with a drop cap: the letter belongs to its first line.
    fn set_capped(&mut self, story: OfStory, how: Running, cap: &SetLine, lines: &[SetLine], place: Place) {
        let of = self.next_of(how.role);
        let first = self.plate.level(cap, &self.house, of);
        let mut told: Vec<TrueLine> = lines.iter().map(|line| self.plate.level(line, &self.house, of)).collect();
        if let Some(line) = told.first_mut() {
            line.text.insert_str(0, &first.text);
            line.bbox[0] = line.bbox[0].min(first.bbox[0]);
        }
        self.note("dropcap");
        self.tell(story, how.role, how.style, told, place, false);
    }

    /// A display piece in the running columns, with room kept below it; false when there was none.
    pub fn inflow(&mut self, story: OfStory, flow: &mut Flow, role: Role, text: &str, piece: Piece) -> bool {
        let start = flow.mark();
        flow.skip(piece.before);
        let pad = if matches!(piece.frame, Some(Frame::Line | Frame::Tint | Frame::Dark)) { 4.0 } else { 0.0 };
        let ruled = if matches!(piece.frame, Some(Frame::TopBottom)) { 3.0 } else { 0.0 };
        for _ in 0..3 {
            let here = flow.mark();
            let Some(room) = flow.next(piece.how.size * piece.how.lead, 24.0) else { break };
            let plan = self.plan(text, room.right - room.left - 2.0 * pad, piece.how);
            let high = plan.height + 2.0 * (pad + ruled) + piece.after;
            flow.back(here);
            let Some(whole) = flow.next(high + piece.keep, 24.0) else { break };
            let same = (whole.left - room.left).abs() < 1.0 && (whole.right - room.right).abs() < 1.0;
            if whole.frame == room.frame && same {
                flow.y = whole.top + high;
                let edges = [whole.left, whole.top, whole.right, whole.top + high - piece.after];
                self.dressed(edges, piece.frame);
                if piece.frame == Some(Frame::TintLine) {
                    self.mark_lines(&plan, (whole.left, whole.top));
                }
                let column = flow.frame().map(|frame| frame.column);
                self.place_in(story, role, piece.style, plan, (whole.left + pad, whole.top + pad + ruled), column);
                return true;
            }
            flow.back((whole.frame, whole.top));
        }
        flow.back(start);
        false
    }

    /// A ground under each line, as wide as the line.
    fn mark_lines(&mut self, plan: &Plan, corner: (f32, f32)) {
        let tint = Some(self.house.frames.tint);
        for line in &plan.lines {
            let (left, base) = (corner.0 + line.x, corner.1 + line.baseline);
            let edges = [left - 1.0, base - line.size * 0.86, left + line.width + 1.0, base + line.size * 0.16];
            self.plate.boxed(edges, 0.0, tint);
        }
    }

    fn dressed(&mut self, edges: [f32; 4], frame: Option<Frame>) {
        let tint = self.house.frames.tint;
        match frame {
            // Every line of it has a ground of its own.
            None | Some(Frame::TintLine) => {}
            Some(Frame::Line) => self.plate.boxed(edges, 0.6, None),
            Some(Frame::Tint) => self.plate.boxed(edges, 0.0, Some(tint)),
            Some(Frame::Dark) => self.plate.boxed(edges, 0.0, Some(0.15)),
            Some(_) => {
                self.rule(edges[0], edges[2], edges[1] + 1.0, Line::Thin);
                self.rule(edges[0], edges[2], edges[3] - 1.0, Line::Thin);
            }
        }
    }
}

/// A display piece in a column.
#[derive(Clone, Copy)]
pub struct Piece {
    /// How it is set.
    pub how: Display,
    /// What the truth calls it.
    pub style: &'static str,
    /// White above, except at the top of a column.
    pub before: f32,
    /// White below.
    pub after: f32,
    /// Room for what follows it.
    pub keep: f32,
    /// What is drawn around it.
    pub frame: Option<Frame>,
}

impl Piece {
    /// Without white and frame.
    pub fn new(how: Display, style: &'static str) -> Piece {
        Piece { how, style, before: 0.0, after: 0.0, keep: 0.0, frame: None }
    }
}

fn attempt(house: &House, flow: &mut Flow, text: &[Letter], how: Running) -> Attempt {
    let (cap, inset, skip) = drop_cap(house, text, how);
    let rest = &text[skip..];
    let mut breaker = Breaker::new(rest, how.size, house.body.tracking, house, true);
    let mut lines: Vec<SetLine> = Vec::new();
    let mut cap_line = None;
    while !breaker.is_done() {
        let Some(room) = flow.next(how.lead, how.size * 5.0) else { break };
        let beside = if lines.len() < how.drop { inset } else { 0.0 };
        let left = room.left + if lines.is_empty() { how.indent } else { how.hang } + beside;
        let mut line = breaker.line(room.right - left);
        if how.justified {
            justify(&mut line, room.right - left, house.language);
        }
        (line.x, line.top, line.frame) = (left, room.top, room.frame);
        line.baseline = room.top + (how.lead - how.size) / 2.0 + ASCENT * how.size;
        if let Some(cap) = cap.as_ref().filter(|_| lines.is_empty()) {
            let mut cap = cap.clone();
            cap.x = room.left;
            cap.baseline = line.baseline + how.lead * (how.drop - 1) as f32;
            cap_line = Some(cap);
        }
        lines.push(line);
    }
    let taken = if breaker.is_done() { text.len() } else { skip + breaker.at };
    // A cap stands beside all of its lines or not at all.
    let together = lines.len() > how.drop && lines.iter().take(how.drop).all(|line| line.frame == lines[0].frame);
    if cap_line.is_some() && !together {
        let start = lines.first().map(|line| (line.frame, line.top));
        if let Some(start) = start {
            flow.back(start);
        }
        return attempt(house, flow, text, Running { drop: 0, ..how });
    }
    Attempt { lines, cap: cap_line, taken }
}

/// The drop cap, the white it takes, and the letters it takes off the text.
fn drop_cap(house: &House, text: &[Letter], how: Running) -> (Option<SetLine>, f32, usize) {
    let first = text.first().filter(|(c, _)| how.drop > 1 && text.len() > 80 && c.is_alphabetic());
    let Some((c, _)) = first else { return (None, 0.0, 0) };
    let size = how.lead * (how.drop - 1) as f32 + how.size * 0.95;
    let mut cap = SetLine { letters: letters(&c.to_string(), Cut::Head), size, ..SetLine::default() };
    cap.width = house.face(Cut::Head).advance(*c) * size;
    let inset = cap.width + how.size * 0.25;
    (Some(cap), inset, 1)
}

/// A text cut to what there is room for: at a sentence's end, then at a word, with a stop.
fn shortened(mut text: Vec<Letter>, taken: usize, round: usize, han: bool) -> Vec<Letter> {
    let stop = if han { '。' } else { '.' };
    let ends = |at: &usize| {
        matches!(text[*at].0, '.' | '。' | '!' | '?') && text.get(at + 1).is_none_or(|(c, _)| han || *c == ' ')
    };
    let sentence = (1..taken.min(text.len())).rev().find(ends);
    match sentence.filter(|at| round == 0 && *at > 12) {
        Some(at) => text.truncate(at + 1),
        None => {
            text.truncate(taken.saturating_sub(2 + round).max(1));
            while text.last().is_some_and(|(c, _)| !c.is_alphanumeric()) {
                text.pop();
            }
            if let Some((_, cut)) = text.last().copied() {
                text.push((stop, cut));
            }
        }
    }
    text
}

/// Where a byline or a jump line stands at the end of text.
pub fn end_align(align: Align) -> Align {
    match align {
        Align::Left | Align::Center => align,
        Align::Right | Align::Stagger => Align::Right,
    }
}
