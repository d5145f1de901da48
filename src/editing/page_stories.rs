//! The stories of a page as lists of blocks, while an edit is made; and back onto the page.

use super::edit::Refusal;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::story::{Jump, Story, StoryId};

const NO_STORY: Refusal = "it belongs to the page, not to a story; r gives it a role";

/// A story that is being edited.
struct StoryBlocks {
    story: Story,
    /// Stories of before that begin here: what led to them leads here.
    begins: Vec<StoryId>,
    /// Stories of before that end here: what came from them comes from here.
    ends: Vec<StoryId>,
}

/// All stories of a page.
pub struct PageStories {
    piles: Vec<StoryBlocks>,
}

/// Where the stories of before went.
pub struct Moves {
    /// By the story's old number, its new one.
    begins: Vec<Option<StoryId>>,
    ends: Vec<Option<StoryId>>,
}

impl StoryBlocks {
    /// What stands from this place on, as a story of its own; where the whole goes on, that goes on.
    fn cut_off(&mut self, at: usize) -> StoryBlocks {
        let blocks = self.story.blocks.split_off(at);
        let story = Story { blocks, confidence: 1.0, continues: self.story.continues.take(), ..Story::default() };
        StoryBlocks { story, begins: Vec::new(), ends: std::mem::take(&mut self.ends) }
    }

    /// Takes the blocks of another story in at this place.
    fn take_in(&mut self, other: StoryBlocks, place: usize) {
        let (ours, theirs) = (&mut self.story, other.story);
        let is_end = place >= ours.blocks.len();
        let place = place.min(ours.blocks.len());
        ours.blocks.splice(place..place, theirs.blocks);
        ours.confidence = 1.0;
        ours.section = ours.section.take().or(theirs.section);
        let (first, second) = (theirs.continues, ours.continues.take());
        ours.continues = if is_end { first.or(second) } else { second.or(first) };
        ours.continued_from = ours.continued_from.take().or(theirs.continued_from);
        self.begins.extend(other.begins);
        self.ends.extend(other.ends);
    }
}

impl PageStories {
    pub fn of(page: &Page) -> PageStories {
        let pile = |(index, story): (usize, &Story)| {
            let id = StoryId(index as u32);
            StoryBlocks { story: story.clone(), begins: vec![id], ends: vec![id] }
        };
        PageStories { piles: page.stories.iter().enumerate().map(pile).collect() }
    }

    /// The list that holds a block, and the block's place in it.
    fn find(&self, block: BlockId) -> Option<(usize, usize)> {
        let within = |pile: &StoryBlocks| pile.story.blocks.iter().position(|id| *id == block);
        self.piles.iter().enumerate().find_map(|(index, pile)| within(pile).map(|at| (index, at)))
    }

    /// The block before this one in its story.
    pub fn before(&self, block: BlockId) -> Option<BlockId> {
        let (pile, at) = self.find(block)?;
        self.piles.get(pile)?.story.blocks.get(at.checked_sub(1)?).copied()
    }

    /// The block behind this one in its story.
    pub fn behind(&self, block: BlockId) -> Option<BlockId> {
        let (pile, at) = self.find(block)?;
        self.piles.get(pile)?.story.blocks.get(at + 1).copied()
    }

    pub fn split(&mut self, block: BlockId) -> Result<(), Refusal> {
        let (index, at) = self.find(block).ok_or(NO_STORY)?;
        let Some(pile) = self.piles.get_mut(index) else { return Err(NO_STORY) };
        // Where it begins one already, that is now said by a person.
        if at == 0 {
            return Ok(());
        }
        let rest = pile.cut_off(at);
        self.piles.insert(index + 1, rest);
        Ok(())
    }

