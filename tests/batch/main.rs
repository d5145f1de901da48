//! Many editions in one run, as a script sees it: rows, order, lists, going on, sudden ends, and the worker.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "../pdf_maker/mod.rs"]
mod pdf_maker;

mod ends;
mod large;
mod resume;
mod rows;
mod spark;
mod worker;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program without anything on its standard input.
fn foldline(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("foldline"));
    command.args(arguments).env("XDG_CONFIG_HOME", "/nonexistent").stdin(Stdio::null());
    command
}

/// Runs to the end.
fn run(arguments: &[&str]) -> Output {
    foldline(arguments).output().unwrap()
}

/// So many pages of text, each with a story of its own, and a list of them.
struct Archive {
    folder: TempDir,
    pages: Vec<PathBuf>,
}

impl Archive {
    fn of(count: usize) -> Archive {
        let folder = TempDir::new().unwrap();
        let pages = (1..=count).map(|number| folder.path().join(format!("page{number}.txt"))).collect::<Vec<_>>();
        for (at, page) in pages.iter().enumerate() {
            fs::write(page, text(at + 1)).unwrap();
        }
        let archive = Archive { folder, pages };
        archive.list();
        archive
    }

    /// Writes the list anew.
    fn list(&self) {
        let lines: String = self.pages.iter().map(|page| format!("{}\n", page.display())).collect();
        fs::write(self.at("list"), lines).unwrap();
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn named(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    /// The arguments of an export of the list to a file, and more.
    fn export<'a>(&self, output: &'a str, more: &[&'a str]) -> Vec<String> {
        let list = self.named("list");
        let arguments = ["export", "--from", &list, "--format", "jsonl", "-o", output];
        arguments.iter().chain(more).map(|argument| (*argument).to_owned()).collect()
    }

    /// Runs such an export; its exit code and messages.
    fn run(&self, output: &str, more: &[&str]) -> (Option<i32>, String) {
        let arguments = self.export(output, more);
        let done = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

fn text(number: usize) -> String {
    let lines: String = (1..=number % 7 + 2)
        .map(|line| {
            format!("The keeper of light {number} wrote line {line} in his book, and nobody read it for years.\n\n")
        })
        .collect();
    format!("Lighthouse {number} is lit again\n\n{lines}")
}

/// Rows of JSON lines, without the time they took, which is the only thing of them that changes from run to run.
fn rows(text: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(text).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "the last row is whole");
    let row = |line: &str| {
        let mut row: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(row.as_object_mut().unwrap().remove("cpu_ms").is_some());
        row
    };
    text.lines().map(row).collect()
}

fn rows_in(path: &Path) -> Vec<Value> {
    rows(&fs::read(path).unwrap())
}

/// Names of the files of rows, in order.
fn files_of(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["path"].as_str().unwrap().rsplit('/').next().unwrap()).collect()
}
