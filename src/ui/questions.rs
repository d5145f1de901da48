//! Where it is uncertain what a block follows: the blocks, and for each the two ways that are likeliest, as a question
//! that a person can answer.

use crate::editing::Edit;
use crate::model::page::{BlockId, Link, Page};

/// A way of less probability than this is uncertain: the next one is then often as likely.
const SURE: f32 = 0.6;

/// What a block may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkAnswer {
    /// It begins a story.
    Begins,
    /// It is read behind this block, in its story.
    Follows(BlockId),
}

/// A block of which it is uncertain what it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The block.
    pub block: BlockId,
    /// How it is read now.
    pub now: LinkAnswer,
    /// The likeliest other way.
    pub other: LinkAnswer,
    /// What is read right before it now, in its story.
    before: Option<BlockId>,
}

impl Question {
    /// What has to be corrected when it is read as it should be; what then is said stays said.
    pub fn stays(&self) -> Edit {
        self.before.map_or(Edit::Split(self.block), |after| Edit::Follow { block: self.block, after })
    }

    /// What has to be corrected when the other way is right.
    pub fn changes(&self) -> Edit {
        match self.other {
            LinkAnswer::Begins => Edit::Split(self.block),
            LinkAnswer::Follows(after) => Edit::Follow { block: self.block, after },
        }
    }
}

/// Everything that is uncertain on a page, in its reading order.
pub fn on_page(page: &Page) -> Vec<Question> {
    if !page.links.iter().any(is_uncertain) {
        return Vec::new();
    }
    let seats = StoryPlaces::of(page);
    let mut found: Vec<(usize, Question)> = page
        .links
        .iter()
        .filter_map(|link| seats.question(link))
        .filter_map(|question| Some((page.order.iter().position(|block| *block == question.block)?, question)))
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, question)| question).collect()
}

fn is_uncertain(link: &Link) -> bool {
    link.chosen.share < SURE && link.other.is_some()
}

/// For each block of a page its story and its place in it.
struct StoryPlaces<'a> {
    page: &'a Page,
    seats: Vec<Option<(usize, usize)>>,
}

impl StoryPlaces<'_> {
    fn of(page: &Page) -> StoryPlaces<'_> {
        let mut seats = vec![None; page.blocks.len()];
        for (story, blocks) in page.stories.iter().map(|story| &story.blocks).enumerate() {
            for (place, block) in blocks.iter().enumerate() {
                if let Some(seat) = seats.get_mut(block.0 as usize) {
                    *seat = Some((story, place));
                }
            }
        }
        StoryPlaces { page, seats }
    }

    fn seat(&self, block: BlockId) -> Option<(usize, usize)> {
        self.seats.get(block.0 as usize).copied().flatten()
    }

    /// The stories may be other than the links are: heads took text in, or a person moved it. What is asked is whether
    /// that is right.
    fn question(&self, link: &Link) -> Option<Question> {
        if !is_uncertain(link) {
            return None;
        }
        let (story, place) = self.seat(link.block)?;
        let ahead = self.page.stories.get(story)?.blocks.get(..place)?;
        let is_now = |answer: &LinkAnswer| match *answer {
            LinkAnswer::Begins => ahead.is_empty(),
            // Captions and the like stand between what follows each other.
            LinkAnswer::Follows(after) => {
                let aside = |block: &&BlockId| **block != after && self.page.block(**block).role.is_aside();
                ahead.iter().rev().find(|block| !aside(block)) == Some(&after)
            }
        };
        let ways = std::iter::once(link.chosen).chain(link.other).filter_map(|way| match way.after {
            None => Some(LinkAnswer::Begins),
            Some(after) => (after != link.block && self.seat(after).is_some()).then_some(LinkAnswer::Follows(after)),
        });
        let (now, others): (Vec<LinkAnswer>, Vec<LinkAnswer>) = ways.partition(is_now);
        let before = ahead.last().copied();
        let now = now.first().copied().unwrap_or(before.map_or(LinkAnswer::Begins, LinkAnswer::Follows));
        Some(Question { block: link.block, now, other: *others.first()?, before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::{EditHistory, EditStep};
    use crate::model::page::Way;
    use crate::ui::sample_edition;

    fn way(after: Option<u32>, share: f32) -> Way {
        Way { after: after.map(BlockId), share }
    }

    /// The first page of the sample with one link more.
    fn with(block: u32, chosen: Way, other: Option<Way>) -> Page {
        let mut page = sample_edition::edition().pages.remove(0);
        page.links = vec![Link { block: BlockId(block), chosen, other }];
        page
    }

    #[test]
    fn what_is_sure_or_knows_no_other_way_is_not_asked() {
        assert_eq!(on_page(&with(11, way(None, 0.7), Some(way(Some(9), 0.2)))), []);
        assert_eq!(on_page(&with(11, way(None, 0.4), None)), []);
        assert_eq!(on_page(&with(10, way(None, 0.4), Some(way(Some(0), 0.3)))), [], "a folio is in no story");
        assert_eq!(on_page(&with(0, way(None, 0.4), Some(way(Some(9), 0.3)))), [], "nor is one asked about");
    }

    #[test]
    fn both_ways_are_told_and_the_one_taken_is_first() {
        let [asked] = on_page(&with(10, way(None, 0.5), Some(way(Some(9), 0.4))))[..] else { panic!("one question") };
        assert_eq!((asked.now, asked.other), (LinkAnswer::Begins, LinkAnswer::Follows(BlockId(9))));
        assert_eq!(asked.stays(), Edit::Split(BlockId(10)));
        assert_eq!(asked.changes(), Edit::Follow { block: BlockId(10), after: BlockId(9) });
        let [asked] = on_page(&with(8, way(Some(7), 0.5), Some(way(Some(6), 0.4))))[..] else { panic!("one question") };
        assert_eq!((asked.now, asked.other), (LinkAnswer::Follows(BlockId(7)), LinkAnswer::Follows(BlockId(6))));
        let [asked] = on_page(&with(8, way(None, 0.5), Some(way(Some(6), 0.4))))[..] else { panic!("one question") };
        assert_eq!(asked.now, LinkAnswer::Follows(BlockId(7)), "the story is what counts");
        assert_eq!(asked.other, LinkAnswer::Begins);
    }

    #[test]
    fn an_answer_settles_its_question() {
        for answer in [Question::stays, Question::changes] {
            let mut edition = sample_edition::edition();
            edition.pages[0].links =
                vec![Link { block: BlockId(10), chosen: way(None, 0.5), other: Some(way(Some(9), 0.4)) }];
            let asked = on_page(&edition.pages[0])[0];
            let mut edits = EditHistory::default();
            edits.make(&mut edition, EditStep { page: 0, edit: answer(&asked) }).unwrap();
            assert_eq!(on_page(&edition.pages[0]), []);
            edits.undo(&mut edition).unwrap();
            assert_eq!(on_page(&edition.pages[0]), [asked], "and undoing asks it again");
        }
    }
}
