//! The page in cells at every width, on real pages: nothing overlaps, nothing is lost, columns are straight. The demo
//! edition always, the shared pages where they are at hand; `FOLDLINE_LONG=1` leaves no width out.

use foldline::app::open;
use foldline::cli::OpenArgs;
use foldline::model::edition::Edition;
use foldline::model::page::{BlockId, Page};
use foldline::model::role::Role;
use foldline::typeset::facsimile::{Facsimile, Zoom, draw};
use foldline::typeset::width::WidthModel;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

/// Cells across, from the narrowest terminal to a wall of them.
fn columns() -> impl Iterator<Item = u16> {
    let step = std::env::var_os("FOLDLINE_LONG").map_or(if cfg!(debug_assertions) { 47 } else { 19 }, |_| 1);
    (20..=400).step_by(step)
}

fn no_cell_is_drawn_twice(drawn: &Facsimile, widths: &WidthModel, what: &str) {
    let (width, height) = (usize::from(drawn.width), drawn.height as usize);
    let mut taken = vec![false; width * height];
    for mark in &drawn.marks {
        assert_eq!(mark.width, widths.str(&mark.text), "{what}: {mark:?}");
        assert!(mark.x + mark.width <= drawn.width && mark.y < drawn.height, "{what}: outside: {mark:?}");
        for x in mark.x..mark.x + mark.width {
            let cell = &mut taken[mark.y as usize * width + usize::from(x)];
            assert!(!std::mem::replace(cell, true), "{what}: two marks in one cell: {mark:?}");
        }
    }
}

/// Letters and digits of a text, counted. In vertical text they have full-width forms, and marks forms of their own.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut found = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        let plain = char::from_u32(c as u32 - 0xfee0 * u32::from(('！'..='～').contains(&c)));
        *found.entry(plain.unwrap_or(c)).or_insert(0) += 1;
    }
    found
}

fn nothing_is_lost(page: &Page, drawn: &Facsimile, widths: &WidthModel, what: &str) {
    // A paragraph that runs over several columns is one text.
    for whole in page.paragraphs(&page.order) {
        let marks = whole.blocks.iter().flat_map(|id| drawn.marks_of(*id));
        let shown: String = marks.map(|mark| mark.text.as_str()).collect();
        assert_eq!(letters(&shown), letters(&widths.sanitize(&whole.text)), "{what}: lost of {:?}", whole.text);
    }
}

/// Lines that are flush in print are flush in cells.
fn columns_are_straight(page: &Page, drawn: &Facsimile, what: &str) {
    for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Body && !block.vertical) {
        let printed = page.lines_of(BlockId(at as u32)).get(1..).unwrap_or_default();
        let inset = |line: &foldline::model::page::Line| (line.bbox.left - block.bbox.left).0 > 0.2 * line.size.0;
        if printed.iter().any(|line| inset(line) || line.inset.0 > 0.0) {
            continue;
        }
        let mut rows: BTreeMap<u32, u16> = BTreeMap::new();
        for mark in drawn.marks_of(BlockId(at as u32)) {
            let first = rows.entry(mark.y).or_insert(mark.x);
            *first = mark.x.min(*first);
        }
        let starts: HashSet<u16> = rows.values().skip(1).copied().collect();
        assert!(starts.len() <= 1, "{what}: {starts:?} of {:?}", block.text);
    }
}

fn sweep(edition: &Edition, name: &str) {
    let mut drawn_pages = 0;
    for page in &edition.pages {
        for columns in columns() {
            for widths in [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe()] {
                let what = format!("{name}, page {}, {columns} cells, {widths:?}", page.number);
                let drawn = draw(page, Zoom::Columns(columns), &widths);
                assert_eq!(drawn.width, columns, "{what}");
                no_cell_is_drawn_twice(&drawn, &widths, &what);
                nothing_is_lost(page, &drawn, &widths, &what);
                columns_are_straight(page, &drawn, &what);
                let window = draw(page, Zoom::Fit { columns, rows: columns / 3 }, &widths);
                no_cell_is_drawn_twice(&window, &widths, &what);
                drawn_pages += 1;
            }
        }
    }
    println!("{name}: {} pages drawn {drawn_pages} times", edition.pages.len());
}

#[test]
fn the_demo_edition_is_sound_at_every_width() {
    let edition = open::edition(&[], &OpenArgs::default()).unwrap_or_default();
    assert!(!edition.pages.is_empty());
    sweep(&edition, "demo");
}

#[test]
fn the_shared_pages_are_sound_at_every_width() {
    let shared = std::env::var_os("FOLDLINE_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let mut files = vec![shared.join("pages/seed/pdf/page.pdf")];
    let folders = std::fs::read_dir(shared.join("pages/typeset")).into_iter().flatten().flatten();
    files.extend(folders.map(|folder| folder.path().join("page.pdf")));
    files.retain(|file| file.exists());
    if files.is_empty() {
        println!("skipped: the shared pages are not here");
        return;
    }
    files.sort();
    for file in files {
        let edition = open::edition(std::slice::from_ref(&file), &OpenArgs::default()).unwrap_or_default();
        sweep(&edition, &file.display().to_string());
    }
}
