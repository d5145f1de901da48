//! Blanks that a writer typed between Han and Latin. Print has a quarter of an em there, and extraction makes blanks of it
//! that nobody typed: the layout leaves them all out. A source that gives its text as it was typed says which are meant.

use crate::model::page::{Block, Page};
use crate::model::sheet::Sheet;

/// A text without its blanks, and where blanks stood in it: before the characters with these places.
#[derive(Default)]
struct BlankPlaces {
    solid: String,
    blanks: Vec<usize>,
}

/// Puts the blanks of a source that gives whole paragraphs into the texts of the blocks that were made of it.
pub(super) fn as_typed(page: &mut Page, sheet: &Sheet) {
    let Some(given) = sheet.given.as_ref().filter(|given| given.paragraphs) else { return };
    let text = |runs: &[u32]| {
        BlankPlaces::of(runs.iter().filter_map(|run| sheet.runs.get(*run as usize)?.text.chars().next()))
    };
    let typed: Vec<BlankPlaces> = given.blocks.iter().map(|block| text(&block.runs)).collect();
    // Blocks come in the order of the source as a rule: what is looked for stands behind what was found.
    let (mut at, mut behind) = (0, 0);
    for block in page.blocks.iter_mut().filter(|block| block.text.chars().any(is_square)) {
        let solid: String = block.text.chars().filter(|c| !c.is_whitespace()).collect();
        let found = |(index, typed): (usize, &BlankPlaces)| {
            let from = if index == at { behind } else { 0 };
            Some((index, from + typed.solid.get(from..)?.find(&solid)?))
        };
        let order = typed.iter().enumerate().skip(at).chain(typed.iter().enumerate().take(at));
        let Some((index, start)) = order.filter(|_| !solid.is_empty()).find_map(found) else { continue };
        if let Some(typed) = typed.get(index) {
            typed.put_into(block, start);
        }
        (at, behind) = (index, start + solid.len());
    }
}

impl BlankPlaces {
    fn of(characters: impl Iterator<Item = char>) -> BlankPlaces {
        let mut typed = BlankPlaces::default();
        for c in characters {
            match c.is_whitespace() {
                true => typed.blanks.push(typed.solid.len()),
                false => typed.solid.push(c),
            }
        }
        typed
    }

    /// Adds the blanks between Han and Latin that this text has from `start` on.
    fn put_into(&self, block: &mut Block, start: usize) {
        let mut text = String::with_capacity(block.text.len() + 8);
        let mut place = start;
        for c in block.text.chars() {
            if !c.is_whitespace() {
                let before = text.chars().next_back();
                if before.is_some_and(|before| is_seam(before, c)) && self.blanks.binary_search(&place).is_ok() {
                    text.push(' ');
                }
                place += c.len_utf8();
            }
            text.push(c);
        }
        block.text = text;
    }
}

/// Whether a letter of Han or kana stands beside a letter, a figure or a sign of Latin.
fn is_seam(before: char, after: char) -> bool {
    let latin = |c: char| !is_square(c) && (c.is_alphanumeric() || c.is_ascii_graphic());
    (is_square(before) && latin(after)) || (latin(before) && is_square(after))
}

fn is_square(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use crate::open::{Settings, edition};

    const TEXT: &str = "渡船用 SSH 协议\n\n渔港 8 月 15 日电，渡船从今天起用 SSH 协议和岸上联系，共有3艘船、12 名船员，Captain Moss 说第1期工程已经完成，费用不到 50% 。渡船从今天起用SSH协议。\n\n\
        灯塔换了灯\n\n另有2艘没有改装，它们的编号是A1和 B 2，按GB/T 1234标准检验，这样的检验一年有一次，每一次都在春天，也都在同一个码头上做。\n";

    #[test]
    fn a_transcription_keeps_the_blanks_of_its_writer() {
        let edition = edition("page.txt", TEXT.as_bytes(), &Settings::default()).unwrap();
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let texts: Vec<String> = edition
            .pages
            .iter()
            .flat_map(|page| {
                page.paragraphs(&page.order).into_iter().map(|one| one.text.into_owned()).collect::<Vec<_>>()
            })
            .collect();
        for line in TEXT.lines().filter(|line| !line.is_empty()) {
            let same = texts.iter().find(|text| solid(text) == solid(line)).expect(line);
            assert_eq!(same, &line.replace(" 。", "。"), "the blank before a stop is none");
        }
    }
}
