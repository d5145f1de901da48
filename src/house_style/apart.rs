//! Thresholds of the stage that tells heads no larger than the text: lines set apart in their column.

use serde::{Deserialize, Serialize};

/// Lines set apart. Asked only on pages whose sizes waver, as those of scans do: there a size says little, and old
/// papers set their heads in the size of the text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApartStyle {
    /// Fraction of the lines of running text that differ in size from the line above; exact type differs hardly ever,
    /// read type nearly always.
    pub waver_share: f32,
    /// Quotient. Sizes that differ by less are the same.
    pub waver_ratio: f32,
    /// Em of the body. Left edges that differ by less are the same,
    pub waver_em: f32,
    /// and by more they are meant: an indent.
    pub waver_edge_em: f32,
    /// Em of the body. Lines whose left edges fall into one step of this are taken for one column.
    pub column_step_em: f32,
    /// Lines of running text that a page must have before that is asked.
    pub waver_lines: usize,
    /// Em. Pieces of one line differ in their baselines by less, and overlap by less,
    pub mend_base_em: f32,
    /// and stand no farther apart, in em of the body: no gutter of an old page is narrower than two spaces.
    pub mend_gap_em: f32,
    /// Em of the body, up and down: the lines that tell whether the white between them is a gutter.
    pub mend_reach_em: f32,
    /// Fraction of those lines that run across it when it is none.
    pub mend_share: f32,
    /// Em of the body, up and down: the lines that tell where a column begins and ends at this height. Enough for a
    /// head of six lines, and little enough that a slanted scan does not matter.
    pub column_reach_em: f32,
    /// Em of the body. Baselines nearer than this are of one line, and what reaches past another by less stops there.
    pub level_em: f32,
    /// Em of the body. The line above a head that opens, and the one below, stand nearer.
    pub head_reach_em: f32,
    /// Lines that must stand in a column before it has edges.
    pub column_lines: usize,
    /// Times the usual measure. Wider lines are of no column.
    pub column_width_ratio: f32,
    /// Quotient from which the size of a line can be that of the text around it: readers of scans measure a line without
    /// tall letters a third too small,
    pub body_low_ratio: f32,
    /// up to this one.
    pub body_high_ratio: f32,
    /// Fraction of the column. A centered line leaves so much white at both sides; an indent is less.
    pub margin_share: f32,
    /// Fraction of the column by which these two may differ.
    pub lean_share: f32,
    /// Em. A single letter alone that is no wider is a speck, or a piece of a rule.
    pub speck_em: f32,
    /// Fraction of the letters of a line in capitals that are capitals: readers of scans take some for small ones.
    pub capitals_share: f32,
    /// Letters of a line set apart, at least: less is a speck.
    pub letters: usize,
    /// Em. A full line over centered ones begins their head when the white above it has grown by this.
    pub opening_grows_em: f32,
    /// Em of the body. White across columns that is higher than the leading by this parts the page.
    pub strip_em: f32,
    /// Columns of text that must pause there, above it and below it.
    pub strip_columns: usize,
    /// Lines above and below in which such columns are looked for.
    pub strip_reach_lines: f32,
    /// Times the measure. A headline wider than this stands over several columns.
    pub across_ratio: f32,
    /// Fraction of the page's height. What stands higher may be the paper's name and no headline.
    pub masthead_share: f32,
    /// Lines in capitals and set apart from which on smaller heads belong to what stands above them.
    pub leading_heads: usize,
    /// Times that a line stands on a page before it is a formula ("by special wire") and no head.
    pub formula_times: usize,
    /// Em of the body. White within a head.
    pub stack_gap_em: f32,
    /// In place of `stories.touch_em`: lines of scans are measured too high, and lie slanted.
    pub touch_em: f32,
}

impl Default for ApartStyle {
    fn default() -> ApartStyle {
        ApartStyle {
            waver_share: 0.4,
            waver_ratio: 1.012,
            waver_em: 0.01,
            waver_edge_em: 0.3,
            column_step_em: 4.0,
            waver_lines: 20,
            mend_base_em: 0.3,
            mend_gap_em: 1.6,
            mend_reach_em: 10.0,
            mend_share: 0.5,
            column_reach_em: 14.0,
            level_em: 0.5,
            head_reach_em: 7.0,
            column_lines: 4,
            column_width_ratio: 1.3,
            margin_share: 0.08,
            lean_share: 0.15,
            speck_em: 0.35,
            capitals_share: 0.8,
            letters: 3,
            body_low_ratio: 0.6,
            body_high_ratio: 1.6,
            opening_grows_em: 0.2,
            strip_em: 0.35,
            strip_columns: 2,
            strip_reach_lines: 2.5,
            across_ratio: 1.4,
            masthead_share: 0.15,
            leading_heads: 3,
            formula_times: 3,
            stack_gap_em: 1.8,
            touch_em: 0.8,
        }
    }
}
