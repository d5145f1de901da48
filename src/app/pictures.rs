//! Pictures of PDF pages, made by a worker beside the reading: the screen never waits for one. Only with the feature
//! `images`.
//!
//! ```text
//!   reader --orders, the newest first--> worker: page to pixels, cut, scaled, in the terminal's way --> reader
//! ```

use super::corrections::{PagePrint, PrintSource};
use super::incoming::Incoming;
use super::probe::Graphics;
use crate::export::drawing::Painting;
use crate::geometry::Rect as Box;
use crate::model::page::Page;
use crate::sources::FENCED_THREAD;
use crate::sources::pdf::raster::{self, Raster};
use crate::typeset::facsimile::PictureArea;
use crate::ui::action::Action;
use crate::ui::pictures::{PictureKey, Shot};
use crate::ui::theme::Depth;
use crate::ui::theme::shade::{Rgb, indexed};
use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;
use ratatui::widgets::Widget;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::{FontSize, Image, Resize};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};

/// Orders that wait at most; what is more is asked for again when it is seen again.
const MOST_ORDERS: usize = 64;
/// Pages kept as pixels: the one that is read and the one before.
const MOST_PAGES: usize = 2;
/// Pixels of a cell where the terminal does not say.
const PLAIN_CELL: (u16, u16) = (10, 20);

/// How pictures that stand in cells are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DrawnAs {
    /// How many colors there are.
    pub depth: Depth,
    /// Whether the text is dark on light, as far as is known.
    pub on_light: bool,
    /// Whether blocks take one cell.
    pub has_blocks: bool,
}

struct PictureRequest {
    key: PictureKey,
    print: PagePrint,
    manner: DrawnAs,
    /// Left, top, width and height as shares of the page.
    part: [f32; 4],
}

/// Where pictures are ordered.
pub(super) struct PictureWorker(SyncSender<PictureRequest>);

impl PictureWorker {
    /// Starts the worker.
    pub fn open(graphics: Graphics, sender: &Sender<Incoming>) -> Option<PictureWorker> {
        let (orders, receiver) = sync_channel(MOST_ORDERS);
        let sender = sender.clone();
        // A page that breaks the renderer must not break the screen.
        let thread = std::thread::Builder::new().name(FENCED_THREAD.to_owned());
        thread.spawn(move || work(&receiver, &picker(graphics), &sender)).ok()?;
        Some(PictureWorker(orders))
    }

    /// Orders a picture of a page.
    pub fn order(&self, key: PictureKey, page: &Page, print: PagePrint, manner: DrawnAs) {
        let Some(picture) = page.pictures.get(key.picture) else { return };
        let order = PictureRequest { key, print, manner, part: share(&picture.bbox, &page.bounds) };
        // A full queue has enough to do.
        let _ = self.0.try_send(order);
    }
}

/// A box as shares of the page.
fn share(part: &Box, page: &Box) -> [f32; 4] {
    let (width, height) = (page.width().0.max(1.0), page.height().0.max(1.0));
    let [left, right] = [part.left, part.right].map(|x| ((x - page.left).0 / width).clamp(0.0, 1.0));
    let [top, bottom] = [part.top, part.bottom].map(|y| ((y - page.top).0 / height).clamp(0.0, 1.0));
    [left, top, right - left, bottom - top]
}

/// How pictures are written for this terminal.
fn picker(graphics: Graphics) -> Picker {
    let window = crossterm::terminal::window_size().ok();
    let cell = window.map(|size| (size.width / size.columns.max(1), size.height / size.rows.max(1)));
    let (width, height) = cell.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or(PLAIN_CELL);
    #[expect(deprecated, reason = "the terminal was asked already, and its answers must not be read twice")]
    let mut picker = Picker::from_fontsize(FontSize { width, height });
    picker.set_protocol_type(match graphics {
        Graphics::HalfBlocks => ProtocolType::Halfblocks,
        Graphics::Sixel => ProtocolType::Sixel,
        Graphics::Kitty => ProtocolType::Kitty,
        Graphics::Iterm2 => ProtocolType::Iterm2,
    });
    picker
}

