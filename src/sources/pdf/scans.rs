//! Pages of a PDF that are pictures: drawn, and their text recognized, as they come.

use super::OpenOptions;
use super::stamped::{is_stamped, letters};
use crate::model::sheet::{Picture, Sheet};
use crate::sources::ReadStep;
#[cfg(feature = "images")]
use crate::sources::recognition::PageToRecognize;
use crate::sources::recognition::{Recognizer, Trouble, When};
use std::collections::BTreeMap;

/// How fine pages are drawn, in dots an inch.
#[cfg(feature = "images")]
const DOTS: f32 = 300.0;
/// A picture over this part of the page is the scan itself.
const SCAN: f32 = 0.6;
/// The text of a stamped scan is so many times as long as its stamp, at least; else the page keeps what it has.
const MORE_TEXT: usize = 4;

/// Recognizes text on its way to whoever takes the pages.
pub(super) struct Scans<'a> {
    bytes: &'a [u8],
    options: &'a OpenOptions,
    recognizer: Option<Recognizer<'a>>,
    /// Pages without text that have some now, by their numbers; and those that have none, with the reason.
    pub outcomes: BTreeMap<u32, Result<(), Trouble>>,
}

impl<'a> Scans<'a> {
    pub fn new(bytes: &'a [u8], options: &'a OpenOptions) -> Scans<'a> {
        Scans { bytes, options, recognizer: None, outcomes: BTreeMap::new() }
    }

    /// Passes a step on, with text where a page had none or other text is wanted.
    pub fn pass_on(&mut self, step: ReadStep, take: &mut dyn FnMut(ReadStep)) {
        match step {
            ReadStep::Sheet(sheet) if self.wants(&sheet) => {
                take(ReadStep::Recognizing(sheet.number));
                take(ReadStep::Sheet(Box::new(self.read_page(*sheet))));
            }
            ReadStep::Sheet(_) | ReadStep::Pages(_) | ReadStep::Recognizing(_) => take(step),
        }
    }

    /// Whether the text of a page is to be recognized.
    fn wants(&self, sheet: &Sheet) -> bool {
        match self.options.recognition.when {
            When::Never => false,
            When::Auto => !sheet.partial && (sheet.runs.is_empty() || is_stamped(sheet)),
            When::Always => true,
        }
    }

    fn read_page(&mut self, sheet: Sheet) -> Sheet {
        let blank = sheet.runs.is_empty();
        let stamped = self.options.recognition.when == When::Auto && !blank;
        // What is missing for one page is missing for all.
        let missing = self.outcomes.values().find_map(|outcome| match outcome {
            Err(Trouble::Missing(says)) => Some(Trouble::Missing(says.clone())),
            Ok(()) | Err(Trouble::Failed(_) | Trouble::Blank) => None,
        });
        let recognized = missing.map_or_else(|| self.recognized(&sheet), Err);
        let outcome = match &recognized {
            Ok(read) if read.runs.is_empty() => Err(Trouble::Blank),
            Ok(_) => Ok(()),
            Err(trouble) => Err(trouble.clone()),
        };
        let number = sheet.number;
        let sheet = match recognized {
            Ok(read) if stamped && letters(&read) < letters(&sheet) * MORE_TEXT => sheet,
            Ok(read) if !read.runs.is_empty() || blank => joined(sheet, read),
            Ok(_) => sheet,
            // The stamp is all the text that it brings, and was read.
            Err(Trouble::Missing(says) | Trouble::Failed(says)) if stamped => {
                Sheet { doubts: sheet.doubts.into_iter().chain([says]).collect(), ..sheet }
            }
            Err(trouble) => with_doubt(sheet, trouble),
        };
        // A page that has text lacks nothing when it gets no more.
        if !stamped || outcome.is_ok() {
            self.outcomes.insert(number, outcome);
        }
        sheet
    }

    #[cfg(feature = "images")]
    fn recognized(&mut self, sheet: &Sheet) -> Result<Sheet, Trouble> {
        use super::drawing::{self, DrawRequest};
        let (bytes, options) = (self.bytes, self.options);
        let index = (sheet.number as usize).saturating_sub(1);
        let recognizer = self.recognizer.get_or_insert_with(|| Recognizer::new(options, bytes));
        let width = sheet.bounds.width().0.max(1.0);
        recognizer.page(index, &mut || {
            let order = DrawRequest { index, dots: DOTS, password: options.password.clone() };
            let gray = drawing::drawn(bytes, order, options.reader.as_deref()).ok_or_else(|| {
                Trouble::Failed("the page cannot be drawn, so its text cannot be recognized".to_owned())
            })?;
            if gray.pixels.iter().all(|pixel| *pixel == u8::MAX) {
                return Err(Trouble::Blank);
            }
            let dots = gray.width as f32 / width * 72.0;
            Ok(PageToRecognize { bytes: gray.into_file().into(), leaf: None, dots: Some(dots) })
        })
    }

    #[cfg(not(feature = "images"))]
    fn recognized(&mut self, _sheet: &Sheet) -> Result<Sheet, Trouble> {
        let _ = (self.bytes, &self.recognizer);
        Err(Trouble::Missing("this build draws no pages of PDFs, so their text cannot be recognized".to_owned()))
    }
}

/// A page of the PDF with the text that was recognized on it.
fn joined(sheet: Sheet, read: Sheet) -> Sheet {
    let page = sheet.bounds.area();
    let mut pictures: Vec<Picture> = sheet.pictures;
    pictures.retain(|picture| picture.bbox.area() < page * SCAN);
    if pictures.is_empty() {
        pictures = read.pictures;
    }
    let mut doubts = sheet.doubts;
    // It said that there is no text.
    doubts.retain(|_| !sheet.runs.is_empty());
    doubts.extend(read.doubts);
    let (runs, rules, given) = (read.runs, read.rules, read.given);
    Sheet { runs, rules, given, pictures, doubts, faces: read.faces, boxes: Vec::new(), ocr: read.ocr, ..sheet }
}

/// A page that keeps what it has, with the reason that it has no more.
fn with_doubt(mut sheet: Sheet, trouble: Trouble) -> Sheet {
    match trouble {
        Trouble::Blank => {}
        Trouble::Missing(says) | Trouble::Failed(says) => {
            sheet.partial = true;
            sheet.doubts.push(says);
        }
    }
    sheet
}
