//! The device that the engine draws on: glyphs, paths and images become marks of a sheet, in drawing order.

use super::actual::ActualText;
use super::clusters::{RecentGlyphs, Share};
use super::fonts::{PageFont, unmatched};
use super::matching::PageFonts;
use super::ocr::ScanCover;
use super::place;
use super::resource_limits::Meter;
use super::strokes::{self, PathMark};
use super::touch::{area, clipped, continues, outlines, rect};
use super::unicode;
use super::visible::Visible;
use crate::geometry::{DESCENT_EM, Pt, Rect};
use crate::model::sheet::{Face, FaceId, GlyphRun as Run, Ink, Picture, Sheet, Turn};
use compact_str::CompactString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use hayro_syntax::object::Dict;
use std::rc::Rc;

/// Stands for a glyph that no step can read.
const UNREADABLE: &str = "\u{fffd}";
/// Paint with less opacity leaves nothing on paper.
const SEEN: f32 = 0.02;
/// Lines lighter than this are the paper's own color.
const WHITE: f32 = 0.97;
/// A pattern or shading is neither black nor white.
const PATTERN_GRAY: f32 = 0.5;
/// An image this thin is a rule that some writer rasterized.
const THIN_IMAGE: f32 = 2.0;
/// Smaller images are dots.
const SMALLEST_IMAGE: f32 = 3.0;

/// What has been drawn of a page so far.
pub(super) struct GlyphDevice<'a> {
    /// The marks.
    pub sheet: Sheet,
    /// Pictures in drawing order, for telling scans.
    pub covers: Vec<ScanCover>,
    /// The fonts behind [`Sheet::faces`], in the same order; nothing for text whose font is unknown.
    pub used: Vec<Option<Rc<PageFont<'a>>>>,
    /// Boxes filled with a shading or pattern, which may be artwork.
    pub shaded: Vec<Rect>,
    /// Glyphs without any Unicode.
    pub unknown: usize,
    /// What hides what.
    pub visible: Visible,
    /// Why drawing was broken off, if it was.
    pub stopped: Option<String>,
    fonts: PageFonts<'a>,
    meter: Meter,
    clips: Vec<Clip>,
    opacity: Vec<f32>,
    actual: ActualText,
    clusters: RecentGlyphs,
}

/// The clip in force: what shows, and what the engine takes it for (it leaves out the boxes of forms).
#[derive(Clone, Copy)]
struct Clip {
    shows: Area,
    engine: Area,
}

/// Color of a mark as it meets white paper.
struct MarkColor {
    gray: f32,
    alpha: f32,
    plain: bool,
}

impl<'a> GlyphDevice<'a> {
    /// An empty sheet of the given size in points.
    pub fn new(sheet: Sheet, fonts: PageFonts<'a>, meter: Meter) -> GlyphDevice<'a> {
        let page = sheet.bounds;
        let page = Area::new(0.0, 0.0, f64::from(page.right.0), f64::from(page.bottom.0));
        GlyphDevice {
            sheet,
            covers: Vec::new(),
            shaded: Vec::new(),
            used: Vec::new(),
            unknown: 0,
            visible: Visible::default(),
            stopped: None,
            fonts,
            meter,
            clips: vec![Clip { shows: page, engine: page }],
            opacity: vec![1.0],
            actual: ActualText::default(),
            clusters: RecentGlyphs::default(),
        }
    }

    /// The engine has no way to cancel; unwinding to the worker is the only way out of a page.
    fn heed(&mut self, bound: Result<(), String>) {
        if let Err(reason) = bound {
            self.stopped = Some(reason);
            std::panic::resume_unwind(Box::new("page stopped"));
        }
    }

    /// Stops before the first drawing, if not one is wanted.
    pub fn begins(&mut self) {
        let bound = self.meter.begins();
        self.heed(bound);
    }

    /// A drawing is kept; it may be the last one that is wanted.
    fn kept(&mut self) {
        let bound = self.meter.kept();
        self.heed(bound);
    }

    /// A call that leaves no mark.
    fn called(&mut self) {
        let bound = self.meter.call();
        self.heed(bound);
    }

    /// True when the page used up its time.
    pub fn overran(&self) -> bool {
        self.meter.overran
    }

    /// Back to the page itself, without clips and groups that a drawing left open.
    pub fn level(&mut self) {
        self.clips.truncate(1);
        self.opacity.truncate(1);
        self.visible.level();
    }

    /// A character that nothing draws but that shows: of a form field, say.
    pub fn say(&mut self, character: char, bbox: Rect, size: f64) {
        let bound = self.meter.glyphs(1);
        self.heed(bound);
        let text = CompactString::from(unicode::printable(&character.to_string()));
        if text.is_empty() || !self.sheet.bounds.holds(bbox.center()) {
            return;
        }
        let size = Pt::new(size as f32);
        let face = self.face(None);
        self.sheet.runs.push(Run {
            text,
            bbox,
            baseline: bbox.bottom - size * DESCENT_EM,
            size,
            face,
            vertical: false,
            turn: Turn::None,
            ink: Ink::Visible,
            confidence: None,
        });
        self.kept();
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip { shows: Area::ZERO, engine: Area::ZERO })
    }

