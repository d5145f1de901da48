//! What belongs together, when it is told pair by pair.

/// Disjoint groups with their sizes (union by size, path halving).
pub struct DisjointSets {
    parent: Vec<usize>,
    size: Vec<usize>,
}

impl DisjointSets {
    /// Every member alone.
    pub fn new(members: usize) -> DisjointSets {
        DisjointSets { parent: (0..members).collect(), size: vec![1; members] }
    }

    /// The name of a member's group.
    pub fn find(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.parent.get(at).copied().filter(|up| *up != at) {
            let next = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = next;
            }
            at = next;
        }
        at
    }

    /// Makes one group of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        let (large, small) = if self.size(a) >= self.size(b) { (a, b) } else { (b, a) };
        let sum = self.size(a) + self.size(b);
        if let Some(slot) = self.parent.get_mut(small) {
            *slot = large;
        }
        if let Some(slot) = self.size.get_mut(large) {
            *slot = sum;
        }
    }

    /// How many members a member's group has.
    pub fn size(&mut self, at: usize) -> usize {
        let root = self.find(at);
        self.size.get(root).copied().unwrap_or(1)
    }
}
