//! Made pages as a PDF without embedded fonts and without compression, the same bytes every time.

use super::faces::{Face, win_ansi};
use super::marks::{Glyph, Made, TextMark};
use foldline::model::lang::Lang;
use foldline::model::sheet::Turn;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// How far to the right faux bold is drawn again, in points.
pub const SECOND_DRAW: f32 = 0.3;

/// Width and height of the drawn pictures, in pixels.
const PIXELS: (i32, i32) = (144, 96);

pub fn write(pages: &[Made]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree) = (fresh(), fresh());
    pdf.catalog(catalog).pages(tree);
    let ids: Vec<Ref> = pages.iter().map(|_| fresh()).collect();
    pdf.pages(tree).kids(ids.iter().copied()).count(ids.len() as i32);
    for (made, id) in pages.iter().zip(&ids) {
        let fonts: Vec<(String, Ref)> = fonts_of(made, &mut pdf, &mut fresh);
        let pictures: Vec<(String, Ref)> = made
            .pictures
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let image = fresh();
                picture(&mut pdf, image, p.scene);
                (format!("P{i}"), image)
            })
            .collect();
        let content = fresh();
        let mut page = pdf.page(*id);
        page.media_box(Rect::new(0.0, 0.0, made.size[0], made.size[1]));
        page.parent(tree).contents(content);
        let mut resources = page.resources();
        let mut dict = resources.fonts();
        fonts.iter().for_each(|(name, font)| {
            dict.pair(Name(name.as_bytes()), *font);
        });
        dict.finish();
        let mut dict = resources.x_objects();
        pictures.iter().for_each(|(name, image)| {
            dict.pair(Name(name.as_bytes()), *image);
        });
        dict.finish();
        resources.finish();
        page.finish();
        pdf.stream(content, &drawing(made));
    }
    pdf.finish()
}

fn font_key(face: Face, vertical: bool) -> String {
    format!("F{}{}", face as u8, if vertical { "V" } else { "" })
}

pub fn fonts_of(made: &Made, pdf: &mut Pdf, fresh: &mut dyn FnMut() -> Ref) -> Vec<(String, Ref)> {
    let mut used: Vec<(Face, bool)> = made.texts.iter().map(|t| (t.face, t.vertical)).collect();
    used.sort_unstable();
    used.dedup();
    let mut fonts = Vec::new();
    for (face, vertical) in used {
        let id = fresh();
        if made.is_cjk() {
            cid_font(pdf, id, fresh(), fresh(), face, vertical, made.lang);
        } else {
            pdf.type1_font(id)
                .base_font(Name(face.name(made.lang).as_bytes()))
                .encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        fonts.push((font_key(face, vertical), id));
    }
    fonts
}

fn cid_font(pdf: &mut Pdf, id: Ref, cid: Ref, descriptor: Ref, face: Face, vertical: bool, lang: Lang) {
    let (ordering, cmap): (&[u8], &str) = match lang {
        Lang::Ja => (b"Japan1", "UniJIS-UTF16"),
        Lang::Ko => (b"Korea1", "UniKS-UTF16"),
        _ => (b"GB1", "UniGB-UTF16"),
    };
    let cmap = format!("{cmap}-{}", if vertical { "V" } else { "H" });
    let name = face.name(lang);
    pdf.type0_font(id).base_font(Name(name.as_bytes())).encoding_predefined(Name(cmap.as_bytes())).descendant_font(cid);
    let mut font = pdf.cid_font(cid);
    font.subtype(CidFontType::Type0).base_font(Name(name.as_bytes()));
    font.system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(ordering), supplement: 2 });
    font.font_descriptor(descriptor).default_width(1000.0);
    let blank = 1000.0 * face.advance(' ', lang);
    // The identifiers 1 to 95 are printable ASCII in all three collections.
    font.widths().same(1, 1, blank).same(2, 95, 500.0);
    font.finish();
    let weight = if face.is_bold() { 700 } else { 400 };
    let sans = matches!(face, Face::Sans | Face::SansBold);
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::SERIF, !sans);
    flags.set(FontFlags::FORCE_BOLD, face.is_bold());
    let mut d = pdf.font_descriptor(descriptor);
    d.name(Name(name.as_bytes())).flags(flags).weight(weight).bbox(Rect::new(0.0, -120.0, 1000.0, 880.0));
    d.italic_angle(0.0).ascent(880.0).descent(-120.0).cap_height(740.0).stem_v(if face.is_bold() {
        160.0
    } else {
        80.0
    });
}

