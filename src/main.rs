//! Arguments to `app`; one-line errors; exit codes.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    if foldline::app::serve() {
        return ExitCode::SUCCESS;
    }
    let mut cli = foldline::cli::Cli::parse();
    let verbose = cli.opening().verbose;
    match foldline::app::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(message) = failure.message(verbose) {
                eprintln!("foldline: {}", foldline::export::harmless(&message));
            }
            ExitCode::from(failure.code())
        }
    }
}
