//! One file for all rows of a batch, and its journal. Rows stand in the order of the inputs, each edition's together; after
//! a sudden end the file is cut to the last edition that is whole.
//!
//! Going on, editions are skipped as long as inputs and journal agree. Where they part, as when a file has changed, what the
//! output has from there on is put aside, and each part of it is taken from there when its turn comes.

use super::journal::{Journal, JournalEntry, JournalHead, beside};
use super::request::{Request, RequestSummary};
use crate::app::failure::{Failure, in_words};
use crate::app::output::{self, OtherNames};
use crate::export::rows::Status;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Rows are written in pieces of this size, in bytes.
const PIECE: usize = 1 << 20;

/// What the output has of an edition already.
pub(super) enum Known {
    /// Nothing.
    No,
    /// All, where it belongs, and what became of it then.
    Done(Status),
    /// All, put aside; `Ledger::take_back` writes it.
    Aside(JournalEntry, u64),
}

/// The output and its journal.
pub(super) struct Ledger {
    path: PathBuf,
    output: File,
    journal: Journal,
    /// Bytes of editions that are whole.
    whole: u64,
    /// Bytes in the file, of the edition that is being written too.
    written: u64,
    /// Rows that are not written yet.
    pending: Vec<u8>,
    /// The entry that the next input should be; nothing once they parted.
    expected: Option<usize>,
    aside: Option<Aside>,
}

/// What the output had where inputs and journal parted.
struct Aside {
    path: PathBuf,
    output: File,
    journal: Journal,
    end: u64,
    /// Entries that nobody asked for yet, by path, with where their rows begin.
    left: BTreeMap<String, (JournalEntry, u64)>,
}

impl Ledger {
    /// A new output; with `resume` the one that is there.
    ///
    /// # Errors
    /// When it is there and none of ours, was made with other options, or cannot be written.
    pub fn open(path: &Path, options: &str, head: &str, (resume, force): (bool, bool)) -> Result<Ledger, Failure> {
        let failed = |error: &io::Error| cannot(path, error);
        let is_there = path.symlink_metadata().is_ok();
        if is_there && !resume && !force {
            let says = if beside(path).exists() {
                "--resume to go on with it, or --force to begin again"
            } else {
                "--force to overwrite it"
            };
            return Err(Failure::cannot(format!("{}: exists already; say {says}", path.display())));
        }
        if is_there && resume {
            return Ledger::again(path, options);
        }
        if force {
            output::part_from_other_names(path)?;
        }
        let mut opening = OpenOptions::new();
        opening.read(true).write(true);
        let opening = if force { opening.create(true).truncate(true) } else { opening.create_new(true) };
        let mut output = opening.open(path).map_err(|error| failed(&error))?;
        output.write_all(head.as_bytes()).map_err(|error| failed(&error))?;
        let whole = head.len() as u64;
        let head = JournalHead::new(options.to_owned(), whole);
        // Without its output a journal is of nothing.
        let journal = Journal::create(&beside(path), head, true).map_err(|error| cannot(&beside(path), &error))?;
        let path = path.to_owned();
        Ok(Ledger { path, output, journal, whole, written: whole, pending: Vec::new(), expected: None, aside: None })
    }

    fn again(path: &Path, options: &str) -> Result<Ledger, Failure> {
        let failed = |error: &io::Error| cannot(path, error);
        let shown = path.display();
        let journal = match Journal::open(&beside(path)) {
            Ok(journal) => journal,
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(cannot(&beside(path), &error)),
        };
        let Some(mut journal) = journal else {
            let says = "there is no journal of it, so it cannot be gone on with; name another file, or say --force";
            return Err(Failure::cannot(format!("{shown}: {says}")));
        };
        if journal.head.options != options {
            let says = "was made with other options or by another version; say the same, or --force to begin again";
            return Err(Failure::Usage(format!("{shown}: {says}")));
        }
        let mut output = OpenOptions::new().read(true).write(true).open(path).map_err(|error| failed(&error))?;
        let about = output.metadata().map_err(|error| failed(&error))?;
        let length = about.len();
        let (mut whole, mut count) = (journal.head.begins, 0);
        for entry in &journal.entries {
            let end = whole.saturating_add(entry.bytes);
            if end > length {
                break;
            }
            (whole, count) = (end, count + 1);
        }
        let cut = journal.keep(count).and_then(|()| output.set_len(whole));
        cut.and_then(|()| output.seek(SeekFrom::Start(whole))).map_err(|error| failed(&error))?;
        let aside = Aside::open(path, options).map_err(|error| failed(&error))?;
        OtherNames::of(&about).tell_gone_on(path, &output::many(count, "edition"));
        let path = path.to_owned();
        Ok(Ledger { path, output, journal, whole, written: whole, pending: Vec::new(), expected: Some(0), aside })
    }

