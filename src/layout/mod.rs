//! The layout model: marks or loose text to a [`Page`] of stories. Pure, and it cannot fail: whatever the input,
//! there is a page, with doubts. Every character of the source is in some block.

pub mod normalize;

use crate::geometry::Rect;
use crate::house_style::HouseStyle;
use crate::house_style::library::Clues;
use crate::model::extract::Extract;
use crate::model::page::Page;
use crate::model::sheet::Sheet;

/// What can be told of a sheet before it is laid out, to choose its house style.
pub fn clues(_sheet: &Sheet) -> Clues {
    Clues::default()
}

/// What can be told of loose text before it is pasted up, to choose its house style.
pub fn clues_of_extract(_extract: &Extract) -> Clues {
    Clues::default()
}

/// A sheet to a page.
pub fn read(sheet: &Sheet, _style: &HouseStyle, _structure: Structure) -> Page {
    Page { number: sheet.number, bounds: sheet.bounds, ..Page::default() }
}

/// Text without geometry to a page: fragments to stories, stories placed on a page by the style's grid.
pub fn paste_up(_extract: &Extract, _style: &HouseStyle, number: u32) -> Page {
    Page { number, bounds: Rect::default(), pasted_up: true, ..Page::default() }
}

/// Ties stories that go on on another page, in both directions.
pub fn tie(_pages: &mut [Page], _style: &HouseStyle) {}

/// Whose structure counts when the source brings its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Structure {
    /// The source's structure is strong evidence.
    #[default]
    Given,
    /// The source's structure is ignored.
    Ours,
}
