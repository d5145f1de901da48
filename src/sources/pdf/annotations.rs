//! What shows on the page and is not drawn by it: notes written on the page, stamps, and the values of form fields
//! (ISO 32000-2, 12.5 and 12.7). An annotation is drawn by its appearance; one that has none is read by what it says.

use super::labels;
use super::touch::rect;
use crate::geometry::Rect;
use hayro_interpret::kurbo::{Affine, Rect as Area, Shape};
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Rect as PdfRect, Stream, String as PdfString};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashSet;

/// Annotations of a page that are looked at. A form of a tax office has some hundred fields.
const MOST: usize = 2_000;
/// Characters of a value that are placed.
const LONGEST: usize = 4_000;
/// Fields lie within one another, at most so deep.
const DEEPEST: usize = 16;

/// Kinds whose appearance is part of the page. The others are marks on text that is there anyway, icons of notes that
/// open when they are clicked, and what plays or links.
const SHOWN: [&[u8]; 10] =
    [b"FreeText", b"Stamp", b"Widget", b"Watermark", b"Redact", b"Line", b"Square", b"Circle", b"Polygon", b"PolyLine"];

/// Hidden, and not on the screen.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// A text field that shows no more than dots.
const PASSWORD: i64 = 1 << 13;

/// One annotation that shows.
pub(super) enum Shown<'a> {
    /// By its appearance: a form, and where it is drawn in the page's own space.
    Drawn { form: Stream<'a>, place: Affine },
    /// By what it says: lines of text within a rectangle of the page's own space.
    Says { text: String, bounds: Area, size: Option<f64> },
}

impl<'a> Shown<'a> {
    /// What an appearance draws with.
    pub fn resources(&self) -> Option<Resources<'a>> {
        match self {
            Shown::Drawn { form, .. } => form.dict().get::<Dict<'a>>(keys::RESOURCES).map(Resources::new),
            Shown::Says { .. } => None,
        }
    }
}

/// The annotations of a page that show, in drawing order.
pub(super) fn shown_on<'a>(page: &Page<'a>, off: &HashSet<ObjectIdentifier>) -> Vec<Shown<'a>> {
    let Some(all) = page.raw().get::<Array<'a>>(keys::ANNOTS) else { return Vec::new() };
    all.iter::<Dict<'a>>().take(MOST).filter_map(|annotation| shown(&annotation, off)).collect()
}

fn shown<'a>(annotation: &Dict<'a>, off: &HashSet<ObjectIdentifier>) -> Option<Shown<'a>> {
    let kind = annotation.get::<Name<'_>>(keys::SUBTYPE)?;
    let flags = annotation.get::<u32>(keys::F).unwrap_or(0);
    if !SHOWN.contains(&kind.as_ref()) || flags & UNSEEN != 0 || is_off(annotation, off) {
        return None;
    }
    let rect = annotation.get::<PdfRect>(keys::RECT)?;
    let bounds = Area::new(rect.x0, rect.y0, rect.x1, rect.y1).abs();
    if let Some(form) = appearance(annotation) {
        let place = place_of(&form, bounds)?;
        return Some(Shown::Drawn { form, place });
    }
    // Button states and drawings without an appearance say nothing.
    let text = match kind.as_ref() {
        b"Widget" => value(annotation)?,
        b"FreeText" => annotation.get::<PdfString<'_>>(&b"Contents"[..]).map(|text| lines(text.as_bytes()))?,
        _ => return None,
    };
    let size = match inherited(annotation, b"DA") {
        Some(Object::String(look)) => size_of(look.as_bytes()),
        _ => None,
    };
    let text: String = text.chars().take(LONGEST).collect();
    (!text.trim().is_empty()).then_some(Shown::Says { text, bounds, size })
}

/// The normal appearance in the state that the annotation is in.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(keys::AP)?.get::<Object<'a>>(keys::N)? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'a>>(annotation.get::<Name<'_>>(keys::AS)?),
        _ => None,
    }
}

/// From the appearance's space to the page's: its box, turned by its matrix, fills the rectangle (12.5.5).
fn place_of(form: &Stream<'_>, bounds: Area) -> Option<Affine> {
    let matrix = Affine::new(form.dict().get::<[f64; 6]>(keys::MATRIX).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
    let [x0, y0, x1, y1] = form.dict().get::<[f64; 4]>(keys::BBOX)?;
    let turned = (matrix * Area::new(x0, y0, x1, y1).to_path(0.1)).bounding_box();
    let scale = (bounds.width() / turned.width(), bounds.height() / turned.height());
    let fit =
        Affine::new([scale.0, 0.0, 0.0, scale.1, bounds.x0 - scale.0 * turned.x0, bounds.y0 - scale.1 * turned.y0]);
    let place = fit * matrix;
    place.as_coeffs().iter().all(|part| part.is_finite()).then_some(place)
}

/// The value of a field that is text: what was typed, or chosen from a list.
fn value(field: &Dict<'_>) -> Option<String> {
    let Some(Object::Name(kind)) = inherited(field, b"FT") else { return None };
    let flags = match inherited(field, b"Ff") {
        Some(Object::Number(flags)) => flags.as_i64(),
        _ => 0,
    };
    if !matches!(kind.as_ref(), b"Tx" | b"Ch") || (kind.as_ref() == b"Tx" && flags & PASSWORD != 0) {
        return None;
    }
    match inherited(field, b"V")? {
        Object::String(text) => Some(lines(text.as_bytes())),
        Object::Stream(stream) => Some(lines(&stream.decoded_data().ok()?)),
        Object::Array(chosen) => {
            let all: Vec<String> =
                chosen.iter::<PdfString<'_>>().take(MOST).map(|text| lines(text.as_bytes())).collect();
            Some(all.join("\n"))
        }
        _ => None,
    }
}

/// An entry of a field or of one that it lies within.
fn inherited<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..DEEPEST {
        if let Some(found) = field.get::<Object<'a>>(key) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>(keys::PARENT)?;
    }
    None
}

