//! One line of type in its place.

use crate::maker::faces::Face;
use crate::maker::marks::{Glyph, TextMark};
use crate::maker::plan::{Align, Plan};
use foldline::geometry::Rect;
use foldline::model::lang::Lang;
use foldline::model::sheet::Turn;

/// How a line is set. Sizes in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub size: f32,
    pub leading: f32,
    pub face: Face,
    pub align: Align,
}

/// A line in u and v.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub glyphs: Vec<Glyph>,
    pub style: Style,
    pub hidden: bool,
    turn: Turn,
    /// Middle of the line in v.
    middle: f32,
}

impl Set {
    /// A line in the slot that begins at `u`, `v`.
    pub fn new(text: &str, u: f32, v: f32, room: f32, style: &Style, lang: Lang, full: Option<Full>) -> Set {
        let advance = |c: char| style.face.advance(c, lang) * style.size;
        let width: f32 = text.chars().map(advance).sum();
        let start = match style.align {
            Align::Left => u,
            Align::Center => u + (room - width) / 2.0,
            Align::Right => u + room - width,
        };
        let slack = full.map_or(0.0, |full| room - full.natural).max(0.0);
        let most = full.map_or(0.0, |full| full.most_em) * style.size;
        let (blank, letter) = stretch(text, slack, most, lang);
        let middle = v + style.leading / 2.0;
        let mut pen = start;
        let mut glyphs = Vec::new();
        for c in text.chars() {
            glyphs.push(Glyph { c, x: pen, y: middle + 0.38 * style.size, advance: advance(c) });
            pen += advance(c) + letter + if c == ' ' { blank } else { 0.0 };
        }
        Set { glyphs, style: *style, hidden: false, turn: Turn::None, middle }
    }

    /// Turns the line so that it climbs from `v` upwards with its baseline at `u`.
    pub fn climb(&mut self, u: f32, v: f32) {
        let mut pen = v;
        for glyph in &mut self.glyphs {
            (glyph.x, glyph.y) = (u, pen);
            pen -= glyph.advance;
        }
        self.turn = Turn::Counter;
    }

    /// Moves the baseline.
    pub fn lower(&mut self, by: f32) {
        self.glyphs.iter_mut().for_each(|glyph| glyph.y += by);
        self.middle += by;
    }

    pub fn extent(&self) -> Rect {
        let mark = self.upright(false);
        let boxes: Vec<Rect> = self.glyphs.iter().map(|glyph| mark.bbox(glyph)).collect();
        Rect::hull(&boxes).unwrap_or_default()
    }

    fn upright(&self, twice: bool) -> TextMark {
        let Style { size, face, .. } = self.style;
        TextMark {
            glyphs: self.glyphs.clone(),
            size,
            face,
            vertical: false,
            turn: self.turn,
            hidden: self.hidden,
            twice,
        }
    }

    /// On the paper.
    pub fn mark(&self, plan: &Plan) -> TextMark {
        let mut mark = self.upright(false);
        let mut squeezed = 0.0;
        for glyph in &mut mark.glyphs {
            glyph.x -= squeezed;
            squeezed += if glyph.c == ' ' { plan.squeeze_em * mark.size } else { 0.0 };
        }
        if plan.faux_bold && mark.face.is_bold() {
            (mark.face, mark.twice) = (mark.face.regular(), true);
            for glyph in &mut mark.glyphs {
                glyph.advance = mark.face.advance(glyph.c, plan.lang) * mark.size;
            }
        }
        mark
    }

    /// On the paper, from top to bottom. Two figures stand side by side in one square, and a full-width one is drawn
    /// narrow, a little over the left of its square.
    pub fn down(&self, plan: &Plan) -> Vec<TextMark> {
        let line = TextMark { vertical: true, glyphs: Vec::new(), ..self.mark(plan) };
        let (axis, half) = (plan.size[0] - self.middle, line.size / 2.0);
        let mut marks = vec![line];
        let mut pair = Vec::new();
        for glyph in self.mark(plan).glyphs {
            let base = glyph.x + 0.88 * 2.0 * half;
            let upright = |glyphs: Vec<Glyph>| TextMark { vertical: false, glyphs, ..marks[0].clone() };
            match (glyph.c, pair.pop()) {
                ('0'..='9', None) => pair.push(Glyph { x: axis - half, y: base, ..glyph }),
                ('0'..='9', Some(first)) => {
                    let second = Glyph { x: axis, y: first.y, ..glyph };
                    marks.push(upright(vec![first, second]));
                }
                (c @ '０'..='９', None) => {
                    let c = char::from(b'0' + (u32::from(c) - u32::from('０')) as u8);
                    marks.push(upright(vec![Glyph { c, x: axis - 1.2 * half, y: base, advance: half }]));
                }
                (c, None) if !c.is_ascii_graphic() => marks[0].glyphs.push(Glyph { x: axis, y: glyph.x, ..glyph }),
                (c, _) => panic!("vertical type takes figures in pairs, and no letters: {c:?}"),
            }
        }
        marks
    }
}

/// A line that is to fill its room.
#[derive(Clone, Copy, Debug)]
pub struct Full {
    /// Without stretching, in points.
    pub natural: f32,
    /// Blanks are stretched by so much at most; a line that needs more stays as it is.
    pub most_em: f32,
}

/// How much to add to each blank and to each character to fill a line: `most` points, or nothing.
fn stretch(text: &str, slack: f32, most: f32, lang: Lang) -> (f32, f32) {
    let blanks = text.chars().filter(|c| *c == ' ').count();
    let letters = text.chars().count().saturating_sub(1);
    let by_letters = matches!(lang, Lang::Zh | Lang::Ja) || (lang == Lang::Ko && blanks == 0);
    let (blank, letter) = match (by_letters, blanks, letters) {
        (true, _, 1..) => (0.0, slack / letters as f32),
        (false, 1.., _) => (slack / blanks as f32, 0.0),
        _ => (0.0, 0.0),
    };
    if blank.max(letter) > most { (0.0, 0.0) } else { (blank, letter) }
}
