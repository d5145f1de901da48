//! Pictures of PDF pages, made by a worker beside the reading: the screen never waits for one. Only with the feature
//! `images`.
//!
//! ```text
//!   reader --orders, the newest first--> worker: page to pixels, cut, scaled, in the terminal's way --> reader
//! ```

use super::probe::Graphics;
use super::reader::Incoming;
use crate::geometry::Rect as Box;
use crate::model::page::Page;
use crate::sources::FENCED_THREAD;
use crate::sources::pdf::raster::{self, Raster};
use crate::ui::action::Action;
use crate::ui::pictures::{PictureKey, Shot};
use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::{FontSize, Image, Resize};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};

/// Orders that wait at most; what is more is asked for again when it is seen again.
const MOST_ORDERS: usize = 64;
/// Pages kept as pixels: the one that is read and the one before.
const MOST_PAGES: usize = 2;
/// Pixels of a cell where the terminal does not say.
const PLAIN_CELL: (u16, u16) = (10, 20);

/// Where a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Print {
    /// The file.
    pub path: PathBuf,
    /// Index of the page in it.
    pub index: usize,
}

struct Order {
    key: PictureKey,
    print: Print,
    /// Left, top, width and height as shares of the page.
    part: [f32; 4],
}

/// Where pictures are ordered.
pub(super) struct Darkroom(SyncSender<Order>);

impl Darkroom {
    /// Starts the worker.
    pub fn open(graphics: Graphics, sender: &Sender<Incoming>) -> Option<Darkroom> {
        let (orders, receiver) = sync_channel(MOST_ORDERS);
        let sender = sender.clone();
        // A page that breaks the renderer must not break the screen.
        let thread = std::thread::Builder::new().name(FENCED_THREAD.to_owned());
        thread.spawn(move || work(&receiver, &picker(graphics), &sender)).ok()?;
        Some(Darkroom(orders))
    }

    /// Orders a picture of a page.
    pub fn order(&self, key: PictureKey, page: &Page, print: Print) {
        let Some(picture) = page.pictures.get(key.picture) else { return };
        let order = Order { key, print, part: share(&picture.bbox, &page.bounds) };
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

fn work(orders: &Receiver<Order>, picker: &Picker, sender: &Sender<Incoming>) {
    let mut pages: VecDeque<(Print, Option<Arc<Raster>>)> = VecDeque::new();
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

/// The picture, or nothing where the page cannot be drawn.
fn make(order: &Order, pages: &mut VecDeque<(Print, Option<Arc<Raster>>)>, picker: &Picker) -> Option<Shot> {
    if !pages.iter().any(|(print, _)| *print == order.print) {
        // What breaks the renderer is not tried again.
        pages.push_back((order.print.clone(), None));
        let drawn = std::fs::read(&order.print.path).ok().and_then(|bytes| raster::page(&bytes, order.print.index));
        if let Some(last) = pages.back_mut() {
            last.1 = drawn.map(Arc::new);
        }
        if pages.len() > MOST_PAGES {
            pages.pop_front();
        }
    }
    let page = pages.iter().find(|(print, _)| *print == order.print)?.1.clone()?;
    let part = cut(&page, order.part)?;
    let cell = picker.font_size();
    let size = filled((part.width(), part.height()), Size::new(order.key.columns, order.key.rows), cell);
    let (width, height) = (size.width.saturating_mul(cell.width), size.height.saturating_mul(cell.height));
    let part = part.resize_exact(u32::from(width), u32::from(height), FilterType::Triangle);
    let protocol = picker.new_protocol(part, size, Resize::Fit(None)).ok()?;
    let paint = move |area: Rect, buffer: &mut Buffer| Image::new(&protocol).render(middle(area, size), buffer);
    let in_cells = picker.protocol_type() == ProtocolType::Halfblocks;
    Some(Shot { paint: Arc::new(paint), in_cells })
}

/// The cells that a picture of so many pixels fills in its place: whole ones, so that nothing is padded; its shape
/// is off by less than a cell.
fn filled((width, height): (u32, u32), place: Size, cell: FontSize) -> Size {
    let across = width.max(1) as f32 / f32::from(cell.width.max(1));
    let down = height.max(1) as f32 / f32::from(cell.height.max(1));
    let scale = (f32::from(place.width) / across).min(f32::from(place.height) / down);
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
        let print = Print { path: PathBuf::from("made-up"), index: 0 };
        let raster = Raster { width: 401, height: 299, rgba: vec![255; 401 * 299 * 4] };
        let mut pages = VecDeque::from([(print.clone(), Some(Arc::new(raster)))]);
        let key = PictureKey { page: 0, picture: 0, columns: 45, rows: 10 };
        let order = Order { key, print, part: [0.0, 0.0, 1.0, 1.0] };
        let shot = make(&order, &mut pages, &picker(Graphics::HalfBlocks)).unwrap();
        let area = Rect::new(0, 0, 45, 10);
        let mut buffer = Buffer::empty(area);
        (shot.paint)(area, &mut buffer);
        let white = ratatui::style::Color::Rgb(255, 255, 255);
        let painted = buffer.content.iter().filter(|cell| cell.symbol() != " " || cell.bg == white);
        let colors: Vec<_> = painted.flat_map(|cell| [cell.fg, cell.bg]).collect();
        assert!(colors.len() > 400 && colors.iter().all(|color| *color == white), "{colors:?}");
    }
}
