//! Drawing: the state onto a buffer. Changes nothing.

use crate::ui::action::Effect;
use crate::ui::cells::Cells;
use crate::ui::list::{List, ListKind};
use crate::ui::panes;
use crate::ui::state::{Overlay, State};
use crate::ui::theme::{StyleToken, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws everything. Returns where the terminal's cursor belongs, if it is to be seen.
///
/// ```text
///   header    03 · Riverbend Daily ____________________________ page 2 of 8
///   page      columns of the page       │  story: one measure
///   footer    1 The ferry is back               J next story  ? help
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let mut cells = Cells::new(buffer, state.widths, theme);
    let screen_layout = state.screen_layout();
    panes::header::draw(state, &mut cells, screen_layout.header);
    if screen_layout.page.width > 0 {
        panes::page::draw(state, &mut cells, screen_layout.page);
    }
    if screen_layout.contents.width > 0 {
        panes::side::draw(state, &mut cells, screen_layout.contents);
    }
    for gutter in screen_layout.gutters {
        let line = if state.widths.has_boxes() { "│" } else { "|" };
        for y in gutter.top()..gutter.bottom() {
            cells.put(gutter.x, y, line, gutter.width, StyleToken::Rule);
        }
    }
    if screen_layout.story.width > 0 {
        panes::story::draw(state, &mut cells, screen_layout.story);
    }
    let cursor = match &state.over {
        Overlay::Nothing => panes::footer::draw(state, &mut cells, screen_layout.footer),
        Overlay::Ask(question, effect) => {
            if let Effect::OpenLink(target) = effect {
                panes::prompt::show_link(&mut cells, screen_layout.body, target);
            }
            panes::prompt::ask(&mut cells, screen_layout.footer, question)
        }
        Overlay::List(list) => {
            draw_list(state, &mut cells, list);
            panes::footer::draw(state, &mut cells, screen_layout.footer)
        }
        Overlay::Prompt(prompt) => {
            if let Some(list) = &prompt.under {
                draw_list(state, &mut cells, list);
            }
            panes::prompt::draw(state, &mut cells, screen_layout.footer, prompt)
        }
    };
    if state.chooses_role() {
        panes::roles::draw(&mut cells, screen_layout.body);
    }
    cells.finish();
    cells.enlarge(state.large);
    cells.show(&state.ready_pictures());
    cursor
}

fn draw_list(state: &State, cells: &mut Cells, list: &List) {
    let area = state.list_area(list);
    match list.kind {
        ListKind::Contents | ListKind::Marks | ListKind::Doubts | ListKind::Links | ListKind::Printed => {
            panes::contents::draw(state, cells, area, list);
        }
        ListKind::Pages => panes::pages::draw(state, cells, area, list),
        ListKind::Help => panes::help::draw(state, cells, area, list),
    }
}
