//! The rules of the house, checked by reading the source: which room may use which, where a crate may be named,
//! what every file looks like. Each rule is shown to catch a planted violation at the end of this file.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Room, and the rooms it may use besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("geometry", &[]),
    ("model", &["geometry"]),
    ("house_style", &["geometry", "model"]),
    ("sources", &["geometry", "model"]),
    ("layout", &["geometry", "model", "house_style"]),
    ("editing", &["geometry", "model"]),
    ("script", &["geometry", "model"]),
    ("typeset", &["geometry", "model"]),
    ("export", &["geometry", "model", "typeset"]),
    ("open", &["geometry", "model", "house_style", "sources", "layout"]),
    ("words", &[]),
    ("ui", &["geometry", "model", "editing", "script", "typeset", "words"]),
    ("cli", &[]),
    (
        "app",
        &[
            "geometry",
            "model",
            "house_style",
            "sources",
            "layout",
            "editing",
            "script",
            "typeset",
            "export",
            "open",
            "ui",
            "cli",
            "words",
        ],
    ),
    ("main", &["app", "cli", "export"]),
    ("lib", &[]),
];

/// Every dependency, and the files that may name it, as beginnings of paths below `src/`; empty is anywhere.
const CRATES: &[(&str, &[&str])] = &[
    ("anyhow", &["app", "main.rs"]),
    ("base64", &["app/batch"]),
    ("chardetng", &["sources/text"]),
    ("clap", &["cli", "app", "main.rs"]),
    ("clap_complete", &["cli.rs", "app"]),
    ("clap_complete_nushell", &["app"]),
    ("clap_mangen", &["app"]),
    ("compact_str", &["layout/lines", "model/sheet.rs", "sources/pdf", "sources/archive"]),
    ("crossterm", &["ui", "app"]),
    ("encoding_rs", &["sources"]),
    ("etcetera", &["app", "house_style"]),
    ("fluent_bundle", &["words.rs"]),
    ("flate2", &["sources/packed.rs", "model/packed.rs"]),
    ("hanconv", &["script.rs"]),
    ("hayro", &["sources/pdf"]),
    ("hayro_cmap", &["sources/pdf"]),
    ("hayro_font", &["sources/pdf"]),
    ("hayro_interpret", &["sources/pdf"]),
    ("hayro_syntax", &["sources/pdf"]),
    ("image", &["app/pictures.rs"]),
    ("indicatif", &["app/batch/progress.rs"]),
    ("infer", &["sources/foreign"]),
    ("notify", &["app/watch.rs"]),
    ("nucleo_matcher", &["ui/list"]),
    ("html5ever", &["sources/archive/html.rs"]),
    ("hypher", &["typeset/galley", "layout/normalize"]),
    ("parquet", &["export/parquet.rs"]),
    ("pathfinding", &["layout"]),
    ("postcard", &["sources/pdf", "model/packed.rs", "app/reading"]),
    ("quick_xml", &["sources/archive"]),
    ("ratatui", &["ui", "app"]),
    ("ratatui_image", &["app/pictures.rs"]),
    ("regex_lite", &[]),
    ("rustc_hash", &["layout", "sources/pdf"]),
    ("serde", &[]),
    ("serde_json", &["export", "app", "sources/foreign", "sources/archive/iiif.rs"]),
    ("sha2", &["app/files.rs", "sources/recognition"]),
    ("signal_hook", &["app", "main.rs"]),
    ("skrifa", &["sources/pdf"]),
    ("tar", &["sources/packed.rs"]),
    ("tempfile", &["app", "main.rs"]),
    ("textwrap", &["typeset/galley"]),
    ("thiserror", &[]),
    ("toml", &["house_style", "app/config", "app/corrections", "app/learn.rs"]),
    ("tracing", &["app"]),
    ("tracing_subscriber", &["app"]),
    ("tui_input", &["ui", "app"]),
    ("unicode_bidi", &["layout/normalize"]),
    ("unicode_bidi_mirroring", &["layout/normalize"]),
    ("unicode_normalization", &[]),
    ("unicode_segmentation", &[]),
    ("unicode_width", &["typeset/width.rs"]),
    ("zip", &["sources/packed.rs", "export/epub.rs"]),
];

/// Modules of the standard library that only some rooms may use: the environment and the file system, and paths in the user
/// interface.
const STD: &[(&str, &[&str])] =
    &[("env", &["app", "main.rs"]), ("fs", &["sources", "house_style", "open", "app", "main.rs"])];

