//! What a file claims of a font's codes and cannot be so: tables that a writer made up because the font told it
//! nothing. A digit that is said to be `›` is worse than one of which nothing is said.

use hayro_interpret::font::Glyph;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::HashMap;

/// Names of the encoding that PDF keeps for strings outside of pages, at the codes where it differs from every encoding
/// of fonts (ISO 32000-2, D.3). A font whose glyphs are called so was named by a writer that knew only their codes.
const OF_STRINGS: [(u8, &str, char); 37] = [
    (0x18, "breve", '\u{2d8}'),
    (0x19, "caron", '\u{2c7}'),
    (0x1a, "circumflex", '\u{2c6}'),
    (0x1b, "dotaccent", '\u{2d9}'),
    (0x1c, "hungarumlaut", '\u{2dd}'),
    (0x1d, "ogonek", '\u{2db}'),
    (0x1e, "ring", '\u{2da}'),
    (0x1f, "tilde", '\u{2dc}'),
    (0x80, "bullet", '\u{2022}'),
    (0x81, "dagger", '\u{2020}'),
    (0x82, "daggerdbl", '\u{2021}'),
    (0x83, "ellipsis", '\u{2026}'),
    (0x84, "emdash", '\u{2014}'),
    (0x85, "endash", '\u{2013}'),
    (0x86, "florin", '\u{192}'),
    (0x87, "fraction", '\u{2044}'),
    (0x88, "guilsinglleft", '\u{2039}'),
    (0x89, "guilsinglright", '\u{203a}'),
    (0x8a, "minus", '\u{2212}'),
    (0x8b, "perthousand", '\u{2030}'),
    (0x8c, "quotedblbase", '\u{201e}'),
    (0x8d, "quotedblleft", '\u{201c}'),
    (0x8e, "quotedblright", '\u{201d}'),
    (0x8f, "quoteleft", '\u{2018}'),
    (0x90, "quoteright", '\u{2019}'),
    (0x91, "quotesinglbase", '\u{201a}'),
    (0x92, "trademark", '\u{2122}'),
    (0x93, "fi", '\u{fb01}'),
    (0x94, "fl", '\u{fb02}'),
    (0x95, "Lslash", '\u{141}'),
    (0x96, "OE", '\u{152}'),
    (0x97, "Scaron", '\u{160}'),
    (0x98, "Ydieresis", '\u{178}'),
    (0x99, "Zcaron", '\u{17d}'),
    (0x9a, "dotlessi", '\u{131}'),
    (0x9b, "lslash", '\u{142}'),
    (0x9d, "scaron", '\u{161}'),
];
/// Codes named so that show it, with not one that is named otherwise.
const ENOUGH: usize = 2;
/// Ligatures that tables of writers turn into controls, by the names of their glyphs.
const LIGATURES: [(&[u8], &str); 6] =
    [(b"ff", "ff"), (b"fi", "fi"), (b"fl", "fl"), (b"ffi", "ffi"), (b"ffl", "ffl"), (b"longs_t", "st")];

/// What is known against the tables of one font.
#[derive(Default)]
pub(super) struct Claims {
    /// Names that the encoding gives to codes.
    names: HashMap<u8, Vec<u8>>,
    /// The table was made up from the codes.
    made_up: bool,
}

impl Claims {
    /// From the dictionary of a font that carries its glyphs. One that does not is drawn by its names, so they hold.
    pub fn read(dict: &Dict<'_>, embedded: bool, composite: bool) -> Claims {
        if !embedded || composite {
            return Claims::default();
        }
        let names = differences(dict);
        let made_up = made_up(&names) || (names.is_empty() && made_up_map(dict));
        Claims { names, made_up }
    }

    /// What becomes of a claim: nothing when it may be so; else what the code means, if anything tells.
    pub fn judge(&self, code: u32, said: Option<&str>, glyph: &Glyph<'_>) -> Option<Option<String>> {
        let byte = u8::try_from(code).ok();
        if self.made_up && byte.is_some_and(|byte| of_strings(byte).is_some() || byte == 0x9c || byte == 0x9e) {
            return Some(None);
        }
        let name = byte.and_then(|byte| self.names.get(&byte));
        match said {
            Some(said) if said.chars().all(is_control) && !said.is_empty() => has_ink(glyph).then(|| {
                let ligature = LIGATURES.iter().find(|(known, _)| name.is_some_and(|name| name == known));
                ligature.map(|(_, text)| (*text).to_owned())
            }),
            Some(_) | None => None,
        }
    }

