//! From a glyph's transform to its advance box on the page.
//!
//! ```text
//!   across                        vertical setting: the point the engine gives is the
//!   ^  +0.88 em ┌─────────┐      horizontal origin; the pen stands above it
//!   |           │  glyph  │         pen ──┬──  <- x of the center line
//!   |  baseline ●─────────● next        │ 字 │
//!      -0.12 em └─────────┘             next pen
//! ```

use crate::geometry::{ASCENT_EM, DESCENT_EM, Pt, Rect};
use crate::model::sheet::Turn;
use hayro_interpret::kurbo::{Affine, Point, Vec2};

/// The engine measures glyphs in thousandths of an em.
const UNITS: f64 = 1000.0;

/// What the font says of one glyph, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
    /// How far the pen moves.
    pub advance: f64,
    /// For vertical setting: from the pen to the glyph's horizontal origin.
    pub displacement: Option<Vec2>,
    /// How much the transform stretches the glyph sideways to fit a foreign width; 1 for most.
    pub stretch: f64,
    /// How many declared ems make a visible one: Type3 fonts may draw at any scale.
    pub em: f64,
    /// For a mark without an advance: where the middle of its ink lies from the pen.
    pub mark: Option<f64>,
}

/// Where a glyph stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GlyphPlace {
    /// Advance box.
    pub bbox: Rect,
    /// See [`crate::model::sheet::GlyphRun::baseline`].
    pub baseline: Pt,
    /// One em.
    pub size: Pt,
    /// Against the page.
    pub turn: Turn,
}

/// Places a glyph by its transform from glyph space to the page; nothing when the transform is degenerate.
pub(super) fn glyph(transform: Affine, metrics: &Metrics) -> Option<GlyphPlace> {
    let [a, b, c, d, x, y] = transform.as_coeffs();
    let stretch = if metrics.stretch.abs() > f64::EPSILON { metrics.stretch } else { 1.0 };
    let along = Vec2::new(a, b) / stretch;
    let across = Vec2::new(c, d);
    let length = along.hypot();
    // The height that the line sees: for a slanted glyph the distance between its edges, not along its stem.
    let height = if length > 0.0 { (along.cross(across) / length).abs() } else { 0.0 };
    let size = height * UNITS * metrics.em;
    if !(size.is_finite() && length.is_finite() && x.is_finite() && y.is_finite()) || size <= 0.0 {
        return None;
    }
    let along_unit = along / length;
    let upright = Vec2::new(along_unit.y, -along_unit.x);
    let up = if upright.dot(across) < 0.0 { -upright } else { upright };
    let origin = Point::new(x, y);
    Some(match metrics.displacement {
        Some(shift) => vertical(origin - along * shift.x - across * shift.y, along_unit, up, length, size, metrics),
        None => match metrics.mark {
            Some(middle) => horizontal(origin + along * middle, along_unit, up, 0.0, size),
            None => horizontal(origin, along_unit, up, length * metrics.advance, size),
        },
    })
}

fn horizontal(origin: Point, along: Vec2, up: Vec2, advance: f64, size: f64) -> GlyphPlace {
    let turn = turn_of(along);
    let (below, above) = (f64::from(DESCENT_EM), f64::from(ASCENT_EM));
    let (foot, head) = (origin - up * (below * size), origin + up * (above * size));
    let far = along * advance;
    let baseline = if matches!(turn, Turn::None | Turn::Half) { origin.y } else { origin.x };
    GlyphPlace { bbox: hull([foot, head, foot + far, head + far]), baseline: pt(baseline), size: pt(size), turn }
}

/// The pen moves against `up`; the em box lies centered on it.
fn vertical(pen: Point, along: Vec2, up: Vec2, length: f64, size: f64, metrics: &Metrics) -> GlyphPlace {
    let half = along * (length * UNITS / 2.0);
    let far = -up * (metrics.advance.abs() * size / UNITS);
    let corners = [pen - half, pen + half, pen - half + far, pen + half + far];
    let turn = turn_of(along);
    let center = if matches!(turn, Turn::None | Turn::Half) { pen.x } else { pen.y };
    GlyphPlace { bbox: hull(corners), baseline: pt(center), size: pt(size), turn }
}

