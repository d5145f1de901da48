//! An issue read by the structure its file gives, against that structure: each article one story, with the same text in
//! the same order.

use super::align::compared;
use foldline::model::page::Page;
use foldline::model::sheet::Sheet;
use foldline::model::story::{StoryId, StoryRef};
use std::collections::{BTreeMap, BTreeSet};

/// How an issue was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Articles of the file that have text.
    pub articles: usize,
    /// Stories that hold text of articles, each over all its pages.
    pub stories: usize,
    /// Articles with all their lines in one story that holds no others.
    pub whole: usize,
    /// Those whose text stands in the order of the file as well.
    pub in_order: usize,
    /// Every line that differs.
    pub differences: Vec<String>,
}

/// Compares pages with the sheets they were read from.
pub fn compare(sheets: &[Sheet], pages: &[Page]) -> Issue {
    let articles = articles(sheets);
    let chains = chains(pages);
    let mut holders: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        for line in &chain.lines {
            *holders.entry(line).or_default().entry(at).or_default() += 1;
        }
    }
    let mut issue = Issue { articles: articles.len(), ..Issue::default() };
    let mut used = BTreeSet::new();
    for (article, lines) in &articles {
        // A line counts as often as the article has it: a table that repeats a figure many times is no better a match.
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for (line, count) in counted(lines) {
            for (at, there) in holders.get(line).into_iter().flatten() {
                *votes.entry(*at).or_default() += count.min(*there);
            }
        }
        let most = votes.into_iter().max_by_key(|(at, count)| (*count, usize::MAX - at)).map(|(at, _)| at);
        let Some(chain) = most.and_then(|at| chains.get(at)) else {
            issue.differences.push(format!("article {article}: not found"));
            continue;
        };
        used.extend(most);
        let in_order = chain.text == lines.concat();
        let different = different(lines, &chain.lines);
        issue.in_order += usize::from(in_order);
        issue.whole += usize::from(in_order || different.is_empty());
        if in_order {
            continue;
        }
        issue.differences.extend(different.iter().map(|line| format!("article {article}: {line}")));
        let moved = lines.iter().zip(&chain.lines).find(|(wanted, got)| wanted != got);
        if let Some((wanted, got)) = moved {
            issue.differences.push(format!("article {article}: where {wanted} stands in the file, {got} is read"));
        }
    }
    issue.stories = used.len().max(chains.iter().filter(|chain| chain.given).count());
    issue
}

/// How often each line is there.
fn counted(lines: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line.as_str()).or_default() += 1;
    }
    counts
}

/// The lines of each article, over all pages, as letters.
fn articles(sheets: &[Sheet]) -> BTreeMap<u32, Vec<String>> {
    let mut articles: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (sheet, given) in sheets.iter().filter_map(|sheet| Some((sheet, sheet.given.as_ref()?))) {
        let mut seen = BTreeSet::new();
        for block in &given.blocks {
            let Some(article) = block.article else { continue };
            let mut lines: Vec<(usize, String)> = Vec::new();
            for run in block.runs.iter().filter(|run| seen.insert(**run)) {
                let text: String =
                    sheet.runs.get(*run as usize).map(|run| compared(&run.text)).into_iter().flatten().collect();
                let line = given.line_of(*run);
                match lines.last_mut().filter(|(last, _)| *last == line) {
                    Some((_, whole)) => whole.push_str(&text),
                    None => lines.push((line, text)),
                }
            }
            let told = lines.into_iter().map(|(_, line)| line).filter(|line| !line.is_empty());
            articles.entry(article).or_default().extend(told);
        }
    }
    articles.retain(|_, lines| !lines.is_empty());
    articles
}

/// A story over all its pages.
struct Chain {
    lines: Vec<String>,
    text: String,
    given: bool,
}

fn chains(pages: &[Page]) -> Vec<Chain> {
    let mut chains = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for id in page.story_ids() {
            let begins = page.story(id).continued_from.as_ref().is_none_or(|from| from.story.is_none());
            if begins {
                chains.push(chain(pages, StoryRef { page: at as u32, story: id }));
            }
        }
    }
    chains
}

