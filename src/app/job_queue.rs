//! Files are written beside the reading, one after the other, so that no disk holds up a key. What was begun is
//! finished before the program ends.

use super::incoming::Incoming;
use crate::ui::action::Action;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Something to do; what is to be told about it afterwards, if anything.
type Job = Box<dyn FnOnce() -> Option<Action> + Send>;

/// A thread that does jobs one after the other.
pub(super) struct JobQueue {
    jobs: Option<Sender<Job>>,
    at_work: Option<JoinHandle<()>>,
}

impl JobQueue {
    /// A queue whose thread tells the reader what was done.
    pub(super) fn new(reader: &Sender<Incoming>) -> JobQueue {
        let (jobs, taken) = channel();
        let reader = reader.clone();
        JobQueue { jobs: Some(jobs), at_work: Some(std::thread::spawn(move || work(&taken, &reader))) }
    }

    /// Adds a job behind those that are waiting.
    pub(super) fn add(&self, job: impl FnOnce() -> Option<Action> + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            // The thread is gone only after `finish`, when nobody adds jobs any more.
            let _ = jobs.send(Box::new(job));
        }
    }

    /// Waits until all jobs are done.
    pub(super) fn finish(&mut self) {
        self.jobs = None;
        if let Some(at_work) = self.at_work.take() {
            let _ = at_work.join();
        }
    }
}

fn work(jobs: &Receiver<Job>, reader: &Sender<Incoming>) {
    for job in jobs {
        let start = std::time::Instant::now();
        let done = job();
        tracing::debug!("a job took {:?}", start.elapsed());
        if let Some(action) = done {
            let _ = reader.send(Incoming::Service(action));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn orders_are_carried_out_in_their_order_and_before_the_end() {
        let (reader, told) = channel();
        let mut jobs = JobQueue::new(&reader);
        jobs.add(|| {
            std::thread::sleep(Duration::from_millis(20));
            Some(Action::Done("first".into()))
        });
        jobs.add(|| None);
        jobs.add(|| Some(Action::Failed("second".into())));
        jobs.finish();
        let says: Vec<String> = told
            .try_iter()
            .filter_map(|incoming| match incoming {
                Incoming::Service(Action::Done(says) | Action::Failed(says)) => Some(says),
                _ => None,
            })
            .collect();
        assert_eq!(says, ["first", "second"]);
    }
}
