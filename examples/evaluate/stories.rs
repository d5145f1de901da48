//! Were lines read in order, and were stories told apart?

use super::Found;
use super::align::{Aligned, Compared, Line};
use super::assignment;
use super::truth::Block;
use rapidfuzz::distance::levenshtein;
use std::collections::BTreeMap;

/// Order inside stories.
pub struct Order {
    /// Share of neighboring lines of a story that are neighbors in the export.
    pub succession: f64,
    /// The same over column changes; nothing when no story changes column.
    pub jumps: Option<f64>,
}

/// Stories against stories.
pub struct Groups {
    /// F1 over pairs of lines.
    pub pair_f: f64,
    /// Panoptic quality over characters, IoU above 0.5.
    pub panoptic: f64,
    /// F1 of stories at IoU 0.8.
    pub article_f8: f64,
    /// Edit distance of story texts after one-to-one assignment, over the longer lengths.
    pub error_rate: f64,
}

/// Measures the order of lines inside stories.
pub fn order(truth: &[Block], aligned: &Aligned) -> Order {
    let story_of = |line: &Line| truth.get(line.block).and_then(|block| block.story.as_deref());
    let all: Vec<usize> = (0..aligned.lines.len()).collect();
    let in_story: Vec<usize> =
        all.iter().copied().filter(|i| aligned.lines.get(*i).and_then(story_of).is_some()).collect();
    let measured = if in_story.is_empty() { all.clone() } else { in_story };
    let mut by_place: Vec<(usize, usize)> =
        all.iter().filter_map(|i| aligned.lines.get(*i)?.at.map(|at| (at.0, *i))).collect();
    by_place.sort_unstable();
    let next: BTreeMap<usize, usize> = by_place.windows(2).filter_map(|w| Some((w.first()?.1, w.get(1)?.1))).collect();
    let mut stories: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for index in measured {
        let story = aligned.lines.get(index).and_then(story_of);
        stories.entry(story).or_default().push(index);
    }
    let (mut good, mut pairs, mut good_jumps, mut jumps) = (0, 0, 0, 0);
    for lines in stories.values() {
        for pair in lines.windows(2) {
            let [a, b] = pair else { continue };
            let right = usize::from(next.get(a) == Some(b));
            good += right;
            pairs += 1;
            if changes_column(truth, aligned, *a, *b) {
                good_jumps += right;
                jumps += 1;
            }
        }
    }
    Order {
        succession: good as f64 / pairs.max(1) as f64,
        jumps: (jumps > 0).then(|| good_jumps as f64 / jumps as f64),
    }
}

/// Two lines of body text in different blocks, the second well to the side of the first, or above it.
fn changes_column(truth: &[Block], aligned: &Aligned, a: usize, b: usize) -> bool {
    let block = |index: usize| aligned.lines.get(index).map(|line| line.block);
    let (Some(first), Some(second)) = (block(a), block(b)) else { return false };
    let (Some(a), Some(b)) = (truth.get(first), truth.get(second)) else { return false };
    let aside = (a.corner.0 - b.corner.0).abs() > 15.0 || b.corner.1 < a.corner.1;
    first != second && aside && a.role == "body" && b.role == "body"
}

/// Measures how stories were told apart; nothing when the truth tells none.
pub fn groups(truth: &[Block], found: &[Found], aligned: &Aligned, compared: Compared) -> Option<Groups> {
    let shared = shared(truth, found, aligned)?;
    let (panoptic, _) = matched(&shared, |iou| iou > 0.5);
    let (_, article_f8) = matched(&shared, |iou| iou >= 0.8);
    let error_rate = error_rate(truth, found, &shared, compared);
    Some(Groups { pair_f: pair_f(&shared), panoptic, article_f8, error_rate })
}

/// The first two of these alone, without comparing texts.
#[allow(dead_code, reason = "for `train`, which shares this file")]
pub fn grouping(truth: &[Block], found: &[Found], aligned: &Aligned) -> Option<(f64, f64)> {
    let shared = shared(truth, found, aligned)?;
    Some((pair_f(&shared), matched(&shared, |iou| iou > 0.5).0))
}

/// What true and found stories share; nothing when the truth tells none.
fn shared(truth: &[Block], found: &[Found], aligned: &Aligned) -> Option<Shared> {
    let mut shared = Shared::new();
    for (index, line) in aligned.lines.iter().enumerate() {
        let Some(story) = truth.get(line.block).and_then(|block| block.story.clone()) else { continue };
        let got = line.found_in.and_then(|index| found.get(index)).map(|block| block.story.clone());
        let entry = shared.entry((story, got.unwrap_or_else(|| format!("{MISSED}{index}")))).or_default();
        entry.0 += 1;
        entry.1 += line.length;
    }
    (!shared.is_empty()).then_some(shared)
}

/// Stands for the story of a line that was not found; every such line is a story of its own.
const MISSED: &str = "\u{0}missed ";

