//! What is drawn how: inks to styles. The one place that knows colors.
//!
//! A newspaper has one ink and a spot color. Weight and slant carry the meaning; color only helps, and everything
//! reads without it.

use crate::model::role::Role;
use ratatui::style::{Color, Modifier, Style};

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
pub enum Ink {
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
    /// Selected text.
    Selected,
    /// A message.
    News,
    /// A message about trouble.
    Trouble,
}

/// How inks look on this terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    depth: Depth,
    /// The terminal's background, when it told us.
    ground: Option<(u8, u8, u8)>,
}

impl Theme {
    /// A theme for this many colors on this background.
    pub fn new(depth: Depth, ground: Option<(u8, u8, u8)>) -> Theme {
        Theme { depth, ground }
    }

    /// Takes the terminal's background when it is known.
    pub fn set_ground(&mut self, ground: Option<(u8, u8, u8)>) {
        self.ground = ground;
    }

    /// True when the story under the cursor is lit by a background of its own; else all others are shaded.
    pub fn can_light(&self) -> bool {
        self.lit(1).is_some()
    }

    /// The style of an ink.
    pub fn style(&self, ink: Ink) -> Style {
        let plain = Style::default();
        let accent = self.accent();
        match ink {
            Ink::Plain | Ink::News => plain,
            Ink::Faint | Ink::Rule | Ink::Frame | Ink::Picture | Ink::Shade => plain.add_modifier(Modifier::DIM),
            Ink::Text(role) => self.text(role),
            Ink::Boxed(_) => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Ink::Tone(role) => self.tone(role),
            Ink::Spotlight => self.lit(1).map_or(plain, |color| plain.bg(color)),
            Ink::Block => self.lit(2).map_or(plain, |color| plain.bg(color)),
            Ink::Marker => accent,
            Ink::Header => plain.add_modifier(Modifier::UNDERLINED),
            Ink::Footer => plain.add_modifier(Modifier::DIM),
            Ink::Key => accent.add_modifier(Modifier::BOLD),
            Ink::Title => plain.add_modifier(Modifier::BOLD),
            Ink::Chosen | Ink::Selected => plain.add_modifier(Modifier::REVERSED),
            Ink::Hit => self.hit(),
            Ink::Trouble => accent.add_modifier(Modifier::BOLD),
        }
    }

    /// Text by its role on the page.
    fn text(&self, role: Role) -> Style {
        let plain = Style::default();
        match role {
            Role::Masthead | Role::Headline | Role::Subhead => plain.add_modifier(Modifier::BOLD),
            Role::Section => self.accent().add_modifier(Modifier::BOLD),
            Role::Kicker | Role::Deck | Role::Body | Role::Table => plain,
            Role::PullQuote => plain.add_modifier(Modifier::BOLD | Modifier::ITALIC),
            Role::Byline | Role::Dateline | Role::Caption => plain.add_modifier(Modifier::ITALIC),
            Role::Credit => plain.add_modifier(Modifier::ITALIC | Modifier::DIM),
            Role::Jump => self.accent().add_modifier(Modifier::UNDERLINED),
            Role::Folio | Role::Furniture | Role::Advert => plain.add_modifier(Modifier::DIM),
        }
    }

    /// Body as gray: heads of other weights stay darker.
    fn tone(&self, role: Role) -> Style {
        if role.is_head() { Style::default() } else { Style::default().add_modifier(Modifier::DIM) }
    }

    /// The spot color: the red of newspaper heads.
    fn accent(&self) -> Style {
        let light = self.is_light();
        match self.depth {
            Depth::Monochrome => Style::default(),
            Depth::Sixteen => Style::default().fg(Color::Red),
            Depth::Indexed => Style::default().fg(Color::Indexed(if light { 124 } else { 173 })),
            Depth::True if light => Style::default().fg(Color::Rgb(0xa6, 0x1c, 0x1c)),
            Depth::True => Style::default().fg(Color::Rgb(0xd9, 0x82, 0x6a)),
        }
    }

    fn hit(&self) -> Style {
        match self.depth {
            Depth::Monochrome => Style::default().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            Depth::Sixteen | Depth::Indexed | Depth::True => Style::default().fg(Color::Black).bg(Color::Yellow),
        }
    }

    fn is_light(&self) -> bool {
        self.ground.is_some_and(|(r, g, b)| u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b) > 10 * 128)
    }

    /// The background, moved some steps towards the text; only where both the colors and the background are known.
    fn lit(&self, steps: u8) -> Option<Color> {
        let (r, g, b) = self.ground?;
        let light = self.is_light();
        match self.depth {
            Depth::Monochrome | Depth::Sixteen => None,
            // The gray ramp is 232 to 255.
            Depth::Indexed => {
                Some(Color::Indexed(if light { 256 - u16::from(steps) * 2 } else { 233 + u16::from(steps) * 2 } as u8))
            }
            Depth::True => {
                let by = 14 * steps;
                let moved = |part: u8| if light { part.saturating_sub(by) } else { part.saturating_add(by) };
                Some(Color::Rgb(moved(r), moved(g), moved(b)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Ink> {
        let roles = Role::ALL.into_iter();
        let mut inks: Vec<Ink> = roles.flat_map(|role| [Ink::Text(role), Ink::Boxed(role), Ink::Tone(role)]).collect();
        inks.extend([Ink::Plain, Ink::Faint, Ink::Frame, Ink::Rule, Ink::Picture, Ink::Spotlight, Ink::Shade]);
        inks.extend([Ink::Block, Ink::Marker, Ink::Header, Ink::Footer, Ink::Key, Ink::Title, Ink::Chosen, Ink::Hit]);
        inks.extend([Ink::Selected, Ink::News, Ink::Trouble]);
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
    fn the_story_is_lit_only_on_a_known_background() {
        assert!(!Theme::new(Depth::True, None).can_light());
        assert!(Theme::new(Depth::True, Some((250, 250, 245))).can_light());
        let light = Theme::new(Depth::Indexed, Some((255, 255, 255)));
        assert_eq!(light.style(Ink::Spotlight).bg, Some(Color::Indexed(254)));
        let dark = Theme::new(Depth::Indexed, Some((0, 0, 0)));
        assert_eq!(dark.style(Ink::Block).bg, Some(Color::Indexed(237)));
    }
}
