//! Rows of tables. Figures that stand under one another, with a name beside each, are a table: its cells belong to
//! the row they stand in and not to columns of text.
//!
//! ```text
//!   Blue Heron     8:12   1  │ It was the coldest
//!   Old Penny      8:40   2  │ morning since the     columns of figures: 8:12…, 1…
//!   Sill Street    9:05   3  │ old bridge fell       names beside them, of different length
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::house_style::tables::TableStyle;
use crate::layout::disjoint_sets::DisjointSets;
use crate::layout::lines::gutters::Obstacles;
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::spaces::Blanks;
use crate::layout::lines::text_lines::{self, TextLine};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

mod ruled;

/// The lines that chains of glyphs make. Chains that are cells of one row become one line that says so, with two
/// blanks between cells.
pub fn set(
    glyphs: &[Glyph],
    chains: Vec<Vec<usize>>,
    blanks: &Blanks,
    marks: &Obstacles,
    style: &LineStyle,
) -> Vec<TextLine> {
    let finder = TableFinder::new(glyphs, &chains, marks, &style.tables);
    let rows = finder.rows();
    let in_row: BTreeSet<usize> = rows.iter().flatten().filter_map(|at| Some(finder.cells.get(*at)?.chain)).collect();
    let of_rows = rows.iter().filter_map(|row| finder.line(row, &chains, blanks, style)).collect::<Vec<_>>();
    let others = chains.into_iter().enumerate().filter(|(at, _)| !in_row.contains(at)).map(|(_, chain)| chain);
    let mut found = text_lines::set(glyphs, &others.collect::<Vec<_>>(), blanks, style);
    found.extend(of_rows);
    found
}

/// Part of a chain, with white on both sides.
struct TextCell {
    chain: usize,
    /// Its place in the chain.
    part: Range<usize>,
    rect: Rect,
    base: Pt,
    size: Pt,
    figure: bool,
    chars: usize,
}

/// Figures that stand under one another, from the top.
struct FigureColumn {
    cells: Vec<usize>,
}

struct TableFinder<'a> {
    glyphs: &'a [Glyph],
    /// Sorted by baseline.
    cells: Vec<TextCell>,
    marks: &'a Obstacles,
    style: &'a TableStyle,
}

impl<'a> TableFinder<'a> {
    fn new(glyphs: &'a [Glyph], chains: &[Vec<usize>], marks: &'a Obstacles, style: &'a TableStyle) -> TableFinder<'a> {
        let mut cells: Vec<TextCell> = Vec::new();
        for (at, chain) in chains.iter().enumerate() {
            let members: Vec<&Glyph> = chain.iter().filter_map(|at| glyphs.get(*at)).collect();
            cells.extend(parts(&members, style).into_iter().filter_map(|part| cell(&members, at, part, style)));
        }
        cells.sort_by(|a, b| a.base.order(b.base).then(a.rect.left.order(b.rect.left)));
        TableFinder { glyphs, cells, marks, style }
    }

    /// The cells of each row of each table.
    fn rows(&self) -> Vec<Vec<usize>> {
        let columns = self.columns();
        let mut ties: BTreeMap<usize, usize> = ruled::rows(self);
        if columns.is_empty() && ties.is_empty() {
            return Vec::new();
        }
        for column in &columns {
            ties.extend(self.names(column));
        }
        for column in &columns {
            let named = column.cells.iter().any(|at| ties.contains_key(at));
            if !named {
                ties.extend(self.listed(column, &ties).into_iter().map(|(figure, name)| (name, figure)));
            }
        }
        for column in &columns {
            ties.extend(self.names_before(column, &ties));
        }
        let mut groups = DisjointSets::new(self.cells.len());
        for (right, left) in &ties {
            groups.join(*right, *left);
        }
        for table in self.tables(&columns, &mut groups) {
            for (head, other) in self.headings(&table, &ties) {
                groups.join(head, other);
            }
        }
        // A chain is one line, whichever of its cells are tied.
        let tied: BTreeSet<usize> = ties.iter().flat_map(|(a, b)| [groups.find(*a), groups.find(*b)]).collect();
        let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let group = groups.find(at);
            if let Some(other) = first_of.get(&cell.chain).copied().filter(|_| tied.contains(&group)) {
                groups.join(at, other);
            }
            first_of.entry(cell.chain).or_insert(at);
        }
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.cells.len() {
            rows.entry(groups.find(at)).or_default().push(at);
        }
        let is_row = |cells: &Vec<usize>| cells.iter().any(|at| ties.contains_key(at)) || cells.len() > 1;
        self.whole(rows.into_values().filter(is_row).collect())
    }

