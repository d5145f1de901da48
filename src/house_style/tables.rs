//! Thresholds of the stage that brings: cells to rows of tables.

use serde::{Deserialize, Serialize};

/// Cells to rows of tables. `_em` fields are in em of the cell at hand.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableStyle {
    /// Em. White that parts cells: wider than the word spaces of justified text mostly are.
    pub cell_gap_em: f32,
    /// Characters of the longest figure: a time with tenths, a price with its currency.
    pub figure_chars: usize,
    /// Share of digits and marks among the characters of a figure; the rest is a unit or a currency.
    pub figure_share: f32,
    /// Em. Edges or middles of figures in one column differ by less.
    pub edge_em: f32,
    /// Em. Cells under one another have baselines farther apart.
    pub apart_em: f32,
    /// Em. Baselines of one row differ by less.
    pub level_em: f32,
    /// Em. Rows are at most so far apart.
    pub row_em: f32,
    /// Rows that make a table: two lines with a figure at the end may be chance.
    pub rows_lines: usize,
    /// Share of the rows of a column of figures that must have a cell beside it.
    pub beside_share: f32,
    /// Em. Farther apart cells are not of one row.
    pub reach_em: f32,
    /// Em. Names in a narrower column may all be of one length; lines of text are longer.
    pub name_em: f32,
    /// Share of the widest cell from which a cell fills its column,
    pub filled_ratio: f32,
    /// and share of filled cells that makes them lines of text.
    pub prose_share: f32,
    /// Em. A rule that is so much taller than the table stands between columns of the page.
    pub rule_past_em: f32,
    /// Em. What stands at most so far right of a time or a rank belongs to it.
    pub listing_em: f32,
    /// Share of the usual distance of the rules under rows by which one distance may differ.
    pub ruled_even_share: f32,
    /// Em. White between two columns of names, at most,
    pub names_gap_em: f32,
    /// and in a table of at least so many rows,
    pub names_rows: usize,
    /// in em: all of its names flush, and one in each row.
    pub names_far_em: f32,
    /// Letters and digits of the row of heads above a column of figures, at most.
    pub heading_chars: usize,
    /// Em. On a vertical page, characters of a line stand nearer to each other than this; cells under one another do not,
    pub upright_loose_em: f32,
    /// the cells of a row are level within this,
    pub upright_level_em: f32,
    /// and so near to the next one.
    pub upright_row_em: f32,
}

impl Default for TableStyle {
    fn default() -> TableStyle {
        TableStyle {
            cell_gap_em: 1.0,
            figure_chars: 12,
            figure_share: 0.5,
            edge_em: 0.4,
            apart_em: 0.5,
            level_em: 0.3,
            row_em: 2.4,
            rows_lines: 3,
            beside_share: 0.6,
            reach_em: 24.0,
            name_em: 8.0,
            filled_ratio: 0.92,
            prose_share: 0.6,
            rule_past_em: 6.0,
            listing_em: 3.0,
            ruled_even_share: 0.35,
            names_gap_em: 6.0,
            names_rows: 5,
            names_far_em: 18.0,
            heading_chars: 12,
            upright_loose_em: 0.3,
            upright_level_em: 0.15,
            upright_row_em: 12.0,
        }
    }
}
