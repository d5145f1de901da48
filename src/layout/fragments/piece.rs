//! Lines of the file, cleaned, in the pieces that blank lines part.

use super::kinds::Entry;
use super::measure::{Measures, TextLine, of_pieces};
use crate::house_style::HouseStyle;
use crate::layout::normalize::{Words, dedouble, fold};
use crate::model::extract::Extract;
use crate::model::lang::Lang;

/// Lines that stood together.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its lines; at least one, none of them empty.
    pub lines: Vec<TextLine>,
    /// The measure it was set to, in em; zero until it is learned.
    pub measure: f32,
}

/// The language of most of the text.
pub fn language(pieces: &[Piece]) -> Lang {
    let lines = pieces.iter().flat_map(|piece| &piece.lines);
    Lang::of(&lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// The words of a text, by which broken ones are mended.
pub fn words(entries: &[Entry]) -> Words {
    let mut words = Words::default();
    for entry in entries {
        words.add(entry.lines.iter().map(|line| line.text.as_str()));
    }
    words
}

/// The pieces of an extract.
pub fn pieces(extract: &Extract, _style: &HouseStyle) -> Vec<Piece> {
    let clean = |line: &String| {
        let folded = fold(line);
        let text = dedouble(folded.trim());
        let indented = folded.starts_with([' ', '\u{3000}']);
        (!text.is_empty()).then(|| TextLine::new(text, indented))
    };
    let piece = |lines: Vec<TextLine>| (!lines.is_empty()).then_some(Piece { lines, measure: 0.0 });
    extract.fragments.iter().filter_map(|fragment| piece(fragment.lines.iter().filter_map(clean).collect())).collect()
}

/// Tells every piece its measure.
pub fn measure(pieces: &mut [Piece], measures: Measures, style: &HouseStyle) {
    let lines: Vec<&[TextLine]> = pieces.iter().map(|piece| piece.lines.as_slice()).collect();
    let found = of_pieces(&lines, measures, &style.extract);
    for (piece, measure) in pieces.iter_mut().zip(found) {
        piece.measure = measure;
    }
}
