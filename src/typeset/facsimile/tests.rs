//! Generated pages: nothing overlaps, nothing is lost, every width is the model's, columns are straight.

use super::*;
use crate::geometry::{Point, Pt, Rect};
use crate::model::lang::Lang;
use crate::model::page::{Block, Column, Continuation, Joint, Line, PagePicture, Region};
use crate::model::sheet::{Rule, RuledBox};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

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
            Lang::De => &["die ", "Laternen ", "auf dem ", "Marktplatz, ", "„Wann?“ ", "Abendgesellschaft "],
            Lang::Fr => &["les ", "lampes ", "de la ", "place, ", "l’été ", "« Quand ? » "],
            Lang::Es => &["las ", "farolas ", "de la ", "plaza, ", "¿Cuándo? ", "inauguración "],
            Lang::It => &["le ", "luci ", "della ", "piazza, ", "è ", "«Quando?» ", "inaugurazione "],
            Lang::Pt => &["as ", "luzes ", "da ", "praça, ", "não ", "«Quando?» ", "iluminação "],
            Lang::Nl => &["de ", "lampen ", "van het ", "plein, ", "‘Wanneer?’ ", "verlichting "],
            Lang::Ru => &["на ", "площади ", "зажглись ", "огни: ", "«Когда?» ", "отплытие "],
            Lang::En | Lang::Other => &["the ", "lamps ", "of ", "the square, ", "été ", "where? "],
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
        let per_line = if self.page.lang.is_cjk() { em } else { em * 1.9 };
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
        self.close(role, start, texts.concat(), false);
        y
    }

    /// The lines from `start` on are a block.
    fn close(&mut self, role: Role, start: u32, text: String, vertical: bool) {
        let lines = start..self.page.lines.len() as u32;
        let bbox = Rect::hull(self.page.lines[start as usize..].iter().map(|line| &line.bbox)).unwrap_or_default();
        let because = "made".into();
        let (boxed, region, continues) = (false, 0, None);
        self.page.blocks.push(Block { bbox, lines, text, role, boxed, vertical, region, continues, because });
    }

    /// A table of these rows from `top` down; returns where it ends.
    fn table(&mut self, rows: &[String], left: f32, right: f32, top: f32) -> f32 {
        let start = self.page.lines.len() as u32;
        let mut y = top;
        for text in rows {
            let bbox = Rect::new(left, y, right, y + SIZE);
            self.page.lines.push(Line { text: text.clone(), bbox, size: Pt(SIZE), ..Line::default() });
            y += LEADING;
        }
        self.close(Role::Table, start, rows.join("\n"), false);
        y
    }

    /// Names and figures.
    fn rows(&mut self, count: usize) -> Vec<String> {
        let row = |maker: &mut Maker| format!("{}  {}  {}", maker.words(5), maker.dice.roll(100), maker.dice.roll(9));
        (0..count).map(|_| row(self)).collect()
    }

    /// Puts the last block in a box of its own.
    fn boxed(&mut self) {
        let block = self.page.blocks.last_mut().unwrap();
        block.boxed = true;
        let bbox = block.bbox.grown(Pt(4.0));
        self.page.boxes.push(RuledBox { bbox, weight: Pt(1.0), fill: None });
    }

    /// One thing in a column: text, and now and then a table or a head in a box.
    fn fill(&mut self, left: f32, right: f32, top: f32) -> f32 {
        let count = 1 + self.dice.roll(6);
        match self.dice.roll(12) {
            0 => {
                let rows = self.rows(count);
                self.table(&rows, left, right, top)
            }
            1 => {
                let rows = self.rows(1);
                let below = self.table(&rows, left, right, top);
                self.boxed();
                below + 5.0
            }
            2 => {
                let below = self.block(Role::Subhead, left, right, top + 5.0, SIZE, 1);
                self.boxed();
                below + 5.0
            }
            _ => self.block(Role::Body, left, right, top, SIZE, count),
        }
    }

    /// Bands of vertical text below a line of horizontal one, each with its head at the right.
    fn make_up_vertical(mut self) -> Page {
        self.page.vertical = true;
        self.block(Role::Folio, 20.0, 400.0, 20.0, SIZE, 1);
        let mut top = 50.0;
        while top < 1000.0 {
            let height = 120.0 + self.dice.length(250.0);
            let mut right = 780.0;
            while right > 150.0 {
                let size = 16.0 + self.dice.length(20.0);
                right = self.columns(Role::Headline, right, (top, height), size, 1) - LEADING;
                let count = 1 + self.dice.roll(12);
                right = self.columns(Role::Body, right, (top, height), SIZE, count) - LEADING;
            }
            top += height + 2.0 * LEADING;
        }
        self.page
    }

    /// Vertical lines from the right; returns where the last one ends.
    fn columns(&mut self, role: Role, right: f32, (top, height): (f32, f32), size: f32, count: usize) -> f32 {
        let start = self.page.lines.len() as u32;
        let (mut x, mut texts) = (right, Vec::new());
        for _ in 0..count {
            let text = self.words((height / size) as usize / 2 + 1);
            let length = (text.chars().count() as f32 * size).min(height);
            let bbox = Rect::new(x - size, top, x, top + length);
            self.page.lines.push(Line { text: text.clone(), bbox, size: Pt(size), vertical: true, ..Line::default() });
            texts.push(text);
            x -= size * LEADING / SIZE;
        }
        self.close(role, start, texts.concat(), true);
        x
    }

    /// Stories in columns below headlines, with captions, rules, boxes and tables; one page in eight is vertical.
    fn make_up(mut self) -> Page {
        if self.dice.roll(8) == 0 {
            return self.make_up_vertical();
        }
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
                    y = self.fill(left(column), left(column) + width, y);
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
    let ids: Vec<BlockId> = (0..page.blocks.len() as u32).map(BlockId).collect();
    // A paragraph that runs over several columns is one text.
    for whole in page.paragraphs(&ids) {
        let block = page.block(whole.blocks[0]);
        let marks = whole.blocks.iter().flat_map(|id| facsimile.marks_of(*id));
        let drawn: String = marks.map(|mark| mark.text.as_str()).collect();
        // Vertical text has marks and digits of other forms.
        let form = |text: &str| match block.vertical {
            true => crate::typeset::vertical_forms::cells(text).concat().nfkc().collect(),
            false => text.to_owned(),
        };
        let (drawn, text) = (ink(&form(&drawn)), ink(&form(&widths.sanitize(&whole.text))));
        // Setting adds hyphens at line ends, and takes nothing away.
        let hyphens = |text: &str| text.matches('-').count();
        assert!(hyphens(&drawn) >= hyphens(&text), "{what}: hyphens of {:?}", whole.text);
        assert_eq!(drawn.replace('-', ""), text.replace('-', ""), "{what}: lost of {:?}", whole.text);
    }
}

