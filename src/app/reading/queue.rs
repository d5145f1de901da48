//! What is still to be read of a file, and what is read next: the page that somebody waits for, its neighbors, then the others
//! in order.

use super::ReadTask;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Pages behind the one that somebody is at which are read before all others, and one before it.
const NEXT: usize = 3;

/// What somebody who reads wants: the page of an edition that they are at or wait for, and the edition as it is now.
#[derive(Debug)]
pub struct Wish {
    page: AtomicUsize,
    /// Openings that were begun.
    begun: AtomicUsize,
    /// The last opening that gave a page.
    current: AtomicUsize,
}

impl Default for Wish {
    fn default() -> Wish {
        Wish { page: AtomicUsize::new(usize::MAX), begun: AtomicUsize::new(0), current: AtomicUsize::new(0) }
    }
}

impl Wish {
    /// Somebody is at this page now.
    pub fn set(&self, page: usize) {
        self.page.store(page, Ordering::Relaxed);
    }

    /// The page; nothing while nobody is anywhere.
    pub fn page(&self) -> Option<usize> {
        Some(self.page.load(Ordering::Relaxed)).filter(|page| *page != usize::MAX)
    }

    /// The edition is opened, or opened again; which opening this is.
    pub fn begin(&self) -> usize {
        self.begun.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// An opening has a page: those before it need not go on. One that fails leaves them alone.
    pub fn take_over(&self, opening: usize) {
        self.current.fetch_max(opening, Ordering::Relaxed);
    }

    /// True when a later opening has a page: what this one would give is not wanted any more.
    pub fn is_overtaken(&self, opening: usize) -> bool {
        self.current.load(Ordering::Relaxed) > opening
    }
}

/// Pages of a file that nobody has begun to read.
#[derive(Debug)]
pub(super) struct Queue {
    left: Mutex<BTreeSet<usize>>,
    wish: Arc<Wish>,
    before: usize,
}

impl Queue {
    pub fn of(task: &ReadTask) -> Queue {
        Queue { left: Mutex::new(task.pages.clone().collect()), wish: Arc::clone(&task.wish), before: task.before }
    }

    /// The page to read next; nothing when all are begun.
    pub fn next(&self) -> Option<usize> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let wished = self.wish.page().and_then(|page| page.checked_sub(self.before));
        let near = wished.and_then(|page| {
            let behind = left.range(page..page.saturating_add(NEXT + 1)).next();
            let before = page.checked_sub(1).filter(|before| left.contains(before));
            // What is waited for, then what one turns to, forward and back.
            match behind {
                Some(behind) if *behind <= page.saturating_add(1) => Some(*behind),
                behind => before.or(behind.copied()),
            }
        });
        let next = near.or_else(|| left.first().copied())?;
        left.remove(&next);
        Some(next)
    }

    /// Nothing more is read.
    pub fn close(&self) {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(at: Option<usize>, before: usize) -> Vec<usize> {
        let wish = Arc::new(Wish::default());
        if let Some(at) = at {
            wish.set(at);
        }
        let queue = Queue { left: Mutex::new((1..8).collect()), wish, before };
        std::iter::from_fn(|| queue.next()).collect()
    }

    #[test]
    fn what_is_waited_for_comes_first_and_then_its_neighbors() {
        assert_eq!(order(None, 0), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(order(Some(4), 0), [4, 5, 3, 6, 7, 1, 2]);
        assert_eq!(order(Some(14), 10), [4, 5, 3, 6, 7, 1, 2], "pages are those of the edition");
        assert_eq!(order(Some(3), 10), [1, 2, 3, 4, 5, 6, 7], "a page of another file");
    }

    #[test]
    fn an_edition_that_is_opened_again_overtakes_what_was_begun() {
        let wish = Wish::default();
        let (first, second) = (wish.begin(), wish.begin());
        wish.take_over(first);
        assert!(!wish.is_overtaken(first) && !wish.is_overtaken(second), "the file may be gone");
        wish.take_over(second);
        wish.take_over(first);
        assert!(wish.is_overtaken(first) && !wish.is_overtaken(second));
    }

    #[test]
    fn a_new_wish_counts_at_once() {
        let wish = Arc::new(Wish::default());
        let queue = Queue { left: Mutex::new((0..100).collect()), wish: Arc::clone(&wish), before: 0 };
        assert_eq!(queue.next(), Some(0));
        wish.set(60);
        assert_eq!(queue.next(), Some(60));
        queue.close();
        assert_eq!(queue.next(), None);
    }
}
