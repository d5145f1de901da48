//! Generated pages: nothing overlaps, nothing is lost, every width is the model's, columns are straight.

use super::*;
use crate::geometry::{Point, Pt, Rect};
use crate::model::lang::Lang;
use crate::model::page::{Block, Column, Line, PagePicture, Region};
use crate::model::sheet::{Rule, RuledBox};
use std::collections::HashSet;

/// A small generator (xorshift), so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
    fn length(&mut self, most: f32) -> f32 {
        self.roll(10_000) as f32 / 10_000.0 * most
    }
}

/// A page being made up.
struct Maker {
    page: Page,
    dice: Dice,
}

const SIZE: f32 = 10.0;
const LEADING: f32 = 15.0;

impl Maker {
    fn new(lang: Lang, seed: u64) -> Maker {
        let bounds = Rect::new(0.0, 0.0, 800.0, 1200.0);
        let page = Page { lang, bounds, body_size: Pt(SIZE), ..Page::default() };
        Maker { page, dice: Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1) }
    }

    /// Words of the language, about so many em long.
    fn words(&mut self, em: usize) -> String {
        let words: &[&str] = match self.page.lang {
            Lang::Zh => &["广场", "的", "灯", "亮了，", "人们", "说：", "“好。”", "2024年", "——", "①"],
            Lang::Ja => &["広場の", "灯り", "が", "ともり、", "「はい」", "と", "コーヒー", "１５日"],
            Lang::Ko => &["광장의 ", "불이 ", "켜지고 ", "사람들이 ", "모였다. ", "“네” "],
            Lang::En | Lang::De | Lang::Fr | Lang::Es | Lang::Ru | Lang::Other => {
                &["the ", "lamps ", "of ", "the square, ", "été ", "where? "]
            }
        };
        let mut text = String::new();
        while text.chars().count() < em {
            text.push_str(words[self.dice.roll(words.len())]);
        }
        text.trim().to_owned()
    }

    /// A block of lines from `top` down, each as wide as its column; returns where it ends.
    fn block(&mut self, role: Role, left: f32, right: f32, top: f32, size: f32, lines: usize) -> f32 {
        let start = self.page.lines.len() as u32;
        let em = (right - left) / size;
        let per_line = if self.page.lang.is_han() || self.page.lang == Lang::Ko { em } else { em * 1.9 };
        let leading = size * LEADING / SIZE;
        let mut y = top;
        let mut texts = Vec::new();
        for line in 0..lines {
            let share = if line + 1 == lines { 0.2 + self.dice.length(0.8) } else { 1.0 };
            let text = self.words(((per_line * share) as usize).max(1));
            let bbox = Rect::new(left, y, left + (right - left) * share, y + size);
            texts.push(text.clone());
            self.page.lines.push(Line { text, bbox, size: Pt(size), ..Line::default() });
            y += leading;
        }
        let end = self.page.lines.len() as u32;
        let bbox = Rect::hull(self.page.lines[start as usize..].iter().map(|line| &line.bbox)).unwrap_or_default();
        let text = texts.concat();
        let block = Block {
            bbox,
            lines: start..end,
            text,
            role,
            boxed: false,
            vertical: false,
            region: 0,
            continues: None,
            because: "made".into(),
        };
        self.page.blocks.push(block);
        y
    }

    /// Stories in columns below headlines, with captions, rules and boxes.
    fn make_up(mut self) -> Page {
        let columns = 1 + self.dice.roll(7);
        let gutter = 4.0 + self.dice.length(16.0);
        let width = (760.0 - gutter * (columns - 1) as f32) / columns as f32;
        let left = |column: usize| 20.0 + column as f32 * (width + gutter);
        let mut region = Region { bbox: self.page.bounds, ..Region::default() };
        region.columns =
            (0..columns).map(|column| Column { left: Pt(left(column)), right: Pt(left(column) + width) }).collect();
        if self.dice.roll(3) > 0 {
            self.page.regions.push(region);
        }
        let mut top = 30.0;
        while top < 1000.0 {
            let first = self.dice.roll(columns);
            let last = first + self.dice.roll(columns - first);
            let size = 14.0 + self.dice.length(26.0);
            let rows = 1 + self.dice.roll(2);
            let mut below = self.block(Role::Headline, left(first), left(last) + width, top, size, rows) + 5.0;
            if self.dice.roll(3) == 0 {
                let bbox = Rect::new(left(first), below, left(first) + width, below + 90.0);
                self.page.pictures.push(PagePicture { bbox, caption: None, story: None });
                below = self.block(Role::Caption, left(first), left(first) + width, below + 95.0, 8.0, 2);
            }
            let mut deepest = below;
            for column in first..=last {
                let mut y = below;
                for _ in 0..1 + self.dice.roll(3) {
                    let count = 1 + self.dice.roll(6);
                    y = self.block(Role::Body, left(column), left(column) + width, y, SIZE, count);
                }
                deepest = deepest.max(y);
            }
            let bbox = Rect::new(left(first) - 6.0, top - 6.0, left(last) + width + 6.0, deepest + 2.0);
            if self.dice.roll(4) == 0 {
                self.page.boxes.push(RuledBox { bbox, weight: Pt(1.0), fill: None });
            } else {
                let y = deepest + 6.0;
                self.page.rules.push(Rule { from: Point::new(20.0, y), to: Point::new(780.0, y), weight: Pt(0.5) });
            }
            if last > first {
                let x = left(last) - gutter / 2.0;
                self.page.rules.push(Rule { from: Point::new(x, below), to: Point::new(x, deepest), weight: Pt(0.5) });
            }
            top = deepest + 18.0;
        }
        self.page
    }
}

