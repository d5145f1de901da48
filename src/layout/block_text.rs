//! The text of a block as it is read: lines joined by what the block is. Heads keep the breaks of their writer.

use crate::house_style::blocks::BlockStyle;
use crate::layout::breaks::{self, Measures};
use crate::layout::lines::pieces::Piece;
use crate::layout::lines::spaces;
use crate::layout::normalize::{self, Words};
use crate::layout::page::Found;
use crate::model::page::printed;
use crate::model::role::Role;
use std::ops::Range;

/// The text of some lines of a stick: `at` is its place, `part` are its lines, `words` those that stand whole on the page.
pub fn of(
    at: usize,
    part: Range<usize>,
    measures: &Measures,
    (found, words): (&Found, &Words),
    style: &BlockStyle,
) -> String {
    let Some(one) = found.judged.get(at) else { return String::new() };
    let pieces = one.stick.lines.get(part).unwrap_or(&[]);
    match one.role {
        Role::Table => {
            texts(pieces).iter().map(|text| printed(text)).collect::<Vec<_>>().join("\n").replace(spaces::SET, " ")
        }
        Role::Masthead
        | Role::Section
        | Role::Kicker
        | Role::Headline
        | Role::Deck
        | Role::Byline
        | Role::Dateline
        | Role::Subhead
        | Role::PullQuote
        | Role::Credit
        | Role::Advert
            if !found.sheet.ocr =>
        {
            let broken = breaks::of_head(pieces, measures.at(at, &style.breaks));
            let lines: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
            normalize::head(&lines, &broken, found.lang, words)
        }
        Role::Masthead
        | Role::Folio
        | Role::Section
        | Role::Kicker
        | Role::Headline
        | Role::Deck
        | Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::Subhead
        | Role::PullQuote
        | Role::Caption
        | Role::Credit
        | Role::Jump
        | Role::Advert
        | Role::Furniture => normalize::paragraph(&texts(pieces), found.lang, words),
    }
}

/// The texts of lines. What a blank at the end of a line parts from the word of a credit stays parted.
fn texts(pieces: &[Piece]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(pieces.len());
    let mut parted = false;
    for piece in pieces {
        match texts.last_mut().filter(|_| parted && normalize::opens_with_credit(piece.text.trim())) {
            Some(before) => before.extend([" ", piece.text.trim()]),
            None => texts.push(piece.text.clone()),
        }
        parted = piece.parted;
    }
    texts
}
