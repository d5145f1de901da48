//! What shows on the page and what hides it: the clips in force, and the opaque fills and pictures in drawing order.

use super::covered::{MOST_CLIPS, Outline, Veil};
use crate::geometry::{Point, Pt, Rect};
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area, Shape, Stroke, StrokeOpts, stroke};
use hayro_interpret::{BlendMode, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint, SoftMask, StrokeProps};
use std::rc::Rc;

/// Paint with less opacity lets through what it lies on.
const OPAQUE: f32 = 0.98;
/// A stroke as thick as this hides a line of type, in points.
const THICK: f64 = 4.0;
/// Elements of a thick stroke that is looked at.
const LONGEST_STROKE: usize = 24;
/// Fills and pictures of a page that are kept in mind.
const MOST_VEILS: usize = 60_000;
/// How far a glyph may stand beyond the edge of its clip, in points.
const SLACK: Pt = Pt(1.0);

/// Clips, groups and opaque marks of a page so far.
pub(super) struct Visible {
    /// Everything opaque, in drawing order.
    pub veils: Vec<Veil>,
    /// Runs that stand outside of their clip.
    pub outside: Vec<usize>,
    /// For every clip in force the outlines of all that are no boxes.
    clips: Vec<Rc<Vec<Outline>>>,
    /// For every group in force whether what it shows is as opaque as it is drawn.
    groups: Vec<bool>,
}

impl Default for Visible {
    fn default() -> Visible {
        Visible { veils: Vec::new(), outside: Vec::new(), clips: vec![Rc::default()], groups: vec![true] }
    }
}

impl Visible {
    /// A clip begins; a box is known by its bounds alone.
    pub fn push_clip(&mut self, path: Option<(&BezPath, FillRule)>) {
        let mut clips = self.clips.last().cloned().unwrap_or_default();
        if let Some((path, rule)) = path
            && let outline @ Outline::Path(..) = Outline::of(path.clone(), rule)
        {
            Rc::make_mut(&mut clips).push(outline);
        }
        self.clips.push(clips);
    }

    pub fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    pub fn push_group(&mut self, opacity: f32, mask: Option<&SoftMask<'_>>, blend: BlendMode) {
        let plain = opacity >= OPAQUE && mask.is_none() && blend == BlendMode::Normal;
        let outer = self.groups.last().copied().unwrap_or(true);
        self.groups.push(outer && plain);
    }

    pub fn pop_group(&mut self) {
        if self.groups.len() > 1 {
            self.groups.pop();
        }
    }

    /// Without clips and groups.
    pub fn level(&mut self) {
        self.clips.truncate(1);
        self.groups.truncate(1);
    }

    /// True when a place shows; `shown` are the bounds of the clip.
    pub fn shows(&self, place: Point, shown: Rect) -> bool {
        let clips = self.clips.last().map(|clips| clips.as_slice()).unwrap_or_default();
        shown.grown(SLACK).holds(place) && clips.iter().take(MOST_CLIPS).all(|clip| clip.holds(place.x, place.y))
    }

    /// A path that is filled or stroked within the bounds of the clip, after so many runs.
    pub fn path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode, shown: Rect, after: usize) {
        let opaque = match &props.paint {
            Paint::Color(color) => color.to_rgba().components()[3] >= OPAQUE,
            Paint::Pattern(_) => false,
        };
        if after == 0 || !opaque || props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal {
            return;
        }
        match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => {
                self.veil(props.transform * path, *rule, shown, after);
            }
            DrawMode::Stroke(pen) => {
                if let Some(outline) = thick(path, pen, props.transform) {
                    self.veil(outline, FillRule::NonZero, shown, after);
                }
            }
            DrawMode::Invisible => {}
        }
    }

    /// A picture, unless it has a mask of its own.
    pub fn image(&mut self, image: &Image<'_, '_>, props: &ImageDrawProps<'_>, shown: Rect, after: usize) {
        let Image::Raster(raster) = image else { return };
        let stream = raster.stream();
        let masks: [&[u8]; 3] = [b"SMask", b"Mask", b"SMaskInData"];
        let masked = masks.iter().any(|key| stream.dict().contains_key(key));
        if after == 0 || masked || props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal {
            return;
        }
        let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.veil(props.transform * pixels.to_path(0.1), FillRule::NonZero, shown, after);
    }

    fn veil(&mut self, path: BezPath, rule: FillRule, shown: Rect, after: usize) {
        let clips = self.clips.last().cloned().unwrap_or_default();
        let opaque = self.groups.last().copied().unwrap_or(true);
        if !opaque || clips.len() > MOST_CLIPS || self.veils.len() >= MOST_VEILS || shown.area() <= 0.0 {
            return;
        }
        let mut outlines = vec![Outline::Box(shown), Outline::of(path, rule)];
        outlines.extend(clips.iter().cloned());
        self.veils.push(Veil { outlines, after });
    }

    /// So many runs are left of those drawn: some became one.
    pub fn runs_left(&mut self, count: usize) {
        self.outside.retain(|run| *run < count);
        for veil in self.veils.iter_mut().rev().take_while(|veil| veil.after > count) {
            veil.after = count;
        }
    }
}

/// The outline on the page of a thick stroke without dashes.
fn thick(path: &BezPath, pen: &StrokeProps, transform: Affine) -> Option<BezPath> {
    let width = f64::from(pen.line_width);
    let on_page = width * transform.determinant().abs().sqrt();
    let plain = pen.dash_array.is_empty() && path.elements().len() <= LONGEST_STROKE;
    if !plain || !on_page.is_finite() || on_page < THICK {
        return None;
    }
    let style = Stroke::new(width).with_caps(pen.line_cap).with_join(pen.line_join);
    Some(transform * stroke(path.elements().iter().copied(), &style, &StrokeOpts::default(), 0.1 * width))
}