/// The nearest quarter turn of a direction on the page (y downwards).
fn turn_of(along: Vec2) -> Turn {
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { Turn::None } else { Turn::Half }
    } else if along.y > 0.0 {
        Turn::Clockwise
    } else {
        Turn::Counter
    }
}

fn hull(corners: [Point; 4]) -> Rect {
    let (mut low, mut high) = (corners[0], corners[0]);
    for corner in corners {
        low = Point::new(low.x.min(corner.x), low.y.min(corner.y));
        high = Point::new(high.x.max(corner.x), high.y.max(corner.y));
    }
    Rect::new(low.x as f32, low.y as f32, high.x as f32, high.y as f32)
}

fn pt(value: f64) -> Pt {
    Pt::new(value as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF_EM: Metrics = Metrics { advance: 500.0, displacement: None, stretch: 1.0, em: 1.0, mark: None };

    /// Upright text of the given size at a place: y grows downwards on the page, upwards in the glyph.
    fn upright(size: f64, x: f64, y: f64) -> Affine {
        Affine::new([size / 1000.0, 0.0, 0.0, -size / 1000.0, x, y])
    }

    fn close(left: Rect, right: Rect) {
        for (a, b) in left.to_array().iter().zip(right.to_array()) {
            assert!((a - b).abs() < 1e-3, "{left:?} is not {right:?}");
        }
    }

    #[test]
    fn an_upright_glyph_reaches_from_pen_to_pen_around_its_baseline() {
        let place = glyph(upright(10.0, 100.0, 200.0), &HALF_EM).unwrap();
        close(place.bbox, Rect::new(100.0, 191.2, 105.0, 201.2));
        assert_eq!((place.baseline, place.size, place.turn), (Pt(200.0), Pt(10.0), Turn::None));
    }

    #[test]
    fn condensed_text_keeps_its_height_and_narrows_its_advance() {
        let squeezed = Affine::new([0.006, 0.0, 0.0, -0.01, 0.0, 100.0]);
        let place = glyph(squeezed, &HALF_EM).unwrap();
        assert_eq!(place.size, Pt(10.0));
        close(place.bbox, Rect::new(0.0, 91.2, 3.0, 101.2));
    }

    #[test]
    fn a_stretched_stand_in_glyph_still_has_the_advance_of_the_file() {
        let stretched = upright(10.0, 0.0, 100.0) * Affine::scale_non_uniform(1.6, 1.0);
        let place = glyph(stretched, &Metrics { stretch: 1.6, ..HALF_EM }).unwrap();
        close(place.bbox, Rect::new(0.0, 91.2, 5.0, 101.2));
    }

    #[test]
    fn slanting_by_matrix_neither_grows_nor_shifts_the_box() {
        let slanted = Affine::new([0.01, 0.0, 0.0033, -0.01, 50.0, 100.0]);
        let place = glyph(slanted, &HALF_EM).unwrap();
        close(place.bbox, Rect::new(50.0, 91.2, 55.0, 101.2));
    }

    #[test]
    fn a_credit_that_reads_upwards_is_turned_counter_clockwise() {
        let upwards = Affine::new([0.0, -0.01, -0.01, 0.0, 50.0, 100.0]);
        let place = glyph(upwards, &HALF_EM).unwrap();
        assert_eq!((place.turn, place.baseline), (Turn::Counter, Pt(50.0)));
        close(place.bbox, Rect::new(41.2, 95.0, 51.2, 100.0));
    }

    #[test]
    fn a_vertical_glyph_hangs_from_its_pen() {
        // The pen is at (300, 50); the engine gives the origin half an em to the left and .88 em below.
        let shift = Vec2::new(-500.0, -880.0);
        let metrics = Metrics { advance: -1000.0, displacement: Some(shift), ..HALF_EM };
        let place = glyph(upright(10.0, 295.0, 58.8), &metrics).unwrap();
        close(place.bbox, Rect::new(295.0, 50.0, 305.0, 60.0));
        assert_eq!((place.baseline, place.turn), (Pt(300.0), Turn::None));
    }

    #[test]
    fn degenerate_transforms_have_no_place() {
        assert!(glyph(Affine::new([0.0; 6]), &HALF_EM).is_none());
        assert!(glyph(Affine::new([f64::NAN, 0.0, 0.0, 1.0, 0.0, 0.0]), &HALF_EM).is_none());
    }
}
