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
#[path = "hostile/trial.rs"]
mod trial;

use chance::Dice;

/// As many as take a few seconds.
const MUTANTS: u64 = 56;

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
