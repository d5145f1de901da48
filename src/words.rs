//! What the program says to people, in their language. Sentences stand in English where they are said; their
//! translations stand in `locales/`, under a name made of the English words. What is not translated is said in English.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::fmt::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UiLanguage {
    /// English.
    #[default]
    English,
    /// Chinese in simplified characters.
    Simplified,
    /// Chinese in traditional characters.
    Traditional,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
}

/// Says a sentence in the reader's language: an English template with its places in braces, and what goes there by name.
#[macro_export]
macro_rules! t {
    ($template:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::words::say($template, &[$((stringify!($name), $crate::t!(@value $name $(, $value)?))),*])
    };
    (@value $name:ident) => { $name.to_string() };
    (@value $name:ident, $value:expr) => { ($value).to_string() };
}

/// The translations, in the order of [`UiLanguage::ALL`] behind English.
const TEXTS: [&str; 4] = [
    include_str!("../locales/zh-Hans.ftl"),
    include_str!("../locales/zh-Hant.ftl"),
    include_str!("../locales/ja.ftl"),
    include_str!("../locales/ko.ftl"),
];

/// What is spoken, an index into [`UiLanguage::ALL`].
static SPOKEN: AtomicUsize = AtomicUsize::new(0);
static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 4] = [const { OnceLock::new() }; 4];

impl UiLanguage {
    /// Every language.
    pub const ALL: [UiLanguage; 5] = [
        UiLanguage::English,
        UiLanguage::Simplified,
        UiLanguage::Traditional,
        UiLanguage::Japanese,
        UiLanguage::Korean,
    ];

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            UiLanguage::English => "en",
            UiLanguage::Simplified => "zh-Hans",
            UiLanguage::Traditional => "zh-Hant",
            UiLanguage::Japanese => "ja",
            UiLanguage::Korean => "ko",
        }
    }

    /// The language of a tag or of a locale: `zh-Hant`, `zh_TW.UTF-8`, `ja`. Nothing for those that are not spoken.
    pub fn of(name: &str) -> Option<UiLanguage> {
        let name = name.split(['.', '@']).next().unwrap_or_default().to_lowercase().replace('_', "-");
        let mut parts = name.split('-');
        match parts.next()? {
            "en" | "c" | "posix" => Some(UiLanguage::English),
            "zh" => {
                let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
                Some(if traditional { UiLanguage::Traditional } else { UiLanguage::Simplified })
            }
            "ja" => Some(UiLanguage::Japanese),
            "ko" => Some(UiLanguage::Korean),
            _ => None,
        }
    }
}

/// From now on this language is spoken.
pub fn speak(tongue: UiLanguage) {
    SPOKEN.store(UiLanguage::ALL.iter().position(|other| *other == tongue).unwrap_or(0), Ordering::Relaxed);
}

/// Says a sentence; [`t!`] makes it easier.
pub fn say(template: &str, values: &[(&str, String)]) -> String {
    let spoken = UiLanguage::ALL.get(SPOKEN.load(Ordering::Relaxed)).copied().unwrap_or_default();
    say_in(spoken, template, values)
}

/// Says a sentence in a language.
pub fn say_in(tongue: UiLanguage, template: &str, values: &[(&str, String)]) -> String {
    translated(tongue, template, values).unwrap_or_else(|| filled(template, values))
}

/// The translation of a sentence; nothing where there is none.
pub fn translated(tongue: UiLanguage, template: &str, values: &[(&str, String)]) -> Option<String> {
    let bundle = bundle(tongue)?;
    let pattern = bundle.get_message(&name_of(template))?.value()?;
    let mut named = FluentArgs::new();
    for (name, value) in values {
        named.set(*name, value.as_str());
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned();
    errors.is_empty().then_some(said)
}

fn bundle(tongue: UiLanguage) -> Option<&'static FluentBundle<FluentResource>> {
    let at = UiLanguage::ALL.iter().position(|other| *other == tongue)?.checked_sub(1)?;
    let (text, bundle) = (TEXTS.get(at)?, BUNDLES.get(at)?);
    Some(bundle.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(tongue.tag().parse().into_iter().collect());
        // Marks around what is filled in are for text that runs both ways; they would show in a terminal.
        bundle.set_use_isolating(false);
        // What is wrong with a line costs that line; a test reads them all.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        bundle
    }))
}

/// The name of a sentence in the files: its English words.
pub fn name_of(template: &str) -> String {
    let mut name = String::with_capacity(template.len());
    for word in template.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word.to_ascii_lowercase());
    }
    // Names begin with a letter.
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n-{name}") } else { name }
}

/// The English sentence with its places filled.
fn filled(template: &str, values: &[(&str, String)]) -> String {
    let mut said = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            let _ = write!(said, "{{{after}");
            return said;
        };
        match values.iter().find(|(other, _)| *other == name) {
            Some((_, value)) => said.push_str(value),
            None => {
                let _ = write!(said, "{{{name}}}");
            }
        }
        rest = behind;
    }
    said.push_str(rest);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_tags_and_locales() {
        for (name, tongue) in [
            ("zh_CN.UTF-8", Some(UiLanguage::Simplified)),
            ("zh_TW", Some(UiLanguage::Traditional)),
            ("zh-Hant-HK", Some(UiLanguage::Traditional)),
            ("zh", Some(UiLanguage::Simplified)),
            ("ja_JP.eucJP", Some(UiLanguage::Japanese)),
            ("ko", Some(UiLanguage::Korean)),
            ("C.UTF-8", Some(UiLanguage::English)),
            ("de_DE.UTF-8", None),
            ("", None),
        ] {
            assert_eq!(UiLanguage::of(name), tongue, "{name}");
        }
    }

    #[test]
    fn sentences_are_filled_and_translated() {
        let values = [("number", "9".to_owned()), ("pages", "5 pages".to_owned())];
        let template = "no page {number}: this edition has {pages}";
        assert_eq!(say_in(UiLanguage::English, template, &values), "no page 9: this edition has 5 pages");
        assert!(say_in(UiLanguage::Simplified, template, &values).contains('9'));
        assert_eq!(say_in(UiLanguage::Japanese, "nothing like this", &[]), "nothing like this");
        assert_eq!(name_of("{count} found · J/K"), "count-found-j-k");
        assert_eq!(name_of("1 page"), "n-1-page");
    }

    #[test]
    fn every_line_of_the_files_can_be_read() {
        for text in TEXTS {
            assert!(FluentResource::try_new(text.to_owned()).is_ok());
        }
    }
}