    /// Puts a block and what follows it in its story right behind another block.
    pub fn follow(&mut self, block: BlockId, after: BlockId) -> Result<(), Refusal> {
        let (from, at) = self.find(block).ok_or(NO_STORY)?;
        let (to, place) = self.find(after).ok_or(NO_STORY)?;
        if block == after {
            return Err("a block cannot follow itself");
        }
        let Some(pile) = self.piles.get_mut(from) else { return Err(NO_STORY) };
        if from == to {
            let blocks = &mut pile.story.blocks;
            // What it goes behind may stand in what follows it: that stays where it is.
            let end = if place > at { place } else { blocks.len() };
            let moved: Vec<BlockId> = blocks.drain(at..end).collect();
            let place = blocks.iter().position(|id| *id == after).map_or(blocks.len(), |place| place + 1);
            blocks.splice(place..place, moved);
            pile.story.confidence = 1.0;
            return Ok(());
        }
        let rest = if at == 0 { self.piles.remove(from) } else { pile.cut_off(at) };
        let to = if at == 0 && from < to { to - 1 } else { to };
        let Some(pile) = self.piles.get_mut(to) else { return Err(NO_STORY) };
        pile.take_in(rest, place + 1);
        Ok(())
    }

    pub fn join(&mut self, story: BlockId, into: BlockId) -> Result<(), Refusal> {
        let (from, _) = self.find(story).ok_or(NO_STORY)?;
        let (to, _) = self.find(into).ok_or(NO_STORY)?;
        if from == to {
            return Err("it is one story already");
        }
        let joined = self.piles.remove(from);
        let to = if from < to { to - 1 } else { to };
        let Some(pile) = self.piles.get_mut(to) else { return Err(NO_STORY) };
        let end = pile.story.blocks.len();
        pile.take_in(joined, end);
        Ok(())
    }

    /// Puts a block of a story before or behind another one.
    pub fn put(&mut self, block: BlockId, beside: BlockId, behind: bool) -> Result<(), Refusal> {
        let (from, at) = self.find(block).ok_or(NO_STORY)?;
        let (to, _) = self.find(beside).ok_or(NO_STORY)?;
        let there = if behind { self.behind(beside) } else { self.before(beside) };
        if block == beside || there == Some(block) {
            return Err("it is there already");
        }
        if let Some(pile) = self.piles.get_mut(from) {
            pile.story.blocks.remove(at);
            pile.story.confidence = 1.0;
        }
        if let Some((_, place)) = self.find(beside)
            && let Some(pile) = self.piles.get_mut(to)
        {
            pile.story.blocks.insert(place + usize::from(behind), block);
            pile.story.confidence = 1.0;
        }
        Ok(())
    }

    /// A whole story before or behind another one.
    pub fn rank(&mut self, story: BlockId, beside: BlockId, behind: bool) -> Result<(), Refusal> {
        let (from, _) = self.find(story).ok_or(NO_STORY)?;
        let (to, _) = self.find(beside).ok_or(NO_STORY)?;
        let wanted = if behind { to + 1 } else { to };
        let wanted = if from < wanted { wanted - 1 } else { wanted };
        if from == to || wanted == from {
            return Err("it is there already");
        }
        let pile = self.piles.remove(from);
        self.piles.insert(wanted, pile);
        Ok(())
    }

    /// The block leaves its story.
    pub fn take_out(&mut self, block: BlockId) {
        for pile in &mut self.piles {
            pile.story.blocks.retain(|id| *id != block);
        }
    }

    /// The block becomes a story, behind the story that is read before it.
    pub fn put_alone(&mut self, block: BlockId, order: &[BlockId]) {
        let earlier = order.iter().take_while(|id| **id != block);
        let after = earlier.filter_map(|id| self.find(*id)).map(|(pile, _)| pile + 1).max().unwrap_or(0);
        let story = Story { blocks: vec![block], confidence: 1.0, ..Story::default() };
        self.piles.insert(after, StoryBlocks { story, begins: Vec::new(), ends: Vec::new() });
    }

