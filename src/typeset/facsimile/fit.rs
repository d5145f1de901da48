//! The whole page in a window: the architecture of the page with its heads legible, body as tone.

use super::block_setting::{self, BlockFrame, is_display, is_reversed};
use super::edges::{Network, side_by_side};
use super::heads::{HeadAlign, align_of, broken};
use super::items::{ItemKind, PageItem, is_inside, items};
use super::paint::{Canvas, KeptRows, PlacedPage, frames, pictures};
use super::rules::{rules_across, rules_down};
use super::scale::CellScale;
use super::vertical_placement::RowRange;
use super::{Facsimile, Mark, MarkKind, full_page};
use crate::geometry::{Pt, Rect};
use crate::model::page::{Block, BlockId, Line, Page};
use crate::model::role::Role;
use crate::typeset::galley::lines::LineSetting;
use crate::typeset::vertical_forms;
use crate::typeset::width::{WidthModel, is_leftward};

/// How far the page may be pulled out of its printed shape to fill the window. Heads gain more from the width than
/// the eye loses; the second is for pages whose heads are cut otherwise.
const MOST_STRETCH: [f32; 2] = [1.8, 2.8];
/// A cell is this much higher than wide.
const CELL_HEIGHT: f32 = 2.0;
/// A head takes at most this many rows, whatever its length.
const MOST_HEAD_ROWS: u32 = 4;
/// A small head takes at most this many rows.
const SMALL_HEAD_ROWS: u32 = 2;
/// What is no head of its own is legible when one of its lines is this share of a row high.
const LEGIBLE_ROW: f32 = 0.3;
/// The tone of one, two, and three or more lines of text in a row: braille, the same width everywhere.
const TONES: [char; 3] = ['⠒', '⠶', '⠿'];
/// The tone of vertical lines.
const VERTICAL_TONE: char = '⡇';

/// The page in a window: cells to the point, both ways.
struct FitWindow {
    x: f32,
    y: f32,
    top: f32,
    rows: u32,
}

/// Draws the page in a window.
pub(super) fn draw(page: &Page, columns: u16, rows: u16, widths: &WidthModel) -> Facsimile {
    let [first, wider] = MOST_STRETCH;
    let drawn = stretched(page, (columns, rows), first, widths);
    let missing = cut_heads(page, &drawn);
    if missing == 0 || drawn.width >= columns {
        return drawn;
    }
    let wider = stretched(page, (columns, rows), wider, widths);
    if cut_heads(page, &wider) < missing { wider } else { drawn }
}

/// How many headlines and kickers end in dots that are not their own, or do not show at all.
fn cut_heads(page: &Page, drawn: &Facsimile) -> usize {
    let is_whole = |(at, block): &(usize, &Block)| {
        let last = drawn.marks_of(BlockId(*at as u32)).filter(|mark| matches!(mark.kind, MarkKind::Text(_))).last();
        last.is_some_and(|mark| !mark.text.trim_end().ends_with('…') || block.text.ends_with('…'))
    };
    let heads = page.blocks.iter().enumerate().filter(|(_, block)| matches!(block.role, Role::Headline | Role::Kicker));
    heads.filter(|head| !is_whole(head)).count()
}

