//! Words and lines in the units of a scan to a [`Sheet`] in points.
//!
//! An archive gives the ink of each word, which says little of its size: "mine" is half as high as "Tilly". The
//! size of a line is told from what stands in it: tall letters over the baseline are 0.7 em, small ones 0.46.

use super::blocks::{Flow, SourceBlock, SourceWord, is_square};
use super::{block_places, chains};
use crate::geometry::{ASCENT_EM, DESCENT_EM, Point, Pt, Rect};
use crate::model::role::Role;
use crate::model::sheet::{Face, FaceId, GivenBlock, GivenStructure, GlyphRun, Ink, Picture, Rule, Sheet, Turn};
use crate::sources::message::shown;

/// A page being made.
pub struct SheetBuilder {
    sheet: Sheet,
    scale: f32,
    blocks: Vec<GivenBlock>,
    lines: Vec<u32>,
    names: Vec<String>,
    /// Words are parted by blanks that are set, not by their places alone.
    spaced: bool,
    /// Each block is a whole head or paragraph.
    paragraphs: bool,
}

/// Names of blocks are kept up to this length, in characters.
const ID_AT_MOST: usize = 200;
/// A page is no larger than this, in points: a broadsheet is 1,700 high.
const LARGEST: f32 = 20_000.0;

/// Height of tall letters and figures over the baseline, in em.
const TALL_EM: f32 = 0.7;
/// Height of small letters, in em.
const SMALL_EM: f32 = 0.46;
/// A character of a vertical line is no larger than this times its part of the height of the line.
const LOOSE_EM: f32 = 1.3;
/// Height of the ink of characters that fill a square, in em.
const SQUARE_INK_EM: f32 = 0.9;
/// White that is a blank between such characters, in em; the ink of small ones leaves half as much.
const BLANK_EM: f32 = 0.7;
/// Depth of descending letters, in em.
const DEEP_EM: f32 = 0.21;

impl SheetBuilder {
    /// A page of a width and height in units that are `scale` points.
    pub fn new(number: u32, width: f32, height: f32, scale: f32) -> SheetBuilder {
        let side = |length: f32| (length * scale).clamp(0.0, LARGEST);
        let faces = [(400, false), (700, false), (400, true), (700, true)];
        let face = |(weight, italic)| Face { name: String::new(), weight, italic };
        let bounds = Rect::new(0.0, 0.0, side(width), side(height));
        let sheet = Sheet { number, bounds, faces: faces.map(face).to_vec(), ocr: true, ..Sheet::default() };
        SheetBuilder {
            sheet,
            scale,
            blocks: Vec::new(),
            lines: Vec::new(),
            names: Vec::new(),
            spaced: false,
            paragraphs: false,
        }
    }

    fn points(&self, length: f32) -> f32 {
        if length.is_finite() { (length * self.scale).clamp(-LARGEST, LARGEST) } else { 0.0 }
    }

    fn rect(&self, ink: [f32; 4]) -> Rect {
        let [left, top, right, bottom] = ink.map(|side| self.points(side));
        Rect::new(left.min(right), top.min(bottom), left.max(right), top.max(bottom))
    }

    /// Finds a place for everything that has none, and tells of it.
    pub fn settle(&mut self, blocks: &mut [SourceBlock]) {
        let bounds = self.sheet.bounds;
        let sized = bounds.width().min(bounds.height()) > Pt::ZERO;
        let page = sized.then(|| [0.0, 0.0, bounds.right.0 / self.scale, bounds.bottom.0 / self.scale]);
        let block_places::Settled { doubts, foot } = block_places::settle(blocks, page);
        self.sheet.doubts.extend(doubts);
        if let Some(foot) = foot.filter(|_| sized) {
            self.sheet.bounds.bottom = self.sheet.bounds.bottom.max(Pt(self.points(foot)));
        }
    }

    /// From here on the words of a line are parted by blanks, as places that were guessed do not tell where words end.
    pub fn set_blanks(&mut self, spaced: bool) {
        self.spaced = spaced;
    }

