//! What a hyphen at the end of a line is: the mark of a broken word, which goes, or a part of the word, which stays.
//! Asked in this order: what the source says; how the word is written elsewhere; what is always written with a hyphen;
//! the patterns of the language, which say where its words may break.
//!
//! ```text
//!  the govern-|ment      goes       government stands elsewhere, or may break there
//!  at low-|tide          stays      low-tide stands elsewhere, or lowtide would not break there and both halves are words
//!  вице-гу-|бернатор     the last one goes
//! ```

use super::join::{is_hyphen, last_word};
use super::script::{is_cjk, is_opening};
use super::words::Words;
use crate::model::lang::Lang;
use crate::model::page::Joint;

/// A hyphen that the source calls a mark of a broken word.
const SOFT: char = '\u{ad}';
/// A hyphen that the source calls a part of the word.
const KEPT: char = '\u{2011}';

/// What stands between a piece of text that ends in a hyphen and the one that follows.
pub fn joint(before: &str, after: &str, lang: Lang, words: &Words) -> Joint {
    let word = last_word(before);
    let Some(broken) = Broken::at_hyphen(word, after) else { return Joint::Space };
    if before.ends_with([SOFT, '⸗', '¬']) {
        return Joint::DropHyphen;
    }
    let by_figure = !broken.stem.ends_with(char::is_alphabetic);
    if before.ends_with(KEPT) || by_figure {
        return Joint::Nothing;
    }
    if broken.leads_to_and(lang, words) {
        return Joint::Space;
    }
    if broken.is_shouted() {
        return broken.seen(words).filter(|joint| *joint == Joint::DropHyphen).unwrap_or(Joint::Nothing);
    }
    if !after.starts_with(char::is_lowercase) || broken.is_abbreviation() {
        return Joint::Nothing;
    }
    broken.seen(words).unwrap_or_else(|| broken.by_rule(lang, words))
}

/// A word and what follows its hyphen.
struct Broken<'a> {
    /// All of it that stands before the hyphen.
    stem: &'a str,
    /// What stands between the last mark within it and the hyphen.
    head: &'a str,
    /// All of it that stands behind the hyphen.
    tail: &'a str,
    /// Up to the first mark within that.
    next: &'a str,
}

