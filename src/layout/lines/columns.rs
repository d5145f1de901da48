//! The second look at gutters, with the column edges that the first look found: a gap that stands on the edges
//! of a running column is a gutter however narrow it is, and a wide one inside a full line is only a space.

use crate::geometry::{Pt, ROUNDING, Rect};
use crate::house_style::lines::{ColumnStyle, LineStyle};
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::profile::LikeSize;
use crate::layout::lines::text_lines::{LineShape, LineShapes};
use rustc_hash::FxHashMap;

/// An edge that several lines in a row share.
#[derive(Clone, Copy, Debug)]
struct EdgeRun {
    x: Pt,
    top: Pt,
    bottom: Pt,
    size: Pt,
    lines: usize,
    /// The smallest distance between two of its lines.
    step: Pt,
}

/// Edges of running columns, on one side.
#[derive(Clone, Debug, Default)]
struct EdgeRuns {
    bins: FxHashMap<i64, Vec<EdgeRun>>,
}

/// Width of a bin of edges, in points: wider than edges of one column differ, so that only neighboring bins are
/// looked into.
const BIN_PT: u8 = 4;

impl EdgeRuns {
    fn learn(places: impl Iterator<Item = (Pt, Pt, Pt)>, ratio: f32, style: &LineStyle) -> EdgeRuns {
        let mut places: Vec<(Pt, Pt, Pt)> = places.collect();
        places.sort_by(|a, b| a.1.order(b.1).then(a.0.order(b.0)));
        let mut open: FxHashMap<i64, Vec<EdgeRun>> = FxHashMap::default();
        let mut runs = EdgeRuns::default();
        for (x, base, size) in places {
            let slack = size * style.edge_em;
            let near = |bin: &i64| [bin - 1, *bin, bin + 1];
            let at = bin(x);
            let mut joined = false;
            for slot in near(&at) {
                for run in open.get_mut(&slot).into_iter().flatten() {
                    let alike = run.size.max(size).per(run.size.min(size)) < ratio;
                    if alike && (run.x - x).abs() <= slack && base - run.bottom <= size * style.columns.run_gap_em {
                        run.step = run.step.min(base - run.bottom);
                        run.bottom = base;
                        run.lines += 1;
                        joined = true;
                        break;
                    }
                }
                if joined {
                    break;
                }
            }
            if !joined {
                let slot = open.entry(at).or_default();
                slot.retain(|run| {
                    // Nothing larger than this is like it.
                    let done = base - run.bottom > run.size * ratio * style.columns.run_gap_em;
                    if done {
                        runs.keep(*run, style);
                    }
                    !done
                });
                slot.push(EdgeRun { x, top: base, bottom: base, size, lines: 1, step: Pt(f32::MAX) });
            }
        }
        for run in open.into_values().flatten() {
            runs.keep(run, style);
        }
        runs
    }

    fn keep(&mut self, run: EdgeRun, style: &LineStyle) {
        if run.lines >= style.columns.run_lines {
            self.bins.entry(bin(run.x)).or_default().push(run);
        }
    }

    /// Whether columns of the page begin at `x`, anywhere on it.
    fn on_grid(&self, x: Pt, body: Pt, style: &LineStyle) -> bool {
        let slack = body * style.edge_em;
        let slots = [bin(x) - 1, bin(x), bin(x) + 1];
        let runs = slots.iter().filter_map(|slot| self.bins.get(slot)).flatten();
        runs.filter(|run| (run.x - x).abs() <= slack).map(|run| run.lines).sum::<usize>() >= style.columns.grid_lines
    }

