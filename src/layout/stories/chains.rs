//! Predecessors to stories: cycles are cut at their dearest step, a run of text without a head joins the head
//! above it, and each story is read along its chain.

use crate::geometry::Pt;
use crate::layout::stories::assign::Candidate;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{Node, NodeKind};
use crate::layout::stories::threads::Thread;
use std::collections::BTreeMap;

/// The stories that predecessors make.
pub fn threads(
    nodes: &[Node],
    chosen: &[Option<usize>],
    candidates: &[Candidate],
    context: StoryContext,
) -> Vec<Thread> {
    let costs: BTreeMap<(usize, Option<usize>), f32> =
        candidates.iter().map(|candidate| ((candidate.node, candidate.before), candidate.cost)).collect();
    let cost = |node: usize, before: Option<usize>| costs.get(&(node, before)).copied().unwrap_or(f32::MAX);
    let mut before = chosen.to_vec();
    cut_cycles(&mut before, &cost);
    let mut after: Vec<Option<usize>> = vec![None; nodes.len()];
    for (at, before) in before.iter().enumerate() {
        if let Some(slot) = before.and_then(|before| after.get_mut(before)) {
            *slot = Some(at);
        }
    }
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for first in (0..nodes.len()).filter(|at| before.get(*at) == Some(&None)) {
        let mut chain = vec![first];
        while let Some(next) = chain.last().and_then(|last| after.get(*last)).copied().flatten() {
            chain.push(next);
        }
        chains.push(chain);
    }
    let sure = |node: usize| sure(node, before.get(node).copied().flatten(), candidates);
    let chains = adopt(chains, nodes, &sure, context);
    chains.into_iter().map(|chain| thread(&chain, nodes, &sure)).collect()
}

fn cut_cycles(before: &mut [Option<usize>], cost: &impl Fn(usize, Option<usize>) -> f32) {
    let mut settled = vec![false; before.len()];
    for start in 0..before.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|node| settled.get(*node) == Some(&false)) {
            if let Some(from) = path.iter().position(|step| *step == node) {
                let cycle = path.get(from..).unwrap_or(&[]);
                let price = |node: &usize| cost(*node, before.get(*node).copied().flatten());
                let dearest = cycle.iter().copied().max_by(|a, b| price(a).total_cmp(&price(b)));
                if let Some(slot) = dearest.and_then(|node| before.get_mut(node)) {
                    *slot = None;
                }
                break;
            }
            path.push(node);
            at = before.get(node).copied().flatten();
        }
        for node in path {
            if let Some(slot) = settled.get_mut(node) {
                *slot = true;
            }
        }
    }
}

/// Chains without a head join the chain of the nearest head that reaches over them, unless they begin for sure.
fn adopt(
    chains: Vec<Vec<usize>>,
    nodes: &[Node],
    sure: &impl Fn(usize) -> f32,
    context: StoryContext,
) -> Vec<Vec<usize>> {
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        home.extend(chain.iter().map(|node| (*node, at)));
    }
    let mut parents: Vec<Option<usize>> = vec![None; chains.len()];
    for (at, chain) in chains.iter().enumerate() {
        let Some((first_at, first)) = chain.first().and_then(|at| Some((*at, nodes.get(*at)?))) else { continue };
        let begins = || sure(first_at) > context.style.stories.begins_share;
        if matches!(first.kind, NodeKind::Head | NodeKind::Inset) || first.continued || first.parted || begins() {
            continue;
        }
        let parent = head_over(first, nodes, context).and_then(|head| home.get(&head)).copied();
        // The head may follow text of a chain that moves as well: what moves goes along, and never in a ring.
        if let Some(parent) = parent.filter(|parent| root(*parent, &parents) != at)
            && let Some(slot) = parents.get_mut(at)
        {
            *slot = Some(parent);
        }
    }
    let mut moved: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..chains.len()).filter(|at| parents.get(*at).copied().flatten().is_some()) {
        moved.entry(root(at, &parents)).or_default().push(at);
    }
    let mut whole = Vec::new();
    for (at, chain) in chains.iter().enumerate().filter(|(at, _)| parents.get(*at) == Some(&None)) {
        let mut all = chain.clone();
        let mut more: Vec<&Vec<usize>> =
            moved.get(&at).into_iter().flatten().filter_map(|at| chains.get(*at)).collect();
        more.sort_by(|a, b| match (a.first().and_then(|n| nodes.get(*n)), b.first().and_then(|n| nodes.get(*n))) {
            (Some(a), Some(b)) => a.rect.left.order(b.rect.left).then(a.rect.top.order(b.rect.top)),
            _ => std::cmp::Ordering::Equal,
        });
        all.extend(more.into_iter().flatten());
        whole.push(all);
    }
    whole
}

