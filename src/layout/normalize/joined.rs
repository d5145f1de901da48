//! Letters of joined scripts as a person types them: the shapes that fonts draw are letters again, and what only
//! stretches or joins shapes is kept where it means something.

use super::logical::is_from_right;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The stroke that Arabic is stretched with to fill a line.
const KASHIDA: char = '\u{640}';

/// Whether folding could change the character.
pub fn changes(c: char) -> bool {
    c == KASHIDA || is_form(c) || is_joiner(c) || is_selector(c) || is_jamo_filler(c)
}

/// A shape of Arabic or Hebrew letters that old text has for the letters themselves.
pub fn is_form(c: char) -> bool {
    matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The letters of a shape. A mark that was drawn on nothing or on a stroke stands on the letter before it.
pub fn push_form(c: char, out: &mut String) {
    let letters: String = std::iter::once(c).nfkc().collect();
    let bare = letters.trim_start_matches([' ', KASHIDA]);
    out.push_str(if bare.is_empty() { &letters } else { bare });
}

/// Whether a character does nothing between what stands before and behind it: a stroke between two joined letters, which
/// fills the line; a joiner among letters that do not join; a selector or filler that nothing goes with.
pub fn is_filler(c: char, before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    if c == KASHIDA {
        let next = after.chars().find(|c| *c != KASHIDA);
        let joins = |c: Option<char>| c.is_some_and(is_from_right);
        let stands = before.chars().rev().find(|c| !is_combining_mark(*c));
        return joins(stands) && stands != Some(KASHIDA) && joins(next);
    }
    if is_joiner(c) {
        return last.is_none_or(|last| last.is_whitespace() || !may_join(last));
    }
    if is_selector(c) {
        return last.is_none_or(char::is_whitespace);
    }
    let next_to_jamo = || last.is_some_and(is_jamo) || after.chars().next().is_some_and(is_jamo);
    is_jamo_filler(c) && !next_to_jamo()
}

/// Zero-width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Letters that change beside a joiner: of no European script.
fn may_join(c: char) -> bool {
    c >= '\u{530}'
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}') && !is_jamo_filler(c)
}

/// Stands for a missing part of an old Korean syllable.
fn is_jamo_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}')
}

#[cfg(test)]
mod tests {
    use crate::layout::normalize::fold;

    #[test]
    fn shapes_of_letters_become_letters() {
        assert_eq!(fold("\u{fee3}\u{fea4}\u{fec4}\u{fe94}"), "محطة");
        assert_eq!(fold("\u{fefb}\u{fef7}"), "لالأ");
        assert_eq!(fold("\u{fdf2}"), "الله");
        assert_eq!(fold("ب\u{fe76}\u{fe7c}"), fold("ب\u{64e}\u{651}"));
        assert_eq!(fold("\u{fb4f}\u{fb21}"), "אלא");
        assert_eq!(fold("\u{fd3e}7\u{fd3f}"), "\u{fd3e}7\u{fd3f}");
    }

    #[test]
    fn a_stretched_word_closes_up_and_a_stroke_that_ends_one_stays() {
        assert_eq!(fold("مـــديـنة"), "مدينة");
        assert_eq!(fold("مَـدينة"), "مَدينة");
        assert_eq!(fold("سنة 1447 هـ"), "سنة 1447 هـ");
    }

    #[test]
    fn joiners_and_selectors_stay_where_they_show() {
        assert_eq!(fold("می\u{200c}رود"), "می\u{200c}رود");
        assert_eq!(fold("क\u{94d}\u{200d}ष"), "क\u{94d}\u{200d}ष");
        assert_eq!(fold("👩\u{200d}🌾 ☀\u{fe0f}"), "👩\u{200d}🌾 ☀\u{fe0f}");
        assert_eq!(fold("葛\u{e0100}"), "葛\u{e0100}");
        assert_eq!(fold("Auf\u{200c}lage"), "Auflage");
        assert_eq!(fold("\u{fe0f}a \u{200d}"), "a ");
    }

    #[test]
    fn jamo_are_kept_and_composed() {
        assert_eq!(fold("\u{1112}\u{1161}\u{11ab}"), "한");
        assert_eq!(fold("\u{1112}\u{119e}\u{11ab}"), "\u{1112}\u{119e}\u{11ab}");
        assert_eq!(fold("\u{115f}\u{1161}"), "\u{115f}\u{1161}");
        assert_eq!(fold("a\u{1160}b"), "ab");
    }
}
