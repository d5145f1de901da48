//! A story on a page, and its ties to other stories.

use crate::model::page::{BlockId, Page};
use serde::{Deserialize, Serialize};

/// Index into `Page::stories`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StoryId(pub u32);

/// A story anywhere in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StoryRef {
    /// Index into `Edition::pages`.
    pub page: u32,
    /// The story on that page.
    pub story: StoryId,
}

/// Blocks that are read as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Its blocks in reading order; captions and credits after the body they belong to.
    pub blocks: Vec<BlockId>,
    /// The section label above it, as printed.
    pub section: Option<String>,
    /// 0..=1: how far the best reading was ahead of the second best.
    pub confidence: f32,
    /// Where it goes on.
    pub continues: Option<Jump>,
    /// Where it came from.
    pub continued_from: Option<Jump>,
    /// The story it stands beside as a sidebar.
    pub sidebar_of: Option<StoryId>,
    /// The article of the source that it is, by the number it has in its file; nothing for a story that we found.
    pub article: Option<u32>,
}

/// A tie to another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// The printed page number the jump line names.
    pub folio: Option<String>,
    /// The story at the other end, when it was found in the edition.
    pub story: Option<StoryRef>,
}

impl Page {
    /// Whether a story of it goes on on another page, or came from one, as far as that is known.
    pub fn is_tied(&self) -> bool {
        self.stories.iter().any(|story| story.continues.is_some() || story.continued_from.is_some())
    }
}
