//! The words of a printed line with their places. A page keeps the box of a line: words share it by the room that their
//! characters take.

use crate::geometry::{Pt, Rect};
use crate::model::page::{BlockId, Line, Page, printed};
use crate::typeset::width::WidthModel;

/// A word where it stands.
pub struct PlacedWord {
    /// Its text as it is printed, without the hyphen that the end of the line gave it.
    pub text: String,
    /// Its box.
    pub bbox: Rect,
}

/// A line in its words.
pub struct LineWords {
    /// Its words.
    pub words: Vec<PlacedWord>,
    /// The word that the end of the line broke, and where its hyphen stands.
    pub broken: Option<(String, Rect)>,
}

/// The lines of a block in their words.
pub fn lines(page: &Page, block: BlockId) -> Vec<LineWords> {
    let lines = page.lines_of(block);
    let text = &page.block(block).text;
    let next = lines.iter().skip(1).map(Some).chain(std::iter::once(None));
    lines.iter().zip(next).map(|(line, next)| words(line, next, text)).collect()
}

/// The words of a line as it is printed, each with the part of the line that its characters take.
pub fn shares(line: &Line) -> Vec<PlacedWord> {
    let shown = printed(&line.text);
    let model = WidthModel::narrow();
    let wide = |text: &str| f32::from(model.str(text));
    let all = wide(&shown).max(1.0);
    let word = |(at, word): (usize, &str)| {
        let from = wide(shown.get(..at).unwrap_or_default()) / all;
        PlacedWord { bbox: part(line, from, from + wide(word) / all), text: word.to_owned() }
    };
    split(&shown).map(word).collect()
}

fn words(line: &Line, next: Option<&Line>, text: &str) -> LineWords {
    let shown = printed(&line.text);
    let whole = broken(&shown, next, text);
    let stem = if whole.is_some() { shown.trim_end_matches(['-', '\u{2010}', '¬', '⸗']) } else { shown.as_ref() };
    let model = WidthModel::narrow();
    let wide = |text: &str| f32::from(model.str(text));
    let all = wide(&shown).max(1.0);
    let mut found = Vec::new();
    for (at, word) in split(stem) {
        let from = wide(shown.get(..at).unwrap_or_default()) / all;
        found.push(PlacedWord { bbox: part(line, from, from + wide(word) / all), text: word.to_owned() });
    }
    let hyphen = whole.map(|whole| (whole, part(line, wide(stem) / all, 1.0)));
    LineWords { words: found, broken: hyphen }
}

/// The whole word, where a hyphen at the end of the line is none of its own: the text of the block has it without.
fn broken(shown: &str, next: Option<&Line>, text: &str) -> Option<String> {
    let stem = shown.trim_end_matches(['-', '\u{2010}', '¬', '⸗']);
    if stem.len() == shown.len() {
        return None;
    }
    let first = stem.split_whitespace().next_back()?;
    let second = next?.text.split_whitespace().next()?;
    let whole = format!("{first}{second}");
    text.contains(&whole).then_some(whole)
}

/// Words with the places of their first bytes.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// A part of a line, along the way that it runs.
fn part(line: &Line, from: f32, to: f32) -> Rect {
    let Rect { left, top, right, bottom } = line.bbox;
    let along = |start: Pt, end: Pt, share: f32| start + (end - start) * share.min(1.0);
    match line.vertical {
        true => Rect { left, top: along(top, bottom, from), right, bottom: along(top, bottom, to) },
        false => Rect { left: along(left, right, from), top, right: along(left, right, to), bottom },
    }
}
