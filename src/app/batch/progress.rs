//! How far a batch is: a bar on a terminal, a line a minute where there is none.

use super::request::RequestSummary;
use crate::app::output;
use crate::export::rows::Status;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Between two lines where there is no terminal.
const BETWEEN: Duration = Duration::from_secs(60);

/// What is done so far.
pub(super) struct BatchProgress {
    bar: Option<ProgressBar>,
    begun: Instant,
    told: Instant,
    total: Option<u64>,
    pages: usize,
    /// Editions that were read.
    pub editions: u64,
    /// Editions that were done before.
    pub skipped: u64,
    /// Editions of which nothing was read.
    pub failed: u64,
    /// Editions that were read in part.
    pub partial: u64,
}

impl BatchProgress {
    /// Nothing is done of so many editions, where that is known.
    pub fn begin(total: Option<u64>) -> BatchProgress {
        let bar = std::io::stderr().is_terminal().then(|| bar(total));
        let now = Instant::now();
        BatchProgress { bar, begun: now, told: now, total, pages: 0, editions: 0, skipped: 0, failed: 0, partial: 0 }
    }

    /// An edition was done before, and this became of it then.
    pub fn skip(&mut self, status: Status) {
        self.skipped += 1;
        self.count(status);
        self.show();
    }

    fn count(&mut self, status: Status) {
        match status {
            Status::Ok => {}
            Status::Partial => self.partial += 1,
            Status::Failed => self.failed += 1,
        }
    }

    /// An edition is done; what failed is told.
    pub fn add(&mut self, summary: &RequestSummary) {
        self.editions += 1;
        self.pages += summary.pages;
        self.count(summary.status);
        for says in &summary.errors {
            match &self.bar {
                Some(bar) => bar.suspend(|| output::tell(says)),
                None => output::tell(says),
            }
        }
        self.show();
    }

    /// Time passes.
    pub fn show(&mut self) {
        let now = Instant::now();
        if let Some(bar) = &self.bar {
            bar.set_position(self.editions + self.skipped);
            bar.set_message(self.told());
        } else if now.duration_since(self.told) >= BETWEEN {
            self.told = now;
            output::tell(&self.told());
        }
    }

    /// Clears the bar, and tells what came of it all where somebody looks or something is amiss.
    pub fn end(&mut self) {
        let is_shown = self.bar.take().map(|bar| bar.finish_and_clear()).is_some();
        let is_amiss = self.editions + self.skipped > 1 && self.failed + self.partial > 0;
        if is_shown || is_amiss {
            output::tell(&self.told());
        }
    }

    fn told(&self) -> String {
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let of = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let done = self.editions + self.skipped;
        let mut says = format!("{done}{of} editions, {} pages, {:.1} pages/s", self.pages, self.pages as f64 / seconds);
        let also = [(self.skipped, "done before"), (self.partial, "only in part"), (self.failed, "failed")];
        for (count, what) in also.into_iter().filter(|(count, _)| *count > 0) {
            says.push_str(&format!(", {count} {what}"));
        }
        says
    }
}

/// The library sets the time that is left, where the end is known.
fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, form) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:24} {msg}, {eta} left"),
        None => (ProgressBar::no_length(), "{spinner} {msg}, {elapsed}"),
    };
    let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}
