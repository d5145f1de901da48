//! The pages of one PDF, read and laid out by several processes of our own program, in any order: those that somebody waits
//! for first. What breaks a process costs that page and no other.
//!
//! ```text
//!  queue: what is still to be read -> thread 1 -> process 1 \
//!                                  -> thread 2 -> process 2  > pages, packed, as they come
//! ```

mod child;
mod process;
mod queue;

use crate::cli::OpenArgs;
use crate::house_style::jumps::JumpStyle;
use crate::model::packed::PackedPage;
use crate::model::sheet::Sheet;
use crate::sources::OpenOptions;
use crate::sources::pdf::PageSummary;
use process::PageProcess;
use queue::Queue;
use serde::{Deserialize, Serialize};
use std::process::Child;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(super) use child::{WORD, serve};
pub(super) use queue::Wish;

/// Pages that may wait to be taken.
const WAITING: usize = 32;

/// What is read, and how.
#[derive(Clone, Debug)]
pub(super) struct ReadTask {
    pub bytes: Arc<Vec<u8>>,
    pub args: OpenArgs,
    pub options: OpenOptions,
    /// Pages of the edition before those of this file.
    pub before: usize,
    /// Indices of the pages to read.
    pub pages: std::ops::Range<usize>,
    /// The page of the edition that somebody waits for.
    pub wish: Arc<Wish>,
    /// How many processes there are.
    pub hands: usize,
}

/// A page that came in, by its index in the file.
#[derive(Debug)]
pub(super) struct Arrival {
    pub index: usize,
    pub summary: PageSummary,
    pub page: Arrived,
    /// Processor time of the process that read it.
    pub work: Duration,
}

/// In which form a page came in.
#[derive(Debug)]
pub(super) enum Arrived {
    /// Laid out.
    Page(PackedPage, JumpStyle),
    /// Still to be laid out: it broke the process that read it first.
    Sheet(Box<Sheet>),
}

/// The answer of a process about a page.
#[derive(Debug, Serialize, Deserialize)]
struct PageAnswer {
    index: usize,
    page: PackedPage,
    jumps: JumpStyle,
    summary: PageSummary,
    /// Processor time that the process has used since the answer before.
    work: Duration,
}

/// Processes at work on one file. They end when this goes.
#[derive(Debug)]
pub(super) struct PagePool {
    arrivals: Receiver<Arrival>,
    queue: Arc<Queue>,
    running: Vec<Arc<Mutex<Option<Child>>>>,
}

impl PagePool {
    /// Begins to read.
    pub fn begin(task: &ReadTask) -> PagePool {
        let queue = Arc::new(Queue::of(task));
        let (sender, arrivals) = sync_channel(WAITING);
        let hire = |_| {
            let running = Arc::new(Mutex::new(None));
            let mut hand = PageProcess::new(task.clone(), Arc::clone(&running));
            let (queue, sender) = (Arc::clone(&queue), sender.clone());
            std::thread::spawn(move || {
                while let Some(index) = queue.next() {
                    if sender.send(hand.read(index)).is_err() {
                        break;
                    }
                }
                hand.dismiss();
            });
            running
        };
        let running = (0..task.hands.clamp(1, task.pages.len().max(1))).map(hire).collect();
        PagePool { arrivals, queue, running }
    }

    /// The pages as they come; the end when all are there.
    pub fn arrivals(&self) -> impl Iterator<Item = Arrival> + '_ {
        self.arrivals.iter()
    }
}

impl Drop for PagePool {
    fn drop(&mut self) {
        self.queue.close();
        for running in &self.running {
            if let Some(child) = running.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                child.kill().ok();
            }
        }
    }
}