fn chain(pages: &[Page], first: StoryRef) -> Chain {
    let mut chain = Chain { lines: Vec::new(), text: String::new(), given: false };
    let mut seen: BTreeSet<(u32, StoryId)> = BTreeSet::new();
    let mut next = Some(first);
    while let Some(at) = next.filter(|at| seen.insert((at.page, at.story))) {
        let Some(page) = pages.get(at.page as usize) else { break };
        let story = page.story(at.story);
        chain.given |= story.article.is_some();
        for block in &story.blocks {
            let lines = page.lines_of(*block).iter().map(|line| compared(&line.text).into_iter().collect::<String>());
            chain.lines.extend(lines.filter(|line| !line.is_empty()));
            chain.text.extend(compared(&page.block(*block).text));
        }
        next = story.continues.as_ref().and_then(|jump| jump.story);
    }
    chain
}

/// Lines that one has and the other has not.
fn different(wanted: &[String], got: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for line in wanted {
        *counts.entry(line).or_default() += 1;
    }
    for line in got {
        *counts.entry(line).or_default() -= 1;
    }
    let told = |(line, count): (&str, i64)| match count {
        1.. => Some(format!("missing {line}")),
        0 => None,
        _ => Some(format!("not its own {line}")),
    };
    counts.into_iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use foldline::geometry::Pt;
    use foldline::geometry::Rect;
    use foldline::model::page::{Because, Block, BlockId, Line};
    use foldline::model::role::Role;
    use foldline::model::sheet::{FaceId, GivenBlock, GivenStructure, GlyphRun, Ink, Turn};
    use foldline::model::story::Story;

    fn sheet(articles: &[(u32, &[&str])]) -> Sheet {
        let mut sheet = Sheet::default();
        let mut given = GivenStructure::default();
        for (article, lines) in articles {
            let first = sheet.runs.len() as u32;
            for text in *lines {
                given.lines.push(sheet.runs.len() as u32);
                sheet.runs.push(GlyphRun {
                    text: (*text).into(),
                    bbox: Rect::default(),
                    baseline: Pt::ZERO,
                    size: Pt(9.0),
                    face: FaceId(0),
                    vertical: false,
                    turn: Turn::None,
                    ink: Ink::Visible,
                    confidence: None,
                });
            }
            let runs = (first..sheet.runs.len() as u32).collect();
            given.blocks.push(GivenBlock { runs, article: Some(*article), role: None });
        }
        sheet.given = Some(given);
        sheet
    }

    fn page(stories: &[&[&str]]) -> Page {
        let mut page = Page::default();
        for lines in stories {
            let first = page.lines.len() as u32;
            page.lines.extend(lines.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }));
            page.blocks.push(Block {
                bbox: Rect::default(),
                lines: first..page.lines.len() as u32,
                text: lines.join(" "),
                role: Role::Body,
                boxed: false,
                vertical: false,
                region: 0,
                continues: None,
                because: Because::default(),
            });
            let blocks = vec![BlockId(page.blocks.len() as u32 - 1)];
            page.stories.push(Story { blocks, article: Some(0), ..Story::default() });
        }
        page
    }

    #[test]
    fn what_swaps_or_strays_is_told_line_by_line() {
        let source = [sheet(&[(1, &["rain fell", "on the hall"]), (2, &["snow came", "to the mill"])])];
        let right = compare(&source, &[page(&[&["rain fell", "on the hall"], &["snow came", "to the mill"]])]);
        assert_eq!(right, Issue { articles: 2, stories: 2, whole: 2, in_order: 2, differences: Vec::new() });
        let turned = compare(&source, &[page(&[&["on the hall", "rain fell"], &["snow came", "to the mill"]])]);
        assert_eq!((turned.whole, turned.in_order, turned.differences.len()), (2, 1, 1));
        let swapped = compare(&source, &[page(&[&["rain fell"], &["snow came", "on the hall", "to the mill"]])]);
        assert_eq!((swapped.whole, swapped.in_order), (0, 0));
        assert!(swapped.differences.contains(&"article 1: missing onthehall".to_owned()), "{:?}", swapped.differences);
        assert!(swapped.differences.contains(&"article 2: not its own onthehall".to_owned()));
        let split = compare(&source, &[page(&[&["rain fell"], &["on the hall"], &["snow came", "to the mill"]])]);
        assert_eq!((split.articles, split.stories), (2, 3));
    }

    #[test]
    fn a_table_that_repeats_a_figure_is_not_the_article_that_has_it_once() {
        let source = [sheet(&[(1, &["friday", "10", "109"]), (2, &["cotton", "10", "10", "10", "10"])])];
        let right = compare(&source, &[page(&[&["friday", "10", "109"], &["cotton", "10", "10", "10", "10"]])]);
        assert_eq!(right, Issue { articles: 2, stories: 2, whole: 2, in_order: 2, differences: Vec::new() });
    }
}
