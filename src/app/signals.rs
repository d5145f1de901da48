//! Signals. One thread takes those that would end the program: it has the reader give the terminal back, and outside of
//! the reader it takes away what is half written. Both stand before there is anything to give back or to take away.
//!
//! A signal that was ignored when the program began, by `nohup` or by a shell, stays ignored.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files that are being written and are not yet what they will be.
static HALF_WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// Takes a signal to the reader; false when nobody listens any more.
type Listener = Arc<dyn Fn(i32) -> bool + Send + Sync>;
/// The reader, once there is one.
static READER: Mutex<Option<Listener>> = Mutex::new(None);
/// The reader takes care of the end.
static HEARD: AtomicBool = AtomicBool::new(false);

/// What a batch that ends by itself was told: nothing yet, or a signal. Nobody waits for one before [`caught`].
static BATCH: AtomicI32 = AtomicI32::new(UNCAUGHT);
const UNCAUGHT: i32 = -1;
const NONE_YET: i32 = 0;

/// The first signal that ends the program, which is left to whoever has this.
pub(super) struct Caught(());

/// Has the first signal that would end the program wait until it is taken; a second one does not wait.
pub(super) fn caught() -> Caught {
    BATCH.store(NONE_YET, Ordering::SeqCst);
    stand();
    Caught(())
}

impl Caught {
    /// The signal that came, if one did.
    pub(super) fn taken(&self) -> Option<i32> {
        Some(BATCH.load(Ordering::SeqCst)).filter(|signal| *signal > NONE_YET)
    }
}

fn locked<T>(what: &'static Mutex<T>) -> MutexGuard<'static, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is taken away when a signal ends the program, until this is dropped.
pub(super) struct HalfWritten(PathBuf);

impl HalfWritten {
    /// Makes a file, and knows it before any signal can come in between.
    ///
    /// # Errors
    /// What making it failed by.
    pub(super) fn made<T>(make: impl FnOnce() -> std::io::Result<(T, PathBuf)>) -> std::io::Result<(T, HalfWritten)> {
        stand();
        let mut half_written = locked(&HALF_WRITTEN);
        let (made, path) = make()?;
        half_written.insert(path.clone());
        Ok((made, HalfWritten(path)))
    }
}

impl Drop for HalfWritten {
    fn drop(&mut self) {
        locked(&HALF_WRITTEN).remove(&self.0);
    }
}

/// Tells the reader of signals from now on.
pub(super) fn tell(reader: impl Fn(i32) -> bool + Send + Sync + 'static) {
    *locked(&READER) = Some(Arc::new(reader));
    stand();
    #[cfg(unix)]
    taking::watch_screen();
}

/// The reader takes care of the end; a second signal does not wait for it.
pub(super) fn heard() {
    HEARD.store(true, Ordering::SeqCst);
}

/// Gives the terminal back and ends as this signal does when nobody catches it.
pub(super) fn end_by(signal: i32) {
    heard();
    super::terminal::leave();
    end(signal);
}

/// Nothing is told to files that became too large but a failed writing, where the system would end the program.
pub(super) fn let_writing_fail() {
    #[cfg(unix)]
    {
        let told = std::sync::Arc::new(AtomicBool::new(false));
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, told);
    }
}

/// Starts to take signals, once.
fn stand() {
    #[cfg(unix)]
    taking::stand();
}

/// Takes away what is half written and ends.
fn end(signal: i32) {
    // Held to the end: nobody begins another file.
    let half_written = locked(&HALF_WRITTEN);
    for path in half_written.iter() {
        let _ = std::fs::remove_file(path);
    }
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    #[cfg(not(unix))]
    let _ = signal;
}

/// True when a batch ends by this signal itself.
#[cfg(unix)]
fn leave_to_batch(signal: i32) -> bool {
    BATCH.compare_exchange(NONE_YET, signal, Ordering::SeqCst, Ordering::SeqCst).is_ok()
}

/// True for signals that end the program.
#[cfg(unix)]
pub(super) fn ends(signal: i32) -> bool {
    taking::ENDING.contains(&signal)
}

/// Other systems have none.
#[cfg(not(unix))]
pub(super) fn ends(_signal: i32) -> bool {
    false
}

#[cfg(unix)]
mod taking {
    //! The thread that takes them.

    use super::{HEARD, READER, end, locked};
    use crate::app::{pipe, terminal};
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGWINCH, SIGXCPU,
    };
    use signal_hook::iterator::{Handle, Signals};
    use std::sync::OnceLock;
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    /// A reader that does not come to its signals for so long hangs, on a terminal that takes nothing perhaps.
    const PATIENCE: Duration = Duration::from_secs(3);

    /// Signals that end the program. A broken pipe is a failed writing, and is not among them.
    pub(super) const ENDING: [i32; 11] =
        [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU];
    /// Signals that only a program with a screen minds.
    const OF_THE_SCREEN: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

    static HANDLE: OnceLock<Option<Handle>> = OnceLock::new();

    /// Starts the thread, once.
    pub(super) fn stand() {
        HANDLE.get_or_init(|| {
            let ignored = ignored();
            let is_ours = |signal: &&i32| ignored >> (**signal - 1) & 1 == 0;
            let mut signals = Signals::new(ENDING.iter().filter(is_ours)).ok()?;
            let handle = signals.handle();
            std::thread::spawn(move || signals.forever().for_each(take));
            Some(handle)
        });
    }

    /// From now on there is a screen to mind.
    pub(super) fn watch_screen() {
        if let Some(Some(handle)) = HANDLE.get() {
            for signal in OF_THE_SCREEN {
                let _ = handle.add_signal(signal);
            }
        }
    }

    fn take(signal: i32) {
        if pipe::is_lent() {
            match signal {
                // They are typed for the command that has the terminal.
                SIGINT | SIGQUIT | SIGCONT | SIGWINCH => return,
                SIGTSTP => {
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                    return;
                }
                _ => {}
            }
        }
        if super::ends(signal) && super::leave_to_batch(signal) {
            return;
        }
        let reader = locked(&READER).clone();
        let Some(reader) = reader.filter(|_| !HEARD.load(Ordering::SeqCst)) else {
            if super::ends(signal) {
                end_by_force(signal);
            }
            return;
        };
        let is_told = reader(signal);
        if super::ends(signal) {
            std::thread::spawn(move || {
                if is_told {
                    std::thread::sleep(PATIENCE);
                }
                if !HEARD.load(Ordering::SeqCst) {
                    end_by_force(signal);
                }
            });
        }
    }

    fn end_by_force(signal: i32) {
        terminal::leave_by_force();
        end(signal);
    }

    /// Signals that were ignored when the program began, a bit each from the lowest; none where nobody tells.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}
