//! One story, reflowed to the measure.

use super::page::{draw_bar, hit_cells};
use crate::model::page::BlockId;
use crate::t;
use crate::typeset::galley::SetLine;
use crate::ui::action::Command;
use crate::ui::caret::spots;
use crate::ui::cells::Cells;
use crate::ui::next_story::Following;
use crate::ui::search_hits::{self, HitCell, ShownPiece};
use crate::ui::set_story::{SetStory, paragraph_of};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;
use std::ops::Range;

/// Draws the lines that show, and below the last one what comes next.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) {
    let Some(set) = &state.set else {
        cells.put(area.x + 1, area.y, &t!("no story here"), area.width.saturating_sub(1), StyleToken::Faint);
        return;
    };
    let (left, measure) = (state.story_left(), set.galley.measure.0);
    let top = state.story_view.top;
    let selected = selected(state, set);
    if set.galley.upright {
        return super::vertical_story::draw(state, cells, set, &selected, area);
    }
    for (row, line) in set.lines().iter().skip(top).take(usize::from(area.height)).enumerate() {
        let y = area.y + row as u16;
        if line.boxed {
            draw_boxed(cells, Rect::new(left, y, measure, 1), line, boxed_extent(state, set, top + row));
        } else {
            let ink = if line.picture.is_some() { StyleToken::Picture } else { StyleToken::Text(line.role) };
            // A stop may hang half into the margin.
            cells.put(left, y, &line.text, measure + 1, ink);
            cells.put(left, y, &line.text, line.cap, StyleToken::Title);
            if line.large && row + 1 < usize::from(area.height) {
                cells.put_large_line(left, y, &line.text);
            }
        }
        if line.from.is_some_and(|block| selected.contains(&block)) {
            cells.tint(Rect::new(left, y, measure, 1), StyleToken::Selected);
        }
        if state.story_view.focus.is_some_and(|focus| focus == top + row) && left > area.x + 1 {
            draw_bar(state, cells, left - 2, y);
        }
    }
    draw_selection(state, cells, set, area);
    draw_hits(state, cells, set, area);
    draw_tail(state, cells, set, area);
}

/// The lines of a boxed head stand in one dark box, as wide as the longest of them and a cell on either side.
fn draw_boxed(cells: &mut Cells, row: Rect, line: &SetLine, (first, last): (u16, u16)) {
    let box_left = first.saturating_sub(1);
    let width = (last + 1).min(row.width).saturating_sub(box_left);
    cells.put(row.x, row.y, &line.text, row.width, StyleToken::Plain);
    let style = cells.theme.style(StyleToken::Boxed(line.role));
    let text = line.text.trim();
    let indent = cells.width(&line.text).saturating_sub(cells.width(line.text.trim_start()));
    cells.tint(Rect { x: row.x + box_left, width, ..row }, StyleToken::Boxed(line.role));
    cells.put_styled(row.x + indent, row.y, text, row.width.saturating_sub(indent), style);
}

/// First cell, and first cell outside, of the lines of the boxed head that this line is part of.
fn boxed_extent(state: &State, set: &SetStory, at: usize) -> (u16, u16) {
    let from = set.lines().get(at).and_then(|line| line.from);
    let same = |line: &&SetLine| line.boxed && line.from == from;
    let before = set.lines().get(..at).unwrap_or_default().iter().rev().take_while(same).count();
    let lines = set.lines().iter().skip(at - before).take_while(same);
    lines.fold((u16::MAX, 0), |(first, last), line| {
        let all = state.widths.str(line.text.trim_end());
        let indent = all - state.widths.str(line.text.trim());
        (first.min(indent), last.max(all))
    })
}

/// The selected blocks, with the first blocks of their paragraphs: lines carry those.
fn selected(state: &State, set: &SetStory) -> Vec<BlockId> {
    let mut blocks = state.selected();
    let Some(page) = state.page() else { return blocks };
    let firsts: Vec<BlockId> =
        blocks.iter().filter_map(|block| paragraph_of(page, set.at.story, *block)?.blocks.first().copied()).collect();
    blocks.extend(firsts);
    blocks
}