#[test]
fn a_row_of_a_table_stays_a_row_at_every_zoom() {
    let rows = ["球队  赛  胜", "清河  16  8", "山城雄鹰  9  10"].map(str::to_owned);
    let expected = ["球队       赛   胜", "清河       16    8", "山城雄鹰    9   10"];
    let mut maker = Maker::new(Lang::Zh, 47);
    maker.block(Role::Body, 220.0, 420.0, 0.0, SIZE, 20);
    maker.table(&rows, 0.0, 200.0, 0.0);
    let shown = |zoom: Zoom| {
        let drawn = draw(&maker.page, zoom, &WidthModel::narrow());
        let of_table =
            |y: u32| drawn.marks_of(BlockId(1)).filter(move |mark| mark.y == y).map(|mark| mark.text.clone());
        (0..drawn.height).map(|y| of_table(y).collect::<String>()).filter(|row| !row.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(shown(Zoom::Full), expected);
    assert_eq!(shown(Zoom::Columns(60)), expected);
    assert_eq!(shown(Zoom::Columns(18)), expected, "in one column");
    let large = Zoom::Fit { columns: 100, rows: 60 };
    assert_eq!(shown(large), expected, "legible in a window");
}

#[test]
fn a_table_in_a_box_is_drawn_with_its_edges_and_not_reversed() {
    let mut maker = Maker::new(Lang::Zh, 53);
    maker.block(Role::Body, 0.0, 200.0, 100.0, SIZE, 6);
    let rows = ["一等奖  08  15  23".to_owned()];
    maker.table(&rows, 20.0, 180.0, 30.0);
    maker.boxed();
    let drawn = draw(&maker.page, Zoom::Full, &WidthModel::narrow());
    let kinds: HashSet<MarkKind> = drawn.marks_of(BlockId(1)).map(|mark| mark.kind).collect();
    assert_eq!(kinds, HashSet::from([MarkKind::Text(Role::Table)]));
    let text = drawn.to_text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].trim().starts_with('┌') && lines[2].trim().starts_with('└'), "{text}");
    assert!(lines[1].contains("│ 一等奖   08   15   23"), "{text}");
}

