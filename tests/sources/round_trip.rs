//! What is written in the forms of archives opens again with the same stories and the same text.

use foldline::app::open;
use foldline::cli::OpenArgs;
use foldline::export::archive::{alto, hocr, iiif, mets, page_xml, tei};
use foldline::export::{followed, is_continuation};
use foldline::model::edition::Edition;
use foldline::model::page::Page;
use foldline::model::story::StoryRef;
use std::path::{Path, PathBuf};

fn opened(input: &Path) -> Edition {
    let args = OpenArgs { uncorrected: true, ..OpenArgs::default() };
    open::edition(&[input.to_owned()], &args).unwrap_or_else(|error| panic!("{}: {error:?}", input.display()))
}

pub(super) fn editions() -> Vec<(PathBuf, Edition)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources/samples");
    let names =
        ["epaper-founder-classic", "epaper-people", "kb-didl", "ndl-ocr", "olive", "transcript-zh", "tei-facsimile"];
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo");
    let pages = ["1-front.pdf", "2-inside.pdf", "4-vertical.pdf", "5-korean.pdf"];
    let all = names.iter().map(|name| samples.join(name)).chain(pages.iter().map(|page| demo.join(page)));
    all.map(|path| (path.clone(), opened(&path))).collect()
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// The text of every story over its pages, without white, sorted.
fn stories(edition: &Edition) -> Vec<String> {
    let text = |at: StoryRef| {
        let page = &edition.pages[at.page as usize];
        page.paragraphs(&page.story(at.story).blocks).iter().map(|one| solid(&one.text)).collect::<String>()
    };
    let begins = edition.stories().filter(|at| !is_continuation(edition, *at));
    let mut all: Vec<String> = begins.map(|at| followed(edition, at).into_iter().map(text).collect()).collect();
    all.sort();
    all
}

/// All text of an edition, its characters sorted: nothing is lost, wherever it stands.
fn letters(edition: &Edition) -> Vec<char> {
    let text = |page: &Page| page.paragraphs(&page.order).iter().map(|one| solid(&one.text)).collect::<String>();
    let mut all: Vec<char> = edition.pages.iter().flat_map(|page| text(page).chars().collect::<Vec<_>>()).collect();
    all.sort_unstable();
    all
}

/// Writes files into a folder and opens it.
fn again(files: &[(String, String)]) -> Edition {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    opened(folder.path())
}

#[track_caller]
fn same(path: &Path, form: &str, before: &Edition, after: &Edition) {
    assert_eq!(before.pages.len(), after.pages.len(), "{form} of {}: pages", path.display());
    let (before, after) = (stories(before), stories(after));
    let lost: Vec<&String> = before.iter().filter(|story| !after.contains(story)).collect();
    let new: Vec<&String> = after.iter().filter(|story| !before.contains(story)).collect();
    assert!(lost.is_empty() && new.is_empty(), "{form} of {}:\nlost {lost:#?}\nnew {new:#?}", path.display());
}

#[test]
fn alto_opens_with_the_same_stories() {
    for (path, edition) in editions() {
        let text = alto::document(&edition, &|_| true);
        same(&path, "ALTO", &edition, &again(&[("page.xml".to_owned(), text)]));
    }
}

#[test]
fn mets_opens_with_the_same_stories() {
    for (path, edition) in editions() {
        let page = |index: usize| (mets::page_file(index), alto::document(&edition, &|at| at == index));
        let mut files: Vec<(String, String)> = (0..edition.pages.len()).map(page).collect();
        files.push(("mets.xml".to_owned(), mets::document(&edition, &|_| true, "2026-11-23T08:00:00Z")));
        same(&path, "METS", &edition, &again(&files));
    }
}

#[test]
fn page_xml_opens_with_the_same_stories() {
    for (path, edition) in editions() {
        for index in 0..edition.pages.len() {
            let text = page_xml::document(&edition, index, "2026-11-23T08:00:00Z");
            let mut alone = edition.clone();
            let mut page = alone.pages.remove(index);
            for story in &mut page.stories {
                (story.continues, story.continued_from) = (None, None);
            }
            alone.pages = vec![page].into();
            same(&path, "PAGE", &alone, &again(&[("page.xml".to_owned(), text)]));
        }
    }
}

#[test]
fn tei_opens_with_the_same_stories() {
    for (path, edition) in editions() {
        let text = tei::document(&edition, &|_| true);
        same(&path, "TEI", &edition, &again(&[("issue.xml".to_owned(), text)]));
    }
}

#[test]
fn hocr_opens_with_the_same_text() {
    for (path, edition) in editions() {
        let text = hocr::document(&edition, &|_| true);
        let after = again(&[("page.html".to_owned(), text)]);
        assert_eq!(letters(&edition).len(), letters(&after).len(), "{}", path.display());
        assert_eq!(letters(&edition), letters(&after), "{}", path.display());
    }
}

#[test]
fn iiif_opens_with_the_same_text() {
    for (path, edition) in editions() {
        let text = iiif::manifest(&edition, &|_| true);
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("a manifest");
        assert_eq!(manifest["items"].as_array().map(Vec::len), Some(edition.pages.len()));
        let after = again(&[("manifest.json".to_owned(), text)]);
        assert_eq!(edition.pages.len(), after.pages.len(), "{}", path.display());
        assert_eq!(letters(&edition), letters(&after), "{}", path.display());
        // A list of annotations alone is a page as well.
        let list = serde_json::json!({
            "@context": "http://iiif.io/api/presentation/3/context.json",
            "type": "AnnotationPage",
            "items": manifest["items"][0]["annotations"][0]["items"],
        });
        let alone = again(&[("lines.json".to_owned(), list.to_string())]);
        let mut first = edition.clone();
        first.pages = vec![edition.pages[0].clone()].into();
        assert_eq!(letters(&first), letters(&alone), "{}", path.display());
    }
}
