//! A made page as a reader of scans gives it: words instead of glyphs, one typeface, sizes guessed line by line, the
//! paper a little askew.

use super::chance::Dice;
use super::marks::{Glyph, Made, TextMark};
use foldline::geometry::{Pt, Rect};
use foldline::model::sheet::{FaceId, GlyphRun, Ink, Sheet, Turn};

/// Points down for each point to the right.
const ASKEW: f32 = 0.001;

/// How far edges and baselines waver, in em.
const PLACE_OFF_EM: f32 = 0.04;

impl Made {
    /// The page as its reader is given it: exact, or as the plan says.
    pub fn as_given(&self) -> Sheet {
        let mut sheet = self.sheet();
        if self.scan {
            let lines = self.texts.iter().zip(0..).flat_map(|(text, seed)| words(text, self.size_off, seed));
            sheet.runs = lines.collect();
        }
        if self.untold {
            for run in sheet.runs.iter_mut().filter(|run| run.vertical) {
                (run.vertical, run.baseline) = (false, run.bbox.bottom - run.size * 0.12);
            }
        }
        sheet
    }
}

fn words(text: &TextMark, size_off: f32, seed: u64) -> Vec<GlyphRun> {
    let mut dice = Dice(seed);
    let mut off = |most: f32| (dice.roll(201) as f32 / 100.0 - 1.0) * most;
    let size = text.size * (1.0 + off(size_off));
    let (right, down) = (off(PLACE_OFF_EM) * text.size, off(PLACE_OFF_EM) * text.size);
    let word = |glyphs: &[Glyph]| {
        let (first, last) = (glyphs.first()?, glyphs.last()?);
        let (from, to) = (text.bbox(first), text.bbox(last));
        let base = first.y + down + first.x * ASKEW;
        let bbox = Rect::new(from.left.0 + right, base - 0.88 * size, to.right.0 + right, base + 0.12 * size);
        Some(GlyphRun {
            text: glyphs.iter().map(|glyph| glyph.c).collect(),
            bbox,
            baseline: Pt(base),
            size: Pt(size),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink: if text.hidden { Ink::Invisible } else { Ink::Visible },
            confidence: Some(0.9),
        })
    };
    text.glyphs.split(|glyph| glyph.c == ' ').filter_map(word).collect()
}