    /// Rows with all cells of their chains: what nothing ties stands on the line of the row all the same.
    fn whole(&self, mut rows: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let placed: BTreeSet<usize> = rows.iter().flatten().copied().collect();
        let mut row_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (row, cells) in rows.iter().enumerate() {
            for cell in cells.iter().filter_map(|at| self.cells.get(*at)) {
                row_of.entry(cell.chain).or_insert(row);
            }
        }
        for (at, cell) in self.cells.iter().enumerate().filter(|(at, _)| !placed.contains(at)) {
            if let Some(row) = row_of.get(&cell.chain).and_then(|row| rows.get_mut(*row)) {
                row.push(at);
            }
        }
        rows
    }

    /// Columns of figures.
    fn columns(&self) -> Vec<FigureColumn> {
        let mut open: Vec<FigureColumn> = Vec::new();
        let mut done: Vec<FigureColumn> = Vec::new();
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| cell.figure) {
            let (past, near): (Vec<FigureColumn>, Vec<FigureColumn>) =
                open.into_iter().partition(|column| !self.is_under_way(column, cell));
            done.extend(past);
            open = near;
            match open.iter_mut().find(|column| self.continues(column, cell)) {
                Some(column) => column.cells.push(at),
                None => open.push(FigureColumn { cells: vec![at] }),
            }
        }
        done.extend(open);
        done.retain(|column| column.cells.len() >= self.style.rows_lines);
        done
    }

    fn is_under_way(&self, column: &FigureColumn, cell: &TextCell) -> bool {
        let last = column.cells.last().and_then(|last| self.cells.get(*last));
        last.is_some_and(|last| cell.base - last.base <= last.size * self.style.row_em)
    }

    fn continues(&self, column: &FigureColumn, cell: &TextCell) -> bool {
        let Some(last) = column.cells.last().and_then(|last| self.cells.get(*last)) else { return false };
        let slack = cell.size * self.style.edge_em;
        let (a, b) = (&last.rect, &cell.rect);
        let middle = (a.center().x - b.center().x).abs();
        let aligned = (a.left - b.left).abs().min((a.right - b.right).abs()).min(middle) <= slack;
        aligned && cell.base - last.base > cell.size * self.style.apart_em
    }

    /// The cells beside those of a column, for each of its cells, on one side.
    fn beside(&self, column: &FigureColumn, right: bool) -> Vec<(usize, usize)> {
        let rule = self.height(column) + self.size(column) * self.style.rule_past_em;
        let nearest = |at: &usize| {
            let cell = self.cells.get(*at)?;
            let (slack, reach) = (cell.size * self.style.level_em, cell.size * self.style.reach_em);
            let from = self.cells.partition_point(|other| other.base < cell.base - slack);
            let level = self.cells.iter().enumerate().skip(from).take_while(|(_, o)| o.base <= cell.base + slack);
            let gap = |other: &TextCell| {
                if right { other.rect.left - cell.rect.right } else { cell.rect.left - other.rect.right }
            };
            let near = level.filter(|(other, o)| other != at && gap(o) > Pt::ZERO && gap(o) <= reach);
            let (other, o) = near.min_by(|a, b| gap(a.1).order(gap(b.1)))?;
            let (from, to) = if right { (cell.rect.right, o.rect.left) } else { (o.rect.right, cell.rect.left) };
            (!self.is_ruled(from, to, cell.base, rule)).then_some((*at, other))
        };
        column.cells.iter().filter_map(nearest).collect()
    }

    fn height(&self, column: &FigureColumn) -> Pt {
        let ends = |at: Option<&usize>| at.and_then(|at| self.cells.get(*at)).map_or(Pt::ZERO, |cell| cell.base);
        ends(column.cells.last()) - ends(column.cells.first())
    }

    fn size(&self, column: &FigureColumn) -> Pt {
        column.cells.first().and_then(|at| self.cells.get(*at)).map_or(Pt::ZERO, |cell| cell.size)
    }

    /// A rule longer than `least` stands between: no line between cells, but one between columns of the page.
    fn is_ruled(&self, from: Pt, to: Pt, base: Pt, least: Pt) -> bool {
        self.marks.rules.iter().any(|rule| {
            let (top, bottom) = (rule.from.y.min(rule.to.y), rule.from.y.max(rule.to.y));
            from <= rule.from.x && rule.from.x <= to && top < base && base < bottom && bottom - top > least
        })
    }

    /// For each figure of a column the cell on its left, when those are names or figures and not lines of text.
    fn names(&self, column: &FigureColumn) -> Vec<(usize, usize)> {
        let found = self.beside(column, false);
        let enough = found.len() as f32 >= column.cells.len() as f32 * self.style.beside_share;
        if enough && !self.is_prose(found.iter().map(|(_, name)| *name)) { found } else { Vec::new() }
    }

    /// For each name beside a column of figures the name on its left: two teams, a ship and its master.
    fn names_before(&self, column: &FigureColumn, ties: &BTreeMap<usize, usize>) -> Vec<(usize, usize)> {
        let names = FigureColumn { cells: column.cells.iter().filter_map(|at| ties.get(at)).copied().collect() };
        let cells = || names.cells.iter().filter_map(|at| self.cells.get(*at));
        if cells().any(|cell| cell.figure) || names.cells.iter().any(|at| ties.contains_key(at)) {
            return Vec::new();
        }
        let found = self.beside(&names, false);
        let pairs = || found.iter().filter_map(|(a, b)| Some((self.cells.get(*a)?, self.cells.get(*b)?)));
        let lefts: Vec<Pt> = pairs().map(|(_, name)| name.rect.left).collect();
        let flush = lefts.iter().all(|left| lefts.iter().all(|other| (*left - *other).abs() <= self.size(&names)));
        // Names of a long table may stand at the other end of its rows.
        let long = found.len() >= self.style.names_rows;
        let reach = if long { self.style.names_far_em } else { self.style.names_gap_em };
        let near = |(name, before): (&TextCell, &TextCell)| {
            name.rect.left - before.rect.right <= name.size * reach && !before.figure
        };
        let short = |(_, before): (&TextCell, &TextCell)| before.rect.width() <= before.size * self.style.name_em;
        let whole = found.len() == names.cells.len() && found.len() >= self.style.rows_lines;
        if whole && flush && pairs().all(near) && pairs().all(short) { found } else { Vec::new() }
    }

    /// For each time or rank of a column what stands on its right, when that begins flush and belongs to no figure
    /// on its left.
    fn listed(&self, column: &FigureColumn, ties: &BTreeMap<usize, usize>) -> Vec<(usize, usize)> {
        let found = self.beside(column, true);
        let pairs = || found.iter().filter_map(|(a, b)| Some((self.cells.get(*a)?, self.cells.get(*b)?)));
        let lefts: Vec<Pt> = pairs().map(|(_, name)| name.rect.left).collect();
        let flush = |left: &Pt| lefts.iter().filter(|other| (**other - *left).abs() <= self.size(column)).count();
        let alike = lefts.iter().map(flush).max().unwrap_or(0);
        let near = |(figure, name): (&TextCell, &TextCell)| {
            name.rect.left - figure.rect.right <= figure.size * self.style.listing_em
        };
        let enough = column.cells.len() as f32 * self.style.beside_share;
        let free = found.iter().all(|(_, name)| !ties.contains_key(name));
        let fits = alike as f32 >= enough && pairs().filter(|pair| near(*pair)).count() as f32 >= enough;
        if fits && free { found } else { Vec::new() }
    }

    /// Cells that fill their column as lines of text do.
    fn is_prose(&self, cells: impl Iterator<Item = usize>) -> bool {
        let cells: Vec<&TextCell> = cells.filter_map(|at| self.cells.get(at)).filter(|cell| !cell.figure).collect();
        let widest = cells.iter().map(|cell| cell.rect.width()).fold(Pt::ZERO, Pt::max);
        let size = cells.first().map_or(Pt::ZERO, |cell| cell.size);
        let filled = cells.iter().filter(|cell| cell.rect.width() >= widest * self.style.filled_ratio).count();
        widest > size * self.style.name_em && filled as f32 >= cells.len() as f32 * self.style.prose_share
    }

    /// Columns of figures that stand in the same rows are one table; another may stand beside it with its rows level.
    fn tables<'c>(&self, columns: &'c [FigureColumn], rows: &mut DisjointSets) -> Vec<Vec<&'c FigureColumn>> {
        let mut joined = DisjointSets::new(columns.len());
        let (mut in_row, mut in_chain) = (BTreeMap::new(), BTreeMap::new());
        for (at, column) in columns.iter().enumerate() {
            for cell in &column.cells {
                joined.join(*in_row.entry(rows.find(*cell)).or_insert(at), at);
                let chain = self.cells.get(*cell).map(|cell| cell.chain);
                joined.join(*in_chain.entry(chain).or_insert(at), at);
            }
        }
        let mut found: BTreeMap<usize, Vec<&FigureColumn>> = BTreeMap::new();
        for (at, column) in columns.iter().enumerate() {
            found.entry(joined.find(at)).or_default().push(column);
        }
        found.into_values().collect()
    }

    /// The row of heads over a table: a short cell over each of its columns of figures. Pairs of heads.
    fn headings(&self, columns: &[&FigureColumn], ties: &BTreeMap<usize, usize>) -> Vec<(usize, usize)> {
        let mut over: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for column in columns.iter().copied().filter(|column| column.cells.iter().any(|at| ties.contains_key(at))) {
            let Some(head) = self.heading(column) else { continue };
            let Some(base) = self.cells.get(head).map(|cell| cell.base.half_points()) else { continue };
            over.entry(base as usize).or_default().push(head);
        }
        let rows = over.into_values().filter(|heads| heads.len() > 1);
        let whole = rows.map(|heads| self.whole_heading(&heads, columns, ties));
        whole.flat_map(|heads| pairs(&heads)).collect()
    }

    /// The row of heads with the cell over the names, which is over no figures.
    fn whole_heading(&self, heads: &[usize], columns: &[&FigureColumn], ties: &BTreeMap<usize, usize>) -> Vec<usize> {
        let under = |head: &usize| {
            let top = self.cells.get(*head)?.base;
            let first = columns.iter().filter_map(|column| column.cells.first());
            let first = first.filter(|at| self.cells.get(**at).is_some_and(|cell| cell.base > top));
            first.min_by(|a, b| self.left_of(**a).order(self.left_of(**b))).copied()
        };
        let name = heads.iter().find_map(under).and_then(|figure| ties.get(&figure)).map(|name| self.left_of(*name));
        let Some(left) = name else { return heads.to_vec() };
        let Some(first) = heads.iter().filter_map(|at| self.cells.get(*at)).next() else { return heads.to_vec() };
        let right = heads.iter().map(|at| self.left_of(*at)).fold(left, Pt::max);
        let from = self.cells.partition_point(|cell| cell.base < first.base - first.size * self.style.level_em);
        let level = self.cells.iter().enumerate().skip(from);
        let level = level.take_while(|(_, cell)| cell.base <= first.base + first.size * self.style.level_em);
        level
            .filter(|(_, cell)| cell.rect.left > left - cell.size && cell.rect.left <= right)
            .filter(|(_, cell)| cell.chars <= self.style.heading_chars)
            .map(|(at, _)| at)
            .collect()
    }

    fn left_of(&self, at: usize) -> Pt {
        self.cells.get(at).map_or(Pt(f32::MAX), |cell| cell.rect.left)
    }

    /// The short cell over the first figure of a column.
    fn heading(&self, column: &FigureColumn) -> Option<usize> {
        let first = column.cells.first().and_then(|at| self.cells.get(*at))?;
        let top = first.base - first.size * self.style.row_em;
        let from = self.cells.partition_point(|cell| cell.base < top);
        let above = self.cells.iter().enumerate().skip(from).take_while(|(_, cell)| cell.base < first.base);
        let over = |(_, cell): &(usize, &TextCell)| {
            let rect = Rect { left: first.rect.left - first.size, right: first.rect.right + first.size, ..first.rect };
            cell.chars <= self.style.heading_chars
                && cell.rect.overlap_x(&rect) > Pt::ZERO
                && first.base - cell.base > first.size * self.style.apart_em
        };
        above.filter(over).last().map(|(at, _)| at)
    }

    /// One row as a line.
    fn line(&self, row: &[usize], chains: &[Vec<usize>], blanks: &Blanks, style: &LineStyle) -> Option<TextLine> {
        let mut cells: Vec<&TextCell> = row.iter().filter_map(|at| self.cells.get(*at)).collect();
        cells.sort_by(|a, b| a.rect.left.order(b.rect.left));
        let whole: BTreeSet<usize> = cells.iter().map(|cell| cell.chain).collect();
        let chain: Vec<usize> = whole.iter().filter_map(|chain| chains.get(*chain)).flatten().copied().collect();
        let mut line = text_lines::set(self.glyphs, &[chain], blanks, style).pop()?;
        let part = |cell: &&TextCell| chains.get(cell.chain)?.get(cell.part.clone()).map(<[usize]>::to_vec);
        let members: Vec<Vec<usize>> = cells.iter().filter_map(part).collect();
        let texts: Vec<String> =
            text_lines::set(self.glyphs, &members, blanks, style).into_iter().map(|cell| cell.text).collect();
        (line.text, line.row) = (texts.join("  "), true);
        Some(line)
    }
}