    /// A run of lines like this one at `x` that is under way at `base`, or begins at most `above` lines below it: a
    /// line that was joined across a gutter is missing from its own run.
    fn at(&self, (x, slack): (Pt, Pt), base: Pt, above: f32, like: LikeSize) -> Option<&EdgeRun> {
        let under_way = |run: &&EdgeRun| {
            like.fits(run.size.0)
                && (run.x - x).abs() <= slack
                && run.top - run.step * above - ROUNDING <= base
                && base <= run.bottom + ROUNDING
        };
        let slots = [bin(x) - 1, bin(x), bin(x) + 1];
        slots.iter().filter_map(|slot| self.bins.get(slot)).flatten().find(under_way)
    }
}

impl EdgeRuns {
    /// Columns of the page begin in the white of a gap, short of its right end by an indent at most: the first line of
    /// a column of two or three lines may be indented.
    fn grid_in_white(&self, gap: &Gap, body: Pt, style: &LineStyle) -> bool {
        let from = (gap.right - gap.size * style.columns.indent_em).max(gap.left + gap.size * style.confirm_em);
        let slots = bin(from)..=bin(gap.right);
        let mut runs = slots.filter_map(|slot| self.bins.get(&slot)).flatten();
        runs.any(|run| from <= run.x && run.x <= gap.right && self.on_grid(run.x, body, style))
    }

    /// A run of lines like this one that begins in the white of a gap, short of its right end by an indent at most.
    /// The indented line may be the first one of the column, above the run.
    fn in_white(&self, gap: &Gap, like: LikeSize, style: &LineStyle) -> Option<&EdgeRun> {
        let from = (gap.right - gap.size * style.columns.indent_em).max(gap.left + gap.size * style.gap_em);
        let under_way = |run: &&EdgeRun| {
            like.fits(run.size.0)
                && run.x >= from
                && run.x <= gap.right
                && run.top - run.step * style.columns.above_lines <= gap.base
                && gap.base <= run.bottom + ROUNDING
        };
        let slots = bin(from)..=bin(gap.right);
        slots.filter_map(|slot| self.bins.get(&slot)).flatten().find(under_way)
    }
}

fn bin(x: Pt) -> i64 {
    (x.0 / f32::from(BIN_PT)).floor() as i64
}

/// Classifies all gaps again, after the first pass.
pub fn reclassify(gaps: &[Gap], verdicts: &mut [Verdict], shapes: &LineShapes, pictures: &[Rect], style: &LineStyle) {
    let (lines, ratio) = (&shapes.lines, shapes.ratio);
    let lefts = EdgeRuns::learn(lines.iter().map(|p| (p.rect.left, p.base, p.size)), ratio, style);
    let rights = EdgeRuns::learn(lines.iter().map(|p| (p.rect.right, p.base, p.size)), ratio, style);
    let body = usual_size(lines);
    let display = body * style.columns.display_ratio;
    let words = usual_spaces(gaps, verdicts, display, shapes);
    for (gap, verdict) in gaps.iter().zip(verdicts.iter_mut()) {
        if gap.size > display {
            let display = DisplayGap {
                gap,
                usual: shapes.place(gap.from).and_then(|line| words.get(&line)).copied(),
                line: shapes.line(gap.from).map_or((gap.left, gap.right), |p| (p.rect.left, p.rect.right)),
                lefts: &lefts,
                rights: &rights,
                pictures,
                body,
            };
            if *verdict == Verdict::Space && display.parts_heads(style) {
                *verdict = Verdict::Gutter;
            }
            continue;
        }
        let slack = gap.size * if gap.han { style.edge_han_em } else { style.edge_em };
        let like = LikeSize { size: gap.size, ratio };
        let run = lefts.at((gap.right, slack), gap.base, 0.0, like);
        match *verdict {
            Verdict::Space => {
                if !gap.is_typed_in_list(style) && on_edges(gap, slack, (&lefts, &rights), shapes, body, style) {
                    *verdict = Verdict::Gutter;
                }
            }
            Verdict::Gutter => {
                let narrow = gap.right - gap.left < gap.size * style.columns.narrow_em;
                let word = shapes
                    .line(gap.from)
                    .is_some_and(|line| line.rect.width() < gap.size * style.columns.least_measure_em);
                if narrow && (word || run.is_none_or(|run| run.lines <= style.columns.river_lines)) {
                    *verdict = Verdict::Space;
                }
            }
            Verdict::Sure => {}
        }
    }
}

