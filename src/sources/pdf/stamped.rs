//! Scans that somebody has stamped: where they are from, a number.

use crate::model::sheet::Sheet;

/// A picture over this part of a page with hardly any text is a scan that somebody has stamped.
const WHOLE: f32 = 0.9;
/// A stamp is no longer, in characters.
const STAMP: usize = 120;

/// Whether a page is a scan with hardly any text on it.
pub(super) fn is_stamped(sheet: &Sheet) -> bool {
    let page = sheet.bounds.area();
    let covers = sheet.pictures.iter().any(|picture| picture.bbox.area() >= page * WHOLE);
    covers && !sheet.runs.is_empty() && letters(sheet) <= STAMP
}

/// Characters of a page, blanks aside.
pub(super) fn letters(sheet: &Sheet) -> usize {
    sheet.runs.iter().flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).count()
}
