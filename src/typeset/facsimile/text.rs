//! The page in cells as lines of plain text, where reverse video cannot show what is boxed.

use super::{Facsimile, Mark, MarkKind};

impl Facsimile {
    /// The page as lines of text, without trailing blanks. Boxed heads get a drawn box.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut marks = self.marks.iter().peekable();
        for row in 0..self.height {
            let mut column = 0u16;
            while let Some(mark) = marks.next_if(|mark| mark.y == row) {
                text.extend(std::iter::repeat_n(' ', usize::from(mark.x.saturating_sub(column))));
                match mark.kind {
                    MarkKind::Boxed(_) => text.push_str(&self.boxed(mark)),
                    MarkKind::Text(_)
                    | MarkKind::Cap(_)
                    | MarkKind::Tone(_)
                    | MarkKind::Frame
                    | MarkKind::Rule
                    | MarkKind::Picture => {
                        text.push_str(&mark.text);
                    }
                }
                column = mark.x.saturating_add(mark.width);
            }
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
        text
    }

    /// One row of a boxed head with the lines of its box in place of its outer blanks.
    fn boxed(&self, mark: &Mark) -> String {
        let [down, across, upper_left, upper_right, lower_left, lower_right] =
            if self.has_boxes { ['│', '─', '┌', '┐', '└', '┘'] } else { ['|', '-', '+', '+', '+', '+'] };
        let (blank_before, blank_after) = (mark.text.starts_with(' '), mark.text.ends_with(' '));
        if !mark.text.trim().is_empty() || mark.width < 2 {
            let inner = mark.text.get(usize::from(blank_before)..mark.text.len() - usize::from(blank_after));
            let side = |blank: bool| if blank { down.to_string() } else { String::new() };
            return side(blank_before) + inner.unwrap_or_default() + &side(blank_after);
        }
        // A row without text is the upper edge when the head goes on below it.
        let below = self.rows(mark.y + 1, mark.y + 2).iter().any(|other| other.block == mark.block);
        let above =
            mark.y.checked_sub(1).is_some_and(|y| self.rows(y, mark.y).iter().any(|other| other.block == mark.block));
        let (left, middle, right) = match (above, below) {
            (false, _) => (upper_left, across, upper_right),
            (true, false) => (lower_left, across, lower_right),
            (true, true) => (down, ' ', down),
        };
        let inner = std::iter::repeat_n(middle, usize::from(mark.width) - 2);
        std::iter::once(left).chain(inner).chain([right]).collect()
    }
}