    /// What there is already of a request. Asked for each, in order, before anything of it is written.
    ///
    /// # Errors
    /// When what is put aside cannot be written.
    pub fn known(&mut self, request: &Request, identity: impl Fn() -> (u64, Option<String>)) -> Result<Known, Failure> {
        let mut aside = self.left(&request.shown);
        if let Some(at) = self.expected {
            match self.journal.entries.get(at) {
                Some(entry) if entry.is_of(&request.shown, &identity()) => {
                    self.expected = Some(at + 1);
                    return Ok(Known::Done(entry.status));
                }
                Some(_) => {
                    self.part(at).map_err(|error| cannot(&self.path, &error))?;
                    aside = self.left(&request.shown).or(aside);
                }
                None => self.expected = None,
            }
        }
        Ok(match aside {
            Some((entry, start)) if entry.is_of(&request.shown, &identity()) => Known::Aside(entry, start),
            Some(_) | None => Known::No,
        })
    }

    /// What is put aside of a path, which is asked for once.
    fn left(&mut self, path: &str) -> Option<(JournalEntry, u64)> {
        self.aside.as_mut()?.left.remove(path)
    }

    /// True when nothing stands in it but its head.
    pub fn is_empty(&self) -> bool {
        self.written + self.pending.len() as u64 == self.journal.head.begins
    }

    /// Takes rows of the edition that is being written.
    ///
    /// # Errors
    /// When the output takes no more; it is cut to what is whole.
    pub fn take(&mut self, text: &str) -> Result<(), Failure> {
        self.pending.extend_from_slice(text.as_bytes());
        if self.pending.len() < PIECE { Ok(()) } else { self.flush() }
    }

    /// The edition is whole.
    ///
    /// # Errors
    /// When the output or the journal takes no more.
    pub fn end(&mut self, request: &Request, summary: &RequestSummary) -> Result<(), Failure> {
        self.flush()?;
        self.close(JournalEntry::of(request, summary, self.written - self.whole))
    }

    /// Writes what was put aside of an edition.
    ///
    /// # Errors
    /// As [`Ledger::end`].
    pub fn take_back(&mut self, entry: JournalEntry, start: u64) -> Result<(), Failure> {
        let Some(aside) = &mut self.aside else { return Ok(()) };
        let rows = aside.rows(&entry, start).map_err(|error| cannot(&aside.path, &error))?;
        self.pending.extend_from_slice(&rows);
        self.flush()?;
        self.close(entry)
    }

    /// All inputs are done: what was put aside and not asked for again is kept behind them.
    ///
    /// # Errors
    /// As [`Ledger::end`].
    pub fn finish(&mut self) -> Result<(), Failure> {
        while let Some((_, (entry, start))) = self.aside.as_mut().and_then(|aside| aside.left.pop_first()) {
            self.take_back(entry, start)?;
        }
        self.stop()?;
        if let Some(aside) = self.aside.take() {
            std::fs::remove_file(beside(&aside.path)).ok();
            std::fs::remove_file(&aside.path).ok();
        }
        Ok(())
    }

    /// Leaves what is whole, on the disk.
    ///
    /// # Errors
    /// When the system cannot keep it.
    pub fn stop(&mut self) -> Result<(), Failure> {
        self.pending.clear();
        let kept = self.cut().and_then(|()| self.output.sync_data()).and_then(|()| self.journal.sync());
        kept.map_err(|error| cannot(&self.path, &error))
    }