/// The page pulled out of its shape by so much at most.
fn stretched(page: &Page, (columns, rows): (u16, u16), stretch: f32, widths: &WidthModel) -> Facsimile {
    let mut scale = CellScale::full(page, widths);
    let items = items(page, &scale);
    let Some(hull) = Rect::hull(items.iter().map(|item| &item.printed)) else {
        return Canvas::new(columns, 0).done(widths);
    };
    let rows = rows.max(1);
    let natural = hull.width().0.max(1.0) / hull.height().0.max(1.0) * CELL_HEIGHT;
    let across = (f32::from(rows) * natural * stretch).clamp(1.0, f32::from(columns)).ceil();
    let down = (across / natural * stretch).clamp(1.0, f32::from(rows)).ceil();
    scale.left = hull.left.0;
    let pairs = side_by_side(&items, &scale);
    let network = Network::of(page, &items, &pairs, &scale);
    let factor = full_page::factor(&network, &scale, across as u16);
    let edges = network.set(&scale.stretched(factor.unwrap_or(0.01)));
    let window = FitWindow {
        x: scale.x * factor.unwrap_or(0.01),
        y: down / hull.height().0.max(1.0),
        top: hull.top.0,
        rows: down as u32,
    };
    let fitted = CellScale { x: window.x, ..scale };
    let mut placed = PlacedPage {
        page,
        items: &items,
        pairs: &pairs,
        edges: &edges,
        sets: Vec::new(),
        rows: items.iter().map(|item| window.span(&item.printed)).collect(),
        scale: &fitted,
    };
    // Columns that do not fit even at the smallest scale are cut at the edge of the window.
    let mut canvas = Canvas::new(edges.width.min(columns), window.rows);
    let rows = KeptRows::all(window.rows);
    frames(&placed, &rows, &mut canvas, widths);
    rules_down(&placed, &rows, &mut canvas, widths);
    let drawn = heads(&placed, &window, &mut canvas, widths);
    // Two rules around a kicker may share a row with it: it is worth more than they are.
    rules_across(&placed, &rows, &mut canvas, widths);
    give_way(&mut placed, &drawn);
    tone(&placed, &window, &mut canvas);
    pictures(&placed, &rows, &mut canvas);
    canvas.done(widths)
}

impl FitWindow {
    /// The row of a height on the page.
    fn row(&self, y: Pt) -> u32 {
        (((y.0 - self.top) * self.y).floor().max(0.0) as u32).min(self.rows.saturating_sub(1))
    }
    /// First row and row after the last of a box.
    fn span(&self, printed: &Rect) -> (u32, u32) {
        let bottom = (((printed.bottom.0 - self.top) * self.y).round().max(0.0) as u32).min(self.rows);
        let top = self.row(printed.top);
        (top, bottom.max(top + 1))
    }
}

/// Heads from the largest to the smallest, each as near to its printed place as larger ones leave it.
/// Gives their rows.
fn heads(placed: &PlacedPage, window: &FitWindow, canvas: &mut Canvas, widths: &WidthModel) -> Vec<(usize, RowRange)> {
    let page = placed.page;
    let size = |id: BlockId| page.lines_of(id).iter().map(|line| line.size.0).fold(0.0, f32::max);
    let mut found: Vec<(usize, BlockId)> = Vec::new();
    for (at, item) in placed.items.iter().enumerate() {
        if let ItemKind::Block(id) = item.what
            && is_legible(page.block(id).role, size(id) * window.y)
            && !page.block(id).text.contains(is_leftward)
        {
            found.push((at, id));
        }
    }
    let rank = |id: BlockId| u8::from(!is_large(page.block(id).role));
    found.sort_by(|a, b| rank(a.1).cmp(&rank(b.1)).then(size(b.1).total_cmp(&size(a.1))));
    let mut drawn = Vec::new();
    for (at, id) in found {
        let rows = head(placed, at, id, &drawn, canvas, widths);
        drawn.extend(rows.map(|rows| (at, rows)));
    }
    drawn
}

/// Pictures begin below the heads that stand above them and end above those below, also where these moved.
fn give_way(placed: &mut PlacedPage, drawn: &[(usize, RowRange)]) {
    for (at, item) in placed.items.iter().enumerate().filter(|(_, item)| matches!(item.what, ItemKind::Picture(_))) {
        let (Some(cells), Some(rows)) = (placed.edges.cells.get(at), placed.rows.get_mut(at)) else { continue };
        for (head, (first, end)) in drawn {
            let (Some(head), Some(across)) = (placed.items.get(*head), placed.edges.cells.get(*head)) else { continue };
            let (middle, meets) = (head.printed.center().y, across.0 < cells.1 && cells.0 < across.1);
            if meets && middle < item.printed.top {
                rows.0 = rows.0.max(*end);
            } else if meets && middle > item.printed.bottom {
                rows.1 = rows.1.min(*first);
            }
        }
        rows.1 = rows.1.max(rows.0);
    }
}