/// How long a file may be before its tests.
const MAX_LINES: usize = 400;

/// Files that use each other in a ring, at most. A longer ring is one file in several pieces: none can be read alone.
const RING_AT_MOST: usize = 4;
/// The passes of `layout` in their order; what is not named here serves several of them.
const PASSES: &[&str] =
    &["frame", "normalize", "names", "marks", "lines", "blocks", "roles", "stories", "order", "page"];

/// What a key means goes through handlers, each of which knows its own commands and leaves the others to the next. That no
/// command is forgotten is held by the help, whose match over them has no `_`.
const IN_CHAINS: &[&str] = &["Command"];

/// How the name of a plain number in a house style says its unit.
const UNITS: &[&str] = &["_em", "_lines", "_share", "_ratio", "_pt", "_cells", "_degrees", "_cost", "_points"];

/// Numbers that are arithmetic, not thresholds: nothing and one. Halving is, too (`/ 2.0`): for middles and majorities.
const ARITHMETIC: &[&str] = &["0.0", "1.0"];

/// A source file: its path below `src/`, its whole text.
struct File {
    path: String,
    text: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Word,
    Number,
    Punct,
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    text: String,
    line: usize,
}

/// A path such as `crate::layout::read`, one for every leaf of a braced one.
struct Named {
    segments: Vec<String>,
    line: usize,
    imported: bool,
    public: bool,
}

#[test]
fn the_source_keeps_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), "", &mut files);
    assert!(files.len() > 20, "found only {} source files", files.len());
    let found = violations(&files);
    assert!(found.is_empty(), "{} violations of the house rules:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_name_means_one_type() {
    let shared = shared_names(&sources());
    let found: Vec<String> = shared.iter().map(|(name, places)| format!("`{name}` in {}", places.join(", "))).collect();
    assert!(found.is_empty(), "names of several types:\n{}", found.join("\n"));
}

#[test]
fn no_ring_of_files_is_long() {
    let files = sources();
    let found: Vec<String> =
        rings(&files).into_iter().filter(|ring| ring.len() > RING_AT_MOST).map(|ring| ring.join(", ")).collect();
    assert!(found.is_empty(), "more than {RING_AT_MOST} files use each other in a ring:\n{}", found.join("\n"));
}

#[test]
fn a_pass_uses_no_later_one() {
    let files = sources();
    for pass in PASSES {
        assert!(files.iter().any(|file| pass_of(&file.path) == pass_at(pass)), "no file of the pass `{pass}`");
    }
    let found = early_uses(&files);
    assert!(found.is_empty(), "passes of layout that use later ones:\n{}", found.join("\n"));
}

/// Files of a pass that import one of a later pass.
fn early_uses(files: &[File]) -> Vec<String> {
    let modules: BTreeMap<Vec<String>, usize> =
        files.iter().enumerate().map(|(at, file)| (module_of(&file.path), at)).collect();
    let uses = |file: &File| {
        let later =
            |at: &usize| pass_of(&file.path).zip(pass_of(&files[*at].path)).is_some_and(|(own, used)| own < used);
        let used: Vec<String> =
            imported(file, &modules).iter().filter(|at| later(at)).map(|at| files[*at].path.clone()).collect();
        used.into_iter().map(|used| format!("{} uses {used}", file.path)).collect::<Vec<_>>()
    };
    files.iter().flat_map(uses).collect()
}

/// Where in the order of passes a file stands.
fn pass_of(path: &str) -> Option<usize> {
    let below = path.strip_prefix("layout/")?;
    pass_at(below.split('/').next()?.trim_end_matches(".rs"))
}

fn pass_at(name: &str) -> Option<usize> {
    PASSES.iter().position(|pass| *pass == name)
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    files
}

/// Names that several files give to types of theirs, tests aside.
fn shared_names(files: &[File]) -> BTreeMap<String, Vec<String>> {
    let for_tests: Vec<String> = files.iter().flat_map(modules_for_tests).collect();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.path.ends_with("tests.rs")) {
        if for_tests.iter().any(|module| within(&file.path, module)) {
            continue;
        }
        let (code, _) = before_tests(&file.text);
        for name in types_of(&tokens(code)) {
            names.entry(name).or_default().push(file.path.clone());
        }
    }
    names.retain(|_, places| places.len() > 1);
    names
}

