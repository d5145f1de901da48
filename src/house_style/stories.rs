//! Thresholds of the stage that brings: blocks to stories.

use serde::{Deserialize, Serialize};

/// Blocks to stories. `_em` fields are in em of the body.
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
    /// Columns. No step reaches farther.
    pub across_reach_ratio: f32,
    /// Em. Tops of columns that differ by less are level.
    pub across_level_em: f32,
    /// How sure it is that all lines in the box of an advert are one.
    pub advert_sure_share: f32,
    /// Probability from which on text without a head is left to begin a story, whatever head reaches over it.
    pub begins_share: f32,
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
            own_head_gap_em: 2.2,
            touch_em: 0.3,
            over_share: 0.6,
            hides_share: 0.3,
            habit_share: 0.4,
            items: ItemStyle::default(),
            side_head: SideHeadStyle::default(),
            crosshead_lead_ratio: 1.3,
            follow_size_ratio: 1.25,
            across_reach_ratio: 1.8,
            across_level_em: 1.0,
            advert_sure_share: 0.8,
            begins_share: 0.85,
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

/// A headline set down the side of its text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SideHeadStyle {
    /// Em of the head. Such a head is at least so tall.
    pub tall_em: f32,
}

impl Default for SideHeadStyle {
    fn default() -> SideHeadStyle {
        SideHeadStyle { tall_em: 2.5 }
    }
}

/// Short items, one under the other.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemStyle {
    /// Small heads of one style under signatures from which on each head of that style opens an item. One may be chance.
    pub signed_heads: usize,
    /// Small heads from which on they may be keys that are explained,
    pub keys: usize,
    /// when each has fewer lines of text than this. An item has more.
    pub least_lines: usize,
}

impl Default for ItemStyle {
    fn default() -> ItemStyle {
        ItemStyle { signed_heads: 2, keys: 3, least_lines: 3 }
    }
}
