//! Articles that stand on several pages: the source counts their parts to one, so they are tied whatever is printed.

use crate::model::page::Page;
use crate::model::story::{Jump, StoryRef};
use std::collections::BTreeMap;

/// Ties the stories of one article from page to page. `first` is the index of the first page of the file that numbers
/// them: another file counts from the beginning.
pub fn tie(pages: &mut [Page], first: usize) {
    let mut articles: BTreeMap<u32, Vec<StoryRef>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate().skip(first) {
        for id in page.story_ids() {
            let told = page.stories.get(id.0 as usize).and_then(|story| story.article);
            if let Some(article) = told {
                articles.entry(article).or_default().push(StoryRef { page: at as u32, story: id });
            }
        }
    }
    for parts in articles.values() {
        for (from, to) in parts.iter().zip(parts.iter().skip(1)) {
            let (here, there) = (jump(pages, *from), jump(pages, *to));
            if let Some(story) = story_mut(pages, *from) {
                story.continues = Some(there);
            }
            if let Some(story) = story_mut(pages, *to) {
                story.continued_from = Some(here);
            }
        }
    }
}

fn jump(pages: &[Page], to: StoryRef) -> Jump {
    let page = pages.get(to.page as usize);
    let folio = page.and_then(|page| page.folio.clone().or_else(|| Some(page.number.to_string())));
    Jump { folio, story: Some(to) }
}

fn story_mut(pages: &mut [Page], at: StoryRef) -> Option<&mut crate::model::story::Story> {
    pages.get_mut(at.page as usize)?.stories.get_mut(at.story.0 as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::story::{Story, StoryId};

    fn page(number: u32, articles: &[u32]) -> Page {
        let story = |article: &u32| Story { article: Some(*article), ..Story::default() };
        Page { number, stories: articles.iter().map(story).collect(), ..Page::default() }
    }

    #[test]
    fn an_article_goes_on_on_the_next_page_that_has_it_and_not_in_another_file() {
        let mut pages = vec![page(1, &[5]), page(2, &[4, 5]), page(3, &[4]), page(4, &[5])];
        tie(&mut pages, 1);
        let to = |page: usize, story: usize| pages[page].stories[story].continues.clone().and_then(|jump| jump.story);
        assert_eq!(to(0, 0), None);
        assert_eq!(to(1, 0), Some(StoryRef { page: 2, story: StoryId(0) }));
        assert_eq!(to(1, 1), Some(StoryRef { page: 3, story: StoryId(0) }));
        let back = pages[3].stories[0].continued_from.clone().expect("tied");
        assert_eq!((back.folio.as_deref(), back.story.map(|at| at.page)), (Some("2"), Some(1)));
    }
}
