//! The edits, and what each does to a page.

use super::page_stories::PageStories;
use crate::model::edition::Edition;
use crate::model::page::{Because, BlockId, Continuation, Joint, Page, Way};
use crate::model::role::Role;

/// One correction of one page. Every story is named by a block of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A story begins at this block: it and what follows it in its story become a story of their own.
    Split(BlockId),
    /// This block and what follows it in its story are read right behind another block, in its story.
    Follow {
        /// The block.
        block: BlockId,
        /// What it follows.
        after: BlockId,
    },
    /// The story of the first block goes on behind the story of the second.
    Join {
        /// A block of the story that ceases.
        story: BlockId,
        /// A block of the story that takes it in.
        into: BlockId,
    },
    /// A block goes to another place, in this story or another one.
    Move {
        /// The block.
        block: BlockId,
        /// Where to.
        to: BesideBlock,
    },
    /// A block is something else than was thought. Furniture leaves its story; what was furniture becomes a story
    /// of its own, to be moved or joined.
    Role {
        /// The block.
        block: BlockId,
        /// What it is.
        role: Role,
    },
    /// A whole story is read before or behind another one.
    Rank {
        /// A block of the story.
        story: BlockId,
        /// Where to.
        to: BesideBlock,
    },
    /// The paragraph of this block goes on in the block behind it; or, where it did, ends here.
    RunOn(BlockId),
}

/// A place beside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideBlock {
    /// Before it.
    Before(BlockId),
    /// Behind it.
    Behind(BlockId),
}

/// Why an edit does not fit, and what to do; for people to read.
pub type Refusal = &'static str;

impl BesideBlock {
    /// The block beside which it is.
    pub fn block(self) -> BlockId {
        match self {
            BesideBlock::Before(block) | BesideBlock::Behind(block) => block,
        }
    }

    fn is_behind(self) -> bool {
        match self {
            BesideBlock::Before(_) => false,
            BesideBlock::Behind(_) => true,
        }
    }
}

impl Edit {
    /// The blocks it names: the one it is about, and the one it goes by.
    pub fn blocks(&self) -> (BlockId, Option<BlockId>) {
        match *self {
            Edit::Split(block) | Edit::Role { block, .. } | Edit::RunOn(block) => (block, None),
            Edit::Follow { block, after } => (block, Some(after)),
            Edit::Join { story, into } => (story, Some(into)),
            Edit::Move { block, to } => (block, Some(to.block())),
            Edit::Rank { story, to } => (story, Some(to.block())),
        }
    }
}

/// Makes an edit on a page of an edition; ties from other pages follow the stories they lead to.
///
/// # Errors
/// When it does not fit; nothing is changed then.
pub fn apply(edition: &mut Edition, index: usize, edit: &Edit) -> Result<(), Refusal> {
    let page = edition.pages.get_mut(index).ok_or("no such page")?;
    let count = page.blocks.len();
    let (first, second) = edit.blocks();
    if [Some(first), second].into_iter().flatten().any(|block| block.0 as usize >= count) {
        return Err("no such block");
    }
    let mut piles = PageStories::of(page);
    let told = told_by(edit, page);
    match *edit {
        Edit::Split(block) => piles.split(block)?,
        Edit::Follow { block, after } => piles.follow(block, after)?,
        Edit::Join { story, into } => piles.join(story, into)?,
        Edit::Move { block, to } => {
            piles.put(block, to.block(), to.is_behind())?;
            cut_ties(page, block, &piles);
        }
        Edit::Role { block, role } => set_role(page, &mut piles, block, role)?,
        Edit::Rank { story, to } => piles.rank(story, to.block(), to.is_behind())?,
        Edit::RunOn(block) => run_on(page, &piles, block)?,
    }
    let moves = piles.onto(page);
    if let Some(block) = told {
        settle_link(page, block);
    }
    moves.follow(edition, index);
    Ok(())
}

/// The block of which the edit says what it follows.
fn told_by(edit: &Edit, page: &Page) -> Option<BlockId> {
    match *edit {
        Edit::Split(block) | Edit::Follow { block, .. } | Edit::Move { block, .. } => Some(block),
        Edit::Join { story, .. } => page.stories.get(page.story_of(story)?.0 as usize)?.blocks.first().copied(),
        Edit::Role { .. } | Edit::Rank { .. } | Edit::RunOn(_) => None,
    }
}

/// What was weighed of this block is said by a person now: it follows what stands before it in its story.
fn settle_link(page: &mut Page, block: BlockId) {
    let blocks = page.story_of(block).map(|story| page.story(story).blocks.as_slice()).unwrap_or_default();
    let at = blocks.iter().position(|other| *other == block).unwrap_or_default();
    let after = at.checked_sub(1).and_then(|before| blocks.get(before)).copied();
    if let Some(link) = page.links.iter_mut().find(|link| link.block == block) {
        (link.chosen, link.other) = (Way { after, share: 1.0 }, None);
    }
}

fn set_role(page: &mut Page, piles: &mut PageStories, id: BlockId, role: Role) -> Result<(), Refusal> {
    let was = page.story_of(id).is_none();
    let Some(block) = page.blocks.get_mut(id.0 as usize) else { return Err("no such block") };
    if block.role == role {
        return Err("it has this role already");
    }
    let is = role.is_furniture();
    block.role = role;
    block.because = Because::from("said by a person");
    block.continues = None;
    for other in page.blocks.iter_mut().filter(|other| other.continues.is_some_and(|on| on.to == id)) {
        other.continues = None;
    }
    if is && !was {
        piles.take_out(id);
    } else if was && !is {
        piles.put_alone(id, &page.order);
    }
    Ok(())
}

/// A block that was moved is no part of the paragraph it stood in, unless it stands right behind it again.
fn cut_ties(page: &mut Page, moved: BlockId, piles: &PageStories) {
    let before = piles.before(moved);
    for (index, block) in page.blocks.iter_mut().enumerate() {
        let here = BlockId(index as u32);
        let leads_here = block.continues.is_some_and(|goes_on| goes_on.to == moved);
        if leads_here && before != Some(here) || here == moved {
            block.continues = None;
        }
    }
}

fn run_on(page: &mut Page, piles: &PageStories, id: BlockId) -> Result<(), Refusal> {
    let next = piles.behind(id).ok_or("nothing stands behind it in its story")?;
    let han = page.lang.is_han();
    let follows = page.blocks.get(next.0 as usize).map(|block| (block.role, block.text.clone()));
    let Some((block, (role, tail))) = page.blocks.get_mut(id.0 as usize).zip(follows) else {
        return Err("no such block");
    };
    if block.continues.take().is_some() {
        return Ok(());
    }
    if block.role != role {
        return Err("the block behind it has another role; r changes it");
    }
    let tie = Continuation { to: next, joint: joint(&block.text, &tail, han) };
    // A block goes on one other at most: what stood before it till now ends where it is.
    for other in page.blocks.iter_mut().filter(|other| other.continues.is_some_and(|goes_on| goes_on.to == next)) {
        other.continues = None;
    }
    if let Some(block) = page.blocks.get_mut(id.0 as usize) {
        block.continues = Some(tie);
    }
    Ok(())
}

/// What stands between two halves of a paragraph.
fn joint(head: &str, tail: &str, han: bool) -> Joint {
    let spaced = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if head.ends_with(['-', '\u{2010}', '\u{ad}']) && tail.chars().next().is_some_and(char::is_lowercase) {
        Joint::DropHyphen
    } else if han && !(spaced(head.chars().last()) && spaced(tail.chars().next())) {
        Joint::Nothing
    } else {
        Joint::Space
    }
}
