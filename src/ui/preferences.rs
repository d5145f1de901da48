//! What the reader prefers: panes, theme, sizes. Comes from the config at the start and from commands later.

use crate::script;
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::keymap::Keymap;
use crate::ui::keys::{KeyPlace, Pending};
use crate::ui::screen_layout::least_columns;
use crate::ui::search::Script;
use crate::ui::state::State;
use crate::ui::views::MEASURE;
use crate::ui::views::{Arrangement, Bars, MouseOwner, PageScale};
use std::sync::Arc;

/// What to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// What stands side by side.
    pub arrangement: Arrangement,
    /// What to open on.
    pub first: OpenOn,
    /// How large the page is drawn.
    pub scale: PageScale,
    /// Whether bars are drawn.
    pub bars: Bars,
    /// Cells across of a line of a story.
    pub measure: u16,
    /// Whether a search takes traditional and simplified Chinese characters for the same.
    pub script: Script,
    /// The characters that Chinese is shown in.
    pub shown_in: script::ChineseScript,
    /// Whether pictures are shown where they can be.
    pub pictures: bool,
    /// Whether blocks of which it is uncertain what they follow are marked.
    pub uncertain: bool,
}

/// What to open on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenOn {
    /// The page.
    #[default]
    Page,
    /// The first story.
    Story,
    /// The list of stories.
    Contents,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            arrangement: Arrangement::One,
            first: OpenOn::Page,
            scale: PageScale::Reading,
            bars: Bars::Shown,
            measure: MEASURE,
            script: Script::default(),
            shown_in: script::ChineseScript::AsIs,
            pictures: true,
            uncertain: true,
        }
    }
}

impl Arrangement {
    /// All, in the order that `w` goes through.
    pub const ALL: [Arrangement; 4] = [Arrangement::One, Arrangement::Split, Arrangement::Three, Arrangement::Contents];

    /// Its name after `:panes` and in the config.
    pub fn name(self) -> &'static str {
        match self {
            Arrangement::One => "one",
            Arrangement::Split => "page-story",
            Arrangement::Three => "three",
            Arrangement::Contents => "contents",
        }
    }

    /// What it shows.
    fn shows(self) -> String {
        match self {
            Arrangement::One => t!("one view; Tab changes between page and story"),
            Arrangement::Split => t!("page and story; Tab changes which has the keys"),
            Arrangement::Three => t!("stories, page and story; Tab changes which has the keys"),
            Arrangement::Contents => t!("stories and one view; Tab changes between page and story"),
        }
    }
}

impl State {
    /// Takes preferences before anything was done.
    pub fn prefer(&mut self, wanted: Preferences) {
        self.adopt(wanted);
        self.page_view.scale = wanted.scale;
        match wanted.first {
            OpenOn::Page => {}
            OpenOn::Story => {
                self.command(Command::Toggle);
            }
            OpenOn::Contents => {
                self.command(Command::Contents);
            }
        }
    }

    /// Takes those preferences that can change while reading; the place is kept.
    pub fn adopt(&mut self, wanted: Preferences) {
        self.arrangement = wanted.arrangement;
        self.bars = wanted.bars;
        self.ordinary_measure = wanted.measure;
        self.script = wanted.script;
        self.show_in(wanted.shown_in);
        self.want_pictures(wanted.pictures);
        self.marks_uncertain = wanted.uncertain;
        self.reveal();
        self.prepare();
    }

    /// Who has the mouse now.
    pub fn set_mouse(&mut self, mouse: MouseOwner) {
        self.mouse = mouse;
    }

    /// Takes other keys than those of the key table.
    pub fn set_keys(&mut self, keys: Arc<Keymap>) {
        self.keys = keys;
        self.pending = Pending::default();
    }

    /// The key of a command here, as messages name it; the way through `:` when it has none.
    pub(in crate::ui) fn key_of(&self, command: Command) -> String {
        self.keys.key_of(command, self.place()).unwrap_or_else(|| format!(":{}", command.name()))
    }

    /// The key of a command on the page, whatever lies over it.
    pub(in crate::ui) fn key_on_page(&self, command: Command) -> String {
        self.keys.key_of(command, KeyPlace::Page).unwrap_or_else(|| format!(":{}", command.name()))
    }

    /// Names that `:theme` knows.
    pub fn set_themes(&mut self, mut names: Vec<String>) {
        names.push("auto".to_owned());
        self.themes = names;
    }

