//! Raised figures, note marks and accents set by themselves: small pieces that hang beside or inside a line of
//! larger type go back into that line.

use crate::geometry::{Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::Glyph;

/// Puts detached chains into the chains they belong to; glyphs of a chain stay sorted from left to right.
pub fn take_in(glyphs: &[Glyph], chains: Vec<Vec<usize>>, style: &LineStyle) -> Vec<Vec<usize>> {
    let hulls: Vec<Rect> = chains.iter().map(|chain| hull(glyphs, chain)).collect();
    let sizes: Vec<Pt> = chains.iter().map(|chain| size(glyphs, chain)).collect();
    let detached = |at: usize| chains.get(at).is_some_and(|chain| chain.len() <= style.stray_glyphs);
    if !(0..chains.len()).any(detached) {
        return chains;
    }
    let ends = Bands::new(hulls.iter().map(|h| (h.center().y, h.right)));
    let mut hosts: Vec<Option<usize>> = vec![None; chains.len()];
    for at in (0..chains.len()).filter(|at| detached(*at)) {
        let (Some(own), Some(size)) = (hulls.get(at), sizes.get(at)) else { continue };
        let reach = *size * style.stray_reach_em;
        let (middle, high) = (own.center().y, *size * style.stray_high_em);
        let host = ends
            .within(middle - high, middle + high, own.left - reach, own.left + reach)
            .filter(|host| !detached(*host))
            .find(|host| {
                let (Some(hull), Some(host_size)) = (hulls.get(*host), sizes.get(*host)) else { return false };
                let raised = *size * style.stray_ratio < *host_size;
                raised && hull.overlap_y(own) > own.height() * style.stray_overlap_share
            });
        if let Some(slot) = hosts.get_mut(at) {
            *slot = host;
        }
    }
    let mut chains = chains;
    for (at, host) in hosts.into_iter().enumerate() {
        let Some(host) = host else { continue };
        let detached = chains.get_mut(at).map(std::mem::take).unwrap_or_default();
        if let Some(chain) = chains.get_mut(host) {
            chain.extend(detached);
        }
    }
    chains.retain(|chain| !chain.is_empty());
    chains
}

fn hull(glyphs: &[Glyph], chain: &[usize]) -> Rect {
    Rect::hull(chain.iter().filter_map(|at| glyphs.get(*at)).map(|g| &g.rect)).unwrap_or_default()
}

fn size(glyphs: &[Glyph], chain: &[usize]) -> Pt {
    chain.iter().filter_map(|at| glyphs.get(*at)).map(|g| g.size).fold(Pt::ZERO, Pt::max)
}