fn ink(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters.into_iter().collect()
}

/// What must hold for every facsimile at which everything is legible.
fn check(page: &Page, facsimile: &Facsimile, widths: &WidthModel, what: &str) {
    let mut taken = HashSet::new();
    for mark in &facsimile.marks {
        assert_eq!(mark.width, widths.str(&mark.text), "{what}: width of {mark:?}");
        assert!(mark.width > 0, "{what}: empty {mark:?}");
        assert!(mark.y < facsimile.height && mark.x + mark.width <= facsimile.width, "{what}: outside: {mark:?}");
        for x in mark.x..mark.x + mark.width {
            assert!(taken.insert((x, mark.y)), "{what}: two marks in one cell: {mark:?}");
        }
    }
    assert!(facsimile.marks.is_sorted_by_key(|mark| (mark.y, mark.x)), "{what}: order");
    for (index, block) in page.blocks.iter().enumerate() {
        let id = BlockId(index as u32);
        let drawn: String = facsimile.marks_of(id).map(|mark| mark.text.as_str()).collect();
        let (drawn, text) = (ink(&drawn), ink(&widths.sanitize(&block.text)));
        // Setting adds hyphens at line ends, and takes nothing away.
        let hyphens = |text: &str| text.matches('-').count();
        assert!(hyphens(&drawn) >= hyphens(&text), "{what}: hyphens of {:?}", block.text);
        assert_eq!(drawn.replace('-', ""), text.replace('-', ""), "{what}: lost of {:?}", block.text);
    }
}

const LANGS: [Lang; 5] = [Lang::Zh, Lang::Ja, Lang::Ko, Lang::En, Lang::Ru];

#[test]
fn a_thousand_pages_at_any_width_keep_every_character_in_a_cell_of_its_own() {
    for seed in 0..1000 {
        let lang = LANGS[seed as usize % LANGS.len()];
        let mut maker = Maker::new(lang, seed + 1);
        let columns = 20 + maker.dice.roll(381) as u16;
        let page = maker.make_up();
        let widths = [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe()][seed as usize % 3];
        let full = draw(&page, Zoom::Full, &widths);
        check(&page, &full, &widths, &format!("{lang:?} {seed} full"));
        let zoomed = draw(&page, Zoom::Columns(columns), &widths);
        assert_eq!(zoomed.width, columns, "{lang:?} {seed}");
        check(&page, &zoomed, &widths, &format!("{lang:?} {seed} {columns}"));
    }
}

#[test]
fn a_page_in_a_window_never_leaves_it() {
    for seed in 0..200 {
        let mut maker = Maker::new(LANGS[seed as usize % LANGS.len()], seed + 7);
        let (columns, rows) = (20 + maker.dice.roll(200) as u16, 5 + maker.dice.roll(80) as u16);
        let page = maker.make_up();
        let widths = [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe()][seed as usize % 3];
        let fit = draw(&page, Zoom::Fit { columns, rows }, &widths);
        assert!(fit.width <= columns && fit.height <= u32::from(rows), "{seed}: {}x{}", fit.width, fit.height);
        let mut taken = HashSet::new();
        for mark in &fit.marks {
            assert_eq!(mark.width, widths.str(&mark.text), "{mark:?}");
            assert!((mark.x..mark.x + mark.width).all(|x| taken.insert((x, mark.y))), "{seed}: {mark:?}");
            assert!(mark.x + mark.width <= fit.width && mark.y < fit.height, "{seed}: {mark:?}");
        }
    }
}

