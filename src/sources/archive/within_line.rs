//! Where words stand that a file gives no place for: within their line, as its other words leave room.

use super::blocks::{FileBox, Flow, SourceLine, SourceWord};

/// A letter is squeezed to this part of the width of its neighbors, at most.
const SQUEEZED: f32 = 0.5;

/// Gives words without a box one within their line: in the white between their neighbors, or, where there is too
/// little, all words of the line share it by their length.
pub fn words_within(line: &mut SourceLine, block: Option<FileBox>) {
    let Some(ink) = line.ink.into_iter().chain(line.hull()).reduce(joined) else { return };
    line.ink = Some(ink);
    if line.words.iter().all(|word| word.ink.is_some()) {
        return;
    }
    let axis = Axis(line.flow.unwrap_or(Flow::Across));
    let (start, end) = axis.ends(&ink);
    let end = block.map_or(end, |block| axis.ends(&block).1.max(end));
    let letter = letter(line, axis, (start, axis.ends(&ink).1));
    let Some(spans) = in_the_white(line, axis, (start, end), letter) else {
        let end = end.min(start + letter.max((axis.ends(&ink).1 - start) / length(line)) * length(line));
        share(line, axis, &ink, (start, end));
        return;
    };
    for (word, (from, to)) in line.words.iter_mut().zip(spans) {
        word.ink = word.ink.or(Some(axis.place(&ink, from, to)));
    }
}

fn joined([a, b, c, d]: FileBox, [left, top, right, bottom]: FileBox) -> FileBox {
    [a.min(left), b.min(top), c.max(right), d.max(bottom)]
}

fn length(line: &SourceLine) -> f32 {
    line.length().max(1) as f32
}

/// How wide a letter is: as those of the words that have a box, else as the line has room.
fn letter(line: &SourceLine, axis: Axis, (start, end): (f32, f32)) -> f32 {
    let of = |word: &SourceWord| {
        let (from, to) = axis.ends(&word.ink?);
        Some((to - from) / word.text.chars().count().max(1) as f32)
    };
    let mut known: Vec<f32> = line.words.iter().filter_map(of).collect();
    known.sort_by(f32::total_cmp);
    known.get(known.len() / 2).copied().unwrap_or((end - start) / length(line))
}

/// Where each word begins and ends; nothing when too little white is left between the words that have a box.
fn in_the_white(line: &SourceLine, axis: Axis, (start, end): (f32, f32), letter: f32) -> Option<Vec<(f32, f32)>> {
    let mut spans = Vec::new();
    let mut from = start;
    let mut at = 0;
    while let Some(word) = line.words.get(at) {
        if let Some(ink) = word.ink {
            from = axis.ends(&ink).1;
            spans.push(axis.ends(&ink));
            at += 1;
            continue;
        }
        let open: Vec<&SourceWord> = line.words.iter().skip(at).take_while(|word| word.ink.is_none()).collect();
        let next = line.words.iter().skip(at).find_map(|word| word.ink);
        let to = next.map_or(end, |next| axis.ends(&next).0);
        let letters: usize = open.iter().map(|word| word.text.chars().count() + 1).sum();
        let inner = if at == 0 { 0.0 } else { 1.0 };
        let step = ((to - from) / (letters as f32 + inner)).min(letter);
        if step < letter * SQUEEZED {
            return None;
        }
        let mut place = from + step * inner;
        for word in &open {
            let long = step * word.text.chars().count() as f32;
            spans.push((place, place + long));
            place += long + step;
        }
        at += open.len();
    }
    Some(spans)
}

/// All words of a line share its run, each by its length.
fn share(line: &mut SourceLine, axis: Axis, ink: &FileBox, (start, end): (f32, f32)) {
    let step = (end - start) / length(line);
    let mut before = 0.0;
    for word in &mut line.words {
        let long = word.text.chars().count() as f32;
        let from = start + before * step;
        word.ink = Some(axis.place(ink, from, from + long.max(SQUEEZED) * step));
        before += long + 1.0;
    }
}

/// The direction in which the words of a line follow each other.
#[derive(Clone, Copy)]
struct Axis(Flow);

impl Axis {
    /// Where a box begins and ends along the line.
    fn ends(self, ink: &FileBox) -> (f32, f32) {
        let [left, top, right, bottom] = *ink;
        match self.0 {
            Flow::Across => (left, right),
            Flow::Down | Flow::Clockwise => (top, bottom),
            Flow::Counter => (-bottom, -top),
            Flow::Half => (-right, -left),
        }
    }

    /// The part of a line from one place to another.
    fn place(self, ink: &FileBox, from: f32, to: f32) -> FileBox {
        let [left, top, right, bottom] = *ink;
        match self.0 {
            Flow::Across => [from, top, to, bottom],
            Flow::Down | Flow::Clockwise => [left, from, right, to],
            Flow::Counter => [left, -to, right, -from],
            Flow::Half => [-to, top, -from, bottom],
        }
    }
}
