//! Real pages, where they are at hand: each opens or says why not, within its time.

use super::open;
use foldline::sources::Content;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn pages() -> PathBuf {
    let root = std::env::var_os("FOLDLINE_SHARED").map(PathBuf::from);
    root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("pages")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            found.push(path);
        }
    }
}

#[test]
fn every_real_page_opens_or_says_why_not() {
    let mut files = Vec::new();
    collect(&pages(), &mut files);
    if files.is_empty() {
        println!("skipped: no shared pages at {}", pages().display());
        return;
    }
    for path in files {
        let bytes = std::fs::read(&path).expect("a listed file can be read");
        let started = Instant::now();
        match open(&bytes) {
            Ok(opened) => {
                let Content::Sheets(sheets) = opened.content else { panic!("{} has sheets", path.display()) };
                assert!(sheets.iter().any(|sheet| !sheet.runs.is_empty()), "{} has text", path.display());
                assert_eq!(opened.doubts, Vec::<String>::new(), "{}", path.display());
            }
            Err(error) => assert!(error.to_string().contains("no text on page"), "{}: {error}", path.display()),
        }
        assert!(started.elapsed() < Duration::from_secs(5), "{} took {:?}", path.display(), started.elapsed());
    }
}
