//! What a glyph's code means. The engine answers when the font says so itself (`ToUnicode`, glyph names); the
//! rest is told from the encoding: code, character id, the embedded font's own table, or the bare code.

use super::cmaps::Ucs2Tables;
use super::fonts::{PageFont, encoding_of};
use super::matching::plain;
use hayro_cmap::{CMap, CidFamily};
use hayro_font::OutlineGlyph;
use hayro_interpret::font::Glyph;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Dict, String as PdfString};
use skrifa::MetadataProvider;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What the codes of one font mean.
pub(super) struct Codes {
    scheme: Scheme,
    /// The file maps codes to text itself.
    pub mapped: bool,
    /// The embedded program's character table read backwards: glyph to character.
    backwards: OnceCell<HashMap<u32, char>>,
}

enum Scheme {
    /// One-byte codes.
    Simple,
    /// The code is UTF-16.
    Utf16,
    /// The code selects a character id, and the collection's table gives its character.
    Cid(Box<CMap>, Option<Rc<CMap>>),
}

impl Codes {
    /// From a font dictionary and, for a composite font, its descendant.
    pub fn read(dict: &Dict<'_>, descendant: Option<&Dict<'_>>, tables: &Ucs2Tables) -> Codes {
        let scheme = descendant.and_then(|descendant| Scheme::read(dict, descendant, tables));
        let mapped = dict.contains_key(keys::TO_UNICODE);
        Codes { scheme: scheme.unwrap_or(Scheme::Simple), mapped, backwards: OnceCell::new() }
    }
}

impl Scheme {
    fn read(dict: &Dict<'_>, descendant: &Dict<'_>, tables: &Ucs2Tables) -> Option<Scheme> {
        let (encoding, name) = encoding_of(dict)?;
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        if name.starts_with(b"Uni") && (has(b"UCS2") || has(b"UTF16")) {
            return Some(Scheme::Utf16);
        }
        let own = encoding.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
        let family = own.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| collection_of(descendant));
        let table = family.and_then(|family| tables.of(&family));
        Some(Scheme::Cid(Box::new(encoding), table))
    }
}

fn collection_of(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(keys::CIDSYSTEMINFO)?;
    let registry = info.get::<PdfString<'_>>(keys::REGISTRY)?;
    let ordering = info.get::<PdfString<'_>>(keys::ORDERING)?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

/// The text of a glyph; nothing when no step can tell.
pub(super) fn text(glyph: &Glyph<'_>, font: Option<&PageFont<'_>>) -> Option<String> {
    let code = glyph.char_code();
    // A UTF-16 code is the character itself; the engine goes by way of the character id, which several share.
    let exact = font.filter(|font| !font.codes.mapped).and_then(|font| font.codes.utf16(code));
    let said = exact.map(String::from).or_else(|| said(glyph));
    if let Some(judged) = font.and_then(|font| font.claims.judge(code, said.as_deref(), glyph)) {
        return judged;
    }
    said.or_else(|| recovered(glyph, code, font?))
}

/// Whether the engine knows a text of the glyph.
pub(super) fn is_said(glyph: &Glyph<'_>) -> bool {
    said(glyph).is_some()
}

/// What the engine says, unless it is the null or replacement character that broken tables hold.
fn said(glyph: &Glyph<'_>) -> Option<String> {
    let text = plain(glyph.as_unicode()?);
    (!text.chars().all(|c| c == '\0' || c == '\u{fffd}')).then_some(text)
}

fn recovered(glyph: &Glyph<'_>, code: u32, font: &PageFont<'_>) -> Option<String> {
    let codes = &font.codes;
    if let Some(text) = codes.utf16(code).map(String::from).or_else(|| codes.by_cid(code)) {
        return Some(text);
    }
    if let (true, Glyph::Outline(outline)) = (font.embedded, glyph)
        && let Some(character) = codes.by_program(outline)
    {
        return Some(character.into());
    }
    // Last, as other readers do: a bare code of a simple font is most often Latin-1.
    let bare = (!font.composite || !font.embedded) && !font.claims.is_number(code);
    let printable = |c: &char| !c.is_control() && *c != '\u{ad}';
    bare.then(|| char::from_u32(code).filter(printable)).flatten().map(String::from)
}

impl Codes {
    fn utf16(&self, code: u32) -> Option<char> {
        match &self.scheme {
            Scheme::Utf16 if code > 0xffff => {
                let units = [(code >> 16) as u16, (code & 0xffff) as u16];
                char::decode_utf16(units).next()?.ok()
            }
            Scheme::Utf16 => char::from_u32(code),
            Scheme::Simple | Scheme::Cid(..) => None,
        }
    }

    fn by_cid(&self, code: u32) -> Option<String> {
        let Scheme::Cid(encoding, Some(table)) = &self.scheme else { return None };
        let cid = (1..=4).find_map(|length| encoding.lookup_cid_code(code, length))?;
        table.lookup_bf_string(cid).map(plain)
    }

    /// What the embedded font says of a glyph.
    pub fn by_program(&self, glyph: &OutlineGlyph) -> Option<char> {
        let table = self.backwards.get_or_init(|| backwards(glyph).unwrap_or_default());
        table.get(&glyph.glyph_id().to_u32()).copied()
    }
}

fn backwards(glyph: &OutlineGlyph) -> Option<HashMap<u32, char>> {
    let data = glyph.font_data()?;
    let program = skrifa::FontRef::new((*data.data).as_ref()).ok()?;
    let mut table = HashMap::new();
    for (code, glyph) in program.charmap().mappings() {
        if let Some(character) = char::from_u32(code) {
            table.entry(glyph.to_u32()).or_insert(character);
        }
    }
    Some(table)
}

/// What is left of a glyph's text for the page: no control or direction characters, no white space beside what shows.
/// A glyph that is only white is a blank, whatever its width; the ideographic space stays itself, for it indents
/// paragraphs. Empty when nothing is left.
pub(super) fn printable(text: &str) -> String {
    let shows = |c: &char| *c == '\u{3000}' || !(c.is_control() || c.is_whitespace() || is_unseen(*c));
    let seen: String = text.chars().filter(shows).collect();
    if seen.is_empty() && text.chars().any(is_blank) { " ".to_owned() } else { seen }
}

/// White that parts words; ends of lines part lines.
fn is_blank(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && !c.is_control())
}

/// Characters that steer direction or width and never show; in hostile text they turn a line around.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shows_is_kept() {
        assert_eq!(printable("fi"), "fi");
        assert_eq!(printable("\u{3000}"), "\u{3000}");
        assert_eq!(printable("a b\u{a0}"), "ab");
        assert_eq!(printable("a\u{1b}[31m\u{202e}b"), "a[31mb");
    }

    #[test]
    fn a_white_glyph_of_any_width_is_a_blank() {
        for white in [" ", "\u{a0}", "\u{2002}", "\u{2009}", "\u{200a}", "\u{202f}", "\t", " \u{a0}"] {
            assert_eq!(printable(white), " ", "{white:?}");
        }
        for nothing in ["", "\r\n", "\u{200b}", "\u{202e}"] {
            assert_eq!(printable(nothing), "", "{nothing:?}");
        }
    }
}
