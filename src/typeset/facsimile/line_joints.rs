//! Lines that meet: where one ends at another, the character between them shows both.

use super::{Mark, MarkKind};
use std::collections::HashMap;

/// The four ways a line may leave a cell, a bit each.
const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// Characters by the ways they leave their cell; blanks are never looked up.
const LINES: [char; 16] = [' ', ' ', ' ', '│', ' ', '┘', '┐', '┤', ' ', '└', '┌', '├', '─', '┴', '┬', '┼'];

/// The same for a heavy line across that light ones meet, and for a heavy line down.
const HEAVY_ACROSS: [char; 4] = ['━', '┷', '┯', '┿'];
const HEAVY_DOWN: [char; 4] = ['┃', '┨', '┠', '╂'];

fn ways(c: char) -> u8 {
    match c {
        '━' => LEFT | RIGHT,
        '┃' => UP | DOWN,
        c => LINES.iter().position(|line| *line == c && c != ' ').map_or(0, |at| at as u8),
    }
}

/// The character of a line, where these ways lead to others.
fn joined(c: char, met: u8) -> char {
    let heavy = match c {
        '━' => HEAVY_ACROSS.get(usize::from(met & (UP | DOWN))),
        '┃' => HEAVY_DOWN.get(usize::from((met & (LEFT | RIGHT)) / LEFT)),
        _ => None,
    };
    let light = || LINES.get(usize::from(ways(c) | met)).filter(|line| **line != ' ');
    heavy.or_else(light).copied().unwrap_or(c)
}

/// Gives lines that end at others the characters of crossings.
pub(super) fn join(marks: &mut [Mark]) {
    let is_line = |mark: &&Mark| matches!(mark.kind, MarkKind::Frame | MarkKind::Rule);
    let mut cells: HashMap<(u16, u32), u8> = HashMap::new();
    for mark in marks.iter().filter(is_line) {
        for (x, c) in (mark.x..).zip(mark.text.chars()) {
            cells.insert((x, mark.y), ways(c));
        }
    }
    let met = |x: u16, y: u32| {
        let leaves = |x: Option<u16>, y: Option<u32>, way: u8| {
            x.zip(y).and_then(|place| cells.get(&place)).is_some_and(|ways| ways & way > 0)
        };
        let mut met = 0;
        for (way, x, y, back) in [
            (UP, Some(x), y.checked_sub(1), DOWN),
            (DOWN, Some(x), y.checked_add(1), UP),
            (LEFT, x.checked_sub(1), Some(y), RIGHT),
            (RIGHT, x.checked_add(1), Some(y), LEFT),
        ] {
            met |= if leaves(x, y, back) { way } else { 0 };
        }
        met
    };
    for mark in marks.iter_mut().filter(|mark| matches!(mark.kind, MarkKind::Frame | MarkKind::Rule)) {
        let text = (mark.x..).zip(mark.text.chars()).map(|(x, c)| match ways(c) {
            0 => c,
            _ => joined(c, met(x, mark.y)),
        });
        mark.text = text.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_meet_in_crossings() {
        let mark = |x, y, text: &str| Mark {
            x,
            y,
            width: text.chars().count() as u16,
            text: text.to_owned(),
            kind: MarkKind::Rule,
            block: None,
        };
        let mut marks = vec![
            mark(0, 0, "───"),
            mark(1, 1, "│"),
            mark(0, 2, "┌─┐"),
            mark(3, 2, "─"),
            mark(0, 3, "│ │"),
            mark(5, 3, "│"),
        ];
        join(&mut marks);
        let texts: Vec<&str> = marks.iter().map(|mark| mark.text.as_str()).collect();
        assert_eq!(texts, ["─┬─", "│", "┌┴┬", "─", "│ │", "│"]);
        let mut marks = vec![mark(0, 0, "│"), mark(0, 1, "━━━"), mark(2, 2, "│"), mark(4, 0, "┃"), mark(5, 0, "──")];
        join(&mut marks);
        let texts: Vec<&str> = marks.iter().map(|mark| mark.text.as_str()).collect();
        assert_eq!(texts, ["│", "┷━┯", "│", "┠", "──"]);
    }
}
