//! Stories to the reading order of the page, by cutting the page between stories (recursive XY-cut, Nagy and Seth
//! 1984, on the extents of stories and not of lines): first all cuts down, then within a pile all cuts across,
//! and so on. What hangs together in the make-up, such as a pile of stories beside a tall one, is read together.
//!
//! ```text
//!   ┌──────┬─────────────┐
//!   │ 1    │ 3           │   a cut down: 1 over 2; then a cut across: 3 over 4 beside 5
//!   ├──────┼──────┬──────┤
//!   │ 2    │ 4    │ 5    │
//!   └──────┴──────┴──────┘
//! ```
//!
//! Where a page can be cut both ways it is a grid, and a grid is read as columns are: down first. A lead or a
//! masthead across the page leaves no cut down, so it comes first all the same. Vertical pages are in the main
//! frame, where the right edge of the page has become its top: their tiers are read one after the other.

use crate::geometry::{Pt, Rect};
use crate::house_style::order::OrderStyle;
use std::cmp::Ordering;

/// The order of stories, as indices. `places` are their extents in the main frame.
pub fn of_stories(places: &[Rect], style: &OrderStyle) -> Vec<usize> {
    let mut order = Vec::with_capacity(places.len());
    let mut piles: Vec<Vec<PlacedStory>> = vec![places.iter().copied().enumerate().collect()];
    while let Some(pile) = piles.pop() {
        if let [(index, _)] = pile.as_slice() {
            order.push(*index);
            continue;
        }
        let parts = [CutDirection::Down, CutDirection::Across]
            .into_iter()
            .map(|way| cut(&pile, way, style))
            .find(|parts| parts.len() > 1);
        match parts {
            None if pile.len() > STORIES_AT_MOST => order.extend(from_the_top(pile)),
            None => piles.extend(first_and_rest(pile).into_iter().rev()),
            Some(parts) => piles.extend(parts.into_iter().rev()),
        }
    }
    order
}

/// The same order with what stands over all other stories and says little read last: the paper's name and the line with
/// its date are no stories, but where they are not told as such they must not come before the first one. `tops` are where
/// headlines and text of stories begin: small heads over them may be parts of the same furniture.
pub fn running_heads_last(order: Vec<usize>, places: &[Rect], tops: &[Pt], slight: &[bool]) -> Vec<usize> {
    let says_little = |at: usize| slight.get(at).copied().unwrap_or(false);
    let others = tops.iter().enumerate().filter(|(at, _)| !says_little(*at));
    let Some(first) = others.map(|(_, top)| *top).reduce(Pt::min) else { return order };
    let is_head = |at: &usize| says_little(*at) && places.get(*at).is_some_and(|place| place.bottom <= first);
    let (heads, mut stories): (Vec<usize>, Vec<usize>) = order.into_iter().partition(is_head);
    stories.extend(heads);
    stories
}

/// A story's index and extent.
type PlacedStory = (usize, Rect);

/// Which way a cut runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CutDirection {
    /// From left to right: it parts what is above from what is below.
    Across,
    /// From top to bottom: it parts left from right.
    Down,
}

impl CutDirection {
    fn near(self, rect: &Rect) -> Pt {
        match self {
            CutDirection::Across => rect.top,
            CutDirection::Down => rect.left,
        }
    }
    fn far(self, rect: &Rect) -> Pt {
        match self {
            CutDirection::Across => rect.bottom,
            CutDirection::Down => rect.right,
        }
    }
}

/// The pile at every place where a straight cut passes between stories; one part when there is none.
fn cut(pile: &[PlacedStory], way: CutDirection, style: &OrderStyle) -> Vec<Vec<PlacedStory>> {
    let mut sorted = pile.to_vec();
    // By middle, so that a small overlap at an edge does not turn neighbors round.
    let middle = |rect: &Rect| way.near(rect) + way.far(rect);
    sorted.sort_by(|a, b| middle(&a.1).order(middle(&b.1)).then(a.0.cmp(&b.0)));
    let reach = |placed: &PlacedStory| (way.far(&placed.1) - way.near(&placed.1)) * style.overlap_share;
    // From the far end: where the nearest edge of everything after each place begins, overlap forgiven.
    let mut begins: Vec<Pt> = Vec::with_capacity(sorted.len());
    for placed in sorted.iter().rev() {
        let own = way.near(&placed.1) + reach(placed);
        begins.push(begins.last().map_or(own, |rest| rest.min(own)));
    }
    begins.reverse();
    let mut parts: Vec<Vec<PlacedStory>> = Vec::new();
    let mut ends: Option<Pt> = None;
    for (placed, begin) in sorted.into_iter().zip(begins) {
        let own = way.far(&placed.1) - reach(&placed);
        match parts.last_mut() {
            Some(part) if ends.is_some_and(|ends| ends > begin) => part.push(placed),
            _ => parts.push(vec![placed]),
        }
        ends = Some(ends.map_or(own, |ends| ends.max(own)));
    }
    parts
}

