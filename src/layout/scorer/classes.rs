//! A scorer of roles: a sum of trees for each role that is weighed, whose scores compete.
//!
//! ```text
//! file   margin f32   the file of a scorer
//! ```

use crate::layout::scorer::Scorer;
use crate::layout::scorer::file::Refused;
use crate::model::role::Role;

/// The roles that are weighed, each for those that play its part: furniture for all that belongs to the page, a caption
/// for its credit too.
pub const CLASSES: [Role; 13] = [
    Role::Headline,
    Role::Kicker,
    Role::Deck,
    Role::Byline,
    Role::Body,
    Role::Subhead,
    Role::Section,
    Role::Caption,
    Role::PullQuote,
    Role::Table,
    Role::Furniture,
    Role::Advert,
    Role::Jump,
];

/// The probability of each class, in the order of [`CLASSES`].
pub type RoleShares = [f32; CLASSES.len()];

/// The class of a role; nothing for what is not weighed.
pub fn class_of(role: Role) -> Option<usize> {
    let class = match role {
        Role::Masthead | Role::Folio | Role::Furniture => Role::Furniture,
        Role::Caption | Role::Credit => Role::Caption,
        Role::Dateline => return None,
        Role::Section
        | Role::Kicker
        | Role::Headline
        | Role::Deck
        | Role::Byline
        | Role::Body
        | Role::Subhead
        | Role::PullQuote
        | Role::Jump
        | Role::Table
        | Role::Advert => role,
    };
    CLASSES.iter().position(|one| *one == class)
}

/// Sums for all classes, in the order of [`CLASSES`]; none when there are no weights.
#[derive(Clone, Debug, Default)]
pub struct RoleScorer {
    scorer: Scorer,
    /// Log odds by which a role must be likelier than that of the rules to take its place: drawn pages have more adverts,
    /// quotes and small heads than the world has, and the rules have seen the world.
    margin: f32,
}

impl RoleScorer {
    /// A scorer with a sum for each class; nothing when it has another number of them.
    pub fn new(scorer: Scorer, margin: f32) -> Option<RoleScorer> {
        (scorer.sums() == CLASSES.len() && margin.is_finite()).then_some(RoleScorer { scorer, margin })
    }

    /// It says nothing of any block.
    pub fn is_empty(&self) -> bool {
        self.scorer.trees() == 0
    }

    /// Weights from bytes, for features with these names.
    ///
    /// # Errors
    /// When the bytes are no weights for them.
    pub fn read(bytes: &[u8], names: &[&str]) -> Result<RoleScorer, Refused> {
        let (margin, rest) = bytes.split_first_chunk::<4>().ok_or(Refused::Foreign)?;
        RoleScorer::new(Scorer::read(rest, names)?, f32::from_le_bytes(*margin)).ok_or(Refused::Broken)
    }

    /// The bytes that [`RoleScorer::read`] reads.
    pub fn write(&self, names: &[&str]) -> Vec<u8> {
        let mut bytes = self.margin.to_le_bytes().to_vec();
        bytes.extend(self.scorer.write(names));
        bytes
    }

    /// The probability of each class, in the order of [`CLASSES`]; nothing without weights.
    pub fn probabilities(&self, row: &[f32]) -> Option<RoleShares> {
        if self.is_empty() {
            return None;
        }
        let mut scores = [0.0; CLASSES.len()];
        self.scorer.scores(row, &mut scores);
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.iter_mut().for_each(|score| *score = (*score - most).exp());
        let all: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|score| *score /= all);
        Some(scores)
    }

    /// The class that takes the place of that of the rules, with its probability: the likeliest one, if it is likelier by
    /// the margin, and at least as likely as is asked of its role.
    pub fn takes_place(&self, shares: &RoleShares, rules: usize, least: &dyn Fn(Role) -> f32) -> Option<(usize, f32)> {
        let (class, share) = shares.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let own = shares.get(rules).copied().unwrap_or_default();
        let least = least(*CLASSES.get(class)?);
        (class != rules && share > least && share > own * self.margin.exp()).then_some((class, share))
    }

    /// How much each feature speaks for one class against another.
    pub fn contributions(&self, row: &[f32], class: usize, against: usize) -> Vec<f32> {
        let (own, other) = (self.scorer.contributions(row, class), self.scorer.contributions(row, against));
        own.into_iter().zip(other).map(|(own, other)| own - other).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::scorer::tree::TreeNode;

    fn scorer() -> RoleScorer {
        let leaf = |value: f32| vec![TreeNode { feature: None, right: 0, threshold: 0.0, value }];
        let sums: Vec<_> = (0..CLASSES.len()).map(|class| (0.0, vec![leaf(2.0 * class as f32)])).collect();
        RoleScorer::new(Scorer::new(1, &sums).unwrap(), 2.5).unwrap()
    }

    #[test]
    fn classes_share_one_probability() {
        let shares = scorer().probabilities(&[0.0]).unwrap();
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(shares.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(RoleScorer::default().probabilities(&[0.0]), None);
        let last = CLASSES.len() - 1;
        assert_eq!(scorer().takes_place(&shares, last, &|_| 0.5), None);
        assert_eq!(scorer().takes_place(&shares, last - 1, &|_| 0.5), None, "likelier, but not by the margin");
        assert_eq!(scorer().takes_place(&shares, last - 2, &|_| 0.5).map(|found| found.0), Some(last));
    }

    #[test]
    fn what_was_written_is_read_and_what_is_broken_refused() {
        let bytes = scorer().write(&["a"]);
        let read = RoleScorer::read(&bytes, &["a"]).unwrap();
        assert_eq!(read.probabilities(&[0.0]), scorer().probabilities(&[0.0]));
        assert_eq!(RoleScorer::read(&bytes, &["b"]).err(), Some(Refused::OtherFeatures));
        for end in 0..bytes.len() {
            assert!(RoleScorer::read(&bytes[..end], &["a"]).is_err(), "{end} bytes");
        }
    }

    #[test]
    fn every_role_but_a_dateline_has_a_class() {
        assert!(Role::ALL.into_iter().all(|role| class_of(role).is_some() == (role != Role::Dateline)));
        assert!(CLASSES.iter().enumerate().all(|(at, role)| class_of(*role) == Some(at)));
    }
}
