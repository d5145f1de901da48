//! The page under construction: what is set goes on the plate and into the truth at once.

use super::flow::Frame;
use super::house::{House, Line};
use super::plate::{Of, Plate, extent};
use super::random::Random;
use super::setting::SetLine;
use super::truth::{Edges, TrueBlock, TrueStory, Truth, hull, joined};
use super::words::Writer;
use foldline::model::role::Role;
use foldline::model::sheet::Sheet;
use std::collections::BTreeSet;

/// A story of the page, by its place; nothing for what belongs to the page.
pub type OfStory = Option<usize>;

/// A page in the making.
pub struct Desk {
    /// The house style.
    pub house: House,
    /// Chance.
    pub random: Random,
    /// What is said.
    pub writer: Writer,
    /// What is drawn.
    pub plate: Plate,
    /// The stories so far.
    pub stories: Vec<TrueStory>,
    furniture: Vec<TrueBlock>,
    traits: BTreeSet<String>,
    /// The type area that is left.
    pub area: Edges,
    /// Columns of the type area.
    pub columns: usize,
    /// The next section label, to stand over a story.
    pub section: Option<String>,
    blocks: usize,
    paragraphs: usize,
}

/// How a block came to stand where it stands.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// Column of the page.
    pub column: Option<usize>,
    /// Its paragraph.
    pub paragraph: Option<usize>,
}

impl Desk {
    /// An empty page.
    pub fn new(house: House, mut random: Random) -> Desk {
        let writer = Writer::new(house.language, random.fork(), house.front.name);
        let plate = Plate::new(random.fork());
        let paper = &house.paper;
        let area = [paper.left, paper.top, paper.width - paper.right, paper.height - paper.bottom];
        let columns = house.columns.count;
        Desk {
            house,
            random,
            writer,
            plate,
            stories: Vec::new(),
            furniture: Vec::new(),
            traits: BTreeSet::new(),
            area,
            columns,
            section: None,
            blocks: 0,
            paragraphs: 0,
        }
    }

    /// Notes a trait of the design.
    pub fn note(&mut self, what: &str) {
        if !self.traits.contains(what) {
            self.traits.insert(what.to_owned());
        }
    }

