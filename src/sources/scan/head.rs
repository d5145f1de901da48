//! What the head of a picture tells, without its pixels: its format, its pages, how large they are, and how fine.

use super::tiff;

/// The formats of pictures that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Tagged Image File Format, of one page or of many.
    Tiff,
}

/// A page of a picture file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ImagePage {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Dots an inch, where the file tells and it is likely.
    pub dots: Option<f32>,
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";
/// How fine scans are, in dots an inch: what says otherwise was filled in by a program that did not know.
const LIKELY: std::ops::RangeInclusive<f32> = 90.0..=1_300.0;
/// Inches of a meter, and of a centimeter.
const INCHES_A_METER: f32 = 39.370_08;
pub(super) const INCHES_A_CENTIMETER: f32 = 2.54;

/// The format of these bytes; nothing when they are no picture that is read.
pub fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(PNG) {
        return Some(ImageFormat::Png);
    }
    if bytes.starts_with(JPEG) {
        return Some(ImageFormat::Jpeg);
    }
    tiff::claims(bytes).then_some(ImageFormat::Tiff)
}

/// The pages of a picture file, in its order.
///
/// # Errors
/// What is wrong with its head.
pub fn leaves(kind: ImageFormat, bytes: &[u8]) -> Result<Vec<ImagePage>, String> {
    let leaves = match kind {
        ImageFormat::Png => png(bytes).into_iter().collect(),
        ImageFormat::Jpeg => jpeg(bytes).into_iter().collect(),
        ImageFormat::Tiff => tiff::leaves(bytes),
    };
    if leaves.is_empty() {
        return Err("this picture is damaged or cut short: it does not say how large it is".to_owned());
    }
    Ok(leaves)
}

/// How fine a scan is, if that is likely.
pub(super) fn likely(dots: f32) -> Option<f32> {
    LIKELY.contains(&dots).then_some(dots)
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

/// The size stands in the first chunk, how fine it is in one before the pixels.
fn png(bytes: &[u8]) -> Option<ImagePage> {
    const FIRST: usize = 8;
    let (mut at, mut leaf) = (FIRST, None);
    while let (Some(length), Some(name)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) {
        let data = at + 8;
        match name {
            b"IHDR" => leaf = Some(ImagePage { width: be32(bytes, data)?, height: be32(bytes, data + 4)?, dots: None }),
            b"pHYs" if bytes.get(data + 8) == Some(&1) => {
                let dots = be32(bytes, data).and_then(|meter| likely(meter as f32 / INCHES_A_METER));
                leaf = leaf.map(|leaf| ImagePage { dots, ..leaf });
            }
            b"IDAT" | b"IEND" => break,
            _ => {}
        }
        // A sum of four bytes stands behind the data.
        at = data.checked_add(length as usize)?.checked_add(4)?;
    }
    leaf.filter(|leaf| leaf.width > 0 && leaf.height > 0)
}

/// Segments are looked through up to the one that begins the picture.
fn jpeg(bytes: &[u8]) -> Option<ImagePage> {
    let (mut at, mut dots) = (2, None);
    loop {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        let length = usize::from(be16(bytes, at + 2)?);
        let data = at + 4;
        match marker {
            0xe0 if bytes.get(data..data + 5) == Some(b"JFIF\0") => {
                let told = f32::from(be16(bytes, data + 8)?);
                dots = match bytes.get(data + 7) {
                    Some(1) => likely(told),
                    Some(2) => likely(told * INCHES_A_CENTIMETER),
                    _ => None,
                };
            }
            0xe1 if bytes.get(data..data + 6) == Some(b"Exif\0\0") => {
                let exif = bytes.get(data + 6..at.checked_add(2)?.checked_add(length)?).unwrap_or_default();
                dots = dots.or_else(|| tiff::leaves(exif).first().and_then(|leaf| leaf.dots));
            }
            // Frames of all kinds; the codes between are of tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (u32::from(be16(bytes, data + 1)?), u32::from(be16(bytes, data + 3)?));
                return (width > 0 && height > 0).then_some(ImagePage { width, height, dots });
            }
            0xd9 | 0xda => return None,
            _ => {}
        }
        at = at.checked_add(2)?.checked_add(length.max(2))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [&(data.len() as u32).to_be_bytes(), name.as_slice(), data, &[0; 4]].concat()
    }

    #[test]
    fn a_png_tells_its_size_and_how_fine_it_is() {
        let size = [2250_u32.to_be_bytes(), 3250_u32.to_be_bytes()].concat();
        let fine = [&5906_u32.to_be_bytes()[..], &5906_u32.to_be_bytes(), &[1]].concat();
        let whole = [PNG, &chunk(b"IHDR", &size), &chunk(b"pHYs", &fine), &chunk(b"IDAT", &[0; 9])].concat();
        let leaf = leaves(ImageFormat::Png, &whole).unwrap()[0];
        assert_eq!((leaf.width, leaf.height), (2250, 3250));
        assert!((leaf.dots.unwrap() - 150.0).abs() < 0.1, "{leaf:?}");
        for cut in 0..whole.len() {
            let _ = leaves(ImageFormat::Png, &whole[..cut]);
        }
        assert!(leaves(ImageFormat::Png, PNG).is_err());
    }

    #[test]
    fn a_jpeg_tells_its_size_and_how_fine_it_is() {
        let head = [
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x02".as_slice(),
            &118_u16.to_be_bytes(),
            &118_u16.to_be_bytes(),
            &[0, 0],
        ];
        let frame = [b"\xff\xc2\0\x0b\x08".as_slice(), &300_u16.to_be_bytes(), &200_u16.to_be_bytes(), &[1, 0, 0, 0]];
        let whole = [head.concat(), frame.concat()].concat();
        let leaf = leaves(ImageFormat::Jpeg, &whole).unwrap()[0];
        assert_eq!((leaf.width, leaf.height), (200, 300));
        assert!((leaf.dots.unwrap() - 299.7).abs() < 0.1, "{leaf:?}");
        for cut in 0..whole.len() {
            let _ = leaves(ImageFormat::Jpeg, &whole[..cut]);
        }
        assert!(leaves(ImageFormat::Jpeg, b"\xff\xd8\xff\xd9").is_err());
    }
}
