//! What a page is, as the maker of the page knows it; written as the truths of page folders are.

use super::words::Language;
use foldline::model::role::Role;
use serde::{Serialize, Serializer};

/// Left, top, right and bottom edge in points.
pub type Edges = [f32; 4];

/// The truth of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Truth {
    /// The tag of the language.
    pub lang: String,
    /// Width and height in points.
    pub size_pt: [f32; 2],
    /// What made it.
    pub generator: &'static str,
    /// The seed and the number of the page.
    pub seed: [u64; 2],
    /// The design in words.
    pub traits: Vec<String>,
    /// The sampled values.
    pub house: serde_json::Value,
    /// The stories, each in reading order.
    pub stories: Vec<TrueStory>,
    /// What belongs to no story.
    pub furniture: Vec<TrueBlock>,
}

/// A story.
#[derive(Clone, Debug, Serialize)]
pub struct TrueStory {
    /// Its name on this page.
    pub id: String,
    /// What kind of story it is: `story`, `brief`, `letters`, `advert`, `table` and the like.
    pub kind: &'static str,
    /// Its extent.
    pub bbox: Edges,
    /// The section label over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The story it stands in as a box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its blocks in reading order.
    pub blocks: Vec<TrueBlock>,
}

/// A paragraph as far as it stands in one column, or a head, caption or line.
#[derive(Clone, Debug, Serialize)]
pub struct TrueBlock {
    /// What it is.
    pub role: Role,
    /// Its text as a person would type it.
    pub text: String,
    /// Its extent.
    pub bbox: Edges,
    /// Its story; nothing for furniture.
    pub story: Option<String>,
    /// Its place among all blocks of the page, in the order they were set.
    pub order: usize,
    /// Column of the page, from the left.
    pub col: Option<usize>,
    /// How it was set.
    pub style: String,
    /// Blocks of one paragraph have one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub para: Option<usize>,
    /// Set from top to bottom.
    pub vertical: bool,
    /// Its lines.
    pub lines: Vec<TrueLine>,
}

/// A line: written as a list of its edges and its text.
#[derive(Clone, Debug)]
pub struct TrueLine {
    /// From pen to pen, and from ascent to descent.
    pub bbox: Edges,
    /// What is printed, with the hyphen it ends in.
    pub text: String,
    /// A word goes on in the next line.
    pub hyphenated: bool,
}

impl Serialize for TrueLine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [left, top, right, bottom] = self.bbox.map(rounded);
        (left, top, right, bottom, &self.text).serialize(serializer)
    }
}

fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// The smallest box around all of them; nothing around nothing.
pub fn hull(boxes: impl IntoIterator<Item = Edges>) -> Edges {
    let both = |a: Edges, b: Edges| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
    boxes.into_iter().reduce(both).unwrap_or_default()
}

/// The text a reader sees in some lines: words that a line broke are whole again.
pub fn joined(lines: &[TrueLine], language: Language) -> String {
    let mut text = String::new();
    let mut broken = false;
    for line in lines {
        if broken {
            text.pop();
        } else if !text.is_empty() && parted(&text, &line.text, language) {
            text.push(' ');
        }
        text.push_str(&line.text);
        broken = line.hyphenated;
    }
    text
}

/// A blank stands between the end of one line and the next: not between Han.
fn parted(before: &str, after: &str, language: Language) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !language.is_han() || latin(before.chars().next_back()) && latin(after.chars().next())
}
