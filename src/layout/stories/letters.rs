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

use crate::layout::stories::Scene;
use crate::layout::stories::nodes::{self, Kind, Node};
use crate::model::sheet::FaceId;

/// Turns small heads of such a style into heads of stories.
pub fn tell(nodes: &mut [Node], scene: Scene) {
    let signed: Vec<Style> = (0..nodes.len())
        .filter(|at| under_signature(*at, nodes, scene))
        .filter_map(|at| style(at, nodes, scene))
        .collect();
    let least = scene.style.stories.items.signed_heads;
    if signed.len() < least {
        return;
    }
    let count = |style: &Style| signed.iter().filter(|other| *other == style).count();
    // Longer letters may have larger heads than the others, but none stands under text that nobody signs.
    let within: Vec<Style> = (0..nodes.len())
        .filter(|at| nearest_above(*at, nodes, scene).is_some_and(|above| above.kind == Kind::Body))
        .filter_map(|at| style(at, nodes, scene))
        .collect();
    let opens = |style: &Style| count(style) >= least || count(style) > 0 && !within.contains(style);
    let opening: Vec<usize> =
        (0..nodes.len()).filter(|at| style(*at, nodes, scene).is_some_and(|style| opens(&style))).collect();
    if opening.is_empty() {
        return;
    }
    for at in opening {
        if let Some(node) = nodes.get_mut(at) {
            (node.kind, node.small_head) = (Kind::Head, false);
        }
    }
    nodes::settle(nodes, scene);
}

/// Size in half points, face, box, and the wall it stands in.
type Style = (i64, FaceId, bool, Option<usize>);

fn style(at: usize, nodes: &[Node], scene: Scene) -> Option<Style> {
    let node = nodes.get(at).filter(|node| node.kind == Kind::Head || node.small_head)?;
    let one = node.sticks.first().and_then(|at| scene.judged.get(*at)).filter(|_| node.sticks.len() == 1)?;
    Some((node.size.half_points(), one.stick.face, one.boxed, node.wall))
}

/// The nearest thing over a small head, in its column, signs a text.
fn under_signature(at: usize, nodes: &[Node], scene: Scene) -> bool {
    nearest_above(at, nodes, scene).is_some_and(|node| node.kind == Kind::Flow && node.closes)
}

fn nearest_above<'a>(at: usize, nodes: &'a [Node], scene: Scene) -> Option<&'a Node> {
    let head = nodes.get(at)?;
    let above = |node: &&Node| {
        node.wall == head.wall
            && node.rect.bottom < head.rect.center().y
            && node.rect.overlap_x(&head.rect) > scene.usual.body
    };
    nodes.iter().filter(above).max_by(|a, b| a.rect.bottom.order(b.rect.bottom))
}
