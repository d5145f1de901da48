//! Roles weighed by all that is seen of a block, the verdict of the rules among it. What the source tells, what does not
//! show, rows of tables and plain text are not weighed.

use crate::layout::blocks::TextBlock;
use crate::layout::evidence;
use crate::layout::evidence::blocks::{Blocks, RuleLabeled};
use crate::layout::evidence::role_features::{self, BlockSeen};
use crate::layout::scorer::classes::{self, CLASSES, RoleScorer, RoleShares};
use crate::model::role::Role;
use std::sync::LazyLock;

/// Reasons that are told.
const REASONS: usize = 3;

/// A role that is less likely than this takes no place: where nothing is likely, the page is of a kind that no scorer has
/// seen, and the rules know more.
const LEAST: f32 = 0.6;
/// What words tell is known from words: type and place must be very sure to know better.
const LEAST_AGAINST_WORDS: f32 = 0.9;

/// What is taken for furniture leaves its story, and who reads or exports that no longer has it.
const LEAST_TO_LEAVE: f32 = 0.9;

/// How many of the blocks that were taken for heads stand in a story without text, by what they are, in the order of
/// [`CLASSES`]. `examples/train` prints them; these were counted on 160 drawn pages that no scorer had seen, with 1,945
/// headlines, 81 adverts and 62 blocks of the page.
pub const WITHOUT_TEXT: RoleShares = [0.02, 0.03, 0.02, 0.2, 0.08, 0.01, 0.24, 0.17, 0.07, 0.17, 0.47, 0.79, 0.2];

/// How likely a role must be that takes the place of what a rule told.
pub fn least(role: Role, by_words: bool) -> f32 {
    if role.is_furniture() {
        LEAST_TO_LEAVE
    } else if by_words {
        LEAST_AGAINST_WORDS
    } else {
        LEAST
    }
}

/// Why each feature tells something.
static WHY: LazyLock<Vec<&str>> =
    LazyLock::new(|| role_features::features().iter().map(|feature| feature.why).collect());

/// What is seen of a block.
pub struct RoleRow {
    /// Index of the block.
    pub at: usize,
    /// What is seen of it.
    pub seen: Vec<f32>,
}

/// How likely the roles of a block are.
pub struct WeighedRoles {
    /// Index of the block.
    pub at: usize,
    /// The probability of each.
    pub shares: RoleShares,
    /// The one that takes the place of that of the rules.
    pub likelier: Option<Likelier>,
}

/// A role that is likelier than that of the rules.
pub struct Likelier {
    /// The role.
    pub role: Role,
    /// Its probability, that of the other one, and what speaks for it.
    pub because: String,
}

/// Rows of all blocks whose roles are weighed.
pub fn rows(ruled: &RuleLabeled) -> Vec<RoleRow> {
    let features = role_features::features();
    let blocks = Blocks::new(ruled);
    let is_told = |block: &TextBlock| {
        block.given_place().is_some()
            || block.lines.iter().any(|line| line.hidden)
            || block.lines.iter().all(|line| line.row)
    };
    let is_weighed = |at: &usize| {
        let dated = ruled.roles.get(*at) == Some(&Role::Dateline);
        !dated && !blocks.is_plain(*at) && ruled.blocks.get(*at).is_some_and(|block| !is_told(block))
    };
    let row = |at: usize| Some(RoleRow { at, seen: evidence::row(&features, &BlockSeen::new(&blocks, at)?) });
    (0..ruled.blocks.len()).filter(is_weighed).filter_map(row).collect()
}

/// How likely the roles of all blocks are that are weighed.
pub fn weigh(ruled: &RuleLabeled, scorer: &RoleScorer) -> Vec<WeighedRoles> {
    if scorer.is_empty() {
        return Vec::new();
    }
    let weighed = |row: &RoleRow| {
        let shares = scorer.probabilities(&row.seen)?;
        Some(WeighedRoles { at: row.at, shares, likelier: likelier_of(row, &shares, ruled, scorer) })
    };
    rows(ruled).iter().filter_map(weighed).collect()
}

fn likelier_of(row: &RoleRow, shares: &RoleShares, ruled: &RuleLabeled, scorer: &RoleScorer) -> Option<Likelier> {
    let rules = classes::class_of(*ruled.roles.get(row.at)?)?;
    let by_words = ruled.by_words.get(row.at).copied().unwrap_or_default();
    let (class, share) = scorer.takes_place(shares, rules, &|role| least(role, by_words))?;
    let (role, other) = (*CLASSES.get(class)?, CLASSES.get(rules)?.word());
    let moved = scorer.contributions(&row.seen, class, rules);
    let mut moved: Vec<(f32, &str)> = moved.into_iter().zip(WHY.iter().copied()).collect();
    moved.sort_by(|a, b| b.0.total_cmp(&a.0));
    let why: Vec<&str> = moved.iter().take(REASONS).map(|(_, why)| *why).collect();
    let (own, rest) = (percent(share), percent(shares.get(rules).copied().unwrap_or_default()));
    let because = format!("{own} % likely, {other} {rest} %: {}", why.join("; "));
    Some(Likelier { role, because })
}

/// A share as people say it.
pub fn percent(share: f32) -> f32 {
    (share * 100.0).round()
}