pub fn drawing(made: &Made) -> Vec<u8> {
    let height = made.size[1];
    let mut content = Content::new();
    for b in &made.boxes {
        let r = b.rect;
        if let Some(gray) = b.fill {
            content.set_fill_gray(gray);
            content.rect(r.left.0, height - r.bottom.0, r.width().0, r.height().0).fill_nonzero();
        }
        if b.weight > 0.0 {
            // The outline lies inside the box, so that its outer edge is the box.
            let (half, full) = (b.weight / 2.0, b.weight);
            content.set_line_width(b.weight).set_stroke_gray(0.0);
            content.rect(r.left.0 + half, height - r.bottom.0 + half, r.width().0 - full, r.height().0 - full).stroke();
        }
    }
    for (i, p) in made.pictures.iter().enumerate() {
        content.save_state();
        content.transform([p.rect.width().0, 0.0, 0.0, p.rect.height().0, p.rect.left.0, height - p.rect.bottom.0]);
        content.x_object(Name(format!("P{i}").as_bytes())).restore_state();
    }
    for r in &made.rules {
        content.set_line_width(r.weight).set_stroke_gray(0.0);
        content.move_to(r.from[0], height - r.from[1]).line_to(r.to[0], height - r.to[1]).stroke();
    }
    content.begin_text().set_fill_gray(0.0);
    for text in &made.texts {
        let offsets: &[f32] = if text.twice { &[0.0, SECOND_DRAW] } else { &[0.0] };
        for offset in offsets {
            draw_text(&mut content, made, text, *offset);
        }
    }
    content.end_text();
    content.finish().to_vec()
}

/// Runs of glyphs with the same white after each, placed by their own matrix.
fn draw_text(content: &mut Content, made: &Made, text: &TextMark, offset: f32) {
    let glyphs: Vec<Glyph> = text.glyphs.iter().filter(|g| made.blanks || g.c != ' ').copied().collect();
    content.set_font(Name(font_key(text.face, text.vertical).as_bytes()), text.size);
    let mode = if text.hidden { TextRenderingMode::Invisible } else { TextRenderingMode::Fill };
    content.set_text_rendering_mode(mode);
    let mut rest = glyphs.as_slice();
    while !rest.is_empty() {
        let spacing = rest.get(1).map_or(0.0, |next| white(text, &rest[0], next));
        // Readers do not agree on the sign of character spacing in vertical type: there each glyph is placed.
        let spacing = if text.vertical || spacing.abs() > text.size * 0.5 { 0.0 } else { spacing };
        let even = |pair: &&[Glyph]| (white(text, &pair[0], &pair[1]) - spacing).abs() < 0.002;
        let length = 1 + rest.windows(2).take_while(even).count();
        let (run, after) = rest.split_at(length);
        rest = after;
        content.set_char_spacing(spacing);
        let Some(first) = run.first() else { continue };
        let (x, y) = (first.x + offset, made.size[1] - first.y);
        content.set_text_matrix(match text.turn {
            Turn::None => [1.0, 0.0, 0.0, 1.0, x, y],
            Turn::Counter => [0.0, 1.0, -1.0, 0.0, x, y],
            Turn::Clockwise => [0.0, -1.0, 1.0, 0.0, x, y],
            Turn::Half => [-1.0, 0.0, 0.0, -1.0, x, y],
        });
        let bytes: Vec<u8> = if made.is_cjk() {
            run.iter()
                .flat_map(|g| g.c.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<_>>())
                .collect()
        } else {
            run.iter().map(|g| win_ansi(g.c)).collect()
        };
        content.show(Str(&bytes));
    }
}

/// The white between a glyph and the next one, in points.
fn white(text: &TextMark, a: &Glyph, b: &Glyph) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let along = match (text.vertical, text.turn) {
        (true, _) | (false, Turn::Clockwise) => dy,
        (false, Turn::None) => dx,
        (false, Turn::Counter) => -dy,
        (false, Turn::Half) => -dx,
    };
    along - a.advance
}

/// A quiet landscape in gray: sky, a light, two ridges; `scene` moves them.
pub fn picture(pdf: &mut Pdf, id: Ref, scene: u8) {
    let (width, height) = PIXELS;
    let seed = f32::from(scene);
    let ridge =
        |x: f32, k: f32| 0.1 * (x * (5.0 + k) + seed * (1.7 + k)).sin() + 0.05 * (x * 17.0 + seed + 2.0 * k).sin();
    let light = (0.2 + 0.6 * ((seed * 0.37) % 1.0), 0.25);
    let mut pixels = Vec::new();
    for row in 0..height {
        for column in 0..width {
            let (x, y) = (column as f32 / width as f32, row as f32 / height as f32);
            let glow = (0.09 / (((x - light.0) * 1.5).hypot(y - light.1) + 0.09)) * 0.35;
            let sky = 0.55 + 0.3 * y + glow;
            let gray = if y > 0.78 + ridge(x, 2.0) {
                0.16 + 0.1 * ((x * 40.0 + seed).sin() * (y * 60.0).cos()).abs()
            } else if y > 0.58 + ridge(x, 0.0) {
                0.36 + 0.2 * (y - 0.5)
            } else {
                sky
            };
            pixels.push((gray.clamp(0.0, 1.0) * 255.0) as u8);
        }
    }
    let mut image = pdf.image_xobject(id, &pixels);
    image.width(width).height(height).bits_per_component(8).interpolate(true);
    image.color_space().device_gray();
}
