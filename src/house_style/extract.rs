//! Thresholds of the stage that brings: text without geometry.
//!
//! Widths are in em of the text itself: a Han character is one em, a Latin letter half an em.

use super::area::PasteUpStyle;
use serde::{Deserialize, Serialize};

/// Text without geometry.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
    pub indent_agreement_share: f32,
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
    /// What speaks for a fragment going on in another.
    pub link: LinkStyle,
    /// A last line within this of the measure is full: a sentence may run on from it. 1.5 em: marks that may not
    /// open a line take one or two characters along.
    pub full_end_em: f32,
    /// A column is at least this part of the body measure wide; what is narrower runs round a picture. 0.75.
    pub narrowest_ratio: f32,
    /// How fast more of a word stops to count (BM25's k). 1.2: Robertson's.
    pub word_ratio: f32,
    /// How much the length of a text counts against its words (BM25's b). 0.75: Robertson's.
    pub length_share: f32,
    /// What speaks for a new section after the formula that closes a feature. 0.5.
    pub closing_share: f32,
    /// What a head at its place counts against its words, in similarities (0..=1). 0.8: its place decides
    /// unless most heads of the page are elsewhere, see `fragments::heads`.
    pub place_share: f32,
    /// What the likeness of neighboring texts counts against cutting between them. 0.6.
    pub cohesion_share: f32,
    /// How much more the first text under a head tells than the others. 0.1: it breaks ties, and loses against
    /// texts that plainly belong together.
    pub first_text_share: f32,
    /// Likeness up to here is chance: a word that stands in every text. 0.05.
    pub chance_share: f32,
    /// At most this many heads are placed by words at once: the search doubles with each. 10.
    pub heads_at_once: usize,
    /// What a caption that a story already has counts against another. 0.15: likenesses differ by more when a
    /// caption is plainly of one story.
    pub caption_share: f32,
    /// Below this likeness a head placed by its words is doubtful. 0.08: one common word in a head of five.
    pub doubtful_share: f32,
    /// How the stories are pasted up.
    pub paste_up: PasteUpStyle,
}

/// What speaks for a fragment going on in another, in points; the sum must be above zero. A sign in the text
/// (a comma, a small letter) outweighs what widths say, and no single width outweighs a full stop and another.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkStyle {
    /// The sentence is over, and the next word would have fit on its line: surely an end. -11.
    pub closed_early: i32,
    /// The sentence is over in a full line: rather an end. -3.
    pub closed: i32,
    /// An open sentence, and the next word would have fit: cut off, as before a listing. -2.
    pub open_early: i32,
    /// An open sentence in a full line. 6.
    pub open: i32,
    /// The next fragment is indented. -5: one less than an open sentence.
    pub indented: i32,
    /// The next fragment opens with a full line. 4: one more than a full stop.
    pub full: i32,
    /// It opens with a small letter. 5.
    pub small: i32,
    /// It opens with a capital, and the sentence was over. -1.
    pub capital: i32,
    /// It opens with a mark that cannot open a line. 8.
    pub clinging: i32,
    /// A head stands between them. -2.
    pub parted: i32,
}

impl Default for LinkStyle {
    fn default() -> LinkStyle {
        LinkStyle {
            closed_early: -11,
            closed: -3,
            open_early: -2,
            open: 6,
            indented: -5,
            full: 4,
            small: 5,
            capital: -1,
            clinging: 8,
            parted: -2,
        }
    }
}

impl Default for ExtractStyle {
    fn default() -> ExtractStyle {
        ExtractStyle {
            slack_em: 0.3,
            widest_indent_em: 4.0,
            telling_lines: 5,
            reach: 8,
            indent_share: 0.12,
            indent_agreement_share: 0.85,
            wide_ratio: 1.3,
            head_lines: 4,
            head_em: 60.0,
            label_em: 9.0,
            byline_em: 30.0,
            credit_em: 16.0,
            short_end_share: 0.6,
            link: LinkStyle::default(),
            full_end_em: 1.5,
            narrowest_ratio: 0.75,
            word_ratio: 1.2,
            length_share: 0.75,
            closing_share: 0.5,
            place_share: 0.8,
            cohesion_share: 0.6,
            first_text_share: 0.1,
            chance_share: 0.05,
            heads_at_once: 10,
            caption_share: 0.15,
            doubtful_share: 0.08,
            paste_up: PasteUpStyle::default(),
        }
    }
}
