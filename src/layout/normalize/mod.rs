//! Text as a person would type it: compatibility forms folded block by block, doubled print collapsed, lines
//! joined by script, hyphens resolved, extraction spaces mended. In this order: [`fold`] what the source gave,
//! [`dedouble`] a line printed twice, [`join_lines`], then [`mend_spaces`].

pub mod double;
pub mod fold;
pub mod hyphens;
pub mod join;
pub mod script;
pub mod spaces;
pub mod words;

pub use double::{dedouble, dedouble_head};
pub use fold::fold;
pub use join::{join_lines, joint};
pub use spaces::mend_spaces;
pub use words::{Words, ends_in_hyphen};

use crate::model::lang::Lang;
use crate::model::page::printed;

/// Lines of one paragraph or head to its text: joined, and the spaces mended. The lines are folded already; `words` are
/// those that stand whole around it.
pub fn paragraph<S: AsRef<str>>(lines: &[S], lang: Lang, words: &Words) -> String {
    printed(&mend_spaces(&join_lines(lines, lang, words))).into_owned()
}
