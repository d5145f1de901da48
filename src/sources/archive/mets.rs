//! METS: which ALTO files make an issue, and which of their blocks make an article.

use super::alto::{self, Area, Articles};
use super::claims;
use super::xml::Tree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Pages of an issue, at most.
const PAGES_AT_MOST: usize = 2_000;

/// A page file as METS names it.
struct PageFile<'a> {
    id: &'a str,
    place: PathBuf,
}

/// The pages of an issue; `folder` is where the METS file lies. Doubts are pages that could not be read.
///
/// # Errors
/// A sentence, when METS names no page that is there.
pub fn sheets(tree: &Tree, folder: Option<&Path>) -> Result<(Vec<Sheet>, Vec<String>), String> {
    let Some(folder) = folder else {
        return Err("a METS file names its pages in other files; give it as a file, not on standard input".to_owned());
    };
    let files = page_files(tree);
    let mut articles = articles(tree);
    let (mut sheets, mut doubts) = (Vec::new(), Vec::new());
    for file in files.iter().take(PAGES_AT_MOST) {
        let shown = file.place.display();
        let own = articles.remove(file.id).unwrap_or_default();
        match super::load(&folder.join(&file.place)).and_then(|text| Tree::parse(&text)) {
            Ok(page) => sheets.extend(alto::sheets(&page, Some(&own))),
            Err(says) => doubts.push(format!("{shown}: {says}")),
        }
    }
    doubts.extend(claims::unlisted(tree, articles.keys().map(String::as_str)));
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.number = index as u32 + 1;
    }
    if sheets.is_empty() {
        let first = doubts.into_iter().next().unwrap_or_else(|| "it names no ALTO files".to_owned());
        return Err(format!("no page of this issue could be read; {first}"));
    }
    Ok((sheets, doubts))
}

/// The ALTO files, in the order of the file section. A place outside the folder is not followed.
fn page_files(tree: &Tree) -> Vec<PageFile<'_>> {
    let file = |at: usize| {
        let id = tree.attribute(at, "ID")?;
        let link = tree.children(at, &["FLocat"]).next()?;
        let href = tree.attribute(link, "href")?;
        let bare = href.trim_start_matches("file://").trim_start_matches("./");
        let place = PathBuf::from(bare);
        let inside = place.components().all(|part| matches!(part, Component::Normal(_)));
        let page = bare.to_lowercase().ends_with(".xml");
        (inside && page).then_some(PageFile { id, place })
    };
    tree.find(0, &["file"]).filter_map(file).collect()
}

/// For each page file the areas of its articles, in logical order.
fn articles(tree: &Tree) -> BTreeMap<String, Articles> {
    let mut found: BTreeMap<String, Articles> = BTreeMap::new();
    let places = linked_areas(tree);
    let mut count = 0;
    for map in tree.find(0, &["structMap"]).filter(|at| kind(tree, *at) == "logical") {
        for top in tree.children(map, &["div"]) {
            walk(tree, top, None, &mut count, &places, &mut found);
        }
    }
    found
}

/// Areas that the British Library ties to articles by links: for each logical id the areas of its physical ones.
fn linked_areas(tree: &Tree) -> BTreeMap<&str, Vec<usize>> {
    let divs: BTreeMap<&str, usize> =
        tree.find(0, &["div"]).filter_map(|at| Some((tree.attribute(at, "ID")?, at))).collect();
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for group in tree.find(0, &["smLinkGrp"]) {
        let ids: Vec<&str> = tree
            .children(group, &["smLocatorLink"])
            .filter_map(|at| tree.attribute(at, "href")?.strip_prefix('#'))
            .collect();
        let Some((first, rest)) = ids.split_first() else { continue };
        for div in rest.iter().filter_map(|id| divs.get(id)) {
            let own = tree.children(*div, &["fptr"]).flat_map(|at| tree.find(at, &["area"]).collect::<Vec<_>>());
            found.entry(first).or_default().extend(own);
        }
    }
    found
}

/// Divisions that are pieces of reading of their own.
const ARTICLES: [&str; 10] = [
    "article",
    "advert",
    "advertisement",
    "section",
    "obituary",
    "weather",
    "serial",
    "letter",
    "poem",
    "death_notice",
];

fn walk(
    tree: &Tree,
    div: usize,
    article: Option<u32>,
    count: &mut u32,
    places: &BTreeMap<&str, Vec<usize>>,
    found: &mut BTreeMap<String, Articles>,
) {
    let own = match ARTICLES.contains(&kind(tree, div).as_str()) {
        true => {
            *count += 1;
            Some(*count)
        }
        false => article,
    };
    let linked = tree.attribute(div, "ID").and_then(|id| places.get(id)).into_iter().flatten().copied();
    let direct = tree.children(div, &["fptr"]).flat_map(|at| tree.find(at, &["area"]).collect::<Vec<_>>());
    for area in direct.chain(linked) {
        let (Some(file), Some(begin)) = (tree.attribute(area, "FILEID"), tree.attribute(area, "BEGIN")) else {
            continue;
        };
        let end = tree.attribute(area, "END").filter(|end| *end != begin).map(str::to_owned);
        if let Some(article) = own {
            let area = Area { begin: begin.to_owned(), end, article, role: role(&kind(tree, div)) };
            found.entry(file.to_owned()).or_default().areas.push(area);
        }
    }
    for child in tree.children(div, &["div"]) {
        walk(tree, child, own, count, places, found);
    }
}

fn kind(tree: &Tree, at: usize) -> String {
    tree.attribute(at, "TYPE").unwrap_or_default().to_lowercase()
}

/// What METS calls the parts of an article.
fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "title" | "heading" => Role::Headline,
        "headline" => Role::Headline,
        "overline" => Role::Kicker,
        "subheadline" | "subtitle" => Role::Deck,
        "crossheading" => Role::Subhead,
        "author" | "byline" => Role::Byline,
        "caption" => Role::Caption,
        _ => return None,
    })
}
