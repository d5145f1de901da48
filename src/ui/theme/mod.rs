//! What is drawn how: inks to styles. The one place that knows colors.
//!
//! A newspaper has one ink and a spot color. Weight and slant carry the meaning; color only helps, and everything
//! reads without it.

pub mod palette;
pub mod shade;

use crate::model::role::Role;
use palette::{Palette, PartStyle, ScreenPart};
use ratatui::style::{Color, Modifier, Style};
use shade::{Rgb, Shade};

/// How many colors the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// None: modifiers only.
    Monochrome,
    /// The sixteen named ones, in whatever shades the user chose.
    #[default]
    Sixteen,
    /// 256.
    Indexed,
    /// All.
    True,
}

/// Everything that is drawn, by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleToken {
    /// Text of the program itself.
    Plain,
    /// Less important text of the program.
    Faint,
    /// Text of a block.
    Text(Role),
    /// A boxed head.
    Boxed(Role),
    /// Body too small to read.
    Tone(Role),
    /// Edges of boxes.
    Frame,
    /// Printed lines.
    Rule,
    /// Picture places.
    Picture,
    /// Over boxes that are gray in print.
    Tint,
    /// Over the story under the cursor.
    Spotlight,
    /// Over all other stories, where there is no color to light the one.
    Shade,
    /// Over the block under the cursor.
    Block,
    /// The mark beside the block or line under the cursor.
    Marker,
    /// The bar above.
    Header,
    /// The bar below.
    Footer,
    /// A key in the footer and the help.
    Key,
    /// The title of a pop-up.
    Title,
    /// The chosen row of a list.
    Chosen,
    /// A hit of the search.
    Hit,
    /// The hit gone to last.
    HitHere,
    /// Selected text.
    Selected,
    /// A message.
    News,
    /// A message about trouble.
    Trouble,
}

/// How inks look on this terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    depth: Depth,
    /// The terminal's background, when it told us.
    ground: Option<Rgb>,
}

impl Theme {
    /// The terminal's own colors, as many as it has, on its background.
    pub fn new(depth: Depth, ground: Option<Rgb>) -> Theme {
        Theme::of(Palette::terminal(), depth, ground)
    }

    /// A theme for this many colors on a terminal with this background.
    pub fn of(palette: Palette, depth: Depth, ground: Option<Rgb>) -> Theme {
        let depth = if palette.monochrome { Depth::Monochrome } else { depth };
        Theme { palette, depth, ground }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.palette.name
    }

    /// How many colors it uses.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// True when the story under the cursor is lit by a background of its own; else all others are shaded.
    pub fn can_light(&self) -> bool {
        self.lit(ScreenPart::Spotlight, 2).is_some()
    }

    /// What a cell has before anything is put in it.
    pub fn paper(&self) -> Style {
        let color = |shade: Option<Shade>| shade.and_then(|shade| shade.at(self.depth));
        Style { fg: color(self.palette.look(ScreenPart::Text).fg), bg: color(self.palette.ground), ..Style::default() }
    }

    /// The style of an ink.
    pub fn style(&self, ink: StyleToken) -> Style {
        match ink {
            StyleToken::Plain | StyleToken::News => self.text(),
            StyleToken::Faint => self.faint(),
            StyleToken::Rule | StyleToken::Frame => self.over(self.faint(), ScreenPart::Rule),
            StyleToken::Picture => self.over(self.faint(), ScreenPart::Picture),
            StyleToken::Shade => Style::default().add_modifier(Modifier::DIM),
            StyleToken::Text(role) => self.role(role),
            StyleToken::Boxed(_) => self.marked(ScreenPart::Boxed).add_modifier(Modifier::BOLD),
            StyleToken::Tone(role) if role.is_head() => self.text(),
            StyleToken::Tone(_) => self.text().add_modifier(Modifier::DIM),
            StyleToken::Tint => self.behind(ScreenPart::Tint, 1),
            StyleToken::Spotlight => self.behind(ScreenPart::Spotlight, 2),
            StyleToken::Block => self.behind(ScreenPart::Block, 4),
            StyleToken::Marker => self.accent(),
            StyleToken::Header => self.bar(ScreenPart::Header, Modifier::UNDERLINED),
            StyleToken::Footer => self.over(self.faint(), ScreenPart::Footer),
            StyleToken::Key => self.accent().add_modifier(Modifier::BOLD),
            StyleToken::Title => self.text().add_modifier(Modifier::BOLD),
            StyleToken::Chosen => self.marked(ScreenPart::Chosen),
            StyleToken::Selected => self.marked(ScreenPart::Selected),
            StyleToken::Hit => self.hit(Modifier::UNDERLINED | Modifier::BOLD, Modifier::empty()),
            StyleToken::HitHere => self.hit(Modifier::REVERSED | Modifier::BOLD, Modifier::UNDERLINED | Modifier::BOLD),
            StyleToken::Trouble => self.over(self.accent().add_modifier(Modifier::BOLD), ScreenPart::Trouble),
        }
    }

