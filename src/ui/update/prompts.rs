//! What keys do in prompts, and what prompts do when they are done.

use super::lists::first_entry;
use crate::model::story::{StoryId, StoryRef};
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::list::{List, ListKind};
use crate::ui::prompt::{Prompt, Purpose, command_of};
use crate::ui::search::{Script, SearchState};
use crate::ui::state::{Overlay, State};
use crate::ui::views::{MouseOwner, PageScale, View};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

impl State {
    pub(super) fn open_prompt(&mut self, command: Command) -> Vec<Effect> {
        let purpose = if command == Command::Search { Purpose::Search } else { Purpose::Command };
        self.over = Overlay::Prompt(Prompt::new(purpose, String::new(), self.spot()));
        vec![Effect::BracketPaste(true)]
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Overlay::Prompt(prompt) = &mut self.over {
            prompt.paste(text);
            self.typed_in_prompt();
        }
    }

    pub(super) fn key_in_prompt(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let Overlay::Prompt(prompt) = &mut self.over else { return Vec::new() };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let moves = control || matches!(key.code, KeyCode::Up | KeyCode::Down);
        match key.code {
            KeyCode::Esc => return self.give_up(),
            KeyCode::Char('c' | 'g') if control => return self.give_up(),
            KeyCode::Backspace if prompt.value().is_empty() => return self.give_up(),
            KeyCode::Enter => return self.finish_prompt(),
            KeyCode::Tab | KeyCode::BackTab => match prompt.path() {
                Some(begun) => return vec![Effect::CompletePath(begun.to_owned())],
                None => prompt.complete(&self.themes, key.code == KeyCode::BackTab),
            },
            KeyCode::Up | KeyCode::Down | KeyCode::Char('p' | 'n') if moves => {
                let up = matches!(key.code, KeyCode::Up | KeyCode::Char('p'));
                if prompt.under.is_some() {
                    return self.choose_under(if up { -1 } else { 1 });
                }
                prompt.recall(&self.typed, up);
            }
            _ => {
                prompt.typed();
                if let Some(request) = tui_input::backend::crossterm::to_input_request(&Event::Key(*key)) {
                    prompt.input.handle(request);
                }
            }
        }
        self.typed_in_prompt();
        Vec::new()
    }

    /// A path was completed, as far as files agree.
    pub(super) fn complete_path(&mut self, path: &str) {
        if let Overlay::Prompt(prompt) = &mut self.over {
            prompt.set_path(path);
        }
    }

    /// Chooses another row of the list that is being filtered.
    fn choose_under(&mut self, by: i64) -> Vec<Effect> {
        let Overlay::Prompt(prompt) = &self.over else { return Vec::new() };
        let rows = prompt.under.as_ref().map(|list| self.rows(list)).unwrap_or_default();
        if let Overlay::Prompt(Prompt { under: Some(list), .. }) = &mut self.over {
            list.choose(by, &rows);
        }
        Vec::new()
    }

    /// Searching and filtering go along with typing.
    fn typed_in_prompt(&mut self) {
        let Overlay::Prompt(prompt) = &mut self.over else { return };
        let value = prompt.value().to_owned();
        match prompt.purpose {
            Purpose::Search => {
                let origin = prompt.origin;
                self.go_to(origin);
                self.search_for(&value, None);
            }
            Purpose::Filter => {
                if let Some(mut list) = prompt.under.take() {
                    list.filter = value;
                    list.top = 0;
                    list.chosen = first_entry(&self.rows(&list)).unwrap_or(0);
                    if let Overlay::Prompt(prompt) = &mut self.over {
                        prompt.under = Some(list);
                    }
                }
            }
            Purpose::SaveAs | Purpose::Pipe | Purpose::LookUp | Purpose::Note | Purpose::Command => {}
        }
    }

    /// Searches the edition or one page, and shows the first hit from here on.
    fn search_for(&mut self, query: &str, page: Option<usize>) {
        if query.trim().is_empty() {
            self.search = None;
            return;
        }
        let search = SearchState::new(&self.edition, query, self.script).within(page);
        let next = self.hits_before(self.cursor, &search);
        let count = search.hits.len();
        self.search = Some(search);
        if count > 0 {
            self.go_to_hit(next as usize % count);
        }
    }

