//! Readings of pages that are kept from one time to the next, by what was read: the same page takes no time again. The
//! folder is bounded; what was not asked for the longest goes first.

use crate::sources::packed;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes of all readings together, at most.
const BYTES_AT_MOST: u64 = 256 << 20;
/// Bytes of one reading, unpacked.
const LONGEST: u64 = 64 << 20;
/// What the names of readings end with. The number is that of their form.
const ENDING: &str = ".1.hocr.gz";
/// What stands before the models in the first line.
const HEAD: &str = "models: ";

/// The name under which the reading of a page is kept: of the file with this sum, in these languages.
pub(super) fn name(sum: &str, index: usize, languages: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let languages: String = languages.chars().take(60).map(plain).collect();
    format!("{sum}-{index}-{languages}{ENDING}")
}

/// A reading, with the models it was read with.
pub(super) fn taken(folder: &Path, name: &str) -> Option<(String, String)> {
    let path = folder.join(name);
    let packed = std::fs::read(&path).ok()?;
    let text = String::from_utf8(packed::inflated(&packed, LONGEST).ok()?).ok()?;
    let (head, text) = text.split_once('\n')?;
    let models = head.strip_prefix(HEAD)?.to_owned();
    // That it was asked for shows by its time. Where that cannot be set, it goes earlier.
    let used = std::fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
    used.ok();
    Some((models, text.to_owned()))
}

/// Keeps a reading. That it cannot be kept, on a full disk say, only costs time.
pub(super) fn put(folder: &Path, name: &str, models: &str, text: &str) {
    let whole = packed::deflated(format!("{HEAD}{models}\n{text}").as_bytes());
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        let half = folder.join(format!(".{name}.{}", std::process::id()));
        std::fs::write(&half, whole)
            .and_then(|()| std::fs::rename(&half, folder.join(name)))
            .inspect_err(|_| drop(std::fs::remove_file(&half)))
    });
    if written.is_ok() {
        bounded(folder, BYTES_AT_MOST);
    }
}

/// Takes away what is too much, the oldest first.
fn bounded(folder: &Path, most: u64) {
    let mut kept: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(about) = entry.metadata() else { continue };
        if entry.file_name().to_string_lossy().ends_with(ENDING) && about.is_file() {
            kept.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len(), entry.path()));
        }
    }
    kept.sort();
    let mut all: u64 = kept.iter().map(|(_, size, _)| size).sum();
    for (_, size, path) in kept {
        if all <= most {
            return;
        }
        if std::fs::remove_file(path).is_ok() {
            all = all.saturating_sub(size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_comes_back_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (name("ab12", 0, "jpn+eng"), name("ab12", 0, "auto-../../x"));
        assert!(!other.contains('/') && one != other);
        put(folder.path(), &one, "jpn+eng", "<html>渡口</html>");
        assert_eq!(taken(folder.path(), &one).unwrap(), ("jpn+eng".to_owned(), "<html>渡口</html>".to_owned()));
        assert_eq!(taken(folder.path(), &other), None);
        std::fs::write(folder.path().join(&one), b"damaged").unwrap();
        assert_eq!(taken(folder.path(), &one), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
    }

    #[test]
    fn the_oldest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<String> = (0..3).map(|index| name("ab", index, "eng")).collect();
        for (index, name) in names.iter().enumerate() {
            put(folder.path(), name, "eng", "text");
            let file = std::fs::File::options().append(true).open(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(100 * index as u64)).unwrap();
        }
        let size = folder.path().join(&names[0]).metadata().unwrap().len();
        bounded(folder.path(), 2 * size);
        let left: Vec<bool> = names.iter().map(|name| folder.path().join(name).exists()).collect();
        assert_eq!(left, [false, true, true]);
    }
}
