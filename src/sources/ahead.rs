//! Work that several threads do ahead of the one that takes it: each of a list in turn, and never far before what was taken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// What of a list is made or being made before it is taken, for each thread.
const AHEAD: usize = 4;

/// What threads tell.
#[derive(Debug)]
pub enum AheadStep<E, R> {
    /// Something happened.
    News(E),
    /// The next one of the list is done.
    Done(R),
}

/// Has so many threads `make` something of each of a list. `take` has it in the order of the list, and what they tell
/// meanwhile, on this thread; where there is but one thread, all is done on this one.
pub fn in_order<T: Sync, E: Send, R: Send>(
    list: &[T],
    threads: usize,
    make: impl Fn(&T, &mut dyn FnMut(E)) -> R + Sync,
    mut take: impl FnMut(AheadStep<E, R>),
) {
    let threads = threads.min(list.len());
    let turn = TurnToTake::default();
    let next = AtomicUsize::new(0);
    let work = |sender: Sender<AheadStep<E, (usize, R)>>| {
        while let Some((at, one)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, list.get(at)?)))
        {
            turn.wait(at, threads * AHEAD);
            // Who has gone needs to hear nothing.
            let made = make(one, &mut |news| drop(sender.send(AheadStep::News(news))));
            if sender.send(AheadStep::Done((at, made))).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, said) = channel();
        let work = &work;
        let hire = |_: &usize| {
            let sender = sender.clone();
            thread::Builder::new().spawn_scoped(scope, move || work(sender)).is_ok()
        };
        if threads < 2 || (0..threads).filter(hire).count() == 0 {
            for one in list {
                let made = make(one, &mut |news| take(AheadStep::News(news)));
                take(AheadStep::Done(made));
            }
            return;
        }
        drop(sender);
        let open = Open(&turn);
        let (mut early, mut at) = (BTreeMap::new(), 0);
        for said in said {
            match said {
                AheadStep::News(news) => take(AheadStep::News(news)),
                AheadStep::Done((at, made)) => drop(early.insert(at, made)),
            }
            while let Some(made) = early.remove(&at) {
                take(AheadStep::Done(made));
                at += 1;
                turn.set(at);
            }
        }
        drop(open);
    });
}

/// Whose turn it is.
#[derive(Default)]
struct TurnToTake {
    at: Mutex<usize>,
    moved: Condvar,
}

impl TurnToTake {
    /// Waits until this one is less than so many ahead.
    fn wait(&self, one: usize, most: usize) {
        let at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.moved.wait_while(at, |at| one >= at.saturating_add(most));
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    fn set(&self, at: usize) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
        self.moved.notify_all();
    }
}

/// Nobody waits any more when this goes, however that comes about.
struct Open<'a>(&'a TurnToTake);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.set(usize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_many_make_is_taken_in_order_and_not_far_ahead() {
        for threads in [0, 1, 2, 5] {
            let list: Vec<usize> = (0..60).collect();
            let (mut taken, mut heard, begun) = (Vec::new(), 0, AtomicUsize::new(0));
            let make = |at: &usize, news: &mut dyn FnMut(usize)| {
                begun.fetch_add(1, Ordering::Relaxed);
                news(*at);
                thread::sleep(Duration::from_micros(((60 - at) % 7 * 100) as u64));
                at * 2
            };
            in_order(&list, threads, make, |said| match said {
                AheadStep::News(_) => heard += 1,
                AheadStep::Done(made) => {
                    taken.push(made);
                    let ahead = begun.load(Ordering::Relaxed) - taken.len();
                    assert!(ahead <= threads.max(1) * AHEAD, "{ahead} ahead with {threads} threads");
                }
            });
            assert_eq!((taken, heard), (list.iter().map(|at| at * 2).collect(), list.len()));
        }
    }

    #[test]
    fn who_fails_while_taking_leaves_nobody_waiting() {
        let list: Vec<usize> = (0..60).collect();
        let failed = std::panic::catch_unwind(|| {
            in_order(
                &list,
                3,
                |at, _: &mut dyn FnMut(())| *at,
                |said| match said {
                    AheadStep::News(()) => {}
                    AheadStep::Done(at) => assert!(at < 5),
                },
            );
        });
        assert!(failed.is_err());
    }
}
