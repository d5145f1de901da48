//! The shell: files, terminal, clock, worker threads, and one function a command.

mod arrivals;
mod clerk;
pub mod commands;
pub mod config;
pub mod corrections;
mod darkroom;
pub mod demo;
mod errands;
pub mod failure;
pub mod open;
pub mod output;
pub mod reader;
pub mod linear;
mod log;
mod look;
mod manual;
mod memory;
#[cfg(feature = "images")]
mod pictures;
mod probe;
mod replies;
mod services;
pub mod start;
pub mod terminal;
mod watch;

use crate::cli::{Cli, Command};
use crate::sources::{FENCED_THREAD, pdf};
use config::Config;
use failure::Failure;
use std::io::IsTerminal;
use std::path::PathBuf;

/// The reading of PDFs for another process of this program: true when that was all that this one was started for.
pub fn serve() -> bool {
    let asked = std::env::args_os().nth(1).is_some_and(|word| word == pdf::WORD);
    if asked {
        std::panic::set_hook(Box::new(|_| {}));
        pdf::serve();
    }
    asked
}

/// This program, for reading PDFs in a process of its own.
fn reader() -> Option<PathBuf> {
    // A program that was replaced while it runs is still there under this name.
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

/// Panics of the PDF engine are caught and become doubts; nobody needs to see them.
fn hush_the_engine() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(FENCED_THREAD) {
            before(panic);
        }
    }));
}

/// Carries out a command line.
///
/// # Errors
/// A [`Failure`] with the message for the user and the exit code.
pub fn run(mut cli: Cli) -> Result<(), Failure> {
    hush_the_engine();
    let opening = cli.opening();
    opening.reader = reader();
    if let Some(path) = opening.log.as_deref() {
        log::begin(path)?;
    }
    let mut config = Config::default();
    if reads_config(cli.command.as_ref()) {
        config = Config::load(cli.opening().config.as_deref())?;
        config.settings.take(&cli.view);
        config.settings.fill(cli.opening());
        if !config.themes.knows(&config.settings.theme) && config.settings.theme != config::AUTO {
            return Err(Failure::Usage(config.themes.unknown(&config.settings.theme)));
        }
    }
    match cli.command {
        Some(Command::Stories { input, json }) => commands::stories(&input, json),
        Some(Command::Export(args)) => commands::export(&args),
        Some(Command::Page { input, width, format }) => commands::page(&input, width, format),
        Some(Command::Inspect { input, stage, svg, force }) => commands::inspect(&input, stage, svg.as_deref(), force),
        Some(Command::Layouts { action }) => commands::layouts(action),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man) => manual::manual(),
        None if cli.view.linear => linear::run(&cli.inputs, &cli.open),
        None if cli.view.print_config => output::print(&config::printed::config(&config)),
        None if cli.view.print_keys => output::print(&config::printed::keys(&config.keys)),
        None if std::io::stdout().is_terminal() => start::open(&cli.inputs, &cli.open, &cli.view, config),
        None => commands::print_all(&cli.inputs, &cli.open),
    }
}

/// A mistake in the config is no reason not to print a manual.
fn reads_config(command: Option<&Command>) -> bool {
    !matches!(command, Some(Command::Layouts { .. } | Command::Completions { .. } | Command::Man))
}
