//! Thresholds of the stage that brings: text without geometry.
//!
//! Widths are in em of the text itself: a Han character is one em, a Latin letter half an em.

use super::area::PasteUpStyle;
use serde::Deserialize;

/// Text without geometry.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractStyle {
    /// How far a line may miss the measure and still count as full. 0.3 em: less than the half em of the
    /// narrowest character, more than rounding.
    pub slack_em: f32,
    /// The widest first-line indent looked for. 4 em: papers indent by one or two, some by three.
    pub widest_indent_em: f32,
    /// Lines from which a fragment tells its measure by itself. 5: three inner lines.
    pub telling_lines: usize,
    /// How many fragments around are asked for the measure of one that cannot tell. 8.
    pub reach: usize,
    /// Share of the fragments that must start short before an indent is believed. 0.12: on a page of long
    /// paragraphs cut by columns one fragment in eight starts one.
    pub indent_share: f32,
    /// From this many times the body measure on, text is wide: a lead or a caption. 1.3: columns of one page
    /// differ by a tenth, a lead or caption runs over two columns.
    pub wide_ratio: f32,
    /// The least indent is taken that explains this part of what the best one does. 0.85.
    pub indent_agreement: f32,
    /// A head has at most this many lines. 4: a head of two lines with a byline and a kicker.
    pub head_lines: usize,
    /// A head is at most this long in all. 60 em: two lines of forty letters, or four of fifteen Han.
    pub head_em: f32,
    /// A section label is at most this long. 9 em: 内蒙古自治区： and EDITORIALS.
    pub label_em: f32,
    /// A byline is at most this long. 30 em: sixty letters, three names with the paper's.
    pub byline_em: f32,
    /// The name after the word of a credit is at most this long. 16 em: thirty letters.
    pub credit_em: f32,
    /// A last line shorter than this part of the measure ends a paragraph without a stop. 0.6.
    pub short_end_share: f32,
    /// Evidence from which a fragment goes on in another; see `fragments::chain`.
    pub link_score: f32,
    /// What text without any head costs while heads are left to place, in similarities. 0.3.
    pub headless_cost: f32,
    /// What speaks for a new section after the formula that closes a feature. 0.5.
    pub closing_weight: f32,
    /// What a head at its place counts against its words, in similarities (0..=1). 0.8: its place decides
    /// unless most heads of the page are elsewhere, see `fragments::heads`.
    pub place_weight: f32,
    /// What the likeness of neighbouring texts counts against cutting between them. 0.6.
    pub cohesion_weight: f32,
    /// How much more the first text under a head tells than the others. 0.1: it breaks ties, and loses against
    /// texts that plainly belong together.
    pub first_text_weight: f32,
    /// Likeness up to here is chance: a word that stands in every text. 0.05.
    pub chance_likeness: f32,
    /// At most this many heads are placed by words at once: the search doubles with each. 10.
    pub heads_at_once: usize,
    /// What a caption that a story already has counts against another. 0.15: likenesses differ by more when a
    /// caption is plainly of one story.
    pub caption_share: f32,
    /// Below this likeness a head placed by its words is doubtful. 0.08: one common word in a head of five.
    pub doubtful_likeness: f32,
    /// How the stories are pasted up.
    pub paste_up: PasteUpStyle,
}

impl Default for ExtractStyle {
    fn default() -> ExtractStyle {
        ExtractStyle {
            slack_em: 0.3,
            widest_indent_em: 4.0,
            telling_lines: 5,
            reach: 8,
            indent_share: 0.12,
            indent_agreement: 0.85,
            wide_ratio: 1.3,
            head_lines: 4,
            head_em: 60.0,
            label_em: 9.0,
            byline_em: 30.0,
            credit_em: 16.0,
            short_end_share: 0.6,
            link_score: 0.0,
            headless_cost: 0.3,
            closing_weight: 0.5,
            place_weight: 0.8,
            cohesion_weight: 0.6,
            first_text_weight: 0.1,
            chance_likeness: 0.05,
            heads_at_once: 10,
            caption_share: 0.15,
            doubtful_likeness: 0.08,
            paste_up: PasteUpStyle::default(),
        }
    }
}
