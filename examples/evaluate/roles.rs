//! Were the roles told right?

use super::Found;
use super::align::{Aligned, compared};
use super::fuzzy;
use super::truth::Block;
use std::collections::BTreeMap;

/// Two headlines are the same from this likeness on.
const SAME_HEADLINE: f64 = 90.0;

/// Characters of one role: in the truth, in the export, in both at once.
#[derive(Default)]
struct Counts {
    wanted: usize,
    got: usize,
    both: usize,
}

/// Mean over the roles of the truth (body and page furniture apart) of the F1 by characters. A caption and its
/// credit are one block in truths, so a credit where a caption is wanted counts as right.
pub fn by_characters(truth: &[Block], found: &[Found], aligned: &Aligned) -> Option<f64> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for line in &aligned.lines {
        let Some(wanted) = truth.get(line.block).map(|block| block.role.as_str()) else { continue };
        let got = line.found_in.and_then(|index| found.get(index)).map(|block| block.role.as_str());
        let got = if wanted == "caption" && got == Some("credit") { Some(wanted) } else { got };
        counts.entry(wanted).or_default().wanted += line.length;
        if let Some(got) = got {
            counts.entry(got).or_default().got += line.length;
        }
        if got == Some(wanted) {
            counts.entry(wanted).or_default().both += line.length;
        }
    }
    let untold = ["body", "folio", "masthead", "furniture"];
    let told: Vec<f64> = counts
        .iter()
        .filter(|(role, counts)| !untold.contains(role) && counts.wanted > 0)
        .map(|(_, counts)| 2.0 * counts.both as f64 / (counts.wanted + counts.got) as f64)
        .collect();
    (!told.is_empty()).then(|| told.iter().sum::<f64>() / told.len() as f64)
}

/// F1 of headlines by text.
pub fn headlines(truth: &[Block], found: &[Found]) -> Option<f64> {
    let texts = |role: &str, text: &str| (role == "headline").then(|| compared(text)).filter(|text| !text.is_empty());
    let wanted: Vec<Vec<char>> = truth.iter().filter_map(|block| texts(&block.role, &block.text)).collect();
    let mut left: Vec<Vec<char>> = found.iter().filter_map(|block| texts(&block.role, &block.text)).collect();
    if wanted.is_empty() {
        return None;
    }
    let count = left.len();
    let mut hits = 0;
    for head in &wanted {
        let likeness: Vec<f64> = left.iter().map(|other| fuzzy::ratio(head, other)).collect();
        let best = (0..left.len())
            .rev()
            .max_by(|a, b| likeness.get(*a).unwrap_or(&0.0).total_cmp(likeness.get(*b).unwrap_or(&0.0)));
        if let Some(best) = best.filter(|best| likeness.get(*best).is_some_and(|likeness| *likeness >= SAME_HEADLINE)) {
            hits += 1;
            left.remove(best);
        }
    }
    Some(if count == 0 { 0.0 } else { 2.0 * f64::from(hits) / (wanted.len() + count) as f64 })
}