fn work(orders: &Receiver<PictureRequest>, picker: &Picker, sender: &Sender<Incoming>) {
    let mut pages: VecDeque<(PagePrint, Option<Arc<Raster>>)> = VecDeque::new();
    while let Ok(first) = orders.recv() {
        let mut stack = vec![first];
        loop {
            stack.extend(orders.try_iter());
            let Some(order) = stack.pop() else { break };
            let made = catch_unwind(AssertUnwindSafe(|| make(&order, &mut pages, picker))).unwrap_or_default();
            if sender.send(Incoming::Service(Action::Pictured(order.key, made))).is_err() {
                return;
            }
        }
    }
}

/// The page as pixels, if it can be read and drawn.
fn pixels_of(print: &PagePrint) -> Option<Raster> {
    match &print.source {
        PrintSource::File(path) => raster::page(&std::fs::read(path).ok()?, print.index),
        PrintSource::Bytes(bytes) => raster::page(bytes, print.index),
    }
}

/// The picture, or nothing where the page cannot be drawn.
fn make(
    order: &PictureRequest,
    pages: &mut VecDeque<(PagePrint, Option<Arc<Raster>>)>,
    picker: &Picker,
) -> Option<Shot> {
    if !pages.iter().any(|(print, _)| *print == order.print) {
        // What breaks the renderer is not tried again.
        pages.push_back((order.print.clone(), None));
        let drawn = pixels_of(&order.print);
        if let Some(last) = pages.back_mut() {
            last.1 = drawn.map(Arc::new);
        }
        if pages.len() > MOST_PAGES {
            pages.pop_front();
        }
    }
    let page = pages.iter().find(|(print, _)| *print == order.print)?.1.clone()?;
    let part = cut(&page, order.part)?;
    let place = Size::new(order.key.columns, order.key.rows);
    // Without colors a picture in the terminal's own way would be the one colored thing on the screen.
    let protocol = picker.protocol_type();
    if protocol == ProtocolType::Halfblocks || order.manner.depth == Depth::Monochrome {
        let size = filled((part.width(), part.height()), place, FontSize { width: 1, height: 2 });
        let cells = in_cells(&part, size, order.manner);
        let paint = move |area: Rect, buffer: &mut Buffer| put(&cells, middle(area, size), buffer);
        return Some(Shot { paint: Arc::new(paint), in_cells: true });
    }
    let cell = picker.font_size();
    let size = filled((part.width(), part.height()), place, cell);
    let (width, height) = (size.width.saturating_mul(cell.width), size.height.saturating_mul(cell.height));
    let part = part.resize_exact(u32::from(width), u32::from(height), FilterType::Triangle);
    let protocol = picker.new_protocol(part, size, Resize::Fit(None)).ok()?;
    let paint = move |area: Rect, buffer: &mut Buffer| Image::new(&protocol).render(middle(area, size), buffer);
    Some(Shot { paint: Arc::new(paint), in_cells: false })
}

/// The pictures of a page for a drawing of it, each filling its place.
pub(super) fn paintings(print: &PagePrint, page: &Page, places: &[PictureArea]) -> Vec<Painting> {
    let Some(pixels) = pixels_of(print) else { return Vec::new() };
    let one = |place: &PictureArea| {
        let area = place.area;
        let part = cut(&pixels, share(&page.pictures.get(place.picture)?.bbox, &page.bounds))?;
        let (columns, rows) = (u32::from(area.right - area.left), area.bottom - area.top);
        let small = part.resize_exact(columns, rows * 2, FilterType::Triangle).to_rgb8();
        Some(Painting { area, halves: small.pixels().map(|pixel| pixel.0).collect() })
    };
    places.iter().filter_map(one).collect()
}

/// The cells of a picture, row by row.
fn in_cells(part: &DynamicImage, size: Size, manner: DrawnAs) -> Vec<Vec<Cell>> {
    let (columns, rows) = (u32::from(size.width), u32::from(size.height));
    let small = part.resize_exact(columns, rows * 2, FilterType::Triangle).to_rgb8();
    let at = |x: u32, y: u32| small.get_pixel_checked(x, y).map_or((0, 0, 0), |pixel| (pixel[0], pixel[1], pixel[2]));
    let row = |y: u32| (0..columns).map(|x| painted(at(x, 2 * y), at(x, 2 * y + 1), manner)).collect();
    (0..rows).map(row).collect()
}

