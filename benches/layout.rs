//! The layout model on made-up pages of 5,000, 20,000 and 80,000 characters: modular stories of two columns each,
//! in English with word spaces and in Chinese without. Time must grow no worse than n log n.

use divan::{Bencher, black_box};
use foldline::geometry::{Point, Pt, Rect};
use foldline::house_style::HouseStyle;
use foldline::layout::{self, Structure};
use foldline::model::sheet::{Face, FaceId, GlyphRun, Ink, Rule, Sheet, Turn};

const BODY: f32 = 9.0;
const MEASURE: f32 = 160.0;
const GUTTER: f32 = 10.0;
/// Lines of each column of a story.
const LINES: usize = 18;
const LEADING: f32 = 11.0;

/// A sheet under way.
struct Press {
    sheet: Sheet,
    seed: u32,
}

impl Press {
    fn chance(&mut self, below: u32) -> u32 {
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.seed >> 16) % below
    }

    fn glyph(&mut self, c: char, x: f32, base: f32, width: f32, size: f32) {
        self.sheet.runs.push(GlyphRun {
            text: c.to_string().into(),
            bbox: Rect::new(x, base - 0.88 * size, x + width, base + 0.12 * size),
            baseline: Pt(base),
            size: Pt(size),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink: Ink::Visible,
            confidence: None,
        });
    }

    fn line(&mut self, left: f32, base: f32, measure: f32, size: f32, han: bool) {
        let mut x = left;
        let advance = if han { size } else { size * 0.5 };
        let mut word = 2 + self.chance(8);
        while x + advance <= left + measure {
            if word == 0 && !han {
                word = 2 + self.chance(8);
            } else {
                let c = if han { '山' } else { char::from(b'a' + self.chance(26) as u8) };
                self.glyph(c, x, base, advance, size);
            }
            word = word.saturating_sub(1);
            x += advance;
        }
    }

    fn story(&mut self, left: f32, top: f32, han: bool) {
        let width = 2.0 * MEASURE + GUTTER;
        self.line(left, top + 24.0, width * 0.8, 22.0, han);
        for column in 0..2 {
            let x = left + column as f32 * (MEASURE + GUTTER);
            for line in 0..LINES {
                let indent = if line % 6 == 0 { BODY } else { 0.0 };
                self.line(x + indent, top + 44.0 + line as f32 * LEADING, MEASURE - indent, BODY, han);
            }
        }
        let y = Pt(top + 44.0 + LINES as f32 * LEADING);
        let (from, to) = (Point { x: Pt(left), y }, Point { x: Pt(left + width), y });
        self.sheet.rules.push(Rule { from, to, weight: Pt(0.5) });
    }
}

/// A page of about so many characters, twice as high as wide or so.
fn page(characters: usize, han: bool) -> Sheet {
    let mut press = Press { sheet: Sheet { faces: vec![Face::default()], ..Sheet::default() }, seed: 7 };
    let mut story = 0;
    let (width, height) = (2.0 * MEASURE + 2.0 * GUTTER, 44.0 + LINES as f32 * LEADING + 12.0);
    let across = ((characters as f32 / 4000.0).sqrt().ceil() as usize).max(1);
    while press.sheet.runs.len() < characters {
        let (row, column) = (story / across, story % across);
        press.story(30.0 + column as f32 * width, 30.0 + row as f32 * height, han);
        story += 1;
    }
    let rows = story.div_ceil(across);
    press.sheet.bounds = Rect::new(0.0, 0.0, 60.0 + across as f32 * width, 60.0 + rows as f32 * height);
    press.sheet
}

#[divan::bench(args = [5_000, 20_000, 80_000])]
fn english(bencher: Bencher, characters: usize) {
    let (sheet, style) = (page(characters, false), HouseStyle::default());
    bencher.bench(|| layout::read(black_box(&sheet), &style, Structure::Ours));
}

#[divan::bench(args = [5_000, 20_000, 80_000])]
fn chinese(bencher: Bencher, characters: usize) {
    let (sheet, style) = (page(characters, true), HouseStyle::default());
    bencher.bench(|| layout::read(black_box(&sheet), &style, Structure::Ours));
}

fn main() {
    divan::main();
}
