//! The thread that runs the engine, away from ours: with its own stack, watched by a clock, and allowed to fail.

use super::fences::Fences;
use super::page::Reader;
use crate::model::sheet::Sheet;
use crate::sources::OpenError;
use hayro_syntax::Pdf;
use hayro_syntax::{DecryptionError, LoadPdfError};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Time that the watcher gives beyond the worker's own deadline: a page in the engine's hands cannot be stopped
/// between two drawings.
const GRACE: Duration = Duration::from_secs(2);

/// What came out of a file.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    pub sheets: Vec<Sheet>,
    pub doubts: Vec<String>,
}

/// Why nothing came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A password is missing or wrong.
    Locked,
    /// Encrypted in a way that the engine does not know.
    UnknownLock,
    /// Not the structure of a PDF.
    Invalid,
    /// The worker died or never answered.
    Lost,
}

impl Failure {
    /// The error for the user; `tried` when a password was given.
    pub fn explain(self, name: &str, tried: bool) -> OpenError {
        let name = name.to_owned();
        let broken = |says: &str| OpenError::Broken { name: name.clone(), says: says.to_owned() };
        match self {
            Failure::Locked if tried => OpenError::WrongPassword { name },
            Failure::Locked => OpenError::Encrypted { name },
            Failure::UnknownLock => broken("this PDF is encrypted in a way foldline does not know; save it unlocked"),
            Failure::Invalid => broken("this PDF is damaged beyond reading: no page can be found in it"),
            Failure::Lost => broken("this PDF could not be read in time, or broke its reader"),
        }
    }
}

enum Message {
    /// The file opened; how many pages will come.
    Opened(usize, Vec<String>),
    Page(Box<Sheet>),
    Failed(Failure),
}

/// Reads a whole file within the fences.
pub(super) fn run(bytes: &[u8], password: Option<String>, fences: Fences) -> Result<Harvest, Failure> {
    let (sender, receiver) = mpsc::channel();
    let bytes = bytes.to_vec();
    let ends = Instant::now() + fences.file_time;
    let work = move || work(bytes, password.as_deref(), fences, ends, &sender);
    let worker = std::thread::Builder::new().name("pdf".to_owned()).stack_size(fences.stack);
    // Not joined: a worker that hangs in the engine is left to itself.
    worker.spawn(work).map_err(|_| Failure::Lost)?;
    let mut harvest = Harvest::default();
    let mut expected = None;
    loop {
        let patience = match expected {
            Some(_) => fences.page_time + GRACE,
            None => fences.file_time,
        };
        let left = (ends + GRACE).saturating_duration_since(Instant::now());
        match receiver.recv_timeout(patience.min(left)) {
            Ok(Message::Opened(pages, doubts)) => {
                expected = Some(pages);
                harvest.doubts = doubts;
            }
            Ok(Message::Page(sheet)) => harvest.sheets.push(*sheet),
            Ok(Message::Failed(failure)) => return Err(failure),
            Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => break,
        }
    }
    let expected = expected.ok_or(Failure::Lost)?;
    let read = harvest.sheets.len();
    if read < expected {
        harvest.doubts.push(format!("only {read} of {expected} pages could be read in time"));
    }
    Ok(harvest)
}

fn work(bytes: Vec<u8>, password: Option<&str>, fences: Fences, ends: Instant, sender: &Sender<Message>) {
    let pdf = match open(bytes, password) {
        Ok(pdf) => pdf,
        Err(failure) => {
            // A receiver that has gone has nobody to tell.
            sender.send(Message::Failed(failure)).ok();
            return;
        }
    };
    let count = pdf.pages().len().min(fences.pages);
    let mut doubts = Vec::new();
    if count < pdf.pages().len() {
        doubts.push(format!("the file has {} pages; only the first {count} are read", pdf.pages().len()));
    }
    if sender.send(Message::Opened(count, doubts)).is_err() {
        return;
    }
    let mut reader = Reader::new(&pdf, fences, ends);
    for (index, page) in pdf.pages().iter().take(count).enumerate() {
        if Instant::now() >= ends || sender.send(Message::Page(Box::new(reader.sheet(index, page)))).is_err() {
            return;
        }
    }
}

fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, Failure> {
    let pdf = Pdf::new_with_password(bytes, password.unwrap_or_default()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::Locked,
        LoadPdfError::Decryption(_) => Failure::UnknownLock,
        LoadPdfError::Invalid => Failure::Invalid,
    })?;
    if pdf.pages().is_empty() { Err(Failure::Invalid) } else { Ok(pdf) }
}
