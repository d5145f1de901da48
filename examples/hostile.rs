//! Thousands of hostile files, made from our samples by chance and given to the program, each in a process of its own:
//! `cargo run --release --example hostile -- [--mutants N] [--seed N] [--only NAME] [--keep FOLDER] [--program FILE]`.
//!
//! A fault is a panic, a signal, an exit code beyond 4, control characters or broken UTF-8 or JSON in what is printed, more
//! than 512 MB, more than 5 s. What fails is kept to be looked at; the same seed makes the same files.
#![allow(clippy::unwrap_used, reason = "it ends where it cannot go on")]

#[path = "../tests/hostile/chance.rs"]
mod chance;
#[path = "../tests/hostile/mutate.rs"]
mod mutate;
#[path = "../tests/pdf_maker/mod.rs"]
mod pdf_maker;
#[path = "../tests/hostile/samples.rs"]
mod samples;
#[path = "../tests/hostile/trial.rs"]
mod trial;

use std::path::PathBuf;
use std::process::ExitCode;

/// The program that was built beside this one.
fn built() -> PathBuf {
    let folder = std::env::current_exe().ok().and_then(|path| path.parent()?.parent().map(PathBuf::from));
    folder.unwrap_or_default().join("foldline")
}

fn main() -> ExitCode {
    let hands = std::thread::available_parallelism().map_or(2, usize::from);
    let keep = PathBuf::from("target/hostile");
    let mut plan = trial::Plan { program: built(), seed: 1, mutants: 2_000, only: String::new(), keep, hands };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_default();
        let number = value.parse::<u64>();
        match (name.as_str(), number) {
            ("--mutants", Ok(number)) => plan.mutants = number,
            ("--seed", Ok(number)) => plan.seed = number,
            ("--only", _) => plan.only = value,
            ("--keep", _) => plan.keep = value.into(),
            ("--program", _) => plan.program = value.into(),
            _ => {
                eprintln!(
                    "hostile: {name} {value}: say --mutants N, --seed N, --only NAME, --keep FOLDER or --program FILE"
                );
                return ExitCode::from(2);
            }
        }
    }
    let Ok(program) = plan.program.canonicalize() else {
        eprintln!("hostile: {}: not built; say `cargo build --release` first", plan.program.display());
        return ExitCode::from(2);
    };
    plan.program = program;
    let faults = trial::run(&plan, &samples::all());
    faults.iter().for_each(|fault| println!("{fault}"));
    println!("{} mutants of seed {}, four commands each: {} faults", plan.mutants, plan.seed, faults.len());
    if faults.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("the files are kept in {}", plan.keep.display());
    ExitCode::FAILURE
}
