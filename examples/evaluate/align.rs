//! The place of every truth line in the exported text, found by text alone, so that no coordinates are needed.

use super::Found;
use super::fuzzy;
use super::truth::Block;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A line of the truth and where it was found.
pub struct Line {
    /// Index of its block in the truth.
    pub block: usize,
    /// Its length in compared characters; never zero.
    pub length: usize,
    /// Its characters in the exported text.
    pub at: Option<(usize, usize)>,
    /// Index of the exported block it was found in.
    pub found_in: Option<usize>,
}

/// All lines of the truth that have characters to compare, in truth order.
pub struct Aligned {
    /// The lines.
    pub lines: Vec<Line>,
}

impl Aligned {
    /// Share of the truth's characters whose line was found.
    pub fn found_share(&self) -> f64 {
        let count = |found: bool| -> usize {
            self.lines.iter().filter(|line| !found || line.at.is_some()).map(|line| line.length).sum()
        };
        count(true) as f64 / count(false).max(1) as f64
    }
}

/// What is compared of a text.
pub type Compared = fn(&str) -> Vec<char>;

/// NFKC, letters and digits only.
pub fn compared(text: &str) -> Vec<char> {
    text.chars().filter(|c| *c != '\u{ad}').nfkc().filter(|c| is_letter(*c)).collect()
}

/// The same with marks: a stop that left its sentence is an error. Hyphens come and go with the lines.
pub fn with_marks(text: &str) -> Vec<char> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '_');
    text.chars().filter(|c| *c != '\u{ad}').nfkc().filter(|c| !apart(*c)).collect()
}

/// A letter or a figure; signs that are set on one are none.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Finds every line: unique ones first, then repeated ones by their neighbors, then those with errors.
pub fn lines(truth: &[Block], found: &[Found], compared: Compared) -> Aligned {
    let mut text = Vec::new();
    let mut starts = Vec::new();
    for block in found {
        starts.push(text.len());
        text.extend(compared(&block.text));
    }
    let of_block = |(index, block): (usize, &Block)| -> Vec<(usize, Vec<char>)> {
        block.lines.iter().map(|line| (index, compared(line))).collect()
    };
    let wanted: Vec<(usize, Vec<char>)> = truth.iter().enumerate().flat_map(of_block).collect();
    let mut places = Places { used: vec![false; text.len()], at: vec![None; wanted.len()], text };
    let occurrences: Vec<Vec<usize>> = wanted.iter().map(|(_, line)| places.occurrences(line)).collect();
    places.take_unique(&wanted, &occurrences);
    places.take_repeated(&wanted, &occurrences, true);
    places.take_repeated(&wanted, &occurrences, false);
    places.take_alike(&wanted);
    let mut lines = Vec::new();
    for ((block, line), at) in wanted.iter().zip(&places.at) {
        let found_in = at.map(|(from, to)| block_at(&starts, (from + to).saturating_sub(1) / 2));
        lines.push(Line { block: *block, length: line.len(), at: *at, found_in });
    }
    lines.retain(|line| line.length > 0);
    Aligned { lines }
}

/// The last block that starts at or before this character. Empty blocks share their start with the next one.
fn block_at(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|start| *start <= at).saturating_sub(1)
}

struct Places {
    used: Vec<bool>,
    at: Vec<Option<(usize, usize)>>,
    text: Vec<char>,
}

impl Places {
    fn occurrences(&self, line: &[char]) -> Vec<usize> {
        if line.is_empty() {
            return Vec::new();
        }
        let starts = self.text.windows(line.len()).enumerate().filter(|(_, window)| *window == line);
        starts.map(|(start, _)| start).take(200).collect()
    }

    /// Free when at most three tenths were taken by other lines.
    fn free(&self, from: usize, to: usize) -> bool {
        let taken = self.used.get(from..to).map_or(0, |used| used.iter().filter(|used| **used).count());
        taken as f64 <= 0.3 * (to - from) as f64
    }

    fn take(&mut self, line: usize, from: usize, to: usize) {
        if let (Some(at), Some(used)) = (self.at.get_mut(line), self.used.get_mut(from..to)) {
            *at = Some((from, to));
            used.fill(true);
        }
    }

    fn take_unique(&mut self, wanted: &[(usize, Vec<char>)], occurrences: &[Vec<usize>]) {
        for (index, ((_, line), starts)) in wanted.iter().zip(occurrences).enumerate() {
            if let [start] = starts.as_slice()
                && line.len() >= 4
                && self.free(*start, start + line.len())
            {
                self.take(index, *start, start + line.len());
            }
        }
    }

    /// Longest lines first; among several places the one nearest to the neighbors of the line. In the first
    /// round a line with several places and no placed neighbor waits.
    fn take_repeated(&mut self, wanted: &[(usize, Vec<char>)], occurrences: &[Vec<usize>], first_round: bool) {
        let mut by_length: Vec<usize> = (0..wanted.len()).collect();
        by_length.sort_by_key(|index| std::cmp::Reverse(wanted.get(*index).map_or(0, |(_, line)| line.len())));
        for index in by_length {
            let (Some((_, line)), Some(starts)) = (wanted.get(index), occurrences.get(index)) else { continue };
            if self.at.get(index).is_none_or(Option::is_some) {
                continue;
            }
            let (before, after) = (self.end_before(index), self.at.get(index + 1).copied().flatten().map(|at| at.0));
            let free: Vec<usize> = starts.iter().copied().filter(|s| self.free(*s, s + line.len())).collect();
            if first_round && before.is_none() && after.is_none() && free.len() > 1 {
                continue;
            }
            let far = |start: &usize| {
                let to_before = before.map_or(usize::MAX, |end| start.abs_diff(end));
                to_before.min(after.map_or(usize::MAX, |next| (start + line.len()).abs_diff(next)))
            };
            if let Some(start) = free.iter().copied().min_by_key(far) {
                self.take(index, start, start + line.len());
            }
        }
    }

    /// Lines with reading errors: beside the line before first, then anywhere.
    fn take_alike(&mut self, wanted: &[(usize, Vec<char>)]) {
        const ALIKE: f64 = 78.0;
        for (index, (_, line)) in wanted.iter().enumerate() {
            if line.len() < 5 || self.at.get(index).is_none_or(Option::is_some) {
                continue;
            }
            let all = (0, self.text.len());
            let beside = self.end_before(index).map(|end| (end, (end + 2 * line.len() + 8).min(self.text.len())));
            for (from, to) in beside.into_iter().chain([all]) {
                let window = self.text.get(from..to).and_then(|hay| fuzzy::best_window(line, hay, ALIKE));
                let Some(window) = window.filter(|window| self.free(from + window.start, from + window.end)) else {
                    continue;
                };
                self.take(index, from + window.start, from + window.end);
                break;
            }
        }
    }

    fn end_before(&self, index: usize) -> Option<usize> {
        self.at.get(index.checked_sub(1)?).copied().flatten().map(|at| at.1)
    }
}
