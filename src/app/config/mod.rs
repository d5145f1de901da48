//! The config file: settings, keys, themes. None is needed; what it leaves out is as in [`ReaderSettings::default`].
//!
//! A mistake is one line with the file, the line in it, what is wrong and what is allowed.

pub mod printed;
mod keys;
mod settings;
mod themes;

pub use settings::{AUTO, ReaderSettings, StartView, VariantChoice, ZoomChoice, unspoken};
pub use themes::Themes;

use crate::ui::keymap::Keymap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::de::DeTable;

/// Everything the config says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The plain settings.
    pub settings: ReaderSettings,
    /// The keys in effect.
    pub keys: Arc<Keymap>,
    /// The themes there are.
    pub themes: Themes,
    /// The file it was read from; where it would be when there is none.
    pub file: Option<PathBuf>,
    /// `[keys]` and `[themes]` as written, to be printed again.
    own: toml::Table,
}

/// What is wrong with a config file.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{file}: {cause}; --config names another file")]
    Unreadable {
        /// The file as messages name it.
        file: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It says what cannot be.
    #[error("{file}, line {line}: {says}")]
    Invalid {
        /// The file as messages name it.
        file: String,
        /// Line from 1.
        line: usize,
        /// What is wrong and what is allowed.
        says: String,
    },
}

/// Something wrong at a place of the text, in bytes.
struct Fault {
    at: usize,
    says: String,
}

impl Fault {
    fn new(span: Range<usize>, says: impl Into<String>) -> Fault {
        Fault { at: span.start, says: says.into() }
    }
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Fault {
        let says = error.message().trim().replace('\n', "; ");
        let more = if says.starts_with("unknown field") { "; foldline --print-config explains them" } else { "" };
        Fault { at: error.span().map_or(0, |span| span.start), says: format!("{says}{more}") }
    }
}

impl Config {
    /// The config in this file, else the one in the user's config folder, else the defaults.
    ///
    /// # Errors
    /// When a file that was named, or that is there, cannot be read or says what cannot be.
    pub fn load(named: Option<&Path>) -> Result<Config, ConfigError> {
        let Some(path) = named.map(Path::to_path_buf).or_else(default_file) else { return Ok(Config::default()) };
        let file = path.display().to_string();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if named.is_none() && cause.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(cause) => return Err(ConfigError::Unreadable { file, cause }),
        };
        // Most people have none, and then nothing has to be understood.
        let config = if text.is_empty() { Config::default() } else { Config::parse(&text, &file)? };
        Ok(Config { file: Some(path), ..config })
    }

    /// A config from its text; `file` is for messages.
    ///
    /// # Errors
    /// [`ConfigError::Invalid`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Config, ConfigError> {
        Config::understand(text).map_err(|fault| {
            let line = text.get(..fault.at).map_or(1, |before| before.matches('\n').count() + 1);
            ConfigError::Invalid { file: file.to_owned(), line, says: fault.says }
        })
    }

    fn understand(text: &str) -> Result<Config, Fault> {
        let settings: ReaderSettings = toml::from_str(text)?;
        let document = DeTable::parse(text)?;
        let document = document.get_ref();
        let changes = keys::read(document)?;
        let keys = Keymap::with(&changes.iter().map(|(change, _)| change.clone()).collect::<Vec<_>>());
        let keys = keys.map_err(|(index, says)| Fault {
            at: changes.get(index).map_or(0, |(_, span)| span.start),
            says: format!("keys: {says}"),
        })?;
        let themes = Themes::read(document)?;
        for (key, name) in
            [("theme", &settings.theme), ("theme-light", &settings.theme_light), ("theme-dark", &settings.theme_dark)]
        {
            let left_to_us = key == "theme" && name == AUTO;
            if !themes.knows(name) && !left_to_us {
                let at = document.get(key).map_or(0, |value| value.span().start);
                return Err(Fault { at, says: themes.unknown(name) });
            }
        }
        let mut own: toml::Table = toml::from_str(text)?;
        own.retain(|key, _| key == "keys" || key == "themes");
        Ok(Config { settings, keys: Arc::new(keys), themes, file: None, own })
    }
}