    /// True when a code has a name with a number that is not the code: the glyph's place in some program, and no
    /// character.
    pub fn is_number(&self, code: u32) -> bool {
        let name = u8::try_from(code).ok().and_then(|code| self.names.get(&code));
        name.and_then(|name| numbered(name)).is_some_and(|number| number != code)
    }
}

/// Controls, and the signs that stand for them: no page prints a carriage return.
fn is_control(c: char) -> bool {
    (c.is_control() && c != '\0') || matches!(c, '\u{21b5}' | '\u{240a}'..='\u{240d}')
}

fn has_ink(glyph: &Glyph<'_>) -> bool {
    match glyph {
        Glyph::Outline(outline) => !outline.outline().is_empty(),
        Glyph::Type3(_) => true,
    }
}

/// The number in a name such as `g17`, `c158` or `glyph12`.
fn numbered(name: &[u8]) -> Option<u32> {
    let letters = name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = name.get(letters..).filter(|digits| !digits.is_empty() && digits.len() <= 6)?;
    std::str::from_utf8(digits).ok()?.parse().ok().filter(|_| letters > 0)
}

fn of_strings(code: u8) -> Option<(&'static str, char)> {
    OF_STRINGS.iter().find(|(known, ..)| *known == code).map(|(_, name, character)| (*name, *character))
}

/// True when all codes where the encoding of strings stands alone are named by it.
fn made_up(names: &HashMap<u8, Vec<u8>>) -> bool {
    let told = names.iter().filter_map(|(code, name)| Some(of_strings(*code)?.0.as_bytes() == name.as_slice()));
    agrees(told)
}

/// The same of a table from codes to Unicode.
fn made_up_map(dict: &Dict<'_>) -> bool {
    let Some(stream) = dict.get::<Stream<'_>>(keys::TO_UNICODE) else { return false };
    let Some(map) = stream.decoded_data().ok().and_then(|data| hayro_cmap::CMap::parse(&data, |_| None)) else {
        return false;
    };
    agrees(OF_STRINGS.iter().filter_map(|(code, _, character)| {
        let text = map.lookup_bf_string(u32::from(*code)).map(super::matching::plain)?;
        Some(text.chars().eq([*character]))
    }))
}

fn agrees(told: impl Iterator<Item = bool>) -> bool {
    let told: Vec<bool> = told.collect();
    told.len() >= ENOUGH && told.iter().all(|agrees| *agrees)
}

/// The names that a font's encoding gives to codes beside its base.
fn differences(dict: &Dict<'_>) -> HashMap<u8, Vec<u8>> {
    let encoding = dict.get::<Dict<'_>>(keys::ENCODING);
    let Some(list) = encoding.and_then(|encoding| encoding.get::<Array<'_>>(&b"Differences"[..])) else {
        return HashMap::new();
    };
    let mut names = HashMap::new();
    let mut code = 0;
    for entry in list.iter::<Object<'_>>().take(1_024) {
        match entry {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    names.insert(byte, text_of(&name));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

fn text_of(name: &Name<'_>) -> Vec<u8> {
    name.as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_named_by_the_encoding_of_strings_is_made_up_and_an_ordinary_one_is_not() {
        let named = |rows: &[(u8, &str)]| rows.iter().map(|(code, name)| (*code, name.as_bytes().to_vec())).collect();
        assert!(made_up(&named(&[(0x1f, "tilde"), (0x89, "guilsinglright"), (0x41, "A")])));
        assert!(!made_up(&named(&[(0x1f, "tilde"), (0x89, "zero")])));
        assert!(!made_up(&named(&[(0x92, "quoteright"), (0x93, "quotedblleft"), (0x96, "endash")])));
    }

    #[test]
    fn numbers_of_glyphs_are_told_from_names() {
        assert_eq!(
            [numbered(b"g17"), numbered(b"c158"), numbered(b"A"), numbered(b"one")],
            [Some(17), Some(158), None, None]
        );
    }
}
