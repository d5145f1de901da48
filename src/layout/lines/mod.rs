//! Glyph runs to lines. The stages:
//!
//! 1. [`ink`]: blanks set aside, doubles dropped, faux bold marked;
//! 2. [`direction`]: which way each group runs; all text then lies in a frame where it runs left to right;
//! 3. [`links`]: glyph to glyph along the line;
//! 4. [`gutters`]: which gaps part columns (with [`profile`]);
//! 5. [`pieces`]: lines of columns, with their text;
//! 6. [`columns`]: gutters once more, with the column edges that the first look found;
//! 7. [`strays`]: raised figures and marks that hang beside a line go back into it.

pub mod bands;
pub mod columns;
pub mod direction;
pub mod gutters;
pub mod ink;
pub mod links;
pub mod pieces;
pub mod profile;
pub mod strays;

use crate::geometry::{Point, Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::lines::gutters::{Gap, Obstacles, Verdict};
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::pieces::Piece;
use crate::model::sheet::{Rule, Sheet};

/// The lines of a page.
#[derive(Clone, Debug, Default)]
pub struct Lined {
    /// All lines, each in its own frame.
    pub pieces: Vec<Piece>,
    /// The frame most of the text runs in.
    pub main: Frame,
    /// Gaps that part columns, on the page; for people to look at.
    pub gutters: Vec<Rect>,
    /// What was left out.
    pub doubts: Vec<String>,
}

/// The lines of a sheet.
pub fn read(sheet: &Sheet, style: &LineStyle) -> Lined {
    let inked = ink::read(sheet, style);
    let mut glyphs = inked.glyphs;
    direction::settle(&mut glyphs, &sheet.bounds, style);
    let mut lined = Lined { doubts: inked.doubts, ..Lined::default() };
    let mut most = 0;
    let hidden = glyphs.iter().filter(|g| g.hidden).count();
    if hidden > 0 {
        lined.doubts.push(format!("{hidden} hidden characters belong to no story"));
    }
    for (frame, hidden) in Frame::ALL.into_iter().flat_map(|frame| [(frame, false), (frame, true)]) {
        let own: Vec<Glyph> = glyphs.iter().filter(|g| g.frame == frame && g.hidden == hidden).cloned().collect();
        if own.is_empty() {
            continue;
        }
        if own.len() > most {
            most = own.len();
            lined.main = frame;
        }
        let blanks: Vec<Glyph> = inked.blanks.iter().filter_map(|blank| turned(blank, frame, &sheet.bounds)).collect();
        let (pieces, gutters) = lines_of_frame(&own, &blanks, &obstacles(sheet, frame), style);
        lined.pieces.extend(pieces);
        lined.gutters.extend(gutters.iter().map(|gutter| frame.leave(gutter, &sheet.bounds)));
    }
    lined
}

/// A blank in a frame it may belong to: upright ones may stand in a line of any upright frame.
fn turned(blank: &Glyph, frame: Frame, page: &Rect) -> Option<Glyph> {
    let upright_line = matches!(frame, Frame::Across | Frame::Down);
    let fits = blank.frame == frame || (blank.upright && upright_line);
    fits.then(|| {
        let mut blank = blank.clone();
        blank.frame = frame;
        direction::enter(&mut blank, page);
        blank
    })
}

/// The rules and sides of boxes that stand across the lines of a frame, and the pictures.
fn obstacles(sheet: &Sheet, frame: Frame) -> Obstacles {
    let page = &sheet.bounds;
    let mut rules = Vec::new();
    let mut stand = |at: Rect, weight: Pt| {
        if at.height() > at.width() {
            let (from, to) = (Point { x: at.left, y: at.top }, Point { x: at.right, y: at.bottom });
            rules.push(Rule { from, to, weight });
        }
    };
    for rule in &sheet.rules {
        let at = Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0);
        stand(frame.enter(&at, page), rule.weight);
    }
    for ruled in sheet.boxes.iter().take(BOXES_AT_MOST) {
        let at = frame.enter(&ruled.bbox, page);
        stand(Rect { right: at.left, ..at }, ruled.weight);
        stand(Rect { left: at.right, ..at }, ruled.weight);
    }
    Obstacles { rules, pictures: sheet.pictures.iter().map(|picture| frame.enter(&picture.bbox, page)).collect() }
}

/// Boxes looked at, at most: charts drawn with thousands of boxes are no layout.
const BOXES_AT_MOST: usize = 600;

fn lines_of_frame(
    glyphs: &[Glyph],
    blanks: &[Glyph],
    obstacles: &Obstacles,
    style: &LineStyle,
) -> (Vec<Piece>, Vec<Rect>) {
    let links = links::tie(glyphs, style);
    let gaps = gutters::gaps(glyphs, blanks, &links, style);
    let mut verdicts = gutters::judge(&gaps, glyphs, &links, obstacles, style);
    let chains = pieces::chains(glyphs, &links, &gaps, &verdicts);
    let first = pieces::set(glyphs, &chains, blanks, style);
    let mut piece_of = vec![0; glyphs.len()];
    for (at, chain) in chains.iter().enumerate() {
        for glyph in chain {
            if let Some(slot) = piece_of.get_mut(*glyph) {
                *slot = at;
            }
        }
    }
    let ratio = gutters::like_ratio(glyphs, style);
    columns::judge_again(&gaps, &mut verdicts, &first, &piece_of, ratio, style);
    let chains = pieces::chains(glyphs, &links, &gaps, &verdicts);
    let chains = strays::take_in(glyphs, chains, style);
    (pieces::set(glyphs, &chains, blanks, style), found_gutters(&gaps, &verdicts))
}

fn found_gutters(gaps: &[Gap], verdicts: &[Verdict]) -> Vec<Rect> {
    let cut = gaps.iter().zip(verdicts).filter(|(_, verdict)| **verdict != Verdict::Space);
    cut.map(|(gap, _)| Rect::new(gap.left.0, (gap.base - gap.size).0, gap.right.0, gap.base.0)).collect()
}
