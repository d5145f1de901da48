//! Articles of vertical pages whose file tells none. Vertical pages are set in tiers with little white between them, and
//! columns of one article stand below those of another: what goes on where shows better in the order of the file's blocks
//! than on the page. A block in larger type opens an article; what follows it, down to the next one, belongs to it.

use crate::geometry::Pt;
use crate::model::sheet::{GivenBlock, GlyphRun};

/// A block opens an article when its type is larger than that of the text by this: subheads of old dailies are hardly
/// larger than the text, headlines half again as large and more.
const HEAD: f32 = 1.25;

/// Counts blocks to articles, where the file counts none and most of the text is vertical. Returns whether it did.
pub fn tell(blocks: &mut [GivenBlock], runs: &[GlyphRun]) -> bool {
    let letters = |run: &GlyphRun| run.text.chars().count();
    let down: usize = runs.iter().filter(|run| run.vertical).map(letters).sum();
    let all: usize = runs.iter().map(letters).sum();
    if down * 2 <= all || blocks.iter().any(|block| block.article.is_some()) {
        return false;
    }
    let body = size(runs.iter().collect());
    let (mut article, mut after_head) = (0, false);
    for (place, block) in blocks.iter_mut().enumerate() {
        let own = size(block.runs.iter().filter_map(|at| runs.get(*at as usize)).collect());
        let head = own > body * HEAD;
        if head && !after_head && place > 0 {
            article += 1;
        }
        block.article = Some(article);
        after_head = head;
    }
    true
}

/// The middle size of a text, each letter counted.
fn size(mut runs: Vec<&GlyphRun>) -> Pt {
    runs.sort_by(|a, b| a.size.order(b.size));
    let letters: usize = runs.iter().map(|run| run.text.chars().count()).sum();
    let mut before = 0;
    let middle = runs.iter().find(|run| {
        before += run.text.chars().count();
        before * 2 >= letters
    });
    middle.map_or(Pt::ZERO, |run| run.size)
}
