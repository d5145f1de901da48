//! A story set for the screen, with ways from blocks to lines and back.

use crate::model::page::{BlockId, Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use crate::typeset::Measure;
use crate::typeset::galley::{self, Extras, Galley, SetLine};
use crate::typeset::width::WidthModel;

/// A story set to a measure.
#[derive(Clone, Debug)]
pub struct SetStory {
    /// Which story.
    pub at: StoryRef,
    /// Its lines.
    pub galley: Galley,
}

impl SetStory {
    /// Sets a story; nothing when it is not there.
    pub fn new(page: &Page, at: StoryRef, measure: Measure, widths: &WidthModel, extras: Extras) -> Option<SetStory> {
        page.stories.get(at.story.0 as usize)?;
        Some(SetStory { at, galley: galley::set_with(page, at.story, measure, widths, extras) })
    }

    /// Sets a story in vertical columns of so many rows; nothing when it is not there.
    pub fn upright(page: &Page, at: StoryRef, rows: Measure, widths: &WidthModel) -> Option<SetStory> {
        page.stories.get(at.story.0 as usize)?;
        Some(SetStory { at, galley: galley::vertical::set(page, at.story, rows, widths) })
    }

    /// The lines.
    pub fn lines(&self) -> &[SetLine] {
        &self.galley.lines
    }

    /// The line where this block's text begins, or where the paragraph it is part of does.
    pub fn line_of(&self, page: &Page, block: BlockId) -> Option<usize> {
        let exact = self.lines().iter().position(|line| line.from == Some(block));
        exact.or_else(|| {
            let whole = paragraph_of(page, self.at.story, block)?;
            let first = *whole.blocks.first()?;
            let before = length_before(page, &whole, block);
            let reaches = |line: &SetLine| line.from == Some(first) && line.offset as usize <= before;
            self.lines().iter().rposition(reaches)
        })
    }

    /// The line that holds this place of a paragraph.
    pub fn line_at(&self, block: BlockId, offset: u32) -> Option<usize> {
        self.lines().iter().rposition(|line| line.from == Some(block) && line.offset <= offset)
    }

    /// The block shown on a line, or on the nearest line that has one, looking down first.
    pub fn block_near(&self, line: usize) -> Option<(BlockId, u32)> {
        let found = |line: &SetLine| line.from.map(|block| (block, line.offset));
        let down = self.lines().iter().skip(line).find_map(found);
        down.or_else(|| self.lines().iter().take(line).rev().find_map(found))
    }

    /// Lines at which a paragraph or head begins.
    pub fn paragraph_starts(&self) -> Vec<usize> {
        self.starts(|_| true)
    }

    /// Lines at which a section begins: heads, subheads, captions.
    pub fn section_starts(&self) -> Vec<usize> {
        self.starts(is_section)
    }

    fn starts(&self, wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let opens = |(index, line): (usize, &SetLine)| {
            (line.opens && line.from.is_some() && wanted(line.role)).then_some(index)
        };
        let found: Vec<usize> = self.lines().iter().enumerate().filter_map(opens).collect();
        // A head of two blocks, or a kicker above its headline, is one stop.
        let touches = |index: usize| {
            let above = index.checked_sub(1).and_then(|above| self.lines().get(above));
            let this = self.lines().get(index);
            above
                .zip(this)
                .is_some_and(|(above, this)| above.from.is_some() && above.role.is_head() && this.role.is_head())
        };
        found.iter().copied().filter(|index| !touches(*index)).collect()
    }
}

/// True for what `(` and `)` stop at in a story.
fn is_section(role: Role) -> bool {
    match role {
        Role::Section | Role::Kicker | Role::Headline | Role::Subhead | Role::Caption | Role::Table => true,
        Role::Masthead
        | Role::Folio
        | Role::Deck
        | Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::PullQuote
        | Role::Credit
        | Role::Jump
        | Role::Advert
        | Role::Furniture => false,
    }
}

/// The whole paragraph that a block is part of.
pub fn paragraph_of(page: &Page, story: StoryId, block: BlockId) -> Option<Paragraph<'_>> {
    let blocks = &page.stories.get(story.0 as usize)?.blocks;
    page.paragraphs(blocks).into_iter().find(|whole| whole.blocks.contains(&block))
}

/// Bytes of a paragraph's text that were printed before this block, near enough: joints are a byte at most.
fn length_before(page: &Page, whole: &Paragraph<'_>, block: BlockId) -> usize {
    whole.blocks.iter().take_while(|id| **id != block).map(|id| page.block(*id).text.len()).sum()
}
