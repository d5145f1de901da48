//! The lines of one block in its cells: body lines keep their breaks where they fit, heads are centered or
//! letter-spaced over their span, what does not fit is set again.

use super::scale::Scale;
use crate::geometry::{Pt, Rect};
use crate::model::lang::Lang;
use crate::model::page::{Block, BlockId, Line, Page};
use crate::model::role::Role;
use crate::typeset::galley::lines::{Setting, TextLine, lines};
use crate::typeset::galley::{Cap, language};
use crate::typeset::tables::Table;
use crate::typeset::width::{WidthModel, graphemes};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Text in some cells, relative to the block's first cell and row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
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

impl Piece {
    /// Ordinary text.
    pub fn plain(x: u16, row: u32, cells: u16, text: String) -> Piece {
        Piece { x, row, cells, text, is_cap: false }
    }
}

/// A block in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// What to print, by row and column.
    pub pieces: Vec<Piece>,
    /// Rows it takes.
    pub rows: u32,
    /// Its cells are all reversed.
    pub reversed: bool,
}

/// Where a block is set.
pub(super) struct Frame<'a> {
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
    pub scale: &'a Scale,
}

/// Most blanks between two letters of a head: one em.
const MOST_SPACING: u16 = 2;
/// A line whose white on both sides differs by less than this is centered, in em of its own type.
const CENTERED_EM: f32 = 1.5;
/// Lines of a head that start within this of each other are flush left, in em of their own type.
const FLUSH_EM: f32 = 0.5;
/// A line that is this near to one edge of its span, and farther from the other, stands at that edge, in em of its own
/// type.
const EDGE_EM: f32 = 0.25;
/// What a first line may be indented by, in em of the body; what starts farther in is placed, not indented.
const INDENT_EM: RangeInclusive<f32> = 0.5..=3.0;
/// The share of an indent that a line may lose to fit its column; what would lose more is set again.
const LOST_INDENT: f32 = 0.5;
/// Rows a boxed head has more than its text, where print has the height for it: one above, one below.
const BOX_WHITE: u32 = 2;

/// Sets a block.
pub(super) fn set(frame: &Frame, widths: &WidthModel) -> Set {
    let block = frame.page.block(frame.id);
    if is_reversed(block) {
        return boxed(frame, block, widths);
    }
    if block.role == Role::Table {
        return table(frame, block, widths);
    }
    if is_display(block.role) { display(frame, widths) } else { running(frame, block, widths) }
}

/// True for a head in a box, which is drawn in reverse video. Running text, tables and adverts stay plain, with the edges
/// of their box around them.
pub(super) fn is_reversed(block: &Block) -> bool {
    block.boxed && is_display(block.role)
}

