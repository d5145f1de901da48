//! The only writer of cells. [`Cells::put`] writes all text by the width model; [`Cells::finish`] is the last pass of
//! every frame and makes each cell take exactly the columns the terminal will draw.

use crate::typeset::width::{WidthModel, graphemes, is_ascii_ink};
use crate::ui::theme::{StyleToken, Theme};
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::num::NonZeroU16;

/// A text that was drawn plain and may be drawn large.
#[derive(Clone, Debug)]
pub(super) struct LargeText {
    /// Where it stands plain: one row.
    pub plain: Rect,
    /// Where it would stand large: two rows.
    pub large: Rect,
    /// What stands there plain, and what would stand there large: the same without letter-spacing.
    pub drawn: String,
    /// See `drawn`.
    pub text: String,
}

/// A buffer to draw into, with what drawing has to know.
pub struct Cells<'a> {
    pub(super) buffer: &'a mut Buffer,
    widths: WidthModel,
    /// What may be drawn large in the end.
    pub(super) large: Vec<LargeText>,
    /// Inks to styles.
    pub theme: &'a Theme,
}

/// Two cells.
const TWO: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);

impl<'a> Cells<'a> {
    /// Starts a frame.
    pub fn new(buffer: &'a mut Buffer, widths: WidthModel, theme: &'a Theme) -> Cells<'a> {
        let area = *buffer.area();
        buffer.set_style(area, theme.paper());
        Cells { buffer, widths, large: Vec::new(), theme }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        *self.buffer.area()
    }

    /// How many cells a text takes.
    pub fn width(&self, text: &str) -> u16 {
        self.widths.str(&self.widths.sanitize(text))
    }

    /// Writes a text in at most `room` cells and returns how many it took. A character that does not fit whole is
    /// left out, and so is everything after it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, room: u16, ink: StyleToken) -> u16 {
        self.put_styled(x, y, text, room, self.theme.style(ink))
    }

    /// As [`Cells::put`], in a style that was made from several inks.
    pub fn put_styled(&mut self, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
        let clean = self.widths.sanitize(text);
        let room = room.min(self.area().right().saturating_sub(x));
        let mut at = 0;
        for (_, grapheme) in graphemes(&clean) {
            let width = self.widths.grapheme(grapheme);
            if width == 0 {
                continue;
            }
            if width > room - at {
                break;
            }
            let parts = self.widths.parts(grapheme);
            let narrow = if parts.len() > 1 { 1 } else { width };
            for (dx, part) in (0..width).zip(&parts) {
                self.place(x + at + dx, y, part, narrow, style);
            }
            at += width;
        }
        at
    }

    /// Writes a text that is cut with `…` when there is no room for all of it.
    pub fn put_cut(&mut self, x: u16, y: u16, text: &str, room: u16, ink: StyleToken) -> u16 {
        let dots = self.width("…");
        if self.width(text) <= room || room <= dots {
            return self.put(x, y, text, room, ink);
        }
        let taken = self.put(x, y, text, room - dots, ink);
        taken + self.put(x + taken, y, "…", dots, ink)
    }

    fn place(&mut self, x: u16, y: u16, grapheme: &str, width: u16, style: Style) {
        self.blank_half_before(x, y);
        for dx in 0..width {
            let Some(cell) = self.buffer.cell_mut((x + dx, y)) else { return };
            cell.set_symbol(if dx == 0 { grapheme } else { " " }).set_style(style);
        }
    }

    /// A wide character whose right half is about to be covered is blanked; else the terminal would draw over what
    /// covers it.
    fn blank_half_before(&mut self, x: u16, y: u16) {
        let Some(before) = x.checked_sub(1) else { return };
        let widths = self.widths;
        if let Some(cell) = self.buffer.cell_mut((before, y))
            && widths.grapheme(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }

    /// Blanks an area, so that what is drawn there lies on top.
    pub fn clear(&mut self, area: Rect) {
        let paper = self.theme.paper();
        let area = area.intersection(self.area());
        for y in area.top()..area.bottom() {
            if area.width > 0 {
                self.blank_half_before(area.left(), y);
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(paper);
                }
            }
        }
    }

    /// Adds an ink to cells without changing what is in them.
    pub fn tint(&mut self, area: Rect, ink: StyleToken) {
        let style = self.theme.style(ink);
        let area = area.intersection(self.area());
        self.buffer.set_style(area, style);
    }

    /// A row of blanks in an ink: a bar.
    pub fn bar(&mut self, area: Rect, ink: StyleToken) {
        self.clear(area);
        self.tint(area, ink);
    }

    /// True when nothing is written in this cell, nor the right half of anything.
    pub fn is_blank(&self, x: u16, y: u16) -> bool {
        let symbol_width = |x: u16| self.buffer.cell((x, y)).map_or(1, |cell| self.widths.grapheme(cell.symbol()));
        let blank = self.buffer.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
        blank && x.checked_sub(1).is_none_or(|before| symbol_width(before) < 2)
    }

    /// Draws a frame around the inside of an area, with a title in its upper edge.
    pub fn frame(&mut self, area: Rect, title: &str) {
        self.clear(area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let [tl, tr, bl, br, across, down] = if self.widths.has_boxes() {
            ["┌", "┐", "└", "┘", "─", "│"]
        } else {
            ["+", "+", "+", "+", "-", "|"]
        };
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for x in area.left() + 1..right {
            self.put(x, area.top(), across, 1, StyleToken::Frame);
            self.put(x, bottom, across, 1, StyleToken::Frame);
        }
        for y in area.top() + 1..bottom {
            self.put(area.left(), y, down, 1, StyleToken::Frame);
            self.put(right, y, down, 1, StyleToken::Frame);
        }
        for (x, y, corner) in
            [(area.left(), area.top(), tl), (right, area.top(), tr), (area.left(), bottom, bl), (right, bottom, br)]
        {
            self.put(x, y, corner, 1, StyleToken::Frame);
        }
        if area.width > 6 && !title.is_empty() {
            self.put_cut(area.left() + 2, area.top(), &format!(" {title} "), area.width - 4, StyleToken::Title);
        }
    }

    /// The last pass: every cell gets the width that the terminal will draw it with.
    ///
    /// A character that the model says is two cells wide, but ratatui believes is one, keeps its symbol with a
    /// forced width when the next cell is its blank, else gives way to a narrow one. Halves of wide characters that
    /// were cut off are blanked.
    pub fn finish(&mut self) {
        let area = self.area();
        for y in area.top()..area.bottom() {
            let mut x = area.left();
            while x < area.right() {
                let width = self.finish_cell(x, y).max(1);
                if width > 1 {
                    self.finish_half(x, y);
                }
                x += width;
            }
        }
    }

    /// The right half of a wide character looks as the left one, which the terminal draws it with. If a tint ended
    /// between the two, the next frame would believe that the half has the color of its own cell, and leave it.
    fn finish_half(&mut self, x: u16, y: u16) {
        let Some(style) = self.buffer.cell((x, y)).map(ratatui::buffer::Cell::style) else { return };
        if let Some(half) = self.buffer.cell_mut((x + 1, y)) {
            half.set_style(Style { sub_modifier: Modifier::all().difference(style.add_modifier), ..style });
        }
    }

    fn finish_cell(&mut self, x: u16, y: u16) -> u16 {
        let widths = self.widths;
        let edge = self.area().right();
        let beside = self.buffer.cell((x + 1, y)).filter(|_| x + 1 < edge);
        let next_is_blank = beside.is_some_and(|cell| cell.symbol() == " ");
        let Some(cell) = self.buffer.cell_mut((x, y)) else { return 1 };
        cell.set_diff_option(CellDiffOption::None);
        if cell.symbol().len() == 1 && is_ascii_ink(cell.symbol()) {
            return 1;
        }
        let (drawn, believed) = (widths.grapheme(cell.symbol()).max(1), cell.symbol().cell_width().max(1));
        match (drawn, believed) {
            (1, 1) => 1,
            (2, 2) if next_is_blank => 2,
            (2, 1) if next_is_blank => {
                cell.set_diff_option(CellDiffOption::ForcedWidth(TWO));
                2
            }
            (2, 1) => {
                let narrow = cell.symbol().chars().next().map_or(' ', WidthModel::one_cell);
                cell.set_char(if widths.is_wide(narrow) { ' ' } else { narrow });
                1
            }
            _ => {
                cell.set_symbol(" ");
                1
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Depth;

    fn row(buffer: &Buffer, y: u16) -> String {
        let mut text = String::new();
        let mut x = 0;
        while let Some(cell) = buffer.cell((x, y)) {
            text.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text
    }

    fn draw(widths: WidthModel, columns: u16, paint: impl Fn(&mut Cells)) -> Buffer {
        let theme = Theme::new(Depth::Monochrome, None);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 3));
        let mut cells = Cells::new(&mut buffer, widths, &theme);
        paint(&mut cells);
        cells.finish();
        buffer
    }

    #[test]
    fn text_never_leaves_its_room() {
        let buffer = draw(WidthModel::narrow(), 10, |cells| {
            assert_eq!(cells.put(0, 0, "中文报纸", 5, StyleToken::Plain), 4);
            assert_eq!(cells.put(7, 1, "中文报纸", 99, StyleToken::Plain), 2);
            cells.put_cut(0, 2, "一个很长的标题", 7, StyleToken::Plain);
        });
        assert_eq!(row(&buffer, 0), "中文      ");
        assert_eq!(row(&buffer, 1), "       中 ");
        assert_eq!(row(&buffer, 2), "一个很…   ");
    }

    #[test]
    fn a_popup_over_wide_characters_keeps_its_left_edge() {
        let buffer = draw(WidthModel::narrow(), 12, |cells| {
            for y in 0..3 {
                cells.put(0, y, "中中中中中中", 12, StyleToken::Plain);
            }
            cells.frame(Rect::new(3, 0, 6, 3), "");
        });
        assert_eq!(row(&buffer, 0), "中 ┌────┐ 中");
        assert_eq!(row(&buffer, 1), "中 │    │ 中");
    }

    #[test]
    fn wide_quotes_are_forced_and_frames_stay_narrow() {
        let buffer = draw(WidthModel::wide(), 12, |cells| {
            cells.put(0, 0, "“中”a", 12, StyleToken::Plain);
            cells.frame(Rect::new(0, 1, 4, 2), "");
        });
        let forced =
            |x: u16| matches!(buffer.cell((x, 0)).map(|cell| cell.diff_option), Some(CellDiffOption::ForcedWidth(_)));
        assert!(forced(0) && !forced(2) && forced(4));
        assert_eq!(buffer.cell((6, 0)).map(|cell| cell.symbol().to_owned()).as_deref(), Some("a"));
        assert_eq!(row(&buffer, 1).trim_end(), "+--+");
    }

    #[test]
    fn control_characters_do_not_reach_a_cell() {
        let buffer = draw(WidthModel::narrow(), 12, |cells| {
            cells.put(0, 0, "a\u{1b}[31mb\u{7}", 12, StyleToken::Plain);
        });
        assert!(!row(&buffer, 0).contains(['\u{1b}', '\u{7}']));
    }
}
