//! How the work grows with the page: four times the stories may cost several times as much, and never sixteen times. Time
//! is that of the processor, the best of a few runs, and the bounds are wide: what is looked for are loops over all pairs.

#![cfg(unix)]

use foldline::geometry::{Pt, Rect};
use foldline::house_style::HouseStyle;
use foldline::layout::{self, Structure};
use foldline::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet, Turn};
use std::time::Duration;

/// Four times the page costs no more than this many times as much.
const TIMES_AT_MOST: f64 = 9.0;
const RUNS: usize = 3;

fn word(sheet: &mut Sheet, text: &str, left: f32, base: f32, size: f32) -> f32 {
    let width = text.chars().count() as f32 * size * 0.5;
    sheet.runs.push(GlyphRun {
        text: text.into(),
        bbox: Rect::new(left, base - 0.88 * size, left + width, base + 0.12 * size),
        baseline: Pt(base),
        size: Pt(size),
        face: FaceId(0),
        vertical: false,
        turn: Turn::None,
        ink: Ink::Visible,
        confidence: None,
    });
    left + width + size * 0.3
}

/// Stories of a head and three lines each, in one column or in several.
fn page(stories: usize, columns: usize) -> Sheet {
    let mut sheet = Sheet { faces: vec![Face::default()], ..Sheet::default() };
    let each = stories.div_ceil(columns);
    for story in 0..stories {
        let (left, top) = (30.0 + (story / each) as f32 * 220.0, 40.0 + (story % each) as f32 * 70.0);
        word(&mut sheet, "Harbor", left, top, 18.0);
        for line in 0..3 {
            let mut at = left;
            for text in ["the", "council", "met", "again", "and", "went"] {
                at = word(&mut sheet, text, at, top + 16.0 + line as f32 * 12.0, 10.0);
            }
            word(&mut sheet, if line == 2 { "home." } else { "home" }, at, top + 16.0 + line as f32 * 12.0, 10.0);
        }
    }
    let (width, height) = (60.0 + columns as f32 * 220.0, 80.0 + each as f32 * 70.0);
    sheet.bounds = Rect::new(0.0, 0.0, width, height);
    sheet
}

fn processor_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

fn cost(sheet: &Sheet) -> f64 {
    let style = HouseStyle::default();
    let run = || {
        let before = processor_time();
        let page = layout::read(sheet, &style, Structure::Ours);
        assert!(!page.stories.is_empty());
        (processor_time() - before).as_secs_f64()
    };
    (0..RUNS).map(|_| run()).fold(f64::MAX, f64::min)
}

#[test]
fn many_stories_in_one_column_or_in_twelve_cost_no_pairs() {
    for columns in [1, 12] {
        let (small, large) = (cost(&page(150, columns)), cost(&page(600, columns)));
        let times = large / small;
        assert!(times < TIMES_AT_MOST, "{columns} columns: {small:.3} s to {large:.3} s, {times:.1} times for 4 times");
    }
}
