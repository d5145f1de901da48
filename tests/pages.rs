//! Small pages, each with one trap: what they are read as, against the truth and against goldens.
//!
//! Every folder of `tests/pages` holds a `page.toml` for the page maker. The page is laid out; stories, heads and
//! captions must be those of the page's truth; then blocks, reading text and a screen must be those of the goldens.
//! `UPDATE_PAGES=1` writes the goldens, but never for a page that is read wrongly: such a page stands in `known.txt`
//! with the reason, has no goldens, and must leave the list as soon as it is read rightly. The pages of the demo
//! edition are checked the same way, without goldens. `PAGES_SHOW=name` prints how a page is read.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "pages/generated.rs"]
mod generated;
mod maker;

use foldline::house_style::library::Library;
use foldline::layout::{self, Structure};
use foldline::model::page::Page;
use foldline::model::pages::Pages;
use foldline::model::role::Role;
use foldline::model::sheet::Sheet;
use foldline::typeset::facsimile::{self, Zoom};
use foldline::typeset::width::WidthModel;
use maker::marks::{Made, TrueBlock};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

#[test]
fn pages_are_read_as_they_are_meant() {
    let known = known();
    let mut wrong = Vec::new();
    let sources = sources();
    for (name, source) in &sources {
        let made = maker::make(&std::fs::read_to_string(source).unwrap());
        let page = read(&made.as_given());
        let faults = faults(&made, &page);
        if std::env::var_os("PAGES_SHOW").is_some_and(|shown| shown == name.as_str()) {
            println!("{}\n{}", blocks(&page), reading(&page));
        }
        match (known.get(name), faults.is_empty()) {
            (None, true) if name.starts_with("demo/") => {}
            (None, true) => wrong.extend(golden_faults(source.parent().unwrap(), &page)),
            (Some(_), true) => wrong.push(format!("{name} is read rightly: take it out of known.txt")),
            (None, false) => wrong.push(format!("{name} is read wrongly:\n    {}", faults.join("\n    "))),
            (Some(reason), false) => println!("{name}: {reason}\n    {}", faults.join("\n    ")),
        }
    }
    let missing = known.keys().filter(|known| !sources.contains_key(*known));
    wrong.extend(missing.map(|known| format!("known.txt names no page: {known}")));
    assert!(wrong.is_empty(), "{}\n(UPDATE_PAGES=1 accepts new goldens)", wrong.join("\n"));
}

#[test]
fn the_demo_edition_is_what_its_sources_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo");
    let sources = files(&folder, "toml");
    assert!(sources.len() >= 3);
    for source in sources {
        let made = maker::make(&std::fs::read_to_string(&source).unwrap());
        let built = maker::pdf_of(std::slice::from_ref(&made));
        let kept = std::fs::read(source.with_extension("pdf")).unwrap();
        assert!(built == kept, "{}: run `cargo run --example make_page -- layouts/demo/*.toml`", source.display());
    }
}

/// The sheet made directly, and the sheet read back from the PDF, hold the same glyphs in the same places.
#[test]
fn the_pdf_of_a_page_gives_the_sheet_of_the_page() {
    for folder in folders() {
        let made = maker::make(&std::fs::read_to_string(folder.join("page.toml")).unwrap());
        let name = folder.display().to_string();
        let bytes = maker::pdf_of(std::slice::from_ref(&made));
        let opened = foldline::sources::read(&name, &bytes, &Default::default()).unwrap();
        let foldline::sources::Content::Sheets(sheets) = opened.content else { panic!("{name}: no sheets") };
        compare(&name, &made.sheet(), &sheets[0]);
    }
}

fn compare(name: &str, made: &Sheet, read: &Sheet) {
    let glyphs = |sheet: &Sheet| {
        let near = |v: f32| (v * 4.0).round() as i32;
        let runs = sheet.runs.iter().filter(|run| !run.text.trim().is_empty());
        let mut list: Vec<_> = runs.map(|run| (run.text.to_string(), run.bbox.to_array().map(near))).collect();
        list.sort();
        list
    };
    let (a, b) = (glyphs(made), glyphs(read));
    assert_eq!(a.len(), b.len(), "{name}: number of glyphs");
    type Placed = (String, [i32; 4]);
    let far = |(x, y): (&Placed, &Placed)| x.0 != y.0 || x.1.iter().zip(y.1).any(|(p, q)| (p - q).abs() > 1);
    let off: Vec<_> = a.iter().zip(&b).filter(|pair| far(*pair)).take(4).collect();
    assert!(off.is_empty(), "{name}: made and read in quarter points: {off:?}");
    assert_eq!(made.pictures.len(), read.pictures.len(), "{name}: pictures");
    assert_eq!(made.boxes.len(), read.boxes.len(), "{name}: boxes");
    assert_eq!(made.rules.len(), read.rules.len(), "{name}: rules");
}

fn read(sheet: &Sheet) -> Page {
    let style = Library::built_in().choose(&layout::clues(sheet));
    let mut pages = Pages::from(vec![layout::read(sheet, &style, Structure::default())]);
    layout::tie(&mut pages, &style.jumps);
    pages.remove(0)
}

