//! `foldline worker`: a request a line on the standard input, an answer a line on the standard output, flushed, in the order
//! of the requests. Whatever a line or a file is, it is answered; the worker ends with its input. `docs/worker.md` has the
//! protocol.

use super::batch::{AnswerPart, ChildPool, Form, Request, RequestSummary, jobs};
use super::failure::{Failure, in_words};
use super::{input, open, own_program};
use crate::cli::{ExportFormat, OpenArgs, RowsArg, StructureArg, WorkerArgs};
use crate::export::rows::Status;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};

/// Name and number of the form of answers.
const SCHEMA: &str = "foldline.answer/1";
/// A request that is longer is answered and not read, in bytes: base64 of the largest stream that is read.
const LONGEST: u64 = input::LARGEST_STREAM / 3 * 4 + (1 << 20);
/// Requests that may be taken before the one that is answered, for each child.
const AHEAD: usize = 2;

/// A request in JSON; a line that does not begin with a brace is a path.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    /// Comes back with the answer.
    id: Option<Box<RawValue>>,
    path: Option<PathBuf>,
    /// The file itself in base64, in place of a path.
    bytes: Option<String>,
    /// What rows call such a file.
    name: Option<String>,
    rows: Option<RowsArg>,
    page: Option<u32>,
    layout: Option<String>,
    encoding: Option<String>,
    password: Option<String>,
    structure: Option<StructureArg>,
    uncorrected: bool,
}

/// The answer to a request.
#[derive(Serialize)]
struct Answered<'a> {
    schema: &'static str,
    id: Option<&'a RawValue>,
    path: &'a str,
    sha256: Option<&'a str>,
    foldline: &'static str,
    status: Status,
    error: Option<String>,
    pages: usize,
    cpu_ms: f64,
    /// As `foldline export --format jsonl` writes them.
    rows: Vec<Box<RawValue>>,
}

/// A request on its way.
struct PendingRequest {
    id: Option<Box<RawValue>>,
    shown: String,
    answer: Result<Receiver<AnswerPart>, String>,
}

/// Answers requests until there are no more.
///
/// # Errors
/// When the standard input cannot be read, or nobody takes the answers.
pub fn run(args: &WorkerArgs) -> Result<(), Failure> {
    open::check(&args.open)?;
    let program =
        own_program().ok_or_else(|| Failure::cannot("this program cannot be found, to be started again".to_owned()))?;
    let jobs = jobs(Some(args.jobs));
    let pool = ChildPool::new(&program, jobs);
    let (sender, coming) = sync_channel::<Result<PendingRequest, io::Error>>(jobs * AHEAD);
    let defaults = (OpenArgs { hands: 0, ..args.open.clone() }, args.rows, args.limits);
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let next = match next_line(&mut input) {
                Ok(None) => return,
                Ok(Some(line)) => Ok(coming_of(line, &defaults, &pool)),
                Err(error) => Err(error),
            };
            let is_lost = next.is_err();
            if sender.send(next).is_err() || is_lost {
                return;
            }
        }
    });
    for next in coming {
        let coming = next.map_err(|error| Failure::cannot(format!("standard input: {}", in_words(&error))))?;
        let mut line = answer_of(&coming).map_err(anyhow::Error::from)?;
        line.push('\n');
        let mut out = io::stdout().lock();
        out.write_all(line.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::cannot(format!("standard output: {}", in_words(&error))),
        })?;
    }
    Ok(())
}

/// The next line without its end; nothing at the end. One that is too long is an error of its own and is passed over.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut line = Vec::new();
    if input.take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_some() || (line.len() as u64) < LONGEST {
        line.pop_if(|last| *last == b'\r');
        return Ok(Some(Ok(line)));
    }
    input.skip_until(b'\n')?;
    Ok(Some(Err(format!("the request is longer than {LONGEST} bytes; name a file instead"))))
}

fn coming_of(
    line: Result<Vec<u8>, String>,
    (open, rows, limits): &(OpenArgs, RowsArg, crate::cli::LimitArgs),
    pool: &ChildPool,
) -> PendingRequest {
    let asked = match line.and_then(|line| asked(&line)) {
        Ok(asked) => asked,
        Err(says) => return PendingRequest { id: None, shown: String::new(), answer: Err(says) },
    };
    let path = match (&asked.path, &asked.bytes) {
        (Some(path), None) => path.clone(),
        (None, Some(_)) => PathBuf::from(asked.name.as_deref().unwrap_or("bytes")),
        (Some(_), Some(_)) | (None, None) => {
            let says = "a request has either a path or bytes".to_owned();
            return PendingRequest { id: asked.id, shown: String::new(), answer: Err(says) };
        }
    };
    let form = Form { format: ExportFormat::Jsonl, rows: asked.rows.unwrap_or(*rows), page: asked.page };
    let mut open = open.clone();
    open.layout = asked.layout.or(open.layout);
    open.encoding = asked.encoding.or(open.encoding);
    open.password = asked.password.or(open.password);
    open.structure = asked.structure.or(open.structure);
    open.uncorrected |= asked.uncorrected;
    let request = Request::new(&path, form, &open, *limits);
    let request = match asked.bytes {
        Some(bytes) => request.with_bytes(bytes),
        None => request,
    };
    let shown = request.shown.clone();
    PendingRequest { id: asked.id, shown, answer: Ok(pool.give(request)) }
}

/// Whether a line of the standard input asks for anything.
pub(super) fn is_request(line: &[u8]) -> bool {
    asked(line).is_ok()
}

fn asked(line: &[u8]) -> Result<Asked, String> {
    let text = std::str::from_utf8(line).map_err(|_| "the request is not UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Err("the line is empty; a request is a path or a JSON object".to_owned());
    }
    if !text.trim_start().starts_with('{') {
        return Ok(Asked { path: Some(PathBuf::from(text)), ..Asked::default() });
    }
    serde_json::from_str(text).map_err(|error| format!("the request cannot be read: {error}"))
}

fn answer_of(coming: &PendingRequest) -> serde_json::Result<String> {
    let (mut rows, mut summary) = (Vec::new(), None);
    match &coming.answer {
        Err(says) => {
            summary = Some(RequestSummary {
                status: Status::Failed,
                errors: vec![says.clone()],
                ..RequestSummary::default()
            });
        }
        Ok(parts) => {
            for part in parts {
                match part {
                    AnswerPart::Row(text) => rows.push(RawValue::from_string(text)?),
                    AnswerPart::Done(done) => summary = Some(*done),
                }
            }
        }
    }
    let summary = summary.unwrap_or_else(|| RequestSummary { status: Status::Failed, ..RequestSummary::default() });
    let line = serde_json::to_string(&Answered {
        schema: SCHEMA,
        id: coming.id.as_deref(),
        path: &coming.shown,
        sha256: summary.sha256.as_deref(),
        foldline: env!("CARGO_PKG_VERSION"),
        status: summary.status,
        error: (!summary.errors.is_empty()).then(|| summary.errors.join("; ")),
        pages: summary.pages,
        cpu_ms: (summary.cpu_ms * 10.0).round() / 10.0,
        rows,
    })?;
    Ok(crate::export::escaped(line))
}
