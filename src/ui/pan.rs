//! The window onto a page that is wider than it. It shows whole columns: a column that it would cut is left out, and a
//! head over several columns moves into sight as far as its columns show.

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::typeset::facsimile::{Mark, MarkKind};
use crate::ui::page_map::PageMap;
use crate::ui::state::State;

/// A column of Han text narrower than this many cells, five characters, is hard to read.
const HAN_COLUMN: u16 = 10;
/// The same for words: about two or three of them.
const WORD_COLUMN: u16 = 14;
/// Cells that show at the right of what is gone to on a vertical page.
const RIGHT_CONTEXT: u16 = 6;
/// White between two columns, in cells.
const GAP: u16 = 1;
/// More columns than this are a table, not something to make room for.
const MOST_COLUMNS: usize = 8;

/// Cells across of a page that is to be read in a window: as wide as the window as long as its columns stay readable,
/// else so wide that the window holds a whole number of readable columns.
pub(in crate::ui) fn readable(page: &Page, window: u16) -> u16 {
    let columns = page.regions.iter().map(|region| region.columns.len()).max().unwrap_or(1).clamp(1, MOST_COLUMNS);
    let columns = columns as u16;
    let least = if page.lang.is_han() { HAN_COLUMN } else { WORD_COLUMN } + GAP;
    if columns * least <= window.saturating_add(GAP) {
        return window;
    }
    let shown = (window.saturating_add(GAP) / least).clamp(1, columns);
    (window.saturating_add(GAP) / shown).max(least).saturating_mul(columns) - GAP
}

/// True for lines that may stand over several columns, and are read wherever they stand.
pub(in crate::ui) fn moves(role: Role) -> bool {
    role.is_head() || matches!(role, Role::Masthead | Role::Folio | Role::PullQuote)
}

impl State {
    /// First and last place of the window's left edge, and the places between at which columns begin.
    fn stops(&self) -> Vec<u16> {
        let Some(map) = &self.map else { return vec![0] };
        let last = map.facsimile.width.saturating_sub(self.page_window().0);
        // From the last stop on the right edge of the page shows.
        let end = map.stops().iter().copied().find(|stop| *stop >= last).unwrap_or(last);
        let mut stops: Vec<u16> = map.stops().iter().copied().filter(|stop| *stop > 0 && *stop < end).collect();
        stops.insert(0, 0);
        if end > 0 {
            stops.push(end);
        }
        stops
    }

    /// Whether columns begin at known places: then the window begins at one of them.
    fn has_columns(&self) -> bool {
        self.map.as_ref().is_some_and(|map| !map.stops().is_empty())
    }

    /// Moves the window, by as little as it takes, so that these cells of the page show.
    pub(in crate::ui) fn pan_to(&mut self, left: u16, right: u16) {
        let columns = self.page_window().0;
        if !self.has_columns() {
            let fits = right - left <= columns;
            let vertical = self.page().is_some_and(|page| page.vertical);
            if vertical && fits && right > self.page_view.left.saturating_add(columns) {
                // Reading goes on at the left: what is gone to stands near the right edge.
                self.page_view.left = right.saturating_add(RIGHT_CONTEXT) - columns;
            } else if left < self.page_view.left {
                self.page_view.left = left.saturating_sub(1);
            } else if right > self.page_view.left.saturating_add(columns) {
                self.page_view.left = if fits { right - columns } else { left.saturating_sub(1) };
            }
            return;
        }
        let now = self.page_view.left;
        let stops = self.stops();
        let shows = |stop: &&u16| **stop <= left && right <= stop.saturating_add(columns);
        let near = stops.iter().filter(shows).min_by_key(|stop| stop.abs_diff(now));
        let before = || stops.iter().rev().find(|stop| **stop <= left);
        self.page_view.left = near.or_else(before).copied().unwrap_or(0);
    }

    /// Moves the window by columns.
    pub(in crate::ui) fn pan_by(&mut self, columns: i32) {
        let stops = self.stops();
        let here = stops.iter().rposition(|stop| *stop <= self.page_view.left).unwrap_or(0) as i32;
        let wanted = (here + columns).clamp(0, stops.len() as i32 - 1);
        self.page_view.left = usize::try_from(wanted).ok().and_then(|at| stops.get(at)).copied().unwrap_or(0);
    }

