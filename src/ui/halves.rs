//! Halves of wide characters that lost their other half. A terminal that draws over the left half blanks the right
//! one, and some of them in the colors of what they are drawing. Nothing changed in that cell as far as the buffer
//! tells, so it has to be drawn all the same.
//!
//! ```text
//!   before   |  w i d e  |  blank |      now   | n | orphan | blank |
//! ```

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};

/// Which cells of the frame before were right halves.
#[derive(Clone, Debug, Default)]
pub struct WideHalves {
    columns: u16,
    cells: Vec<bool>,
}

impl WideHalves {
    /// Takes a frame that is about to be shown: cells that were halves and are none now are drawn in any case.
    pub fn take(&mut self, buffer: &mut Buffer) {
        let now = halves_of(buffer);
        if self.columns == buffer.area().width {
            let lost = self.cells.iter().zip(&now).map(|(was, is)| *was && !is);
            for (cell, _) in buffer.content.iter_mut().zip(lost).filter(|(_, lost)| *lost) {
                if cell.diff_option == CellDiffOption::None {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
        (self.columns, self.cells) = (buffer.area().width, now);
    }
}

fn halves_of(buffer: &Buffer) -> Vec<bool> {
    let columns = usize::from(buffer.area().width).max(1);
    let mut halves = Vec::with_capacity(buffer.content.len());
    for row in buffer.content.chunks(columns) {
        let mut rest = 0;
        for cell in row {
            halves.push(rest > 0);
            rest = match (rest, cell.diff_option) {
                (0, CellDiffOption::ForcedWidth(width)) => width.get() - 1,
                (0, _) => cell.cell_width().saturating_sub(1),
                (more, _) => more - 1,
            };
        }
    }
    halves
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn a_half_that_lost_its_other_half_is_drawn() {
        let before = Buffer::with_lines(["a中 b"]);
        let mut now = Buffer::with_lines(["ax  b"]);
        now.set_style(ratatui::layout::Rect::new(1, 0, 1, 1), Style::new().reversed());
        let drawn = |now: &Buffer| before.diff(now).iter().map(|(x, _, _)| *x).collect::<Vec<_>>();
        assert_eq!(drawn(&now), [1], "nobody draws the orphan by itself");
        let mut halves = WideHalves::default();
        halves.take(&mut before.clone());
        halves.take(&mut now);
        assert_eq!(drawn(&now), [1, 2]);
    }
}