const LANGS: [Lang; 11] =
    [Lang::Zh, Lang::Ja, Lang::Ko, Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::It, Lang::Pt, Lang::Nl, Lang::Ru];

/// Lines that start at one edge in print start in one column of cells.
fn is_straight(page: &Page, facsimile: &Facsimile, what: &str) {
    for (index, block) in
        page.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Body && !block.vertical)
    {
        let starts: HashSet<u16> = facsimile.marks_of(BlockId(index as u32)).map(|mark| mark.x).collect();
        assert_eq!(starts.len(), 1, "{what}: {starts:?} of {:?}", block.text);
    }
}

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
        let what = format!("{lang:?} {seed} {columns}");
        check(&page, &zoomed, &widths, &what);
        is_straight(&page, &full, &what);
        is_straight(&page, &zoomed, &what);
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
fn a_column_among_those_of_another_grid_stays_straight() {
    let mut maker = Maker::new(Lang::Zh, 61);
    let columns = [(0.0, 145.0), (30.0, 165.0), (160.0, 300.0), (180.0, 320.0)];
    let columns = columns.map(|(left, right)| Column { left: Pt(left), right: Pt(right) }).to_vec();
    maker.page.regions.push(Region { bbox: maker.page.bounds, columns, ..Region::default() });
    for (at, (text, indent)) in
        [("广场上的灯亮了，人们", 20.0), ("赶来，“次日放晴”，没有谁", 0.0), ("走。", 0.0)].into_iter().enumerate()
    {
        let top = at as f32 * LEADING;
        let bbox = Rect::new(30.0 + indent, top, 164.0, top + SIZE);
        maker.page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(SIZE), ..Line::default() });
    }
    maker.close(Role::Body, 0, "广场上的灯亮了，人们赶来，“次日放晴”，没有谁走。".to_owned(), false);
    for columns in [24, 26, 28, 30] {
        let drawn = draw(&maker.page, Zoom::Columns(columns), &WidthModel::narrow());
        let starts: Vec<u16> = drawn.marks.iter().map(|mark| mark.x).collect();
        assert!(starts[0] > starts[1], "an indent in {columns}: {starts:?}");
        assert!(starts[1..].iter().all(|start| *start == starts[1]), "straight in {columns}: {starts:?}");
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
fn headlines_are_spaced_as_in_print_and_boxed_heads_reversed() {
    let mut maker = Maker::new(Lang::Zh, 5);
    maker.block(Role::Body, 0.0, 200.0, 60.0, SIZE, 3);
    let start = maker.page.lines.len() as u32;
    let head = |text: &str, bbox, size| Line { text: text.to_owned(), bbox, size: Pt(size), ..Line::default() };
    maker.page.lines.push(head("灯下的人", Rect::new(20.0, 0.0, 180.0, 30.0), 30.0));
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
    assert_eq!(headline.text, "灯 下 的 人", "as in print, and not because its type is larger");
    assert!(headline.x.abs_diff(facsimile.width - headline.x - headline.width) <= 1, "centered: {headline:?}");
    let boxed = facsimile.marks_of(BlockId(2)).find(|mark| mark.text.contains("夜话")).unwrap();
    assert_eq!((boxed.kind, boxed.text.as_str()), (MarkKind::Boxed(Role::Subhead), "  夜话  "));
}

#[test]
fn a_head_that_starts_at_the_edge_of_its_columns_stays_there() {
    for (left, right, starts) in [(0.0, 185.0, 0), (8.0, 193.0, 12)] {
        let mut maker = Maker::new(Lang::Zh, 47);
        maker.page.regions =
            vec![Region { columns: vec![Column { left: Pt(0.0), right: Pt(200.0) }], ..Region::default() }];
        maker.block(Role::Deck, left, right, 0.0, 20.0, 1);
        let text = "可以设定超过限制的期限 ABC".to_owned();
        (maker.page.lines[0].text, maker.page.blocks[0].text) = (text.clone(), text);
        (maker.page.lines[0].bbox.right, maker.page.blocks[0].bbox.right) = (Pt(right), Pt(right));
        maker.block(Role::Body, 0.0, 200.0, 60.0, SIZE, 5);
        let facsimile = draw(&maker.page, Zoom::Columns(50), &WidthModel::narrow());
        let head = facsimile.marks_of(BlockId(0)).next().unwrap();
        assert_eq!(head.x, starts, "{head:?} of {}", facsimile.to_text());
    }
}

#[test]
fn a_nameplate_stands_in_the_middle_of_the_page_whatever_columns_it_touches() {
    for zoom in [Zoom::Full, Zoom::Columns(90), Zoom::Fit { columns: 80, rows: 30 }] {
        let mut maker = Maker::new(Lang::En, 53);
        let columns = [(0.0, 300.0), (310.0, 500.0), (510.0, 650.0), (660.0, 800.0)];
        let of_region = columns.map(|(left, right)| Column { left: Pt(left), right: Pt(right) }).to_vec();
        maker.page.regions = vec![Region { columns: of_region, ..Region::default() }];
        maker.block(Role::Masthead, 330.0, 470.0, 0.0, 40.0, 1);
        maker.page.blocks[0].text = "The Lantern".to_owned();
        maker.page.lines[0].text = "The Lantern".to_owned();
        (maker.page.lines[0].bbox.right, maker.page.blocks[0].bbox.right) = (Pt(470.0), Pt(470.0));
        for (left, right) in columns {
            maker.block(Role::Body, left, right, 100.0, SIZE, 40);
        }
        let facsimile = draw(&maker.page, zoom, &WidthModel::narrow());
        let head = facsimile.marks_of(BlockId(0)).next().unwrap();
        let right = facsimile.marks.iter().map(|mark| mark.x + mark.width).max().unwrap();
        assert!((head.x).abs_diff(right - head.x - head.width) <= 2, "{zoom:?}: {head:?} of {right}");
    }
}

#[test]
fn blanks_between_han_and_latin_are_those_of_the_text_that_is_read() {
    let mut maker = Maker::new(Lang::Zh, 59);
    for (left, text) in [(20.0, "次日 apt 的 control 文件"), (0.0, "放晴了，没有谁想离开这里走。")] {
        let top = maker.page.lines.len() as f32 * LEADING;
        let bbox = Rect::new(left, top, 140.0, top + SIZE);
        maker.page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(SIZE), ..Line::default() });
    }
    maker.close(Role::Body, 0, "次日apt的control文件放晴了，没有谁想离开这里走。".to_owned(), false);
    maker.block(Role::Body, 0.0, 140.0, 100.0, SIZE, 30);
    let facsimile = draw(&maker.page, Zoom::Columns(28), &WidthModel::narrow());
    let lines: Vec<String> = facsimile.to_text().lines().take(2).map(str::to_owned).collect();
    assert_eq!(
        lines,
        ["    次日apt的control文件", "放晴了，没有谁想离开这里走。"],
        "blanks as in the text that is read"
    );
    let tight = draw(&maker.page, Zoom::Columns(26), &WidthModel::narrow()).to_text();
    assert!(tight.starts_with("    次日apt的control文件"), "an indent of two em, as wide as it was: {tight}");
}

