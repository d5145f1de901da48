//! How alike texts are by their words: character pairs for CJK, word stems for the rest, weighted by rarity.

use super::chain::LooseText;
use crate::house_style::extract::ExtractStyle;
use crate::layout::normalize::script::{is_cjk_letter, is_hangul};
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// The words of every text of a page.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    texts: Vec<BTreeMap<String, f32>>,
    lengths: Vec<f32>,
    mean_length: f32,
    rarity: BTreeMap<String, f32>,
    word_ratio: f32,
    length_share: f32,
}

impl Topics {
    /// Counts the words of the texts.
    pub fn new(texts: &[LooseText], style: &ExtractStyle) -> Topics {
        let mut topics = Topics { word_ratio: style.word_ratio, length_share: style.length_share, ..Topics::default() };
        let mut found_in: BTreeMap<String, f32> = BTreeMap::new();
        for text in texts {
            let mut counts: BTreeMap<String, f32> = BTreeMap::new();
            for word in words(&text.whole()) {
                *counts.entry(word).or_default() += 1.0;
            }
            for word in counts.keys() {
                *found_in.entry(word.clone()).or_default() += 1.0;
            }
            topics.lengths.push(counts.values().sum());
            topics.texts.push(counts);
        }
        let count = topics.texts.len().max(1) as f32;
        topics.mean_length = (topics.lengths.iter().sum::<f32>() / count).max(1.0);
        // Half a text more on both sides, so that no word is infinitely rare.
        let half = 1.0 / 2.0;
        let rarity = |found: f32| (1.0 + (count - found + half) / (found + half)).ln();
        topics.rarity = found_in.into_iter().map(|(word, found)| (word, rarity(found))).collect();
        topics
    }

    /// How much the text speaks of what the words say, 0..=1: BM25 (Robertson & Zaragoza 2009, k 1.2, b 0.75)
    /// as a share of what it could be.
    pub fn likeness(&self, wanted: &BTreeSet<String>, text: usize) -> f32 {
        let (Some(counts), Some(length)) = (self.texts.get(text), self.lengths.get(text)) else { return 0.0 };
        let room = self.word_ratio * (1.0 - self.length_share + self.length_share * length / self.mean_length);
        let (mut met, mut most) = (0.0, 0.0);
        for word in wanted {
            let Some(rarity) = self.rarity.get(word) else { continue };
            most += rarity;
            met += counts.get(word).map_or(0.0, |count| rarity * count / (count + room));
        }
        if most > 0.0 { met / most } else { 0.0 }
    }

    /// How alike two texts are, 0..=1: the cosine of their weighted words.
    pub fn alike(&self, one: usize, other: usize) -> f32 {
        let (Some(a), Some(b)) = (self.texts.get(one), self.texts.get(other)) else { return 0.0 };
        let weight = |word: &String, count: f32| (1.0 + count.ln()) * self.rarity.get(word).copied().unwrap_or(0.0);
        let norm = |counts: &BTreeMap<String, f32>| {
            counts.iter().map(|(word, count)| weight(word, *count).powi(2)).sum::<f32>().sqrt()
        };
        let shared: f32 = a
            .iter()
            .filter_map(|(word, count)| b.get(word).map(|other| weight(word, *count) * weight(word, *other)))
            .sum();
        let both = norm(a) * norm(b);
        if both > 0.0 { shared / both } else { 0.0 }
    }
}

/// The distinct words of a head or caption.
pub fn wanted(text: &str) -> BTreeSet<String> {
    words(text).into_iter().collect()
}

/// Pairs of neighboring CJK or Hangul letters, and other words cut to a stem.
fn words(text: &str) -> Vec<String> {
    /// Letters of a stem: enough to tell words apart, few enough to drop most endings.
    const STEM: usize = 5;
    let mut words = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let letter = Some(c).filter(|c| is_cjk_letter(*c) || is_hangul(*c));
        if let (Some(a), Some(b)) = (before, letter) {
            words.push([a, b].iter().collect());
        }
        before = letter;
    }
    for word in text.unicode_words() {
        let east = word.chars().any(|c| is_cjk_letter(c) || is_hangul(c));
        if !east && word.chars().count() > 2 {
            words.push(word.to_lowercase().chars().take(STEM).collect());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(texts: &[&str]) -> Topics {
        let text = |text: &&str| LooseText { entries: vec![0], paragraphs: vec![(*text).to_owned()], lead: false };
        Topics::new(&texts.iter().map(text).collect::<Vec<_>>(), &ExtractStyle::default())
    }

    #[test]
    fn a_head_is_like_the_text_it_speaks_of() {
        let zh = topics(&["渔港的码头上，渔船靠岸。", "老街的石板路重新铺过。", "图书馆周末开放到深夜。"]);
        let likest = |head: &str| {
            (0..3).max_by(|a, b| zh.likeness(&wanted(head), *a).total_cmp(&zh.likeness(&wanted(head), *b)))
        };
        assert_eq!(likest("渔船归来"), Some(0));
        assert_eq!(likest("图书馆夜读"), Some(2));
        let en = topics(&["The harbors were full of boats.", "A library stays open.", "Paving the old street."]);
        assert!(en.likeness(&wanted("Harbor reopens"), 0) > en.likeness(&wanted("Harbor reopens"), 1));
    }

    #[test]
    fn likeness_is_bounded_and_a_text_is_like_itself() {
        let ko = topics(&["시장 골목의 불빛이 켜졌다", "도서관은 늦게까지 연다"]);
        assert!((ko.alike(0, 0) - 1.0).abs() < 1e-4 && ko.alike(0, 1) < 0.5);
        assert_eq!(ko.likeness(&wanted("xyz"), 0), 0.0);
    }
}
