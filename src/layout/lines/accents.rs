//! Accents that the source set as glyphs of their own, over or under a letter: old fonts of TeX and of scans draw é as e
//! and ´. The accent goes to its letter, so that it neither ends up beside it nor widens a gap.

use crate::geometry::Rect;
use crate::house_style::spaces::AccentStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use compact_str::CompactString;
use unicode_normalization::char::compose;

/// Puts accents on the letters they stand over or under, and takes them out of the glyphs.
pub fn put_on(glyphs: &mut Vec<Glyph>, style: &AccentStyle) {
    let accents: Vec<(usize, char)> =
        glyphs.iter().enumerate().filter_map(|(at, glyph)| Some((at, accent(glyph)?))).collect();
    if accents.is_empty() {
        return;
    }
    let places = Bands::new(glyphs.iter().map(|glyph| (glyph.base, glyph.rect.center().x)));
    let mut gone = vec![false; glyphs.len()];
    for (at, mark) in accents {
        let Some((letter, whole)) = letter_under(at, mark, glyphs, &places, style) else { continue };
        let blanks = glyphs.get(at).map_or(0, |accent| accent.blanks);
        if let (Some(gone), Some(letter)) = (gone.get_mut(at), glyphs.get_mut(letter)) {
            *gone = true;
            letter.text = CompactString::from_iter([whole]);
            letter.blanks = letter.blanks.saturating_add(blanks);
        }
    }
    let mut gone = gone.into_iter();
    glyphs.retain(|_| !gone.next().unwrap_or(false));
}

/// The combining form of an accent that stands as a glyph by itself.
fn accent(glyph: &Glyph) -> Option<char> {
    let mut chars = glyph.text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    match c {
        '`' | '\u{2cb}' => Some('\u{300}'),
        '\u{b4}' | '\u{2ca}' => Some('\u{301}'),
        '^' | '\u{2c6}' => Some('\u{302}'),
        '~' | '\u{2dc}' => Some('\u{303}'),
        '\u{af}' | '\u{2c9}' => Some('\u{304}'),
        '\u{2d8}' => Some('\u{306}'),
        '\u{2d9}' => Some('\u{307}'),
        '\u{a8}' => Some('\u{308}'),
        '\u{2da}' => Some('\u{30a}'),
        '\u{2dd}' => Some('\u{30b}'),
        '\u{2c7}' => Some('\u{30c}'),
        '\u{b8}' => Some('\u{327}'),
        '\u{2db}' => Some('\u{328}'),
        '\u{300}'..='\u{36f}' => Some(c),
        _ => None,
    }
}

/// The letter that an accent shares its place with, and both in one. An accent that stands beside letters is a mark of
/// its own: they share no place.
fn letter_under(at: usize, mark: char, glyphs: &[Glyph], places: &Bands, style: &AccentStyle) -> Option<(usize, char)> {
    let accent = glyphs.get(at).filter(|accent| accent.upright)?;
    let center = accent.rect.center().x;
    let (off, reach) = (accent.size * style.off_em, accent.size);
    let near = places.within(accent.base - off, accent.base + off, center - reach, center + reach);
    let shared = near.filter_map(|other| {
        let letter =
            glyphs.get(other).filter(|letter| other != at && letter.upright && letter.kind == GlyphKind::Other)?;
        let alike = letter.size.max(accent.size) < letter.size.min(accent.size) * style.size_ratio;
        let level = (letter.base - accent.base).abs() <= off && letter.hidden == accent.hidden;
        let whole =
            accented(&letter.text, mark).filter(|_| alike && level && over(&accent.rect, &letter.rect, style))?;
        Some((other, whole, (letter.rect.center().x - center).abs()))
    });
    shared.min_by(|a, b| a.2.order(b.2)).map(|(letter, whole, _)| (letter, whole))
}

/// Most of the narrower one lies within the other along the line.
fn over(accent: &Rect, letter: &Rect, style: &AccentStyle) -> bool {
    let narrower = accent.width().min(letter.width());
    letter.left <= accent.center().x
        && accent.center().x <= letter.right
        && accent.overlap_x(letter) >= narrower * style.shared_share
}

/// A letter with its accent as one character, where there is one. An i under an accent has no dot.
fn accented(letter: &str, mark: char) -> Option<char> {
    let mut chars = letter.chars();
    let (Some(letter), None) = (chars.next(), chars.next()) else { return None };
    let dotted = match letter {
        '\u{131}' => 'i',
        '\u{237}' => 'j',
        other => other,
    };
    compose(dotted, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_accents_that_unicode_has_them_with() {
        assert_eq!(accented("e", '\u{301}'), Some('é'));
        assert_eq!(accented("\u{131}", '\u{308}'), Some('ï'));
        assert_eq!(accented("c", '\u{327}'), Some('ç'));
        assert_eq!(accented("7", '\u{301}'), None);
        assert_eq!(accented("fi", '\u{301}'), None);
    }
}
