//! `foldline worker`: every line is answered, in order, whatever it is.

use super::{Archive, foldline, run};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

/// Answers to these requests.
fn answers(arguments: &[&str], requests: &[String]) -> Vec<Value> {
    let arguments: Vec<&str> = ["worker"].iter().chain(arguments).copied().collect();
    let mut child = foldline(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text: String = requests.iter().map(|request| format!("{request}\n")).collect();
    let feeding = std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_is_answered_in_order() {
    let archive = Archive::of(3);
    let page = |number: usize| archive.pages[number - 1].display().to_string();
    let requests = [
        page(1),
        String::new(),
        json!({"id": 7, "path": page(2), "rows": "story"}).to_string(),
        "{\"path\": ".to_owned(),
        json!({"id": "b", "bytes": "TGlnaHRob3VzZQoKSXQgaXMgZGFyay4K", "name": "night.txt"}).to_string(),
        json!({"id": null, "bytes": "?"}).to_string(),
        json!({"pth": page(1)}).to_string(),
        "/no/such/page.pdf".to_owned(),
        json!({"path": page(3), "page": 9}).to_string(),
        page(3),
    ];
    for jobs in ["1", "3"] {
        let answers = answers(&["--jobs", jobs], &requests);
        let states: Vec<_> = answers.iter().map(|answer| answer["status"].as_str().unwrap()).collect();
        let failed = "failed";
        assert_eq!(states, ["ok", failed, "ok", failed, "ok", failed, failed, failed, failed, "ok"], "{answers:#?}");
        assert_eq!((&answers[2]["id"], &answers[4]["id"]), (&json!(7), &json!("b")));
        assert_eq!(answers[0]["rows"][0]["content"]["stories"][0]["headline"], "Lighthouse 1 is lit again");
        assert_eq!(answers[2]["rows"][0]["story"]["headline"], "Lighthouse 2 is lit again");
        assert_eq!(answers[4]["rows"][0]["path"], "night.txt");
        assert!(answers.iter().all(|answer| (answer["status"] == "failed") == answer["error"].is_string()));
        assert!(answers[6]["error"].as_str().unwrap().contains("pth"), "{}", answers[6]["error"]);
    }
}

#[test]
fn an_answer_comes_before_the_next_request() {
    let archive = Archive::of(2);
    let mut child = foldline(&["worker"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for page in &archive.pages {
        writeln!(stdin, "{}", page.display()).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["path"], page.display().to_string());
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_request_that_takes_too_much_costs_itself_only() {
    let archive = Archive::of(2);
    let line = "The tide table of the long harbor has more lines than anybody can read in a year, and more follow.\n\n";
    let requests = [archive.named("page1.txt"), archive.named("long.txt"), archive.named("page2.txt")];
    // What stands in lines is cut into pages, and takes little; one line is a page.
    let long = [line.repeat(200_000), line.trim_end().repeat(50_000)];
    for (limit, text) in [["--limit-cpu", "1"], ["--limit-memory", "64"]].into_iter().zip(long) {
        fs::write(archive.at("long.txt"), text).unwrap();
        let answers = answers(&limit, &requests);
        assert_eq!(answers.len(), 3);
        assert_eq!((&answers[0]["status"], &answers[2]["status"]), (&json!("ok"), &json!("ok")));
        assert_eq!(answers[1]["status"], "failed", "{limit:?}");
        assert!(answers[1]["error"].as_str().unwrap().contains("more work or memory"), "{}", answers[1]["error"]);
        assert!(answers[1]["sha256"].is_string());
        assert_eq!(answers[1]["rows"][0]["status"], "failed", "a failure is a row");
    }
}

#[test]
fn rows_are_those_of_an_export() {
    let archive = Archive::of(3);
    let exported = run(&["export", "--from", &archive.named("list"), "--format", "jsonl"]);
    let requests: Vec<String> = archive.pages.iter().map(|page| page.display().to_string()).collect();
    let mut rows: Vec<Value> = Vec::new();
    for mut answer in answers(&[], &requests) {
        rows.append(answer["rows"].as_array_mut().unwrap());
    }
    rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("cpu_ms")));
    assert_eq!(rows, super::rows(&exported.stdout));
}
