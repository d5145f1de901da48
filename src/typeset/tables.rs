//! Tables set in cells of the terminal: names flush left, columns of figures flush right.
//!
//! ```text
//!   Club        P   W        Club      P W      the long name is parted when blanks are not enough:
//!   Blue Heron  16  8        Blue     16 8      its figures stand behind its last line
//!   Sill        9   10         Heron
//! ```
//!
//! The text of a table has a row on each line and two blanks between the cells of a row. A set line shows its cells
//! in the order of the text, so places in the text are found on it as on any other line.

use super::galley::lines::{FlowedLine, LEAST, LineSetting, lines};
use super::width::WidthModel;
use crate::model::lang::Lang;
use std::ops::Range;

/// A table, read from its text.
#[derive(Debug)]
pub struct TextTable<'a> {
    text: &'a str,
    rows: Vec<TableRow>,
    columns: Vec<TableColumn>,
}

/// Cells of a row, from the left.
#[derive(Debug)]
struct TableRow {
    place: Range<usize>,
    cells: Vec<TableCell>,
}

#[derive(Debug)]
struct TableCell {
    place: Range<usize>,
    /// What to print.
    shown: String,
    cells: u16,
    is_figure: bool,
    column: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct TableColumn {
    cells: u16,
    is_figures: bool,
}

/// Where the columns stand.
struct TablePlan {
    /// First cell of each column, and its cells.
    columns: Vec<(u16, u16)>,
}

/// What parts the cells of a row in the text.
const PART: &str = "  ";
/// Blanks between two columns, the best first.
const GAPS: [u16; 3] = [3, 2, 1];
/// The narrowest column that names are parted in.
const LEAST_NAME: u16 = 6;
/// Blanks before the second and later lines of a name or row.
const HANG: u16 = 2;
/// Columns of a table at most; what is beyond stays in the last one. A page of nothing but columns is no table.
const MOST_COLUMNS: usize = 64;
/// Plain text is aligned up to here: a row that is far longer than all others would make all of them long.
const WIDEST: u16 = 400;

/// The places of a row's cells, no more than a table has columns.
fn bounded(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if let (Some(from), Some(to)) = (places.get(MOST_COLUMNS - 1), places.last()) {
        let rest = from.start..to.end;
        places.truncate(MOST_COLUMNS - 1);
        places.push(rest);
    }
    places
}

impl<'a> TextTable<'a> {
    /// Reads a table whose rows are the lines of its text. `show` makes a cell fit to be printed.
    pub fn of(text: &'a str, show: impl Fn(&str) -> String, widths: &WidthModel) -> TextTable<'a> {
        TextTable::in_rows(text, std::iter::once(0..text.len()), show, widths)
    }

    /// Reads a table whose rows are known, in order; a line end within one parts it.
    pub fn in_rows(
        text: &'a str,
        rows: impl IntoIterator<Item = Range<usize>>,
        show: impl Fn(&str) -> String,
        widths: &WidthModel,
    ) -> TextTable<'a> {
        let places = rows.into_iter().flat_map(|row| parts(text, row, "\n"));
        let cell = |place: Range<usize>| {
            let source = text.get(place.clone()).unwrap_or_default();
            let shown = show(source);
            TableCell { cells: widths.str(&shown), is_figure: is_figure(source), column: 0, shown, place }
        };
        let row = |place: Range<usize>| {
            let cells = bounded(parts(text, place.clone(), PART).collect()).into_iter().map(cell).collect();
            TableRow { cells, place }
        };
        let mut table = TextTable { text, rows: places.map(row).collect(), columns: Vec::new() };
        table.stand();
        table
    }