#[test]
fn a_line_that_would_lose_its_indent_is_set_again() {
    let mut maker = Maker::new(Lang::En, 61);
    for (left, text) in [(20.0, "The lamps of the squares"), (0.0, "were lit, and people came"), (0.0, "by boat.")] {
        let top = maker.page.lines.len() as f32 * LEADING;
        let bbox = Rect::new(left, top, 120.0, top + SIZE);
        maker.page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(SIZE), ..Line::default() });
    }
    maker.close(Role::Body, 0, "The lamps of the squares were lit, and people came by boat.".to_owned(), false);
    maker.block(Role::Body, 0.0, 120.0, 100.0, SIZE, 30);
    let text = draw(&maker.page, Zoom::Columns(25), &WidthModel::narrow()).to_text();
    assert!(text.starts_with("    The lamps of the\nsquares were lit,"), "{text}");
}

#[test]
fn in_a_window_kickers_count_for_more_than_the_rules_around_them() {
    let mut maker = Maker::new(Lang::Zh, 71);
    let heads = [
        (Role::Kicker, "渡口重开 老街点灯", 50.0, 15.0),
        (Role::Section, "柳湾镇：", 90.0, 16.0),
        (Role::Headline, "把“老手艺”留住", 126.0, 40.0),
    ];
    for (at, (role, text, top, size)) in heads.into_iter().enumerate() {
        let right = if role == Role::Section { 64.0 } else { 800.0 };
        maker.block(role, 0.0, right, top, size, 1);
        maker.page.blocks[at].text = text.to_owned();
        maker.page.lines[at].text = text.to_owned();
    }
    for y in [42.0, 74.0] {
        let (from, to) = (Point { x: Pt(0.0), y: Pt(y) }, Point { x: Pt(800.0), y: Pt(y) });
        maker.page.rules.push(Rule { from, to, weight: Pt(1.0) });
    }
    maker.block(Role::Body, 0.0, 390.0, 200.0, SIZE, 80);
    maker.block(Role::Body, 410.0, 800.0, 200.0, SIZE, 80);
    let text = draw(&maker.page, Zoom::Fit { columns: 80, rows: 22 }, &WidthModel::narrow()).to_text();
    let row = |words: &str| text.lines().position(|line| line.contains(words));
    let rows = heads.map(|(_, words, ..)| row(words));
    assert!(rows.iter().all(Option::is_some) && rows.is_sorted(), "{rows:?} of {text}");
}

