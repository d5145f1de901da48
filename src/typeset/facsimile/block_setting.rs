//! The lines of one block in its cells: body lines keep their breaks where they fit, what does not fit is set again.

use super::heads::{boxed, display};
use super::items::is_inside;
use super::listing;
use super::scale::CellScale;
use crate::geometry::{Pt, Rect};
use crate::model::page::{Block, BlockId, Line, Page};
use crate::model::role::Role;
use crate::model::sheet::RuledBox;
use crate::typeset::galley::lines::{FlowedLine, LineSetting, lines};
use crate::typeset::galley::{Cap, language};
use crate::typeset::tables::TextTable;
use crate::typeset::width::WidthModel;
use std::ops::RangeInclusive;

/// Text in some cells, relative to the block's first cell and row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SetText {
    /// Column.
    pub x: u16,
    /// Row.
    pub row: u32,
    /// Cells.
    pub cells: u16,
    /// What to print.
    pub text: String,
    /// It is a drop cap.
    pub is_cap: bool,
}

impl SetText {
    /// Ordinary text.
    pub fn plain(x: u16, row: u32, cells: u16, text: String) -> SetText {
        SetText { x, row, cells, text, is_cap: false }
    }
}

/// A block in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SetBlock {
    /// What to print, by row and column.
    pub pieces: Vec<SetText>,
    /// Rows it takes.
    pub rows: u32,
    /// Its cells are all reversed.
    pub reversed: bool,
    /// Its lines are those of print.
    pub as_printed: bool,
}

/// Where a block is set.
pub(super) struct BlockFrame<'a> {
    /// The page it is on.
    pub page: &'a Page,
    /// The block.
    pub id: BlockId,
    /// Its columns in points.
    pub span: Rect,
    /// Its box in print.
    pub printed: Rect,
    /// Cells it may take.
    pub cells: u16,
    /// A stop may hang into the gutter to its right.
    pub hang: bool,
    /// The scale of the page.
    pub scale: &'a CellScale,
}

/// A box of this gray or a lighter one is as white as the paper.
pub(super) const PAPER: f32 = 0.985;
/// What a first line may be indented by, in em of the body; what starts farther in is placed, not indented.
const INDENT_EM: RangeInclusive<f32> = 0.5..=3.0;
/// The share of an indent that a line may lose to fit its column; what would lose more is set again.
const LOST_INDENT: f32 = 0.5;

/// Sets a block.
pub(super) fn set(frame: &BlockFrame, widths: &WidthModel) -> SetBlock {
    let block = frame.page.block(frame.id);
    if is_reversed(frame.page, block) {
        return boxed(frame, block, widths);
    }
    if block.role == Role::Table {
        return table(frame, block, widths);
    }
    if is_display(block.role) { display(frame, widths) } else { running(frame, block, widths) }
}

/// True for a head in a box, which is drawn in reverse video. Running text, tables and adverts stay plain, with the edges
/// of their box around them.
pub(super) fn is_reversed(page: &Page, block: &Block) -> bool {
    block.boxed && is_display(block.role) && shows_box(page, &block.bbox)
}

/// False for a text whose box cannot be seen: programs put white boxes behind text on white paper.
fn shows_box(page: &Page, text: &Rect) -> bool {
    let holds = |ruled: &&RuledBox| is_inside(text, &ruled.bbox);
    let mut around = page.boxes.iter().filter(holds).peekable();
    around.peek().is_none() || around.any(is_visible)
}

/// Whether a box has an outline, or is darker than the paper.
pub(super) fn is_visible(ruled: &RuledBox) -> bool {
    ruled.weight > Pt::ZERO || ruled.fill.is_none_or(|gray| gray < PAPER)
}

/// The lines of a block, set as plain text is; a row of a table stays a row.
pub(super) fn rows(page: &Page, block: &Block, setting: &LineSetting, widths: &WidthModel) -> Vec<FlowedLine> {
    if block.role != Role::Table {
        return lines(&block.text, setting, widths);
    }
    let table = TextTable::of(&block.text, |cell| widths.sanitize(cell).into_owned(), widths);
    table.set(language(page, &block.text), setting.rest, widths)
}

/// True for type that is set larger than the body and placed line by line.
pub(super) fn is_display(role: Role) -> bool {
    match role {
        Role::Masthead
        | Role::Section
        | Role::Kicker
        | Role::Headline
        | Role::Deck
        | Role::Subhead
        | Role::PullQuote => true,
        Role::Folio
        | Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::Caption
        | Role::Credit
        | Role::Jump
        | Role::Table
        | Role::Advert
        | Role::Furniture => false,
    }
}

