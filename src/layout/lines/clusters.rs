//! Marks that were drawn as glyphs of their own go to the letter they stand on: vowel signs, tone marks, points and
//! accents do not move the pen, and stand above or below the line. So do letters that a font of joined script hardly
//! moves the pen for.
//!
//! ```text
//!   drawn      ค ` า ◌้ า         ن ◌ِ م          the mark may be drawn before its letter or after it: writers
//!   read       ค ้ า … on one line   مِن            draw what is read from the right as it shows, from the left
//! ```

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::syllables;
use crate::layout::normalize::logical::{self, TextDirection};
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;

/// Glyphs between a mark and its letter in drawing order, at most: the other marks of the letter.
const MARKS_AT_MOST: usize = 8;

/// Puts marks to the letters they stand on. Glyphs are in drawing order, and stay so.
pub fn join(glyphs: Vec<Glyph>, style: &LineStyle) -> Vec<Glyph> {
    let glyphs = syllables::with_raised_r(level(glyphs, style), style);
    let guests: Vec<bool> = (0..glyphs.len()).map(|at| is_guest(&glyphs, at, style)).collect();
    if !guests.contains(&true) {
        return glyphs;
    }
    let places = Bands::new(glyphs.iter().map(|glyph| (glyph.base, glyph.rect.left)));
    let mut hosts: Vec<Option<usize>> = vec![None; glyphs.len()];
    let mut texts: Vec<Vec<usize>> = vec![Vec::new(); glyphs.len()];
    for at in (0..glyphs.len()).filter(|at| guests.get(*at) == Some(&true)) {
        let host = host(&glyphs, &guests, at, style).or_else(|| under(&glyphs, &guests, at, &places, style));
        if let (Some(slot), Some(host)) = (hosts.get_mut(at), host) {
            *slot = Some(host);
            texts.get_mut(host).into_iter().for_each(|guests| guests.push(at));
        }
    }
    let alone = |at: &usize| hosts.get(*at) == Some(&None);
    (0..glyphs.len()).filter(alone).filter_map(|at| with_guests(&glyphs, at, texts.get(at)?)).collect()
}

/// A letter with what stands on it. Drawn before its letter, the mark nearest to it is its first.
fn with_guests(glyphs: &[Glyph], at: usize, guests: &[usize]) -> Option<Glyph> {
    let mut letter = glyphs.get(at)?.clone();
    let (before, after): (Vec<usize>, Vec<usize>) = guests.iter().partition(|guest| **guest < at);
    for guest in after.into_iter().chain(before.into_iter().rev()).filter_map(|guest| glyphs.get(guest)) {
        match leads(&letter, guest) {
            true => letter.text.insert_str(0, &guest.text),
            false => letter.text.push_str(&guest.text),
        }
        letter.chars += guest.chars;
    }
    Some(letter)
}

/// A letter that is read from the right and stands right of the one it is put to comes before it.
fn leads(letter: &Glyph, guest: &Glyph) -> bool {
    is_from_right(guest) && guest.rect.center().x > letter.rect.center().x
}

/// Brings letters that climb towards the beginning of their word, as in Urdu, down to the line that most around them stand
/// on.
fn level(mut glyphs: Vec<Glyph>, style: &LineStyle) -> Vec<Glyph> {
    let climbs = |glyph: &Glyph| glyph.upright && !glyph.text.is_ascii() && is_from_right(glyph);
    let lines: Vec<Option<Pt>> = (0..glyphs.len())
        .map(|at| glyphs.get(at).filter(|glyph| climbs(glyph)).and_then(|_| usual_base(&glyphs, at, style)))
        .collect();
    for (glyph, base) in glyphs.iter_mut().zip(lines) {
        if let Some(base) = base {
            glyph.rect = glyph.rect.shifted(Pt::ZERO, base - glyph.base);
            glyph.base = base;
        }
    }
    glyphs
}

/// Glyphs looked at on each side to tell the line that a letter stands on: a word and more.
const LINE_GLYPHS: usize = 12;

/// Letters of one line climb by no more, in em: lines of such script are set farther apart.
const LINE_EM: f32 = 1.0;

/// The baseline that most of the glyphs have which were drawn around this one on its line.
fn usual_base(glyphs: &[Glyph], at: usize, style: &LineStyle) -> Option<Pt> {
    let own = glyphs.get(at)?;
    let near = |glyph: &&Glyph| (glyph.base - own.base).abs() <= own.size * LINE_EM && glyph.size == own.size;
    let on = |pair: &(&Glyph, &Glyph)| {
        (pair.0.rect.center().x - pair.1.rect.center().x).abs() < own.size * style.window_em && near(&pair.1)
    };
    let before = glyphs.get(at.saturating_sub(LINE_GLYPHS)..=at)?;
    let after = glyphs.get(at..(at + LINE_GLYPHS).min(glyphs.len()))?;
    let back = before.iter().rev().zip(before.iter().rev().skip(1)).take_while(on).map(|(_, glyph)| glyph);
    let forth = after.iter().zip(after.iter().skip(1)).take_while(on).map(|(_, glyph)| glyph);
    let around = std::iter::once(own).chain(back).chain(forth);
    let mut bases: BTreeMap<i64, (usize, Pt)> = BTreeMap::new();
    for glyph in around {
        bases.entry(glyph.base.half_points()).or_insert((0, glyph.base)).0 += 1;
    }
    bases.into_values().max_by(|a, b| a.0.cmp(&b.0).then(a.1.order(b.1))).map(|(_, base)| base)
}

