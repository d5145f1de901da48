//! What the words of a block are like, by their kind alone.

use crate::layout::blocks::TextBlock;
use crate::layout::evidence::{facts, flag};
use crate::layout::normalize::script;

/// Characters looked at of a long text: its kind shows by then.
pub(super) const CHARS: usize = 240;

/// What the words of a block are like.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFacts {
    /// Words; characters where there are no blanks between them.
    pub words: f32,
    /// Share of figures among its characters.
    pub figures: f32,
    /// Share of capitals among its cased letters.
    pub capitals: f32,
    /// Share of words that begin with a capital.
    pub names: f32,
    /// Stops that end sentences.
    pub stops: f32,
    /// Commas and the like.
    pub commas: f32,
    /// What it begins with.
    pub first: f32,
    /// What it ends with.
    pub last: f32,
    /// Full stops in a row, or characters as wide as leaders.
    pub leaders: f32,
}

/// What the words of a block are like, by its first characters and its last one.
pub fn facts_of_words(block: &TextBlock) -> WordFacts {
    let mut text = String::new();
    for line in &block.lines {
        text.push_str(&line.text);
        text.push(' ');
        if text.len() > CHARS * 3 {
            break;
        }
    }
    let (mut all, mut figures, mut upper, mut lower, mut stops, mut commas, mut leaders) =
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    let mut square = 0.0;
    let mut before = ' ';
    for c in text.chars().filter(|c| !c.is_whitespace()).take(CHARS) {
        all += 1.0;
        figures += flag(c.is_numeric() && !script::is_cjk_letter(c));
        upper += flag(c.is_uppercase());
        lower += flag(c.is_lowercase());
        stops += flag(script::ends_sentence(c));
        commas += flag(script::parts_clauses(c) || c == ',' || c == ';');
        square += flag(script::is_cjk_letter(c));
        leaders += flag(c == before && matches!(c, '.' | '·' | '…' | '—' | '_'));
        before = c;
    }
    let cut = || text.split_whitespace();
    let count = cut().count().max(1) as f32;
    let named = cut().filter(|word| word.starts_with(char::is_uppercase)).count() as f32;
    let end = block.lines.last().map_or(0.0, |line| facts::ending(&line.text));
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    WordFacts {
        words: if square * 2.0 > all { square } else { count },
        figures: share(figures, all),
        capitals: share(upper, upper + lower),
        names: named / count,
        stops,
        commas,
        first: facts::opening(&text),
        last: end,
        leaders,
    }
}

/// Most of what blocks begin with is square characters.
pub fn are_square<'a>(blocks: impl Iterator<Item = &'a TextBlock>) -> bool {
    let first = blocks.filter_map(|block| block.lines.first());
    let (mut square, mut all) = (0, 0);
    for c in first.flat_map(|line| line.text.chars()).filter(|c| c.is_alphanumeric()) {
        all += 1;
        square += usize::from(script::is_cjk_letter(c));
    }
    square * 2 > all
}
