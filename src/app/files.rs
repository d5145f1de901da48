//! The files of an edition one by one: what they were, and what became of them.

use crate::sources::archive::files_of_issue;
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file of an edition.
#[derive(Clone, Debug, Default)]
pub struct FileRead {
    /// As messages call it.
    pub name: String,
    /// Its sum, where sums are taken and the file could be read.
    pub sha256: Option<String>,
    /// Its sum with those of the files that it names as its pages: what it is of changes with them.
    pub whole: Option<String>,
    /// Its size in bytes.
    pub size: u64,
    /// Its pages in the edition, as indices.
    pub pages: Range<usize>,
    /// What could not be read of it, page by page and beside its pages.
    pub doubts: Vec<String>,
    /// True when something of it could not be read that is on none of its pages.
    pub partial: bool,
    /// Work that other processes had with it.
    pub elsewhere: Duration,
    /// Why it did not open.
    pub error: Option<String>,
}

impl FileRead {
    /// Notes what the file was.
    pub(super) fn take_bytes(&mut self, bytes: &[u8], with_sum: bool) {
        self.size = bytes.len() as u64;
        self.sha256 = with_sum.then(|| sum(bytes));
    }
}

/// The SHA-256 sum of these bytes, as `sha256sum` writes it.
pub(super) fn sum(bytes: &[u8]) -> String {
    in_hex(&Sha256::digest(bytes))
}

/// The sum of a file with those of the files that it names as its pages; that of itself where it names none.
pub(super) fn sum_of_issue(path: &Path, own: String) -> String {
    let parts = files_of_issue(path);
    if parts.is_empty() {
        return own;
    }
    let read = |part: &PathBuf| std::fs::read(part).map(|bytes| sum(&bytes)).unwrap_or_default();
    let sums: Vec<String> = std::iter::once(own).chain(parts.iter().map(read)).collect();
    sum_of_all(sums.iter().map(String::as_str))
}

/// One sum over several: of a folder, whose files have sums of their own.
pub(super) fn sum_of_all<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut all = Sha256::new();
    for part in parts {
        all.update(part.as_bytes());
        all.update(b"\n");
    }
    in_hex(&all.finalize())
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_other_tools() {
        assert_eq!(sum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