#[test]
fn gray_boxes_are_tints_and_white_ones_are_not() {
    for (fill, count) in [(Some(0.9), 1), (Some(1.0), 0), (Some(0.1), 0), (None, 0)] {
        let mut maker = Maker::new(Lang::En, 67);
        maker.block(Role::Body, 20.0, 220.0, 20.0, SIZE, 8);
        let bbox = maker.page.blocks[0].bbox.grown(Pt(6.0));
        maker.page.boxes.push(RuledBox { bbox, weight: Pt(0.0), fill });
        maker.block(Role::Body, 260.0, 460.0, 20.0, SIZE, 8);
        for zoom in [Zoom::Full, Zoom::Columns(60), Zoom::Fit { columns: 60, rows: 20 }] {
            let facsimile = draw(&maker.page, zoom, &WidthModel::narrow());
            assert_eq!(facsimile.tints.len(), count, "{fill:?}");
            let inside = facsimile.area_of(&[BlockId(0)]).unwrap();
            let holds = |tint: &CellRect| tint.left < inside.left && inside.right < tint.right && tint.top < inside.top;
            assert!(facsimile.tints.iter().all(holds), "{zoom:?}: {:?} around {inside:?}", facsimile.tints);
        }
    }
}

#[test]
fn in_a_window_small_heads_keep_their_side_of_large_ones_and_of_rules() {
    let mut maker = Maker::new(Lang::En, 71);
    maker.block(Role::Folio, 0.0, 200.0, 0.0, 14.0, 1);
    let rule = |y| Rule { from: Point::new(0.0, y), to: Point::new(400.0, y), weight: Pt(1.0) };
    maker.page.rules.push(rule(22.0));
    let below = maker.block(Role::Kicker, 0.0, 150.0, 30.0, 14.0, 1);
    maker.block(Role::Headline, 0.0, 400.0, below - 2.0, 30.0, 2);
    maker.block(Role::Body, 0.0, 400.0, 160.0, SIZE, 40);
    for rows in 10..40 {
        let facsimile = draw(&maker.page, Zoom::Fit { columns: 80, rows }, &WidthModel::narrow());
        let drawn = |id| facsimile.marks_of(BlockId(id)).filter(|mark| matches!(mark.kind, MarkKind::Text(_)));
        let head = drawn(2).map(|mark| mark.y).min().unwrap();
        assert!(drawn(1).all(|kicker| kicker.y < head), "{rows}: {}", facsimile.to_text());
        let line = facsimile.marks.iter().find(|mark| mark.kind == MarkKind::Rule).map_or(u32::MAX, |mark| mark.y);
        assert!(drawn(0).all(|folio| folio.y < line), "{rows}: {}", facsimile.to_text());
    }
}

