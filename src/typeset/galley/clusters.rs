//! Text to clusters: what no line ever parts. Words and numbers are whole, —— and …… are pairs, everything else
//! is one character.

use super::classes::{BreakClass, class, is_multiplier, is_unit};
use crate::typeset::width::{WidthModel, graphemes, is_ascii_ink};
use std::borrow::Cow;

/// A piece of text with its width, its class and its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextCluster {
    /// First byte in the shown text.
    pub from: u32,
    /// Byte after the last.
    pub to: u32,
    /// First byte in the text as it was given.
    pub at: u32,
    /// Cells.
    pub cells: u16,
    /// What it does at the edge of a line.
    pub class: BreakClass,
    /// It is the beginning of a word: a line that ends behind it shows a hyphen.
    pub hyphen: bool,
}

/// A text in clusters.
#[derive(Debug, Default)]
pub(super) struct TextClusters {
    /// The text as it may be shown.
    pub shown: String,
    /// All of it, in order.
    pub list: Vec<TextCluster>,
    /// Where the text is shown otherwise than it was given: bytes of what is shown, bytes of what was given. Up to
    /// the next such place both go on alike.
    turns: Vec<(u32, u32)>,
}

impl TextClusters {
    /// The clusters of a text; `spaced` when the language parts its words by spaces.
    pub fn of(text: &str, spaced: bool, widths: &WidthModel) -> TextClusters {
        let mut clusters = TextClusters::characters(text, widths);
        clusters.tell_quotes(spaced);
        clusters.join();
        clusters.tie_units();
        clusters
    }

    /// The text of clusters that follow each other, as it is shown.
    pub fn line(&self, line: &[TextCluster]) -> &str {
        let ends = line.first().zip(line.last());
        ends.and_then(|(first, last)| self.shown.get(first.from as usize..last.to as usize)).unwrap_or_default()
    }

    /// The text of one cluster as it is shown.
    pub fn text(&self, cluster: &TextCluster) -> &str {
        self.shown.get(cluster.from as usize..cluster.to as usize).unwrap_or_default()
    }

    /// The place in the text as it was given of a place in what is shown, at the start of a grapheme.
    pub fn given(&self, shown: u32) -> u32 {
        let turn = self.turns.partition_point(|(from, _)| *from <= shown).checked_sub(1);
        let (from, at) = turn.and_then(|turn| self.turns.get(turn)).copied().unwrap_or_default();
        at + (shown - from)
    }

    /// One cluster for each grapheme of the text.
    fn characters(text: &str, widths: &WidthModel) -> TextClusters {
        let mut clusters = TextClusters {
            shown: String::with_capacity(text.len()),
            list: Vec::with_capacity(text.len() / 3),
            turns: Vec::new(),
        };
        let mut before = None;
        for (at, grapheme) in graphemes(text) {
            let own = grapheme.chars().next().map_or(BreakClass::Word, class);
            let shown = if is_ascii_ink(grapheme) { Cow::Borrowed(grapheme) } else { widths.shown(grapheme, before) };
            before = grapheme.chars().next_back();
            if shown == grapheme {
                clusters.push(grapheme, own, at, widths);
            } else {
                clusters.push_otherwise(&shown, own, (at, grapheme.len()), widths);
            }
        }
        clusters
    }

    fn push(&mut self, shown: &str, class: BreakClass, at: usize, widths: &WidthModel) {
        let from = self.shown.len() as u32;
        self.shown.push_str(shown);
        let (to, cells) = (self.shown.len() as u32, widths.grapheme(shown));
        self.list.push(TextCluster { from, to, at: at as u32, cells, class, hyphen: false });
    }

    /// A grapheme that is shown otherwise than it was given: in several pieces or none.
    fn push_otherwise(&mut self, shown: &str, own: BreakClass, (at, length): (usize, usize), widths: &WidthModel) {
        for (_, piece) in graphemes(shown) {
            self.turns.push((self.shown.len() as u32, at as u32));
            // ¡ opens, whatever stands in for it.
            let class =
                if own == BreakClass::Open { own } else { piece.chars().next().map_or(BreakClass::Word, class) };
            self.push(piece, class, at, widths);
        }
        self.turns.push((self.shown.len() as u32, (at + length) as u32));
    }

