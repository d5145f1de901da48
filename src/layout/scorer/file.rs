//! Scorers in files.
//!
//! ```text
//! file     magic  version  features u16  names u32  sums u8  sum*  leaves*  tests*          little endian
//! sum      base f32  trees u16
//! leaves   count u8  value f32 *                                    of each tree, sum after sum
//! tests    count u16  test*                                         of each feature
//! test     threshold f32  value f32  tree u16  first u8  right u8  end u8
//! ```
//!
//! `first`, `right` and `end` count the leaves of the tree: those from `first` on are below the test, those up to `right`
//! to the left of it. `value` is the mean of what it covers.

use super::{LeafSpan, Scorer, TREES_AT_MOST, Test, TreeLeaves};
use crate::layout::scorer::tree::LEAVES_AT_MOST;
use std::fmt;

/// What a file of weights begins with.
const MAGIC: &[u8; 8] = b"foldtree";
/// The only version there is.
const VERSION: u16 = 2;

/// Why weights were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not a file of weights, or of another version.
    Foreign,
    /// Made for other features.
    OtherFeatures,
    /// It ends early, or its trees do not hold together.
    Broken,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Refused::Foreign => "no weights of this version",
            Refused::OtherFeatures => "weights for other features",
            Refused::Broken => "weights that end early or lead astray",
        })
    }
}

/// A number for a list of names, in their order (FNV-1a).
pub fn fingerprint<'a>(names: impl Iterator<Item = &'a str>) -> u32 {
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Scorer {
    /// Weights from bytes, for features with these names.
    ///
    /// # Errors
    /// When the bytes are no weights for them.
    pub fn read(bytes: &[u8], names: &[&str]) -> Result<Scorer, Refused> {
        let mut reader = WeightsReader { bytes };
        if reader.take::<8>().ok_or(Refused::Foreign)? != *MAGIC || reader.u16().ok_or(Refused::Foreign)? != VERSION {
            return Err(Refused::Foreign);
        }
        let (count, print) = (reader.u16().ok_or(Refused::Broken)?, reader.u32().ok_or(Refused::Broken)?);
        if usize::from(count) != names.len() || print != fingerprint(names.iter().copied()) {
            return Err(Refused::OtherFeatures);
        }
        reader.scorer(names.len()).filter(|_| reader.bytes.is_empty()).ok_or(Refused::Broken)
    }

    /// The bytes that [`Scorer::read`] reads.
    pub fn write(&self, names: &[&str]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((names.len() as u16).to_le_bytes());
        bytes.extend(fingerprint(names.iter().copied()).to_le_bytes());
        bytes.push(self.bases.len() as u8);
        for (sum, base) in self.bases.iter().enumerate() {
            let trees = self.trees.iter().filter(|tree| usize::from(tree.sum) == sum).count() as u16;
            bytes.extend(base.to_le_bytes());
            bytes.extend(trees.to_le_bytes());
        }
        for tree in &self.trees {
            bytes.push(tree.count);
            let values = self.leaves.iter().skip(tree.first as usize).take(usize::from(tree.count));
            values.for_each(|value| bytes.extend(value.to_le_bytes()));
        }
        for feature in 0..names.len() {
            let tests = self.tests_of(feature);
            bytes.extend((tests.len() as u16).to_le_bytes());
            for (test, span) in tests.filter_map(|at| self.tests.get(at).zip(self.spans.get(at))) {
                bytes.extend(test.threshold.to_le_bytes());
                bytes.extend(span.value.to_le_bytes());
                bytes.extend((test.tree as u16).to_le_bytes());
                bytes.extend([span.first, span.right, span.end]);
            }
        }
        bytes
    }
}

struct WeightsReader<'a> {
    bytes: &'a [u8],
}

