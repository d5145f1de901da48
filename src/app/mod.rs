//! The shell: files, terminal, clock, worker threads, and one function a command.

mod arrivals;
mod batch;
mod job_queue;
pub mod commands;
pub mod config;
pub mod corrections;
mod picture_requests;
mod dictionary;
pub mod demo;
mod effects;
mod incoming;
mod input;
mod members;
pub mod failure;
mod files;
mod folders;
mod forms;
pub mod open;
pub mod output;
pub mod reader;
pub mod learn;
mod linear;
mod lock;
mod log;
mod preferences;
mod manual;
mod memory;
mod names;
#[cfg(feature = "images")]
mod pictures;
#[cfg(unix)]
mod pipe;
mod probe;
mod reading;
mod replies;
mod services;
mod signals;
mod styles;
pub mod start;
pub mod terminal;
mod watch;
mod worker;

use crate::cli::{Cli, CliCommand};
use crate::sources::{FENCED_THREAD, pdf, recognition};
use crate::words::UiLanguage;
use config::Config;
use failure::Failure;
use std::io::{ErrorKind, IsTerminal};
use std::path::PathBuf;

/// Prints help, version or what is wrong with the command line; returns the exit code. Arguments that are told again may
/// hold anything.
pub fn answer(says: &clap::Error) -> u8 {
    let plain = says.render().to_string();
    let harmless = crate::export::harmless_lines(&plain);
    let code = u8::try_from(says.exit_code()).unwrap_or(2);
    if harmless != plain {
        output::tell(&harmless);
        return code;
    }
    match says.print() {
        Err(error) if code == 0 && error.kind() != ErrorKind::BrokenPipe => {
            output::tell(&format!("standard output: {}", failure::in_words(&error)));
            1
        }
        Ok(()) | Err(_) => code,
    }
}

/// The standard input where something is given there and no file is named: a pipe, a file, a connection. A terminal,
/// `/dev/null` and nothing at all give nothing.
fn given(inputs: &mut Vec<PathBuf>) {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        use std::os::unix::fs::FileTypeExt;
        let copy = std::io::stdin().as_fd().try_clone_to_owned();
        let what = copy.and_then(|copy| std::fs::File::from(copy).metadata()).map(|what| what.file_type());
        if inputs.is_empty() && what.is_ok_and(|what| what.is_fifo() || what.is_file() || what.is_socket()) {
            inputs.push(PathBuf::from("-"));
        }
    }
    #[cfg(not(unix))]
    let _ = inputs;
}

/// The reading or drawing of PDFs, the recognition of text, or the reading of whole editions, for another process of this program: true when that was all that this one was
/// started for.
pub fn serve() -> bool {
    let word = std::env::args_os().nth(1);
    let is = |what: &str| word.as_ref().is_some_and(|word| word == what);
    let serve: fn() = match () {
        () if is(pdf::WORD) => pdf::serve,
        () if is(batch::WORD) => batch::serve,
        () if is(recognition::WORD) => || recognition::serve(&std::env::args_os().skip(2).collect::<Vec<_>>()),
        #[cfg(feature = "images")]
        () if is(pdf::DRAWING_WORD) => pdf::serve_drawing,
        () if is(reading::WORD) => reading::serve,
        () => return false,
    };
    std::panic::set_hook(Box::new(|_| {}));
    serve();
    true
}

/// Whether `foldline worker` would take a line for a request.
pub fn is_request(line: &[u8]) -> bool {
    worker::is_request(line)
}

/// This program, to be started again as a child.
fn own_program() -> Option<PathBuf> {
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
    signals::let_writing_fail();
    hush_the_engine();
    let opening = cli.opening();
    opening.reader = own_program();
    opening.hands = batch::jobs(None);
    if let Some(path) = opening.log.as_deref() {
        log::begin(path)?;
    }
    let mut config;
    if reads_config(cli.command.as_ref()) {
        config = match Config::load(cli.opening().config.as_deref()) {
            Ok(config) => config,
            // What a sound config looks like helps most where one is not.
            Err(error) if cli.view.print_config || cli.view.print_keys => {
                output::tell(&Failure::from(error).message(false).unwrap_or_default());
                Config::default()
            }
            Err(error) => return Err(error.into()),
        };
        config.settings.take(&cli.view);
        config.settings.fill(cli.opening());
        let theme = &config.settings.theme;
        if theme != config::AUTO && !config.themes.knows(theme) {
            return Err(Failure::Usage(config.themes.unknown(theme)));
        }
    } else {
        config = Config::default();
    }
    if let Some(lang) = cli.view.lang.as_deref().filter(|lang| UiLanguage::of(lang).is_none()) {
        return Err(Failure::Usage(config::unspoken(lang)));
    }
    // Without a screen the standard input is where commands are typed.
    if !cli.view.linear
        && let Some(inputs) = cli.inputs()
    {
        given(inputs);
    }
    match cli.command {
        Some(CliCommand::Stories { input, json }) => commands::stories(&input, json),
        Some(CliCommand::Export(mut args)) => {
            args.pass_on();
            commands::export(&args)
        }
        Some(CliCommand::Worker(args)) => worker::run(&args),
        Some(CliCommand::Page { input, width, format }) => commands::page(&input, width, format),
        Some(CliCommand::Inspect { input, stage, svg, force }) => {
            commands::inspect(&input, stage, svg.as_deref(), force)
        }
        Some(CliCommand::Learn(args)) => learn::learn(&args),
        Some(CliCommand::Layouts { action }) => commands::layouts(action),
        Some(CliCommand::Completions { shell }) => manual::completions(shell),
        Some(CliCommand::Man) => manual::manual(),
        None if cli.view.linear => linear::run(&cli.inputs, &cli.open, preferences::script_of(config.settings.script)),
        None if cli.view.print_config => output::print(&config::printed::config(&config)),
        None if cli.view.print_keys => output::print(&config::printed::keys(&config.keys)),
        None if std::io::stdout().is_terminal() => {
            crate::words::speak(preferences::tongue(&config.settings));
            start::open(&cli.inputs, &cli.open, &cli.view, config)
        }
        None => commands::print_all(&cli.inputs, &cli.open),
    }
}

/// A mistake in the config is no reason not to print a manual.
fn reads_config(command: Option<&CliCommand>) -> bool {
    !matches!(command, Some(CliCommand::Layouts { .. } | CliCommand::Completions { .. } | CliCommand::Man))
}
