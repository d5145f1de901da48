//! The reading order of a PAGE file: groups within groups, ordered by their index where they say that they are.

use super::article_words::named;
use super::xml::XmlTree;
use std::collections::{BTreeMap, BTreeSet};

/// What names a region, and what holds further ones.
const REFERENCES: [&str; 6] =
    ["RegionRef", "RegionRefIndexed", "OrderedGroup", "OrderedGroupIndexed", "UnorderedGroup", "UnorderedGroupIndexed"];

/// For each region its place in reading order, and what is wrong with that order. A region that is named twice is read
/// where it is named first.
pub fn seats<'a>(tree: &'a XmlTree, page: usize, regions: &[usize]) -> (BTreeMap<&'a str, usize>, Vec<String>) {
    let mut ids = Vec::new();
    for at in tree.children(page, &["ReadingOrder"]) {
        walk(tree, at, false, &mut ids);
    }
    let there: BTreeSet<&str> = regions.iter().filter_map(|at| tree.attribute(*at, "id")).collect();
    let others: BTreeSet<&str> = tree.below(page).filter_map(|at| tree.attribute(at, "id")).collect();
    let mut seats = BTreeMap::new();
    let (mut missing, mut twice) = (Vec::new(), Vec::new());
    for (seat, id) in ids.into_iter().enumerate() {
        if !there.contains(id) {
            missing.extend((!others.contains(id)).then_some(id));
        } else if seats.contains_key(id) {
            twice.push(id);
        } else {
            seats.insert(id, seat);
        }
    }
    let mut doubts = Vec::new();
    if let Some(told) = told(&missing) {
        doubts.push(format!("{told}: not on the page, left out of the reading order"));
    }
    if let Some(told) = told(&twice) {
        doubts.push(format!("{told}: twice in the reading order, read at the first place"));
    }
    (seats, doubts)
}

/// Ids in reading order.
fn walk<'a>(tree: &'a XmlTree, at: usize, ordered: bool, named: &mut Vec<&'a str>) {
    let mut parts: Vec<usize> = tree.children(at, &REFERENCES).collect();
    if ordered {
        let index = |at: &usize| tree.attribute(*at, "index").and_then(|index| index.trim().parse::<u32>().ok());
        parts.sort_by_key(|at| index(at).unwrap_or(u32::MAX));
    }
    for part in parts {
        // A group may stand for a region that holds others.
        named.extend(tree.attribute(part, "regionRef"));
        walk(tree, part, tree.is(part, &["OrderedGroup", "OrderedGroupIndexed"]), named);
    }
}

fn told(ids: &[&str]) -> Option<String> {
    match ids.len() {
        0 => None,
        1 => Some(format!("1 region ({})", named(ids))),
        count => Some(format!("{count} regions ({})", named(ids))),
    }
}