/// Types that a file defines beside each other, not those within functions and implementations.
fn types_of(code: &[Token]) -> BTreeSet<String> {
    let (mut depth, mut found) = (0, BTreeSet::new());
    for pair in code.windows(2) {
        let keyword = ["struct", "enum", "trait", "type"].contains(&pair[0].text.as_str());
        if depth == 0 && keyword && pair[1].kind == Kind::Word {
            found.insert(pair[1].text.clone());
        }
        depth += i32::from(pair[0].text == "{") - i32::from(pair[0].text == "}");
    }
    found
}

/// Files, each reachable from each other one by what they import.
fn rings(files: &[File]) -> Vec<Vec<String>> {
    let modules: BTreeMap<Vec<String>, usize> =
        files.iter().enumerate().map(|(at, file)| (module_of(&file.path), at)).collect();
    let uses: Vec<BTreeSet<usize>> = files.iter().map(|file| imported(file, &modules)).collect();
    let reached: Vec<BTreeSet<usize>> = (0..files.len()).map(|from| reachable(from, &uses)).collect();
    let mut rings: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, others) in reached.iter().enumerate() {
        let ring: Vec<String> =
            others.iter().filter(|to| reached[**to].contains(&from)).map(|to| files[*to].path.clone()).collect();
        rings.extend((ring.len() > 1).then_some(ring));
    }
    rings.into_iter().collect()
}

fn module_of(path: &str) -> Vec<String> {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    module.split('/').map(str::to_owned).collect()
}

/// Files that a file imports from, tests aside: for each path the longest beginning that is a file.
fn imported(file: &File, modules: &BTreeMap<Vec<String>, usize>) -> BTreeSet<usize> {
    let own = module_of(&file.path);
    let (code, _) = before_tests(&file.text);
    let mut found = BTreeSet::new();
    for path in paths(&tokens(code)).into_iter().filter(|path| path.imported) {
        let Some((first, rest)) = path.segments.split_first() else { continue };
        let mut whole = match first.as_str() {
            "crate" => Vec::new(),
            "super" => own[..own.len() - 1].to_vec(),
            "self" => own.clone(),
            _ => own.iter().cloned().chain([first.clone()]).collect(),
        };
        whole.extend(rest.iter().cloned());
        let beginnings = (1..=whole.len()).rev().filter_map(|length| modules.get(&whole[..length]));
        found.extend(beginnings.copied().next().filter(|at| modules.get(&own) != Some(at)));
    }
    found
}

fn reachable(from: usize, uses: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let (mut found, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        next.extend(uses[at].iter().copied().filter(|to| found.insert(*to)));
    }
    found
}

#[test]
fn every_dependency_has_a_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let known: BTreeSet<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    let missing: Vec<String> = dependencies(&manifest).into_iter().filter(|d| !known.contains(d.as_str())).collect();
    assert!(missing.is_empty(), "say in CRATES where these may be used: {missing:?}");
    for lint in ["unsafe_code = \"forbid\"", "unwrap_used", "expect_used", "panic", "too_many_lines"] {
        assert!(manifest.contains(lint), "Cargo.toml no longer sets the lint {lint}");
    }
}

/// Names of `[dependencies]`, as code writes them.
fn dependencies(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|l| l.trim() != "[dependencies]").skip(1);
    let rows = lines.take_while(|l| !l.starts_with('[')).filter_map(|l| l.split_once('='));
    rows.map(|(name, _)| name.trim().replace('-', "_")).filter(|n| !n.starts_with('#')).collect()
}

fn collect(folder: &Path, below: &str, files: &mut Vec<File>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap()).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files);
        } else if name.ends_with(".rs") {
            files.push(File { path, text: std::fs::read_to_string(entry.path()).unwrap() });
        }
    }
}

fn violations(files: &[File]) -> Vec<String> {
    let enums: BTreeSet<String> = files.iter().flat_map(|f| own_enums(&tokens(&f.text))).collect();
    let for_tests: Vec<String> = files.iter().flat_map(modules_for_tests).collect();
    let tests_only = |file: &File| for_tests.iter().any(|module| within(&file.path, module));
    files.iter().flat_map(|file| violations_of(file, &enums, tests_only(file))).collect()
}

/// Paths, without ending, of the modules that a file declares for tests only: `#[cfg(test)] mod replay;`.
fn modules_for_tests(file: &File) -> Vec<String> {
    let folder = file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let pieces = file.text.split("#[cfg(test)]").skip(1);
    let declared = pieces.filter_map(|piece| piece.split_once(';')?.0.split_once("mod "));
    let names = declared
        .filter(|(before, name)| !before.contains('{') && name.chars().all(|c| c.is_alphanumeric() || c == '_'));
    names.map(|(_, name)| format!("{folder}{name}")).collect()
}

