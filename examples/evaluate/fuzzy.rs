//! Where a short text stands in a long one, give or take errors: the best window by insertions and deletions,
//! as rapidfuzz's `partial_ratio_alignment` finds it.

use std::collections::{HashMap, HashSet};

/// Longest needle compared bit-parallel: one bit a character.
const WORD: usize = 128;

/// A window of the haystack, in characters, and its likeness from 0 to 100.
#[derive(Clone, Copy)]
pub struct Window {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// 100 is equal.
    pub likeness: f64,
}

/// A text prepared for many comparisons.
struct Needle {
    length: usize,
    places: HashMap<char, u128>,
}

/// The window of `hay` most like `needle`, if it reaches `cutoff`. When the haystack is the shorter one the
/// window is all of it.
pub fn best_window(needle: &[char], hay: &[char], cutoff: f64) -> Option<Window> {
    if needle.is_empty() || hay.is_empty() {
        return None;
    }
    let all_of_it = |found: Window| Window { start: 0, end: hay.len(), likeness: found.likeness };
    if needle.len() > hay.len() {
        return slide(hay, needle, cutoff).map(all_of_it);
    }
    let found = slide(needle, hay, cutoff);
    if needle.len() < hay.len() {
        return found;
    }
    let held = found.map_or(cutoff, |found| found.likeness);
    let turned = slide(hay, needle, held).filter(|turned| found.is_none_or(|_| turned.likeness > held));
    turned.map(all_of_it).or(found)
}

/// Likeness of two texts by insertions and deletions, 0 to 100.
pub fn ratio(a: &[char], b: &[char]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.is_empty() {
        return 100.0;
    }
    let common = if short.len() <= WORD { Needle::of(short).common(long) } else { common_by_rows(short, long) };
    200.0 * common as f64 / (a.len() + b.len()) as f64
}

/// Windows as long as the needle are looked at from both ends inwards, halving: what lies between two windows is at most
/// so much more like the needle than they are as they lie apart. Among equals the one that is looked at first stays, as
/// in rapidfuzz.
fn slide(needle: &[char], hay: &[char], cutoff: f64) -> Option<Window> {
    let prepared = Needle::of(needle.get(..needle.len().min(WORD))?);
    let known: HashSet<char> = needle.iter().copied().collect();
    let common = |part: &[char]| {
        if needle.len() <= WORD { prepared.common(part) } else { common_by_rows(needle, part) }
    };
    let likeness = |part: &[char]| 200.0 * common(part) as f64 / (needle.len() + part.len()) as f64;
    let (length, whole) = (needle.len(), 2 * needle.len());
    let mut best = Window { start: 0, end: length.min(hay.len()), likeness: 0.0 };
    let mut least = cutoff;
    if let Some((start, errors)) = nearest(length, hay, cutoff, &common) {
        let likeness = 100.0 * (1.0 - errors as f64 / whole as f64);
        if likeness >= least {
            (best, least) = (Window { start, end: start + length, likeness }, likeness);
        }
    }
    let mut offer = |start: usize, end: usize| {
        let likeness = likeness(hay.get(start..end).unwrap_or(&[]));
        if likeness >= least && likeness > best.likeness {
            (best, least) = (Window { start, end, likeness }, likeness);
        }
    };
    for end in 1..length {
        if hay.get(end - 1).is_some_and(|c| known.contains(c)) {
            offer(0, end);
        }
    }
    for start in hay.len().saturating_sub(length)..hay.len() {
        if hay.get(start).is_some_and(|c| known.contains(c)) {
            offer(start, hay.len());
        }
    }
    (best.likeness >= cutoff && best.likeness > 0.0).then_some(best)
}

