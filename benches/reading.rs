//! The way of one page, step by step: open, layout, galley, facsimile. Runs on the demo edition, and on the
//! shared pages beside the project where they are at hand (`FOLDLINE_SHARED` names another place).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use foldline::app::demo;
use foldline::cli::OpenArgs;
use foldline::house_style::library::Library;
use foldline::layout::{self, Structure};
use foldline::model::edition::Edition;
use foldline::model::page::Page;
use foldline::model::sheet::Sheet;
use foldline::sources::{self, Content, OpenOptions};
use foldline::typeset::Measure;
use foldline::typeset::facsimile::{self, Zoom};
use foldline::typeset::galley;
use foldline::typeset::width::WidthModel;
use foldline::ui::action::Action;
use foldline::ui::draw;
use foldline::ui::state::{MouseOwner, State};
use foldline::ui::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::PathBuf;
use std::sync::LazyLock;

/// A page to measure on.
struct Sample {
    name: String,
    bytes: Vec<u8>,
    sheet: Sheet,
    page: Page,
}

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples);

fn samples() -> Vec<Sample> {
    let shared = std::env::var_os("FOLDLINE_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let mut files: Vec<(String, Vec<u8>)> =
        demo::pages().iter().take(2).map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    for name in ["seed/pdf", "typeset/zh-11-00", "typeset/en-11-01"] {
        match std::fs::read(shared.join("pages").join(name).join("page.pdf")) {
            Ok(bytes) => files.push((name.to_owned(), bytes)),
            Err(_) => println!("skipped {name}: the shared pages are not here"),
        }
    }
    files.into_iter().filter_map(|(name, bytes)| sample(name, bytes)).collect()
}

fn sample(name: String, bytes: Vec<u8>) -> Option<Sample> {
    let opened = sources::read(&name, &bytes, &OpenOptions::default()).ok()?;
    let Content::Sheets(sheets) = opened.content else { return None };
    let sheet = sheets.into_iter().next()?;
    let style = Library::built_in().choose(&layout::clues(&sheet));
    let page = layout::read(&sheet, &style, Structure::Given);
    Some(Sample { name, bytes, sheet, page })
}

fn names() -> impl Iterator<Item = &'static str> {
    SAMPLES.iter().map(|sample| sample.name.as_str())
}

#[expect(clippy::expect_used, reason = "benches ask for samples by their own names")]
fn named(name: &str) -> &'static Sample {
    SAMPLES.iter().find(|sample| sample.name == name).expect("a sample of this name")
}

/// Bytes to sheets.
#[divan::bench(args = names())]
fn open(bencher: Bencher, name: &str) {
    let sample = named(name);
    bencher.bench(|| sources::read(&sample.name, black_box(&sample.bytes), &OpenOptions::default()).is_ok());
}

/// Sheet to page.
#[divan::bench(args = names())]
fn layout(bencher: Bencher, name: &str) {
    let sample = named(name);
    let style = Library::built_in().choose(&layout::clues(&sample.sheet));
    bencher.bench(|| layout::read(black_box(&sample.sheet), &style, Structure::Given));
}

/// Page to cells, every line legible.
#[divan::bench(args = names())]
fn facsimile(bencher: Bencher, name: &str) {
    let sample = named(name);
    bencher.bench(|| facsimile::draw(black_box(&sample.page), Zoom::Full, &WidthModel::default()));
}

/// Every story of the page at a reading measure.
#[divan::bench(args = names())]
fn galley(bencher: Bencher, name: &str) {
    let sample = named(name);
    bencher.bench(|| {
        let lines = |id| galley::set(&sample.page, id, Measure(80), &WidthModel::default()).lines.len();
        sample.page.story_ids().map(lines).sum::<usize>()
    });
}

/// From a key to the finished buffer, 200 columns by 60 rows: the cursor moves, on the page and in a story; the page
/// is drawn at another scale; a story is opened and left.
#[divan::bench(args = names().flat_map(|name| ["move", "read", "zoom", "open"].map(|keys| format!("{keys} {name}"))))]
fn frame(bencher: Bencher, what: &str) {
    let (keys, name) = what.split_once(' ').unwrap_or_default();
    let edition = Edition { pages: vec![named(name).page.clone()].into(), ..Edition::default() };
    let mut state = State::new(edition, WidthModel::narrow(), (200, 60), 1, MouseOwner::default());
    let theme = Theme::new(Depth::True, Some((0, 0, 0)));
    let press = |state: &mut State, code| {
        state.update(Action::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    };
    if keys == "read" {
        press(&mut state, KeyCode::Tab);
    }
    let pair = match keys {
        "zoom" => [KeyCode::Char('='), KeyCode::Char('=')],
        "open" => [KeyCode::Tab, KeyCode::Tab],
        _ => [KeyCode::Char('j'), KeyCode::Char('k')],
    };
    let mut turn = pair.into_iter().cycle();
    bencher.bench_local(|| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        press(&mut state, turn.next().unwrap_or(KeyCode::Null));
        draw::draw(&state, &theme, &mut buffer);
        buffer
    });
}

/// The demo edition from its bytes to stories.
#[divan::bench]
fn demo_edition() -> usize {
    foldline::app::open::edition(&[], &OpenArgs::default()).map_or(0, |edition| edition.pages.len())
}

fn main() {
    divan::main();
}
