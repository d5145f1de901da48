//! Thresholds of the stage that brings: stories across pages.

use serde::{Deserialize, Serialize};

/// Stories across pages. Evidence is added up; a tie needs `enough_points`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct JumpStyle {
    /// Points that tie two halves: the named page and one more sign.
    pub enough_points: f32,
    /// Points for standing on the page that the jump line names.
    pub named_page_points: f32,
    /// Points for a story that says it came from elsewhere, and again when it names this page.
    pub says_from_points: f32,
    /// Points when all words of the shorter head stand in the other, in proportion.
    pub shared_head_points: f32,
    /// Points when the word of a jump line stands in the other head.
    pub shared_word_points: f32,
    /// Points when a sentence breaks off here and the other story begins in the middle of one.
    pub broken_sentence_points: f32,
}

impl Default for JumpStyle {
    fn default() -> JumpStyle {
        JumpStyle {
            enough_points: 1.5,
            named_page_points: 1.0,
            says_from_points: 1.0,
            shared_head_points: 2.0,
            shared_word_points: 1.0,
            broken_sentence_points: 0.6,
        }
    }
}
