//! Setting and drawing in cells: a megabyte of each language at a newspaper's measure, beside textwrap's own
//! wrapping of the same text; the facsimile of a dense made-up page. `cargo bench --bench cells -- table` prints what
//! stands at line starts and ends where it must not, how ragged lines are and how long setting takes, beside textwrap.

#[path = "../src/typeset/galley/sample_text.rs"]
mod sample_text;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use foldline::geometry::{Pt, Rect};
use foldline::model::lang::Lang;
use foldline::model::page::{Block, Column, Line, Page, Region};
use foldline::model::role::Role;
use foldline::typeset::facsimile::{self, Zoom};
use foldline::typeset::galley::lines::{LineSetting, lines};
use foldline::typeset::width::WidthModel;
use sample_text::{LANGUAGES, corpus};

const MEGABYTE: usize = 1 << 20;
const CELLS: u16 = 24;

/// A megabyte in paragraphs.
fn paragraphs(code: &str) -> Vec<String> {
    corpus(code, MEGABYTE)
}

fn language(code: &str) -> Lang {
    let all = [Lang::Zh, Lang::Ja, Lang::Ko, Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::Ru];
    all.into_iter().find(|lang| code.starts_with(lang.code())).unwrap_or_default()
}

/// Stops of traditional Chinese stand in the middle of their cells.
fn setting(code: &str, cells: u16) -> LineSetting {
    let hang = code != "zh-Hant";
    LineSetting { hang, hyphens: true, ..LineSetting::plain(language(code), cells) }
}

/// What is set of a megabyte at one measure.
#[derive(Default)]
struct Tally {
    lines: usize,
    starts: usize,
    ends: usize,
    white: usize,
    time: std::time::Duration,
}

impl Tally {
    /// Counts the lines of one paragraph.
    fn take(&mut self, lang: Lang, lines: &[String], measure: u16) {
        let widths = WidthModel::narrow();
        let is_turned = matches!(lang, Lang::De | Lang::Ru);
        for (number, line) in lines.iter().enumerate() {
            self.lines += 1;
            let bad_start = |c: char| "，。、：；？！）》〉」』】〕”’,.;:!?)]}%％℃°·・ゃっーァャ々".contains(c);
            let bad_end =
                |c: char| "（《〈「『【〔“‘$¥(«„¿¡".contains(c) && !(is_turned && matches!(c, '“' | '‘' | '«'));
            let is_apostrophe = line.starts_with("’n");
            self.starts += usize::from(number > 0 && line.starts_with(bad_start) && !is_apostrophe);
            self.ends += usize::from(number + 1 < lines.len() && line.ends_with(bad_end));
            if number + 1 < lines.len() {
                self.white += usize::from(measure.saturating_sub(widths.str(line)));
            }
        }
    }

    fn row(&self) -> String {
        let ragged = self.white as f64 / self.lines.max(1) as f64;
        format!(
            "{:>8} {:>6} {:>6} {ragged:>7.2} {:>7.0}",
            self.lines,
            self.starts,
            self.ends,
            self.time.as_secs_f64() * 1e3
        )
    }
}

/// Forbidden starts and ends at every measure from 8 to 60; lines, raggedness and time at 24: ours, then textwrap's.
fn table() {
    println!("{:>16} {:>8} {:>6} {:>6} {:>7} {:>7}", "a megabyte", "lines", "starts", "ends", "ragged", "ms");
    for code in LANGUAGES {
        let (lang, text) = (language(code), paragraphs(code));
        let (mut ours, mut theirs) = (Tally::default(), Tally::default());
        let (mut all_ours, mut all_theirs) = (Tally::default(), Tally::default());
        for cells in 8..=60 {
            let setting = setting(code, cells);
            let options = textwrap::Options::new(usize::from(cells)).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
            let start = std::time::Instant::now();
            let set: Vec<_> = text.iter().map(|text| lines(text, &setting, &WidthModel::narrow())).collect();
            let our_time = start.elapsed();
            let start = std::time::Instant::now();
            let wrapped: Vec<_> = text.iter().map(|text| textwrap::wrap(text, &options)).collect();
            let their_time = start.elapsed();
            for paragraph in &set {
                let lines: Vec<String> = paragraph.iter().map(|line| line.text.clone()).collect();
                all_ours.take(lang, &lines, cells);
                if cells == CELLS {
                    ours.take(lang, &lines, cells);
                    ours.time = our_time;
                }
            }
            for paragraph in &wrapped {
                let lines: Vec<String> = paragraph.iter().map(|line| line.to_string()).collect();
                all_theirs.take(lang, &lines, cells);
                if cells == CELLS {
                    theirs.take(lang, &lines, cells);
                    theirs.time = their_time;
                }
            }
        }
        (ours.starts, ours.ends) = (all_ours.starts, all_ours.ends);
        (theirs.starts, theirs.ends) = (all_theirs.starts, all_theirs.ends);
        println!("{code:>7} foldline {}", ours.row());
        println!("{code:>7} textwrap {}", theirs.row());
    }
}

