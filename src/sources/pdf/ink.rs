//! How heavy a face is, from the ink of its glyphs: the part of their cells (advance by em) that is filled. For fonts
//! that neither name nor descriptor tell, Type3 fonts above all.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use unicode_normalization::char::is_combining_mark;

/// Glyphs of a font that are measured; the mean is steady long before.
const ENOUGH: usize = 40;
/// Glyphs below which the mean says nothing.
const TOO_FEW: usize = 3;
/// Glyph space is a thousand units an em.
const EM: f64 = 1000.0;

/// A glyph that moves the pen by less, in thousandths of an em, stands over another one.
const NO_ADVANCE: f32 = 50.0;

/// The hook of a vowel sign before its consonant ends beyond so many advances of the sign.
const REACHES_OVER: f64 = 1.5;

/// Mean ink of a script from which a face is bold, and from which it is black. Measured: ideographs carry .16 to .21
/// in text faces, .25 to .28 in gothics of a single weight, .30 in bolds, .35 in blacks; Latin lower case .14 to .21
/// in text faces however wide, .27 to .30 in bolds.
const IDEOGRAPH: (f64, f64) = (0.245, 0.33);
const LETTER: (f64, f64) = (0.24, 0.36);

/// The ink measured so far, per kind of script.
#[derive(Default)]
pub(super) struct InkSample {
    ideographs: Mean,
    letters: Mean,
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl InkSample {
    /// Measures a glyph, up to a limit; each is to be given once, with its advance in thousandths of an em.
    pub fn add<'a>(&mut self, text: &str, glyph: &Glyph<'a>, advance: f64, paint: &Paint<'a>) {
        let mean = match text.chars().next() {
            Some('\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}') => &mut self.ideographs,
            Some(c) if c.is_lowercase() => &mut self.letters,
            _ => return,
        };
        if mean.count >= ENOUGH {
            return;
        }
        let area = match glyph {
            Glyph::Outline(outline) => outline.outline().area().abs(),
            Glyph::Type3(drawing) => {
                let mut sheet = InkSheet::default();
                drawing.interpret(&mut sheet, Affine::IDENTITY, Affine::IDENTITY, paint);
                sheet.area
            }
        };
        let ink = area / (advance * EM);
        if ink > 0.0 && ink.is_finite() {
            mean.sum += ink;
            mean.count += 1;
        }
    }

    /// The weight that the ink tells, if enough was seen.
    pub fn weight(&self) -> Option<u16> {
        let ideographs = self.ideographs.weight(IDEOGRAPH);
        ideographs.or_else(|| self.letters.weight(LETTER))
    }
}

/// Where the middle of the ink of a mark lies from the pen, in thousandths of an em, if the mark has no advance of its
/// own: it is drawn over a letter, and the pen does not say which.
pub(super) fn middle_of_mark(text: &str, glyph: &Glyph<'_>) -> Option<f64> {
    if text.is_empty() || !text.chars().all(is_combining_mark) {
        return None;
    }
    let Glyph::Outline(outline) = glyph else { return None };
    let narrow = outline.advance_width().is_none_or(|advance| advance.abs() < NO_ADVANCE);
    let area = outline.outline().bounding_box();
    let middle = (area.x0 + area.x1) / 2.0;
    (narrow && area.width() > 0.0 && middle.is_finite()).then_some(middle)
}

/// Whether the ink of a glyph reaches over the next one by half of its advance and more.
pub(super) fn reaches_over(glyph: &Glyph<'_>) -> bool {
    let Glyph::Outline(outline) = glyph else { return false };
    let advance = f64::from(outline.advance_width().unwrap_or(0.0));
    advance > f64::from(NO_ADVANCE) && outline.outline().bounding_box().x1 > advance * REACHES_OVER
}

impl Mean {
    fn weight(&self, (bold, black): (f64, f64)) -> Option<u16> {
        if self.count < TOO_FEW {
            return None;
        }
        let mean = self.sum / self.count as f64;
        Some(if mean >= black {
            900
        } else if mean >= bold {
            700
        } else {
            400
        })
    }
}

/// A device that only adds up filled area.
#[derive(Default)]
struct InkSheet {
    area: f64,
}

impl<'a> Device<'a> for InkSheet {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.area += (path.area() * props.transform.determinant()).abs();
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
