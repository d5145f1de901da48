//! Lines of the file, cleaned, in the groups that blank lines part.

use super::kinds::LooseEntry;
use super::measure::{LooseLine, LooseMeasures, of_groups};
use crate::house_style::HouseStyle;
use crate::layout::normalize::{Words, dedouble, fold};
use crate::model::extract::Extract;
use crate::model::lang::Lang;

/// Lines that stood together.
#[derive(Clone, Debug)]
pub struct LineGroup {
    /// Its lines; at least one, none of them empty.
    pub lines: Vec<LooseLine>,
    /// The measure it was set to, in em; zero until it is learned.
    pub measure: f32,
}

/// The language of most of the text.
pub fn language(groups: &[LineGroup]) -> Lang {
    let lines = groups.iter().flat_map(|group| &group.lines);
    Lang::of(&lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// The words of a text, by which broken ones are mended.
pub fn words(entries: &[LooseEntry]) -> Words {
    let mut words = Words::default();
    for entry in entries {
        words.add(entry.lines.iter().map(|line| line.text.as_str()));
    }
    words
}

/// The groups of an extract.
pub fn groups(extract: &Extract, _style: &HouseStyle) -> Vec<LineGroup> {
    let clean = |line: &String| {
        let folded = fold(line);
        let text = dedouble(folded.trim());
        let indented = folded.starts_with([' ', '\u{3000}']);
        (!text.is_empty()).then(|| LooseLine::new(text, indented))
    };
    let group = |lines: Vec<LooseLine>| (!lines.is_empty()).then_some(LineGroup { lines, measure: 0.0 });
    extract.fragments.iter().filter_map(|fragment| group(fragment.lines.iter().filter_map(clean).collect())).collect()
}

/// Tells every group its measure.
pub fn measure(groups: &mut [LineGroup], measures: LooseMeasures, style: &HouseStyle) {
    let lines: Vec<&[LooseLine]> = groups.iter().map(|group| group.lines.as_slice()).collect();
    let found = of_groups(&lines, measures, &style.extract);
    for (group, measure) in groups.iter_mut().zip(found) {
        group.measure = measure;
    }
}
