//! Names of files: which are pages, in what order they stand, what they tell of a page.

use super::corrections;
use std::path::Path;

/// What stands beside pages and is none: what a folder is licensed and explained by, what describes the form of other files,
/// sums of them, and rows that a batch made of them, with its journal.
const BESIDE: [&str; 18] = [
    "dtd", "xsd", "xsl", "xslt", "css", "js", "md5", "sha1", "sha256", "gif", "jp2", "ini", "log", "jsonl", "tsv",
    "parquet", "rows", "journal",
];
/// Scans: pages where there is nothing else, since elsewhere their words are in other files.
const SCANS: [&str; 5] = ["jpg", "jpeg", "png", "tif", "tiff"];
/// Beginnings of the names of files that explain a folder.
const EXPLAINING: [&str; 7] = ["license", "licence", "readme", "copying", "copyright", "changelog", "thumbs.db"];

/// Whether files are pages or scans of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// Files with the words of a page.
    Pages,
    /// Pictures.
    Scans,
}

impl Leaves {
    /// Whether a file is one, by its name.
    pub(super) fn has(self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let is_scan = lower.rsplit_once('.').is_some_and(|(_, ending)| SCANS.contains(&ending));
        is_page(name) && is_scan == (self == Leaves::Scans)
    }
}

/// Hidden files are no pages, nor are our own corrections beside them, nor what only comes with pages.
fn is_page(name: &str) -> bool {
    let lower = name.to_lowercase();
    let beside = lower.rsplit_once('.').is_some_and(|(_, ending)| BESIDE.contains(&ending));
    let explains = EXPLAINING
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    !name.starts_with('.') && !name.ends_with(corrections::ENDING) && !beside && !explains
}

/// The section that a file's name tells behind the number of its page: `03版：要闻.pdf`, `2-inside.pdf`.
pub(super) fn section_in(name: &str) -> Option<String> {
    /// Longer ones are titles, in characters.
    const LONGEST: usize = 24;
    let stem = Path::new(name).file_stem()?.to_string_lossy().into_owned();
    let rest = stem
        .trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '第')
        .trim_start_matches(|c: char| c.is_ascii_digit());
    // A number stood before it, and a sign between the two.
    let digits =
        stem.len() > rest.len() && stem.get(..stem.len() - rest.len())?.ends_with(|c: char| c.is_ascii_digit());
    let name = rest.trim_start_matches(['版', '面']).strip_prefix(['-', '_', ' ', '.', '：', ':', '·'])?;
    let name = name.replace(['_', '-'], " ").trim().to_owned();
    let letters = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit());
    (digits && letters && name.chars().count() <= LONGEST).then_some(name)
}

/// A sort key in which numbers count as numbers.
pub(super) fn natural(name: &str) -> Vec<(u64, String)> {
    let mut key: Vec<(u64, String)> = vec![(0, String::new())];
    for c in name.chars() {
        let Some(last) = key.last_mut() else { break };
        match c.to_digit(10) {
            Some(digit) if last.1.is_empty() => last.0 = last.0.saturating_mul(10).saturating_add(u64::from(digit)),
            Some(digit) => key.push((u64::from(digit), String::new())),
            None => last.1.extend(c.to_lowercase()),
        }
    }
    key
}

/// The last name of a path.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_two_comes_before_page_ten() {
        let mut names = vec!["page10.pdf", "page2.pdf", "A1.pdf", "page1.pdf"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["A1.pdf", "page1.pdf", "page2.pdf", "page10.pdf"]);
    }

    #[test]
    fn what_only_comes_with_pages_is_none() {
        for name in ["LICENSE", "LICENSE-MIT", "readme.md", "COPYING", "alto.dtd", "page1.jp2", ".hidden", "Thumbs.db"]
            .into_iter()
            .chain(["rows.jsonl", "rows.jsonl.journal", "stories.tsv", "stories.parquet"])
        {
            assert!(!is_page(name), "{name}");
        }
        for name in ["page1.pdf", "licensed-paper.pdf", "readmes.txt", "要闻.xml", "page1"] {
            assert!(is_page(name), "{name}");
        }
    }

    #[test]
    fn names_of_files_tell_sections() {
        for (name, section) in [
            ("03版：要闻.pdf", Some("要闻")),
            ("A4_Business.pdf", Some("Business")),
            ("2-inside.pdf", Some("inside")),
            ("第02版 国际.txt", Some("国际")),
            ("page2.pdf", None),
            ("scan-2026-11-23.pdf", None),
            ("0017_24.xml", None),
            ("要闻.pdf", None),
        ] {
            assert_eq!(section_in(name).as_deref(), section, "{name}");
        }
    }
}
