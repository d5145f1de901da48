//! How a line runs, told by its boxes and by what the file says of it. Where the text fills squares (Han, kana,
//! Hangul) the boxes decide: a file that calls everything level still has lines much higher than wide. What has no box
//! that tells runs as the file says, else as most lines of its block and of its page do.

use super::blocks::{Flow, SourceBlock, SourceLine, height, hull, width};

/// A line of characters one under the other is higher than wide by this, at least: two squares are twice as high.
const TALL: f32 = 1.5;
/// A line of letters turned by a quarter is higher than wide by this, at least.
const TURNED: f32 = 3.0;
/// A turned line has so many letters, at least: a rule that was read as letters has fewer.
const LETTERS: usize = 4;

/// Says of every line how it runs.
pub fn settle(blocks: &mut [SourceBlock]) {
    let mut page = Votes::default();
    for block in blocks.iter_mut() {
        for line in &mut block.lines {
            let told = by_boxes(line);
            page.count(told);
            line.flow = told.or(line.flow);
        }
    }
    for block in blocks {
        let mut own = Votes::default();
        block.lines.iter().for_each(|line| own.count(line.flow));
        for line in block.lines.iter_mut().filter(|line| line.flow.is_none()) {
            // A single character says nothing, and neither does a line without a box.
            line.flow = own.most().or_else(|| page.most().filter(|_| line.is_square()));
        }
    }
}

#[derive(Default)]
struct Votes {
    across: usize,
    down: usize,
}

impl Votes {
    fn count(&mut self, flow: Option<Flow>) {
        match flow {
            Some(Flow::Across) => self.across += 1,
            Some(Flow::Down) => self.down += 1,
            Some(Flow::Clockwise | Flow::Counter | Flow::Half) | None => {}
        }
    }

