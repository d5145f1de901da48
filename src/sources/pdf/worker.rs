//! The thread that runs the engine: with its own stack, looked after by another one, and allowed to fail.

use super::page::PageReader;
use super::progress::ReadProgress;
use super::resource_limits::ResourceLimits;
use crate::model::sheet::Sheet;
use crate::sources::limits::process_time;
use crate::sources::{FENCED_THREAD, OpenError};
use hayro_syntax::object::Dict;
use hayro_syntax::object::dict::keys;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

/// How often a silent worker is looked at.
const LOOK: Duration = Duration::from_millis(40);
/// Pages that may wait to be taken.
const WAITING: usize = 4;
/// Pages that are not worth more than one process.
pub(super) const FEW: usize = 4;

/// What to read of a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct WorkerJob {
    /// Of an encrypted file.
    pub password: Option<String>,
    /// Bounds.
    pub limits: ResourceLimits,
    /// Index of the first page to read.
    pub first: usize,
    /// Where reading ends.
    pub until: Until,
    /// How the first page is read.
    pub care: Care,
}

/// Where reading ends.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) enum Until {
    /// With the last page.
    #[default]
    End,
    /// With the first page, where there are more than [`FEW`].
    Head,
    /// Before the page of this index.
    Page(usize),
}

impl Until {
    /// One past the last page that is read, of so many.
    pub fn end(self, count: usize) -> usize {
        match self {
            Until::End => count,
            Until::Head if count > FEW => 1,
            Until::Head => count,
            Until::Page(end) => end.min(count),
        }
    }
}

/// Which pages a worker reads.
enum Wanted {
    /// Those of its job, in order.
    Own,
    /// Those that are asked for by their index, until nobody asks any more.
    Asked(Receiver<usize>),
}

/// A page that broke its reader is read with more care.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Care {
    /// Without its font dictionaries.
    pub bare: bool,
    /// Tells every drawing, so that the last one before a failure is known.
    pub tell: bool,
    /// Stops after so many drawings; the doubt that says why.
    pub stop: Option<(u64, String)>,
}

/// Why nothing came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum WorkerFailure {
    /// A password is missing or wrong.
    Locked,
    /// Encrypted in a way that the engine does not know.
    UnknownLock,
    /// Not the structure of a PDF.
    Invalid,
    /// The worker died or never answered.
    Lost,
}

impl WorkerFailure {
    /// The error for the user; `tried` when a password was given.
    pub fn explain(self, name: &str, tried: bool) -> OpenError {
        let name = name.to_owned();
        let broken = |says: &str| OpenError::Broken { name: name.clone(), says: says.to_owned() };
        match self {
            WorkerFailure::Locked if tried => OpenError::WrongPassword { name },
            WorkerFailure::Locked => OpenError::Encrypted { name },
            WorkerFailure::UnknownLock => {
                broken("this PDF is encrypted in a way foldline does not know; save it unlocked")
            }
            WorkerFailure::Invalid => broken("this PDF is damaged beyond reading: no page can be found in it"),
            WorkerFailure::Lost => {
                broken("this PDF breaks its reader: finding its pages takes more work or memory than a file may")
            }
        }
    }
}

/// What a worker tells, in this order: `Opened`, pages, `Done`.
#[derive(Serialize, Deserialize)]
pub(super) enum Message {
    /// The file opened; how many pages it has, and what is wrong with it.
    Opened(usize, Vec<String>),
    /// So many drawings of the page were kept.
    Drawn(u64),
    /// The next page.
    Page(Box<Sheet>),
    /// The worker is lost within a page; the drawings before that, if it had begun to draw.
    Lost {
        /// Drawings that were kept.
        drawings: Option<u64>,
        /// It did not end, rather than fail.
        too_long: bool,
    },
    /// The file did not open.
    Failed(WorkerFailure),
    /// That was all.
    Done,
}

/// Reads a file in a thread of its own and passes on what it tells, until `emit` has heard enough. A worker that is
/// lost in the engine is left to itself. `times` is how many times its own bound a silent page may work: once in a
/// process that does nothing else, more where others work at the same time.
pub(super) fn supervise(
    bytes: Vec<u8>,
    job: &WorkerJob,
    progress: Arc<ReadProgress>,
    times: u32,
    emit: &mut dyn FnMut(Message) -> bool,
) {
    watch(bytes, job, Wanted::Own, progress, times, emit);
}

