//! Striped tables: every second row on a tint. The tints lead the eye along a row and enclose nothing, so they are no
//! boxes.
//!
//! ```text
//!   Rovers   28  20  64
//!  ░Albion░░░27░░19░░60░     light, of one width and height, and between them
//!   United   26  18  56      about as much white: three in a row are stripes
//!  ░Thistle░░28░░14░░40░
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::regions::RegionStyle;
use crate::model::sheet::{RuledBox, Sheet};
use std::borrow::Cow;

/// On more boxes than this there is a chart, not a table.
const BOXES_AT_MOST: usize = 600;

/// The sheet without the stripes of its tables.
pub fn without<'a>(sheet: &'a Sheet, style: &RegionStyle) -> Cow<'a, Sheet> {
    let stripes = stripes(&sheet.boxes, style);
    if !stripes.contains(&true) {
        return Cow::Borrowed(sheet);
    }
    let mut plain = sheet.clone();
    let mut is_stripe = stripes.into_iter();
    plain.boxes.retain(|_| !is_stripe.next().unwrap_or(false));
    Cow::Owned(plain)
}

/// Which of the boxes are stripes.
fn stripes(boxes: &[RuledBox], style: &RegionStyle) -> Vec<bool> {
    let mut found = vec![false; boxes.len()];
    let light = |ruled: &RuledBox| ruled.fill.is_some_and(|fill| fill >= style.dark_fill_share);
    let mut tints: Vec<usize> = (0..boxes.len()).filter(|at| boxes.get(*at).is_some_and(light)).collect();
    if tints.len() > BOXES_AT_MOST {
        return found;
    }
    let place = |at: &usize| boxes.get(*at).map(|ruled| ruled.bbox).unwrap_or_default();
    tints.sort_by(|a, b| place(a).top.order(place(b).top));
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in tints {
        let goes_on = |run: &Vec<usize>| run.last().is_some_and(|last| follows(&place(last), &place(&at), style));
        match runs.iter().position(goes_on).and_then(|run| runs.get_mut(run)) {
            Some(run) => run.push(at),
            None => runs.push(vec![at]),
        }
    }
    for at in runs.into_iter().filter(|run| run.len() >= style.stripe_rows).flatten() {
        if let Some(found) = found.get_mut(at) {
            *found = true;
        }
    }
    found
}

/// True for a stripe one row below another: as wide, as high, and about as far from it as it is high.
fn follows(above: &Rect, below: &Rect, style: &RegionStyle) -> bool {
    let alike = |a: Pt, b: Pt| (a - b).abs() <= style.meet_pt;
    let edges = alike(above.left, below.left) && alike(above.right, below.right);
    let gap = below.top - above.bottom;
    edges
        && alike(above.height(), below.height())
        && (gap - above.height()).abs() <= above.height() * style.stripe_share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tints(tops: &[f32]) -> Vec<RuledBox> {
        let tint =
            |top: &f32| RuledBox { bbox: Rect::new(10.0, *top, 210.0, *top + 11.0), weight: Pt(0.0), fill: Some(0.9) };
        tops.iter().map(tint).collect()
    }

    #[test]
    fn every_second_row_is_a_stripe() {
        let style = RegionStyle::default();
        assert_eq!(stripes(&tints(&[20.0, 42.0, 64.0, 86.0]), &style), [true; 4]);
        assert_eq!(stripes(&tints(&[64.0, 20.0, 300.0, 42.0]), &style), [true, true, false, true]);
        assert_eq!(stripes(&tints(&[20.0, 42.0]), &style), [false; 2], "two are boxes");
        assert_eq!(stripes(&tints(&[20.0, 60.0, 100.0]), &style), [false; 3], "text stands between them");
    }
}
