//! Folders to the pages in them, in natural order, without what only comes with pages.

use super::corrections;
use super::failure::{Failure, unreadable};
use super::inside;
use std::path::{Path, PathBuf};

/// Folders to the files in them, in natural order (page 2 before page 10), without what is no page.
pub(super) fn expanded(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for input in inputs {
        if !input.is_dir() {
            files.push(input.clone());
            continue;
        }
        let shown = input.display();
        let inside =
            inside::pages_of(input).map_err(|error| Failure::cannot(format!("{shown}: {}", unreadable(&error))))?;
        if inside.is_empty() {
            return Err(Failure::Nothing(format!(
                "{shown}: no pages in this folder; name a folder with PDF or text files"
            )));
        }
        files.extend(inside);
    }
    Ok(files)
}

/// What stands beside pages and is none: what a folder is licensed and explained by, what describes the form of other files,
/// sums of them, and scans, whose words are in other files.
const BESIDE: [&str; 18] = [
    "dtd", "xsd", "xsl", "xslt", "css", "js", "md5", "sha1", "sha256", "jpg", "jpeg", "png", "gif", "tif", "tiff",
    "jp2", "ini", "log",
];
/// Beginnings of the names of files that explain a folder.
const EXPLAINING: [&str; 7] = ["license", "licence", "readme", "copying", "copyright", "changelog", "thumbs.db"];

/// Hidden files are no pages, nor are our own corrections beside them, nor what only comes with pages.
pub(super) fn is_page(name: &str) -> bool {
    let lower = name.to_lowercase();
    let beside = lower.rsplit_once('.').is_some_and(|(_, ending)| BESIDE.contains(&ending));
    let explains = EXPLAINING
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    !name.starts_with('.') && !name.ends_with(corrections::ENDING) && !beside && !explains
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
        {
            assert!(!is_page(name), "{name}");
        }
        for name in ["page1.pdf", "licensed-paper.pdf", "readmes.txt", "要闻.xml", "page1"] {
            assert!(is_page(name), "{name}");
        }
    }
}