/// As [`supervise`], for pages in any order: each is read when it is asked for.
pub(super) fn attend(bytes: Vec<u8>, job: &WorkerJob, asked: Receiver<usize>, emit: &mut dyn FnMut(Message) -> bool) {
    watch(bytes, job, Wanted::Asked(asked), Arc::default(), 1, emit);
}

fn watch(
    bytes: Vec<u8>,
    job: &WorkerJob,
    wanted: Wanted,
    progress: Arc<ReadProgress>,
    times: u32,
    emit: &mut dyn FnMut(Message) -> bool,
) {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let (order, shared) = (job.clone(), Arc::clone(&progress));
    let thread = std::thread::Builder::new().name(FENCED_THREAD.to_owned()).stack_size(job.limits.stack);
    if thread.spawn(move || work(bytes, order, wanted, &shared, &sender)).is_err() {
        emit(Message::Failed(WorkerFailure::Lost));
        return;
    }
    let mut since = process_time();
    let mut patience = job.limits.open_time * times;
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(message) => {
                let last = matches!(message, Message::Done | Message::Failed(_));
                if !emit(message) || last {
                    return;
                }
                since = process_time();
                // The page stops by itself before, as long as the engine draws.
                patience = (job.limits.page_time + job.limits.page_time / 4) * times;
            }
            Err(RecvTimeoutError::Timeout) if process_time().saturating_sub(since) < patience => {}
            Err(error) => {
                let too_long = error == RecvTimeoutError::Timeout;
                emit(Message::Lost { drawings: progress.drawings(), too_long });
                return;
            }
        }
    }
}

fn work(bytes: Vec<u8>, job: WorkerJob, wanted: Wanted, progress: &Arc<ReadProgress>, sender: &SyncSender<Message>) {
    let pdf = match open(bytes, job.password.as_deref()) {
        Ok(pdf) => pdf,
        Err(failure) => {
            // A receiver that has gone has nobody to tell.
            sender.send(Message::Failed(failure)).ok();
            return;
        }
    };
    let found = pdf.pages().len();
    let count = found.min(job.limits.pages);
    if sender.send(Message::Opened(count, missing_pages(&pdf, count))).is_err() {
        return;
    }
    let mut reader = PageReader::new(&pdf, job.limits, Arc::clone(progress));
    let mut care = job.care;
    let indices: Box<dyn Iterator<Item = usize>> = match wanted {
        Wanted::Own => Box::new(job.first..job.until.end(count)),
        Wanted::Asked(asked) => Box::new(asked.into_iter().filter(|index| *index < count)),
    };
    for index in indices {
        let Some(page) = pdf.pages().get(index) else { continue };
        let sheet = reader.sheet(index, page, std::mem::take(&mut care));
        if sender.send(Message::Page(Box::new(sheet))).is_err() {
            return;
        }
    }
    sender.send(Message::Done).ok();
}

/// What is to be said of a file of which `count` pages are read.
fn missing_pages(pdf: &Pdf, count: usize) -> Vec<String> {
    let found = pdf.pages().len();
    let mut doubts = Vec::new();
    if count < found {
        doubts.push(format!("the file has {found} pages; only the first {count} are read"));
    }
    if let Some(declared) = declared_pages(pdf).filter(|declared| *declared > found) {
        doubts.push(format!("the file says it has {declared} pages, but only {found} can be found"));
    }
    doubts
}

/// How many pages the root of the page tree counts.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>(keys::PAGES)?.get::<u32>(keys::COUNT)?;
    usize::try_from(count).ok()
}

/// A password that is not needed does no harm; a file may also be locked with an empty one.
fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, WorkerFailure> {
    let data = PdfData::from(bytes);
    let given = Pdf::new_with_password(data.clone(), password.unwrap_or_default());
    let pdf = given.or_else(|error| if password.is_some() { Pdf::new(data) } else { Err(error) });
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => WorkerFailure::Locked,
        LoadPdfError::Decryption(_) => WorkerFailure::UnknownLock,
        LoadPdfError::Invalid => WorkerFailure::Invalid,
    })?;
    if pdf.pages().is_empty() { Err(WorkerFailure::Invalid) } else { Ok(pdf) }
}
