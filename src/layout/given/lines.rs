//! The lines of articles as the source gives them. A line of the source is one line of the page: nothing is joined to
//! it, cut from it or taken for a double of it by where it stands.

use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::given::place::GivenPlace;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::lines::spaces::Blanks;
use crate::layout::lines::text_lines::{self, TextLine};
use crate::layout::lines::{self, Lined, direction, ink};
use crate::model::sheet::{GivenStructure, GlyphRun, Sheet};
use std::collections::BTreeMap;

/// The lines of a sheet: those that its source counts to articles as they are given, all others as they stand.
pub fn read(sheet: &Sheet, style: &LineStyle) -> Lined {
    let Some(given) = sheet.given.as_ref() else { return lines::read(sheet, style) };
    let claims = claims(given, sheet.runs.len());
    if claims.is_empty() {
        return lines::read(sheet, style);
    }
    let mut free = vec![true; sheet.runs.len()];
    for slot in claims.iter().flat_map(|claim| &claim.runs) {
        if let Some(free) = free.get_mut(*slot) {
            *free = false;
        }
    }
    let with = |runs: Vec<GlyphRun>| Sheet {
        number: sheet.number,
        bounds: sheet.bounds,
        faces: sheet.faces.clone(),
        ocr: sheet.ocr,
        runs,
        ..Sheet::default()
    };
    let unclaimed = sheet.runs.iter().zip(&free).filter(|(_, free)| **free).map(|(run, _)| run.clone()).collect();
    let marks = (sheet.rules.clone(), sheet.boxes.clone(), sheet.pictures.clone());
    let rest = Sheet { rules: marks.0, boxes: marks.1, pictures: marks.2, ..with(unclaimed) };
    let mut lined = lines::read(&rest, style);
    for claim in claims {
        let own = claim.runs.iter().filter_map(|at| sheet.runs.get(*at)).cloned().collect();
        let line = line(&with(own), style);
        lined.lines.extend(line.map(|line| TextLine { given_place: Some(claim.given_place), ..line }));
    }
    lined.main = main(&lined.lines);
    lined
}

/// A line of the source, and the place that it gives it.
struct Claim {
    runs: Vec<usize>,
    given_place: GivenPlace,
}

/// The lines of all articles in the order of the source. What two blocks claim belongs to the first of them.
fn claims(given: &GivenStructure, count: usize) -> Vec<Claim> {
    let mut taken = vec![false; count];
    let mut claims: Vec<Claim> = Vec::new();
    for (order, block) in given.blocks.iter().enumerate() {
        let Some(article) = block.article else { continue };
        let mut before = None;
        for run in &block.runs {
            let at = *run as usize;
            let Some(slot) = taken.get_mut(at).filter(|slot| !**slot) else { continue };
            *slot = true;
            let line = Some(given.line_of(*run));
            match claims.last_mut().filter(|_| before == line) {
                Some(claim) => claim.runs.push(at),
                None => {
                    let place = claims.len() as u32;
                    let opens = given.paragraphs.then_some(before.is_none());
                    let given_place = GivenPlace { article, order: order as u32, line: place, role: block.role, opens };
                    claims.push(Claim { runs: vec![at], given_place });
                }
            }
            before = line;
        }
    }
    claims
}

/// The line that the runs of a sheet make, in their order.
fn line(sheet: &Sheet, style: &LineStyle) -> Option<TextLine> {
    let inked = ink::read(sheet, style);
    let (mut glyphs, mut blanks) = (inked.glyphs, inked.blanks);
    let frame = frame(&glyphs);
    for glyph in glyphs.iter_mut().chain(&mut blanks) {
        glyph.frame = frame;
        direction::turn_into_frame(glyph, &sheet.bounds);
    }
    let chain: Vec<usize> = (0..glyphs.len()).collect();
    let blanks = Blanks::new(&blanks, &glyphs, sheet.ocr, &style.spaces);
    text_lines::set(&glyphs, &[chain], &blanks, style).pop()
}

