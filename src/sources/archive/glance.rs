//! What the first bytes of a file in a folder tell, so that a large folder is not read before its first page shows.

use super::encoding::decoded;
use crate::sources::foreign::markup;
use std::io::Read;
use std::path::Path;

/// Bytes of a file in which it is looked for what it is, when a folder is opened.
pub const HEAD: u64 = 256 << 10;
/// Bytes in which most pages show what they are, so that no more is read of each file of a large folder.
const GLANCE: u64 = 1 << 10;

/// Whether a file may name others, by its ending: what a folder holds besides is not looked into.
pub fn is_markup(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["xml", "htm", "html", "xhtml", "shtml", "json"].contains(&ending.as_str())
}

/// So many bytes of the beginning of a file.
pub fn head(path: &Path, length: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(length).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether a file is a page whose root says so, whatever comes after it.
pub fn is_page(path: &Path) -> bool {
    let root = head(path, GLANCE).and_then(|head| markup::root(&decoded(&head).0));
    root.is_some_and(|root| matches!(root.as_str(), "alto" | "pcgts"))
}
