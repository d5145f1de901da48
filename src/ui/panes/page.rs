//! The page in its printed shape: the story under the cursor stands out whole, over all its columns.

use super::questions;
use crate::model::page::BlockId;
use crate::model::role::Role;
use crate::t;
use crate::typeset::facsimile::{CellRect, Mark, MarkKind};
use crate::typeset::width::graphemes;
use crate::ui::cells::{Cells, LargeText};
use crate::ui::double_size::unspaced;
use crate::ui::page_map::{CellBox, PageMap};
use crate::ui::pan::moves;
use crate::ui::search::SearchState;
use crate::ui::search_hits::{HitCell, Hits};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// Fewer cells of a head that the window cuts say nothing.
const LEAST_OF_HEAD: u16 = 6;

/// The window onto the page: where its cells come to lie on the screen.
pub(super) struct PageWindow {
    area: Rect,
    left: u16,
    top: u32,
}

/// Draws the part of the page that the window shows.
pub fn draw(state: &State, cells: &mut Cells, area: Rect) {
    let Some(map) = &state.map else {
        cells.put(area.x + 1, area.y, &t!("no pages here"), area.width.saturating_sub(1), StyleToken::Faint);
        return;
    };
    let origin = state.page_origin();
    let columns = state.page_window().0;
    let inner = Rect { x: area.x + origin, width: columns.min(map.facsimile.width), ..area };
    let window = PageWindow { area: inner, left: state.page_view.left, top: state.page_view.top };
    if map.facsimile.marks.is_empty() {
        cells.put(
            area.x + 1,
            area.y,
            &t!("nothing is printed on this page"),
            area.width.saturating_sub(1),
            StyleToken::Faint,
        );
        return;
    }
    for place in &map.facsimile.tints {
        let CellRect { left, right, top, bottom } = *place;
        cells.tint(window.screen(&CellBox { left, top, right, bottom }), StyleToken::Tint);
    }
    let lit = blocks_of_story(state);
    light(state, cells, map, &window, &lit);
    let shade = !cells.theme.can_light() && !lit.is_empty();
    for mark in map.facsimile.rows(window.top, window.top + u32::from(inner.height)) {
        if mark.block.is_some_and(|block| state.is_left_out(map, block)) {
            continue;
        }
        let dark = shade && mark.block.is_some_and(|block| !lit.contains(&block)) && !stays_dark(mark.kind);
        draw_mark(cells, &window, mark, state.in_sight(map, mark), dark);
    }
    enlarge(cells, map, &window);
    draw_selection(state, cells, map, &window);
    draw_hits(state, cells, map, &window);
    questions::draw(state, cells, map, &window);
    if state.on_page_view() {
        draw_marker(state, cells, &window, area);
    }
    draw_edges(cells, &window, map.facsimile.width, area);
}

/// Signs where the page goes on beside the window.
fn draw_edges(cells: &mut Cells, window: &PageWindow, width: u16, area: Rect) {
    let (before, after) = (window.left > 0, window.left.saturating_add(window.area.width) < width);
    let y = area.y + area.height / 2;
    for (sign, x, goes_on) in [("‹", area.x, before), ("›", area.right().saturating_sub(1), after)] {
        if goes_on && area.height > 0 && area.width > 2 {
            cells.put(x, y, sign, 1, StyleToken::Key);
        }
    }
}

/// Heads keep their ink in every story: a page is scanned by them.
fn stays_dark(kind: MarkKind) -> bool {
    match kind {
        MarkKind::Text(role) | MarkKind::Cap(role) | MarkKind::Tone(role) => role.is_head() || role == Role::Masthead,
        MarkKind::Boxed(_) => true,
        MarkKind::Frame | MarkKind::Rule | MarkKind::Picture => false,
    }
}

/// Every block of the story under the cursor.
fn blocks_of_story(state: &State) -> BTreeSet<BlockId> {
    let story = state.page().zip(state.story()).and_then(|(page, story)| page.stories.get(story.0 as usize));
    story.map(|story| story.blocks.iter().copied().collect()).unwrap_or_default()
}

