//! DIDL of the national library of the Netherlands: an issue names the ALTO files of its pages, and for each article its
//! blocks in them.

use super::alto::{ArticleArea, Articles};
use super::issue_files::IssueFiles;
use super::leaves::{self, IssueLeaf};
use super::xml::XmlTree;
use crate::sources::ReadStep;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Pages of an issue, at most.
const PAGES_AT_MOST: usize = 2_000;

/// Gives the pages of an issue, and returns what could not be read.
///
/// # Errors
/// When no page that it names is there.
pub fn read(
    tree: &XmlTree,
    holding: Option<&IssueFiles>,
    threads: usize,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Vec<String>, String> {
    let Some(holding) = holding else {
        return Err("a DIDL file names its pages in other files; give it as a file, not on standard input".to_owned());
    };
    let files = page_files(tree);
    let mut articles = articles(tree);
    let leaf = |href| {
        let articles = articles.remove(href).unwrap_or_default();
        IssueLeaf { href, articles, called: None, article_ids: Vec::new() }
    };
    let leaves: Vec<IssueLeaf<'_>> = files.iter().map(String::as_str).map(leaf).collect();
    let missing = leaves::read(&leaves, holding, threads, take)?;
    let told =
        missing.first().map(|first| format!("{} of {} pages were not read: {first}", missing.len(), files.len()));
    Ok(told.into_iter().collect())
}

/// The files that an issue is read with: its pages, and the texts of its articles, which are in those.
pub fn named(tree: &XmlTree, holding: &IssueFiles) -> Vec<PathBuf> {
    let files = tree.find(0, &["Resource"]).filter_map(|at| file_name(tree, at));
    files.filter(|name| name.ends_with(".xml")).filter_map(|name| holding.locate(&name).ok()).collect()
}

/// The ALTO files in their order.
fn page_files(tree: &XmlTree) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for component in tree.find(0, &["Component"]) {
        let says_alto = tree.find(component, &["Statement"]).any(|at| tree.text(at) == "alto");
        let file = tree.find(component, &["Resource"]).filter_map(|at| file_name(tree, at)).next();
        if let Some(file) = file.filter(|_| says_alto)
            && !found.contains(&file)
            && found.len() < PAGES_AT_MOST
        {
            found.push(file);
        }
    }
    found
}

/// What a resource is called on the disk: its name there, else its place where that is none of the network.
fn file_name(tree: &XmlTree, at: usize) -> Option<String> {
    let named =
        tree.attribute(at, "filename").or_else(|| tree.attribute(at, "ref").filter(|place| !place.contains("://")));
    named.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// For each ALTO file the blocks of its articles, in the order that the issue gives.
fn articles(tree: &XmlTree) -> BTreeMap<String, Articles> {
    let mut found: BTreeMap<String, Articles> = BTreeMap::new();
    let zoned = tree.find(0, &["zoning"]).filter(|at| tree.children(*at, &["article-part"]).next().is_some());
    for (article, zoning) in zoned.enumerate() {
        let mut parts: Vec<usize> = tree.children(zoning, &["article-part"]).collect();
        parts.sort_by_key(|at| tree.attribute(*at, "order").and_then(|order| order.parse::<u32>().ok()));
        for blocks in parts.into_iter().flat_map(|part| tree.children(part, &["blocks"]).collect::<Vec<_>>()) {
            let Some(file) = tree.attribute(blocks, "alto") else { continue };
            for block in tree.children(blocks, &["TextBlock", "ComposedBlock"]) {
                let Some(begin) = tree.attribute(block, "ID").map(str::to_owned) else { continue };
                let area = ArticleArea { begin, end: None, article: article as u32, role: None };
                found.entry(file.to_owned()).or_default().areas.push(area);
            }
        }
    }
    found
}