/// Shades from paper to ink. Without blocks only the first two are sure to take one cell.
const TONES: [&str; 5] = [" ", "░", "▒", "▓", "█"];
/// The grays among the sixteen colors, from black to white.
const GRAYS: [Color; 4] = [Color::Black, Color::DarkGray, Color::Gray, Color::White];

/// A cell of a picture: two halves in their colors, or a shade.
fn painted(upper: Rgb, lower: Rgb, manner: DrawnAs) -> Cell {
    let mut cell = Cell::default();
    let color = |rgb: Rgb| match manner.depth {
        Depth::True => Color::Rgb(rgb.0, rgb.1, rgb.2),
        Depth::Indexed => Color::Indexed(indexed(rgb)),
        Depth::Sixteen | Depth::Monochrome => step(&GRAYS, light(rgb)).unwrap_or(Color::Gray),
    };
    let both = u16::midpoint(light(upper).into(), light(lower).into()) as u8;
    match manner.depth {
        Depth::Monochrome => {
            let ink = if manner.on_light { u8::MAX - both } else { both };
            let tones = if manner.has_blocks { TONES.as_slice() } else { TONES.get(..2).unwrap_or_default() };
            cell.set_symbol(step(tones, ink).unwrap_or(" "));
        }
        Depth::True | Depth::Indexed | Depth::Sixteen if manner.has_blocks => {
            cell.set_symbol("▀").set_fg(color(upper)).set_bg(color(lower));
        }
        Depth::True | Depth::Indexed | Depth::Sixteen => {
            let mean = |a: u8, b: u8| u16::midpoint(a.into(), b.into()) as u8;
            let middle = (mean(upper.0, lower.0), mean(upper.1, lower.1), mean(upper.2, lower.2));
            cell.set_bg(color(middle));
        }
    }
    cell
}

/// How light a color is to the eye.
fn light((red, green, blue): Rgb) -> u8 {
    ((u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue)) / 10) as u8
}

/// The one of some steps from dark to light that a lightness is on.
fn step<T: Copy>(steps: &[T], lightness: u8) -> Option<T> {
    let at = usize::from(lightness) * steps.len() / 256;
    steps.get(at).copied()
}

/// Writes cells.
fn put(cells: &[Vec<Cell>], area: Rect, buffer: &mut Buffer) {
    for (y, row) in (area.top()..area.bottom()).zip(cells) {
        for (x, painted) in (area.left()..area.right()).zip(row) {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                *cell = painted.clone();
            }
        }
    }
}

/// The cells that a picture of so many pixels fills in its place: whole ones, so that nothing is padded. A place that
/// nearly has its shape is filled; elsewhere its shape is off by less than a cell.
fn filled((width, height): (u32, u32), place: Size, cell: FontSize) -> Size {
    /// A picture pulled out of its shape by less than this looks as it should.
    const UNSEEN: f32 = 1.25;
    let across = width.max(1) as f32 / f32::from(cell.width.max(1));
    let down = height.max(1) as f32 / f32::from(cell.height.max(1));
    let scale = (f32::from(place.width) / across).min(f32::from(place.height) / down);
    let (left, right) = (f32::from(place.width) / across, f32::from(place.height) / down);
    if place.width > 0 && place.height > 0 && left.max(right) < left.min(right) * UNSEEN {
        return place;
    }
    let cells = |length: f32, most: u16| ((length * scale).round() as u16).clamp(1, most.max(1));
    Size::new(cells(across, place.width), cells(down, place.height))
}

/// The middle of a place.
fn middle(place: Rect, size: Size) -> Rect {
    let (width, height) = (size.width.min(place.width), size.height.min(place.height));
    let (x, y) = (place.x + (place.width - width) / 2, place.y + (place.height - height) / 2);
    Rect { x, y, width, height }
}

