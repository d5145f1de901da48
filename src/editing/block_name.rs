//! How a block is named from one reading to the next: by what it says and where it stands, so that it is found
//! again when the layout of its page has changed around it.

use crate::model::page::{BlockId, Page};

/// A block, whatever its number is today.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockName {
    /// The fingerprint of its text without blanks.
    pub print: u64,
    /// How the text begins: for people to read, and for the case that its end has changed.
    pub says: String,
    /// Its left and top edge, in whole points.
    pub at: [i32; 2],
}

/// So much of a text tells it from others, in characters.
const SAYS: usize = 12;
/// A block that begins alike and stands within this many ems of the old place is the same.
const NEAR_EM: f32 = 2.0;

impl BlockName {
    /// The name of a block.
    pub fn of(page: &Page, id: BlockId) -> Option<BlockName> {
        let block = page.blocks.get(id.0 as usize)?;
        let at = [block.bbox.left.0.round() as i32, block.bbox.top.0.round() as i32];
        Some(BlockName { print: fingerprint(block.text.as_bytes()), says: beginning(&block.text), at })
    }

    /// The block of this name: the one with the same text, the nearest when there are several; else one that begins
    /// alike and stands in the same place.
    pub fn find(&self, page: &Page) -> Option<BlockId> {
        let far = |block: &crate::model::page::Block| {
            let (dx, dy) = (block.bbox.left.0 - self.at[0] as f32, block.bbox.top.0 - self.at[1] as f32);
            dx.hypot(dy)
        };
        let blocks = || page.blocks.iter().enumerate().map(|(index, block)| (BlockId(index as u32), block));
        let nearest =
            |found: Vec<(BlockId, f32)>| found.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(id, _)| id);
        let same = blocks().filter(|(_, block)| fingerprint(block.text.as_bytes()) == self.print);
        let near = NEAR_EM * page.body_size.0.max(1.0);
        nearest(same.map(|(id, block)| (id, far(block))).collect()).or_else(|| {
            let alike = blocks().filter(|(_, block)| beginning(&block.text) == self.says && far(block) <= near);
            nearest(alike.map(|(id, block)| (id, far(block))).collect())
        })
    }
}

fn beginning(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(SAYS).collect()
}

/// FNV-1a without blanks: the same on every machine and in every version, unlike the standard hasher.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    Fingerprint::default().with(bytes).value()
}

/// A fingerprint that is made piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Fingerprint {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// That of what came before and these bytes.
    pub fn with(self, bytes: &[u8]) -> Fingerprint {
        let seen = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
        Fingerprint(seen.fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// The fingerprint of all of it.
    pub fn value(self) -> u64 {
        self.0
    }
}