    /// The window begins at a column and within the page.
    pub(in crate::ui) fn settle_pan(&mut self) {
        let Some(width) = self.map.as_ref().map(|map| map.facsimile.width) else { return };
        let last = width.saturating_sub(self.page_window().0);
        if !self.has_columns() || last == 0 {
            self.page_view.left = self.page_view.left.min(last);
            return;
        }
        let left = self.page_view.left;
        self.page_view.left = self.stops().into_iter().rev().find(|stop| *stop <= left).unwrap_or(0);
    }

    /// First cell of the page that the window shows, and the first one after them.
    pub(in crate::ui) fn columns_in_sight(&self) -> (u16, u16) {
        (self.page_view.left, self.page_view.left.saturating_add(self.page_window().0))
    }

    /// True for running text that the window would cut although it has room for it: it shows when the window goes there.
    pub(in crate::ui) fn is_left_out(&self, map: &PageMap, block: BlockId) -> bool {
        let Some(page) = self.edition.pages.get(map.page).filter(|page| !page.vertical) else { return false };
        let Some(own) = page.blocks.get(block.0 as usize) else { return false };
        let (Some((left, right)), (first, end)) = (map.span(block), self.columns_in_sight()) else { return false };
        let cut = (left < first && first < right) || (left < end && end < right);
        let may_move = moves(own.role) || own.boxed;
        cut && !may_move && right - left <= end - first
    }

    /// Where a line of a head is drawn that the window would cut: within those of its columns that show, if it fits there.
    /// The line itself where it is not cut.
    pub(in crate::ui) fn in_sight(&self, map: &PageMap, mark: &Mark) -> u16 {
        let (first, end) = self.columns_in_sight();
        let right = mark.x.saturating_add(mark.width);
        let cut = (mark.x < first && first < right) || (mark.x < end && end < right);
        let (true, MarkKind::Text(role), Some(block)) = (cut, mark.kind, mark.block) else { return mark.x };
        let Some((left, edge)) = map.span(block).filter(|_| moves(role)) else { return mark.x };
        let (left, edge) = (left.max(first), edge.min(end));
        if edge.saturating_sub(left) < mark.width {
            return mark.x;
        }
        let moved = mark.x.clamp(left, edge - mark.width);
        let others = map.facsimile.rows(mark.y, mark.y + 1).iter().filter(|other| other.block != mark.block);
        let covers = |other: &Mark| other.x < moved + mark.width && moved < other.x.saturating_add(other.width);
        let is_text = |other: &Mark| !matches!(other.kind, MarkKind::Picture | MarkKind::Rule);
        if others.into_iter().any(|other| is_text(other) && covers(other)) { mark.x } else { moved }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Pt, Rect};
    use crate::model::lang::Lang;
    use crate::model::page::{Column, Region};

    fn page(columns: u16, lang: Lang) -> Page {
        let column = |at: u16| Column { left: Pt(f32::from(at) * 100.0), right: Pt(f32::from(at) * 100.0 + 90.0) };
        let bounds = Rect::new(0.0, 0.0, 100.0 * f32::from(columns), 800.0);
        let region = Region { bbox: bounds, columns: (0..columns).map(column).collect(), ..Region::default() };
        Page { bounds, lang, regions: vec![region], ..Page::default() }
    }

    #[test]
    fn a_page_is_as_wide_as_the_window_while_its_columns_can_be_read() {
        for (columns, lang, window, width) in [
            (6, Lang::Zh, 78, 78),
            (6, Lang::Zh, 60, 71),
            (4, Lang::En, 78, 78),
            (5, Lang::En, 78, 78),
            (6, Lang::En, 78, 89),
            (6, Lang::En, 120, 120),
            (1, Lang::En, 3, 14),
        ] {
            assert_eq!(readable(&page(columns, lang), window), width, "{columns} columns in {window}");
        }
    }

    #[test]
    fn the_window_holds_whole_columns() {
        for columns in 2..=8 {
            for window in 20..200 {
                let width = readable(&page(columns, Lang::En), window);
                let pitch = (width + GAP) / columns;
                let shown = (window + GAP) / pitch;
                assert!(width == window || shown * pitch <= window + GAP && pitch > WORD_COLUMN, "{columns} {window}");
                assert!(width == window || window + GAP - shown * pitch < shown, "no hole at the edge");
            }
        }
    }
}