    /// Quotes that open and close with the same sign, and those that other languages turn round, by what stands
    /// beside them.
    fn tell_quotes(&mut self, spaced: bool) {
        let mut open = [false; 2];
        for at in 0..self.list.len() {
            if !matches!(self.class(at), Some(BreakClass::Open | BreakClass::Close | BreakClass::Word)) {
                continue;
            }
            let straight = match self.char(at) {
                '"' => Some(0),
                '\'' => Some(1),
                '“' | '”' | '‘' | '’' | '«' | '»' | '‹' | '›' | '〝' | '〞' | '『' | '』' if spaced => {
                    None
                }
                _ => continue,
            };
            let before = at.checked_sub(1).and_then(|at| self.class(at));
            let after = self.class(at + 1);
            let starts = matches!(before, None | Some(BreakClass::Space | BreakClass::Open | BreakClass::Dash));
            let ends = matches!(after, None | Some(BreakClass::Space | BreakClass::Stop | BreakClass::Close));
            let within = straight
                .and_then(|which| open.get(which).copied())
                .unwrap_or(matches!(self.class(at), Some(BreakClass::Close)));
            let opens = if starts == ends { !within } else { starts };
            if let Some(state) = straight.and_then(|which| open.get_mut(which)) {
                *state = opens;
            }
            if let Some(cluster) = self.list.get_mut(at) {
                cluster.class = if opens { BreakClass::Open } else { BreakClass::Close };
            }
        }
    }

    /// Characters to words, numbers and pairs, in place.
    fn join(&mut self) {
        let mut kept = 0;
        let mut at = 0;
        while at < self.list.len() {
            let end = match self.class(at) {
                Some(BreakClass::Word | BreakClass::Number) => self.word_end(at),
                Some(class @ (BreakClass::Dash | BreakClass::Dots)) => {
                    at + 1 + usize::from(self.class(at + 1) == Some(class))
                }
                // A blank behind an opening mark (« mot) is part of it.
                Some(BreakClass::Space) if kept > 0 && self.class(kept - 1) == Some(BreakClass::Open) => at + 1,
                _ => at + 1,
            };
            let blank_in_open =
                self.class(at) == Some(BreakClass::Space) && kept > 0 && self.class(kept - 1) == Some(BreakClass::Open);
            let parts = self.list.get(at..end).unwrap_or_default();
            let Some(first) = parts.first() else { break };
            let digits = parts.iter().all(|part| part.class != BreakClass::Word) && first.class == BreakClass::Number;
            let class = match first.class {
                BreakClass::Word | BreakClass::Number => {
                    if digits {
                        BreakClass::Number
                    } else {
                        BreakClass::Word
                    }
                }
                BreakClass::Space if blank_in_open => BreakClass::Open,
                other => other,
            };
            let cells = parts.iter().fold(0u16, |sum, part| sum.saturating_add(part.cells));
            let joined = TextCluster { to: parts.last().map_or(first.to, |part| part.to), cells, class, ..*first };
            if let Some(slot) = self.list.get_mut(kept) {
                *slot = joined;
            }
            kept += 1;
            at = end;
        }
        self.list.truncate(kept);
    }

    /// Where the word or number that starts here ends; a line may break there when another word follows.
    fn word_end(&self, start: usize) -> usize {
        let is_word = |at: usize| matches!(self.class(at), Some(BreakClass::Word | BreakClass::Number));
        let mut at = start + 1;
        while at < self.list.len() {
            let (before, this) = (self.char(at - 1), self.char(at));
            if is_word(at) {
                let joint =
                    matches!(before, '-' | '‐' | '/') && at >= start + 2 && !is_joined(self.char(at - 2), this, before);
                if joint {
                    break;
                }
            } else if !(is_word(at - 1) && is_word(at + 1) && holds(before, this, self.char(at + 1))) {
                break;
            }
            at += 1;
        }
        at
    }

    /// 年 in 2024年 becomes part of the number, and 元 in 5万元.
    fn tie_units(&mut self) {
        let mut counted = false;
        for at in 0..self.list.len() {
            let is_unit = counted && self.class(at) == Some(BreakClass::Han) && is_unit(self.char(at));
            counted = self.class(at) == Some(BreakClass::Number) || (is_unit && is_multiplier(self.char(at)));
            if let Some(cluster) = self.list.get_mut(at).filter(|_| is_unit) {
                cluster.class = BreakClass::Unit;
            }
        }
    }

