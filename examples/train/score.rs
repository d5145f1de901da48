//! How good a reading is, by the measures of `evaluate`.

use crate::found::exported;
use crate::pages::Sample;
use crate::{align, roles, stories};
use foldline::export::json;
use foldline::house_style::jumps::JumpStyle;
use foldline::layout;
use foldline::layout::evidence::Scorers;
use foldline::model::edition::Edition;
use foldline::model::pages::Pages;

/// What is measured; `evaluate` says what each means.
pub const COLUMNS: [&str; 6] = ["pairF", "PQ", "succ", "jump", "role", "headF"];

/// One value a column; nothing where the truth has nothing to measure.
pub type Row = [Option<f64>; COLUMNS.len()];

/// How good a page is read with these scorers.
pub fn of(sample: &Sample, scorers: &Scorers) -> Row {
    let threaded = layout::thread(sample.segmented.clone(), &sample.style, scorers);
    let mut pages = Pages::from(vec![layout::page::set(&threaded, &sample.style)]);
    layout::tie(&mut pages, &JumpStyle::default());
    let edition = Edition { pages, ..Edition::default() };
    let document = json::document(&edition, &|_| true, &|_| true);
    let found = serde_json::to_value(document).map(|document| exported(&document)).unwrap_or_default();
    let truth = &sample.truth.blocks;
    let aligned = align::lines(truth, &found, align::compared);
    let order = stories::order(truth, &aligned);
    let groups = stories::grouping(truth, &found, &aligned);
    [
        groups.map(|groups| groups.0),
        groups.map(|groups| groups.1),
        Some(order.succession),
        order.jumps,
        roles::by_characters(truth, &found, &aligned),
        roles::headlines(truth, &found),
    ]
}

/// The means of rows.
pub fn means(rows: &[&Row]) -> Row {
    std::array::from_fn(|column| {
        let values: Vec<f64> = rows.iter().filter_map(|row| row[column]).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    })
}

/// A row as text.
pub fn shown(row: &Row) -> String {
    let cell = |value: &Option<f64>| value.map_or("  -  ".to_owned(), |value| format!("{value:5.3}"));
    row.iter().map(cell).collect::<Vec<_>>().join(" ")
}
