//! Were blanks kept? Blanks are meaning: "allbutpubliclysilent" keeps every letter and no word.

use super::Found;
use super::align::is_letter;
use super::truth::Truth;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// Fewer words than these tell nothing of a page.
const WORDS_AT_LEAST: usize = 20;
/// Fewer blanks between Han than these tell nothing of a page.
const BLANKS_AT_LEAST: usize = 3;

/// How often each thing is there.
type Counts<T> = BTreeMap<T, usize>;

/// Share of the truth's words that are words of the export; for Chinese and Japanese, of the blanks that part two Han or
/// kana. Nothing when there are too few.
pub fn share(truth: &Truth, found: &[Found]) -> Option<f64> {
    if truth.without_spaces() {
        let parted = |texts: &mut dyn Iterator<Item = &str>| counts(texts.flat_map(parted));
        let mut wanted = parted(&mut truth.blocks.iter().map(|block| block.text.as_str()));
        wanted.retain(|(a, b), _| is_square(*a) && is_square(*b));
        return kept(&wanted, &parted(&mut found.iter().map(|block| block.text.as_str())), BLANKS_AT_LEAST);
    }
    let mut wanted: Vec<String> = Vec::new();
    for block in &truth.blocks {
        if truth.cut {
            wanted.extend(words(&block.text));
            continue;
        }
        // A hyphen may part the first and the last word of a printed line.
        for line in &block.lines {
            let own = words(line);
            wanted.extend(own.get(1..own.len().saturating_sub(1)).unwrap_or_default().iter().cloned());
        }
    }
    let have = counts(found.iter().flat_map(|block| words(&block.text)));
    kept(&counts(wanted.into_iter()), &have, WORDS_AT_LEAST)
}

fn counts<T: Ord>(all: impl Iterator<Item = T>) -> Counts<T> {
    let mut counts = Counts::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

fn kept<T: Ord>(wanted: &Counts<T>, have: &Counts<T>, least: usize) -> Option<f64> {
    let all: usize = wanted.values().sum();
    let both: usize = wanted.iter().map(|(one, count)| have.get(one).map_or(0, |have| *count.min(have))).sum();
    (all >= least).then(|| both as f64 / all as f64)
}

/// What stands between blanks, without the marks around it.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter(|c| *c != '\u{ad}').nfkc().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !is_letter(c) && c != '_').to_owned();
    plain.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// The letters on both sides of every blank.
fn parted(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().collect();
    let blank = |c: char| c == ' ' || c == '\u{3000}';
    let word = |c: char| is_letter(c) || c == '_';
    let mut found = Vec::new();
    for (at, before) in letters.iter().enumerate().filter(|(_, c)| word(**c)) {
        let rest = letters.get(at + 1..).unwrap_or_default();
        let white = rest.iter().take_while(|c| blank(**c)).count();
        if let Some(after) = rest.get(white).filter(|after| white > 0 && word(**after)) {
            found.push((*before, *after));
        }
    }
    found
}

/// As wide as two cells, and not only because it is the wide form of a narrow one.
fn is_square(c: char) -> bool {
    c.width() == Some(2) && !matches!(c, '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

#[cfg(test)]
mod tests {
    use super::super::truth::Block;
    use super::*;

    fn truth(lang: &str, cut: bool, text: &str) -> Truth {
        let block = Block {
            story: None,
            role: String::new(),
            text: text.to_owned(),
            corner: (0.0, 0.0),
            lines: vec![text.to_owned()],
        };
        Truth { blocks: vec![block], lang: lang.to_owned(), cut }
    }

    fn found(text: &str) -> Vec<Found> {
        vec![Found { text: text.to_owned(), role: String::new(), story: String::new() }]
    }

    #[test]
    fn words_that_ran_together_are_lost_and_ends_of_lines_do_not_count() {
        let text = "lamp ".repeat(20) + "ferry, (boat) x";
        let run = "lamp ".repeat(20) + "ferryboat x";
        let share_of = |cut: bool| share(&truth("en", cut, &text), &found(&run));
        assert_eq!(share_of(true), Some(21.0 / 23.0));
        assert_eq!(share_of(false), Some(19.0 / 21.0));
        assert_eq!(share(&truth("en", true, "few words"), &found("few words")), None);
    }

    #[test]
    fn of_han_text_the_blanks_between_names_count() {
        let text = "李木 王石 灯下 老街　桥头";
        assert_eq!(share(&truth("zh", true, text), &found("李木 王石灯下 老街 桥头")), Some(0.75));
        assert_eq!(share(&truth("zh", true, "李木 a 王石"), &found("李木 a 王石")), None);
    }
}
