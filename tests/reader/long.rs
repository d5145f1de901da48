//! Long sessions of keys and sizes rolled with dice, through the real program: it never panics, nothing stale is left
//! on the screen, and the terminal is given back. `FOLDLINE_LONG=1` plays them in full length.

use super::{Terminal, folder};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Keys and lines that are typed. Not among them: what quits, what writes elsewhere, what runs commands.
const TYPED: &[&str] = &[
    "h",
    "j",
    "k",
    "l",
    "J",
    "K",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\r",
    "o",
    "\t",
    " ",
    "b",
    "d",
    "u",
    "gg",
    "G",
    "2G",
    "50%",
    "n",
    "N",
    "t",
    "T",
    "f",
    "H",
    "L",
    "\x0f",
    "v",
    "y",
    "+",
    "-",
    "=",
    "w",
    "z",
    "i",
    "M",
    "?",
    "3J",
    "''",
    "\x0e",
    "\x10",
    "/the\r",
    "/的\r",
    "/x",
    ":theme night\r",
    ":theme terminal\r",
    ":panes three\r",
    ":measure 30\r",
    ":zoom full\r",
    ":story 2\r",
    ":nothing\r",
    "e",
    "<",
    ">",
    "&",
    "U",
    "r",
    "m",
];

const SIZES: [(u16, u16); 9] =
    [(80, 24), (120, 40), (200, 60), (1, 1), (40, 10), (13, 7), (250, 3), (3, 60), (100, 30)];

/// So many keys between two looks at the screen.
const BETWEEN: usize = 20;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The demo, whose pages the keys go through, and the typeset pages when they are there.
fn pages() -> Vec<Option<PathBuf>> {
    let shared = std::env::var_os("FOLDLINE_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let mut demo: Vec<Option<PathBuf>> = vec![None];
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo");
    let files = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    demo.extend(files(&own).into_iter().filter(|path| path.extension().is_some_and(|e| e == "pdf")).map(Some));
    let typeset = files(&shared.join("pages/typeset"));
    if typeset.is_empty() {
        println!("typeset pages are not here; only the demo is tried");
    }
    demo.extend(typeset.into_iter().map(|folder| Some(folder.join("page.pdf"))));
    demo
}

/// Every cell but those of the last row: text, colors, weight.
fn look(screen: &vt100::Screen) -> Vec<Vec<String>> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let cell = |row: u16, column: u16| {
        let cell = screen.cell(row, column).unwrap();
        if cell.is_wide_continuation() {
            // It looks as the character does whose half it is, whatever this terminal remembers of it.
            return "half".to_owned();
        }
        let text = cell.contents().trim_end().to_owned();
        // Nobody sees the color or the weight of a blank; and this terminal cannot be bold and dim at once.
        let letters = (!text.is_empty()).then(|| (cell.fgcolor(), cell.bold() || cell.dim()));
        format!("{text:?} {letters:?} {:?} {} {}", cell.bgcolor(), cell.underline(), cell.inverse())
    };
    (0..rows - 1).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
}

fn play(page: Option<&Path>, keys: usize, seed: u64) {
    let folder = folder();
    let mut args = vec!["--fresh"];
    if let Some(page) = page {
        std::fs::copy(page, folder.path().join("page.pdf")).unwrap();
        args.push("page.pdf");
    }
    let name = page.map_or("the demo".to_owned(), |page| page.display().to_string());
    let terminal = Terminal::open(100, 30, folder.path(), &args);
    terminal.until_shows(if page.is_some() { "1 page" } else { "page 1 of" });
    let (mut dice, mut size, mut typed) = (Dice(seed), (100, 30), Vec::new());
    for step in 1..=keys {
        if dice.roll(25) == 0 {
            size = SIZES[dice.roll(SIZES.len())];
            terminal.resize(size.0, size.1);
            typed.push(format!("{size:?}"));
        }
        let key = TYPED[dice.roll(TYPED.len())];
        terminal.send(key);
        typed.push(format!("{key:?}"));
        if step % BETWEEN == 0 || step == keys {
            if size.0 < 40 || size.1 < 7 {
                size = (100, 30);
                terminal.resize(size.0, size.1);
            }
            compare(&terminal, &format!("{name}, seed {seed}, after {}", typed.join(" ")));
        }
    }
    terminal.send("Q");
    assert_eq!(terminal.ends(), 0, "{name}");
}

/// What shows is what a fresh drawing of everything shows.
fn compare(terminal: &Terminal, what: &str) {
    // Out of prompts, lists and corrections. A key that follows Esc too soon would be one with Alt.
    for _ in 0..4 {
        terminal.send("\x1b");
        std::thread::sleep(Duration::from_millis(40));
    }
    let shown = |terminal: &Terminal, wanted: &str| {
        terminal.until(&format!("{wanted:?}: {what}"), |screen| screen.contents().contains(wanted));
        look(terminal.shared.0.lock().unwrap().parser.screen())
    };
    terminal.send("mamb");
    let before = shown(terminal, "mark b set");
    let shown_before = terminal.until("a frame", |_| true);
    terminal.send("\x0cmc");
    let after = shown(terminal, "mark c set");
    for (row, (before, after)) in before.iter().zip(&after).enumerate() {
        let cells = before.iter().zip(after).enumerate().find(|(_, (before, after))| before != after);
        if let Some((column, (before, after))) = cells {
            panic!(
                "stale cell at {column},{row}: {before} is {after} when drawn afresh; {what}\n{shown_before}\nafresh:\n{}",
                terminal.until("a frame", |_| true)
            );
        }
    }
}

#[test]
fn keys_and_sizes_rolled_with_dice() {
    let all = std::env::var_os("FOLDLINE_LONG").is_some();
    let keys = if all { 500 } else { 60 };
    let pages = pages();
    let wanted = if all { pages.len() } else { 3 };
    let only = std::env::var("FOLDLINE_LONG").ok().and_then(|value| value.strip_prefix("page").map(str::to_owned));
    for (index, page) in pages.iter().take(wanted).enumerate() {
        if only.as_ref().is_some_and(|only| *only != index.to_string()) {
            continue;
        }
        play(page.as_deref(), keys, 7 + index as u64);
        println!("{keys} keys on {page:?}");
    }
}
