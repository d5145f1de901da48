//! Pages in order, and where they came from.

use crate::model::pages::Pages;
use crate::model::story::{Story, StoryId, StoryRef};
use crate::model::words::PageSource;

/// Everything that was opened together: the pages of one file, or of several files.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Where it came from.
    pub source: SourceInfo,
    /// The pages in order.
    pub pages: Pages,
    /// What their files say of them, by their indices; nothing for those of which nothing is known.
    pub origins: Vec<PageSource>,
}

/// Where an edition came from, for people and scripts to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceInfo {
    /// The file's name, or the folder's; no path.
    pub name: String,
    /// `pdf`, `text`, … as the register names it; `mixed` for several kinds.
    pub format: String,
    /// What did not open or was read only in part, one sentence each.
    pub doubts: Vec<String>,
    /// How many of the inputs did not open; each is a doubt as well.
    pub unopened: usize,
    /// True when a file was read only in part.
    pub partial: bool,
}

impl Edition {
    /// The story at this place, if there is one.
    pub fn story(&self, at: StoryRef) -> Option<&Story> {
        self.pages.get(at.page as usize)?.stories.get(at.story.0 as usize)
    }
    /// All stories of the edition in reading order.
    pub fn stories(&self) -> impl Iterator<Item = StoryRef> + '_ {
        (0..self.pages.len()).flat_map(|index| {
            let ids = (0..self.pages.stories_on(index)).map(StoryId);
            ids.map(move |story| StoryRef { page: index as u32, story })
        })
    }
}
