//! What is read after a story: where it goes on, else the next one.

use crate::model::story::{Jump, Story, StoryRef};
use crate::ui::state::State;
use crate::ui::views::View;

/// What Space goes on to at the end of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Following {
    /// The rest of the story, elsewhere in the edition.
    Rest(StoryRef),
    /// Another story.
    Next(StoryRef),
}

impl Following {
    /// The story that is meant.
    pub fn story(self) -> StoryRef {
        let (Following::Rest(at) | Following::Next(at)) = self;
        at
    }
}

impl State {
    /// What is read after the story under the cursor; nothing after the last one. A story that goes on elsewhere is read to
    /// its end first; then comes what stands behind its beginning, if that is where the reader came from.
    pub(in crate::ui) fn following(&self) -> Option<Following> {
        let here = StoryRef { page: self.cursor.page as u32, story: self.story()? };
        if let Some(rest) = self.other_part(here, |story| story.continues.as_ref()) {
            return Some(Following::Rest(rest));
        }
        let first = self.came_from(here).unwrap_or(here);
        let mut after = self.edition.stories().filter(|at| *at > first);
        // The rest of a story that was read is read already.
        let next = after.find(|at| *at != here && self.came_from(*at).is_none());
        next.map(Following::Next)
    }

    /// The story at the other end of a jump, if the edition has it.
    fn other_part(&self, at: StoryRef, jump: impl Fn(&Story) -> Option<&Jump>) -> Option<StoryRef> {
        let other = jump(self.edition.story(at)?)?.story?;
        self.edition.story(other).is_some().then_some(other).filter(|other| *other != at)
    }

    /// The first part of a story whose rest is here, when the reader followed it.
    fn came_from(&self, here: StoryRef) -> Option<StoryRef> {
        /// No story has more parts.
        const MOST_PARTS: usize = 20;
        let mut first = here;
        for _ in 0..MOST_PARTS {
            match self.other_part(first, |story| story.continued_from.as_ref()) {
                Some(before) => first = before,
                None => break,
            }
        }
        let read = |at: StoryRef| {
            self.history.back.iter().rev().filter(|spot| spot.view == View::Story).any(|spot| {
                let page = self.edition.pages.get(spot.cursor.page);
                let story = page.zip(spot.cursor.block).and_then(|(page, block)| page.story_of(block));
                spot.cursor.page == at.page as usize && story == Some(at.story)
            })
        };
        (first != here && read(first)).then_some(first)
    }

    /// True when the end of a story shows that goes on elsewhere.
    pub(in crate::ui) fn breaks_off_here(&self) -> Option<StoryRef> {
        let ends = self.view == View::Story && self.set.is_some() && self.story_view.top >= self.last_top();
        match self.following().filter(|_| ends) {
            Some(Following::Rest(at)) => Some(at),
            Some(Following::Next(_)) | None => None,
        }
    }
}
