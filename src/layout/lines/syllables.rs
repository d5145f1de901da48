//! Vowel signs that stand before the consonant after which they are read. Some writers draw them one glyph after the
//! other as they show; others say what is read. The page tells which, by signs where no consonant stands before them
//! or none after.
//!
//! ```text
//!   as it shows   ि क        ே ப ா
//!   as it is read  क ि  कि    ப ே ா  போ
//! ```

use crate::house_style::lines::LineStyle;
use crate::layout::lines::ink::Glyph;
use compact_str::CompactString;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// The glyphs with signs that stand before their consonants behind them.
pub fn in_order<'a>(glyphs: &'a [Glyph], chains: &[Vec<usize>], style: &LineStyle) -> Cow<'a, [Glyph]> {
    if !glyphs.iter().any(|glyph| sign(glyph).is_some()) {
        return Cow::Borrowed(glyphs);
    }
    let signed = |chain: &&Vec<usize>| chain.iter().filter_map(|at| glyphs.get(*at)).any(|glyph| sign(glyph).is_some());
    let lines: Vec<&Vec<usize>> = chains.iter().filter(signed).collect();
    let votes: i32 = lines.iter().map(|line| votes(glyphs, line, style)).sum();
    if votes <= 0 {
        return Cow::Borrowed(glyphs);
    }
    let mut ordered = glyphs.to_vec();
    for line in lines {
        for (place, at) in line.iter().enumerate().rev() {
            let after = line.get(place + 1..).unwrap_or(&[]);
            let Some(own) = glyphs.get(*at).and_then(sign) else { continue };
            move_behind(&mut ordered, (*at, own), after);
        }
    }
    Cow::Owned(ordered)
}

/// An r that is drawn over the end of its syllable and read at its beginning: it does not move the pen.
fn is_raised_r(glyph: &Glyph, style: &LineStyle) -> bool {
    let r = matches!(&*glyph.text, "र्" | "র্" | "ਰ੍" | "ર્" | "ର୍" | "ర్" | "ರ್" | "ര്");
    r && glyph.rect.width() < glyph.size * style.overlap_em
}

/// The glyphs, in drawing order, with every raised r before the first consonant of the syllable that it stands over.
pub fn with_raised_r(glyphs: Vec<Glyph>, style: &LineStyle) -> Vec<Glyph> {
    if !glyphs.iter().any(|glyph| is_raised_r(glyph, style)) {
        return glyphs;
    }
    let mut ordered: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let start = if is_raised_r(&glyph, style) { syllable_start(&ordered, &glyph) } else { None };
        match start.and_then(|(host, start)| Some((ordered.get_mut(host)?, start))) {
            Some((host, start)) => {
                host.text.insert_str(start, &glyph.text);
                host.chars += glyph.chars;
            }
            None => ordered.push(glyph),
        }
    }
    ordered
}

/// The glyph and the place in it where the syllable begins that was drawn last on the line of `own`.
fn syllable_start(glyphs: &[Glyph], own: &Glyph) -> Option<(usize, usize)> {
    let mut start = None;
    let level = |glyph: &Glyph| glyph.base.half_points() == own.base.half_points() && glyph.rect.left <= own.rect.right;
    for (at, glyph) in glyphs.iter().enumerate().rev().take(CLUSTER_AT_MOST).take_while(|(_, glyph)| level(glyph)) {
        for (place, c) in glyph.text.char_indices().rev() {
            match of_cluster(c) {
                SyllablePart::Consonant if start.is_some() => return start,
                SyllablePart::Consonant => start = Some((at, place)),
                // A consonant joined to this one opens the syllable.
                SyllablePart::Joins => start = None,
                SyllablePart::Stays | SyllablePart::Other if start.is_none() && is_indic(c) => {}
                SyllablePart::Stays | SyllablePart::Other => return start,
            }
        }
    }
    start
}

/// The sign that a glyph is which stands before its consonant, and nothing else.
fn sign(glyph: &Glyph) -> Option<char> {
    let mut chars = glyph.text.chars();
    chars.next().filter(|c| stands_before(*c) && chars.next().is_none())
}

/// Vowel signs of Indic scripts, Khmer and Burmese, and the Burmese r. Those of Thai and Lao are written before their
/// consonant in text as well.
fn stands_before(c: char) -> bool {
    matches!(c, '\u{93f}' | '\u{94e}' | '\u{9bf}' | '\u{9c7}' | '\u{9c8}' | '\u{a3f}' | '\u{abf}' | '\u{b47}' | '\u{b48}'
        | '\u{bc6}'..='\u{bc8}' | '\u{d46}'..='\u{d48}' | '\u{dd9}'..='\u{ddb}' | '\u{1031}' | '\u{103c}'
        | '\u{17c1}'..='\u{17c3}')
}

/// A letter that may bear a vowel sign.
fn is_consonant(c: char) -> bool {
    is_indic(c) && c.is_alphabetic() && !is_combining_mark(c)
}

fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// More than nothing when the signs of a line stand before their consonants, less when behind.
fn votes(glyphs: &[Glyph], line: &[usize], style: &LineStyle) -> i32 {
    let glyph = |place: usize| line.get(place).and_then(|at| glyphs.get(*at));
    let mut votes = 0;
    for place in (0..line.len()).filter(|place| glyph(*place).is_some_and(|glyph| sign(glyph).is_some())) {
        let Some(own) = glyph(place) else { continue };
        let near = |other: &&Glyph| {
            let white = (other.rect.left - own.rect.right).max(own.rect.left - other.rect.right);
            white < own.size * style.gap_em
        };
        let before = place.checked_sub(1).and_then(glyph).filter(near);
        let after = glyph(place + 1).filter(near);
        let borne = before.is_some_and(|glyph| glyph.text.chars().any(is_consonant));
        let bears = after.is_some_and(|glyph| glyph.text.chars().next().is_some_and(is_consonant));
        votes += i32::from(!borne && bears) - i32::from(borne && !bears);
    }
    votes
}

