//! Glyph runs to lines. The stages:
//!
//! 1. [`ink`]: blanks set aside, doubles dropped, faux bold marked, accents put on their letters ([`accents`]), and marks of
//!    joined scripts to theirs ([`clusters`]);
//! 2. [`direction`]: which way each group runs; all text then lies in a frame where it runs left to right (with
//!    [`cells`], [`bidi`] for what is read from the right, and [`stops`] for marks beside their square);
//! 3. [`links`]: glyph to glyph along the line, with raised and lowered characters on the baseline ([`raised`]);
//! 4. [`gutters`]: which gaps part columns (with [`profile`], [`narrow_gutters`] for the narrowest, and [`initials`]);
//! 5. [`text_lines`]: lines of columns, with their text and its blanks ([`spaces`]);
//! 6. [`columns`]: gutters once more, with the column edges that the first look found;
//! 7. [`rivers`]: cuts inside a column undone;
//! 8. [`joined`]: lines of scans parted that run over two columns;
//! 9. [`detached_marks`]: raised figures and marks that hang beside a line go back into it;
//! 10. [`tables`]: cells of tables joined to rows.

pub mod accents;
pub mod bands;
pub mod bidi;
pub mod cells;
pub mod clusters;
pub mod columns;
pub mod direction;
pub mod grids;
pub mod gutters;
pub mod initials;
pub mod ink;
pub mod joined;
pub mod links;
pub mod text_lines;
pub mod profile;
pub mod raised;
pub mod rivers;
pub mod ruled;
pub mod spaces;
pub mod stops;
pub mod detached_marks;
pub mod syllables;
pub mod tables;
pub mod narrow_gutters;

use crate::geometry::{Point, Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::lines::gutters::{Gap, Obstacles, Verdict};
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::spaces::Blanks;
use crate::layout::lines::text_lines::{LineShapes, TextLine};
use crate::model::sheet::{Rule, Sheet};

/// The lines of a page.
#[derive(Clone, Debug, Default)]
pub struct Lined {
    /// All lines, each in its own frame.
    pub lines: Vec<TextLine>,
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
    let mut glyphs = clusters::join(inked.glyphs, style);
    direction::settle(&mut glyphs, sheet, style);
    let mut lined = Lined { doubts: inked.doubts, ..Lined::default() };
    let mut most = 0;
    let hidden = glyphs.iter().filter(|g| g.hidden).count();
    if hidden > 0 {
        lined.doubts.push(format!("{hidden} hidden characters belong to no story"));
    }
    for (frame, hidden) in Frame::ALL.into_iter().flat_map(|frame| [(frame, false), (frame, true)]) {
        let mut own = taken(&mut glyphs, |glyph| glyph.frame == frame && glyph.hidden == hidden);
        if own.is_empty() {
            continue;
        }
        if own.len() > most {
            most = own.len();
            lined.main = frame;
        }
        let blanks: Vec<Glyph> = inked
            .blanks
            .iter()
            .filter(|blank| blank.hidden == hidden)
            .filter_map(|blank| turned(blank, frame, &sheet.bounds))
            .collect();
        let (lines, gutters) = lines_of_frame(&mut own, &blanks, &obstacles(sheet, frame), sheet.ocr, style);
        lined.lines.extend(lines);
        lined.gutters.extend(gutters.iter().map(|gutter| frame.to_page(gutter, &sheet.bounds)));
    }
    lined
}

/// Takes out the glyphs that are `wanted`. Most pages run one way, and then no glyph is moved.
fn taken(glyphs: &mut Vec<Glyph>, mut wanted: impl FnMut(&Glyph) -> bool) -> Vec<Glyph> {
    match glyphs.iter().all(&mut wanted) {
        true => std::mem::take(glyphs),
        false => glyphs.extract_if(.., |glyph| wanted(glyph)).collect(),
    }
}

/// A blank in a frame it may belong to: upright ones may stand in a line of any upright frame.
fn turned(blank: &Glyph, frame: Frame, page: &Rect) -> Option<Glyph> {
    let upright_line = frame.is_level() || frame == Frame::Down;
    let fits = blank.frame == frame || (blank.upright && upright_line);
    fits.then(|| {
        let mut blank = blank.clone();
        blank.frame = frame;
        direction::turn_into_frame(&mut blank, page);
        blank
    })
}

/// The rules and sides of boxes that stand across the lines of a frame, and the pictures.
fn obstacles(sheet: &Sheet, frame: Frame) -> Obstacles {
    let page = &sheet.bounds;
    let mut rules = Vec::new();
    let mut along = Vec::new();
    let mut stand = |at: Rect, weight: Pt| {
        if at.height() > at.width() {
            let (from, to) = (Point { x: at.left, y: at.top }, Point { x: at.right, y: at.bottom });
            rules.push(Rule { from, to, weight });
        }
    };
    for rule in &sheet.rules {
        let at = Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0);
        let at = frame.from_page(&at, page);
        stand(at, rule.weight);
        along.extend((at.width() > at.height()).then_some(at));
    }
    for ruled in sheet.boxes.iter().take(BOXES_AT_MOST) {
        let at = frame.from_page(&ruled.bbox, page);
        stand(Rect { right: at.left, ..at }, ruled.weight);
        stand(Rect { left: at.right, ..at }, ruled.weight);
    }
    Obstacles {
        rules,
        along,
        pictures: sheet.pictures.iter().map(|picture| frame.from_page(&picture.bbox, page)).collect(),
    }
}