    /// The rows in lines of at most so many cells. What a line shows lies between its places in the text.
    pub fn set(&self, lang: Lang, measure: u16, widths: &WidthModel) -> Vec<FlowedLine> {
        let measure = measure.max(LEAST);
        let plan = self.plan(measure, true);
        let mut set = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            match plan.as_ref().filter(|_| row.cells.len() > 1) {
                Some(plan) => self.set_row(row, plan, lang, widths, &mut set),
                None => set.extend(self.hung(&row.place, (0, measure), lang, widths)),
            }
        }
        set
    }

    /// The rows as lines of plain text, none of them parted.
    pub fn plain(&self) -> Vec<String> {
        let plan = self.plan(WIDEST, false);
        let one = |row: &TableRow| {
            let mut line = FlowedLine::default();
            for cell in &row.cells {
                let at = plan.as_ref().filter(|_| row.cells.len() > 1).map(|plan| self.left_of(cell, plan));
                let gap = if line.text.is_empty() { 0 } else { PART.len() as u16 };
                let at = at.unwrap_or(line.cells.saturating_add(gap));
                put(&mut line, at, &cell.shown, cell.cells);
            }
            line.text
        };
        self.rows.iter().map(one).collect()
    }

    /// The cells of every row by column, with nothing where a row has none.
    pub fn cells(&self) -> Vec<Vec<&str>> {
        let mut all = vec![vec![""; self.columns.len()]; self.rows.len()];
        for (row, found) in self.rows.iter().zip(&mut all) {
            for cell in &row.cells {
                if let Some(slot) = found.get_mut(cell.column) {
                    *slot = &cell.shown;
                }
            }
        }
        all
    }

    /// For each column whether it is one of figures.
    pub fn figures(&self) -> impl Iterator<Item = bool> {
        self.columns.iter().map(|column| column.is_figures)
    }

    /// True when the first row names the columns: it has several cells, and no figures.
    pub fn is_headed(&self) -> bool {
        self.rows.first().is_some_and(|row| row.cells.len() > 1 && !row.cells.iter().any(|cell| cell.is_figure))
    }

    /// Gives every cell its column and every column its cells.
    fn stand(&mut self) {
        let count = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let full: Vec<&TableRow> = self.rows.iter().filter(|row| row.cells.len() == count).collect();
        let is_figures = |at: usize| {
            let figures = full.iter().filter(|row| row.cells.get(at).is_some_and(|cell| cell.is_figure)).count();
            figures > 0 && figures * 2 >= full.len()
        };
        let mut columns: Vec<TableColumn> =
            (0..count).map(|at| TableColumn { cells: 0, is_figures: is_figures(at) }).collect();
        for row in &mut self.rows {
            let is_whole = row.cells.len() > 1;
            let first = if is_whole { first_column(&row.cells, &columns) } else { 0 };
            for (at, cell) in row.cells.iter_mut().enumerate() {
                cell.column = first + at;
                if let Some(column) = columns.get_mut(cell.column).filter(|_| is_whole || count == 1) {
                    column.cells = column.cells.max(cell.cells);
                }
            }
        }
        self.columns = columns;
    }

    /// Where the columns stand in a measure; where there is no room for them, the widest column of names gives way
    /// if it may. Nothing when that is not enough.
    fn plan(&self, measure: u16, may_part: bool) -> Option<TablePlan> {
        let mut room: Vec<u16> = self.columns.iter().map(|column| column.cells).collect();
        let total = |room: &[u16], gap: u16| {
            let gaps = u32::from(gap) * room.len().saturating_sub(1) as u32;
            room.iter().map(|cells| u32::from(*cells)).sum::<u32>() + gaps
        };
        let narrowest = GAPS.last().copied().unwrap_or(1);
        let gap = match GAPS.iter().find(|gap| total(&room, **gap) <= u32::from(measure)) {
            Some(gap) => *gap,
            None => {
                let names = self.columns.iter().enumerate().filter(|(_, column)| may_part && !column.is_figures);
                let (widest, _) = names.max_by_key(|(_, column)| column.cells)?;
                let over = total(&room, narrowest) - u32::from(measure);
                let cells = room.get_mut(widest)?;
                *cells = u16::try_from(u32::from(*cells).checked_sub(over)?).ok().filter(|left| *left >= LEAST_NAME)?;
                narrowest
            }
        };
        let mut left = 0;
        let mut place = |cells: u16| {
            let here = (left, cells);
            left += cells + gap;
            here
        };
        Some(TablePlan { columns: room.into_iter().map(&mut place).collect() })
    }