/// Each with the next.
fn pairs(all: &[usize]) -> Vec<(usize, usize)> {
    all.iter().copied().zip(all.iter().copied().skip(1)).collect()
}

/// The parts of a chain between its wide gaps.
fn parts(members: &[&Glyph], style: &TableStyle) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, glyph) in members.iter().enumerate() {
        let joins = at.checked_sub(1).and_then(|before| members.get(before)).is_some_and(|before| {
            glyph.rect.left - before.rect.right < before.size.min(glyph.size) * style.cell_gap_em
        });
        match parts.last_mut().filter(|_| joins) {
            Some(part) => part.end = at + 1,
            None => parts.push(at..at + 1),
        }
    }
    parts
}

fn cell(members: &[&Glyph], chain: usize, part: Range<usize>, style: &TableStyle) -> Option<TextCell> {
    let own = members.get(part.clone())?;
    let first = own.first()?;
    let rect = Rect::hull(own.iter().map(|glyph| &glyph.rect))?;
    let (base, size) = (first.base, first.size);
    let chars = own.iter().map(|glyph| glyph.text.chars().count()).sum();
    Some(TextCell { chain, part, figure: is_figure(own, style), rect, base, size, chars })
}

/// A result, a price, a time, a rank; a dash stands for none.
fn is_figure(glyphs: &[&Glyph], style: &TableStyle) -> bool {
    // Most cells are lines of text, which are longer.
    if glyphs.len() > style.figure_chars {
        return false;
    }
    let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let chars = text.chars().filter(|c| !c.is_whitespace()).count();
    let marks = text.chars().filter(|c| c.is_numeric() || MARKS.contains(*c)).count();
    let dash = matches!(text.trim(), "-" | "–" | "—" | "－");
    let digits = text.chars().any(char::is_numeric);
    dash || (digits && chars <= style.figure_chars && marks as f32 >= chars as f32 * style.figure_share)
}

/// What stands in figures beside digits.
const MARKS: &str = ".,:;+-–−/%‰()'\"’″$€£¥￥₩*：．，％－";
