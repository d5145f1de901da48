//! Folders to the pages in them, in natural order, without what only comes with pages.

use super::failure::{Failure, unreadable};
use super::members;
use std::path::PathBuf;

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
            members::pages_of(input).map_err(|error| Failure::cannot(format!("{shown}: {}", unreadable(&error))))?;
        if inside.is_empty() {
            return Err(Failure::Nothing(format!(
                "{shown}: no pages in this folder; name a folder with PDF or text files"
            )));
        }
        files.extend(inside);
    }
    Ok(files)
}
