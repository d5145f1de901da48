//! The directories of a TIFF, one a page: sizes, and how fine they are. The large form with offsets of eight bytes as well.

use super::head::{INCHES_A_CENTIMETER, ImagePage, likely};

/// Pages of a file at most; a longer chain of directories leads in a circle or is no newspaper.
const PAGES_AT_MOST: usize = 2_000;
/// Entries of a directory at most.
const ENTRIES_AT_MOST: usize = 512;

/// True for the first bytes of a TIFF.
pub(super) fn claims(bytes: &[u8]) -> bool {
    TiffReader::of(bytes).is_some()
}

/// The pages, as far as the chain of directories is sound.
pub(super) fn leaves(bytes: &[u8]) -> Vec<ImagePage> {
    let Some(reader) = TiffReader::of(bytes) else { return Vec::new() };
    let mut seen: Vec<usize> = Vec::new();
    let mut leaves = Vec::new();
    let mut next = reader.offset(if reader.large { 8 } else { 4 });
    while let Some(at) = next.filter(|at| *at > 0 && !seen.contains(at) && seen.len() < PAGES_AT_MOST) {
        seen.push(at);
        let Some((directory, after)) = reader.directory(at) else { break };
        leaves.push(directory.leaf());
        next = after;
    }
    leaves
}

struct TiffReader<'a> {
    bytes: &'a [u8],
    little: bool,
    large: bool,
}

/// What is read of a directory.
#[derive(Default)]
struct Directory {
    width: u32,
    height: u32,
    across: Option<f32>,
    /// The unit of how fine it is: 2 inches, 3 centimeters.
    unit: Option<u32>,
}

impl Directory {
    fn leaf(&self) -> ImagePage {
        let dots = match self.unit {
            Some(3) => self.across.map(|across| across * INCHES_A_CENTIMETER),
            // An inch where nothing is said.
            Some(2) | None => self.across,
            Some(_) => None,
        };
        ImagePage { width: self.width, height: self.height, dots: dots.and_then(likely) }
    }
}

impl<'a> TiffReader<'a> {
    fn of(bytes: &'a [u8]) -> Option<TiffReader<'a>> {
        let (little, large) = match bytes.get(..4)? {
            b"II*\0" => (true, false),
            b"MM\0*" => (false, false),
            b"II+\0" => (true, true),
            b"MM\0+" => (false, true),
            _ => return None,
        };
        Some(TiffReader { bytes, little, large })
    }

    fn number(&self, at: usize, length: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(length)?)?;
        let join = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        Some(if self.little { bytes.iter().rev().fold(0, join) } else { bytes.iter().fold(0, join) })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.number(at, if self.large { 8 } else { 4 })?).ok()
    }

    /// The directory at a place, and the place of the next one.
    fn directory(&self, at: usize) -> Option<(Directory, Option<usize>)> {
        let (counted, entry, word) = if self.large { (8, 20, 8) } else { (2, 12, 4) };
        let count = usize::try_from(self.number(at, counted)?).ok()?;
        let first = at.checked_add(counted)?;
        let mut directory = Directory::default();
        for index in 0..count.min(ENTRIES_AT_MOST) {
            let at = first.checked_add(index * entry)?;
            let (tag, kind) = (self.number(at, 2)?, self.number(at + 2, 2)?);
            let value = at + 4 + word;
            // Short numbers stand at the beginning of their place.
            let whole =
                || self.number(value, if kind == 3 { 2 } else { 4 }).and_then(|whole| u32::try_from(whole).ok());
            match tag {
                256 => directory.width = whole()?,
                257 => directory.height = whole()?,
                282 => directory.across = self.offset(value).and_then(|at| self.fraction(at)),
                296 => directory.unit = whole(),
                _ => {}
            }
        }
        let after = first.checked_add(count.checked_mul(entry)?)?;
        Some((directory, self.offset(after)))
    }

    fn fraction(&self, at: usize) -> Option<f32> {
        let (above, below) = (self.number(at, 4)?, self.number(at.checked_add(4)?, 4)?);
        (below > 0).then(|| above as f32 / below as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of pages that have sizes and are 300 dots fine, in little or in big order.
    fn file(sizes: &[(u32, u32)], little: bool) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut bytes = if little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
        bytes.extend(long(16));
        bytes.extend([long(300), long(1)].concat());
        for (index, (width, height)) in sizes.iter().enumerate() {
            bytes.extend(short(3));
            for (tag, kind, value) in [(256_u16, 4_u16, *width), (257, 4, *height), (282, 5, 8)] {
                bytes.extend([short(tag), short(kind)].concat());
                bytes.extend([long(1), long(value)].concat());
            }
            let next = if index + 1 < sizes.len() { bytes.len() as u32 + 4 } else { 0 };
            bytes.extend(long(next));
        }
        bytes
    }

    #[test]
    fn every_page_tells_its_size() {
        for little in [true, false] {
            let whole = file(&[(2480, 3508), (3508, 2480)], little);
            let leaf = |width, height| ImagePage { width, height, dots: Some(300.0) };
            assert_eq!(leaves(&whole), [leaf(2480, 3508), leaf(3508, 2480)]);
            for cut in 0..whole.len() {
                assert!(leaves(&whole[..cut]).len() <= 2);
            }
        }
    }

    #[test]
    fn a_chain_that_leads_in_a_circle_ends() {
        let mut whole = file(&[(10, 10), (20, 20)], true);
        let last = whole.len() - 4;
        whole[last..].copy_from_slice(&16_u32.to_le_bytes());
        assert_eq!(leaves(&whole).len(), 2);
    }
}