/// Lights the story, and the block under the cursor a little more.
fn light(state: &State, cells: &mut Cells, map: &PageMap, window: &PageWindow, lit: &BTreeSet<BlockId>) {
    let shown = lit.iter().filter(|block| !state.is_left_out(map, **block));
    for place in shown.filter_map(|block| map.place(*block)) {
        cells.tint(window.screen(&place), StyleToken::Spotlight);
    }
    if let Some(place) = state.cursor_box().filter(|_| state.on_page_view()) {
        cells.tint(window.screen(&place), StyleToken::Block);
    }
}

/// Draws a mark that begins in column `x` of the page.
fn draw_mark(cells: &mut Cells, window: &PageWindow, mark: &Mark, mut x: u16, dark: bool) {
    let ink = match mark.kind {
        MarkKind::Text(role) => StyleToken::Text(role),
        MarkKind::Cap(_) => StyleToken::Title,
        MarkKind::Boxed(role) => StyleToken::Boxed(role),
        MarkKind::Tone(role) => StyleToken::Tone(role),
        MarkKind::Frame => StyleToken::Frame,
        MarkKind::Rule => StyleToken::Rule,
        MarkKind::Picture => StyleToken::Picture,
    };
    let mut style = cells.theme.style(ink);
    if dark {
        style = style.patch(cells.theme.style(StyleToken::Shade));
    }
    let y = window.area.y + (mark.y - window.top) as u16;
    // What lies left of the window is cut; a wide character on the edge goes whole.
    let mut text = mark.text.as_str();
    // Of a head that begins beside the window the end would say nothing.
    if x < window.left && matches!(mark.kind, MarkKind::Text(role) if moves(role)) {
        return;
    }
    while x < window.left {
        let Some((_, grapheme)) = graphemes(text).next() else { return };
        x = x.saturating_add(cells.width(grapheme).max(1));
        text = text.get(grapheme.len()..).unwrap_or_default();
    }
    let Some(dx) = x.checked_sub(window.left).filter(|dx| *dx < window.area.width) else { return };
    let room = window.area.width - dx;
    let is_cut = matches!(mark.kind, MarkKind::Text(_)) && cells.width(text) > room;
    if is_cut && room < LEAST_OF_HEAD {
        return;
    }
    let taken = cells.put_styled(window.area.x + dx, y, text, room, style);
    // A head that goes on beside the window says so.
    if is_cut && taken + 1 >= room {
        let dots = cells.width("…");
        cells.put_styled(window.area.x + dx + room.saturating_sub(dots), y, "…", dots, style);
    }
}

/// Heads of one line that have two free rows of double width around them may be drawn large.
fn enlarge(cells: &mut Cells, map: &PageMap, window: &PageWindow) {
    let height = u32::from(window.area.height);
    for mark in map.facsimile.rows(window.top, window.top + height) {
        let (MarkKind::Text(Role::Headline | Role::Masthead), Some(block)) = (mark.kind, mark.block) else {
            continue;
        };
        if map.place(block).is_none_or(|place| place.bottom - place.top > 1) {
            continue;
        }
        let text = unspaced(&mark.text);
        let width = cells.width(&text).saturating_mul(2);
        let left = (mark.x + mark.width / 2).saturating_sub(width / 2);
        let plain = CellBox { left: mark.x, top: mark.y, right: mark.x.saturating_add(mark.width), bottom: mark.y + 1 };
        let rows = [mark.y, mark.y.saturating_sub(1)];
        let free =
            rows.into_iter().map(|top| CellBox { left, top, right: left.saturating_add(width), bottom: top + 2 });
        let inside = |place: &CellBox| {
            let (right, bottom) = (window.left.saturating_add(window.area.width), window.top + height);
            place.left >= window.left && place.right <= right && place.top >= window.top && place.bottom <= bottom
        };
        if let Some(large) = free.filter(inside).find(|place| map.is_free(place, block)) {
            let (plain, large) = (window.screen(&plain), window.screen(&large));
            cells.may_be_large(LargeText { plain, large, drawn: mark.text.clone(), text });
        }
    }
}

