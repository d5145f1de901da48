//! A page that nobody looks at: encoded and compressed, a tenth of what it takes in use.

use crate::model::page::Page;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// A packed page, with what is asked of it most often.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PackedPage {
    bytes: Vec<u8>,
    /// Bytes that it takes encoded.
    encoded: u32,
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
        let encoded = postcard::to_allocvec(page).ok()?;
        let mut packer = ZlibEncoder::new(Vec::with_capacity(encoded.len() / 3), Compression::fast());
        packer.write_all(&encoded).ok()?;
        let mut bytes = packer.finish().ok()?;
        bytes.shrink_to_fit();
        Some(PackedPage {
            bytes,
            encoded: u32::try_from(encoded.len()).ok()?,
            stories: u32::try_from(page.stories.len()).ok()?,
            is_tied: page.is_tied(),
        })
    }

    /// The page. What was packed can be unpacked, so there is one.
    pub fn unpack(&self) -> Page {
        if self.encoded == 0 {
            return Page::default();
        }
        let mut encoded = Vec::with_capacity(self.encoded as usize);
        let read = ZlibDecoder::new(self.bytes.as_slice()).take(u64::from(self.encoded)).read_to_end(&mut encoded);
        let page = read.ok().and_then(|_| postcard::from_bytes(&encoded).ok());
        debug_assert!(page.is_some(), "what was packed can be unpacked");
        page.unwrap_or_default()
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