#[test]
fn a_window_is_used_before_heads_are_cut() {
    let mut maker = Maker::new(Lang::Zh, 79);
    maker.block(Role::Masthead, 0.0, 490.0, 0.0, 30.0, 1);
    for column in 0..5u8 {
        let left = f32::from(column) * 100.0;
        let mut top = 60.0;
        for _ in 0..4 {
            top = maker.block(Role::Headline, left, left + 90.0, top, 18.0, 3) + 4.0;
            top = maker.block(Role::Body, left, left + 90.0, top, SIZE, 12) + 12.0;
        }
    }
    for (index, block) in maker.page.blocks.iter_mut().enumerate().filter(|(_, block)| block.role == Role::Headline) {
        let text = ["河湾渡口夜", "航今晚起试", "行一月"];
        block.text = format!("{}{}", text.concat(), index % 10);
        for (line, text) in maker.page.lines[block.lines.start as usize..].iter_mut().zip(text) {
            text.clone_into(&mut line.text);
        }
    }
    let drawn = |columns| draw(&maker.page, Zoom::Fit { columns, rows: 22 }, &WidthModel::narrow());
    let cut = |columns| drawn(columns).to_text().matches('…').count();
    assert!(cut(36) > 0, "{}", drawn(36).to_text());
    assert_eq!(cut(80), 0, "{}", drawn(80).to_text());
    assert!(drawn(200).width < 120, "no wider than heads need");
}

