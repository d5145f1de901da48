//! A page as pixels, for the places of its pictures. Only with the feature `images`.

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

/// Draws a page of a PDF, by its index. Nothing when there is no such page, or the file cannot be read without a
/// password.
pub fn page(bytes: &[u8], index: usize) -> Option<Raster> {
    let pdf = Pdf::new(PdfData::from(bytes.to_vec())).ok()?;
    let page = pdf.pages().get(index)?;
    let (width, height) = page.render_dimensions();
    let scale = (LONG_EDGE / width.max(height).max(1.0)).min(MOST_SCALE);
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels =
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    Some(Raster { width, height, rgba: pixels.data_as_u8_slice().to_vec() })
}
