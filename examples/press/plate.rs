//! The sheet under construction: lines as glyph runs, rules, boxes and pictures, in the manner of the file that the house
//! writes.

use super::house::{Cut, Grain, House, Order};
use super::random::Random;
use super::setting::{Letter, SetLine};
use super::truth::{Edges, TrueLine, hull};
use foldline::geometry::{ASCENT_EM, DESCENT_EM, Point, Pt, Rect};
use foldline::model::role::Role;
use foldline::model::sheet::{Face, FaceId, GlyphRun, Ink, Picture, Rule, RuledBox, Sheet, Turn};

/// The runs of a line, and what a file may order them by.
struct Inked {
    runs: Vec<GlyphRun>,
    block: usize,
    role: Role,
    corner: (f32, f32),
}

/// Marks of a page.
pub struct Plate {
    inked: Vec<Inked>,
    rules: Vec<Rule>,
    boxes: Vec<RuledBox>,
    pictures: Vec<Picture>,
    random: Random,
}

/// What a line of letters belongs to.
#[derive(Clone, Copy)]
pub struct Of {
    /// Its block, in the order of setting.
    pub block: usize,
    /// The role of the block.
    pub role: Role,
}

/// Letters that scans take for others.
const ALIKE: [(char, &str); 12] = [
    ('e', "c"),
    ('c', "e"),
    ('l', "1"),
    ('i', "l"),
    ('n', "u"),
    ('m', "rn"),
    ('u', "n"),
    ('h', "b"),
    ('o', "0"),
    ('a', "o"),
    ('t', "f"),
    ('日', "曰"),
];
/// A bold letter that is drawn twice stands so far from itself, in em.
const TWICE_EM: f32 = 0.022;

impl Plate {
    /// Nothing yet.
    pub fn new(random: Random) -> Plate {
        Plate { inked: Vec::new(), rules: Vec::new(), boxes: Vec::new(), pictures: Vec::new(), random }
    }

    /// Prints a level line; what it says is told as it is printed, errors of a scan included.
    pub fn level(&mut self, line: &SetLine, house: &House, of: Of) -> TrueLine {
        let noisy = house.ink.ocr.map(|share| self.spoiled(line, share));
        let line = noisy.as_ref().unwrap_or(line);
        let mut runs = Vec::with_capacity(line.letters.len());
        let mut pen = line.x;
        let mut drawn: Vec<Letter> = line.letters.clone();
        if line.from_right {
            drawn.reverse();
        }
        for (c, cut) in &drawn {
            let own = house.face(*cut).advance(*c) * line.size;
            let step = own + line.letter_extra + if *c == ' ' { line.word_extra } else { 0.0 };
            let white = *c == ' ' || *c == '\u{3000}';
            if !white || house.ink.blanks && house.ink.grain == Grain::Glyph {
                runs.push(level_run(c.to_string(), pen, own, line, self.face_of(*cut, house)));
                if house.ink.faux && !white && is_bold(*cut) {
                    runs.push(level_run(c.to_string(), pen + TWICE_EM * line.size, own, line, plain(*cut)));
                }
            }
            pen += step;
        }
        let text = line.text();
        let bbox = [
            line.x,
            line.baseline - ASCENT_EM * line.size,
            line.x + line.width,
            line.baseline + DESCENT_EM * line.size,
        ];
        if house.ink.grain == Grain::Word {
            runs = words(runs, line, house);
        }
        if house.ink.ocr.is_some() {
            self.jitter(&mut runs, line, house.ink.told_scan);
        }
        let corner = (bbox[1], bbox[0]);
        self.inked.push(Inked { runs, block: of.block, role: of.role, corner });
        TrueLine { bbox, text, hyphenated: line.hyphenated }
    }

    /// The face a file names for a cut: a bold that is drawn twice is the regular face.
    fn face_of(&self, cut: Cut, house: &House) -> FaceId {
        if house.ink.faux && is_bold(cut) { plain(cut) } else { FaceId(cut as u16) }
    }

    /// A line as a scan reads it.
    fn spoiled(&mut self, line: &SetLine, share: f32) -> SetLine {
        let mut line = line.clone();
        let mut letters = Vec::with_capacity(line.letters.len());
        for (c, cut) in &line.letters {
            let cut = if *cut == Cut::BodyItalic { Cut::Body } else { *cut };
            match ALIKE.iter().find(|(from, _)| from == c).filter(|_| self.random.hit(share * 3.0)) {
                Some((_, to)) => letters.extend(to.chars().map(|c| (c, cut))),
                None => letters.push((*c, cut)),
            }
        }
        line.letters = letters;
        line.x += self.random.between(-1.0, 1.0);
        line.baseline += self.random.between(-0.7, 0.7);
        line
    }