#[test]
fn double_and_thick_rules_become_one_heavy_line() {
    let level = |y, weight| Rule { from: Point::new(0.0, y), to: Point::new(400.0, y), weight: Pt(weight) };
    let upright = |x| Rule { from: Point::new(x, 120.0), to: Point::new(x, 400.0), weight: Pt(0.5) };
    let drawn = |rules: &[Rule]| {
        let mut maker = Maker::new(Lang::En, 73);
        maker.block(Role::Headline, 0.0, 400.0, 0.0, 30.0, 1);
        maker.block(Role::Body, 0.0, 190.0, 120.0, SIZE, 20);
        maker.block(Role::Body, 210.0, 400.0, 120.0, SIZE, 20);
        maker.page.rules.extend(rules.iter().copied());
        let text = draw(&maker.page, Zoom::Columns(80), &WidthModel::narrow()).to_text();
        let rows = |line: char| text.lines().filter(|row| row.contains(line)).count();
        ['─', '━', '│', '┃'].map(rows)
    };
    assert_eq!(drawn(&[level(80.0, 0.5)])[..2], [1, 0]);
    assert_eq!(drawn(&[level(80.0, 0.5), level(80.2, 0.5)])[..2], [1, 0], "drawn twice it is still one");
    assert_eq!(drawn(&[level(80.0, 0.5), level(83.0, 0.5)])[..2], [0, 1]);
    assert_eq!(drawn(&[level(80.0, 3.0)])[..2], [0, 1]);
    let [.., light, heavy] = drawn(&[upright(200.0)]);
    assert!(light > 10 && heavy == 0, "{light} {heavy}");
    let [.., light, heavy] = drawn(&[upright(198.5), upright(201.5)]);
    assert!(light == 0 && heavy > 10, "{light} {heavy}");
}

#[test]
fn a_byline_over_two_columns_is_as_wide_as_its_head() {
    let mut maker = Maker::new(Lang::En, 71);
    maker.block(Role::Headline, 0.0, 200.0, 0.0, 20.0, 1);
    maker.block(Role::Byline, 0.0, 92.0, 32.0, SIZE, 1);
    maker.block(Role::Body, 0.0, 95.0, 50.0, SIZE, 20);
    maker.block(Role::Body, 105.0, 200.0, 50.0, SIZE, 20);
    maker.page.regions.push(Region {
        columns: [0.0, 105.0].map(|left| Column { left: Pt(left), right: Pt(left + 95.0) }).to_vec(),
        ..Region::default()
    });
    let name = "By Peregrine Oskamp";
    (maker.page.lines[1].text, maker.page.blocks[1].text) = (name.to_owned(), name.to_owned());
    let rows = |page: &Page| {
        let drawn = draw(page, Zoom::Columns(30), &WidthModel::narrow());
        drawn.marks_of(BlockId(1)).map(|mark| mark.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&maker.page), [name]);
    // What has text beside it keeps its column.
    maker.block(Role::Body, 105.0, 200.0, 32.0, SIZE, 1);
    assert!(rows(&maker.page).len() > 1);
}

#[test]
fn boxes_that_print_does_not_show_are_not_drawn() {
    let drawn = |fill: Option<f32>, weight: f32, rule: Option<f32>| {
        let mut maker = Maker::new(Lang::En, 72);
        maker.block(Role::Body, 10.0, 190.0, 10.0, SIZE, 12);
        maker.block(Role::Body, 230.0, 400.0, 10.0, SIZE, 12);
        maker.page.boxes.push(RuledBox { bbox: Rect::new(0.0, 0.0, 200.0, 195.0), weight: Pt(weight), fill });
        let line = |x| Rule { from: Point::new(x, 0.0), to: Point::new(x, 190.0), weight: Pt(0.5) };
        maker.page.rules.extend(rule.map(line));
        draw(&maker.page, Zoom::Columns(80), &WidthModel::narrow()).to_text()
    };
    let uprights = |text: &str| text.lines().nth(5).unwrap_or_default().matches('│').count();
    assert_eq!(uprights(&drawn(Some(1.0), 0.0, None)), 0, "white on white");
    assert_eq!(uprights(&drawn(Some(0.9), 0.0, None)), 2);
    assert_eq!(uprights(&drawn(None, 0.5, None)), 2);
    assert_eq!(uprights(&drawn(None, 0.5, Some(201.0))), 2, "the rule is the edge of the box");
    assert_eq!(uprights(&drawn(None, 0.5, Some(215.0))), 3);
}

