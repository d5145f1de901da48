//! What libraries deliver: ALTO, METS with ALTO, PAGE XML and hOCR. Each is told by its root element.

mod alto;
mod hocr;
mod hyphens;
mod maker;
mod mets;
mod page;
mod xml;

use super::{Content, Format, OpenError, OpenOptions, Opened};
use crate::model::sheet::Sheet;
use std::io::Read;
use std::path::Path;
use xml::Tree;

/// The dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// ALTO, one page a file as a rule.
    Alto,
    /// METS, an issue whose pages are ALTO files beside it.
    Mets,
    /// PAGE XML, one page a file.
    Page,
    /// HTML with the classes of hOCR.
    Hocr,
    /// Some other XML.
    Unknown,
}

/// Bytes in which a root element is looked for.
const SAMPLE: usize = 16 << 10;

/// A longer file is refused, in bytes: the largest page of words is a few megabytes.
const LONGEST: u64 = 64 << 20;

/// The dialect of these bytes; nothing when they are no XML and no HTML.
pub fn dialect(bytes: &[u8]) -> Option<Dialect> {
    let sample = decoded(bytes.get(..SAMPLE).unwrap_or(bytes));
    let text = sample.trim_start_matches('\u{feff}').trim_start();
    let start = text.get(..5).unwrap_or(text).to_lowercase();
    if !text.starts_with("<?xml") && !start.starts_with("<!doc") && !roots(text).any(|_| true) {
        return None;
    }
    roots(text).next().or(text.starts_with("<?xml").then_some(Dialect::Unknown))
}

/// Dialects whose root stands in the text, in its order.
fn roots(text: &str) -> impl Iterator<Item = Dialect> + '_ {
    text.split('<').skip(1).filter_map(move |tag| {
        let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
        match name.rsplit(':').next().unwrap_or(name) {
            "alto" => Some(Dialect::Alto),
            "mets" => Some(Dialect::Mets),
            "PcGts" => Some(Dialect::Page),
            "html" if text.contains("ocr_page") || text.contains("ocr-system") => Some(Dialect::Hocr),
            _ => None,
        }
    })
}

/// True for XML of any kind, and for hOCR.
pub fn claims(bytes: &[u8]) -> bool {
    dialect(bytes).is_some()
}

/// Reads a file of a library.
///
/// # Errors
/// When it is damaged, of no dialect that is read, or without text.
pub fn read(name: &str, bytes: &[u8], options: &OpenOptions) -> Result<Opened, OpenError> {
    let broken = |says: String| OpenError::Broken { name: name.to_owned(), says };
    let dialect = dialect(bytes).unwrap_or(Dialect::Unknown);
    if dialect == Dialect::Unknown {
        let says = "XML, but neither ALTO, METS, PAGE nor hOCR; --encoding utf-8 opens it as plain text";
        return Err(broken(says.to_owned()));
    }
    if bytes.len() as u64 > LONGEST {
        return Err(broken("larger than 64 MB; split it into pages first".to_owned()));
    }
    let tree = Tree::parse(&decoded(bytes)).map_err(broken)?;
    let (sheets, doubts): (Vec<Sheet>, Vec<String>) = match dialect {
        Dialect::Alto => (alto::sheets(&tree, None), Vec::new()),
        Dialect::Page => (page::sheets(&tree), Vec::new()),
        Dialect::Hocr => (hocr::sheets(&tree), Vec::new()),
        Dialect::Mets => mets::sheets(&tree, options.folder.as_deref()).map_err(broken)?,
        Dialect::Unknown => (Vec::new(), Vec::new()),
    };
    if sheets.iter().all(|sheet| sheet.runs.is_empty()) {
        let says = "there are no words in it; the file may describe pictures only".to_owned();
        return Err(OpenError::Empty { name: name.to_owned(), says });
    }
    Ok(Opened { format: Format::Archive, content: Content::Sheets(sheets), doubts })
}

/// The text of a file beside the one that was opened.
fn load(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LONGEST {
        return Err("larger than 64 MB".to_owned());
    }
    Ok(decoded(&bytes).into_owned())
}

/// Bytes to text by their mark or by what the XML declaration says; UTF-8 otherwise.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let head = bytes.get(..200).unwrap_or(bytes);
    let declared = String::from_utf8_lossy(head);
    let label = declared.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split(quote).next().map(str::to_owned)
    });
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes).0
}
