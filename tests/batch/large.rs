//! One file of many pages: read by several processes, and the same whatever their number.

use super::{foldline, rows, run};
use crate::pdf_maker::{Leaf, Maker};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Pages of one story each; one of them never ends.
fn file(folder: &Path, pages: usize, endless: Option<usize>) -> String {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800]";
    let mut last = maker.stream(form, "0 0 m 9 9 l S ");
    for _ in 0..12 {
        let resources = format!("{form} /Resources << /XObject << /X {last} 0 R >> >>");
        last = maker.stream(&resources, "/X Do ".repeat(10));
    }
    for number in 0..pages {
        let mut content = format!("BT /F1 24 Tf 60 740 Td (Lighthouse {number} is lit) Tj /F1 10 Tf 0 -40 Td 12 TL ");
        for line in 0..20 {
            content += &format!("(The keeper of light {number} wrote line {line} in his book, and nobody read) Tj T* ");
        }
        content += "ET ";
        if endless == Some(number) {
            content += "/X Do";
        }
        let resources = format!("/XObject << /X {last} 0 R >>");
        maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), resources, content, ..Leaf::default() });
    }
    let path = folder.join("edition.pdf");
    fs::write(&path, maker.finish()).unwrap();
    path.display().to_string()
}

#[test]
fn pages_of_one_file_are_the_same_whatever_the_jobs() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), 14, Some(8));
    let exported = |arguments: &[&str]| {
        let done = run(&[&["export", "--format", "jsonl"], arguments].concat());
        assert_eq!(done.status.code(), Some(4), "{}", String::from_utf8_lossy(&done.stderr));
        rows(&done.stdout)
    };
    let one = exported(&["--jobs", "1", &path]);
    assert_eq!(one.len(), 14);
    assert_eq!((&one[8]["status"], &one[9]["status"]), (&"partial".into(), &"ok".into()));
    assert_eq!(one[13]["content"]["stories"][0]["headline"], "Lighthouse 13 is lit");
    assert_eq!(exported(&["--jobs", "3", &path]), one);
    // Of two files each is read by one process.
    let both = exported(&["--jobs", "2", &path, &path]);
    assert_eq!((&both[..14], &both[14..]), (one.as_slice(), one.as_slice()));
    let stories = exported(&["--jobs", "3", "--rows", "story", &path]);
    assert_eq!(stories.iter().filter(|row| row["story"].is_object()).count(), 14);
}

#[test]
fn folders_and_issues_are_the_same_whatever_the_jobs() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for number in 1..=23 {
        let text = format!("Lighthouse {number} is lit\n\nThe keeper of light {number} wrote in his book.\n");
        fs::write(pages.join(format!("{number}-harbor.txt")), text).unwrap();
    }
    fs::write(pages.join("7-broken.pdf"), "%PDF-1.7\nthis is none").unwrap();
    let named = |name: &str| folder.path().join(name).display().to_string();
    let issue = named("issue/");
    let edition = file(folder.path(), 40, None);
    assert_eq!(run(&["export", "--format", "mets", "-o", &issue, &edition]).status.code(), Some(0));
    fs::remove_file(folder.path().join("issue/alto/0012.xml")).unwrap();
    for (path, count) in [(named("pages"), 24), (named("issue/mets.xml"), 40), (named("issue/alto"), 39)] {
        let exported = |jobs: &str| rows(&run(&["export", "--format", "jsonl", "--jobs", jobs, &path]).stdout);
        let one = exported("1");
        assert_eq!(one.len(), count, "{path}");
        let numbers: Vec<_> = one.iter().filter_map(|row| row["page"].as_u64()).collect();
        assert!(numbers.is_sorted_by(|before, after| before + 1 == *after), "{path}: {numbers:?}");
        assert_eq!(exported("3"), one, "{path}");
        let printed = |jobs: &str| run(&["export", "--format", "json", "--jobs", jobs, &path]).stdout;
        assert_eq!(printed("1"), printed("3"), "{path}");
    }
}

#[test]
fn what_is_written_piece_by_piece_is_what_others_write_at_once() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), 12, None);
    for form in ["json", "text", "markdown"] {
        let printed = run(&["export", "--format", form, &path]);
        assert_eq!(printed.status.code(), Some(0));
        let batch = run(&["export", "--format", form, "--jobs", "2", &path]);
        assert_eq!(printed.stdout, batch.stdout, "{form}");
        let out = folder.path().join(form).display().to_string();
        assert_eq!(run(&["export", "--format", form, "-o", &out, &path]).status.code(), Some(0));
        assert_eq!(fs::read(&out).unwrap(), printed.stdout, "{form}");
        assert_eq!(run(&["export", "--format", form, "-o", &out, &path]).status.code(), Some(1), "it is there already");
    }
    let text = String::from_utf8(run(&["export", &path]).stdout).unwrap();
    assert_eq!(text.matches("is lit\n").count(), 12);
}

#[cfg(target_os = "linux")]
#[test]
fn processes_that_are_killed_cost_no_page() {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path(), 60, None);
    let whole = rows(&run(&["export", "--format", "jsonl", "--jobs", "2", &path]).stdout);
    let child = foldline(&["export", "--format", "json", &path]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let parent = child.id().to_string();
    for _ in 0..20 {
        for process in readers_of(&parent) {
            let _ = std::process::Command::new("kill").args(["-KILL", &process]).status();
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let done = child.wait_with_output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let pages = document["pages"].as_array().unwrap();
    assert_eq!(pages.len(), whole.len());
    for (page, row) in pages.iter().zip(&whole) {
        assert_eq!(page["number"], row["content"]["number"]);
        let is_whole = page["doubts"].as_array().unwrap().is_empty();
        assert!(!is_whole || page["stories"] == row["content"]["stories"], "a page is whole or says so");
    }
}

/// Processes that another one has started to read pages as they are asked for.
#[cfg(target_os = "linux")]
fn readers_of(parent: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name stands in brackets and may hold blanks.
        let of = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        // The reader of the first page is not among them: without that page there is no edition.
        let called = fs::read_to_string(entry.path().join("cmdline")).unwrap_or_default();
        if of == Some(parent) && called.contains("__read-pages") {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}