/// Moves a sign behind the consonants that stand after it, with what joins them.
fn move_behind(glyphs: &mut [Glyph], (at, sign): (usize, char), after: &[usize]) {
    let mut open = true;
    let mut place = None;
    'glyphs: for next in after.iter().take(CLUSTER_AT_MOST) {
        let Some(glyph) = glyphs.get(*next) else { break };
        for (start, c) in glyph.text.char_indices() {
            match of_cluster(c) {
                SyllablePart::Consonant if open => open = false,
                SyllablePart::Joins if place.is_some() => open = true,
                SyllablePart::Stays if place.is_some() => {}
                SyllablePart::Consonant | SyllablePart::Joins | SyllablePart::Stays | SyllablePart::Other => {
                    break 'glyphs;
                }
            }
            place = Some((*next, start + c.len_utf8()));
        }
    }
    let Some((host, end)) = place else { return };
    let follows = after.iter().skip_while(|next| **next != host).nth(1).and_then(|next| glyphs.get(*next));
    let follows = follows.map(|glyph| glyph.text.clone()).unwrap_or_default();
    if let Some(glyph) = glyphs.get_mut(host) {
        let (head, tail) = glyph.text.split_at_checked(end).unwrap_or((&glyph.text, ""));
        // Fonts of Khmer draw a vowel around its consonant as this sign and itself.
        let around = |text: &str| text.starts_with(['\u{17be}', '\u{17bf}', '\u{17c0}', '\u{17c4}', '\u{17c5}']);
        let whole = sign == '\u{17c1}' && around(if tail.is_empty() { &follows } else { tail });
        let mut text = CompactString::new(head);
        if !whole {
            text.push(sign);
        }
        text.push_str(tail);
        glyph.text = text;
    }
    if let Some(glyph) = glyphs.get_mut(at) {
        glyph.text = CompactString::default();
    }
}

/// Glyphs of one cluster, at most.
const CLUSTER_AT_MOST: usize = 8;

/// What a character is to the consonants that a sign stands before.
enum SyllablePart {
    Consonant,
    /// It joins two consonants.
    Joins,
    /// It changes the consonant before it.
    Stays,
    Other,
}

fn of_cluster(c: char) -> SyllablePart {
    match c {
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{1039}' | '\u{17d2}' => SyllablePart::Joins,
        '\u{93c}'
        | '\u{9bc}'
        | '\u{a3c}'
        | '\u{abc}'
        | '\u{b3c}'
        | '\u{cbc}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{103a}'..='\u{103e}' => SyllablePart::Stays,
        c if is_consonant(c) => SyllablePart::Consonant,
        _ => SyllablePart::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Pt, Rect};
    use crate::layout::frame::Frame;
    use crate::layout::lines::ink::GlyphKind;
    use crate::model::sheet::FaceId;

    /// Glyphs of a line from left to right with their widths, in em; a blank is white.
    fn line(parts: &[(&str, f32)]) -> Vec<Glyph> {
        let mut left = 0.0;
        let mut glyphs = Vec::new();
        for (text, width) in parts {
            let rect = Rect::new(left, 0.0, left + 10.0 * width, 10.0);
            left = rect.right.0;
            if *text != " " {
                glyphs.push(glyph(text, rect));
            }
        }
        glyphs
    }

    fn glyph(text: &str, rect: Rect) -> Glyph {
        let (base, size, face, kind, frame) = (Pt(8.8), Pt(10.0), FaceId(0), GlyphKind::Other, Frame::Across);
        let [bold, italic, surely_vertical, hidden, parted] = [false; 5];
        let chars = text.chars().count() as u32;
        let text = text.into();
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
            upright: true,
            hidden,
            parted,
            blanks: 0,
            order: 0,
        }
    }

    fn read(parts: &[(&str, f32)]) -> String {
        let style = LineStyle::default();
        let glyphs = with_raised_r(line(parts), &style);
        let chain: Vec<usize> = (0..glyphs.len()).collect();
        in_order(&glyphs, &[chain], &style).iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn signs_that_show_before_their_consonants_go_behind_them() {
        assert_eq!(
            read(&[("ि", 0.3), ("न", 0.5), ("द", 0.5), (" ", 0.3), ("ि", 0.3), ("स्", 0.3), ("थ", 0.5)]),
            "निदस्थि"
        );
        assert_eq!(read(&[("ெ", 0.5), ("ப", 0.5), ("ா", 0.4)]), "ப\u{bc6}\u{bbe}");
        assert_eq!(read(&[("ေ", 0.5), ("မ", 0.5), ("ာ", 0.4)]), "မော");
        assert_eq!(read(&[("េ", 0.3), ("ក", 0.6), ("ើ", 0.4)]), "កើ");
    }

    #[test]
    fn signs_that_stand_in_reading_order_stay() {
        assert_eq!(read(&[("न", 0.5), ("ि", 0.3), ("द", 0.5), ("ि", 0.3)]), "निदि");
    }

    #[test]
    fn a_raised_r_is_read_before_its_syllable() {
        assert_eq!(read(&[("ख", 0.5), ("च", 0.5), ("र्", 0.0)]), "खर्च");
        assert_eq!(read(&[("व", 0.5), ("स्", 0.3), ("य", 0.5), ("ा", 0.3), ("र्", 0.0), ("त", 0.5)]), "वर्स्यात");
        assert_eq!(read(&[("र्", 0.4), ("य", 0.5)]), "र्य", "half an r that moves the pen stands where it is read");
    }
}
