//! Lines pulled out of the text that stand amid it: columns make way for them.
//!
//! ```text
//!  xxxxxxxxxxxx  xxxxxxxxxxxx
//!  xxxxxxxxxxxx  xxxxxxxxxxxx
//!  xxxx  ---------------  xxx    in two columns, and in none of them whole
//!  xxxx  Lines that were  xxx
//!  xxxx  pulled out       xxx    text on both sides
//!  xxxx  ---------------  xxx
//!  xxxxxxxxxxxx  xxxxxxxxxxxx
//! ```

use crate::geometry::Pt;
use crate::layout::blocks::TextBlock;
use crate::layout::roles::Labeling;

/// Whether display lines cut into two columns of text and have text on both sides. A headline over two columns begins
/// where the first one does, or has white beside it.
pub fn is_amid_text(block: &TextBlock, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles;
    if !is_display(block, labeling) {
        return false;
    }
    let (own, body) = (&block.rect, labeling.metrics.body);
    let is_text = |other: &&TextBlock| labeling.ratio(other) < style.small_head_ratio && other.frame == block.frame;
    let texts: Vec<&TextBlock> = labeling.blocks.iter().filter(is_text).filter(|other| other.lines.len() > 1).collect();
    let reach = body * style.subhead_gap_em;
    let around = |text: &&&TextBlock| text.rect.top < own.top && text.rect.bottom > own.top - reach;
    let cuts = |text: &&TextBlock, edge: Pt| text.rect.left + body < edge && edge < text.rect.right - body;
    let cut = |edge: Pt| texts.iter().filter(around).find(|text| cuts(text, edge));
    let two = cut(own.left).zip(cut(own.right)).is_some_and(|(a, b)| a.rect.right <= b.rect.left);
    let near = |gap: Pt| {
        gap > -labeling.style.fit.stroke_pt && gap < labeling.metrics.measure * labeling.style.fit.aside_ratio
    };
    let lines = || texts.iter().flat_map(|text| &text.lines).filter(|line| line.rect.overlap_y(own) > Pt::ZERO);
    two && lines().any(|line| near(own.left - line.rect.right)) && lines().any(|line| near(line.rect.left - own.right))
}

/// A few lines of display type, no larger than a quote is set.
pub fn is_display(block: &TextBlock, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles;
    let size = (style.small_head_ratio..style.quotes.size_ratio).contains(&labeling.ratio(block));
    size && block.lines.len() <= style.head_lines
}
