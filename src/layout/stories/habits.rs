//! How a page marks its paragraphs.

use crate::layout::stories::nodes::{Node, NodeKind};

/// How this page marks paragraphs. What a page never does is no evidence when it is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habits {
    /// Paragraphs are indented.
    pub indents: bool,
    /// So is the first one under a head.
    pub indents_first: bool,
}

impl Habits {
    /// What at least `share` of the text does is a habit. `own_head` names the head above each node.
    pub fn learn(nodes: &[Node], own_head: &[Option<usize>], share: f32) -> Habits {
        let text = || nodes.iter().zip(own_head).filter(|(node, _)| node.kind == NodeKind::Body);
        let often = |count: usize, of: usize| count as f32 >= of as f32 * share;
        let firsts = || text().filter(|(_, head)| head.is_some());
        Habits {
            indents: often(text().filter(|(node, _)| node.opens || node.indents).count(), text().count()),
            indents_first: often(firsts().filter(|(node, _)| node.opens).count(), firsts().count()),
        }
    }
}
