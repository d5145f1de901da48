//! Editions of any number of pages in one PDF: the pages that are given, again and again, each with a drawing of its own that is
//! compressed as writers of PDF do. What they draw with is shared.

use super::marks::Made;
use super::pdf::{drawing, fonts_of, picture};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref};
use std::io::Write;

/// What a page draws with, by the names it has in its drawing.
struct Shared {
    fonts: Vec<(String, Ref)>,
    pictures: Vec<(String, Ref)>,
    drawing: Vec<u8>,
}

pub fn write(pages: &[Made], count: usize) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree) = (fresh(), fresh());
    pdf.catalog(catalog).pages(tree);
    let mut shared = Vec::new();
    for made in pages {
        let fonts = fonts_of(made, &mut pdf, &mut fresh);
        let mut pictures = Vec::new();
        for (index, placed) in made.pictures.iter().enumerate() {
            let image = fresh();
            picture(&mut pdf, image, placed.scene);
            pictures.push((format!("P{index}"), image));
        }
        shared.push(Shared { fonts, pictures, drawing: drawing(made) });
    }
    let ids: Vec<Ref> = (0..count).map(|_| fresh()).collect();
    pdf.pages(tree).kids(ids.iter().copied()).count(count as i32);
    for (number, id) in ids.iter().enumerate() {
        let (made, own) = (&pages[number % pages.len()], &shared[number % pages.len()]);
        let content = fresh();
        let mut page = pdf.page(*id);
        page.media_box(Rect::new(0.0, 0.0, made.size[0], made.size[1]));
        page.parent(tree).contents(content);
        let mut resources = page.resources();
        let mut dict = resources.fonts();
        own.fonts.iter().for_each(|(name, font)| {
            dict.pair(Name(name.as_bytes()), *font);
        });
        dict.finish();
        let mut dict = resources.x_objects();
        own.pictures.iter().for_each(|(name, image)| {
            dict.pair(Name(name.as_bytes()), *image);
        });
        dict.finish();
        resources.finish();
        page.finish();
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        packer.write_all(format!("% page {}\n", number + 1).as_bytes()).unwrap();
        packer.write_all(&own.drawing).unwrap();
        pdf.stream(content, &packer.finish().unwrap()).filter(Filter::FlateDecode);
    }
    pdf.finish()
}
