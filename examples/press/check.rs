//! Reads drawn pages with the layout: how well by family, so that a drawing that no reader could read shows.

#[allow(dead_code, reason = "it measures more than is shown here")]
#[path = "../evaluate/align.rs"]
mod align;
#[path = "../evaluate/assignment.rs"]
mod assignment;
#[path = "../evaluate/found.rs"]
mod found;
#[path = "../evaluate/fuzzy.rs"]
mod fuzzy;
#[path = "../evaluate/roles.rs"]
mod roles;
#[allow(dead_code, reason = "it measures more than is shown here")]
#[path = "../evaluate/stories.rs"]
mod stories;
#[allow(dead_code, reason = "it reads files as well")]
#[path = "../evaluate/truth.rs"]
mod truth;

use super::press::truth::{TrueBlock, Truth};
use super::press::{Drawn, Family, page, page_of};
use anyhow::Result;
use foldline::export::json;
use foldline::house_style::library::Library;
use foldline::layout::{self, Structure};
use foldline::model::edition::Edition;
use foldline::model::page::Page;
use found::{Found, exported};
use std::collections::BTreeMap;
use std::time::Instant;

/// What is measured.
pub const COLUMNS: [&str; 6] = ["keep", "succ", "pairF", "PQ", "role", "headF"];

/// A row of figures; nothing where there is nothing to measure.
pub type Row = [Option<f64>; COLUMNS.len()];

/// Reads a page as the program does, in the house style that fits it best.
fn read(drawn: &Drawn, library: &Library) -> Page {
    let style = library.choose(&layout::clues(&drawn.sheet));
    layout::read(&drawn.sheet, &style, Structure::Ours)
}

/// Prints the means of each family, and of all; with `FOLDLINE_PRESS_ROWS` set, every page as well.
pub fn table(seed: u64, count: u32, family: Option<Family>) -> Result<()> {
    let library = Library::built_in();
    let rows_wanted = std::env::var_os("FOLDLINE_PRESS_ROWS").is_some();
    let mut by_family: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    let (mut drawing, mut reading) = (0.0, 0.0);
    for number in 0..count {
        let start = Instant::now();
        let drawn = page_of(seed, number, family);
        drawing += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let page = read(&drawn, &library);
        reading += start.elapsed().as_secs_f64();
        let row = measured(&drawn.truth, page)?;
        if rows_wanted {
            println!("{:24} {}", format!("{} {number} {}", drawn.language.tag(), drawn.family.name()), shown(&row));
        }
        by_family.entry(drawn.family.name()).or_default().push(row);
    }
    println!("{:24} {}", "family", COLUMNS.map(|name| format!("{name:>5}")).join(" "));
    for (name, rows) in &by_family {
        println!("{:24} {}", format!("{name} ({})", rows.len()), shown(&means(rows)));
    }
    let all: Vec<Row> = by_family.into_values().flatten().collect();
    println!("{:24} {}", format!("all ({})", all.len()), shown(&means(&all)));
    println!("{:.1} pages drawn a second, {:.1} read", f64::from(count) / drawing, f64::from(count) / reading);
    Ok(())
}

/// Only reads pages: a panic would end it.
pub fn robust(seed: u64, count: u32) -> Result<()> {
    let library = Library::built_in();
    for number in 0..count {
        let page = read(&page(seed, number), &library);
        if page.order.len() != page.blocks.len() {
            println!("page {number}: {} blocks, {} in order", page.blocks.len(), page.order.len());
        }
    }
    println!("{count} pages read");
    Ok(())
}

/// How well a page was read.
pub fn measured(whole: &Truth, page: Page) -> Result<Row> {
    let truth = blocks(whole);
    let edition = Edition { pages: vec![page].into(), ..Edition::default() };
    let found = exported(&serde_json::to_value(json::document(&edition, &|_| true, &|_| true))?);
    let aligned = align::lines(&truth, &found, align::compared);
    let order = stories::order(&truth, &aligned);
    let groups = stories::groups(&truth, &found, &aligned, align::compared);
    Ok([
        Some(aligned.found_share()),
        Some(order.succession),
        groups.as_ref().map(|groups| groups.pair_f),
        groups.as_ref().map(|groups| groups.panoptic),
        roles::by_characters(&truth, &found, &aligned),
        roles::headlines(&truth, &found),
    ])
}

/// The truth as the scores take it, line by line.
fn blocks(whole: &Truth) -> Vec<truth::Block> {
    let of_stories = whole.stories.iter().flat_map(|story| &story.blocks);
    of_stories.chain(&whole.furniture).map(block).collect()
}

fn block(block: &TrueBlock) -> truth::Block {
    truth::Block {
        story: block.story.clone(),
        role: block.role.word().to_owned(),
        text: block.text.clone(),
        corner: (f64::from(block.bbox[0]), f64::from(block.bbox[1])),
        lines: block.lines.iter().map(|line| line.text.clone()).collect(),
    }
}

/// The means of the columns.
pub fn means(rows: &[Row]) -> Row {
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
