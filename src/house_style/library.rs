//! The house styles at hand: those built in, and the user's own; and which one a page gets.

use super::{HouseStyle, Match, StyleError, Writing};
use crate::model::lang::Lang;
use std::path::Path;
use std::sync::OnceLock;

/// A style that comes with the program: which pages it is for is told here as in its text, so that a page chooses its
/// style before any text is read.
struct BuiltIn {
    /// What `--layout` takes.
    key: &'static str,
    text: &'static str,
    /// The style whose phrases and thresholds it starts from.
    base: Option<&'static str>,
    lang: Option<Lang>,
    writing: Option<Writing>,
    /// Words of which one must stand on the page.
    words: &'static [&'static str],
}

const BUILT_IN: [BuiltIn; 6] = [
    BuiltIn {
        key: "zh",
        text: include_str!("../../layouts/zh.toml"),
        base: None,
        lang: Some(Lang::Zh),
        writing: None,
        words: &[],
    },
    BuiltIn {
        key: "zh-feature",
        text: include_str!("../../layouts/zh-feature.toml"),
        base: Some("zh"),
        lang: Some(Lang::Zh),
        writing: None,
        words: &["本版图片"],
    },
    BuiltIn {
        key: "ja",
        text: include_str!("../../layouts/ja.toml"),
        base: None,
        lang: Some(Lang::Ja),
        writing: None,
        words: &[],
    },
    BuiltIn {
        key: "ja-vertical",
        text: include_str!("../../layouts/ja-vertical.toml"),
        base: Some("ja"),
        lang: Some(Lang::Ja),
        writing: Some(Writing::Vertical),
        words: &[],
    },
    BuiltIn {
        key: "ko",
        text: include_str!("../../layouts/ko.toml"),
        base: None,
        lang: Some(Lang::Ko),
        writing: None,
        words: &[],
    },
    BuiltIn {
        key: "latin",
        text: include_str!("../../layouts/latin.toml"),
        base: None,
        lang: None,
        writing: None,
        words: &[],
    },
];

impl BuiltIn {
    fn shelved(&self) -> Shelved {
        let text = self.words.iter().map(|word| (*word).to_owned()).collect();
        let matching = Match { text, page_pt: None, lang: self.lang, writing: self.writing };
        let style = OnceLock::new();
        Shelved { key: self.key.to_owned(), text: self.text.to_owned(), base: self.base, matching, style }
    }
}

/// House styles by name.
#[derive(Clone, Debug, Default)]
pub struct Library {
    shelf: Vec<Shelved>,
}

/// A house style and how it is asked for.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// What `--layout` takes.
    pub key: String,
    /// Its TOML text.
    pub text: String,
    /// The built-in style it starts from, if its text is not all it says.
    base: Option<&'static str>,
    /// Which pages it is for.
    matching: Match,
    /// What it says; read when it is asked for.
    style: OnceLock<HouseStyle>,
}

impl Shelved {
    /// What it says.
    pub fn style(&self) -> &HouseStyle {
        self.style.get_or_init(|| {
            let base = self.base.and_then(|base| BUILT_IN.iter().find(|other| other.key == base));
            // The styles that come with the program are sound, as a test says; all others are read when they are added.
            HouseStyle::parse(&self.text, &self.key, base.map(|base| base.text)).unwrap_or_default()
        })
    }
}

/// What is known of a page before it is laid out.
#[derive(Clone, Debug, Default)]
pub struct Clues {
    /// Its text in any order.
    pub text: String,
    /// Width and height in points; nothing for text without geometry.
    pub page_pt: Option<[f32; 2]>,
    /// Its language.
    pub lang: Lang,
    /// Its writing direction, as far as known.
    pub writing: Option<Writing>,
}

impl Library {
    /// The styles that come with the program.
    pub fn built_in() -> Library {
        Library { shelf: BUILT_IN.iter().map(BuiltIn::shelved).collect() }
    }