/// A mark, or a letter of joined script that hardly moves the pen.
fn is_guest(glyphs: &[Glyph], at: usize, style: &LineStyle) -> bool {
    let Some(glyph) = glyphs.get(at).filter(|glyph| !glyph.text.is_ascii()) else { return false };
    let is_mark = || glyph.text.chars().all(|c| is_combining_mark(c) || is_joiner(c));
    if !is_narrow(glyph, style) {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| glyphs.get(at));
        return is_mark() && beside.into_iter().any(|letter| is_under(letter, glyph));
    }
    is_mark() || (glyph.upright && (is_from_right(glyph) || glyph.text.starts_with(is_combining_mark)))
}

/// Most of a mark stands on a letter.
fn is_under(letter: &Glyph, guest: &Glyph) -> bool {
    letter.rect.overlap_x(&guest.rect) > guest.rect.width() / 2.0 && letter.rect.shares_row(&guest.rect)
}

/// Joiners and variation selectors: they show in the letter before them.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_narrow(glyph: &Glyph, style: &LineStyle) -> bool {
    glyph.rect.width().min(glyph.rect.height()) < glyph.size * style.overlap_em
}

/// The letter that a mark stands on: of those drawn before and after it, the one whose advance it lies in.
fn host(glyphs: &[Glyph], guests: &[bool], at: usize, style: &LineStyle) -> Option<usize> {
    let guest = glyphs.get(at)?;
    let letter = |other: &usize| guests.get(*other) == Some(&false);
    let before = (at.saturating_sub(MARKS_AT_MOST)..at).rev().find(letter);
    let after = (at + 1..(at + 1 + MARKS_AT_MOST).min(glyphs.len())).find(letter);
    let [before, after] = [before, after].map(|at| at.and_then(|at| Some((at, glyphs.get(at)?))));
    let reach = guest.size * style.stray_reach_em;
    let letters = if as_shown(before, after) { [after, before] } else { [before, after] };
    let letters = letters.into_iter().flatten().filter(|(_, letter)| bears(letter, guest, style));
    let near = letters.map(|(at, letter)| (at, off(letter, guest))).filter(|(_, off)| *off <= reach);
    let mut near = near.peekable();
    let first = near.peek().copied();
    // What is read from the left is drawn letter by letter, and marks behind their letters.
    let nearest = if is_from_right(guest) || joined_from_right(before, after) {
        near.min_by_key(|(_, off)| off.half_points())
    } else {
        first
    };
    nearest.map(|(at, _)| at)
}

fn joined_from_right(before: Option<(usize, &Glyph)>, after: Option<(usize, &Glyph)>) -> bool {
    [before, after].into_iter().flatten().any(|(_, glyph)| is_from_right(glyph))
}

/// The letter that a mark stands on, whenever it was drawn: some writers draw all marks of a line at its end.
fn under(glyphs: &[Glyph], guests: &[bool], at: usize, places: &Bands, style: &LineStyle) -> Option<usize> {
    let guest = glyphs.get(at).filter(|guest| guest.upright && !is_from_right(guest))?;
    let (middle, high) = (guest.rect.center().x, guest.size * style.line_em);
    let from = middle - guest.size * style.wide_em;
    let letters = places.within(guest.base - high, guest.base + high, from, middle);
    let letters = letters.filter(|other| guests.get(*other) == Some(&false));
    let letters = letters.filter_map(|other| Some((other, glyphs.get(other)?)));
    let own = letters.filter(|(_, letter)| bears(letter, guest, style) && letter.rect.right >= middle);
    own.min_by(|a, b| (a.1.base - guest.base).abs().order((b.1.base - guest.base).abs())).map(|(other, _)| other)
}

/// Letters that are read from the right were drawn from the left, as they show: marks come before their letters.
fn as_shown(before: Option<(usize, &Glyph)>, after: Option<(usize, &Glyph)>) -> bool {
    let (Some((_, before)), Some((_, after))) = (before, after) else { return false };
    is_from_right(after) && after.rect.left > before.rect.left
}

fn is_from_right(glyph: &Glyph) -> bool {
    logical::way(&glyph.text) == TextDirection::Right
}

