//! `ActualText`: what a stretch of glyphs stands for when their own characters do not tell (ISO 32000-2, 14.9.4).

use super::labels::decode;
use super::unicode::printable;
use crate::geometry::Rect;
use crate::model::sheet::GlyphRun;
use compact_str::ToCompactString;
use hayro_syntax::object::{Dict, String as PdfString};

/// Longer stretches keep their own characters: a writer that tags whole paragraphs would otherwise turn them into
/// one run without places.
const LONGEST: usize = 8;
/// Marked content nests; deeper levels are counted but not kept.
const DEEPEST: usize = 256;

/// The open marked-content sequences: where each began among the runs, and its replacement.
#[derive(Default)]
pub(super) struct ActualText {
    open: Vec<Option<(usize, String)>>,
    beyond: usize,
}

impl ActualText {
    /// A sequence begins after `runs` runs.
    pub fn begin(&mut self, properties: Option<&Dict<'_>>, runs: usize) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>(&b"ActualText"[..]));
        self.open.push(text.map(|text| (runs, printable(&decode(text.as_bytes())))));
    }

    /// The innermost sequence ends; its runs get their text.
    pub fn end(&mut self, runs: &mut Vec<GlyphRun>) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if let Some(Some((from, text))) = self.open.pop() {
            replace(runs, from, text);
        }
    }
}

/// Text that is read from the right, drawn from the left, as it shows.
fn is_mirrored(stretch: &[GlyphRun], text: &str) -> bool {
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let from_left = stretch.first().zip(stretch.last()).is_some_and(|(a, b)| a.bbox.left < b.bbox.left);
    from_left && text.chars().all(from_right)
}

/// Character by glyph when the counts agree; else a short stretch becomes one run. Blanks are not counted: writers leave
/// them out of the glyphs or of the text as they like. A soft hyphen stands for the hyphen that was printed, which is
/// kept: the line knows best what it means.
fn replace(runs: &mut Vec<GlyphRun>, from: usize, text: String) {
    let Some(stretch) = runs.get_mut(from..) else { return };
    let count = stretch.iter().filter(|run| !run.is_blank()).count();
    if count == 0 || text.trim().is_empty() || text == "\u{ad}" {
        return;
    }
    if text.chars().count() == count {
        let mut characters: Vec<char> = text.chars().collect();
        if is_mirrored(stretch, &text) {
            characters.reverse();
        }
        for (run, character) in stretch.iter_mut().filter(|run| !run.is_blank()).zip(characters) {
            run.text = character.to_compact_string();
        }
    } else if count <= LONGEST {
        let hull = Rect::hull(stretch.iter().map(|run| &run.bbox));
        if let (Some(first), Some(hull)) = (stretch.first_mut(), hull) {
            first.text = text.into();
            first.bbox = hull;
            runs.truncate(from + 1);
        }
    }
}
