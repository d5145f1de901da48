//! Thresholds of the stage that brings: glyphs to lines.

use crate::house_style::raised::RaisedStyle;
use crate::house_style::spaces::{AccentStyle, SpaceStyle};
use crate::house_style::stops::StopStyle;
use crate::house_style::tables::TableStyle;
use serde::{Deserialize, Serialize};

/// Glyphs to lines. `_em` fields are in em of the smaller glyph at hand.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineStyle {
    /// Em across the line. Two draws of one glyph within this are one bold glyph; letters on neighboring lines
    /// are at least an em apart.
    pub double_across_em: f32,
    /// Em along the line. Shadows and faux bold lie within this.
    pub double_along_em: f32,
    /// Fraction of the glyph's advance. The two l of "ball" stand a full advance apart, however narrow.
    pub double_advance_share: f32,
    /// Which way text runs.
    pub direction: DirectionStyle,
    /// Em. Upright letters in a vertical line that together are narrower than this stand in one square.
    pub cell_em: f32,
    /// Em. How far they may be apart or off one line.
    pub cell_slack_em: f32,
    /// Em. A glyph narrower than this does not fill its square: figures and letters are half an em wide, marks a third.
    pub cell_narrow_em: f32,
    /// Em. A square so near above or below shows in which line a narrow glyph stands.
    pub cell_reach_em: f32,
    /// Em. The middle of that square lies so near to its own.
    pub cell_middle_em: f32,
    /// Em. Baselines that differ by less are one line; OCR wavers by a fifth.
    pub baseline_em: f32,
    /// Quotient. Sizes that differ by more are no neighbors on a line: a head beside text.
    pub size_ratio: f32,
    /// Em. The next glyph begins at least so far right of the beginning of this one; kerning overlaps more.
    pub overlap_em: f32,
    /// Em. Glyphs farther apart are never one line. A line of two words before a long one is set to the full measure
    /// of a column, whatever the white between them.
    pub reach_em: f32,
    /// Em. Narrower white is part of a word.
    pub gap_em: f32,
    /// Em. White before a word that makes it count as the start of a line.
    pub start_em: f32,
    /// Em. A gap this wide parts columns in text with word spaces, unless a second look heals it.
    pub wide_em: f32,
    /// Em. The same beside square characters, which are set without spaces.
    pub wide_han_em: f32,
    /// Em. A gap this wide is a gutter when neighboring lines share its edges.
    pub confirm_em: f32,
    /// Em. The same beside square characters, where one line suffices.
    pub confirm_han_em: f32,
    /// Lines that must share one edge; the other one needs only one line.
    pub confirm_lines: usize,
    /// Lines on both sides, ending and beginning at a gap as wide, that confirm it: columns of two or three lines
    /// have no more.
    pub confirm_far_lines: usize,
    /// Em. Edges within this are shared.
    pub edge_em: f32,
    /// Em. The same beside square characters, whose marks have white of their own.
    pub edge_han_em: f32,
    /// Em. Lines this far above and below are asked: about five on each side.
    pub window_em: f32,
    /// Em. Edges whose baselines differ by less are on one line: raised figures and the wavering of a scan, but no line
    /// of the tightest leading.
    pub line_em: f32,
    /// Em. Baselines nearer than this are of one line.
    pub level_em: f32,
    /// Em. A white strip at least this high may be a gutter.
    pub strip_em: f32,
    /// Em. A strip is followed so far up and down.
    pub strip_reach_em: f32,
    /// Em. Edges this far beside a strip are looked at.
    pub strip_side_em: f32,
    /// Em. Edges within this are flush.
    pub strip_flush_em: f32,
    /// Em. A line of the column on the left reaches past its flush end by no more.
    pub strip_past_em: f32,
    /// Lines that must stand on both sides of a strip.
    pub strip_lines: usize,
    /// Fraction of line starts right of a strip that must be flush; a river in justified text has fewer.
    pub strip_start_share: f32,
    /// Fraction of line ends left of it; ragged text has fewer.
    pub strip_end_share: f32,
    /// Em. White above and below a gap is counted up to this.
    pub veto_reach_em: f32,
    /// Em. Less white than this above and below together, and no column ends here.
    pub veto_em: f32,
    /// Em. A caption begins within this of its picture's edge,
    pub picture_edge_em: f32,
    /// and stands within this of its foot or head,
    pub picture_reach_em: f32,
    /// and captions of neighboring pictures are at least so far apart.
    pub picture_gap_em: f32,
    /// Em above the baseline. A rule that parts words reaches up to here at least,
    pub rule_low_em: f32,
    /// and down to here at least: it does not just begin under a head.
    pub rule_high_em: f32,
    /// Em. Shorter vertical rules are marks, not column rules.
    pub rule_em: f32,
    /// The second look at gutters.
    pub columns: ColumnStyle,
    /// Rows of tables.
    pub tables: TableStyle,
    /// Glyphs in bold, and then glyphs that are not, that make a head run in at the beginning of a line.
    pub lead_glyphs: usize,
    /// Em. White beyond the line's usual gap that makes a space between letters.
    pub space_em: f32,
    /// Em. The same between square characters: couplets and names are parted by half an em or more.
    pub space_han_em: f32,
    /// Em. Between words that the source gave whole.
    pub space_words_em: f32,
    /// Em. White that makes a space where the source set one.
    pub space_blank_em: f32,
    /// Steps a point. Sizes that are the same in these steps are counted together when the size of a line is told: a
    /// twentieth of a point is finer than any type is cut, and coarser than rounding.
    pub size_steps_per_pt: f32,
    /// Em. A blank that the source set may reach so far into the letters beside it.
    pub blank_slack_em: f32,
    /// Which gaps part words.
    pub spaces: SpaceStyle,
    /// Accents that are glyphs of their own.
    pub accents: AccentStyle,
    /// Raised and lowered characters.
    pub raised: RaisedStyle,
    /// Punctuation on vertical lines.
    pub stops: StopStyle,
    /// Glyphs. Longer pieces are lines of their own.
    pub stray_glyphs: usize,
    /// Em of the stray. It hangs this near to the line's end.
    pub stray_reach_em: f32,
    /// Em of the small type. The line that it belongs to has its middle so near, up or down.
    pub stray_high_em: f32,
    /// Quotient. The line's type is at least so much larger.
    pub stray_ratio: f32,
    /// Fraction of the stray's height that lies beside the line.
    pub stray_overlap_share: f32,
}

