//! Body blocks that stand under each other with only white between become one: a wider leading between
//! paragraphs, a bold line that was none.

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::given;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::marks::Marks;

/// Merges body blocks down their columns. `obstacles` are the places of everything else.
pub fn down_columns(
    mut blocks: Vec<TextBlock>,
    obstacles: &[Rect],
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
) -> Vec<TextBlock> {
    take_in(&mut blocks, marks, style);
    blocks.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    let below = nearest(&blocks, body, style, false);
    let above = nearest(&blocks, body, style, true);
    let mut follows: Vec<Option<usize>> = vec![None; blocks.len()];
    let mut led = vec![false; blocks.len()];
    for (at, lower) in below.iter().enumerate() {
        let Some(lower) = *lower else { continue };
        if above.get(lower).copied().flatten() != Some(at) {
            continue;
        }
        let (Some(a), Some(b)) = (blocks.get(at), blocks.get(lower)) else { continue };
        let between = |obstacle: &Rect| stands_between(obstacle, &a.rect, &b.rect, style.blocks.merge_shared_share);
        let one_frame = a.frame == marks.frame && b.frame == marks.frame;
        if one_frame
            && given::runs_on(a, b)
            && one_column(a, b, marks, body, style)
            && !obstacles.iter().any(between)
            && let (Some(slot), Some(led)) = (follows.get_mut(at), led.get_mut(lower))
        {
            *slot = Some(lower);
            *led = true;
        }
    }
    let mut merged = Vec::new();
    for first in (0..blocks.len()).filter(|at| led.get(*at) == Some(&false)) {
        let mut lines = Vec::new();
        let mut at = Some(first);
        while let Some(block) = at {
            lines.extend(blocks.get(block).map(|block| block.lines.clone()).unwrap_or_default());
            at = follows.get(block).copied().flatten();
        }
        merged.push(TextBlock::new(lines, marks));
    }
    merged.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    merged
}

/// Lines that stand within the extent of a text, where that text has no line of its own, are lines of that text: a
/// short line set in far, as verse has it, is nearest to none of its neighbors.
fn take_in(blocks: &mut Vec<TextBlock>, marks: &Marks, style: &HouseStyle) {
    let host = |at: usize, small: &TextBlock| {
        let fits = |(other, host): &(usize, &TextBlock)| *other != at && holds(host, small, style);
        blocks.iter().enumerate().find(fits).map(|(other, _)| other)
    };
    let found: Vec<(usize, usize)> =
        blocks.iter().enumerate().filter_map(|(at, small)| Some((at, host(at, small)?))).collect();
    for (at, host) in &found {
        let lines = blocks.get_mut(*at).map(|small| std::mem::take(&mut small.lines)).unwrap_or_default();
        if let Some(host) = blocks.get_mut(*host) {
            let mut all = std::mem::take(&mut host.lines);
            all.extend(lines);
            all.sort_by(|a, b| a.base.order(b.base));
            *host = TextBlock::new(all, marks);
        }
    }
    blocks.retain(|block| !block.lines.is_empty());
}

fn holds(host: &TextBlock, small: &TextBlock, style: &HouseStyle) -> bool {
    let ratio = host.size.max(small.size).per(host.size.min(small.size));
    let level = |line: &TextLine| line.rect.shares_row(&small.own);
    host.lines.len() > small.lines.len() * 2
        && host.frame == small.frame
        && host.in_box == small.in_box
        && host.rect.contains(&small.rect, small.size * style.blocks.rule_slack_em)
        && ratio < style.blocks.merge_size_ratio
        && host.given_place().is_none()
        && small.given_place().is_none()
        && !host.lines.iter().any(level)
}

/// For each block the nearest one below it (or above) that shares its width. Only near ones are looked for.
fn nearest(blocks: &[TextBlock], body: Pt, style: &HouseStyle, upwards: bool) -> Vec<Option<usize>> {
    let slack = body * style.blocks.merge_into_em;
    let shared = style.blocks.merge_shared_share;
    let mut found: Vec<Option<usize>> = vec![None; blocks.len()];
    for (at, a) in blocks.iter().enumerate() {
        let mut best: Option<(usize, Pt)> = None;
        for (other, b) in blocks.iter().enumerate() {
            let (upper, lower) = if upwards { (&b.rect, &a.rect) } else { (&a.rect, &b.rect) };
            let gap = lower.top - upper.bottom;
            let beyond = if upwards { b.rect.top < a.rect.top } else { b.rect.top > a.rect.top };
            if other == at || !beyond || gap < -slack || gap > body * style.blocks.merge_look_em {
                continue;
            }
            if shares(&a.rect, &b.rect, shared) && best.is_none_or(|(_, held)| gap < held) {
                best = Some((other, gap));
            }
        }
        if let Some(slot) = found.get_mut(at) {
            *slot = best.map(|(other, _)| other);
        }
    }
    found
}

fn shares(a: &Rect, b: &Rect, part: f32) -> bool {
    a.overlap_x(b) > a.width().min(b.width()) * part
}

fn stands_between(obstacle: &Rect, upper: &Rect, lower: &Rect, part: f32) -> bool {
    let middle = obstacle.center().y;
    upper.bottom < middle && middle < lower.top && (shares(obstacle, upper, part) || shares(obstacle, lower, part))
}

fn one_column(a: &TextBlock, b: &TextBlock, marks: &Marks, body: Pt, style: &HouseStyle) -> bool {
    let style = (&style.blocks, &style.regions);
    let gap = (b.rect.top - a.rect.bottom).per(body);
    let ratio = a.size.max(b.size).per(a.size.min(b.size));
    let narrow = a.rect.width().min(b.rect.width());
    let across = (a.rect.left.max(b.rect.left), a.rect.right.min(b.rect.right));
    let same_left = (a.rect.left - b.rect.left).abs() < body * style.0.merge_edge_em;
    let same_right = (a.rect.right - b.rect.right).abs() < body * style.0.merge_edge_em;
    let slack = body * style.0.rule_slack_em;
    let one_line = a.lines.len() == 1 || b.lines.len() == 1;
    let items = a.opens_item() && b.opens_item() && a.lines.len() > 1 && gap > style.0.item_gap_em;
    gap < style.0.merge_gap_em
        && !items
        && ratio < style.0.merge_size_ratio
        && a.in_box == b.in_box
        && a.rect.overlap_x(&b.rect) > narrow * style.0.merge_overlap_share
        && (same_left || same_right || one_line)
        && marks.short_rules_between((a.rect.bottom - slack, b.rect.top + slack), across).next().is_none()
        && !marks.rule_between((a.rect.bottom - slack, b.rect.top + slack), across, style.1.rule_share, body)
}