/// A text string with its line ends, which decoding would drop with the other control characters.
fn lines(bytes: &[u8]) -> String {
    let wide = bytes.starts_with(b"\xfe\xff");
    let ends = |pair: &[u8]| matches!(pair, [0, b'\r' | b'\n']);
    let parts: Vec<Vec<u8>> = if wide {
        let pairs: Vec<&[u8]> = bytes.get(2..).unwrap_or_default().chunks(2).collect();
        let marked = |part: &[&[u8]]| [b"\xfe\xff".to_vec(), part.concat()].concat();
        pairs.split(|pair| ends(pair)).map(marked).collect()
    } else {
        bytes.split(|byte| matches!(byte, b'\r' | b'\n')).map(<[u8]>::to_vec).collect()
    };
    let texts: Vec<String> = parts.iter().map(|part| labels::decode(part)).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// The size that a default appearance sets: the number before the font's name and `Tf`; 0 means as large as it fits.
fn size_of(look: &[u8]) -> Option<f64> {
    let look = String::from_utf8_lossy(look);
    let words: Vec<&str> = look.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok().filter(|size| (1.0..=400.0).contains(size))
}

/// The optional content that is off when the file opens.
pub(super) fn off(pdf: &Pdf) -> HashSet<ObjectIdentifier> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some(all) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(keys::OCPROPERTIES)) else {
        return HashSet::new();
    };
    let ids = |dict: &Dict<'_>, key: &[u8]| -> Vec<ObjectIdentifier> {
        let list = dict.get::<Array<'_>>(key).map(|list| list.raw_iter().filter_map(|item| item.as_obj_ref()));
        list.map(|ids| ids.map(Into::into).collect()).unwrap_or_default()
    };
    let Some(config) = all.get::<Dict<'_>>(keys::D) else { return HashSet::new() };
    let mut off = HashSet::new();
    if config.get::<Name<'_>>(keys::BASE_STATE).is_some_and(|state| state.as_ref() == b"OFF") {
        off.extend(ids(&all, keys::OCGS));
    }
    ids(&config, keys::ON).iter().for_each(|id| {
        off.remove(id);
    });
    off.extend(ids(&config, keys::OFF));
    off
}

/// True when the annotation belongs to optional content that is off: a group, or a membership of which none is on.
fn is_off(annotation: &Dict<'_>, off: &HashSet<ObjectIdentifier>) -> bool {
    let Some(group) = annotation.get_ref(keys::OC) else { return false };
    if off.contains(&group.into()) {
        return true;
    }
    let Some(membership) = annotation.get::<Dict<'_>>(keys::OC) else { return false };
    let mut groups: Vec<ObjectIdentifier> = membership.get_ref(keys::OCGS).map(Into::into).into_iter().collect();
    if let Some(list) = membership.get::<Array<'_>>(keys::OCGS) {
        groups = list.raw_iter().filter_map(|item| item.as_obj_ref()).map(Into::into).collect();
    }
    !groups.is_empty() && groups.iter().all(|group| off.contains(group))
}

/// Where the characters of a text stand that has no appearance, each with its box in the page's own space: lines from
/// the top of the field, at its size or as large as they fit.
pub(super) fn set(text: &str, bounds: Area, size: Option<f64>) -> Vec<(char, Area, f64)> {
    /// Largest size where the field says none, in points.
    const AUTO: f64 = 12.0;
    /// From line to line, and from the edge of the field to its text.
    const LEADING_EM: f64 = 1.15;
    const PADDING: f64 = 2.0;
    /// Advance of a letter and of an ideograph.
    const LETTER_EM: f64 = 0.5;
    const IDEOGRAPH_EM: f64 = 1.0;
    let count = text.lines().count().max(1) as f64;
    let fits = (bounds.height() / (count * LEADING_EM)).clamp(1.0, AUTO);
    let size = size.unwrap_or(fits);
    // A single line stands in the middle of its field.
    let middle = (bounds.height() - size) / 2.0;
    let mut top = if count > 1.0 { bounds.y1 - PADDING } else { bounds.y1 - middle.max(0.0) };
    let mut placed = Vec::new();
    for line in text.lines() {
        let mut pen = bounds.x0 + PADDING;
        for c in line.chars() {
            let advance = size * if (c as u32) < 0x2e80 { LETTER_EM } else { IDEOGRAPH_EM };
            placed.push((c, Area::new(pen, top - size, pen + advance, top), size));
            pen += advance;
        }
        top -= size * LEADING_EM;
    }
    placed
}

/// A box of the page's own space on the page.
pub(super) fn on_page(transform: Affine, area: Area) -> Rect {
    rect(transform.transform_rect_bbox(area))
}
