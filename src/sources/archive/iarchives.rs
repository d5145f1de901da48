//! XML of iArchives to [`Sheet`]s: a unit is an issue, which names its pages and its articles; an article has its words in
//! the order of reading, in zones of a clipping of its page. Where clippings stand on the page no file tells, so articles
//! stand one below the other.

use super::blocks::{SourceBlock, SourceLine, hull};
use super::issue_files::IssueFiles;
use super::page_builder::{PageBuilder, edges};
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::sources::message::{NAME_CHARS, shown};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Files that a unit names, at most.
const FILES_AT_MOST: usize = 5_000;
/// White between two articles, in dots.
const APART: f32 = 60.0;
/// Room of a character where a file tells none, in dots.
const PITCH: f32 = 30.0;

/// The pages of a unit, an article or a page, and what could not be read.
///
/// # Errors
/// When nothing that it names is there.
pub fn sheets(tree: &XmlTree, holding: Option<&IssueFiles>) -> Result<(Vec<Sheet>, Vec<String>), String> {
    let mut leaves: BTreeMap<String, PageBuilder> = BTreeMap::new();
    if tree.find(0, &["article"]).next().is_some() && tree.find(0, &["unit"]).next().is_none() {
        article(tree, 0, &mut leaves);
        return Ok((made(leaves), Vec::new()));
    }
    if tree.find(0, &["nodes"]).next().is_some() {
        let words = words(tree, 0);
        let block = SourceBlock { lines: vec![SourceLine::bare(&words)], whole: true, ..SourceBlock::default() };
        let leaf = PageBuilder { blocks: vec![(block, None)], size: room(&words), ..PageBuilder::default() };
        return Ok((vec![leaf.sheet(1)], Vec::new()));
    }
    let Some(holding) = holding else {
        return Err("a unit names its articles in other files; give it as a file, not on standard input".to_owned());
    };
    // Pages in the order of the unit, so that articles are sorted into them.
    let pages: Vec<String> = hrefs(tree, "page-ref").iter().map(|href| last(href).to_owned()).collect();
    let (mut doubts, mut flaws, files) = (Vec::new(), Vec::new(), hrefs(tree, "article-ref"));
    for (number, href) in files.iter().enumerate() {
        match holding.text(href).and_then(|text| XmlTree::parse(&text)) {
            Ok(tree) => {
                article(&tree, number as u32, &mut leaves);
                flaws.extend(tree.flaw().map(|(says, _)| format!("{}: {says}", last(href))));
            }
            Err(why) => {
                doubts.push(format!("{}: {why}", shown(href, NAME_CHARS)));
            }
        }
    }
    if leaves.is_empty() {
        let first = doubts.into_iter().next().unwrap_or_else(|| "it names no articles".to_owned());
        return Err(format!("no article of this unit could be read; {first}"));
    }
    let mut ordered: Vec<(String, PageBuilder)> = leaves.into_iter().collect();
    ordered.sort_by_key(|(name, _)| pages.iter().position(|page| page == name));
    let said =
        doubts.first().map(|first| format!("{} of {} articles were not read: {first}", doubts.len(), files.len()));
    let sheets = ordered.into_iter().enumerate().map(|(at, (_, leaf))| finished(leaf).sheet(at as u32 + 1)).collect();
    Ok((sheets, said.into_iter().chain(flaws.into_iter().next()).collect()))
}

/// The files that a unit is read with.
pub fn named(tree: &XmlTree, holding: &IssueFiles) -> Vec<PathBuf> {
    let all = hrefs(tree, "article-ref").into_iter().chain(hrefs(tree, "page-ref"));
    all.filter_map(|href| holding.locate(&href).ok()).collect()
}

fn hrefs(tree: &XmlTree, name: &str) -> Vec<String> {
    let all = tree.find(0, std::slice::from_ref(&name)).filter_map(|at| tree.attribute(at, "href").map(str::to_owned));
    let mut found: Vec<String> = Vec::new();
    for href in all.take(FILES_AT_MOST) {
        if !found.contains(&href) {
            found.push(href);
        }
    }
    found
}

fn last(href: &str) -> &str {
    href.rsplit('/').next().unwrap_or(href)
}

fn made(leaves: BTreeMap<String, PageBuilder>) -> Vec<Sheet> {
    leaves.into_values().enumerate().map(|(at, leaf)| finished(leaf).sheet(at as u32 + 1)).collect()
}

fn finished(mut leaf: PageBuilder) -> PageBuilder {
    leaf.doubts
        .push("the file does not tell where articles stand on the page; they stand one below the other".to_owned());
    leaf
}

/// Adds an article to its pages.
fn article(tree: &XmlTree, number: u32, leaves: &mut BTreeMap<String, PageBuilder>) {
    for page in tree.find(0, &["article-page"]) {
        let name = last(tree.attribute(page, "href").unwrap_or_default()).to_owned();
        let leaf = leaves.entry(name).or_default();
        let label = tree.find(0, &["header-item"]).find(|at| tree.attribute(*at, "name") == Some("page"));
        leaf.label = leaf.label.take().or(label.map(|at| tree.text(at)));
        for clipping in tree.find(page, &["article-clipping"]) {
            let top = leaf.size.1;
            let mut inks = Vec::new();
            for zone in tree.find(clipping, &["zone"]) {
                let block = block(tree, zone, top);
                inks.extend(block.ink);
                leaf.blocks.push((block, Some(number)));
            }
            if let Some([_, _, right, bottom]) = hull(inks.into_iter()) {
                leaf.size = (leaf.size.0.max(right), bottom + APART);
            }
        }
    }
}

/// The text of a zone, in its box below what stands already.
fn block(tree: &XmlTree, zone: usize, top: f32) -> SourceBlock {
    let text = words(tree, zone);
    let (width, height) = room(&text);
    let own = edges(tree, zone, ["l", "t", "r", "b"]).filter(|[left, top, right, bottom]| right > left && bottom > top);
    let [left, own_top, right, bottom] = own.unwrap_or([0.0, 0.0, width, height]);
    let kind = tree.attribute(tree.parent(zone), "type").unwrap_or_default();
    let role = match kind {
        "headline" | "title" => Some(Role::Headline),
        "caption" => Some(Role::Caption),
        _ => None,
    };
    let ink = Some([left, top + own_top, right, top + bottom]);
    SourceBlock { lines: vec![SourceLine::bare(&text)], ink, role, whole: true, at: 0 }
}

/// Room for a text, in dots: a square.
fn room(text: &str) -> (f32, f32) {
    let side = (text.chars().count().max(1) as f32).sqrt() * PITCH;
    (side, side * 2.0)
}

/// The words of a zone: of each node the reading that stands first.
fn words(tree: &XmlTree, at: usize) -> String {
    let readings = tree.find(at, &["n"]).filter_map(|node| tree.children(node, &["o"]).next());
    readings.map(|reading| tree.text(reading)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
