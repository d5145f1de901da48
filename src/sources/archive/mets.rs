//! METS: which ALTO files make an issue, and which of their blocks make an article.

use super::alto::{ArticleArea, Articles};
use super::article_words;
use super::issue_files::IssueFiles;
use super::leaves::{self, IssueLeaf};
use super::sections;
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::sources::ReadStep;
use crate::sources::message::{NAME_CHARS, shown};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Pages of an issue, at most.
const PAGES_AT_MOST: usize = 2_000;

/// Areas that links tie to articles, at most: many links to one division of many areas would have no end.
const AREAS_AT_MOST: usize = 1_000_000;

/// A page file as METS names it.
struct MetsPageFile<'a> {
    id: &'a str,
    href: &'a str,
}

/// Gives the pages of an issue, and returns what could not be read; `holding` are the files that lie where the METS file does. A page that
/// could not be read is an empty one with a doubt, and all of them are one doubt of the issue.
///
/// # Errors
/// A sentence, when METS names no page that is there.
pub fn read<'a>(
    tree: &'a XmlTree,
    holding: Option<IssueFiles>,
    threads: usize,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Vec<String>, String> {
    let Some(holding) = holding.map(|holding| holding.widened(is_inner)) else {
        return Err("a METS file names its pages in other files; give it as a file, not on standard input".to_owned());
    };
    let told_here = articles(tree);
    if let Some(contents) = contents(&told_here, &holding) {
        return read(&contents, Some(holding.below(CONTENTS)), threads, take);
    }
    let files = page_files(tree);
    let Told { areas: mut articles, ids } = told_here;
    let called = sections::page_names(tree);
    let leaf = |file: &MetsPageFile<'_>| articles.remove(file.id).unwrap_or_default();
    let own: Vec<Articles> = files.iter().take(PAGES_AT_MOST).map(leaf).collect();
    let ids_of = |own: &Articles| {
        let numbers: BTreeSet<u32> = own.areas.iter().map(|area| area.article).collect();
        numbers.into_iter().filter_map(|number| Some((number, ids.get(&number)?.clone()))).collect()
    };
    let leaf = |(file, articles): (&MetsPageFile<'a>, Articles)| IssueLeaf {
        href: file.href,
        article_ids: ids_of(&articles),
        articles,
        called: called.get(file.id),
    };
    let leaves: Vec<IssueLeaf<'_>> = files.iter().zip(own).map(leaf).collect();
    let missing = leaves::read(&leaves, &holding, threads, take)?;
    let unlisted = article_words::unlisted(tree, articles.keys().map(String::as_str));
    let left_out = files.len().saturating_sub(PAGES_AT_MOST);
    let mut doubts = told(&missing, files.len(), left_out);
    doubts.extend(unlisted);
    Ok(doubts)
}

/// As [`read`], with all pages together.
///
/// # Errors
/// As [`read`].
pub fn sheets(
    tree: &XmlTree,
    holding: Option<IssueFiles>,
    threads: usize,
) -> Result<(Vec<Sheet>, Vec<String>), String> {
    let mut sheets = Vec::new();
    let doubts = read(tree, holding, threads, &mut |step| match step {
        ReadStep::Sheet(sheet) => sheets.push(*sheet),
        ReadStep::Pages(_) | ReadStep::Recognizing(_) => {}
    })?;
    Ok((sheets, doubts))
}

/// The files beside a METS file that it names as pages.
pub fn named(tree: &XmlTree, holding: &IssueFiles) -> Vec<PathBuf> {
    let holding = holding.clone().widened(is_inner);
    let of = |tree: &XmlTree, holding: &IssueFiles| -> Vec<PathBuf> {
        let files = page_files(tree).into_iter().take(PAGES_AT_MOST);
        files.filter_map(|file| holding.locate(file.href).ok()).collect()
    };
    let mut found = of(tree, &holding);
    if let Some(contents) = contents(&articles(tree), &holding) {
        found.extend(of(&contents, &holding.below(CONTENTS)));
    }
    found
}

/// Folders of an issue that stand below the one that holds it all: Gallica keeps its METS files in `toc`, beside `ocr`.
fn is_inner(name: &str) -> bool {
    name.eq_ignore_ascii_case("toc")
}