/// The lines of a block, set as plain text is; a row of a table stays a row.
pub(super) fn rows(page: &Page, block: &Block, setting: &Setting, widths: &WidthModel) -> Vec<TextLine> {
    if block.role != Role::Table {
        return lines(&block.text, setting, widths);
    }
    let table = Table::of(&block.text, |cell| widths.sanitize(cell).into_owned(), widths);
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
fn table(frame: &Frame, block: &Block, widths: &WidthModel) -> Set {
    let setting = Setting::plain(frame.page.lang, frame.cells);
    let pieces = stacked(rows(frame.page, block, &setting, widths), |_| 0);
    Set { rows: pieces.len() as u32, pieces, reversed: false }
}

/// Running text: as printed where every line fits, else set again at the width of its column.
fn running(frame: &Frame, block: &Block, widths: &WidthModel) -> Set {
    let printed = frame.page.lines_of(frame.id);
    let cap = Cap::of(&block.text, printed, widths).filter(|cap| frame.cells > 4 * cap.cells);
    let kept: Option<Vec<Piece>> =
        printed.iter().enumerate().map(|(row, line)| kept(frame, line, row, cap, widths)).collect();
    if let Some(mut pieces) = kept.filter(|pieces| !pieces.is_empty()) {
        let rows = pieces.len() as u32;
        let is_straight = match cap {
            Some(cap) => split_cap(cap, &mut pieces, widths),
            None => straighten(frame, &mut pieces),
        };
        if is_straight {
            return Set { pieces: pieces.into_iter().filter(|piece| piece.cells > 0).collect(), rows, reversed: false };
        }
    }
    let indent = match cap {
        Some(cap) => cap.cells,
        None => printed.first().map_or(0, |line| indent(frame, line)),
    };
    let setting = Setting {
        first: frame.cells.saturating_sub(indent),
        capped: cap.is_some(),
        hang: frame.hang,
        justify: frame.page.lang.is_han(),
        hyphens: true,
        ..Setting::plain(language(frame.page, &block.text), frame.cells)
    };
    let text = cap.and_then(|cap| block.text.strip_prefix(cap.text)).unwrap_or(&block.text);
    let mut pieces = stacked(lines(text, &setting, widths), |_| 0);
    for first in pieces.iter_mut().take(1 + usize::from(cap.is_some())) {
        first.x = indent;
    }
    let rows = pieces.len() as u32;
    if let Some(cap) = cap {
        let text = widths.sanitize(cap.text).into_owned();
        pieces.insert(0, Piece { is_cap: true, ..Piece::plain(0, 0, cap.cells, text) });
    }
    Set { pieces, rows, reversed: false }
}

/// Parts the cap from the line that begins with it.
fn split_cap(cap: Cap, pieces: &mut Vec<Piece>, widths: &WidthModel) -> bool {
    let text = widths.sanitize(cap.text).into_owned();
    let Some(first) = pieces.first_mut() else { return true };
    let Some(rest) = first.text.strip_prefix(text.as_str()).map(str::to_owned) else { return true };
    let (x, row) = (first.x, first.row);
    *first = Piece::plain(x + cap.cells, row, widths.str(&rest), rest);
    pieces.insert(0, Piece { is_cap: true, ..Piece::plain(x, row, cap.cells, text) });
    true
}

/// A printed line in its place, if it fits.
fn kept(frame: &Frame, line: &Line, row: usize, cap: Option<Cap>, widths: &WidthModel) -> Option<Piece> {
    let room = frame.cells + u16::from(frame.hang);
    let beside = cap.filter(|cap| (1..cap.beside).contains(&row)).map_or(0, |cap| cap.cells);
    let own = if row == 0 { indent(frame, line) } else { offset(frame, line) } + beside;
    let text = widths.sanitize(line.text.trim());
    let text = tightened(text, own, frame.cells, widths);
    let cells = widths.str(&text);
    let hangs =
        cells > frame.cells && !text.ends_with(['，', '。', '、', '；', '：', '？', '！', '）', '》', '」', '』']);
    let x = if cap.is_some() { own.min(frame.cells.saturating_sub(cells)).max(beside) } else { own };
    (beside + cells <= room && !hangs).then(|| Piece::plain(x, row as u32, cells, text.into_owned()))
}

/// The text without as many of the blanks between Han and Latin as it needs to fit behind its indent: print has a quarter
/// of an em there, and none where a line is full. All of them stay where that is not enough.
pub(super) fn tightened<'a>(text: Cow<'a, str>, indent: u16, cells: u16, widths: &WidthModel) -> Cow<'a, str> {
    let mut over = (indent + widths.str(&text)).saturating_sub(cells);
    let is_loose = |pair: [Option<char>; 2]| match pair {
        [Some(before), Some(after)] => is_ideographic(before) != is_ideographic(after) && before != ' ' && after != ' ',
        _ => false,
    };
    let around = |at: usize| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        [before.chars().next_back(), after.chars().next()]
    };
    let loose: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).filter(|at| is_loose(around(*at))).collect();
    if over == 0 || usize::from(over) > loose.len() {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if over > 0 && loose.contains(&at) {
            over -= 1;
        } else {
            kept.push(c);
        }
    }
    kept.into()
}

