//! The journal beside the output of a batch: a line for each edition that is done and whole, written when it is. A line that
//! was cut short by a sudden end counts for nothing, and neither does what it stood for.

use super::request::{Request, RequestSummary};
use crate::export::rows::Status;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name and number of the form of the journal.
const SCHEMA: &str = "foldline.journal/1";

/// What a journal is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JournalHead {
    schema: String,
    /// What the rows were made with: others do not go with them.
    pub options: String,
    /// Bytes of the output before its first row.
    pub begins: u64,
}

/// An edition that is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct JournalEntry {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its sum; nothing when it could not be read.
    pub sha256: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Pages that were read.
    pub pages: usize,
    /// Bytes of output.
    pub bytes: u64,
    /// The file it went to, where each edition has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// The output was about to be written, and may be there or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begun: bool,
}

/// An open journal.
pub(super) struct Journal {
    file: File,
    /// Where each line ends, that of the head first.
    ends: Vec<u64>,
    /// What it is of.
    pub head: JournalHead,
    /// What it held when it was opened.
    pub entries: Vec<JournalEntry>,
}

impl JournalHead {
    /// The head of a new journal.
    pub fn new(options: String, begins: u64) -> JournalHead {
        JournalHead { schema: SCHEMA.to_owned(), options, begins }
    }
}

impl JournalEntry {
    /// An edition that was read.
    pub fn of(request: &Request, summary: &RequestSummary, bytes: u64) -> JournalEntry {
        JournalEntry {
            path: request.shown.clone(),
            size: summary.size,
            sha256: summary.sha256.clone(),
            status: summary.status,
            pages: summary.pages,
            bytes,
            file: None,
            begun: false,
        }
    }

    /// True when it is of what lies there now. What could not be read at all is read again.
    pub fn is_of(&self, path: &str, identity: &(u64, Option<String>)) -> bool {
        !self.begun
            && self.sha256.is_some()
            && self.path == path
            && (self.size, &self.sha256) == (identity.0, &identity.1)
    }
}

impl Journal {
    /// A new journal in a new file.
    ///
    /// # Errors
    /// When it cannot be written, or is there already.
    pub fn create(path: &Path, head: JournalHead, force: bool) -> io::Result<Journal> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        let file = if force { options.create(true).truncate(true) } else { options.create_new(true) }.open(path)?;
        let mut journal = Journal { file, ends: Vec::new(), head: head.clone(), entries: Vec::new() };
        journal.write(&head)?;
        Ok(journal)
    }

    /// A journal that is there; nothing when the file is none of ours.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> io::Result<Option<Journal>> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let mut lines = text.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
        let head = lines.next().and_then(|line| serde_json::from_slice::<JournalHead>(line).ok().zip(Some(line.len())));
        let Some((head, length)) = head.filter(|(head, _)| head.schema == SCHEMA) else { return Ok(None) };
        let (mut ends, mut entries) = (vec![length as u64], Vec::new());
        for line in lines {
            let Ok(entry) = serde_json::from_slice(line) else { break };
            entries.push(entry);
            ends.push(ends.last().copied().unwrap_or_default() + line.len() as u64);
        }
        Ok(Some(Journal { file, ends, head, entries }))
    }

    /// Adds an edition that is done.
    ///
    /// # Errors
    /// When it cannot be written; what was there before stays whole.
    pub fn add(&mut self, entry: &JournalEntry) -> io::Result<()> {
        self.write(entry)
    }

    /// Keeps only the first entries.
    ///
    /// # Errors
    /// When the file cannot be cut.
    pub fn keep(&mut self, count: usize) -> io::Result<()> {
        self.entries.truncate(count);
        self.ends.truncate(count + 1);
        self.file.set_len(self.end())
    }

    fn end(&self) -> u64 {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Has the system keep what was written.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// A line goes in one piece, over whatever a writing that failed left there.
    fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut text = serde_json::to_vec(line).map_err(io::Error::other)?;
        text.push(b'\n');
        let end = self.end();
        self.file.set_len(end)?;
        self.file.seek(SeekFrom::Start(end))?;
        self.file.write_all(&text)?;
        self.ends.push(end + text.len() as u64);
        Ok(())
    }
}

/// Where the journal of an output stands: beside a file, within a folder.
pub(super) fn beside(output: &Path) -> PathBuf {
    if output.is_dir() {
        return output.join(".foldline-journal");
    }
    let mut name = output.as_os_str().to_owned();
    name.push(".journal");
    name.into()
}
