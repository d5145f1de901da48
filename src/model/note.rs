//! What a reader wrote about a place of a page.

use crate::model::page::BlockId;

/// A note on a block, or on some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Index of the page.
    pub page: usize,
    /// The block, or the first one of the words.
    pub block: BlockId,
    /// The words it is about; empty when it is about the whole block.
    pub quote: String,
    /// What was written; one line.
    pub says: String,
}

impl Note {
    /// Whether both are about the same.
    pub fn is_about_the_same(&self, other: &Note) -> bool {
        (self.page, self.block, &self.quote) == (other.page, other.block, &other.quote)
    }
}