/// Stories that no straight cut parts and that are taken off one by one; no page of print has more.
const STORIES_AT_MOST: usize = 1000;

fn before(a: &PlacedStory, b: &PlacedStory) -> Ordering {
    a.1.top.order(b.1.top).then(a.1.left.order(b.1.left)).then(a.0.cmp(&b.0))
}

fn from_the_top(mut pile: Vec<PlacedStory>) -> impl Iterator<Item = usize> {
    pile.sort_by(before);
    pile.into_iter().map(|(index, _)| index)
}

/// Where no straight cut passes, the story that begins highest is read first, the leftmost of equals.
fn first_and_rest(mut pile: Vec<PlacedStory>) -> Vec<Vec<PlacedStory>> {
    let first = (0..pile.len()).min_by(|a, b| match (pile.get(*a), pile.get(*b)) {
        (Some(a), Some(b)) => before(a, b),
        _ => a.cmp(b),
    });
    match first {
        Some(first) => {
            let first = pile.remove(first);
            vec![vec![first], pile]
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(places: &[[f32; 4]]) -> Vec<usize> {
        let places: Vec<Rect> = places.iter().map(|[l, t, r, b]| Rect::new(*l, *t, *r, *b)).collect();
        of_stories(&places, &OrderStyle::default())
    }

    #[test]
    fn what_says_little_over_all_stories_is_read_after_them() {
        let rects =
            [[0.0, 0.0, 90.0, 30.0], [200.0, 5.0, 600.0, 20.0], [0.0, 40.0, 600.0, 300.0], [0.0, 310.0, 600.0, 330.0]];
        let places = rects.map(|[l, t, r, b]| Rect::new(l, t, r, b));
        let tops = places.map(|place| place.top);
        let read = |slight: [bool; 4]| running_heads_last(vec![0, 1, 2, 3], &places, &tops, &slight);
        assert_eq!(read([true, true, false, true]), [2, 3, 0, 1], "name and date; what is short below stays");
        assert_eq!(read([false, true, false, false]), [0, 1, 2, 3], "beside a story it is no running head");
        assert_eq!(read([true; 4]), [0, 1, 2, 3], "where nothing says more, everything stays");
        let tops = [0.0, 5.0, 60.0, 310.0].map(Pt);
        let taller = [places[0], places[1], Rect::new(0.0, 10.0, 600.0, 300.0), places[3]];
        let read = running_heads_last(vec![0, 1, 2, 3], &taller, &tops, &[true, true, false, true]);
        assert_eq!(read, [2, 3, 0, 1], "a small head of the lead stands beside them");
    }

    #[test]
    fn a_band_is_read_before_the_band_below() {
        let grid = [[300.0, 0.0, 600.0, 400.0], [0.0, 10.0, 280.0, 390.0], [0.0, 420.0, 600.0, 900.0]];
        assert_eq!(order(&grid), [1, 0, 2]);
    }

    #[test]
    fn a_pile_beside_a_tall_story_is_read_as_a_pile() {
        let places = [
            [0.0, 0.0, 200.0, 300.0],
            [0.0, 320.0, 200.0, 900.0],
            [220.0, 0.0, 600.0, 500.0],
            [220.0, 520.0, 600.0, 900.0],
        ];
        assert_eq!(order(&places), [0, 1, 2, 3], "no cut passes across, so the left pile comes first");
    }

    #[test]
    fn a_little_overlap_does_not_hide_a_cut_and_a_large_one_does() {
        let upper = [0.0, 0.0, 600.0, 310.0];
        assert_eq!(order(&[[0.0, 300.0, 600.0, 600.0], upper]), [1, 0]);
        // Three stories like blades round a middle: no straight cut anywhere, the highest leads.
        let blades = [
            [0.0, 5.0, 400.0, 300.0],
            [410.0, 0.0, 600.0, 600.0],
            [200.0, 310.0, 400.0, 900.0],
            [0.0, 310.0, 190.0, 900.0],
            [410.0, 610.0, 600.0, 900.0],
        ];
        assert_eq!(order(&blades).len(), 5);
    }

    #[test]
    fn every_story_is_listed_once_even_when_all_overlap() {
        let same = [[0.0, 0.0, 600.0, 900.0]; 5];
        assert_eq!(order(&same), [0, 1, 2, 3, 4]);
        assert!(order(&[]).is_empty());
        let many = vec![[0.0, 0.0, 600.0, 900.0]; STORIES_AT_MOST * 4];
        assert_eq!(order(&many), (0..many.len()).collect::<Vec<_>>(), "many of them cost no more than sorting them");
    }
}