/// Where the user's config is, or would be.
fn default_file() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("foldline").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::PanesArg;
    use crate::ui::action::Command;
    use crate::ui::keys::KeyPlace;

    fn wrong(text: &str) -> String {
        Config::parse(text, "c.toml").unwrap_err().to_string()
    }

    #[test]
    fn nothing_is_needed() {
        let config = Config::parse("", "c.toml").unwrap();
        assert_eq!(config.settings, ReaderSettings::default());
        assert_eq!(*config.keys, Keymap::default());
    }

    #[test]
    fn settings_keys_and_themes_are_read() {
        let text = "theme = \"harbor\"\nmeasure = 60\nvariants = \"strict\"\npanes = \"three\"\n[keys]\n\"ctrl-x\" = \"save\"\n[keys.page]\n\
                    \"space\" = \"next-story\"\n[themes.harbor]\nbase = \"night\"\naccent = \"bold #ff8800|yellow\"\n";
        let config = Config::parse(text, "c.toml").unwrap();
        assert_eq!((config.settings.measure, config.settings.panes), (60, PanesArg::Three));
        assert_eq!(config.settings.variants, VariantChoice::Strict);
        assert_eq!(config.keys.key_of(Command::Save, KeyPlace::Story), Some("^x".into()));
        assert_eq!(config.keys.key_of(Command::NextStory, KeyPlace::Page), Some("Space".into()));
        assert!(config.themes.knows("harbor"));
    }

    #[test]
    fn a_mistake_has_its_line_and_says_what_is_allowed() {
        let all = [
            ("\nmeasures = 60\n", "c.toml, line 2: unknown field `measures`, expected one of `lang`"),
            ("measure = \"wide\"\n", "c.toml, line 1: invalid type: string \"wide\""),
            ("measure = 60\nmeasure = 61\n", "c.toml, line 2: duplicate key"),
            ("\n\nmeasure = 4\n", "c.toml, line 3: 4 is not a measure; say 8 to 400 cells"),
            ("color = \"sometimes\"\n", "c.toml, line 1: unknown variant `sometimes`, expected one of `auto`"),
            ("mouse = true\ntheme = \"sepia\"\n", "c.toml, line 2: no theme is called \"sepia\"; there are terminal,"),
            ("[keys]\n\n\"x\" = \"fly\"\n", "c.toml, line 3: keys: no action is called \"fly\""),
            ("[keys]\n\"x\" = \"sav\"\n", "c.toml, line 2: keys: no action is called \"sav\"; did you mean save?"),
            ("[keys]\n\"hyper-x\" = \"save\"\n", "c.toml, line 2: keys: \"hyper-x\" is not a key"),
            ("[keys]\n\"x\" = 3\n", "c.toml, line 2: keys: write the action as a string"),
            ("[keys]\n\"x\" = \"save\"\n\"g\" = \"end\"\n", "c.toml, line 3: keys: g (end) hides g g (top)"),
            ("[keys]\n\"ctrl-d\" = \"save\"\n\"^d\" = \"copy\"\n", "c.toml, line 3: keys: ctrl-d is bound twice"),
            ("[keys.list]\n\"x\" = \"larger\"\n", "c.toml, line 2: keys: larger has no meaning in list"),
            ("[keys.lists]\n\"x\" = \"save\"\n", "c.toml, line 1: keys: no place is called lists"),
            (
                "[themes.mine]\nhits = \"red\"\n",
                "c.toml, line 2: themes: \"hits\" is not a part; there are base, ground,",
            ),
            ("[themes.mine]\nhit = \"crimson\"\n", "c.toml, line 2: themes: \"crimson\" is not a color"),
            ("[themes.mine]\nbase = \"other\"\n", "c.toml, line 2: themes: no theme is called \"other\""),
            ("[themes.night]\nhit = \"red\"\n", "c.toml, line 1: themes: night is built in"),
        ];
        for (text, says) in all {
            let found = wrong(text);
            assert!(found.starts_with(says), "{text:?}\n gives {found}\n  not {says}");
            assert_eq!(found.lines().count(), 1, "{found}");
        }
    }

    #[test]
    fn what_is_printed_is_read_back_the_same() {
        let text = "theme = \"harbor\"\nview = \"story\"\nmouse = false\n[keys]\n\"x\" = \"save\"\n\"g g\" = \"none\"\n\
                    [themes.harbor]\naccent = \"bold red\"\n";
        for text in ["", text] {
            let config = Config::parse(text, "c.toml").unwrap();
            let again = Config::parse(&printed::config(&config), "printed").unwrap();
            assert_eq!(again.settings, config.settings);
            assert_eq!((again.keys, again.themes, again.own), (config.keys, config.themes, config.own));
        }
    }

    #[test]
    fn printed_keys_are_the_keys() {
        let config = Config::parse("[keys]\n\"x\" = \"save\"\n\"d\" = \"none\"\n", "c.toml").unwrap();
        let printed = printed::keys(&config.keys);
        let again = Config::parse(&printed, "printed").unwrap();
        for place in KeyPlace::ALL {
            for (sequence, command) in config.keys.sequences(place) {
                let found = again.keys.sequences(place).find(|(other, _)| *other == sequence);
                assert_eq!(found.map(|(_, command)| command), Some(command), "{sequence}");
            }
        }
        assert!(printed.contains("\"ctrl-d\" = \"half-down\""), "{printed}");
    }
}
