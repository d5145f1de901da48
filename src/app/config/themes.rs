//! Themes: those built in (`themes/*.toml`) and those of the config (`[themes.NAME]`), in one form.

use super::Fault;
use crate::ui::theme::is_light;
use crate::ui::theme::palette::{Palette, PartStyle, ScreenPart};
use crate::ui::theme::shade::{Rgb, Shade};
use std::sync::LazyLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use super::settings::AUTO;

/// Built in beside `terminal` and `monochrome`, which have no colors of their own.
const BUILT_IN: [(&str, &str); 3] = [
    ("newsprint", include_str!("../../../themes/newsprint.toml")),
    ("night", include_str!("../../../themes/night.toml")),
    ("high-contrast", include_str!("../../../themes/high-contrast.toml")),
];

/// All themes: those built in, and those of the config.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Themes {
    own: Vec<Palette>,
}

/// Most of what the program does shows no color, so these are read when one is asked for.
static PALETTES: LazyLock<Vec<Palette>> = LazyLock::new(|| {
    let mut all = vec![Palette::terminal(), Palette::monochrome()];
    for (name, text) in BUILT_IN {
        let read = DeTable::parse(text).ok().and_then(|document| palette(name, document.get_ref(), all.iter()).ok());
        all.extend(read);
    }
    all
});

impl Themes {
    /// The built-in themes and those of a config.
    pub(super) fn read(document: &DeTable<'_>) -> Result<Themes, Fault> {
        let mut themes = Themes::default();
        let Some(own) = document.get("themes") else { return Ok(themes) };
        let Some(own) = own.get_ref().as_table() else {
            return Err(Fault::new(own.span(), "themes: write a table for each, [themes.NAME]"));
        };
        // In the order they are written, so that one can be the base of a later one.
        let mut written: Vec<_> = own.iter().collect();
        written.sort_by_key(|(name, _)| name.span().start);
        for (name, theme) in written {
            let Some(table) = theme.get_ref().as_table() else {
                return Err(Fault::new(theme.span(), "themes: write a table for each, [themes.NAME]"));
            };
            if Themes::default().knows(name.get_ref()) || name.get_ref() == AUTO {
                let says = format!("themes: {} is built in; take another name and base = {0:?}", name.get_ref());
                return Err(Fault::new(name.span(), says));
            }
            let palette = palette(name.get_ref(), table, themes.all())?;
            themes.own.push(palette);
        }
        Ok(themes)
    }

    fn all(&self) -> impl Iterator<Item = &Palette> + Clone {
        PALETTES.iter().chain(&self.own)
    }

    /// Names of all themes.
    pub fn names(&self) -> Vec<String> {
        self.all().map(|palette| palette.name.clone()).collect()
    }

    /// Whether there is a theme of this name.
    pub fn knows(&self, name: &str) -> bool {
        self.all().any(|palette| palette.name == name)
    }

    /// What to say when there is none.
    pub fn unknown(&self, name: &str) -> String {
        not_among(name, self.all())
    }

    /// The theme of this name; for `auto` the one for light or dark, as the background is.
    pub fn choose(&self, name: &str, light: &str, dark: &str, ground: Option<Rgb>) -> Palette {
        let wanted = match name {
            AUTO if ground.is_some_and(is_light) => light,
            AUTO => dark,
            name => name,
        };
        self.all().find(|palette| palette.name == wanted).cloned().unwrap_or_else(Palette::terminal)
    }
}

/// A theme from its table; `known` are those that it may start from.
fn palette<'a>(
    name: &str,
    table: &DeTable<'_>,
    known: impl Iterator<Item = &'a Palette> + Clone,
) -> Result<Palette, Fault> {
    let mut palette = Palette::terminal();
    if let Some(base) = table.get("base") {
        let other = text(base)?;
        let found = known.clone().find(|palette| palette.name == other);
        let unknown = || Fault::new(base.span(), format!("themes: {}", not_among(other, known.clone())));
        palette = found.cloned().ok_or_else(unknown)?;
    }
    name.clone_into(&mut palette.name);
    for (key, value) in table {
        let says = |says: String| Fault::new(value.span(), format!("themes: {says}"));
        match key.get_ref().as_ref() {
            "base" => {}
            "ground" => palette.ground = Some(Shade::parse(text(value)?).map_err(says)?),
            name => {
                let part = ScreenPart::ALL.into_iter().find(|part| part.name() == name);
                let part = part.ok_or_else(|| Fault::new(key.span(), not_a_part(name)))?;
                palette.set(part, PartStyle::parse(text(value)?).map_err(says)?);
            }
        }
    }
    Ok(palette)
}

fn not_among<'a>(name: &str, known: impl Iterator<Item = &'a Palette>) -> String {
    let names: Vec<&str> = known.map(|palette| palette.name.as_str()).collect();
    format!("no theme is called {name:?}; there are {} and auto", names.join(", "))
}

fn text<'a>(value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, Fault> {
    let wrong = || Fault::new(value.span(), "themes: write a string, such as \"bold #ffcc00 on black\"");
    value.get_ref().as_str().ok_or_else(wrong)
}

fn not_a_part(name: &str) -> String {
    let parts: Vec<String> = ScreenPart::ALL.into_iter().map(ScreenPart::name).collect();
    format!("themes: {name:?} is not a part; there are base, ground, {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_built_in_are_sound() {
        let themes = Themes::default();
        assert_eq!(themes.names(), ["terminal", "monochrome", "newsprint", "night", "high-contrast"]);
        for (name, text) in BUILT_IN {
            let document = DeTable::parse(text).unwrap();
            let read = palette(name, document.get_ref(), PALETTES.iter());
            assert!(read.is_ok(), "{name}: {}", read.err().map(|fault| fault.says).unwrap_or_default());
        }
    }

    #[test]
    fn text_stands_out_from_the_ground_in_every_theme() {
        // As recommended for reading by the accessibility guidelines of the web: 4.5 to 1.
        let luminance = |(r, g, b): Rgb| {
            let linear = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let contrast = |one: Shade, two: Shade| {
            let (one, two) = (luminance(one.rgb()), luminance(two.rgb()));
            (one.max(two) + 0.05) / (one.min(two) + 0.05)
        };
        for palette in PALETTES.iter() {
            let Some(ground) = palette.ground else { continue };
            let stands_out = |part: ScreenPart| {
                let look = palette.look(part);
                look.fg.is_none_or(|fg| contrast(fg, look.bg.unwrap_or(ground)) >= 4.5)
            };
            for part in [
                ScreenPart::Text,
                ScreenPart::Faint,
                ScreenPart::Headline,
                ScreenPart::Accent,
                ScreenPart::Chosen,
                ScreenPart::Selected,
                ScreenPart::Hit,
            ] {
                assert!(stands_out(part), "{} of {}", part.name(), palette.name);
            }
        }
    }

    #[test]
    fn auto_goes_by_the_background() {
        let themes = Themes::default();
        let chosen = |ground| themes.choose(AUTO, "newsprint", "night", ground).name;
        assert_eq!(chosen(Some((250, 250, 250))), "newsprint");
        assert_eq!(chosen(Some((0, 0, 0))), "night");
        assert_eq!(chosen(None), "night");
    }
}
