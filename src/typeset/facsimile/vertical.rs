//! Vertical blocks in cells: every printed line is a column of characters two cells wide, from the right, with
//! the vertical forms of punctuation; two digits stand upright in one cell pair.

use super::block_setting::{BlockFrame, SetBlock, SetText};
use crate::typeset::vertical_forms::{LINE, cells};
use crate::typeset::width::WidthModel;

/// Sets a vertical block: its printed lines, each at its place from the right edge of the span.
pub(super) fn set(frame: &BlockFrame, widths: &WidthModel) -> SetBlock {
    let printed = frame.page.lines_of(frame.id);
    let text = &frame.page.block(frame.id).text;
    let mut pieces: Vec<SetText> = Vec::new();
    let mut edge = frame.cells.max(LINE) + LINE;
    let own: Vec<(&str, f32, f32)> = if printed.is_empty() {
        vec![(text.as_str(), frame.span.right.0, frame.span.top.0)]
    } else {
        printed.iter().map(|line| (line.text.as_str(), line.bbox.right.0, line.bbox.top.0)).collect()
    };
    for (text, right, top) in own {
        let place = f32::from(frame.cells) - (frame.span.right.0 - right) * frame.scale.x;
        let right = (place.round().max(0.0) as u16).min(frame.cells).min(edge.saturating_sub(LINE)).max(LINE);
        let drop = ((top - frame.printed.top.0) / frame.scale.leading).round().clamp(0.0, 1000.0) as u32;
        column(text.trim(), right - LINE, drop, widths, &mut pieces);
        edge = right;
    }
    part(&mut pieces);
    let rows = pieces.iter().map(|piece| piece.row + 1).max().unwrap_or(0);
    pieces.sort_by_key(|piece| (piece.row, piece.x));
    SetBlock { pieces, rows, ..SetBlock::default() }
}

/// The characters of one line from top to bottom.
fn column(text: &str, x: u16, drop: u32, widths: &WidthModel, pieces: &mut Vec<SetText>) {
    let shown = widths.sanitize(text);
    for (row, cell) in (drop..).zip(cells(&shown)) {
        let text = if widths.str(&cell) < LINE { cell + " " } else { cell };
        pieces.push(SetText::plain(x, row, widths.str(&text), text));
    }
}

/// Lines that would share cells (more lines than their block is wide) go below each other.
fn part(pieces: &mut [SetText]) {
    let mut taken: std::collections::HashSet<(u16, u32)> = std::collections::HashSet::with_capacity(pieces.len() * 2);
    for piece in pieces {
        let cells = |row: u32, x: u16, width: u16| (x..x.saturating_add(width)).map(move |x| (x, row));
        while cells(piece.row, piece.x, piece.cells).any(|cell| taken.contains(&cell)) {
            piece.row += 1;
        }
        taken.extend(cells(piece.row, piece.x, piece.cells));
    }
}
