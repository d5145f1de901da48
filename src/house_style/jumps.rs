//! Thresholds of the stage that brings: stories across pages.

use serde::Deserialize;

/// Stories across pages. Evidence is added up; a tie needs `enough`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JumpStyle {
    /// Points that tie two halves: the named page and one more sign.
    pub enough: f32,
    /// Points for standing on the page that the jump line names.
    pub named_page: f32,
    /// Points for a story that says it came from elsewhere, and again when it names this page.
    pub says_from: f32,
    /// Points when all words of the shorter head stand in the other, in proportion.
    pub shared_head: f32,
    /// Points when a sentence breaks off here and the other story begins in the middle of one.
    pub broken_sentence: f32,
}

impl Default for JumpStyle {
    fn default() -> JumpStyle {
        JumpStyle { enough: 1.5, named_page: 1.0, says_from: 1.0, shared_head: 2.0, broken_sentence: 0.6 }
    }
}