fn violations_of(file: &File, enums: &BTreeSet<String>, tests_only: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |line: usize, what: String| found.push(format!("src/{}:{line}: {what}", file.path));
    if !file.text.starts_with("//!") {
        say(1, "a file opens with `//!` saying what it is for".into());
    }
    let whole = tokens(&file.text);
    for token in whole.iter().filter(|t| t.text == "unsafe") {
        say(token.line, "no `unsafe`".into());
    }
    for path in paths(&whole).iter().filter(|p| p.segments.windows(2).any(|w| w == ["super", "super"])) {
        say(path.line, "no `super::super`; say `crate::...`".into());
    }
    if tests_only || file.path.ends_with("tests.rs") {
        return found;
    }
    let (code, lines) = before_tests(&file.text);
    if lines > MAX_LINES {
        say(lines, format!("{lines} lines before the tests, {MAX_LINES} at most"));
    }
    let code = tokens(code);
    for path in paths(&code) {
        for what in [room_rule(file, &path), crate_rule(file, &path), std_rule(file, &path), import_rule(&path)] {
            what.into_iter().for_each(|what| say(path.line, what));
        }
    }
    for (line, what) in panics(&code) {
        say(line, what);
    }
    if ["layout", "typeset", "export", "editing", "ui", "app"].iter().any(|room| within(&file.path, room)) {
        for line in wildcard_arms(&code, enums) {
            say(line, "no `_` arm on an enum of ours: a new variant must show up here".into());
        }
    }
    // Paste-up tells nothing apart: it sets text anew, and its numbers are a design, in lines and em. Evidence decides
    // nothing either: its numbers are scales and bounds of what the scorers weigh.
    let is_in = |room: &&str| within(&file.path, room);
    if within(&file.path, "layout") && !["layout/paste_up", "layout/evidence", "layout/scorer"].iter().any(is_in) {
        let before = std::iter::once(None).chain(code.iter().map(Some));
        let halves = |before: Option<&Token>, t: &Token| before.is_some_and(|b| b.text == "/") && t.text == "2.0";
        for (_, token) in before.zip(code.iter()).filter(|(before, t)| is_magic(t) && !halves(*before, t)) {
            say(token.line, format!("{} is a threshold: make it a field of HouseStyle", token.text));
        }
    }
    if within(&file.path, "house_style") {
        for (line, field) in fields_without_unit(&code) {
            say(line, format!("the name of `{field}` does not say its unit ({})", UNITS.join(", ")));
        }
    }
    found
}

/// `ui` holds for `ui.rs` and everything in `ui/`; `typeset/galley` for `galley.rs` and `galley/`.
fn within(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with(".rs"))
}

fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn room_rule(file: &File, path: &Named) -> Option<String> {
    let own = room_of(&file.path);
    let is_root_of_room = !file.path.contains('/') || file.path.split('/').nth(1) == Some("mod.rs");
    let target = match path.segments.first()?.as_str() {
        "crate" | "foldline" => path.segments.get(1),
        "super" if is_root_of_room => path.segments.get(1),
        _ => None,
    }?;
    let known = ROOMS.iter().any(|(room, _)| room == target);
    let allowed = ROOMS.iter().find(|(room, _)| *room == own).map(|(_, uses)| *uses);
    let Some(allowed) = allowed else { return Some(format!("`{own}` is no room of the house")) };
    let fine = !known || target == own || allowed.contains(&target.as_str());
    (!fine).then(|| format!("`{own}` must not use `{target}`"))
}

fn crate_rule(file: &File, path: &Named) -> Option<String> {
    let name = path.segments.first()?;
    let (_, places) = CRATES.iter().find(|(known, _)| known == name)?;
    let fine = places.is_empty() || places.iter().any(|place| within(&file.path, place.trim_end_matches(".rs")));
    (!fine).then(|| format!("`{name}` only in {}", places.join(", ")))
}

fn std_rule(file: &File, path: &Named) -> Option<String> {
    let [first, module, ..] = path.segments.as_slice() else { return None };
    if first != "std" {
        return None;
    }
    if within(&file.path, "ui") && (module == "path" || module == "fs") {
        return Some(format!("`ui` sees no `std::{module}`"));
    }
    let (_, places) = STD.iter().find(|(known, _)| known == module)?;
    let fine = places.iter().any(|place| within(&file.path, place.trim_end_matches(".rs")));
    (!fine).then(|| format!("`std::{module}` only in {}", places.join(", ")))
}