/// A column begins where the gap ends, or short of that by an indent; the narrower the gap, the more must say so.
fn on_edges(
    gap: &Gap,
    slack: Pt,
    (lefts, rights): (&EdgeRuns, &EdgeRuns),
    shapes: &LineShapes,
    body: Pt,
    style: &LineStyle,
) -> bool {
    let columns = &style.columns;
    let like = LikeSize { size: gap.size, ratio: shapes.ratio };
    let width = gap.right - gap.left;
    let ends = |above: f32| rights.at((gap.left, slack), gap.base, above, like).is_some();
    let begins = |above: f32| lefts.at((gap.right, slack), gap.base, above, like).is_some();
    if begins(0.0) && (width > gap.size * columns.run_wide_em || ends(0.0)) {
        return true;
    }
    if gap.typed || width <= gap.size * style.confirm_em {
        return false;
    }
    let indented = || {
        let run = lefts.in_white(gap, like, style);
        run.is_some_and(|run| run.lines > columns.river_lines || !crossed(run, gap, shapes))
    };
    let grid = || ends(columns.above_lines) && lefts.grid_in_white(gap, body, style);
    begins(columns.above_lines) || lefts.on_grid(gap.right, body, style) || indented() || grid()
}

/// A line beside the run goes on across the white before it.
fn crossed(run: &EdgeRun, gap: &Gap, shapes: &LineShapes) -> bool {
    let beside = |line: &&LineShape| run.top <= line.base && line.base <= run.bottom;
    shapes.lines.iter().filter(beside).any(|line| line.rect.left < gap.left && line.rect.right > run.x)
}

/// The size of most of the text.
pub fn usual_size(lines: &[LineShape]) -> Pt {
    middle_of(lines.iter().map(|line| (line.size, line.chars))).unwrap_or(Pt(1.0))
}

/// The middle one of lengths that characters have, each as often as there are characters.
pub fn middle_of(lengths: impl Iterator<Item = (Pt, u32)>) -> Option<Pt> {
    let mut lengths: Vec<(Pt, u32)> = lengths.collect();
    lengths.sort_by(|a, b| a.0.order(b.0));
    let half = lengths.iter().map(|(_, chars)| chars).sum::<u32>() / 2;
    let mut seen = 0;
    let middle = lengths.into_iter().find(|(_, chars)| {
        seen += chars;
        seen > half
    });
    middle.map(|(length, _)| length)
}

/// The middle one of the word spaces of each line of display type that has several.
fn usual_spaces(gaps: &[Gap], verdicts: &[Verdict], display: Pt, shapes: &LineShapes) -> FxHashMap<usize, Pt> {
    let lines = gaps.iter().filter(|gap| gap.size > display).filter_map(|gap| shapes.place(gap.from));
    let mut of_line: FxHashMap<usize, Vec<Pt>> = lines.map(|line| (line, Vec::new())).collect();
    for (gap, _) in gaps.iter().zip(verdicts).filter(|(_, verdict)| **verdict == Verdict::Space) {
        if let Some(spaces) = shapes.place(gap.from).and_then(|line| of_line.get_mut(&line)) {
            spaces.push(gap.right - gap.left);
        }
    }
    of_line.retain(|_, spaces| spaces.len() > 1);
    let middle = |mut spaces: Vec<Pt>| {
        spaces.sort_by(|a, b| a.order(*b));
        spaces.get((spaces.len() - 1) / 2).copied().unwrap_or(Pt::ZERO)
    };
    of_line.into_iter().map(|(line, spaces)| (line, middle(spaces))).collect()
}

