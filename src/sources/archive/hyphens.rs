//! Words that the end of a line broke, as ALTO tells of them: the first half carries the whole word in `SUBS_CONTENT`. The
//! hyphen is kept as one that goes (U+00AD) or stays (U+2011) when the halves are joined.

/// A hyphen that goes.
const SOFT: char = '\u{ad}';
/// A hyphen that stays.
const KEPT: char = '\u{2011}';

/// The first half of a broken word with its hyphen. `whole` is the word as the file gives it, `printed` what the file says
/// of the hyphen itself, when it says anything.
pub fn first_half(half: &str, whole: Option<&str>, printed: Option<&str>) -> String {
    let stem = half.trim_end().trim_end_matches(is_hyphen);
    let own = half.trim_end().chars().next_back().filter(|c| is_hyphen(*c));
    let shown =
        printed.map(|content| content.chars().next().filter(|c| !c.is_whitespace() && *c != SOFT).unwrap_or('-'));
    let told = whole.map(str::trim).filter(|whole| !whole.is_empty()).map(|whole| of_whole(stem, whole));
    match told.or(own).or(shown) {
        Some(hyphen) => format!("{stem}{hyphen}"),
        None => half.to_owned(),
    }
}

/// What the hyphen behind the first half of a word is. Halves may be read with other letters than the whole word: then
/// its length tells.
fn of_whole(stem: &str, whole: &str) -> char {
    let letters = stem.chars().filter(|c| c.is_alphanumeric()).count();
    let mut behind = whole.chars().skip_while(|c| !c.is_alphanumeric());
    let mut seen = 0;
    while seen < letters {
        match behind.next() {
            Some(c) if c.is_alphanumeric() => seen += 1,
            Some(_) => {}
            None => return SOFT,
        }
    }
    if behind.next().is_some_and(is_hyphen) { KEPT } else { SOFT }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '¬' | '⸗')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_word_tells_what_its_hyphen_is() {
        assert_eq!(first_half("forty", Some("forty-two"), Some("-")), "forty\u{2011}");
        assert_eq!(first_half("lan", Some("lantern"), Some("-")), "lan\u{ad}");
        assert_eq!(first_half("lan-", Some("lantern"), None), "lan\u{ad}");
        assert_eq!(first_half("mother-in-", Some("mother-in-law,"), None), "mother-in\u{2011}");
        assert_eq!(first_half("\"lan", Some("lantern"), None), "\"lan\u{ad}");
        assert_eq!(first_half("1an", Some("lantern"), Some("¬")), "1an\u{ad}");
    }

    #[test]
    fn without_it_the_hyphen_is_as_printed() {
        assert_eq!(first_half("lan", None, Some("¬")), "lan¬");
        assert_eq!(first_half("lan", None, Some("\u{ad}")), "lan-");
        assert_eq!(first_half("lan", None, Some("")), "lan-");
        assert_eq!(first_half("lan-", None, Some("-")), "lan-");
        assert_eq!(first_half("lan", None, None), "lan");
        assert_eq!(first_half("", Some(""), None), "");
    }
}
