//! The pages of an issue that lie in ALTO files of their own: read by several threads, given one by one in order.

use super::alto::{self, Articles};
use super::issue_files::IssueFiles;
use super::sections::PageName;
use super::with_flaw;
use super::xml::XmlTree;
use crate::model::sheet::Sheet;
use crate::sources::ReadStep;
use crate::sources::ahead::{AheadStep, in_order};
use crate::sources::message::{NAME_CHARS, shown};

/// A page file as an issue names it.
pub struct IssueLeaf<'a> {
    /// Where it lies.
    pub href: &'a str,
    /// What of it belongs to which article.
    pub articles: Articles,
    /// What the page is called.
    pub called: Option<&'a PageName>,
    /// What the issue calls the articles on it, by their numbers.
    pub article_ids: Vec<(u32, String)>,
}

/// Gives the pages of these files, each as soon as all before it are there; one that cannot be read is an empty one with a
/// doubt. Returns what is wrong with those.
///
/// # Errors
/// When none could be read.
pub fn read(
    leaves: &[IssueLeaf<'_>],
    holding: &IssueFiles,
    threads: usize,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Vec<String>, String> {
    let (mut missing, mut number) = (Vec::new(), 0);
    take(ReadStep::Pages(leaves.len()));
    let make = |leaf: &IssueLeaf<'_>, _: &mut dyn FnMut(())| sheets(leaf, holding);
    in_order(leaves, threads, make, |said| match said {
        AheadStep::News(()) => {}
        AheadStep::Done(made) => {
            let sheets = made.unwrap_or_else(|says| {
                let doubts = vec![format!("this page was not read; {says}")];
                missing.push(says);
                vec![Sheet { doubts, partial: true, ..Sheet::default() }]
            });
            for sheet in sheets {
                number += 1;
                take(ReadStep::Sheet(Box::new(Sheet { number, ..sheet })));
            }
        }
    });
    if number as usize == missing.len() {
        let first = missing.into_iter().next().unwrap_or_else(|| "it names no ALTO files".to_owned());
        return Err(format!("no page of this issue could be read; {first}"));
    }
    Ok(missing)
}

fn sheets(leaf: &IssueLeaf<'_>, holding: &IssueFiles) -> Result<Vec<Sheet>, String> {
    let IssueLeaf { href, articles, called, article_ids } = leaf;
    let page = holding.text(href).and_then(|text| XmlTree::parse(&text));
    let page = page.map_err(|why| format!("{}: {why}", shown(href, NAME_CHARS)))?;
    let named = |sheet: Sheet| Sheet {
        label: sheet.label.or_else(|| called.as_ref()?.label.clone()),
        section: sheet.section.or_else(|| called.as_ref()?.section.clone()),
        article_ids: article_ids.clone(),
        ..sheet
    };
    Ok(with_flaw(alto::sheets(&page, Some(articles)), &page).into_iter().map(named).collect())
}