/// The rows between what stands above a head in print and what stands below it: heads that are drawn already, rules, and
/// the edges of boxes.
fn between(placed: &PlacedPage, at: usize, drawn: &[(usize, RowRange)], keeps_off_rules: bool) -> RowRange {
    let (mut top, mut bottom) = (0, u32::MAX);
    let (Some(own), Some((left, right))) = (placed.items.get(at), placed.edges.cells.get(at)) else {
        return (top, bottom);
    };
    let lines = placed.items.iter().enumerate().filter_map(|(other, item)| match item.what {
        ItemKind::Rule(_) if !keeps_off_rules => None,
        ItemKind::Frame(_) | ItemKind::Rule(_) => placed.rows.get(other).map(|rows| (other, *rows)),
        ItemKind::Block(_) | ItemKind::Picture(_) => None,
    });
    for (other, (first, end)) in drawn.iter().copied().chain(lines) {
        let (Some(item), Some(cells)) = (placed.items.get(other), placed.edges.cells.get(other)) else { continue };
        if cells.0 >= *right || cells.1 <= *left {
            continue;
        }
        let (middle, printed) = (own.printed.center().y, &item.printed);
        if matches!(item.what, ItemKind::Frame(_)) && is_inside(&own.printed, printed) {
            (top, bottom) = (top.max(first + 1), bottom.min(end.saturating_sub(1)));
        } else if middle < printed.top {
            bottom = bottom.min(first);
        } else if middle > printed.bottom {
            top = top.max(end);
        }
    }
    (top, bottom)
}

/// True for a role whose text is drawn; `rows` is how high one of its lines is.
fn is_legible(role: Role, rows: f32) -> bool {
    match role {
        Role::Headline | Role::Masthead | Role::Section | Role::Kicker | Role::Subhead => true,
        Role::Deck | Role::PullQuote | Role::Folio => rows >= LEGIBLE_ROW,
        Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::Caption
        | Role::Credit
        | Role::Jump
        | Role::Table
        | Role::Advert
        | Role::Furniture => rows >= 1.0,
    }
}

/// Draws a head; returns its rows.
fn head(
    placed: &PlacedPage,
    at: usize,
    id: BlockId,
    drawn: &[(usize, RowRange)],
    canvas: &mut Canvas,
    widths: &WidthModel,
) -> Option<RowRange> {
    let block = placed.page.block(id);
    let (item, (left, right)) = (placed.items.get(at)?, placed.edges.cells.get(at)?);
    let (top, bottom) = placed.rows.get(at)?;
    let own = (*right).min(canvas.width()).saturating_sub(*left);
    let cells = if is_kicker(block.role) { widened(placed, at, &block.text, own, canvas, widths) } else { own };
    if cells < 2 {
        return None;
    }
    let setting = LineSetting { balance: true, ..LineSetting::plain(placed.page.lang, cells) };
    if block.vertical {
        vertical_head(placed, at, id, canvas, widths);
        return Some((*top, *bottom));
    }
    let (span, printed, scale) = (item.span, item.printed, placed.scale);
    let frame = BlockFrame { page: placed.page, id, span, printed, cells, hang: false, scale };
    let mut set = block_setting::rows(placed.page, block, &setting, widths);
    if set.len() > 1 && is_display(block.role) {
        set = broken(&frame, block, cells, widths);
    }
    let most = if is_large(block.role) || is_reversed(placed.page, block) { MOST_HEAD_ROWS } else { SMALL_HEAD_ROWS };
    let wanted = (set.len() as u32).min(most.max(bottom - top));
    let mut room = |limits| room(canvas, (*left, cells), (*top, *bottom), limits, wanted);
    // Better in the wrong place than not at all, but for what is small.
    let anywhere = is_large(block.role).then_some((0, u32::MAX));
    let limits = between(placed, at, drawn, true);
    let below_kickers = (limits.0.max(below_kickers(placed, at)), limits.1);
    let over_rules = is_kicker(block.role).then(|| between(placed, at, drawn, false));
    let (start, rows) =
        room(below_kickers).or_else(|| room(limits)).or_else(|| room(over_rules?)).or_else(|| room(anywhere?))?;
    // A few characters of a long line over a head say nothing.
    if is_kicker(block.role) && (rows as usize) < set.len().div_ceil(2) {
        return None;
    }
    let whole = rows as usize >= set.len();
    let kind = if is_reversed(placed.page, block) { MarkKind::Boxed(block.role) } else { MarkKind::Text(block.role) };
    let align = if is_reversed(placed.page, block) { HeadAlign::Center } else { align_of(&frame) };
    for (line, y) in set.iter().zip(start..start + rows) {
        let last = y + 1 == start + rows && !whole;
        let text = if last { shortened(&line.text, cells, widths) } else { line.text.clone() };
        let width = widths.str(&text);
        let x = left + align.place(&frame, &printed, width);
        canvas.put(Mark { x, y, width, text, kind, block: Some(id) });
        canvas.keep_white(*left, y, cells);
    }
    Some((start, start + rows))
}