    /// The look of a block's text: weight and slant first, so that roles are told apart without color.
    fn role(&self, role: Role) -> Style {
        let caption = self.over(self.text().add_modifier(Modifier::ITALIC), ScreenPart::Caption);
        match role {
            Role::Masthead | Role::Headline | Role::Subhead => {
                self.over(self.text().add_modifier(Modifier::BOLD), ScreenPart::Headline)
            }
            Role::Section => self.accent().add_modifier(Modifier::BOLD),
            Role::Kicker | Role::Deck | Role::Body | Role::Table => self.text(),
            Role::PullQuote => self.text().add_modifier(Modifier::BOLD | Modifier::ITALIC),
            Role::Byline | Role::Dateline | Role::Caption => caption,
            Role::Credit => self.faint().add_modifier(Modifier::ITALIC),
            Role::Jump => self.accent().add_modifier(Modifier::UNDERLINED),
            Role::Folio | Role::Furniture | Role::Advert => self.faint(),
        }
    }

    fn text(&self) -> Style {
        self.over(Style::default(), ScreenPart::Text)
    }

    /// Dim, or in a color of its own: dimming that as well would make it unreadable.
    fn faint(&self) -> Style {
        let own = self.colored(self.palette.look(ScreenPart::Faint));
        if own.fg.is_some() { own } else { self.over(self.text().add_modifier(Modifier::DIM), ScreenPart::Faint) }
    }

    /// The spot color: the red of newspaper heads unless the theme has another.
    fn accent(&self) -> Style {
        self.text().patch(self.colored(self.palette.accent(self.is_light())))
    }

    /// A hit: by modifiers alone, or by colors and some more.
    fn hit(&self, alone: Modifier, more: Modifier) -> Style {
        match self.depth {
            Depth::Monochrome => Style::default().add_modifier(alone),
            Depth::Sixteen | Depth::Indexed | Depth::True => {
                self.over(Style::default().fg(Color::Black).bg(Color::Yellow), ScreenPart::Hit).add_modifier(more)
            }
        }
    }

    /// A bar: underlined as the folio line of a page, unless the theme gives it a background.
    fn bar(&self, part: ScreenPart, modifier: Modifier) -> Style {
        let own = self.colored(self.palette.look(part));
        if own.bg.is_some() { own } else { Style::default().add_modifier(modifier).patch(own) }
    }

    /// Reversed, unless the theme has colors for it.
    fn marked(&self, part: ScreenPart) -> Style {
        self.bar(part, Modifier::REVERSED)
    }

    fn over(&self, style: Style, part: ScreenPart) -> Style {
        style.patch(self.colored(self.palette.look(part)))
    }

    fn colored(&self, look: PartStyle) -> Style {
        let color = |shade: Option<Shade>| shade.and_then(|shade| shade.at(self.depth));
        Style { fg: color(look.fg), bg: color(look.bg), ..Style::default() }.add_modifier(look.add)
    }

    /// True when the background is known and dark text stands on it.
    pub fn is_light(&self) -> bool {
        self.background().is_some_and(is_light)
    }

    fn background(&self) -> Option<Rgb> {
        self.palette.ground.map(Shade::rgb).or(self.ground)
    }

    fn behind(&self, part: ScreenPart, steps: u8) -> Style {
        self.lit(part, steps).map_or(Style::default(), |color| Style::default().bg(color))
    }

