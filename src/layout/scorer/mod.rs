//! Sums of boosted trees: what they say of a row of features, and how much each feature has a part in it. Weights are
//! made by `examples/train` and built in; what is not whole is refused, and whatever is read, scoring ends and stays
//! within its tables.
//!
//! Trees are kept by feature instead of by tree: every test that a row fails strikes the leaves to the left of it out of
//! its tree, and the first leaf that is left is where a walk would have ended. Tests of a feature stand in the order of
//! their thresholds, so that what fails is read in one go and nothing is guessed by the processor. The algorithm is
//! QuickScorer: C. Lucchese, F. M. Nardini, S. Orlando, R. Perego, N. Tonellotto, R. Venturini, "QuickScorer: A Fast
//! Algorithm to Rank Documents with Additive Ensembles of Regression Trees", SIGIR 2015.

pub mod classes;
pub mod file;
pub mod tree;

use std::ops::Range;
use tree::{LEAVES_AT_MOST, Tree};

/// Trees at most.
const TREES_AT_MOST: usize = 2000;

/// Sums of trees that ask the same features.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scorer {
    /// What each sum says before any tree does.
    bases: Vec<f32>,
    /// All trees, sum after sum.
    trees: Vec<TreeLeaves>,
    /// What the leaves of all trees say, from left to right.
    leaves: Vec<f32>,
    /// For each feature where its tests end.
    ends: Vec<u32>,
    /// The tests of all features, by their thresholds.
    tests: Vec<Test>,
    /// What each test covers.
    spans: Vec<LeafSpan>,
}

/// A tree: its sum, and its leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TreeLeaves {
    sum: u8,
    first: u32,
    count: u8,
}

/// A node that asks whether a feature is above its threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Test {
    threshold: f32,
    tree: u32,
    /// The leaves of its tree that are not to the left of it: those which a row that fails the test may still reach.
    kept: u32,
}

/// The leaves below a test, and the mean of what it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LeafSpan {
    first: u8,
    right: u8,
    end: u8,
    value: f32,
}

impl Scorer {
    /// Sums of trees, each with what it says before any tree does; nothing of trees that do not hold together.
    pub fn new(features: usize, sums: &[(f32, Vec<Tree>)]) -> Option<Scorer> {
        let all = || sums.iter().flat_map(|(_, trees)| trees);
        let sound = sums.len() <= usize::from(u8::MAX)
            && sums.iter().all(|(base, _)| base.is_finite())
            && all().count() <= TREES_AT_MOST
            && all().all(|tree| tree::is_sound(tree, features));
        if !sound {
            return None;
        }
        let mut scorer = Scorer { bases: sums.iter().map(|(base, _)| *base).collect(), ..Scorer::default() };
        let mut asked = Vec::new();
        for (sum, (_, trees)) in (0..).zip(sums) {
            for tree in trees {
                scorer.add(sum, tree, &mut asked);
            }
        }
        asked.sort_by(|a: &FeatureTest, b| {
            a.feature.cmp(&b.feature).then(a.test.threshold.total_cmp(&b.test.threshold))
        });
        scorer.ends = (0..features).map(|at| asked.partition_point(|one| one.feature <= at) as u32).collect();
        scorer.tests = asked.iter().map(|one| one.test).collect();
        scorer.spans = asked.iter().map(|one| one.span).collect();
        Some(scorer)
    }

    fn add(&mut self, sum: u8, tree: &Tree, asked: &mut Vec<FeatureTest>) {
        let (number, first) = (self.trees.len() as u32, self.leaves.len());
        for (node, below) in tree.iter().zip(tree::leaves_below(tree)) {
            let Some(feature) = node.feature else {
                self.leaves.push(node.value);
                continue;
            };
            let span = LeafSpan { first: below.first, right: below.right, end: below.end, value: node.value };
            let test = Test { threshold: node.threshold, tree: number, kept: span.kept() };
            asked.push(FeatureTest { feature: usize::from(feature), test, span });
        }
        let count = (self.leaves.len() - first) as u8;
        self.trees.push(TreeLeaves { sum, first: first as u32, count });
    }

