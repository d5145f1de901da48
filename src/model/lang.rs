//! The languages that newspapers we read are in, told from their characters and commonest words.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A language as far as setting and phrases need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, either script.
    Zh,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Portuguese.
    Pt,
    /// Dutch.
    Nl,
    /// Russian.
    Ru,
    /// Anything else; set like a Latin language.
    #[default]
    #[serde(rename = "und")]
    Other,
}

impl Lang {
    /// The two-letter code, `und` for anything else.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::Ja => "ja",
            Lang::Ko => "ko",
            Lang::En => "en",
            Lang::De => "de",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::It => "it",
            Lang::Pt => "pt",
            Lang::Nl => "nl",
            Lang::Ru => "ru",
            Lang::Other => "und",
        }
    }

    /// True where a line may break between any two characters and words are not parted by spaces.
    pub fn is_han(self) -> bool {
        match self {
            Lang::Zh | Lang::Ja => true,
            Lang::Ko
            | Lang::En
            | Lang::De
            | Lang::Fr
            | Lang::Es
            | Lang::It
            | Lang::Pt
            | Lang::Nl
            | Lang::Ru
            | Lang::Other => false,
        }
    }

    /// Chinese, Japanese, Korean: set in squares, and vertically too.
    pub fn is_cjk(self) -> bool {
        self.is_han() || self == Lang::Ko
    }

    /// The language of a text: by script, and among Latin ones by their commonest words.
    ///
    /// A fifth of the letters decides for a CJK script, because a Chinese page full of Latin product names is
    /// still Chinese; kana in a twentieth of the CJK letters make it Japanese.
    pub fn of(text: &str) -> Lang {
        let (mut han, mut kana, mut hangul, mut cyrillic, mut letters) = (0u32, 0u32, 0u32, 0u32, 0u32);
        // Han and Hangul are letters; of other characters the tables say whether they are.
        let is_letter = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') || c.is_alphabetic();
        for c in text.chars().filter(is_letter).take(20_000) {
            letters += 1;
            match c {
                '\u{3040}'..='\u{30ff}' => kana += 1,
                '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
                '\u{400}'..='\u{52f}' => cyrillic += 1,
                '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => han += 1,
                _ => {}
            }
        }
        let cjk = han + kana + hangul;
        if cjk * 5 >= letters.max(1) {
            return if hangul * 2 > cjk {
                Lang::Ko
            } else if kana * 20 > cjk {
                Lang::Ja
            } else {
                Lang::Zh
            };
        }
        if cyrillic * 2 > letters { Lang::Ru } else { Lang::of_latin(text) }
    }

    /// Among Latin languages, the one whose commonest words occur most; fewer than three prove nothing.
    fn of_latin(text: &str) -> Lang {
        let mut counts = [0u32; COMMON.len()];
        let part = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
        let words = text.split(part).map(|word| word.trim_matches(['\'', '’']));
        for word in words.filter(|word| !word.is_empty()).take(4000) {
            let common = languages_of_word(word);
            for (at, count) in counts.iter_mut().enumerate() {
                *count += u32::from(common >> at & 1);
            }
        }
        let best = counts.iter().zip(COMMON).max_by_key(|(count, _)| **count);
        best.filter(|(count, _)| **count >= 3).map_or(Lang::Other, |(_, (lang, _))| lang)
    }
}

/// The commonest words of Latin languages, without those that two of them would count most of.
const COMMON: [(Lang, &[&str]); 7] = [
    (Lang::It, &["il", "che", "di", "della", "per", "non", "con", "sono", "nel", "gli"]),
    (Lang::Pt, &["que", "do", "da", "em", "uma", "os", "com", "não", "para", "dos"]),
    (Lang::Nl, &["het", "een", "van", "dat", "niet", "op", "te", "zijn", "voor", "met"]),
    (Lang::En, &["the", "of", "and", "to", "is", "that", "with", "for", "was", "by"]),
    (Lang::De, &["der", "die", "und", "das", "ist", "nicht", "mit", "von", "den", "ein"]),
    (Lang::Fr, &["le", "les", "des", "et", "est", "une", "dans", "du", "pour", "qui"]),
    (Lang::Es, &["el", "los", "las", "y", "una", "por", "con", "del", "que", "para"]),
];

/// Bytes of the longest of these words.
const LONGEST_COMMON: usize = 5;

/// The languages of [`COMMON`] in which a word is one of the commonest, a bit each.
fn languages_of_word(word: &str) -> u8 {
    static BITS: LazyLock<HashMap<&[u8], u8>> = LazyLock::new(|| {
        let mut bits: HashMap<&[u8], u8> = HashMap::default();
        for (at, (_, words)) in COMMON.iter().enumerate() {
            for word in *words {
                *bits.entry(word.as_bytes()).or_default() |= 1 << at;
            }
        }
        bits
    });
    let mut lower = [0; LONGEST_COMMON];
    let Some(lower) = lower.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    BITS.get(&*lower).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        assert_eq!(Lang::of("广场上的灯亮了，人们从四面八方赶来。"), Lang::Zh);
        assert_eq!(Lang::of("広場の灯りがともり、人々が集まった。"), Lang::Ja);
        assert_eq!(Lang::of("광장의 불이 켜지고 사람들이 모였다."), Lang::Ko);
        assert_eq!(Lang::of("На площади зажглись огни, и люди собрались."), Lang::Ru);
        assert_eq!(Lang::of("The lamps of the square were lit and people came to see."), Lang::En);
        assert_eq!(Lang::of("Der Platz und die Stadt: das Licht ist nicht aus."), Lang::De);
        assert_eq!(Lang::of("Les lampes des rues et une foule dans la nuit du bourg."), Lang::Fr);
        assert_eq!(Lang::of("Las luces del pueblo y una noche con el mar por testigo."), Lang::Es);
        assert_eq!(
            Lang::of("Il sindaco ha detto che la luce della piazza non si spegne per tutta la notte."),
            Lang::It
        );
        assert_eq!(Lang::of("A luz da praça não se apaga, e uma banda toca para os que chegam do porto."), Lang::Pt);
        assert_eq!(Lang::of("De lampen van het plein branden en een koor zingt op de kade."), Lang::Nl);
        assert_eq!(Lang::of("12 — 34"), Lang::Other);
        assert!(COMMON.iter().flat_map(|(_, words)| *words).all(|word| word.len() <= LONGEST_COMMON));
    }

    #[test]
    fn latin_names_do_not_make_a_chinese_page_latin() {
        assert_eq!(Lang::of("在 Debian 系统上使用 apt 安装 openssh-server 软件包即可"), Lang::Zh);
    }
}