    /// Where a cell begins that fits its column.
    fn left_of(&self, cell: &TableCell, plan: &TablePlan) -> u16 {
        let (left, room) = plan.columns.get(cell.column).copied().unwrap_or_default();
        let is_figures = self.columns.get(cell.column).is_some_and(|column| column.is_figures);
        if is_figures { left + room.saturating_sub(cell.cells) } else { left }
    }

    /// A row with its cells in their columns, over several lines when a name is parted.
    fn set_row(&self, row: &TableRow, plan: &TablePlan, lang: Lang, widths: &WidthModel, set: &mut Vec<FlowedLine>) {
        let end = row.place.end as u32;
        let mut line = FlowedLine { from: row.place.start as u32, to: end, ..FlowedLine::default() };
        for cell in &row.cells {
            let (left, room) = plan.columns.get(cell.column).copied().unwrap_or_default();
            if cell.cells <= room {
                put(&mut line, self.left_of(cell, plan), &cell.shown, cell.cells);
                continue;
            }
            for (number, part) in self.hung(&cell.place, (left, room), lang, widths).into_iter().enumerate() {
                if number > 0 {
                    line.to = part.from;
                    set.push(std::mem::replace(
                        &mut line,
                        FlowedLine { to: end, from: part.from, ..FlowedLine::default() },
                    ));
                }
                let (blanks, cells) = (part.text.len() - part.text.trim_start().len(), part.cells);
                put(&mut line, left + blanks as u16, part.text.trim_start(), cells - blanks as u16);
            }
        }
        set.push(line);
    }

    /// Part of the text in lines of so many cells; all but the first are indented.
    fn hung(&self, place: &Range<usize>, room: (u16, u16), lang: Lang, widths: &WidthModel) -> Vec<FlowedLine> {
        let hang = if room.1 >= LEAST_NAME { HANG } else { 0 };
        let setting = LineSetting { rest: room.1 - hang, ..LineSetting::plain(lang, room.1) };
        let mut set = lines(self.text.get(place.clone()).unwrap_or_default(), &setting, widths);
        for (number, line) in set.iter_mut().enumerate() {
            line.from += place.start as u32;
            line.to += place.start as u32;
            if number > 0 {
                line.text.insert_str(0, &" ".repeat(usize::from(hang)));
                line.cells += hang;
            }
        }
        set
    }
}

/// The first column of a row. A short row of words names the last columns; another begins where its figures stand
/// under figures.
fn first_column(cells: &[TableCell], columns: &[TableColumn]) -> usize {
    let free = columns.len().saturating_sub(cells.len());
    if !cells.iter().any(|cell| cell.is_figure) {
        return free;
    }
    let alike = |first: usize| {
        let under = columns.iter().skip(first).zip(cells);
        under.filter(|(column, cell)| column.is_figures == cell.is_figure).count()
    };
    if alike(free) > alike(0) { free } else { 0 }
}

/// Adds a text to a line at a cell, or behind what stands there.
fn put(line: &mut FlowedLine, at: u16, text: &str, cells: u16) {
    let blanks = at.saturating_sub(line.cells);
    line.text.extend(std::iter::repeat_n(' ', usize::from(blanks)));
    line.text.push_str(text);
    line.cells = line.cells.saturating_add(blanks).saturating_add(cells);
}

