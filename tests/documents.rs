//! The documents say what is so: files, modules and types that they name are there, links lead somewhere, and every
//! `foldline` command that they show is one that the program takes. Each check is shown to catch a planted mistake at the
//! end of this file.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use clap::{CommandFactory, Parser};
use foldline::cli::Cli;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Top folders of the repository that paths in documents begin with.
const FOLDERS: [&str; 12] = [
    "src",
    "tests",
    "examples",
    "docs",
    "benches",
    "layouts",
    "locales",
    "themes",
    "benchmark",
    "packaging",
    ".github",
    ".ci",
];
/// Rooms and other first words of module paths that documents name.
const ROOMS: [&str; 12] = [
    "geometry",
    "model",
    "house_style",
    "sources",
    "layout",
    "editing",
    "script",
    "typeset",
    "export",
    "words",
    "ui",
    "app",
];
/// Where the names in the code stand that are not those of the field.
const OLD_NAMES: &str = "| in the code | means |";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A document: its path from the root, its text.
struct Document {
    path: PathBuf,
    text: String,
}

/// Every Markdown file that is ours.
fn documents() -> Vec<Document> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            let is_ours = !["target", ".git", "book"].contains(&name.as_str());
            if entry.is_dir() && is_ours {
                folders.push(entry);
            } else if name.ends_with(".md") {
                files.push(entry);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| Document {
        text: std::fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root()).unwrap().to_owned(),
    };
    files.into_iter().map(read).collect()
}

#[test]
fn what_documents_name_is_there() {
    let code = Code::read();
    let all = documents();
    assert!(all.len() > 50, "found only {} documents", all.len());
    let missing: Vec<String> = all.iter().flat_map(|document| code.missing(document)).collect();
    assert!(missing.is_empty(), "named, and not there:\n{}", missing.join("\n"));
}

#[test]
fn links_lead_somewhere() {
    let broken: Vec<String> = documents().iter().flat_map(broken_links).collect();
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn commands_are_those_of_the_program() {
    let mut count = 0;
    let mut refused = Vec::new();
    for document in documents() {
        for command in commands(&document.text) {
            count += 1;
            refused.extend(refusal(&command).map(|says| format!("{}: {command}\n  {says}", document.path.display())));
        }
    }
    assert!(count > 20, "found only {count} commands");
    assert!(refused.is_empty(), "commands that the program does not take:\n{}", refused.join("\n"));
}

#[test]
fn names_that_are_not_the_fields_are_still_in_the_code() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let Some((_, table)) = text.split_once(OLD_NAMES) else { return };
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let code = Code::read();
    let gone: Vec<&str> = rows
        .filter_map(|row| row.split('`').nth(1))
        .filter(|name| !code.types.contains(*name) && !code.modules.iter().any(|module| last(module) == *name))
        .collect();
    assert!(gone.is_empty(), "take these rows out of the glossary of ARCHITECTURE.md: {gone:?}");
}

#[test]
fn every_decision_stands_in_the_index() {
    let index = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let records = std::fs::read_dir(root().join("docs/decisions")).unwrap();
    let names = records.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<String> = names.filter(|name| !index.contains(&format!("docs/decisions/{name}"))).collect();
    assert!(missing.is_empty(), "no row in ARCHITECTURE.md: {missing:?}");
}

#[test]
fn the_help_that_documents_show_is_the_programs() {
    // A command of the program that no document tells of is one that nobody finds.
    let all: String = documents().into_iter().map(|document| document.text).collect();
    let untold: Vec<String> = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .filter(|name| name != "help" && !all.contains(&format!("foldline {name}")))
        .collect();
    assert!(untold.is_empty(), "no document shows these commands: {untold:?}");
}

#[test]
fn every_chapter_of_the_guide_stands_in_its_summary() {
    let summary = std::fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let chapters = std::fs::read_dir(root().join("docs/guide")).unwrap();
    let names = chapters.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<String> = names.filter(|name| !summary.contains(&format!("(guide/{name})"))).collect();
    assert!(missing.is_empty(), "no row in docs/SUMMARY.md: {missing:?}");
}

