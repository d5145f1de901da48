//! What comes out: rows that stand alone, in order, and texts.

use super::{Archive, files_of, foldline, rows, rows_in, run};
use crate::pdf_maker::{Leaf, Maker};
use std::fs;
use std::io::Write;
use std::process::Stdio;

#[test]
fn rows_are_the_same_whatever_the_jobs() {
    let mut archive = Archive::of(12);
    fs::write(archive.at("empty.pdf"), "").unwrap();
    archive.pages.insert(4, archive.at("empty.pdf"));
    archive.pages.insert(9, archive.at("missing.pdf"));
    archive.list();
    let (code, says) = archive.run(&archive.named("one.jsonl"), &["--jobs", "1"]);
    assert_eq!(code, Some(4), "{says}");
    assert!(says.contains("empty.pdf: the file is empty") && says.contains("missing.pdf: No such file"), "{says}");
    let (code, _) = archive.run(&archive.named("three.jsonl"), &["--jobs", "3"]);
    assert_eq!(code, Some(4));
    let one = rows_in(&archive.at("one.jsonl"));
    assert_eq!(one, rows_in(&archive.at("three.jsonl")));
    let names: Vec<_> = archive.pages.iter().map(|page| page.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(files_of(&one), names);
    let states: Vec<_> = one.iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert_eq!(states.iter().filter(|state| **state == "ok").count(), 12);
    assert_eq!((states[4], states[9]), ("failed", "failed"));
    assert!(one[4]["sha256"].is_string() && one[9]["sha256"].is_null());
    assert!(one[4]["error"].as_str().unwrap().ends_with("the file is empty"));
    assert_eq!(one[0]["schema"], "foldline.row/1");
    assert_eq!(one[0]["content"]["stories"][0]["headline"], "Lighthouse 1 is lit again");
}

#[test]
fn lists_are_parted_by_lines_or_by_nul() {
    let archive = Archive::of(3);
    for part in ["\n", "\0", "\r\n"] {
        let list: String = archive.pages.iter().map(|page| format!("{}{part}", page.display())).collect();
        let mut child = foldline(&["export", "--from", "-", "--format", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert_eq!(files_of(&rows(&output.stdout)), ["page1.txt", "page2.txt", "page3.txt"]);
    }
}

#[test]
fn a_row_may_be_a_story_and_a_list_has_a_line_for_each() {
    let archive = Archive::of(2);
    let page = archive.named("page1.txt");
    let stories = run(&["export", &page, "--format", "jsonl", "--rows", "story"]);
    let stories = rows(&stories.stdout);
    assert_eq!(stories[0]["story"]["headline"], "Lighthouse 1 is lit again");
    assert!(stories[0]["story"]["text"].as_str().unwrap().contains("keeper of light 1 wrote line 3"));
    assert!(stories[0]["id"].as_str().unwrap().ends_with("-p1s1"));
    let list = run(&["export", &page, &archive.named("page2.txt"), "--format", "tsv"]);
    let list = String::from_utf8(list.stdout).unwrap();
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines.len(), 3, "{list}");
    assert!(lines[0].starts_with("id\tpath\tpage\t") && lines[2].contains("\tLighthouse 2 is lit again\t"), "{list}");
}

#[test]
fn every_row_has_the_doubts_of_its_own_page_only() {
    let archive = Archive::of(1);
    let mut maker = Maker::new();
    let font = maker.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for content in [
        "BT /F1 12 Tf 50 700 Td (The harbor by the water is open) Tj ET",
        "",
        "BT /F1 12 Tf 50 700 Td (The pier is closed) Tj ET",
    ] {
        let fonts = format!("/F1 {font} 0 R");
        maker.page(&Leaf { fonts, content: content.to_owned(), ..Leaf::default() });
    }
    let path = archive.named("three.pdf");
    fs::write(&path, maker.finish()).unwrap();
    let output = run(&["export", &path, "--format", "jsonl"]);
    let rows = rows(&output.stdout);
    assert_eq!(rows.iter().map(|row| row["page"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
    let doubts = |at: usize| rows[at]["doubts"].as_array().unwrap().len();
    assert_eq!((doubts(0), doubts(1), doubts(2)), (0, 1, 0), "{rows:?}");
    let only = run(&["export", &path, "--format", "jsonl", "--page", "3"]);
    assert_eq!(super::rows(&only.stdout).as_slice(), &rows[2..]);
}

#[test]
fn a_folder_is_an_edition_and_so_is_each_below_it() {
    let archive = Archive::of(1);
    for (folder, page) in [("a/1", "1.txt"), ("a/1", "2.txt"), ("a/2", "1.txt")] {
        fs::create_dir_all(archive.at(folder)).unwrap();
        fs::write(archive.at(folder).join(page), super::text(page.len())).unwrap();
    }
    let output = run(&["export", &archive.named("a"), "--format", "jsonl"]);
    let rows = rows(&output.stdout);
    let places: Vec<_> =
        rows.iter().map(|row| (row["path"].as_str().unwrap(), row["page"].as_u64().unwrap())).collect();
    let (one, two) = (archive.named("a/1"), archive.named("a/2"));
    assert_eq!(places, [(&*format!("{one}/1.txt"), 1), (&*format!("{one}/2.txt"), 2), (&*format!("{two}/1.txt"), 1)]);
}

#[test]
fn texts_go_to_a_folder_each_or_to_one_file() {
    let archive = Archive::of(3);
    let list = archive.named("list");
    let out = archive.at("out");
    let to = format!("{}/", out.display());
    assert!(run(&["export", "--from", &list, "-o", &to]).status.success());
    let mirrored = out.join(format!("{}.txt", archive.named("page2.txt").trim_start_matches('/')));
    assert!(fs::read_to_string(mirrored).unwrap().starts_with("Lighthouse 2 is lit again\n"));
    let again = run(&["export", "--from", &list, "-o", &to]);
    assert_eq!(again.status.code(), Some(1), "what is there is left alone");
    assert!(String::from_utf8_lossy(&again.stderr).contains("--resume"));
    assert!(run(&["export", "--from", &list, "-o", &to, "--resume"]).status.success());
    let all = run(&["export", "--from", &list, "--format", "markdown"]);
    assert_eq!(String::from_utf8_lossy(&all.stdout).matches("is lit again").count(), 3);
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let archive = Archive::of(1);
    let page = archive.named("page1.txt");
    for (arguments, says) in [
        (vec!["export", "--format", "jsonl"], "nothing to export"),
        (vec!["export", &page, "--format", "jsonl", "--story", "1"], "--story"),
        (vec!["export", &page, "--rows", "story"], "--rows"),
        (vec!["export", &page, "--jobs", "2", "--layout", "nobody"], "foldline layouts"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(says), "{arguments:?}");
    }
    let missing = run(&["export", "--from", "/no/such/list"]);
    assert_eq!(missing.status.code(), Some(1));
}
