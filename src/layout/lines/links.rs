//! Glyph to glyph along the line: each glyph is tied to its nearest neighbor on the right on the same baseline.
//! Whether a wide tie is a space or a gutter is for [`super::gutters`] to say.

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::Glyph;

/// Ties between glyphs of one frame.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The glyph that follows on the line.
    pub next: Vec<Option<usize>>,
    /// The glyph before it on the line.
    pub before: Vec<Option<usize>>,
}

/// Ties every glyph to its right neighbor. Both must be each other's nearest, with baselines within
/// `baseline_em` and sizes within `size_ratio`, at most `reach_em` apart.
pub fn tie(glyphs: &[Glyph], style: &LineStyle) -> Links {
    let bands = Bands::new(glyphs.iter().map(|g| (g.base, g.rect.left)));
    let mut links = Links { next: vec![None; glyphs.len()], before: vec![None; glyphs.len()] };
    for (at, glyph) in glyphs.iter().enumerate() {
        let off = glyph.size * style.baseline_em;
        let along = (glyph.rect.left + glyph.size * style.overlap_em, glyph.rect.right + glyph.size * style.reach_em);
        let fits = |other: usize| other != at && glyphs.get(other).is_some_and(|o| on_one_line(glyph, o, style));
        let next = bands
            .first_after((glyph.base - off, glyph.base + off), along, fits)
            .filter_map(|other| Some((other, glyphs.get(other)?)))
            .min_by(|a, b| a.1.rect.left.order(b.1.rect.left).then(distance(glyph, a.1).order(distance(glyph, b.1))));
        let Some((next, _)) = next else { continue };
        let held = links.before.get(next).copied().flatten().and_then(|held| glyphs.get(held));
        if held.is_none_or(|held| held.rect.left < glyph.rect.left)
            && let Some(slot) = links.before.get_mut(next)
        {
            *slot = Some(at);
        }
    }
    for (at, before) in links.before.iter().enumerate() {
        if let Some(slot) = before.and_then(|before| links.next.get_mut(before)) {
            *slot = Some(at);
        }
    }
    links
}

fn distance(a: &Glyph, b: &Glyph) -> Pt {
    (a.base - b.base).abs()
}

/// Whether two glyphs can stand on one line.
pub fn on_one_line(a: &Glyph, b: &Glyph, style: &LineStyle) -> bool {
    let ratio = a.size.max(b.size).per(a.size.min(b.size));
    distance(a, b) <= a.size.min(b.size) * style.baseline_em && ratio < style.size_ratio
}
