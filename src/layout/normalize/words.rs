//! Words that stand whole on a page or in an edition. They tell what a word is that the end of a line broke: a word that
//! is written with its hyphen elsewhere keeps it, and one that is written without loses it.

use super::join::is_hyphen;
use super::script::is_cjk;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// How often each word was seen; capitals and small letters are the same.
#[derive(Clone, Debug, Default)]
pub struct Words {
    seen: FxHashMap<u64, u32>,
}

impl Words {
    /// The words of some lines that follow each other.
    pub fn from_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        words.add(lines);
        words
    }

    /// Adds the words of lines that follow each other. Words that a line end broke are left out, both halves.
    pub fn add<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        // What opens with a small letter may be the end of a word in another column.
        let mut broken = None;
        for line in lines {
            let line = line.trim();
            let first = broken.unwrap_or_else(|| line.starts_with(char::is_lowercase));
            broken = Some(ends_in_hyphen(line));
            let end = if broken == Some(true) { line.rfind(is_between).map_or(0, |at| at) } else { line.len() };
            let whole = line.get(..end).unwrap_or_default();
            whole.split(is_between).skip(usize::from(first)).for_each(|token| self.note(token));
        }
    }

    fn note(&mut self, token: &str) {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.starts_with(char::is_alphabetic) {
            return;
        }
        *self.seen.entry(hash(&[word])).or_default() += 1;
        if word.contains(is_joint) {
            for part in word.split(is_joint).filter(|part| !part.is_empty()) {
                *self.seen.entry(hash(&[part])).or_default() += 1;
            }
        }
    }

    /// How often the word that these parts make was seen.
    pub fn times(&self, parts: &[&str]) -> u32 {
        self.seen.get(&hash(parts)).copied().unwrap_or(0)
    }

    /// The word was seen.
    pub fn has(&self, word: &str) -> bool {
        self.times(&[word]) > 0
    }
}

/// A line that ends in a hyphen, with a letter or figure before it: no dash.
pub fn ends_in_hyphen(line: &str) -> bool {
    let word = line.trim_end();
    word.ends_with(is_hyphen) && word.trim_end_matches(is_hyphen).ends_with(char::is_alphanumeric)
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || is_cjk(c)
}

/// What joins the parts of one word.
fn is_joint(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’')
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for c in parts.iter().flat_map(|part| part.chars()).flat_map(char::to_lowercase) {
        hasher.write_u32(if is_hyphen(c) { u32::from('-') } else { u32::from(c) });
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_regard_to_capitals_and_halves_are_not() {
        let words = Words::from_lines(["The lantern, the", "Night-watch of the lan-", "terns (l’Église)."]);
        assert_eq!(words.times(&["the"]), 3);
        assert_eq!(words.times(&["night", "-", "watch"]), 1);
        assert!(words.has("night") && words.has("watch") && words.has("église") && words.has("Lantern"));
        assert!(!words.has("lan") && !words.has("terns"));
    }

    #[test]
    fn a_column_that_opens_within_a_word_gives_no_word_of_it() {
        assert!(!Words::from_lines(["ment of the harbor"]).has("ment"));
        assert!(Words::from_lines(["ment of the harbor"]).has("harbor"));
    }

    #[test]
    fn a_dash_at_the_end_breaks_no_word() {
        assert!(Words::from_lines(["he paused -", "and left"]).has("and"));
    }
}
