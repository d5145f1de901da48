//! One page of a PDF to a sheet.

use super::annotations::{self, Shown};
use super::fonts::{FontBook, PageFont};
use super::glyph_device::GlyphDevice;
use super::matching::PageFonts;
use super::ocr;
use super::progress::ReadProgress;
use super::recovery::BROKE;
use super::resource_limits::{Meter, ResourceLimits};
use super::visible::Visible;
use super::worker::Care;
use super::{cmaps, covered, labels};
use crate::geometry::{Pt, Rect};
use crate::model::sheet::{Face, FaceId, GlyphRun, Picture, Sheet};
use hayro_interpret::kurbo::{Affine, Rect as Area, Shape};
use hayro_interpret::{
    ClipPath, Context, Device, FillRule, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent,
    TransformExt, interpret, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Dict, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Glyph runs that most pages have room in: room is made once, and what is not used costs nothing.
const USUAL_RUNS: usize = 4096;
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
pub(super) struct PageReader<'a> {
    pdf: &'a Pdf,
    settings: InterpreterSettings,
    limits: ResourceLimits,
    progress: Arc<ReadProgress>,
    cache: InterpreterCache<'a>,
    book: FontBook<'a>,
    labels: Vec<Option<String>>,
    lost_font: Arc<AtomicBool>,
    /// Optional content that does not show.
    off: HashSet<ObjectIdentifier>,
}

impl<'a> PageReader<'a> {
    pub fn new(pdf: &'a Pdf, limits: ResourceLimits, progress: Arc<ReadProgress>) -> PageReader<'a> {
        let lost_font = Arc::new(AtomicBool::new(false));
        let settings = settings(Arc::clone(&lost_font));
        PageReader {
            pdf,
            limits,
            progress,
            cache: InterpreterCache::new(),
            book: FontBook::new(settings.clone()),
            labels: labels::read(pdf, pdf.pages().len().min(limits.pages)),
            lost_font,
            off: annotations::off(pdf),
            settings,
        }
    }

    /// The sheet of the page at `index`, which has whatever could be read before anything went wrong.
    pub fn sheet(&mut self, index: usize, page: &Page<'a>, care: Care) -> Sheet {
        self.progress.prepare();
        self.lost_font.store(false, Ordering::Relaxed);
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        let label = self.labels.get(index).cloned().flatten();
        let mut sheet = Sheet { number, label, runs: Vec::with_capacity(USUAL_RUNS), ..Sheet::default() };
        let (width, height) = size(page);
        sheet.bounds = Rect::new(0.0, 0.0, width as f32, height as f32);
        let lost = catch_unwind(AssertUnwindSafe(|| drawing_lost(page)));
        if lost.as_ref().is_ok_and(|lost| *lost) {
            sheet.doubts.push("the drawing of the page is damaged and cannot be read".to_owned());
            sheet.partial = true;
        }
        self.progress.fonts();
        let notes = catch_unwind(AssertUnwindSafe(|| annotations::shown_on(page, &self.off))).unwrap_or_default();
        let fonts = catch_unwind(AssertUnwindSafe(|| {
            let more = notes.iter().filter_map(Shown::resources);
            (!care.bare).then(|| self.book.of_page(page, more))
        }));
        let fonts = fonts.ok().flatten();
        if fonts.is_none() {
            sheet.doubts.push("the fonts of the page are damaged: some of its characters may be wrong".to_owned());
        }
        let meter = Meter::new(self.limits, Arc::clone(&self.progress), care.stop);
        let mut device = GlyphDevice::new(sheet, fonts.unwrap_or_else(|| PageFonts::new(Vec::new())), meter);
        if lost.is_err() {
            device.stopped = Some(BROKE.to_owned());
            return self.finish(device);
        }
        self.draw(page, &notes, &mut device);
        if device.overran() {
            self.limits.overrun();
        }
        self.finish(device)
    }

    fn draw(&mut self, page: &Page<'a>, notes: &[Shown<'a>], device: &mut GlyphDevice<'a>) {
        self.progress.begin();
        let Rect { right, bottom, .. } = device.sheet.bounds;
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            device.begins();
            let transform = Affine::scale(unit(page)) * page.initial_transform(true).to_kurbo();
            let area = Area::new(0.0, 0.0, f64::from(right.0), f64::from(bottom.0));
            let xref = self.pdf.xref();
            let context = |transform| Context::new(transform, area, &self.cache, xref, self.settings.clone());
            interpret_page(page, &mut context(transform), device);
            for note in notes {
                device.level();
                match note {
                    Shown::Drawn { form, place } => {
                        draw_form(form, page.resources(), &mut context(transform * *place), transform * *place, device);
                    }
                    Shown::Says { text, bounds, size } => {
                        for (character, place, size) in annotations::set(text, *bounds, *size) {
                            device.say(character, annotations::on_page(transform, place), size * unit(page));
                        }
                    }
                }
            }
        }));
        if drawn.is_err() {
            // What the page left behind half done must not reach the next one.
            self.cache = InterpreterCache::new();
            self.book = FontBook::new(self.settings.clone());
            device.stopped.get_or_insert_with(|| BROKE.to_owned());
        }
    }

    fn finish(&self, device: GlyphDevice<'a>) -> Sheet {
        let mut sheet = device.sheet;
        if sheet.runs.iter().all(GlyphRun::is_blank) {
            sheet.runs.clear();
        }
        let faces: Vec<Face> =
            device.used.iter().map(|font| font.as_deref().map_or_else(unknown_face, describe)).collect();
        merge_faces(&mut sheet, &faces);
        sheet.ocr = ocr::settle(&mut sheet.runs, &device.covers, sheet.bounds);
        if !sheet.ocr {
            unseen_text(&mut sheet, &device.visible);
        }
        shaded_artwork(&mut sheet, &device.shaded);
        sheet.partial |= device.stopped.is_some();
        sheet.doubts.extend(device.stopped);
        if device.unknown > 0 {
            sheet
                .doubts
                .push(format!("{} characters have no Unicode in this file and show as \u{fffd}", device.unknown));
        }
        if self.lost_font.load(Ordering::Relaxed) {
            sheet.doubts.push("a font could not be read: some text may be missing".to_owned());
        }
        sheet
    }
}