/// Letters and digits only, compatibility forms folded: what two prints of one text share.
fn norm(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

fn apart(role: &str) -> bool {
    matches!(role, "caption" | "credit" | "pullquote")
}

/// What is wrong with a page, in words.
fn faults(made: &Made, page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for id in page.story_ids() {
        let (mut running, mut beside) = (String::new(), String::new());
        for paragraph in page.paragraphs(&page.story(id).blocks) {
            let into = if apart(paragraph.role.word()) { &mut beside } else { &mut running };
            into.push_str(&norm(&paragraph.text));
        }
        found.push((running, beside));
    }
    for (id, blocks) in &made.truth.stories {
        let running: String = blocks.iter().filter(|b| !apart(&b.role)).map(|b| norm(&b.text)).collect();
        let Some((_, beside)) = found.iter().find(|(text, _)| *text == running) else {
            faults.push(format!("story {id:?} is not read as it runs{}", nearest(&running, &found)));
            continue;
        };
        for b in blocks.iter().filter(|b| apart(&b.role) && !beside.contains(&norm(&b.text))) {
            faults.push(format!("{} {:?} is not with story {id:?}", b.role, b.text));
        }
    }
    let extra = found.len().saturating_sub(made.truth.stories.len());
    if extra > 0 && faults.is_empty() {
        faults.push(format!("{extra} stories too many"));
    }
    let all = made.truth.stories.iter().flat_map(|(_, blocks)| blocks).chain(&made.truth.furniture);
    faults.extend(all.filter_map(|block| block_fault(block, page)));
    faults
}

/// Where the story that begins most alike turns off.
fn nearest(wanted: &str, found: &[(String, String)]) -> String {
    let common = |text: &str| text.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let Some((text, _)) = found.iter().max_by_key(|(text, _)| common(text)) else { return ": no stories".into() };
    let at = common(text);
    let some = |text: &str| text.chars().skip(at).take(16).collect::<String>();
    let before: String = text.chars().take(at).skip(at.saturating_sub(12)).collect();
    format!(": after {before:?} comes {:?}, not {:?}", some(text), some(wanted))
}

/// A block whose role is not the true one, or whose blanks and hyphens are not as a person would type them. Credits within captions are right either way.
fn block_fault(block: &TrueBlock, page: &Page) -> Option<String> {
    let wanted = norm(&block.text);
    if wanted.is_empty() {
        return None;
    }
    let ids = page.order.clone();
    let paragraphs = page.paragraphs(&ids);
    let same = paragraphs.iter().find(|p| norm(&p.text) == wanted);
    // A few words may stand in several paragraphs by chance.
    let mut holding = paragraphs.iter().filter(|p| norm(&p.text).contains(&wanted));
    let meant = holding.clone().find(|p| p.role.word() == block.role);
    let within = meant.or_else(|| holding.next());
    let piece = paragraphs.iter().find(|p| wanted.starts_with(&norm(&p.text)) && !norm(&p.text).is_empty());
    let role = same.or(within).or(piece).map(|p| p.role)?;
    let plain = |text: &str| text.nfkc().collect::<String>();
    // Heads of Han break where a blank may be meant or not.
    let exact = block.role == "body" || !page.lang.is_han();
    if let Some(other) = same.filter(|p| exact && plain(&p.text) != plain(&block.text)) {
        return Some(format!("{} {:?} is spelled {:?}", block.role, block.text, other.text));
    }
    let picture_text = |role: &str| matches!(role, "caption" | "credit");
    let fine = role.word() == block.role
        || (picture_text(&block.role) && picture_text(role.word()))
        || (block.role == "folio" && role == Role::Furniture)
        || (block.role == "furniture" && role.is_furniture());
    (!fine).then(|| format!("{} {:?} is read as {}", block.role, block.text, role.word()))
}

fn golden_faults(folder: &Path, page: &Page) -> Vec<String> {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut wrong = Vec::new();
    for (name, text) in [("blocks.txt", blocks(page)), ("reading.txt", reading(page)), ("screen.txt", screen(page))] {
        let path = folder.join(name);
        if update {
            std::fs::write(&path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let at = kept.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
        if kept != text {
            let line = |text: &str| text.lines().nth(at).unwrap_or("the end").to_owned();
            wrong.push(format!("{}, line {}:\n  - {}\n  + {}", path.display(), at + 1, line(&kept), line(&text)));
        }
    }
    wrong
}

/// Role, reason and beginning of every block in reading order.
fn blocks(page: &Page) -> String {
    let mut out = String::new();
    for id in &page.order {
        let block = page.block(*id);
        let start: String = block.text.chars().take(40).collect();
        writeln!(out, "{:<9} {} | {}", block.role.word(), start, block.because.0).unwrap();
    }
    out
}

/// The stories as they are read.
fn reading(page: &Page) -> String {
    let mut out = String::new();
    for id in page.story_ids() {
        writeln!(out, "=== {}", page.title(id)).unwrap();
        for paragraph in page.paragraphs(&page.story(id).blocks) {
            writeln!(out, "[{}] {}", paragraph.role.word(), paragraph.text).unwrap();
        }
        out.push('\n');
    }
    out
}

/// The page in its printed shape, a hundred cells wide: the first rows, as a screen shows them.
fn screen(page: &Page) -> String {
    let text = facsimile::draw(page, Zoom::Columns(100), &WidthModel::default()).to_text();
    text.lines().take(45).map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut found: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.join("page.toml").is_file());
    found.sort();
    found
}

/// Name and `page.toml` of every page; those of the demo edition are `demo/...` and have no goldens.
fn sources() -> BTreeMap<String, PathBuf> {
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let demo = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo"), "toml");
    let demo = demo.into_iter().map(|path| (format!("demo/{}", name(&path)), path));
    folders().into_iter().map(|folder| (name(&folder), folder.join("page.toml"))).chain(demo).collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|e| e == extension));
    found.sort();
    found
}

/// `name: reason` of the pages that are still read wrongly.
fn known() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/known.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let entries = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    entries.map(|(name, reason)| (name.to_owned(), reason.to_owned())).collect()
}
