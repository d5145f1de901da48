//! Phrases of a house style, matched on text as people read it: case and width of letters do not count.

use crate::house_style::phrases::Phrases;
use crate::layout::normalize::script;
use unicode_normalization::UnicodeNormalization;

/// Text made comparable: compatibility forms and case folded, blanks single, none beside square characters.
pub fn plain(text: &str) -> String {
    // This is asked some ten thousand times a page, and most text is letters whose folding needs no tables.
    let mut plain = Plain { text: String::with_capacity(text.len()), ..Plain::default() };
    for c in text.chars() {
        match folded(c) {
            Some(c) => plain.push(c),
            None => return plain_by_tables(text),
        }
    }
    plain.text
}

fn plain_by_tables(text: &str) -> String {
    let mut plain = Plain { text: String::with_capacity(text.len()), ..Plain::default() };
    text.nfkc().flat_map(char::to_lowercase).map(arrow).for_each(|c| plain.push(c));
    plain.text
}

/// Folded text on its way: its blanks are set single, and not at all beside square characters.
#[derive(Default)]
struct Plain {
    text: String,
    blank: bool,
    square: bool,
}

impl Plain {
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.blank = true;
            return;
        }
        let cjk = script::is_cjk(c);
        if self.blank && !self.text.is_empty() && !cjk && !self.square {
            self.text.push(' ');
        }
        (self.blank, self.square) = (false, cjk);
        self.text.push(c);
    }
}

