//! The TOML form of a page. Lengths are points from the top-left corner of the page.

use foldline::model::lang::Lang;
use serde::Deserialize;

/// A page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub lang: Lang,
    pub size: [f32; 2],
    #[serde(default = "thirty_six")]
    pub margin: f32,
    #[serde(default = "six")]
    pub columns: u8,
    #[serde(default = "twelve")]
    pub gutter: f32,
    #[serde(default = "nine")]
    pub body: f32,
    /// Distance of baselines; 1.22 of the body for words, 1.5 for Han, when absent.
    pub leading: Option<f32>,
    /// Lines are set to the full measure.
    #[serde(default = "yes")]
    pub justify: bool,
    /// A line that would need wider blanks than this to be full is left as it is.
    #[serde(default = "two")]
    pub most_stretch_em: f32,
    /// The white half of a stop that ends a line hangs out of the column.
    #[serde(default)]
    pub hang: bool,
    /// Frames are set from top to bottom unless they say otherwise.
    #[serde(default)]
    pub vertical: bool,
    /// Texts are drawn in an order that has nothing to do with reading.
    #[serde(default)]
    pub shuffle: u64,
    /// Bold is drawn as regular type twice.
    #[serde(default)]
    pub faux_bold: bool,
    /// Blanks are glyphs; else words just stand apart.
    #[serde(default = "yes")]
    pub blanks: bool,
    /// Em. Every blank is set so much narrower than the typeface has it.
    #[serde(default)]
    pub squeeze_em: f32,
    /// The page was read from a scan: words, whose sizes and places waver from line to line.
    #[serde(default)]
    pub scan: bool,
    /// How much larger its reader may guess a size, as a share.
    #[serde(default = "twentieth")]
    pub size_off: f32,
    /// Characters that are small and raised where they follow another one within their word.
    #[serde(default)]
    pub raised: String,
    /// Stops of vertical lines are drawn so far to the right and up, in em.
    pub stops_off: Option<[f32; 2]>,
    /// The first letter of the text is so many times as large, on the baseline of its line.
    pub standing_cap: Option<f32>,
    /// The source does not say which way a line runs.
    #[serde(default)]
    pub untold: bool,
    /// Light grounds: x0, y0, x1, y1.
    #[serde(default)]
    pub tints: Vec<[f32; 4]>,
    /// Printed lines: x0, y0, x1, y1.
    #[serde(default)]
    pub rules: Vec<[f32; 4]>,
    #[serde(default)]
    pub loose: Vec<Loose>,
    #[serde(default)]
    pub story: Vec<StoryPlan>,
}

/// One line of type placed by hand: masthead, folio, page credit, hidden text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loose {
    pub role: String,
    pub text: String,
    /// Left, top, right.
    pub at: [f32; 3],
    pub size: f32,
    #[serde(default)]
    pub face: String,
    #[serde(default)]
    pub align: Align,
    /// Nobody sees it on paper.
    #[serde(default)]
    pub hidden: bool,
    /// The story it belongs to, by id; furniture otherwise.
    pub story: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

/// A story: frames in reading order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryPlan {
    pub id: String,
    pub frame: Vec<FramePlan>,
}

/// An area with its own text. Lines of `text` are paragraphs, `~4` one from the bank; `@role ...` marks what is not body, and what stands
/// before the first body is set across the whole frame, the rest in its column; `@@role` is in its column always.
/// `|` breaks a head. `@question` is set as a subhead is, and is body; a body may begin with bold words between stars.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FramePlan {
    /// First and last column of the page, from 1.
    pub columns: [u8; 2],
    /// Instead of columns, top and bottom: x0, y0, x1, y1 on the paper.
    pub at: Option<[f32; 4]>,
    /// Below everything that stands in these columns when absent.
    pub top: Option<f32>,
    /// As high as its text needs, columns balanced, when absent.
    pub bottom: Option<f32>,
    /// White above, when `top` is absent.
    pub above: Option<f32>,
    /// Columns of its own; those of the page when absent.
    pub legs: Option<u8>,
    pub gutter: Option<f32>,
    pub body: Option<f32>,
    pub leading: Option<f32>,
    /// Typeface of the text, by the names of loose lines.
    pub face: String,
    /// Size of the headline.
    pub headline: Option<f32>,
    /// Size of decks,
    pub deck: Option<f32>,
    /// and their typeface, by the names of loose lines.
    pub deck_face: String,
    /// Size of subheads.
    pub subhead: Option<f32>,
    /// Subheads are set in the type of the text.
    pub subhead_plain: bool,
    /// Width of the heads, in legs.
    pub head_legs: Option<u8>,
    pub head_align: Align,
    pub boxed: bool,
    /// Gray of the ground, 0 to 1.
    pub tint: Option<f32>,
    /// Rules between the legs.
    pub rules: bool,
    /// A rule above.
    pub rule_above: bool,
    /// Subheads and section heads stand in a ruled box.
    pub boxed_subheads: bool,
    /// Lines that the first letter of the body takes.
    pub drop_cap: u8,
    pub ragged: bool,
    /// Its first paragraph goes on from another frame: it has no indent.
    pub goes_on: bool,
    pub vertical: Option<bool>,
    pub text: String,
    pub picture: Vec<PicturePlan>,
}

/// A picture with its caption.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PicturePlan {
    /// First and last leg of the frame, from 1; the whole frame when absent.
    pub legs: Option<[u8; 2]>,
    /// Instead of legs: x0, y0, x1, y1 on the paper; text runs round it.
    pub at: Option<[f32; 4]>,
    pub place: Place,
    /// Lines below the top of the body.
    pub drop: u8,
    pub height: f32,
    pub scene: u8,
    pub caption: String,
    pub credit: String,
    pub credit_set: CreditSet,
}

/// Where a picture stands in its frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Above the heads.
    Over,
    /// Under the heads.
    #[default]
    Top,
    /// At the foot of its legs.
    Foot,
}

/// How a credit is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditSet {
    /// At the end of the caption.
    #[default]
    Inline,
    /// On a line of its own, to the right.
    Line,
    /// Along the picture's right edge, reading upwards.
    Rotated,
}

impl Plan {
    pub fn is_cjk(&self) -> bool {
        matches!(self.lang, Lang::Zh | Lang::Ja | Lang::Ko)
    }
    pub fn leading_of(&self, body: f32) -> f32 {
        body * self.leading.map_or(if self.is_cjk() { 1.45 } else { 1.2 }, |leading| leading / self.body)
    }
}

fn two() -> f32 {
    2.0
}
fn twentieth() -> f32 {
    0.05
}
fn yes() -> bool {
    true
}
fn six() -> u8 {
    6
}
fn nine() -> f32 {
    9.0
}
fn twelve() -> f32 {
    12.0
}
fn thirty_six() -> f32 {
    36.0
}