    fn shown(&self) -> Rect {
        rect(self.clip().shows)
    }

    fn shade(&self, paint: &Paint<'a>) -> MarkColor {
        let group = self.opacity.last().copied().unwrap_or(1.0);
        match paint {
            Paint::Color(color) => {
                let [red, green, blue, alpha] = color.to_rgba().components();
                let gray = 0.299 * red + 0.587 * green + 0.114 * blue;
                let alpha = alpha * group;
                MarkColor { gray: (gray * alpha + 1.0 - alpha).clamp(0.0, 1.0), alpha, plain: true }
            }
            Paint::Pattern(_) => MarkColor { gray: PATTERN_GRAY, alpha: group, plain: false },
        }
    }

    fn face(&mut self, font: Option<&Rc<PageFont<'a>>>) -> FaceId {
        let same = |known: &Option<Rc<PageFont<'a>>>| match (known, font) {
            (Some(known), Some(font)) => Rc::ptr_eq(known, font),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let index = self.used.iter().position(same).unwrap_or_else(|| {
            self.used.push(font.cloned());
            self.sheet.faces.push(Face::default());
            self.used.len() - 1
        });
        FaceId(u16::try_from(index).unwrap_or(u16::MAX))
    }

    fn add(&mut self, marks: Vec<PathMark>, shade: &MarkColor) {
        let bound = self.meter.marks(marks.len());
        self.heed(bound);
        let shown = self.shown();
        for mark in marks {
            match mark {
                PathMark::Rule(rule) => self.sheet.rules.extend(clipped(rule, shown).filter(|_| shade.gray < WHITE)),
                PathMark::Box(mut ruled) => {
                    let Some(bbox) = ruled.bbox.intersection(&shown) else { continue };
                    ruled.bbox = bbox;
                    if ruled.fill.is_some() && !shade.plain {
                        self.shaded.push(bbox);
                    }
                    match self.sheet.boxes.last_mut() {
                        // Fill and outline of one rectangle come as two drawings.
                        Some(last)
                            if ruled.fill.is_none()
                                && last.weight == Pt::ZERO
                                && outlines(&bbox, &last.bbox, ruled.weight) =>
                        {
                            last.bbox = bbox;
                            last.weight = ruled.weight;
                        }
                        _ => self.sheet.boxes.push(ruled),
                    }
                }
            }
        }
    }