/// A table: a row stays a row, its cells stand in columns.
fn table(frame: &BlockFrame, block: &Block, widths: &WidthModel) -> SetBlock {
    let setting = LineSetting::plain(frame.page.lang, frame.cells);
    let pieces = stacked(rows(frame.page, block, &setting, widths), |_| 0);
    SetBlock { rows: pieces.len() as u32, pieces, ..SetBlock::default() }
}

/// Running text: as printed where every line fits, else set again at the width of its column.
fn running(frame: &BlockFrame, block: &Block, widths: &WidthModel) -> SetBlock {
    let printed = frame.page.lines_of(frame.id);
    let cap = Cap::of(&block.text, printed, widths).filter(|cap| frame.cells > 4 * cap.cells);
    let own = if frame.page.lang.is_han() { as_read(&block.text, printed) } else { None };
    let kept: Option<Vec<SetText>> = printed
        .iter()
        .enumerate()
        .map(|(row, line)| {
            let text = own.as_ref().and_then(|own| own.get(row)).copied().unwrap_or(line.text.trim());
            kept(frame, line, text, row, cap, widths)
        })
        .collect();
    if let Some(mut pieces) = kept.filter(|pieces| !pieces.is_empty()) {
        let rows = pieces.len() as u32;
        let is_straight = match cap {
            Some(cap) => split_cap(cap, &mut pieces, widths),
            None => straighten(frame, &mut pieces),
        };
        if is_straight {
            let pieces = pieces.into_iter().filter(|piece| piece.cells > 0).collect();
            return SetBlock { pieces, rows, as_printed: true, ..SetBlock::default() };
        }
    }
    if cap.is_none() && listing::is_list(frame, printed) {
        return listing::set(frame, printed, widths);
    }
    let at_right = stands_at_right(frame, block.role, printed);
    let indent = match cap {
        Some(cap) => cap.cells,
        None if at_right => 0,
        None => printed.first().map_or(0, |line| indent(frame, line)),
    };
    let setting = LineSetting { capped: cap.is_some(), ..column(frame, indent, &block.text) };
    let text = cap.and_then(|cap| block.text.strip_prefix(cap.text)).unwrap_or(&block.text);
    let place = |width: u16| if at_right { frame.cells.saturating_sub(width) } else { 0 };
    let mut pieces = stacked(lines(text, &setting, widths), place);
    for first in pieces.iter_mut().take(1 + usize::from(cap.is_some())) {
        first.x += indent;
    }
    let rows = pieces.len() as u32;
    if let Some(cap) = cap {
        let text = widths.sanitize(cap.text).into_owned();
        pieces.insert(0, SetText { is_cap: true, ..SetText::plain(0, 0, cap.cells, text) });
    }
    SetBlock { pieces, rows, ..SetBlock::default() }
}

/// How running text is set in its column, with its first line indented.
pub(super) fn column(frame: &BlockFrame, indent: u16, text: &str) -> LineSetting {
    // Names are not broken.
    let is_name = matches!(frame.page.block(frame.id).role, Role::Byline | Role::Dateline | Role::Credit);
    LineSetting {
        first: frame.cells.saturating_sub(indent),
        hang: frame.hang,
        hyphens: !is_name,
        ..LineSetting::plain(language(frame.page, text), frame.cells)
    }
}

/// True for what print sets at the right, when it ends at the right edge of its columns and begins away from the left one.
fn stands_at_right(frame: &BlockFrame, role: Role, printed: &[Line]) -> bool {
    let near = Pt(frame.scale.em);
    let ends =
        |line: &Line| (frame.span.right - line.bbox.right).abs() < near && line.bbox.left - frame.span.left > near;
    let may = matches!(role, Role::Credit | Role::Byline | Role::Jump | Role::Folio);
    may && !printed.is_empty() && printed.iter().all(ends)
}

/// Parts the cap from the line that begins with it.
fn split_cap(cap: Cap, pieces: &mut Vec<SetText>, widths: &WidthModel) -> bool {
    let text = widths.sanitize(cap.text).into_owned();
    let Some(first) = pieces.first_mut() else { return true };
    let Some(rest) = first.text.strip_prefix(text.as_str()).map(str::to_owned) else { return true };
    let (x, row) = (first.x, first.row);
    *first = SetText::plain(x + cap.cells, row, widths.str(&rest), rest);
    pieces.insert(0, SetText { is_cap: true, ..SetText::plain(x, row, cap.cells, text) });
    true
}

