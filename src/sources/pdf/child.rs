//! Reading in a process of its own: our own program, started with one word. Its memory is bounded by the system, and
//! a reader that is killed takes nothing with it but the page it was at.
//!
//! ```text
//!  ours  -- job, bytes of the file -->  theirs
//!        <-- messages --------------         each a length of four bytes and its encoding
//! ```

use super::progress::ReadProgress;
use super::resource_limits::ResourceLimits;
use super::worker::{self, Message, WorkerJob};
use crate::sources::limits;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The one argument that makes our program a reader of PDFs for another one of its kind.
pub const WORD: &str = "__read-pdf";

/// A message longer than this is none of ours, in bytes.
const LONGEST: u32 = 1 << 28;
/// Work after which a reading process ends whatever happens, in seconds.
const MOST_SECONDS: u64 = 1_800;

/// Where the system's allocator is that of GNU, the reading process takes its memory in few large steps and gives it back
/// when it ends: what it holds is bounded by [`limits::confine`] anyway. Elsewhere this says nothing.
const TUNABLES: &str = "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1:glibc.malloc.top_pad=16777216:\
                        glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=1073741824";

/// The reading process: takes a job and a file from the standard input, answers on the standard output.
pub fn serve() {
    let mut input = io::stdin().lock();
    let Some((job, length)) = receive::<(WorkerJob, u64)>(&mut input) else { return };
    confine(&job.limits, length);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    if input.read_to_end(&mut bytes).is_err() {
        return;
    }
    let told = |drawings| {
        send(&mut io::stdout().lock(), &Message::Drawn(drawings)).ok();
    };
    let progress = if job.care.tell { ReadProgress::telling(Box::new(told)) } else { ReadProgress::default() };
    let progress = Arc::new(progress);
    worker::supervise(bytes, &job, progress, 1, &mut |message| send(&mut io::stdout().lock(), &message).is_ok());
}

/// Has `program` read a file, and passes on what it tells until it ends.
///
/// # Errors
/// When the program cannot be started.
pub(super) fn read(program: &Path, bytes: &[u8], job: &WorkerJob, hear: &mut dyn FnMut(Message)) -> io::Result<()> {
    let mut command = Command::new(program);
    command
        .arg(WORD)
        .env("GLIBC_TUNABLES", TUNABLES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // Who has gone already shows by its silence.
        let fed = send(&mut pipe, &(job, bytes.len() as u64)).and_then(|()| pipe.write_all(bytes));
        fed.ok();
    }
    if let Some(pipe) = child.stdout.take() {
        let mut pipe = BufReader::new(pipe);
        while let Some(message) = receive(&mut pipe) {
            hear(message);
        }
    }
    child.kill().ok();
    child.wait().map(|_| ())
}

/// Bounds what this process may take from now on for reading a file of so many bytes.
pub(super) fn confine(limits: &ResourceLimits, length: u64) {
    // The file itself, and once more where its streams are stored without compression.
    limits::confine(limits.memory.saturating_add(length.saturating_mul(2)), MOST_SECONDS);
}

/// Bytes that a page has room in, as a rule.
const USUAL: usize = 1 << 18;

/// Sends a message to another process of this program.
///
/// # Errors
/// When nobody takes it.
pub fn send(pipe: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    let encoded = postcard::to_extend(message, Vec::with_capacity(USUAL)).map_err(io::Error::other)?;
    let length = u32::try_from(encoded.len()).map_err(io::Error::other)?;
    pipe.write_all(&length.to_le_bytes())?;
    pipe.write_all(&encoded)?;
    pipe.flush()
}

/// The next message of another process of this program; nothing when it has gone.
pub fn receive<T: DeserializeOwned>(pipe: &mut dyn Read) -> Option<T> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return None;
    }
    let mut encoded = vec![0; length as usize];
    pipe.read_exact(&mut encoded).ok()?;
    postcard::from_bytes(&encoded).ok()
}
