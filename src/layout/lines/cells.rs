//! The squares of vertical lines and what stands in them besides Han: digits side by side, and narrow marks.
//!
//! ```text
//!  │ 第 │
//!  │ 12 │   two digits, one glyph
//!  │ 章 │
//!  │(   │   a mark drawn flush left in its square: it hangs on the middle of the line all the same
//! ```

use crate::geometry::Pt;
use crate::geometry::Rect;
use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use compact_str::CompactString;

/// Digits set side by side within one square of a vertical line are one glyph of that line; a longer word
/// set upright is a horizontal line of its own.
pub fn join(glyphs: &mut Vec<Glyph>, style: &LineStyle) {
    let mut order: Vec<usize> = (0..glyphs.len())
        .filter(|at| glyphs.get(*at).is_some_and(|g| g.frame == Frame::Down && g.upright && g.kind == GlyphKind::Other))
        .collect();
    order.sort_by(|a, b| match (glyphs.get(*a), glyphs.get(*b)) {
        (Some(a), Some(b)) => a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)),
        _ => a.cmp(b),
    });
    let mut cells: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let Some(glyph) = glyphs.get(at) else { continue };
        let joins = cells.last().and_then(|cell| glyphs.get(*cell.last()?)).is_some_and(|before| {
            (before.rect.top - glyph.rect.top).abs() < glyph.size * style.cell_slack_em
                && (glyph.rect.left - before.rect.right).abs() < glyph.size * style.cell_slack_em
        });
        match cells.last_mut().filter(|_| joins) {
            Some(cell) => cell.push(at),
            None => cells.push(vec![at]),
        }
    }
    let mut gone = vec![false; glyphs.len()];
    for cell in cells.iter().filter(|cell| cell.len() > 1) {
        merge_cell(glyphs, cell, &mut gone, style);
    }
    let mut index = 0;
    glyphs.retain(|_| {
        index += 1;
        gone.get(index - 1) != Some(&true)
    });
}

fn merge_cell(glyphs: &mut [Glyph], cell: &[usize], gone: &mut [bool], style: &LineStyle) {
    let members: Vec<Glyph> = cell.iter().filter_map(|at| glyphs.get(*at).cloned()).collect();
    let Some(hull) = Rect::hull(members.iter().map(|g| &g.rect)) else { return };
    let size = members.first().map_or(Pt(1.0), |g| g.size);
    if hull.width() > size * style.cell_em {
        for at in cell {
            if let Some(glyph) = glyphs.get_mut(*at) {
                glyph.frame = Frame::Across;
            }
        }
        return;
    }
    let chars = members.iter().map(|g| g.chars).sum();
    let text: CompactString = members.iter().map(|g| g.text.as_str()).collect();
    for (place, at) in cell.iter().enumerate() {
        if place == 0 {
            if let Some(glyph) = glyphs.get_mut(*at) {
                glyph.text.clone_from(&text);
                glyph.chars = chars;
                glyph.rect = hull;
            }
        } else if let Some(slot) = gone.get_mut(*at) {
            *slot = true;
        }
    }
}

/// A glyph narrower than its square is as wide as the square of the line it stands in: where in the square it is drawn
/// says nothing, and its own middle may be nearer to the next line.
pub fn center(glyphs: &mut [Glyph], style: &LineStyle) {
    let down = |g: &Glyph| g.frame == Frame::Down && g.upright;
    let square = |g: &Glyph| down(g) && g.kind == GlyphKind::Han;
    let narrow: Vec<usize> = (0..glyphs.len())
        .filter(|at| {
            glyphs.get(*at).is_some_and(|g| down(g) && !square(g) && g.rect.width() < g.size * style.cell_narrow_em)
        })
        .collect();
    if narrow.is_empty() {
        return;
    }
    let index: Vec<usize> = (0..glyphs.len()).filter(|at| glyphs.get(*at).is_some_and(square)).collect();
    let places: Vec<Rect> = index.iter().filter_map(|at| glyphs.get(*at)).map(|g| g.rect).collect();
    let columns = Bands::new(places.iter().map(|rect| (rect.center().x, rect.top)));
    for at in narrow {
        let Some(glyph) = glyphs.get_mut(at) else { continue };
        let (reach, slack) = (glyph.size * style.cell_reach_em, glyph.size * style.cell_slack_em);
        let (middle, top, half) = (glyph.rect.center().x, glyph.rect.top, glyph.size * style.cell_middle_em);
        let around = columns.within(middle - half, middle + half, top - reach, top + reach);
        let holds = |rect: &&Rect| rect.left <= glyph.rect.left + slack && glyph.rect.right <= rect.right + slack;
        let nearest = around.filter_map(|at| places.get(at)).filter(holds);
        if let Some(square) = nearest.min_by(|a, b| (a.top - top).abs().order((b.top - top).abs())).copied() {
            (glyph.rect.left, glyph.rect.right) = (square.left, square.right);
        }
    }
}