/// A part of a page.
fn cut(page: &Raster, [left, top, width, height]: [f32; 4]) -> Option<DynamicImage> {
    let whole = RgbaImage::from_raw(page.width, page.height, page.rgba.clone())?;
    let pixels = |share: f32, of: u32| (share * of as f32).round() as u32;
    let (x, y) = (pixels(left, page.width), pixels(top, page.height));
    let (width, height) = (pixels(width, page.width), pixels(height, page.height));
    (width > 0 && height > 0).then(|| DynamicImage::ImageRgba8(whole).crop_imm(x, y, width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: FontSize = FontSize { width: 10, height: 20 };

    #[test]
    fn a_picture_fills_whole_cells_as_large_as_its_place_has_room() {
        for (pixels, place, expected) in [
            ((400, 300), Size::new(45, 10), Size::new(27, 10)),
            ((400, 300), Size::new(45, 15), Size::new(45, 15)),
            ((900, 300), Size::new(45, 10), Size::new(45, 8)),
            ((30, 1000), Size::new(45, 10), Size::new(1, 10)),
            ((0, 0), Size::new(0, 0), Size::new(1, 1)),
        ] {
            assert_eq!(filled(pixels, place, CELL), expected, "{pixels:?}");
        }
    }

    #[test]
    fn a_picture_stands_in_the_middle_of_its_place() {
        let place = Rect::new(10, 5, 45, 10);
        assert_eq!(middle(place, Size::new(27, 10)), Rect::new(19, 5, 27, 10));
        assert_eq!(middle(place, Size::new(60, 8)), Rect::new(10, 6, 45, 8));
    }

    #[test]
    fn every_cell_of_a_picture_is_painted_with_the_picture() {
        let print = PagePrint { source: PrintSource::File("made-up".into()), index: 0 };
        let raster = Raster { width: 401, height: 299, rgba: vec![255; 401 * 299 * 4] };
        let mut pages = VecDeque::from([(print.clone(), Some(Arc::new(raster)))]);
        let key = PictureKey { page: 0, picture: 0, columns: 45, rows: 10 };
        let manner = DrawnAs { depth: Depth::True, on_light: false, has_blocks: true };
        let order = PictureRequest { key, print, manner, part: [0.0, 0.0, 1.0, 1.0] };
        let shot = make(&order, &mut pages, &picker(Graphics::HalfBlocks)).unwrap();
        let area = Rect::new(0, 0, 45, 10);
        let mut buffer = Buffer::empty(area);
        (shot.paint)(area, &mut buffer);
        let white = ratatui::style::Color::Rgb(255, 255, 255);
        let painted = buffer.content.iter().filter(|cell| cell.symbol() != " " || cell.bg == white);
        let colors: Vec<_> = painted.flat_map(|cell| [cell.fg, cell.bg]).collect();
        assert!(colors.len() > 400 && colors.iter().all(|color| *color == white), "{colors:?}");
    }

    #[test]
    fn pictures_have_the_colors_that_there_are() {
        let manner = |depth, has_blocks| DrawnAs { depth, on_light: false, has_blocks };
        let (red, dark) = ((200, 20, 20), (20, 20, 20));
        let cell = painted(red, dark, manner(Depth::Indexed, true));
        assert!(matches!((cell.fg, cell.bg), (Color::Indexed(_), Color::Indexed(_))));
        let cell = painted(red, dark, manner(Depth::Sixteen, true));
        assert_eq!((cell.symbol(), cell.fg, cell.bg), ("▀", Color::DarkGray, Color::Black));
        let cell = painted(red, dark, manner(Depth::True, false));
        assert_eq!((cell.symbol(), cell.bg), (" ", Color::Rgb(110, 20, 20)));
        for (light, blocks, tone) in
            [(255, true, "█"), (120, true, "▒"), (0, true, " "), (255, false, "░"), (0, false, " ")]
        {
            let cell = painted((light, light, light), (light, light, light), manner(Depth::Monochrome, blocks));
            assert_eq!((cell.symbol(), cell.fg, cell.bg), (tone, Color::Reset, Color::Reset));
        }
        let on_light = DrawnAs { on_light: true, ..manner(Depth::Monochrome, true) };
        assert_eq!(painted((255, 255, 255), (255, 255, 255), on_light).symbol(), " ", "white is the paper");
    }
}
