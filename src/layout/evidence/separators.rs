//! Rules and pictures about a block.

use crate::geometry::{Pt, Rect};
use crate::layout::evidence::blocks::{Blocks, shares};
use crate::layout::evidence::facts::FAR_EM;

/// Pictures and rules looked at for each block, at most.
const MARKS: usize = 400;

impl Blocks<'_> {
    /// Em to the nearest rule above or below in the columns of a block.
    pub(super) fn rule(&self, at: &Rect, above: bool) -> f32 {
        let across = &self.ruled.marks.across;
        let first = across.partition_point(|rule| rule.top < at.center().y);
        let gap = |rule: &Rect| if above { at.top - rule.bottom } else { rule.top - at.bottom };
        let near: Option<Pt> = if above {
            across.iter().take(first).rev().take(MARKS).find(|rule| shares(rule, at)).map(gap)
        } else {
            across.iter().skip(first).take(MARKS).find(|rule| shares(rule, at)).map(gap)
        };
        near.map_or(FAR_EM, |gap| gap.per(self.em()).clamp(-1.0, FAR_EM))
    }

    /// Em to the nearest picture above, below and beside.
    pub(super) fn pictures(&self, at: &Rect) -> [f32; 3] {
        let mut nearest = [FAR_EM; 3];
        for picture in self.ruled.marks.pictures.iter().take(MARKS) {
            let gaps = if shares(picture, at) {
                [Some(at.top - picture.bottom), Some(picture.top - at.bottom), None]
            } else if picture.overlap_y(at) > Pt::ZERO {
                [None, None, Some((-picture.overlap_x(at)).max(Pt::ZERO))]
            } else {
                [None; 3]
            };
            for (slot, gap) in nearest.iter_mut().zip(gaps) {
                if let Some(gap) = gap.filter(|gap| *gap > -self.em()) {
                    *slot = slot.min(gap.per(self.em()));
                }
            }
        }
        nearest
    }
}
