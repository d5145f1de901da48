//! What a theme says: a background, a text color, and a look for each part of the screen.

use super::shade::Shade;
use ratatui::style::{Color, Modifier};

/// A part of the screen that a theme gives a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenPart {
    /// Running text and everything without a part of its own.
    Text,
    /// What is less important: credits, folios, notes.
    Faint,
    /// Headlines and the masthead.
    Headline,
    /// Boxed heads.
    Boxed,
    /// Labels, jumps, keys, the marker: the spot color.
    Accent,
    /// Captions, bylines, datelines.
    Caption,
    /// Printed lines and edges.
    Rule,
    /// Picture places.
    Picture,
    /// Behind boxes that are gray in print.
    Tint,
    /// Behind the story under the cursor.
    Spotlight,
    /// Behind the block under the cursor.
    Block,
    /// The bar above.
    Header,
    /// The bar below.
    Footer,
    /// The chosen row of a list.
    Chosen,
    /// Selected text.
    Selected,
    /// Hits of a search.
    Hit,
    /// Messages about trouble.
    Trouble,
}

impl ScreenPart {
    /// Every part.
    pub const ALL: [ScreenPart; 17] = [
        ScreenPart::Text,
        ScreenPart::Faint,
        ScreenPart::Headline,
        ScreenPart::Boxed,
        ScreenPart::Accent,
        ScreenPart::Caption,
        ScreenPart::Rule,
        ScreenPart::Picture,
        ScreenPart::Tint,
        ScreenPart::Spotlight,
        ScreenPart::Block,
        ScreenPart::Header,
        ScreenPart::Footer,
        ScreenPart::Chosen,
        ScreenPart::Selected,
        ScreenPart::Hit,
        ScreenPart::Trouble,
    ];

    /// Its name in a theme.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// Colors and weight of a part; what is absent stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartStyle {
    /// Color of the letters.
    pub fg: Option<Shade>,
    /// Color behind them.
    pub bg: Option<Shade>,
    /// Weight and slant.
    pub add: Modifier,
}

/// Words for weight and slant.
const WEIGHTS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("plain", Modifier::empty()),
];

impl PartStyle {
    /// A look from words: `bold #ffcc00 on black`.
    ///
    /// # Errors
    /// In words, what is not a look.
    pub fn parse(text: &str) -> Result<PartStyle, String> {
        let mut look = PartStyle::default();
        let mut behind = false;
        for word in text.split_whitespace() {
            let weight = WEIGHTS.iter().find(|(name, _)| *name == word);
            match (word, weight) {
                ("on", _) if !behind => behind = true,
                (_, Some((_, add))) if !behind => look.add |= *add,
                _ => {
                    let shade = Shade::parse(word)?;
                    let place = if behind { &mut look.bg } else { &mut look.fg };
                    if place.replace(shade).is_some() {
                        return Err(format!("{text:?} has two colors; write \"COLOR on COLOR\""));
                    }
                }
            }
        }
        if behind && look.bg.is_none() {
            return Err(format!("{text:?} ends in \"on\"; a color belongs after it"));
        }
        Ok(look)
    }
}

/// A theme as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// Its name.
    pub name: String,
    /// The background; the terminal's own when absent.
    pub ground: Option<Shade>,
    /// No colors at all, weight and slant only.
    pub monochrome: bool,
    looks: Vec<(ScreenPart, PartStyle)>,
}

/// The red of newspaper heads, on a dark background.
const DARK_ACCENT: Shade = Shade::Exact((0xd9, 0x82, 0x6a), Some(Color::Red));
/// The same on a light one.
const LIGHT_ACCENT: Shade = Shade::Exact((0xa6, 0x1c, 0x1c), Some(Color::Red));

impl Palette {
    /// The terminal's own colors.
    pub fn terminal() -> Palette {
        Palette { name: "terminal".to_owned(), ..Palette::default() }
    }

    /// Weight and slant only.
    pub fn monochrome() -> Palette {
        Palette { name: "monochrome".to_owned(), monochrome: true, ..Palette::default() }
    }

    /// The look of a part; nothing special when the theme is silent.
    pub fn look(&self, part: ScreenPart) -> PartStyle {
        self.looks.iter().find(|(other, _)| *other == part).map(|(_, look)| *look).unwrap_or_default()
    }

    /// Gives a part a look.
    pub fn set(&mut self, part: ScreenPart, look: PartStyle) {
        self.looks.retain(|(other, _)| *other != part);
        self.looks.push((part, look));
    }

    /// The spot color, the theme's or one that suits the background.
    pub(super) fn accent(&self, on_light: bool) -> PartStyle {
        let look = self.look(ScreenPart::Accent);
        if look.fg.is_some() {
            return look;
        }
        PartStyle { fg: Some(if on_light { LIGHT_ACCENT } else { DARK_ACCENT }), ..look }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_read() {
        let look = PartStyle::parse("bold italic #fc0 on black").unwrap();
        assert_eq!(look.add, Modifier::BOLD | Modifier::ITALIC);
        assert_eq!(look.fg, Some(Shade::Exact((255, 204, 0), None)));
        assert_eq!(look.bg, Some(Shade::Named(Color::Black)));
        assert_eq!(PartStyle::parse("plain").unwrap(), PartStyle::default());
        assert_eq!(PartStyle::parse("on blue").unwrap().bg, Some(Shade::Named(Color::Blue)));
        for wrong in ["blinking", "red blue", "red on", "red on blue on black", "on bold"] {
            assert!(PartStyle::parse(wrong).is_err(), "{wrong}");
        }
    }
}
