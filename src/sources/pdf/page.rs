//! One page of a PDF to a sheet.

use super::fences::{Fences, Meter};
use super::fonts::{FontBook, PageFont};
use super::ocr;
use super::sink::Sink;
use super::{cmaps, labels};
use crate::geometry::{Pt, Rect};
use crate::model::sheet::{Face, FaceId, GlyphRun, Picture, Sheet};
use hayro_interpret::kurbo::{Affine, Rect as Area};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Object, Stream};
use hayro_syntax::page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Weight of a face of which nothing tells.
const REGULAR: u16 = 400;
/// An empty content stream takes up to this many bytes when compressed.
const EMPTY_STREAM: usize = 16;
/// A shaded area smaller than this is an ornament.
const SMALLEST_ARTWORK: Pt = Pt(24.0);
/// Shaded areas of a page that are looked at: each is held against all of its text.
const MOST_ARTWORK: usize = 200;
/// A frame around artwork lies within this of its edge.
const FRAME: Pt = Pt(3.0);

/// Reads the pages of one file; keeps what they share.
pub(super) struct Reader<'a> {
    pdf: &'a Pdf,
    settings: InterpreterSettings,
    fences: Fences,
    ends: Instant,
    cache: InterpreterCache<'a>,
    book: FontBook<'a>,
    labels: Vec<Option<String>>,
    lost_font: Arc<AtomicBool>,
}

impl<'a> Reader<'a> {
    pub fn new(pdf: &'a Pdf, fences: Fences, ends: Instant) -> Reader<'a> {
        let lost_font = Arc::new(AtomicBool::new(false));
        let settings = settings(Arc::clone(&lost_font));
        Reader {
            pdf,
            fences,
            ends,
            cache: InterpreterCache::new(),
            book: FontBook::new(settings.clone()),
            labels: labels::read(pdf, pdf.pages().len().min(fences.pages)),
            lost_font,
            settings,
        }
    }

    /// The sheet of the page at `index`, which has whatever could be read before anything went wrong.
    pub fn sheet(&mut self, index: usize, page: &Page<'a>) -> Sheet {
        let unit = page.raw().get::<f64>(keys::USER_UNIT).filter(|unit| (0.01..=1000.0).contains(unit)).unwrap_or(1.0);
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width) * unit, f64::from(height) * unit);
        let mut sheet = Sheet {
            number: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
            label: self.labels.get(index).cloned().flatten(),
            bounds: Rect::new(0.0, 0.0, width as f32, height as f32),
            ..Sheet::default()
        };
        if drawing_lost(page) {
            sheet.doubts.push("the drawing of the page is damaged and cannot be read".to_owned());
        }
        let transform = Affine::scale(unit) * page.initial_transform(true).to_kurbo();
        self.lost_font.store(false, Ordering::Relaxed);
        let mut sink = Sink::new(sheet, self.book.of_page(page), Meter::new(self.fences, self.ends));
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let area = Area::new(0.0, 0.0, f64::from(width as f32), f64::from(height as f32));
            let xref = self.pdf.xref();
            let mut context = Context::new(transform, area, &self.cache, xref, self.settings.clone());
            interpret_page(page, &mut context, &mut sink);
        }));
        if drawn.is_err() {
            // What the page left behind half done must not reach the next one.
            self.cache = InterpreterCache::new();
            sink.stopped.get_or_insert_with(|| "the page is damaged: the rest of it is missing".to_owned());
        }
        self.finish(sink)
    }

    fn finish(&self, sink: Sink<'a>) -> Sheet {
        let mut sheet = sink.sheet;
        if sheet.runs.iter().all(GlyphRun::is_blank) {
            sheet.runs.clear();
        }
        let faces: Vec<Face> =
            sink.used.iter().map(|font| font.as_deref().map_or_else(unknown_face, describe)).collect();
        merge_faces(&mut sheet, &faces);
        sheet.ocr = ocr::settle(&mut sheet.runs, &sink.covers, sheet.bounds);
        shaded_artwork(&mut sheet, &sink.shaded);
        sheet.doubts.extend(sink.stopped);
        if sink.unknown > 0 {
            sheet.doubts.push(format!("{} characters have no Unicode in this file and show as \u{fffd}", sink.unknown));
        }
        if self.lost_font.load(Ordering::Relaxed) {
            sheet.doubts.push("a font could not be read: some text may be missing".to_owned());
        }
        sheet
    }
}

/// True when the page has content, but nothing comes out of it: its compression is damaged.
fn drawing_lost(page: &Page<'_>) -> bool {
    let empty = page.page_stream().is_none_or(|content| content.iter().all(u8::is_ascii_whitespace));
    let stored = || match page.raw().get::<Object<'_>>(keys::CONTENTS) {
        Some(Object::Stream(stream)) => stream.raw_data().len(),
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().map(|part| part.raw_data().len()).sum(),
        _ => 0,
    };
    empty && stored() > EMPTY_STREAM
}

/// A shaded area that no text stands on is artwork, and its place a picture's; with text it is a tint.
fn shaded_artwork(sheet: &mut Sheet, shaded: &[Rect]) {
    let large = shaded.iter().filter(|area| area.width().min(area.height()) >= SMALLEST_ARTWORK);
    for area in large.take(MOST_ARTWORK) {
        if sheet.runs.iter().any(|run| !run.is_blank() && area.holds(run.bbox.center())) {
            continue;
        }
        sheet.pictures.push(Picture { bbox: *area });
        sheet.boxes.retain(|ruled| !(ruled.bbox.contains(area, FRAME) && area.contains(&ruled.bbox, FRAME)));
    }
}

/// Writers cut one typeface into many fonts (Chromium into one for every 256 glyphs); here it is one face again.
fn merge_faces(sheet: &mut Sheet, faces: &[Face]) {
    let mut merged: Vec<Face> = Vec::new();
    let mut place = Vec::with_capacity(faces.len());
    for face in faces {
        let known = merged.iter().position(|other| other == face);
        place.push(known.unwrap_or_else(|| {
            merged.push(face.clone());
            merged.len() - 1
        }));
    }
    for run in &mut sheet.runs {
        let index = place.get(usize::from(run.face.0)).copied().unwrap_or(0);
        run.face = FaceId(u16::try_from(index).unwrap_or(u16::MAX));
    }
    sheet.faces = merged;
}

fn settings(lost_font: Arc<AtomicBool>) -> InterpreterSettings {
    InterpreterSettings {
        cmap_resolver: Arc::new(cmaps::resolve),
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                lost_font.store(true, Ordering::Relaxed);
            }
        }),
        // Annotations are notes and links on the page, not the page.
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    }
}

fn describe(font: &PageFont<'_>) -> Face {
    let weight = font.weight.or_else(|| font.ink.borrow().weight()).unwrap_or(REGULAR);
    Face { name: font.name.clone(), weight, italic: font.italic }
}

fn unknown_face() -> Face {
    Face { name: String::new(), weight: REGULAR, italic: false }
}
