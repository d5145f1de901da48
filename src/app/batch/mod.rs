//! Any number of editions, one after the other or several at a time, each in a child of its own: rows and texts come out in
//! the order of the inputs, a file that cannot be read is a row, and what is written is whole whenever the batch ends.
//!
//! ```text
//!  paths, lists -> units -> known? -> pool of children -> answers in order -> destination, journal
//! ```

mod child;
mod journal;
mod ledger;
pub(super) mod limits;
mod pool;
mod progress;
mod request;
mod destination;
mod units;

use super::failure::Failure;
use super::{open, output, own_program, signals};
use crate::cli::{ExportArgs, ExportFormat, RowsArg};
use destination::Destination;
use journal::JournalEntry;
use ledger::Known;
use progress::BatchProgress;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use units::Units;

pub(super) use child::{WORD, serve};
pub(super) use pool::{ChildPool, jobs};
pub(super) use request::{AnswerPart, Form, Request, RequestSummary};

/// Editions that may be read ahead of the one that is written, for each child.
const AHEAD: usize = 8;
/// How often a batch that waits looks for a signal.
const LOOK: Duration = Duration::from_millis(50);

/// An edition on its way, in the order of the inputs.
enum PendingEdition {
    Read(Box<Request>, Receiver<AnswerPart>),
    Aside(JournalEntry, u64),
}

/// How the writing of an edition ended.
enum Ended {
    Whole,
    /// A signal came.
    By(i32),
}

/// `foldline export` of many editions.
///
/// # Errors
/// When nothing is named, a list cannot be read or the output cannot be written; [`Failure::Partly`] when some editions were
/// read only in part or not at all, and [`Failure::Told`] when none was.
pub fn run(args: &ExportArgs) -> Result<(), Failure> {
    refuse(args)?;
    open::check(&args.input.open)?;
    let rows = args.rows.unwrap_or(RowsArg::Page);
    let form = Form { format: args.format, rows, page: args.input.page };
    let mut units = Units::of(args, form)?;
    let program =
        own_program().ok_or_else(|| Failure::cannot("this program cannot be found, to be started again".to_owned()))?;
    let jobs = jobs(args.jobs.or(Some(1)));
    units.read_by(if units.is_one() { jobs } else { 0 });
    let mut batch = Batch {
        progress: BatchProgress::begin(units.count()),
        units,
        form,
        destination: Destination::open(args, form)?,
        pool: ChildPool::new(&program, jobs),
        coming: VecDeque::new(),
        ahead: jobs * AHEAD,
        signal: signals::caught(),
    };
    let ended = batch.all();
    batch.progress.end();
    match ended {
        Ok(Ended::Whole) => batch.destination.finish(args)?,
        Ok(Ended::By(signal)) => {
            batch.pool.stop();
            batch.destination.stop()?;
            signals::end_by(signal);
        }
        Err(failure) => {
            batch.pool.stop();
            return Err(failure);
        }
    }
    let BatchProgress { editions, skipped, failed, partial, .. } = batch.progress;
    match () {
        () if failed > 0 && failed == editions + skipped => Err(Failure::Told),
        () if failed + partial > 0 => Err(Failure::Partly),
        () => Ok(()),
    }
}

/// What cannot be asked for together.
fn refuse(args: &ExportArgs) -> Result<(), Failure> {
    let usage = |says: &str| Err(Failure::Usage(says.to_owned()));
    if args.story != "all" {
        return usage("--story chooses from one edition; of many, and in rows, all stories go out");
    }
    if args.format.is_of_one_edition() {
        return usage("this form is written of one edition at a time: leave out --from, --jobs, --resume and --rows");
    }
    if args.rows.is_some() && args.format != ExportFormat::Jsonl {
        return usage("--rows says what a row of --format jsonl is");
    }
    if args.input.inputs.is_empty() && args.from.is_none() {
        return usage("nothing to export: name files or folders, or a list of them with --from");
    }
    if args.format == ExportFormat::Parquet { refuse_table(args) } else { Ok(()) }
}

/// What a table cannot be asked for. What is there already is told before hours of work, and not behind them.
fn refuse_table(args: &ExportArgs) -> Result<(), Failure> {
    if cfg!(not(feature = "parquet")) {
        let says = "this program makes no tables; `cargo install --path . --features parquet` builds one that does";
        return Err(Failure::Usage(says.to_owned()));
    }
    match args.output.as_deref().filter(|path| !path.is_dir() && !output::is_standard(path)) {
        None => Err(Failure::Usage("a table is one file: name it with --output".to_owned())),
        Some(path) if path.exists() && !args.force => {
            Err(Failure::cannot(format!("{}: exists already; say --force to overwrite it", path.display())))
        }
        Some(_) => Ok(()),
    }
}

struct Batch {
    units: Units,
    form: Form,
    destination: Destination,
    pool: ChildPool,
    progress: BatchProgress,
    coming: VecDeque<PendingEdition>,
    ahead: usize,
    signal: signals::Caught,
}

impl Batch {
    fn all(&mut self) -> Result<Ended, Failure> {
        loop {
            while self.coming.len() < self.ahead {
                if let Some(signal) = self.signal.taken() {
                    return Ok(Ended::By(signal));
                }
                let Some(request) = self.units.next()? else { break };
                match self.destination.known(&request)? {
                    Known::Done(status) => self.progress.skip(status),
                    Known::Aside(entry, start) => self.coming.push_back(PendingEdition::Aside(entry, start)),
                    Known::No => {
                        let answer = self.pool.give(request.clone());
                        self.coming.push_back(PendingEdition::Read(Box::new(request), answer));
                    }
                }
            }
            match self.coming.pop_front() {
                None => return Ok(Ended::Whole),
                Some(PendingEdition::Aside(entry, start)) => {
                    let status = entry.status;
                    self.destination.take_back(entry, start)?;
                    self.progress.skip(status);
                }
                Some(PendingEdition::Read(request, answer)) => match self.write(&request, &answer)? {
                    Ended::Whole => {}
                    Ended::By(signal) => return Ok(Ended::By(signal)),
                },
            }
        }
    }

    /// Writes an edition as it is read.
    fn write(&mut self, request: &Request, answer: &Receiver<AnswerPart>) -> Result<Ended, Failure> {
        loop {
            if let Some(signal) = self.signal.taken() {
                return Ok(Ended::By(signal));
            }
            let summary = match answer.recv_timeout(LOOK) {
                Ok(AnswerPart::Row(text)) => {
                    self.destination.take(&text, self.form)?;
                    continue;
                }
                Ok(AnswerPart::Done(summary)) => *summary,
                Err(RecvTimeoutError::Timeout) => {
                    self.progress.show();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Failure::cannot(format!("{}: nobody is left to read it", request.shown)));
                }
            };
            self.destination.end(request, &summary)?;
            self.progress.add(&summary);
            return Ok(Ended::Whole);
        }
    }
}
