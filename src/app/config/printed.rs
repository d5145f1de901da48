//! The config in effect as a config file: what `--print-config` and `--print-keys` print is read back the same.

use super::Config;
use crate::ui::keymap::{Keymap, spelling};
use crate::ui::keys::KeyPlace;
use std::fmt::Write;

/// What each setting means and what is allowed, in the order they are printed.
const ABOUT: &[(&str, &str)] = &[
    ("lang", "the language of the reader: auto (LANG says), en, zh-Hans, zh-Hant, ja, ko"),
    ("theme", "auto, terminal, newsprint, night, high-contrast, monochrome, or a theme of [themes] below"),
    ("theme-light", "the theme that auto takes on a light background"),
    ("theme-dark", "the theme that auto takes on a dark background, and where the background is not known"),
    ("color", "auto (NO_COLOR counts), always, never"),
    ("colors", "how many colors the terminal has: auto (COLORTERM and TERM say), 16, 256, true"),
    (
        "ambiguous",
        "how wide the terminal draws “ ” … — and box lines: auto (asks it), narrow, wide, safe (avoids them)",
    ),
    ("mouse", "catch the mouse; M changes it, and off leaves selecting to the terminal"),
    ("panes", "side by side where the window is wide enough: one, page-story, contents, three; w goes through them"),
    ("view", "the view to open in: page, story, contents"),
    ("zoom", "how large the page is drawn: whole, read (as wide as the window), full (line for line as printed)"),
    ("measure", "width of the lines of a story, in cells: 8 to 400"),
    ("variants", "whether a search takes traditional and simplified Chinese for the same: folded, strict"),
    ("script", "the characters that Chinese is shown in: asis (those of the page), hans, hant; :script changes it"),
    ("pictures", "show pictures where the terminal and this build can; i changes it"),
    (
        "uncertain",
        "mark (?) the blocks of which it is uncertain what they follow; e, then n asks about them, :uncertain changes it",
    ),
    ("bars", "draw the bars above and below; z changes it"),
    ("cache", "memory that pages may take, in megabytes: 4 to 16384; pages that nobody looks at are packed small"),
    ("resume", "keep places and marks from one time to the next"),
    ("watch", "read the open files and this one again when they change"),
    ("layout", "auto (chosen by page and language), a name of `foldline layouts`, or a .toml file"),
    ("encoding", "of text files: auto (told from the bytes), or a label such as gb18030"),
    ("ocr", "when the text of pictures is recognized, by tesseract: auto (pages without text), never, always"),
    ("ocr-lang", "the languages of that text: auto (page and locale tell), or such as zh-Hans, ja+en, chi_tra"),
    ("structure", "whose structure counts when a file brings its own: given (the file's), ours"),
    ("corrections", "where corrections made by hand are kept: beside (the page), state (your state folder)"),
    (
        "opener",
        "opens addresses: auto (xdg-open, open or explorer), or a program and its arguments; no shell reads them",
    ),
    (
        "dictionary",
        "looks words up (x): auto (dict), or a command and its arguments, such as \"sdcv -n\"; {} stands for the word, \
         else it comes last; no shell reads it",
    ),
];

/// The whole config, with what everything means.
pub fn config(config: &Config) -> String {
    let mut out = String::from("# Settings of foldline. Everything may be left out; these are the ones in effect.\n");
    if let Some(file) = &config.file {
        let shown = file.display().to_string().replace(char::is_control, "?");
        let _ = writeln!(out, "# Their place is {shown}");
    }
    let settings = toml::to_string(&config.settings).unwrap_or_default();
    for line in settings.lines() {
        let key = line.split([' ', '=']).next().unwrap_or_default();
        if let Some((_, about)) = ABOUT.iter().find(|(name, _)| *name == key) {
            let _ = writeln!(out, "\n# {about}");
        }
        let _ = writeln!(out, "{line}");
    }
    out.push_str(KEYS_HEAD);
    out.push_str(THEMES_HEAD);
    if !config.own.is_empty() {
        let _ = write!(out, "\n{}", toml::to_string(&config.own).unwrap_or_default());
    }
    out
}

const KEYS_HEAD: &str = "
# Keys: a sequence and an action of `foldline --print-keys`; \"none\" takes a key away.
# [keys] is for all places, [keys.page], [keys.story], [keys.edit] (correcting a page) and [keys.list] for one, which
# counts first.
#   [keys]
#   \"ctrl-s\" = \"save\"
#   \"g h\" = \"help\"
#   [keys.page]
#   \"space\" = \"next-story\"
";

const THEMES_HEAD: &str = "
# Themes: looks such as \"bold #ffcc00|yellow on black\" for ground, text, faint, headline, boxed, accent, caption, rule,
# picture, tint, spotlight, block, header, footer, chosen, selected, hit, trouble. After | the color where there are only 16.
#   [themes.harbor]
#   base = \"night\"
#   accent = \"#ff8800|yellow\"
";

/// Every key in effect, by place, with what it does.
pub fn keys(keymap: &Keymap) -> String {
    let mut out = String::from("# The keys in effect, as the config says them. Counts go before them, as in 3J.\n");
    for place in KeyPlace::ALL {
        let _ = writeln!(out, "\n[keys.{}]", place.name());
        for row in keymap.bindings(place) {
            for keys in &row.keys {
                let keys = toml::Value::String(spelling::written(keys)).to_string();
                let bound = format!("{keys} = \"{}\"", row.command.name());
                let _ = writeln!(out, "{bound:36} # {}", row.help);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_explained() {
        let printed = config(&Config::default());
        let mut lines = printed.lines();
        let mut settings = 0;
        let mut before = "";
        for line in lines.by_ref().take_while(|line| !line.starts_with("# Keys")) {
            if line.contains(" = ") && !line.starts_with('#') {
                assert!(before.starts_with("# "), "{line} is not explained");
                settings += 1;
            }
            before = line;
        }
        assert_eq!(settings, ABOUT.len());
    }
}
