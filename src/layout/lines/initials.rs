//! White between two large letters that is not white: the text of a column stands in it. Initials of neighboring columns
//! stand on one baseline, and are no line.
//!
//! ```text
//!  █▀█  xxxxxxxx   █▀▄  xxxxxxxx
//!  █▀█  xxxxxxxx   █▀▄  xxxxxxxx     A and B are of two columns, since text runs between them
//!  ▀ ▀  xxxxxxxx   ▀▀   xxxxxxxx
//! ```

use crate::geometry::{ASCENT_EM, Pt};
use crate::house_style::lines::LineStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::ink::Glyph;

/// Makes a gutter of every gap between large letters in which smaller text stands.
pub fn part(gaps: &[Gap], verdicts: &mut [Verdict], glyphs: &[Glyph], style: &LineStyle) {
    let smallest = glyphs.iter().map(|glyph| glyph.size).fold(Pt(f32::MAX), Pt::min);
    let large = |gap: &&Gap| {
        gap.size > smallest * style.initial_ratio && gap.right - gap.left > gap.size * style.initial_gap_em
    };
    if !gaps.iter().any(|gap| large(&gap)) {
        return;
    }
    let places = Bands::new(glyphs.iter().map(|glyph| (glyph.rect.center().y, glyph.rect.center().x)));
    for (gap, verdict) in gaps.iter().zip(verdicts).filter(|(gap, verdict)| **verdict != Verdict::Sure && large(gap)) {
        let (top, bottom) = (gap.base - gap.size * ASCENT_EM, gap.base);
        let small = |at: &usize| {
            glyphs.get(*at).is_some_and(|glyph| {
                let middle = glyph.rect.center().y;
                glyph.size * style.initial_ratio < gap.size && top < middle && middle < bottom
            })
        };
        let text = places.within(top, bottom, gap.left, gap.right).filter(small);
        if text.take(style.initial_glyphs).count() >= style.initial_glyphs {
            *verdict = Verdict::Sure;
        }
    }
}