#[test]
fn body_lines_of_a_column_start_in_one_cell_column() {
    for seed in 0..100 {
        let page = Maker::new(Lang::Zh, seed + 99).make_up();
        let facsimile = draw(&page, Zoom::Full, &WidthModel::narrow());
        let mut starts: Vec<(i32, HashSet<u16>)> = Vec::new();
        for (index, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Body) {
            let left = block.bbox.left.0.round() as i32;
            let first = facsimile.marks_of(BlockId(index as u32)).map(|mark| mark.x).min().unwrap();
            match starts.iter_mut().find(|(known, _)| *known == left) {
                Some((_, cells)) => drop(cells.insert(first)),
                None => starts.push((left, HashSet::from([first]))),
            }
        }
        assert!(starts.iter().all(|(_, cells)| cells.len() == 1), "{seed}: {starts:?}");
    }
}

#[test]
fn printed_line_breaks_are_kept_where_they_fit() {
    let mut maker = Maker::new(Lang::Zh, 3);
    for text in ["广场上的灯亮了，人们赶来。", "次日放晴，没有谁想走。"] {
        let top = maker.page.lines.len() as f32 * LEADING;
        let bbox = Rect::new(0.0, top, 130.0, top + SIZE);
        maker.page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(SIZE), ..Line::default() });
    }
    maker.block(Role::Body, 0.0, 130.0, 100.0, SIZE, 1);
    let block = maker.page.blocks.first_mut().unwrap();
    (block.lines, block.bbox) = (0..2, Rect::new(0.0, 0.0, 130.0, 25.0));
    let facsimile = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    assert_eq!(facsimile.to_text(), "广场上的灯亮了，人们赶来。\n次日放晴，没有谁想走。\n");
    assert_eq!(facsimile.block_at(3, 1), Some(BlockId(0)));
    assert_eq!(facsimile.rows_of(BlockId(0)), Some(0..2));
}

#[test]
fn headlines_are_spaced_over_their_span_and_boxed_heads_reversed() {
    let mut maker = Maker::new(Lang::Zh, 5);
    maker.block(Role::Body, 0.0, 200.0, 60.0, SIZE, 3);
    let start = maker.page.lines.len() as u32;
    let head = |text: &str, bbox, size| Line { text: text.to_owned(), bbox, size: Pt(size), ..Line::default() };
    maker.page.lines.push(head("灯下的人", Rect::new(40.0, 0.0, 160.0, 30.0), 30.0));
    maker.page.lines.push(head("夜话", Rect::new(90.0, 150.0, 110.0, 160.0), SIZE));
    for (number, (role, boxed)) in [(Role::Headline, false), (Role::Subhead, true)].into_iter().enumerate() {
        let line = start + number as u32;
        let bbox = if boxed { Rect::new(80.0, 145.0, 120.0, 165.0) } else { Rect::new(0.0, 0.0, 200.0, 30.0) };
        let text = maker.page.lines[line as usize].text.clone();
        let like = maker.page.blocks[0].clone();
        maker.page.blocks.push(Block { bbox, lines: line..line + 1, text, role, boxed, ..like });
    }
    let facsimile = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    let headline = facsimile.marks_of(BlockId(1)).next().unwrap();
    assert_eq!(headline.text, "灯  下  的  人");
    assert!(headline.x.abs_diff(facsimile.width - headline.x - headline.width) <= 1, "centered: {headline:?}");
    let boxed = facsimile.marks_of(BlockId(2)).find(|mark| mark.text.contains("夜话")).unwrap();
    assert_eq!((boxed.kind, boxed.text.as_str()), (MarkKind::Boxed(Role::Subhead), "  夜话  "));
}