/// A gap in a line of display type, which may stand between the heads of two stories.
struct DisplayGap<'a> {
    gap: &'a Gap,
    /// The usual word space of the line.
    usual: Option<Pt>,
    /// Where the line begins and ends.
    line: (Pt, Pt),
    lefts: &'a EdgeRuns,
    rights: &'a EdgeRuns,
    pictures: &'a [Rect],
    body: Pt,
}

impl DisplayGap<'_> {
    /// Two heads differ in size and baseline; or a column of the text below begins under the gap, and the second
    /// head begins flush with it, or each head is centered on its own column, or the columns begin on different
    /// heights, or the gap is wider than any space.
    fn parts_heads(&self, style: &LineStyle) -> bool {
        let (gap, columns) = (self.gap, &style.columns);
        let width = gap.right - gap.left;
        if gap.typed
            || width < gap.size * columns.display_gap_em
            || self.usual.is_some_and(|usual| width < usual * columns.display_gap_ratio)
        {
            return false;
        }
        let on_grid = width > gap.size * columns.display_apart_em && self.lefts.on_grid(gap.right, self.body, style);
        if gap.uneven || on_grid {
            return true;
        }
        let below = gap.base + gap.size * columns.display_reach_em;
        let slack = self.body * style.edge_han_em;
        let beneath = |run: &&EdgeRun| run.size < gap.size && run.top < below && run.bottom > gap.base;
        // A picture stands over columns as their text would.
        let edges = |of: fn(&Rect) -> Pt| -> Vec<EdgeRun> {
            let run = |picture: &Rect| EdgeRun {
                x: of(picture),
                top: picture.top,
                bottom: picture.bottom,
                size: self.body,
                lines: columns.run_lines,
                step: Pt(f32::MAX),
            };
            self.pictures.iter().filter(|picture| picture.top > gap.base).map(run).collect()
        };
        let (lefts, rights) = (edges(|picture| picture.left), edges(|picture| picture.right));
        let runs: Vec<&EdgeRun> = self.lefts.bins.values().flatten().chain(&lefts).filter(beneath).collect();
        let ends: Vec<&EdgeRun> = self.rights.bins.values().flatten().chain(&rights).filter(beneath).collect();
        let wide = width > gap.size * if gap.han { columns.display_wide_han_em } else { columns.display_wide_em };
        let apart = width > gap.size * columns.display_apart_em;
        runs.iter().filter(|run| run.x > gap.left && run.x < gap.right + slack).any(|run| {
            let before = runs
                .iter()
                .filter(|other| other.x < run.x - self.body * columns.apart_em)
                .max_by(|a, b| a.x.order(b.x));
            let level = before.is_some_and(|before| on_one_level(before, run, self.body * columns.level_em));
            let centered = before.is_some_and(|before| self.centered(before, run, &ends, columns));
            wide || (run.x - gap.right).abs() < slack || (apart && !level) || centered
        })
    }

    /// Each part of the line stands in the middle of its own column.
    fn centered(&self, before: &EdgeRun, after: &EdgeRun, ends: &[&EdgeRun], style: &ColumnStyle) -> bool {
        let slack = self.body * style.centered_em;
        let end = |from: &EdgeRun| {
            let past = ends.iter().filter(|end| end.x > from.x + self.body * style.apart_em).map(|end| end.x);
            past.fold(Pt(f32::MAX), Pt::min)
        };
        let middle = |from: Pt, to: Pt| (from + to) / 2.0;
        let first = middle(self.line.0, self.gap.left) - middle(before.x, end(before));
        let second = middle(self.gap.right, self.line.1) - middle(after.x, end(after));
        first.abs() < slack && second.abs() < slack
    }
}

/// Columns of one story begin on one height, or a line apart where the first one opens with an indent.
fn on_one_level(a: &EdgeRun, b: &EdgeRun, slack: Pt) -> bool {
    let (off, step) = ((a.top - b.top).abs(), a.step.min(b.step));
    off < slack || (off - step).abs() < slack
}