impl Default for LineStyle {
    fn default() -> LineStyle {
        LineStyle {
            double_across_em: 0.2,
            double_along_em: 0.25,
            double_advance_share: 0.4,
            direction: DirectionStyle::default(),
            cell_em: 1.4,
            cell_slack_em: 0.15,
            cell_narrow_em: 0.75,
            cell_reach_em: 4.0,
            cell_middle_em: 0.5,
            baseline_em: 0.25,
            size_ratio: 1.7,
            overlap_em: 0.05,
            reach_em: 25.0,
            gap_em: 0.16,
            start_em: 0.45,
            wide_em: 3.2,
            wide_han_em: 2.1,
            confirm_em: 0.85,
            confirm_han_em: 1.15,
            confirm_lines: 3,
            confirm_far_lines: 3,
            edge_em: 0.12,
            edge_han_em: 0.3,
            window_em: 5.5,
            line_em: 0.6,
            level_em: 0.5,
            strip_em: 8.0,
            strip_reach_em: 14.0,
            strip_side_em: 1.3,
            strip_flush_em: 0.3,
            strip_past_em: 0.35,
            strip_lines: 5,
            strip_start_share: 0.55,
            strip_end_share: 0.4,
            veto_reach_em: 6.0,
            veto_em: 3.3,
            picture_edge_em: 0.4,
            picture_reach_em: 5.0,
            picture_gap_em: 0.4,
            rule_low_em: 0.2,
            rule_high_em: 0.7,
            rule_em: 1.5,
            columns: ColumnStyle::default(),
            tables: TableStyle::default(),
            lead_glyphs: 2,
            space_em: 0.18,
            space_han_em: 0.4,
            space_words_em: 0.05,
            space_blank_em: 0.04,
            size_steps_per_pt: 20.0,
            blank_slack_em: 0.1,
            spaces: SpaceStyle::default(),
            accents: AccentStyle::default(),
            raised: RaisedStyle::default(),
            stops: StopStyle::default(),
            stray_glyphs: 4,
            stray_reach_em: 0.5,
            stray_high_em: 2.0,
            stray_ratio: 1.25,
            stray_overlap_share: 0.6,
        }
    }
}