impl<'a> Broken<'a> {
    /// Nothing when no word stands before the hyphen.
    fn at_hyphen(word: &'a str, after: &'a str) -> Option<Broken<'a>> {
        let stem = word.trim_end_matches(is_hyphen).trim_start_matches(|c: char| is_opening(c) || c == '"');
        let tail = after.split(|c: char| c.is_whitespace() || is_cjk(c)).next().unwrap_or_default();
        let tail = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mark = |c: char| is_hyphen(c) || matches!(c, '\'' | '’');
        let head = stem.rsplit(mark).next().unwrap_or(stem);
        let next = tail.split(mark).next().unwrap_or(tail);
        (!stem.is_empty()).then_some(Broken { stem, head, tail, next })
    }

    /// All capitals: a head, or an abbreviation.
    fn is_shouted(&self) -> bool {
        let capitals =
            |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.contains(char::is_lowercase);
        capitals(self.stem) && capitals(self.tail)
    }

    /// An abbreviation in capitals, or a name of a file or an address.
    fn is_abbreviation(&self) -> bool {
        let capitals =
            self.stem.chars().filter(|c| c.is_alphabetic()).count() > 1 && !self.stem.contains(char::is_lowercase);
        capitals || self.stem.contains(['/', '_', '.', '@'])
    }

    /// Vor- und Nachteile, pre- and post-war: the hyphen stands for the rest of the word.
    fn leads_to_and(&self, lang: Lang, words: &Words) -> bool {
        let and: &[&str] = match lang {
            Lang::De => &["und", "oder", "bzw", "sowie", "bis"],
            Lang::En => &["and", "or", "to"],
            Lang::Fr => &["et", "ou"],
            Lang::Es => &["y", "o"],
            Lang::It => &["e", "o"],
            Lang::Pt => &["e", "ou"],
            Lang::Nl => &["en", "of"],
            Lang::Ru => &["и", "или"],
            Lang::Zh | Lang::Ja | Lang::Ko | Lang::Other => &["et", "y"],
        };
        let unseen = matches!(lang, Lang::De | Lang::Nl) || words.times(&[self.head, self.next]) == 0;
        // Color and photo end in such words.
        let ends_words = lang == Lang::En && matches!(self.tail, "or" | "to");
        let hangs = !ends_words || HANGING.contains(&self.head.to_lowercase().as_str());
        and.contains(&self.tail) && unseen && hangs
    }

    /// How the word is written elsewhere.
    fn seen(&self, words: &Words) -> Option<Joint> {
        let joined = words.times(&[self.stem, self.tail]).max(words.times(&[self.head, self.next]));
        let kept = words.times(&[self.stem, "-", self.tail]).max(words.times(&[self.head, "-", self.next]));
        match joined.cmp(&kept) {
            std::cmp::Ordering::Greater => Some(Joint::DropHyphen),
            std::cmp::Ordering::Less => Some(Joint::Nothing),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// What the language says, where the word was not seen.
    fn by_rule(&self, lang: Lang, words: &Words) -> Joint {
        let both = words.has(self.head) && words.has(self.next);
        let keeps = if self.stem.contains(is_hyphen) {
            // Its own hyphen is printed before: this one is one more, or the mark of a break.
            both || self.is_compound(lang, words) || !self.may_break(lang) || words.has(self.head)
        } else {
            self.is_compound(lang, words) || (both && has_patterns(lang) && !self.may_break(lang))
        };
        if keeps { Joint::Nothing } else { Joint::DropHyphen }
    }

    /// What is always written with a hyphen.
    fn is_compound(&self, lang: Lang, words: &Words) -> bool {
        let (head, next) = (self.head.to_lowercase(), self.next);
        match lang {
            Lang::Ru => is_russian_compound(&head, next),
            Lang::Fr => is_french_compound(&head, next),
            Lang::Pt => is_portuguese_compound(&head, next, words),
            Lang::En | Lang::Zh | Lang::Ja | Lang::Ko | Lang::Other | Lang::De | Lang::Es | Lang::It | Lang::Nl => {
                is_english_compound(&head, next, words)
            }
        }
    }

    /// The patterns of the language let the word break there.
    fn may_break(&self, lang: Lang) -> bool {
        let Some(patterns) = patterns(lang) else { return true };
        let plain = |text: &str| text.chars().all(char::is_alphabetic);
        if !plain(self.head) || !plain(self.next) || self.head.len() + self.next.len() > LONGEST {
            return true;
        }
        let whole = format!("{}{}", self.head, self.next).to_lowercase();
        let at = self.head.to_lowercase().len();
        let mut end = 0;
        hypher::hyphenate_bounded(&whole, patterns, 1, 1).any(|syllable| {
            end += syllable.len();
            end == at
        })
    }
}

/// First halves that often stand alone before "or" and "to".
const HANGING: [&str; 16] = [
    "pre", "post", "pro", "anti", "sub", "mid", "one", "two", "three", "four", "five", "six", "short", "long", "full",
    "part",
];

/// Bytes of the longest word that is looked at.
const LONGEST: usize = 120;

/// The patterns of a language. Words of Latin letters in Han text are English, as a rule.
fn patterns(lang: Lang) -> Option<hypher::Lang> {
    match lang {
        Lang::En | Lang::Zh | Lang::Ja => Some(hypher::Lang::English),
        Lang::De => Some(hypher::Lang::German),
        Lang::Fr => Some(hypher::Lang::French),
        Lang::Es => Some(hypher::Lang::Spanish),
        Lang::It => Some(hypher::Lang::Italian),
        Lang::Pt => Some(hypher::Lang::Portuguese),
        Lang::Nl => Some(hypher::Lang::Dutch),
        Lang::Ru => Some(hypher::Lang::Russian),
        Lang::Ko | Lang::Other => None,
    }
}

fn has_patterns(lang: Lang) -> bool {
    patterns(lang).is_some()
}

/// Twenty-five; self-made; ex-president, where president is a word; year-old.
fn is_english_compound(head: &str, next: &str, words: &Words) -> bool {
    /// Letters of the shortest word that is no ending: selfish and halves are no compounds.
    const WORD: usize = 4;
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const ONES: [&str; 18] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first", "second", "third", "fourth",
        "fifth", "sixth", "seventh", "eighth", "ninth",
    ];
    const WITH_ALL: [&str; 3] = ["self", "half", "well"];
    const WITH_WORDS: [&str; 5] = ["ex", "non", "vice", "anti", "semi"];
    const AFTER_WORDS: [&str; 5] = ["old", "based", "term", "related", "free"];
    (TENS.contains(&head) && ONES.contains(&next))
        || (WITH_ALL.contains(&head) && (next.chars().count() >= WORD || words.has(next)))
        || (WITH_WORDS.contains(&head) && words.has(next))
        || (AFTER_WORDS.contains(&next) && words.has(head))
}

/// Deu-lhe, viu-se: a pronoun behind a verb that stands alone elsewhere.
fn is_portuguese_compound(head: &str, next: &str, words: &Words) -> bool {
    const PRONOUNS: [&str; 9] = ["me", "te", "se", "lhe", "lhes", "nos", "vos", "lo", "la"];
    PRONOUNS.contains(&next) && words.has(head)
}