/// The chain that a chain ends up in, over all that it moves with.
fn root(chain: usize, parents: &[Option<usize>]) -> usize {
    let mut at = chain;
    while let Some(parent) = parents.get(at).copied().flatten() {
        at = parent;
    }
    at
}

/// The nearest head above that reaches over this text, with no other head between.
fn head_over(node: &Node, nodes: &[Node], context: StoryContext) -> Option<usize> {
    let style = &context.style.stories;
    let slack = context.metrics.body * style.touch_em;
    let mut best: Option<(usize, Pt)> = None;
    for (at, head) in nodes.iter().enumerate() {
        let shared = head.reach.1.min(node.rect.right) - head.reach.0.max(node.rect.left);
        let over = head.kind == NodeKind::Head
            && head.enclosure == node.enclosure
            && head.rect.bottom <= node.rect.top + slack
            && shared > node.rect.width() / 2.0;
        if !over {
            continue;
        }
        let parted = nodes.iter().enumerate().any(|(other, between)| {
            other != at
                && between.kind == NodeKind::Head
                && between.rect.top >= head.rect.bottom - slack
                && between.rect.bottom <= node.rect.top + slack
                && between.rect.overlap_x(&node.rect) > node.rect.width() * style.hides_share
        });
        let across = (node.rect.left, node.rect.right);
        let share = context.style.regions.rule_share;
        let ruled = context.marks.rule_between(
            (head.rect.bottom, node.rect.top),
            across,
            share,
            context.metrics.measure * share,
        );
        let gap = node.rect.top - head.rect.bottom;
        if !parted && !ruled && best.is_none_or(|(_, held)| gap < held) {
            best = Some((at, gap));
        }
    }
    best.map(|(at, _)| at)
}

/// How likely the way chosen for this node is, against its second best way alone. Scores are log odds.
fn sure(node: usize, chosen: Option<usize>, candidates: &[Candidate]) -> f32 {
    let from = candidates.partition_point(|candidate| candidate.node < node);
    let own = candidates.get(from..).unwrap_or(&[]).iter().take_while(|candidate| candidate.node == node);
    let (mut best, mut second) = (f32::MAX, f32::MAX);
    for candidate in own {
        if candidate.before == chosen {
            best = candidate.cost;
        } else {
            second = second.min(candidate.cost);
        }
    }
    if second == f32::MAX { 1.0 } else { 1.0 / (1.0 + (best - second).exp()) }
}

fn thread(chain: &[usize], nodes: &[Node], sure: &impl Fn(usize) -> f32) -> Thread {
    let shares: Vec<f32> = chain.iter().map(|node| sure(*node)).collect();
    let weakest = shares.iter().copied().fold(1.0, f32::min);
    let mean = shares.iter().sum::<f32>() / shares.len().max(1) as f32;
    let blocks = chain.iter().filter_map(|node| nodes.get(*node)).flat_map(|node| node.blocks.iter().copied());
    Thread { blocks: blocks.collect(), confidence: (weakest + mean) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn a_chain_ends_up_where_all_that_it_moves_with_ends_up() {
        let parents = [None, Some(2), Some(0), None];
        assert_eq!((0..4).map(|chain| root(chain, &parents)).collect::<Vec<_>>(), [0, 0, 0, 3]);
    }
}
