//! Scores foldline on folders of pages with truth: a row a page, and means.
//!
//! ```sh
//! cargo run --release --example evaluate -- FOLDER...
//! cargo run --release --example evaluate -- --found FOUND FOLDER...
//! cargo run --release --example evaluate -- --given FILE...
//! cargo run --release --example evaluate -- --floors FILE [--raise] [--before FILE]... PAGES
//! ```
//!
//! With `--found` the pages are scored as another tool read them: `FOUND` has a JSON for each page folder, by its name
//! (benchmark/README.md tells what stands in it). A page without one counts as a page of which nothing was read.
//!
//! With `--given` the truth is what the files themselves say of their articles (METS with ALTO, PAGE XML). For each file
//! it is told how many of its articles are stories, whole and in order, with every line that differs, and each page has
//! two rows: read with that structure, and as `--structure ours` reads it.
//!
//! With `--floors` the means of some sets below a folder of pages are held against a file of floors; `--raise` writes
//! what has risen, and `--before` names earlier versions of the file, under which a floor falls only with a reason.
//!
//! A page folder holds `page.pdf` or `page.txt`, and `truth.json` (stories with blocks of role and text) or
//! `gt.json` (blocks with story, role and lines). A folder of page folders gives their means.
//! The columns, 1 best except where marked:
//!
//! | column | meaning |
//! | --- | --- |
//! | keep | share of the truth's characters found in the export; lost text is the worst fault |
//! | succ | truth lines that follow each other in a story and do so in the export |
//! | jump | the same, only where the story changes column |
//! | pairF | F1 over pairs of lines: same story? |
//! | PQ | stories matched at IoU above 0.5, panoptic quality |
//! | art8 | F1 of stories right to 80 % of their characters |
//! | cer | edit distance of a story's text against the export's story (0 best) |
//! | cerM | the same with marks |
//! | role | F1 of roles other than body, by characters, mean over the roles of the truth |
//! | headF | F1 of headlines by text |
//! | words | share of the truth's words that are words of the export; for Chinese and Japanese, of the blanks between Han |
//! | ms | open and layout, wall time |

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

mod align;
mod assignment;
mod floors;
mod found;
mod fuzzy;
mod given;
mod issue;
mod others;
mod roles;
mod stories;
mod truth;
mod words;

use anyhow::{Context, Result, bail};
use foldline::app::open;
use foldline::cli::OpenArgs;
use foldline::export::json;
use found::{Found, exported};
use std::path::{Path, PathBuf};
use std::time::Instant;
use truth::Truth;

const COLUMNS: [&str; 12] =
    ["keep", "succ", "jump", "pairF", "PQ", "art8", "cer", "cerM", "role", "headF", "words", "ms"];

/// One row of the table; nothing where the truth has nothing to measure.
type Row = [Option<f64>; COLUMNS.len()];

fn main() -> Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        println!(
            "usage: evaluate FOLDER... | --found FOUND FOLDER... | --given FILE... | --floors FILE [--raise] [--before FILE]... PAGES"
        );
    }
    if let Some((_, rest)) = folders.split_first().filter(|(first, _)| first.as_os_str() == "--floors") {
        return against_floors(rest);
    }
    if let Some((_, files)) = folders.split_first().filter(|(first, _)| first.as_os_str() == "--given") {
        return given_table(files);
    }
    if let Some((_, rest)) = folders.split_first().filter(|(first, _)| first.as_os_str() == "--found") {
        let [found, folders @ ..] = rest else { bail!("--found needs the folder of a tool's files, and page folders") };
        return folders.iter().try_for_each(|folder| table(folder, &|page| score_found(found, page)));
    }
    folders.iter().try_for_each(|folder| table(folder, &score))
}

/// A file of floors, options, and the folder of pages.
fn against_floors(arguments: &[PathBuf]) -> Result<()> {
    let [file, options @ .., pages] = arguments else { bail!("--floors needs a file and a folder of pages") };
    let (mut raise, mut before) = (false, Vec::new());
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match option.to_str() {
            Some("--raise") => raise = true,
            Some("--before") => before.push(options.next().context("--before needs a file")?.clone()),
            _ => bail!("{}: neither --raise nor --before", option.display()),
        }
    }
    floors::check(file, &before, raise, pages)
}

