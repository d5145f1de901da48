//! Which story of a page is read first, and which are told last: a page's loudest head comes before labels, addresses and
//! names that stand higher on it.

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryId;

/// A story of less text says little by itself, in cells: a line of a broadsheet's column and a half.
const SLIGHT_CELLS: usize = 60;
/// A head that is so much larger than that of the first story leads the page.
const LOUDER: f32 = 1.3;
/// The lead of a page stands within this part of it, from the top: reading does not begin in the middle of a page.
const UPPER_PART: f32 = 0.4;

impl Page {
    /// Its stories as lists tell them: the lead, the others in reading order, and behind them those of hardly any text, such
    /// as a label or an address that stands by itself.
    pub fn listed(&self) -> Vec<StoryId> {
        let lead = self.lead();
        let others = self.story_ids().filter(|id| Some(*id) != lead);
        let (slight, told): (Vec<StoryId>, Vec<StoryId>) = others.partition(|id| self.is_slight(*id));
        lead.into_iter().chain(told).chain(slight).collect()
    }

    /// The story that stands for the page: the first one with some text, or the one near the top whose head is much larger.
    pub fn lead(&self) -> Option<StoryId> {
        let told = || self.story_ids().filter(|id| !self.is_slight(*id));
        let Some(first) = told().next() else { return self.story_ids().next() };
        let least = self.loudness(first) * LOUDER;
        let louder = told().filter(|id| !self.vertical && self.begins_above(*id) && self.loudness(*id) > least);
        // Of heads of one size the one that is read first.
        louder.reduce(|a, b| if self.loudness(b) > self.loudness(a) { b } else { a }).or(Some(first))
    }

    /// Where reading it begins: the first of the lead that can be read, else its first block.
    pub fn first_read(&self) -> Option<BlockId> {
        let blocks = || self.lead().into_iter().flat_map(|lead| self.story(lead).blocks.iter().copied());
        let readable = blocks().find(|id| self.block(*id).text.chars().any(char::is_alphanumeric));
        let first = || self.order.first().copied().or((!self.blocks.is_empty()).then_some(BlockId(0)));
        readable.or_else(|| blocks().next()).or_else(first)
    }

    /// Whether a story has hardly any text, or is an address. What a file tells to be an article is one.
    fn is_slight(&self, id: StoryId) -> bool {
        let story = self.story(id);
        let text = || story.blocks.iter().map(|id| self.block(*id).text.as_str());
        let cells = || text().flat_map(str::chars).filter(|c| !c.is_whitespace()).map(cells).sum::<usize>();
        story.article.is_none() && cells() < SLIGHT_CELLS
    }

    /// The size of the largest line of a story's headlines.
    fn loudness(&self, id: StoryId) -> f32 {
        let heads = self.story(id).blocks.iter().filter(|id| self.block(**id).role == Role::Headline);
        heads.flat_map(|id| self.lines_of(*id)).map(|line| line.size.0).fold(self.body_size.0, f32::max)
    }

    fn begins_above(&self, id: StoryId) -> bool {
        let heads = self.story(id).blocks.iter().map(|id| self.block(*id)).filter(|block| block.role == Role::Headline);
        let deepest = self.bounds.top + self.bounds.height() * UPPER_PART;
        heads.map(|head| head.bbox.top).any(|top| top < deepest)
    }
}

/// About the cells of a character: Han, kana and Hangul say twice as much as a letter.
fn cells(c: char) -> usize {
    if c >= '\u{1100}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Pt, Rect};
    use crate::model::page::{Because, Block, Line};
    use crate::model::story::Story;

    const TEXT: &str = "The ferry came home on Friday, and the whole town stood on the quay to see her turn the bend.";

    /// A page of stories, each of a head of this size at this height and a text.
    fn page(stories: &[(&str, f32, f32, &str)]) -> Page {
        let mut page = Page { bounds: Rect::new(0.0, 0.0, 600.0, 800.0), body_size: Pt(9.0), ..Page::default() };
        for (head, size, top, text) in stories {
            let mut blocks = Vec::new();
            for (role, text, size) in [(Role::Headline, *head, *size), (Role::Body, *text, 9.0)] {
                if text.is_empty() {
                    continue;
                }
                let (at, bbox) = (page.lines.len() as u32, Rect::new(10.0, *top, 200.0, top + size));
                page.lines.push(Line { text: text.to_owned(), bbox, size: Pt(size), ..Line::default() });
                let (text, because) = (text.to_owned(), Because::default());
                let (lines, boxed, vertical, region, continues) = (at..at + 1, false, false, 0, None);
                page.blocks.push(Block { bbox, lines, text, role, boxed, vertical, region, continues, because });
                blocks.push(BlockId(at));
            }
            page.stories.push(Story { blocks, ..Story::default() });
        }
        page
    }

    #[test]
    fn labels_and_addresses_are_told_last() {
        let page = page(&[
            ("NEWS TODAY", 14.0, 10.0, ""),
            ("Ferry", 20.0, 40.0, TEXT),
            ("harbor.example/", 9.0, 60.0, ""),
            ("Library", 20.0, 90.0, TEXT),
        ]);
        assert_eq!(page.listed().iter().map(|id| id.0).collect::<Vec<_>>(), [1, 3, 0, 2]);
        assert_eq!(page.lead(), Some(StoryId(1)));
        assert_eq!(page.first_read(), Some(BlockId(1)));
    }

    #[test]
    fn a_much_larger_head_leads_when_it_stands_near_the_top() {
        let sidebar = ("Events", 9.0, 60.0, TEXT);
        let leading = page(&[sidebar, ("Ferry", 18.0, 60.0, TEXT), sidebar]);
        assert_eq!(leading.listed(), [StoryId(1), StoryId(0), StoryId(2)]);
        assert_eq!(leading.lead(), Some(StoryId(1)));
        assert_eq!(page(&[sidebar, ("Ferry", 18.0, 700.0, TEXT)]).lead(), Some(StoryId(0)));
        assert_eq!(page(&[sidebar, ("Ferry", 10.0, 60.0, TEXT)]).lead(), Some(StoryId(0)));
    }

    #[test]
    fn what_a_file_tells_and_what_is_all_there_is_keeps_its_place() {
        let mut told = page(&[("灯塔", 20.0, 10.0, ""), ("渡船", 20.0, 40.0, TEXT)]);
        told.stories[0].article = Some(1);
        assert_eq!(told.listed().first(), Some(&StoryId(0)));
        assert_eq!(page(&[("灯塔", 20.0, 10.0, ""), ("渡船", 20.0, 40.0, "")]).lead(), Some(StoryId(0)));
        assert_eq!(Page::default().first_read(), None);
    }
}