/// Whether a mark may stand on a letter: it moves the pen not at all, or stands on the letter all the same.
fn bears(letter: &Glyph, guest: &Glyph, style: &LineStyle) -> bool {
    let level = (letter.base - guest.base).abs() <= letter.size.max(guest.size) * style.line_em;
    let like = letter.upright == guest.upright && letter.frame == guest.frame && letter.hidden == guest.hidden;
    let on = is_narrow(guest, style) || is_under(letter, guest);
    level && like && on && (!is_from_right(guest) || is_from_right(letter))
}

/// How far the middle of a mark lies beside the advance of a letter, along the line.
fn off(letter: &Glyph, guest: &Glyph) -> Pt {
    let (middle, letter) = (guest.rect.center(), &letter.rect);
    let beside = |at: Pt, from: Pt, to: Pt| (from - at).max(at - to).max(Pt::ZERO);
    match guest.upright {
        true => beside(middle.x, letter.left, letter.right),
        false => beside(middle.y, letter.top, letter.bottom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::frame::Frame;
    use crate::layout::lines::ink::GlyphKind;
    use crate::model::sheet::FaceId;

    /// Glyphs in drawing order: text, from where to where along the line, and how far above it, in points.
    fn joined(parts: &[(&str, f32, f32, f32)]) -> Vec<(String, f32)> {
        let glyphs = parts.iter().map(|(text, left, right, up)| {
            let rect = Rect::new(*left, -up, *right, 10.0 - up);
            let (base, size, face, kind, frame) = (Pt(8.8 - up), Pt(10.0), FaceId(0), GlyphKind::Other, Frame::Across);
            let [bold, italic, surely_vertical, hidden, parted] = [false; 5];
            let (text, chars, upright) = ((*text).into(), text.chars().count() as u32, true);
            Glyph {
                text,
                chars,
                rect,
                base,
                size,
                face,
                bold,
                italic,
                kind,
                frame,
                surely_vertical,
                upright,
                hidden,
                parted,
                blanks: 0,
                order: 0,
            }
        });
        let joined = join(glyphs.collect(), &LineStyle::default());
        joined.into_iter().map(|glyph| (glyph.text.to_string(), glyph.base.0)).collect()
    }

    fn texts(parts: &[(&str, f32, f32, f32)]) -> Vec<String> {
        joined(parts).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn marks_go_to_the_letter_drawn_before_them() {
        let thai = [("ก", 0.0, 5.0, 0.0), ("ั", 4.5, 4.5, 2.0), ("้", 4.6, 4.6, 4.0), ("น", 5.0, 10.0, 0.0)];
        assert_eq!(texts(&thai), ["กั้", "น"]);
        let over_sign = [("ह", 0.0, 5.0, 0.0), ("ा", 5.0, 7.0, 0.0), ("ँ", 6.0, 6.0, 0.0), ("क", 7.0, 12.0, 0.0)];
        assert_eq!(texts(&over_sign), ["ह", "ाँ", "क"]);
        assert_eq!(
            texts(&[("a", 0.0, 5.0, 0.0), ("\u{302}", 2.5, 2.5, 0.0), ("\u{301}", 2.5, 2.5, 3.0)]),
            ["a\u{302}\u{301}"]
        );
    }

    #[test]
    fn marks_drawn_before_letters_that_are_read_from_the_right_go_to_the_letter_under_them() {
        let visual =
            [("\u{64f}", 7.0, 7.0, 0.0), ("\u{651}", 7.0, 7.0, 1.0), ("ب", 5.0, 9.0, 0.0), ("م", 9.0, 12.0, 0.0)];
        assert_eq!(texts(&visual), ["ب\u{651}\u{64f}", "م"]);
        let logical = [("מ", 9.0, 14.0, 0.0), ("\u{5b4}", 11.0, 11.0, 0.0), ("ן", 5.0, 9.0, 0.0)];
        assert_eq!(texts(&logical), ["מ\u{5b4}", "ן"]);
    }

    #[test]
    fn a_mark_far_from_all_letters_and_a_sign_with_a_place_of_its_own_stay() {
        assert_eq!(texts(&[("ก", 0.0, 5.0, 0.0), ("ั", 40.0, 40.0, 0.0)]), ["ก", "ั"]);
        assert_eq!(texts(&[("क", 0.0, 5.0, 0.0), ("ी", 5.0, 8.0, 0.0)]), ["क", "ी"]);
    }

    #[test]
    fn a_letter_without_width_goes_to_its_neighbor_and_climbing_letters_come_down() {
        let narrow = [("م", 4.0, 8.0, 0.0), ("ج", 8.0, 8.2, 0.0), ("ل", 8.2, 12.0, 0.0)];
        assert_eq!(texts(&narrow), ["م", "لج"]);
        let climbing = [("ے", 0.0, 5.0, 0.0), ("ک", 5.0, 9.0, 3.0), ("ر", 11.0, 14.0, 0.0), ("ا", 16.0, 18.0, 0.0)];
        assert!(joined(&climbing).iter().all(|(_, base)| *base == 8.8));
    }
}
