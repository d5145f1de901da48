//! The text of a block as it is read: lines joined by what the block is. Heads keep the breaks of their writer.

use crate::house_style::blocks::BlockStyle;
use crate::layout::breaks::{self, HeadMeasures};
use crate::layout::lines::spaces;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::normalize::{self, Words};
use crate::layout::page::PageFindings;
use crate::model::page::printed;
use crate::model::role::Role;
use std::ops::Range;

/// The text of some lines of a block: `at` is its place, `part` are its lines, `words` those that stand whole on the page.
pub fn text_of_lines(
    at: usize,
    part: Range<usize>,
    measures: &HeadMeasures,
    (found, words): (&PageFindings, &Words),
    style: &BlockStyle,
) -> String {
    let Some(one) = found.labeled.get(at) else { return String::new() };
    let text_lines = one.block.lines.get(part).unwrap_or(&[]);
    match one.role {
        Role::Table => {
            texts(text_lines).iter().map(|text| printed(text)).collect::<Vec<_>>().join("\n").replace(spaces::SET, " ")
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
            let broken = breaks::of_head(text_lines, measures.at(at, &style.breaks));
            let lines: Vec<&str> = text_lines.iter().map(|line| line.text.as_str()).collect();
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
        | Role::Furniture => normalize::paragraph(&texts(text_lines), found.lang, words),
    }
}

/// The texts of lines. What a blank at the end of a line parts from the word of a credit stays parted.
fn texts(lines: &[TextLine]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(lines.len());
    let mut parted = false;
    for line in lines {
        match texts.last_mut().filter(|_| parted && normalize::opens_with_credit(line.text.trim())) {
            Some(before) => before.extend([" ", line.text.trim()]),
            None => texts.push(line.text.clone()),
        }
        parted = line.parted;
    }
    texts
}
