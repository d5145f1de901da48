//! Heads in their cells: centered over their span and letter-spaced as in print, reversed where they are boxed.

use super::block_setting::{BlockFrame, SetBlock, SetText, stacked};
use crate::geometry::{Pt, Rect};
use crate::model::page::{Block, Line};
use crate::model::role::Role;
use crate::typeset::galley::lines::{FlowedLine, LineSetting, lines};
use crate::typeset::width::{WidthModel, graphemes};
use std::borrow::Cow;

/// Most blanks between two letters of a head: one em.
const MOST_SPACING: u16 = 2;
/// A line whose white on both sides differs by less than this is centered, in em of its own type.
const CENTERED_EM: f32 = 1.5;
/// Lines of a head that start within this of each other are flush left, in em of their own type.
const FLUSH_EM: f32 = 0.5;
/// A line that is this near to one edge of its span, and farther from the other, stands at that edge, in em of its own
/// type.
const EDGE_EM: f32 = 0.25;
/// Rows a boxed head has more than its text, where print has the height for it: one above, one below.
const BOX_WHITE: u32 = 2;

/// Display type: each printed line in its row, centered and letter-spaced where print is.
pub(super) fn display(frame: &BlockFrame, widths: &WidthModel) -> SetBlock {
    let printed = frame.page.lines_of(frame.id);
    let text: Vec<_> = printed.iter().map(|line| widths.sanitize(line.text.trim())).collect();
    if text.is_empty() || text.iter().any(|text| widths.str(text) > frame.cells) {
        return reset(frame, widths);
    }
    let middle = |line: Option<&Line>| line.map_or(Pt(0.0), |line| line.bbox.center().y);
    let count = printed.len() as u32;
    let flush = is_flush(printed).then_some(HeadAlign::Left);
    // The lines stand close: at the foot of the height they took in print, since a head belongs to what is below it; in
    // the middle where a line of its own stands over it; at the top beside a head that begins level with it.
    let white = (frame.scale.white(middle(printed.last()) - middle(printed.first())) + 1).saturating_sub(count);
    let drop = match (has_level_head(frame), has_line_above(frame)) {
        (true, _) => 0,
        (false, true) => white / 2,
        (false, false) => white,
    };
    // Lines around one middle are one thing, and stand where all of it does.
    let whole = (count > 1 && flush.is_none() && are_centered(printed)).then_some(frame.printed);
    let one = |((line, text), row): ((&Line, Cow<str>), u32)| {
        let text = if count > 1 { text.into_owned() } else { spaced(&text, line, frame, widths) };
        let cells = widths.str(&text);
        let bbox = whole.unwrap_or(line.bbox);
        let align = match (flush, whole) {
            (Some(flush), _) => flush,
            (None, Some(bbox)) => match align(frame, &bbox, line.size.0) {
                HeadAlign::Center => HeadAlign::Center,
                HeadAlign::Left | HeadAlign::Right | HeadAlign::Own => HeadAlign::Own,
            },
            (None, None) => align(frame, &line.bbox, line.size.0),
        };
        let x = align.place(frame, &bbox, cells);
        SetText::plain(x, row, cells, text)
    };
    let pieces = printed.iter().zip(text).zip(drop..).map(one).collect();
    SetBlock { pieces, rows: drop + count, ..SetBlock::default() }
}

/// True for lines of different lengths around one middle.
fn are_centered(lines: &[Line]) -> bool {
    let middles = || lines.iter().map(|line| line.bbox.center().x.0);
    let size = lines.first().map_or(0.0, |line| line.size.0);
    middles().fold(f32::MIN, f32::max) - middles().fold(f32::MAX, f32::min) < size * FLUSH_EM
}

/// True for a head with a smaller one close above it.
fn has_line_above(frame: &BlockFrame) -> bool {
    let is_above = |block: &Block| {
        let white = frame.printed.top - block.bbox.bottom;
        white.0.abs() < frame.scale.leading && block.bbox.overlap_x(&frame.printed).0 > 0.0
    };
    frame.page.blocks.iter().any(|block| matches!(block.role, Role::Kicker | Role::Section) && is_above(block))
}

/// Heads within this of each other begin level, in leadings.
const LEVEL_LEADING: f32 = 0.75;

/// True for a head beside another one that begins on its height.
fn has_level_head(frame: &BlockFrame) -> bool {
    let is_level = |block: &Block| {
        let off = (frame.printed.top - block.bbox.top).abs();
        off.0 < LEVEL_LEADING * frame.scale.plain_leading && block.bbox.overlap_x(&frame.printed).0 <= 0.0
    };
    frame.page.blocks.iter().any(|block| block.role == Role::Headline && is_level(block))
}

/// Display type that is wider than its span: balanced lines, aligned as printed.
fn reset(frame: &BlockFrame, widths: &WidthModel) -> SetBlock {
    let block = frame.page.block(frame.id);
    let align = align_of(frame);
    let pieces = stacked(broken(frame, block, frame.cells, widths), |cells| align.place(frame, &frame.printed, cells));
    SetBlock { rows: pieces.len() as u32, pieces, ..SetBlock::default() }
}