fn import_rule(path: &Named) -> Option<String> {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        [.., "*"] if path.public => Some("no `pub use ...::*`".into()),
        ["crate" | "std" | "foldline"] | ["crate" | "std" | "foldline", "*" | "self"] if path.imported => {
            Some("do not import a whole crate under a name".into())
        }
        ["clippy", lint @ ("unwrap_used" | "expect_used" | "panic" | "wildcard_imports")] => {
            Some(format!("the lint {lint} is not switched off"))
        }
        _ => None,
    }
}

/// The text before `#[cfg(test)] mod`, and how many lines that is.
fn before_tests(text: &str) -> (&str, usize) {
    let mut at = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find("#[cfg(test)]") {
        at = from + found;
        from = at + 12;
        if text[from..].trim_start().starts_with("mod ") {
            return (&text[..at], text[..at].lines().count());
        }
        at = text.len();
    }
    let code = if at == 0 { text } else { &text[..at] };
    (code, code.lines().count())
}

/// Words, numbers and punctuation of Rust; comments, strings, characters and lifetimes are left out.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut i, mut line, mut found) = (0, 1, Vec::new());
    while i < chars.len() {
        let start = i;
        if at(i) == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if at(i) == '/' && at(i + 1) == '*' {
            i = end_of_comment(&chars, i);
        } else if let Some(end) = end_of_string(&chars, i) {
            i = end;
        } else if at(i).is_ascii_digit() {
            while is_word(at(i)) || (at(i) == '.' && at(i + 1).is_ascii_digit()) {
                i += 1;
            }
            if start > 1 && at(start - 1) == '.' && at(start - 2) != '.' {
                continue; // a field of a tuple, `pair.0.1`, and no end of a range, `0.8..1.2`
            }
            found.push(Token { kind: Kind::Number, text: chars[start..i].iter().collect(), line });
        } else if is_word(at(i)) {
            while is_word(at(i)) {
                i += 1;
            }
            found.push(Token { kind: Kind::Word, text: chars[start..i].iter().collect(), line });
        } else {
            let pair: String = [at(i), at(i + 1)].iter().collect();
            let long = pair == "::" || pair == "=>";
            i += if long { 2 } else { 1 };
            if !at(start).is_whitespace() {
                let text = if long { pair } else { at(start).to_string() };
                found.push(Token { kind: Kind::Punct, text, line });
            }
        }
        line += chars[start..i].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn end_of_comment(chars: &[char], from: usize) -> usize {
    let (mut i, mut depth) = (from + 2, 1);
    while i < chars.len() && depth > 0 {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (i, depth) = (i + 2, depth + 1),
            ('*', Some('/')) => (i, depth) = (i + 2, depth - 1),
            _ => i += 1,
        }
    }
    i
}

/// Where a string, character or lifetime that begins here ends; nothing when none begins here.
fn end_of_string(chars: &[char], from: usize) -> Option<usize> {
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut i = from;
    while matches!(at(i), 'b' | 'c' | 'r') && i < from + 2 {
        i += 1;
    }
    let raw = i > from && at(i - 1) == 'r';
    let hashes = if raw { (i..).take_while(|k| at(*k) == '#').count() } else { 0 };
    if at(i + hashes) == '"' {
        i += hashes + 1;
        while i < chars.len() {
            if !raw && at(i) == '\\' {
                i += 1;
            } else if at(i) == '"' && (1..=hashes).all(|k| at(i + k) == '#') {
                return Some(i + 1 + hashes);
            }
            i += 1;
        }
        return Some(i);
    }
    if at(from) != '\'' {
        return None;
    }
    if at(from + 1) == '\\' {
        return Some((from + 3..chars.len()).find(|k| at(*k) == '\'')? + 1);
    }
    if at(from + 2) == '\'' {
        return Some(from + 3);
    }
    Some((from + 1..).find(|k| !(at(*k).is_alphanumeric() || at(*k) == '_')).unwrap_or(chars.len()))
}

