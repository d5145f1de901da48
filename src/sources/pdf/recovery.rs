//! A whole file, however often its reader breaks: the page that broke it is read once more with care, up to the last
//! drawing before, and the pages after it as if nothing had happened.

use super::child;
use super::progress::FONTS;
use super::stamped::is_stamped;
use super::worker::{self, Care, Message, WorkerFailure, WorkerJob};
use crate::geometry::Rect;
use crate::model::sheet::Sheet;
use crate::sources::ReadStep;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// The doubt of a page on which the engine itself failed.
pub(super) const BROKE: &str = "the reader of this PDF failed on this page: what was not drawn before is missing";
/// Patience with a worker whose time cannot be told from that of the threads beside it.
const AMONG_OTHERS: u32 = 10;
/// A page of which not even the size is known is taken for this, in points.
const LETTER: (f32, f32) = (612.0, 792.0);

/// What came out of a file beside its sheets.
#[derive(Debug, Default)]
pub(super) struct RecoveredPages {
    pub pages: Vec<PageSummary>,
    pub doubts: Vec<String>,
    /// How many pages it has.
    pub count: usize,
}

/// What has to be known of a page when the whole file is read, and its sheet has gone its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PageSummary {
    pub(super) number: u32,
    pub(super) bounds: Rect,
    pub(super) doubts: Vec<String>,
    pub(super) partial: bool,
    /// No text came out.
    pub blank: bool,
    /// It is a picture with hardly any text, which is a stamp on a scan as a rule.
    pub stamped: bool,
}

impl PageSummary {
    /// What is known of a sheet; one without text says so from now on.
    pub(super) fn of(sheet: &mut Sheet) -> PageSummary {
        let blank = sheet.runs.is_empty();
        let Sheet { number, bounds, partial, .. } = *sheet;
        let summary =
            PageSummary { number, bounds, doubts: sheet.doubts.clone(), partial, blank, stamped: is_stamped(sheet) };
        if blank && !partial {
            sheet.doubts.push(format!("no text on page {number}: this looks like a scan or a blank page"));
        }
        summary
    }
}

/// One reader's work.
struct Heard<'a> {
    recovered: RecoveredPages,
    /// Index of the first page.
    begin: usize,
    /// Takes how many pages there are, and every sheet as it comes.
    give: &'a mut dyn FnMut(ReadStep),
    /// Pages that will come; nothing before the file opened.
    expected: Option<usize>,
    /// The last drawing that a careful reader told.
    told: Option<u64>,
    ending: Ending,
}

/// How a reader ended.
#[derive(Default)]
enum Ending {
    /// Without a word.
    #[default]
    Silent,
    Done,
    Lost {
        drawings: Option<u64>,
        too_long: bool,
    },
    Failed(WorkerFailure),
}

/// Reads a whole file, with `program` in processes of its own if there is one. Each sheet goes to `give` as soon as it
/// is read.
pub(super) fn run(
    bytes: &[u8],
    mut job: WorkerJob,
    program: Option<&Path>,
    give: &mut dyn FnMut(ReadStep),
) -> Result<RecoveredPages, WorkerFailure> {
    let mut program = program;
    let begin = job.first;
    let mut heard = Heard {
        recovered: RecoveredPages::default(),
        begin,
        give,
        expected: None,
        told: None,
        ending: Ending::default(),
    };
    loop {
        (heard.told, heard.ending) = (None, Ending::Silent);
        match program {
            Some(path) if child::read(path, bytes, &job, &mut |message| heard.take(message)).is_err() => {
                program = None;
                continue;
            }
            Some(_) => {}
            None => worker::supervise(bytes.to_vec(), &job, Arc::default(), AMONG_OTHERS, &mut |message| {
                heard.take(message);
                true
            }),
        }
        if let Ending::Failed(failure) = heard.ending {
            return Err(failure);
        }
        let count = heard.expected.ok_or(WorkerFailure::Lost)?;
        if matches!(heard.ending, Ending::Done) || heard.next() >= job.until.end(count) {
            heard.recovered.count = count;
            return Ok(heard.recovered);
        }
        job = heard.again(job);
    }
}

/// A page of which nothing can be read, as large as the one before it.
pub(super) fn given_up(index: usize, bounds: Option<Rect>, says: String) -> Sheet {
    let bounds = bounds.unwrap_or(Rect::new(0.0, 0.0, LETTER.0, LETTER.1));
    let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
    Sheet { number, bounds, doubts: vec![says], partial: true, ..Sheet::default() }
}

impl Heard<'_> {
    fn take(&mut self, message: Message) {
        match message {
            Message::Opened(pages, doubts) => {
                if self.expected.is_none() {
                    self.expected = Some(pages);
                    (self.give)(ReadStep::Pages(pages));
                    self.recovered.doubts = doubts;
                }
            }
            Message::Drawn(drawings) => self.told = Some(drawings),
            Message::Page(sheet) => {
                self.told = None;
                self.pass_on(*sheet);
            }
            Message::Lost { drawings, too_long } => self.ending = Ending::Lost { drawings, too_long },
            Message::Failed(failure) => self.ending = Ending::Failed(failure),
            Message::Done => self.ending = Ending::Done,
        }
    }

    /// Index of the page that comes next.
    fn next(&self) -> usize {
        self.begin + self.recovered.pages.len()
    }

    fn pass_on(&mut self, mut sheet: Sheet) {
        self.recovered.pages.push(PageSummary::of(&mut sheet));
        (self.give)(ReadStep::Sheet(Box::new(sheet)));
    }

    /// The job that goes on where the last reader broke.
    fn again(&mut self, mut job: WorkerJob) -> WorkerJob {
        let page = self.next();
        let care = if page == job.first { std::mem::take(&mut job.care) } else { Care::default() };
        let mut says = BROKE.to_owned();
        // Drawings before the failure; nothing when that is not known.
        let known = match self.ending {
            Ending::Lost { drawings, too_long } => {
                if too_long {
                    says = job.limits.too_long();
                    job.limits.overrun();
                }
                Some(drawings)
            }
            Ending::Silent | Ending::Done | Ending::Failed(_) => match self.told {
                // Not even the page's content came out, and it will not the next time.
                None if care.tell => return self.without(job, says),
                Some(FONTS) => Some(None),
                told => care.tell.then_some(told),
            },
        };
        job.first = page;
        job.care = match known {
            _ if care.stop.is_some() => return self.without(job, says),
            None => Care { tell: true, ..care },
            // Neither the page's own drawing came out nor, without it, anything else that is needed.
            Some(None) if care.bare => return self.without(job, says),
            Some(None) => Care { bare: true, tell: true, stop: None },
            Some(Some(drawings)) => Care { stop: Some((drawings, says)), tell: false, ..care },
        };
        job
    }

    /// Gives the page up.
    fn without(&mut self, mut job: WorkerJob, says: String) -> WorkerJob {
        let bounds = self.recovered.pages.last().map(|page| page.bounds);
        let sheet = given_up(self.next(), bounds, says);
        job.first = self.next() + 1;
        self.pass_on(sheet);
        job.care = Care::default();
        job
    }
}
