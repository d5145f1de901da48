//! Words that the end of a line broke, over a page and over an edition: how a word is written elsewhere tells whether its
//! hyphen goes. A page is read with its own words first; when all pages of an edition are there, every broken word is
//! looked at once more.

use crate::layout::normalize::{self, Words, ends_in_hyphen};
use crate::layout::roles::LabeledBlock;
use crate::model::page::{Block, BlockId, Continuation, Joint, Line, Page};
use crate::model::pages::Pages;
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};

/// The words of a page that is being made; none when no line of it ends in a hyphen.
pub fn words_of(labeled: &[LabeledBlock]) -> Words {
    let lines = |one: &'_ LabeledBlock| one.block.lines.len();
    let broken =
        labeled.iter().any(|one| lines(one) > 0 && one.block.lines.iter().any(|line| ends_in_hyphen(&line.text)));
    let mut words = Words::default();
    for one in labeled.iter().filter(|_| broken) {
        words.add(one.block.lines.iter().map(|line| line.text.as_str()));
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
pub fn settle(pages: &mut Pages) {
    if pages.len() < 2 {
        return;
    }
    let mut words = Words::default();
    let (mut hyphenated, mut broken) = (Vec::new(), Vec::new());
    for (at, page) in pages.each().enumerate() {
        if page.lines.iter().any(|line| ends_in_hyphen(&line.text)) {
            hyphenated.push(at);
            broken.extend((!page.pasted_up).then_some(at));
        }
        for block in &page.blocks {
            words.add(lines_of(&page, block).iter().map(|line| line.text.as_str()));
        }
    }
    if broken.is_empty() {
        return;
    }
    for at in broken {
        pages.alter(at, |page| {
            let blocks = (0..page.blocks.len()).map(|at| BlockId(at as u32));
            blocks.fold(false, |changed, at| settle_block(page, at, &words) | changed)
        });
    }
    for at in hyphenated {
        let is_tied = pages.is_tied(at);
        for story in (0..pages.stories_on(at)).filter(|_| is_tied).map(StoryId) {
            carry_over(pages, StoryRef { page: at as u32, story }, &words);
        }
    }
}

/// A word that breaks where its story goes on on another page is read whole, where it begins.
fn carry_over(pages: &mut Pages, from: StoryRef, words: &Words) -> Option<()> {
    let page = pages.held(from.page as usize)?;
    let story = page.stories.get(from.story.0 as usize)?;
    let to = story.continues.as_ref()?.story?;
    let body = |page: &Page, id: &BlockId| page.blocks.get(id.0 as usize).is_some_and(|block| block.role == Role::Body);
    let last = *story.blocks.iter().rfind(|id| body(&page, id))?;
    let line = page.lines_of(last).last().map(|line| line.text.clone()).filter(|text| ends_in_hyphen(text))?;
    let lang = page.lang;
    let target = pages.held(to.page as usize)?;
    let first = *target.stories.get(to.story.0 as usize)?.blocks.iter().find(|id| body(&target, id))?;
    let next = target.blocks.get(first.0 as usize)?.text.clone();
    let (tail, rest) = next.split_once(' ').filter(|(tail, _)| tail.starts_with(char::is_lowercase))?;
    let joint = normalize::joint(&line, tail, lang, words);
    drop((page, target));
    pages.alter(from.page as usize, |page| {
        page.blocks.get_mut(last.0 as usize).map(|head| joint.append(&mut head.text, tail)).is_some()
    });
    pages.alter(to.page as usize, |page| {
        page.blocks.get_mut(first.0 as usize).map(|block| rest.clone_into(&mut block.text)).is_some()
    });
    Some(())
}

/// Whether anything of it is read in another way now.
fn settle_block(page: &mut Page, at: BlockId, words: &Words) -> bool {
    let Some(block) = page.blocks.get(at.0 as usize) else { return false };
    let lines = lines_of(page, block);
    let ends = lines.last().is_some_and(|line| ends_in_hyphen(&line.text));
    let within = lines.iter().rev().skip(1).any(|line| ends_in_hyphen(&line.text));
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let text = (within && block.role != Role::Table).then(|| normalize::paragraph(&texts, page.lang, words));
    let to = block.continues.filter(|_| ends).map(|tie| tie.to);
    let tie = to.map(|to| Continuation { to, joint: joint_of(page, at, to, words) });
    let text = text.filter(|text| *text != block.text);
    let tie = tie.filter(|tie| Some(*tie) != block.continues);
    let changed = text.is_some() || tie.is_some();
    if let Some(block) = page.blocks.get_mut(at.0 as usize).filter(|_| changed) {
        block.text = text.unwrap_or_else(|| std::mem::take(&mut block.text));
        block.continues = tie.or(block.continues);
    }
    changed
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
        let pages = vec![page(&[&["They sold lamp-", "oil by the quay"]]), page(&[&["No lamp-oil is left"]])];
        let mut pages = Pages::from(pages);
        assert_eq!(pages[0].blocks[0].text, "They sold lampoil by the quay");
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].text, "They sold lamp-oil by the quay");
    }

    #[test]
    fn a_word_that_breaks_between_columns_is_joined_so_as_well() {
        let mut upper = page(&[&["They sold lamp-"], &["oil by the quay"]]);
        upper.blocks[0].continues = Some(Continuation { to: BlockId(1), joint: Joint::DropHyphen });
        let mut pages = Pages::from(vec![upper, page(&[&["No lamp-oil is left"]])]);
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].continues.map(|tie| tie.joint), Some(Joint::Nothing));
    }

    #[test]
    fn a_word_that_breaks_at_a_jump_is_read_where_it_begins() {
        let mut pages = Pages::from(vec![page(&[&["It was a long jour-"]]), page(&[&["ney over the hill"]])]);
        let story = StoryRef { page: 1, story: StoryId(0) };
        pages[0].stories[0].continues = Some(Jump { folio: None, story: Some(story) });
        settle(&mut pages);
        assert_eq!(pages[0].blocks[0].text, "It was a long journey");
        assert_eq!(pages[1].blocks[0].text, "over the hill");
    }
}
