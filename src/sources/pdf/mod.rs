//! PDF through hayro: pages to glyph runs, rules, boxes and picture places. The engine is named in this folder
//! and nowhere else.
//!
//! ```text
//!  bytes -> worker (own thread, deadline) -> page -> sink (what the engine draws) -> Sheet
//!                                                     |- fonts, matching, names: which font
//!                                                     |- unicode, cmaps: which character
//!                                                     |- place: where its box lies
//!                                                     |- strokes: which paths are rules and boxes
//!                                                     '- ink: how heavy a face is
//! ```

mod actual;
mod clusters;
mod cmaps;
mod fences;
mod fonts;
mod ink;
mod labels;
mod matching;
mod names;
mod ocr;
mod page;
mod place;
#[cfg(feature = "images")]
pub mod raster;
mod sink;
mod strokes;
mod unicode;
mod worker;

use super::{Content, Format, OpenError, OpenOptions, Opened};
use crate::model::sheet::Sheet;
use fences::Fences;

/// True when the bytes say they are a PDF: the header stands within the first kilobyte.
pub fn claims(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// When it is encrypted, broken, or has no text at all.
pub fn read(name: &str, bytes: &[u8], options: &OpenOptions) -> Result<Opened, OpenError> {
    let harvest = worker::run(bytes, options.password.clone(), Fences::default())
        .map_err(|failure| failure.explain(name, options.password.is_some()))?;
    let mut doubts = harvest.doubts;
    if ends_early(bytes) {
        doubts.push("the file has no end mark: it is cut short or damaged, and pages may be missing".to_owned());
    }
    let mut sheets = harvest.sheets;
    if sheets.iter().all(|sheet| sheet.runs.is_empty()) {
        return Err(without_text(name, &sheets, &doubts));
    }
    for sheet in sheets.iter_mut().filter(|sheet| sheet.runs.is_empty()) {
        sheet.doubts.push(format!("no text on page {}: this looks like a scan or a blank page", sheet.number));
    }
    Ok(Opened { format: Format::Pdf, content: Content::Sheets(sheets), doubts })
}

/// The error for a file in which not one character stands.
fn without_text(name: &str, sheets: &[Sheet], doubts: &[String]) -> OpenError {
    let name = name.to_owned();
    let Some(first) = sheets.first() else {
        let cause = doubts.first().map_or("it has no pages", String::as_str);
        return OpenError::Broken { name, says: format!("no page of this PDF can be read: {cause}") };
    };
    if let Some(doubt) = sheets.iter().flat_map(|sheet| &sheet.doubts).chain(doubts).next() {
        return OpenError::Empty { name, says: format!("no text on page {}: {doubt}", first.number) };
    }
    let says = format!(
        "no text on page {}: this looks like a scan; run text recognition on it first (such as ocrmypdf)",
        first.number
    );
    OpenError::Empty { name, says }
}

/// True when the end-of-file mark is not within the last two kilobytes, where every writer puts it.
fn ends_early(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    !tail.windows(5).any(|window| window == b"%%EOF")
}