    /// Sizes and heights of words as scans measure them: every line has its own error, and every word a little more.
    fn jitter(&mut self, runs: &mut [GlyphRun], line: &SetLine, told: bool) {
        let of_line = self.random.between(0.9, 1.12);
        let (mut size, mut baseline, mut edge) = (line.size, line.baseline, f32::MIN);
        for run in runs {
            if run.bbox.left.0 - edge > line.size * 0.12 {
                size = (line.size * of_line * self.random.between(0.94, 1.06) * 2.0).round() / 2.0;
                baseline = line.baseline + self.random.between(-0.5, 0.5);
            }
            edge = run.bbox.right.0;
            let (top, bottom) = (baseline - ASCENT_EM * size, baseline + DESCENT_EM * size);
            (run.size, run.baseline) = (Pt(size), Pt(baseline));
            run.bbox = Rect::new(run.bbox.left.0, top, run.bbox.right.0, bottom);
            run.confidence = told.then(|| self.random.between(0.6, 1.0));
        }
    }

    /// Prints a line from top to bottom: `x` is its left edge. Tells where it ends.
    pub fn down(&mut self, line: &SetLine, house: &House, of: Of) -> TrueLine {
        let mut runs = Vec::with_capacity(line.letters.len());
        let mut pen = line.top;
        let letters: Vec<char> = line.letters.iter().map(|(c, _)| *c).collect();
        let mut at = 0;
        while at < letters.len() {
            let cut = line.letters[at].1;
            let word = letters[at..].iter().take_while(|c| is_lying(**c)).count();
            let face = FaceId(cut as u16);
            if word == 2 && letters[at..at + 2].iter().all(char::is_ascii_digit) {
                for (side, c) in letters[at..at + 2].iter().enumerate() {
                    runs.push(upright_digit(*c, line, pen, side, face));
                }
                (at, pen) = (at + 2, pen + line.size);
            } else if word > 1 || word == 1 && !letters[at].is_ascii_digit() {
                for c in &letters[at..at + word] {
                    let own = house.face(cut).advance(*c) * line.size;
                    runs.push(lying_run(*c, line, pen, own, face));
                    pen += own;
                }
                at += word;
            } else {
                let c = letters[at];
                let step = if c == ' ' { 0.3 } else { 1.0 };
                if c != ' ' && c != '\u{3000}' {
                    runs.push(standing_run(c, line, pen, house.ink.flagged, face));
                }
                (at, pen) = (at + 1, pen + line.size * step + line.letter_extra);
            }
        }
        let bbox = [line.x, line.top, line.x + line.size, pen];
        self.inked.push(Inked { runs, block: of.block, role: of.role, corner: (line.top, -line.x) });
        TrueLine { bbox, text: line.text(), hyphenated: false }
    }

    /// Prints a line turned to read from bottom to top, `x` its baseline and `bottom` where it begins.
    pub fn turned(&mut self, line: &SetLine, house: &House, x: f32, bottom: f32, of: Of) -> TrueLine {
        let mut pen = bottom;
        let mut runs = Vec::new();
        for (c, cut) in &line.letters {
            let own = house.face(*cut).advance(*c) * line.size;
            if *c != ' ' {
                let bbox = Rect::new(x - ASCENT_EM * line.size, pen - own, x + DESCENT_EM * line.size, pen);
                runs.push(GlyphRun {
                    turn: Turn::Counter,
                    ..run(c.to_string(), bbox, x, line.size, FaceId(*cut as u16))
                });
            }
            pen -= own;
        }
        let bbox = [x - ASCENT_EM * line.size, pen, x + DESCENT_EM * line.size, bottom];
        self.inked.push(Inked { runs, block: of.block, role: of.role, corner: (bbox[1], bbox[0]) });
        TrueLine { bbox, text: line.text(), hyphenated: false }
    }

