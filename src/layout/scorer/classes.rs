//! A scorer of roles: a sum of trees for each role that is weighed, whose scores compete.
//!
//! ```text
//! file   count u8   margin f32   part*         part   length u32   the file of a scorer
//! ```

use crate::layout::scorer::{Refused, Scorer};
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

/// The class of a role; nothing for what is not weighed.
pub fn of(role: Role) -> Option<usize> {
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

/// Scorers of all classes, in the order of [`CLASSES`]; none when there are no weights.
#[derive(Clone, Debug, Default)]
pub struct RoleScorer {
    scorers: Vec<Scorer>,
    /// Log odds by which a role must be likelier than that of the rules to take its place: drawn pages have more adverts,
    /// quotes and small heads than the world has, and the rules have seen the world.
    margin: f32,
}

impl RoleScorer {
    /// Scorers of all classes; nothing when it is another number of them.
    pub fn new(scorers: Vec<Scorer>, margin: f32) -> Option<RoleScorer> {
        (scorers.len() == CLASSES.len() && margin.is_finite()).then_some(RoleScorer { scorers, margin })
    }

    /// It says nothing of any block.
    pub fn is_empty(&self) -> bool {
        self.scorers.is_empty()
    }

    /// Weights from bytes, for features with these names.
    ///
    /// # Errors
    /// When the bytes are no weights for them.
    pub fn read(bytes: &[u8], names: &[&str]) -> Result<RoleScorer, Refused> {
        let (count, behind) = bytes.split_first().ok_or(Refused::Foreign)?;
        let (margin, mut rest) = behind.split_first_chunk::<4>().ok_or(Refused::Broken)?;
        let mut scorers = Vec::new();
        for _ in 0..*count {
            let (length, behind) = rest.split_first_chunk::<4>().ok_or(Refused::Broken)?;
            let length = u32::from_le_bytes(*length) as usize;
            let (part, after) = behind.split_at_checked(length).ok_or(Refused::Broken)?;
            scorers.push(Scorer::read(part, names)?);
            rest = after;
        }
        RoleScorer::new(scorers, f32::from_le_bytes(*margin)).filter(|_| rest.is_empty()).ok_or(Refused::Broken)
    }

    /// The bytes that [`RoleScorer::read`] reads.
    pub fn write(&self, names: &[&str]) -> Vec<u8> {
        let mut bytes = vec![self.scorers.len() as u8];
        bytes.extend(self.margin.to_le_bytes());
        for scorer in &self.scorers {
            let part = scorer.write(names);
            bytes.extend((part.len() as u32).to_le_bytes());
            bytes.extend(part);
        }
        bytes
    }

    /// The probability of each class, in the order of [`CLASSES`]; nothing without weights.
    pub fn probabilities(&self, row: &[f32]) -> Option<[f32; CLASSES.len()]> {
        if self.is_empty() {
            return None;
        }
        let mut scores = [0.0; CLASSES.len()];
        for (slot, scorer) in scores.iter_mut().zip(&self.scorers) {
            *slot = scorer.score(row);
        }
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.iter_mut().for_each(|score| *score = (*score - most).exp());
        let all: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|score| *score /= all);
        Some(scores)
    }

    /// The class that takes the place of that of the rules, with its probability: the likeliest one, if it is likelier by
    /// the margin, and at least as likely as is asked of its role.
    pub fn takes_place(
        &self,
        shares: &[f32; CLASSES.len()],
        rules: usize,
        least: &dyn Fn(Role) -> f32,
    ) -> Option<(usize, f32)> {
        let (class, share) = shares.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let own = shares.get(rules).copied().unwrap_or_default();
        let least = least(*CLASSES.get(class)?);
        (class != rules && share > least && share > own * self.margin.exp()).then_some((class, share))
    }

    /// How much each feature speaks for one class against another.
    pub fn contributions(&self, row: &[f32], class: usize, against: usize) -> Vec<f32> {
        let of = |class: usize| self.scorers.get(class).map(|scorer| scorer.contributions(row)).unwrap_or_default();
        of(class).into_iter().zip(of(against)).map(|(own, other)| own - other).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::scorer::Node;

    fn scorer() -> RoleScorer {
        let leaf = |value: f32| vec![Node { feature: None, right: 0, threshold: 0.0, value }];
        let of = |class: usize| Scorer::new(0.0, 1, vec![leaf(2.0 * class as f32)]).unwrap();
        RoleScorer::new((0..CLASSES.len()).map(of).collect(), 2.5).unwrap()
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
        assert!(Role::ALL.into_iter().all(|role| of(role).is_some() == (role != Role::Dateline)));
        assert!(CLASSES.iter().enumerate().all(|(at, role)| of(*role) == Some(at)));
    }
}
