//! Headlines of double size: twice as wide and two rows high, on terminals that can draw them so.

use super::SetLine;
use super::lines::{LineSetting, lines};
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::typeset::Measure;
use crate::typeset::width::WidthModel;

/// How headlines are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadSize {
    /// As other lines.
    #[default]
    Plain,
    /// Every line has a row below it for the lower half of its letters.
    Double,
}

/// Heads of more lines are not set large.
const MOST_LINES: usize = 3;
/// Cells of the narrowest measure in which heads are set large, before doubling.
const NARROWEST: u16 = 12;

/// Sets a headline at double size; false when it is none or too long.
pub(super) fn set(
    page: &Page,
    paragraph: &Paragraph,
    measure: Measure,
    widths: &WidthModel,
    set: &mut Vec<SetLine>,
) -> bool {
    let half = measure.0 / 2;
    if paragraph.role != Role::Headline || paragraph.boxed || half < NARROWEST {
        return false;
    }
    let setting = LineSetting { balance: true, ..LineSetting::plain(page.lang, half) };
    let found = lines(&paragraph.text, &setting, widths);
    if found.is_empty() || found.len() > MOST_LINES {
        return false;
    }
    for (number, line) in found.into_iter().enumerate() {
        let blanks = measure.0.saturating_sub(line.cells) / 2;
        set.push(SetLine {
            text: " ".repeat(usize::from(blanks)) + &line.text,
            from: paragraph.blocks.first().copied(),
            offset: line.from,
            end: line.to,
            opens: number == 0,
            large: true,
            ..SetLine::blank(paragraph.role)
        });
        set.push(SetLine::blank(paragraph.role));
    }
    true
}
