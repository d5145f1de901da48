//! What is given any bytes at all and has to bear them: one function each, for `cargo fuzz` and for the short run of
//! `cargo test --test hostile`. Fine is whatever ends, without a panic and with nothing lost of what is checked here.

use foldline::app::config::Config;
use foldline::cli::OpenArgs;
use foldline::house_style::HouseStyle;
use foldline::house_style::library::Library;
use foldline::layout::{self, Structure};
use foldline::model::page::Page;
use foldline::sources::{self, Content, OpenOptions};
use foldline::typeset::facsimile::{self, Zoom};
use foldline::typeset::width::WidthModel;
use foldline::typeset::{Measure, galley};

/// A page that corrections are made on.
const PAGE: &str =
    "河湾渡口恢复夜航\n\n　　入夜后，渡口的灯一盏一盏亮起来。\n\nFerry returns\n\nThe old ferry was back at dawn.\n";

/// Opens bytes as a file and lays out what is in it.
fn pages(bytes: &[u8]) -> Vec<Page> {
    let Ok(opened) = sources::read("fuzzed", bytes, &OpenOptions::default()) else { return Vec::new() };
    let library = Library::built_in();
    match opened.content {
        Content::Sheets(sheets) => {
            let style = |sheet| library.choose(&layout::clues(sheet));
            sheets.iter().take(4).map(|sheet| layout::read(sheet, &style(sheet), Structure::default())).collect()
        }
        Content::Extracts(extracts) => {
            let style = |extract| library.choose(&layout::clues_of_extract(extract));
            extracts.iter().take(4).map(|extract| layout::paste_up(extract, &style(extract), 1)).collect()
        }
    }
}

/// PDF, also what only says that it is one.
pub fn pdf(bytes: &[u8]) {
    pages(bytes);
}

/// ALTO, METS, PAGE and other XML.
pub fn xml(bytes: &[u8]) {
    pages(bytes);
}

/// hOCR and saved pages.
pub fn hocr(bytes: &[u8]) {
    pages(bytes);
}

/// Plain text in any encoding.
pub fn text(bytes: &[u8]) {
    pages(bytes);
}

/// Layouts.
pub fn layouts(bytes: &[u8]) {
    let _ = HouseStyle::parse(&String::from_utf8_lossy(bytes), "fuzzed.toml", None);
}

/// Configs.
pub fn config(bytes: &[u8]) {
    let _ = Config::parse(&String::from_utf8_lossy(bytes), "fuzzed.toml");
}

/// Corrections beside a page: whatever they say, no character of the page goes.
pub fn sidecar(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let page = folder.path().join("page.txt");
    let written =
        std::fs::write(&page, PAGE).and_then(|()| std::fs::write(folder.path().join("page.txt.foldline.toml"), bytes));
    if written.is_err() {
        return;
    }
    let Ok(edition) = foldline::app::open::edition(&[page], &OpenArgs::default()) else { return };
    let text: String =
        edition.pages.iter().flat_map(|page| page.blocks.iter().map(|block| block.text.as_str())).collect();
    assert_eq!(letters(&text), letters(PAGE), "corrections change no text");
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Lines of the standard input of `foldline worker`.
pub fn worker(bytes: &[u8]) {
    foldline::app::is_request(bytes);
}

/// Stories at a measure: the first byte tells how wide.
pub fn setter(bytes: &[u8]) {
    let Some((measure, bytes)) = bytes.split_first() else { return };
    for page in pages(bytes) {
        for story in page.story_ids() {
            let galley = galley::set(&page, story, Measure(u16::from(*measure)), &WidthModel::narrow());
            assert!(galley.lines.len() < 1 << 24, "lines are of a text that is there");
        }
    }
}

/// Pages in cells: the first two bytes tell how.
pub fn facsimile(bytes: &[u8]) {
    let [how, size, bytes @ ..] = bytes else { return };
    let size = u16::from(*size) * 2;
    let zoom = match how % 3 {
        0 => Zoom::Fit { columns: size, rows: size / 3 },
        1 => Zoom::Columns(size),
        _ => Zoom::Full,
    };
    for page in pages(bytes) {
        facsimile::draw(&page, zoom, &WidthModel::narrow());
    }
}

/// What is given any bytes.
type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: &[(&str, Target)] = &[
    ("pdf", pdf),
    ("xml", xml),
    ("hocr", hocr),
    ("text", text),
    ("layouts", layouts),
    ("config", config),
    ("sidecar", sidecar),
    ("worker", worker),
    ("setter", setter),
    ("facsimile", facsimile),
];
