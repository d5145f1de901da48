//! Lines that are entries: an index with dot leaders, rows of a timetable, of the weather. Each stays a line of its own,
//! and where it is too long for its cells its leaders give way first.

use super::block_setting::{BlockFrame, SetBlock, SetText};
use crate::model::page::Line;
use crate::typeset::galley::lines::{LineSetting, lines};
use crate::typeset::width::WidthModel;

/// Fewer lines are no list.
const LEAST_LINES: usize = 3;
/// The share of the lines of a list that look like entries.
const ENTRIES: f32 = 0.6;
/// An entry ends so far before the edge of its column, in em: running text fills its lines.
const SHORT_EM: f32 = 2.0;
/// Dots of the shortest leader.
const LEAST_DOTS: usize = 3;
/// Cells by which the rest of an entry is indented that takes several lines.
const HANGING: u16 = 2;

/// True when most lines of a block are entries: they have leaders, or figures and white at their end.
pub(super) fn is_list(frame: &BlockFrame, printed: &[Line]) -> bool {
    let is_short = |line: &Line| (frame.span.right - line.bbox.right).0 > SHORT_EM * frame.scale.em;
    let has_figure = |line: &Line| line.text.chars().any(|c| c.is_ascii_digit());
    let is_entry = |line: &&Line| leader(&line.text).is_some() || is_short(line) && has_figure(line);
    let entries = printed.iter().filter(is_entry).count();
    printed.len() >= LEAST_LINES && entries as f32 >= printed.len() as f32 * ENTRIES
}

/// Sets each printed line for itself.
pub(super) fn set(frame: &BlockFrame, printed: &[Line], widths: &WidthModel) -> SetBlock {
    let mut pieces: Vec<SetText> = Vec::with_capacity(printed.len());
    for line in printed {
        let text = shortened(line.text.trim(), frame.cells, widths);
        let rest = frame.cells.saturating_sub(HANGING);
        let setting = LineSetting { rest, ..LineSetting::plain(frame.page.lang, frame.cells) };
        for (number, part) in lines(&text, &setting, widths).into_iter().enumerate() {
            let x = if number == 0 { 0 } else { HANGING.min(frame.cells.saturating_sub(part.cells)) };
            pieces.push(SetText::plain(x, pieces.len() as u32, part.cells, part.text));
        }
    }
    SetBlock { rows: pieces.len() as u32, pieces, ..SetBlock::default() }
}

/// The leader in a line, in bytes: dots with nothing between them but blanks.
fn leader(text: &str) -> Option<std::ops::Range<usize>> {
    let is_dot = |c: char| matches!(c, '.' | '·' | '…' | '‥' | '．' | '・');
    let (mut start, mut end, mut dots) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        if is_dot(c) {
            start = if dots == 0 { at } else { start };
            (end, dots) = (at + c.len_utf8(), dots + if matches!(c, '…' | '‥') { LEAST_DOTS } else { 1 });
        } else if c != ' ' {
            if dots >= LEAST_DOTS {
                break;
            }
            dots = 0;
        }
    }
    (dots >= LEAST_DOTS).then_some(start..end)
}

/// The line with as many dots as it has cells for, two at least.
fn shortened(text: &str, cells: u16, widths: &WidthModel) -> String {
    let whole = widths.sanitize(text).into_owned();
    let Some(dots) = leader(&whole).filter(|_| widths.str(&whole) > cells) else { return whole };
    let (before, after) = (whole.get(..dots.start).unwrap_or_default(), whole.get(dots.end..).unwrap_or_default());
    let (before, after) = (before.trim_end(), after.trim_start());
    let ink = widths.str(before).saturating_add(widths.str(after)).saturating_add(2);
    let dots = ".".repeat(usize::from(cells.saturating_sub(ink)).max(2));
    format!("{before} {dots} {after}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_are_found_and_shortened() {
        assert_eq!(leader("Region . . . . . A2"), Some(7..16));
        assert_eq!(leader("Weather......8"), Some(7..13));
        assert_eq!(leader("要闻……3"), Some(6..12));
        assert_eq!(leader("e.g. this, and so on."), None);
        let narrow = WidthModel::narrow();
        assert_eq!(shortened("Region . . . . . . . . . A2", 16, &narrow), "Region ...... A2");
        assert_eq!(shortened("Region . . . . A2", 30, &narrow), "Region . . . . A2");
        assert_eq!(shortened("City & County ........ A12", 14, &narrow), "City & County .. A12");
    }
}
