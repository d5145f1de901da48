//! What stands over what: for each node the nodes above it that nothing hides.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::Scene;
use crate::layout::stories::nodes::{Kind, Node};

/// For each node, looking up.
#[derive(Clone, Debug, Default)]
pub struct Sky {
    /// Nodes above in sight, nearest first.
    pub seen: Vec<usize>,
    /// How far down the lowest hiding head reaches: what ends above it is hidden by it.
    pub hidden_above: Pt,
}

/// What each node sees above it. `nodes` come sorted from the top. A subhead hides nothing from the text below
/// that it belongs to, but it is in sight itself.
pub fn of(nodes: &[Node], scene: Scene) -> Vec<Sky> {
    let mut by_bottom: Vec<usize> = (0..nodes.len()).collect();
    by_bottom.sort_by(|a, b| match (nodes.get(*a), nodes.get(*b)) {
        (Some(a), Some(b)) => b.rect.bottom.order(a.rect.bottom),
        _ => a.cmp(b),
    });
    let style = &scene.style.stories;
    let slack = scene.usual.body * if scene.is_scanned() { scene.style.apart.touch_em } else { style.touch_em };
    nodes.iter().enumerate().map(|(at, node)| look_up(at, node, nodes, &by_bottom, slack, style.hides_share)).collect()
}

fn look_up(at: usize, node: &Node, nodes: &[Node], by_bottom: &[usize], slack: Pt, hides_share: f32) -> Sky {
    let mut sky = Sky { seen: Vec::new(), hidden_above: Pt(f32::MIN) };
    for other in by_bottom {
        let Some(above) = nodes.get(*other).filter(|above| *other != at && above.kind != Kind::Inset) else { continue };
        if above.rect.top >= node.rect.top {
            continue;
        }
        // All that follow end higher still.
        if sky.hidden_above >= above.rect.bottom - slack {
            break;
        }
        let foot = if above.kind == Kind::Head { above.foot_over(&node.rect) } else { above.rect.bottom };
        if foot > node.rect.top + slack {
            continue;
        }
        // Hidden when something nearer lies wholly below it.
        if sky.hidden_above >= foot - slack {
            continue;
        }
        if covers(&above.rect, above.reach, above.kind, &node.rect) {
            sky.seen.push(*other);
        }
        if above.rect.overlap_x(&node.rect) > above.rect.width().min(node.rect.width()) * hides_share {
            sky.hidden_above = sky.hidden_above.max(above.rect.top);
        }
    }
    sky
}

fn covers(above: &Rect, reach: (Pt, Pt), kind: Kind, below: &Rect) -> bool {
    let (left, right) = if kind == Kind::Head { reach } else { (above.left, above.right) };
    right.min(below.right) - left.max(below.left) > Pt::ZERO
}