    fn most(&self) -> Option<Flow> {
        match self.across.cmp(&self.down) {
            std::cmp::Ordering::Greater => Some(Flow::Across),
            std::cmp::Ordering::Less => Some(Flow::Down),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// What the boxes of a line say of it; nothing where they say nothing, or not enough against the file.
fn by_boxes(line: &SourceLine) -> Option<Flow> {
    let letters: usize = line.words.iter().map(super::blocks::SourceWord::letters).sum();
    let ink = hull(line.words.iter().filter_map(|word| word.ink)).or(line.ink)?;
    if letters < 2 {
        return None;
    }
    let (wide, high) = (width(&ink), height(&ink));
    let steps = Steps::of(line);
    if line.is_square() {
        return match line.flow {
            _ if wide > high * TALL => line.flow.filter(|flow| *flow == Flow::Half).or(Some(Flow::Across)),
            _ if high > wide * TALL && steps.upwards => Some(Flow::Counter),
            _ if high > wide * TALL || (steps.downwards && high > wide) => Some(Flow::Down),
            told => told,
        };
    }
    match line.flow {
        // Latin words within vertical text: a line of them that is level is one of its own.
        Some(Flow::Down) if wide > high * TALL => Some(Flow::Across),
        Some(told) => Some(told),
        None if high > wide * TALL && steps.upwards => Some(Flow::Counter),
        None if high > wide * TALL && steps.downwards => Some(Flow::Clockwise),
        None if high > wide * TURNED && letters >= LETTERS && steps.none => Some(Flow::Counter),
        None => Some(Flow::Across),
    }
}

/// Which way the boxes of the words follow each other.
struct Steps {
    downwards: bool,
    upwards: bool,
    none: bool,
}

impl Steps {
    fn of(line: &SourceLine) -> Steps {
        let boxes: Vec<_> = line.words.iter().filter_map(|word| word.ink).collect();
        let pairs = || boxes.iter().zip(boxes.iter().skip(1));
        let below = pairs().filter(|([.., bottom], [_, top, ..])| top >= bottom).count();
        let above = pairs().filter(|([_, top, ..], [.., bottom])| bottom <= top).count();
        let count = pairs().count();
        Steps { downwards: count > 0 && below * 2 > count, upwards: count > 0 && above * 2 > count, none: count == 0 }
    }
}

/// How a line runs by the words that files have for it: `top-to-bottom`, `vertical-rl`, `ttb`.
pub fn by_word(word: &str) -> Option<Flow> {
    let word = word.trim().to_ascii_lowercase();
    let starts = |all: &[&str]| all.iter().any(|start| word.starts_with(start));
    if starts(&["top-to-bottom", "vertical", "ttb", "tb"]) {
        Some(Flow::Down)
    } else if starts(&["left-to-right", "right-to-left", "horizontal", "ltr", "rtl", "lr", "rl"]) {
        Some(Flow::Across)
    } else {
        None
    }
}

/// How a line runs that is turned counter-clockwise by so many degrees; nothing for one that is nearly level.
pub fn by_degrees(counter: f32) -> Option<Flow> {
    let turned = counter.is_finite().then(|| counter.rem_euclid(360.0))?;
    match turned {
        45.0..135.0 => Some(Flow::Counter),
        135.0..225.0 => Some(Flow::Half),
        225.0..315.0 => Some(Flow::Clockwise),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::archive::blocks::SourceWord;

    fn line(words: &[(&str, [f32; 4])], flow: Option<Flow>) -> SourceLine {
        let word = |(text, ink): &(&str, [f32; 4])| SourceWord { ink: Some(*ink), ..SourceWord::bare(text) };
        SourceLine { words: words.iter().map(word).collect(), flow, ..SourceLine::default() }
    }

    fn told(line: SourceLine) -> Option<Flow> {
        let mut blocks = [SourceBlock { lines: vec![line], ..SourceBlock::default() }];
        settle(&mut blocks);
        blocks[0].lines[0].flow
    }

    #[test]
    fn squares_run_as_their_boxes_stand() {
        let tall = [("灯塔夜話", [10.0, 10.0, 30.0, 90.0])];
        assert_eq!(told(line(&tall, None)), Some(Flow::Down));
        // A file that calls everything level is not believed.
        assert_eq!(told(line(&tall, Some(Flow::Across))), Some(Flow::Down));
        assert_eq!(told(line(&[("灯塔夜話", [10.0, 10.0, 90.0, 30.0])], Some(Flow::Down))), Some(Flow::Across));
        let stacked = [("灯塔", [10.0, 10.0, 30.0, 50.0]), ("夜話", [10.0, 52.0, 30.0, 92.0])];
        assert_eq!(told(line(&stacked, None)), Some(Flow::Down));
        // One character says nothing; the file is asked.
        assert_eq!(told(line(&[("灯", [10.0, 10.0, 30.0, 50.0])], Some(Flow::Down))), Some(Flow::Down));
        assert_eq!(told(line(&[("灯", [10.0, 10.0, 30.0, 50.0])], None)), None);
    }

    #[test]
    fn letters_run_as_the_file_says_or_as_their_words_follow() {
        let up = [("Photo", [10.0, 80.0, 20.0, 120.0]), ("Lee", [10.0, 40.0, 20.0, 75.0])];
        assert_eq!(told(line(&up, None)), Some(Flow::Counter));
        let down = [("Photo", [10.0, 40.0, 20.0, 80.0]), ("Lee", [10.0, 85.0, 20.0, 120.0])];
        assert_eq!(told(line(&down, None)), Some(Flow::Clockwise));
        assert_eq!(told(line(&[("harbor", [10.0, 10.0, 90.0, 30.0])], None)), Some(Flow::Across));
        assert_eq!(told(line(&[("|", [10.0, 10.0, 12.0, 900.0])], None)), None);
        assert_eq!((by_degrees(90.0), by_degrees(-90.0)), (Some(Flow::Counter), Some(Flow::Clockwise)));
        assert_eq!((by_degrees(0.7), by_degrees(180.0), by_degrees(f32::NAN)), (None, Some(Flow::Half), None));
        assert_eq!(
            (by_word("Top-to-Bottom"), by_word("vertical-rl"), by_word("?")),
            (Some(Flow::Down), Some(Flow::Down), None)
        );
    }
}