/// Text that is selected by character: on each line from the first character of it to the last.
fn draw_selection(state: &State, cells: &mut Cells, set: &SetStory, area: Rect) {
    let Some((selection, page)) = state.selection.as_ref().zip(state.page()) else { return };
    let (paragraphs, left, top) = (state.story_paragraphs(), state.story_left(), state.story_view.top);
    for row in 0..area.height {
        let on_line = spots(page, set, top + usize::from(row), &state.widths);
        let selected: Vec<_> = on_line.iter().filter(|spot| selection.holds(&paragraphs, spot.caret)).collect();
        if let (Some(first), Some(last)) = (selected.first(), selected.last()) {
            let width = last.x + last.width - first.x;
            cells.tint(Rect::new(left + first.x, area.y + row, width, 1), StyleToken::Selected);
        }
    }
}

fn draw_hits(state: &State, cells: &mut Cells, set: &SetStory, area: Rect) {
    let (left, top) = (state.story_left(), state.story_view.top);
    let window = top..top + usize::from(area.height);
    let pieces = |at: usize, line: &SetLine| vec![(left, at as u32, line.text.clone())];
    for ((x, y, width), ink) in hits_of(state, set, &window, pieces) {
        let y = y as usize;
        if window.contains(&y) {
            cells.tint(Rect::new(x, area.y + (y - top) as u16, width, 1), ink);
        }
    }
}

/// The cells of hits in lines that show, and of the one gone to last; `pieces` puts the text of a line in places.
pub(super) fn hits_of(
    state: &State,
    set: &SetStory,
    window: &Range<usize>,
    pieces: impl Fn(usize, &SetLine) -> Vec<(u16, u32, String)>,
) -> Vec<(HitCell, StyleToken)> {
    let Some(search) = &state.search else { return Vec::new() };
    let here = hit_here(state, set);
    let mut hits = Vec::new();
    let (mut at, mut before, mut from) = (0, 0, None);
    // Lines that come from one block are read on from line to line.
    for run in set.lines().chunk_by(|a, b| a.from == b.from && !b.opens) {
        let first = at;
        at += run.len();
        let block = run.first().and_then(|line| line.from);
        before = if block == from { before } else { 0 };
        from = block;
        let shows = at > window.start && first < window.end;
        if !shows && here.is_none_or(|(paragraph, _)| paragraph != block) {
            continue;
        }
        let texts: Vec<(u16, u32, String)> =
            run.iter().enumerate().flat_map(|(index, line)| pieces(first + index, line)).collect();
        let texts: Vec<ShownPiece> = texts.iter().map(|(x, y, text)| ShownPiece { x: *x, y: *y, text }).collect();
        let found = search_hits::cells_of(&search.query, search.script, &texts, &state.widths);
        for (index, cell) in hit_cells(&found) {
            hits.push((
                cell,
                if here == Some((block, before + index)) { StyleToken::HitHere } else { StyleToken::Hit },
            ));
        }
        before += found.len();
    }
    hits
}

/// The first block of the paragraph that the hit gone to last stands in, and which of its hits it is.
fn hit_here(state: &State, set: &SetStory) -> Option<(Option<BlockId>, usize)> {
    let search = state.search.as_ref()?;
    let hit = search.hits.get(search.current?)?;
    let whole = paragraph_of(state.page()?, set.at.story, hit.block)?;
    Some((whole.blocks.first().copied(), state.hit_here(search, &whole.blocks)?))
}

/// Below the last line: the story that Space goes on to.
fn draw_tail(state: &State, cells: &mut Cells, set: &SetStory, area: Rect) {
    let row = (set.lines().len() + 1).saturating_sub(state.story_view.top);
    if row >= usize::from(area.height) {
        return;
    }
    let (left, y, room) = (state.story_left(), area.y + row as u16, set.galley.measure.0);
    match state.following() {
        Some(next) => {
            let key = format!("{} ", state.key_of(Command::ScreenDown));
            let taken = cells.put(left, y, &key, room, StyleToken::Key);
            let says = match next {
                Following::Rest(at) => t!("goes on, page {page}: {title}", page = at.page + 1, title = state.title(at)),
                Following::Next(at) => t!("next: {title}", title = state.title(at)),
            };
            cells.put_cut(left + taken, y, &says, room - taken, StyleToken::Faint);
        }
        None => {
            cells.put(left, y, &t!("end of the edition"), room, StyleToken::Faint);
        }
    }
}
