//! Selecting in the text of a story by character and line; addresses in it.

use crate::model::page::Paragraph;
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::caret::{Caret, CharPosition, Selection, line_of, spots};
use crate::ui::links::{TextLink, links};
use crate::ui::list::ListKind;
use crate::ui::state::{Overlay, State};
use crate::ui::views::View;

impl State {
    /// Begins to select by character, in the story; or gives up.
    pub(super) fn toggle_text_selection(&mut self) {
        if self.selection.take().is_some() {
            return;
        }
        if self.view == View::Page {
            self.toggle_view();
            self.prepare();
        }
        if self.is_upright() {
            self.complain(t!("characters are selected in lines; :vertical sets the story in lines again"));
            return;
        }
        let first = self.story_view.focus.unwrap_or(self.story_view.top);
        let Some(caret) = self.spots_from(first, true).first().map(|spot| spot.caret) else {
            self.complain(t!("no text to select here; J goes to the next story"));
            return;
        };
        self.selection = Some(Selection { from: caret, to: caret });
        self.say(t!("selecting: h j k l extend, y copies, Esc cancels"));
    }

    /// Commands with a meaning of their own while text is selected; nothing for all others.
    pub(super) fn run_on_text(&mut self, command: Command, times: i64) -> Option<Vec<Effect>> {
        let selection = self.selection.filter(|_| self.view == View::Story)?;
        match command {
            Command::Left => self.step_caret(selection, -times),
            Command::Right => self.step_caret(selection, times),
            Command::Up => self.step_caret_line(selection, -times),
            Command::Down => self.step_caret_line(selection, times),
            Command::NextColumn => self.step_caret_paragraph(selection, true),
            Command::PreviousColumn => self.step_caret_paragraph(selection, false),
            Command::Leave | Command::Clear => self.selection = None,
            Command::Copy => {
                let text = selection.text(&self.story_paragraphs());
                self.selection = None;
                return Some(vec![Effect::Copy(text)]);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// The paragraphs of the story that is set.
    pub(in crate::ui) fn story_paragraphs(&self) -> Vec<Paragraph<'_>> {
        let story = self.set.as_ref().zip(self.page()).and_then(|(set, page)| {
            let story = page.stories.get(set.at.story.0 as usize)?;
            Some(page.paragraphs(&story.blocks))
        });
        story.unwrap_or_default()
    }

    fn spots_on(&self, line: usize) -> Vec<CharPosition> {
        let set = self.set.as_ref().zip(self.page());
        set.map(|(set, page)| spots(page, set, line, &self.widths)).unwrap_or_default()
    }

    /// The characters of the nearest line that has some, this one or one below it (above it).
    fn spots_from(&self, line: usize, down: bool) -> Vec<CharPosition> {
        let last = self.set.as_ref().map_or(0, |set| set.lines().len());
        let mut lines: Vec<usize> = if down { (line..last).collect() } else { (0..=line.min(last)).rev().collect() };
        lines.truncate(1_000);
        lines.into_iter().map(|line| self.spots_on(line)).find(|spots| !spots.is_empty()).unwrap_or_default()
    }

    fn caret_line(&self, caret: Caret) -> usize {
        self.set.as_ref().and_then(|set| line_of(set, caret)).unwrap_or(0)
    }

    fn step_caret(&mut self, selection: Selection, by: i64) {
        let mut caret = selection.to;
        for _ in 0..by.unsigned_abs().min(5_000) {
            let line = self.caret_line(caret);
            let here = self.spots_on(line);
            let at = here.iter().position(|spot| spot.caret == caret).unwrap_or(0);
            let next = if by > 0 {
                here.get(at + 1).copied().or_else(|| self.spots_from(line + 1, true).first().copied())
            } else {
                let before = line.checked_sub(1);
                let above = || before.and_then(|line| self.spots_from(line, false).last().copied());
                at.checked_sub(1).and_then(|at| here.get(at).copied()).or_else(above)
            };
            let Some(next) = next else { break };
            caret = next.caret;
        }
        self.extend_to(selection, caret);
    }

    fn step_caret_line(&mut self, selection: Selection, by: i64) {
        let mut caret = selection.to;
        for _ in 0..by.unsigned_abs().min(5_000) {
            let line = self.caret_line(caret);
            let x = self.spots_on(line).iter().find(|spot| spot.caret == caret).map_or(0, |spot| spot.x);
            let there = match line.checked_sub(1) {
                _ if by > 0 => self.spots_from(line + 1, true),
                Some(above) => self.spots_from(above, false),
                None => Vec::new(),
            };
            let Some(next) = there.iter().min_by_key(|spot| spot.x.abs_diff(x)) else { break };
            caret = next.caret;
        }
        self.extend_to(selection, caret);
    }

    /// To the last character of the paragraph, or the first; from there of the next one.
    fn step_caret_paragraph(&mut self, selection: Selection, on: bool) {
        let lines = self.set.as_ref().map_or(0, |set| set.lines().len());
        let all: Vec<CharPosition> = (0..lines).flat_map(|line| self.spots_on(line)).collect();
        let at = all.iter().position(|spot| spot.caret == selection.to).unwrap_or(0);
        let edge = |pair: &&[CharPosition]| pair.first().map(|s| s.caret.block) != pair.last().map(|s| s.caret.block);
        let next = if on {
            let rest = all.get(at + 1..).unwrap_or_default();
            rest.windows(2).find(edge).and_then(|pair| pair.first()).or(rest.last())
        } else {
            let rest = all.get(..at).unwrap_or_default();
            rest.windows(2).rev().find(edge).and_then(|pair| pair.last()).or(rest.first())
        };
        if let Some(caret) = next.map(|spot| spot.caret) {
            self.extend_to(selection, caret);
        }
    }

    fn extend_to(&mut self, selection: Selection, to: Caret) {
        self.selection = Some(Selection { to, ..selection });
        let (line, rows) = (self.caret_line(to), usize::from(self.story_rows()).max(1));
        let top = &mut self.story_view.top;
        *top = (*top).min(line).max((line + 1).saturating_sub(rows));
    }

    /// The place in the text under a cell of the screen; the nearest one of its line.
    pub(super) fn caret_at(&self, x: u16, row: u16) -> Option<Caret> {
        let column = x.saturating_sub(self.story_left());
        let on_line = self.spots_on(self.story_view.top + usize::from(row));
        let far = |spot: &&CharPosition| {
            if spot.x + spot.width <= column { column - spot.x } else { spot.x.saturating_sub(column) }
        };
        on_line.iter().min_by_key(far).map(|spot| spot.caret)
    }

    /// The addresses of the story.
    pub(in crate::ui) fn story_links(&self) -> Vec<TextLink> {
        let at = self.nearest_story();
        let page = at.and_then(|at| self.edition.pages.get(at.page as usize));
        let Some((page, at)) = page.zip(at) else { return Vec::new() };
        let paragraphs = page.paragraphs(&page.story(at.story).blocks);
        paragraphs.iter().flat_map(|whole| links(&whole.text)).collect()
    }

    /// The address that is set on this line, or goes over it.
    fn link_on(&self, line: usize, caret: Option<Caret>) -> Option<TextLink> {
        let line = self.set.as_ref()?.lines().get(line)?;
        let block = line.from?;
        let paragraphs = self.story_paragraphs();
        let whole = paragraphs.iter().find(|whole| whole.blocks.first() == Some(&block))?;
        let touches = |link: &TextLink| {
            let end = link.at + link.target.len();
            let under = caret.is_none_or(|caret| (link.at..end).contains(&(caret.offset as usize)));
            link.at < line.end as usize && end > line.offset as usize && under
        };
        links(&whole.text).into_iter().find(touches)
    }

    /// In a story: the address on the line gone to last, else the jump, else the story's addresses.
    pub(super) fn open_in_story(&mut self) {
        match self.story_view.focus.and_then(|line| self.link_on(line, None)) {
            Some(link) => self.ask_to_open(link.target),
            None => self.follow(),
        }
    }

    /// A click on an address asks to open it.
    pub(super) fn click_link(&mut self, caret: Caret) {
        if let Some(link) = self.link_on(self.caret_line(caret), Some(caret)) {
            self.ask_to_open(link.target);
        }
    }

    /// Shows the whole address; nothing is opened before Enter.
    pub(super) fn ask_to_open(&mut self, target: String) {
        self.over = Overlay::Ask(t!("Enter opens it, y copies it, Esc leaves it"), Effect::OpenLink(target));
    }

    /// The story goes on nowhere: what it names elsewhere is listed.
    pub(super) fn list_links(&mut self) -> bool {
        let any = !self.story_links().is_empty();
        if any {
            self.open_kind(ListKind::Links);
        }
        any
    }
}
