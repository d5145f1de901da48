//! Every threshold of the house style is felt by some page of the tests: made smaller or larger, it changes what is
//! read. `thresholds.txt` lists those that no page feels yet; a threshold must leave the list as soon as one does.

#![allow(clippy::unwrap_used, clippy::panic)]

mod maker;
#[allow(dead_code)]
#[path = "jumbles/maker.rs"]
mod jumbling;
#[path = "jumbles/bank.rs"]
mod more;

use foldline::geometry::{Pt, Rect};
use foldline::house_style::HouseStyle;
use foldline::house_style::clues::ClueStyle;
use foldline::house_style::library::{Clues, Library};
use foldline::layout::{self, Structure};
use foldline::model::extract::Extract;
use foldline::model::lang::Lang;
use foldline::model::page::Page;
use foldline::model::sheet::{Rule, RuledBox, Sheet};
use jumbling::Damage;
use maker::bank;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a number is multiplied by, one after the other until a page feels it.
const FACTORS: [f64; 4] = [0.5, 2.0, 0.0, 8.0];

/// The same for a number that is listed: what no page feels of these, none will feel of less.
const EXTREMES: [f64; 2] = [0.0, 8.0];

/// The thresholds of how sure a story is; that is left out of what is compared otherwise, because every cost changes
/// it.
const OF_SURENESS: [&str; 2] = ["stories.sure_margin_cost", "stories.advert_sure_share"];

/// Which pages made by chance are laid out: those that feel what no page written by hand does.
const CHANCE: [u64; 9] = [0, 3, 7, 8, 13, 15, 21, 34, 58];

/// The same, read from a scan.
const SCANNED: [u64; 6] = [3, 10, 17, 22, 23, 41];

/// Which jumbles are read, by the same measure.
const JUMBLES: [(Lang, Damage, u64); 10] = [
    (Lang::Zh, Damage::StoriesMoved, 0),
    (Lang::Zh, Damage::SectionsTurned, 0),
    (Lang::En, Damage::StoriesMoved, 0),
    (Lang::En, Damage::StoriesMoved, 2),
    (Lang::En, Damage::HeadsAtTheEnd, 25),
    (Lang::Ja, Damage::StoriesMoved, 5),
    (Lang::Ko, Damage::SectionsTurned, 1),
    (Lang::Ko, Damage::SectionsTurned, 3),
    (Lang::Ko, Damage::StoriesMoved, 2),
    (Lang::Ko, Damage::StoriesMoved, 4),
];

/// Something to be laid out, with the style it gets.
struct Sample {
    name: String,
    from: From,
    style: Value,
    outcome: String,
    sureness: String,
}

enum From {
    Sheets(Vec<Sheet>),
    Extract(Extract),
}

/// One number of the style: its place, and what it is.
struct Threshold {
    path: Vec<String>,
    value: serde_json::Number,
}

impl Threshold {
    fn name(&self) -> String {
        self.path.join(".")
    }

    /// Other values for it, whole where it is whole.
    fn others(&self, factors: &[f64]) -> Vec<Value> {
        let mut others = Vec::new();
        for factor in factors {
            let other = match self.value.as_i64() {
                Some(whole) => Value::from((whole as f64 * factor).round() as i64),
                None => Value::from(self.value.as_f64().unwrap() * factor),
            };
            if other != Value::Number(self.value.clone()) && !others.contains(&other) {
                others.push(other);
            }
        }
        others
    }
}

#[test]
fn every_threshold_is_felt() {
    let listed = listed();
    let mut samples = sheets();
    samples.extend(editions());
    samples.extend(CHANCE.map(|seed| by_chance(seed, false)));
    samples.extend(SCANNED.map(|seed| by_chance(seed, true)));
    samples.extend(jumbles());
    let thresholds = thresholds();
    let clues = clue_thresholds();
    let next = AtomicUsize::new(0);
    let numb = Mutex::new(BTreeSet::new());
    let show = std::env::var_os("THRESHOLDS_SHOW").is_some();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(threshold) = thresholds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let factors: &[f64] = if listed.contains(&threshold.name()) { &EXTREMES } else { &FACTORS };
                    let felt = felt(threshold, factors, &samples);
                    if show {
                        println!("{:44} {}", threshold.name(), felt.as_deref().unwrap_or("-"));
                    }
                    if felt.is_none() {
                        numb.lock().unwrap().insert(threshold.name());
                    }
                }
            });
        }
    });
    let mut numb = numb.into_inner().unwrap();
    let unclear = |threshold: &&Threshold| !samples.iter().any(|sample| clue_is_felt(threshold, sample));
    numb.extend(clues.iter().filter(unclear).map(Threshold::name));
    println!("{} thresholds, {} felt by no page", thresholds.len() + clues.len(), numb.len());
    let lines = |names: Vec<&String>| names.into_iter().map(|name| format!("\n  {name}")).collect::<String>();
    let unlisted = lines(numb.difference(&listed).collect());
    let over = lines(listed.difference(&numb).collect());
    assert!(unlisted.is_empty(), "no page feels these thresholds; write a trap page:{unlisted}");
    assert!(over.is_empty(), "felt, or gone; take them out of tests/thresholds.txt:{over}");
}

