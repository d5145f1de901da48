//! Bounds on what one file may cost. Newspaper pages stay far below all of them; a hostile or broken file hits
//! one, and the page that does keeps what it had so far and a doubt.

use std::time::{Duration, Instant};

/// How much of a file is read at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fences {
    /// Pages of a file. The thickest weekend edition has a few hundred.
    pub pages: usize,
    /// Glyphs of a page. The densest page seen, a scanned broadsheet, has 25 000.
    pub glyphs: usize,
    /// Path segments of a page. Maps and charts reach some hundred thousand.
    pub segments: usize,
    /// Rules, boxes and pictures of a page.
    pub marks: usize,
    /// Time for one page. The slowest real page seen took a third of a second.
    pub page_time: Duration,
    /// Time for the whole file.
    pub file_time: Duration,
    /// Stack of the worker: nested forms and patterns recurse.
    pub stack: usize,
}

impl Default for Fences {
    fn default() -> Fences {
        Fences {
            pages: 2_000,
            glyphs: 300_000,
            segments: 3_000_000,
            marks: 50_000,
            page_time: Duration::from_secs(8),
            file_time: Duration::from_secs(60),
            stack: 64 << 20,
        }
    }
}

/// What one page has used of its bounds.
#[derive(Debug)]
pub(super) struct Meter {
    fences: Fences,
    ends: Instant,
    glyphs: usize,
    segments: usize,
    marks: usize,
    calls: u32,
}

impl Meter {
    /// A fresh meter; the page's time starts now, and never outlasts the file's.
    pub fn new(fences: Fences, file_ends: Instant) -> Meter {
        let ends = (Instant::now() + fences.page_time).min(file_ends);
        Meter { fences, ends, glyphs: 0, segments: 0, marks: 0, calls: 0 }
    }

    /// Counts glyphs; the message is for the page's doubts.
    pub fn glyphs(&mut self, count: usize) -> Result<(), String> {
        self.glyphs = self.glyphs.saturating_add(count);
        bounded(self.glyphs, self.fences.glyphs, "characters")?;
        self.clock()
    }

    /// Counts path segments.
    pub fn segments(&mut self, count: usize) -> Result<(), String> {
        self.segments = self.segments.saturating_add(count);
        bounded(self.segments, self.fences.segments, "path segments")?;
        self.clock()
    }

    /// Counts rules, boxes and pictures.
    pub fn marks(&mut self, count: usize) -> Result<(), String> {
        self.marks = self.marks.saturating_add(count);
        bounded(self.marks, self.fences.marks, "rules and pictures")
    }

    /// Looks at the clock now and then: asking the system each time would cost more than the drawing.
    fn clock(&mut self) -> Result<(), String> {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(128) && Instant::now() >= self.ends {
            return Err(format!("the page was still being drawn after {} s: the rest is missing", self.seconds()));
        }
        Ok(())
    }

    fn seconds(&self) -> u64 {
        self.fences.page_time.as_secs()
    }
}

fn bounded(count: usize, limit: usize, what: &str) -> Result<(), String> {
    if count > limit {
        return Err(format!("the page has more than {limit} {what}: the rest is missing"));
    }
    Ok(())
}
