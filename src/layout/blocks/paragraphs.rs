//! Body blocks to paragraphs: a paragraph begins at an indent, at a full-width space, after a short line, or
//! where the leading grows.

use crate::geometry::{Pt, Rect};
use crate::house_style::blocks::BlockStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::phrases;
use std::ops::Range;

/// Lines of each paragraph of a block, as ranges of its lines.
pub fn cut(block: &TextBlock, style: &BlockStyle) -> Vec<Range<usize>> {
    let edges = ParagraphEdges::new(block, style);
    let leading = block.leading();
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, line) in block.lines.iter().enumerate() {
        let begins = at.checked_sub(1).and_then(|above| block.lines.get(above)).is_none_or(|above| {
            let step = line.base - above.base > leading + block.size * style.leading_grows_em;
            step || begins((at - 1, above), (at, line), block, &edges, style)
        });
        match parts.last_mut().filter(|_| !begins) {
            Some(part) => part.end = at + 1,
            None => parts.push(at..at + 1),
        }
    }
    parts
}

fn begins(
    (above_at, above): (usize, &TextLine),
    (at, line): (usize, &TextLine),
    block: &TextBlock,
    edges: &ParagraphEdges,
    style: &BlockStyle,
) -> bool {
    let here = edges.at(at, &block.own);
    let indent = line.rect.left - here.left;
    let indented = line.spaced || indent > block.size * style.indent_em;
    let above_edges = edges.at(above_at, &block.own);
    let above_indent = above.spaced || above.rect.left - above_edges.left > block.size * style.indent_em;
    let above_short = above_edges.right - above.rect.right > block.size * style.short_em;
    if edges.indents {
        // A run of indented lines is a quotation or a list, one paragraph as long as its lines are full.
        return indented && (!above_indent || above_short || phrases::stops(&above.text));
    }
    let very_short = above_edges.right - above.rect.right > block.own.width() * style.short_share;
    very_short && phrases::stops(&above.text)
}

/// Where the lines of a block usually begin and end, as they go round pictures.
struct ParagraphEdges {
    /// For each line its column's left and right edge at that height.
    bands: Vec<ParagraphEdge>,
    /// Some lines are indented: paragraphs show by that.
    indents: bool,
}

#[derive(Clone, Copy)]
struct ParagraphEdge {
    left: Pt,
    right: Pt,
}

impl ParagraphEdges {
    /// The edges at a line are the outermost ones of the few lines around it, so that a column that narrows
    /// beside a picture is not one long indent.
    fn new(block: &TextBlock, style: &BlockStyle) -> ParagraphEdges {
        let around = style.edge_lines;
        let count = block.lines.len();
        let mut bands = Vec::with_capacity(count);
        let mut indents = 0;
        for (at, line) in block.lines.iter().enumerate() {
            let from = at.saturating_sub(around);
            let near = block.lines.get(from..(at + around + 1).min(count)).unwrap_or(&[]);
            let left = near.iter().map(|line| line.rect.left).fold(line.rect.left, Pt::min);
            let right = near.iter().map(|line| line.rect.right).fold(line.rect.right, Pt::max);
            indents += usize::from(line.rect.left - left > block.size * style.indent_em);
            bands.push(ParagraphEdge { left, right });
        }
        let spaced = block.lines.iter().any(|line| line.spaced);
        ParagraphEdges { bands, indents: spaced || indents > 0 }
    }

    fn at(&self, line: usize, own: &Rect) -> ParagraphEdge {
        self.bands.get(line).copied().unwrap_or(ParagraphEdge { left: own.left, right: own.right })
    }
}

/// Whether the first line of a block begins a paragraph, as far as its indent tells.
pub fn opens(block: &TextBlock, style: &BlockStyle) -> bool {
    let edges = ParagraphEdges::new(block, style);
    let Some(first) = block.lines.first() else { return false };
    first.spaced || first.rect.left - edges.at(0, &block.own).left > block.size * style.indent_em
}

/// Whether lines of a block are indented.
pub fn indents(block: &TextBlock, style: &BlockStyle) -> bool {
    ParagraphEdges::new(block, style).indents
}

/// Whether the last line of a block fills its column.
pub fn ends_full(block: &TextBlock, style: &BlockStyle) -> bool {
    let edges = ParagraphEdges::new(block, style);
    let Some(last) = block.lines.last() else { return false };
    edges.at(block.lines.len() - 1, &block.own).right - last.rect.right <= block.size * style.short_em
}

/// Whether the last line ends a sentence.
pub fn ends_sentence(block: &TextBlock) -> bool {
    block.lines.last().is_some_and(|line| phrases::stops(&line.text))
}