    /// Says that each block is a whole head or paragraph.
    pub fn tell_paragraphs(&mut self) {
        self.paragraphs = true;
    }

    /// Sets a line; returns the runs of its words, one a word. `baseline` is in the units of the file, where it says so.
    pub fn line(&mut self, words: &[SourceWord], baseline: Option<f32>, flow: Flow) -> Vec<u32> {
        let placed = |word: &'_ SourceWord| Some(self.rect(word.ink?));
        let words: Vec<(&SourceWord, Rect)> = words
            .iter()
            .filter(|word| !word.text.trim().is_empty())
            .filter_map(|word| Some((word, placed(word)?)))
            .collect();
        let mut words = words;
        close_up(&mut words, flow);
        let level: Vec<(&str, Rect)> = words.iter().map(|(word, at)| (word.text.as_str(), level(at, flow))).collect();
        let told = baseline.filter(|_| flow == Flow::Across).map(|y| Pt(self.points(y)));
        let (base, size) = match flow {
            Flow::Down => upright(&words),
            Flow::Across | Flow::Clockwise | Flow::Counter | Flow::Half => {
                measure_squares(&level).unwrap_or_else(|| measure(&level, told))
            }
        };
        self.lines.push(self.sheet.runs.len() as u32);
        let mut runs = Vec::new();
        for ((word, at), (_, flat)) in words.iter().zip(&level) {
            let strip = Rect { top: base - size * ASCENT_EM, bottom: base + size * DESCENT_EM, ..*flat };
            let (bbox, baseline) = match flow {
                Flow::Across => (strip, base),
                Flow::Down => (Rect { left: base - size / 2.0, right: base + size / 2.0, ..*at }, base),
                Flow::Clockwise => (printed(&strip, flow), -base),
                Flow::Counter => (printed(&strip, flow), base),
                Flow::Half => (printed(&strip, flow), -base),
            };
            if self.spaced && !runs.is_empty() {
                runs.push(self.sheet.runs.len() as u32);
                self.blank_before(bbox, (baseline, size), flow);
            }
            runs.push(self.sheet.runs.len() as u32);
            self.sheet.runs.push(GlyphRun {
                text: word.text.as_str().into(),
                bbox,
                baseline,
                size,
                face: FaceId(u16::from(word.bold) + 2 * u16::from(word.italic)),
                vertical: flow == Flow::Down,
                turn: turn(flow),
                ink: Ink::Visible,
                confidence: word.confidence,
            });
        }
        runs
    }

    /// Adds a blank at the beginning of a box.
    fn blank_before(&mut self, at: Rect, (baseline, size): (Pt, Pt), flow: Flow) {
        let bbox = match flow {
            Flow::Down => Rect { bottom: at.top, ..at },
            Flow::Across | Flow::Clockwise | Flow::Counter | Flow::Half => Rect { right: at.left, ..at },
        };
        self.sheet.runs.push(GlyphRun {
            text: " ".into(),
            bbox,
            baseline,
            size,
            face: FaceId(0),
            vertical: flow == Flow::Down,
            turn: turn(flow),
            ink: Ink::Visible,
            confidence: None,
        });
    }

    /// What the file calls the block whose lines are set next.
    pub fn call(&mut self, id: Option<&str>) {
        self.sheet.block_ids.push((self.sheet.runs.len() as u32, shown(id.unwrap_or_default(), ID_AT_MOST)));
    }

    /// Says which runs are one block, in the order of the file.
    pub fn block(&mut self, runs: Vec<u32>, article: Option<u32>, role: Option<Role>) {
        if !runs.is_empty() {
            self.blocks.push(GivenBlock { runs, article, role });
        }
    }

    /// What the file calls its articles, by their numbers.
    pub fn names(&mut self, names: Vec<String>) {
        self.names = names;
    }

