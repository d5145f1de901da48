//! Names that open no story: one that stands under a text signs it.

use crate::geometry::Pt;
use crate::house_style::HouseStyle;
use crate::layout::roles::LabeledBlock;
use crate::layout::stories::context::StoryContext;
use crate::model::role::Role;

/// Text ends right above this name, in its column, and none begins right below: it signs that text, and opens nothing.
pub fn signs_text(name: &LabeledBlock, context: StoryContext) -> bool {
    let near = context.metrics.body * context.style.stories.signature_gap_em;
    let rect = name.block.rect;
    let column = || {
        let texts = context.labeled.iter().filter(|one| one.role == Role::Body).map(|one| one.block.rect);
        texts.filter(|text| text.covers_width(&rect))
    };
    let touches = |gap: Pt| gap > -near && gap < near;
    let above = column().any(|text| text.top < rect.top && touches(rect.top - text.bottom));
    let below = column().any(|text| text.bottom > rect.bottom && touches(text.top - rect.bottom));
    above && !below || context.labeled.iter().any(|text| ends_line(name, text, context.style))
}

/// The name stands behind the last words of a text, on their line.
pub fn ends_line(name: &LabeledBlock, text: &LabeledBlock, style: &HouseStyle) -> bool {
    let Some((first, last)) = name.block.lines.first().zip(text.block.lines.last()) else { return false };
    let level = name.block.frame == text.block.frame && (first.base - last.base).abs() < Pt(1.0);
    let joined = (first.rect.left - last.rect.right).abs() < first.size * style.fit.level_em;
    name.role == Role::Byline && text.role == Role::Body && level && joined
}
