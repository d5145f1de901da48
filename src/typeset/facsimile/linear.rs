//! The page in one column, in reading order: what is left of it in a window too narrow for its columns.

use super::block_setting::{is_reversed, rows};
use super::paint::Canvas;
use super::{Facsimile, Mark, MarkKind};
use crate::model::page::{Block, BlockId, Page};
use crate::typeset::galley::language;
use crate::typeset::galley::lines::LineSetting;
use crate::typeset::width::{WidthModel, is_leftward};

/// Share of letters read from the right from which on a page is drawn in one column.
const LEFTWARD_SHARE: f32 = 0.2;
/// Cells across such a page at full scale.
pub(super) const LINE: u16 = 80;

/// True for pages of scripts that are read from the right. Terminals that know these scripts turn the whole row round,
/// and with it the columns: such text never stands side by side.
pub(super) fn is_needed(page: &Page) -> bool {
    let (mut leftward, mut letters) = (0u32, 0u32);
    for c in page.blocks.iter().flat_map(|block| block.text.chars()).filter(|c| c.is_alphabetic()) {
        letters += 1;
        leftward += u32::from(is_leftward(c));
    }
    leftward as f32 > letters as f32 * LEFTWARD_SHARE
}

/// Draws every block below the other.
pub(super) fn draw(page: &Page, columns: u16, widths: &WidthModel) -> Facsimile {
    let mut marks = Vec::new();
    let mut row = 0;
    let mut above: Option<&Block> = None;
    for id in order(page) {
        let block = page.block(id);
        let lang = language(page, &block.text);
        let setting = LineSetting { hyphens: true, ..LineSetting::plain(lang, columns) };
        let set = rows(page, block, &setting, widths);
        if set.is_empty() {
            continue;
        }
        row += u32::from(above.is_some_and(|above| above.role != block.role || above.boxed));
        for line in set {
            let kind = if is_reversed(page, block) { MarkKind::Boxed(block.role) } else { MarkKind::Text(block.role) };
            marks.push(Mark { x: 0, y: row, width: line.cells, text: line.text, kind, block: Some(id) });
            row += 1;
        }
        above = Some(block);
    }
    let mut canvas = Canvas::new(columns, row);
    marks.into_iter().for_each(|mark| canvas.put(mark));
    canvas.done(widths)
}

/// The reading order, and behind it what it leaves out.
fn order(page: &Page) -> Vec<BlockId> {
    let mut known = vec![false; page.blocks.len()];
    let mut order = Vec::with_capacity(page.blocks.len());
    for id in page.order.iter().copied().chain((0..page.blocks.len() as u32).map(BlockId)) {
        if let Some(known) = known.get_mut(id.0 as usize).filter(|known| !**known) {
            *known = true;
            order.push(id);
        }
    }
    order
}
