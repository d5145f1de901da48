//! What stands over what: for each node the nodes above it that nothing hides.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{Node, NodeKind};

/// For each node, looking up.
#[derive(Clone, Debug, Default)]
pub struct VisibleAbove {
    /// Nodes above in sight, nearest first.
    pub seen: Vec<usize>,
    /// How far down the lowest hiding head reaches: what ends above it is hidden by it.
    pub hidden_above: Pt,
}

/// What each node sees above it. `nodes` come sorted from the top. A subhead hides nothing from the text below
/// that it belongs to, but it is in sight itself.
pub fn visible_above(nodes: &[Node], context: StoryContext) -> Vec<VisibleAbove> {
    let mut by_bottom: Vec<usize> = (0..nodes.len()).collect();
    by_bottom.sort_by(|a, b| match (nodes.get(*a), nodes.get(*b)) {
        (Some(a), Some(b)) => b.rect.bottom.order(a.rect.bottom),
        _ => a.cmp(b),
    });
    let style = &context.style.stories;
    let slack = context.metrics.body * if context.is_scanned() { context.style.apart.touch_em } else { style.touch_em };
    nodes.iter().enumerate().map(|(at, node)| look_up(at, node, nodes, &by_bottom, slack, style.hides_share)).collect()
}

fn look_up(at: usize, node: &Node, nodes: &[Node], by_bottom: &[usize], slack: Pt, hides_share: f32) -> VisibleAbove {
    let mut visible = VisibleAbove { seen: Vec::new(), hidden_above: Pt(f32::MIN) };
    for other in by_bottom {
        let Some(above) = nodes.get(*other).filter(|above| *other != at && above.kind != NodeKind::Inset) else {
            continue;
        };
        if above.rect.top >= node.rect.top {
            continue;
        }
        // All that follow end higher still.
        if visible.hidden_above >= above.rect.bottom - slack {
            break;
        }
        let foot = if above.kind == NodeKind::Head { above.foot_over(&node.rect) } else { above.rect.bottom };
        if foot > node.rect.top + slack {
            continue;
        }
        // Hidden when something nearer lies wholly below it.
        if visible.hidden_above >= foot - slack {
            continue;
        }
        if covers(&above.rect, above.reach, above.kind, &node.rect) {
            visible.seen.push(*other);
        }
        if above.rect.overlap_x(&node.rect) > above.rect.width().min(node.rect.width()) * hides_share {
            visible.hidden_above = visible.hidden_above.max(above.rect.top);
        }
    }
    visible
}

fn covers(above: &Rect, reach: (Pt, Pt), kind: NodeKind, below: &Rect) -> bool {
    let (left, right) = if kind == NodeKind::Head { reach } else { (above.left, above.right) };
    right.min(below.right) - left.max(below.left) > Pt::ZERO
}
