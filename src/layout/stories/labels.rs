//! Names that open no story: one that stands under a text signs it.

use crate::geometry::Pt;
use crate::house_style::HouseStyle;
use crate::layout::roles::Judged;
use crate::layout::stories::Scene;
use crate::model::role::Role;

/// Text ends right above this name, in its column, and none begins right below: it signs that text, and opens nothing.
pub fn signs_text(name: &Judged, scene: Scene) -> bool {
    let near = scene.usual.body * scene.style.stories.signature_gap_em;
    let rect = name.stick.rect;
    let column = || {
        let texts = scene.judged.iter().filter(|one| one.role == Role::Body).map(|one| one.stick.rect);
        texts.filter(|text| text.covers_width(&rect))
    };
    let touches = |gap: Pt| gap > -near && gap < near;
    let above = column().any(|text| text.top < rect.top && touches(rect.top - text.bottom));
    let below = column().any(|text| text.bottom > rect.bottom && touches(text.top - rect.bottom));
    above && !below || scene.judged.iter().any(|text| ends_line(name, text, scene.style))
}

/// The name stands behind the last words of a text, on their line.
pub fn ends_line(name: &Judged, text: &Judged, style: &HouseStyle) -> bool {
    let Some((first, last)) = name.stick.lines.first().zip(text.stick.lines.last()) else { return false };
    let level = name.stick.frame == text.stick.frame && (first.base - last.base).abs() < Pt(1.0);
    let joined = (first.rect.left - last.rect.right).abs() < first.size * style.fit.level_em;
    name.role == Role::Byline && text.role == Role::Body && level && joined
}