    fn give_up(&mut self) -> Vec<Effect> {
        if let Overlay::Prompt(prompt) = std::mem::take(&mut self.over) {
            match prompt.purpose {
                Purpose::Search => {
                    self.search = None;
                    self.go_to(prompt.origin);
                }
                Purpose::Filter => {
                    if let Some(mut list) = prompt.under {
                        list.filter.clear();
                        self.over = Overlay::List(list);
                    }
                }
                Purpose::SaveAs | Purpose::Pipe | Purpose::LookUp | Purpose::Note | Purpose::Command => {}
            }
            self.message = None;
        }
        vec![Effect::BracketPaste(false)]
    }

    fn finish_prompt(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::BracketPaste(false)];
        let Overlay::Prompt(mut prompt) = std::mem::take(&mut self.over) else { return effects };
        let value = prompt.value().trim().to_owned();
        if let Some(list) = prompt.under.take() {
            effects.extend(self.finish_filter(list));
            return effects;
        }
        if prompt.purpose == Purpose::Note {
            effects.extend(self.write_note(&value));
            return effects;
        }
        if value.is_empty() {
            if prompt.purpose == Purpose::Search {
                self.look_for("", None);
            }
            return effects;
        }
        let line = format!("{}{value}", prompt.purpose.sign());
        self.typed.retain(|earlier| *earlier != line);
        self.typed.push(line);
        match prompt.purpose {
            Purpose::Search => {
                self.go_to(prompt.origin);
                self.look_for(&value, None);
            }
            Purpose::SaveAs => effects.extend(self.save_as(value)),
            Purpose::Pipe => effects.extend(self.pipe_to(value)),
            Purpose::Command => effects.extend(self.run_line(&value)),
            Purpose::LookUp => effects.extend(self.look_up_word(&value)),
            Purpose::Filter | Purpose::Note => {}
        }
        effects
    }

    /// What is left of a list is shown; where its rows lead somewhere, the chosen one is gone to at once.
    fn finish_filter(&mut self, list: List) -> Vec<Effect> {
        let leads = list.kind.leads() && !self.rows(&list).is_empty();
        self.over = Overlay::List(list);
        if leads { self.run_in_list(Command::Open, None).unwrap_or_default() } else { Vec::new() }
    }

    /// Searches the edition or one page, and says what came of it.
    fn look_for(&mut self, query: &str, page: Option<usize>) {
        if query.is_empty() {
            self.say(t!("nothing to search for; / and some words search the edition"));
            return;
        }
        self.remember();
        self.search_for(query, page);
        self.say_how_to_go_on();
        if self.search.as_ref().is_some_and(|search| search.hits.is_empty()) {
            self.complain(match page {
                Some(_) => t!("{query}: not on this page; / searches the edition", query),
                None => t!("{query}: not in this edition; fewer words find more", query),
            });
        }
    }

    /// Where there is more than one hit: the keys that go through them.
    fn say_how_to_go_on(&mut self) {
        let many = self.search.as_ref().is_some_and(|search| search.hits.len() > 1);
        let keys = [Command::NextHit, Command::PreviousHit].map(|command| self.key_of(command));
        if let (Some((_, says)), true) = (&mut self.message, many) {
            let [next, before] = keys;
            says.push_str(&format!(" · {}", t!("{next} next, {before} before", next, before)));
        }
    }

    /// Whether traditional and simplified characters are the same to a search.
    fn set_script(&mut self, word: &str) {
        self.script = match word {
            "folded" | "on" => Script::Folded,
            "strict" | "off" => Script::Strict,
            _ => {
                self.complain(t!("say :variants folded or :variants strict"));
                return;
            }
        };
        self.search = self.search.take().map(|search| search.again(&self.edition, self.script));
        self.say(match self.script {
            Script::Folded => t!("traditional and simplified characters find each other"),
            Script::Strict => t!("traditional and simplified characters are told apart"),
        });
    }

    fn save_as(&mut self, name: String) -> Vec<Effect> {
        let save = |story| Effect::Save { story, name, replace: false };
        self.nearest_story().map(save).into_iter().collect()
    }

    fn pipe_to(&mut self, command: String) -> Vec<Effect> {
        self.nearest_story().map(|story| Effect::Pipe { story, command }).into_iter().collect()
    }

    /// Runs a line of the `:` prompt.
    fn run_line(&mut self, line: &str) -> Vec<Effect> {
        let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
        let number = rest.parse::<u32>().ok();
        if let Ok(page) = word.parse::<usize>() {
            self.go_to_page(page);
            return Vec::new();
        }
        match command_of(word) {
            Some("page") => self.with_number("page N", number, |state, page| state.go_to_page(page as usize)),
            Some("story") => self.with_number("story N", number, State::open_story),
            Some("measure") => self.with_number("measure CELLS", number, State::set_measure),
            Some("search") => self.look_for(rest, None),
            Some("find") => self.look_for(rest, Some(self.cursor.page)),
            Some("zoom") => self.set_scale(rest),
            Some("variants") => self.set_script(rest),
            Some("script") => self.choose_script(rest),
            Some("links") => self.open_kind(ListKind::Links),
            Some("save" | "write") => return self.save_as(rest.to_owned()),
            Some("pipe") if !rest.is_empty() => return self.pipe_to(rest.to_owned()),
            Some("pipe") => return self.run(Command::Pipe, None, None),
            Some("copy") => return self.run(Command::Copy, None, None),
            Some("vertical") => self.toggle_upright(),
            Some("contents") => self.open_list(Command::Contents),
            Some("pages") => self.open_list(Command::Pages),
            Some("marks") => self.open_list(Command::Marks),
            Some("warnings") => self.open_kind(ListKind::Doubts),
            Some("help") => self.open_list(Command::Help),
            Some("keep") if matches!(rest, "beside" | "state") => {
                return vec![Effect::KeepCorrectionsInState(rest == "state")];
            }
            Some("keep") => self.complain(t!("say :keep beside or :keep state")),
            Some("learn") if rest.is_empty() => {
                self.complain(t!("say :learn and the name of the paper, as in :learn Harbor Lantern"));
            }
            Some("learn") => return vec![Effect::Learn { name: rest.to_owned(), replace: false }],
            Some("uncertain") => self.mark_uncertain(rest),
            Some("reload") => return vec![Effect::Reload],
            Some("theme") => return self.choose_theme(rest),
            Some("panes") => self.choose_panes(rest),
            Some("quit") => return vec![Effect::Quit],
            Some("mouse") => {
                let caught = self.mouse == MouseOwner::Caught;
                if (rest == "off" && caught) || (rest == "on" && !caught) || rest.is_empty() {
                    return self.toggle_mouse();
                }
            }
            _ => self.complain(t!("no command {word}; :help lists them", word)),
        }
        Vec::new()
    }

    fn with_number(&mut self, usage: &str, number: Option<u32>, then: impl FnOnce(&mut State, u32)) {
        match number {
            Some(number) => then(self, number),
            None => self.complain(t!("say :{usage}", usage)),
        }
    }

    /// Opens a story of this page by its number, from 1.
    pub(super) fn open_story(&mut self, number: u32) {
        let stories = self.page().map_or(0, |page| page.stories.len());
        let Some(index) = number.checked_sub(1).filter(|index| (*index as usize) < stories) else {
            self.complain(t!("no story {number} on this page: it has {stories}; t lists them", number, stories));
            return;
        };
        self.remember();
        self.view = View::Story;
        self.go_to_story(StoryRef { page: self.cursor.page as u32, story: StoryId(index) });
    }

    fn set_measure(&mut self, cells: u32) {
        self.set_wider(cells.min(1_000) as i32);
    }

    fn set_scale(&mut self, word: &str) {
        let scale = match word {
            "whole" | "fit" => PageScale::Whole,
            "read" | "reading" | "width" => PageScale::Reading,
            "full" | "1:1" => PageScale::Full,
            _ => {
                self.complain(t!("say :zoom whole, :zoom read or :zoom full"));
                return;
            }
        };
        self.page_view.scale = scale;
        self.reveal();
    }
}
