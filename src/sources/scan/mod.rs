//! Scans: pictures of pages in PNG, JPEG or TIFF to [`Sheet`](crate::model::sheet::Sheet)s, by text recognition. What the
//! head of such a file tells is read here; its pixels are read by the program that recognizes their text alone.

mod head;
mod tiff;

use super::recognition::{PageToRecognize, Recognizer, Trouble, When};
use super::{Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use crate::geometry::Rect;
use crate::model::sheet::Sheet;
use head::{ImageFormat, ImagePage};

/// Pixels of a page at most: a broadsheet at 600 dots an inch has 240 million.
const PIXELS_AT_MOST: u64 = 300_000_000;
/// Pixels of an edge at most, which is what the program that reads them takes.
const EDGE_AT_MOST: u32 = 32_767;
/// Dots an inch of a page of which nothing else is known.
const USUAL_DOTS: f32 = 300.0;

/// True for pictures that are read.
pub fn claims(bytes: &[u8]) -> bool {
    head::kind(bytes).is_some()
}

/// Reads a scan; each page goes to `take` as soon as its text is recognized.
///
/// # Errors
/// When its head is damaged, when nothing recognizes text here or none is to, and when there is no text on any page.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &OpenOptions,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Opened, OpenError> {
    let broken = |says: String| OpenError::Broken { name: name.to_owned(), says };
    let empty = |says: String| OpenError::Empty { name: name.to_owned(), says };
    let Some(kind) = head::kind(bytes) else { return Err(broken("no picture that is read".to_owned())) };
    let leaves = head::leaves(kind, bytes).map_err(broken)?;
    if options.recognition.when == When::Never {
        return Err(empty("a scan, whose text nobody has recognized; --ocr auto does".to_owned()));
    }
    let mut recognizer = Recognizer::new(options, bytes);
    take(ReadStep::Pages(leaves.len()));
    let (mut read, mut trouble) = (0, None);
    for (index, leaf) in leaves.iter().enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        take(ReadStep::Recognizing(number));
        let page = of_leaf(kind, leaf, index, bytes).and_then(|page| recognizer.page(index, &mut || Ok(page.clone())));
        let sheet = match page {
            Ok(sheet) => {
                read += usize::from(!sheet.runs.is_empty());
                Sheet { number, ..sheet }
            }
            // What is missing for one page is missing for all.
            Err(Trouble::Missing(says)) if read == 0 => return Err(empty(format!("a scan: {says}"))),
            Err(why) => {
                let says = why.says();
                let sheet = unread(leaf, number, &says);
                trouble.get_or_insert(says);
                sheet
            }
        };
        take(ReadStep::Sheet(Box::new(sheet)));
    }
    if read == 0 {
        return Err(match trouble {
            Some(says) => broken(says),
            None => empty("a scan without any text that can be recognized".to_owned()),
        });
    }
    let content = Content::Sheets(Vec::new());
    Ok(Opened {
        format: Format::Scan,
        content,
        doubts: Vec::new(),
        paper: None,
        partial: trouble.is_some(),
        rest: None,
    })
}

/// A page as it is handed over.
fn of_leaf<'a>(
    kind: ImageFormat,
    leaf: &ImagePage,
    index: usize,
    bytes: &'a [u8],
) -> Result<PageToRecognize<'a>, Trouble> {
    let ImagePage { width, height, dots } = *leaf;
    if width == 0 || height == 0 {
        return Err(Trouble::Failed("this picture is damaged: it has no size".to_owned()));
    }
    if width.max(height) > EDGE_AT_MOST || u64::from(width) * u64::from(height) > PIXELS_AT_MOST {
        let says = format!("{width} by {height} pixels are more than are read; scale the picture down first");
        return Err(Trouble::Failed(says));
    }
    Ok(PageToRecognize { bytes: bytes.into(), leaf: (kind == ImageFormat::Tiff).then_some(index), dots })
}

/// A page whose text was not recognized.
fn unread(leaf: &ImagePage, number: u32, says: &str) -> Sheet {
    let scale = 72.0 / leaf.dots.unwrap_or(USUAL_DOTS);
    let bounds = Rect::new(0.0, 0.0, leaf.width as f32 * scale, leaf.height as f32 * scale);
    Sheet { number, bounds, doubts: vec![says.to_owned()], partial: true, ..Sheet::default() }
}
