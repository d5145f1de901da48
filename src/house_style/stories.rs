//! Thresholds of the stage that brings: blocks to stories.

use serde::{Deserialize, Serialize};

/// Blocks to stories. Costs are in the unit of one sure step down a column; `_em` fields are in em of the body.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryStyle {
    /// Em of the smaller line: white within a group of heads,
    pub stack_gap_em: f32,
    /// plus em of the larger one.
    pub stack_head_gap_em: f32,
    /// Quotient to the body. A smaller line in the stack counts as one of this size: small labels stand as far from a
    /// head as text does.
    pub stack_small_ratio: f32,
    /// Em of the smaller line. Its box may reach so far into the next one: large type is often set solid.
    pub stack_into_em: f32,
    /// Times `regions.rule_share`, of the measure. A rule in the stack parts it when it is so long, or as long as the
    /// wider line.
    pub stack_rule_share: f32,
    /// Em of the head. A label set beside a centered head stands so near above it.
    pub label_reach_em: f32,
    /// Em. Text so near under text in its column is one leg with it.
    pub leg_gap_em: f32,
    /// Em. The middle of a head that is centered over columns is no farther from theirs.
    pub span_slack_em: f32,
    /// Em. A head so near above text is the text's own.
    pub own_head_gap_em: f32,
    /// Em. Boxes that reach into each other by less still stand beside, or over, each other: an em box is taller than
    /// the ink of most letters, and frames are drawn through the middle of their line.
    pub touch_em: f32,
    /// Fraction of the narrower of two texts that lies under the other when they stand in one column.
    pub over_share: f32,
    /// Fraction of the narrower of two blocks from which on the nearer one hides the farther from what stands below: a
    /// line that reaches over the gutter hides nothing.
    pub hides_share: f32,
    /// Cost of text that follows nothing. More than any step that a reader would take.
    pub start_cost: f32,
    /// The same for a small head, which may open a story.
    pub start_small_head_cost: f32,
    /// Cost of what is impossible.
    pub never_cost: f32,
    /// Cost of a step from a head to text under it,
    pub under_head_cost: f32,
    /// more for each em between them,
    pub under_head_per_em: f32,
    /// more across a rule,
    pub under_head_ruled_cost: f32,
    /// more when the text is under the head's reach, not under its words,
    pub under_head_aside_cost: f32,
    /// more for each column that stands before it,
    pub under_head_per_column_cost: f32,
    /// more when the text does not open with an indent.
    pub under_head_unindented_cost: f32,
    /// more when it begins with a small letter, inside a sentence.
    pub under_head_inside_cost: f32,
    /// Gain of a head that gets text: one without is rare.
    pub head_gain_cost: f32,
    /// Share of the text from which on what it does is a habit of the page, and its absence says something.
    pub habit_share: f32,
    /// Short items, one under the other.
    pub items: ItemStyle,
    /// Heads set down the side of their text.
    pub side_head: SideHeadStyle,
    /// Quotient. A head is so much larger than the heads within its story, however large those are set.
    pub crosshead_lead_ratio: f32,
    /// Quotient. Text of more different sizes is not one story's.
    pub follow_size_ratio: f32,
    /// Cost of another typeface.
    pub other_face_cost: f32,
    /// Cost of a step down a column,
    pub down_cost: f32,
    /// more for each em of white,
    pub down_per_em: f32,
    /// more across a rule,
    pub down_ruled_cost: f32,
    /// more past a head beside it whose next column this is.
    pub down_past_head_cost: f32,
    /// Cost of a step to the next column,
    pub across_cost: f32,
    /// more for a difference of widths, in columns,
    pub across_width_cost: f32,
    /// up to so many columns,
    pub across_width_most_ratio: f32,
    /// more for each column that lies between,
    pub across_per_column_cost: f32,
    /// of which this much is only the gutter.
    pub across_free_share: f32,
    /// Columns. No step reaches farther.
    pub across_reach_ratio: f32,
    /// Em. The next column begins at most so far below the foot of this one.
    pub across_below_em: f32,
    /// Cost when the next column has a head of its own.
    pub across_own_head_cost: f32,
    /// Cost when text stands below in this column.
    pub across_not_foot_cost: f32,
    /// Cost when text stands above in the next column.
    pub across_not_top_cost: f32,
    /// Gain under one head, and cost under none.
    pub across_common_head_cost: f32,
    /// Em. The head over both may end so far short of the edges of their columns: ragged lines and hanging marks.
    pub across_common_em: f32,
    /// Em. Tops of columns that differ by less are level.
    pub across_level_em: f32,
    /// Gain for level tops.
    pub across_level_cost: f32,
    /// Cost when the next column lies wholly above this leg.
    pub across_other_band_cost: f32,
    /// Cost when the next column begins above the head over this leg.
    pub across_above_head_cost: f32,
    /// What the words say.
    pub words: WordStyle,
    /// Cost by which the second best must be dearer for full confidence.
    pub sure_margin_cost: f32,
    /// How sure it is that all lines in the box of an advert are one.
    pub advert_sure_share: f32,
    /// Whole-page features.
    pub features: FeatureStyle,
    /// Width of a box against a column. A boxed subhead wider than this heads columns of its own: one in the flow is
    /// as wide as its column, and the narrowest that is not spans two.
    pub section_width_ratio: f32,
    /// Em of the larger head. A head without text belongs to a larger one so near below.
    pub lone_head_reach_em: f32,
    /// Em of the body. A name this near below text signs it.
    pub signature_gap_em: f32,
    /// Em of a head set across over vertical text. The head that hangs under it may stand so far past its ends.
    pub banner_aside_em: f32,
    /// Pictures.
    pub pictures: PictureStyle,
}

