//! Which cells of set text the query stands in, across line breaks.

use crate::model::page::BlockId;
use crate::typeset::facsimile::{Mark, MarkKind};
use crate::typeset::width::{WidthModel, graphemes};
use crate::ui::page_map::{CellBox, PageMap};
use crate::ui::search::{Folding, Script, SearchState};
use crate::ui::state::State;

/// A piece of a line of a paragraph, where it is on the screen or on the page.
pub struct ShownPiece<'a> {
    /// First cell.
    pub x: u16,
    /// Row.
    pub y: u32,
    /// The text set there.
    pub text: &'a str,
}

/// One cell or two that are part of a hit: column, row, width.
pub type HitCell = (u16, u32, u16);

impl State {
    /// Where the hits in a paragraph are drawn on the page; nothing where it is too small to read. A hit may begin in
    /// one column and end in the next: the pieces of a paragraph are read on.
    pub(in crate::ui) fn hits_on_page(&self, search: &SearchState, map: &PageMap, blocks: &[BlockId]) -> Option<Hits> {
        let legible = |mark: &&Mark| matches!(mark.kind, MarkKind::Text(_) | MarkKind::Cap(_) | MarkKind::Boxed(_));
        let placed = blocks.iter().filter_map(|block| map.place(*block).map(|place| (*block, place)));
        let of_block = |(block, place): (BlockId, CellBox)| {
            let marks = map.facsimile.rows(place.top, place.bottom).iter();
            marks.filter(move |mark| mark.block == Some(block)).filter(legible)
        };
        let pieces: Vec<ShownPiece> =
            placed.flat_map(of_block).map(|mark| ShownPiece { x: mark.x, y: mark.y, text: &mark.text }).collect();
        (!pieces.is_empty()).then(|| cells_of(&search.query, search.script, &pieces, &self.widths))
    }

    /// Which of the hits in a paragraph was gone to last, if it is one of them.
    pub(in crate::ui) fn hit_here(&self, search: &SearchState, blocks: &[BlockId]) -> Option<usize> {
        let current = search.current?;
        let in_paragraph = |hit: &crate::ui::search::Hit| hit.page == self.cursor.page && blocks.contains(&hit.block);
        let all = search.hits.iter().enumerate().filter(|(_, hit)| in_paragraph(hit));
        all.map(|(index, _)| index).position(|index| index == current)
    }

    /// The first cell on the page of the hit gone to last, while the cursor stands on it.
    pub(in crate::ui) fn hit_box(&self) -> Option<CellBox> {
        let (search, map, page) = (self.search.as_ref()?, self.map.as_ref()?, self.page()?);
        let hit = search.hits.get(search.current?)?;
        if (hit.page, Some(hit.block), hit.offset) != (self.cursor.page, self.cursor.block, self.cursor.offset) {
            return None;
        }
        let paragraphs = page.paragraphs(&page.order);
        let blocks = &paragraphs.iter().find(|whole| whole.blocks.contains(&hit.block))?.blocks;
        let hits = self.hits_on_page(search, map, blocks)?;
        let (x, y, width) = *hits.get(self.hit_here(search, blocks)?)?.first()?;
        Some(CellBox { left: x, top: y, right: x.saturating_add(width), bottom: y + 1 })
    }
}

/// Hits, each with its cells.
pub type Hits = Vec<Vec<HitCell>>;

/// The cells of every hit in pieces that are read one after the other. Blanks do not count, because setting adds and
/// drops them; nor do hyphens at line ends.
pub fn cells_of(query: &str, script: Script, pieces: &[ShownPiece], widths: &WidthModel) -> Hits {
    let folding = Folding::of(query).with(script).without_blanks();
    let wanted = folding.fold(query);
    let (mut text, mut cells): (String, Vec<(usize, HitCell)>) = (String::new(), Vec::new());
    for (index, piece) in pieces.iter().enumerate() {
        let last = index + 1 == pieces.len();
        let end = if last { piece.text.len() } else { piece.text.trim_end().trim_end_matches('-').len() };
        let mut x = piece.x;
        for (at, grapheme) in graphemes(piece.text) {
            let width = widths.grapheme(grapheme);
            if at < end {
                cells.push((text.len(), (x, piece.y, width)));
                text.push_str(grapheme);
            }
            x = x.saturating_add(width);
        }
    }
    let cells_in = |(start, end): (usize, usize)| {
        let first = cells.partition_point(|(at, _)| *at < start);
        cells.iter().skip(first).take_while(|(at, _)| *at < end).map(|(_, cell)| *cell).collect()
    };
    folding.find(&wanted, &text).into_iter().map(cells_in).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_goes_over_the_end_of_a_line() {
        let pieces = [ShownPiece { x: 4, y: 0, text: "在清河" }, ShownPiece { x: 4, y: 1, text: "湾修桥" }];
        let found = cells_of("河湾", Script::Folded, &pieces, &WidthModel::narrow());
        assert_eq!(found, [[(8, 0, 2), (4, 1, 2)]]);
    }

    #[test]
    fn a_hyphen_at_a_line_end_is_not_there() {
        let pieces = [ShownPiece { x: 0, y: 0, text: "the  fer-" }, ShownPiece { x: 0, y: 1, text: "ry came" }];
        let found = cells_of("the ferry", Script::Folded, &pieces, &WidthModel::narrow());
        let [hit] = &found[..] else { panic!("one hit, not {found:?}") };
        assert_eq!(hit.len(), "theferry".len() + 2, "two blanks lie within");
    }
}
