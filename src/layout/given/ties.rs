//! Articles that stand on several pages: the source counts their parts to one, so they are tied whatever is printed.

use crate::model::pages::Pages;
use crate::model::story::{Jump, Story, StoryId, StoryRef};
use std::collections::BTreeMap;

/// Ties the stories of one article from page to page. `first` is the index of the first page of the file that numbers
/// them: another file counts from the beginning.
pub fn tie(pages: &mut Pages, first: usize) {
    let mut articles: BTreeMap<u32, Vec<StoryRef>> = BTreeMap::new();
    for (at, page) in pages.each().enumerate().skip(first) {
        for id in page.story_ids() {
            let known = page.stories.get(id.0 as usize).and_then(|story| story.article);
            if let Some(article) = known {
                articles.entry(article).or_default().push(StoryRef { page: at as u32, story: id });
            }
        }
    }
    for parts in articles.values() {
        for (from, to) in parts.iter().zip(parts.iter().skip(1)) {
            link(pages, *from, *to);
        }
    }
}

/// Ties articles of one name on neighboring pages that come from files of their own. `names` are those of each page, by
/// the numbers of its articles. Files that name theirs anew on each page share most of the names, and nothing is tied.
pub fn tie_named(pages: &mut Pages, names: &[Vec<String>]) {
    for next in 1..pages.len() {
        let (here, there) = (named(pages, names, next - 1), named(pages, names, next));
        let fewer = here.len().min(there.len());
        let shared: Vec<(StoryRef, StoryRef)> =
            here.into_iter().filter_map(|(name, from)| Some((from, *there.get(name)?))).collect();
        let whole_issue = shared.len() * 2 < fewer;
        for (from, to) in shared.into_iter().filter(|_| whole_issue) {
            link(pages, from, to);
        }
    }
}

/// The stories of a page whose articles have names.
fn named<'a>(pages: &Pages, names: &'a [Vec<String>], at: usize) -> BTreeMap<&'a str, StoryRef> {
    let Some(names) = names.get(at).filter(|names| !names.is_empty()) else { return BTreeMap::new() };
    let Some(page) = pages.held(at) else { return BTreeMap::new() };
    let name = |id: StoryId| {
        let article = page.story(id).article?;
        Some((names.get(article as usize)?.as_str(), StoryRef { page: at as u32, story: id }))
    };
    page.story_ids().filter_map(name).collect()
}

/// Ties two stories in both directions.
fn link(pages: &mut Pages, from: StoryRef, to: StoryRef) {
    let (here, there) = (jump(pages, from), jump(pages, to));
    change(pages, from, |story| story.continues = Some(there));
    change(pages, to, |story| story.continued_from = Some(here));
}

fn jump(pages: &Pages, to: StoryRef) -> Jump {
    let page = pages.held(to.page as usize);
    let folio = page.and_then(|page| page.folio.clone().or_else(|| Some(page.number.to_string())));
    Jump { folio, story: Some(to) }
}

fn change(pages: &mut Pages, at: StoryRef, change: impl FnOnce(&mut Story)) {
    pages.alter(at.page as usize, |page| page.stories.get_mut(at.story.0 as usize).map(change).is_some());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::Page;

    fn page(number: u32, articles: &[u32]) -> Page {
        let story = |article: &u32| Story { article: Some(*article), ..Story::default() };
        Page { number, stories: articles.iter().map(story).collect(), ..Page::default() }
    }

    #[test]
    fn an_article_goes_on_on_the_next_page_that_has_it_and_not_in_another_file() {
        let mut pages = Pages::from(vec![page(1, &[5]), page(2, &[4, 5]), page(3, &[4]), page(4, &[5])]);
        tie(&mut pages, 1);
        let to = |page: usize, story: usize| pages[page].stories[story].continues.clone().and_then(|jump| jump.story);
        assert_eq!(to(0, 0), None);
        assert_eq!(to(1, 0), Some(StoryRef { page: 2, story: StoryId(0) }));
        assert_eq!(to(1, 1), Some(StoryRef { page: 3, story: StoryId(0) }));
        let back = pages[3].stories[0].continued_from.clone().expect("tied");
        assert_eq!((back.folio.as_deref(), back.story.map(|at| at.page)), (Some("2"), Some(1)));
    }

    #[test]
    fn a_name_that_goes_on_in_the_next_file_is_one_article_and_names_told_anew_are_none() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let tied = |second: &[&str]| {
            let mut pages = Pages::from(vec![page(1, &[0, 1, 2]), page(2, &[0, 1, 2])]);
            tie_named(&mut pages, &[names(&["a1", "a2", "a3"]), names(second)]);
            pages[0].stories.iter().map(|story| story.continues.clone()?.story).collect::<Vec<_>>()
        };
        assert_eq!(tied(&["a3", "a4", "a5"]), [None, None, Some(StoryRef { page: 1, story: StoryId(0) })]);
        assert_eq!(tied(&["a1", "a2", "a3"]), [None, None, None]);
        assert_eq!(tied(&[]), [None, None, None]);
    }
}