/// How a line runs: as its glyphs are turned; down, when they are set for it or stand square under each other.
fn frame(glyphs: &[Glyph]) -> Frame {
    let stands_under = |pair: &[Glyph]| match pair {
        [a, b] => {
            let below = b.rect.center().y > a.rect.bottom && b.rect.shares_column(&a.rect);
            a.upright && b.upright && a.kind == GlyphKind::Han && b.kind == GlyphKind::Han && below
        }
        _ => false,
    };
    let stacked = glyphs.len() > 1 && glyphs.windows(2).all(stands_under);
    match glyphs.iter().any(|glyph| glyph.surely_vertical) || stacked {
        true => Frame::Down,
        false => glyphs.first().map_or(Frame::Across, |glyph| glyph.frame),
    }
}

/// The frame most of the text runs in.
fn main(lines: &[TextLine]) -> Frame {
    let mut chars: BTreeMap<Frame, u32> = BTreeMap::new();
    for line in lines {
        *chars.entry(line.frame).or_default() += line.chars;
    }
    chars.into_iter().max_by_key(|(_, chars)| *chars).map_or(Frame::Across, |(frame, _)| frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Pt, Rect};
    use crate::model::sheet::{Face, FaceId, GivenBlock, Ink, Turn};

    fn word(text: &str, left: f32, base: f32) -> GlyphRun {
        GlyphRun {
            text: text.into(),
            bbox: Rect::new(left, base - 8.8, left + 40.0, base + 1.2),
            baseline: Pt(base),
            size: Pt(10.0),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink: Ink::Visible,
            confidence: None,
        }
    }

    fn page(runs: Vec<GlyphRun>, blocks: Vec<GivenBlock>, lines: Vec<u32>) -> Sheet {
        Sheet {
            bounds: Rect::new(0.0, 0.0, 600.0, 800.0),
            faces: vec![Face::default()],
            ocr: true,
            runs,
            given: Some(GivenStructure { blocks, lines, ..GivenStructure::default() }),
            ..Sheet::default()
        }
    }

    fn block(runs: std::ops::Range<u32>, article: Option<u32>) -> GivenBlock {
        GivenBlock { runs: runs.collect(), article, role: None }
    }

    #[test]
    fn words_on_one_height_are_two_lines_when_two_blocks_have_them() {
        let runs = vec![word("lamps", 50.0, 100.0), word("burned", 93.0, 100.0), word("ferries", 136.0, 100.0)];
        let sheet = page(runs, vec![block(0..2, Some(7)), block(2..3, Some(9))], vec![0, 2]);
        let known: Vec<(String, u32)> = read(&sheet, &LineStyle::default())
            .lines
            .into_iter()
            .filter_map(|line| Some((line.text, line.given_place?.article)))
            .collect();
        assert_eq!(known, [("lamps burned".to_owned(), 7), ("ferries".to_owned(), 9)]);
    }

    #[test]
    fn what_no_article_claims_is_read_by_where_it_stands() {
        let runs = vec![word("lamps", 50.0, 100.0), word("night", 93.0, 200.0), word("last", 50.0, 200.0)];
        let sheet = page(runs, vec![block(0..1, Some(7)), block(1..2, None)], vec![0, 1, 2]);
        let lines = read(&sheet, &LineStyle::default()).lines;
        let known: Vec<(&str, bool)> =
            lines.iter().map(|line| (line.text.as_str(), line.given_place.is_some())).collect();
        assert_eq!(known, [("last night", false), ("lamps", true)]);
    }

    #[test]
    fn what_two_articles_claim_is_read_once() {
        let runs = vec![word("lamps", 50.0, 100.0), word("burned", 93.0, 100.0)];
        let sheet = page(runs, vec![block(0..2, Some(7)), block(0..2, Some(9))], vec![0]);
        let lines = read(&sheet, &LineStyle::default()).lines;
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].given_place.map(|given_place| given_place.article), Some(7));
    }

    #[test]
    fn characters_that_stand_square_under_each_other_are_a_line_down() {
        let glyph = |c: &str, top: f32| GlyphRun {
            bbox: Rect::new(300.0, top, 310.0, top + 10.0),
            ..word(c, 300.0, top + 8.8)
        };
        let runs = vec![glyph("灯", 100.0), glyph("台", 111.0), glyph("守", 122.0)];
        let sheet = page(runs, vec![block(0..3, Some(1))], vec![0]);
        let lined = read(&sheet, &LineStyle::default());
        assert_eq!((lined.main, lined.lines[0].text.as_str()), (Frame::Down, "灯台守"));
    }
}
