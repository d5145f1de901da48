//! How long the reader is busy while somebody reads: as its own log tells.

use super::{ENTER, Terminal, folder};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What could take long, and what shows when it is done: scrolling, zooming, setting, listing, searching, filtering,
/// copying, saving, correcting, reading again.
const SESSION: &[(&str, &str)] = &[
    ("J})(}{jjll hk", ""),
    (" bdu", ""),
    ("=", ""),
    ("=+++---=", ""),
    ("\t", "· story "),
    (" b}}{)---+++=", ""),
    ("www", ""),
    (":panes one\r", "one view"),
    ("t/a", "filter:"),
    ("\x7f\x7fqT", "Pages"),
    ("q?/st", "filter:"),
    ("\x7f\x7f\x7fq", ""),
    ("/e", "found"),
    ("\r", "e: "),
    ("nnN", ""),
    ("/的", "found"),
    ("\x7f\x7fJv}y", "copied:"),
    ("y", "copied:"),
    ("s", "saved as"),
    ("S", "save as:"),
    ("story.json\r", "saved as story.json"),
    ("1Gqe", "CORRECTING"),
    ("rd", "1 correction"),
    ("u", "undone"),
    ("e", ""),
    ("R", "read again"),
];

/// The limit of what nobody feels; a build without optimization takes about five times as long.
const FELT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 40 } else { 8 });
/// Somebody else may have the processor, so the least of so many sessions counts.
const SESSIONS: usize = 5;

/// What took how long: how many keys came before it, and its name in the log.
type Times = BTreeMap<(usize, String), Duration>;

/// Plays the session on a page.
fn play(input: &Path) -> Times {
    let folder = folder();
    std::fs::copy(input, folder.path().join("page.pdf")).unwrap();
    let terminal = Terminal::open(120, 40, folder.path(), &["--fresh", "--log", "log", "page.pdf"]);
    terminal.until_shows("1 page");
    for (keys, shows) in SESSION {
        terminal.send(keys);
        terminal.until_shows(shows);
    }
    terminal.resize(80, 24);
    terminal.send(":measure 60");
    terminal.send(ENTER);
    terminal.quits();
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    let (mut times, mut keys) = (Times::new(), 0);
    for line in log.lines().filter(|line| !line.contains("the clerk took")) {
        let Some((before, took)) = line.split_once(" took ") else { continue };
        let what = before.split_once(" WARN ").or(before.split_once("DEBUG ")).map_or(before, |(_, what)| what);
        keys += usize::from(what == "a key");
        let slot = times.entry((keys, what.to_owned())).or_default();
        *slot = duration(took).max(*slot);
    }
    times
}

/// As the log writes it: `1.5ms`.
fn duration(text: &str) -> Duration {
    let (unit, seconds) = [("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0)]
        .into_iter()
        .find(|(unit, _)| text.ends_with(unit))
        .unwrap_or_else(|| panic!("a duration: {text}"));
    let number: f64 = text.trim_end_matches(unit).parse().unwrap();
    Duration::from_secs_f64(number * seconds)
}

/// `FOLDLINE_BUSY=page.pdf` tells what takes long on a page of one's own.
#[test]
fn nothing_holds_up_the_keys() {
    let own = std::env::var_os("FOLDLINE_BUSY").map(PathBuf::from);
    let page = own.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf"));
    let sessions: Vec<Times> = (0..SESSIONS).map(|_| play(&page)).collect();
    // What was drawn together with what came next has no time of its own in that session.
    let least = |at: &(usize, String)| {
        let took: Vec<Duration> = sessions.iter().filter_map(|times| times.get(at).copied()).collect();
        took.iter().min().copied().filter(|_| took.len() > SESSIONS / 2)
    };
    let all: Times = sessions.iter().flat_map(BTreeMap::keys).filter_map(|at| Some((at.clone(), least(at)?))).collect();
    let slowest = all.iter().max_by_key(|(_, took)| **took);
    println!("{} times, the longest {slowest:?}", all.len());
    assert!(all.len() > 100, "keys and drawings are in the log: {all:?}");
    let long: Vec<_> = all.iter().filter(|(_, took)| **took > FELT).collect();
    assert!(long.is_empty(), "longer than {FELT:?} in each session: {long:?}");
}
