//! Boosted trees: a reader of weights and a walker. Weights are made by `examples/train` and built in; what is not
//! whole is refused, and whatever is read, walking ends and stays within its tables.
//!
//! ```text
//! file   magic  version  features  names  base  trees      tree   nodes  node*
//!        8      u16      u16       u32    f32   u16               u8
//! node   feature u8 (255: leaf)   right u8   threshold f32   value f32      little endian, in preorder
//! ```
//!
//! A node's left child stands right behind it; `value` is the mean of what the node covers, so that a walk tells how
//! much each feature moved it.

pub mod classes;

use std::fmt;

/// What a file of weights begins with.
const MAGIC: &[u8; 8] = b"foldtree";
/// The only version there is.
const VERSION: u16 = 1;
/// Stands for a feature in a leaf.
const LEAF: u8 = u8::MAX;
/// Trees at most.
const TREES_AT_MOST: usize = 2000;

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which feature it asks; nothing in a leaf.
    pub feature: Option<u8>,
    /// Where the right child stands in its tree; the left one is next.
    pub right: u8,
    /// Up to this the walk goes left.
    pub threshold: f32,
    /// The mean of what it covers; in a leaf what the tree says.
    pub value: f32,
}

/// A tree: its nodes in preorder.
pub type Tree = Vec<Node>;

/// A sum of trees.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    base: f32,
    features: usize,
    trees: Vec<Tree>,
    quick: Vec<Step>,
    roots: Vec<u32>,
}

/// A node as walks see it: a leaf leads to itself.
#[derive(Clone, Copy, Debug)]
struct Step {
    threshold: f32,
    value: f32,
    left: u32,
    right: u32,
    feature: u8,
    leaf: bool,
}

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
    /// A scorer of trees that hold together; nothing of others.
    pub fn new(base: f32, features: usize, trees: Vec<Tree>) -> Option<Scorer> {
        let sound =
            base.is_finite() && trees.len() <= TREES_AT_MOST && trees.iter().all(|tree| is_sound(tree, features));
        if !sound {
            return None;
        }
        let mut scorer = Scorer { base, features, trees, quick: Vec::new(), roots: Vec::new() };
        for tree in &scorer.trees {
            let first = scorer.quick.len() as u32;
            scorer.roots.push(first);
            for (at, node) in (first..).zip(tree) {
                let (left, right) =
                    if node.feature.is_some() { (at + 1, first + u32::from(node.right)) } else { (at, at) };
                let feature = node.feature.unwrap_or(0);
                let leaf = node.feature.is_none();
                let (threshold, value) = (node.threshold, node.value);
                scorer.quick.push(Step { threshold, value, left, right, feature, leaf });
            }
        }
        Some(scorer)
    }

    /// Weights from bytes, for features with these names.
    ///
    /// # Errors
    /// When the bytes are no weights for them.
    pub fn read(bytes: &[u8], names: &[&str]) -> Result<Scorer, Refused> {
        let mut reader = Reader { bytes };
        if reader.take::<8>().ok_or(Refused::Foreign)? != *MAGIC || reader.u16().ok_or(Refused::Foreign)? != VERSION {
            return Err(Refused::Foreign);
        }
        let (count, print) = (reader.u16().ok_or(Refused::Broken)?, reader.u32().ok_or(Refused::Broken)?);
        if usize::from(count) != names.len() || print != fingerprint(names.iter().copied()) {
            return Err(Refused::OtherFeatures);
        }
        let whole = || {
            let base = reader.f32()?;
            let trees = (0..reader.u16()?).map(|_| reader.tree()).collect::<Option<Vec<Tree>>>()?;
            Scorer::new(base, names.len(), trees).filter(|_| reader.bytes.is_empty())
        };
        let mut whole = whole;
        whole().ok_or(Refused::Broken)
    }

    /// The bytes that [`Scorer::read`] reads.
    pub fn write(&self, names: &[&str]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((names.len() as u16).to_le_bytes());
        bytes.extend(fingerprint(names.iter().copied()).to_le_bytes());
        bytes.extend(self.base.to_le_bytes());
        bytes.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            bytes.push(tree.len() as u8);
            for node in tree {
                bytes.extend([node.feature.unwrap_or(LEAF), node.right]);
                bytes.extend(node.threshold.to_le_bytes());
                bytes.extend(node.value.to_le_bytes());
            }
        }
        bytes
    }

    /// How many trees there are.
    pub fn trees(&self) -> usize {
        self.trees.len()
    }

    /// The sum of what all trees say, in their order, so that it is the same everywhere.
    pub fn score(&self, features: &[f32]) -> f32 {
        let fits = self.trees.is_empty() || features.len() == self.features;
        debug_assert!(fits, "features as the weights were made for");
        let mut sum = self.base;
        for root in &self.roots {
            let mut at = *root;
            while let Some(step) = self.quick.get(at as usize) {
                if step.leaf {
                    sum += step.value;
                    break;
                }
                let asked = features.get(usize::from(step.feature)).copied().unwrap_or(0.0);
                at = if asked <= step.threshold { step.left } else { step.right };
            }
        }
        sum
    }

    /// How much each feature moved the score, along the paths walked.
    pub fn contributions(&self, features: &[f32]) -> Vec<f32> {
        let mut moved = vec![0.0; self.features];
        for root in &self.roots {
            let mut at = *root;
            while let Some(step) = self.quick.get(at as usize).filter(|step| !step.leaf) {
                let asked = features.get(usize::from(step.feature)).copied().unwrap_or(0.0);
                at = if asked <= step.threshold { step.left } else { step.right };
                let next = self.quick.get(at as usize).map_or(0.0, |next| next.value);
                if let Some(slot) = moved.get_mut(usize::from(step.feature)) {
                    *slot += next - step.value;
                }
            }
        }
        moved
    }
}

