//! How each node was threaded: the way taken and the likeliest other one, each with its probability among all ways of
//! that node. Nothing is decided here.

use crate::layout::stories::assign::Candidate;
use crate::layout::stories::nodes::Node;

/// A way for a block: the block it follows, or nothing when it begins a story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predecessor {
    /// Index of the block it follows.
    pub before: Option<usize>,
    /// 0..=1: its probability.
    pub share: f32,
}

/// How a block was threaded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThreadJoint {
    /// Index of the block.
    pub block: usize,
    /// The way taken.
    pub chosen: Predecessor,
    /// The likeliest of the others.
    pub other: Option<Predecessor>,
}

impl ThreadJoint {
    /// Every index of a block, to be moved.
    pub fn blocks(&mut self) -> impl Iterator<Item = &mut usize> {
        let ThreadJoint { block, chosen, other } = self;
        let other = other.as_mut().and_then(|other| other.before.as_mut());
        [Some(block), chosen.before.as_mut(), other].into_iter().flatten()
    }
}

/// The joints of nodes, which stand in `candidates` in their order.
pub fn detect(nodes: &[Node], chosen: &[Option<usize>], candidates: &[Candidate]) -> Vec<ThreadJoint> {
    let mut rest = candidates;
    let mut joints = Vec::with_capacity(nodes.len());
    for (at, (node, chosen)) in nodes.iter().zip(chosen).enumerate() {
        let own = rest.iter().take_while(|candidate| candidate.node == at).count();
        let (ways, after) = rest.split_at(own);
        rest = after;
        let Some(block) = node.blocks.first().copied() else { continue };
        let least = ways.iter().map(|way| way.cost).fold(f32::MAX, f32::min);
        let power = |way: &Candidate| (least - way.cost).exp();
        let all: f32 = ways.iter().map(power).sum();
        let last = |before: usize| nodes.get(before).and_then(|node| node.blocks.last()).copied();
        let way = |way: &Candidate| Predecessor { before: way.before.and_then(last), share: power(way) / all };
        let Some(taken) = ways.iter().find(|way| way.before == *chosen) else { continue };
        let others = ways.iter().filter(|way| way.before != *chosen);
        let other = others.min_by(|a, b| a.cost.total_cmp(&b.cost)).map(way);
        joints.push(ThreadJoint { block, chosen: way(taken), other });
    }
    joints
}