/// The setter, with justification and hanging stops.
#[divan::bench(args = LANGUAGES, sample_count = 20)]
fn set_a_megabyte(bencher: Bencher, code: &str) {
    let (text, setting) = (paragraphs(code), setting(code, CELLS));
    let set =
        |text: &[String]| text.iter().map(|text| lines(text, &setting, &WidthModel::narrow()).len()).sum::<usize>();
    bencher.counter(BytesCount::new(MEGABYTE)).bench(|| set(black_box(&text)));
}

/// What textwrap makes of the same text by itself, its rules and its widths.
#[divan::bench(args = LANGUAGES, sample_count = 20)]
fn textwrap_a_megabyte(bencher: Bencher, code: &str) {
    let text = paragraphs(code);
    let options = textwrap::Options::new(usize::from(CELLS)).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    let wrap = |text: &[String]| text.iter().map(|text| textwrap::wrap(text, &options).len()).sum::<usize>();
    bencher.counter(BytesCount::new(MEGABYTE)).bench(|| wrap(black_box(&text)));
}

/// A page of 8 columns of 15 Han and 170 lines: 20,000 characters in 400 blocks.
fn dense_page() -> Page {
    let (size, leading, width, gutter) = (9.0f32, 12.0f32, 135.0f32, 12.0f32);
    let left = |column: usize| 30.0 + column as f32 * (width + gutter);
    let bounds = Rect::new(0.0, 0.0, left(8) + 30.0, 2100.0);
    let columns = (0..8).map(|at| Column { left: Pt(left(at)), right: Pt(left(at) + width) }).collect();
    let regions = vec![Region { bbox: bounds, columns, ..Region::default() }];
    let mut page = Page { lang: Lang::Zh, bounds, body_size: Pt(size), regions, ..Page::default() };
    let text = "广场上的灯亮了，人们都赶来看。";
    for column in 0..8 {
        for number in 0..170 {
            let top = 40.0 + number as f32 * leading;
            let bbox = Rect::new(left(column), top, left(column) + width, top + size);
            let start = page.lines.len() as u32;
            page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(size), ..Line::default() });
            match page.blocks.last_mut().filter(|_| number % 4 != 0) {
                Some(block) => {
                    block.lines.end = start + 1;
                    block.bbox = block.bbox.union(&bbox);
                    block.text.push_str(text);
                }
                None => page.blocks.push(body(bbox, start, text)),
            }
        }
    }
    page
}

fn body(bbox: Rect, line: u32, text: &str) -> Block {
    let text = text.to_owned();
    let because = "made up".into();
    let role = Role::Body;
    Block {
        bbox,
        lines: line..line + 1,
        text,
        role,
        boxed: false,
        vertical: false,
        region: 0,
        continues: None,
        because,
    }
}

#[divan::bench]
fn facsimile_full(bencher: Bencher) {
    let page = dense_page();
    bencher.bench(|| facsimile::draw(black_box(&page), Zoom::Full, &WidthModel::narrow()));
}

#[divan::bench]
fn facsimile_in_a_narrower_width(bencher: Bencher) {
    let page = dense_page();
    bencher.bench(|| facsimile::draw(black_box(&page), Zoom::Columns(200), &WidthModel::narrow()));
}

#[divan::bench]
fn facsimile_in_a_window(bencher: Bencher) {
    let page = dense_page();
    bencher.bench(|| facsimile::draw(black_box(&page), Zoom::Fit { columns: 200, rows: 60 }, &WidthModel::narrow()));
}

#[divan::bench]
fn visible_rows(bencher: Bencher) {
    let drawn = facsimile::draw(&dense_page(), Zoom::Full, &WidthModel::narrow());
    bencher.bench(|| drawn.rows(black_box(60), 120).len());
}

fn main() {
    if std::env::args().any(|argument| argument == "table") {
        return table();
    }
    divan::main();
}
