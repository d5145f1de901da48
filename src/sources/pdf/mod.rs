//! PDF through hayro: pages to glyph runs, rules, boxes and picture places. The engine is named in this folder
//! and nowhere else.
//!
//! ```text
//!  bytes -> recovery -> child (own process, bounded memory) -> worker (own thread, bounded work)
//!           worker -> page -> glyph_device (what the engine draws) -> Sheet
//!                                                     |- fonts, matching, names: which font
//!                                                     |- unicode, cmaps, claims: which character
//!                                                     |- place: where its box lies
//!                                                     |- strokes: which paths are rules and boxes
//!                                                     |- visible, covered, rough: what is seen of it
//!                                                     '- ink: how heavy a face is
//! ```

mod actual;
mod annotations;
mod child;
mod claims;
mod clusters;
mod cmaps;
mod covered;
#[cfg(feature = "images")]
mod drawing;
mod resource_limits;
mod fonts;
mod recovery;
mod ink;
mod labels;
mod matching;
mod names;
mod ocr;
mod page;
mod place;
mod progress;
#[cfg(feature = "images")]
pub mod raster;
mod rest;
mod coarse_grid;
mod scans;
mod stamped;
mod glyph_device;
mod strokes;
mod touch;
mod unicode;
mod visible;
mod worker;

use super::recognition::{Trouble, When};
use super::{Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use recovery::RecoveredPages;
use resource_limits::ResourceLimits;
use scans::Scans;
use worker::{Until, WorkerJob};

pub use child::{WORD, receive, send, serve};
#[cfg(feature = "images")]
pub use drawing::{WORD as DRAWING_WORD, serve as serve_drawing};
pub use recovery::PageSummary;
pub use rest::{Attended, Rest, attend, one};

/// Pages named in one sentence.
const NAMED_PAGES: usize = 8;

/// True when the bytes say they are a PDF: the header stands within the first kilobyte.
pub fn claims(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-")
}

/// Whether so many pages are worth more than one process.
pub fn are_many(pages: usize) -> bool {
    pages > worker::FEW
}

/// Reads a PDF; each page goes to `take` as soon as it is read, so what comes back holds none.
///
/// # Errors
/// When it is encrypted, broken, or has no text at all; pages without text may have gone to `take` before that is known.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &OpenOptions,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Opened, OpenError> {
    let head = options.head && options.recognition.when != When::Always;
    let until = if head { Until::Head } else { Until::End };
    let job = WorkerJob {
        password: options.password.clone(),
        limits: ResourceLimits::default(),
        until,
        ..WorkerJob::default()
    };
    let mut scans = Scans::new(bytes, options);
    let mut recovered =
        recovery::run(bytes, job.clone(), options.reader.as_deref(), &mut |step| scans.pass_on(step, take))
            .map_err(|failure| failure.explain(name, options.password.is_some()))?;
    if head && recovered.pages.len() < recovered.count {
        // Where the first page is a picture, the others are: they are recognized one after the other.
        if options.recognition.when == When::Never || recovered.pages.iter().any(|page| !page.blank) {
            let rest = Some(Rest::after(recovered));
            let content = Content::Sheets(Vec::new());
            return Ok(Opened { format: Format::Pdf, content, doubts: Vec::new(), paper: None, partial: false, rest });
        }
        let job = WorkerJob { first: recovered.pages.len(), until: Until::End, ..job };
        let others = recovery::run(bytes, job, options.reader.as_deref(), &mut |step| match step {
            ReadStep::Pages(_) => {}
            ReadStep::Sheet(_) | ReadStep::Recognizing(_) => scans.pass_on(step, take),
        });
        let others = others.map_err(|failure| failure.explain(name, options.password.is_some()))?;
        recovered.pages.extend(others.pages);
        recovered.doubts.extend(others.doubts);
    }
    let trouble = recognized(&mut recovered.pages, &scans);
    concluded(name, bytes, recovered, trouble, options.recognition.when)
}

/// What is to be said of a file whose pages are all read.
fn concluded(
    name: &str,
    bytes: &[u8],
    recovered: RecoveredPages,
    trouble: Option<Trouble>,
    when: When,
) -> Result<Opened, OpenError> {
    let RecoveredPages { pages, mut doubts, .. } = recovered;
    let mut partial = !doubts.is_empty() || trouble.is_some();
    if ends_early(bytes) {
        doubts.push("the file has no end mark: it is cut short or damaged, and pages may be missing".to_owned());
    }
    if pages.iter().all(|page| page.blank) {
        return Err(without_text(name, &pages, &doubts, trouble, when));
    }
    partial |= pages.iter().any(|page| page.partial);
    doubts.extend(broken_pages(&pages));
    Ok(Opened { format: Format::Pdf, content: Content::Sheets(Vec::new()), doubts, paper: None, partial, rest: None })
}

/// Takes note of the text that was recognized; returns why it could not be, where it could not.
fn recognized(pages: &mut [PageSummary], scans: &Scans) -> Option<Trouble> {
    let mut trouble = None;
    for (number, outcome) in &scans.outcomes {
        match outcome {
            Ok(()) => pages.iter_mut().filter(|page| page.number == *number).for_each(|page| page.blank = false),
            Err(Trouble::Blank) => {}
            Err(why) => drop(trouble.get_or_insert_with(|| why.clone())),
        }
    }
    trouble
}

/// One sentence for all pages that could be read only in part, however many there are.
fn broken_pages(pages: &[PageSummary]) -> Option<String> {
    let broken: Vec<&PageSummary> = pages.iter().filter(|page| page.partial).collect();
    let first = broken.first()?;
    let says = first.doubts.last().map_or("it could be read only in part", String::as_str);
    Some(match broken.as_slice() {
        [one] => format!("page {}: {says}", one.number),
        [one, others @ ..] => {
            let numbers: Vec<String> = others.iter().take(NAMED_PAGES).map(|page| page.number.to_string()).collect();
            let more = others.len().saturating_sub(NAMED_PAGES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("page {}: {says}; only in part as well: {}{more}", one.number, numbers.join(", "))
        }
        [] => return None,
    })
}

/// The error for a file in which not one character stands.
fn without_text(
    name: &str,
    pages: &[PageSummary],
    doubts: &[String],
    trouble: Option<Trouble>,
    when: When,
) -> OpenError {
    let name = name.to_owned();
    if let Some(says) = broken_pages(pages) {
        return OpenError::Broken { name, says: format!("nothing of this PDF can be read: {says}") };
    }
    let Some(first) = pages.first() else {
        let cause = doubts.first().map_or("it has no pages", String::as_str);
        return OpenError::Broken { name, says: format!("no page of this PDF can be read: {cause}") };
    };
    if let Some(doubt) = pages.iter().flat_map(|page| &page.doubts).chain(doubts).next() {
        return OpenError::Empty { name, says: format!("no text on page {}: {doubt}", first.number) };
    }
    let first = first.number;
    let says = match (trouble, when) {
        (Some(trouble), _) => format!("no text on page {first}: this looks like a scan; {}", trouble.says()),
        (None, When::Never) => {
            format!("no text on page {first}: this looks like a scan; --ocr auto recognizes its text")
        }
        (None, When::Auto | When::Always) => format!("no text on page {first}, and none that can be recognized"),
    };
    OpenError::Empty { name, says }
}

/// True when the end-of-file mark is not within the last two kilobytes, where every writer puts it.
fn ends_early(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    !tail.windows(5).any(|window| window == b"%%EOF")
}
