//! The third look at gutters: a cut inside a column is undone. White that a justified line has between its words
//! may line up over a few lines by chance and pass for a gutter. What tells is the lines nearby: around a river more
//! of them run from edge to edge of the whole column than stop on either side of the white.
//!
//! ```text
//!   xxxxxxxxxxxxxxxx     whole lines nearby: 3
//!   xxxxxxxx   xxxxx     lines that end where the left part ends: 0
//!   xxxxxxxxxx xxxxx     lines that begin where the right part begins: 1
//!   xxxxxxxxxxxxxxxx
//!   xxxxxxxxxxxxxxxx     so the cuts are undone
//! ```

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::layout::lines::columns::usual_size;
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::pieces::{Look, Piece};
use std::collections::HashMap;

/// Undoes cuts where the pieces together are a line of their column, and says whether there were any: a line made
/// whole speaks for its neighbors.
pub fn mend(gaps: &[Gap], verdicts: &mut [Verdict], look: &Look, style: &LineStyle) -> bool {
    let nearby = Nearby::learn(look);
    let display = usual_size(&look.pieces) * style.columns.display_ratio;
    let narrow = usual_gutter(gaps, verdicts) * style.columns.river_ratio;
    let mut cuts: HashMap<usize, usize> = HashMap::new();
    for (at, (gap, verdict)) in gaps.iter().zip(verdicts.iter()).enumerate() {
        if *verdict == Verdict::Gutter && gap.size <= display {
            cuts.extend(look.place(gap.from).map(|piece| (piece, at)));
        }
    }
    let next = |piece: usize| {
        let at = *cuts.get(&piece)?;
        Some((at, look.place(gaps.get(at)?.to)?))
    };
    let mut any = false;
    for first in cuts.keys().copied() {
        let mut crossed = Vec::new();
        let mut last = first;
        while let Some((at, piece)) = next(last).filter(|_| crossed.len() < CUTS_AT_MOST) {
            crossed.push(at);
            last = piece;
            let (Some(a), Some(b)) = (look.pieces.get(first), look.pieces.get(last)) else { break };
            let is_narrow = |at: &usize| gaps.get(*at).is_some_and(|gap| gap.right - gap.left < narrow);
            if nearby.says_one_line(a, b, crossed.iter().all(is_narrow), style) {
                any = true;
                for at in &crossed {
                    if let Some(verdict) = verdicts.get_mut(*at) {
                        *verdict = Verdict::Space;
                    }
                }
            }
        }
    }
    any
}

/// Cuts undone in one line at most: a line of a column has no more wide gaps than this.
const CUTS_AT_MOST: usize = 8;

/// Pieces by their baseline, to find the lines around one.
struct Nearby<'a> {
    by_base: Vec<&'a Piece>,
    /// Lines of one column differ in size by less.
    ratio: f32,
}

impl<'a> Nearby<'a> {
    fn learn(look: &'a Look) -> Nearby<'a> {
        let mut by_base: Vec<&Piece> = look.pieces.iter().collect();
        by_base.sort_by(|a, b| a.base.order(b.base));
        Nearby { by_base, ratio: look.ratio }
    }

    /// More lines nearby run from the beginning of `a` to the end of `b` than end or begin between the two. Half as many
    /// suffice when the white is narrower than the gutters of the page.
    fn says_one_line(&self, a: &Piece, b: &Piece, narrow: bool, style: &LineStyle) -> bool {
        let size = a.size.min(b.size);
        let (slack, indent) = (size * style.edge_han_em, size * style.columns.indent_em);
        let window = size * style.window_em;
        let from = self.by_base.partition_point(|line| line.base < a.base - window);
        let around = self.by_base.get(from..).unwrap_or(&[]).iter().take_while(|line| line.base <= a.base + window);
        let (mut whole, mut opening, mut ends, mut begins) = (0, 0, Vec::new(), Vec::new());
        let like = |line: &&&Piece| line.size.max(size).per(line.size.min(size)) < self.ratio;
        for line in around.filter(|line| (line.base - a.base).abs() > size * 0.5).filter(like) {
            let (left, right) = (line.rect.left, line.rect.right);
            let aside = left - a.rect.left;
            let stops = (right - b.rect.right).abs() <= slack;
            match (aside.abs() <= indent, stops) {
                (true, true) if aside > slack => opening += 1,
                (true, true) => whole += 1,
                (true, false) if right < b.rect.left => ends.push(right),
                (false, true) if left > a.rect.right => begins.push(left),
                _ => {}
            }
        }
        // Lines that open a paragraph count beside others, not alone: alone they are another column.
        let lines = if whole > 0 { whole + opening } else { 0 };
        let against = most_alike(ends, slack).max(most_alike(begins, slack));
        let weight = if narrow { 2 } else { 1 };
        lines >= style.columns.heal_lines && lines * weight > against
    }
}

/// The width that half of the gutters do not reach.
fn usual_gutter(gaps: &[Gap], verdicts: &[Verdict]) -> Pt {
    let gutters = gaps.iter().zip(verdicts).filter(|(_, verdict)| **verdict != Verdict::Space);
    let mut widths: Vec<Pt> = gutters.map(|(gap, _)| gap.right - gap.left).collect();
    widths.sort_by(|a, b| a.order(*b));
    widths.get(widths.len() / 2).copied().unwrap_or(Pt::ZERO)
}

/// The most places that lie within `slack` of each other.
fn most_alike(mut places: Vec<Pt>, slack: Pt) -> usize {
    places.sort_by(|a, b| a.order(*b));
    let alike = |(at, place): (usize, &Pt)| places.partition_point(|other| *other <= *place + slack) - at;
    places.iter().enumerate().map(alike).max().unwrap_or(0)
}