impl WeightsReader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    /// A number that is one.
    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    /// What is not whole, or leads out of its tables, is nothing.
    fn scorer(&mut self, features: usize) -> Option<Scorer> {
        let mut scorer = Scorer::default();
        let [sums] = self.take()?;
        for sum in 0..sums {
            scorer.bases.push(self.f32()?);
            let trees = usize::from(self.u16()?);
            scorer.trees.extend(std::iter::repeat_n(TreeLeaves { sum, first: 0, count: 0 }, trees));
        }
        if scorer.trees.len() > TREES_AT_MOST {
            return None;
        }
        scorer.leaves.reserve(scorer.trees.len() * LEAVES_AT_MOST / 2);
        for tree in &mut scorer.trees {
            (tree.first, [tree.count]) = (scorer.leaves.len() as u32, self.take()?);
            if !(1..=LEAVES_AT_MOST).contains(&usize::from(tree.count)) {
                return None;
            }
            self.leaves(usize::from(tree.count), &mut scorer.leaves)?;
        }
        for _ in 0..features {
            self.tests(&mut scorer)?;
        }
        Some(scorer)
    }

    /// The values of the leaves of a tree.
    fn leaves(&mut self, count: usize, leaves: &mut Vec<f32>) -> Option<()> {
        let (bytes, rest) = self.bytes.split_at_checked(count * size_of::<f32>())?;
        let (numbers, _) = bytes.as_chunks();
        leaves.extend(numbers.iter().map(|number| f32::from_le_bytes(*number)));
        self.bytes = rest;
        leaves.iter().rev().take(count).all(|value| value.is_finite()).then_some(())
    }

    /// The tests of the next feature: by their thresholds, each with leaves of its tree on both sides.
    fn tests(&mut self, scorer: &mut Scorer) -> Option<()> {
        let mut last = f32::MIN;
        let count = self.u16()?;
        scorer.tests.reserve(count.into());
        scorer.spans.reserve(count.into());
        for _ in 0..count {
            let (threshold, value, tree) = (self.f32()?, self.f32()?, u32::from(self.u16()?));
            let [first, right, end] = self.take()?;
            let within = end <= scorer.trees.get(tree as usize)?.count;
            if threshold < last || !within || first >= right || right >= end {
                return None;
            }
            last = threshold;
            let span = LeafSpan { first, right, end, value };
            scorer.tests.push(Test { threshold, tree, kept: span.kept() });
            scorer.spans.push(span);
        }
        scorer.ends.push(scorer.tests.len() as u32);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::scorer::tree::{Tree, TreeNode};

    fn two() -> Scorer {
        let leaf = |value: f32| TreeNode { feature: None, right: 0, threshold: 0.0, value };
        let stump = |feature: u8, threshold: f32, left: f32, right: f32| -> Tree {
            let value = (left + right) / 2.0;
            vec![TreeNode { feature: Some(feature), right: 2, threshold, value }, leaf(left), leaf(right)]
        };
        Scorer::new(2, &[(0.5, vec![stump(0, 1.0, -1.0, 1.0)]), (0.0, vec![stump(1, 0.0, 2.0, 4.0)])]).unwrap()
    }

    #[test]
    fn what_was_written_is_read() {
        let names = ["a", "b"];
        let bytes = two().write(&names);
        assert_eq!(Scorer::read(&bytes, &names), Ok(two()));
        assert_eq!(Scorer::read(&bytes, &["a", "c"]).err(), Some(Refused::OtherFeatures));
        assert_eq!(Scorer::read(b"%PDF-1.7 and more", &names).err(), Some(Refused::Foreign));
    }

    #[test]
    fn broken_weights_are_refused_or_harmless() {
        let names = ["a", "b"];
        let bytes = two().write(&names);
        for end in 10..bytes.len() {
            assert!(Scorer::read(&bytes[..end], &names).is_err(), "{end} bytes");
        }
        for at in 10..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0xff;
            if let Ok(scorer) = Scorer::read(&bytes, &names) {
                let mut sums = [0.0; 2];
                scorer.scores(&[2.0, f32::NAN], &mut sums);
                assert!(scorer.contributions(&[2.0, 1.0], 1).len() == 2 && sums.iter().all(|sum| sum.is_finite()));
            }
        }
    }
}
