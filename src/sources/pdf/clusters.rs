//! Letters that are drawn as several glyphs, as in Devanagari: some writers give the text of all of them to one glyph
//! and an empty text to the others, and know one text a glyph for the whole file. What the glyphs are by
//! themselves, as the embedded font tells, shows where that text stands and where it is another letter's.

use super::matching::plain;
use crate::geometry::{ROUNDING, Rect};
use crate::model::sheet::GlyphRun;
use compact_str::{CompactString, ToCompactString};
use hayro_cmap::CMap;
use hayro_syntax::object::Stream;
use std::cell::LazyCell;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Glyphs that make one cluster, at most.
const LONGEST: usize = 8;

/// Stands for an empty text while a table is read. It is no character, so no file means it.
const EMPTY: char = '\u{ffff}';

/// The table from codes to text of a font that has empty texts, on which the engine gives up.
pub(super) struct ClusterTable(CMap);

impl ClusterTable {
    /// The table, if it has empty texts.
    pub fn read(stream: &Stream<'_>) -> Option<ClusterTable> {
        let data = stream.decoded_data().ok()?;
        let filled = filled(&data)?;
        CMap::parse(&filled, super::cmaps::resolve).map(ClusterTable)
    }

    /// The text of a code, which may be empty.
    pub fn text(&self, code: u32) -> Option<String> {
        let text = self.0.lookup_bf_string(code).map(plain)?;
        Some(text.chars().filter(|c| *c != EMPTY).collect())
    }
}

/// The source of a table with a character in every empty string; nothing when none is empty.
fn filled(data: &[u8]) -> Option<Vec<u8>> {
    let mut filled = Vec::with_capacity(data.len());
    let mut rest = data;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        filled.push(*first);
        rest = after;
        let white = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if *first == b'<' && rest.get(white) == Some(&b'>') {
            filled.extend_from_slice(b"FFFF");
            found = true;
        }
    }
    found.then_some(filled)
}

/// What part of its text a glyph draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Share {
    /// All of it.
    #[default]
    All,
    /// The file has no text for it. Its text is what the font says of it, which may be nothing.
    None,
    /// Its text is more than this, which is what the font says of it.
    More(char),
}

/// The text of a glyph and its part in it, from what the file says and what its font says.
pub(super) fn shared(said: String, own: Option<char>) -> (String, Share) {
    match own {
        _ if said.is_empty() => (own.map(String::from).unwrap_or_default(), Share::None),
        Some(own) if said.nfd().nth(1).is_some() && said.nfd().any(|c| c == own) => (said, Share::More(own)),
        Some(_) | None => (said, Share::All),
    }
}

/// A glyph that moves the pen by less, in em, stands on the one before it.
const NO_ADVANCE_EM: f32 = 0.05;

/// The glyphs drawn last, as far as they may belong to one cluster.
#[derive(Default)]
pub(super) struct RecentGlyphs {
    /// Glyphs without text of the file.
    parts: Vec<usize>,
    /// The glyph before them, its own text, and the one that it was cut down from.
    cut: Option<(usize, CompactString, CompactString)>,
    /// Where a glyph stands that nothing has text for, and whether its ink reaches far over the next one.
    silent: Option<(Rect, bool)>,
}

impl RecentGlyphs {
    /// A glyph that the file has no text for, and the font neither, stands there. It belongs to the letter beside it:
    /// no blank is to be seen in its place. After a mark it may be the letter under it, whose text the file gives to the
    /// mark: what is read from the right is drawn marks first.
    pub fn skip(&mut self, runs: &mut [GlyphRun], place: Rect, reaches: bool) {
        self.silent = Some(match self.silent {
            Some((silent, reached)) => (silent.union(&place), reached || reaches),
            None => (place, reaches),
        });
        let marks = |own: &str| own.chars().all(is_combining_mark);
        if let Some((at, own, text)) = self.cut.take().filter(|(_, own, _)| marks(own))
            && let Some(run) = runs.get_mut(at).filter(|run| run.text == own)
        {
            run.text = text;
        }
    }

    /// The last run was drawn, with that share of its text.
    pub fn drawn(&mut self, runs: &mut Vec<GlyphRun>, share: Share) {
        let silent = self.silent.take().filter(|(place, _)| runs.last().is_some_and(|run| adjoins(place, run)));
        let Some(last) = runs.len().checked_sub(1) else { return };
        if share == Share::None {
            if self.parts.len() < LONGEST {
                self.parts.push(last);
            }
            return;
        }
        let parts = std::mem::take(&mut self.parts);
        self.cut = None;
        let Some(run) = runs.last() else { return };
        let (text, on) = (run.text.clone(), run.bbox.width() < run.size * NO_ADVANCE_EM);
        // Nearly all glyphs stand alone, and nobody asks of what letters they are made.
        let letters: LazyCell<String, _> = LazyCell::new(|| text.nfd().collect());
        let of_cluster = |at: usize| runs.get(at).is_some_and(|part| letters.contains(part.text.as_str()));
        let adjoin = parts.first().is_some_and(|first| first + parts.len() == last);
        if adjoin && letters.chars().nth(1).is_some() && parts.iter().all(|at| of_cluster(*at)) {
            merge(runs, last - parts.len());
            return;
        }
        if let Some((place, reaches)) = silent {
            match (vowel_over(&text).filter(|vowel| reaches && !text.contains(*vowel)), share) {
                (Some(vowel), Share::More(own)) => insert(runs, last, place, (vowel, own.to_compact_string())),
                (Some(vowel), Share::All | Share::None) => insert(runs, last, place, (vowel, text)),
                (None, _) => widen(runs, &place),
            }
            return;
        }
        match share {
            Share::More(own) => {
                self.cut = Some((last, own.to_compact_string(), text));
                if let Some(run) = runs.last_mut() {
                    run.text = own.to_compact_string();
                }
            }
            Share::All if on && text.chars().nth(1).is_some() && is_clustered(&text) => {
                match last.checked_sub(1).filter(|at| of_cluster(*at)) {
                    Some(before) => merge(runs, before),
                    None => {
                        if let Some(run) = runs.last_mut() {
                            run.text = mark_of(&text).into();
                        }
                    }
                }
            }
            Share::All | Share::None => {}
        }
    }
}