/// The first sample that is read otherwise when the threshold is another.
fn felt(threshold: &Threshold, factors: &[f64], samples: &[Sample]) -> Option<String> {
    let loose = matches!(threshold.path[0].as_str(), "extract");
    for other in threshold.others(factors) {
        let mut styles: Vec<(&Value, HouseStyle)> = Vec::new();
        for sample in samples {
            let fits = match sample.from {
                From::Sheets(_) => !loose,
                From::Extract(_) => loose,
            };
            if !fits {
                continue;
            }
            if !styles.iter().any(|(usual, _)| *usual == &sample.style) {
                let mut style = sample.style.clone();
                *at(&mut style, &threshold.path) = other.clone();
                styles.push((&sample.style, serde_json::from_value(style).unwrap()));
            }
            let style = styles.iter().find(|(usual, _)| *usual == &sample.style).unwrap();
            let (outcome, sureness) = sample.from.read(&style.1);
            let differs = match OF_SURENESS.contains(&threshold.name().as_str()) {
                true => sureness != sample.sureness,
                false => outcome != sample.outcome,
            };
            if differs {
                return Some(format!("{other} {}", sample.name));
            }
        }
    }
    None
}

fn clue_is_felt(threshold: &Threshold, sample: &Sample) -> bool {
    let From::Sheets(sheets) = &sample.from else { return false };
    let told = |style: &ClueStyle| {
        let clues = sheets.iter().map(|sheet| layout::clues::of(sheet, style));
        clues.map(|clues| (clues.text, clues.lang, clues.writing)).collect::<Vec<_>>()
    };
    let usual = told(&ClueStyle::default());
    threshold.others(&FACTORS).into_iter().any(|other| {
        let mut style = serde_json::to_value(ClueStyle::default()).unwrap();
        *at(&mut style, &threshold.path[1..]) = other;
        told(&serde_json::from_value(style).unwrap()) != usual
    })
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, key| &mut value[key.as_str()])
}

fn thresholds() -> Vec<Threshold> {
    let mut found = Vec::new();
    walk(&serde_json::to_value(HouseStyle::default()).unwrap(), &mut Vec::new(), &mut found);
    found
}

fn clue_thresholds() -> Vec<Threshold> {
    let mut found = Vec::new();
    walk(&serde_json::to_value(ClueStyle::default()).unwrap(), &mut vec!["clues".into()], &mut found);
    found
}

fn walk(value: &Value, path: &mut Vec<String>, found: &mut Vec<Threshold>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                path.push(key.clone());
                walk(value, path, found);
                path.pop();
            }
        }
        Value::Number(number) => found.push(Threshold { path: path.clone(), value: number.clone() }),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) => {}
    }
}

impl From {
    /// What is made of it, and how sure that is.
    fn read(&self, style: &HouseStyle) -> (String, String) {
        let mut pages: Vec<Page> = match self {
            From::Sheets(sheets) => sheets.iter().map(|sheet| layout::read(sheet, style, Structure::Given)).collect(),
            From::Extract(extract) => vec![layout::paste_up(extract, style, 1)],
        };
        layout::tie(&mut pages, style);
        let (mut outcome, mut sureness) = (String::new(), String::new());
        for page in &pages {
            tell(page, &mut outcome);
            sureness += &page.stories.iter().map(|story| format!("{:.3} ", story.confidence)).collect::<String>();
        }
        (outcome, sureness)
    }
}

/// What a reader notices of a page; for a page pasted up by us also where everything stands.
fn tell(page: &Page, out: &mut String) {
    writeln!(out, "{:?} {:?} {:?} {} {:?}", page.folio, page.order, page.lang, page.vertical, page.body_size).unwrap();
    for block in &page.blocks {
        let (role, text) = (block.role.word(), &block.text);
        writeln!(out, "{role} {text:?} {} {} {:?}", block.boxed, block.region, block.continues).unwrap();
    }
    for story in &page.stories {
        let ties = (&story.continues, &story.continued_from, &story.sidebar_of);
        writeln!(out, "{:?} {:?} {ties:?}", story.blocks, story.section).unwrap();
    }
    for picture in &page.pictures {
        writeln!(out, "{:?} {:?}", picture.caption, picture.story).unwrap();
    }
    for region in &page.regions {
        writeln!(out, "{} {:?} {}", region.columns.len(), region.parent, region.boxed).unwrap();
    }
    writeln!(out, "{:?}", page.doubts.iter().map(|doubt| &doubt.says).collect::<Vec<_>>()).unwrap();
    if page.pasted_up {
        writeln!(out, "{:?} {:?} {:?} {:?}", page.lines, page.rules, page.boxes, page.bounds).unwrap();
    } else {
        let lines = page.lines.iter().map(|line| (&line.text, line.bold, line.italic, line.reversed));
        writeln!(out, "{:?}", lines.collect::<Vec<_>>()).unwrap();
    }
}

fn sample(name: String, from: From, clues: &Clues) -> Sample {
    sample_in(Library::built_in().unwrap().choose(clues), name, from)
}

