//! A terminal made for tests: it is given the bytes that a real one would get, draws ambiguous characters as wide as it
//! is told, and must then show what was in the buffer. This is how wrong widths are found without thirty terminals.

use super::terminal::Screen;
use crate::typeset::width::{Ambiguous, WidthModel};
use crate::ui::action::Action;
use crate::ui::draw::draw;
use crate::ui::sample;
use crate::ui::state::{Mouse, State};
use crate::ui::theme::{Depth, Theme};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

/// What the program writes, kept.
#[derive(Clone, Default)]
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Rows of cells. A cell is a character, a blank, or the right half of what stands before it.
struct Grid {
    widths: WidthModel,
    columns: usize,
    cells: Vec<Vec<String>>,
    x: usize,
    y: usize,
}

/// The right half of a wide character.
const HALF: &str = "";

impl Grid {
    fn new(columns: u16, rows: u16, widths: WidthModel) -> Grid {
        let row = vec![" ".to_owned(); columns.into()];
        Grid { widths, columns: columns.into(), cells: vec![row; rows.into()], x: 0, y: 0 }
    }

    /// Overwriting one half of a wide character leaves a blank in the other.
    fn set(&mut self, x: usize, symbol: &str) {
        let Some(row) = self.cells.get_mut(self.y) else { return };
        if x >= self.columns {
            return;
        }
        if row[x] == HALF && symbol != HALF && x > 0 {
            row[x - 1] = " ".to_owned();
        }
        if x + 1 < self.columns && row[x + 1] == HALF {
            row[x + 1] = " ".to_owned();
        }
        row[x] = symbol.to_owned();
    }
}

impl vte::Perform for Grid {
    fn print(&mut self, c: char) {
        let width = self.widths.grapheme(&c.to_string());
        if width == 0 {
            return;
        }
        self.set(self.x, &c.to_string());
        if width == 2 {
            self.set(self.x + 1, " ");
            if let Some(cell) = self.cells.get_mut(self.y).and_then(|row| row.get_mut(self.x + 1)) {
                *cell = HALF.to_owned();
            }
        }
        self.x = (self.x + usize::from(width)).min(self.columns);
    }

    fn execute(&mut self, byte: u8) {
        if byte == 8 {
            self.x = self.x.saturating_sub(1);
        }
    }

    fn csi_dispatch(&mut self, params: &vte::Params, _: &[u8], _: bool, action: char) {
        let number =
            |at: usize| params.iter().nth(at).and_then(|part| part.first()).map_or(1, |n| usize::from(*n).max(1));
        match action {
            'H' => (self.y, self.x) = (number(0) - 1, number(1) - 1),
            'J' => self.cells.iter_mut().flatten().for_each(|cell| *cell = " ".to_owned()),
            _ => {}
        }
    }
}

/// What the buffer says the terminal shows.
fn expected(buffer: &Buffer, widths: &WidthModel) -> Vec<Vec<String>> {
    let area = *buffer.area();
    let row = |y: u16| {
        let (mut cells, mut x) = (Vec::new(), 0);
        while x < area.width {
            let symbol = buffer.cell((x, y)).unwrap().symbol().to_owned();
            let width = widths.grapheme(&symbol).max(1);
            cells.push(symbol);
            cells.extend((1..width).map(|_| HALF.to_owned()));
            x += width;
        }
        cells
    };
    (0..area.height).map(row).collect()
}

#[test]
fn every_terminal_shows_what_was_drawn() {
    let mixed = WidthModel { punctuation: Ambiguous::Wide, boxes: Ambiguous::Wide, ..WidthModel::narrow() };
    let keys = "j}t\u{1b}l=+\tjjd)?q]\tT\u{1b}J/o\r\tnn-qwv}=wzz-\tG";
    for widths in [WidthModel::narrow(), WidthModel::wide(), mixed, WidthModel::safe()] {
        for (columns, rows) in [(80, 24), (121, 31), (33, 9)] {
            let tape = Tape::default();
            let mut grid = Grid::new(columns, rows, widths);
            let mut parser = vte::Parser::new();
            let area = Rect::new(0, 0, columns, rows);
            let options = TerminalOptions { viewport: Viewport::Fixed(area) };
            let mut terminal = Terminal::with_options(Screen::new(tape.clone()), options).unwrap();
            let theme = Theme::new(Depth::True, Some((0, 0, 0)));
            let mut state = State::new(sample::edition(), widths, (columns, rows), 1, Mouse::Caught);
            for c in keys.chars() {
                let code = match c {
                    '\r' => KeyCode::Enter,
                    '\t' => KeyCode::Tab,
                    '\u{1b}' => KeyCode::Esc,
                    c => KeyCode::Char(c),
                };
                state.update(Action::Key(KeyEvent::new(code, KeyModifiers::NONE)));
                let mut drawn = Buffer::empty(area);
                terminal
                    .draw(|frame| {
                        draw(&state, &theme, frame.buffer_mut());
                        drawn = frame.buffer_mut().clone();
                    })
                    .unwrap();
                parser.advance(&mut grid, &tape.0.take());
                let expected = expected(&drawn, &widths);
                for (y, (shown, wanted)) in grid.cells.iter().zip(&expected).enumerate() {
                    assert_eq!(
                        shown.join("|"),
                        wanted.join("|"),
                        "row {y} after {c:?} at {columns}x{rows}, {widths:?}"
                    );
                }
            }
        }
    }
}
