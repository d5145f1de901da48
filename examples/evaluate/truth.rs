//! What a person or a page maker says a page is.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The truth of a page.
#[derive(Clone)]
pub struct Truth {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its language, as a tag.
    pub lang: String,
    /// Its lines are cut by us, so that their ends say nothing.
    pub cut: bool,
}

impl Truth {
    /// Its language is written without blanks between words.
    pub fn without_spaces(&self) -> bool {
        self.lang.starts_with("zh") || self.lang.starts_with("ja")
    }
}

/// A block of the truth.
#[derive(Clone)]
pub struct Block {
    /// Its story; nothing for what belongs to the page.
    pub story: Option<String>,
    /// Its role, in our words.
    pub role: String,
    /// Its text.
    pub text: String,
    /// Left and top edge in points.
    pub corner: (f64, f64),
    /// Its lines; pseudo-lines of even length where the truth knows none.
    pub lines: Vec<String>,
}

/// True when the folder holds a truth.
pub fn is_here(folder: &Path) -> bool {
    folder.join("truth.json").exists() || folder.join("gt.json").exists()
}

/// Reads `gt.json`, or `truth.json`.
pub fn read(folder: &Path) -> Result<Truth> {
    let load = |name: &str| -> Result<Value> {
        let bytes = std::fs::read(folder.join(name)).with_context(|| name.to_owned())?;
        Ok(serde_json::from_slice(&bytes)?)
    };
    if folder.join("gt.json").exists() {
        let truth = load("gt.json")?;
        let blocks = array(&truth["blocks"]).iter().map(line_by_line).collect();
        return Ok(Truth { blocks, lang: text(&truth["lang"]), cut: false });
    }
    Ok(of_stories(&load("truth.json")?))
}

/// A truth that tells stories of blocks, as `truth.json` does.
pub fn of_stories(truth: &Value) -> Truth {
    let mut whole_truth = Truth { blocks: Vec::new(), lang: text(&truth["lang"]), cut: true };
    let without_spaces = whole_truth.without_spaces();
    let blocks = &mut whole_truth.blocks;
    for (index, story) in array(&truth["stories"]).iter().enumerate() {
        let id = story["id"].as_str().map_or_else(|| index.to_string(), str::to_owned);
        blocks.extend(array(&story["blocks"]).iter().map(|block| whole(block, Some(id.clone()), without_spaces)));
    }
    let furniture = array(&truth["furniture"]);
    blocks.extend(furniture.iter().filter(|b| b["text"].is_string()).map(|b| whole(b, None, without_spaces)));
    whole_truth
}

fn line_by_line(block: &Value) -> Block {
    let story = match &block["story"] {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    };
    Block {
        story: (!story.starts_with('_')).then_some(story),
        role: our_word(block["role"].as_str().unwrap_or_default()),
        text: text(&block["text"]),
        corner: corner(block),
        lines: array(&block["lines"]).iter().map(|line| text(&line["text"])).collect(),
    }
}

fn whole(block: &Value, story: Option<String>, without_spaces: bool) -> Block {
    let text = text(&block["text"]);
    let lines = cut(&text, without_spaces);
    Block { story, role: our_word(block["role"].as_str().unwrap_or_default()), text, corner: corner(block), lines }
}

fn corner(block: &Value) -> (f64, f64) {
    let side = |index: usize| block["bbox"][index].as_f64().unwrap_or(0.0);
    (side(0), side(1))
}

/// Pseudo-lines: 18 characters, or words up to 38 characters.
fn cut(text: &str, without_spaces: bool) -> Vec<String> {
    let text = text.trim();
    if without_spaces {
        let characters: Vec<char> = text.chars().collect();
        return characters.chunks(18).map(|chunk| chunk.iter().collect()).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in text.split_whitespace() {
        if current.chars().count() + word.chars().count() > 38 && !current.is_empty() {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.extend((!current.is_empty()).then_some(current));
    lines
}

/// Truths use other words for some roles.
pub fn our_word(role: &str) -> String {
    match role {
        "label" => "section",
        "crosshead" => "subhead",
        "title" | "heading" => "headline",
        "text" | "paragraph" => "body",
        "overline" => "kicker",
        other => other,
    }
    .to_owned()
}

fn array(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