/// A character folded by itself, if its neighbors have no say in it.
fn folded(c: char) -> Option<char> {
    match c {
        '\0'..='~' => Some(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => {
            Some(c)
        }
        'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' => Some(c),
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => char::from_u32(c as u32 + SMALL_LETTER),
        'Ѐ'..='Џ' => char::from_u32(c as u32 + SMALL_LETTER_OF_FIRST_ROW),
        '、' | '。' | '〈'..='】' | 'ー' | '“' | '”' | '‘' | '’' | '—' => Some(c),
        '！'..='～' => char::from_u32(c as u32 - FULL_WIDTH).map(|c| c.to_ascii_lowercase()),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// From a capital to its small letter, in Latin-1 and in most of Cyrillic.
const SMALL_LETTER: u32 = 'а' as u32 - 'А' as u32;
/// The same in the first row of Cyrillic.
const SMALL_LETTER_OF_FIRST_ROW: u32 = 'ѐ' as u32 - 'Ѐ' as u32;
/// From a full-width form to ASCII.
const FULL_WIDTH: u32 = '！' as u32 - '!' as u32;

/// All arrows that send the reader to a page are one.
fn arrow(c: char) -> char {
    match c {
        '☞' | '☛' | '▸' | '►' | '▷' | '→' | '⇒' | '➔' | '➜' | '➤' | '»' => '▶',
        other => other,
    }
}

/// Whether the text begins with one of the phrases. A phrase that ends in a blank ends a word.
pub fn begins(text: &str, phrases: &[String]) -> bool {
    if !may_begin_with_one(text, phrases) {
        return false;
    }
    let text = plain(text);
    phrases.iter().filter(|phrase| may_begin(&text, phrase)).any(|phrase| {
        let word = phrase.ends_with(' ');
        let phrase = plain(phrase);
        !phrase.is_empty()
            && text.strip_prefix(&phrase).is_some_and(|rest| !word || rest.starts_with(|c: char| !c.is_alphanumeric()))
    })
}

/// Whether the text ends in one of the phrases, closing brackets aside.
pub fn ends(text: &str, phrases: &[String]) -> bool {
    let text = plain(text);
    let text = text.trim_end_matches([')', ']', '】', '」']);
    let possible = phrases.iter().filter(|phrase| may_end(text, phrase));
    possible.map(|phrase| plain(phrase)).any(|phrase| !phrase.is_empty() && text.ends_with(&phrase))
}

/// Whether plain text may begin with a phrase, told by one character without folding the phrase. Few do.
fn may_begin(text: &str, phrase: &str) -> bool {
    !knows_first(phrase) || phrase.chars().next().and_then(folded).is_some_and(|c| text.starts_with(c))
}

/// The same of its end.
fn may_end(text: &str, phrase: &str) -> bool {
    let last = phrase.chars().next_back().and_then(folded).filter(|c| !c.is_whitespace());
    last.is_none_or(|c| text.ends_with(c))
}

/// Whether the text is one of the phrases and nothing else.
pub fn is(text: &str, phrases: &[String]) -> bool {
    is_plainly(&plain(text), phrases)
}

fn is_plainly(text: &str, phrases: &[String]) -> bool {
    phrases.iter().filter(|phrase| may_begin(text, phrase)).any(|phrase| text == plain(phrase))
}

/// Whether the text is one of the phrases, in brackets or with a full stop, or without.
pub fn is_bare(text: &str, phrases: &[String]) -> bool {
    let brackets = |c: char| matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '.' | '。' | '…');
    let blank = |c: char| folded(c).is_some_and(|c| c.is_whitespace() || brackets(c));
    may_begin_with_one(text.trim_start_matches(blank), phrases)
        && is_plainly(plain(text).trim_matches(brackets).trim(), phrases)
}

/// Nearly all text is something else from its first letter on.
fn may_begin_with_one(text: &str, phrases: &[String]) -> bool {
    !knows_first(text) || phrases.iter().any(|phrase| !knows_first(phrase) || same_first(text, phrase))
}

/// The first letter folds by itself, and no mark follows that may make one of the two.
fn knows_first(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().and_then(folded).filter(|c| !c.is_whitespace());
    first.is_some() && chars.next().is_none_or(|c| folded(c).is_some())
}

fn same_first(text: &str, phrase: &str) -> bool {
    let first = |text: &str| text.chars().next().and_then(folded);
    first(text) == first(phrase)
}

/// Whether one of the phrases stands anywhere in the text.
pub fn holds(text: &str, phrases: &[String]) -> bool {
    let text = plain(text);
    phrases.iter().map(|phrase| plain(phrase)).any(|phrase| !phrase.is_empty() && text.contains(&phrase))
}

/// What a phrase with one place to fill (`下转第{page}版`) found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseMatch {
    /// What stands in the place, trimmed.
    pub filler: String,
    /// Characters of the text that the phrase does not cover.
    pub besides: usize,
}

/// Finds a phrase with a `{place}` in the text; of several the one that leaves least besides.
pub fn find<'a>(text: &str, phrases: impl IntoIterator<Item = &'a String>) -> Option<PhraseMatch> {
    Patterns::new(phrases).find(text)
}

/// Phrases with a place to fill, folded once to be looked for in many texts.
#[derive(Clone, Debug)]
pub struct Patterns {
    all: Vec<Pattern>,
    /// As many characters as any of them can cover.
    longest: usize,
}

/// The phrases of a house style that name a page, folded once for all blocks of a page.
#[derive(Clone, Debug)]
pub struct PagePatterns {
    /// Where a story goes on.
    pub jump_to: Patterns,
    /// Where it came from.
    pub jump_from: Patterns,
    /// A page by its number.
    pub page_number: Patterns,
}

impl PagePatterns {
    /// Those of a house style.
    pub fn new(phrases: &Phrases) -> PagePatterns {
        PagePatterns {
            jump_to: Patterns::new(&phrases.jump_to),
            jump_from: Patterns::new(&phrases.jump_from),
            page_number: Patterns::new(&phrases.page_number),
        }
    }
}

#[derive(Clone, Debug)]
struct Pattern {
    head: String,
    tail: String,
    /// It has letters that never fold to ASCII.
    foreign: bool,
    /// Its letters.
    letters: Letters,
}

