//! A tree as it is grown.

/// Leaves of a tree, at most: they are the bits of a mask.
pub const LEAVES_AT_MOST: usize = 32;

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeNode {
    /// Which feature it asks; nothing in a leaf.
    pub feature: Option<u8>,
    /// Where the right child stands in its tree; the left one is next.
    pub right: u8,
    /// Up to this a walk goes left.
    pub threshold: f32,
    /// The mean of what it covers; in a leaf what the tree says.
    pub value: f32,
}

/// A tree: its nodes in preorder.
pub type Tree = Vec<TreeNode>;

/// The leaves below a node, counted from the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Below {
    /// The first of them.
    pub first: u8,
    /// The first one below its right child.
    pub right: u8,
    /// The first one behind them.
    pub end: u8,
}

/// Every walk through it ends in a leaf: children stand behind their parents and within the tree, a left one next to its
/// parent, a right one behind all that is left of it, and each node is the child of one.
pub fn is_sound(tree: &Tree, features: usize) -> bool {
    let is_finite = |node: &TreeNode| node.value.is_finite() && node.threshold.is_finite();
    let asks_one = |node: &TreeNode| node.feature.is_none_or(|feature| usize::from(feature) < features);
    tree.len() < 2 * LEAVES_AT_MOST && tree.iter().all(|node| is_finite(node) && asks_one(node)) && is_preorder(tree)
}

fn is_preorder(tree: &Tree) -> bool {
    // Where right children are due, the nearest on top.
    let mut due: Vec<usize> = Vec::new();
    for (at, node) in tree.iter().enumerate() {
        match node.feature {
            Some(_) => due.push(usize::from(node.right)),
            None if at + 1 == tree.len() => return due.is_empty(),
            None if due.pop() != Some(at + 1) => return false,
            None => {}
        }
    }
    false
}

/// The leaves below each node of a sound tree.
pub fn leaves_below(tree: &Tree) -> Vec<Below> {
    let mut all = vec![Below { first: 0, right: 0, end: 0 }; tree.len()];
    // From the last leaf up: what is below a node stands behind it.
    let mut count = tree.iter().filter(|node| node.feature.is_none()).count() as u8;
    for (at, node) in tree.iter().enumerate().rev() {
        let of = |at: usize| all.get(at).copied().unwrap_or(Below { first: count, right: count, end: count });
        let below = if node.feature.is_some() {
            let (left, right) = (of(at + 1), of(usize::from(node.right)));
            Below { first: left.first, right: right.first, end: right.end }
        } else {
            count -= 1;
            Below { first: count, right: count, end: count + 1 }
        };
        if let Some(slot) = all.get_mut(at) {
            *slot = below;
        }
    }
    all
}