/// Boxes looked at, at most: charts drawn with thousands of boxes are no layout.
const BOXES_AT_MOST: usize = 600;

/// Rounds of undoing cuts, at most. A river is as long as the paragraph it runs through, and closes from its ends.
const MENDS_AT_MOST: usize = 8;

fn lines_of_frame(
    glyphs: &mut [Glyph],
    blanks: &[Glyph],
    obstacles: &Obstacles,
    scanned: bool,
    style: &LineStyle,
) -> (Vec<TextLine>, Vec<Rect>) {
    let mut links = links::tie(glyphs, style);
    if raised::settle(glyphs, &links, !scanned, style) {
        links = links::tie(glyphs, style);
    }
    let glyphs = &*glyphs;
    let gaps = gutters::gaps(glyphs, blanks, &links, style);
    let mut verdicts = gutters::classify(&gaps, glyphs, &links, obstacles, style);
    initials::part(&gaps, &mut verdicts, glyphs, &style.raised.initials);
    let ratio = gutters::like_ratio(glyphs, style);
    let shapes = |verdicts: &[Verdict]| {
        LineShapes::at(glyphs, &text_lines::chains(glyphs, &links, &gaps, verdicts), ratio, style)
    };
    let first = shapes(&verdicts);
    columns::reclassify(&gaps, &mut verdicts, &first, &obstacles.pictures, style);
    for _ in 0..MENDS_AT_MOST {
        let again = shapes(&verdicts);
        if !rivers::mend(&gaps, &mut verdicts, &again, style) {
            break;
        }
    }
    if scanned {
        let again = shapes(&verdicts);
        joined::part(&gaps, &mut verdicts, &again, style);
    }
    let chains = text_lines::chains(glyphs, &links, &gaps, &verdicts);
    let chains = detached_marks::take_in(glyphs, chains, style);
    let glyphs = &*bidi::as_seen(glyphs, &chains);
    let glyphs = &*syllables::in_order(glyphs, &chains, style);
    let blanks = Blanks::new(blanks, glyphs, scanned, &style.spaces);
    (tables::set(glyphs, chains, &blanks, obstacles, style), found_gutters(&gaps, &verdicts))
}

