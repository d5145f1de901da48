//! Windows of pages as pages of their own: few stories, headless ones among them, as small papers have them.

use crate::boost::splitmix;
use crate::labels::RoleInStory;
use crate::pages::Sample;
use foldline::geometry::{Pt, Rect};
use foldline::layout::marks::Marks;
use foldline::layout::mixed_directions::LabeledPart;
use foldline::layout::scorer::file::fingerprint;
use std::collections::BTreeMap;

/// Stories of a page that is worth a window, at least.
const STORIES: usize = 4;
/// Stories of a window, at most.
const STORIES_AT_MOST: u64 = 3;
/// Blocks of a window, at least.
const BLOCKS: usize = 3;

/// A window: its blocks, its marks, and what the truth says of them.
pub struct Window {
    pub part: LabeledPart,
    pub marks: Marks,
    pub told: Vec<Option<RoleInStory>>,
}

/// The window of this number on the first part of a page; nothing when it would be empty, or the whole page.
pub fn window(sample: &Sample, number: u32) -> Option<Window> {
    let name = fingerprint([sample.name.as_str()].into_iter());
    let mut state = u64::from(name) << 8 | u64::from(number);
    let (segmented, told) = sample.linked();
    let (part, told) = (segmented.parts.first()?, told.first()?);
    let frame = frame(part, told, &mut state)?.grown(part.metrics.body);
    let inside = |rect: &Rect| frame.holds(rect.center());
    let keeps: Vec<bool> = part.labeled.iter().map(|one| inside(&one.block.rect)).collect();
    let kept = keeps.iter().filter(|keeps| **keeps).count();
    if kept < BLOCKS || kept * 10 > keeps.len() * 9 {
        return None;
    }
    let mut marks = segmented.marks.clone();
    for list in [&mut marks.across, &mut marks.down, &mut marks.pictures, &mut marks.white_separators] {
        list.retain(|rect| inside(rect));
    }
    marks.short_rules.retain(|rule| inside(&rule.rect));
    marks.page = frame;
    let (labeled, enclosures) = (only(&part.labeled, &keeps), only(&part.enclosures, &keeps));
    let part = LabeledPart { labeled, enclosures, metrics: part.metrics, marks: None };
    Some(Window { part, marks, told: only(told, &keeps) })
}

/// Around a story and its neighbors.
fn frame(part: &LabeledPart, told: &[Option<RoleInStory>], state: &mut u64) -> Option<Rect> {
    let mut stories: BTreeMap<&str, Rect> = BTreeMap::new();
    for (one, told) in part.labeled.iter().zip(told) {
        if let Some(told) = told.as_ref().filter(|told| !told.of_page) {
            let rect = one.block.rect;
            stories.entry(&told.story).and_modify(|hull| *hull = hull.union(&rect)).or_insert(rect);
        }
    }
    let mut hulls: Vec<Rect> = stories.into_values().collect();
    if hulls.len() < STORIES {
        return None;
    }
    let first = hulls[(splitmix(state) % hulls.len() as u64) as usize];
    let far = |hull: &Rect| (-hull.overlap_x(&first)).max(Pt::ZERO) + (-hull.overlap_y(&first)).max(Pt::ZERO);
    hulls.sort_by(|a, b| far(a).order(far(b)));
    hulls.truncate(1 + (splitmix(state) % STORIES_AT_MOST) as usize);
    Rect::hull(hulls.iter())
}

fn only<T: Clone>(of: &[T], keeps: &[bool]) -> Vec<T> {
    of.iter().zip(keeps).filter(|(_, keeps)| **keeps).map(|(one, _)| one.clone()).collect()
}
