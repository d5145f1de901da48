//! The house styles at hand: those built in, and the user's own; and which one a page gets.

use super::{HouseStyle, StyleError, Writing};
use crate::model::lang::Lang;
use std::path::Path;

/// The built-in styles: name for `--layout`, text, and the style whose phrases and thresholds it starts from.
const BUILT_IN: &[(&str, &str, Option<&str>)] = &[
    ("zh", include_str!("../../layouts/zh.toml"), None),
    ("zh-feature", include_str!("../../layouts/zh-feature.toml"), Some("zh")),
    ("ja", include_str!("../../layouts/ja.toml"), None),
    ("ja-vertical", include_str!("../../layouts/ja-vertical.toml"), Some("ja")),
    ("ko", include_str!("../../layouts/ko.toml"), None),
    ("latin", include_str!("../../layouts/latin.toml"), None),
];

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
    /// What it says.
    pub style: HouseStyle,
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
    ///
    /// # Errors
    /// Only when a built-in file is broken, which a test rules out.
    pub fn built_in() -> Result<Library, StyleError> {
        let mut library = Library::default();
        for (key, text, base) in BUILT_IN {
            let base = base.and_then(|name| library.find(name)).map(|shelved| shelved.text.clone());
            let style = HouseStyle::parse(text, &format!("layouts/{key}.toml"), base.as_deref())?;
            library.shelf.push(Shelved { key: (*key).to_owned(), text: (*text).to_owned(), style });
        }
        Ok(library)
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
        self.shelf.insert(0, Shelved { key, text, style });
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
        self.choose_shelved(clues).map(|shelved| shelved.style.clone()).unwrap_or_default()
    }

    fn choose_shelved(&self, clues: &Clues) -> Option<&Shelved> {
        let fits = |shelved: &&Shelved| fit(&shelved.style, clues).is_some();
        let mut best: Option<&Shelved> = None;
        for shelved in self.shelf.iter().filter(fits) {
            if best.is_none_or(|held| fit(&shelved.style, clues) > fit(&held.style, clues)) {
                best = Some(shelved);
            }
        }
        best
    }
}

/// How well a style fits: nothing when it is for other pages, else 4 for a word of its own, 2 for the page
/// size, 1 each for language and direction. A paper's own word outweighs everything else.
fn fit(style: &HouseStyle, clues: &Clues) -> Option<u8> {
    let wanted = &style.matching;
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
        let library = Library::built_in().unwrap();
        assert!(library.all().len() >= 5);
    }

    #[test]
    fn language_and_direction_choose() {
        let library = Library::built_in().unwrap();
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