#[test]
fn settings_and_layouts_that_the_guide_shows_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    let checks: [(&str, &[&str]); 2] =
        [("configuration", &["--print-config", "--config"]), ("teaching", &["layouts", "check"])];
    for (chapter, arguments) in checks {
        let text = std::fs::read_to_string(root().join(format!("docs/guide/{chapter}.md"))).unwrap();
        let shown = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let file = folder.path().join(format!("{chapter}.toml"));
        std::fs::write(&file, shown).unwrap();
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_foldline"));
        let done = program.args(arguments).arg(&file).stdin(std::process::Stdio::null()).output().unwrap();
        assert!(done.stderr.is_empty(), "{chapter}: {}", String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{chapter}: {}", done.status);
    }
}

#[test]
fn what_is_linked_is_listed_as_it_is_locked() {
    let listed = std::fs::read_to_string(root().join("THIRD-PARTY.md")).unwrap();
    let locked = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let rows: Vec<&str> = listed.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert!(rows.len() > 100, "found only {} crates", rows.len());
    let stale = rows.iter().filter(|row| {
        let mut cells = row.split('|').map(str::trim).skip(1);
        let (name, version) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        !locked.contains(&format!("name = \"{name}\"\nversion = \"{version}\""))
    });
    let stale: Vec<&&str> = stale.collect();
    assert!(stale.is_empty(), "run docs/third-party.py: {stale:?}");
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let own = manifest.split("[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
    // Macros are not linked, and what a feature that is off by default needs is not there.
    let is_linked = |line: &&str| !line.starts_with('#') && !line.contains("parquet");
    let names = own.lines().filter(is_linked).filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let missing: Vec<&str> = names.filter(|name| !listed.contains(&format!("| {name} | "))).collect();
    assert!(missing.is_empty(), "run docs/third-party.py: {missing:?}");
}

/// What the source has: modules by their paths, and every name that it defines or writes.
struct Code {
    modules: BTreeSet<String>,
    types: BTreeSet<String>,
    /// Words of each source file, by module path.
    words: Vec<(String, BTreeSet<String>)>,
}

impl Code {
    fn read() -> Code {
        let mut code = Code { modules: BTreeSet::new(), types: BTreeSet::new(), words: Vec::new() };
        code.add(&root().join("src"), &[]);
        code
    }

    fn add(&mut self, folder: &Path, above: &[String]) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.file_stem().unwrap().to_string_lossy().into_owned();
            let module: Vec<String> =
                if name == "mod" { above.to_vec() } else { above.iter().cloned().chain([name]).collect() };
            if entry.is_dir() {
                self.add(&entry, &module);
            } else if entry.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&entry).unwrap();
                let words: BTreeSet<String> = text
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                for keyword in ["struct ", "enum ", "trait ", "type "] {
                    let named = text.split(keyword).skip(1);
                    self.types.extend(named.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect()));
                }
                self.modules.insert(module.join("::"));
                self.words.push((module.join("::"), words));
            }
        }
    }

    /// Files, modules and types that a document names in code type and that are not there.
    fn missing(&self, document: &Document) -> Vec<String> {
        let named = code_spans(&document.text);
        let bad = named.filter(|span| !self.has(span));
        bad.map(|span| format!("{}: `{span}`", document.path.display())).collect()
    }

    /// Whether what stands in code type is there; true for what is neither a path nor a module.
    fn has(&self, span: &str) -> bool {
        let plain = span.strip_prefix("crate::").or_else(|| span.strip_prefix("foldline::")).unwrap_or(span);
        if let Some((first, _)) = plain.split_once('/') {
            let is_path = FOLDERS.contains(&first) && span.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
            return !is_path || is_pattern(span) || root().join(span).exists();
        }
        let parts: Vec<&str> = plain.split("::").collect();
        let is_name = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        match parts.as_slice() {
            [room, .., last] if parts.len() > 1 && ROOMS.contains(room) && parts.iter().all(is_name) => {
                let above = parts.get(..parts.len() - 1).unwrap_or_default().join("::");
                self.modules.contains(plain) || self.writes(&above, last)
            }
            [kind, member] if self.types.contains(*kind) && is_name(member) => {
                self.words.iter().any(|(_, words)| words.contains(*kind) && words.contains(*member))
            }
            _ => true,
        }
    }

    /// Whether a module writes this name, or the one that holds the type before it: `layout::frame::Frame`.
    fn writes(&self, above: &str, name: &str) -> bool {
        let (module, kind) = match above.rsplit_once("::") {
            Some((module, kind)) if !self.modules.contains(above) => (module, Some(kind)),
            Some(_) | None => (above, None),
        };
        let home = self.words.iter().find(|(known, _)| known == module).map(|(_, words)| words);
        home.is_some_and(|words| words.contains(name) && kind.is_none_or(|kind| words.contains(kind)))
    }
}