/// The printed lines with the blanks of the text that is read from them: print has a quarter of an em between Han and
/// Latin, which is a blank only where it was meant as one. Nothing where the two differ by more.
fn as_read<'a>(text: &'a str, printed: &[Line]) -> Option<Vec<&'a str>> {
    let mut ink = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut lines = Vec::with_capacity(printed.len());
    for line in printed {
        let mut letters = line.text.chars().filter(|c| !c.is_whitespace());
        let (mut start, mut end) = (None, 0);
        for letter in letters.by_ref() {
            let (at, _) = ink.next().filter(|(_, c)| *c == letter)?;
            start.get_or_insert(at);
            end = at + letter.len_utf8();
        }
        lines.push(start.map_or("", |start| text.get(start..end).unwrap_or_default()));
    }
    ink.next().is_none().then_some(lines)
}

/// A printed line in its place, if it fits; `text` is what stands in it.
fn kept(
    frame: &BlockFrame,
    line: &Line,
    text: &str,
    row: usize,
    cap: Option<Cap>,
    widths: &WidthModel,
) -> Option<SetText> {
    let room = frame.cells + u16::from(frame.hang);
    let beside = cap.filter(|cap| (1..cap.beside).contains(&row)).map_or(0, |cap| cap.cells);
    let own = if row == 0 { indent(frame, line) } else { offset(frame, line) } + beside;
    let text = widths.sanitize(text);
    let cells = widths.str(&text);
    let hangs =
        cells > frame.cells && !text.ends_with(['，', '。', '、', '；', '：', '？', '！', '）', '》', '」', '』']);
    let x = if cap.is_some() { own.min(frame.cells.saturating_sub(cells)).max(beside) } else { own };
    (beside + cells <= room && !hangs).then(|| SetText::plain(x, row as u32, cells, text.into_owned()))
}

/// Moves lines that would leave the frame to the left: all of them as far as that goes, so that they stay in line. False
/// when the first line would lose most of its indent.
fn straighten(frame: &BlockFrame, pieces: &mut [SetText]) -> bool {
    let (first, rest) = (pieces.first().map_or(0, |piece| piece.x), pieces.get(1..).unwrap_or_default());
    let indent = rest.iter().map(|piece| piece.x).min().map_or(0, |rest| first.saturating_sub(rest));
    let over = pieces.iter().map(|piece| (piece.x + piece.cells).saturating_sub(frame.cells)).max().unwrap_or(0);
    let together = over.min(pieces.iter().map(|piece| piece.x).min().unwrap_or(0));
    for piece in &mut *pieces {
        piece.x = (piece.x - together).min(frame.cells.saturating_sub(piece.cells));
    }
    let kept = pieces.first().map_or(0, |piece| piece.x);
    f32::from((first - together).saturating_sub(kept)) <= f32::from(indent) * LOST_INDENT
}

/// Cells from the left edge of the span to where the line starts in print.
fn offset(frame: &BlockFrame, line: &Line) -> u16 {
    ((line.bbox.left - frame.span.left).0 * frame.scale.x).round().clamp(0.0, f32::from(frame.cells)) as u16
}

/// Cells before the first line of running text. An indent is as many characters wide as in print at every scale, but for
/// columns that are too narrow for it.
pub(super) fn indent(frame: &BlockFrame, line: &Line) -> u16 {
    let scaled = offset(frame, line);
    let printed = (line.bbox.left - frame.span.left).0 / frame.scale.em;
    if frame.page.block(frame.id).role != Role::Body || !INDENT_EM.contains(&printed) {
        return scaled;
    }
    let own = (printed * 2.0).round() as u16;
    let most = frame.cells / 3 / 2 * 2;
    own.max(scaled).min(most.max(1))
}

/// One row for each line.
pub(super) fn stacked(lines: Vec<FlowedLine>, place: impl Fn(u16) -> u16) -> Vec<SetText> {
    let piece = |(row, line): (usize, FlowedLine)| SetText::plain(place(line.cells), row as u32, line.cells, line.text);
    lines.into_iter().enumerate().map(piece).collect()
}