/// The first row below the small heads over a large one, when each of them has a row.
fn below_kickers(placed: &PlacedPage, at: usize) -> u32 {
    let (Some(own), Some((left, right))) = (placed.items.get(at), placed.edges.cells.get(at)) else { return 0 };
    let row_above = |(other, item): (usize, &PageItem)| {
        let (cells, rows) = (placed.edges.cells.get(other)?, placed.rows.get(other)?);
        let is_small = matches!(item.what, ItemKind::Block(id) if is_kicker(placed.page.block(id).role));
        let is_over = item.printed.center().y < own.printed.top && cells.0 < *right && *left < cells.1;
        (is_small && is_over).then_some(rows.0)
    };
    let mut rows: Vec<u32> = placed.items.iter().enumerate().filter_map(row_above).collect();
    rows.sort_unstable();
    rows.iter().rev().zip(1..).map(|(row, count)| row + count).max().unwrap_or(0)
}

/// The cells of a small head: as many as its text needs where nothing stands beside it, else its own.
fn widened(placed: &PlacedPage, at: usize, text: &str, own: u16, canvas: &Canvas, widths: &WidthModel) -> u16 {
    let (Some((left, right)), Some(rows)) = (placed.edges.cells.get(at), placed.rows.get(at)) else { return own };
    let wanted = widths.str(&widths.sanitize(text.trim())).min(canvas.width().saturating_sub(*left));
    let is_beside = |(other, item): (usize, &PageItem)| {
        let (Some(cells), Some(there)) = (placed.edges.cells.get(other), placed.rows.get(other)) else { return false };
        let is_level = there.0 < rows.1 && rows.0 < there.1;
        !matches!(item.what, ItemKind::Rule(_)) && is_level && cells.0 < *left + wanted && *right <= cells.0
    };
    if placed.items.iter().enumerate().any(is_beside) { own } else { own.max(wanted) }
}

/// Small heads over a headline.
fn is_kicker(role: Role) -> bool {
    matches!(role, Role::Kicker | Role::Section)
}

/// Heads that are given more rows than they took in print.
fn is_large(role: Role) -> bool {
    matches!(role, Role::Headline | Role::Masthead)
}

/// A vertical head: its characters below each other, as many as its height in print holds.
fn vertical_head(placed: &PlacedPage, at: usize, id: BlockId, canvas: &mut Canvas, widths: &WidthModel) {
    let block = placed.page.block(id);
    let (Some((left, right)), Some((top, bottom))) = (placed.edges.cells.get(at), placed.rows.get(at)) else { return };
    let x = left + right.saturating_sub(*left).saturating_sub(vertical_forms::LINE) / 2;
    let shown = widths.sanitize(block.text.trim());
    let cells = vertical_forms::cells(&shown);
    if (bottom - top) as usize * 2 < cells.len() {
        return;
    }
    for (cell, y) in cells.into_iter().zip(*top..*bottom) {
        let width = widths.str(&cell);
        if width > 0 && canvas.is_free(x, y, width) {
            canvas.put(Mark { x, y, width, text: cell, kind: MarkKind::Text(block.role), block: Some(id) });
        }
    }
    (*top..*bottom).for_each(|y| canvas.keep_white(*left, y, right.saturating_sub(*left)));
}

