//! A page that nobody looks at: encoded and compressed, a tenth of what it takes in use.

use crate::model::page::Page;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Room that is kept for the next page, at most: larger pages are rare.
const KEPT: usize = 4 << 20;
/// What a compressed text may be longer than the text, at most: its frame, and a part in a thousand.
const FRAME: usize = 64;

thread_local! {
    static BENCH: RefCell<Bench> = RefCell::default();
}

/// What packing and unpacking a page needs beside the page. It is kept: large pieces that come and go between small ones that
/// stay leave a memory full of holes, and ten times what is in use is taken.
struct Bench {
    encoded: Vec<u8>,
    packed: Vec<u8>,
    packer: Compress,
    unpacker: Decompress,
}

impl Default for Bench {
    fn default() -> Bench {
        Bench {
            encoded: Vec::new(),
            packed: Vec::new(),
            packer: Compress::new(Compression::fast(), true),
            unpacker: Decompress::new(true),
        }
    }
}

impl Bench {
    /// A page encoded and compressed, and how long it was between.
    fn pack(&mut self, page: &Page) -> Option<(Vec<u8>, usize)> {
        self.encoded.clear();
        self.encoded = postcard::to_extend(page, std::mem::take(&mut self.encoded)).ok()?;
        let length = self.encoded.len();
        self.packed.clear();
        self.packed.reserve(length + length / 1000 + FRAME);
        self.packer.reset();
        let mut status = Status::Ok;
        while status != Status::StreamEnd {
            let read = usize::try_from(self.packer.total_in()).ok()?;
            self.packed.reserve(FRAME);
            status =
                self.packer.compress_vec(self.encoded.get(read..)?, &mut self.packed, FlushCompress::Finish).ok()?;
        }
        let bytes = self.packed.as_slice().to_vec();
        self.tidy();
        Some((bytes, length))
    }

    /// A page from its bytes, which were so long before they were compressed.
    fn unpack(&mut self, bytes: &[u8], length: usize) -> Option<Page> {
        self.encoded.clear();
        self.encoded.reserve(length);
        self.unpacker.reset(true);
        self.unpacker.decompress_vec(bytes, &mut self.encoded, FlushDecompress::Finish).ok()?;
        let page = postcard::from_bytes(self.encoded.get(..length)?).ok();
        self.tidy();
        page
    }

    /// Keeps no more room than pages need as a rule.
    fn tidy(&mut self) {
        for room in [&mut self.encoded, &mut self.packed] {
            if room.capacity() > KEPT {
                *room = Vec::new();
            }
        }
    }
}

/// A packed page, with what is asked of it most often.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PackedPage {
    bytes: Vec<u8>,
    /// Bytes that it takes encoded.
    encoded: u32,
    number: u32,
    stories: u32,
    is_tied: bool,
}

/// Bytes that a page takes in memory, near enough.
pub fn weight(page: &Page) -> usize {
    /// What an allocation takes beside what is in it.
    const EACH: usize = 16;
    fn table<T>(rows: &[T]) -> usize {
        size_of_val(rows) + EACH
    }
    let lines: usize = page.lines.iter().map(|line| line.text.len() + EACH).sum();
    let blocks: usize = page.blocks.iter().map(|block| block.text.len() + block.because.0.len() + EACH).sum();
    let stories: usize = page.stories.iter().map(|story| table(&story.blocks)).sum();
    let regions: usize = page.regions.iter().map(|region| table(&region.columns)).sum();
    let tables = table(&page.lines) + table(&page.blocks) + table(&page.stories) + table(&page.regions);
    let marks = table(&page.rules) + table(&page.boxes) + table(&page.pictures) + table(&page.faces);
    size_of::<Page>() + lines + blocks + stories + regions + tables + marks + table(&page.order) + table(&page.links)
}

impl PackedPage {
    /// A page, packed; nothing for one that is too large to be.
    pub fn of(page: &Page) -> Option<PackedPage> {
        let (bytes, encoded) = BENCH.with_borrow_mut(|bench| bench.pack(page))?;
        Some(PackedPage {
            bytes,
            encoded: u32::try_from(encoded).ok()?,
            number: page.number,
            stories: u32::try_from(page.stories.len()).ok()?,
            is_tied: page.is_tied(),
        })
    }

    /// The page. What was packed can be unpacked, so there is one.
    pub fn unpack(&self) -> Page {
        if self.encoded == 0 {
            return Page::default();
        }
        let page = BENCH.with_borrow_mut(|bench| bench.unpack(&self.bytes, self.encoded as usize));
        debug_assert!(page.is_some(), "what was packed can be unpacked");
        page.map(|page| Page { number: self.number, ..page }).unwrap_or_default()
    }

    /// The same page with another number: one that was made before it was known how many come before it.
    pub fn numbered(self, number: u32) -> PackedPage {
        PackedPage { number, ..self }
    }

    /// Stories of the page.
    pub fn stories(&self) -> u32 {
        self.stories
    }

    /// Whether any of them goes on elsewhere or came from there.
    pub fn is_tied(&self) -> bool {
        self.is_tied
    }

    /// Bytes that it takes.
    pub fn weight(&self) -> usize {
        self.bytes.len()
    }
}