impl Default for StoryStyle {
    fn default() -> StoryStyle {
        StoryStyle {
            stack_gap_em: 1.6,
            stack_head_gap_em: 0.3,
            stack_small_ratio: 0.8,
            stack_into_em: 0.6,
            stack_rule_share: 0.8,
            label_reach_em: 1.2,
            leg_gap_em: 2.2,
            span_slack_em: 0.75,
            own_head_gap_em: 2.2,
            touch_em: 0.3,
            over_share: 0.6,
            hides_share: 0.3,
            start_cost: 9.0,
            start_small_head_cost: 2.5,
            never_cost: 50.0,
            under_head_cost: 0.2,
            under_head_per_em: 0.02,
            under_head_ruled_cost: 2.0,
            under_head_aside_cost: 1.0,
            under_head_per_column_cost: 0.6,
            under_head_unindented_cost: 0.4,
            under_head_inside_cost: 1.5,
            head_gain_cost: 1.0,
            habit_share: 0.4,
            items: ItemStyle::default(),
            side_head: SideHeadStyle::default(),
            crosshead_lead_ratio: 1.3,
            follow_size_ratio: 1.25,
            other_face_cost: 1.0,
            down_cost: 1.0,
            down_per_em: 0.03,
            down_ruled_cost: 3.5,
            down_past_head_cost: 2.0,
            across_cost: 2.0,
            across_width_cost: 0.8,
            across_width_most_ratio: 1.5,
            across_per_column_cost: 0.8,
            across_free_share: 0.35,
            across_reach_ratio: 1.8,
            across_below_em: 2.0,
            across_own_head_cost: 2.5,
            across_not_foot_cost: 1.5,
            across_not_top_cost: 1.5,
            across_common_head_cost: 0.6,
            across_common_em: 0.5,
            across_level_em: 1.0,
            across_level_cost: 0.5,
            across_other_band_cost: 1.0,
            across_above_head_cost: 2.5,
            words: WordStyle::default(),
            sure_margin_cost: 3.0,
            advert_sure_share: 0.8,
            features: FeatureStyle::default(),
            section_width_ratio: 1.5,
            lone_head_reach_em: 3.0,
            signature_gap_em: 1.0,
            banner_aside_em: 1.5,
            pictures: PictureStyle::default(),
        }
    }
}

/// Captions to pictures, and pictures to stories. `_em` fields are in em of the body.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PictureStyle {
    /// Em. A caption or credit without a picture belongs to text so near.
    pub reach_em: f32,
    /// Fraction of that by which a picture below counts as farther: captions stand under pictures.
    pub above_share: f32,
    /// The same for one that has a caption already.
    pub taken_share: f32,
    /// Times. What stands beside a picture counts so much farther than what stands in its columns,
    pub aside_ratio: f32,
    /// Em by which a story is nearer that surrounds the whole picture,
    pub inside_em: f32,
    /// and farther that is ruled off from it.
    pub ruled_em: f32,
}

