//! Body sticks to paragraphs: a paragraph begins at an indent, at a full-width space, after a short line, or
//! where the leading grows.

use crate::geometry::{Pt, Rect};
use crate::house_style::blocks::BlockStyle;
use crate::layout::blocks::Stick;
use crate::layout::lines::pieces::Piece;
use crate::layout::phrases;
use std::ops::Range;

/// Lines of each paragraph of a stick, as ranges of its lines.
pub fn cut(stick: &Stick, style: &BlockStyle) -> Vec<Range<usize>> {
    let edges = Edges::of(stick, style);
    let leading = stick.leading();
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, line) in stick.lines.iter().enumerate() {
        let begins = at.checked_sub(1).and_then(|above| stick.lines.get(above)).is_none_or(|above| {
            let step = line.base - above.base > leading + stick.size * style.leading_grows_em;
            step || begins((at - 1, above), (at, line), stick, &edges, style)
        });
        match parts.last_mut().filter(|_| !begins) {
            Some(part) => part.end = at + 1,
            None => parts.push(at..at + 1),
        }
    }
    parts
}

fn begins(
    (above_at, above): (usize, &Piece),
    (at, line): (usize, &Piece),
    stick: &Stick,
    edges: &Edges,
    style: &BlockStyle,
) -> bool {
    let here = edges.at(at, &stick.own);
    let indent = line.rect.left - here.left;
    let indented = line.spaced || indent > stick.size * style.indent_em;
    let above_edges = edges.at(above_at, &stick.own);
    let above_indent = above.spaced || above.rect.left - above_edges.left > stick.size * style.indent_em;
    let above_short = above_edges.right - above.rect.right > stick.size * style.short_em;
    if edges.indents {
        // A run of indented lines is a quotation or a list, one paragraph as long as its lines are full.
        return indented && (!above_indent || above_short || phrases::stops(&above.text));
    }
    let very_short = above_edges.right - above.rect.right > stick.own.width() * style.short_share;
    very_short && phrases::stops(&above.text)
}

/// Where the lines of a stick usually begin and end, as they go round pictures.
struct Edges {
    /// For each line its column's left and right edge at that height.
    bands: Vec<Edge>,
    /// Some lines are indented: paragraphs show by that.
    indents: bool,
}

#[derive(Clone, Copy)]
struct Edge {
    left: Pt,
    right: Pt,
}

impl Edges {
    /// The edges at a line are the outermost ones of the few lines around it, so that a column that narrows
    /// beside a picture is not one long indent.
    fn of(stick: &Stick, style: &BlockStyle) -> Edges {
        let around = style.edge_lines;
        let count = stick.lines.len();
        let mut bands = Vec::with_capacity(count);
        let mut indents = 0;
        for (at, line) in stick.lines.iter().enumerate() {
            let from = at.saturating_sub(around);
            let near = stick.lines.get(from..(at + around + 1).min(count)).unwrap_or(&[]);
            let left = near.iter().map(|line| line.rect.left).fold(line.rect.left, Pt::min);
            let right = near.iter().map(|line| line.rect.right).fold(line.rect.right, Pt::max);
            indents += usize::from(line.rect.left - left > stick.size * style.indent_em);
            bands.push(Edge { left, right });
        }
        let spaced = stick.lines.iter().any(|line| line.spaced);
        Edges { bands, indents: spaced || indents > 0 }
    }

    fn at(&self, line: usize, own: &Rect) -> Edge {
        self.bands.get(line).copied().unwrap_or(Edge { left: own.left, right: own.right })
    }
}

/// Whether the first line of a stick begins a paragraph, as far as its indent tells.
pub fn opens(stick: &Stick, style: &BlockStyle) -> bool {
    let edges = Edges::of(stick, style);
    let Some(first) = stick.lines.first() else { return false };
    first.spaced || first.rect.left - edges.at(0, &stick.own).left > stick.size * style.indent_em
}

/// Whether lines of a stick are indented.
pub fn indents(stick: &Stick, style: &BlockStyle) -> bool {
    Edges::of(stick, style).indents
}

/// Whether the last line of a stick fills its column.
pub fn ends_full(stick: &Stick, style: &BlockStyle) -> bool {
    let edges = Edges::of(stick, style);
    let Some(last) = stick.lines.last() else { return false };
    edges.at(stick.lines.len() - 1, &stick.own).right - last.rect.right <= stick.size * style.short_em
}

/// Whether the last line ends a sentence.
pub fn ends_sentence(stick: &Stick) -> bool {
    stick.lines.last().is_some_and(|line| phrases::stops(&line.text))
}
