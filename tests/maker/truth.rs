//! The truth about a made page, in the form that the scorer reads.

use super::marks::{Made, TrueBlock};
use serde_json::{Value, json};

impl Made {
    /// `{lang, size_pt, stories: [{id, blocks: [{role, text, bbox}]}], furniture}`.
    pub fn truth_json(&self) -> Value {
        let block = |b: &TrueBlock| json!({"role": b.role, "text": b.text, "bbox": b.bbox.map(|r| r.to_array())});
        let blocks = |list: &[TrueBlock]| list.iter().map(block).collect::<Vec<_>>();
        let stories = self.truth.stories.iter().map(|(id, list)| json!({"id": id, "blocks": blocks(list)}));
        json!({
            "lang": self.lang.code(),
            "size_pt": self.size,
            "stories": stories.collect::<Vec<_>>(),
            "furniture": blocks(&self.truth.furniture),
        })
    }
}
