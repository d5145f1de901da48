//! Watching files: the one that is read and the config. Programs replace files instead of writing into them, so the
//! folder is watched, and what comes in close together is one change.

use super::incoming::{Changed, Incoming};
use super::start::ReaderOptions;
#[cfg(feature = "watch")]
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
#[cfg(feature = "watch")]
use std::time::Duration;

/// A program that writes a file is done when it is quiet for so long.
#[cfg(feature = "watch")]
const QUIET: Duration = Duration::from_millis(120);

/// Both watches of the reader.
pub(super) struct Watched {
    _input: Option<Watch>,
    _config: Option<Watch>,
}

impl Watched {
    /// Watches what is read and the config, unless the settings say not to.
    pub(super) fn new(options: &ReaderOptions, sender: &Sender<Incoming>) -> Watched {
        if !options.config.settings.watch {
            return Watched { _input: None, _config: None };
        }
        let tell = |what: Changed| {
            let sender = sender.clone();
            move || sender.send(Incoming::Changed(what)).is_ok()
        };
        let config: Vec<PathBuf> = options.config.file.iter().cloned().collect();
        Watched { _input: watch(&options.inputs, tell(Changed::Input)), _config: watch(&config, tell(Changed::Config)) }
    }
}

/// Watches until it is dropped.
pub struct Watch {
    #[cfg(feature = "watch")]
    _watcher: notify::RecommendedWatcher,
}

/// Calls back after one of these files, or a file in one of these folders, changed. Nothing when there is nothing to
/// watch, or the system cannot.
#[cfg(feature = "watch")]
pub fn watch(paths: &[PathBuf], changed: impl Fn() -> bool + Send + 'static) -> Option<Watch> {
    use notify::{EventKind, RecursiveMode, Watcher};
    use std::sync::mpsc::{RecvTimeoutError, channel};
    let watched: Vec<PathBuf> = paths.iter().filter_map(|path| absolute(path)).collect();
    let (sender, receiver) = channel();
    let wanted = watched.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let concerns = |path: &PathBuf| is_page(path) && wanted.iter().any(|file| path.starts_with(file));
        if !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(concerns) {
            let _ = sender.send(());
        }
    })
    .ok()?;
    let mut folders: Vec<&Path> = watched.iter().filter_map(|path| folder_of(path)).collect();
    folders.sort_unstable();
    folders.dedup();
    let heard = folders.iter().filter(|folder| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()).count();
    if heard == 0 {
        return None;
    }
    std::thread::spawn(move || {
        while receiver.recv().is_ok() {
            while receiver.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {
                if receiver.recv_timeout(Duration::ZERO) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
            if !changed() {
                return;
            }
        }
    });
    Some(Watch { _watcher: watcher })
}

/// This build does not watch; `R` reads the file again.
#[cfg(not(feature = "watch"))]
pub fn watch(_paths: &[PathBuf], _changed: impl Fn() -> bool + Send + 'static) -> Option<Watch> {
    None
}

/// Hidden files are no pages, nor are our own corrections beside them.
#[cfg(feature = "watch")]
fn is_page(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    !name.starts_with('.') && !name.ends_with(super::corrections::ENDING)
}

/// The path as the system reports it: the folder resolved, the name as it is.
#[cfg(feature = "watch")]
fn absolute(path: &Path) -> Option<PathBuf> {
    if path.as_os_str() == "-" {
        return None;
    }
    if path.is_dir() {
        return path.canonicalize().ok();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

#[cfg(feature = "watch")]
fn folder_of(path: &Path) -> Option<&Path> {
    if path.is_dir() { Some(path) } else { path.parent() }
}

#[cfg(feature = "watch")]
#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_burst_is_one_change_and_other_files_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.txt");
        std::fs::write(&file, "one").unwrap();
        let (sender, receiver) = channel();
        let _watch = watch(std::slice::from_ref(&file), move || sender.send(()).is_ok());
        std::fs::write(folder.path().join("other.txt"), "x").unwrap();
        for text in ["two", "three", "four"] {
            std::fs::write(&file, text).unwrap();
        }
        let next = folder.path().join("next.tmp");
        std::fs::write(&next, "five").unwrap();
        std::fs::rename(&next, &file).unwrap();
        assert!(receiver.recv_timeout(Duration::from_secs(10)).is_ok());
        assert!(receiver.recv_timeout(QUIET * 3).is_err(), "one change");
    }
}
