//! A short run of hostile files: mutants of our samples, each given to four commands. The long run is
//! `cargo run --release --example hostile`; see CONTRIBUTING.md.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "hostile/chance.rs"]
mod chance;
#[path = "hostile/mutate.rs"]
mod mutate;
#[path = "pdf_maker/mod.rs"]
mod pdf_maker;
#[path = "hostile/samples.rs"]
mod samples;
#[path = "../fuzz/targets.rs"]
mod targets;
#[path = "hostile/trial.rs"]
mod trial;

use chance::Dice;
use std::time::{Duration, Instant};

/// As many as take a few seconds.
const MUTANTS: u64 = 56;

/// `FOLDLINE_FUZZ=SECONDS` gives each target so long, from another seed each time.
#[test]
fn every_target_bears_mutants_of_every_sample() {
    let said = std::env::var("FOLDLINE_FUZZ").ok().and_then(|seconds| seconds.parse().ok());
    let (time, seed) = said.map_or((Duration::from_millis(400), 3), |seconds| {
        (Duration::from_secs(seconds), u64::from(std::process::id()))
    });
    let requests: [&[u8]; 3] = [
        b"/papers/1907/a.pdf",
        b"{\"id\": [1], \"path\": \"a.pdf\", \"rows\": \"story\", \"page\": 2}",
        b"{\"bytes\": \"JVBERi0=\"}",
    ];
    for (name, target) in targets::ALL {
        let (begun, mut tried) = (Instant::now(), 0);
        for number in 0.. {
            if begun.elapsed() > time {
                break;
            }
            let mut dice = Dice::new(seed, number);
            let own = samples::all().into_iter().filter(|sample| is_for(name, sample)).collect::<Vec<_>>();
            let (bytes, kind) = match own.get(dice.roll(own.len())) {
                Some(sample) => (sample.bytes.clone(), sample.kind),
                None => (dice.pick(&requests).to_vec(), samples::Kind::Text),
            };
            let mutant = mutate::mutant(&bytes, kind, &mut dice);
            let outcome = std::panic::catch_unwind(|| target(&mutant));
            assert!(outcome.is_ok(), "{name}: mutant {number} of seed {seed}");
            tried += 1;
        }
        println!("{name}: {tried} mutants of seed {seed}");
        assert!(tried > 0);
    }
}

/// What a target begins with.
fn is_for(target: &str, sample: &samples::Sample) -> bool {
    use samples::Kind;
    match target {
        "pdf" => sample.kind == Kind::Pdf,
        "xml" => sample.kind == Kind::Xml && sample.name != "page.html",
        "hocr" => sample.name == "page.html",
        "text" | "setter" | "facsimile" => sample.kind == Kind::Text,
        "layouts" => sample.kind == Kind::Layout,
        "config" => sample.kind == Kind::Config,
        "sidecar" => sample.kind == Kind::Sidecar,
        _ => false,
    }
}

#[test]
fn mutants_of_every_sample_are_borne() {
    let hands = std::thread::available_parallelism().map_or(2, usize::from);
    let keep = std::env::temp_dir().join("foldline-hostile");
    let program = env!("CARGO_BIN_EXE_foldline").into();
    let plan = trial::Plan { program, seed: 17, mutants: MUTANTS, only: String::new(), keep, hands };
    let faults = trial::run(&plan, &samples::all());
    assert!(faults.is_empty(), "kept in {}:\n{}", plan.keep.display(), faults.join("\n"));
}

#[test]
fn a_seed_gives_the_same_mutants_and_another_one_others() {
    for sample in samples::all() {
        let made = |seed| -> Vec<Vec<u8>> {
            (0..8).map(|number| mutate::mutant(&sample.bytes, sample.kind, &mut Dice::new(seed, number))).collect()
        };
        assert_eq!(made(1), made(1), "{}", sample.name);
        assert_ne!(made(1), made(2), "{}", sample.name);
        assert!(made(1).iter().filter(|mutant| **mutant != sample.bytes).count() >= 6, "{}", sample.name);
    }
}
