//! PDF through hayro: pages to glyph runs, rules, boxes and picture places. The engine is named in this folder
//! and nowhere else.

use super::{OpenError, OpenOptions, Opened};

/// True when the bytes say they are a PDF: the header stands within the first kilobyte.
pub fn claims(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// When it is encrypted, broken, or has no text at all.
pub fn read(name: &str, _bytes: &[u8], _options: &OpenOptions) -> Result<Opened, OpenError> {
    Err(OpenError::Broken { name: name.to_owned(), says: "not yet".to_owned() })
}