/// The lines of a head that is wider than its cells, of like length. A blank in a Han head is a break of its writer: as far
/// as it takes no more than a row more, the head is parted there first.
pub(super) fn broken(frame: &BlockFrame, block: &Block, cells: u16, widths: &WidthModel) -> Vec<FlowedLine> {
    let setting = LineSetting { balance: true, ..LineSetting::plain(frame.page.lang, cells) };
    let all = lines(&block.text, &setting, widths);
    let parts: Vec<&str> = block.text.split_whitespace().collect();
    if parts.len() < 2 || !frame.page.lang.is_han() {
        return all;
    }
    let apart: Vec<FlowedLine> = parts.iter().flat_map(|part| lines(part, &setting, widths)).collect();
    if apart.len() <= all.len() + 1 { apart } else { all }
}

/// A boxed head: reversed to the edges of its box, its text in the middle.
pub(super) fn boxed(frame: &BlockFrame, block: &Block, widths: &WidthModel) -> SetBlock {
    let inner = frame.cells.saturating_sub(2).max(1);
    let printed: Vec<_> = frame.page.lines_of(frame.id).iter().map(|line| widths.sanitize(line.text.trim())).collect();
    // The white beside the text gives way before its lines do.
    let fits = !printed.is_empty() && printed.iter().all(|text| widths.str(text) <= frame.cells);
    let set: Vec<String> = if fits {
        printed.into_iter().map(Cow::into_owned).collect()
    } else {
        broken(frame, block, inner, widths).into_iter().map(|line| line.text).collect()
    };
    let text_rows = set.len() as u32;
    let roomy = frame.scale.rows(frame.printed.height()) > text_rows;
    let rows = if roomy { text_rows + BOX_WHITE } else { text_rows };
    let above = (rows - text_rows) / 2;
    let mut pieces = Vec::with_capacity(rows as usize);
    for row in 0..rows {
        let line = row.checked_sub(above).and_then(|line| set.get(line as usize)).map_or("", String::as_str);
        let cells = widths.str(line);
        let left = frame.cells.saturating_sub(cells) / 2;
        let right = frame.cells.saturating_sub(cells + left);
        let text = " ".repeat(usize::from(left)) + line + &" ".repeat(usize::from(right));
        pieces.push(SetText::plain(0, row, left + cells + right, text));
    }
    SetBlock { pieces, rows, reversed: true, ..SetBlock::default() }
}

/// How a line of display type stands in its span.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadAlign {
    Left,
    Right,
    /// In the middle of the span.
    Center,
    /// Around the middle of its printed place.
    Own,
}

/// True for lines below each other that all start at one edge.
fn is_flush(lines: &[Line]) -> bool {
    let lefts = || lines.iter().map(|line| line.bbox.left.0);
    let size = lines.first().map_or(0.0, |line| line.size.0);
    lines.len() > 1 && lefts().fold(f32::MIN, f32::max) - lefts().fold(f32::MAX, f32::min) < size * FLUSH_EM
}

/// How a block of display type stands in print.
pub(super) fn align_of(frame: &BlockFrame) -> HeadAlign {
    let lines = frame.page.lines_of(frame.id);
    if is_flush(lines) {
        return HeadAlign::Left;
    }
    align(frame, &frame.printed, lines.first().map_or(frame.scale.em, |line| line.size.0))
}

fn align(frame: &BlockFrame, line: &Rect, size: f32) -> HeadAlign {
    let (left, right) = ((line.left - frame.span.left).0, (frame.span.right - line.right).0);
    let edge = EDGE_EM * size;
    if left < edge && right - left > edge {
        HeadAlign::Left
    } else if (left - right).abs() < CENTERED_EM * size && (frame.page.lang.is_han() || left > frame.scale.em) {
        HeadAlign::Center
    } else if left < size {
        HeadAlign::Left
    } else if right < size {
        HeadAlign::Right
    } else {
        HeadAlign::Own
    }
}

impl HeadAlign {
    /// The first cell of a text of so many cells.
    pub(super) fn place(self, frame: &BlockFrame, line: &Rect, cells: u16) -> u16 {
        let free = frame.cells.saturating_sub(cells);
        match self {
            HeadAlign::Left => {
                ((line.left - frame.span.left).0 * frame.scale.x).round().clamp(0.0, f32::from(free)) as u16
            }
            HeadAlign::Right => free,
            HeadAlign::Center => free / 2,
            HeadAlign::Own => {
                let middle = (line.center().x - frame.span.left).0 * frame.scale.x;
                (middle - f32::from(cells) / 2.0).round().clamp(0.0, f32::from(free)) as u16
            }
        }
    }
}

/// The text with blanks between its letters where print has them: as many as there, within the head's cells. Larger type
/// is no wider here. Only where words are not parted by blanks: spaced Latin cannot be read or searched.
fn spaced(text: &str, line: &Line, frame: &BlockFrame, widths: &WidthModel) -> String {
    let (cells, letters) = (widths.str(text), graphemes(text).count() as u16);
    let is_plain = text.chars().any(|c| c == ' ' || c.is_ascii_alphanumeric());
    let lang = frame.page.lang;
    if !lang.is_cjk() || is_plain || letters < 2 {
        return text.to_owned();
    }
    let pitch = (line.bbox.width().0 - line.size.0) / line.size.0.max(0.1) / f32::from(letters - 1);
    let printed = ((pitch - 1.0) * 2.0).round().clamp(0.0, f32::from(MOST_SPACING)) as u16;
    let room = frame.cells.saturating_sub(cells) / (letters - 1);
    let gap = " ".repeat(usize::from(printed.min(room)));
    graphemes(text).map(|(_, letter)| letter).collect::<Vec<_>>().join(&gap)
}
