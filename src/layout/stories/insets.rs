//! Heads set into the midst of their text, as magazine pages have them: the text begins at the top of the columns, not
//! under the head, and runs on past it.
//!
//! ```text
//!   1 xxxxxxx   | xxxxxxx and   3 xxxxxxx      the sentence over the head goes on below it
//!   | xxxxxxx   | T H E         | xxxxxxx
//!   | xxxxxxx   | H E A D       | xxxxxxx
//!   v xxxxxxx   v on, past it   v xxxxxx.
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{self, Node, NodeKind};
use crate::model::role::Role;

/// Marks the heads that stand in the midst of their text.
pub fn detect(nodes: &mut [Node], context: StoryContext) {
    let firsts = first_paragraphs_are_indented(nodes, context);
    let found: Vec<usize> = (0..nodes.len())
        .filter(|at| nodes.get(*at).is_some_and(|head| head.kind == NodeKind::Head))
        .filter(|at| stands_in_text(*at, nodes, context) || firsts && parts_a_sentence(*at, nodes, context))
        .collect();
    if found.is_empty() {
        return;
    }
    for at in found {
        if let Some(node) = nodes.get_mut(at) {
            node.kind = NodeKind::Inset;
            node.rect = place(node, context);
        }
    }
    nodes::settle(nodes, context);
}

/// A head, or the box around it.
fn place(head: &Node, context: StoryContext) -> Rect {
    let own = head.blocks.iter().filter_map(|at| context.labeled.get(*at));
    let boxes = own.filter_map(|one| one.block.in_box).filter(|at| !context.enclosures.contains(&Some(*at)));
    let boxes = boxes.filter_map(|at| context.marks.boxes.get(at)).map(|mark| mark.rect);
    boxes.fold(head.rect, |sum, rect| sum.union(&rect))
}

/// Text makes way for the head: it begins over it and ends below it, and its longer lines reach under it.
fn stands_in_text(at: usize, nodes: &[Node], context: StoryContext) -> bool {
    let Some(head) = nodes.get(at) else { return false };
    let (around, body) = (place(head, context), context.metrics.body);
    // A head smaller than the text has the next line within an em of its own top.
    let over = around.top + body.min(around.height() / 2.0);
    let way = |text: &Node| {
        is_running(text, context)
            && text.enclosure == head.enclosure
            && text.rect.overlap_x(&around) > body
            && text.rect.top < over
            && text.rect.bottom > around.bottom + body
    };
    nodes.iter().any(way)
}

/// Sentences, and no table.
fn is_running(text: &Node, context: StoryContext) -> bool {
    let mut roles = text.blocks.iter().filter_map(|at| context.labeled.get(*at)).map(|one| one.role);
    text.kind == NodeKind::Body && roles.all(|role| role == Role::Body)
}

/// A sentence breaks off right over the head, in its column, and what stands right under it opens no paragraph.
fn parts_a_sentence(at: usize, nodes: &[Node], context: StoryContext) -> bool {
    let Some(head) = nodes.get(at) else { return false };
    let around = place(head, context);
    let style = &context.style.stories;
    let reach = head.size * style.stack_gap_em;
    let column = |text: &Node| {
        let narrow = text.rect.width().min(around.width());
        let wide = text.rect.width() * style.section_width_ratio;
        text.enclosure == head.enclosure
            && text.rect.overlap_x(&around) > narrow * style.over_share
            && around.width() < wide
    };
    let near = |gap: Pt| gap > -context.metrics.body && gap < reach;
    let texts = || nodes.iter().filter(|text| is_running(text, context) && column(text));
    let over = texts().find(|text| text.rect.top < around.top && near(around.top - text.rect.bottom));
    let under = texts().find(|text| text.rect.bottom > around.bottom && near(text.rect.top - around.bottom));
    let ruled = |(upper, lower): (Pt, Pt)| {
        let share = context.style.regions.rule_share;
        context.marks.rule_between((upper, lower), (around.left, around.right), share, context.metrics.measure * share)
    };
    match (over, under) {
        (Some(over), Some(under)) => {
            let open = !over.stops && over.full && !under.opens;
            open && !ruled((over.rect.bottom, around.top)) && !ruled((around.bottom, under.rect.top))
        }
        _ => false,
    }
}

/// On most of this page text under a head opens with an indent, so that its absence says something.
fn first_paragraphs_are_indented(nodes: &[Node], context: StoryContext) -> bool {
    let near = context.metrics.body * context.style.stories.own_head_gap_em;
    let opens = |head: &Node| {
        let under = nodes.iter().filter(|text| {
            let gap = text.rect.top - head.rect.bottom;
            text.kind == NodeKind::Body && gap > -near && gap < near && text.rect.overlap_x(&head.rect) > Pt::ZERO
        });
        under.min_by(|a, b| a.rect.left.order(b.rect.left)).map(|text| text.opens)
    };
    let firsts: Vec<bool> = nodes.iter().filter(|node| node.kind == NodeKind::Head).filter_map(opens).collect();
    firsts.iter().filter(|opens| **opens).count() as f32 >= firsts.len() as f32 * context.style.stories.habit_share
}
