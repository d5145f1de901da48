//! How far a page is, seen from outside its reader: when the reader is lost within the engine, the page can be read
//! again up to the last drawing before that.

use std::sync::atomic::{AtomicU64, Ordering};

/// Told at every drawing, in the thread that draws: the drawings so far.
pub(super) type Tell = Box<dyn Fn(u64) + Send + Sync>;

/// Told before any drawing: the page's content is there, and its fonts come next.
pub(super) const FONTS: u64 = u64::MAX;

/// Shared by the thread that reads pages and the one that looks after it.
#[derive(Default)]
pub(super) struct ReadProgress {
    /// Drawings of the page, one more than there are; nothing while its fonts are still read.
    begun: AtomicU64,
    tell: Option<Tell>,
}

impl std::fmt::Debug for ReadProgress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Progress({:?})", self.drawings())
    }
}

impl ReadProgress {
    /// Tells every drawing of every page.
    pub fn telling(tell: Tell) -> ReadProgress {
        ReadProgress { begun: AtomicU64::new(0), tell: Some(tell) }
    }

    /// A page begins; nothing is drawn before its fonts are there.
    pub fn prepare(&self) {
        self.begun.store(0, Ordering::Relaxed);
    }

    /// The page's content is there.
    pub fn fonts(&self) {
        self.say(FONTS);
    }

    /// The drawing begins.
    pub fn begin(&self) {
        self.begun.store(1, Ordering::Relaxed);
        self.say(0);
    }

    /// Something was drawn; returns how much by now.
    pub fn drawn(&self) -> u64 {
        let drawings = self.begun.fetch_add(1, Ordering::Relaxed);
        self.say(drawings);
        drawings
    }

    /// Drawings so far; nothing before the drawing began.
    pub fn drawings(&self) -> Option<u64> {
        self.begun.load(Ordering::Relaxed).checked_sub(1)
    }

    fn say(&self, drawings: u64) {
        if let Some(tell) = &self.tell {
            tell(drawings);
        }
    }
}
