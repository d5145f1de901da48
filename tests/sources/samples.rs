//! Samples made by us, a folder for each dialect and template, opened as a folder is; and what is read of them: every
//! page with its stories, and every doubt. `UPDATE_SAMPLES=1` accepts what is read.

use foldline::app::failure::Failure;
use foldline::app::open;
use foldline::cli::OpenArgs;
use foldline::model::edition::Edition;
use foldline::model::page::Page;
use foldline::model::story::StoryRef;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources/samples")
}

/// What is read of an input, for people.
pub fn told(input: &Path) -> String {
    let args = OpenArgs { uncorrected: true, ..OpenArgs::default() };
    match open::edition(&[input.to_owned()], &args) {
        Ok(edition) => of_edition(&edition),
        Err(Failure::Cannot(error)) => format!("did not open: {}\n", harmless(&error.to_string())),
        Err(Failure::Nothing(says)) => format!("nothing to read: {}\n", harmless(&says)),
        Err(other) => panic!("{other:?}"),
    }
}

/// Messages name paths, which differ from machine to machine.
fn harmless(text: &str) -> String {
    text.replace(&format!("{}/", samples().display()), "")
}

fn of_edition(edition: &Edition) -> String {
    let mut told = String::new();
    for (index, page) in edition.pages.iter().enumerate() {
        let names = [page.folio.clone(), page.section.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let _ = writeln!(told, "page {} {names} ({}, vertical: {})", page.number, page.lang.code(), page.vertical);
        for id in page.story_ids() {
            story(&mut told, edition, page, StoryRef { page: index as u32, story: id });
        }
        for block in page.furniture().map(|id| page.block(id)) {
            let _ = writeln!(told, "    {}: {}", block.role.word(), block.text);
        }
        for doubt in &page.doubts {
            let _ = writeln!(told, "  ? {}", doubt.says);
        }
    }
    for doubt in &edition.source.doubts {
        let _ = writeln!(told, "? {}", harmless(doubt));
    }
    told
}

fn story(told: &mut String, edition: &Edition, page: &Page, at: StoryRef) {
    let story = edition.story(at).expect("a story");
    let number = |at: StoryRef| format!("p{}s{}", at.page + 1, at.story.0 + 1);
    let to = story.continues.as_ref().and_then(|jump| jump.story).map(number);
    let on = to.map(|to| format!(" -> {to}")).unwrap_or_default();
    let _ = writeln!(told, "  {}{on}", number(at));
    for paragraph in page.paragraphs(&story.blocks) {
        let _ = writeln!(told, "    {}: {}", paragraph.role.word(), paragraph.text);
    }
}

#[test]
fn every_sample_reads_as_it_did() {
    let update = std::env::var_os("UPDATE_SAMPLES").is_some();
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(samples()).expect("samples").flatten().map(|entry| entry.path()).collect();
    folders.retain(|path| path.extension().is_none_or(|ending| ending != "stories"));
    folders.sort();
    let mut wrong = Vec::new();
    for folder in folders {
        let golden = folder.with_extension("stories");
        let told = told(&folder);
        if update {
            std::fs::write(&golden, &told).expect("written");
        } else if std::fs::read_to_string(&golden).ok().as_ref() != Some(&told) {
            wrong.push(format!("{}:\n{told}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "read otherwise than before:\n{}", wrong.join("\n"));
}
