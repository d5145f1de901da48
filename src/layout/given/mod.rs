//! Structure that came with the page, as libraries give it: which article a line belongs to, and in what order. Where
//! a source tells articles, their lines are those of the source and stand in its order, whatever geometry says; what it
//! leaves out is read as on any other page.
//!
//! 1. [`lines`]: the lines of the source, each with its [`place::GivenPlace`];
//! 2. [`columns`], [`runs_on`] and [`opens`]: what may be set together without leaving the order of the source;
//! 3. [`given_articles`](super::stories::given_articles): each article a story;
//! 4. [`ties`]: articles that go on on another page.

pub mod lines;
pub mod place;
pub mod ties;

use crate::geometry::Pt;
use crate::layout::blocks::TextBlock;
use crate::layout::lines::text_lines::TextLine;

/// Whether a block may be set under another one: the source gives neither a place, or the one right behind the other in one
/// article.
pub fn runs_on(upper: &TextBlock, lower: &TextBlock) -> bool {
    let last = upper.lines.last().and_then(|line| line.given_place);
    match (last, lower.given_place()) {
        (None, None) => true,
        (Some(last), Some(next)) => {
            last.article == next.article && last.line + 1 == next.line && next.opens != Some(true)
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether the source gives two lines as one block, or gives neither a place.
pub fn one_block(a: &TextLine, b: &TextLine) -> bool {
    a.given_place.map(|given_place| given_place.order) == b.given_place.map(|given_place| given_place.order)
}

/// Whether a drop cap may open a line: the source gives neither a place, or the line right behind the cap in one block.
pub fn opens(cap: &TextLine, line: &TextLine) -> bool {
    match (cap.given_place, line.given_place) {
        (None, None) => true,
        (Some(cap), Some(line)) => cap.order == line.order && cap.line + 1 == line.line,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Lines that the source gives, in its order, cut where a block of it ends or goes on in another column.
pub fn columns(mut given: Vec<TextLine>) -> Vec<Vec<TextLine>> {
    given.sort_by_key(|line| line.given_place.map(|given_place| given_place.line));
    let mut columns: Vec<Vec<TextLine>> = Vec::new();
    for line in given {
        let goes_on = |above: &TextLine| {
            one_block(above, &line) && line.base > above.base && line.rect.overlap_x(&above.rect) > Pt::ZERO
        };
        match columns.last_mut().filter(|column| column.last().is_some_and(goes_on)) {
            Some(column) => column.push(line),
            None => columns.push(vec![line]),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::given::place::GivenPlace;

    fn line(order: u32, place: u32, left: f32, base: f32) -> TextLine {
        TextLine {
            rect: Rect::new(left, base - 8.0, left + 100.0, base + 1.0),
            base: Pt(base),
            given_place: Some(GivenPlace { article: order / 10, order, line: place, role: None, opens: None }),
            ..TextLine::default()
        }
    }

    #[test]
    fn a_block_is_cut_where_it_goes_on_in_another_column_and_lines_keep_their_order() {
        let lines = vec![
            line(2, 3, 10.0, 30.0),
            line(1, 0, 10.0, 20.0),
            line(1, 1, 10.0, 10.0),
            line(1, 2, 200.0, 20.0),
            line(2, 4, 10.0, 40.0),
        ];
        let places: Vec<Vec<u32>> = columns(lines)
            .iter()
            .map(|column| {
                column.iter().filter_map(|line| line.given_place.map(|given_place| given_place.line)).collect()
            })
            .collect();
        assert_eq!(places, [vec![0], vec![1], vec![2], vec![3, 4]]);
    }

    #[test]
    fn a_cap_opens_the_line_behind_it_and_no_line_of_another_block() {
        let (cap, next) = (line(1, 0, 10.0, 30.0), line(1, 1, 30.0, 10.0));
        assert!(opens(&cap, &next) && !opens(&next, &cap));
        assert!(!opens(&cap, &line(2, 1, 30.0, 10.0)) && !opens(&cap, &TextLine::default()));
        assert!(opens(&TextLine::default(), &TextLine::default()));
    }
}
