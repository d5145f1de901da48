//! Words that the end of a line broke, over a page and over an edition: how a word is written elsewhere tells whether its
//! hyphen goes. A page is read with its own words first; when all pages of an edition are there, every broken word is
//! looked at once more.

use crate::layout::normalize::{self, Words, ends_in_hyphen};
use crate::layout::roles::Judged;
use crate::model::page::{Block, BlockId, Continuation, Joint, Line, Page};
use crate::model::role::Role;
use crate::model::story::StoryRef;

/// The words of a page that is being made; none when no line of it ends in a hyphen.
pub fn words_of(judged: &[Judged]) -> Words {
    let lines = |one: &'_ Judged| one.stick.lines.len();
    let broken =
        judged.iter().any(|one| lines(one) > 0 && one.stick.lines.iter().any(|line| ends_in_hyphen(&line.text)));
    let mut words = Words::default();
    for one in judged.iter().filter(|_| broken) {
        words.add(one.stick.lines.iter().map(|line| line.text.as_str()));
    }
    words
}

/// What stands between a block and the one it goes on in.
pub fn joint_of(page: &Page, from: BlockId, to: BlockId, words: &Words) -> Joint {
    let first = page.lines_of(to).first().map_or("", |line| line.text.as_str());
    let next = page.blocks.get(to.0 as usize).map_or(first, |block| block.text.as_str());
    let last = page.lines_of(from).last().map_or("", |line| line.text.as_str());
    normalize::joint(last, next, page.lang, words)
}

/// Looks at every broken word of an edition again, with the words of all its pages. Stories are tied over pages already.
pub fn settle(pages: &mut [Page]) {
    let broken = |page: &Page| !page.pasted_up && page.lines.iter().any(|line| ends_in_hyphen(&line.text));
    if pages.len() < 2 || !pages.iter().any(broken) {
        return;
    }
    let mut words = Words::default();
    for page in pages.iter() {
        for block in &page.blocks {
            words.add(lines_of(page, block).iter().map(|line| line.text.as_str()));
        }
    }
    for page in pages.iter_mut().filter(|page| broken(page)) {
        for at in (0..page.blocks.len()).map(|at| BlockId(at as u32)) {
            settle_block(page, at, &words);
        }
    }
    let stories = pages
        .iter()
        .enumerate()
        .flat_map(|(page, one)| one.story_ids().map(move |story| StoryRef { page: page as u32, story }));
    for from in stories.collect::<Vec<_>>() {
        carry_over(pages, from, &words);
    }
}

/// A word that breaks where its story goes on on another page is read whole, where it begins.
fn carry_over(pages: &mut [Page], from: StoryRef, words: &Words) -> Option<()> {
    let page = pages.get(from.page as usize)?;
    let story = page.stories.get(from.story.0 as usize)?;
    let to = story.continues.as_ref()?.story?;
    let body = |page: &Page, id: &BlockId| page.blocks.get(id.0 as usize).is_some_and(|block| block.role == Role::Body);
    let last = *story.blocks.iter().rfind(|id| body(page, id))?;
    let line = page.lines_of(last).last().map(|line| line.text.clone()).filter(|text| ends_in_hyphen(text))?;
    let lang = page.lang;
    let target = pages.get(to.page as usize)?;
    let first = *target.stories.get(to.story.0 as usize)?.blocks.iter().find(|id| body(target, id))?;
    let next = target.blocks.get(first.0 as usize)?.text.clone();
    let (tail, rest) = next.split_once(' ').filter(|(tail, _)| tail.starts_with(char::is_lowercase))?;
    let joint = normalize::joint(&line, tail, lang, words);
    let head = pages.get_mut(from.page as usize)?.blocks.get_mut(last.0 as usize)?;
    joint.append(&mut head.text, tail);
    let target = pages.get_mut(to.page as usize)?.blocks.get_mut(first.0 as usize)?;
    target.text = rest.to_owned();
    Some(())
}

fn settle_block(page: &mut Page, at: BlockId, words: &Words) {
    let Some(block) = page.blocks.get(at.0 as usize) else { return };
    let lines = lines_of(page, block);
    let ends = lines.last().is_some_and(|line| ends_in_hyphen(&line.text));
    let within = lines.iter().rev().skip(1).any(|line| ends_in_hyphen(&line.text));
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let text = (within && block.role != Role::Table).then(|| normalize::paragraph(&texts, page.lang, words));
    let to = block.continues.filter(|_| ends).map(|tie| tie.to);
    let tie = to.map(|to| Continuation { to, joint: joint_of(page, at, to, words) });
    if let Some(block) = page.blocks.get_mut(at.0 as usize) {
        block.text = text.unwrap_or_else(|| std::mem::take(&mut block.text));
        block.continues = tie.or(block.continues);
    }
}

fn lines_of<'a>(page: &'a Page, block: &Block) -> &'a [Line] {
    page.lines.get(block.lines.start as usize..block.lines.end as usize).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Lang;
    use crate::model::page::Because;
    use crate::model::story::{Jump, Story, StoryId};

    /// A page of one story, a block of these lines each.
    fn page(blocks: &[&[&str]]) -> Page {
        let mut page = Page { lang: Lang::En, ..Page::default() };
        for lines in blocks {
            let first = page.lines.len() as u32;
            page.lines.extend(lines.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }));
            page.blocks.push(Block {
                bbox: crate::geometry::Rect::default(),
                lines: first..page.lines.len() as u32,
                text: normalize::paragraph(lines, Lang::En, &Words::default()),
                role: Role::Body,
                boxed: false,
                vertical: false,
                region: 0,
                continues: None,
                because: Because::default(),
            });
        }
        let blocks = (0..blocks.len() as u32).map(BlockId).collect();
        page.stories.push(Story { blocks, ..Story::default() });
        page
    }

    #[test]
    fn a_word_is_joined_as_another_page_writes_it() {
        let mut pages = [page(&[&["They sold lamp-", "oil by the quay"]]), page(&[&["No lamp-oil is left"]])];
        assert_eq!(pages[0].blocks[0].text, "They sold lampoil by the quay");
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].text, "They sold lamp-oil by the quay");
    }

    #[test]
    fn a_word_that_breaks_between_columns_is_joined_so_as_well() {
        let mut upper = page(&[&["They sold lamp-"], &["oil by the quay"]]);
        upper.blocks[0].continues = Some(Continuation { to: BlockId(1), joint: Joint::DropHyphen });
        let mut pages = [upper, page(&[&["No lamp-oil is left"]])];
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].continues.map(|tie| tie.joint), Some(Joint::Nothing));
    }

    #[test]
    fn a_word_that_breaks_at_a_jump_is_read_where_it_begins() {
        let mut pages = [page(&[&["It was a long jour-"]]), page(&[&["ney over the hill"]])];
        let story = StoryRef { page: 1, story: StoryId(0) };
        pages[0].stories[0].continues = Some(Jump { folio: None, story: Some(story) });
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].text, "It was a long journey");
        assert_eq!(pages[1].blocks[0].text, "over the hill");
    }
}
