//! One writer at a time: what is read, changed and written again is locked meanwhile, so that nobody else's change in
//! between is lost.

use super::failure::in_words;
use super::memory;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Writing takes a few thousandths of a second; who holds a lock for so long does something else.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(5);

/// A lock, until it is dropped. Nothing inside where the file system knows no locks.
pub(super) struct Lock(#[expect(dead_code, reason = "closing it unlocks it")] Option<File>);

/// Takes the lock on a file.
///
/// # Errors
/// When somebody else holds it.
pub(super) fn taken(path: &Path) -> Result<Lock, String> {
    let opened = File::open(path).or_else(|_| {
        let _ = path.parent().map(std::fs::create_dir_all);
        OpenOptions::new().create(true).append(true).open(path)
    });
    // A state folder that cannot be written tells of itself when something is written there.
    let Ok(file) = opened else { return Ok(Lock(None)) };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(Some(file))),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(format!("another program holds {}", path.display())),
            Err(TryLockError::Error(error)) => {
                tracing::debug!("{}: no locks here: {}", path.display(), in_words(&error));
                return Ok(Lock(None));
            }
        }
    }
}

/// A file in the state folder that is there to be locked.
pub(super) fn in_state(name: &str) -> PathBuf {
    memory::state_folder().unwrap_or_else(std::env::temp_dir).join("locks").join(name)
}