fn table(folder: &Path, score: &dyn Fn(&Path) -> Result<Row>) -> Result<()> {
    println!("\n{}\n{:28} {}", folder.display(), "page", COLUMNS.map(|name| format!("{name:>5}")).join(" "));
    let mut rows = Vec::new();
    for page in page_folders(folder)? {
        let name = page.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match score(&page) {
            Ok(row) => {
                println!("{name:28} {}", shown(&row));
                rows.push(row);
            }
            Err(error) => println!("{name:28} {error:#}"),
        }
    }
    println!("{:28} {}", format!("mean of {}", rows.len()), shown(&means(&rows)));
    Ok(())
}

fn given_table(files: &[PathBuf]) -> Result<()> {
    println!("{:36} {}", "page", COLUMNS.map(|name| format!("{name:>5}")).join(" "));
    let mut all: [Vec<Row>; 2] = [Vec::new(), Vec::new()];
    for file in files {
        let (issue, pages) = given::rows(file)?;
        let issue::Issue { articles, stories, whole, in_order, differences } = issue;
        println!("{}: {articles} articles, {stories} stories; {whole} whole, {in_order} in order", file.display());
        for difference in differences {
            println!("  {difference}");
        }
        for (name, rows) in pages {
            for ((row, list), how) in rows.into_iter().zip(&mut all).zip(["given", "ours"]) {
                println!("{:36} {}", format!("{name} {how}"), shown(&row));
                list.push(row);
            }
        }
    }
    for (rows, how) in all.iter().zip(["given", "ours"]) {
        println!("{:36} {}", format!("mean of {}, {how}", rows.len()), shown(&means(rows)));
    }
    Ok(())
}

fn means(rows: &[Row]) -> Row {
    std::array::from_fn(|column| {
        let values: Vec<f64> = rows.iter().filter_map(|row| row.get(column).copied().flatten()).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    })
}

fn shown(row: &Row) -> String {
    let cell = |(value, name): (&Option<f64>, &str)| match value {
        None => "  -  ".to_owned(),
        Some(value) if name == "ms" => format!("{value:5.0}"),
        Some(value) => format!("{value:5.3}"),
    };
    row.iter().zip(COLUMNS).map(cell).collect::<Vec<_>>().join(" ")
}

fn page_folders(folder: &Path) -> Result<Vec<PathBuf>> {
    if truth::is_here(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    inside.retain(|path| truth::is_here(path));
    inside.sort();
    Ok(inside)
}

fn score(folder: &Path) -> Result<Row> {
    let names = ["page.pdf", "page.xml", "page.html", "page.txt", "page.png"];
    let page = names.iter().map(|name| folder.join(name)).find(|path| path.exists()).context("no page here")?;
    let truth = truth::read(folder)?;
    let start = Instant::now();
    // What is measured is the layout, not what a person corrected.
    let args = OpenArgs { uncorrected: true, ..OpenArgs::default() };
    let edition = open::edition(&[page], &args)
        .map_err(|failure| anyhow::Error::msg(failure.message(true).unwrap_or_default()))?;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    let found = exported(&serde_json::to_value(json::document(&edition, &|_| true, &|_| true))?);
    Ok(measured(&truth, &found, ms))
}

/// A page as another tool read it.
fn score_found(found: &Path, page: &Path) -> Result<Row> {
    let name = page.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let blocks = others::read(found, &name)?.unwrap_or_else(|| {
        eprintln!("{}: no {name}.json, so nothing of this page was read", found.display());
        Vec::new()
    });
    let mut row = measured(&truth::read(page)?, &blocks, 0.0);
    // How long it took is not told.
    if let Some(ms) = row.last_mut() {
        *ms = None;
    }
    Ok(row)
}

fn measured(whole: &Truth, found: &[Found], ms: f64) -> Row {
    let truth = &whole.blocks;
    let aligned = align::lines(truth, found, align::compared);
    let order = stories::order(truth, &aligned);
    let groups = stories::groups(truth, found, &aligned, align::compared);
    let marked = align::lines(truth, found, align::with_marks);
    let marks = stories::groups(truth, found, &marked, align::with_marks);
    [
        Some(aligned.found_share()),
        Some(order.succession),
        order.jumps,
        groups.as_ref().map(|groups| groups.pair_f),
        groups.as_ref().map(|groups| groups.panoptic),
        groups.as_ref().map(|groups| groups.article_f8),
        groups.as_ref().map(|groups| groups.error_rate),
        marks.map(|groups| groups.error_rate),
        roles::by_characters(truth, found, &aligned),
        roles::headlines(truth, found),
        words::share(whole, found),
        Some(ms),
    ]
}
