//! Display type: lines that are planned for a width, then placed; labels, and frames around what stands in them.

use super::desk::{Desk, OfStory, Place};
use super::house::{Align, Cut, Frame, House, Label, Line};
use super::setting::{Breaker, SetLine, letters};
use super::truth::Edges;
use foldline::model::role::Role;

/// How a display text is set.
#[derive(Clone, Copy)]
pub struct Display {
    /// Its face.
    pub cut: Cut,
    /// One em.
    pub size: f32,
    /// From baseline to baseline, in em.
    pub lead: f32,
    /// Where its lines stand.
    pub align: Align,
    /// In capitals.
    pub caps: bool,
    /// Added between letters, in em.
    pub letterspace: f32,
    /// No more lines than these.
    pub most: usize,
    /// Lines are spread to the measure.
    pub fill: bool,
}

impl Display {
    /// Flush left, leaded a little.
    pub fn new(cut: Cut, size: f32) -> Display {
        Display { cut, size, lead: 1.15, align: Align::Left, caps: false, letterspace: 0.0, most: 9, fill: false }
    }
    /// With another alignment.
    pub fn align(self, align: Align) -> Display {
        Display { align, ..self }
    }
    /// Centered.
    pub fn centered(self) -> Display {
        self.align(Align::Center)
    }
    /// With another leading.
    pub fn lead(self, lead: f32) -> Display {
        Display { lead, ..self }
    }
    /// Of no more lines than these.
    pub fn most(self, most: usize) -> Display {
        Display { most, ..self }
    }
    /// In capitals, or not.
    pub fn caps(self, caps: bool) -> Display {
        Display { caps, ..self }
    }
}

/// Lines planned from a top of zero.
#[derive(Clone, Default)]
pub struct Plan {
    /// The lines; their places count from the plan's corner.
    pub lines: Vec<SetLine>,
    /// How high they stand together.
    pub height: f32,
}

impl Plan {
    /// The width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }
}

/// Baselines stand so far below the top of an em.
pub const ASCENT: f32 = 0.86;
/// Type never gets smaller.
const LEAST_SIZE: f32 = 5.0;

/// Breaks a text for a width; type gets smaller where a word is too wide or the lines are too many. A newline
/// breaks a line.
pub fn plan(house: &House, text: &str, width: f32, how: Display) -> Plan {
    let text = if how.caps { text.to_uppercase() } else { text.to_owned() };
    let mut size = how.size;
    let mut lines = Vec::new();
    for _ in 0..24 {
        let widest = widest_word(house, &text, how.cut, size, how.letterspace * size);
        if widest > width && size > LEAST_SIZE {
            size = (size * (width / widest * 0.99).max(0.5)).max(LEAST_SIZE);
            continue;
        }
        lines = broken(house, &text, width, how, size);
        if lines.len() <= how.most || size <= LEAST_SIZE {
            break;
        }
        size *= 0.93;
    }
    lines.truncate(how.most.max(1));
    let step = size * how.lead;
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        if how.fill && line.letters.len() > 1 && width - line.width < width * 0.45 {
            line.letter_extra += (width - line.width) / (line.letters.len() - 1) as f32;
            line.width = width;
        }
        let slack = width - line.width;
        line.x = match how.align {
            Align::Left => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
            Align::Stagger => slack * at as f32 / (count.max(2) - 1) as f32,
        };
        line.baseline = at as f32 * step + (step - size) / 2.0 + ASCENT * size;
    }
    Plan { lines, height: step * count as f32 }
}

fn broken(house: &House, text: &str, width: f32, how: Display, size: f32) -> Vec<SetLine> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let letters = letters(part, how.cut);
        let mut breaker = Breaker::new(&letters, size, how.letterspace * size, house, false);
        while !breaker.is_done() {
            lines.push(breaker.line(width));
        }
    }
    lines
}

fn widest_word(house: &House, text: &str, cut: Cut, size: f32, extra: f32) -> f32 {
    let face = house.face(cut);
    let wide = |word: &str| word.chars().map(|c| face.advance(c) * size + extra).sum::<f32>();
    if house.language.is_han() {
        return size;
    }
    text.split_whitespace().map(wide).fold(0.0, f32::max)
}

impl Desk {
    /// Plans a text.
    pub fn plan(&self, text: &str, width: f32, how: Display) -> Plan {
        plan(&self.house, text, width, how)
    }

    /// Places a plan; tells where it ends.
    pub fn place(&mut self, story: OfStory, role: Role, style: &str, plan: Plan, corner: (f32, f32)) -> f32 {
        self.place_in(story, role, style, plan, corner, None)
    }

