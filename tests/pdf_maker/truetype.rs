//! A TrueType font of solid squares: enough for a PDF that embeds its font.

/// A font program with one glyph for each character of `text`, from glyph 1 on. Each is a rectangle that covers
/// `ink` of the em square. With `table`, the font carries its own character table.
pub fn squares(text: &str, ink: f32, table: bool) -> Vec<u8> {
    let glyphs = text.chars().count() as u16 + 1;
    let glyph = rectangle((1000.0 * ink) as i16, 1000);
    let mut tables: Vec<(&[u8; 4], Vec<u8>)> = Vec::new();
    if table {
        tables.push((b"cmap", character_table(text)));
    }
    tables.push((b"glyf", glyph.repeat(glyphs as usize)));
    tables.push((b"head", head()));
    tables.push((b"hhea", words(&[1, 0, 880, 0xff88, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs])));
    tables.push((b"hmtx", words(&[1000, 0]).repeat(glyphs as usize)));
    let offset = |glyph: u16| (glyph as u32 * glyph_length(&glyph_bytes(ink))).to_be_bytes();
    tables.push((b"loca", (0..=glyphs).flat_map(offset).collect()));
    tables.push((b"maxp", [vec![0, 1, 0, 0], words(&[glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])].concat()));
    directory(tables)
}

fn glyph_bytes(ink: f32) -> Vec<u8> {
    rectangle((1000.0 * ink) as i16, 1000)
}

fn glyph_length(glyph: &[u8]) -> u32 {
    glyph.len() as u32
}

/// A glyph of one contour with four corners, `width` by `height`, standing .12 em below the baseline.
fn rectangle(width: i16, height: i16) -> Vec<u8> {
    let mut glyph = Vec::new();
    for number in [1, 0, -120, width, height - 120, 3, 0] {
        glyph.extend(number.to_be_bytes());
    }
    // Flags: on the curve, coordinates in two bytes each.
    glyph.extend([1_u8; 4]);
    for number in [0, 0, width, 0, -120, height, 0, -height] {
        glyph.extend(number.to_be_bytes());
    }
    glyph
}

fn head() -> Vec<u8> {
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000]);
    head.extend([0; 16]);
    head.extend(words(&[0, 0xff88, 1000, 880, 0, 8, 2, 1, 0]));
    head
}

/// Format 12: groups of one character each.
fn character_table(text: &str) -> Vec<u8> {
    let mut characters: Vec<(u32, u32)> = text.chars().zip(1..).map(|(c, glyph)| (c as u32, glyph)).collect();
    characters.sort_unstable();
    let mut table = words(&[0, 1, 3, 10]);
    table.extend(12_u32.to_be_bytes());
    table.extend(words(&[12, 0]));
    for number in [16 + 12 * characters.len() as u32, 0, characters.len() as u32] {
        table.extend(number.to_be_bytes());
    }
    for (character, glyph) in characters {
        for number in [character, character, glyph] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}

fn directory(tables: Vec<(&[u8; 4], Vec<u8>)>) -> Vec<u8> {
    let count = tables.len() as u16;
    let mut font = vec![0, 1, 0, 0];
    font.extend(words(&[count, 64, 2, count * 16 - 64]));
    let mut body = Vec::new();
    let start = 12 + 16 * tables.len() as u32;
    for (tag, data) in tables {
        font.extend(tag);
        font.extend([0; 4]);
        font.extend((start + body.len() as u32).to_be_bytes());
        font.extend((data.len() as u32).to_be_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    font.extend(body);
    font
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}
