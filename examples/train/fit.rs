//! Fits both scorers: the ways of a node and its start compete by softmax, and each round grows a tree for links and one
//! for starts on the slopes of one loss.

use crate::boost::{self, Booster, Table};
use crate::options::Options;
use crate::rows::{Group, Rows};
use foldline::layout::evidence::{Scorers, link_features, start_features};
use foldline::layout::scorer::Scorer;

/// The rows of links and of starts in bins.
pub struct Tables {
    links: Table,
    starts: Table,
}

impl Tables {
    /// The tables of rows. Bins are those of pages that are fitted to, whatever else is scored.
    pub fn new(rows: &Rows) -> Tables {
        Tables {
            links: Table::new(&rows.links, rows.seen.0, link_features::features().len()),
            starts: Table::new(&rows.starts, rows.seen.1, start_features::features().len()),
        }
    }
}

/// Which features of links and of starts may be asked when these groups are left out.
fn allowed(without: &[String]) -> (Vec<usize>, Vec<usize>) {
    let keeps = |group: &str| !without.iter().any(|name| name == group);
    fn numbers<Seen>(groups: Vec<(&'static str, Vec<Seen>)>, keeps: impl Fn(&str) -> bool) -> Vec<usize> {
        let of = |(name, features): (&'static str, Vec<Seen>)| vec![keeps(name); features.len()];
        let kept: Vec<bool> = groups.into_iter().flat_map(of).collect();
        (0..kept.len()).filter(|at| kept[*at]).collect()
    }
    (numbers(link_features::groups(), keeps), numbers(start_features::groups(), keeps))
}

/// Fits scorers to the nodes of pages that pass.
pub fn fit(
    rows: &Rows,
    tables: &Tables,
    options: &Options,
    without: &[String],
    pass: &dyn Fn(usize) -> bool,
) -> Scorers {
    let (of_links, of_starts) = allowed(without);
    let mut links = Booster::new(&tables.links, of_links, options.growth);
    let mut starts = Booster::new(&tables.starts, of_starts, options.growth);
    let groups: Vec<&Group> = rows.groups.iter().filter(|group| pass(group.page)).collect();
    for _ in 0..options.growth.trees {
        for group in &groups {
            slopes(group, &mut links, &mut starts);
        }
        links.grow();
        starts.grow();
    }
    let scorer = |booster: Booster, features: usize| Scorer::new(features, &[(0.0, booster.trees)]).unwrap_or_default();
    let (of_links, of_starts) = (link_features::features().len(), start_features::features().len());
    let (links, starts) = (scorer(links, of_links), scorer(starts, of_starts));
    Scorers { links, starts, ..Scorers::default() }
}

/// The slopes of the loss for the ways of one node.
fn slopes(group: &Group, links: &mut Booster, starts: &mut Booster) {
    let start = starts.scores[group.start];
    let most = links.scores[group.links.clone()].iter().copied().fold(start, f32::max);
    let power = |score: f32| (score - most).exp();
    let all: f32 = links.scores[group.links.clone()].iter().map(|score| power(*score)).sum::<f32>() + power(start);
    let slope = |score: f32, right: bool| {
        let share = power(score) / all;
        let wanted = if right { 1.0 } else { 0.0 };
        boost::Slope {
            gradient: group.weight * (share - wanted),
            hessian: (group.weight * share * (1.0 - share)).max(1e-6),
        }
    };
    starts.slopes[group.start] = slope(start, group.right.is_none());
    for (index, at) in group.links.clone().enumerate() {
        links.slopes[at] = slope(links.scores[at], group.right == Some(index));
    }
}
