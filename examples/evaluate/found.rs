//! What a page is read as, block by block, as the scores take it.

use serde_json::Value;

/// A block of the export: text, role, and the story it was put into.
pub struct Found {
    pub text: String,
    pub role: String,
    pub story: String,
}

/// The blocks of a page document in its order; furniture is a story of its own each.
pub fn exported(document: &Value) -> Vec<Found> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for page in list(document, "pages") {
        for story in list(&page, "stories") {
            for block in list(&story, "blocks") {
                found.push(Found { text: text(&block["text"]), role: text(&block["role"]), story: text(&story["id"]) });
            }
        }
        for (index, block) in list(&page, "furniture").iter().enumerate() {
            let story = format!("furniture {} {index}", page["number"]);
            found.push(Found { text: text(&block["text"]), role: text(&block["role"]), story });
        }
    }
    found.retain(|block| !block.text.trim().is_empty());
    found
}