    /// What stands behind the story or block under the cursor, or in a gray box: what the theme says, else the background moved some
    /// steps towards the text, where the background is known. Nothing where that would not be seen.
    fn lit(&self, part: ScreenPart, steps: u8) -> Option<Color> {
        if let Some(shade) = self.palette.look(part).bg {
            let ground = self.palette.ground.and_then(|ground| ground.at(self.depth));
            return shade.at(self.depth).filter(|color| Some(*color) != ground);
        }
        let ground = self.background()?;
        let light = is_light(ground);
        match self.depth {
            Depth::Monochrome | Depth::Sixteen => None,
            // The gray ramp is 232 to 255.
            Depth::Indexed => {
                Some(Color::Indexed(if light { 256 - u16::from(steps) } else { 233 + u16::from(steps) } as u8))
            }
            Depth::True => {
                let by = 7 * steps;
                let moved = |part: u8| if light { part.saturating_sub(by) } else { part.saturating_add(by) };
                Some(Color::Rgb(moved(ground.0), moved(ground.1), moved(ground.2)))
            }
        }
    }
}

/// True for a background that dark text stands on.
pub fn is_light((r, g, b): Rgb) -> bool {
    u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b) > 10 * 128
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<StyleToken> {
        let roles = Role::ALL.into_iter();
        let mut inks: Vec<StyleToken> =
            roles.flat_map(|role| [StyleToken::Text(role), StyleToken::Boxed(role), StyleToken::Tone(role)]).collect();
        inks.extend([
            StyleToken::Plain,
            StyleToken::Faint,
            StyleToken::Frame,
            StyleToken::Rule,
            StyleToken::Picture,
            StyleToken::Tint,
            StyleToken::Spotlight,
            StyleToken::Shade,
        ]);
        inks.extend([
            StyleToken::Block,
            StyleToken::Marker,
            StyleToken::Header,
            StyleToken::Footer,
            StyleToken::Key,
            StyleToken::Title,
            StyleToken::Chosen,
            StyleToken::Hit,
        ]);
        inks.push(StyleToken::HitHere);
        inks.extend([StyleToken::Selected, StyleToken::News, StyleToken::Trouble]);
        inks
    }

    #[test]
    fn the_monochrome_theme_has_no_color() {
        let theme = Theme::new(Depth::Monochrome, Some((0, 0, 0)));
        for ink in all() {
            let style = theme.style(ink);
            assert_eq!((style.fg, style.bg), (None, None), "{ink:?}");
        }
        assert!(!theme.can_light());
    }

    #[test]
    fn a_theme_with_paper_colors_everything() {
        let mut palette = Palette::terminal();
        palette.ground = Shade::parse("#f4efe4|white").ok();
        palette.set(ScreenPart::Text, PartStyle::parse("#1d1b18").unwrap());
        palette.set(ScreenPart::Spotlight, PartStyle::parse("on #ffffff|white").unwrap());
        let theme = Theme::of(palette.clone(), Depth::True, Some((0, 0, 0)));
        assert_eq!(theme.paper().bg, Some(Color::Rgb(0xf4, 0xef, 0xe4)));
        for ink in [StyleToken::Plain, StyleToken::Text(Role::Body), StyleToken::Title, StyleToken::Footer] {
            assert!(theme.style(ink).fg.is_some(), "{ink:?}");
        }
        assert_eq!(theme.style(StyleToken::Marker).fg, Some(Color::Rgb(0xa6, 0x1c, 0x1c)), "the red of light paper");
        assert!(theme.can_light());
        let sixteen = Theme::of(palette, Depth::Sixteen, None);
        assert!(!sixteen.can_light(), "white on white is not seen");
    }

    #[test]
    fn the_story_is_lit_only_on_a_known_background() {
        assert!(!Theme::new(Depth::True, None).can_light());
        assert!(Theme::new(Depth::True, Some((250, 250, 245))).can_light());
        let light = Theme::new(Depth::Indexed, Some((255, 255, 255)));
        assert_eq!(light.style(StyleToken::Spotlight).bg, Some(Color::Indexed(254)));
        assert_eq!(
            light.style(StyleToken::Tint).bg,
            Some(Color::Indexed(255)),
            "fainter than the story under the cursor"
        );
        let dark = Theme::new(Depth::Indexed, Some((0, 0, 0)));
        assert_eq!(dark.style(StyleToken::Block).bg, Some(Color::Indexed(237)));
    }
}
