//! How good a reading is, by the measures of `evaluate`.

use crate::pages::Sample;
use crate::{Found, align, roles, stories};
use foldline::export::json;
use foldline::house_style::HouseStyle;
use foldline::layout::evidence::Scorers;
use foldline::layout::{self};
use foldline::model::edition::Edition;
use serde_json::Value;

/// What is measured; `evaluate` says what each means.
pub const COLUMNS: [&str; 5] = ["pairF", "PQ", "succ", "jump", "headF"];

/// One value a column; nothing where the truth has nothing to measure.
pub type Row = [Option<f64>; COLUMNS.len()];

/// How good a page is read with these scorers.
pub fn of(sample: &Sample, scorers: &Scorers) -> Row {
    let mut pages = vec![layout::thread(sample.segmented.clone(), &sample.style, scorers)];
    layout::tie(&mut pages, &HouseStyle::default());
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
        roles::headlines(truth, &found),
    ]
}

/// The blocks of a page document in its order; furniture is a story of its own each.
fn exported(document: &Value) -> Vec<Found> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let block = |block: &Value, story: String| Found { text: text(&block["text"]), role: text(&block["role"]), story };
    let mut found = Vec::new();
    for page in list(document, "pages") {
        for story in list(&page, "stories") {
            found.extend(list(&story, "blocks").iter().map(|one| block(one, text(&story["id"]))));
        }
        let furniture = list(&page, "furniture");
        found.extend(furniture.iter().enumerate().map(|(index, one)| block(one, format!("furniture {index}"))));
    }
    found.retain(|block| !block.text.trim().is_empty());
    found
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
