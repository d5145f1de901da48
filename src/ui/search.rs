//! Search over the edition. Lines and columns do not matter: whole paragraphs are searched, with blanks, width and
//! case folded.

mod variants;

use crate::model::edition::Edition;
use crate::model::page::BlockId;
use crate::model::story::StoryId;
use crate::model::texts::Texts;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// A query and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchState {
    /// As typed.
    pub query: String,
    /// How Chinese characters were compared.
    pub script: Script,
    /// Every hit, in reading order.
    pub hits: Vec<Hit>,
    /// The hit last gone to.
    pub current: Option<usize>,
    /// The only page searched; nothing for the whole edition.
    pub page: Option<usize>,
}

/// One place where the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the page.
    pub page: usize,
    /// Its story; nothing in furniture.
    pub story: Option<StoryId>,
    /// The block in which the hit begins.
    pub block: BlockId,
    /// Where it begins in the paragraph, in bytes.
    pub offset: u32,
}

/// Whether traditional and simplified Chinese characters are the same to a search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// They are: 台湾 finds 臺灣.
    #[default]
    Folded,
    /// They are not.
    Strict,
}

/// How a query is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// Upper case counts, because the query has some.
    case: bool,
    /// Blanks count, because the query has letters between which they part words.
    blanks: bool,
    /// Traditional and simplified characters are told apart.
    script: Script,
}

impl Folding {
    /// Smart case; blanks count only among alphabetic scripts.
    pub fn of(query: &str) -> Folding {
        let parts_words = |c: char| c.is_alphabetic() && !is_cjk(c);
        let (case, blanks) = (query.chars().any(char::is_uppercase), query.chars().any(parts_words));
        Folding { case, blanks, script: Script::default() }
    }

    /// The same, with traditional and simplified characters folded or not.
    pub fn with(self, script: Script) -> Folding {
        Folding { script, ..self }
    }

    /// The same, but blanks never count: set lines have their own.
    pub fn without_blanks(self) -> Folding {
        Folding { blanks: false, ..self }
    }

    /// The text as it is compared, each character with the byte in the text it came from.
    pub fn fold(self, text: &str) -> Vec<(char, usize)> {
        let mut folded: Vec<(char, usize)> = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                let after_blank = folded.last().is_none_or(|(last, _)| *last == ' ');
                if self.blanks && !after_blank {
                    folded.push((' ', at));
                }
                continue;
            }
            if c.is_ascii() {
                folded.push((if self.case { c } else { c.to_ascii_lowercase() }, at));
                continue;
            }
            if matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}') {
                // Little to fold in most CJK text: searching an edition while typing depends on it.
                folded.push((self.han(c), at));
                continue;
            }
            if c == '\u{ad}' {
                continue;
            }
            for plain in std::iter::once(c).nfkc() {
                if let ('\u{3099}' | '\u{309a}', Some((before, _))) = (plain, folded.last_mut())
                    && let Some(whole) = compose(*before, plain)
                {
                    // The marks of half-width kana stand apart.
                    *before = whole;
                    continue;
                }
                if self.case {
                    folded.push((plain, at));
                } else {
                    folded.extend(plain.to_lowercase().map(|lower| (lower, at)));
                }
            }
        }
        folded
    }

    fn han(self, c: char) -> char {
        match self.script {
            Script::Folded => variants::simplified(c),
            Script::Strict => c,
        }
    }

    /// Where the query begins in a text, as ranges of bytes.
    pub fn find(self, query: &[(char, usize)], text: &str) -> Vec<(usize, usize)> {
        let folded = self.fold(text);
        // The byte after the last character that matched; blanks after it are not part of the hit.
        let ends = |last: usize| {
            let at = folded.get(last).map_or(text.len(), |(_, at)| *at);
            at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        if query.is_empty() {
            return found;
        }
        let mut from = 0;
        while let Some(window) = folded.get(from..from + query.len()) {
            if window.iter().zip(query).all(|((a, _), (b, _))| a == b) {
                let start = window.first().map_or(0, |(_, at)| *at);
                found.push((start, ends(from + query.len() - 1)));
                from += query.len();
            } else {
                from += 1;
            }
        }
        found
    }
}

/// A text with width and Chinese script folded, and its case kept.
pub fn folded(text: &str, script: Script) -> String {
    let folding = Folding { case: true, blanks: true, script };
    folding.fold(text).into_iter().map(|(c, _)| c).collect()
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

impl SearchState {
    /// Searches all pages, stories and furniture, in reading order.
    pub fn new(edition: &Edition, query: &str, script: Script) -> SearchState {
        let folding = Folding::of(query.trim()).with(script);
        let wanted = folding.fold(query.trim());
        let mut hits = Vec::new();
        for index in 0..edition.pages.len() {
            for passage in edition.pages.texts(index).into_iter().flat_map(Texts::passages) {
                for (start, _) in folding.find(&wanted, passage.text) {
                    let Some(part) = passage.part_at(start) else { continue };
                    hits.push(Hit { page: index, story: part.story, block: part.block, offset: start as u32 });
                }
            }
        }
        SearchState { query: query.trim().to_owned(), script, hits, current: None, page: None }
    }

    /// What stands on one page alone, if one is given.
    pub fn within(mut self, page: Option<usize>) -> SearchState {
        self.hits.retain(|hit| page.is_none_or(|page| page == hit.page));
        SearchState { page, ..self }
    }

    /// The same search once more: the edition changed, or how characters are compared.
    pub fn again(&self, edition: &Edition, script: Script) -> SearchState {
        SearchState::new(edition, &self.query, script).within(self.page)
    }

    /// Hits in one story.
    pub fn count_in(&self, page: usize, story: StoryId) -> usize {
        self.hits.iter().filter(|hit| hit.page == page && hit.story == Some(story)).count()
    }

    /// Hits on one page.
    pub fn count_on(&self, page: usize) -> usize {
        self.hits.iter().filter(|hit| hit.page == page).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> usize {
        let folding = Folding::of(query);
        folding.find(&folding.fold(query), text).len()
    }

    #[test]
    fn case_counts_only_when_typed() {
        assert_eq!(found("ferry", "Ferry FERRY ferry"), 3);
        assert_eq!(found("Ferry", "Ferry FERRY ferry"), 1);
    }

    #[test]
    fn width_and_blanks_fold_in_chinese() {
        assert_eq!(found("河湾", "在河 湾，河湾"), 2);
        assert_eq!(found("5G", "５Ｇ 5G"), 2);
        assert_eq!(found("ガス", "ｶﾞｽ ガス"), 2, "the marks of half-width kana are joined");
        assert_eq!(found("ferryman", "ferry\u{ad}man"), 1, "a soft hyphen is not there");
    }

    #[test]
    fn traditional_and_simplified_are_one_unless_told_apart() {
        assert_eq!(found("台湾", "臺灣與台湾"), 2);
        assert_eq!(found("臺灣", "臺灣與台湾"), 2);
        let strict = Folding::of("台湾").with(Script::Strict);
        assert_eq!(strict.find(&strict.fold("台湾"), "臺灣與台湾").len(), 1);
    }

    #[test]
    fn blanks_count_between_words() {
        assert_eq!(found("the rapist", "therapist"), 0);
        assert_eq!(found("old ferry", "the old\n ferry"), 1);
    }

    #[test]
    fn an_empty_query_finds_nothing() {
        assert_eq!(found("", "abc"), 0);
    }
}
