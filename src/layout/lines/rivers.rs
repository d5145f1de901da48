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

use crate::geometry::{Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::lines::columns::usual_size;
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::text_lines::{LineShape, LineShapes};
use std::collections::BTreeMap;

/// Undoes cuts where the pieces together are a line of their column, and says whether there were any: a line made
/// whole speaks for its neighbors.
pub fn mend(gaps: &[Gap], verdicts: &mut [Verdict], shapes: &LineShapes, style: &LineStyle) -> bool {
    let nearby = Nearby::learn(shapes);
    let display = usual_size(&shapes.lines) * style.columns.display_ratio;
    let narrow = usual_gutter(gaps, verdicts) * style.columns.river_ratio;
    // The gap at the end of each line.
    let mut cuts: Vec<Option<usize>> = vec![None; shapes.lines.len()];
    for (at, (gap, verdict)) in gaps.iter().zip(verdicts.iter()).enumerate() {
        if *verdict == Verdict::Gutter
            && gap.size <= display
            && let Some(cut) = shapes.place(gap.from).and_then(|line| cuts.get_mut(line))
        {
            *cut = Some(at);
        }
    }
    let next = |line: usize| {
        let at = cuts.get(line).copied().flatten()?;
        Some((at, shapes.place(gaps.get(at)?.to)?))
    };
    let mut any = false;
    for first in (0..cuts.len()).filter(|line| next(*line).is_some()) {
        let mut crossed = Vec::new();
        let mut last = first;
        while let Some((at, line)) = next(last).filter(|_| crossed.len() < CUTS_AT_MOST) {
            crossed.push(at);
            last = line;
            let (Some(a), Some(b)) = (shapes.lines.get(first), shapes.lines.get(last)) else { break };
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

/// Lines to compare one with: those whose edge lies near its edge, by bins across the page.
struct Nearby<'a> {
    by_left: Bins<'a>,
    by_right: Bins<'a>,
    /// Lines of one column differ in size by less.
    ratio: f32,
}

/// Lines in bins of their left or right edges, each bin sorted by baseline.
type Bins<'a> = BTreeMap<i64, Vec<&'a LineShape>>;

/// Width of a bin, in points: some em of text, so that few bins are looked into.
const BIN_PT: u8 = 16;

fn bin(x: Pt) -> i64 {
    (x.0 / f32::from(BIN_PT)).floor() as i64
}

fn bins(shapes: &LineShapes, edge: fn(&Rect) -> Pt) -> Bins<'_> {
    let mut lines: Vec<&LineShape> = shapes.lines.iter().collect();
    lines.sort_by(|a, b| a.base.order(b.base));
    let mut bins = Bins::new();
    for line in lines {
        bins.entry(bin(edge(&line.rect))).or_default().push(line);
    }
    bins
}

/// The lines of the bins from `x.0` to `x.1` whose baselines lie between `base.0` and `base.1`.
fn within<'a>(bins: &'a Bins<'a>, x: (Pt, Pt), base: (Pt, Pt)) -> impl Iterator<Item = &'a LineShape> {
    // A range that ends before it begins would panic.
    let to = bin(x.1).max(bin(x.0));
    bins.range(bin(x.0)..=to).flat_map(move |(_, lines)| {
        let from = lines.partition_point(|line| line.base < base.0);
        lines.iter().skip(from).take_while(move |line| line.base <= base.1).copied()
    })
}

impl<'a> Nearby<'a> {
    fn learn(shapes: &'a LineShapes) -> Nearby<'a> {
        Nearby {
            by_left: bins(shapes, |rect| rect.left),
            by_right: bins(shapes, |rect| rect.right),
            ratio: shapes.ratio,
        }
    }

    /// More lines nearby run from the beginning of `a` to the end of `b` than end or begin between the two. Half as many
    /// suffice when the white is narrower than the gutters of the page.
    fn says_one_line(&self, a: &LineShape, b: &LineShape, narrow: bool, style: &LineStyle) -> bool {
        let size = a.size.min(b.size);
        let (slack, indent) = (size * style.edge_han_em, size * style.columns.indent_em);
        let window = size * style.window_em;
        let bases = (a.base - window, a.base + window);
        let other = |line: &&LineShape| {
            (line.base - a.base).abs() > size * style.level_em
                && line.size.max(size).per(line.size.min(size)) < self.ratio
        };
        let stops = |line: &LineShape| (line.rect.right - b.rect.right).abs() <= slack;
        let opens = |line: &LineShape| (line.rect.left - a.rect.left).abs() <= indent;
        let (mut whole, mut opening, mut ends) = (0, 0, Vec::new());
        let lefts = (a.rect.left - indent, a.rect.left + indent);
        for line in within(&self.by_left, lefts, bases).filter(other).filter(|line| opens(line)) {
            match stops(line) {
                true if line.rect.left - a.rect.left > slack => opening += 1,
                true => whole += 1,
                false if line.rect.right < b.rect.left => ends.push(line.rect.right),
                false => {}
            }
        }
        // Lines that open a paragraph count beside others, not alone: alone they are another column.
        let lines = if whole > 0 { whole + opening } else { 0 };
        if lines < style.columns.heal_lines {
            return false;
        }
        let rights = within(&self.by_right, (b.rect.right - slack, b.rect.right + slack), bases).filter(other);
        let inside = rights.filter(|line| stops(line) && !opens(line) && line.rect.left > a.rect.right);
        let begins = inside.map(|line| line.rect.left).collect();
        let against = most_alike(ends, slack).max(most_alike(begins, slack));
        let weight = if narrow { 2 } else { 1 };
        lines * weight > against
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
