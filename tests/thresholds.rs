//! Every threshold of the house style is felt: some page of the tests is read otherwise when it is made smaller or
//! larger. `thresholds.txt` records for each threshold a sample that feels it, and what the number is multiplied by.
//!
//! The ordinary run lays out what is recorded and nothing else. It proves that the record names every threshold of the
//! style and no other, and that each is felt by its sample. One that is not felt there any more is looked for in all
//! samples, so that the message can say whether the record is old or the threshold is felt by nothing.
//!
//! `UPDATE_THRESHOLDS=1` brings the record up to date: what still holds is kept, everything else is looked for in all
//! samples, small changes and small samples first. A threshold that none of them feels is written with a dash and fails
//! the ordinary run: it needs a page in `tests/pages`, or has to go. Those of `thresholds/unfelt.txt` still wait for
//! one; the list is only for taking off: a threshold on it that is felt fails, and so does a name that is gone.

#![allow(clippy::unwrap_used, clippy::panic)]

mod maker;
#[allow(dead_code)]
#[path = "jumbles/maker.rs"]
mod jumbling;
#[path = "jumbles/bank.rs"]
mod more;
#[path = "thresholds/samples.rs"]
mod samples;

use foldline::house_style::HouseStyle;
use foldline::house_style::clues::ClueStyle;
use maker::bank;
use samples::{Sample, Shelf};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a number is multiplied by: all samples are asked for the first two before the others are tried.
const FACTORS: [[f64; 2]; 2] = [[0.5, 2.0], [0.0, 8.0]];

/// Thresholds that no sample feels yet.
const UNFELT: &str = include_str!("thresholds/unfelt.txt");

/// One number of the style: its place, and what it is.
pub struct Threshold {
    path: Vec<String>,
    value: serde_json::Number,
}

/// Where a threshold is felt.
#[derive(Clone, Debug, PartialEq)]
struct Felt {
    factor: f64,
    sample: String,
}

/// The record: what stands in it with nothing is felt by no sample.
type Record = BTreeMap<String, Option<Felt>>;

#[test]
fn every_threshold_is_felt() {
    let record = recorded();
    let thresholds = thresholds();
    let shelf = Shelf::stock();
    if std::env::var_os("UPDATE_THRESHOLDS").is_some() {
        let found = each(&thresholds, |threshold| {
            let kept = record.get(&threshold.name()).cloned().flatten();
            kept.filter(|felt| holds(felt, threshold, &shelf)).or_else(|| search(threshold, &shelf))
        });
        std::fs::write(record_path(), written(&found)).unwrap();
        return;
    }
    let unfelt: BTreeSet<&str> = UNFELT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let names: BTreeSet<String> = thresholds.iter().map(Threshold::name).collect();
    let gone = record.keys().filter(|name| !names.contains(*name)).map(|name| format!("{name}: recorded, and gone"));
    let waits_in_vain = unfelt
        .iter()
        .filter(|name| record.get(**name) != Some(&None))
        .map(|name| format!("{name}: felt now, or gone; take it off tests/thresholds/unfelt.txt"));
    let faults = each(&thresholds, |threshold| {
        let name = threshold.name();
        if unfelt.contains(name.as_str()) { None } else { fault(threshold, record.get(&name), &shelf) }
    });
    let faults = faults.into_iter().filter_map(|(name, fault)| Some(format!("{name}: {}", fault?)));
    let faults: Vec<String> = gone.chain(waits_in_vain).chain(faults).collect();
    println!("{} thresholds", thresholds.len());
    assert!(faults.is_empty(), "{}\n(UPDATE_THRESHOLDS=1 brings tests/thresholds.txt up to date)", faults.join("\n"));
}

/// What is wrong with what the record says of a threshold.
fn fault(threshold: &Threshold, recorded: Option<&Option<Felt>>, shelf: &Shelf) -> Option<String> {
    let felt = recorded.and_then(Option::as_ref);
    if felt.is_some_and(|felt| holds(felt, threshold, shelf)) {
        return None;
    }
    Some(match (felt, search(threshold, shelf)) {
        (_, None) => "felt by no sample; write a trap page, or take it out".to_owned(),
        (None, Some(new)) => format!("not recorded; {} feels it times {}", new.sample, new.factor),
        (Some(old), Some(new)) => format!("{} feels it no more; {} does, times {}", old.sample, new.sample, new.factor),
    })
}

fn holds(felt: &Felt, threshold: &Threshold, shelf: &Shelf) -> bool {
    shelf.find(&felt.sample).is_some_and(|sample| feels(sample, threshold, felt.factor))
}

/// The first sample that feels the threshold.
fn search(threshold: &Threshold, shelf: &Shelf) -> Option<Felt> {
    let in_turn = || shelf.by_size().filter(|sample| sample.may_feel(threshold));
    FACTORS.iter().find_map(|factors| {
        in_turn().find_map(|sample| {
            let factor = factors.iter().find(|factor| feels(sample, threshold, **factor))?;
            Some(Felt { factor: *factor, sample: sample.name.clone() })
        })
    })
}

fn feels(sample: &Sample, threshold: &Threshold, factor: f64) -> bool {
    threshold.times(factor).is_some_and(|other| sample.feels(threshold, other))
}

/// Does the same for all thresholds, on all processors.
fn each<T: Send>(thresholds: &[Threshold], work: impl Fn(&Threshold) -> T + Sync) -> BTreeMap<String, T> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(threshold) = thresholds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(threshold);
                    found.lock().unwrap().insert(threshold.name(), result);
                }
            });
        }
    });
    found.into_inner().unwrap()
}

impl Threshold {
    fn name(&self) -> String {
        self.path.join(".")
    }

    /// Another value for it, whole where it is whole; nothing when that is the value it has.
    fn times(&self, factor: f64) -> Option<Value> {
        let other = match self.value.as_i64() {
            Some(whole) => Value::from((whole as f64 * factor).round() as i64),
            None => Value::from(self.value.as_f64().unwrap() * factor),
        };
        (other != Value::Number(self.value.clone())).then_some(other)
    }
}

/// All of the house style, and those of the look at a page before its style is chosen.
fn thresholds() -> Vec<Threshold> {
    let mut found = Vec::new();
    walk(&serde_json::to_value(HouseStyle::default()).unwrap(), &mut Vec::new(), &mut found);
    // What was learned of a paper are counts of blocks.
    found.retain(|threshold| threshold.path.first().is_none_or(|table| table != "learned"));
    walk(&serde_json::to_value(ClueStyle::default()).unwrap(), &mut vec![samples::CLUES.into()], &mut found);
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

fn record_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/thresholds.txt")
}

fn recorded() -> Record {
    let text = std::fs::read_to_string(record_path()).unwrap_or_default();
    let entry = |line: &str| {
        let (name, rest) = line.split_once(' ').unwrap_or((line, "-"));
        let felt = rest
            .trim()
            .split_once(' ')
            .map(|(factor, sample)| Felt { factor: factor.parse().unwrap(), sample: sample.trim().to_owned() });
        (name.to_owned(), felt)
    };
    text.lines().filter(|line| !line.starts_with('#')).map(entry).collect()
}

fn written(record: &Record) -> String {
    let mut text =
        String::from("# Threshold, what it is multiplied by, and a sample that feels it: see thresholds.rs.\n");
    for (name, felt) in record {
        match felt {
            Some(felt) => writeln!(text, "{name:40} {:3} {}", felt.factor, felt.sample).unwrap(),
            None => writeln!(text, "{name:40} -").unwrap(),
        }
    }
    text
}
