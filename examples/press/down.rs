//! Setting from top to bottom: heads in vertical lines, and text through tiers, in each of them from the right.

use super::desk::{Desk, OfStory, Place};
use super::flow::Frame;
use super::house::{Cut, House};
use super::setting::{Letter, SetLine, letters};
use foldline::model::role::Role;

/// Tiers and how far text has come.
pub struct Tiers {
    /// Frames, the first one first.
    pub frames: Vec<Frame>,
    /// From line to line.
    pub pitch: f32,
    at: usize,
    x: Option<f32>,
}

impl Tiers {
    /// Starts at the right edge of the first tier.
    pub fn new(frames: Vec<Frame>, pitch: f32) -> Tiers {
        let enough = |frame: &Frame| frame.width() > pitch * 0.9 && frame.height() > pitch * 3.0;
        Tiers { frames: frames.into_iter().filter(enough).collect(), pitch, at: 0, x: None }
    }
    /// The tier and the left edge of the next line.
    pub fn next(&mut self, size: f32) -> Option<(usize, f32)> {
        loop {
            let frame = self.frames.get(self.at)?;
            let x = self.x.unwrap_or(frame.right - size - (self.pitch - size) * 0.5);
            if x < frame.left - 0.05 {
                (self.at, self.x) = (self.at + 1, None);
                continue;
            }
            self.x = Some(x - self.pitch);
            return Some((self.at, x));
        }
    }
    /// How many lines are left.
    pub fn left(&self, size: f32) -> usize {
        let lines = |(at, frame): (usize, &Frame)| {
            let right = if at == self.at { self.x.map_or(frame.right, |x| x + size) } else { frame.right };
            ((right - frame.left) / self.pitch).max(0.0) as usize
        };
        self.frames.iter().enumerate().skip(self.at).map(lines).sum()
    }
    fn mark(&self) -> (usize, Option<f32>) {
        (self.at, self.x)
    }
}

/// What no vertical line begins with.
const NO_START: &str = "，。、；：？！）」』》】〕ー々";

/// A head planned to read down, its first line at the right.
pub struct DownPlan {
    lines: Vec<SetLine>,
    /// How much width it takes.
    pub width: f32,
}

/// Plans a head: as many lines as the height asks for, no more than these.
pub fn plan_down(text: &str, cut: Cut, size: f32, height: f32, most: usize) -> DownPlan {
    let step = 1.06;
    let all = letters(text, cut);
    let per_line = ((height / (size * step)) as usize).max(2);
    let count = all.len().div_ceil(per_line).clamp(1, most);
    let per_line = per_line.min(all.len().div_ceil(count));
    let lead = size * 1.22;
    let mut parts: Vec<Vec<Letter>> = all.chunks(per_line).take(count).map(<[Letter]>::to_vec).collect();
    // A stop goes with the line before it.
    for at in 1..parts.len() {
        if parts[at].len() > 1 && NO_START.contains(parts[at][0].0) {
            let stop = parts[at].remove(0);
            parts[at - 1].push(stop);
        }
    }
    let line = |(at, letters): (usize, Vec<Letter>)| SetLine {
        letters,
        size,
        x: -size - lead * at as f32,
        letter_extra: size * (step - 1.0),
        ..SetLine::default()
    };
    let lines: Vec<SetLine> = parts.into_iter().enumerate().map(line).collect();
    let width = size + lead * (lines.len().max(1) - 1) as f32;
    DownPlan { lines, width }
}

/// How far a run of letters reaches down: words and figures lie on their side, two figures stand side by side.
fn units(house: &House, text: &[Letter], size: f32) -> Vec<(usize, f32)> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (c, cut) = text[at];
        let word = text[at..]
            .iter()
            .take_while(|(c, _)| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@' | '/'))
            .count();
        let digits = text[at..at + word].iter().all(|(c, _)| c.is_ascii_digit());
        if digits && (word == 1 || word == 2) {
            units.push((word, size));
            at += word;
        } else if word > 0 {
            let long = text[at..at + word].iter().map(|(c, _)| house.face(cut).advance(*c) * size).sum();
            units.push((word, long));
            at += word;
        } else {
            units.push((1, if c == ' ' { size * 0.3 } else { size }));
            at += 1;
        }
    }
    units
}

impl Desk {
    /// Places a head that reads down: its right edge and its top.
    pub fn place_down(&mut self, story: OfStory, role: Role, style: &str, plan: DownPlan, corner: (f32, f32)) {
        let (right, top) = corner;
        let lines: Vec<SetLine> =
            plan.lines.into_iter().map(|line| SetLine { x: line.x + right, top, ..line }).collect();
        self.set_down(story, role, style, &lines, Place::default());
    }

    /// Sets a paragraph through tiers; false when there was no room. What does not fit is cut at a sentence's end.
    pub fn paragraph_down(&mut self, story: OfStory, tiers: &mut Tiers, text: &str, size: f32, indent: f32) -> bool {
        let start = tiers.mark();
        let mut text = text.to_owned();
        for round in 0..3 {
            (tiers.at, tiers.x) = start;
            let all = letters(&text, Cut::Body);
            let (lines, taken) = self.lines_down(tiers, &all, size, indent);
            if lines.is_empty() {
                (tiers.at, tiers.x) = start;
                return false;
            }
            if taken < all.len() && round < 2 {
                let fitting: String = text.chars().take(taken).collect();
                text = match fitting.rfind('。').filter(|_| round == 0) {
                    Some(at) => fitting[..at + '。'.len_utf8()].to_owned(),
                    None => fitting.chars().take(taken.saturating_sub(2)).collect::<String>() + "。",
                };
                continue;
            }
            let paragraph = Some(self.paragraph_number());
            for part in lines.chunk_by(|a, b| a.frame == b.frame) {
                let column = part.first().and_then(|line| tiers.frames.get(line.frame)).map(|frame| frame.column);
                self.set_down(story, Role::Body, "body.vertical", part, Place { column, paragraph });
            }
            return true;
        }
        false
    }

    fn lines_down(&self, tiers: &mut Tiers, text: &[Letter], size: f32, indent: f32) -> (Vec<SetLine>, usize) {
        let units = units(&self.house, text, size);
        let mut lines: Vec<SetLine> = Vec::new();
        let (mut unit, mut letter) = (0, 0);
        while unit < units.len() {
            let Some((at, x)) = tiers.next(size) else { break };
            let frame = &tiers.frames[at];
            let top = frame.top + if lines.is_empty() { indent * size } else { 0.0 };
            let room = frame.bottom - top;
            let (mut used, mut taken, mut count) = (0.0, 0, 0);
            while let Some((letters, long)) =
                units.get(unit + count).filter(|(_, long)| used + long <= room + 0.1 || count == 0)
            {
                (used, taken, count) = (used + long, taken + letters, count + 1);
            }
            // A stop hangs below the line.
            while text.get(letter + taken).is_some_and(|(c, _)| "，。、」』".contains(*c)) && used < room + size * 0.6
            {
                (used, taken, count) = (used + size, taken + 1, count + 1);
            }
            while count > 1 && text.get(letter + taken).is_some_and(|(c, _)| NO_START.contains(*c)) {
                count -= 1;
                taken -= units[unit + count].0;
            }
            let mut own: Vec<Letter> = text[letter..letter + taken].to_vec();
            while own.last().is_some_and(|(c, _)| *c == ' ' || *c == '\u{3000}') {
                own.pop();
            }
            lines.push(SetLine { letters: own, size, x, top, frame: at, ..SetLine::default() });
            (unit, letter) = (unit + count, letter + taken);
        }
        (lines, letter)
    }
}
