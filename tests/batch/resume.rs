//! Going on where a run before stopped.

use super::{Archive, files_of, rows_in, run};
use std::fs::{self, OpenOptions};
use std::path::Path;

fn cut(path: &Path, length: u64) {
    OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
}

/// The journal of an output.
fn journal(archive: &Archive) -> String {
    fs::read_to_string(archive.at("rows.jsonl.journal")).unwrap()
}

#[test]
fn what_is_done_and_whole_is_left_out() {
    let archive = Archive::of(8);
    let output = archive.named("rows.jsonl");
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(0), "nothing to go on with is a beginning");
    let whole = fs::read(&output).unwrap();
    // Within the fifth edition, whose line in the journal was cut short too.
    let lines: Vec<usize> = journal(&archive).lines().map(|line| line.len() + 1).collect();
    cut(&archive.at("rows.jsonl.journal"), (lines[..5].iter().sum::<usize>() + lines[5] / 2) as u64);
    cut(&archive.at("rows.jsonl"), whole.len() as u64 * 3 / 4);
    let (code, says) = archive.run(&output, &["--resume", "--jobs", "2"]);
    assert_eq!((code, says), (Some(0), format!("foldline: {output}: going on in place, behind 4 editions\n")));
    let again = fs::read(&output).unwrap();
    assert_eq!(rows_in(&archive.at("rows.jsonl")), super::rows(&whole));
    let four = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(3).unwrap().0;
    assert_eq!(again[..=four], whole[..=four], "what was whole was not written again");
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(0));
    assert_eq!(fs::read(&output).unwrap(), again, "nothing is left to do");
}

#[cfg(unix)]
#[test]
fn who_linked_an_output_that_is_gone_on_with_is_told() {
    let archive = Archive::of(2);
    let output = archive.named("rows.jsonl");
    archive.run(&output, &[]);
    fs::hard_link(&output, archive.at("other.jsonl")).unwrap();
    let says = archive.run(&output, &["--resume"]).1;
    assert!(says.ends_with("going on in place, behind 2 editions; its hard link has what is added, too\n"), "{says}");
}

#[test]
fn a_file_that_changed_is_read_again_in_its_place() {
    let mut archive = Archive::of(6);
    let output = archive.named("rows.jsonl");
    archive.run(&output, &[]);
    let before = fs::read_to_string(&output).unwrap();
    fs::write(
        archive.at("page3.txt"),
        "Lighthouse 3 is dark\n\nNobody knows why it went out that night, not even its keeper.\n",
    )
    .unwrap();
    fs::write(archive.at("new.txt"), super::text(9)).unwrap();
    archive.pages.insert(1, archive.at("new.txt"));
    archive.list();
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(0));
    let rows = rows_in(&archive.at("rows.jsonl"));
    assert_eq!(
        files_of(&rows),
        ["page1.txt", "new.txt", "page2.txt", "page3.txt", "page4.txt", "page5.txt", "page6.txt"]
    );
    assert_eq!(rows[3]["content"]["stories"][0]["headline"], "Lighthouse 3 is dark");
    let after = fs::read_to_string(&output).unwrap();
    for (at, line) in before.lines().enumerate().filter(|(at, _)| *at != 2) {
        assert!(after.lines().any(|kept| kept == line), "row {at} was kept as it was");
    }
    let aside = fs::read_dir(archive.folder.path()).unwrap().flatten();
    assert_eq!(aside.filter(|entry| entry.file_name().to_string_lossy().contains("aside")).count(), 0);
}

#[test]
fn rows_of_what_is_not_asked_for_again_stay() {
    let mut archive = Archive::of(4);
    let output = archive.named("rows.jsonl");
    archive.run(&output, &[]);
    archive.pages.remove(1);
    archive.list();
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(0));
    let rows = rows_in(&archive.at("rows.jsonl"));
    assert_eq!(files_of(&rows), ["page1.txt", "page3.txt", "page4.txt", "page2.txt"]);
}

#[test]
fn what_is_not_ours_or_of_other_options_is_refused() {
    let archive = Archive::of(2);
    let output = archive.named("rows.jsonl");
    fs::write(&output, "mine\n").unwrap();
    for more in [&[][..], &["--resume"]] {
        let (code, says) = archive.run(&output, more);
        assert_eq!(code, Some(1), "{says}");
        assert_eq!(fs::read_to_string(&output).unwrap(), "mine\n");
    }
    assert_eq!(archive.run(&output, &["--force"]).0, Some(0));
    let (code, says) = archive.run(&output, &["--resume", "--rows", "story"]);
    assert_eq!((code, says.contains("other options")), (Some(2), true), "{says}");
    let (code, says) = archive.run(&output, &[]);
    assert_eq!((code, says.contains("--resume to go on")), (Some(1), true), "{says}");
}

#[test]
fn what_failed_before_still_counts_and_what_was_missing_is_tried_again() {
    let mut archive = Archive::of(2);
    let missing = archive.at("late.txt");
    archive.pages.push(missing.clone());
    archive.list();
    let output = archive.named("rows.jsonl");
    assert_eq!(archive.run(&output, &[]).0, Some(4));
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(4), "it is missing still");
    fs::write(&missing, super::text(9)).unwrap();
    assert_eq!(archive.run(&output, &["--resume"]).0, Some(0));
    let rows = rows_in(output.as_ref());
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row["status"] == "ok"), "{rows:?}");
}

#[test]
fn an_issue_is_read_again_when_a_page_that_it_names_has_changed() {
    let archive = Archive::of(2);
    let issue = archive.named("issue/");
    let pages = [archive.named("page1.txt"), archive.named("page2.txt")];
    assert_eq!(run(&["export", "--format", "mets", "-o", &issue, &pages[0], &pages[1]]).status.code(), Some(0));
    let (mets, output) = (archive.named("issue/mets.xml"), archive.named("rows.jsonl"));
    let export = |more: &str| {
        let done = run(&["export", "--format", "jsonl", "-o", &output, more, &mets]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        rows_in(output.as_ref())
    };
    let before = export("--resume");
    let journal = || fs::read_to_string(format!("{output}.journal")).unwrap();
    let first = journal();
    assert_eq!((export("--resume"), journal()), (before.clone(), first.clone()), "nothing has changed");
    let alto = fs::read_dir(archive.at("issue/alto")).unwrap().flatten().map(|entry| entry.path()).min().unwrap();
    let text = fs::read_to_string(&alto).unwrap();
    assert!(text.contains("Lighthouse"));
    fs::write(&alto, text.replace("Lighthouse", "Watchtower")).unwrap();
    let after = export("--resume");
    assert_ne!(journal(), first);
    let headline = |rows: &[serde_json::Value]| rows[0]["content"]["stories"][0]["headline"].to_string();
    assert!(headline(&before).contains("Lighthouse") && headline(&after).contains("Watchtower"));
    assert_eq!(before[0]["sha256"], after[0]["sha256"], "rows have the sum of their own file");
}
