//! Characters that stand as far from each other as their lines do: the neighbors of each of them say nothing, but all of
//! them together do. Lines are longer than there are lines.
//!
//! ```text
//!  華 日 一     three lines down the page: it is higher than wide
//!  軍 軍 二
//!  四 七 八
//!  起 北 九
//!  飛 行
//! ```

use crate::geometry::Rect;
use crate::house_style::lines::DirectionStyle;
use crate::layout::disjoint_sets::DisjointSets;
use crate::layout::frame::Frame;
use crate::layout::lines::direction::Neighbors;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use std::collections::BTreeMap;

/// Gives the squares of every grid of a vertical page the frame in which their lines are longer. On a page that runs
/// across, a grid is a head over its text, and runs as that does.
pub fn detect(glyphs: &[Glyph], votes: &mut [Option<Frame>], neighbors: &[Neighbors], style: &DirectionStyle) {
    let open = |at: usize, votes: &[Option<Frame>]| {
        votes.get(at) == Some(&None) && glyphs.get(at).is_some_and(|g| g.kind == GlyphKind::Han && g.upright)
    };
    if !(0..glyphs.len()).any(|at| open(at, votes)) {
        return;
    }
    let mut groups = DisjointSets::new(glyphs.len());
    for (at, sides) in neighbors.iter().enumerate().filter(|(at, _)| open(*at, votes)) {
        for (other, _) in sides.iter().flatten().filter(|(other, _)| open(*other, votes)) {
            groups.join(at, *other);
        }
    }
    let mut extents: BTreeMap<usize, (Rect, usize)> = BTreeMap::new();
    let members: Vec<usize> = (0..glyphs.len()).filter(|at| open(*at, votes)).collect();
    for (at, glyph) in members.iter().filter_map(|at| Some((*at, glyphs.get(*at)?))) {
        let (extent, count) = extents.entry(groups.find(at)).or_insert((glyph.rect, 0));
        *extent = extent.union(&glyph.rect);
        *count += 1;
    }
    for at in members {
        let known = extents.get(&groups.find(at)).filter(|(_, count)| *count >= style.group);
        if let (Some((extent, _)), Some(vote)) = (known, votes.get_mut(at)) {
            *vote = longer(extent, style);
        }
    }
}

/// The frame in which the lines of a grid are longer.
fn longer(extent: &Rect, style: &DirectionStyle) -> Option<Frame> {
    let (width, height) = (extent.width(), extent.height());
    if height > width * style.grid_ratio {
        Some(Frame::Down)
    } else if width > height * style.grid_ratio {
        Some(Frame::Across)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_runs_the_way_it_is_longer() {
        let style = DirectionStyle::default();
        assert_eq!(longer(&Rect::new(0.0, 0.0, 50.0, 130.0), &style), Some(Frame::Down));
        assert_eq!(longer(&Rect::new(0.0, 0.0, 130.0, 50.0), &style), Some(Frame::Across));
        assert_eq!(longer(&Rect::new(0.0, 0.0, 60.0, 50.0), &style), None);
    }
}
