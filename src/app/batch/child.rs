//! The child: this program once more, started with one word, reading one edition after the other for a batch or a worker.
//! What breaks it, or takes more than a file may, costs that file and no other.

use super::limits;
use super::request::{Form, Request, RequestSummary, send_done, send_row};
use crate::app::failure::Failure;
use crate::app::files::{self, FileRead};
use crate::app::open::{self, OpenedEdition};
use crate::app::{forms, own_program};
use crate::cli::{ExportFormat, RowsArg};
use crate::export::rows::{ExportRow, RowFile, Status};
use crate::model::edition::Edition;
use crate::model::story::StoryRef;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::io::{self, BufRead, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

/// The one argument that makes our program a child.
pub(in crate::app) const WORD: &str = "__read-editions";

/// Answers requests until there are no more, or until one that may have left something behind.
pub(in crate::app) fn serve() {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Some(request) = line.ok().and_then(|line| serde_json::from_str::<Request>(&line).ok()) else { return };
        let summary = answered(&request, &mut out);
        let is_sent = summary.as_ref().is_ok_and(|summary| send_done(&mut out, summary).is_ok());
        if !is_sent || summary.is_ok_and(|summary| summary.is_last) {
            return;
        }
    }
}

fn answered(request: &Request, out: &mut dyn Write) -> io::Result<RequestSummary> {
    let begun = limits::work();
    let room = size_of(request).saturating_mul(3).saturating_add(request.most_bytes);
    limits::allow(room, request.most_seconds);
    let opened = catch_unwind(AssertUnwindSafe(|| opened(request)));
    let opened = opened.unwrap_or_else(|_| Err(Failure::cannot(format!("{}: reading it failed", request.shown))));
    let spent = || (limits::work().saturating_sub(begun)).as_secs_f64() * 1000.0;
    let opening = match opened {
        Ok(opening) => opening,
        Err(failure) => return failed(request, &failure, spent(), out),
    };
    let mut summary = summary(request, &opening);
    let has_page = |page: u32| page as usize <= opening.edition.pages.len();
    if let Some(page) = request.form.page.filter(|page| !has_page(*page)) {
        summary.status = Status::Failed;
        summary.errors.push(format!("{}: no page {page}; it has {}", request.shown, summary.pages));
    }
    let elsewhere: Duration = opening.files.iter().map(|file| file.elsewhere).sum();
    let spent = || spent() + elsewhere.as_secs_f64() * 1000.0;
    let cpu_ms = spent();
    for text in texts(&opening, request.form, cpu_ms, request) {
        send_row(out, &text)?;
    }
    summary.cpu_ms = spent();
    Ok(summary)
}

/// Opens what was asked for.
fn opened(request: &Request) -> Result<OpenedEdition, Failure> {
    let mut args = request.open.clone();
    args.digests = true;
    args.reader = request.careful.then(own_program).flatten();
    if let Some(bytes) = &request.bytes {
        let bytes = BASE64_STANDARD.decode(bytes);
        let bytes = bytes.map_err(|error| Failure::cannot(format!("{}: no base64: {error}", request.shown)))?;
        return open::of_bytes(&request.shown, bytes, &args);
    }
    let path = request.path();
    if path.metadata().is_ok_and(|what| !what.is_file() && !what.is_dir()) {
        return Err(Failure::cannot(format!("{}: neither a file nor a folder", request.shown)));
    }
    open::in_steps(&[path], &args, &mut |_| {})
}

/// Bytes that will be read at once.
fn size_of(request: &Request) -> u64 {
    if let Some(bytes) = &request.bytes {
        return bytes.len() as u64;
    }
    let size = |path: &Path| path.metadata().map_or(0, |what| what.len());
    let path = request.path();
    let inside = std::fs::read_dir(&path).into_iter().flatten().flatten();
    inside.map(|entry| size(&entry.path())).max().unwrap_or_else(|| size(&path))
}

fn failed(request: &Request, failure: &Failure, cpu_ms: f64, out: &mut dyn Write) -> io::Result<RequestSummary> {
    let says = failure.message(false).unwrap_or_default();
    let file = RowFile { path: request.shown.clone(), cpu_ms: tenths(cpu_ms), ..RowFile::default() };
    if let Some(text) = failure_row(&file, &says, request.form.format) {
        send_row(out, &text)?;
    }
    Ok(RequestSummary { status: Status::Failed, errors: vec![says], cpu_ms, ..RequestSummary::default() })
}

/// The row of a file that did not open, in forms that have rows.
pub(super) fn failure_row(file: &RowFile, says: &str, format: ExportFormat) -> Option<String> {
    row_text(&ExportRow::of_failure(file, says), format)
}

