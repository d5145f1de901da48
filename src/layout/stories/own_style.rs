//! The second look at what follows what: each story of the first one has a leading and a size of its own, and text
//! that is set as no other text of a story is hardly goes on in it. The way from a head says nothing: its first text
//! may stand beside it, or across its columns, and be set as no other is.
//!
//! ```text
//!   xxxxxxxxxx  xxxxxxxxxx      both columns could go on on the right;
//!   xxxxxxxxxx                  the story set this tightly does
//!   xxxxxxxxxx  xxxxxxxxxx
//! ```

use crate::geometry::Pt;
use crate::house_style::own_style::OwnStyle;
use crate::layout::lines::direction::Groups;
use crate::layout::stories::Scene;
use crate::layout::stories::assign::Candidate;
use crate::layout::stories::nodes::{Kind, Node};
use std::collections::BTreeMap;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
struct Setting {
    leading: Pt,
    size: Pt,
    lines: usize,
}

/// The costs once more, with what the type of each story says; nothing when it says nothing.
pub fn again(nodes: &[Node], first: &[Candidate], chosen: &[Option<usize>], scene: Scene) -> Option<Vec<Candidate>> {
    let settings: Vec<Option<Setting>> = nodes.iter().map(|node| setting(node, scene)).collect();
    let (stories, style) = (Stories::of(chosen), &scene.style.own_style);
    let dearer = |candidate: &Candidate| {
        let own = settings.get(candidate.node).copied().flatten()?;
        let before =
            candidate.before.filter(|before| nodes.get(*before).is_some_and(|node| node.kind != Kind::Head))?;
        let others = stories.around(before).iter().filter(|at| **at != candidate.node);
        let settings = others.filter_map(|at| settings.get(*at).copied().flatten());
        let none = (f32::MAX, 0);
        let (off, lines) =
            settings.fold(none, |(off, lines), other| (off.min(differs(&own, &other, style)), lines + other.lines));
        (lines >= style.least_lines).then_some(off.min(1.0) * style.other_cost)
    };
    let more: Vec<f32> = first.iter().map(|candidate| dearer(candidate).unwrap_or(0.0)).collect();
    more.iter()
        .any(|more| *more > 0.0)
        .then(|| first.iter().zip(more).map(|(one, more)| Candidate { cost: one.cost + more, ..*one }).collect())
}

/// The setting of text of three lines or more: fewer have no leading to speak of.
fn setting(node: &Node, scene: Scene) -> Option<Setting> {
    let stick = &scene.judged.get(*node.sticks.first()?)?.stick;
    let (leading, lines) = (stick.leading(), stick.lines.len());
    let tells = node.kind == Kind::Body && lines > 2 && leading > Pt::ZERO;
    tells.then_some(Setting { leading, size: stick.size, lines })
}

/// Nodes by the story that the first look put them into.
struct Stories {
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Stories {
    fn of(chosen: &[Option<usize>]) -> Stories {
        let mut groups = Groups::new(chosen.len());
        for (at, before) in chosen.iter().enumerate() {
            before.iter().for_each(|before| groups.join(at, *before));
        }
        let of: Vec<usize> = (0..chosen.len()).map(|at| groups.of(at)).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, story) in of.iter().enumerate() {
            members.entry(*story).or_default().push(at);
        }
        Stories { of, members }
    }

    /// The nodes of the story that this one is in.
    fn around(&self, at: usize) -> &[usize] {
        self.of.get(at).and_then(|story| self.members.get(story)).map_or(&[], Vec::as_slice)
    }
}

/// How far two texts are set apart: 0 for the same, 1 and more for surely another story's. Half of that is chance. The
/// measure says nothing here: text runs round pictures, and the first look knows widths.
fn differs(a: &Setting, b: &Setting, style: &OwnStyle) -> f32 {
    let off = |x: Pt, y: Pt| x.max(y).per(x.min(y).max(Pt(1.0))) - 1.0;
    let off = off(a.leading, b.leading).max(off(a.size, b.size)) / style.differ_share;
    if off < style.chance_share { 0.0 } else { off }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_sure_difference_is_chance() {
        let style = OwnStyle { differ_share: 0.2, ..OwnStyle::default() };
        let text = |leading: f32| Setting { leading: Pt(leading), size: Pt(9.0), lines: 8 };
        let off = |leading: f32| differs(&text(10.0), &text(leading), &style);
        assert!(off(10.9) <= 0.0 && off(11.1) > 0.5 && off(12.5) > 1.0, "{} {} {}", off(10.9), off(11.1), off(12.5));
    }

    #[test]
    fn nodes_that_follow_each_other_are_one_story() {
        let stories = Stories::of(&[None, Some(0), None, Some(1), Some(2)]);
        assert_eq!((stories.around(3), stories.around(2)), (&[0, 1, 3][..], &[2, 4][..]));
    }
}
