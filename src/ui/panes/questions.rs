//! The signs on the page beside blocks of which it is uncertain what they follow, and, while one of them is asked about,
//! the keys of the answers at the blocks that they lead to.

use super::page::PageWindow;
use crate::model::page::BlockId;
use crate::ui::cells::Cells;
use crate::ui::page_map::{CellBox, PageMap};
use crate::ui::questions::{self, LinkAnswer};
use crate::ui::state::State;
use crate::ui::theme::StyleToken;

/// Draws them where the page is blank: nothing that is printed is covered.
pub(super) fn draw(state: &State, cells: &mut Cells, map: &PageMap, window: &PageWindow) {
    let Some(page) = state.page() else { return };
    let asked = state.question_here();
    if let Some(question) = &asked {
        for (key, answer) in [("1", question.now), ("2", question.other)] {
            match answer {
                LinkAnswer::Begins => {}
                LinkAnswer::Follows(after) => put_at_end(state, cells, map, window, (after, key)),
            }
        }
    }
    if !state.marks_uncertain && asked.is_none() {
        return;
    }
    for question in questions::on_page(page) {
        let is_asked = asked.is_some_and(|asked| asked.block == question.block);
        if !is_asked && !state.marks_uncertain || state.is_left_out(map, question.block) {
            continue;
        }
        let Some(place) = map.place(question.block) else { continue };
        let ink = if is_asked { StyleToken::Key } else { StyleToken::Faint };
        let vertical = page.block(question.block).vertical;
        let beside = if vertical { above_first_line(&place) } else { beside_first_line(&place) };
        put_first(cells, window, &beside, "?", ink);
    }
}

/// Beside the last line of a block.
fn put_at_end(state: &State, cells: &mut Cells, map: &PageMap, window: &PageWindow, (block, sign): (BlockId, &str)) {
    let Some(place) = map.place(block).filter(|_| !state.is_left_out(map, block)) else { return };
    let vertical = state.page().is_some_and(|page| page.block(block).vertical);
    let last = place.bottom.saturating_sub(1);
    let beside = if vertical {
        vec![(Some(place.left), Some(place.bottom)), (place.left.checked_sub(1), Some(last))]
    } else {
        let row = map.facsimile.rows(last, place.bottom).iter().filter(|mark| mark.block == Some(block));
        let end = row.map(|mark| mark.x.saturating_add(mark.width)).max().unwrap_or(place.right);
        vec![(end.checked_add(1), Some(last)), (Some(end), Some(last)), (place.left.checked_sub(1), Some(last))]
    };
    put_first(cells, window, &beside, sign, StyleToken::Key);
}

/// A cell that may hold a sign; those that would stand beside the page are none.
type SignCell = (Option<u16>, Option<u32>);

fn beside_first_line(place: &CellBox) -> Vec<SignCell> {
    let CellBox { left, top, right, .. } = *place;
    vec![
        (left.checked_sub(1), Some(top)),
        (Some(left), Some(top)),
        (Some(right), Some(top)),
        (Some(left), top.checked_sub(1)),
    ]
}

/// Vertical text begins at the right.
fn above_first_line(place: &CellBox) -> Vec<SignCell> {
    let CellBox { left, top, right, .. } = *place;
    vec![(right.checked_sub(1), top.checked_sub(1)), (Some(right), Some(top)), (left.checked_sub(1), Some(top))]
}

fn put_first(cells: &mut Cells, window: &PageWindow, places: &[SignCell], sign: &str, ink: StyleToken) {
    let mut shown = places.iter().filter_map(|(x, y)| window.cell((*x)?, (*y)?));
    if let Some((x, y)) = shown.find(|(x, y)| cells.is_blank(*x, *y)) {
        cells.put(x, y, sign, 1, ink);
    }
}
