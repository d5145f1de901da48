//! The device that the engine draws on: glyphs, paths and images become marks of a sheet, in drawing order.

use super::actual::ActualText;
use super::clusters::{Clusters, Share};
use super::fences::Meter;
use super::fonts::{Facts, PageFont};
use super::matching::PageFonts;
use super::ocr::Cover;
use super::place::{self, Metrics};
use super::strokes::{self, Mark};
use super::unicode;
use crate::geometry::{Point, Pt, Rect};
use crate::model::sheet::{Face, FaceId, GlyphRun as Run, Ink, Picture, Rule, Sheet};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area, Shape, Vec2};
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
/// Slices of one photo touch within this, in points.
const SLICE: f32 = 0.6;

/// What has been drawn of a page so far.
pub(super) struct Sink<'a> {
    /// The marks.
    pub sheet: Sheet,
    /// Pictures in drawing order, for telling scans.
    pub covers: Vec<Cover>,
    /// The fonts behind [`Sheet::faces`], in the same order; nothing for text whose font is unknown.
    pub used: Vec<Option<Rc<PageFont<'a>>>>,
    /// Boxes filled with a shading or pattern, which may be artwork.
    pub shaded: Vec<Rect>,
    /// Glyphs without any Unicode.
    pub unknown: usize,
    /// Why drawing was broken off, if it was.
    pub stopped: Option<String>,
    fonts: PageFonts<'a>,
    meter: Meter,
    clips: Vec<Clip>,
    opacity: Vec<f32>,
    actual: ActualText,
    clusters: Clusters,
}

/// The clip in force: what shows, and what the engine takes it for (it leaves out the boxes of forms).
#[derive(Clone, Copy)]
struct Clip {
    shows: Area,
    engine: Area,
}

/// Color of a mark as it meets white paper.
struct Shade {
    gray: f32,
    alpha: f32,
    plain: bool,
}

impl<'a> Sink<'a> {
    /// An empty sheet of the given size in points.
    pub fn new(sheet: Sheet, fonts: PageFonts<'a>, meter: Meter) -> Sink<'a> {
        let page = sheet.bounds;
        let page = Area::new(0.0, 0.0, f64::from(page.right.0), f64::from(page.bottom.0));
        Sink {
            sheet,
            covers: Vec::new(),
            shaded: Vec::new(),
            used: Vec::new(),
            unknown: 0,
            stopped: None,
            fonts,
            meter,
            clips: vec![Clip { shows: page, engine: page }],
            opacity: vec![1.0],
            actual: ActualText::default(),
            clusters: Clusters::default(),
        }
    }

    /// The engine has no way to cancel; unwinding to the worker's fence is the only way out of a page.
    fn heed(&mut self, bound: Result<(), String>) {
        if let Err(reason) = bound {
            self.stopped = Some(reason);
            std::panic::resume_unwind(Box::new("page stopped"));
        }
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip { shows: Area::ZERO, engine: Area::ZERO })
    }

    fn shown(&self) -> Rect {
        rect(self.clip().shows)
    }