    /// Draws a straight line.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), weight: f32) {
        self.rules.push(Rule { from: Point::new(from.0, from.1), to: Point::new(to.0, to.1), weight: Pt(weight) });
    }

    /// Draws a box.
    pub fn boxed(&mut self, edges: Edges, weight: f32, fill: Option<f32>) {
        let [left, top, right, bottom] = edges;
        self.boxes.push(RuledBox { bbox: Rect::new(left, top, right, bottom), weight: Pt(weight), fill });
    }

    /// Places a picture.
    pub fn picture(&mut self, edges: Edges) {
        let [left, top, right, bottom] = edges;
        self.pictures.push(Picture { bbox: Rect::new(left, top, right, bottom) });
    }

    /// The sheet, its text in the order of the house's file.
    pub fn into_sheet(mut self, house: &House, number: u32) -> Sheet {
        let mut random = self.random;
        match house.ink.order {
            Order::Natural => {}
            Order::Reverse => self.inked.reverse(),
            Order::Lines => random.shuffle(&mut self.inked),
            Order::Raster => {
                let row = |inked: &Inked| ((inked.corner.0 / 4.0).round() as i64, (inked.corner.1 * 10.0) as i64);
                self.inked.sort_by_key(row);
            }
            Order::Roles => self.inked.sort_by_key(|inked| inked.role),
            Order::Blocks => {
                let count = self.inked.iter().map(|inked| inked.block + 1).max().unwrap_or(0);
                let mut places: Vec<usize> = (0..count).collect();
                random.shuffle(&mut places);
                self.inked.sort_by_key(|inked| places[inked.block]);
            }
        }
        let faces =
            house.faces.iter().map(|face| Face { name: face.name.clone(), weight: face.weight, italic: face.italic });
        let told = |bare: bool| !bare;
        Sheet {
            number,
            bounds: Rect::new(0.0, 0.0, house.paper.width, house.paper.height),
            faces: faces.collect(),
            runs: self.inked.into_iter().flat_map(|inked| inked.runs).collect(),
            rules: if told(house.ink.bare) { self.rules } else { Vec::new() },
            boxes: if told(house.ink.bare) { self.boxes } else { Vec::new() },
            pictures: if told(house.ink.bare || house.pictures.untold) { self.pictures } else { Vec::new() },
            ocr: house.ink.told_scan,
            ..Sheet::default()
        }
    }
}

fn is_bold(cut: Cut) -> bool {
    matches!(cut, Cut::BodyBold | Cut::LabelBold)
}

fn plain(cut: Cut) -> FaceId {
    let regular = if cut == Cut::LabelBold { Cut::Label } else { Cut::Body };
    FaceId(regular as u16)
}

/// Lies on its side in vertical text.
fn is_lying(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@' | '/')
}

fn run(text: String, bbox: Rect, baseline: f32, size: f32, face: FaceId) -> GlyphRun {
    GlyphRun {
        text: text.into(),
        bbox,
        baseline: Pt(baseline),
        size: Pt(size),
        face,
        vertical: false,
        turn: Turn::None,
        ink: Ink::Visible,
        confidence: None,
    }
}

fn level_run(text: String, pen: f32, own: f32, line: &SetLine, face: FaceId) -> GlyphRun {
    let (top, bottom) = (line.baseline - ASCENT_EM * line.size, line.baseline + DESCENT_EM * line.size);
    run(text, Rect::new(pen, top, pen + own, bottom), line.baseline, line.size, face)
}

/// Two figures side by side in one square of a vertical line.
fn upright_digit(c: char, line: &SetLine, pen: f32, side: usize, face: FaceId) -> GlyphRun {
    let left = line.x + line.size / 2.0 * side as f32;
    let bbox = Rect::new(left, pen, left + line.size / 2.0, pen + line.size);
    run(c.to_string(), bbox, pen + ASCENT_EM * line.size, line.size, face)
}

fn lying_run(c: char, line: &SetLine, pen: f32, own: f32, face: FaceId) -> GlyphRun {
    let bbox = Rect::new(line.x, pen, line.x + line.size, pen + own);
    GlyphRun { turn: Turn::Clockwise, ..run(c.to_string(), bbox, line.x + DESCENT_EM * line.size, line.size, face) }
}

fn standing_run(c: char, line: &SetLine, pen: f32, flagged: bool, face: FaceId) -> GlyphRun {
    let bbox = Rect::new(line.x, pen, line.x + line.size, pen + line.size);
    if flagged {
        return GlyphRun { vertical: true, ..run(c.to_string(), bbox, line.x + line.size / 2.0, line.size, face) };
    }
    if "（）「」『』《》〈〉【】〔〕ー—―…：；～".contains(c) {
        let baseline = line.x + DESCENT_EM * line.size;
        return GlyphRun { turn: Turn::Clockwise, ..run(c.to_string(), bbox, baseline, line.size, face) };
    }
    run(c.to_string(), bbox, pen + ASCENT_EM * line.size, line.size, face)
}

/// Runs of letters as runs of words; Han text in pieces of a few characters, as scans have them.
fn words(runs: Vec<GlyphRun>, line: &SetLine, house: &House) -> Vec<GlyphRun> {
    let wide = house.face(Cut::Body).advance(' ') * line.size * 0.6;
    let mut words: Vec<GlyphRun> = Vec::new();
    for run in runs {
        match words.last_mut() {
            Some(word)
                if (run.bbox.left - word.bbox.right).0 < wide && word.face == run.face && word.text.len() < 60 =>
            {
                word.text.push_str(&run.text);
                word.bbox = word.bbox.union(&run.bbox);
            }
            Some(_) | None => words.push(run),
        }
    }
    words
}

/// The extent of some lines.
pub fn extent(lines: &[TrueLine]) -> Edges {
    hull(lines.iter().map(|line| line.bbox))
}
