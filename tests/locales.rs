//! Every sentence of the reader in every language: none missing, none left over, none too wide for a window of 80 columns.
//! `UPDATE_LOCALES=1 cargo test --test locales` writes `locales/en.ftl`, from which translators start.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is a test")]

use foldline::typeset::width::WidthModel;
use foldline::ui::keys::KEYS;
use foldline::ui::prompt::LINE_COMMANDS;
use foldline::words::{UiLanguage, name_of, translated};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The bar below, without its margins.
const ROOM: u16 = 78;

/// All sources of a room.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The string literals of a source that begin after `before`, or all of them.
fn literals(text: &str, before: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(before) {
        // `format!(` ends in the same letters.
        let is_other = before == "t!(" && rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        rest = rest[at + before.len()..].trim_start();
        if is_other {
            continue;
        }
        let Some(inner) = rest.strip_prefix('"') else { continue };
        let mut literal = String::new();
        let mut characters = inner.chars();
        while let Some(c) = characters.next().filter(|c| *c != '"') {
            match c {
                '\\' => literal.extend(characters.next()),
                _ => literal.push(c),
            }
        }
        rest = characters.as_str();
        found.push(literal);
    }
    found
}

/// Every English template, by the name of its translations.
fn templates() -> BTreeMap<String, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all: Vec<String> = Vec::new();
    for path in ["ui", "app", "editing"].into_iter().flat_map(|room| sources(&source.join(room))) {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        all.extend(literals(text, "t!("));
        // The tables of the help are translated where they are shown.
        if path.ends_with("list/help.rs") {
            all.extend(["], ", " => ", ", "].into_iter().flat_map(|before| literals(text, before)));
        }
        if path.starts_with(source.join("editing")) {
            all.extend(["Err(", "ok_or(", "Refusal = "].into_iter().flat_map(|before| literals(text, before)));
        }
        if path.ends_with("on_corrections.rs") {
            all.extend(literals(text, "const NO_BLOCK: &str = "));
        }
    }
    for row in KEYS {
        all.push(row.help.to_owned());
        all.extend(row.hint.map(|(_, hint)| hint.to_owned()));
    }
    all.extend(LINE_COMMANDS.iter().map(|command| command.help.to_owned()));
    let letters = |template: &String| template.chars().any(char::is_alphabetic);
    all.into_iter().filter(letters).map(|template| (name_of(&template), template)).collect()
}

/// The names of the places in a template, each with something short in it.
fn values(template: &str) -> Vec<(&str, String)> {
    let places = template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    places.map(|(name, _)| (name, "9".to_owned())).collect()
}

#[test]
fn no_sentence_is_missing_and_none_is_too_wide() {
    let widths = WidthModel::narrow();
    let mut wrong = Vec::new();
    for tongue in UiLanguage::ALL.into_iter().filter(|tongue| *tongue != UiLanguage::English) {
        for template in templates().values() {
            match translated(tongue, template, &values(template)) {
                None => wrong.push(format!("{}: {} is missing: {template}", tongue.tag(), name_of(template))),
                Some(said) if widths.str(&said) > ROOM.max(template.chars().count() as u16) => {
                    wrong.push(format!("{}: {} cells: {said}", tongue.tag(), widths.str(&said)));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_translation_is_left_over() {
    let known: BTreeSet<String> = templates().into_keys().collect();
    for tongue in UiLanguage::ALL.into_iter().filter(|tongue| *tongue != UiLanguage::English) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(format!("{}.ftl", tongue.tag()));
        let text = std::fs::read_to_string(file).unwrap();
        let names = text.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
        let left: Vec<&str> = names.filter(|name| !known.contains(*name)).collect();
        assert!(left.is_empty(), "{}: {left:?}", tongue.tag());
    }
}

#[test]
fn the_english_file_is_what_the_sources_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en.ftl");
    let mut text = String::from(
        "# English, as it stands in the sources: for those who translate. tests/locales.rs keeps it current.\n\n",
    );
    for (name, template) in templates() {
        let value = template.trim().replace('{', "{ $").replace('}', " }");
        text.push_str(&format!("{name} = {value}\n"));
    }
    if std::env::var_os("UPDATE_LOCALES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == text, "UPDATE_LOCALES=1 cargo test --test locales");
}
