//! White between two large letters that is not white: the text of a column stands in it. Initials of neighboring columns
//! stand on one baseline, and are no line.
//!
//! ```text
//!  █▀█  xxxxxxxx   █▀▄  xxxxxxxx
//!  █▀█  xxxxxxxx   █▀▄  xxxxxxxx     A and B are of two columns, since text runs between them
//!  ▀ ▀  xxxxxxxx   ▀▀   xxxxxxxx
//! ```

use crate::geometry::{ASCENT_EM, Pt};
use crate::house_style::initials::InitialStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::ink::Glyph;

/// Glyphs between two letters that are looked at, at most.
const BETWEEN_AT_MOST: usize = 256;

/// Makes a gutter of every gap between large letters in which smaller text stands.
pub fn part(gaps: &[Gap], verdicts: &mut [Verdict], glyphs: &[Glyph], style: &InitialStyle) {
    let smallest = glyphs.iter().map(|glyph| glyph.size).fold(Pt(f32::MAX), Pt::min);
    let large = |gap: &&Gap| gap.size > smallest * style.size_ratio && gap.right - gap.left > gap.size * style.gap_em;
    if !gaps.iter().any(|gap| large(&gap)) {
        return;
    }
    let places = Bands::new(glyphs.iter().map(|glyph| (glyph.rect.center().y, glyph.rect.center().x)));
    for (gap, verdict) in gaps.iter().zip(verdicts).filter(|(gap, verdict)| **verdict != Verdict::Sure && large(gap)) {
        let (top, bottom) = (gap.base - gap.size * ASCENT_EM, gap.base);
        let small = |at: &usize| {
            glyphs.get(*at).is_some_and(|glyph| {
                let middle = glyph.rect.center().y;
                glyph.size * style.size_ratio < gap.size && top < middle && middle < bottom
            })
        };
        let text = places.within(top, bottom, gap.left, gap.right).take(BETWEEN_AT_MOST).filter(small);
        if text.take(style.glyphs).count() >= style.glyphs {
            *verdict = Verdict::Sure;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{DESCENT_EM, Rect};
    use crate::layout::frame::Frame;
    use crate::layout::lines::ink::GlyphKind;
    use crate::model::sheet::FaceId;

    fn glyph(left: f32, base: f32, size: f32) -> Glyph {
        Glyph {
            text: "n".into(),
            chars: 1,
            rect: Rect::new(left, base - ASCENT_EM * size, left + size / 2.0, base + DESCENT_EM * size),
            base: Pt(base),
            size: Pt(size),
            face: FaceId(0),
            bold: false,
            italic: false,
            kind: GlyphKind::Other,
            frame: Frame::Across,
            surely_vertical: false,
            upright: true,
            hidden: false,
            blanks: 0,
            order: 0,
            parted: false,
        }
    }

    fn verdict(between: &[Glyph]) -> Verdict {
        let mut glyphs = vec![glyph(50.0, 124.0, 40.0), glyph(140.0, 124.0, 40.0)];
        glyphs.extend_from_slice(between);
        let (left, right, base, size) = (Pt(70.0), Pt(140.0), Pt(124.0), Pt(40.0));
        let [han, hangul, uneven, typed, other_type] = [false; 5];
        let gap = Gap { from: 0, to: 1, left, right, base, size, han, hangul, uneven, typed, other_type };
        let mut verdicts = [Verdict::Space];
        part(&[gap], &mut verdicts, &glyphs, &InitialStyle::default());
        verdicts[0]
    }

    #[test]
    fn text_between_two_large_letters_parts_them() {
        let text: Vec<Glyph> = (0..8).map(|at| glyph(74.0 + 6.0 * at as f32, 112.0, 10.0)).collect();
        assert_eq!(verdict(&text), Verdict::Sure);
        let below: Vec<Glyph> = (0..8).map(|at| glyph(74.0 + 6.0 * at as f32, 140.0, 10.0)).collect();
        assert_eq!(verdict(&below), Verdict::Space);
        assert_eq!(verdict(&[]), Verdict::Space);
    }
}
