//! Stories to the reading order of the page: from the top in bands, within a band from the left (from the right
//! for vertical text, which the main frame has turned into "from the top" already). Convention, so it is simple
//! and stable.

use crate::geometry::Rect;
use crate::house_style::order::OrderStyle;
use crate::layout::stories::Strung;

/// The order of stories, as indices. `places` are their extents in the main frame.
pub fn of_stories(stories: &[Strung], places: &[Rect], page: &Rect, style: &OrderStyle) -> Vec<usize> {
    let mut order: Vec<usize> = (0..stories.len()).collect();
    let band = page.height() * style.band_share;
    order.sort_by(|a, b| match (places.get(*a), places.get(*b)) {
        (Some(a), Some(b)) => a.top.order(b.top),
        _ => a.cmp(b),
    });
    // Stories whose heads begin within one band of the first are read from the left.
    let mut sorted = Vec::with_capacity(order.len());
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let top = places.get(*first).map_or(page.top, |place| place.top);
        let count = rest.iter().take_while(|at| places.get(**at).is_some_and(|place| place.top - top <= band)).count();
        let (row, after) = rest.split_at(count.max(1).min(rest.len()));
        let mut row = row.to_vec();
        row.sort_by(|a, b| match (places.get(*a), places.get(*b)) {
            (Some(a), Some(b)) => a.left.order(b.left).then(a.top.order(b.top)),
            _ => a.cmp(b),
        });
        sorted.extend(row);
        rest = after;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_of_one_band_are_read_from_the_left() {
        let page = Rect::new(0.0, 0.0, 600.0, 1000.0);
        let places = [
            Rect::new(300.0, 100.0, 600.0, 400.0),
            Rect::new(0.0, 110.0, 280.0, 300.0),
            Rect::new(0.0, 500.0, 600.0, 900.0),
        ];
        let stories = vec![Strung::default(); 3];
        assert_eq!(of_stories(&stories, &places, &page, &OrderStyle::default()), [1, 0, 2]);
        let apart = [Rect::new(300.0, 100.0, 600.0, 400.0), Rect::new(0.0, 140.0, 280.0, 300.0), places[2]];
        assert_eq!(of_stories(&stories, &apart, &page, &OrderStyle::default()), [0, 1, 2]);
    }
}
