//! What can be seen of the nodes of a page and of two of them, as numbers for the scorers: geometry in em and in
//! measures, type, separators, what stands around, what words say. It is what the page shows, and no verdict about
//! stories.

pub mod blocks;
pub mod facts;
pub mod heads;
pub mod link_features;
pub mod links;
pub mod role_features;
pub mod roles;
pub mod separators;
pub mod surroundings;
pub mod start_features;
pub mod starts;
pub mod ways;
pub mod words;

use crate::layout::scorer::Scorer;
use crate::layout::scorer::classes::RoleScorer;
use crate::layout::scorer::file::Refused;
use crate::layout::stories::assign::Candidate;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::Node;
use std::sync::LazyLock;

/// What tells threads: a scorer for links, and one for starts. Their scores compete: the share of one way among all ways
/// of a node is its probability.
#[derive(Clone, Debug, Default)]
pub struct Scorers {
    /// May the one follow the other?
    pub links: Scorer,
    /// Does it begin a story?
    pub starts: Scorer,
    /// What role does a block play?
    pub roles: RoleScorer,
}

static BUILT_IN: LazyLock<Scorers> = LazyLock::new(|| {
    let links = include_bytes!("../scorer/weights/links.bin");
    let starts = include_bytes!("../scorer/weights/starts.bin");
    let roles = include_bytes!("../scorer/weights/roles.bin");
    // Weights for other features say nothing; new ones are about to be made.
    let mut scorers = Scorers::read(links, starts).unwrap_or_default();
    scorers.roles = RoleScorer::read(roles, &names(&role_features::features())).unwrap_or_default();
    scorers
});

impl Scorers {
    /// Scorers of threads from their weights; roles are those of the rules.
    ///
    /// # Errors
    /// When the bytes are no weights for the features there are.
    pub fn read(links: &[u8], starts: &[u8]) -> Result<Scorers, Refused> {
        let links = Scorer::read(links, &names(&link_features::features()))?;
        let starts = Scorer::read(starts, &names(&start_features::features()))?;
        Ok(Scorers { links, starts, roles: RoleScorer::default() })
    }

    /// The scorers that the program has.
    pub fn built_in() -> &'static Scorers {
        &BUILT_IN
    }
}

/// The names of features, in their order.
pub fn names<Seen>(features: &[Feature<Seen>]) -> Vec<&'static str> {
    features.iter().map(|feature| feature.name).collect()
}

/// What is seen of all nodes of a page: rows of features.
pub struct Seen {
    /// For each node those that it may follow.
    pub ways: Vec<Vec<usize>>,
    /// A row for each of these, in their order.
    pub links: Vec<Vec<f32>>,
    /// A row for each node.
    pub starts: Vec<Vec<f32>>,
}

/// Looks at all nodes of a page.
pub fn see(nodes: &[Node], context: StoryContext) -> Seen {
    let page = facts::PageEvidence::new(nodes, context);
    let ways = ways::possible_ways(&page);
    let features = link_features::features();
    let links = links::pairs(&page, &ways).iter().map(|link| row(&features, link)).collect();
    let features = start_features::features();
    let start = |(at, ways): (usize, &Vec<usize>)| row(&features, &starts::Start::new(&page, at, ways.len()));
    let starts = ways.iter().enumerate().map(start).collect();
    Seen { ways, links, starts }
}

/// Scores far from all others are no surer than this.
const SUREST: f32 = 20.0;

/// All ways for each node. Costs are scores turned round: what the ways of one node have in common does not change which
/// of them is chosen.
pub fn candidates(nodes: &[Node], context: StoryContext, scorers: &Scorers) -> Vec<Candidate> {
    let seen = see(nodes, context);
    let cost = |scorer: &Scorer, row: &[f32]| -scorer.score(row).clamp(-SUREST, SUREST);
    let mut rows = seen.links.iter();
    let mut found = Vec::with_capacity(nodes.len() + seen.links.len());
    for (node, (ways, start)) in seen.ways.iter().zip(&seen.starts).enumerate() {
        found.push(Candidate { node, before: None, cost: cost(&scorers.starts, start) });
        found.extend(ways.iter().zip(&mut rows).map(|(before, row)| Candidate {
            node,
            before: Some(*before),
            cost: cost(&scorers.links, row),
        }));
    }
    found
}

/// One thing that can be seen.
pub struct Feature<Seen> {
    /// Its name in weights, tables and reasons.
    pub name: &'static str,
    /// What it counts.
    pub unit: FeatureUnit,
    /// Why it tells something, in a line.
    pub why: &'static str,
    /// Looks at it.
    pub of: fn(&Seen) -> f32,
}

/// Features of one kind, under their name.
pub type Group<Seen> = (&'static str, Vec<Feature<Seen>>);

/// What a feature counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureUnit {
    /// Em of the running text.
    Em,
    /// Widths of most columns.
    Measure,
    /// A quotient or a fraction.
    Share,
    /// Things.
    Count,
    /// One for yes, zero for no.
    Flag,
    /// The number of a kind or role, in the order in which they stand in a story.
    Kind,
}

/// What all features see, in their order.
pub fn row<Seen>(features: &[Feature<Seen>], seen: &Seen) -> Vec<f32> {
    features.iter().map(|feature| (feature.of)(seen)).collect()
}

/// One for yes.
pub fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_are_for_these_features() {
        assert!(Scorers::built_in().links.trees() > 0 && Scorers::built_in().starts.trees() > 0);
    }

    #[test]
    fn every_feature_has_a_name_of_its_own_and_says_why() {
        fn check<Seen>(features: &[Feature<Seen>]) {
            let mut names = names(features);
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), features.len());
            assert!(features.iter().all(|feature| !feature.why.is_empty()));
        }
        check(&link_features::features());
        check(&start_features::features());
    }
}
