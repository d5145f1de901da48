//! What actions do to the state.

mod lists;
mod places;
mod pictures;
mod pointer;
mod prompts;
mod reload;
mod on_corrections;
mod on_questions;
mod on_page;
mod on_story;
mod on_text;
mod on_words;
mod screen;
mod scripts;
mod prepare;
mod vertical_story;
mod stories;

pub(super) use on_corrections::letter_of;

use crate::t;
use crate::ui::action::{Action, Command, Effect};
use crate::ui::keys::{self, KeyPlace, Typed};
use crate::ui::state::{Overlay, State};
use crate::ui::views::{Bars, MouseOwner, View};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

impl State {
    /// Takes an action and returns what the shell has to do. Afterwards everything is set for drawing.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        if matches!(action, Action::Key(_) | Action::Mouse(_) | Action::Do(..) | Action::GoToPage(_)) {
            self.arrivals.wait(None);
        }
        let effects = match action {
            Action::Key(key) => self.key(&key),
            Action::Mouse(event) => self.pointer(&event),
            Action::Do(command, count) => self.run(command, count, None),
            Action::Paste(text) => self.told(|state| state.paste(&text)),
            Action::Resize(columns, rows) => self.told(|state| state.size = (columns, rows)),
            Action::GoToPage(number) => self.told(|state| state.go_to_page(number as usize)),
            Action::Pictured(key, shot) => self.told(|state| state.take_picture(key, shot)),
            Action::Done(text) => self.told(|state| state.say(text)),
            Action::Failed(text) => self.told(|state| state.complain(text)),
            Action::Arrived(pages, of) => self.told(|state| state.take_pages(pages, of)),
            Action::Opened(edition, edits) => self.told(|state| state.complete_edition(*edition, *edits)),
            Action::Reloaded(edition, edits) => self.told(|state| state.replace_edition(*edition, *edits)),
            Action::Completed(path) => self.told(|state| state.complete_path(&path)),
            Action::Kept { place, of_others, says } => self.told(|state| {
                (state.kept, state.unkept) = (place, None);
                if let Some(says) = says {
                    state.say(says);
                } else if of_others {
                    let key = state.key_of(Command::Reload);
                    state.say(t!("somebody else corrects this page too: all is kept, {key} shows it", key));
                }
            }),
            Action::Unkept(says) => self.told(|state| {
                state.complain(says.clone());
                (state.kept, state.unkept) = (String::new(), Some(says));
            }),
            Action::Learned(says) => self.told(|state| {
                state.say(says.clone());
                state.learned = Some(says);
            }),
            Action::Printed(command, text) => self.told(|state| state.show_printed(command, text)),
            Action::Exists(name, effect) => self.told(|state| {
                state.over = Overlay::Ask(t!("overwrite? y/n · {name} is there already", name), *effect);
            }),
        };
        if let Some((command, text)) = self.late.take() {
            self.show_printed(command, text);
        }
        self.prepare();
        effects
    }

    /// Actions that ask nothing of the shell.
    fn told(&mut self, change: impl FnOnce(&mut State)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn key(&mut self, key: &KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        self.message = None;
        match &self.over {
            Overlay::Prompt(_) => self.key_in_prompt(key),
            Overlay::Ask(..) => self.answer(key),
            Overlay::Nothing | Overlay::List(_) => self.key_in_view(key),
        }
    }

    fn key_in_view(&mut self, key: &KeyEvent) -> Vec<Effect> {
        if let Some(answer) = self.answer_of(&keys::name_of(key)) {
            return self.take_answer(answer);
        }
        let mut pending = std::mem::take(&mut self.pending);
        let name = if pending.keys.is_empty() { keys::name_of(key) } else { pending.keys.concat() };
        let typed = pending.take(key, self.place(), &self.keys);
        self.pending = pending;
        match typed {
            Typed::Command(command, count, letter) => self.run(command, count, letter),
            Typed::More => Vec::new(),
            Typed::Unknown => {
                if key.code != KeyCode::Esc {
                    self.complain(self.why_nothing(&name));
                }
                Vec::new()
            }
        }
    }

    /// What to do about a key without a meaning here.
    fn why_nothing(&self, key: &str) -> String {
        let (elsewhere, place) = match self.view {
            View::Page => (KeyPlace::Story, t!("in a story")),
            View::Story => (KeyPlace::Page, t!("on the page")),
        };
        let known = self.keys.sequences(elsewhere).any(|(sequence, _)| sequence.split(' ').next() == Some(key));
        match self.keys.key_of(Command::Toggle, self.place()) {
            Some(toggle) if known => t!("{key} means something {place}; {toggle} goes there", key, place, toggle),
            Some(_) | None => t!("no such key here; {help} lists the keys", help = self.key_of(Command::Help)),
        }
    }

    fn answer(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let Overlay::Ask(_, effect) = std::mem::take(&mut self.over) else { return Vec::new() };
        if let Effect::OpenLink(target) = effect {
            return match key.code {
                KeyCode::Enter => vec![Effect::OpenLink(target)],
                KeyCode::Char('y') => vec![Effect::Copy(target)],
                _ => self.told(|state| state.say(t!("not opened"))),
            };
        }
        if matches!(key.code, KeyCode::Char('y' | 'Y')) {
            return vec![effect];
        }
        self.say(if matches!(effect, Effect::Learn { .. }) {
            t!("left as it was; :learn and another name learns beside it")
        } else {
            t!("left as it was; S saves under another name")
        });
        Vec::new()
    }

    /// Carries out a command where the reader is.
    pub(super) fn run(&mut self, command: Command, count: Option<u32>, letter: Option<char>) -> Vec<Effect> {
        if matches!(self.over, Overlay::List(_))
            && let Some(effects) = self.run_in_list(command, count)
        {
            return effects;
        }
        if let Some(effects) = self.run_on_corrections(command, count, letter) {
            return effects;
        }
        if let Some(effects) = self.run_on_text(command, i64::from(count.unwrap_or(1))) {
            return effects;
        }
        if let Some(effects) = self.run_anywhere(command).or_else(|| self.run_with_story(command)) {
            return effects;
        }
        let times = i64::from(count.unwrap_or(1));
        match command {
            Command::SetMark | Command::GoToMark => self.mark(command, letter),
            Command::End if count.is_some() => self.go_to_page(count.unwrap_or(1) as usize),
            Command::NextPage => self.step_page(times),
            Command::PreviousPage => self.step_page(-times),
            Command::NextStory => self.step_story(times),
            Command::PreviousStory => self.step_story(-times),
            Command::NextHit => self.step_hit(times),
            Command::PreviousHit => self.step_hit(-times),
            Command::Back => self.back(),
            Command::Forward => self.forward(),
            Command::Follow => self.follow(),
            _ => match self.view {
                View::Page => self.on_page(command, count),
                View::Story => self.on_story(command, count),
            },
        }
        Vec::new()
    }

    /// Commands that mean the same everywhere.
    fn run_anywhere(&mut self, command: Command) -> Option<Vec<Effect>> {
        match command {
            Command::Quit => return Some(vec![Effect::Quit]),
            Command::Reload => return Some(vec![Effect::Reload]),
            Command::Redraw => return Some(vec![Effect::Redraw]),
            Command::Suspend => return Some(vec![Effect::Suspend]),
            Command::Mouse => return Some(self.toggle_mouse()),
            Command::Search | Command::CommandLine => return Some(self.open_prompt(command)),
            Command::Leave => return Some(self.leave()),
            Command::Contents | Command::Pages | Command::Marks | Command::Warnings | Command::Help => {
                self.open_list(command);
            }
            Command::Clear => self.clear(),
            Command::Toggle => self.toggle_view(),
            Command::Bare => {
                self.bars = if self.bars == Bars::Shown { Bars::Hidden } else { Bars::Shown };
            }
            Command::Split => self.next_arrangement(),
            Command::Upright => self.toggle_upright(),
            Command::Pictures => self.toggle_pictures(),
            Command::LookUp => return Some(self.look_up()),
            Command::Note => return Some(self.ask_for_note()),
            Command::Select => self.toggle_text_selection(),
            Command::SelectBlocks => self.toggle_selection(),
            _ => return None,
        }
        Some(Vec::new())
    }

    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        let (mouse, says) = match self.mouse {
            MouseOwner::Caught => (MouseOwner::Free, t!("mouse off: the terminal selects text; M turns it on")),
            MouseOwner::Free => {
                (MouseOwner::Caught, t!("mouse on: click a story, scroll with the wheel; M turns it off"))
            }
        };
        self.mouse = mouse;
        self.say(says);
        vec![Effect::CatchMouse(mouse == MouseOwner::Caught)]
    }

    fn toggle_selection(&mut self) {
        self.anchor = if self.anchor.is_some() { None } else { self.cursor.block };
        if self.anchor.is_some() {
            self.say(t!("selecting: move to extend, y copies, Esc cancels"));
        }
    }

    /// One step out: closes what is open, goes from story to page, quits on the page.
    fn leave(&mut self) -> Vec<Effect> {
        match (&self.over, self.view) {
            (Overlay::Nothing, View::Page) => return vec![Effect::Quit],
            (Overlay::Nothing, View::Story) => self.toggle_view(),
            (Overlay::List(_) | Overlay::Prompt(_) | Overlay::Ask(..), _) => self.over = Overlay::Nothing,
        }
        Vec::new()
    }

    fn clear(&mut self) {
        self.over = Overlay::Nothing;
        self.anchor = None;
        self.selection = None;
        self.search = None;
        self.story_view.focus = None;
    }
}
