//! Text of double size, where the terminal has a way to draw it and nothing else stands in its cells. Everywhere else the
//! same text stays as it was drawn before: plain, in one row.
//!
//! ```text
//!   row y      ┌──────────────┐   kitty: one sequence in the first cell, drawn over a block of cells
//!   row y + 1  └──────────────┘   DEC: the whole row at double width, the upper and the lower half of it
//! ```

use crate::model::lang::Lang;
use crate::typeset::galley::large::HeadSize;
use crate::typeset::width::graphemes;
use crate::ui::cells::{Cells, LargeText};
use ratatui::buffer::CellDiffOption;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::num::NonZeroU16;

/// How the terminal draws text of double size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Large {
    /// It does not, or nobody knows.
    #[default]
    Not,
    /// Any text anywhere: the text-sizing protocol of kitty (`OSC 66`).
    Scaled,
    /// Whole rows: double-height lines of DEC terminals (`ESC # 3` and `ESC # 4`).
    DoubleRows,
}

/// What a row of double width and its lower half begin with, and what makes the row an ordinary one again.
pub const UPPER_HALF: &str = "\x1b#3";
/// See [`UPPER_HALF`].
pub const LOWER_HALF: &str = "\x1b#4";
/// See [`UPPER_HALF`].
pub const SINGLE: &str = "\x1b#5";

impl Large {
    /// How headlines of stories are set. Whole rows are only free where no page stands beside the story, `alone`; and they
    /// have no wide characters.
    pub(super) fn head_size(self, alone: bool, lang: Option<Lang>) -> HeadSize {
        let narrow = lang.is_some_and(|lang| !lang.is_cjk());
        match self {
            Large::Scaled => HeadSize::Double,
            Large::DoubleRows if alone && narrow => HeadSize::Double,
            Large::Not | Large::DoubleRows => HeadSize::Plain,
        }
    }
}

impl Cells<'_> {
    /// Text that was drawn plain in one row may be drawn large, after everything else was drawn.
    pub(super) fn may_be_large(&mut self, text: LargeText) {
        self.large.push(text);
    }

    /// Draws large what may be and has its cells for itself. Comes after [`Cells::finish`].
    pub(super) fn enlarge(&mut self, way: Large) {
        for text in std::mem::take(&mut self.large) {
            match way {
                Large::Not => {}
                Large::Scaled if self.is_clear(&text, text.large) => self.scale(&text),
                Large::DoubleRows => self.double(&text),
                Large::Scaled => {}
            }
        }
    }

    /// True when in these cells, and where the text stands plain, nothing stands but the text.
    fn is_clear(&self, text: &LargeText, area: Rect) -> bool {
        let all = self.area();
        let mut found = String::new();
        for position in text.plain.positions() {
            found.push_str(self.buffer.cell(position).map_or("", |cell| cell.symbol()));
        }
        let blanks = |text: &str| text.replace(' ', "");
        let mut others = area.positions().filter(|position| !text.plain.contains(*position));
        area.intersection(all) == area
            && blanks(&found) == blanks(&text.drawn)
            && others.all(|position| self.buffer.cell(position).is_some_and(|cell| cell.symbol() == " "))
    }

    fn scale(&mut self, text: &LargeText) {
        let sequence = format!("\x1b]66;s=2;{}\x1b\\", text.text);
        let style = self.style_of(text);
        for position in text.plain.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.set_symbol(" ");
            }
        }
        self.occupy(text.large, &sequence, style);
    }

    /// Two rows of double width: the text in the middle of what was its middle. Not for wide characters: xterm draws
    /// them at their own size in cells of twice their width.
    fn double(&mut self, text: &LargeText) {
        if graphemes(&text.text).any(|(_, letter)| self.width(letter) != 1) {
            return;
        }
        let all = self.area();
        let rows = Rect { x: all.x, width: all.width, ..text.large };
        let middle = text.plain.x + text.plain.width / 2;
        let cells = text.large.width / 2;
        let Some(left) = (middle / 2).checked_sub(cells / 2).filter(|left| left + cells <= all.width / 2) else {
            return;
        };
        if !self.is_clear(text, rows) {
            return;
        }
        let style = self.style_of(text);
        for (row, half) in [UPPER_HALF, LOWER_HALF].into_iter().enumerate() {
            // What stood in the row before is not drawn over by anything else.
            let before = " ".repeat(usize::from(left));
            let behind = " ".repeat(usize::from(all.width / 2 - left - cells));
            let sequence = format!("{half}{before}{}{behind}", text.text);
            self.occupy(Rect { y: rows.y + row as u16, height: 1, ..rows }, &sequence, style);
        }
    }

    /// How the plain text looks, selected or found as it may be.
    fn style_of(&self, text: &LargeText) -> Style {
        self.buffer.cell((text.plain.x, text.plain.y)).map(|cell| cell.style()).unwrap_or_default()
    }

    /// One cell writes for all of them.
    fn occupy(&mut self, area: Rect, sequence: &str, style: Style) {
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.set_symbol(" ").set_style(style);
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
        if let (Some(cell), Some(width)) = (self.buffer.cell_mut((area.x, area.y)), NonZeroU16::new(area.width)) {
            cell.set_symbol(sequence);
            cell.set_diff_option(CellDiffOption::ForcedWidth(width));
        }
    }

    /// A line of a story that may be large, drawn plain at `x`.
    pub(super) fn put_large_line(&mut self, x: u16, y: u16, text: &str) {
        let (blanks, drawn) = (self.width(text) - self.width(text.trim_start()), text.trim());
        let width = self.width(drawn);
        let plain = Rect::new(x + blanks, y, width, 1);
        let large = Rect::new(plain.x.saturating_sub(width / 2), y, width.saturating_mul(2), 2);
        let (drawn, text) = (drawn.to_owned(), drawn.to_owned());
        self.may_be_large(LargeText { plain, large, drawn, text });
    }
}

/// A letter-spaced text without the blanks between its letters; nothing of a text whose blanks part words is changed.
pub(super) fn unspaced(text: &str) -> String {
    let letters: Vec<&str> = graphemes(text).map(|(_, letter)| letter).filter(|letter| *letter != " ").collect();
    let is_spaced = text.contains(' ') && letters.iter().all(|letter| !letter.is_ascii());
    if is_spaced { letters.concat() } else { text.to_owned() }
}
