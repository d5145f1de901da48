//! Sticks to stories. The stages:
//!
//! 1. [`walls`]: boxes that no story crosses;
//! 2. [`nodes`]: what a story is strung from: head groups with their reach, subheads, body;
//! 3. [`crossheads`]: heads as large as headlines that stand within a story;
//! 4. [`evidence`]: what is seen of each node and of two of them, and how well one follows the other by what was learned
//!    (with [`sky`]: what stands over what);
//! 5. [`assign`]: every node gets the predecessor that is likeliest for all together;
//! 6. [`chains`]: predecessors to stories in reading order, cycles cut, orphans to the head above;
//! 7. [`lone_heads`]: a head without text joins the larger one below it;
//! 8. [`openings`]: a small head that follows nothing is a headline;
//! 9. [`features`]: a whole page under one head, with parallel subheads, is one story;
//! 10. [`adverts`]: each is a story of its own;
//! 11. [`pictures`]: captions and credits to pictures to stories.

pub mod adverts;
pub mod assign;
pub mod banners;
pub mod chains;
pub mod crossheads;
pub mod features;
pub mod habits;
pub mod insets;
pub mod joints;
pub mod labels;
pub mod letters;
pub mod lone_heads;
pub mod nodes;
pub mod openings;
pub mod pictures;
pub mod sky;
pub mod walls;

use crate::geometry::Rect;
use crate::house_style::HouseStyle;
use crate::layout::blocks::apart::Standing;
use crate::layout::evidence::{self, Scorers};
use crate::layout::given;
use crate::layout::marks::Marks;
use crate::layout::roles::{Judged, Usual};
use crate::model::page::Because;
use crate::model::role::Role;
use assign::Candidate;
use nodes::{Kind, Node};

/// What every stage of this room looks at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The sticks with their roles, from the top.
    pub judged: &'a [Judged],
    /// For each stick the wall it stands in: an index into [`Marks::boxes`]; nothing for the open page.
    pub walls: &'a [Option<usize>],
    /// Rules, boxes and pictures.
    pub marks: &'a Marks,
    /// What is usual on the page.
    pub usual: Usual,
    /// The house style.
    pub style: &'a HouseStyle,
}

impl Scene<'_> {
    /// The page was read from a scan: its sizes and edges waver.
    pub fn is_scanned(&self) -> bool {
        self.judged.iter().any(|one| one.stick.standing() != Standing::Untold)
    }
}

/// A story: sticks in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strung {
    /// Indices of sticks in reading order.
    pub sticks: Vec<usize>,
    /// 0..=1: how far the best reading was ahead of the second best.
    pub confidence: f32,
}

/// A picture and what belongs to it: indices into sticks and stories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictured {
    /// Where it shows, in the main frame.
    pub rect: Rect,
    /// Its caption.
    pub caption: Option<usize>,
    /// Its story.
    pub story: Option<usize>,
}

/// Stories, and what shows in them.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The stories, in no order yet.
    pub stories: Vec<Strung>,
    /// Sticks whose role shows only in their stories, with the reason.
    pub roles: Vec<Told>,
    /// How each of their parts was threaded.
    pub joints: Vec<joints::Joint>,
}

impl Outcome {
    /// Every index of a stick, to be moved.
    pub fn sticks(&mut self) -> impl Iterator<Item = &mut usize> {
        let of_stories = self.stories.iter_mut().flat_map(|story| &mut story.sticks);
        let of_roles = self.roles.iter_mut().map(|(at, _, _)| at);
        of_stories.chain(of_roles).chain(self.joints.iter_mut().flat_map(joints::Joint::sticks))
    }
}

/// The nodes of a part of a page, and those of its blocks whose role shows in them.
pub fn nodes_of(scene: Scene) -> (Vec<Node>, Vec<Told>) {
    let mut nodes = nodes::of(scene);
    letters::tell(&mut nodes, scene);
    insets::tell(&mut nodes, scene);
    let roles = crossheads::tell(&mut nodes, scene);
    (nodes, roles)
}

/// The stories of heads and text that are set one way.
pub fn string(scene: Scene, scorers: &Scorers) -> Outcome {
    let (nodes, told) = nodes_of(scene);
    let candidates = evidence::candidates(&nodes, scene, scorers);
    if let Some(feature) = feature(&nodes, &told, &candidates, scene) {
        return feature;
    }
    threaded(&nodes, told, &candidates, scene)
}

/// The one story of a page whose heads all stand under a larger one: what each of them opens shows when none follows
/// anything.
fn feature(nodes: &[Node], told: &[Told], candidates: &[Candidate], scene: Scene) -> Option<Outcome> {
    let opens = |way: &&Candidate| nodes.get(way.node).is_some_and(|node| node.kind == Kind::Head);
    let open: Vec<Candidate> = candidates.iter().filter(|way| way.before.is_none() || !opens(way)).copied().collect();
    let mut found = threaded(nodes, told.to_vec(), &open, scene);
    let roles = features::join(&mut found.stories, scene);
    found.roles.extend(roles.iter().cloned());
    (!roles.is_empty()).then_some(found)
}

/// A block whose role shows only in its story, with the reason.
pub type Told = (usize, Role, Because);

fn threaded(nodes: &[Node], mut roles: Vec<Told>, candidates: &[Candidate], scene: Scene) -> Outcome {
    let chosen = assign::solve(candidates, nodes.len());
    let mut stories = chains::string(nodes, &chosen, candidates, scene);
    crossheads::keep_within(&mut roles, &stories);
    roles.extend(lone_heads::join(&mut stories, scene));
    openings::part(&mut stories, scene);
    roles.extend(openings::promote(&stories, scene));
    Outcome { stories, roles, joints: joints::of(nodes, &chosen, candidates) }
}

/// Adds the other stories of a page, and its pictures: then every stick that is not furniture is in a story.
pub fn complete(stories: &mut Vec<Strung>, scene: Scene) -> Vec<Pictured> {
    stories.extend(given::stories(scene));
    stories.extend(adverts::stories(scene));
    pictures::hang(stories, scene)
}