    fn class(&self, at: usize) -> Option<BreakClass> {
        self.list.get(at).map(|cluster| cluster.class)
    }

    fn char(&self, at: usize) -> char {
        self.list.get(at).and_then(|cluster| self.text(cluster).chars().next()).unwrap_or(' ')
    }
}

/// A hyphen between digits (010-65368971) or a slash between digits (3/4) is no place to break.
fn is_joined(before: char, after: char, joint: char) -> bool {
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    digits || (joint == '/' && before == '/') || (joint == '/' && after == '/')
}

/// True when a mark between two characters of a word belongs to the word.
fn holds(before: char, mark: char, after: char) -> bool {
    let digits = before.is_numeric() && after.is_numeric();
    match mark {
        '.' | '\'' | '’' => true,
        ':' => digits || after == '/',
        '?' => after.is_ascii_alphanumeric() && before.is_ascii_alphanumeric() && !digits,
        '%' | '#' => after.is_ascii_alphanumeric() && before.is_ascii_alphanumeric(),
        ',' | '，' | '．' | '：' | '∶' | '—' | '–' | '～' | '－' | '·' => digits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, spaced: bool) -> Vec<String> {
        let clusters = TextClusters::of(text, spaced, &WidthModel::narrow());
        clusters.list.iter().map(|cluster| clusters.text(cluster).to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_pairs_are_whole() {
        assert_eq!(pieces("王——GDP增……6.4%", false), ["王", "——", "GDP", "增", "……", "6.4", "%"]);
        assert_eq!(pieces("1—7月 010-65368971", false), ["1—7", "月", " ", "010-65368971"]);
        assert_eq!(pieces("3∶1 25：20 10,000.5", false), ["3∶1", " ", "25：20", " ", "10,000.5"]);
        assert_eq!(
            pieces("don’t e.g. state-of-the-art,", true),
            ["don’t", " ", "e.g", ".", " ", "state-", "of-", "the-", "art", ","]
        );
    }

    #[test]
    fn addresses_come_apart_after_slashes() {
        assert_eq!(
            pieces("https://www.example.org/a-b/c.htm查", false),
            ["https://www.example.org/", "a-", "b/", "c.htm", "查"]
        );
    }

    #[test]
    fn units_are_tied_to_their_numbers() {
        let clusters = TextClusters::of("12.8亿元和2024年年底", false, &WidthModel::narrow());
        let classes: Vec<BreakClass> = clusters.list.iter().map(|cluster| cluster.class).collect();
        use BreakClass::{Han, Number, Unit};
        assert_eq!(classes, [Number, Unit, Unit, Han, Number, Unit, Han, Han]);
    }

    #[test]
    fn straight_and_turned_quotes_are_told_by_their_neighbors() {
        let classes = |text: &str, spaced| {
            let clusters = TextClusters::of(text, spaced, &WidthModel::narrow());
            clusters
                .list
                .iter()
                .map(|cluster| cluster.class)
                .filter(|class| matches!(class, BreakClass::Open | BreakClass::Close))
                .collect::<Vec<_>>()
        };
        let pair = [BreakClass::Open, BreakClass::Close];
        assert_eq!(classes("他说\"好\"。", false), pair);
        assert_eq!(classes("He said \"yes\", then", true), pair);
        assert_eq!(classes("ein „Wort“ hier", true), pair);
        assert_eq!(classes("ein »Wort« hier", true), pair);
        assert_eq!(classes("“十四五”", false), pair);
    }

    #[test]
    fn every_cluster_knows_its_place_in_the_source() {
        let accents = TextClusters::of("c’était œuvré", true, &WidthModel::safe());
        let places: Vec<u32> = accents.shown.char_indices().map(|(at, _)| accents.given(at as u32)).collect();
        assert_eq!(accents.shown, "c'etait oeuvre");
        assert_eq!(places, [0, 1, 4, 6, 7, 8, 9, 10, 11, 11, 13, 14, 15, 16]);
        let text = "a\u{ad}b中\u{200b}文";
        let clusters = TextClusters::of(text, false, &WidthModel::narrow());
        assert_eq!(clusters.shown, "ab中文");
        assert!(
            clusters
                .list
                .iter()
                .all(|cluster| text[cluster.at as usize..].starts_with(clusters.text(cluster).chars().next().unwrap()))
        );
    }
}
