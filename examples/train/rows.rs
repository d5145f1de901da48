//! What the scorers are fitted to: for each node its ways, its start, and which of them is right.

use crate::boost::in_parallel;
use crate::labels::{self, Label, RoleInStory};
use crate::options::Options;
use crate::pages::{self, Sample};
use crate::windows;
use foldline::layout::evidence::{self, Seen};
use foldline::layout::marks::Marks;
use foldline::layout::mixed_directions::LabeledPart;
use foldline::layout::stories;
use std::ops::Range;

/// Rows of all pages.
#[derive(Default)]
pub struct Rows {
    /// What is seen of links.
    pub links: Vec<Vec<f32>>,
    /// What is seen of starts.
    pub starts: Vec<Vec<f32>>,
    /// What competes with what.
    pub groups: Vec<Group>,
    /// How many rows of links and of starts, the first ones, are of pages that are fitted to.
    pub seen: (usize, usize),
    /// Nodes whose right way is none of theirs.
    pub lost: usize,
}

/// The ways of one node.
pub struct Group {
    /// Index of the page.
    pub page: usize,
    /// It is of a window of the page.
    pub window: bool,
    /// Its links, rows of [`Rows::links`].
    pub links: Range<usize>,
    /// Its start, a row of [`Rows::starts`].
    pub start: usize,
    /// The right one among its links; nothing when it begins a story.
    pub right: Option<usize>,
    /// How much it counts.
    pub weight: f32,
}

/// A page of so many nodes counts as its set says; larger ones more, but by far not as much more as they are larger.
const USUAL_NODES: f32 = 40.0;
/// A window counts so much of a page.
const WINDOW: f32 = 0.5;

struct Part {
    seen: Seen,
    labels: Vec<Label>,
    stories: Vec<Option<String>>,
    window: bool,
}

/// The rows of all pages and of their windows; pages that are fitted to come first.
pub fn of(samples: &[Sample], options: &Options) -> Rows {
    let parts = in_parallel(samples.len(), &|at| parts(&samples[at], options.windows));
    let mut rows = Rows::default();
    for (page, parts) in parts.into_iter().enumerate() {
        for part in parts {
            let first = rows.groups.len();
            rows.add(page, &part);
            let nodes = (rows.groups.len() - first).max(1) as f32;
            let own = pages::weight(&samples[page], options) * if part.window { WINDOW } else { 1.0 };
            rows.groups.iter_mut().skip(first).for_each(|group| group.weight = own * (USUAL_NODES / nodes).sqrt());
        }
        if samples[page].seen {
            rows.seen = (rows.links.len(), rows.starts.len());
        }
    }
    rows
}

fn parts(sample: &Sample, windows: u32) -> Vec<Part> {
    let look = |part: &LabeledPart, marks: &Marks, told: &[Option<RoleInStory>], window: bool| {
        let context = part.context(marks, &sample.style);
        let (nodes, _) = stories::nodes_of(context);
        let (labels, stories) = labels::nodes(&nodes, told);
        Part { seen: evidence::see(&nodes, context), labels, stories, window }
    };
    let (segmented, told) = sample.linked();
    let parts = segmented.parts.iter().zip(told);
    let whole = parts.map(|(part, told)| look(part, &segmented.marks, told, false));
    let windows = if sample.seen { windows } else { 0 };
    let windows = (0..windows).filter_map(|number| windows::window(sample, number));
    whole.chain(windows.map(|window| look(&window.part, &window.marks, &window.told, true))).collect()
}

impl Rows {
    fn add(&mut self, page: usize, part: &Part) {
        let mut rows = part.seen.links.iter();
        for (at, ways) in part.seen.ways.iter().enumerate() {
            let own: Vec<(usize, &Vec<f32>)> = ways.iter().copied().zip(&mut rows).collect();
            let right = match part.labels[at] {
                Label::Untold => continue,
                Label::Begins => None,
                Label::Follows(before) => {
                    let found = ways.contains(&before);
                    self.lost += usize::from(!found);
                    // Where its way is none of them, what is of its story is the next best.
                    let like = || ways.iter().copied().find(|way| part.stories[*way] == part.stories[at]);
                    if found { Some(before) } else { like() }
                }
            };
            let first = self.links.len();
            let told = own.into_iter().filter(|(before, _)| part.labels[*before] != Label::Untold);
            let mut at_right = None;
            for (before, row) in told {
                if right == Some(before) {
                    at_right = Some(self.links.len() - first);
                }
                self.links.push(row.clone());
            }
            let (links, start) = (first..self.links.len(), self.starts.len());
            self.starts.push(part.seen.starts[at].clone());
            self.groups.push(Group { page, window: part.window, links, start, right: at_right, weight: 1.0 });
        }
    }
}
