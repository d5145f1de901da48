//! A line widened to its measure by single blanks, where they show least.

use super::classes::Class;
use super::clusters::{Cluster, Clusters};

/// The widest gap that is filled, in cells. More than three single blanks in a narrow column are rivers.
const MOST: u16 = 3;

/// Places between two clusters that may take a blank, the better first. Behind a stop there is white enough in its
/// own cells, and between two Han characters a single blank is a hole within a word: never there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A blank stands there already.
    Blank,
    /// Between Han and Latin.
    Scripts,
}

/// Cells of a line in which a blank was added. The next line adds none there, so that white never runs down a column.
#[derive(Debug, Default)]
pub(super) struct Widened(Vec<u16>);

impl Widened {
    /// True when a blank that is added at this cell, or up to `gap` cells behind it because of those before it in its
    /// line, stands below none of these.
    fn keep_off(&self, x: u16, gap: u16) -> bool {
        self.0.iter().all(|other| x + gap + APART <= *other + 1 || x >= other + APART)
    }
}

/// Cells between two added blanks of neighboring lines, at least.
const APART: u16 = 2;

/// The line with `gap` more blanks if they are few and find places, else nothing: it stays as it is. `above` are the
/// blanks of the line above and becomes those of this one.
pub(super) fn justified(clusters: &Clusters, line: &[Cluster], gap: u16, above: &mut Widened) -> Option<String> {
    let chosen = if gap == 0 || gap > MOST { Vec::new() } else { places(line, usize::from(gap), above) };
    above.0.clear();
    if chosen.is_empty() {
        return None;
    }
    let (mut text, mut x) = (String::with_capacity(clusters.line(line).len() + chosen.len()), 0u16);
    for (at, cluster) in line.iter().enumerate() {
        text.push_str(clusters.text(cluster));
        x = x.saturating_add(cluster.cells);
        for _ in chosen.iter().filter(|place| **place == at) {
            text.push(' ');
            above.0.push(x);
            x = x.saturating_add(1);
        }
    }
    Some(text)
}

/// The clusters behind which a blank goes; none when there are fewer places than blanks.
fn places(line: &[Cluster], gap: usize, above: &Widened) -> Vec<usize> {
    let mut x = 0u16;
    let ranked = |(at, pair): (usize, &[Cluster])| {
        let [a, b] = pair else { return None };
        x = x.saturating_add(a.cells);
        let place = place(a, b).filter(|_| above.keep_off(x, gap as u16));
        place.map(|place| (place, at))
    };
    let found: Vec<(Place, usize)> = line.windows(2).enumerate().filter_map(ranked).collect();
    let mut chosen = Vec::with_capacity(gap);
    for kind in [Place::Blank, Place::Scripts] {
        let like: Vec<usize> = found.iter().filter(|(place, _)| *place == kind).map(|(_, at)| *at).collect();
        // Where words are parted by blanks, a line with every second blank doubled is worse than a ragged one.
        let room = if kind == Place::Blank { like.len() / 2 } else { like.len() };
        let wanted = (gap - chosen.len()).min(room);
        // Spread evenly over the line.
        chosen.extend((0..wanted).filter_map(|n| like.get((2 * n + 1) * like.len() / (2 * wanted))));
    }
    if chosen.len() == gap { chosen } else { Vec::new() }
}

fn place(a: &Cluster, b: &Cluster) -> Option<Place> {
    use Class::{Han, Number, Open, Postfix, Prefix, Small, Space, Unit, Word};
    match (a.class, b.class) {
        (Space, Open | Han | Word | Number | Unit | Prefix) => Some(Place::Blank),
        (Han | Small | Unit, Word | Number | Prefix) | (Word | Number | Postfix, Han) => Some(Place::Scripts),
        (
            Class::Open
            | Class::Close
            | Class::Stop
            | Class::Small
            | Class::Dash
            | Class::Dots
            | Class::Interpunct
            | Class::Han
            | Class::Word
            | Class::Number
            | Class::Unit
            | Class::Prefix
            | Class::Postfix
            | Class::Space,
            _,
        ) => None,
    }
}