/// Every path that the code names, in imports and elsewhere; braces are multiplied out.
fn paths(tokens: &[Token]) -> Vec<Named> {
    let text = |i: usize| tokens.get(i).map_or("", |t| t.text.as_str());
    let word = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word);
    let mut found = Vec::new();
    let (mut i, mut imported, mut public) = (0, false, false);
    while i < tokens.len() {
        if text(i) == "use" {
            imported = true;
            let before = i.checked_sub(1).map_or("", &text);
            public = before == "pub" || before == ")";
            i += 1;
            let end = (i..tokens.len()).find(|k| text(*k) == ";").unwrap_or(tokens.len());
            expand(&tokens[i..end], &[], &mut |segments, line| {
                found.push(Named { segments, line, imported, public });
            });
            i = end;
        } else if word(i) && text(i + 1) == "::" {
            let (first, line) = (i, tokens[i].line);
            while word(i) && text(i + 1) == "::" && word(i + 2) {
                i += 2;
            }
            let segments = (first..=i).step_by(2).map(|k| text(k).to_owned()).collect();
            found.push(Named { segments, line, imported, public });
        }
        (imported, public) = (false, false);
        i += 1;
    }
    found
}

fn expand(tokens: &[Token], prefix: &[String], found: &mut dyn FnMut(Vec<String>, usize)) {
    let mut segments = prefix.to_vec();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        if token.text == "{" {
            for part in split_braces(&tokens[i + 1..]) {
                expand(part, &segments, found);
            }
            return;
        } else if token.text == "as" {
            break;
        } else if token.kind == Kind::Word || token.text == "*" {
            segments.push(token.text.clone());
        }
        i += 1;
    }
    if segments.len() > prefix.len() {
        found(segments, tokens.first().map_or(0, |t| t.line));
    }
}

