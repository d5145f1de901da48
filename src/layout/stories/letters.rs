//! Small heads of letters and other signed items. A head within a story never stands under a signature, so where heads
//! do, all heads of their styles open a story each.
//!
//! ```text
//!   Small head
//!   xxxxxxxxxxxxxxx
//!        Name, Town
//!   Small head          under a signature, twice: these are letters
//!   xxxxxxxxxxxxxxx
//! ```

use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{self, Node, NodeKind};
use crate::model::sheet::FaceId;

/// Turns small heads of such a style into heads of stories.
pub fn detect(nodes: &mut [Node], context: StoryContext) {
    let signed: Vec<LetterStyle> = (0..nodes.len())
        .filter(|at| under_signature(*at, nodes, context))
        .filter_map(|at| style(at, nodes, context))
        .collect();
    let least = context.style.stories.items.signed_heads;
    if signed.len() < least {
        return;
    }
    let count = |style: &LetterStyle| signed.iter().filter(|other| *other == style).count();
    // Longer letters may have larger heads than the others, but none stands under text that nobody signs.
    let within: Vec<LetterStyle> = (0..nodes.len())
        .filter(|at| nearest_above(*at, nodes, context).is_some_and(|above| above.kind == NodeKind::Body))
        .filter_map(|at| style(at, nodes, context))
        .collect();
    let opens = |style: &LetterStyle| count(style) >= least || count(style) > 0 && !within.contains(style);
    let opening: Vec<usize> =
        (0..nodes.len()).filter(|at| style(*at, nodes, context).is_some_and(|style| opens(&style))).collect();
    if opening.is_empty() {
        return;
    }
    for at in opening {
        if let Some(node) = nodes.get_mut(at) {
            (node.kind, node.small_head) = (NodeKind::Head, false);
        }
    }
    nodes::settle(nodes, context);
}

/// Size in half points, face, box, and the enclosure it stands in.
type LetterStyle = (i64, FaceId, bool, Option<usize>);

fn style(at: usize, nodes: &[Node], context: StoryContext) -> Option<LetterStyle> {
    let node = nodes.get(at).filter(|node| node.kind == NodeKind::Head || node.small_head)?;
    let one = node.blocks.first().and_then(|at| context.labeled.get(*at)).filter(|_| node.blocks.len() == 1)?;
    Some((node.size.half_points(), one.block.face, one.boxed, node.enclosure))
}

/// The nearest thing over a small head, in its column, signs a text.
fn under_signature(at: usize, nodes: &[Node], context: StoryContext) -> bool {
    nearest_above(at, nodes, context).is_some_and(|node| node.kind == NodeKind::Flow && node.closes)
}

fn nearest_above<'a>(at: usize, nodes: &'a [Node], context: StoryContext) -> Option<&'a Node> {
    let head = nodes.get(at)?;
    let above = |node: &&Node| {
        node.enclosure == head.enclosure
            && node.rect.bottom < head.rect.center().y
            && node.rect.overlap_x(&head.rect) > context.metrics.body
    };
    nodes.iter().filter(above).max_by(|a, b| a.rect.bottom.order(b.rect.bottom))
}