    /// How many trees there are.
    pub fn trees(&self) -> usize {
        self.trees.len()
    }

    /// How many sums there are.
    pub fn sums(&self) -> usize {
        self.bases.len()
    }

    /// What the first sum says of a row.
    pub fn score(&self, row: &[f32]) -> f32 {
        let mut sum = [0.0];
        self.scores(row, &mut sum);
        sum[0]
    }

    /// What each sum says of a row. Trees are added in their order, so that sums are the same everywhere.
    pub fn scores(&self, row: &[f32], sums: &mut [f32]) {
        let reached = self.reached(row);
        sums.iter_mut().zip(&self.bases).for_each(|(sum, base)| *sum = *base);
        for (tree, leaf) in self.trees.iter().zip(&reached) {
            if let (Some(sum), Some(value)) = (sums.get_mut(usize::from(tree.sum)), self.leaf(tree, *leaf)) {
                *sum += value;
            }
        }
    }

    /// How much each feature moved a sum, along the paths that walks through its trees would take.
    pub fn contributions(&self, row: &[f32], sum: usize) -> Vec<f32> {
        let reached = self.reached(row);
        let mut passed = self.passed(&reached, sum);
        // From the root of each tree to its leaf: what covers more stands higher.
        passed.sort_by(|a, b| a.tree.cmp(&b.tree).then(b.leaves.cmp(&a.leaves)));
        let mut moved = vec![0.0; self.ends.len()];
        for (at, one) in passed.iter().enumerate() {
            let next = passed.get(at + 1).filter(|next| next.tree == one.tree).map(|next| next.value);
            let ended = || self.leaf(self.trees.get(one.tree)?, *reached.get(one.tree)?);
            if let (Some(slot), Some(value)) = (moved.get_mut(one.feature), next.or_else(ended)) {
                *slot += value - one.value;
            }
        }
        moved
    }

    /// The tests of a sum that walks pass.
    fn passed(&self, reached: &[u32], sum: usize) -> Vec<Passed> {
        let mut passed = Vec::new();
        for feature in 0..self.ends.len() {
            for at in self.tests_of(feature) {
                let (Some(test), Some(span)) = (self.tests.get(at), self.spans.get(at)) else { continue };
                let tree = test.tree as usize;
                let counts = self.trees.get(tree).is_some_and(|tree| usize::from(tree.sum) == sum);
                let leaf = reached.get(tree).map_or(u32::BITS, |left| left.trailing_zeros());
                if counts && (u32::from(span.first)..u32::from(span.end)).contains(&leaf) {
                    passed.push(Passed { tree, leaves: span.end - span.first, feature, value: span.value });
                }
            }
        }
        passed
    }

    /// The leaves of each tree that a row may reach: it reaches the first one.
    fn reached(&self, row: &[f32]) -> Vec<u32> {
        debug_assert!(self.trees.is_empty() || row.len() == self.ends.len(), "features as the trees were made for");
        let mut reached = vec![u32::MAX; self.trees.len()];
        for feature in 0..self.ends.len() {
            let value = row.get(feature).copied().unwrap_or_default();
            let tests = self.tests.get(self.tests_of(feature)).unwrap_or_default();
            for test in tests.iter().take_while(|test| fails(value, test.threshold)) {
                if let Some(leaves) = reached.get_mut(test.tree as usize) {
                    *leaves &= test.kept;
                }
            }
        }
        reached
    }

    fn tests_of(&self, feature: usize) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        feature.checked_sub(1).map_or(0, end)..end(feature)
    }

    fn leaf(&self, tree: &TreeLeaves, reached: u32) -> Option<f32> {
        self.leaves.get((tree.first + reached.trailing_zeros()) as usize).copied()
    }
}

/// A test with its feature.
struct FeatureTest {
    feature: usize,
    test: Test,
    span: LeafSpan,
}

/// A test on the way of a row.
struct Passed {
    tree: usize,
    leaves: u8,
    feature: usize,
    value: f32,
}

impl LeafSpan {
    /// All leaves but those to the left of it.
    fn kept(&self) -> u32 {
        !(lowest(self.right) & !lowest(self.first))
    }
}