#[test]
fn underlines_are_no_rules() {
    let rules = |below: f32| {
        let mut maker = Maker::new(Lang::En, 74);
        let bottom = maker.block(Role::Body, 0.0, 200.0, 0.0, SIZE, 1) - LEADING + SIZE;
        maker.block(Role::Body, 0.0, 200.0, 60.0, SIZE, 5);
        maker.page.lines[0].bbox.right = Pt(200.0);
        maker.page.blocks[0].bbox.right = Pt(200.0);
        let (from, to) = (Point::new(0.0, bottom + below), Point::new(198.0, bottom + below));
        maker.page.rules.push(Rule { from, to, weight: Pt(0.5) });
        draw(&maker.page, Zoom::Columns(60), &WidthModel::narrow())
            .to_text()
            .lines()
            .filter(|row| row.contains('─'))
            .count()
    };
    assert_eq!((rules(1.0), rules(20.0)), (0, 1));
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

/// Three columns that a paragraph runs through, with text above and below it.
fn running_on(lang: Lang, seed: u64) -> Page {
    let mut maker = Maker::new(lang, seed);
    let edges = [(20.0, 200.0), (215.0, 395.0), (410.0, 590.0)];
    let columns = edges.iter().map(|(left, right)| Column { left: Pt(*left), right: Pt(*right) }).collect();
    maker.page.regions.push(Region { bbox: maker.page.bounds, columns, ..Region::default() });
    maker.block(Role::Headline, 20.0, 590.0, 30.0, 24.0, 1);
    maker.block(Role::Body, 20.0, 200.0, 80.0, SIZE, 3);
    let mut before: Option<usize> = None;
    for (column, (left, right)) in edges.into_iter().enumerate() {
        let (top, count) = if column == 0 { (80.0 + 3.0 * LEADING, 5) } else { (80.0, 8) };
        maker.block(Role::Body, left, right, top, SIZE, count);
        let here = maker.page.blocks.len() - 1;
        if let Some(before) = before.replace(here) {
            let joint = if lang.is_han() { Joint::Nothing } else { Joint::Space };
            maker.page.blocks[before].continues = Some(Continuation { to: BlockId(here as u32), joint });
        }
    }
    maker.block(Role::Body, 410.0, 590.0, 80.0 + 8.0 * LEADING, SIZE, 3);
    maker.page.order = (0..maker.page.blocks.len() as u32).map(BlockId).collect();
    maker.page
}

#[test]
fn no_column_ends_in_a_stump_within_a_paragraph() {
    let widths = WidthModel::narrow();
    for lang in [Lang::Zh, Lang::Ja, Lang::En, Lang::De, Lang::Ru] {
        for seed in 1..12 {
            let page = running_on(lang, seed);
            for columns in [48, 60, 78, 98, 118] {
                let facsimile = draw(&page, Zoom::Columns(columns), &widths);
                check(&page, &facsimile, &widths, &format!("{lang:?} {seed} at {columns}"));
                for (index, block) in page.blocks.iter().enumerate() {
                    let Some(next) = block.continues.map(|goes_on| goes_on.to) else { continue };
                    let last = facsimile.marks_of(BlockId(index as u32)).last().unwrap();
                    // Where lines are as print has them, columns end as they do there.
                    if page.lines_of(BlockId(index as u32)).last().is_some_and(|line| line.text == last.text) {
                        continue;
                    }
                    let first = facsimile.marks_of(next).next().unwrap();
                    let (_, left, right) = facsimile.spans.iter().find(|(id, ..)| id.0 as usize == index).unwrap();
                    let free = (right - left).saturating_sub(last.x + last.width - left);
                    // What stands at the head of the next column would not have fit at the foot of this one: a character
                    // and the stops that it may not part with; in other scripts a word, or a part of one.
                    let limit = if lang.is_han() { 6 } else { first.width.max(8) / 2 + 8 };
                    assert!(free <= limit, "{lang:?} {seed} at {columns}: {:?} before {:?}", last.text, first.text);
                }
            }
        }
    }
}