/// Lines and characters that a true and a found story share.
type Shared = BTreeMap<(String, String), (usize, usize)>;

type Totals<'a> = BTreeMap<&'a String, (usize, usize)>;

fn totals<'a>(parts: impl Iterator<Item = (&'a String, &'a (usize, usize))>) -> Totals<'a> {
    let mut totals = Totals::new();
    for (name, (lines, characters)) in parts {
        let total = totals.entry(name).or_default();
        total.0 += lines;
        total.1 += characters;
    }
    totals
}

fn wanted_totals(shared: &Shared) -> Totals<'_> {
    totals(shared.iter().map(|(key, counts)| (&key.0, counts)))
}

fn found_totals(shared: &Shared) -> Totals<'_> {
    totals(shared.iter().map(|(key, counts)| (&key.1, counts)))
}

fn pair_f(shared: &Shared) -> f64 {
    let pairs = |count: usize| count as f64 * (count as f64 - 1.0) / 2.0;
    let both: f64 = shared.values().map(|(lines, _)| pairs(*lines)).sum();
    let wanted: f64 = wanted_totals(shared).values().map(|(lines, _)| pairs(*lines)).sum();
    let got: f64 = found_totals(shared).values().map(|(lines, _)| pairs(*lines)).sum();
    let precision = if got > 0.0 { both / got } else { 1.0 };
    let recall = if wanted > 0.0 { both / wanted } else { 1.0 };
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Panoptic quality and F1 of the pairs of stories whose overlap passes.
fn matched(shared: &Shared, passes: impl Fn(f64) -> bool) -> (f64, f64) {
    let (wanted, got) = (wanted_totals(shared), found_totals(shared));
    let characters = |totals: &Totals<'_>, name: &String| totals.get(name).map_or(0, |t| t.1);
    let overlap = |(key, (_, both)): (&(String, String), &(usize, usize))| {
        *both as f64 / (characters(&wanted, &key.0) + characters(&got, &key.1) - both) as f64
    };
    let hits: Vec<f64> = shared.iter().map(overlap).filter(|iou| passes(*iou)).collect();
    let (count, wanted, got) = (hits.len() as f64, wanted.len() as f64, got.len() as f64);
    let quality = (0.0 + hits.iter().sum::<f64>()) / (count + (got - count) / 2.0 + (wanted - count) / 2.0);
    let (precision, recall) = (count / got, count / wanted);
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    (quality, f1)
}

fn error_rate(truth: &[Block], found: &[Found], shared: &Shared, compared: Compared) -> f64 {
    let mut wanted: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for block in truth {
        if let Some(story) = &block.story {
            wanted.entry(story.clone()).or_default().extend(compared(&block.text));
        }
    }
    let mut got: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let mut order = Vec::new();
    for block in found {
        if !got.contains_key(&block.story) {
            order.push(block.story.clone());
        }
        got.entry(block.story.clone()).or_default().extend(compared(&block.text));
    }
    let pairs = assigned(&wanted, &order, shared);
    let (mut errors, mut longest) = (0, 0);
    for (story, text) in &wanted {
        let other = pairs.get(story).and_then(|name| got.get(name));
        errors += other.map_or(text.len(), |other| levenshtein::distance(text.iter(), other.iter()));
        longest += text.len().max(other.map_or(0, Vec::len));
    }
    errors as f64 / longest.max(1) as f64
}

/// One found story for each true one, sharing as many characters as can be. `order` has the found stories as they come.
fn assigned(wanted: &BTreeMap<String, Vec<char>>, order: &[String], shared: &Shared) -> BTreeMap<String, String> {
    let rows: Vec<&String> = wanted.keys().collect();
    let columns: Vec<&String> = order.iter().collect();
    let weight = |row: &String, column: &String| {
        shared.get(&(row.clone(), column.clone())).map_or(0, |(_, characters)| *characters as i64)
    };
    let costs = |rows: &[&String], columns: &[&String], weight: &dyn Fn(&String, &String) -> i64| {
        let of_row = |row: &&String| columns.iter().map(|column| -weight(row, column)).collect();
        rows.iter().map(of_row).collect::<Vec<Vec<i64>>>()
    };
    let pairs: Vec<(&String, &String)> = if rows.len() <= columns.len() {
        let choice = assignment::solve(&costs(&rows, &columns, &weight));
        rows.iter().zip(choice).filter_map(|(row, column)| Some((*row, *columns.get(column?)?))).collect()
    } else {
        let choice = assignment::solve(&costs(&columns, &rows, &|column, row| weight(row, column)));
        columns.iter().zip(choice).filter_map(|(column, row)| Some((*rows.get(row?)?, *column))).collect()
    };
    let some = pairs.into_iter().filter(|(row, column)| weight(row, column) > 0);
    some.map(|(row, column)| (row.clone(), column.clone())).collect()
}
