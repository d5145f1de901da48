//! Draws newspaper pages of every design, with their truth:
//!
//! ```sh
//! cargo run --release --example press -- OUT SEED COUNT [--family F] [--house N] [--view]
//! cargo run --release --example press -- --check SEED COUNT [--family F]
//! cargo run --release --example press -- --robust SEED COUNT
//! cargo run --release --example press -- --learn SEED HOUSES
//! ```
//!
//! With `--house` all pages are of the house of page N. Each page is a folder with `sheet.json` (a `Sheet`), `truth.json` and, with `--view`, `page.svg`. `--check` reads the
//! pages with the layout and prints how well by family; `--robust` only reads them, and `--learn` reads pages of each
//! house with and without what was learned from three others.

#![allow(clippy::print_stdout, reason = "a program that prints what it does")]

mod check;
mod lessons;
#[path = "lib.rs"]
mod press;
#[cfg(test)]
mod tests;
mod view;

use anyhow::{Context, Result, bail};
use press::{Drawn, Family};
use std::path::Path;

const USAGE: &str = "usage: press OUT SEED COUNT [--family F] [--house N] [--view] | --check SEED COUNT [--family F] | --robust SEED COUNT | --learn SEED HOUSES";

fn main() -> Result<()> {
    let mut plain = Vec::new();
    let (mut family, mut house, mut view, mut mode) = (None, None, false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--family" => family = Some(family_named(&arguments.next().context("--family needs a name")?)?),
            "--house" => house = Some(arguments.next().context("--house needs a number")?.parse()?),
            "--view" => view = true,
            "--check" | "--robust" | "--learn" => mode = Some(argument),
            _ => plain.push(argument),
        }
    }
    match (mode.as_deref(), plain.as_slice()) {
        (Some("--check"), [seed, count]) => check::table(seed.parse()?, count.parse()?, family),
        (Some("--learn"), [seed, count]) => lessons::table(seed.parse()?, count.parse()?),
        (Some(_), [seed, count]) => check::robust(seed.parse()?, count.parse()?),
        (None, [out, seed, count]) => {
            let draw = |seed, number| match house {
                None => press::page_of(seed, number, family),
                Some(house) => press::page_in_house(seed, house, number, family),
            };
            write(Path::new(out), seed.parse()?, count.parse()?, &draw, view)
        }
        _ => bail!(USAGE),
    }
}

fn family_named(name: &str) -> Result<Family> {
    let found = Family::ALL.into_iter().find(|family| family.name() == name);
    found.with_context(|| format!("{name}: no family; there are {}", Family::ALL.map(Family::name).join(", ")))
}

fn write(out: &Path, seed: u64, count: u32, draw: &dyn Fn(u64, u32) -> Drawn, view: bool) -> Result<()> {
    for number in 0..count {
        let drawn = draw(seed, number);
        let folder = out.join(format!("{}-{seed}-{number}", drawn.language.tag()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("sheet.json"), serde_json::to_vec(&drawn.sheet)?)?;
        std::fs::write(folder.join("truth.json"), serde_json::to_vec(&drawn.truth)?)?;
        if view {
            std::fs::write(folder.join("page.svg"), view::svg(&drawn.sheet))?;
        }
        let (name, count) = (drawn.family.name(), drawn.truth.stories.len());
        println!("{} {name}, {count} stories: {}", folder.display(), drawn.traits.join(" "));
    }
    Ok(())
}
