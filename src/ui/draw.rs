//! Drawing: the state onto a buffer. Changes nothing.

use crate::ui::action::Effect;
use crate::ui::cells::Cells;
use crate::ui::list::{Kind, List};
use crate::ui::panes;
use crate::ui::state::{Over, State};
use crate::ui::theme::{Ink, Theme};
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
    let scene = state.scene();
    panes::header::draw(state, &mut cells, scene.header);
    if scene.page.width > 0 {
        panes::page::draw(state, &mut cells, scene.page);
    }
    if scene.contents.width > 0 {
        panes::side::draw(state, &mut cells, scene.contents);
    }
    for gutter in scene.gutters {
        let line = if state.widths.has_boxes() { "│" } else { "|" };
        for y in gutter.top()..gutter.bottom() {
            cells.put(gutter.x, y, line, gutter.width, Ink::Rule);
        }
    }
    if scene.story.width > 0 {
        panes::story::draw(state, &mut cells, scene.story);
    }
    let cursor = match &state.over {
        Over::Nothing => panes::footer::draw(state, &mut cells, scene.footer),
        Over::Ask(question, effect) => {
            if let Effect::OpenLink(target) = effect {
                panes::prompt::show_link(&mut cells, scene.body, target);
            }
            panes::prompt::ask(&mut cells, scene.footer, question)
        }
        Over::List(list) => {
            draw_list(state, &mut cells, list);
            panes::footer::draw(state, &mut cells, scene.footer)
        }
        Over::Prompt(prompt) => {
            if let Some(list) = &prompt.under {
                draw_list(state, &mut cells, list);
            }
            panes::prompt::draw(state, &mut cells, scene.footer, prompt)
        }
    };
    if state.chooses_role() {
        panes::roles::draw(&mut cells, scene.body);
    }
    cells.finish();
    cells.enlarge(state.large);
    cells.show(&state.ready_pictures());
    cursor
}

fn draw_list(state: &State, cells: &mut Cells, list: &List) {
    let area = state.list_area(list);
    match list.kind {
        Kind::Contents | Kind::Marks | Kind::Doubts | Kind::Links | Kind::Printed => {
            panes::contents::draw(state, cells, area, list);
        }
        Kind::Pages => panes::pages::draw(state, cells, area, list),
        Kind::Help => panes::help::draw(state, cells, area, list),
    }
}
