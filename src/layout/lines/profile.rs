//! Where ink stands over each strip of the page, and where lines begin and end: what gutters are found by.

use crate::geometry::{Pt, ROUNDING};
use crate::house_style::lines::LineStyle;
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::links::Links;
use std::ops::Range;

/// Width of a bin across the page, in points. Narrower than any gutter.
const BIN_PT: f32 = 1.0;

/// Bins at most: a stray coordinate far off the page must not exhaust memory.
const BINS_AT_MOST: u16 = 20_000;

/// For each point across the page, the baselines of the words that cover it.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Where each bin begins in `bases`, and where the last one ends.
    begins: Vec<u32>,
    /// The baselines of each bin from above, one bin after the other.
    bases: Vec<f32>,
}

/// The bins that a glyph covers, and its baseline.
#[derive(Clone, Copy, Debug)]
struct GlyphCover {
    base: f32,
    from: u16,
    to: u16,
}

impl GlyphCover {
    fn new(left: Pt, right: Pt, base: Pt) -> GlyphCover {
        let from = (left.0 / BIN_PT).ceil().clamp(0.0, f32::from(BINS_AT_MOST)) as u16;
        let to = (right.0 / BIN_PT).floor().clamp(0.0, f32::from(BINS_AT_MOST)) as u16;
        GlyphCover { base: base.0, from, to }
    }

    /// Its bins in a list whose first bin stands at `first`. What is narrower than a bin may cover none.
    fn bins(self, first: usize) -> Range<usize> {
        let (from, to) = (usize::from(self.from), usize::from(self.to) + 1);
        from.min(to) + first..to + first
    }
}

impl Profile {
    /// The ink of all words. White narrower than a word space is ink.
    pub fn new(glyphs: &[Glyph], links: &Links, style: &LineStyle) -> Profile {
        let mut covers: Vec<GlyphCover> = Vec::with_capacity(glyphs.len());
        for (at, glyph) in glyphs.iter().enumerate() {
            let next = links.next.get(at).copied().flatten().and_then(|next| glyphs.get(next));
            let joined = next.filter(|next| next.rect.left - glyph.rect.right <= glyph.size * style.gap_em);
            let right = joined.map_or(glyph.rect.right, |next| next.rect.left.max(glyph.rect.right));
            covers.push(GlyphCover::new(glyph.rect.left, right, glyph.base));
        }
        covers.sort_unstable_by(|a, b| a.base.total_cmp(&b.base));
        Profile::from_covers(&covers)
    }

