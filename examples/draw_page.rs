//! Draws a page in its printed shape, as text or as a picture:
//! `cargo run --example draw_page -- PAGE [WIDTH] > page.txt`, and with `--svg` as SVG.

use foldline::export::drawing;
use foldline::typeset::facsimile::{self, Zoom};
use foldline::typeset::width::WidthModel;
use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let file = words.first().map_or("layouts/demo/3-feature.pdf", String::as_str);
    let width: u16 = words.get(1).map_or(Ok(120), |width| width.parse())?;
    let edition = foldline::open(file)?;
    for page in &edition.pages {
        let cells = facsimile::draw(page, Zoom::Columns(width), &WidthModel::default());
        let drawn = match flags.iter().any(|flag| flag == "--svg") {
            true => drawing::svg(&cells, &format!("{file}, page {}", page.number), &[]),
            false => cells.to_text(),
        };
        writeln!(std::io::stdout(), "{drawn}")?;
    }
    Ok(())
}