/// `locales/TAG.ftl` stands for any of them.
fn is_pattern(path: &str) -> bool {
    let stem = path.rsplit('/').next().unwrap_or_default().split(['.', '-']).next().unwrap_or_default();
    !stem.is_empty() && stem != "README" && stem.chars().all(char::is_uppercase)
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// What stands in code type outside of code blocks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|part| part.split('`').skip(1).step_by(2))
}

/// Links of a document to files of ours that are not there.
fn broken_links(document: &Document) -> Vec<String> {
    let folder = root().join(document.path.parent().unwrap_or(Path::new("")));
    let outside: String = document.text.split("```").step_by(2).collect();
    let targets = outside.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let mut broken = Vec::new();
    for target in targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")) {
        let (file, heading) = target.split_once('#').unwrap_or((target, ""));
        let path = if file.is_empty() { root().join(&document.path) } else { folder.join(file) };
        let leads = path.exists()
            && (heading.is_empty()
                || std::fs::read_to_string(&path).is_ok_and(|text| headings(&text).contains(heading)));
        if !leads {
            broken.push(format!("{}: {target}", document.path.display()));
        }
    }
    broken
}

/// Headings as links name them.
fn headings(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| named(line.trim_start_matches('#').trim())).collect()
}

fn named(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Command lines of `foldline` in code blocks of a shell: without prompts, comments and what stands around a pipe.
fn commands(text: &str) -> Vec<String> {
    let blocks = text.split("```").skip(1).step_by(2);
    let shell = blocks.filter(|block| {
        let info = block.lines().next().unwrap_or_default().trim();
        ["", "sh", "console", "text", "bash"].contains(&info)
    });
    let lines = shell.flat_map(|block| block.lines().skip(1));
    let joined = lines.flat_map(|line| {
        let line = line.trim().trim_start_matches("$ ");
        let line = line.split(" #").next().unwrap_or_default();
        line.split(['|', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>()
    });
    joined.filter(|part| part == "foldline" || part.starts_with("foldline ")).collect()
}

/// What the program says against a command line; nothing when it takes it.
fn refusal(command: &str) -> Option<String> {
    use clap::error::ErrorKind;
    let command = command.split(['>', '<']).next().unwrap_or(command);
    match Cli::try_parse_from(words(command)) {
        Ok(_) => None,
        Err(says) => match says.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => None,
            _ => Some(says.to_string().lines().next().unwrap_or_default().to_owned()),
        },
    }
}

/// Words of a command line, quotes taken off.
fn words(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            (' ', None) => found.push(String::new()),
            _ => found.last_mut().unwrap().push(c),
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

fn planted(text: &str) -> Document {
    Document { path: PathBuf::from("planted.md"), text: text.to_owned() }
}

#[test]
fn a_file_or_module_that_is_gone_is_caught() {
    let code = Code::read();
    let said =
        planted("`src/nowhere.rs`, `layout::nothing`, `Page::nothing_such`, `docs/none.md` and `layout::order::nil`");
    assert_eq!(code.missing(&said).len(), 5, "{:?}", code.missing(&said));
    let fine = planted("`src/lib.rs`, `layout::order`, `Page::order`, `model::page::Page`, `--format json`, `a/b`");
    assert!(code.missing(&fine).is_empty(), "{:?}", code.missing(&fine));
}

#[test]
fn a_link_to_nowhere_is_caught() {
    let said = planted("[a](README.md) [b](no.md) [c](README.md#keys) [d](README.md#no-such) [e](https://example.org)");
    assert_eq!(broken_links(&said), ["planted.md: no.md", "planted.md: README.md#no-such"]);
}

#[test]
fn a_command_that_is_no_more_is_caught() {
    let text =
        "```sh\nfoldline stories a.pdf # list\ncat a | foldline exprot --formt x\n$ foldline export --format qif\n```";
    let said: Vec<bool> = commands(text).iter().map(|command| refusal(command).is_some()).collect();
    assert_eq!(said, [false, true, true]);
}