fn sample_in(style: HouseStyle, name: String, from: From) -> Sample {
    let (outcome, sureness) = from.read(&style);
    Sample { name, from, style: serde_json::to_value(style).unwrap(), outcome, sureness }
}

/// The trap pages, one by one, and the demo edition as a whole.
fn sheets() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sheet = |path: &PathBuf| maker::make(&std::fs::read_to_string(path).unwrap()).as_given();
    let mut found = Vec::new();
    for folder in entries(&root.join("tests/pages")) {
        let page = folder.join("page.toml");
        if page.is_file() {
            let sheet = sheet(&page);
            let clues = layout::clues(&sheet);
            found.push(sample(folder.file_name().unwrap().display().to_string(), From::Sheets(vec![sheet]), &clues));
        }
    }
    let demo = entries(&root.join("layouts/demo"));
    let demo: Vec<PathBuf> = demo.into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    let mut numbered: Vec<Sheet> = demo.iter().map(sheet).collect();
    let empty = Sheet { number: 1, ..Sheet::default() };
    found.push(sample("no text".into(), From::Sheets(vec![empty]), &Clues::default()));
    // Rules that the file draws as thin bars.
    let mut bars = numbered.get(1).unwrap().clone();
    let bar = |rule: &Rule| {
        let (from, to) = (rule.from, rule.to);
        let bbox = Rect::new(from.x.0, from.y.0, to.x.0.max(from.x.0 + 1.0), to.y.0.max(from.y.0 + 1.0));
        RuledBox { bbox, weight: Pt::ZERO, fill: Some(0.0) }
    };
    bars.boxes.extend(bars.rules.drain(..).map(|rule| bar(&rule)));
    let clues = layout::clues(&bars);
    found.push(sample("rules drawn as bars".into(), From::Sheets(vec![bars]), &clues));
    numbered.iter_mut().zip(1..).for_each(|(sheet, number)| sheet.number = number);
    let clues = layout::clues(&numbered[0]);
    found.push(sample("demo".into(), From::Sheets(numbered), &clues));
    found
}

fn by_chance(seed: u64, scan: bool) -> Sample {
    let plan = maker::Plan { scan, ..maker::chance::plan(seed) };
    let sheet = maker::paste::page(&plan).as_given();
    let clues = layout::clues(&sheet);
    let name = if scan { format!("scan by chance {seed}") } else { format!("by chance {seed}") };
    sample(name, From::Sheets(vec![sheet]), &clues)
}

/// Two pages each, with a story that goes on: how it says so, and how it breaks off.
fn editions() -> Vec<Sample> {
    let closed = "The ferryman has put up a bell for those who come by night.";
    let open = "The ferryman has put up a bell for those who come by";
    let (jump, from) = ("@jump Continued on Page 2", "@jump From Page 1");
    let pairs = [
        ("named page, broken sentence", [jump, open], ["@headline Late Travelers", "night, and answers it in person."]),
        ("named page, nothing else", [jump, closed], ["@headline Late Travelers", "Nobody has used it yet."]),
        ("says from, whole sentence", ["@jump Continued inside", closed], [from, "Nobody has used it yet."]),
        ("named page, says from", [jump, closed], [from, "Nobody has used it yet."]),
        ("shared head", [jump, closed], ["@headline A Bell for the Night Ferry", "Nobody has used it yet."]),
    ];
    let page = |text: String, number: u32| {
        let frame = format!("[[story.frame]]\ncolumns = [1, 2]\nheadline = 20\ntext = \"\"\"\n{text}\n\"\"\"\n");
        let head = "lang = \"en\"\nsize = [400, 500]\ncolumns = 2\n[[story]]\nid = \"bell\"\n";
        Sheet { number, ..maker::make(&format!("{head}{frame}")).sheet() }
    };
    let edition = |(name, [jump, last], [first, then]): (&str, [&str; 2], [&str; 2])| {
        let front = page(format!("@headline Night Ferry Gets a Bell\n~1\n~2\n{last}\n{jump}"), 1);
        let inside = page(format!("{first}\n{then}\n~3\n~4\n~5"), 2);
        let clues = layout::clues(&front);
        sample(name.to_owned(), From::Sheets(vec![front, inside]), &clues)
    };
    pairs.into_iter().map(edition).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn jumbles() -> Vec<Sample> {
    let mut found: Vec<Sample> = JUMBLES.into_iter().map(loose).collect();
    // No built-in style says how pages of this language are set: the defaults do.
    let extract = jumbling::jumble(Lang::En, Damage::StoriesMoved, 0).extract;
    found.push(sample_in(HouseStyle::default(), "no language".into(), From::Extract(extract)));
    found
}

fn loose((lang, damage, seed): (Lang, Damage, u64)) -> Sample {
    let extract = jumbling::jumble(lang, damage, seed).extract;
    sample(format!("{} {damage:?} {seed}", lang.code()), From::Extract(extract), &Clues { lang, ..Clues::default() })
}

fn listed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/thresholds.txt"));
    let text = text.unwrap_or_default();
    let names = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}
