//! The text of a page for whoever searches it: its paragraphs in reading order, one after the other, and which block and story
//! each part is of. Little more than the text itself, so that it stays at hand when its page does not.

use crate::model::page::{BlockId, Page};
use crate::model::story::StoryId;

/// The text of a page.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    text: Box<str>,
    /// Where each paragraph ends in the text, in bytes, and one past the last of its parts.
    paragraphs: Box<[(u32, u32)]>,
    parts: Box<[ParagraphPart]>,
}

/// A part of a paragraph: what is printed in one block.
#[derive(Clone, Copy, Debug)]
pub struct ParagraphPart {
    /// The block.
    pub block: BlockId,
    /// The story it belongs to.
    pub story: Option<StoryId>,
    /// Where it ends in its paragraph, in bytes, near enough: joints are a byte at most.
    end: u32,
}

/// A paragraph of a page.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    parts: &'a [ParagraphPart],
}

impl Passage<'_> {
    /// The part in which this byte of the text was printed.
    pub fn part_at(&self, byte: usize) -> Option<ParagraphPart> {
        self.parts.iter().find(|part| byte < part.end as usize).or_else(|| self.parts.first()).copied()
    }
}

impl Texts {
    /// The text of this page.
    pub fn of(page: &Page) -> Texts {
        let mut stories = vec![None; page.blocks.len()];
        for id in page.story_ids() {
            for block in &page.story(id).blocks {
                if let Some(slot) = stories.get_mut(block.0 as usize) {
                    slot.get_or_insert(id);
                }
            }
        }
        let (mut text, mut paragraphs, mut parts) = (String::new(), Vec::new(), Vec::new());
        for paragraph in page.paragraphs(&page.order) {
            text.push_str(&paragraph.text);
            let mut end = 0;
            for block in paragraph.blocks {
                end += page.block(block).text.len() as u32;
                parts.push(ParagraphPart { block, story: stories.get(block.0 as usize).copied().flatten(), end });
            }
            paragraphs.push((text.len() as u32, parts.len() as u32));
        }
        Texts { text: text.into(), paragraphs: paragraphs.into(), parts: parts.into() }
    }

    /// The paragraphs, in reading order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        let before = std::iter::once((0, 0)).chain(self.paragraphs.iter().copied());
        before.zip(self.paragraphs.iter()).map(|((start, first), (end, last))| Passage {
            text: self.text.get(start as usize..*end as usize).unwrap_or_default(),
            parts: self.parts.get(first as usize..*last as usize).unwrap_or_default(),
        })
    }

    /// Bytes that it takes.
    pub fn weight(&self) -> usize {
        self.text.len() + size_of_val(&*self.paragraphs) + size_of_val(&*self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn every_paragraph_is_there_with_its_blocks_and_takes_little() {
        for page in tied().pages.iter() {
            let texts = Texts::of(page);
            let found: Vec<String> = texts.passages().map(|passage| passage.text.to_owned()).collect();
            let paragraphs = page.paragraphs(&page.order);
            let wanted: Vec<String> = paragraphs.iter().map(|paragraph| paragraph.text.to_string()).collect();
            assert_eq!(found, wanted);
            for (passage, paragraph) in texts.passages().zip(&paragraphs) {
                let first = passage.part_at(0).unwrap();
                assert_eq!((first.block, first.story), (paragraph.blocks[0], page.story_of(paragraph.blocks[0])));
            }
        }
    }
}