    /// Writes the stories back: order, ties of paragraphs, pictures and sidebars follow.
    pub fn onto(mut self, page: &mut Page) -> Moves {
        self.piles.retain(|pile| !pile.story.blocks.is_empty());
        let new_of = |of: &dyn Fn(&StoryBlocks) -> &Vec<StoryId>| -> Vec<Option<StoryId>> {
            let place = |old: usize| self.piles.iter().position(|pile| of(pile).contains(&StoryId(old as u32)));
            (0..page.stories.len()).map(|old| place(old).map(|index| StoryId(index as u32))).collect()
        };
        let moves = Moves { begins: new_of(&|pile| &pile.begins), ends: new_of(&|pile| &pile.ends) };
        page.order = self.order(&page.order);
        let before: Vec<Vec<BlockId>> = page.stories.iter().map(|story| story.blocks.clone()).collect();
        page.stories = self.piles.into_iter().map(|pile| pile.story).collect();
        for (index, story) in page.stories.iter_mut().enumerate() {
            let beside = story.sidebar_of.and_then(|main| moves.begin(main));
            story.sidebar_of = beside.filter(|main| main.0 as usize != index);
        }
        for index in 0..page.pictures.len() {
            let Some(picture) = page.pictures.get(index) else { break };
            let by_caption = picture.caption.and_then(|caption| page.story_of(caption));
            let story = by_caption.or_else(|| picture.story.and_then(|story| moves.begin(story)));
            if let Some(picture) = page.pictures.get_mut(index) {
                picture.story = story;
            }
        }
        mend_paragraphs(page, &before);
        moves
    }

    /// Every story whole, in its rank; furniture behind the story that was read before it.
    fn order(&self, before: &[BlockId]) -> Vec<BlockId> {
        let mut behind: Vec<(Option<usize>, BlockId)> = Vec::new();
        let mut last = None;
        for id in before {
            match self.find(*id) {
                Some((pile, _)) => last = Some(pile),
                None => behind.push((last, *id)),
            }
        }
        let furniture = |of: Option<usize>| behind.iter().filter(move |(pile, _)| *pile == of).map(|(_, id)| *id);
        let mut order: Vec<BlockId> = furniture(None).collect();
        for (index, pile) in self.piles.iter().enumerate() {
            order.extend(&pile.story.blocks);
            order.extend(furniture(Some(index)));
        }
        order
    }
}

/// A paragraph goes on only within its story, and in stories that were changed only in the block that follows it,
/// captions and the like apart.
fn mend_paragraphs(page: &mut Page, before: &[Vec<BlockId>]) {
    let mut kept = vec![false; page.blocks.len()];
    for blocks in page.stories.iter().map(|story| &story.blocks) {
        let changed = !before.contains(blocks);
        for (at, id) in blocks.iter().enumerate() {
            let Some(goes_on) = page.block(*id).continues else { continue };
            let aside = |id: &&BlockId| **id != goes_on.to && page.block(**id).role.is_aside();
            let next = blocks.iter().skip(at + 1).find(|id| !aside(id));
            let keeps = if changed { next == Some(&goes_on.to) } else { blocks.contains(&goes_on.to) };
            if let Some(slot) = kept.get_mut(id.0 as usize) {
                *slot = keeps;
            }
        }
    }
    let furniture: Vec<BlockId> = page.furniture().collect();
    for (index, block) in page.blocks.iter_mut().enumerate() {
        let in_furniture = block.role.is_furniture() && block.continues.is_some_and(|on| furniture.contains(&on.to));
        if !kept.get(index).copied().unwrap_or(false) && !in_furniture {
            block.continues = None;
        }
    }
}

impl Moves {
    fn begin(&self, old: StoryId) -> Option<StoryId> {
        self.begins.get(old.0 as usize).copied().flatten()
    }

    fn end(&self, old: StoryId) -> Option<StoryId> {
        self.ends.get(old.0 as usize).copied().flatten()
    }

    /// Ties of all stories that lead to this page follow.
    pub fn follow(&self, edition: &mut Edition, index: usize) {
        let led = |jump: &mut Option<Jump>, to: &dyn Fn(StoryId) -> Option<StoryId>| {
            let Some(jump) = jump else { return false };
            let here = jump.story.filter(|at| at.page as usize == index);
            if let Some(mut at) = here {
                jump.story = to(at.story).map(|story| {
                    at.story = story;
                    at
                });
            }
            here.is_some()
        };
        for tied in (0..edition.pages.len()).filter(|page| edition.pages.is_tied(*page)).collect::<Vec<_>>() {
            edition.pages.alter(tied, |page| {
                page.stories.iter_mut().fold(false, |changed, story| {
                    let on = led(&mut story.continues, &|old| self.begin(old));
                    let from = led(&mut story.continued_from, &|old| self.end(old));
                    changed || on || from
                })
            });
        }
    }
}
