//! A file of many pages, of which only the first was read: the others are read by several processes, in any order.

use super::child;
use super::recovery::{self, PageSummary, RecoveredPages};
use super::resource_limits::ResourceLimits;
use super::scans::Scans;
use super::worker::{self, Message, Until, WorkerJob};
use super::{concluded, recognized};
use crate::model::sheet::Sheet;
use crate::sources::recognition::When;
use crate::sources::{OpenError, OpenOptions, Opened, ReadStep};
use std::sync::mpsc::Receiver;

/// Pages that are still to be read, and what is known of those that are.
#[derive(Clone, Debug)]
pub struct Rest {
    pages: Vec<Option<PageSummary>>,
    doubts: Vec<String>,
}

/// What a process tells that reads the pages of a file as they are asked for.
#[derive(Debug)]
pub enum Attended {
    /// The file is open.
    Opened,
    /// A page that was asked for.
    Page(Box<Sheet>, PageSummary),
}

impl Rest {
    pub(super) fn after(recovered: RecoveredPages) -> Rest {
        let mut pages: Vec<Option<PageSummary>> = recovered.pages.into_iter().map(Some).collect();
        pages.resize(recovered.count, None);
        Rest { pages, doubts: recovered.doubts }
    }

    /// How many pages the file has.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The pages that are still to be read.
    pub fn missing(&self) -> impl Iterator<Item = usize> + '_ {
        self.pages.iter().enumerate().filter(|(_, page)| page.is_none()).map(|(index, _)| index)
    }

    /// A page was read.
    pub fn take(&mut self, index: usize, summary: PageSummary) {
        if let Some(slot) = self.pages.get_mut(index) {
            *slot = Some(summary);
        }
    }

    /// What is to be said of the file when all of its pages are read.
    ///
    /// # Errors
    /// When nothing of it can be read.
    pub fn conclude(self, name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
        let count = self.count();
        let pages = self.pages.into_iter().flatten().collect();
        concluded(name, bytes, RecoveredPages { pages, doubts: self.doubts, count }, None, When::Auto)
    }
}

/// Reads pages of a file as they are asked for, in this process, until nobody asks any more or the engine is lost in one.
/// What this process may take is bounded from now on.
pub fn attend(bytes: Vec<u8>, password: Option<&str>, asked: Receiver<usize>, take: &mut dyn FnMut(Attended) -> bool) {
    let job =
        WorkerJob { password: password.map(str::to_owned), limits: ResourceLimits::default(), ..WorkerJob::default() };
    child::confine(&job.limits, bytes.len() as u64);
    worker::attend(bytes, &job, asked, &mut |message| match message {
        Message::Opened(..) => take(Attended::Opened),
        Message::Page(mut sheet) => {
            let summary = PageSummary::of(&mut sheet);
            take(Attended::Page(sheet, summary))
        }
        Message::Drawn(_) => true,
        Message::Lost { .. } | Message::Failed(_) | Message::Done => false,
    });
}

/// Reads one page with all care, after it broke the process that read it or showed to be a picture whose text is wanted.
pub fn one(bytes: &[u8], options: &OpenOptions, index: usize) -> (Box<Sheet>, PageSummary) {
    let until = Until::Page(index.saturating_add(1));
    let limits = ResourceLimits::default();
    let job = WorkerJob { password: options.password.clone(), limits, first: index, until, ..WorkerJob::default() };
    let mut read = None;
    let mut scans = Scans::new(bytes, options);
    let mut keep = |step| match step {
        ReadStep::Pages(_) | ReadStep::Recognizing(_) => {}
        ReadStep::Sheet(sheet) => read = Some(sheet),
    };
    let recovered = recovery::run(bytes, job, options.reader.as_deref(), &mut |step| scans.pass_on(step, &mut keep));
    let summary = recovered.ok().and_then(|mut recovered| {
        recognized(&mut recovered.pages, &scans);
        recovered.pages.pop()
    });
    read.zip(summary).unwrap_or_else(|| {
        let mut sheet = recovery::given_up(index, None, recovery::BROKE.to_owned());
        let summary = PageSummary::of(&mut sheet);
        (Box::new(sheet), summary)
    })
}