    /// A printed line: what is much longer than thick.
    pub fn rule(&mut self, ink: [f32; 4]) {
        let at = self.rect(ink);
        let middle = at.center();
        let (from, to, weight) = match at.width() >= at.height() {
            true => (Point { x: at.left, y: middle.y }, Point { x: at.right, y: middle.y }, at.height()),
            false => (Point { x: middle.x, y: at.top }, Point { x: middle.x, y: at.bottom }, at.width()),
        };
        self.sheet.rules.push(Rule { from, to, weight });
    }

    /// The place of a picture.
    pub fn picture(&mut self, ink: [f32; 4]) {
        let bbox = self.rect(ink);
        self.sheet.pictures.push(Picture { bbox });
    }

    /// The label of the page.
    pub fn label(&mut self, label: Option<&str>) {
        self.sheet.label = label.map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned);
    }

    /// Something to tell the reader of the page.
    pub fn doubt(&mut self, says: impl Into<String>) {
        self.sheet.doubts.push(says.into());
    }

    /// The page. A file that gives no size gets that of what stands on it.
    pub fn done(mut self) -> Sheet {
        let hull = Rect::hull(self.sheet.runs.iter().map(|run| &run.bbox));
        if self.sheet.bounds.width().min(self.sheet.bounds.height()) <= Pt::ZERO
            && let Some(hull) = hull
        {
            self.sheet.bounds = Rect::new(0.0, 0.0, (hull.right + hull.left).0, (hull.bottom + hull.top).0);
        }
        if chains::tell(&mut self.blocks, &self.sheet.runs) {
            self.doubt(
                "the file tells no articles; its vertical text is read in the order of the file, from head to head",
            );
        }
        if !self.blocks.is_empty() {
            self.sheet.given = Some(GivenStructure {
                blocks: self.blocks,
                lines: self.lines,
                names: self.names,
                paragraphs: self.paragraphs,
            });
        }
        self.sheet
    }
}

fn turn(flow: Flow) -> Turn {
    match flow {
        Flow::Across | Flow::Down => Turn::None,
        Flow::Clockwise => Turn::Clockwise,
        Flow::Counter => Turn::Counter,
        Flow::Half => Turn::Half,
    }
}

/// A box as it lies when its line is turned level.
fn level(at: &Rect, flow: Flow) -> Rect {
    let Rect { left, top, right, bottom } = *at;
    match flow {
        Flow::Across | Flow::Down => *at,
        Flow::Clockwise => Rect { left: top, top: -right, right: bottom, bottom: -left },
        Flow::Counter => Rect { left: -bottom, top: left, right: -top, bottom: right },
        Flow::Half => Rect { left: -right, top: -bottom, right: -left, bottom: -top },
    }
}

/// A box of a level line as it is printed; the way back from [`level`].
fn printed(at: &Rect, flow: Flow) -> Rect {
    let Rect { left, top, right, bottom } = *at;
    match flow {
        Flow::Across | Flow::Down => *at,
        Flow::Clockwise => Rect { left: -bottom, top: left, right: -top, bottom: right },
        Flow::Counter => Rect { left: top, top: -right, right: bottom, bottom: -left },
        Flow::Half => Rect { left: -right, top: -bottom, right: -left, bottom: -top },
    }
}

/// Center line and size of a vertical line: squares stand on their middle, and the widest is nearly an em. A line much
/// wider than its characters are high holds more than them.
fn upright(words: &[(&SourceWord, Rect)]) -> (Pt, Pt) {
    let Some(hull) = Rect::hull(words.iter().map(|(_, at)| at)) else { return (Pt::ZERO, Pt(1.0)) };
    let letters: usize = words.iter().map(|(word, _)| word.letters()).sum();
    let high: f32 = words.iter().map(|(_, at)| at.height().0).sum();
    let pitch = high / letters.max(1) as f32;
    (hull.center().x, Pt(hull.width().0.min(pitch * LOOSE_EM).max(1.0)))
}