    /// Notes the design in words.
    pub fn note_house(&mut self) {
        let house = &self.house;
        let (body, size) = (&house.body, house.body.size);
        let gutter = match house.columns.gutter / size {
            em if em < 0.8 => "gutter.tight",
            em if em > 1.6 => "gutter.wide",
            _ => "gutter.mid",
        };
        let lead = match body.lead / size {
            em if em < 1.13 => "lead.tight",
            em if em > 1.4 => "lead.wide",
            _ => "lead.mid",
        };
        let head = match house.heads.top_em {
            em if em < 1.8 => "head.tiny",
            em if em > 4.0 => "head.huge",
            _ => "head.mid",
        };
        let word = |kind: &dyn std::fmt::Debug| format!("{kind:?}").to_lowercase();
        let traits = [
            format!("family.{}", house.family.name()),
            format!("lang.{}", house.language.tag()),
            format!("era.{}", word(&house.era)),
            format!("cols.{}", house.columns.count),
            format!("just.{}", if body.justified { "full" } else { "none" }),
            format!("para.{}", word(&body.paragraph)),
            format!("colrule.{}", word(&house.columns.rule)),
            format!("storyrule.{}", word(&house.frames.story_rule)),
            format!("align.{}", word(&house.heads.align)),
            format!("headsmall.{}", word(&house.heads.small)),
            format!("order.{}", word(&house.ink.order)),
            format!("grain.{}", word(&house.ink.grain)),
            gutter.to_owned(),
            lead.to_owned(),
            head.to_owned(),
        ];
        self.traits.extend(traits);
        let more = [
            (house.ink.ocr.is_some(), "pdf.ocr"),
            (house.ink.bare, "pdf.bare"),
            (house.ink.faux, "pdf.faux"),
            (!house.ink.blanks, "pdf.nospaces"),
            (house.pictures.untold, "pictures.untold"),
            (body.grid, "grid"),
        ];
        let told = more.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned());
        self.traits.extend(told);
    }

    /// Opens a story.
    pub fn story(&mut self, kind: &'static str) -> usize {
        let id = format!("s{}", self.stories.len() + 1);
        self.stories.push(TrueStory {
            id,
            kind,
            bbox: Edges::default(),
            section: None,
            parent: None,
            blocks: Vec::new(),
        });
        self.stories.len() - 1
    }

    /// Sets a level block.
    pub fn set(&mut self, story: OfStory, role: Role, style: &str, lines: &[SetLine], place: Place) {
        let of = self.next_of(role);
        let told = lines.iter().map(|line| self.plate.level(line, &self.house, of)).collect();
        self.tell(story, role, style, told, place, false);
    }

    /// Sets a block from top to bottom.
    pub fn set_down(&mut self, story: OfStory, role: Role, style: &str, lines: &[SetLine], place: Place) {
        let of = self.next_of(role);
        let told = lines.iter().map(|line| self.plate.down(line, &self.house, of)).collect();
        self.tell(story, role, style, told, place, true);
    }

    /// Sets a line that reads from bottom to top.
    pub fn set_turned(&mut self, story: OfStory, role: Role, style: &str, line: &SetLine, x: f32, bottom: f32) {
        let of = self.next_of(role);
        let told = vec![self.plate.turned(line, &self.house, x, bottom, of)];
        self.tell(story, role, style, told, Place::default(), false);
    }

    /// What the next block's letters belong to.
    pub fn next_of(&self, role: Role) -> Of {
        Of { block: self.blocks, role }
    }

    /// Writes a block into the truth.
    pub fn tell(
        &mut self,
        story: OfStory,
        role: Role,
        style: &str,
        lines: Vec<super::truth::TrueLine>,
        place: Place,
        vertical: bool,
    ) {
        if lines.is_empty() {
            return;
        }
        let block = TrueBlock {
            role,
            text: joined(&lines, self.house.language),
            bbox: extent(&lines),
            story: story.map(|at| self.stories[at].id.clone()),
            order: self.blocks,
            col: place.column,
            style: style.to_owned(),
            para: place.paragraph,
            vertical,
            lines,
        };
        self.blocks += 1;
        match story {
            Some(at) => self.stories[at].blocks.push(block),
            None => self.furniture.push(block),
        }
    }

    /// The number of a new paragraph.
    pub fn paragraph_number(&mut self) -> usize {
        self.paragraphs += 1;
        self.paragraphs
    }

    /// The width of a column of the page.
    pub fn column_width(&self) -> f32 {
        let [left, _, right, _] = self.area;
        (right - left - self.house.columns.gutter * (self.columns - 1) as f32) / self.columns as f32
    }

    /// The left edge of a column.
    pub fn column_left(&self, column: usize) -> f32 {
        self.area[0] + column as f32 * (self.column_width() + self.house.columns.gutter)
    }

    /// The width of some columns with the gutters between them.
    pub fn span(&self, columns: usize) -> f32 {
        columns as f32 * self.column_width() + columns.saturating_sub(1) as f32 * self.house.columns.gutter
    }

    /// All columns of the type area, from this height down.
    pub fn frames_from(&self, top: f32) -> Vec<Frame> {
        let (width, bottom) = (self.column_width(), self.area[3]);
        let frame = |column| {
            let left = self.column_left(column);
            Frame::new([left, top, left + width, bottom], column)
        };
        (0..self.columns).map(frame).collect()
    }

    /// Some columns of equal width between two edges.
    pub fn split(&self, left: f32, right: f32, count: usize) -> Vec<(f32, f32)> {
        let gutter = self.house.columns.gutter;
        let width = (right - left - gutter * (count - 1) as f32) / count as f32;
        (0..count).map(|at| left + at as f32 * (width + gutter)).map(|left| (left, left + width)).collect()
    }

    /// Draws a line across.
    pub fn rule(&mut self, left: f32, right: f32, y: f32, kind: Line) {
        let mut line = |y: f32, weight: f32| self.plate.rule((left, y), (right, y), weight);
        match kind {
            Line::None => {}
            Line::Hair => line(y, 0.25),
            Line::Thin | Line::Dotted => line(y, 0.5),
            Line::Medium => line(y, 1.0),
            Line::Thick => line(y, 2.4),
            Line::Double => {
                line(y - 1.0, 0.5);
                line(y + 1.0, 0.5);
            }
            Line::ThickThin => {
                line(y - 1.4, 1.8);
                line(y + 1.2, 0.4);
            }
            Line::Dash => {
                let (middle, half) = ((left + right) / 2.0, ((right - left) * 0.16).min(24.0));
                self.plate.rule((middle - half, y), (middle + half, y), 0.6);
            }
        }
    }

    /// Draws a line down.
    pub fn upright(&mut self, x: f32, top: f32, bottom: f32, kind: Line) {
        match kind {
            Line::None | Line::Dash => {}
            Line::Double => {
                self.plate.rule((x - 0.8, top), (x - 0.8, bottom), 0.4);
                self.plate.rule((x + 0.8, top), (x + 0.8, bottom), 0.4);
            }
            Line::Hair => self.plate.rule((x, top), (x, bottom), 0.25),
            Line::Thin | Line::Dotted => self.plate.rule((x, top), (x, bottom), 0.5),
            Line::Medium | Line::Thick | Line::ThickThin => self.plate.rule((x, top), (x, bottom), 1.0),
        }
    }

    /// Lines between all columns of the type area.
    pub fn column_rules(&mut self, top: f32) {
        for column in 1..self.columns {
            let x = self.column_left(column) - self.house.columns.gutter / 2.0;
            self.upright(x, top, self.area[3], self.house.columns.rule);
        }
    }

    /// Moves the blocks of a story to the front of another, and drops it: a label over items opens the first of them.
    pub fn hand_over(&mut self, from: usize, to: usize) {
        let blocks = std::mem::take(&mut self.stories[from].blocks);
        let id = self.stories[to].id.clone();
        let moved = blocks.into_iter().map(|block| TrueBlock { story: Some(id.clone()), ..block });
        self.stories[to].blocks.splice(0..0, moved);
    }

    /// The sheet and its truth.
    pub fn finish(mut self, seed: [u64; 2]) -> (Sheet, Truth) {
        self.stories.retain(|story| !story.blocks.is_empty());
        for story in &mut self.stories {
            story.bbox = hull(story.blocks.iter().map(|block| block.bbox));
        }
        let house = serde_json::to_value(&self.house).unwrap_or_default();
        let truth = Truth {
            lang: self.house.language.tag().to_owned(),
            size_pt: [self.house.paper.width, self.house.paper.height],
            generator: "press in Rust 1",
            seed,
            traits: self.traits.into_iter().collect(),
            house,
            stories: self.stories,
            furniture: self.furniture,
        };
        (self.plate.into_sheet(&self.house, 1), truth)
    }
}
