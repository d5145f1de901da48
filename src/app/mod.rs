//! The shell: files, terminal, clock, worker threads, and one function a command.

pub mod commands;
pub mod corrections;
pub mod demo;
pub mod failure;
pub mod open;
pub mod output;
pub mod reader;
mod memory;
mod probe;
mod services;
pub mod start;
pub mod terminal;
#[cfg(test)]
mod replay;

use crate::cli::{Cli, Command};
use failure::Failure;
use std::io::IsTerminal;

/// Carries out a command line.
///
/// # Errors
/// A [`Failure`] with the message for the user and the exit code.
pub fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Some(Command::Stories { input, json }) => commands::stories(&input, json),
        Some(Command::Export(args)) => commands::export(&args),
        Some(Command::Page { input, width, format }) => commands::page(&input, width, format),
        Some(Command::Inspect { input, stage, svg, force }) => commands::inspect(&input, stage, svg.as_deref(), force),
        Some(Command::Layouts { action }) => commands::layouts(action),
        Some(Command::Completions { shell }) => commands::completions(shell),
        Some(Command::Man) => commands::manual(),
        None if std::io::stdout().is_terminal() => start::open(&cli.inputs, &cli.open, &cli.view),
        None => commands::print_all(&cli.inputs, &cli.open),
    }
}