/// Han and kana, whose words are not parted by blanks.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Moves lines that would leave the frame to the left: all of them as far as that goes, so that they stay in line. False
/// when the first line would lose most of its indent.
fn straighten(frame: &Frame, pieces: &mut [Piece]) -> bool {
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
fn offset(frame: &Frame, line: &Line) -> u16 {
    ((line.bbox.left - frame.span.left).0 * frame.scale.x).round().clamp(0.0, f32::from(frame.cells)) as u16
}

/// Cells before the first line of running text. An indent is as many characters wide as in print at every scale, but for
/// columns that are too narrow for it.
fn indent(frame: &Frame, line: &Line) -> u16 {
    let scaled = offset(frame, line);
    let printed = (line.bbox.left - frame.span.left).0 / frame.scale.em;
    if frame.page.block(frame.id).role != Role::Body || !INDENT_EM.contains(&printed) {
        return scaled;
    }
    let own = (printed * 2.0).round() as u16;
    let most = frame.cells / 3 / 2 * 2;
    own.max(scaled).min(most.max(1))
}

/// Display type: each printed line in its row, centered where print is, letter-spaced towards its printed width.
fn display(frame: &Frame, widths: &WidthModel) -> Set {
    let printed = frame.page.lines_of(frame.id);
    let text: Vec<_> = printed.iter().map(|line| widths.sanitize(line.text.trim())).collect();
    if text.is_empty() || text.iter().any(|text| widths.str(text) > frame.cells) {
        return reset(frame, widths);
    }
    let middle = |line: Option<&Line>| line.map_or(Pt(0.0), |line| line.bbox.center().y);
    let count = printed.len() as u32;
    let flush = is_flush(printed).then_some(Align::Left);
    // The lines stand close: at the foot of the height they took in print, since a head belongs to what is below it; in
    // the middle where a line of its own stands over it.
    let white = (frame.scale.white(middle(printed.last()) - middle(printed.first())) + 1).saturating_sub(count);
    let drop = if has_line_above(frame) { white / 2 } else { white };
    let one = |((line, text), row): ((&Line, Cow<str>), u32)| {
        let natural = (line.bbox.width().0 * frame.scale.x).round().clamp(0.0, f32::from(frame.cells)) as u16;
        let text = if count > 1 { text.into_owned() } else { spaced(&text, natural, frame.page.lang, widths) };
        let cells = widths.str(&text);
        let align = flush.unwrap_or_else(|| align(frame, &line.bbox, line.size.0));
        let x = align.place(frame, &line.bbox, cells);
        Piece::plain(x, row, cells, text)
    };
    let pieces = printed.iter().zip(text).zip(drop..).map(one).collect();
    Set { pieces, rows: drop + count, reversed: false }
}

/// True for a head with a smaller one close above it.
fn has_line_above(frame: &Frame) -> bool {
    let is_above = |block: &Block| {
        let white = frame.printed.top - block.bbox.bottom;
        white.0.abs() < frame.scale.leading && block.bbox.overlap_x(&frame.printed).0 > 0.0
    };
    frame.page.blocks.iter().any(|block| matches!(block.role, Role::Kicker | Role::Section) && is_above(block))
}

/// Display type that is wider than its span: balanced lines, aligned as printed.
fn reset(frame: &Frame, widths: &WidthModel) -> Set {
    let block = frame.page.block(frame.id);
    let setting = Setting { balance: true, ..Setting::plain(frame.page.lang, frame.cells) };
    let align = align_of(frame);
    let pieces = stacked(lines(&block.text, &setting, widths), |cells| align.place(frame, &frame.printed, cells));
    Set { rows: pieces.len() as u32, pieces, reversed: false }
}

/// One row for each line.
fn stacked(lines: Vec<TextLine>, place: impl Fn(u16) -> u16) -> Vec<Piece> {
    let piece = |(row, line): (usize, TextLine)| Piece::plain(place(line.cells), row as u32, line.cells, line.text);
    lines.into_iter().enumerate().map(piece).collect()
}

/// A boxed head: reversed to the edges of its box, its text in the middle.
fn boxed(frame: &Frame, block: &Block, widths: &WidthModel) -> Set {
    let inner = frame.cells.saturating_sub(2).max(1);
    let printed: Vec<_> = frame.page.lines_of(frame.id).iter().map(|line| widths.sanitize(line.text.trim())).collect();
    let fits = !printed.is_empty() && printed.iter().all(|text| widths.str(text) <= inner);
    let set: Vec<String> = if fits {
        printed.into_iter().map(Cow::into_owned).collect()
    } else {
        let setting = Setting { balance: true, ..Setting::plain(frame.page.lang, inner) };
        lines(&block.text, &setting, widths).into_iter().map(|line| line.text).collect()
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
        pieces.push(Piece::plain(0, row, left + cells + right, text));
    }
    Set { pieces, rows, reversed: true }
}

/// How a line of display type stands in its span.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
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
pub(super) fn align_of(frame: &Frame) -> Align {
    let lines = frame.page.lines_of(frame.id);
    if is_flush(lines) {
        return Align::Left;
    }
    align(frame, &frame.printed, lines.first().map_or(frame.scale.em, |line| line.size.0))
}

fn align(frame: &Frame, line: &Rect, size: f32) -> Align {
    let (left, right) = ((line.left - frame.span.left).0, (frame.span.right - line.right).0);
    let edge = EDGE_EM * size;
    if left < edge && right - left > edge {
        Align::Left
    } else if (left - right).abs() < CENTERED_EM * size && (frame.page.lang.is_han() || left > frame.scale.em) {
        Align::Center
    } else if left < size {
        Align::Left
    } else if right < size {
        Align::Right
    } else {
        Align::Own
    }
}

impl Align {
    /// The first cell of a text of so many cells.
    pub(super) fn place(self, frame: &Frame, line: &Rect, cells: u16) -> u16 {
        let free = frame.cells.saturating_sub(cells);
        match self {
            Align::Left => ((line.left - frame.span.left).0 * frame.scale.x).round().clamp(0.0, f32::from(free)) as u16,
            Align::Right => free,
            Align::Center => free / 2,
            Align::Own => {
                let middle = (line.center().x - frame.span.left).0 * frame.scale.x;
                (middle - f32::from(cells) / 2.0).round().clamp(0.0, f32::from(free)) as u16
            }
        }
    }
}

/// The text with blanks between its letters, as far as it stays within `natural` cells. Only where words are not
/// parted by blanks: spaced Latin cannot be read or searched.
fn spaced(text: &str, natural: u16, lang: Lang, widths: &WidthModel) -> String {
    let (cells, letters) = (widths.str(text), graphemes(text).count() as u16);
    let is_plain = text.chars().any(|c| c == ' ' || c.is_ascii_alphanumeric());
    if !(lang.is_han() || lang == Lang::Ko) || is_plain || letters < 2 || natural <= cells {
        return text.to_owned();
    }
    let blanks = ((natural - cells) / (letters - 1)).min(MOST_SPACING);
    let gap = " ".repeat(usize::from(blanks));
    graphemes(text).map(|(_, letter)| letter).collect::<Vec<_>>().join(&gap)
}