    fn picture(&mut self, bbox: Rect) {
        let Some(bbox) = bbox.intersection(&self.shown()) else { return };
        let (width, height) = (bbox.width().0, bbox.height().0);
        if width.min(height) < THIN_IMAGE && width.max(height) > 10.0 * width.min(height) {
            self.add(strokes::filled(&area(bbox).to_path(0.1), 0.0), &MarkColor { gray: 0.0, alpha: 1.0, plain: true });
            return;
        }
        if width.max(height) < SMALLEST_IMAGE {
            return;
        }
        self.covers.push(ScanCover { bbox, after: self.sheet.runs.len() });
        match self.sheet.pictures.last_mut() {
            Some(last) if continues(&last.bbox, &bbox) => last.bbox = last.bbox.union(&bbox),
            _ => self.sheet.pictures.push(Picture { bbox }),
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, look: &RunStyle<'_, 'a>) {
        let facts = match look.font {
            Some(font) => font.facts(glyph, look.paint),
            None => unmatched(glyph, look.vertical),
        };
        let Some(place) = place::glyph(transform, &facts.metrics) else { return };
        if facts.share == Share::None && facts.text.as_deref() == Some("") {
            self.clusters.skip(&mut self.sheet.runs, place.bbox, facts.reaches);
        }
        let center = place.bbox.center();
        if facts.text.as_deref() == Some("") || !self.sheet.bounds.holds(center) {
            return;
        }
        self.unknown += usize::from(facts.text.is_none());
        let text = facts.text.unwrap_or_else(|| CompactString::const_new(UNREADABLE));
        let shows = look.ink == Ink::Invisible || self.visible.shows(center, self.shown());
        let ink = if shows { look.ink } else { Ink::Invisible };
        if !shows {
            self.visible.outside.push(self.sheet.runs.len());
        }
        self.sheet.runs.push(Run {
            text,
            bbox: place.bbox,
            baseline: place.baseline,
            size: place.size,
            face: look.face,
            vertical: look.vertical,
            turn: place.turn,
            ink,
            confidence: None,
        });
        self.clusters.drawn(&mut self.sheet.runs, facts.share);
    }
}

/// What all glyphs of one run share.
struct RunStyle<'l, 'a> {
    font: Option<&'l Rc<PageFont<'a>>>,
    face: FaceId,
    vertical: bool,
    ink: Ink,
    paint: &'l Paint<'a>,
}

impl<'a> Device<'a> for GlyphDevice<'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let bound = self.meter.glyphs(run.glyphs().len());
        self.heed(bound);
        let font = self.fonts.identify(run, self.clip().engine);
        let hidden = matches!(mode, DrawMode::Invisible) || self.shade(&props.paint).alpha < SEEN;
        let look = RunStyle {
            font: font.as_ref(),
            face: self.face(font.as_ref()),
            vertical: run.writing_mode() == WritingMode::Vertical,
            ink: if hidden { Ink::Invisible } else { Ink::Visible },
            paint: &props.paint,
        };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), &look);
        }
        self.kept();
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let bound = self.meter.segments(path.elements().len());
        self.heed(bound);
        let shade = self.shade(&props.paint);
        if path.elements().len() > strokes::LONGEST_PATH || shade.alpha < SEEN {
            return;
        }
        self.visible.path(path, &props, mode, self.shown(), self.sheet.runs.len());
        let on_page = props.transform * path;
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.add(strokes::filled(&on_page, shade.gray), &shade);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            let width = stroke.line_width * props.transform.determinant().abs().sqrt() as f32;
            self.add(strokes::stroked(&on_page, width), &shade);
        }
        self.kept();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let hidden = self.opacity.last().is_some_and(|opacity| *opacity < SEEN);
        let bound = self.meter.marks(1);
        self.heed(bound);
        if !hidden {
            self.visible.image(&image, &props, self.shown(), self.sheet.runs.len());
            let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
            self.picture(rect(props.transform.transform_rect_bbox(pixels)));
        }
        self.kept();
    }

    fn push_clip_rect(&mut self, area: &Area) {
        self.called();
        let clip = self.clip();
        self.clips.push(Clip { shows: clip.shows.intersect(*area), engine: clip.engine.intersect(*area) });
        self.visible.push_clip(None);
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.called();
        let clip = self.clip();
        let area = path.path.bounding_box();
        // The engine sends rectangular clips of the content as rectangles; a path that is one is a form's box,
        // which it does not count into its own clip.
        let form = path.path.elements().len() <= 5 && (path.path.area().abs() - area.area()).abs() < 0.01;
        let engine = if form { clip.engine } else { clip.engine.intersect(area) };
        self.clips.push(Clip { shows: clip.shows.intersect(area), engine });
        self.visible.push_clip(Some((&path.path, path.fill)));
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
        self.visible.pop_clip();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.called();
        let group = self.opacity.last().copied().unwrap_or(1.0);
        self.opacity.push(group * opacity);
        self.visible.push_group(opacity, mask.as_ref(), blend);
    }

    fn pop_transparency_group(&mut self) {
        if self.opacity.len() > 1 {
            self.opacity.pop();
        }
        self.visible.pop_group();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.actual.begin(properties, self.sheet.runs.len());
    }

    fn end_marked_content(&mut self) {
        let before = self.sheet.runs.len();
        self.actual.end(&mut self.sheet.runs);
        if self.sheet.runs.len() < before {
            self.visible.runs_left(self.sheet.runs.len());
        }
    }
}
