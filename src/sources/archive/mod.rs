//! What libraries deliver: ALTO, METS with ALTO, PAGE XML and hOCR. Each is told by its root element.

mod alto;
mod blocks;
mod chains;
mod claims;
mod encoding;
mod flow;
mod hocr;
mod hrefs;
mod html;
mod hyphens;
mod maker;
mod mets;
mod page;
mod place;
mod placeless;
mod reading_order;
mod within_line;
mod xml;

use super::foreign::markup;
use super::{Content, Format, OpenError, OpenOptions, Opened};
use crate::model::sheet::Sheet;
use encoding::decoded;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
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
}

/// Bytes in which a root element is looked for.
const SAMPLE: usize = 16 << 10;

/// A longer file is refused, in bytes: the largest page of words is a few megabytes.
const LONGEST: u64 = 64 << 20;

/// The dialect of these bytes; nothing when they are of none that is read.
pub fn dialect(bytes: &[u8]) -> Option<Dialect> {
    let (sample, _) = decoded(bytes.get(..SAMPLE).unwrap_or(bytes));
    let root = markup::root(&sample)?;
    match root.as_str() {
        "alto" => Some(Dialect::Alto),
        "mets" => Some(Dialect::Mets),
        "pcgts" => Some(Dialect::Page),
        "html" | "body" | "div" | "p" | "span" => holds_classes(bytes, &sample).then_some(Dialect::Hocr),
        // Answers of archives wrap what they deliver.
        "oai-pmh" | "record" | "metadata" | "getrecord" => {
            markup::elements(&sample).find_map(|name| match name.as_str() {
                "alto" => Some(Dialect::Alto),
                "mets" => Some(Dialect::Mets),
                "pcgts" => Some(Dialect::Page),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Whether HTML has the classes of hOCR; a long head may stand before them.
fn holds_classes(bytes: &[u8], sample: &str) -> bool {
    let holds = |text: &str| ["ocr_page", "ocr_line", "ocrx_word", "ocr_par"].iter().any(|class| text.contains(class));
    holds(sample) || holds(&decoded(bytes).0)
}

/// True for files of a dialect that is read.
pub fn claims(bytes: &[u8]) -> bool {
    dialect(bytes).is_some()
}

/// Reads a file of a library.
///
/// # Errors
/// When it is damaged, of no dialect that is read, or without text.
pub fn read(name: &str, bytes: &[u8], options: &OpenOptions) -> Result<Opened, OpenError> {
    let broken = |says: String| OpenError::Broken { name: name.to_owned(), says };
    let Some(dialect) = dialect(bytes) else {
        return Err(broken("neither ALTO, METS, PAGE nor hOCR".to_owned()));
    };
    if bytes.len() as u64 > LONGEST {
        return Err(broken("larger than 64 MB; split it into pages first".to_owned()));
    }
    let (text, replaced) = decoded(bytes);
    let tree = match dialect {
        Dialect::Hocr => html::parse(&text),
        Dialect::Alto | Dialect::Mets | Dialect::Page => Tree::parse(&text),
    };
    let tree = tree.map_err(broken)?;
    let (mut sheets, doubts): (Vec<Sheet>, Vec<String>) = match dialect {
        Dialect::Alto => (alto::sheets(&tree, None), Vec::new()),
        Dialect::Page => (page::sheets(&tree), Vec::new()),
        Dialect::Hocr => (hocr::sheets(&tree), Vec::new()),
        Dialect::Mets => mets::sheets(&tree, options.folder.as_deref()).map_err(broken)?,
    };
    if sheets.iter().all(|sheet| sheet.runs.is_empty()) {
        let says = "there are no words in it; the file may describe pictures only".to_owned();
        return Err(OpenError::Empty { name: name.to_owned(), says });
    }
    if let Some(first) = sheets.first_mut().filter(|_| replaced > 0) {
        first.doubts.push(format!("{replaced} characters cannot be read and show as \u{fffd}; the file is damaged"));
    }
    let partial = sheets.iter().any(|sheet| sheet.partial);
    Ok(Opened { format: Format::Archive, content: Content::Sheets(sheets), doubts, partial })
}

/// Which of these files, all of one folder, others of them that are METS name as their pages: they are read with those.
pub fn named_by_issues(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"))) {
        let is_issue = head(path).is_some_and(|head| dialect(&head) == Some(Dialect::Mets));
        let Some(folder) = path.parent().filter(|_| is_issue) else { continue };
        if let Ok(tree) = load(path).and_then(|text| Tree::parse(&text)) {
            named.extend(mets::named(&tree, folder));
        }
    }
    let is_named = |path: &&PathBuf| path.canonicalize().is_ok_and(|real| named.contains(&real));
    files.iter().filter(is_named).cloned().collect()
}

/// The beginning of a file.
fn head(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(SAMPLE as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// What the system says about a file, without the number it has for it.
fn in_words(error: &std::io::Error) -> String {
    let says = error.to_string();
    says.split(" (os error").next().unwrap_or(&says).to_owned()
}

/// The text of a file beside the one that was opened.
fn load(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|error| in_words(&error))?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > LONGEST {
        return Err("larger than 64 MB".to_owned());
    }
    Ok(decoded(&bytes).0.into_owned())
}
