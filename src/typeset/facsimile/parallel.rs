//! Blocks are set independently of each other, so several threads share them.

use std::num::NonZero;
use std::thread;

/// Starting more threads than this costs more than they save: the largest block is set by one thread in any case.
const MOST_THREADS: usize = 4;
/// Work for one thread, in bytes of text: setting less takes no longer than starting a thread does ten times.
const WORTH: usize = 6_000;

/// Does `one` to each of a list and gives the results in its order. `weight` is bytes of text.
pub(super) fn map<T: Sync, R: Send>(list: &[T], weight: impl Fn(&T) -> usize, one: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let total: usize = list.iter().map(&weight).sum();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS).min(total / WORTH);
    if threads < 2 {
        return list.iter().map(one).collect();
    }
    let mut parts = shares(list, weight, total.div_ceil(threads)).into_iter();
    let mine = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let one = &one;
        let others: Vec<_> = parts.map(|part| (part, spawn(scope, part, one))).collect();
        let mut done: Vec<R> = mine.iter().map(one).collect();
        for (part, other) in others {
            match other.map(thread::ScopedJoinHandle::join) {
                Some(Ok(results)) => done.extend(results),
                Some(Err(panic)) => std::panic::resume_unwind(panic),
                None => done.extend(part.iter().map(one)),
            }
        }
        done
    })
}

/// A thread for a part of the work, if the system has one to give.
fn spawn<'scope, T: Sync, R: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    part: &'scope [T],
    one: &'scope (impl Fn(&T) -> R + Sync),
) -> Option<thread::ScopedJoinHandle<'scope, Vec<R>>> {
    thread::Builder::new().spawn_scoped(scope, move || part.iter().map(one).collect()).ok()
}

/// The list in parts of about so much weight.
fn shares<T>(list: &[T], weight: impl Fn(&T) -> usize, share: usize) -> Vec<&[T]> {
    let (mut parts, mut rest, mut from, mut sum) = (Vec::new(), list, 0, 0);
    for item in list {
        (from, sum) = (from + 1, sum + weight(item));
        if sum >= share {
            let (part, behind) = rest.split_at(from);
            parts.push(part);
            (rest, from, sum) = (behind, 0, 0);
        }
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_threads_do_what_one_does() {
        for count in [0, 1, 7, 100] {
            for heavy in [0, 1, WORTH, 10 * WORTH] {
                let list: Vec<usize> = (0..count).collect();
                let done = map(&list, |at| if at % 3 == 0 { heavy } else { 1 }, |at| at * 2);
                assert_eq!(done, list.iter().map(|at| at * 2).collect::<Vec<_>>(), "{count} of {heavy}");
            }
        }
    }

    #[test]
    fn shares_are_all_of_it_in_order_and_even() {
        let list = [5, 1, 1, 9, 2, 2, 2, 2];
        let parts = shares(&list, |weight| *weight, 8);
        assert_eq!(parts, [&[5, 1, 1, 9][..], &[2, 2, 2, 2]]);
        assert_eq!(shares(&[0; 3], |weight| *weight, 8), [&[0; 3][..]]);
    }
}