impl Patterns {
    /// Phrases without a place are left out: they find nothing.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a String>) -> Patterns {
        let all: Vec<Pattern> = phrases.into_iter().filter_map(|phrase| Pattern::parse(phrase)).collect();
        let covers = |one: &Pattern| one.head.chars().count() + FILLER_AT_MOST + one.tail.chars().count();
        let longest = all.iter().map(covers).max().unwrap_or_default();
        Patterns { all, longest }
    }

    /// Whether the text is one of them, with at most so many characters besides. Of a longer text this is told without
    /// looking into it.
    pub fn are_all_but(&self, text: &str, besides: usize) -> bool {
        let more = text.chars().filter(|c| !c.is_whitespace()).nth(self.longest + besides).is_some();
        !more && self.find(text).is_some_and(|found| found.besides <= besides)
    }

    /// Whether the text has the letters of one of them; if that is not told without folding the text, it may.
    fn may_be_in(&self, text: &str) -> bool {
        let folded: Option<Letters> = text.chars().try_fold(Letters(0), |letters, c| Some(letters.with(folded(c)?)));
        folded.is_none_or(|letters| self.all.iter().any(|pattern| letters.may_hold(pattern.letters)))
    }

    /// Of those that the text holds the one that leaves least besides.
    pub fn find(&self, text: &str) -> Option<PhraseMatch> {
        if !self.may_be_in(text) {
            return None;
        }
        // Korean papers part words as the line needs it.
        let text = without_blanks(plain(text));
        if !text.chars().any(counts) {
            return None;
        }
        let foreign = foreign_letters(&text);
        let letters = Letters::in_text(&text);
        let possible =
            self.all.iter().filter(|pattern| (foreign || !pattern.foreign) && letters.may_hold(pattern.letters));
        possible.filter_map(|pattern| pattern.find(&text)).min_by_key(|found| found.besides)
    }
}

/// Which letters a text has, by the last bits of their numbers: what it surely has not is told at once.
#[derive(Clone, Copy, Debug)]
struct Letters(u128);

impl Letters {
    fn in_text(text: &str) -> Letters {
        text.chars().fold(Letters(0), Letters::with)
    }

    fn with(self, c: char) -> Letters {
        Letters(self.0 | 1 << (c as u32 % u128::BITS))
    }

    fn and(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }

    fn may_hold(self, other: Letters) -> bool {
        other.0 & !self.0 == 0
    }
}

/// A digit of any script, or a Han character that may be one: no page number is without.
fn counts(c: char) -> bool {
    c.is_numeric() || script::is_han(c)
}

/// Hangul has its blanks taken out; all other text is left as it is.
fn without_blanks(text: String) -> String {
    if text.chars().any(script::is_hangul) { text.replace(' ', "") } else { text }
}

/// Whether there are letters that never fold to ASCII: a phrase with them cannot stand in a text without.
fn foreign_letters(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, 'À'..='ÿ' | '\u{370}'..='\u{52f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}')
    })
}

/// A place holds a page number, such as `7`, `A6`, `12-13` or `五`: a few characters, no blank.
const FILLER_AT_MOST: usize = 5;

impl Pattern {
    fn parse(phrase: &str) -> Option<Pattern> {
        let open = phrase.find('{')?;
        let close = phrase.find('}')?;
        let (head, tail) = (plain(phrase.get(..open)?), plain(phrase.get(close + 1..)?));
        let (head, tail) = match phrase.chars().any(script::is_hangul) {
            true => (without_blanks(head), without_blanks(tail)),
            false => (head, tail),
        };
        let letters = Letters::in_text(&head).and(Letters::in_text(&tail));
        Some(Pattern { head, tail, foreign: foreign_letters(phrase), letters })
    }