/// Free rows for a head within these limits: as many as it wants from its printed place on, else as many as are free
/// there.
fn room(
    canvas: &mut Canvas,
    (left, cells): (u16, u16),
    (top, bottom): RowRange,
    limits: RowRange,
    wanted: u32,
) -> Option<(u32, u32)> {
    let middle = top + (bottom - top).saturating_sub(wanted) / 2;
    let starts = [middle, top, top + 1, top.saturating_sub(1), top + 2, top.saturating_sub(2), top + 3];
    for rows in (1..=wanted).rev() {
        for start in starts {
            let is_within = limits.0 <= start && start + rows <= limits.1.min(canvas.height());
            if is_within && (start..start + rows).all(|row| canvas.is_free(left, row, cells)) {
                return Some((start, rows));
            }
        }
    }
    None
}

/// The line with an ellipsis at its end, within these cells.
fn shortened(text: &str, cells: u16, widths: &WidthModel) -> String {
    let ellipsis = widths.sanitize("…").into_owned();
    let mut kept = String::new();
    for (_, grapheme) in crate::typeset::width::graphemes(text) {
        if widths.str(&kept) + widths.grapheme(grapheme) + widths.str(&ellipsis) > cells {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + &ellipsis
}

/// Text too small to read: each printed line darkens its row.
fn tone(placed: &PlacedPage, window: &FitWindow, canvas: &mut Canvas) {
    let page = placed.page;
    let legible = canvas.blocks();
    for (at, item) in placed.items.iter().enumerate() {
        let (ItemKind::Block(id), Some((left, right))) = (item.what, placed.edges.cells.get(at)) else { continue };
        let block = page.block(id);
        let kind = MarkKind::Tone(block.role);
        if legible.contains(&id) {
            continue;
        }
        if block.vertical {
            let (top, bottom) = placed.rows.get(at).copied().unwrap_or_default();
            let text = vec![VERTICAL_TONE; usize::from(right - left)];
            (top..bottom).for_each(|row| canvas.fill_with(row, *left, &text, kind, Some(id)));
            continue;
        }
        let mut rows: Vec<(u32, usize, u16, u16)> = Vec::new();
        for line in page.lines_of(id) {
            let row = window.row(line.bbox.center().y);
            let (from, to) = extent(line, item, (*left, *right), window);
            match rows.last_mut() {
                Some((last, count, l, r)) if *last == row => (*count, *l, *r) = (*count + 1, from.min(*l), to.max(*r)),
                _ => rows.push((row, 1, from, to)),
            }
        }
        for (row, count, from, to) in rows {
            let tone = TONES.get(count - 1).or(TONES.last()).copied().unwrap_or(' ');
            canvas.fill_with(row, from, &vec![tone; usize::from(to.saturating_sub(from))], kind, Some(id));
        }
    }
}

/// The cells of a printed line within those of its block.
fn extent(line: &Line, item: &PageItem, (left, right): (u16, u16), window: &FitWindow) -> (u16, u16) {
    let at =
        |x: Pt| left.saturating_add(((x - item.span.left).0 * window.x).round().clamp(0.0, f32::from(u16::MAX)) as u16);
    let from = at(line.bbox.left).min(right.saturating_sub(1)).max(left);
    // A line that nearly fills its column fills it.
    let full = (item.span.right - line.bbox.right).0 < line.size.0 * 1.5;
    (from, if full { right } else { at(line.bbox.right).clamp(from + 1, right.max(from + 1)) })
}
