//! Arguments to `app`; one-line errors; exit codes.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    if foldline::app::serve() {
        return ExitCode::SUCCESS;
    }
    let mut cli = match foldline::cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(says) => return ExitCode::from(foldline::app::answer(&says)),
    };
    let verbose = cli.opening().verbose;
    match foldline::app::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(message) = failure.message(verbose) {
                foldline::app::output::tell(&message);
            }
            ExitCode::from(failure.code())
        }
    }
}