/// The window as long as the needle, but the last one, with the fewest errors, and how many; nothing when all have more
/// than the cutoff allows.
fn nearest(length: usize, hay: &[char], cutoff: f64, common: &dyn Fn(&[char]) -> usize) -> Option<(usize, usize)> {
    const SLACK: f64 = 1e-5;
    let last = hay.len().checked_sub(length + 1)?;
    let allowed = (2 * length) as f64 * (1.0 - cutoff / 100.0 + SLACK).min(1.0);
    let mut fewest = allowed.ceil() as usize;
    let mut best = None;
    let mut errors: Vec<Option<usize>> = vec![None; last + 1];
    let mut spans = vec![(0, last)];
    while !spans.is_empty() {
        let mut halves = Vec::new();
        for (from, to) in spans {
            let mut told = |at: usize| {
                if let Some(told) = errors.get(at).copied().flatten() {
                    return told;
                }
                let part = hay.get(at..at + length).unwrap_or(&[]);
                let told = length + part.len() - 2 * common(part);
                if let Some(slot) = errors.get_mut(at) {
                    *slot = Some(told);
                }
                if told < fewest {
                    (fewest, best) = (told, Some((at, told)));
                }
                told
            };
            let (a, b) = (told(from), told(to));
            if fewest == 0 {
                return best;
            }
            let apart = to - from;
            let better = (apart - (a.abs_diff(b) / 2).min(apart)) / 2 * 2;
            if apart > 1 && a.min(b) < fewest + better {
                halves.extend([(from, from + apart / 2), (from + apart / 2, to)]);
            }
        }
        spans = halves;
    }
    best
}

impl Needle {
    fn of(text: &[char]) -> Needle {
        let mut places: HashMap<char, u128> = HashMap::new();
        for (index, c) in text.iter().enumerate().take(WORD) {
            *places.entry(*c).or_default() |= 1 << index;
        }
        Needle { length: text.len().min(WORD), places }
    }

    /// Length of the longest common subsequence, bit-parallel (Hyyrö 2004).
    fn common(&self, other: &[char]) -> usize {
        let mut unmatched = !0u128;
        for c in other {
            let hits = unmatched & self.places.get(c).copied().unwrap_or(0);
            unmatched = unmatched.wrapping_add(hits) | (unmatched - hits);
        }
        let used = if self.length == WORD { !0 } else { (1u128 << self.length) - 1 };
        (!unmatched & used).count_ones() as usize
    }
}

fn common_by_rows(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (index, y) in b.iter().enumerate() {
            let above = row.get(index + 1).copied().unwrap_or(0);
            let left = row.get(index).copied().unwrap_or(0);
            let value = if x == y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            if let Some(place) = row.get_mut(index + 1) {
                *place = value;
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn finds_a_text_with_an_error_in_it() {
        let window =
            best_window(&characters("harbor lights"), &characters("the harbour lights went out"), 70.0).unwrap();
        assert!(window.likeness > 90.0 && window.start <= 4 && window.end >= 16, "{}..{}", window.start, window.end);
        assert!(best_window(&characters("渡口的灯"), &characters("山上的雪"), 78.0).is_none());
    }

    #[test]
    fn of_windows_that_are_alike_the_one_looked_at_first_stays() {
        // Both ends come before what lies between them.
        let window = best_window(&characters("abcd"), &characters("xxabcxxabxdx"), 60.0).unwrap();
        assert_eq!((window.start, window.end), (7, 11));
        let window = best_window(&characters("abcd"), &characters("cdxxxxxxxxxx"), 60.0).unwrap();
        assert_eq!((window.start, window.end), (0, 2));
        assert_eq!(
            best_window(&characters("abcd"), &characters("abcd"), 60.0).map(|found| found.likeness),
            Some(100.0)
        );
    }

    #[test]
    fn ratio_counts_insertions_and_deletions() {
        assert!((ratio(&characters("abcd"), &characters("abxd")) - 75.0).abs() < 1e-9);
        let long: Vec<char> = "ab".repeat(200).chars().collect();
        assert!((ratio(&long, &long) - 100.0).abs() < 1e-9);
    }
}
