//! What is asked of a child and what it answers: a request a line there, frames back, each a letter and a line.

use crate::cli::{ExportFormat, LimitArgs, OpenArgs, RowsArg};
use crate::export::rows::Status;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

/// Before a line of output.
const ROW: u8 = b'r';
/// Before what became of the request, which is the last frame of an answer.
const DONE: u8 = b'd';

/// One edition to read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::app) struct Request {
    /// The path, byte by byte: not every path is Unicode.
    path: Vec<u8>,
    /// As rows and messages call it.
    pub shown: String,
    /// The file itself in base64, where it lies in no place.
    pub bytes: Option<String>,
    /// What goes out.
    pub form: Form,
    /// How it is opened.
    pub open: OpenArgs,
    /// Processor time in seconds.
    pub most_seconds: u64,
    /// Memory in bytes, besides three times the size of the file.
    pub most_bytes: u64,
    /// PDFs are read in a process of their own: the reader before broke.
    pub careful: bool,
}

/// What goes out of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) struct Form {
    /// The form.
    pub format: ExportFormat,
    /// What a row is.
    pub rows: RowsArg,
    /// Only this page, from 1.
    pub page: Option<u32>,
}

/// What became of a request.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::app) struct RequestSummary {
    /// Whether all of it was read.
    pub status: Status,
    /// Why nothing was read, or not all files of it: one sentence each.
    pub errors: Vec<String>,
    /// Pages that were read.
    pub pages: usize,
    /// Bytes that were read.
    pub size: u64,
    /// The sum of the file; over the sums of the files of a folder.
    pub sha256: Option<String>,
    /// Processor time in milliseconds.
    pub cpu_ms: f64,
    /// The child ends with this: what it read may have left something behind.
    pub is_last: bool,
}

/// A part of an answer.
#[derive(Debug)]
pub(in crate::app) enum AnswerPart {
    /// A line of output, or all of a text.
    Row(String),
    /// The end.
    Done(Box<RequestSummary>),
}

impl Request {
    /// A request to read a path.
    pub fn new(path: &Path, form: Form, open: &OpenArgs, limits: LimitArgs) -> Request {
        Request {
            path: raw(path),
            shown: path.to_string_lossy().into_owned(),
            bytes: None,
            form,
            open: open.clone(),
            most_seconds: limits.limit_cpu,
            most_bytes: limits.limit_memory << 20,
            careful: false,
        }
    }

    /// The same for bytes that lie nowhere, in base64.
    pub fn with_bytes(self, bytes: String) -> Request {
        Request { bytes: Some(bytes), ..self }
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        unraw(&self.path)
    }
}

#[cfg(unix)]
fn raw(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn unraw(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec()).into()
}

/// Elsewhere paths of no Unicode cannot be asked for.
#[cfg(not(unix))]
fn raw(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

/// Elsewhere paths of no Unicode cannot be asked for.
#[cfg(not(unix))]
fn unraw(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}

/// A path from the bytes of a list.
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    unraw(bytes)
}

/// Sends a line of output. What has lines of its own, as a text has, goes as one.
pub(super) fn send_row(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let line = serde_json::to_string(text).map_err(io::Error::other)?;
    send(out, ROW, &line)
}

/// Sends the end of an answer.
pub(super) fn send_done(out: &mut dyn Write, summary: &RequestSummary) -> io::Result<()> {
    let line = serde_json::to_string(summary).map_err(io::Error::other)?;
    send(out, DONE, &line)?;
    out.flush()
}

fn send(out: &mut dyn Write, letter: u8, line: &str) -> io::Result<()> {
    out.write_all(&[letter])?;
    out.write_all(line.as_bytes())?;
    out.write_all(b"\n")
}

/// The next part of an answer; nothing when the child is gone, or says what no child of ours says.
pub(super) fn receive(from: &mut dyn BufRead) -> Option<AnswerPart> {
    let mut line = String::new();
    from.read_line(&mut line).ok()?;
    let rest = line.strip_suffix('\n')?;
    match rest.as_bytes().first().copied() {
        Some(ROW) => serde_json::from_str(rest.get(1..)?).ok().map(AnswerPart::Row),
        Some(DONE) => serde_json::from_str(rest.get(1..)?).ok().map(AnswerPart::Done),
        Some(_) | None => None,
    }
}