/// Кто-то, где-нибудь, по-русски, из-за, вице-президент.
fn is_russian_compound(head: &str, next: &str) -> bool {
    const WHO: [&str; 12] =
        ["кто", "что", "как", "где", "куда", "когда", "кого", "чего", "кому", "чему", "почему", "откуда"];
    const FIRST: [&str; 4] = ["кое", "вице", "экс", "обер"];
    let asks = WHO.contains(&head) || head.starts_with("как") || head.starts_with("чей");
    let some = matches!(next, "нибудь" | "либо") || (next == "то" && asks);
    let manner = head == "по" && ["ски", "цки", "ому", "ему"].iter().any(|end| next.ends_with(end));
    let from = head == "из" && matches!(next, "за" | "под");
    some || manner || from || FIRST.contains(&head)
}

/// Lui-même, rendez-vous, peut-être, celui-ci, grand-mère.
fn is_french_compound(head: &str, next: &str) -> bool {
    const SHOWN: [&str; 4] = ["celui", "celle", "ceux", "celles"];
    const OWN: [&str; 8] = ["moi", "toi", "soi", "lui", "elle", "eux", "elles", "nous"];
    matches!(next, "vous" | "nous")
        || (matches!(next, "même" | "mêmes") && (OWN.contains(&head) || head == "vous"))
        || (next == "être" && head == "peut")
        || (matches!(next, "ci" | "là") && SHOWN.contains(&head))
        || (matches!(next, "mère" | "père" | "mères" | "pères" | "parents") && head.starts_with("grand"))
        || (next == "dire" && head == "à")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(before: &str, after: &str, lang: Lang, elsewhere: &str) -> String {
        let mut text = before.to_owned();
        joint(before, after, lang, &Words::from_lines(["·", elsewhere])).append(&mut text, after);
        text
    }

    #[test]
    fn how_a_word_is_written_elsewhere_decides() {
        assert_eq!(joined("at low-", "tide", Lang::En, "The low-tide mark"), "at low-tide");
        assert_eq!(joined("at low-", "tide", Lang::En, "The Lowtide inn"), "at lowtide");
        assert_eq!(joined("net ex-", "ports fell", Lang::En, "All exports and ports"), "net exports fell");
        assert_eq!(joined("the ex-", "president", Lang::En, "A president"), "the ex-president");
        assert_eq!(joined("THE HAR-", "BOR", Lang::En, "The harbor"), "THE HARBOR");
        assert_eq!(joined("NEW-", "YORK", Lang::En, "The harbor"), "NEW-YORK");
    }

    #[test]
    fn a_break_that_no_pattern_allows_between_two_words_is_a_compound() {
        assert_eq!(joined("a would-", "be king", Lang::En, "He would be"), "a would-be king");
        assert_eq!(joined("a gar-", "den", Lang::En, "The den"), "a garden");
        assert_eq!(joined("was in-", "side it", Lang::En, "The side in view"), "was inside it");
        assert_eq!(joined("la piaz-", "za vecchia", Lang::It, ""), "la piazza vecchia");
        assert_eq!(joined("zee-", "en havengezicht", Lang::Nl, ""), "zee- en havengezicht");
        assert_eq!(joined("dit-", "il", Lang::Fr, "Le mot dit vrai, il part"), "dit-il");
    }

    #[test]
    fn a_word_with_its_own_hyphen_breaks_a_second_time() {
        assert_eq!(joined("вице-гу-", "бернатор", Lang::Ru, ""), "вице-губернатор");
        assert_eq!(joined("a state-of-the-", "art mill", Lang::En, "The art of the mill"), "a state-of-the-art mill");
        assert_eq!(joined("Anglo-Ameri-", "can", Lang::En, "We can"), "Anglo-American");
        assert_eq!(joined("an 18-year-", "old", Lang::En, "No year is old"), "an 18-year-old");
    }

    #[test]
    fn numbers_and_particles_keep_theirs() {
        assert_eq!(joined("twenty-", "five", Lang::En, ""), "twenty-five");
        assert_eq!(joined("in 1914-", "1918", Lang::En, ""), "in 1914-1918");
        assert_eq!(joined("кто-", "то", Lang::Ru, ""), "кто-то");
        assert_eq!(joined("мес-", "то", Lang::Ru, ""), "место");
        assert_eq!(joined("eux-", "mêmes", Lang::Fr, ""), "eux-mêmes");
        assert_eq!(joined("a banda viu-", "se", Lang::Pt, "Ele viu o mar"), "a banda viu-se");
        assert_eq!(joined("uma fra-", "se", Lang::Pt, "Ele viu o mar"), "uma frase");
        assert_eq!(joined("pre-", "and post-war", Lang::En, ""), "pre- and post-war");
        assert_eq!(joined("a thou-", "sand and", Lang::En, ""), "a thousand and");
    }

    #[test]
    fn what_the_source_says_of_its_hyphen_is_believed() {
        assert_eq!(joined("low\u{ad}", "tide", Lang::En, "The low-tide mark"), "lowtide");
        assert_eq!(joined("har\u{2011}", "bor", Lang::En, "The harbor"), "har-bor");
    }
}