fn found_gutters(gaps: &[Gap], verdicts: &[Verdict]) -> Vec<Rect> {
    let cut = gaps.iter().zip(verdicts).filter(|(_, verdict)| **verdict != Verdict::Space);
    cut.map(|(gap, _)| Rect::new(gap.left.0, (gap.base - gap.size).0, gap.right.0, gap.base.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Turn};

    fn sheet() -> Sheet {
        let bounds = Rect::new(0.0, 0.0, 600.0, 800.0);
        Sheet { bounds, faces: vec![Face::default()], ..Sheet::default() }
    }

    /// Sets a line; Han characters an em wide, others half an em, blanks left white.
    fn set(sheet: &mut Sheet, text: &str, left: f32, base: f32, size: f32) -> f32 {
        let mut x = left;
        for c in text.chars() {
            let width = if c.is_ascii() { size / 2.0 } else { size };
            if c != ' ' {
                sheet.runs.push(run(c, Rect::new(x, base - 0.88 * size, x + width, base + 0.12 * size), base, size));
            }
            x += width;
        }
        x
    }

    fn run(c: char, bbox: Rect, base: f32, size: f32) -> GlyphRun {
        GlyphRun {
            text: c.to_string().into(),
            bbox,
            baseline: Pt(base),
            size: Pt(size),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink: Ink::Visible,
            confidence: None,
        }
    }

    fn lines(sheet: &Sheet) -> Vec<String> {
        let mut lines = read(sheet, &LineStyle::default()).lines;
        lines.sort_by(|a, b| a.rect.left.order(b.rect.left).then(a.base.order(b.base)));
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_gutter_of_an_em_parts_columns_and_a_wide_space_alone_does_not() {
        let mut columns = sheet();
        let left = [
            "lamps were lit",
            "a town of rain",
            "it is so quiet",
            "we go home now",
            "snow at spring",
            "the ferryboats",
        ];
        let right = [
            "people came by",
            "no one saw him",
            "she sang along",
            "in an old coat",
            "and he laughed",
            "of a long year",
        ];
        for (line, (left, right)) in left.iter().zip(right).enumerate() {
            let base = 100.0 + 12.0 * line as f32;
            let end = set(&mut columns, left, 50.0, base, 10.0);
            set(&mut columns, right, end + 10.0, base, 10.0);
        }
        assert_eq!(lines(&columns).len(), 12);
        let mut single = sheet();
        let end = set(&mut single, "lamps were lit", 50.0, 100.0, 10.0);
        set(&mut single, "people came by", end + 10.0, 100.0, 10.0);
        assert_eq!(lines(&single), ["lamps were lit people came by"]);
    }

    #[test]
    fn a_rule_parts_words_beside_it_but_not_a_head_above_it() {
        let mut ruled = sheet();
        let end = set(&mut ruled, "Big Head", 50.0, 95.0, 30.0);
        set(&mut ruled, "lamps were", 50.0, 120.0, 10.0);
        set(&mut ruled, "lit", 106.0, 120.0, 10.0);
        assert!(end > 103.0);
        let (from, to) = (Point::new(103.0, 105.0), Point::new(103.0, 300.0));
        ruled.rules.push(Rule { from, to, weight: Pt(0.5) });
        assert_eq!(lines(&ruled), ["Big Head", "lamps were", "lit"]);
    }

    #[test]
    fn a_second_draw_within_a_fifth_of_an_em_is_bold_and_a_double_letter_is_not() {
        let mut twice = sheet();
        set(&mut twice, "ball", 50.0, 100.0, 10.0);
        set(&mut twice, "ball", 50.8, 100.0, 10.0);
        let lined = read(&twice, &LineStyle::default());
        let lines = lined.lines;
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].text.as_str(), lines[0].bold), ("ball", true));
        assert!(lined.doubts.is_empty(), "{:?}", lined.doubts);
    }

    #[test]
    fn a_second_reading_a_little_off_is_read_once_and_told() {
        let mut twice = sheet();
        set(&mut twice, "ball", 50.0, 100.0, 10.0);
        set(&mut twice, "ball", 51.5, 101.2, 10.0);
        let lined = read(&twice, &LineStyle::default());
        assert_eq!(lined.lines.iter().map(|line| line.text.as_str()).collect::<String>(), "ball");
        assert!(lined.doubts.iter().any(|says| says.starts_with("4 characters stand over")), "{:?}", lined.doubts);
    }

    #[test]
    fn vertical_columns_and_a_horizontal_head_on_one_page() {
        let mut page = sheet();
        set(&mut page, "広場の灯り", 300.0, 60.0, 24.0);
        for (column, text) in
            ["夜の広場に灯りがともり人々が集まった", "町の人は静かに見上げた空は晴れていた"].iter().enumerate()
        {
            for (row, c) in text.chars().enumerate() {
                let (x, y) = (400.0 - 16.0 * column as f32, 100.0 + 10.0 * row as f32);
                page.runs.push(run(c, Rect::new(x, y, x + 10.0, y + 10.0), y + 8.8, 10.0));
            }
        }
        let lined = read(&page, &LineStyle::default());
        assert_eq!(lined.main, Frame::Down);
        let of = |frame| lined.lines.iter().filter(|p| p.frame == frame).map(|p| p.text.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Frame::Across), ["広場の灯り"]);
        assert_eq!(of(Frame::Down).len(), 2);
    }

    #[test]
    fn a_spaced_out_head_stays_a_word_and_a_couplet_keeps_its_space() {
        let mut heads = sheet();
        for (at, c) in "草原的灯".chars().enumerate() {
            set(&mut heads, &c.to_string(), 50.0 + 30.0 * at as f32, 100.0, 20.0);
        }
        let end = set(&mut heads, "一条老街", 50.0, 200.0, 20.0);
        set(&mut heads, "四样光景", end + 20.0, 200.0, 20.0);
        let mut found = lines(&heads);
        found.sort();
        assert_eq!(found, ["一条老街 四样光景", "草原的灯"]);
    }

    #[test]
    fn blanks_typed_between_cells_of_a_list_part_no_columns() {
        let rows =
            ["水車　三勝一敗　寄り切り　灯台", "川上　二勝二敗　押し出し　坂上", "波音　四勝全勝　寄り切り　北風"];
        let rows: Vec<&str> = rows.into_iter().cycle().take(9).collect();
        let mut typed = sheet();
        let mut apart = sheet();
        for (line, row) in rows.iter().enumerate() {
            let base = 100.0 + 20.0 * line as f32;
            set(&mut typed, row, 50.0, base, 10.0);
            let mut left = 50.0;
            for cell in row.split('　') {
                left = set(&mut apart, cell, left, base, 10.0) + 10.0;
            }
        }
        assert_eq!(lines(&typed).len(), 9);
        assert_eq!(lines(&apart).len(), 36);
    }

    #[test]
    fn no_input_is_too_strange() {
        assert!(read(&Sheet::default(), &LineStyle::default()).lines.is_empty());
        let mut odd = sheet();
        odd.runs.push(run('x', Rect::new(-1.0e9, -1.0e9, 1.0e9, 1.0e9), 0.0, 0.0));
        odd.runs.push(run('y', Rect::new(5.0, 5.0, 5.0, 5.0), 5.0, 1.0e8));
        assert_eq!(read(&odd, &LineStyle::default()).lines.len(), 2);
    }
}
