//! What another tool made of pages, as JSON: a file a page, named as the page folder.
//!
//! ```json
//! {"blocks": [{"text": "The ferry is back", "box": [40, 60, 300, 90], "role": "headline", "story": 1}]}
//! ```
//!
//! Blocks stand in reading order. `story` is a number or a name, the same for all blocks of a story; a block without one
//! is alone. `role` is one of ours, or of the other words that truths use; `box` is in points from the top left corner.

use super::found::Found;
use super::truth::our_word;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Document {
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
struct Block {
    text: String,
    /// No measure looks at places yet: lines are found by their text. What is given is checked all the same.
    #[serde(default, rename = "box")]
    _place: Option<[f64; 4]>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    story: Option<Name>,
}

/// A story as tools name it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Number(i64),
    Word(String),
}

/// The blocks that a tool found on a page; none where it has no file for it.
pub fn read(folder: &Path, page: &str) -> Result<Option<Vec<Found>>> {
    let file = folder.join(format!("{page}.json"));
    let bytes = match std::fs::read(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes.with_context(|| file.display().to_string())?,
    };
    parsed(&bytes).with_context(|| file.display().to_string()).map(Some)
}

fn parsed(bytes: &[u8]) -> Result<Vec<Found>> {
    let document: Document = serde_json::from_slice(bytes)?;
    let blocks = document.blocks.into_iter().enumerate();
    let found = blocks.map(|(index, block)| Found {
        text: block.text,
        role: our_word(block.role.as_deref().unwrap_or("body")),
        story: match block.story {
            Some(Name::Number(number)) => format!("story {number}"),
            Some(Name::Word(name)) => format!("story {name}"),
            None => format!("alone {index}"),
        },
    });
    Ok(found.filter(|block| !block.text.trim().is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::truth::{Block, Truth};
    use super::*;

    const TEXTS: [&str; 4] =
        ["The ferry is back", "She crossed the bay on Friday morning", "Lamps for Mill Street", "Forty were hung"];

    fn truth() -> Truth {
        let block = |(index, text): (usize, &&str)| Block {
            story: Some((index / 2).to_string()),
            role: if index % 2 == 0 { "headline" } else { "body" }.to_owned(),
            text: (*text).to_owned(),
            corner: (0.0, 0.0),
            lines: vec![(*text).to_owned()],
        };
        Truth { blocks: TEXTS.iter().enumerate().map(block).collect(), lang: "en".to_owned(), cut: true }
    }

    /// keep, succ, pairF, PQ and headF of blocks, by index of the text, role and story.
    fn scores(blocks: &[(usize, &str, &str)]) -> [Option<f64>; 5] {
        let one = |(index, role, story): &(usize, &str, &str)| {
            format!(r#"{{"text": "{}", "box": [0, 0, 9, 9.5], "role": "{role}", "story": {story}}}"#, TEXTS[*index])
        };
        let blocks = blocks.iter().map(one).collect::<Vec<_>>().join(",");
        let found = parsed(format!(r#"{{"tool": "x", "blocks": [{blocks}]}}"#).as_bytes()).unwrap();
        let row = super::super::measured(&truth(), &found, 0.0);
        [0, 1, 3, 4, 9].map(|column| row[column])
    }

    #[test]
    fn what_another_tool_found_is_scored_as_ours_is() {
        let right = [(0, "heading", "1"), (1, "text", "1"), (2, "title", "\"b\""), (3, "body", "\"b\"")];
        assert_eq!(scores(&right), [Some(1.0); 5]);
        let merged = [(0, "headline", "1"), (1, "body", "1"), (2, "headline", "1"), (3, "body", "1")];
        let [keep, succ, pair_f, quality, heads] = scores(&merged);
        assert_eq!((keep, succ, heads), (Some(1.0), Some(1.0), Some(1.0)));
        assert_eq!(pair_f, Some(0.5));
        // The larger of the two stories has more than half of the one that was found.
        assert!(quality.is_some_and(|quality| quality > 0.0 && quality < 0.5), "{quality:?}");
        let alone = [(0, "headline", "null"), (1, "body", "null"), (2, "body", "null"), (3, "body", "null")];
        let [.., pair_f, _, heads] = scores(&alone);
        assert_eq!((pair_f, heads), (Some(0.0), Some(2.0 / 3.0)));
    }

    #[test]
    fn what_is_no_such_file_is_told_with_its_place() {
        let places = parsed(br#"{"blocks": [{"text": "a", "box": [1, 2, 3]}]}"#);
        assert!(places.err().unwrap().to_string().contains("line 1"));
        assert!(parsed(b"[]").is_err());
        assert!(read(Path::new("no/such/folder"), "page").unwrap().is_none());
    }
}