/// Which way text runs, told glyph by glyph.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DirectionStyle {
    /// Glyphs. Fewer of one vote than this are noise, and follow the group beside them.
    pub group: usize,
    /// Em. Gaps that differ by less tell no direction.
    pub margin_em: f32,
    /// Em. Neighbors are looked for up to this gap: more than the leading of loose text.
    pub reach_em: f32,
    /// Em. How far a neighbor may stand off the axis.
    pub slack_em: f32,
    /// Times. What does not stand in line is so much farther: heads down the page are spaced wider than their lines stand
    /// apart, and those are not level.
    pub off_ratio: f32,
    /// Quotient. Glyphs of more different sizes are no neighbors.
    pub size_ratio: f32,
    /// Em. Characters of a name that is spaced out over a vertical page stand no farther apart,
    pub spaced_out_em: f32,
    /// and it has so many, at least.
    pub spaced_out_glyphs: usize,
    /// Quotient. Squares that stand in rows and columns alike run the way in which they reach so much farther.
    pub grid_ratio: f32,
}

impl Default for DirectionStyle {
    fn default() -> DirectionStyle {
        DirectionStyle {
            group: 4,
            margin_em: 0.05,
            reach_em: 0.9,
            slack_em: 0.3,
            off_ratio: 2.0,
            size_ratio: 1.3,
            spaced_out_em: 4.0,
            spaced_out_glyphs: 3,
            grid_ratio: 1.3,
        }
    }
}

/// The second look at gutters, with the column edges that the first one found.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnStyle {
    /// Lines that must share an edge to make it a column's.
    pub run_lines: usize,
    /// Em. Baselines of such lines are at most so far apart: two lines between, a paragraph's first and last.
    pub run_gap_em: f32,
    /// Em. A gap on one column edge is a gutter from this width on; a narrower one must stand on two edges.
    pub run_wide_em: f32,
    /// Quotient. Lines of one column differ in size by less.
    pub run_size_ratio: f32,
    /// Quotient of the upper to the lower quartile of all sizes from which the sizes are an OCR's guesses,
    pub wavering_ratio: f32,
    /// and lines of one column may differ by this.
    pub wavering_size_ratio: f32,
    /// Quotient to the body size from which a line is display type.
    pub display_ratio: f32,
    /// Em of the display type. Heads of two stories are at least so far apart,
    pub display_gap_em: f32,
    /// and so many times farther than the words of either.
    pub display_gap_ratio: f32,
    /// Em of the display type. The text below begins within this.
    pub display_reach_em: f32,
    /// Em. A typed blank that reaches this near to the next word fills its gap.
    pub typed_short_em: f32,
    /// Em. A stop as wide as this is set on a whole em, the second half of it white: half-way between half an em and one.
    pub whole_em: f32,
    /// Quotient to the usual gutter of the page. White inside a column is narrower.
    pub river_ratio: f32,
    /// Lines that begin at one place all over the page and make it part of the page's grid.
    pub grid_lines: usize,
    /// Quotient. Heads of two stories differ in size by more than this,
    pub uneven_size_ratio: f32,
    /// and in baseline by more than this, in em. Small capitals differ in size alone.
    pub uneven_base_em: f32,
    /// Em of the display type. A gap this wide parts heads whose columns begin on different heights.
    pub display_apart_em: f32,
    /// Em. A gap this wide over the beginning of a column parts heads that are not flush with it,
    pub display_wide_em: f32,
    /// or this wide between square characters, where couplets are parted by an em.
    pub display_wide_han_em: f32,
    /// Whole lines nearby that show a gap to be inside their column. One may stand there by chance.
    pub heal_lines: usize,
    /// Em. The first line of a paragraph begins at most so far from the others of its column.
    pub indent_em: f32,
    /// Lines. Words that begin at one place by chance, as in a river, do so on no more lines than this.
    pub river_lines: usize,
    /// Em. A gap no wider than a word space is a gutter only before a longer run of lines than that.
    pub narrow_em: f32,
    /// Em. No column is narrower: what stands before a narrow gap is a word, however many lines begin with such.
    pub least_measure_em: f32,
    /// Em of the body. The beginnings of two columns are at least so far apart: less is an indent of one of them.
    pub apart_em: f32,
    /// Lines. The indented first line of a column stands so far above the others: one, and the wavering of a scan.
    pub above_lines: f32,
    /// Em of the body. A head is centered over its column when their middles are no farther apart: half of a letter may
    /// stand out on one side, as a comma or a quote does.
    pub centered_em: f32,
    /// Em of the body. Columns whose first baselines differ by less begin on one height.
    pub level_em: f32,
    /// Gutters as narrow as word spaces.
    pub twins: TwinStyle,
}