    /// Adds a style from a file; it is asked for by the file's stem and goes before the built-in ones.
    /// It starts from the built-in style of its language, horizontal or vertical.
    ///
    /// # Errors
    /// When the file cannot be read or is not a layout.
    pub fn add_file(&mut self, path: &Path) -> Result<&Shelved, StyleError> {
        let file = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|cause| StyleError::Unreadable { file: file.clone(), cause })?;
        let own = HouseStyle::parse(&text, &file, None)?;
        let clues = Clues {
            lang: own.matching.lang.unwrap_or_default(),
            writing: own.matching.writing.or(own.setting.writing),
            ..Clues::default()
        };
        let base = self.choose_shelved(&clues).map(|shelved| shelved.text.clone());
        let style = HouseStyle::parse(&text, &file, base.as_deref())?;
        let key = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let matching = style.matching.clone();
        self.shelf.insert(0, Shelved { key, text, base: None, matching, style: OnceLock::from(style) });
        self.shelf.first().ok_or(StyleError::Unknown { name: file })
    }

    /// The style of this name.
    pub fn find(&self, key: &str) -> Option<&Shelved> {
        self.shelf.iter().find(|shelved| shelved.key == key)
    }

    /// All styles, the user's first.
    pub fn all(&self) -> &[Shelved] {
        &self.shelf
    }

    /// The style that fits a page best; the defaults when none fits.
    pub fn choose(&self, clues: &Clues) -> HouseStyle {
        self.choose_shelved(clues).map(|shelved| shelved.style().clone()).unwrap_or_default()
    }

    fn choose_shelved(&self, clues: &Clues) -> Option<&Shelved> {
        let fits = |shelved: &&Shelved| fit(&shelved.matching, clues).is_some();
        let mut best: Option<&Shelved> = None;
        for shelved in self.shelf.iter().filter(fits) {
            if best.is_none_or(|held| fit(&shelved.matching, clues) > fit(&held.matching, clues)) {
                best = Some(shelved);
            }
        }
        best
    }
}

/// How well a style fits: nothing when it is for other pages, else 4 for a word of its own, 2 for the page
/// size, 1 each for language and direction. A paper's own word outweighs everything else.
fn fit(wanted: &Match, clues: &Clues) -> Option<u8> {
    let mut score = 0;
    if !wanted.text.is_empty() {
        score += wanted.text.iter().any(|word| clues.text.contains(word.as_str())).then_some(4)?;
    }
    if let Some(size) = wanted.page_pt {
        let near = |a: f32, b: f32| (a - b).abs() <= 0.02 * a.max(b);
        score += clues.page_pt.is_some_and(|page| near(page[0], size[0]) && near(page[1], size[1])).then_some(2)?;
    }
    if let Some(lang) = wanted.lang {
        score += (lang == clues.lang).then_some(1)?;
    }
    if let Some(writing) = wanted.writing {
        score += (clues.writing.unwrap_or(Writing::Horizontal) == writing).then_some(1)?;
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_styles_are_sound() {
        for (own, shelved) in BUILT_IN.iter().zip(Library::built_in().all()) {
            let base = own.base.map(|base| BUILT_IN.iter().find(|other| other.key == base).unwrap().text);
            let style = HouseStyle::parse(own.text, own.key, base).unwrap();
            assert_eq!(style.matching, shelved.matching, "{}: the table and the text tell the same pages", own.key);
            assert!(!shelved.style().name.is_empty(), "{}", own.key);
        }
    }

    #[test]
    fn language_and_direction_choose() {
        let library = Library::built_in();
        let key = |lang, writing| {
            let clues = Clues { lang, writing, ..Clues::default() };
            library.choose_shelved(&clues).map(|shelved| shelved.key.clone()).unwrap_or_default()
        };
        assert_eq!(key(Lang::Ja, Some(Writing::Vertical)), "ja-vertical");
        assert_eq!(key(Lang::Ja, Some(Writing::Horizontal)), "ja");
        assert_eq!(key(Lang::Zh, None), "zh");
        assert_eq!(key(Lang::Fr, None), "latin");
    }
}
