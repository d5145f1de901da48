//! Vowel signs that stand before the consonant after which they are read. Some writers draw them one glyph after the
//! other as they show; others say what is read. The page tells which, by signs where no consonant stands before them
//! or none after.
//!
//! ```text
//!   as it shows   ि क        ே ப ா
//!   as it is read  क ि  कि    ப ே ா  போ
//! ```

use crate::layout::lines::ink::Glyph;
use compact_str::CompactString;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// The glyphs with signs that stand before their consonants behind them.
pub fn in_order<'a>(glyphs: &'a [Glyph], chains: &[Vec<usize>]) -> Cow<'a, [Glyph]> {
    if !glyphs.iter().any(|glyph| sign(glyph).is_some() || is_raised_r(glyph)) {
        return Cow::Borrowed(glyphs);
    }
    let glyphs = match glyphs.iter().any(is_raised_r) {
        true => Cow::Owned(with_raised_r(glyphs, chains)),
        false => Cow::Borrowed(glyphs),
    };
    signs_in_order(glyphs, chains)
}

fn signs_in_order<'a>(glyphs: Cow<'a, [Glyph]>, chains: &[Vec<usize>]) -> Cow<'a, [Glyph]> {
    let signed = |chain: &&Vec<usize>| chain.iter().filter_map(|at| glyphs.get(*at)).any(|glyph| sign(glyph).is_some());
    let lines: Vec<&Vec<usize>> = chains.iter().filter(signed).collect();
    let votes: i32 = lines.iter().map(|line| votes(&glyphs, line)).sum();
    if votes <= 0 {
        return glyphs;
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
fn is_raised_r(glyph: &Glyph) -> bool {
    let r = matches!(&*glyph.text, "र्" | "র্" | "ਰ੍" | "ર્" | "ର୍" | "ర్" | "ರ್" | "ര്");
    r && glyph.rect.width() < glyph.size * NO_ADVANCE_EM
}

/// A glyph that moves the pen by less, in em, stands over another one.
const NO_ADVANCE_EM: f32 = 0.05;

/// The glyphs with every raised r before the first consonant of the syllable that it stands over.
fn with_raised_r(glyphs: &[Glyph], chains: &[Vec<usize>]) -> Vec<Glyph> {
    let mut ordered = glyphs.to_vec();
    for line in chains {
        for (place, at) in line.iter().enumerate() {
            let Some(own) = glyphs.get(*at).filter(|glyph| is_raised_r(glyph)) else { continue };
            let before = line.get(..place).unwrap_or(&[]);
            let Some((host, start)) = syllable_start(&ordered, before) else { continue };
            if let Some(glyph) = ordered.get_mut(host) {
                glyph.text.insert_str(start, &own.text);
            }
            if let Some(glyph) = ordered.get_mut(*at) {
                glyph.text = CompactString::default();
            }
        }
    }
    ordered
}

/// The glyph and the place in it where the last syllable of a line begins.
fn syllable_start(glyphs: &[Glyph], line: &[usize]) -> Option<(usize, usize)> {
    let mut start = None;
    for at in line.iter().rev().take(CLUSTER_AT_MOST) {
        let text = &glyphs.get(*at)?.text;
        for (place, c) in text.char_indices().rev() {
            match of_cluster(c) {
                Part::Consonant if start.is_some() => return start,
                Part::Consonant => start = Some((*at, place)),
                // A consonant joined to this one opens the syllable.
                Part::Joins => start = None,
                Part::Stays | Part::Other if start.is_none() && is_indic(c) => {}
                Part::Stays | Part::Other => return start,
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
fn votes(glyphs: &[Glyph], line: &[usize]) -> i32 {
    let glyph = |place: usize| line.get(place).and_then(|at| glyphs.get(*at));
    let mut votes = 0;
    for place in (0..line.len()).filter(|place| glyph(*place).is_some_and(|glyph| sign(glyph).is_some())) {
        let Some(own) = glyph(place) else { continue };
        let near = |other: &&Glyph| {
            let white = (other.rect.left - own.rect.right).max(own.rect.left - other.rect.right);
            white < own.size * WORD_EM
        };
        let before = place.checked_sub(1).and_then(glyph).filter(near);
        let after = glyph(place + 1).filter(near);
        let borne = before.is_some_and(|glyph| glyph.text.chars().any(is_consonant));
        let bears = after.is_some_and(|glyph| glyph.text.chars().next().is_some_and(is_consonant));
        votes += i32::from(!borne && bears) - i32::from(borne && !bears);
    }
    votes
}

/// White that ends a word for sure, in em.
const WORD_EM: f32 = 0.125;

/// Moves a sign behind the consonants that stand after it, with what joins them.
fn move_behind(glyphs: &mut [Glyph], (at, sign): (usize, char), after: &[usize]) {
    let mut open = true;
    let mut place = None;
    'glyphs: for next in after.iter().take(CLUSTER_AT_MOST) {
        let Some(glyph) = glyphs.get(*next) else { break };
        for (start, c) in glyph.text.char_indices() {
            match of_cluster(c) {
                Part::Consonant if open => open = false,
                Part::Joins if place.is_some() => open = true,
                Part::Stays if place.is_some() => {}
                Part::Consonant | Part::Joins | Part::Stays | Part::Other => break 'glyphs,
            }
            place = Some((*next, start + c.len_utf8()));
        }
    }
    let Some((host, end)) = place else { return };
    if let Some(glyph) = glyphs.get_mut(host) {
        let (head, tail) = glyph.text.split_at_checked(end).unwrap_or((&glyph.text, ""));
        // Fonts of Khmer draw a vowel around its consonant as this sign and itself.
        let whole = sign == '\u{17c1}' && tail.starts_with(['\u{17be}', '\u{17bf}', '\u{17c0}', '\u{17c4}', '\u{17c5}']);
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
enum Part {
    Consonant,
    /// It joins two consonants.
    Joins,
    /// It changes the consonant before it.
    Stays,
    Other,
}

fn of_cluster(c: char) -> Part {
    match c {
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{1039}' | '\u{17d2}' => Part::Joins,
        '\u{93c}' | '\u{9bc}' | '\u{a3c}' | '\u{abc}' | '\u{b3c}' | '\u{cbc}' | '\u{200c}' | '\u{200d}'
        | '\u{103a}'..='\u{103e}' => Part::Stays,
        c if is_consonant(c) => Part::Consonant,
        _ => Part::Other,
    }
}
