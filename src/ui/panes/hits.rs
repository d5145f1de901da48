//! Which cells of set text the query stands in, across line breaks.

use crate::typeset::width::{WidthModel, graphemes};
use crate::ui::search::{Folding, Script};

/// A piece of a line of a paragraph, where it is on the screen or on the page.
pub struct Piece<'a> {
    /// First cell.
    pub x: u16,
    /// Row.
    pub y: u32,
    /// The text set there.
    pub text: &'a str,
}

/// One cell or two that are part of a hit: column, row, width.
pub type HitCell = (u16, u32, u16);

/// The cells of every hit in pieces that are read one after the other. Blanks do not count, because setting adds and
/// drops them; nor do hyphens at line ends.
pub fn cells_of(query: &str, script: Script, pieces: &[Piece], widths: &WidthModel) -> Vec<HitCell> {
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
    let mut found = Vec::new();
    for (start, end) in folding.find(&wanted, &text) {
        let first = cells.partition_point(|(at, _)| *at < start);
        let within = cells.iter().skip(first).take_while(|(at, _)| *at < end);
        found.extend(within.map(|(_, cell)| *cell));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_goes_over_the_end_of_a_line() {
        let pieces = [Piece { x: 4, y: 0, text: "在清河" }, Piece { x: 4, y: 1, text: "湾修桥" }];
        let found = cells_of("河湾", Script::Folded, &pieces, &WidthModel::narrow());
        assert_eq!(found, vec![(8, 0, 2), (4, 1, 2)]);
    }

    #[test]
    fn a_hyphen_at_a_line_end_is_not_there() {
        let pieces = [Piece { x: 0, y: 0, text: "the  fer-" }, Piece { x: 0, y: 1, text: "ry came" }];
        let found = cells_of("the ferry", Script::Folded, &pieces, &WidthModel::narrow());
        assert_eq!(found.len(), "theferry".len() + 2, "two blanks lie within");
    }
}
