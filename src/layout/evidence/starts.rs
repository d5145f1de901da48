//! What is seen of a node that may begin a story.

use crate::layout::evidence::facts::{NodeFacts, PageEvidence};
use crate::layout::stories::nodes::Node;

/// A node that may begin a story.
pub struct Start<'a> {
    /// The page.
    pub page: &'a PageEvidence<'a>,
    /// The node.
    pub at: usize,
    /// The node.
    pub node: &'a Node,
    /// What is seen of it.
    pub facts: &'a NodeFacts,
    /// What stands above.
    pub above: Option<(&'a Node, &'a NodeFacts)>,
    /// How many nodes it may follow.
    pub ways: f32,
}

impl<'a> Start<'a> {
    /// Looks at a node.
    pub fn new(page: &'a PageEvidence<'a>, at: usize, ways: usize) -> Start<'a> {
        let facts = &page.facts[at];
        let above = facts.above.map(|above| (&page.nodes[above], &page.facts[above]));
        Start { page, at, node: &page.nodes[at], facts, above, ways: ways as f32 }
    }

    /// Something of a node, if there is one.
    pub fn of_node<T>(&self, at: Option<usize>, of: impl Fn(&Node, &NodeFacts) -> T, none: T) -> T {
        at.map_or(none, |at| of(&self.page.nodes[at], &self.page.facts[at]))
    }
}