#[test]
fn degenerate_pages_are_drawn_at_every_width() {
    let mut pages = vec![Page::default()];
    for scale in [0.0, 1e-6, 1e6, 1e30] {
        let mut page = Maker::new(Lang::Zh, 11).make_up();
        let by = |rect: &Rect| {
            Rect::new(rect.left.0 * scale, rect.top.0 * scale, rect.right.0 * scale, rect.bottom.0 * scale)
        };
        page.blocks.iter_mut().for_each(|block| block.bbox = by(&block.bbox));
        page.lines.iter_mut().for_each(|line| line.bbox = by(&line.bbox));
        page.bounds = by(&page.bounds);
        pages.push(page.clone());
        page.regions.clear();
        page.lines.clear();
        pages.push(page);
    }
    let mut strange = Maker::new(Lang::En, 13).make_up();
    strange.blocks.iter_mut().for_each(|block| (block.lines, block.region) = (7..3_000_000_000, 4_000_000));
    strange.body_size = Pt(-5.0);
    pages.push(strange);
    for page in &pages {
        for columns in (0..=400).step_by(7) {
            let facsimile = draw(page, Zoom::Columns(columns), &WidthModel::narrow());
            check(page, &facsimile, &WidthModel::narrow(), "degenerate");
            draw(page, Zoom::Fit { columns, rows: columns / 3 }, &WidthModel::wide());
        }
        check(page, &draw(page, Zoom::Full, &WidthModel::wide()), &WidthModel::wide(), "degenerate full");
    }
}

#[test]
fn thousands_of_blocks_in_one_place_are_all_drawn() {
    let mut maker = Maker::new(Lang::Zh, 17);
    for _ in 0..3000 {
        let (left, top) = (maker.dice.length(700.0), maker.dice.length(1100.0));
        maker.block(Role::Body, left, left + 60.0, top, SIZE, 1);
    }
    let facsimile = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    check(&maker.page, &facsimile, &WidthModel::narrow(), "crowd");
}

#[test]
fn white_across_the_whole_page_is_cut_down_and_columns_stay_level() {
    let mut maker = Maker::new(Lang::Zh, 23);
    maker.block(Role::Body, 0.0, 200.0, 100.0, SIZE, 2);
    maker.block(Role::Body, 0.0, 200.0, 700.0, SIZE, 2);
    maker.block(Role::Body, 220.0, 420.0, 700.0, SIZE, 2);
    let facsimile = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    let rows: Vec<_> = (0..3).map(|id| facsimile.rows_of(BlockId(id)).unwrap()).collect();
    assert_eq!(rows, [0..2, 4..6, 4..6]);
}

#[test]
fn a_drop_cap_stands_before_two_lines() {
    let mut maker = Maker::new(Lang::En, 31);
    for (at, (text, inset)) in
        [("The lamps of the", 30.0), ("square were lit", 30.0), ("and people came to", 0.0)].into_iter().enumerate()
    {
        let top = at as f32 * LEADING;
        let bbox = Rect::new(0.0, top, 110.0, top + SIZE);
        let line = Line { text: text.to_owned(), bbox, size: Pt(SIZE), inset: Pt(inset), ..Line::default() };
        maker.page.lines.push(line);
    }
    maker.block(Role::Body, 0.0, 110.0, 100.0, SIZE, 1);
    let block = maker.page.blocks.first_mut().unwrap();
    (block.lines, block.bbox) = (0..3, Rect::new(0.0, 0.0, 110.0, 40.0));
    block.text = "The lamps of the square were lit and people came to".to_owned();
    let full = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    let lines: Vec<String> = full.to_text().lines().map(str::to_owned).collect();
    assert_eq!(lines, ["The lamps of the", " square were lit", "and people came to"]);
    assert_eq!(full.marks[0].kind, MarkKind::Cap(Role::Body));
    assert_eq!((full.marks[0].text.as_str(), full.marks[1].text.as_str()), ("T", "he lamps of the"));
    let narrow = draw(&maker.page, Zoom::Columns(12), &WidthModel::narrow()).to_text();
    let lines: Vec<&str> = narrow.lines().collect();
    assert_eq!(lines, ["The lamps of", " the square", "were lit", "and people", "came to"]);
}

