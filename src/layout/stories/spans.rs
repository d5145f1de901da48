//! Which columns a centered head stands over: a run of columns that begin level under it, as far to its left as to
//! its right.
//!
//! ```text
//!          A HEAD                 the middle of the head is the middle of columns 1 to 3, not of 2 to 4
//!   1 xxxx  2 xxxx  3 xxxx   4 xxxx
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::stories::Scene;
use crate::layout::stories::nodes::{Kind, Node};
use crate::layout::stories::sky::Sky;

/// For each head that is centered over several columns, from where to where they stand.
pub fn of(nodes: &[Node], sky: &[Sky], scene: Scene) -> Vec<Option<(Pt, Pt)>> {
    (0..nodes.len()).map(|at| span(at, nodes, sky, scene)).collect()
}

/// Columns looked at under one head, at most.
const COLUMNS_AT_MOST: usize = 16;

fn span(head_at: usize, nodes: &[Node], sky: &[Sky], scene: Scene) -> Option<(Pt, Pt)> {
    let head = nodes.get(head_at).filter(|node| node.kind == Kind::Head)?;
    let style = &scene.style.stories;
    let slack = scene.usual.body * style.span_slack_em;
    let columns = columns_under(head_at, nodes, sky, scene);
    let mut best: Option<(Pt, Pt, Pt)> = None;
    for (from, first) in columns.iter().enumerate() {
        for last in columns.get(from + 1..).unwrap_or(&[]) {
            let off = (first.left + last.right - title(head).left - title(head).right).abs() / 2.0;
            let inside = first.left + slack < title(head).left && title(head).right + slack < last.right;
            if inside && off < slack && best.is_none_or(|(_, _, held)| off < held) {
                best = Some((first.left, last.right, off));
            }
        }
    }
    best.map(|(left, right, _)| (left - slack, right + slack))
}

/// The largest line of the head: bylines and decks are set flush left more often.
fn title(head: &Node) -> &Rect {
    head.parts.iter().max_by(|a, b| a.height().order(b.height())).unwrap_or(&head.rect)
}

/// Columns of text that begin level under the head, from the left.
fn columns_under(head_at: usize, nodes: &[Node], sky: &[Sky], scene: Scene) -> Vec<Rect> {
    let style = &scene.style.stories;
    let Some(head) = nodes.get(head_at) else { return Vec::new() };
    let seen = nodes.iter().zip(sky).filter(|(node, sky)| {
        node.kind == Kind::Body
            && node.wall == head.wall
            && sky.seen.contains(&head_at)
            && node.rect.top - head.rect.bottom < scene.usual.body * style.own_head_gap_em
    });
    let mut columns: Vec<Rect> = seen.map(|(node, _)| node.rect).collect();
    let level = columns.iter().map(|rect| rect.top).fold(Pt(f32::MAX), Pt::min);
    columns.retain(|rect| rect.top - level < scene.usual.body * style.across_level_em);
    columns.sort_by(|a, b| a.left.order(b.left));
    columns.truncate(COLUMNS_AT_MOST);
    columns
}
