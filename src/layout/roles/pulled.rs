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
use crate::layout::blocks::Stick;
use crate::layout::roles::Desk;

/// Whether display lines cut into two columns of text and have text on both sides. A headline over two columns begins
/// where the first one does, or has white beside it.
pub fn is_amid_text(stick: &Stick, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    if !is_display(stick, desk) {
        return false;
    }
    let (own, body) = (&stick.rect, desk.usual.body);
    let is_text = |other: &&Stick| desk.ratio(other) < style.small_head_ratio && other.frame == stick.frame;
    let texts: Vec<&Stick> = desk.sticks.iter().filter(is_text).filter(|other| other.lines.len() > 1).collect();
    let reach = body * style.subhead_gap_em;
    let around = |text: &&&Stick| text.rect.top < own.top && text.rect.bottom > own.top - reach;
    let cuts = |text: &&Stick, edge: Pt| text.rect.left + body < edge && edge < text.rect.right - body;
    let cut = |edge: Pt| texts.iter().filter(around).find(|text| cuts(text, edge));
    let two = cut(own.left).zip(cut(own.right)).is_some_and(|(a, b)| a.rect.right <= b.rect.left);
    let near = |gap: Pt| gap > -desk.style.fit.stroke_pt && gap < desk.usual.measure * desk.style.fit.aside_ratio;
    let lines = || texts.iter().flat_map(|text| &text.lines).filter(|line| line.rect.overlap_y(own) > Pt::ZERO);
    two && lines().any(|line| near(own.left - line.rect.right)) && lines().any(|line| near(line.rect.left - own.right))
}

/// A few lines of display type, no larger than a quote is set.
pub fn is_display(stick: &Stick, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let size = (style.small_head_ratio..style.quotes.size_ratio).contains(&desk.ratio(stick));
    size && stick.lines.len() <= style.head_lines
}