/// What became of the files of an edition, in one.
fn summary(request: &Request, opening: &OpenedEdition) -> RequestSummary {
    let files = &opening.files;
    let edition = &opening.edition;
    let sha256 = match files.as_slice() {
        [one] if !request.path().is_dir() => one.whole.clone().or_else(|| one.sha256.clone()),
        _ => {
            let of_file = |file: &'_ FileRead| file.whole.clone().or_else(|| file.sha256.clone()).unwrap_or_default();
            let sums: Vec<String> = opening.files.iter().map(of_file).collect();
            Some(files::sum_of_all(sums.iter().map(String::as_str)))
        }
    };
    let status = match () {
        () if edition.pages.is_empty() => Status::Failed,
        () if edition.source.partial || edition.source.unopened > 0 => Status::Partial,
        () => Status::Ok,
    };
    RequestSummary {
        status,
        errors: files.iter().filter_map(|file| file.error.clone()).collect(),
        pages: edition.pages.len(),
        size: files.iter().map(|file| file.size).sum(),
        sha256,
        cpu_ms: 0.0,
        // A thread that is lost in a page goes on working in it.
        is_last: status != Status::Ok,
    }
}

/// What goes out, piece by piece.
fn texts<'a>(
    opening: &'a OpenedEdition,
    form: Form,
    cpu_ms: f64,
    request: &'a Request,
) -> Box<dyn Iterator<Item = String> + 'a> {
    if !form.format.is_rows() {
        return Box::new(written(&opening.edition, form).into_iter());
    }
    let is_story = form.rows == RowsArg::Story || form.format != ExportFormat::Jsonl;
    let keep = move |index: usize| form.page.is_none_or(|page| page as usize == index + 1);
    let edition = &opening.edition;
    let count = |index: usize| if is_story { edition.pages.stories_on(index).max(1) as usize } else { 1 };
    let rows =
        opening.files.iter().map(|file| file.pages.clone().filter(|at| keep(*at)).map(count).sum::<usize>().max(1));
    let share = cpu_ms / rows.sum::<usize>().max(1) as f64;
    let is_one = !request.path().is_dir();
    Box::new(opening.files.iter().flat_map(move |file| {
        let named = row_file(file, if is_one { Some(&request.shown) } else { None }, share);
        rows_of(edition, file, named, is_story, keep).filter_map(move |row| row_text(&row, form.format))
    }))
}

fn row_file(file: &FileRead, shown: Option<&str>, cpu_ms: f64) -> RowFile {
    RowFile {
        path: shown.unwrap_or(&file.name).to_owned(),
        sha256: file.sha256.clone(),
        doubts: file.doubts.clone(),
        partial: file.partial,
        cpu_ms: tenths(cpu_ms),
    }
}

/// The rows of a file, page by page: those of a thousand pages are never there together.
fn rows_of<'a>(
    edition: &'a Edition,
    file: &'a FileRead,
    named: RowFile,
    is_story: bool,
    keep: impl Fn(usize) -> bool + 'a,
) -> Box<dyn Iterator<Item = ExportRow> + 'a> {
    if let Some(error) = &file.error {
        return Box::new(std::iter::once(ExportRow::of_failure(&named, error)));
    }
    Box::new(file.pages.clone().filter(move |index| keep(*index)).flat_map(move |index| {
        let is_first = index == file.pages.start;
        if is_story {
            ExportRow::of_stories(edition, index, &named, is_first)
        } else {
            ExportRow::of_page(edition, index, &named, is_first).into_iter().collect()
        }
    }))
}

fn row_text(row: &ExportRow, format: ExportFormat) -> Option<String> {
    match format {
        ExportFormat::Jsonl => row.to_json().ok(),
        ExportFormat::Parquet => row.to_json().ok(),
        ExportFormat::Tsv => Some(row.to_tsv()),
        ExportFormat::Text
        | ExportFormat::Markdown
        | ExportFormat::Json
        | ExportFormat::Truth
        | ExportFormat::Alto
        | ExportFormat::PageXml
        | ExportFormat::Mets
        | ExportFormat::Hocr
        | ExportFormat::Tei
        | ExportFormat::Html
        | ExportFormat::Epub
        | ExportFormat::Iiif
        | ExportFormat::CslJson
        | ExportFormat::Bibtex => None,
    }
}

/// The edition as one text; nothing when nothing of it was read.
fn written(edition: &Edition, form: Form) -> Option<String> {
    let is_kept = |page: usize| form.page.is_none_or(|wanted| wanted as usize == page + 1);
    let wanted: Vec<StoryRef> = edition.stories().filter(|at| is_kept(at.page as usize)).collect();
    if edition.pages.is_empty() {
        return None;
    }
    forms::text(edition, &wanted, form.format, &is_kept).ok()
}

/// Finer than anybody measures.
fn tenths(milliseconds: f64) -> f64 {
    (milliseconds * 10.0).round() / 10.0
}