impl Default for ColumnStyle {
    fn default() -> ColumnStyle {
        ColumnStyle {
            run_lines: 4,
            run_gap_em: 4.5,
            run_wide_em: 0.6,
            run_size_ratio: 1.15,
            wavering_ratio: 1.08,
            wavering_size_ratio: 1.5,
            display_ratio: 1.3,
            river_ratio: 0.8,
            display_gap_em: 0.3,
            display_gap_ratio: 1.35,
            display_reach_em: 6.0,
            typed_short_em: 0.2,
            whole_em: 0.75,
            grid_lines: 5,
            uneven_size_ratio: 1.03,
            uneven_base_em: 0.02,
            display_apart_em: 0.6,
            display_wide_em: 0.9,
            display_wide_han_em: 1.5,
            heal_lines: 2,
            indent_em: 2.2,
            river_lines: 6,
            narrow_em: 0.4,
            least_measure_em: 5.0,
            apart_em: 3.0,
            above_lines: 1.1,
            centered_em: 0.35,
            level_em: 0.15,
            twins: TwinStyle::default(),
        }
    }
}

/// White that has the same edges on many lines. `_em` fields are in em of the text beside it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TwinStyle {
    /// Em. Wider white is told by other means.
    pub widest_em: f32,
    /// Em. Edges, and widths of spaces, within this are the same: justified lines differ by rounding only.
    pub edge_em: f32,
    /// Em. Baselines closer than this are one line.
    pub line_em: f32,
    /// Em. From one line with such white to the next one it is no farther: indents and short lines stand between.
    pub step_em: f32,
    /// Em. On both sides there is at least so much of a line: bullets and figures in front of text are no columns,
    pub measure_em: f32,
    /// up to white of so many em, as between the cells of a table.
    pub part_em: f32,
    /// Lines in one strip of white that share both edges, and whose other spaces are not as wide. Two may by chance.
    pub odd_rows: usize,
    /// Em. The next line is no farther,
    pub next_em: f32,
    /// and an indent of it no deeper, in em.
    pub indent_em: f32,
    /// Fraction of the lines with such edges in a strip that are so. In a river hardly any is.
    pub odd_share: f32,
    /// Such lines all over the page that make the place part of its grid,
    pub grid_odd_rows: usize,
    /// and then so many lines in one strip suffice.
    pub grid_near_rows: usize,
}

impl Default for TwinStyle {
    fn default() -> TwinStyle {
        TwinStyle {
            widest_em: 0.85,
            edge_em: 0.04,
            line_em: 0.6,
            step_em: 4.5,
            measure_em: 5.0,
            part_em: 1.6,
            odd_rows: 3,
            next_em: 1.8,
            indent_em: 2.2,
            odd_share: 0.5,
            grid_odd_rows: 6,
            grid_near_rows: 2,
        }
    }
}
