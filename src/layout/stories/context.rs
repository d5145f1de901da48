//! What every stage of stories looks at: a page, or a part of one that is set one way, in blocks with their roles.

use crate::house_style::HouseStyle;
use crate::layout::lines::text_lines::Alignment;
use crate::layout::marks::Marks;
use crate::layout::roles::{LabeledBlock, PageMetrics};

/// What every stage of stories looks at.
#[derive(Clone, Copy)]
pub struct StoryContext<'a> {
    /// The blocks with their roles, from the top.
    pub labeled: &'a [LabeledBlock],
    /// For each block the enclosure it stands in: an index into [`Marks::boxes`]; nothing for the open page.
    pub enclosures: &'a [Option<usize>],
    /// Rules, boxes and pictures.
    pub marks: &'a Marks,
    /// The metrics of its running text.
    pub metrics: PageMetrics,
    /// The house style.
    pub style: &'a HouseStyle,
}

impl StoryContext<'_> {
    /// The page was read from a scan: its sizes and edges waver.
    pub fn is_scanned(&self) -> bool {
        self.labeled.iter().any(|one| one.block.alignment() != Alignment::Unknown)
    }
}