    /// Bins of covers that are sorted by their baselines, and so is what each of them holds.
    fn from_covers(covers: &[GlyphCover]) -> Profile {
        let bins = covers.iter().map(|cover| usize::from(cover.to) + 1).max().unwrap_or_default();
        let mut begins = vec![0_u32; bins + 1];
        for cover in covers {
            for count in begins.get_mut(cover.bins(1)).into_iter().flatten() {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut bases = vec![0.0; sum as usize];
        let mut free = begins.clone();
        for cover in covers {
            for next in free.get_mut(cover.bins(0)).into_iter().flatten() {
                if let Some(slot) = bases.get_mut(*next as usize) {
                    *slot = cover.base;
                }
                *next += 1;
            }
        }
        Profile { begins, bases }
    }

    fn bin(&self, at: usize) -> &[f32] {
        match (self.begins.get(at), self.begins.get(at + 1)) {
            (Some(from), Some(to)) => self.bases.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// No ink stands between two baselines at `x`, nor on the upper one.
    pub fn is_clear(&self, x: Pt, upper: Pt, lower: Pt) -> bool {
        self.clear(x, upper).1 >= lower - upper - ROUNDING
    }

    /// From this baseline to the next ink above and below at `x`; zero when ink stands there.
    pub fn clear(&self, x: Pt, base: Pt) -> (Pt, Pt) {
        let far = Pt(f32::MAX / 2.0);
        let at = (x.0 / BIN_PT).round().clamp(0.0, f32::from(BINS_AT_MOST)) as usize;
        let bin = self.bin(at);
        let first = bin.partition_point(|y| *y < (base - ROUNDING).0);
        let next = bin.get(first);
        if next.is_some_and(|y| *y <= (base + ROUNDING).0) {
            return (Pt::ZERO, Pt::ZERO);
        }
        let above = first.checked_sub(1).and_then(|above| bin.get(above)).map_or(far, |y| base - Pt(*y));
        let below = next.map_or(far, |y| Pt(*y) - base);
        (above, below)
    }
}

/// How many lines have an edge in a strip, and how many of them share one place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flush {
    /// Lines with an edge in the strip.
    pub lines: usize,
    /// The most lines whose edges lie within the slack of each other.
    pub flush: usize,
    /// The rightmost of those edges.
    pub place: Pt,
}

/// Where one line begins or ends.
#[derive(Clone, Copy, Debug)]
struct LineEdge {
    base: f32,
    x: f32,
    size: f32,
}

/// Type that an edge is compared with: edges of much larger or smaller type say nothing of its columns.
#[derive(Clone, Copy, Debug)]
pub struct LikeSize {
    /// One em.
    pub size: Pt,
    /// How different it may be, as a quotient.
    pub ratio: f32,
}

impl LikeSize {
    /// Whether type of this size is like it.
    pub fn fits(self, size: f32) -> bool {
        size < self.size.0 * self.ratio && self.size.0 < size * self.ratio
    }
}

/// Places where lines (or words) begin or end, by bins across the page.
#[derive(Clone, Debug, Default)]
pub struct LineEdges {
    bins: Vec<Vec<LineEdge>>,
}

/// Width of a bin of edges, in points.
const EDGE_BIN_PT: u8 = 2;

impl LineEdges {
    /// Left edges of glyphs that begin a line, or follow a gap of more than `gap_em`.
    pub fn starts(glyphs: &[Glyph], links: &Links, gap_em: f32) -> LineEdges {
        let before = |at: usize| links.before.get(at).copied().flatten().and_then(|at| glyphs.get(at));
        let begins = |at: usize, g: &Glyph| before(at).is_none_or(|b| g.rect.left - b.rect.right > g.size * gap_em);
        let places = glyphs.iter().enumerate().filter(|(at, g)| begins(*at, g));
        LineEdges::from_places(places.map(|(_, g)| LineEdge { base: g.base.0, x: g.rect.left.0, size: g.size.0 }))
    }

    /// Right edges of glyphs that end a line, or stand before a gap of more than `gap_em`.
    pub fn ends(glyphs: &[Glyph], links: &Links, gap_em: f32) -> LineEdges {
        let next = |at: usize| links.next.get(at).copied().flatten().and_then(|at| glyphs.get(at));
        let ends = |at: usize, g: &Glyph| next(at).is_none_or(|n| n.rect.left - g.rect.right > g.size * gap_em);
        let places = glyphs.iter().enumerate().filter(|(at, g)| ends(*at, g));
        LineEdges::from_places(places.map(|(_, g)| LineEdge { base: g.base.0, x: g.rect.right.0, size: g.size.0 }))
    }

    fn from_places(places: impl Iterator<Item = LineEdge>) -> LineEdges {
        let mut edges = LineEdges::default();
        for edge in places {
            let at = bin(edge.x);
            if at >= edges.bins.len() {
                edges.bins.resize(at + 1, Vec::new());
            }
            if let Some(slot) = edges.bins.get_mut(at) {
                slot.push(edge);
            }
        }
        for slot in &mut edges.bins {
            slot.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x.total_cmp(&b.x)));
        }
        edges
    }

    /// Edges of like type with `left <= x <= right` and `top <= base <= bottom`.
    fn within(
        &self,
        (left, right): (Pt, Pt),
        (top, bottom): (Pt, Pt),
        like: LikeSize,
    ) -> impl Iterator<Item = LineEdge> + '_ {
        let bins = self.bins.get(bin(left.0).min(self.bins.len())..(bin(right.0) + 1).min(self.bins.len()));
        bins.unwrap_or(&[]).iter().flat_map(move |slot| {
            let from = slot.partition_point(|edge| edge.base < top.0);
            let rest = slot.get(from..).unwrap_or(&[]).iter().take_while(move |edge| edge.base <= bottom.0);
            rest.filter(move |edge| left.0 <= edge.x && edge.x <= right.0 && like.fits(edge.size)).copied()
        })
    }

    /// How many other lines of like type within `window` above and below `base` have an edge within `slack` of
    /// `x`. Edges closer than `line` to each other are on one line.
    pub fn lines_at(&self, (x, slack): (Pt, Pt), base: Pt, (window, line): (Pt, Pt), like: LikeSize) -> usize {
        let line = line.0.max(f32::MIN_POSITIVE);
        let mut lines: Vec<i64> = self
            .within((x - slack, x + slack), (base - window, base + window), like)
            .filter(|edge| edge.base != base.0)
            .map(|edge| (edge.base / line).round() as i64)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len()
    }

    /// How flush the edges of like type within a strip are.
    pub fn flush(&self, along: (Pt, Pt), across: (Pt, Pt), slack: Pt, like: LikeSize) -> Flush {
        let within = self.within(along, across, like);
        let mut places: Vec<(i64, f32)> = within.map(|edge| (edge.base.round() as i64, edge.x)).collect();
        places.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        places.dedup_by_key(|place| place.0);
        let mut edges: Vec<f32> = places.into_iter().map(|place| place.1).collect();
        edges.sort_by(f32::total_cmp);
        let (mut best, mut place) = (0, 0.0);
        let mut from = 0;
        for (to, edge) in edges.iter().enumerate() {
            while edges.get(from).is_some_and(|first| edge - first > slack.0) {
                from += 1;
            }
            if to + 1 - from > best {
                (best, place) = (to + 1 - from, *edge);
            }
        }
        Flush { lines: edges.len(), flush: best, place: Pt(place) }
    }
}

fn bin(x: f32) -> usize {
    (x / f32::from(EDGE_BIN_PT)).clamp(0.0, f32::from(BINS_AT_MOST)) as usize
}