    fn shade(&self, paint: &Paint<'a>) -> Shade {
        let group = self.opacity.last().copied().unwrap_or(1.0);
        match paint {
            Paint::Color(color) => {
                let [red, green, blue, alpha] = color.to_rgba().components();
                let gray = 0.299 * red + 0.587 * green + 0.114 * blue;
                let alpha = alpha * group;
                Shade { gray: (gray * alpha + 1.0 - alpha).clamp(0.0, 1.0), alpha, plain: true }
            }
            Paint::Pattern(_) => Shade { gray: PATTERN_GRAY, alpha: group, plain: false },
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

    fn add(&mut self, marks: Vec<Mark>, shade: &Shade) {
        let bound = self.meter.marks(marks.len());
        self.heed(bound);
        let shown = self.shown();
        for mark in marks {
            match mark {
                Mark::Rule(rule) => self.sheet.rules.extend(clipped(rule, shown).filter(|_| shade.gray < WHITE)),
                Mark::Box(mut ruled) => {
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
            self.add(strokes::filled(&area(bbox).to_path(0.1), 0.0), &Shade { gray: 0.0, alpha: 1.0, plain: true });
            return;
        }
        if width.max(height) < SMALLEST_IMAGE {
            return;
        }
        self.covers.push(Cover { bbox, after: self.sheet.runs.len() });
        match self.sheet.pictures.last_mut() {
            Some(last) if continues(&last.bbox, &bbox) => last.bbox = last.bbox.union(&bbox),
            _ => self.sheet.pictures.push(Picture { bbox }),
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, look: &Look<'_, 'a>) {
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
        let text = facts.text.unwrap_or_else(|| UNREADABLE.to_owned());
        let ink = if look.ink == Ink::Visible && self.shown().grown(Pt(1.0)).holds(center) {
            Ink::Visible
        } else {
            Ink::Invisible
        };
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
struct Look<'l, 'a> {
    font: Option<&'l Rc<PageFont<'a>>>,
    face: FaceId,
    vertical: bool,
    ink: Ink,
    paint: &'l Paint<'a>,
}

impl<'a> Device<'a> for Sink<'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let bound = self.meter.glyphs(run.glyphs().len());
        self.heed(bound);
        let font = self.fonts.identify(run, self.clip().engine);
        let hidden = matches!(mode, DrawMode::Invisible) || self.shade(&props.paint).alpha < SEEN;
        let look = Look {
            font: font.as_ref(),
            face: self.face(font.as_ref()),
            vertical: run.writing_mode() == WritingMode::Vertical,
            ink: if hidden { Ink::Invisible } else { Ink::Visible },
            paint: &props.paint,
        };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), &look);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let bound = self.meter.segments(path.elements().len());
        self.heed(bound);
        let shade = self.shade(&props.paint);
        if path.elements().len() > strokes::LONGEST_PATH || shade.alpha < SEEN {
            return;
        }
        let on_page = props.transform * path;
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.add(strokes::filled(&on_page, shade.gray), &shade);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            let width = stroke.line_width * props.transform.determinant().abs().sqrt() as f32;
            self.add(strokes::stroked(&on_page, width), &shade);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let hidden = self.opacity.last().is_some_and(|opacity| *opacity < SEEN);
        let bound = self.meter.marks(1);
        self.heed(bound);
        if !hidden {
            let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
            self.picture(rect(props.transform.transform_rect_bbox(pixels)));
        }
    }

    fn push_clip_rect(&mut self, area: &Area) {
        let clip = self.clip();
        self.clips.push(Clip { shows: clip.shows.intersect(*area), engine: clip.engine.intersect(*area) });
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        let clip = self.clip();
        let area = path.path.bounding_box();
        // The engine sends rectangular clips of the content as rectangles; a path that is one is a form's box,
        // which it does not count into its own clip.
        let form = path.path.elements().len() <= 5 && (path.path.area().abs() - area.area()).abs() < 0.01;
        let engine = if form { clip.engine } else { clip.engine.intersect(area) };
        self.clips.push(Clip { shows: clip.shows.intersect(area), engine });
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        let group = self.opacity.last().copied().unwrap_or(1.0);
        self.opacity.push(group * opacity);
    }

    fn pop_transparency_group(&mut self) {
        if self.opacity.len() > 1 {
            self.opacity.pop();
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.actual.begin(properties, self.sheet.runs.len());
    }

    fn end_marked_content(&mut self) {
        self.actual.end(&mut self.sheet.runs);
    }
}

/// What is known of a glyph whose dictionary was not found: what the engine says, and the specification's defaults.
fn unmatched(glyph: &Glyph<'_>, vertical: bool) -> Facts {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawing) => drawing.advance_width(),
    };
    let metrics = Metrics {
        advance: if vertical { -1000.0 } else { f64::from(advance.unwrap_or(500.0)) },
        displacement: vertical.then_some(Vec2::new(-500.0, -880.0)),
        stretch: 1.0,
        em: 1.0,
        mark: None,
    };
    let text = unicode::text(glyph, None).as_deref().map(unicode::printable);
    Facts { metrics, text, share: Share::All, reaches: false }
}

/// The part of a rule inside the clip.
fn clipped(rule: Rule, shown: Rect) -> impl Iterator<Item = Rule> {
    let from = Point { x: rule.from.x.max(shown.left), y: rule.from.y.max(shown.top) };
    let to = Point { x: rule.to.x.min(shown.right), y: rule.to.y.min(shown.bottom) };
    let inside = from.x <= to.x + Pt(0.5) && from.y <= to.y + Pt(0.5) && (from.x < to.x || from.y < to.y);
    inside.then_some(Rule { from, to, weight: rule.weight }).into_iter()
}

/// True when `outer` is the outline of the tint `inner`, drawn along its edge.
fn outlines(outer: &Rect, inner: &Rect, weight: Pt) -> bool {
    let slack = weight + Pt(0.5);
    outer.contains(inner, slack) && inner.contains(outer, slack)
}

/// True when a picture goes on where the one drawn before it ended: slices of one photo.
fn continues(last: &Rect, next: &Rect) -> bool {
    let near = |a: Pt, b: Pt| (a - b).abs().0 <= SLICE;
    let below = near(last.bottom, next.top) && near(last.left, next.left) && near(last.right, next.right);
    let beside = near(last.right, next.left) && near(last.top, next.top) && near(last.bottom, next.bottom);
    below || beside
}

fn rect(area: Area) -> Rect {
    Rect::new(area.x0 as f32, area.y0 as f32, area.x1 as f32, area.y1 as f32)
}

fn area(rect: Rect) -> Area {
    let [left, top, right, bottom] = rect.to_array().map(f64::from);
    Area::new(left, top, right, bottom)
}
