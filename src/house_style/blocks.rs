//! Thresholds of the stage that brings: lines to blocks and paragraphs.

use crate::geometry::Pt;
use crate::house_style::spaces::BreakStyle;
use serde::{Deserialize, Serialize};

/// Lines to blocks and paragraphs. `_em` fields are in em of the larger line, or of the block.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlockStyle {
    /// Em. The next line is looked for so far below: past a blank line, not farther.
    pub chain_reach_em: f32,
    /// Em. Baselines nearer than this are one line, not two.
    pub chain_apart_em: f32,
    /// Fraction of the narrower line that must lie under the other.
    pub chain_overlap_share: f32,
    /// Quotient. Sizes of one head differ by less (Latin words set larger among Han).
    pub chain_size_ratio: f32,
    /// Quotient. Sizes of body lines may differ by more, as OCR sizes do.
    pub chain_body_ratio: f32,
    /// Em. White between two short items of a list: more than the leading leaves.
    pub item_gap_em: f32,
    /// Quotient. Sizes that differ by less are the same,
    pub exact_ratio: f32,
    /// and when this share of the text has just the size of the body, sizes are exact and the last rule does not hold.
    pub exact_share: f32,
    /// Quotient to the body size from which a line can be body text.
    pub body_low_ratio: f32,
    /// Quotient to the body size up to which a line can be body text.
    pub body_high_ratio: f32,
    /// Steps a point, in which the size of the running text is told: papers choose sizes by the half point, and OCR is
    /// no more exact.
    pub body_steps_per_pt: f32,
    /// How much the characters one step smaller or larger count, because OCR sizes waver,
    pub body_near_share: f32,
    /// and those two steps away.
    pub body_far_share: f32,
    /// Points. The size of the running text of a page without any: a newspaper's.
    pub body_absent_pt: Pt,
    /// Characters. Shorter lines do not tell their weight.
    pub weight_chars: u32,
    /// Em. Baselines farther apart are two blocks.
    pub chain_leading_em: f32,
    /// Fraction of the shared width that a rule must cover to part two lines.
    pub chain_rule_share: f32,
    /// Em. A rule between two lines may lie so deep in their boxes: ascent and descent are white on most lines.
    pub rule_slack_em: f32,
    /// Em. A rule between two lines lies so far above the lower baseline at least,
    pub rule_low_em: f32,
    /// and is so long, in em: shorter ones are underlines of words.
    pub rule_least_em: f32,
    /// Em. Leading that grows by more than this parts blocks, and paragraphs in body text.
    pub leading_grows_em: f32,
    /// Quotient to the body. The growth of the leading of smaller type is measured by this size.
    pub leading_least_ratio: f32,
    /// Em of the body. Body text goes on across white up to this high.
    pub merge_gap_em: f32,
    /// Em of the body. What stands farther away is not looked at.
    pub merge_look_em: f32,
    /// Quotient. Sizes of one column of body text differ by less.
    pub merge_size_ratio: f32,
    /// Fraction of the narrower block that must lie under the other.
    pub merge_overlap_share: f32,
    /// Fraction of the narrower block that another one, or a head between, shares when it stands over or under it: not
    /// just the end of a line in the next column.
    pub merge_shared_share: f32,
    /// Em. Blocks of one column share an edge within this.
    pub merge_edge_em: f32,
    /// Em of the body. Blocks may reach so far into each other and still stand one below the other: sizes of OCR make
    /// boxes too tall.
    pub merge_into_em: f32,
    /// Em. A line that begins farther right opens a paragraph.
    pub indent_em: f32,
    /// Em. A line that ends farther left is short.
    pub short_em: f32,
    /// Fraction of the measure. In text without indents, a line shorter by this ends a paragraph.
    pub short_share: f32,
    /// Em. A name in brackets that begins farther in than this stands at the end of its measure, and signs the story.
    pub signature_inset_em: f32,
    /// Lines above and below that tell where a column's edges are beside a picture.
    pub edge_lines: usize,
    /// Characters. A drop cap has at most so many: a letter, or a quote and a letter.
    pub cap_chars: u32,
    /// Quotient to the body size from which a letter is a drop cap.
    pub cap_ratio: f32,
    /// Em. Its baseline is that of a line beside it, within this.
    pub cap_base_em: f32,
    /// Em of the body. The lines begin this near to it.
    pub cap_gap_em: f32,
    /// Em of the body. They reach into its box by less, at its side and at its top.
    pub cap_into_em: f32,
    /// Em. Its ink reaches so far above its baseline, as capitals do.
    pub cap_ink_em: f32,
    /// Em of the body. The line under a letter that rises above its text is no farther.
    pub cap_step_em: f32,
    /// Em. A first line set off by more than this begins a new word.
    pub cap_word_em: f32,
    /// Where heads were broken by their writer.
    pub breaks: BreakStyle,
}

impl Default for BlockStyle {
    fn default() -> BlockStyle {
        BlockStyle {
            chain_reach_em: 3.2,
            chain_apart_em: 0.5,
            chain_overlap_share: 0.3,
            chain_size_ratio: 1.1,
            chain_body_ratio: 1.35,
            item_gap_em: 0.4,
            exact_ratio: 1.03,
            exact_share: 0.6,
            body_low_ratio: 0.72,
            body_high_ratio: 1.16,
            body_steps_per_pt: 4.0,
            body_near_share: 0.8,
            body_far_share: 0.6,
            body_absent_pt: Pt(10.0),
            weight_chars: 3,
            chain_leading_em: 1.95,
            chain_rule_share: 0.5,
            rule_slack_em: 0.2,
            rule_low_em: 0.5,
            rule_least_em: 2.0,
            leading_grows_em: 0.35,
            leading_least_ratio: 0.5,
            merge_gap_em: 1.6,
            merge_look_em: 3.2,
            merge_size_ratio: 1.35,
            merge_overlap_share: 0.7,
            merge_shared_share: 0.25,
            merge_edge_em: 1.2,
            merge_into_em: 0.6,
            indent_em: 0.6,
            short_em: 1.2,
            short_share: 0.15,
            signature_inset_em: 2.0,
            edge_lines: 4,
            cap_chars: 2,
            cap_ratio: 1.8,
            cap_base_em: 0.4,
            cap_gap_em: 1.0,
            cap_into_em: 0.5,
            cap_ink_em: 0.72,
            cap_step_em: 1.8,
            cap_word_em: 0.15,
            breaks: BreakStyle::default(),
        }
    }
}
