//! A made page as the sheet that a source would give.

use super::faces::Face;
use super::marks::{Made, TextMark};
use foldline::geometry::{Point, Pt, Rect};
use foldline::model::sheet::{self, FaceId, GlyphRun, Ink, Picture, Rule, RuledBox, Sheet, Turn};

impl Made {
    /// The page as a sheet, a run for every glyph.
    pub fn sheet(&self) -> Sheet {
        let faces = Face::ALL.map(|face| sheet::Face {
            name: face.name(self.lang).to_owned(),
            weight: if face.is_bold() { 700 } else { 400 },
            italic: face == Face::SerifItalic && !self.is_cjk(),
        });
        let rule = |rule: &super::marks::RuleMark| Rule {
            from: Point::new(rule.from[0], rule.from[1]),
            to: Point::new(rule.to[0], rule.to[1]),
            weight: Pt(rule.weight),
        };
        Sheet {
            number: 1,
            bounds: Rect::new(0.0, 0.0, self.size[0], self.size[1]),
            faces: faces.to_vec(),
            runs: self.texts.iter().flat_map(|text| self.runs(text)).collect(),
            rules: self.rules.iter().map(rule).collect(),
            boxes: self.boxes.iter().map(|b| RuledBox { bbox: b.rect, weight: Pt(b.weight), fill: b.fill }).collect(),
            pictures: self.pictures.iter().map(|p| Picture { bbox: p.rect }).collect(),
            ..Sheet::default()
        }
    }

    pub fn is_cjk(&self) -> bool {
        use foldline::model::lang::Lang;
        matches!(self.lang, Lang::Zh | Lang::Ja | Lang::Ko)
    }

    fn runs(&self, text: &TextMark) -> Vec<GlyphRun> {
        let face = Face::ALL.iter().position(|face| *face == text.face).unwrap_or(0);
        let offsets: &[f32] = if text.twice { &[0.0, super::pdf::SECOND_DRAW] } else { &[0.0] };
        let mut runs = Vec::new();
        for offset in offsets {
            for glyph in text.glyphs.iter().filter(|glyph| self.blanks || glyph.c != ' ') {
                let baseline = match (text.vertical, text.turn) {
                    (false, Turn::None | Turn::Half) => glyph.y,
                    _ => glyph.x + offset,
                };
                runs.push(GlyphRun {
                    text: glyph.c.to_string().into(),
                    bbox: text.bbox(glyph).shifted(Pt(*offset), Pt::ZERO),
                    baseline: Pt(baseline),
                    size: Pt(text.size),
                    face: FaceId(face as u16),
                    vertical: text.vertical,
                    turn: text.turn,
                    ink: if text.hidden { Ink::Invisible } else { Ink::Visible },
                    confidence: None,
                });
            }
        }
        runs
    }
}
