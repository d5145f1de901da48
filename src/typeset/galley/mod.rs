//! One story reflowed at a measure; the only user of textwrap.

use super::Measure;
use super::width::WidthModel;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryId;

/// A story set to a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Galley {
    /// No line is wider than this.
    pub measure: Measure,
    /// From top to bottom.
    pub lines: Vec<SetLine>,
}

/// One line of set type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLine {
    /// What to print, starting in the first cell: indents, centering and justification are in it as blanks.
    pub text: String,
    /// Role of the block it comes from.
    pub role: Role,
    /// The block it comes from; nothing for blank lines and box edges.
    pub from: Option<BlockId>,
    /// Where this line's text starts in the block's whole paragraph, in bytes of its normalized text.
    pub offset: u32,
    /// True for the first line of a paragraph or head.
    pub opens: bool,
    /// The line is part of a boxed head: draw it in reverse video.
    pub boxed: bool,
}

/// Sets a story. Line rules depend on the page's language; widths on the model.
pub fn set(_page: &Page, _story: StoryId, measure: Measure, _widths: &WidthModel) -> Galley {
    Galley { measure, lines: Vec::new() }
}
