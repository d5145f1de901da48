//! Bounds on what one file may cost. Newspaper pages stay far below all of them; a hostile or broken file hits
//! one, and the page that does keeps what it had so far and a doubt. What counts is work, never the clock on the
//! wall: a process that was stopped for a minute has lost nothing.

use super::progress::ReadProgress;
use crate::sources::limits::thread_time;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// Work that a page may always take, however many pages before it went wrong: ordinary pages need a tenth.
const LEAST_TIME: Duration = Duration::from_millis(250);
/// Calls of the engine between two looks at the clock: asking the system each time would cost more than drawing.
const CALLS: u32 = 128;

/// How much of a file is read at most.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct ResourceLimits {
    /// Pages of a file. The thickest weekend edition has a few hundred.
    pub pages: usize,
    /// Glyphs of a page. The densest page seen, a scanned broadsheet, has 25 000.
    pub glyphs: usize,
    /// Path segments of a page. Maps and charts reach some hundred thousand.
    pub segments: usize,
    /// Rules, boxes and pictures of a page.
    pub marks: usize,
    /// Work for one page, as time of a processor. The slowest real page seen took a third of a second.
    pub page_time: Duration,
    /// Work for finding the pages of the file.
    pub open_time: Duration,
    /// Stack of the worker: nested forms and patterns recurse.
    pub stack: usize,
    /// Bytes that a reading process may take, besides those of the file.
    pub memory: u64,
}

impl Default for ResourceLimits {
    fn default() -> ResourceLimits {
        ResourceLimits {
            pages: 2_000,
            glyphs: 300_000,
            segments: 3_000_000,
            marks: 50_000,
            page_time: Duration::from_millis(2_000),
            open_time: Duration::from_millis(4_000),
            stack: 64 << 20,
            memory: 320 << 20,
        }
    }
}

impl ResourceLimits {
    /// A page used up its time: the next one that does gets half as much, so that a file of such pages ends as well.
    pub fn overrun(&mut self) {
        self.page_time = (self.page_time / 2).max(LEAST_TIME.min(self.page_time));
    }

    /// The doubt of a page that used up its time.
    pub fn too_long(&self) -> String {
        let seconds = self.page_time.as_secs_f32();
        format!("the page was still being drawn after {seconds:.2} s of work: the rest is missing")
    }
}

/// What one page has used of its bounds.
#[derive(Debug)]
pub(super) struct Meter {
    limits: ResourceLimits,
    begun: Duration,
    progress: Arc<ReadProgress>,
    /// The last drawing to take, and why no other is.
    stop: Option<(u64, String)>,
    glyphs: usize,
    segments: usize,
    marks: usize,
    calls: u32,
    /// True when the page used up its time.
    pub overran: bool,
}

impl Meter {
    /// A fresh meter; the page's time starts now.
    pub fn new(limits: ResourceLimits, progress: Arc<ReadProgress>, stop: Option<(u64, String)>) -> Meter {
        let begun = thread_time();
        Meter { limits, begun, progress, stop, glyphs: 0, segments: 0, marks: 0, calls: 0, overran: false }
    }

    /// Counts glyphs; the message is for the page's doubts.
    pub fn glyphs(&mut self, count: usize) -> Result<(), String> {
        self.glyphs = self.glyphs.saturating_add(count);
        bounded(self.glyphs, self.limits.glyphs, "characters")?;
        self.call()
    }

    /// Counts path segments.
    pub fn segments(&mut self, count: usize) -> Result<(), String> {
        self.segments = self.segments.saturating_add(count);
        bounded(self.segments, self.limits.segments, "path segments")?;
        self.call()
    }

    /// Counts rules, boxes and pictures.
    pub fn marks(&mut self, count: usize) -> Result<(), String> {
        self.marks = self.marks.saturating_add(count);
        bounded(self.marks, self.limits.marks, "rules and pictures")
    }

    /// Counts a call of the engine that leaves no mark: forms can nest without one.
    pub fn call(&mut self) -> Result<(), String> {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(CALLS) && thread_time().saturating_sub(self.begun) >= self.limits.page_time {
            self.overran = true;
            return Err(self.limits.too_long());
        }
        Ok(())
    }

    /// A drawing is done and kept.
    pub fn kept(&mut self) -> Result<(), String> {
        let drawings = self.progress.drawn();
        match &self.stop {
            Some((last, says)) if drawings >= *last => Err(says.clone()),
            Some(_) | None => Ok(()),
        }
    }

    /// False when not one drawing is to be taken.
    pub fn begins(&self) -> Result<(), String> {
        match &self.stop {
            Some((0, says)) => Err(says.clone()),
            Some(_) | None => Ok(()),
        }
    }
}

fn bounded(count: usize, limit: usize, what: &str) -> Result<(), String> {
    if count > limit {
        return Err(format!("the page has more than {limit} {what}: the rest is missing"));
    }
    Ok(())
}