/// Draws the appearance of an annotation, within its box.
fn draw_form<'a>(
    form: &Stream<'a>,
    outer: &Resources<'a>,
    context: &mut Context<'a>,
    transform: Affine,
    device: &mut GlyphDevice<'a>,
) {
    let Ok(content) = form.decoded_data() else { return };
    let [x0, y0, x1, y1] = form.dict().get::<[f64; 4]>(keys::BBOX).unwrap_or_default();
    let path = transform * Area::new(x0, y0, x1, y1).to_path(0.1);
    let own = form.dict().get::<Dict<'a>>(keys::RESOURCES).map(Resources::new);
    device.push_clip_path(&ClipPath { path, fill: FillRule::NonZero });
    interpret(TypedIter::new(content.as_ref()), own.as_ref().unwrap_or(outer), context, device);
    device.pop_clip();
}

/// How many points a unit of the page's own space is.
fn unit(page: &Page<'_>) -> f64 {
    page.raw().get::<f64>(keys::USER_UNIT).filter(|unit| (0.01..=1000.0).contains(unit)).unwrap_or(1.0)
}

/// Width and height in points.
fn size(page: &Page<'_>) -> (f64, f64) {
    let (width, height) = page.render_dimensions();
    (f64::from(width) * unit(page), f64::from(height) * unit(page))
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

/// Takes away the text that nobody sees, and says so. The hidden text of a scan is its text.
fn unseen_text(sheet: &mut Sheet, visible: &Visible) {
    let (covered, clipped) = covered::remove(&mut sheet.runs, &visible.veils, &visible.outside, sheet.bounds);
    let are = |count: usize| if count == 1 { "character" } else { "characters" };
    if covered > 0 {
        let are = are(covered);
        sheet.doubts.push(format!("{covered} {are} under a picture or a fill are not seen and were left out"));
    }
    if clipped > 0 {
        let are = are(clipped);
        sheet.doubts.push(format!("{clipped} {are} outside of what shows were left out"));
    }
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
        // Annotations are drawn by us: the engine draws marks on text, icons and what is turned off as well.
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
