//! What a made page consists of: marks on paper, in points from the top-left corner, and the truth about them.

use super::faces::Face;
use foldline::geometry::Rect;
use foldline::model::lang::Lang;
use foldline::model::sheet::Turn;

/// A made page.
#[derive(Clone, Debug)]
pub struct Made {
    pub lang: Lang,
    pub size: [f32; 2],
    /// Blanks are drawn as glyphs.
    pub blanks: bool,
    /// Read from a scan.
    pub scan: bool,
    /// How much larger its reader may guess a size, as a share.
    pub size_off: f32,
    /// Directions are not told.
    pub untold: bool,
    pub boxes: Vec<BoxMark>,
    pub pictures: Vec<PictureMark>,
    pub rules: Vec<RuleMark>,
    pub texts: Vec<TextMark>,
    pub truth: Truth,
}

#[derive(Clone, Debug)]
pub struct BoxMark {
    pub rect: Rect,
    pub weight: f32,
    pub fill: Option<f32>,
}

#[derive(Clone, Debug)]
pub struct PictureMark {
    pub rect: Rect,
    pub scene: u8,
}

/// From the left or upper end to the right or lower one.
#[derive(Clone, Debug)]
pub struct RuleMark {
    pub from: [f32; 2],
    pub to: [f32; 2],
    pub weight: f32,
}

/// A line of type.
#[derive(Clone, Debug)]
pub struct TextMark {
    pub glyphs: Vec<Glyph>,
    pub size: f32,
    pub face: Face,
    /// Set with a vertical font.
    pub vertical: bool,
    pub turn: Turn,
    pub hidden: bool,
    /// Drawn again a little to the right.
    pub twice: bool,
}

/// A character and where its pen stands: on the baseline, or for vertical type at the middle of the em's top.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub c: char,
    pub x: f32,
    pub y: f32,
    /// In points.
    pub advance: f32,
}

/// What is on the page, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub stories: Vec<(String, Vec<TrueBlock>)>,
    pub furniture: Vec<TrueBlock>,
}

#[derive(Clone, Debug)]
pub struct TrueBlock {
    pub role: String,
    pub text: String,
    pub bbox: Option<Rect>,
}

impl TextMark {
    /// Advance box of a glyph, as a source reports it.
    pub fn bbox(&self, glyph: &Glyph) -> Rect {
        let (x, y, up, down) = (glyph.x, glyph.y, 0.88 * self.size, 0.12 * self.size);
        match (self.vertical, self.turn) {
            (true, _) => Rect::new(x - self.size / 2.0, y, x + self.size / 2.0, y + glyph.advance),
            (false, Turn::None) => Rect::new(x, y - up, x + glyph.advance, y + down),
            (false, Turn::Counter) => Rect::new(x - up, y - glyph.advance, x + down, y),
            (false, Turn::Clockwise) => Rect::new(x - down, y, x + up, y + glyph.advance),
            (false, Turn::Half) => Rect::new(x - glyph.advance, y - down, x, y + up),
        }
    }
}