    /// The same in a column.
    pub fn place_in(
        &mut self,
        story: OfStory,
        role: Role,
        style: &str,
        mut plan: Plan,
        corner: (f32, f32),
        column: Option<usize>,
    ) -> f32 {
        for line in &mut plan.lines {
            line.x += corner.0;
            line.baseline += corner.1;
        }
        self.set(story, role, style, &plan.lines, Place { column, paragraph: None });
        corner.1 + plan.height
    }

    /// Plans and places at once.
    pub fn show(
        &mut self,
        story: OfStory,
        role: Role,
        style: &str,
        text: &str,
        at: (f32, f32, f32),
        how: Display,
    ) -> f32 {
        let (left, right, top) = at;
        let plan = self.plan(text, right - left, how);
        self.place(story, role, style, plan, (left, top))
    }

    /// A section label or a banner; tells where it ends.
    pub fn label(
        &mut self,
        story: OfStory,
        role: Role,
        text: &str,
        at: (f32, f32, f32),
        kind: Label,
        size: f32,
    ) -> f32 {
        let (left, right, top) = at;
        let caps = !self.house.language.is_east() && self.house.front.folio_forms[0].is_multiple_of(2);
        let how = Display::new(Cut::LabelBold, size).caps(caps).most(1);
        let style = format!("label.{}", format!("{kind:?}").to_lowercase());
        match kind {
            Label::Bar | Label::Tab => {
                let align = if kind == Label::Bar && self.random.hit(0.4) { Align::Center } else { Align::Left };
                let plan = self.plan(text, right - left - 8.0, how.align(align));
                let edge = if kind == Label::Bar { right } else { left + plan.width() + 8.0 };
                self.plate.boxed([left, top, edge, top + plan.height + 4.0], 0.0, Some(0.15));
                self.place(story, role, &style, plan, (left + 4.0, top + 2.0)) + 4.0
            }
            Label::Box => {
                let plan = self.plan(text, right - left - 8.0, how.centered());
                self.plate.boxed([left, top, right, top + plan.height + 4.0], 0.7, None);
                self.place(story, role, &style, plan, (left + 4.0, top + 2.0)) + 4.0
            }
            Label::Rule => {
                self.rule(left, right, top + 1.0, Line::Medium);
                self.show(story, role, &style, text, (left, right, top + 3.0), how) + 2.0
            }
            Label::Rules => {
                self.rule(left, right, top + 1.0, Line::Thin);
                let end = self.show(story, role, &style, text, (left, right, top + 3.0), how.centered());
                self.rule(left, right, end + 1.0, Line::Thin);
                end + 4.0
            }
            Label::None | Label::Plain => self.show(story, role, &style, text, (left, right, top), how) + 2.0,
        }
    }

    /// Draws a frame or a screen; what is left inside.
    pub fn framed(&mut self, edges: Edges, kind: Frame) -> Edges {
        let [left, top, right, bottom] = edges;
        let pad = (self.house.body.size * 0.75).max(4.0);
        let tint = Some(self.house.frames.tint);
        match kind {
            Frame::Line => self.plate.boxed(edges, 0.6, None),
            Frame::Thick => self.plate.boxed(edges, 2.0, None),
            Frame::Double => {
                self.plate.boxed(edges, 0.6, None);
                self.plate.boxed([left + 2.0, top + 2.0, right - 2.0, bottom - 2.0], 0.4, None);
            }
            Frame::Tint => self.plate.boxed(edges, 0.0, tint),
            Frame::TintLine => self.plate.boxed(edges, 0.6, tint),
            Frame::Dark => self.plate.boxed(edges, 0.0, Some(0.14)),
            Frame::TopBottom | Frame::TopFat => {
                let (above, below) = if kind == Frame::TopFat { (4.0, 0.5) } else { (1.0, 1.0) };
                self.plate.rule((left, top), (right, top), above);
                self.plate.rule((left, bottom), (right, bottom), below);
                return [left, top + pad, right, bottom - pad * 0.6];
            }
            Frame::LeftBar => {
                self.plate.rule((left + 1.0, top), (left + 1.0, bottom), 2.4);
                return [left + pad + 2.0, top, right, bottom];
            }
        }
        [left + pad, top + pad, right - pad, bottom - pad]
    }

    /// One of the two frames of the house.
    pub fn usual_frame(&mut self) -> Frame {
        let kinds = self.house.frames.kinds;
        self.random.choose(&kinds)
    }
}