/// Every walk through it ends in a leaf: children stand behind their parents and within the tree.
fn is_sound(tree: &Tree, features: usize) -> bool {
    let sound = |(at, node): (usize, &Node)| match node.feature {
        None => node.value.is_finite(),
        Some(feature) => {
            let right = usize::from(node.right);
            let finite = node.threshold.is_finite() && node.value.is_finite();
            finite && usize::from(feature) < features && right > at + 1 && right < tree.len()
        }
    };
    !tree.is_empty() && tree.len() <= usize::from(u8::MAX) && tree.iter().enumerate().all(sound)
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
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
    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }
    fn tree(&mut self) -> Option<Tree> {
        let [count] = self.take()?;
        (0..count).map(|_| self.node()).collect()
    }
    fn node(&mut self) -> Option<Node> {
        let [feature, right] = self.take()?;
        Some(Node { feature: (feature != LEAF).then_some(feature), right, threshold: self.f32()?, value: self.f32()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(value: f32) -> Node {
        Node { feature: None, right: 0, threshold: 0.0, value }
    }

    fn stump(feature: u8, threshold: f32, left: f32, right: f32) -> Tree {
        let value = (left + right) / 2.0;
        vec![Node { feature: Some(feature), right: 2, threshold, value }, leaf(left), leaf(right)]
    }

    fn two() -> Scorer {
        Scorer::new(0.5, 2, vec![stump(0, 1.0, -1.0, 1.0), stump(1, 0.0, 2.0, 4.0)]).unwrap()
    }

    #[test]
    fn trees_are_summed_and_tell_what_moved_them() {
        assert_eq!(two().score(&[1.0, 0.5]), 0.5 - 1.0 + 4.0);
        assert_eq!(two().contributions(&[2.0, 0.0]), [1.0, -1.0]);
    }

    #[test]
    fn what_was_written_is_read() {
        let (names, features) = (["a", "b"], [3.0, -1.0]);
        let bytes = two().write(&names);
        assert_eq!(Scorer::read(&bytes, &names).unwrap().score(&features), two().score(&features));
        assert_eq!(Scorer::read(&bytes, &["a", "c"]).err(), Some(Refused::OtherFeatures));
        assert_eq!(Scorer::read(b"%PDF-1.7 and more", &names).err(), Some(Refused::Foreign));
    }

    #[test]
    fn broken_weights_are_refused() {
        let names = ["a", "b"];
        let bytes = two().write(&names);
        for end in 10..bytes.len() {
            assert!(Scorer::read(&bytes[..end], &names).is_err(), "{end} bytes");
        }
        let refused = |tree: Tree| Scorer::new(0.0, 2, vec![tree]).is_none();
        assert!(refused(vec![]) && refused(vec![leaf(f32::NAN)]) && refused(stump(2, 0.0, 0.0, 0.0)));
        let mut loops = stump(0, 0.0, 0.0, 0.0);
        loops[0].right = 0;
        assert!(refused(loops));
    }
}
