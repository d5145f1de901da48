//! Labeled blocks to stories. The stages:
//!
//! 1. [`enclosures`]: boxes that no story crosses;
//! 2. [`nodes`]: what a thread is made of: head groups with their reach, subheads, body;
//! 3. [`crossheads`]: heads as large as headlines that stand within a story;
//! 4. [`evidence`]: what is seen of each node and of two of them, and how well one follows the other by what was learned
//!    (with [`visibility`]: what stands over what);
//! 5. [`assign`]: every node gets the predecessor that is likeliest for all together;
//! 6. [`chains`]: predecessors to stories in reading order, cycles cut, orphans to the head above;
//! 7. [`lone_heads`]: a head without text joins the larger one below it;
//! 8. [`openings`]: a small head that follows nothing is a headline;
//! 9. [`features`]: a whole page under one head, with parallel subheads, is one story;
//! 10. [`without_text`]: heads of stories without text weighed again: adverts, furniture;
//! 11. [`adverts`]: each is a story of its own;
//! 12. [`pictures`]: captions and credits to pictures to stories.

pub mod adverts;
pub mod assign;
pub mod banners;
pub mod chains;
pub mod context;
pub mod crossheads;
pub mod enclosures;
pub mod features;
pub mod given_articles;
pub mod habits;
pub mod insets;
pub mod joints;
pub mod labels;
pub mod letters;
pub mod lone_heads;
pub mod nodes;
pub mod openings;
pub mod pictures;
pub mod threads;
pub mod visibility;
pub mod without_text;

use crate::layout::evidence::{self, Scorers};
use assign::Candidate;
use context::StoryContext;
use nodes::{Node, NodeKind};
use pictures::PlacedPicture;
use threads::{RoleInStory, Thread};

/// Stories, and what shows in them.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The stories, in no order yet.
    pub stories: Vec<Thread>,
    /// Blocks whose role shows only in their stories, with the reason.
    pub roles: Vec<RoleInStory>,
    /// How each of their parts was threaded.
    pub joints: Vec<joints::ThreadJoint>,
}

impl Outcome {
    /// Every index of a block, to be moved.
    pub fn blocks(&mut self) -> impl Iterator<Item = &mut usize> {
        let of_stories = self.stories.iter_mut().flat_map(|story| &mut story.blocks);
        let of_roles = self.roles.iter_mut().map(|(at, _, _)| at);
        of_stories.chain(of_roles).chain(self.joints.iter_mut().flat_map(joints::ThreadJoint::blocks))
    }
}

/// The nodes of a part of a page, and those of its blocks whose role shows in them.
pub fn nodes_of(context: StoryContext) -> (Vec<Node>, Vec<RoleInStory>) {
    let mut nodes = nodes::detect(context);
    letters::detect(&mut nodes, context);
    insets::detect(&mut nodes, context);
    let roles = crossheads::detect(&mut nodes, context);
    (nodes, roles)
}

/// The stories of heads and text that are set one way.
pub fn thread(context: StoryContext, scorers: &Scorers) -> Outcome {
    let mut found = threads(context, scorers);
    without_text::weigh(&mut found, context);
    found
}

/// The same before heads without text are weighed again.
pub fn threads(context: StoryContext, scorers: &Scorers) -> Outcome {
    let (nodes, known) = nodes_of(context);
    let candidates = evidence::candidates(&nodes, context, scorers);
    let feature = feature(&nodes, &known, &candidates, context);
    feature.unwrap_or_else(|| threaded(&nodes, known, &candidates, context))
}

/// The one story of a page whose heads all stand under a larger one: what each of them opens shows when none follows
/// anything.
fn feature(nodes: &[Node], known: &[RoleInStory], candidates: &[Candidate], context: StoryContext) -> Option<Outcome> {
    let opens = |way: &&Candidate| nodes.get(way.node).is_some_and(|node| node.kind == NodeKind::Head);
    let open: Vec<Candidate> = candidates.iter().filter(|way| way.before.is_none() || !opens(way)).copied().collect();
    let mut found = threaded(nodes, known.to_vec(), &open, context);
    let roles = features::join(&mut found.stories, context);
    found.roles.extend(roles.iter().cloned());
    (!roles.is_empty()).then_some(found)
}

fn threaded(nodes: &[Node], mut roles: Vec<RoleInStory>, candidates: &[Candidate], context: StoryContext) -> Outcome {
    let chosen = assign::solve(candidates, nodes.len());
    let mut stories = chains::threads(nodes, &chosen, candidates, context);
    crossheads::keep_within(&mut roles, &stories);
    roles.extend(lone_heads::join(&mut stories, context));
    openings::part(&mut stories, context);
    roles.extend(openings::promote(&stories, context));
    Outcome { stories, roles, joints: joints::detect(nodes, &chosen, candidates) }
}

/// Adds the other stories of a page, and its pictures: then every block that is not furniture is in a story.
pub fn complete(stories: &mut Vec<Thread>, context: StoryContext) -> Vec<PlacedPicture> {
    stories.extend(given_articles::stories(context));
    stories.extend(adverts::stories(context));
    pictures::attach(stories, context)
}
