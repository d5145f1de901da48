//! Sentences, heads and lines of a page, from the lists of its language. Sentences and titles that a page has already are
//! avoided, so that a line of the truth has one place.

use super::super::random::Random;
use super::{Language, Words};
use std::collections::BTreeSet;

/// Writes for one page.
pub struct Writer {
    /// Its language.
    pub language: Language,
    random: Random,
    words: &'static Words,
    slots: [Vec<&'static str>; 5],
    sentences: Vec<&'static str>,
    said: BTreeSet<String>,
    /// The paper's name.
    pub paper: &'static str,
}

const SLOTS: [&str; 5] = ["who", "did", "what", "how", "tail"];

impl Writer {
    /// A writer with a stream of its own, for the paper of this name.
    pub fn new(language: Language, random: Random, name: usize) -> Writer {
        let words = language.words();
        let list = |text: &'static str| text.split('|').collect::<Vec<_>>();
        let slots = [words.who, words.did, words.what, words.how, words.tail].map(list);
        let names = list(words.papers);
        let paper = names[name % names.len()];
        Writer { language, random, words, slots, sentences: list(words.sentences), said: BTreeSet::new(), paper }
    }

    /// The lists.
    pub fn words(&self) -> &'static Words {
        self.words
    }

    /// A sentence with its stop.
    pub fn sentence(&mut self) -> String {
        let mut last = String::new();
        for _ in 0..4 {
            let pattern = self.sentences[self.random.below(self.sentences.len())];
            last = capitalized(&self.filled(pattern));
            if self.said.insert(last.clone()) {
                break;
            }
        }
        last
    }

    /// Sentences of about so many characters in all, at least one.
    pub fn paragraph(&mut self, characters: usize) -> String {
        let mut text = self.sentence();
        while text.chars().count() < characters {
            if !self.language.is_han() {
                text.push(' ');
            }
            text.push_str(&self.sentence());
        }
        text
    }

    /// A sentence of no more than so many characters, cut at a word when none is short enough.
    pub fn sentence_within(&mut self, characters: usize) -> String {
        let mut shortest = self.sentence();
        for _ in 0..5 {
            if shortest.chars().count() <= characters {
                return shortest;
            }
            let other = self.sentence();
            if other.chars().count() < shortest.chars().count() {
                shortest = other;
            }
        }
        let stop = if self.language.is_han() { "。" } else { "." };
        let cut = cut(&shortest, characters, self.language.is_han());
        cut.trim_end_matches(['.', '。', '”', '」', '»', '“', '’']).to_owned() + stop
    }

    /// A title of about so many characters, without a stop.
    pub fn title(&mut self, characters: usize) -> String {
        let mut best = String::new();
        for _ in 0..6 {
            let count = self.words.titles.split('|').count();
            let most = if characters < 16 { 2 } else { count };
            let pattern = self.words.titles.split('|').nth(self.random.below(most)).unwrap_or_default();
            let text = capitalized(&self.filled(pattern));
            let off = |text: &str| text.chars().count().abs_diff(characters);
            if best.is_empty() || off(&text) < off(&best) && !self.said.contains(&text) {
                best = text;
            }
            if off(&best) < characters / 3 && !self.said.contains(&best) {
                break;
            }
        }
        if best.chars().count() > characters * 2 {
            best = cut(&best, characters + characters / 2, self.language.is_han());
        }
        self.said.insert(best.clone());
        best
    }

    /// An item of a list, filled.
    pub fn item(&mut self, list: &'static str) -> String {
        let form = self.random.item(list);
        self.filled(form)
    }

    /// The item of a list that a house always takes, filled.
    pub fn form(&mut self, list: &'static str, form: usize) -> String {
        let count = list.split('|').count();
        let pattern = list.split('|').nth(form % count).unwrap_or_default();
        self.filled(pattern)
    }

    /// A person's name.
    pub fn person(&mut self) -> String {
        let (given, family) = (self.random.item(self.words.given), self.random.item(self.words.family));
        self.words.name.replace("{g}", given).replace("{f}", family)
    }

    /// A pattern with its slots filled.
    pub fn filled(&mut self, pattern: &str) -> String {
        let mut text = String::with_capacity(pattern.len() * 3);
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            text.push_str(&rest[..open]);
            let name = &rest[open + 1..open + length];
            rest = &rest[open + length + 1..];
            self.fill(name, &mut text);
        }
        text.push_str(rest);
        text
    }

    fn fill(&mut self, name: &str, text: &mut String) {
        if let Some(slot) = SLOTS.iter().position(|slot| *slot == name) {
            let list = &self.slots[slot];
            text.push_str(list[self.random.below(list.len())]);
            return;
        }
        match name {
            "a" | "b" => text.push_str(&self.person()),
            "A" => text.push_str(&self.person().to_uppercase()),
            "s" => text.push_str(self.random.item(self.words.family)),
            "p" => text.push_str(self.random.item(self.words.places)),
            "P" => text.push_str(&self.random.item(self.words.places).to_uppercase()),
            "n" => text.push_str(&self.random.range(2, 40).to_string()),
            "d" => text.push_str(&self.random.range(1, 28).to_string()),
            "paper" => text.push_str(self.paper),
            "bare" => text.push_str(self.random.item(self.words.bare)),
            "act" => {
                let act = self.random.item(self.words.act);
                text.push_str(&self.filled(act));
            }
            other => {
                text.push('{');
                text.push_str(other);
                text.push('}');
            }
        }
    }
}

/// The text with a capital where it begins, behind a quotation mark.
fn capitalized(text: &str) -> String {
    let mut done = false;
    let raised = text.chars().flat_map(|c| {
        let raise = !done && c.is_alphabetic();
        done |= c.is_alphanumeric();
        let upper: Vec<char> = if raise { c.to_uppercase().collect() } else { vec![c] };
        upper
    });
    raised.collect()
}

/// The beginning of a text, up to a word's end where there are words.
fn cut(text: &str, characters: usize, anywhere: bool) -> String {
    let head: String = text.chars().take(characters.max(1)).collect();
    if anywhere || head.len() == text.len() {
        return head.trim_end_matches(['，', '、', '；', '：', ' ']).to_owned();
    }
    let end = head.rfind(' ').filter(|end| *end > 0).unwrap_or(head.len());
    head[..end].trim_end_matches([',', ';', ':', ' ', '–', '-', '«', '“', '„']).to_owned()
}
