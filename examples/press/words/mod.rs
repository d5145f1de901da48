//! What our pages say: word lists and phrase tables of eleven languages, written for this press, and the writer that makes
//! sentences, heads and lines of them.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod ja;
mod ko;
mod pt;
mod ru;
mod zh_hans;
mod zh_hant;
mod writer;

pub use writer::Writer;

/// The languages of our pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese, simplified.
    ZhHans,
    /// Chinese, traditional.
    ZhHant,
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
    /// Russian.
    Ru,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 11] = [
        Language::ZhHans,
        Language::Ja,
        Language::Ko,
        Language::En,
        Language::De,
        Language::Fr,
        Language::ZhHant,
        Language::Es,
        Language::Ru,
        Language::It,
        Language::Pt,
    ];
    /// Its tag, as truths give it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::ZhHans => "zh",
            Language::ZhHant => "zh-Hant",
            Language::Ja => "ja",
            Language::Ko => "ko",
            Language::En => "en",
            Language::De => "de",
            Language::Fr => "fr",
            Language::Es => "es",
            Language::It => "it",
            Language::Pt => "pt",
            Language::Ru => "ru",
        }
    }
    /// Set without blanks between words.
    pub fn is_han(self) -> bool {
        matches!(self, Language::ZhHans | Language::ZhHant | Language::Ja)
    }
    /// Has no capitals and no italics.
    pub fn is_east(self) -> bool {
        self.is_han() || self == Language::Ko
    }
    /// Its word lists.
    pub fn words(self) -> &'static Words {
        match self {
            Language::ZhHans => &zh_hans::WORDS,
            Language::ZhHant => &zh_hant::WORDS,
            Language::Ja => &ja::WORDS,
            Language::Ko => &ko::WORDS,
            Language::En => &en::WORDS,
            Language::De => &de::WORDS,
            Language::Fr => &fr::WORDS,
            Language::Es => &es::WORDS,
            Language::It => &it::WORDS,
            Language::Pt => &pt::WORDS,
            Language::Ru => &ru::WORDS,
        }
    }
}

/// The lists of a language, items parted by `|`. Slots: `{a}` and `{b}` persons, `{s}` a surname, `{p}` a place, `{n}` a
/// number, `{d}` a day, `{paper}` the paper; a slot in capitals is set in capitals. Sentences have `{who}`, `{did}`,
/// `{what}`, `{how}` and `{tail}` as well, titles `{bare}`, `{act}` and `{how}`.
pub struct Words {
    /// Who acts.
    pub who: &'static str,
    /// What is done; the object follows.
    pub did: &'static str,
    /// What it is done to.
    pub what: &'static str,
    /// When, where or why.
    pub how: &'static str,
    /// What is added to a sentence.
    pub tail: &'static str,
    /// Patterns of sentences.
    pub sentences: &'static str,
    /// What a title is about.
    pub bare: &'static str,
    /// What a title says of it.
    pub act: &'static str,
    /// Patterns of titles, short ones first.
    pub titles: &'static str,
    /// First names.
    pub given: &'static str,
    /// Family names.
    pub family: &'static str,
    /// How a full name is made of them: `{g}` and `{f}`.
    pub name: &'static str,
    /// Towns.
    pub places: &'static str,
    /// Names of papers.
    pub papers: &'static str,
    /// Names of sections.
    pub sections: &'static str,
    /// Bylines above text; `/` breaks a line.
    pub by: &'static str,
    /// Bylines at the end of text.
    pub end: &'static str,
    /// Datelines.
    pub date: &'static str,
    /// Captions around a sentence `{}`.
    pub caption: &'static str,
    /// Credits of pictures.
    pub credit: &'static str,
    /// Where a story goes on.
    pub jump: &'static str,
    /// Where it comes from.
    pub jump_from: &'static str,
    /// Labels over short items.
    pub briefs: &'static str,
    /// Labels over letters.
    pub letters: &'static str,
    /// Labels over lists of contents.
    pub index: &'static str,
    /// Lines of date, number and page.
    pub folio: &'static str,
    /// Imprints.
    pub imprint: &'static str,
    /// Questions of interviews begin so.
    pub question: &'static str,
    /// Answers begin so.
    pub answer: &'static str,
    /// Labels over boxes of facts.
    pub facts: &'static str,
    /// Labels over notices of death.
    pub obits: &'static str,
    /// Labels over programmes and results.
    pub listing: &'static str,
    /// Labels over small adverts.
    pub classified: &'static str,
    /// What adverts say beside sentences.
    pub offer: &'static str,
    /// Labels over the weather.
    pub weather: &'static str,
    /// Kinds of sky.
    pub sky: &'static str,
    /// Labels over comment.
    pub opinion: &'static str,
    /// Ears beside the nameplate: price, motto, edition.
    pub ears: &'static str,
    /// Notices of parishes and clubs; times and places.
    pub notices: &'static str,
    /// Days of the week.
    pub days: &'static str,
    /// Headings of official acts.
    pub acts: &'static str,
    /// Labels of authorities in gazettes.
    pub offices: &'static str,
}
