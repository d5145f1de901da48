//! Words where the source placed them: of OCR with how sure it was.

use crate::geometry::Rect;
use std::collections::BTreeMap;

/// A word of a printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct WordBox {
    /// As it is printed.
    pub text: String,
    /// Its box.
    pub bbox: Rect,
    /// Its box is that of the source; else it is the word's share of its line.
    pub is_exact: bool,
    /// 0..=1: how sure OCR was; nothing where the text is exact, or nobody said.
    pub confidence: Option<f32>,
}

/// What a file says of a page besides what stands on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSource {
    /// The name of the file.
    pub file: String,
    /// What it calls the articles on the page, by their numbers.
    pub articles: BTreeMap<u32, String>,
    /// For each line of the page its words, where they were asked for.
    pub words: Vec<Vec<WordBox>>,
    /// For each block of the page what the file calls the blocks in it, where that was asked for.
    pub blocks: Vec<Vec<String>>,
}