/// Where Gallica keeps the METS files that tell articles, beside the manifest that does not.
const CONTENTS: &str = "toc";

/// The file that tells the articles of an issue whose own METS file tells none.
fn contents(told_here: &Told, holding: &IssueFiles) -> Option<XmlTree> {
    if !told_here.areas.is_empty() {
        return None;
    }
    let inside = holding.below(CONTENTS);
    let telling = |tree: &XmlTree| !articles(tree).areas.is_empty() && !page_files(tree).is_empty();
    let names = inside.names().into_iter().filter(|name| name.to_ascii_lowercase().ends_with(".xml"));
    names.filter_map(|name| XmlTree::parse(&inside.text(&name).ok()?).ok()).find(telling)
}

/// One sentence for all pages that are missing.
fn told(missing: &[String], count: usize, left_out: usize) -> Vec<String> {
    let more = missing.len().saturating_sub(1);
    let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
    let first = missing.first().map(|first| format!("{} of {count} pages were not read: {first}{rest}", missing.len()));
    let bound = (left_out > 0).then(|| format!("only the first {PAGES_AT_MOST} of {count} pages are read"));
    let all: Vec<String> = first.into_iter().chain(bound).collect();
    if all.is_empty() { Vec::new() } else { vec![all.join("; ")] }
}

/// The ALTO files, in the order of the file section. The same file named twice is one page.
fn page_files(tree: &XmlTree) -> Vec<MetsPageFile<'_>> {
    let mut seen = BTreeSet::new();
    let file = |at: usize| {
        let id = tree.attribute(at, "ID")?;
        let link = tree.children(at, &["FLocat"]).next()?;
        let href = tree.attribute(link, "href")?;
        let bare = href.split(['?', '#']).next().unwrap_or(href).trim().to_lowercase();
        ((bare.ends_with(".xml") || bare.ends_with(".xml.gz")) && seen.insert((id, href)))
            .then_some(MetsPageFile { id, href })
    };
    tree.find(0, &["file"]).filter_map(file).collect()
}

/// What an issue tells of its articles.
#[derive(Default)]
struct Told {
    /// For each page file the areas of its articles, in logical order.
    areas: BTreeMap<String, Articles>,
    /// What it calls them, by their numbers.
    ids: BTreeMap<u32, String>,
}

/// The articles of an issue.
fn articles(tree: &XmlTree) -> Told {
    let mut found = Told::default();
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
fn linked_areas(tree: &XmlTree) -> BTreeMap<&str, Vec<usize>> {
    let divs: BTreeMap<&str, usize> =
        tree.find(0, &["div"]).filter_map(|at| Some((tree.attribute(at, "ID")?, at))).collect();
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut count = 0;
    for group in tree.find(0, &["smLinkGrp"]) {
        let ids: Vec<&str> = tree
            .children(group, &["smLocatorLink"])
            .filter_map(|at| tree.attribute(at, "href")?.strip_prefix('#'))
            .collect();
        let Some((first, rest)) = ids.split_first() else { continue };
        for div in rest.iter().filter_map(|id| divs.get(id)) {
            if count > AREAS_AT_MOST {
                return found;
            }
            let fptrs = tree.children(*div, &["fptr"]);
            let own: Vec<usize> = fptrs.flat_map(|at| tree.find(at, &["area"]).collect::<Vec<_>>()).collect();
            count += own.len();
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
    tree: &XmlTree,
    div: usize,
    article: Option<u32>,
    count: &mut u32,
    places: &BTreeMap<&str, Vec<usize>>,
    found: &mut Told,
) {
    let own = match ARTICLES.contains(&kind(tree, div).as_str()) {
        true => {
            *count += 1;
            found.ids.extend(tree.attribute(div, "ID").map(|id| (*count, shown(id, NAME_CHARS))));
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
            let area = ArticleArea { begin: begin.to_owned(), end, article, role: role(&kind(tree, div)) };
            found.areas.entry(file.to_owned()).or_default().areas.push(area);
        }
    }
    for child in tree.children(div, &["div"]) {
        walk(tree, child, own, count, places, found);
    }
}

fn kind(tree: &XmlTree, at: usize) -> String {
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