/// The parts of a text between separators, without the blanks around them; empty ones are left out.
fn parts(text: &str, within: Range<usize>, separator: &'static str) -> impl Iterator<Item = Range<usize>> {
    let whole = text.get(within.clone()).unwrap_or_default();
    let start = move |part: &str| within.start + (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let place = move |part: &str| start(part)..start(part) + part.len();
    whole.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(place)
}

/// More digits than letters; a dash stands for none.
fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_numeric()).count();
    matches!(text, "-" | "–" | "—" | "－") || (digits > 0 && digits >= letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = "Club  P  W\nBlue Heron  16  8\nSill Street Rovers  9  10";
    const ZH: &str = "球队  赛  胜\n清河  16  8\n山城雄鹰俱乐部  9  10";

    fn table(text: &str) -> TextTable<'_> {
        TextTable::of(text, str::to_owned, &WidthModel::narrow())
    }

    fn set(text: &str, lang: Lang, cells: u16) -> Vec<String> {
        let set = table(text).set(lang, cells, &WidthModel::narrow());
        assert!(set.iter().all(|line| line.cells <= cells && line.cells == WidthModel::narrow().str(&line.text)));
        set.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn names_stand_left_and_figures_right() {
        let expected = ["Club                  P    W", "Blue Heron           16    8", "Sill Street Rovers    9   10"];
        assert_eq!(set(EN, Lang::En, 40), expected);
        let expected = ["球队             赛   胜", "清河             16    8", "山城雄鹰俱乐部    9   10"];
        assert_eq!(set(ZH, Lang::Zh, 40), expected);
        assert_eq!(table(ZH).plain(), expected);
    }

    #[test]
    fn a_narrow_measure_takes_blanks_first_and_then_parts_names() {
        assert_eq!(set(EN, Lang::En, 24)[2], "Sill Street Rovers  9 10");
        let expected = ["Club         P  W", "Blue Heron  16  8", "Sill Street", "  Rovers     9 10"];
        assert_eq!(set(EN, Lang::En, 17), expected);
        let expected = ["球队     赛 胜", "清河     16  8", "山城雄鹰", "  俱乐部  9 10"];
        assert_eq!(set(ZH, Lang::Zh, 14), expected);
    }

    #[test]
    fn a_row_of_a_thousand_cells_takes_no_more_columns_than_a_table_has() {
        let wide = (0..1000).map(|cell| format!("{cell}")).collect::<Vec<_>>().join("  ");
        let text = format!("a  1\n{wide}");
        let cells = table(&text).cells().iter().map(|row| row.len()).max();
        assert_eq!(cells, Some(MOST_COLUMNS));
        assert!(table(&text).cells().concat().concat().contains("999"));
    }

    #[test]
    fn no_measure_loses_a_character_or_its_place() {
        let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for (text, lang) in [(EN, Lang::En), (ZH, Lang::Zh)] {
            for cells in 4..60 {
                let set = table(text).set(lang, cells, &WidthModel::narrow());
                for line in &set {
                    let source = text.get(line.from as usize..line.to as usize).unwrap();
                    let shown = ink(&line.text);
                    // A word wider than the measure is parted with a hyphen.
                    assert_eq!(shown.strip_suffix('-').unwrap_or(&shown), ink(source), "{cells} cells");
                }
            }
        }
    }

    #[test]
    fn short_rows_stand_where_they_belong() {
        let rows = ["Group A", "P  W", "Hartley  16  8", "Ashby  -"].join("\n");
        let table = table(&rows);
        assert_eq!(table.cells(), [["Group A", "", ""], ["", "P", "W"], ["Hartley", "16", "8"], ["Ashby", "-", ""]]);
        assert_eq!(table.figures().collect::<Vec<_>>(), [false, true, true]);
        assert!(!table.is_headed());
    }

    #[test]
    fn one_endless_row_does_not_stretch_the_others() {
        let text = format!("{}  1\nAshby  2", "x".repeat(60_000));
        assert_eq!(table(&text).plain()[1], "Ashby  2");
        assert!(table("").plain().is_empty());
    }
}