#[test]
fn a_page_drawn_narrow_has_no_loose_white_and_level_heads_stay_level() {
    let mut maker = Maker::new(Lang::En, 37);
    for column in 0..4 {
        let left = column as f32 * 200.0;
        maker.block(Role::Headline, left, left + 180.0, 10.0, 40.0, 1);
        maker.block(Role::Body, left, left + 180.0, 100.0, SIZE, 6 + column);
        maker.block(Role::Headline, left, left + 180.0, 300.0 + 4.0 * column as f32, 40.0, 1);
        maker.block(Role::Body, left, left + 180.0, 400.0, SIZE, 6);
    }
    let facsimile = draw(&maker.page, Zoom::Columns(72), &WidthModel::narrow());
    let rows: Vec<_> = (0..16).map(|id| facsimile.rows_of(BlockId(id)).unwrap()).collect();
    let lowest = (0..4).map(|column| rows[column * 4 + 1].end).max().unwrap();
    for column in 0..4 {
        let [head, body, second, below] = &rows[column * 4..column * 4 + 4] else { panic!("four blocks") };
        assert_eq!(second.start, rows[2].start, "heads in one row");
        assert!(body.start - head.end <= 2 && second.start - lowest <= 2, "{rows:?}");
        assert_eq!(below.start, rows[3].start, "columns in one row");
    }
}

#[test]
fn a_folio_runs_on_into_free_cells_before_it_is_broken() {
    let mut maker = Maker::new(Lang::En, 41);
    let text = "Monday, November 23, 2026";
    let bbox = Rect::new(0.0, 0.0, 110.0, SIZE);
    maker.block(Role::Folio, 0.0, 110.0, 0.0, SIZE, 1);
    maker.page.lines[0].text = text.to_owned();
    (maker.page.blocks[0].text, maker.page.blocks[0].bbox) = (text.to_owned(), bbox);
    for column in 0..3 {
        maker.block(Role::Body, column as f32 * 200.0, column as f32 * 200.0 + 190.0, 60.0, SIZE, 20);
    }
    let facsimile = draw(&maker.page, Zoom::Columns(60), &WidthModel::narrow());
    assert_eq!(facsimile.to_text().lines().next(), Some(text));
}

#[test]
fn text_read_from_the_right_never_stands_side_by_side() {
    let mut maker = Maker::new(Lang::Other, 43);
    for column in 0..2 {
        let left = column as f32 * 400.0;
        maker.block(Role::Headline, left, left + 380.0, 10.0, 20.0, 1);
        maker.block(Role::Body, left, left + 380.0, 60.0, SIZE, 5);
    }
    for (at, block) in maker.page.blocks.iter_mut().enumerate() {
        block.text = format!("{at} שלום עולם السلام عليكم في المدينة القديمة");
    }
    for zoom in [Zoom::Full, Zoom::Columns(120), Zoom::Columns(30), Zoom::Fit { columns: 100, rows: 30 }] {
        let facsimile = draw(&maker.page, zoom, &WidthModel::narrow());
        let mut rows = HashSet::new();
        let legible = facsimile.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Text(_)));
        assert!(legible.into_iter().all(|mark| rows.insert(mark.y)), "{zoom:?}");
    }
    let full = draw(&maker.page, Zoom::Full, &WidthModel::narrow()).to_text();
    assert_eq!(full.lines().next(), Some(maker.page.blocks[0].text.as_str()));
}

#[test]
fn a_vertical_page_runs_from_the_right_in_columns_of_characters() {
    let mut maker = Maker::new(Lang::Ja, 29);
    for (at, text) in ["「灯」は、", "23日に。"].iter().enumerate() {
        let right = 100.0 - at as f32 * LEADING;
        let bbox = Rect::new(right - SIZE, 0.0, right, text.chars().count() as f32 * SIZE);
        maker.page.lines.push(Line {
            text: (*text).to_owned(),
            bbox,
            size: Pt(SIZE),
            vertical: true,
            ..Line::default()
        });
    }
    maker.page.vertical = true;
    let bbox = Rect::hull(maker.page.lines.iter().map(|line| &line.bbox)).unwrap();
    let text = "「灯」は、23日に。".to_owned();
    let because = "made".into();
    let block = Block {
        bbox,
        lines: 0..2,
        text,
        role: Role::Body,
        boxed: false,
        vertical: true,
        region: 0,
        continues: None,
        because,
    };
    maker.page.blocks.push(block);
    let facsimile = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    assert_eq!(facsimile.to_text(), "23 ﹁\n日 灯\nに ﹂\n︒ は\n   ︑\n");
}
