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
use crate::layout::lines::ink::Glyph;
use crate::layout::normalize::logical::{self, Way};
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;

/// Glyphs between a mark and its letter in drawing order, at most: the other marks of the letter.
const MARKS_AT_MOST: usize = 8;

/// Puts marks to the letters they stand on. Glyphs are in drawing order, and stay so.
pub fn join(glyphs: Vec<Glyph>, style: &LineStyle) -> Vec<Glyph> {
    let glyphs = level(glyphs, style);
    let guests: Vec<bool> = glyphs.iter().map(|glyph| is_guest(glyph, style)).collect();
    if !guests.contains(&true) {
        return glyphs;
    }
    let hosts: Vec<Option<usize>> = (0..glyphs.len())
        .map(|at| if guests.get(at) == Some(&true) { host(&glyphs, &guests, at, style) } else { None })
        .collect();
    let mut texts: Vec<Vec<usize>> = vec![Vec::new(); glyphs.len()];
    let (before, after): (Vec<usize>, Vec<usize>) =
        (0..glyphs.len()).partition(|at| hosts.get(*at).copied().flatten().is_some_and(|host| host > *at));
    // Drawn before its letter, the mark nearest to it is its first.
    for at in after.into_iter().chain(before.into_iter().rev()) {
        if let Some(guests) = hosts.get(at).copied().flatten().and_then(|host| texts.get_mut(host)) {
            guests.push(at);
        }
    }
    let mut joined = Vec::with_capacity(glyphs.len());
    for (at, glyph) in glyphs.iter().enumerate().filter(|(at, _)| hosts.get(*at) == Some(&None)) {
        let mut glyph = glyph.clone();
        for guest in texts.get(at).into_iter().flatten().filter_map(|guest| glyphs.get(*guest)) {
            glyph.text.push_str(&guest.text);
            glyph.chars += guest.chars;
        }
        joined.push(glyph);
    }
    joined
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
fn is_guest(glyph: &Glyph, style: &LineStyle) -> bool {
    if glyph.text.is_ascii() {
        return false;
    }
    let is_mark = || glyph.text.chars().all(|c| is_combining_mark(c) || is_joiner(c));
    let is_letter = || is_from_right(glyph) || glyph.text.starts_with(is_combining_mark);
    is_mark() || (is_narrow(glyph, style) && glyph.upright && is_letter())
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

/// Letters that are read from the right were drawn from the left, as they show: marks come before their letters.
fn as_shown(before: Option<(usize, &Glyph)>, after: Option<(usize, &Glyph)>) -> bool {
    let (Some((_, before)), Some((_, after))) = (before, after) else { return false };
    is_from_right(after) && after.rect.left > before.rect.left
}

fn is_from_right(glyph: &Glyph) -> bool {
    logical::way(&glyph.text) == Way::Right
}

/// Whether a mark may stand on a letter: it moves the pen not at all, or stands on the letter all the same.
fn bears(letter: &Glyph, guest: &Glyph, style: &LineStyle) -> bool {
    let level = (letter.base - guest.base).abs() <= letter.size.max(guest.size) * style.line_em;
    let like = letter.upright == guest.upright && letter.frame == guest.frame && letter.hidden == guest.hidden;
    let on = is_narrow(guest, style) || letter.rect.overlap_x(&guest.rect) > guest.rect.width() / 2.0;
    // A letter is put to the one that is read before it.
    let reads_on = || is_from_right(letter) && letter.rect.center().x >= guest.rect.center().x;
    level && like && on && (!is_from_right(guest) || reads_on())
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