fn draw_selection(state: &State, cells: &mut Cells, map: &PageMap, window: &PageWindow) {
    for place in state.selected().into_iter().filter_map(|block| map.place(block)) {
        cells.tint(window.screen(&place), StyleToken::Selected);
    }
}

fn draw_hits(state: &State, cells: &mut Cells, map: &PageMap, window: &PageWindow) {
    let Some(search) = &state.search else { return };
    let (top, bottom) = (window.top, window.top + u32::from(window.area.height));
    for blocks in paragraphs_with_hits(state, search) {
        let shown = blocks.iter().filter(|block| !state.is_left_out(map, **block));
        let places: Vec<CellBox> = shown.filter_map(|block| map.place(*block)).collect();
        if places.iter().all(|place| place.bottom <= top || place.top >= bottom) {
            continue;
        }
        let here = state.hit_here(search, &blocks);
        let ink = |index: usize| if here == Some(index) { StyleToken::HitHere } else { StyleToken::Hit };
        match state.hits_on_page(search, map, &blocks) {
            Some(found) => {
                for (index, (x, y, width)) in hit_cells(&found) {
                    let cell = CellBox { left: x, top: y, right: x.saturating_add(width), bottom: y + 1 };
                    cells.tint(window.screen(&cell), ink(index));
                }
            }
            // Too small to read: the blocks are marked whole.
            None => places.iter().for_each(|place| cells.tint(window.screen(place), StyleToken::Hit)),
        }
    }
}

/// All cells of hits, with the rank of the hit.
pub(super) fn hit_cells(hits: &Hits) -> impl Iterator<Item = (usize, HitCell)> + '_ {
    hits.iter().enumerate().flat_map(|(index, cells)| cells.iter().map(move |cell| (index, *cell)))
}

/// The blocks of each paragraph of this page that has a hit.
fn paragraphs_with_hits(state: &State, search: &SearchState) -> Vec<Vec<BlockId>> {
    let Some(page) = state.page() else { return Vec::new() };
    let hits: BTreeSet<BlockId> =
        search.hits.iter().filter(|hit| hit.page == state.cursor.page).map(|hit| hit.block).collect();
    let whole = page.paragraphs(&page.order).into_iter().map(|paragraph| paragraph.blocks);
    whole.filter(|blocks| blocks.iter().any(|block| hits.contains(block))).collect()
}

/// The bar beside the block under the cursor; where there is no room beside it, none.
fn draw_marker(state: &State, cells: &mut Cells, window: &PageWindow, area: Rect) {
    let Some(place) = state.cursor_box() else { return };
    let on_screen = window.screen(&place);
    let Some(x) = on_screen.x.checked_sub(1).filter(|x| *x >= area.x && on_screen.width > 0) else { return };
    for y in on_screen.top()..on_screen.bottom() {
        if cells.is_blank(x, y) {
            draw_bar(state, cells, x, y);
        }
    }
}

/// One cell of the marker.
pub(super) fn draw_bar(state: &State, cells: &mut Cells, x: u16, y: u16) {
    if state.widths.has_boxes() {
        cells.put(x, y, "▌", 1, StyleToken::Marker);
    } else {
        cells.put(x, y, " ", 1, StyleToken::Chosen);
    }
}

impl PageWindow {
    /// Where a cell of the page is on the screen, if it shows.
    pub(super) fn cell(&self, x: u16, y: u32) -> Option<(u16, u16)> {
        let dx = x.checked_sub(self.left).filter(|dx| *dx < self.area.width)?;
        let dy = y.checked_sub(self.top).filter(|dy| *dy < u32::from(self.area.height))?;
        Some((self.area.x + dx, self.area.y + dy as u16))
    }

    /// The part of a box of the page that shows, on the screen.
    fn screen(&self, place: &CellBox) -> Rect {
        let right = place.right.saturating_sub(self.left).min(self.area.width);
        let left = place.left.saturating_sub(self.left).min(right);
        let height = u32::from(self.area.height);
        let bottom = place.bottom.saturating_sub(self.top).min(height);
        let top = place.top.saturating_sub(self.top).min(bottom);
        Rect::new(self.area.x + left, self.area.y + top as u16, right - left, (bottom - top) as u16)
    }
}