fn adjoins(place: &Rect, run: &GlyphRun) -> bool {
    place.width() > run.size * NO_ADVANCE_EM && place.shares_row(&run.bbox) && place.overlap_x(&run.bbox) > -ROUNDING
}

fn widen(runs: &mut [GlyphRun], place: &Rect) {
    if let Some(run) = runs.last_mut() {
        run.bbox = run.bbox.union(place);
    }
}

/// Puts a vowel sign before the last run, where it shows, and gives that run its text.
fn insert(runs: &mut Vec<GlyphRun>, last: usize, place: Rect, (vowel, text): (char, CompactString)) {
    if let Some(run) = runs.get_mut(last) {
        run.text = text;
        let sign = GlyphRun { text: vowel.to_compact_string(), bbox: place, ..run.clone() };
        runs.insert(last, sign);
    }
}

/// The one sign before a consonant whose ink reaches far over it, in the script of a text that opens with a consonant.
fn vowel_over(text: &str) -> Option<char> {
    match text.chars().next()? {
        '\u{915}'..='\u{939}' | '\u{958}'..='\u{95f}' => Some('\u{93f}'),
        '\u{995}'..='\u{9b9}' | '\u{9dc}'..='\u{9df}' => Some('\u{9bf}'),
        '\u{a15}'..='\u{a39}' | '\u{a59}'..='\u{a5e}' => Some('\u{a3f}'),
        '\u{a95}'..='\u{ab9}' => Some('\u{abf}'),
        _ => None,
    }
}

/// The glyphs from there on are one run, with the text of the last.
fn merge(runs: &mut Vec<GlyphRun>, from: usize) {
    let hull = Rect::hull(runs.iter().skip(from).map(|run| &run.bbox));
    if let (Some(run), Some(bbox)) = (runs.pop(), hull) {
        let (baseline, size) = runs.get(from).map_or((run.baseline, run.size), |first| (first.baseline, first.size));
        runs.truncate(from);
        runs.push(GlyphRun { bbox, baseline, size, ..run });
    }
}

/// Letters of the scripts of India and its neighbors, which are drawn in clusters.
fn is_clustered(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{200c}' | '\u{200d}')
    })
}

/// What a mark draws of a cluster: the r over the next letter that opens it, or all but the letter that the mark stands
/// on.
fn mark_of(text: &str) -> String {
    const R: [&str; 8] = ["र्", "র্", "ਰ੍", "ર્", "ର୍", "ర్", "ರ್", "ര്"];
    if let Some(r) = R.iter().find(|r| text.starts_with(**r)) {
        return (*r).to_owned();
    }
    let rest = text.trim_start_matches(|c: char| !is_combining_mark(c));
    if rest.is_empty() { text.to_owned() } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Pt;
    use crate::model::sheet::{FaceId, Ink, Turn};

    /// Glyphs with what the file and the font say of each.
    fn read(glyphs: &[(&str, Option<char>)]) -> String {
        let (mut runs, mut clusters) = (Vec::new(), RecentGlyphs::default());
        for (at, (said, own)) in glyphs.iter().enumerate() {
            let (text, share) = shared((*said).to_owned(), *own);
            if text.is_empty() {
                clusters.skip(&mut runs, Rect::new(10.0 * at as f32, 0.0, 10.0 * (at + 1) as f32, 10.0), true);
                continue;
            }
            let left = 10.0 * at as f32;
            runs.push(GlyphRun {
                text: text.into(),
                bbox: Rect::new(left, 0.0, left + 10.0, 10.0),
                baseline: Pt(9.0),
                size: Pt(10.0),
                face: FaceId(0),
                vertical: false,
                turn: Turn::None,
                ink: Ink::Visible,
                confidence: None,
            });
            clusters.drawn(&mut runs, share);
        }
        runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_cluster_is_read_as_the_file_says() {
        assert_eq!(read(&[("", Some('ि')), ("कि", Some('क'))]), "कि");
        assert_eq!(read(&[("", Some('च')), ("र्च", None), ("ा", Some('ा'))]), "र्च|ा");
    }

    #[test]
    fn a_glyph_of_another_cluster_is_what_its_font_says() {
        assert_eq!(read(&[("कि", Some('क')), ("ा", Some('ा')), ("म", Some('म'))]), "क|ा|म");
        assert_eq!(read(&[("", Some('ि')), ("व", Some('व')), ("", Some('च')), ("ा", Some('ा'))]), "ि|व|च|ा");
    }

    #[test]
    fn a_sign_that_reaches_over_its_consonant_is_told_by_its_ink() {
        assert_eq!(read(&[("प", Some('प')), ("", None), ("र", Some('र'))]), "प|ि|र");
        assert_eq!(read(&[("", None), ("रि", Some('र'))]), "रि", "the file says it");
    }

    #[test]
    fn text_that_no_other_glyph_can_bring_stays() {
        assert_eq!(read(&[("مَ", Some('َ')), ("", None), ("ن", None)]), "مَ|ن");
    }

    #[test]
    fn empty_texts_are_filled_and_only_they() {
        assert_eq!(filled(b"<01> <0915>"), None);
        assert_eq!(filled(b"<01> <>\n<02> < >").as_deref(), Some(&b"<01> <FFFF>\n<02> <FFFF >"[..]));
    }
}
