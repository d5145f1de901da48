//! The assignment: every node gets one predecessor, every predecessor is used once, and the sum of costs is the
//! least (Kuhn and Munkres). It falls apart into small problems, one for each set of nodes that compete.

use crate::layout::disjoint_sets::DisjointSets;
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;
use std::collections::BTreeMap;

/// What it would cost for `node` to follow `before`; to begin a story when that is nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The node that follows.
    pub node: usize,
    /// The node it follows.
    pub before: Option<usize>,
    /// The cost; lower is likelier.
    pub cost: f32,
}

/// For each node the predecessor of the cheapest assignment.
pub fn solve(candidates: &[Candidate], nodes: usize) -> Vec<Option<usize>> {
    let mut groups = DisjointSets::new(nodes * 2);
    for candidate in candidates {
        if let Some(before) = candidate.before {
            groups.join(candidate.node, nodes + before);
        }
    }
    let mut problems: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        problems.entry(groups.find(candidate.node)).or_default().push(*candidate);
    }
    let mut chosen = vec![None; nodes];
    for problem in problems.into_values() {
        solve_one(&problem, &mut chosen);
    }
    chosen
}

/// Costs in thousandths, since the solver counts in whole numbers.
const UNIT: u16 = 1000;

/// What is impossible costs more than any way there is.
const NEVER: i64 = 50;

/// Nodes of one problem, at most; a page that needs more is solved greedily, node by node.
pub const NODES_AT_MOST: usize = 700;

fn solve_one(problem: &[Candidate], chosen: &mut [Option<usize>]) {
    let mut rows: Vec<usize> = problem.iter().map(|candidate| candidate.node).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut columns: Vec<usize> = problem.iter().filter_map(|candidate| candidate.before).collect();
    columns.sort_unstable();
    columns.dedup();
    if rows.len() > NODES_AT_MOST {
        greedily(problem, chosen);
        return;
    }
    let never = NEVER * i64::from(UNIT);
    let mut weights = Matrix::new(rows.len(), columns.len() + rows.len(), never);
    for candidate in problem {
        let Ok(row) = rows.binary_search(&candidate.node) else { continue };
        let column = match candidate.before {
            Some(before) => columns.binary_search(&before).unwrap_or(0),
            None => columns.len() + row,
        };
        if let Some(weight) = weights.get_mut((row, column)) {
            *weight = (*weight).min((candidate.cost * f32::from(UNIT)).round() as i64);
        }
    }
    let (_, assigned) = kuhn_munkres_min(&weights);
    for (row, column) in assigned.into_iter().enumerate() {
        let real = weights.get((row, column)).is_some_and(|weight| *weight < never);
        if let (Some(node), Some(before)) = (rows.get(row), columns.get(column).filter(|_| real))
            && let Some(slot) = chosen.get_mut(*node)
        {
            *slot = Some(*before);
        }
    }
}

fn greedily(problem: &[Candidate], chosen: &mut [Option<usize>]) {
    let mut sorted = problem.to_vec();
    sorted.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut settled = std::collections::BTreeSet::new();
    let mut used = std::collections::BTreeSet::new();
    for candidate in sorted {
        if settled.contains(&candidate.node) || candidate.before.is_some_and(|before| used.contains(&before)) {
            continue;
        }
        settled.insert(candidate.node);
        if let Some(before) = candidate.before {
            used.insert(before);
        }
        if let Some(slot) = chosen.get_mut(candidate.node) {
            *slot = candidate.before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(node: usize, before: Option<usize>, cost: f32) -> Candidate {
        Candidate { node, before, cost }
    }

    #[test]
    fn the_sum_counts_not_the_first_choice() {
        // Both 1 and 2 would rather follow 0, but 2 has no other way.
        let all = [
            candidate(0, None, 0.0),
            candidate(1, Some(0), 1.0),
            candidate(1, Some(3), 1.5),
            candidate(1, None, 9.0),
            candidate(2, Some(0), 1.2),
            candidate(2, None, 9.0),
            candidate(3, None, 0.0),
        ];
        assert_eq!(solve(&all, 4), [None, Some(3), Some(0), None]);
        let mut greedy = vec![None; 4];
        greedily(&all, &mut greedy);
        assert_eq!(greedy, [None, Some(0), None, None]);
    }
}
