//! Grapheme clusters that terminals measure differently, brought to a form that all measure alike.
//!
//! Measured on some thirty terminals: soft hyphens are 0 or 1 cells, variation selectors 1 or 2, emoji families
//! 2 to 8, conjoining Hangul 2 or 4, half-width kana with marks 1 or 2, new wide symbols 1 or 2.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The printers' mark for a character that is not in the case.
pub(super) const GETA: &str = "〓";

/// The cluster as it may be shown, borrowed when nothing is wrong with it; empty when nothing of it can be shown.
/// `leads`: it opens the text.
pub(super) fn grapheme(cluster: &str, leads: bool) -> Cow<'_, str> {
    let mut chars = cluster.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return Cow::Borrowed("") };
    match kind(first) {
        CleanAction::Plain if second.is_none() => Cow::Borrowed(cluster),
        CleanAction::Plain => several(first, cluster),
        CleanAction::Blank => Cow::Borrowed(" "),
        // What follows a dropped character in its cluster belonged to it; a mark cannot stand alone.
        CleanAction::Dropped => Cow::Borrowed(""),
        CleanAction::Flag => Cow::Borrowed(if second.is_some() { cluster } else { "" }),
        CleanAction::Unsure => Cow::Borrowed(GETA),
        CleanAction::Private => Cow::Borrowed(if leads { "■" } else { GETA }),
        CleanAction::HalfKana => {
            Cow::Owned(cluster.nfkc().filter(|c| !matches!(kind(*c), CleanAction::Dropped)).collect())
        }
    }
}

/// What to do with a character.
enum CleanAction {
    /// Show it.
    Plain,
    /// A blank or line end of some kind.
    Blank,
    /// Nothing to see, or not the same everywhere.
    Dropped,
    /// Half of a flag.
    Flag,
    /// One or two cells by the terminal's age.
    Unsure,
    /// Private use: means nothing outside its font.
    Private,
    /// Half-width kana and their marks.
    HalfKana,
}

fn kind(c: char) -> CleanAction {
    match c {
        ' '..='~' => CleanAction::Plain,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => CleanAction::Blank,
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => CleanAction::Blank,
        c if c.is_control() => CleanAction::Dropped,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => CleanAction::Dropped,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => CleanAction::Dropped,
        '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{302e}' | '\u{302f}' | '\u{3164}' | '\u{ffa0}' => {
            CleanAction::Dropped
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => {
            CleanAction::Dropped
        }
        '\u{e0000}'..='\u{e0fff}' => CleanAction::Dropped,
        '\u{1f1e6}'..='\u{1f1ff}' => CleanAction::Flag,
        '\u{3248}'..='\u{324f}' | '\u{2630}'..='\u{2637}' | '\u{268a}'..='\u{268f}' => CleanAction::Unsure,
        '\u{4dc0}'..='\u{4dff}' | '\u{31e4}' | '\u{31e5}' => CleanAction::Unsure,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => CleanAction::Private,
        '\u{ff61}'..='\u{ff9f}' => CleanAction::HalfKana,
        _ => CleanAction::Plain,
    }
}

/// A cluster of several characters: composed where Unicode has one character for it, without selectors and
/// skin tones; of a joined family, the first.
fn several(first: char, cluster: &str) -> Cow<'_, str> {
    if is_pictograph(first) {
        return Cow::Borrowed(cluster.get(..first.len_utf8()).unwrap_or_default());
    }
    let kept = cluster.chars().filter(|c| matches!(kind(*c), CleanAction::Plain));
    let composed: String = kept.nfc().collect();
    if composed == cluster { Cow::Borrowed(cluster) } else { Cow::Owned(composed) }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
}