    fn find(&self, text: &str) -> Option<PhraseMatch> {
        let Pattern { head, tail, .. } = self;
        if head.is_empty() {
            return leading(text, tail);
        }
        let mut from = 0;
        while let Some(at) = text.get(from..)?.find(head) {
            let start = from + at + head.len();
            let rest = text.get(start..)?.trim_start();
            let filler: String = match tail.as_str() {
                "" => rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect(),
                tail => rest.get(..rest.find(tail)?)?.trim().to_owned(),
            };
            let short = (1..=FILLER_AT_MOST).contains(&filler.chars().count());
            if short && filler.chars().any(counts) && !filler.contains(' ') {
                let covered = head.chars().count() + filler.chars().count() + tail.chars().count();
                return Some(PhraseMatch { filler, besides: text.chars().count().saturating_sub(covered) });
            }
            from = start.max(from + text.get(from..)?.chars().next().map_or(1, char::len_utf8));
        }
        None
    }
}

/// A phrase that begins with its place: `{page}面に続く`.
fn leading(text: &str, tail: &str) -> Option<PhraseMatch> {
    let at = text.find(tail)?;
    let before = text.get(..at)?.trim_end();
    let filler: String = before.chars().rev().take_while(|c| c.is_alphanumeric() && !script::is_kana(*c)).collect();
    let filler: String = filler.chars().rev().collect();
    let short = (1..=FILLER_AT_MOST).contains(&filler.chars().count());
    let besides = text.chars().count().saturating_sub(filler.chars().count() + tail.chars().count());
    (short && filler.chars().any(char::is_numeric)).then_some(PhraseMatch { filler, besides })
}

/// Whether the text ends as a sentence does, closing quotes and brackets aside.
pub fn stops(text: &str) -> bool {
    let last = text.trim_end().chars().rev().find(|c| !script::is_closing(*c));
    last.is_some_and(|c| script::ends_sentence(c) || matches!(c, ':' | '：' | '；' | ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(phrases: &[&str]) -> Vec<String> {
        phrases.iter().map(|p| (*p).to_owned()).collect()
    }

    #[test]
    fn a_word_begins_only_as_a_word() {
        assert!(begins("BY ANNA MARSH", &list(&["By "])));
        assert!(!begins("Bystanders gathered", &list(&["By "])));
        assert!(begins("本报记者　林知远", &list(&["本报记者"])));
        assert!(begins("□林知远", &list(&["□"])));
    }

    #[test]
    fn letters_folded_by_themselves_are_folded_as_the_tables_say() {
        let quick = ('\0'..='\u{ffff}').filter(|c| folded(*c).is_some());
        for c in quick {
            let by_tables: String = c.nfkc().flat_map(char::to_lowercase).map(arrow).collect();
            assert_eq!(folded(c).map(String::from), Some(by_tables), "{c:?}");
        }
        assert_eq!(plain("  Continued\ton  PAGE A8 "), "continued on page a8");
        assert_eq!(plain("  Continued\ton  PAGE «A8» "), "continued on page «a8▶");
        assert_eq!(plain("（下转 第７版）　ＡＢ か\u{3099}"), "(下转第7版) abが");
    }

    #[test]
    fn page_numbers_are_found_in_every_order() {
        let page = |text: &str, phrase: &str| find(text, &list(&[phrase])).map(|found| found.filler);
        assert_eq!(page("（下转第７版）", "下转第{page}版").as_deref(), Some("7"));
        assert_eq!(page("Continued on Page A8", "Continued on Page {page}").as_deref(), Some("a8"));
        assert_eq!(page("（5面に続く）", "{page}面に続く").as_deref(), Some("5"));
        assert_eq!(page("(8면에 계속)", "{page}면에 계속").as_deref(), Some("8"));
        assert_eq!(page("（上接第一版）", "上接第{page}版").as_deref(), Some("一"));
        assert_eq!(page("Continued on the road", "Continued on {page}"), None);
    }

    #[test]
    fn sentences_stop_behind_quotes() {
        assert!(stops("他说：“好。”") && stops("He said so.)") && !stops("没有完") && !stops("and the"));
    }
}