    /// `w`: the next arrangement that there is room for.
    pub(super) fn next_arrangement(&mut self) {
        let all = Arrangement::ALL.iter().cycle();
        let after = all.skip_while(|other| **other != self.arrangement).skip(1).take(Arrangement::ALL.len());
        let next = after.copied().find(|other| self.fits(*other)).unwrap_or_default();
        if next == self.arrangement {
            let least = least_columns(Arrangement::Contents).min(least_columns(Arrangement::Split));
            self.complain(t!(
                "side by side needs a window of {least} columns; Tab changes between page and story",
                least
            ));
            return;
        }
        self.arrange(next);
    }

    fn arrange(&mut self, next: Arrangement) {
        self.arrangement = next;
        self.say(next.shows());
        self.reveal();
    }

    /// `:panes NAME`.
    pub(super) fn choose_panes(&mut self, name: &str) {
        match Arrangement::ALL.into_iter().find(|other| other.name() == name) {
            Some(found) if self.fits(found) => self.arrange(found),
            Some(found) => {
                let least = least_columns(found);
                self.complain(t!("{name} needs a window of {least} columns; :panes one always fits", name, least));
            }
            None if name.is_empty() => self.next_arrangement(),
            None => self.complain(t!("say :panes one, page-story, three or contents")),
        }
    }

    /// `:theme NAME`.
    pub(super) fn choose_theme(&mut self, name: &str) -> Vec<Effect> {
        if self.themes.iter().any(|other| other == name) {
            return vec![Effect::Theme(name.to_owned())];
        }
        let known = self.themes.join(", ");
        self.complain(if name.is_empty() {
            t!("say :theme and one of {known}", known)
        } else {
            t!("no theme is called {name}; there are {known}", name, known)
        });
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::width::WidthModel;
    use crate::ui::sample_edition;
    use crate::ui::views::View;

    fn room(columns: u16) -> State {
        State::new(sample_edition::edition(), WidthModel::narrow(), (columns, 40), 1, MouseOwner::Caught)
    }

    #[test]
    fn w_goes_through_what_there_is_room_for() {
        let seen = |columns: u16| {
            let mut state = room(columns);
            let mut seen = Vec::new();
            for _ in 0..4 {
                state.command(Command::Split);
                seen.push(state.arrangement.name());
            }
            seen
        };
        assert_eq!(seen(200), ["page-story", "three", "contents", "one"]);
        assert_eq!(seen(120), ["page-story", "contents", "one", "page-story"]);
        assert_eq!(seen(60), ["one", "one", "one", "one"]);
    }

    #[test]
    fn three_panes_fall_back_when_the_window_shrinks() {
        let mut state = room(200);
        state.choose_panes("three");
        state.prepare();
        let screen_layout = state.screen_layout();
        assert!(screen_layout.contents.width > 0 && screen_layout.page.width > 0 && screen_layout.story.width > 0);
        state.update(crate::ui::action::Action::Resize(110, 40));
        let screen_layout = state.screen_layout();
        assert!(screen_layout.contents.width == 0 && screen_layout.page.width > 0 && screen_layout.story.width > 0);
        state.update(crate::ui::action::Action::Resize(60, 40));
        let screen_layout = state.screen_layout();
        assert!(screen_layout.page.width > 0 && screen_layout.story.width == 0);
    }

    #[test]
    fn it_opens_as_preferred() {
        let mut state = room(100);
        state.prefer(Preferences { first: OpenOn::Story, measure: 44, ..Preferences::default() });
        assert_eq!((state.view, state.measure().0), (View::Story, 44));
        state.prefer(Preferences { script: Script::Strict, ..Preferences::default() });
        assert_eq!(state.script, Script::Strict, "the next search tells them apart");
        let mut state = room(100);
        state.prefer(Preferences { first: OpenOn::Contents, bars: Bars::Hidden, ..Preferences::default() });
        assert!(matches!(state.over, crate::ui::state::Overlay::List(_)));
        assert_eq!(state.screen_layout().header.height, 0);
    }

    #[test]
    fn themes_are_known_by_name() {
        let mut state = room(100);
        state.set_themes(vec!["night".into(), "mine".into()]);
        assert_eq!(state.choose_theme("mine"), [Effect::Theme("mine".into())]);
        assert_eq!(state.choose_theme("sepia"), []);
        assert!(state.message.is_some_and(|(_, says)| says.contains("night, mine")));
    }
}