/// The test fails, and a walk goes right: with what is no number always.
fn fails(value: f32, threshold: f32) -> bool {
    value > threshold || value.is_nan()
}

/// So many of the lowest bits.
fn lowest(count: u8) -> u32 {
    if usize::from(count) >= LEAVES_AT_MOST { u32::MAX } else { (1 << count) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tree::TreeNode;

    /// A tree of so many leaves that is grown at places drawn from a seed.
    fn grown(leaves: usize, features: u8, seed: &mut u64) -> Tree {
        if leaves == 1 {
            return vec![TreeNode { feature: None, right: 0, threshold: 0.0, value: draw(seed) }];
        }
        let left = 1 + (draw(seed) * (leaves - 1) as f32) as usize;
        let (own, other) = (grown(left, features, seed), grown(leaves - left, features, seed));
        let feature = (draw(seed) * f32::from(features)) as u8;
        let (threshold, behind) = ((draw(seed) * 8.0).round() / 8.0, own.len() as u8 + 1);
        let mut tree = vec![TreeNode { feature: Some(feature), right: behind, threshold, value: draw(seed) }];
        let moved = |by: u8| {
            move |node: TreeNode| TreeNode { right: if node.feature.is_some() { node.right + by } else { 0 }, ..node }
        };
        tree.extend(own.into_iter().map(moved(1)));
        tree.extend(other.into_iter().map(moved(behind)));
        tree
    }

    fn draw(seed: &mut u64) -> f32 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 40) as f32 / (1 << 24) as f32
    }

    /// What a walk says, and what each step of it adds.
    fn walked(tree: &[TreeNode], row: &[f32], moved: &mut [f32]) -> f32 {
        let mut at = 0;
        while let Some(feature) = tree[at].feature.map(usize::from) {
            let next = if row[feature] <= tree[at].threshold { at + 1 } else { usize::from(tree[at].right) };
            moved[feature] += tree[next].value - tree[at].value;
            at = next;
        }
        tree[at].value
    }

    #[test]
    fn leaves_and_contributions_are_those_of_a_walk() {
        let mut seed = 7;
        for leaves in [1, 2, 3, 15, 31, LEAVES_AT_MOST] {
            let trees: Vec<Tree> = (0..40).map(|_| grown(leaves, 5, &mut seed)).collect();
            let sums = [(0.5, trees[..13].to_vec()), (-1.0, trees[13..].to_vec())];
            let scorer = Scorer::new(5, &sums).unwrap();
            for _ in 0..200 {
                let mut row: Vec<f32> = (0..5).map(|_| (draw(&mut seed) * 8.0).round() / 8.0).collect();
                row[4] = if draw(&mut seed) < 0.2 { f32::NAN } else { row[4] };
                let mut found = [0.0; 2];
                scorer.scores(&row, &mut found);
                for (at, (base, trees)) in sums.iter().enumerate() {
                    let mut moved = [0.0; 5];
                    let sum = trees.iter().fold(*base, |sum, tree| sum + walked(tree, &row, &mut moved));
                    assert_eq!(found[at], sum);
                    let close = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-4;
                    assert!(scorer.contributions(&row, at).iter().zip(&moved).all(close));
                }
            }
        }
    }

    #[test]
    fn trees_that_do_not_hold_together_are_refused() {
        let leaf = |value: f32| TreeNode { feature: None, right: 0, threshold: 0.0, value };
        let stump =
            |feature: u8| vec![TreeNode { feature: Some(feature), right: 2, ..leaf(0.0) }, leaf(1.0), leaf(2.0)];
        let refused = |tree: Tree| Scorer::new(2, &[(0.0, vec![tree])]).is_none();
        assert!(!refused(stump(1)));
        assert!(refused(vec![]) && refused(vec![leaf(f32::NAN)]) && refused(stump(2)));
        let mut loops = stump(0);
        loops[0].right = 0;
        assert!(refused(loops));
        let mut skips = stump(0);
        skips.insert(2, leaf(1.0));
        assert!(refused(skips.clone()), "the right child is no next one");
        skips[0].right = 3;
        assert!(refused(skips), "a node of nobody");
    }
}
