//! A batch of the National Digital Newspaper Program: it names the METS files of its issues.

use super::issue_files::IssueFiles;
use super::mets;
use super::with_flaw;
use super::xml::XmlTree;
use crate::model::sheet::Sheet;
use crate::sources::message::{NAME_CHARS, shown};
use std::path::PathBuf;

/// Issues of a batch, at most.
const ISSUES_AT_MOST: usize = 1_000;
/// Pages of a batch, at most: they are in memory together.
const PAGES_AT_MOST: usize = 4_000;

/// The pages of all issues, one issue behind the other, and what could not be read.
///
/// # Errors
/// When no issue that it names is there.
pub fn sheets(
    tree: &XmlTree,
    holding: Option<&IssueFiles>,
    threads: usize,
) -> Result<(Vec<Sheet>, Vec<String>), String> {
    let Some(holding) = holding else {
        return Err("a batch names its issues in other files; give it as a file, not on standard input".to_owned());
    };
    let (mut sheets, mut doubts): (Vec<Sheet>, Vec<String>) = (Vec::new(), Vec::new());
    let mut unread = Vec::new();
    let issues = issues(tree);
    for issue in issues.iter().take(ISSUES_AT_MOST) {
        if sheets.len() >= PAGES_AT_MOST {
            doubts.push(format!("only the first {} pages of this batch are read", sheets.len()));
            break;
        }
        let folder = issue.rsplit_once('/').map_or("", |(folder, _)| folder);
        let tree = holding.text(issue).and_then(|text| XmlTree::parse(&text));
        let of_issue = tree.and_then(|tree| {
            let (pages, said) = mets::sheets(&tree, Some(holding.below(folder)), threads)?;
            Ok((with_flaw(pages, &tree), said))
        });
        match of_issue {
            Ok((pages, said)) => {
                renumber(&mut sheets, pages);
                doubts.extend(said);
            }
            Err(why) => unread.push(format!("{}: {why}", shown(issue, NAME_CHARS))),
        }
    }
    let first = unread.first().cloned();
    if sheets.is_empty() {
        return Err(format!("no issue of this batch could be read; {}", first.unwrap_or("it names none".to_owned())));
    }
    doubts.extend(first.map(|first| format!("{} of {} issues were not read: {first}", unread.len(), issues.len())));
    Ok((sheets, doubts))
}

/// The files that a batch is read with: its issues, and the pages of those.
pub fn named(tree: &XmlTree, holding: &IssueFiles) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let reels = tree.find(0, &["reel"]).map(|at| tree.text(at));
    found.extend(reels.filter_map(|href| holding.locate(&href).ok()));
    for issue in issues(tree).into_iter().take(ISSUES_AT_MOST) {
        let Ok(path) = holding.locate(&issue) else { continue };
        let folder = issue.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let text = holding.text(&issue).and_then(|text| XmlTree::parse(&text));
        found.extend(text.map(|tree| mets::named(&tree, &holding.below(&folder))).unwrap_or_default());
        found.push(path);
    }
    found
}

fn issues(tree: &XmlTree) -> Vec<String> {
    tree.find(0, &["issue"]).map(|at| tree.text(at)).filter(|href| !href.is_empty()).collect()
}

/// Puts pages behind others: each issue numbers its articles from the beginning, and so they are numbered on.
fn renumber(sheets: &mut Vec<Sheet>, pages: Vec<Sheet>) {
    let articles = |sheet: &Sheet| {
        let blocks = sheet.given.iter().flat_map(|given| &given.blocks);
        blocks.filter_map(|block| block.article).max()
    };
    let next = sheets.iter().filter_map(articles).max().map_or(0, |last| last + 1);
    for mut page in pages {
        let blocks = page.given.iter_mut().flat_map(|given| &mut given.blocks);
        blocks.filter_map(|block| block.article.as_mut()).for_each(|article| *article += next);
        page.number = sheets.len() as u32 + 1;
        sheets.push(page);
    }
}
