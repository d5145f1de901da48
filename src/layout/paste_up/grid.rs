//! The page that is pasted up: columns, spans, and how far each column is filled.

use crate::geometry::{Pt, Rect};
use crate::house_style::area::Area;

/// Columns of one width and the height to which each is filled.
#[derive(Clone, Debug)]
pub struct Grid {
    /// One em of the body.
    pub em: f32,
    /// From one body line to the next, in points.
    pub leading: f32,
    /// Column width in em.
    pub measure: f32,
    /// White between columns in em.
    pub gutter: f32,
    /// White around the page in points.
    pub margin: f32,
    /// Down to where each column is filled, in points.
    filled: Vec<f32>,
}

/// Neighbouring columns, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First column.
    pub first: usize,
    /// One past the last.
    pub end: usize,
}

impl Span {
    /// How many columns.
    pub fn columns(self) -> usize {
        self.end - self.first
    }
}

impl Grid {
    /// An empty page of so many columns.
    pub fn new(columns: usize, measure: f32, gutter: f32, em: f32, leading: f32, margin: f32) -> Grid {
        Grid { em, leading, measure, gutter, margin, filled: vec![margin; columns.max(1)] }
    }

    /// How many columns the page has.
    pub fn columns(&self) -> usize {
        self.filled.len()
    }

    /// All columns.
    pub fn whole(&self) -> Span {
        Span { first: 0, end: self.columns() }
    }

    /// The columns of an area, as far as the page has them; nothing for an area right of the page.
    pub fn span(&self, area: &Area) -> Option<Span> {
        let [first, last] = area.columns.map(usize::from);
        let span = Span { first: first.saturating_sub(1), end: last.min(self.columns()) };
        (span.first < span.end).then_some(span)
    }

    /// Left and right edge of a span.
    pub fn edges(&self, span: Span) -> (Pt, Pt) {
        let step = (self.measure + self.gutter) * self.em;
        let left = self.margin + step * span.first as f32;
        (Pt::new(left), Pt::new(left + self.width_em(span) * self.em))
    }

    /// Width of a span in em of the body.
    pub fn width_em(&self, span: Span) -> f32 {
        let columns = span.columns() as f32;
        columns * self.measure + (columns - 1.0) * self.gutter
    }

    /// Where the next thing over these columns starts.
    pub fn top(&self, span: Span) -> f32 {
        self.filled.iter().skip(span.first).take(span.columns()).copied().fold(self.margin, f32::max)
    }

    /// Fills the columns down to `bottom`.
    pub fn fill(&mut self, span: Span, bottom: f32) {
        for filled in self.filled.iter_mut().skip(span.first).take(span.columns()) {
            *filled = filled.max(bottom);
        }
    }

    /// Fills all columns to the same depth: a band is done.
    pub fn level(&mut self) -> f32 {
        let whole = self.whole();
        let bottom = self.top(whole);
        self.fill(whole, bottom);
        bottom
    }

    /// The page as far as it is filled.
    pub fn page(&self) -> Rect {
        let (_, right) = self.edges(self.whole());
        Rect::new(0.0, 0.0, right.0 + self.margin, self.top(self.whole()) + self.margin)
    }
}