/// Characters that fill a square touch each other, and their ink does not: what is between the ink of two of them belongs to
/// both, unless it is wide enough to be a blank.
fn close_up(words: &mut [(&SourceWord, Rect)], flow: Flow) {
    let thick = |at: &Rect| if flow == Flow::Down { at.width() } else { at.height() };
    let mut sizes: Vec<Pt> = words.iter().map(|(_, at)| thick(at)).collect();
    sizes.sort_by(|a, b| a.order(*b));
    let Some(size) = sizes.get(sizes.len() / 2).copied() else { return };
    for index in 1..words.len() {
        let Some([(before, first), (after, second)]) = words.get_mut(index - 1..=index) else { return };
        let squares = before.text.ends_with(fills_square) && after.text.starts_with(fills_square);
        let white = match flow {
            Flow::Across => second.left - first.right,
            Flow::Down => second.top - first.bottom,
            Flow::Clockwise | Flow::Counter | Flow::Half => return,
        };
        if !squares || white.abs() > size * BLANK_EM {
            continue;
        }
        match flow {
            Flow::Across => {
                let seam = first.right.max(first.left) + white / 2.0;
                if seam > first.left && seam < second.right {
                    (first.right, second.left) = (seam, seam);
                }
            }
            Flow::Down | Flow::Clockwise | Flow::Counter | Flow::Half => {
                let seam = first.bottom + white / 2.0;
                if seam > first.top && seam < second.bottom {
                    (first.bottom, second.top) = (seam, seam);
                }
            }
        }
    }
}

/// Characters and marks that are set in a square.
fn fills_square(c: char) -> bool {
    is_square(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Baseline and size of a line of squares, from the ink of its words: the middle of a square is that of its ink.
fn measure_squares(places: &[(&str, Rect)]) -> Option<(Pt, Pt)> {
    let letters =
        |text: &str, square: bool| text.chars().filter(|c| c.is_alphanumeric() && (!square || is_square(*c))).count();
    let count = |square: bool| places.iter().map(|(text, _)| letters(text, square)).sum::<usize>();
    if count(true) * 2 <= count(false) {
        return None;
    }
    let mut inks: Vec<Rect> = places.iter().filter(|(text, _)| letters(text, true) > 0).map(|(_, ink)| *ink).collect();
    inks.sort_by(|a, b| a.height().order(b.height()));
    let middle = inks.get(inks.len() / 2)?;
    let size = (middle.height() / SQUARE_INK_EM).max(Pt(1.0));
    Some((middle.center().y + size * ((ASCENT_EM - DESCENT_EM) / 2.0), size))
}

/// Baseline and size of a line, from the ink of its words.
fn measure(places: &[(&str, Rect)], baseline: Option<Pt>) -> (Pt, Pt) {
    let has = |text: &str, letters: &str| text.chars().any(|c| letters.contains(c));
    let deep = |text: &str| has(text, "gjpqyçſ,;()[]QJ");
    let tall = |text: &str| {
        text.chars().any(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
            || has(text, "bdfhkltij")
            || text.chars().any(|c| c.is_lowercase() && !c.is_ascii())
    };
    let small = |text: &str| text.chars().any(char::is_alphabetic);
    let mut bottoms: Vec<Pt> =
        places.iter().filter(|(text, _)| small(text) && !deep(text)).map(|(_, ink)| ink.bottom).collect();
    bottoms.sort_by(|a, b| a.order(*b));
    let lowest = places.iter().map(|(_, ink)| ink.bottom).fold(Pt(f32::MIN), Pt::max);
    let highest = places.iter().map(|(_, ink)| ink.top).fold(Pt(f32::MAX), Pt::min);
    let middle = bottoms.get(bottoms.len() / 2).copied();
    let base = baseline.or(middle).unwrap_or(lowest - (lowest - highest) * (DEEP_EM / (TALL_EM + DEEP_EM)));
    let mut heights: Vec<Pt> = places.iter().filter(|(text, _)| tall(text)).map(|(_, ink)| base - ink.top).collect();
    heights.retain(|height| *height > Pt::ZERO);
    heights.sort_by(|a, b| a.order(*b));
    let size = match heights.get(heights.len() / 2) {
        Some(height) => *height * (1.0 / TALL_EM),
        None => (base - highest) * (1.0 / SMALL_EM),
    };
    (base, size.max(Pt(1.0)))
}
