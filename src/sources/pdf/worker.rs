//! The thread that runs the engine, away from ours: with its own stack, watched by a clock, and allowed to fail.

use super::fences::Fences;
use super::page::Reader;
use crate::model::sheet::Sheet;
use crate::sources::{FENCED_THREAD, OpenError};
use hayro_syntax::object::Dict;
use hayro_syntax::object::dict::keys;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
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
    let worker = std::thread::Builder::new().name(FENCED_THREAD.to_owned()).stack_size(fences.stack);
    // Not joined: a worker that hangs in the engine is left to itself.
    worker.spawn(work).map_err(|_| Failure::Lost)?;
    let mut harvest = Harvest::default();
    let mut expected = None;
    loop {
        let patience = if expected.is_some() { fences.page_time } else { fences.file_time };
        let left = (ends + GRACE).saturating_duration_since(Instant::now());
        match receiver.recv_timeout((patience + GRACE).min(left)) {
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
    let found = pdf.pages().len();
    let mut doubts = Vec::new();
    if count < found {
        doubts.push(format!("the file has {found} pages; only the first {count} are read"));
    }
    if let Some(declared) = declared_pages(&pdf).filter(|declared| *declared > found) {
        doubts.push(format!("the file says it has {declared} pages, but only {found} can be found"));
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

/// How many pages the root of the page tree counts.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>(keys::PAGES)?.get::<u32>(keys::COUNT)?;
    usize::try_from(count).ok()
}

/// A password that is not needed does no harm; a file may also be locked with an empty one.
fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, Failure> {
    let data = PdfData::from(bytes);
    let given = Pdf::new_with_password(data.clone(), password.unwrap_or_default());
    let pdf = given.or_else(|error| if password.is_some() { Pdf::new(data) } else { Err(error) });
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::Locked,
        LoadPdfError::Decryption(_) => Failure::UnknownLock,
        LoadPdfError::Invalid => Failure::Invalid,
    })?;
    if pdf.pages().is_empty() { Err(Failure::Invalid) } else { Ok(pdf) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, and then forms that draw each other ten times over, twelve deep: a million million lines. Without a
    /// cross-reference, which the engine rebuilds.
    fn endless() -> Vec<u8> {
        let mut file = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n".to_vec();
        let mut add = |number: usize, dict: &str, data: &str| {
            let length = data.len();
            file.extend(format!("{number} 0 obj <<{dict}/Length {length}>>stream\n{data}\nendstream endobj\n").bytes());
        };
        let form = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";
        for level in 10..22 {
            let inner = format!("{form}/Resources<</XObject<</X {} 0 R>>>>", level + 1);
            add(level, &inner, &"/X Do ".repeat(10));
        }
        add(22, form, "0 0 m 9 9 l S ");
        add(4, "", "BT /F1 10 Tf 100 700 Td (Pier) Tj ET /X Do");
        let page = "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>\
                    /Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj\n";
        file.extend(b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n");
        file.extend(page.bytes());
        file.extend(b"trailer <</Root 1 0 R>>\n%%EOF\n");
        file
    }

    #[test]
    fn a_page_without_end_stops_at_its_fence_and_keeps_what_it_has() {
        let short = Duration::from_millis(200);
        let by_time = Fences { page_time: short, ..Fences::default() };
        let by_count = Fences { segments: 1_000, ..Fences::default() };
        for (fences, says) in [(by_time, "still being drawn"), (by_count, "more than 1000 path segments")] {
            let started = Instant::now();
            let harvest = run(&endless(), None, fences).unwrap();
            assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
            let sheet = &harvest.sheets[0];
            assert_eq!(sheet.runs.len(), 4);
            assert!(sheet.doubts.iter().any(|doubt| doubt.contains(says)), "{:?}", sheet.doubts);
        }
    }

    #[test]
    fn the_time_for_a_file_ends_it_between_pages() {
        let fences = Fences { file_time: Duration::ZERO, ..Fences::default() };
        let harvest = run(&endless(), None, fences).unwrap();
        assert!(harvest.sheets.is_empty());
        assert!(harvest.doubts.iter().any(|doubt| doubt.contains("only 0 of 1 pages")), "{:?}", harvest.doubts);
    }
}
