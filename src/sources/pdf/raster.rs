//! A page as pixels: for the places of its pictures, and for the recognition of its text. Only with the feature `images`.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{Pdf, PdfData};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

/// Pixels: rows from the top, four bytes each, red, green, blue and opacity.
#[derive(Clone, Debug, Default)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// All of them.
    pub rgba: Vec<u8>,
}

/// Pixels of the longer edge: a picture over half the page still has a pixel for each of a large terminal.
const LONG_EDGE: f32 = 2400.0;
/// Pixels to the point at most.
const MOST_SCALE: f32 = 3.0;

/// Gray pixels: rows from the top, a byte each, from black to white.
#[derive(Clone, Debug, Default)]
pub(super) struct Gray {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

/// Pixels of a page at most: a broadsheet at 300 dots an inch.
pub(super) const PIXELS_AT_MOST: u64 = 64_000_000;

/// Draws a page of a PDF, by its index. Nothing when there is no such page, or the file cannot be read without a
/// password.
pub fn page(bytes: &[u8], index: usize) -> Option<Raster> {
    let pdf = Pdf::new(PdfData::from(bytes.to_vec())).ok()?;
    drawn(&pdf, index, |(width, height)| (LONG_EDGE / width.max(height).max(1.0)).min(MOST_SCALE))
}

/// Draws a page in gray, with so many dots an inch; with fewer when it would have too many.
pub(super) fn gray(bytes: Vec<u8>, password: Option<&str>, index: usize, dots: f32) -> Option<Gray> {
    let data = PdfData::from(bytes);
    let given = password.and_then(|word| Pdf::new_with_password(data.clone(), word).ok());
    let pdf = given.or_else(|| Pdf::new(data).ok())?;
    let fits = |(width, height): (f32, f32)| {
        let whole = (PIXELS_AT_MOST as f32 / (width * height).max(1.0)).sqrt();
        (dots / POINTS_AN_INCH).min(whole * SHY)
    };
    let Raster { width, height, rgba } = drawn(&pdf, index, fits)?;
    // As the eye weighs them.
    let weighed = |pixel: &[u8]| match pixel {
        [red, green, blue, ..] => ((u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue)) / 10) as u8,
        _ => u8::MAX,
    };
    Some(Gray { width, height, pixels: rgba.chunks_exact(4).map(weighed).collect() })
}

const POINTS_AN_INCH: f32 = 72.0;
/// Edges are rounded up to whole pixels.
const SHY: f32 = 0.999;

fn drawn(pdf: &Pdf, index: usize, scale: impl Fn((f32, f32)) -> f32) -> Option<Raster> {
    let page = pdf.pages().get(index)?;
    let scale = scale(page.render_dimensions());
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels =
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    Some(Raster { width, height, rgba: pixels.data_as_u8_slice().to_vec() })
}