/// The parts between the commas of a braced list, whose opening brace is already gone.
fn split_braces(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (i, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 0 => {
                parts.push(&tokens[start..i]);
                break;
            }
            "}" => depth -= 1,
            "," if depth == 0 => {
                parts.push(&tokens[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts
}

fn panics(code: &[Token]) -> Vec<(usize, String)> {
    let text = |i: usize| code.get(i).map_or("", |t| t.text.as_str());
    let hit = |i: usize| match text(i) {
        "unwrap" | "expect" => i > 0 && text(i - 1) == "." && text(i + 1) == "(",
        "panic" | "todo" | "unimplemented" | "unreachable" => text(i + 1) == "!",
        _ => false,
    };
    (0..code.len()).filter(|i| hit(*i)).map(|i| (code[i].line, format!("no `{}` outside tests", text(i)))).collect()
}

fn own_enums(tokens: &[Token]) -> Vec<String> {
    tokens.windows(2).filter(|w| w[0].text == "enum").map(|w| w[1].text.clone()).collect()
}

/// Lines of `_` arms in a `match` whose other arms name an enum of ours.
fn wildcard_arms(code: &[Token], enums: &BTreeSet<String>) -> Vec<usize> {
    let mut found = Vec::new();
    for (i, _) in code.iter().enumerate().filter(|(_, t)| t.text == "match") {
        let mut patterns = patterns(&code[i + 1..]);
        let catch_all = patterns.iter().position(|p| p.len() == 1 && p[0].text == "_");
        let Some(catch_all) = catch_all.map(|at| patterns.remove(at)) else { continue };
        let named = |t: &Token| t.text == "Self" || enums.contains(&t.text);
        let ours = |p: &[Token]| {
            p.windows(2).take(1).any(|w| named(&w[0]) && w[1].text == "::" && !IN_CHAINS.contains(&w[0].text.as_str()))
        };
        if patterns.iter().any(|p| ours(p)) {
            found.push(catch_all[0].line);
        }
    }
    found
}

/// The patterns of a `match` whose keyword is already gone.
fn patterns(code: &[Token]) -> Vec<Vec<Token>> {
    let (mut level, mut opened, mut in_pattern) = (0, false, true);
    let (mut found, mut current) = (Vec::new(), Vec::new());
    for token in code {
        let text = token.text.as_str();
        if !opened && level == 0 && (text == "{" || text == ";") {
            opened = text == "{";
            if !opened {
                break;
            }
            continue;
        }
        let before = level;
        level += i32::from(matches!(text, "(" | "[" | "{")) - i32::from(matches!(text, ")" | "]" | "}"));
        if level < 0 {
            break;
        }
        if opened && before == 0 && text == "=>" {
            found.push(std::mem::take(&mut current));
            in_pattern = false;
        } else if opened && in_pattern && text != "," {
            current.push(token.clone());
        } else if opened && level == 0 && (text == "," || (text == "}" && before == 1)) {
            in_pattern = true;
        }
    }
    found
}

fn is_magic(token: &Token) -> bool {
    let number = token.text.trim_end_matches("f32").trim_end_matches("f64").trim_end_matches('_');
    token.kind == Kind::Number && number.contains('.') && !ARITHMETIC.contains(&number)
}

/// Fields of type `f32` whose name has no unit.
fn fields_without_unit(code: &[Token]) -> Vec<(usize, String)> {
    let is_field = |w: &[Token]| w[1].kind == Kind::Word && w[2].text == ":" && w[3].text == "f32";
    let bare = |name: &str| !UNITS.iter().any(|unit| name.ends_with(unit));
    let fields = code.windows(4).filter(|w| w[0].text == "pub" && is_field(w) && bare(&w[1].text));
    fields.map(|w| (w[1].line, w[1].text.clone())).collect()
}

/// One planted file, and the only violation it must give.
fn planted(path: &str, text: &str) -> Vec<String> {
    violations(&[File { path: path.into(), text: format!("//! For a test.\n{text}") }])
}

#[track_caller]
fn caught(path: &str, text: &str, says: &str) {
    let found = planted(path, text);
    assert!(found.len() == 1 && found[0].contains(says), "{path}: {text:?} gave {found:?}, not {says:?}");
}

#[test]
fn a_room_that_uses_another_is_caught() {
    caught("layout/lines.rs", "use crate::sources::pdf;", "`layout` must not use `sources`");
    caught("layout/lines.rs", "use crate::{geometry::Pt, typeset::{Measure}};", "`layout` must not use `typeset`");
    caught("ui/mod.rs", "fn f() { crate::layout::read(); }", "`ui` must not use `layout`");
    caught("ui/mod.rs", "use super::sources::Format;", "`ui` must not use `sources`");
    caught("typeset/galley/set.rs", "use crate::app::run;", "`typeset` must not use `app`");
    caught("main.rs", "use foldline::layout;", "`main` must not use `layout`");
    caught("export/json.rs", "use crate::cli::Args;", "`export` must not use `cli`");
    caught("sources/text.rs", "use crate as c;", "whole crate");
    assert!(planted("app/mod.rs", "use crate::{sources, layout, ui::{self, State}};").is_empty());
    assert!(planted("sources/text.rs", "use super::layout;").is_empty(), "that is sources::layout");
}

#[test]
fn a_crate_in_the_wrong_room_is_caught() {
    caught("app/mod.rs", "use textwrap::wrap;", "`textwrap` only in");
    caught("layout/mod.rs", "fn f() -> ratatui::Frame { x }", "`ratatui` only in");
    caught("sources/text.rs", "use {hayro_syntax::Pdf, std::io};", "`hayro_syntax` only in");
    caught("typeset/galley.rs", "use unicode_width as w;", "`unicode_width` only in");
    caught("model/page.rs", "fn f() { ::serde_json::to_string(x); }", "`serde_json` only in");
    assert!(planted("typeset/galley/lines.rs", "use textwrap::wrap;").is_empty());
    assert!(planted("layout/mod.rs", "// textwrap::wrap\nfn f() { \"textwrap::wrap\" }").is_empty());
}

#[test]
fn the_file_system_in_the_wrong_room_is_caught() {
    caught("layout/mod.rs", "use std::fs::File;", "`std::fs` only in");
    caught("typeset/mod.rs", "use std::{io, fs};", "`std::fs` only in");
    caught("export/mod.rs", "fn f() { std::fs::read(p); }", "`std::fs` only in");
    caught("ui/mod.rs", "use std::path::PathBuf;", "`ui` sees no `std::path`");
    caught("layout/mod.rs", "fn f() { std::env::var(x); }", "`std::env` only in");
    assert!(planted("app/save.rs", "use std::{fs, path::Path};").is_empty());
}

#[test]
fn the_look_of_a_file_is_checked() {
    let found = violations(&[File { path: "model/x.rs".into(), text: "use std::io;\n".into() }]);
    assert!(found.len() == 1 && found[0].contains("opens with"), "{found:?}");
    let long = "fn f() {}\n".repeat(MAX_LINES);
    caught("model/x.rs", &long, "401 lines before the tests");
    let tests = format!("#[cfg(test)]\nmod tests {{\n{long}\n}}");
    assert!(planted("model/x.rs", &tests).is_empty());
    caught("model/x.rs", "pub use crate::geometry::*;", "pub use");
    caught("model/x.rs", "pub(crate) use crate::geometry::{Pt, self, page::*};", "pub use");
    caught("model/x.rs", "use super::super::geometry;", "super::super");
    caught("model/x.rs", "fn f() { unsafe { g() } }", "unsafe");
}

#[test]
fn a_panic_outside_tests_is_caught() {
    caught("model/x.rs", "fn f() { x.unwrap() }", "no `unwrap`");
    caught("model/x.rs", "fn f() { x\n.expect(\"so\") }", "src/model/x.rs:3: no `expect`");
    caught("model/x.rs", "fn f() { todo!() }", "no `todo`");
    caught("model/x.rs", "#[allow(clippy::unwrap_used)]\nfn f() {}", "unwrap_used");
    assert!(
        planted("model/x.rs", "fn f() { x.unwrap_or(1) }\n#[cfg(test)]\nmod tests { fn g() { x.unwrap() } }")
            .is_empty()
    );
    let parent = File { path: "app/mod.rs".into(), text: "//! For a test.\n#[cfg(test)]\nmod replay;\n".into() };
    let replay = File { path: "app/replay.rs".into(), text: "//! For a test.\nfn f() { x.unwrap() }\n".into() };
    assert!(violations(&[parent, replay]).is_empty(), "a module for tests may panic");
}

#[test]
fn a_catch_all_on_our_enum_is_caught() {
    let theirs = "fn f() { match c { 'a' => Role::Body, _ => Role::Deck } }";
    let ours = "enum Role { Body, Deck }\nfn f() { match role { Role::Body => { 1 } _ => 2 } }";
    caught("layout/x.rs", ours, "src/layout/x.rs:3: no `_` arm");
    assert!(planted("layout/x.rs", &format!("enum Role {{ Body, Deck }}\n{theirs}")).is_empty());
    assert!(planted("sources/x.rs", ours).is_empty());
}

#[test]
fn a_threshold_outside_the_house_style_is_caught() {
    caught("layout/x.rs", "fn f() { gap > 0.35 * size }", "0.35 is a threshold");
    caught("layout/x.rs", "const GAP: f32 = 1.5_f32;", "is a threshold");
    caught("house_style/x.rs", "pub struct S { pub gap: f32, pub gap_em: f32 }", "`gap` does not say its unit");
    caught("layout/x.rs", "fn f() { (0.0..1.15).contains(&x) }", "1.15 is a threshold");
    caught("layout/x.rs", "fn f() { gap > 2.0 * size }", "2.0 is a threshold");
    assert!(planted("layout/x.rs", "fn f() { (a + b) / 2.0 > pair.0.1 }").is_empty());
}

#[test]
fn a_name_of_two_types_is_caught() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let files = [
        file("ui/a.rs", "pub struct Kind { of: u8 }\nfn f() { struct Inner; }"),
        file(
            "app/b.rs",
            "enum Kind { A }\nimpl Iterator for X { type Item = u8; }\n#[cfg(test)]\nmod tests { struct T; }",
        ),
        file("app/c.rs", "type Other = u8;\nimpl Iterator for Y { type Item = u8; }\nstruct Inner;"),
    ];
    let names: Vec<String> = shared_names(&files).into_keys().collect();
    assert_eq!(names, ["Kind"]);
}

#[test]
fn a_ring_of_files_is_caught() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let files = [
        file("ui/mod.rs", "pub mod a;"),
        file("ui/a.rs", "use super::b::B;"),
        file("ui/b.rs", "use crate::{geometry::Pt, ui::c::{self, C}};"),
        file("ui/c.rs", "use crate::ui::a::A;\nuse crate::geometry::Pt;"),
        file("geometry.rs", "#[cfg(test)]\nmod tests { use crate::ui::c; }"),
    ];
    assert_eq!(rings(&files), [["ui/a.rs", "ui/b.rs", "ui/c.rs"]]);
}

#[test]
fn a_pass_that_uses_a_later_one_is_caught() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let files = [
        file("layout/mod.rs", "use crate::layout::page::Page;"),
        file("layout/blocks/split.rs", "use crate::layout::roles::names;\nuse crate::layout::phrases;"),
        file("layout/roles/names.rs", "use crate::layout::blocks::split;"),
        file("layout/phrases.rs", "use crate::layout::roles::names;"),
        file("layout/page.rs", "#[cfg(test)]\nmod tests { use crate::layout::roles::names; }"),
    ];
    assert_eq!(early_uses(&files), ["layout/blocks/split.rs uses layout/roles/names.rs"]);
}