    fn close(&mut self, entry: JournalEntry) -> Result<(), Failure> {
        if let Err(error) = self.journal.add(&entry) {
            self.cut().ok();
            return Err(cannot(&beside(&self.path), &error));
        }
        self.whole = self.written;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let pending = std::mem::take(&mut self.pending);
        if let Err(error) = self.output.write_all(&pending) {
            self.cut().ok();
            return Err(cannot(&self.path, &error));
        }
        self.written += pending.len() as u64;
        Ok(())
    }

    fn cut(&mut self) -> io::Result<()> {
        self.output.set_len(self.whole)?;
        self.written = self.output.seek(SeekFrom::Start(self.whole))?;
        Ok(())
    }

    /// Puts aside what the output has from an entry on.
    fn part(&mut self, at: usize) -> io::Result<()> {
        let mut aside = match self.aside.take() {
            Some(aside) => aside,
            None => Aside::create(&self.path, &self.journal.head)?,
        };
        let bytes = |entries: &[JournalEntry]| entries.iter().map(|entry| entry.bytes).sum::<u64>();
        let (kept, parted) = self.journal.entries.split_at_checked(at).unwrap_or_default();
        let mut start = self.journal.head.begins + bytes(kept);
        let whole = start;
        for entry in parted {
            let rows = read_at(&mut self.output, start, entry.bytes)?;
            aside.add(entry.clone(), &rows)?;
            start += entry.bytes;
        }
        aside.output.sync_data()?;
        aside.journal.sync()?;
        self.aside = Some(aside);
        self.expected = None;
        self.journal.keep(at)?;
        self.journal.entries.clear();
        self.whole = whole;
        self.cut()
    }
}

impl Aside {
    fn name(output: &Path) -> PathBuf {
        let mut name = output.as_os_str().to_owned();
        name.push(".aside");
        name.into()
    }

    fn create(output: &Path, head: &JournalHead) -> io::Result<Aside> {
        let path = Aside::name(output);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
        let head = JournalHead::new(head.options.clone(), 0);
        let journal = Journal::create(&beside(&path), head, true)?;
        Ok(Aside { path, output: file, journal, end: 0, left: BTreeMap::new() })
    }

    /// What a run before put aside and did not come to.
    fn open(output: &Path, options: &str) -> io::Result<Option<Aside>> {
        let path = Aside::name(output);
        let journal = match Journal::open(&beside(&path)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let Some(journal) = journal.filter(|journal| journal.head.options == options) else { return Ok(None) };
        let output = OpenOptions::new().read(true).write(true).open(&path)?;
        let length = output.metadata()?.len();
        let (mut end, mut left) = (0, BTreeMap::new());
        for entry in &journal.entries {
            if end + entry.bytes > length {
                break;
            }
            left.insert(entry.path.clone(), (entry.clone(), end));
            end += entry.bytes;
        }
        Ok(Some(Aside { path, output, journal, end, left }))
    }

    fn add(&mut self, entry: JournalEntry, rows: &[u8]) -> io::Result<()> {
        self.output.seek(SeekFrom::Start(self.end))?;
        self.output.write_all(rows)?;
        self.journal.add(&entry)?;
        self.left.insert(entry.path.clone(), (entry, self.end));
        self.end += rows.len() as u64;
        Ok(())
    }

    fn rows(&mut self, entry: &JournalEntry, start: u64) -> io::Result<Vec<u8>> {
        read_at(&mut self.output, start, entry.bytes)
    }
}

fn read_at(file: &mut File, start: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What went wrong with a file of the batch, and what can be done about it.
pub(super) fn cannot(path: &Path, error: &io::Error) -> Failure {
    let says = in_words(error);
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "; what is there is whole: make room, and go on with --resume"
        }
        ErrorKind::NotFound => "; make its folder first, or name another place",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "; name another place",
        _ => "",
    };
    Failure::cannot(format!("{}: {says}{remedy}", path.display()))
}
