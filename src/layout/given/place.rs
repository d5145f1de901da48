//! The place that a source gives a line: which article it is of, and where it stands in it.

use crate::model::role::Role;

/// The place that the source gives a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenPlace {
    /// The article.
    pub article: u32,
    /// Its block's place in the order of the source.
    pub order: u32,
    /// Its own place among all lines of the page that have one.
    pub line: u32,
    /// What the source says it is.
    pub role: Option<Role>,
    /// Whether it begins a paragraph, where the source tells paragraphs.
    pub opens: Option<bool>,
}
