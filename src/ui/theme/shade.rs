//! Colors as a theme names them, and what becomes of them on terminals that have fewer.

use super::Depth;
use ratatui::style::Color;

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// A color of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// One of the sixteen, in whatever shade the user chose for it.
    Named(Color),
    /// Exactly this one, and what to take where there are only sixteen; the nearest of them when absent.
    Exact(Rgb, Option<Color>),
}

/// The sixteen by name, with the shades xterm gives them.
const SIXTEEN: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, (0, 0, 0)),
    ("red", Color::Red, (205, 0, 0)),
    ("green", Color::Green, (0, 205, 0)),
    ("yellow", Color::Yellow, (205, 205, 0)),
    ("blue", Color::Blue, (0, 0, 238)),
    ("magenta", Color::Magenta, (205, 0, 205)),
    ("cyan", Color::Cyan, (0, 205, 205)),
    ("gray", Color::Gray, (229, 229, 229)),
    ("dark-gray", Color::DarkGray, (127, 127, 127)),
    ("light-red", Color::LightRed, (255, 0, 0)),
    ("light-green", Color::LightGreen, (0, 255, 0)),
    ("light-yellow", Color::LightYellow, (255, 255, 0)),
    ("light-blue", Color::LightBlue, (92, 92, 255)),
    ("light-magenta", Color::LightMagenta, (255, 0, 255)),
    ("light-cyan", Color::LightCyan, (0, 255, 255)),
    ("white", Color::White, (255, 255, 255)),
];

/// The steps of the color cube of 256-color terminals.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Shade {
    /// A color from words: `red`, `#a61c1c`, `#a61c1c|red` (the second where there are only sixteen).
    ///
    /// # Errors
    /// In words, what is not a color.
    pub fn parse(text: &str) -> Result<Shade, String> {
        let (first, second) = text.split_once('|').map_or((text, None), |(first, second)| (first, Some(second)));
        let fallback = second.map(named).transpose()?;
        if let Some(digits) = first.strip_prefix('#') {
            return exact(digits).map(|rgb| Shade::Exact(rgb, fallback)).ok_or_else(|| not_a_color(text));
        }
        if fallback.is_some() { Err(not_a_color(text)) } else { named(first).map(Shade::Named) }
    }

    /// The color for a terminal of this depth; nothing where there are none.
    pub fn at(self, depth: Depth) -> Option<Color> {
        match (self, depth) {
            (_, Depth::Monochrome) => None,
            (Shade::Named(color), _) => Some(color),
            (Shade::Exact((r, g, b), _), Depth::True) => Some(Color::Rgb(r, g, b)),
            (Shade::Exact(rgb, _), Depth::Indexed) => Some(Color::Indexed(indexed(rgb))),
            (Shade::Exact(rgb, fallback), Depth::Sixteen) => Some(fallback.unwrap_or_else(|| nearest(rgb))),
        }
    }

    /// Its red, green and blue; for a named color what xterm gives it.
    pub fn rgb(self) -> Rgb {
        match self {
            Shade::Exact(rgb, _) => rgb,
            Shade::Named(color) => {
                SIXTEEN.iter().find(|(_, other, _)| *other == color).map_or((0, 0, 0), |(_, _, rgb)| *rgb)
            }
        }
    }
}

fn not_a_color(text: &str) -> String {
    let names: Vec<&str> = SIXTEEN.iter().map(|(name, _, _)| *name).collect();
    format!("{text:?} is not a color; say #rrggbb, #rrggbb|NAME or a name: {}", names.join(", "))
}

fn named(name: &str) -> Result<Color, String> {
    let plain = name.replace(['_', '-'], "").replace("bright", "light").replace("grey", "gray");
    let found = SIXTEEN.iter().find(|(other, _, _)| other.replace('-', "") == plain);
    found.map(|(_, color, _)| *color).ok_or_else(|| not_a_color(name))
}

fn exact(digits: &str) -> Option<Rgb> {
    if !digits.is_ascii() {
        return None;
    }
    let part = |at: usize, long: usize| u8::from_str_radix(digits.get(at * long..(at + 1) * long)?, 16).ok();
    match digits.len() {
        3 => Some((part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17)),
        6 => Some((part(0, 2)?, part(1, 2)?, part(2, 2)?)),
        _ => None,
    }
}

/// How far two colors are apart, with the weights that eyes give to red, green and blue.
fn distance(one: Rgb, two: Rgb) -> u32 {
    let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    2 * apart(one.0, two.0) + 4 * apart(one.1, two.1) + 3 * apart(one.2, two.2)
}

fn nearest(rgb: Rgb) -> Color {
    SIXTEEN.iter().min_by_key(|(_, _, other)| distance(rgb, *other)).map_or(Color::Reset, |(_, color, _)| *color)
}

/// The nearest of the color cube (16 to 231) and the gray ramp (232 to 255).
pub fn indexed((r, g, b): Rgb) -> u8 {
    let step = |part: u8| {
        CUBE.iter().enumerate().min_by_key(|(_, level)| level.abs_diff(part)).map_or((0, 0), |(at, level)| (at, *level))
    };
    let ((ri, rl), (gi, gl), (bi, bl)) = (step(r), step(g), step(b));
    let cube = (16 + 36 * ri + 6 * gi + bi, (rl, gl, bl));
    let gray = (usize::from(r) + usize::from(g) + usize::from(b)) / 3;
    let ramp = (gray.saturating_sub(3) / 10).min(23);
    let level = (8 + 10 * ramp) as u8;
    let gray = (232 + ramp, (level, level, level));
    let best = if distance((r, g, b), gray.1) < distance((r, g, b), cube.1) { gray } else { cube };
    u8::try_from(best.0).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_read() {
        assert_eq!(Shade::parse("#a61c1c"), Ok(Shade::Exact((0xa6, 0x1c, 0x1c), None)));
        assert_eq!(Shade::parse("#fff"), Ok(Shade::Exact((255, 255, 255), None)));
        assert_eq!(Shade::parse("#d9826a|red"), Ok(Shade::Exact((0xd9, 0x82, 0x6a), Some(Color::Red))));
        assert_eq!(Shade::parse("bright_red"), Ok(Shade::Named(Color::LightRed)));
        assert_eq!(Shade::parse("dark-grey"), Ok(Shade::Named(Color::DarkGray)));
        for wrong in ["", "#12", "#ggg", "#1234567", "crimson", "red|blue", "#fff|crimson", "#é"] {
            assert!(Shade::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn fewer_colors_get_the_nearest() {
        let red = Shade::parse("#a61c1c").unwrap();
        assert_eq!(red.at(Depth::True), Some(Color::Rgb(0xa6, 0x1c, 0x1c)));
        assert_eq!(red.at(Depth::Indexed), Some(Color::Indexed(124)));
        assert_eq!(red.at(Depth::Sixteen), Some(Color::Red));
        assert_eq!(red.at(Depth::Monochrome), None);
        let paper = Shade::parse("#f4efe4").unwrap();
        assert_eq!(paper.at(Depth::Sixteen), Some(Color::Gray), "the nearest; a theme may say |white");
        assert_eq!(Shade::parse("#202020").unwrap().at(Depth::Indexed), Some(Color::Indexed(234)));
        assert_eq!(Shade::parse("#fff").unwrap().at(Depth::Indexed), Some(Color::Indexed(231)));
    }
}
