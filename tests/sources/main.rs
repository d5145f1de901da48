//! Small files made by us, one for every oddity, and the sheet or message that each must give.
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../pdf_maker/mod.rs"]
mod pdf_maker;

mod annotations;
mod archive;
mod bad_input;
mod broken;
mod claims;
mod covered;
mod failures;
mod fonts;
mod foreign;
mod given;
mod marks;
mod placeless;
mod round_trip;
mod samples;
mod scans;
mod schemas;
mod shared;
mod text;

use foldline::geometry::Rect;
use foldline::model::sheet::{GlyphRun, Sheet};
use foldline::sources::{self, Content, OpenError, OpenOptions, Opened};

/// Opens bytes as the user would, without options.
fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    sources::read("made.pdf", bytes, &OpenOptions::default())
}

/// The sheets of a PDF that must open.
fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    match open(bytes).expect("the file opens").content {
        Content::Sheets(sheets) => sheets,
        Content::Extracts(_) => panic!("a PDF has sheets"),
    }
}

/// The only sheet of a PDF.
fn sheet(bytes: &[u8]) -> Sheet {
    let mut sheets = sheets(bytes);
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

/// The text of a sheet in drawing order.
fn text(sheet: &Sheet) -> String {
    sheet.runs.iter().map(|run| run.text.as_str()).collect()
}

/// The run with that text.
fn run<'s>(sheet: &'s Sheet, text: &str) -> &'s GlyphRun {
    sheet.runs.iter().find(|run| run.text == text).unwrap_or_else(|| panic!("no {text:?} in {:?}", sheet.runs))
}

/// Boxes agree to a hundredth of a point.
#[track_caller]
fn assert_box(actual: Rect, left: f32, top: f32, right: f32, bottom: f32) {
    let expected = [left, top, right, bottom];
    let close = actual.to_array().iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.01);
    assert!(close, "{:?} is not {expected:?}", actual.to_array());
}