impl Default for PictureStyle {
    fn default() -> PictureStyle {
        PictureStyle {
            reach_em: 4.0,
            above_share: 0.5,
            taken_share: 0.25,
            aside_ratio: 2.0,
            inside_em: 6.0,
            ruled_em: 5.0,
        }
    }
}

/// Whole pages under one head. `_share` fields are fractions of the page's width where nothing else is said.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeatureStyle {
    /// Fraction of the page's width that the head of a whole-page feature covers. It is centered on the page, so the
    /// white beside it is its own,
    pub centered_share: f32,
    /// Em. whose middle is no farther from the page's.
    pub center_em: f32,
    /// Fraction of the lower of two sections that is level with the other when they stand side by side.
    pub level_share: f32,
    /// Subheads from which on a story is a feature, whose captions are read after all of its text.
    pub sections: usize,
    /// Sections under heads in bars from which on a page with one larger head is a feature,
    pub bars: usize,
    /// when that head is so many times larger.
    pub lead_ratio: f32,
}

impl Default for FeatureStyle {
    fn default() -> FeatureStyle {
        FeatureStyle { centered_share: 0.48, center_em: 3.0, level_share: 0.3, sections: 4, bars: 3, lead_ratio: 2.0 }
    }
}

/// What the words at the end of one text and at the beginning of the next say about them, as costs.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordStyle {
    /// Gain when an open sentence goes on without an indent.
    pub go_on_cost: f32,
    /// the same when that line is not full, or the page indents nothing,
    pub go_on_short_cost: f32,
    /// Gain more for a hyphen.
    pub hyphen_cost: f32,
    /// Gain when a closed sentence is followed by an indent.
    pub new_paragraph_cost: f32,
    /// Gain when an open sentence goes on with a small letter, and cost when a closed one does.
    pub inside_cost: f32,
    /// Cost when an open sentence is followed by an indent.
    pub broken_cost: f32,
    /// Cost when a closed sentence is followed by no indent.
    pub unindented_cost: f32,
}

impl Default for WordStyle {
    fn default() -> WordStyle {
        WordStyle {
            go_on_cost: 1.6,
            go_on_short_cost: 0.8,
            hyphen_cost: 1.0,
            new_paragraph_cost: 0.2,
            inside_cost: 1.0,
            broken_cost: 1.2,
            unindented_cost: 0.5,
        }
    }
}

/// A headline set down the side of its text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SideHeadStyle {
    /// To go on beyond a head that is set down the side of its own text.
    pub past_cost: f32,
    /// From a head to the column at its left, when the head is set into its text.
    pub flank_cost: f32,
    /// Cost of a step from a head set down the side of its text.
    pub step_cost: f32,
    /// Em of the head. Such a head is at least so tall,
    pub tall_em: f32,
    /// and at most so many em of its own wide.
    pub wide_em: f32,
    /// Em of the body. Its text stands so near to it, and text in the next columns so near to the one before.
    pub gap_em: f32,
    /// Em of the body. Text beside such a head shares so much of its height.
    pub level_em: f32,
}

impl Default for SideHeadStyle {
    fn default() -> SideHeadStyle {
        SideHeadStyle {
            past_cost: 3.0,
            flank_cost: 1.0,
            step_cost: 2.0,
            tall_em: 2.5,
            wide_em: 2.2,
            gap_em: 6.0,
            level_em: 2.0,
        }
    }
}

/// Short items, one under the other.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemStyle {
    /// To begin with a short item that a rule parts from the one above: less than to follow across a rule.
    pub ruled_cost: f32,
    /// To begin with one that follows another with white between: less than one step down.
    pub listed_cost: f32,
    /// Small heads of one style under signatures from which on each head of that style opens an item. One may be chance.
    pub signed_heads: usize,
    /// In place of `across_above_head_cost`, when a sentence breaks off at the foot of the column: the last of several
    /// items goes on over the head of the next one.
    pub breaks_over_cost: f32,
    /// Small heads from which on they may be keys that are explained,
    pub keys: usize,
    /// when each has fewer lines of text than this. An item has more.
    pub least_lines: usize,
}

impl Default for ItemStyle {
    fn default() -> ItemStyle {
        ItemStyle { ruled_cost: 0.8, listed_cost: 0.6, signed_heads: 2, breaks_over_cost: 0.6, keys: 3, least_lines: 3 }
    }
}
