//! Areas of a paste-up grid: where heads, flowing text, pictures and captions go.

use crate::model::role::Role;
use serde::{Deserialize, Serialize};

/// One area of the grid. Areas are filled from the top of the page downwards.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// What it takes.
    pub role: AreaRole,
    /// First and last column it covers, from 1.
    pub columns: [u8; 2],
    /// How many rows it is high, in lines of body text; as many as it needs when absent.
    pub rows: Option<u16>,
    /// Subheads of the text are set in boxes across their column.
    #[serde(default)]
    pub boxed_subheads: bool,
    /// Where the caption of a picture goes.
    pub caption: Option<CaptionPlace>,
}

/// What an area of the grid takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaRole {
    /// Section label, kicker, headline, deck and byline.
    Headline,
    /// The lead: paragraphs before the first subhead, set wider than the columns.
    Lead,
    /// Running text with its subheads.
    Flow,
    /// Pictures with their captions.
    Picture,
    /// Credits and what is left.
    Foot,
}

/// How a page is pasted up where the style's `[type]` says nothing else.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasteUpStyle {
    /// Size of the body in points. 10: a newspaper's.
    pub body_pt: f32,
    /// From line to line, in body sizes. 1.4: open enough to keep lines apart in every script.
    pub leading_ratio: f32,
    /// Column width in em. 16: sixteen Han, thirty-two Latin letters.
    pub measure_em: f32,
    /// Narrowest column in em, whatever a style asks for. 4.
    pub narrowest_em: f32,
    /// White between columns in em. 2: two cells either side of a rule.
    pub gutter_em: f32,
    /// Least white between columns, whatever a style asks for. 0.5.
    pub narrowest_gutter_em: f32,
    /// Most columns. 5.
    pub columns: usize,
    /// White around the page in em. 2.
    pub margin_em: f32,
    /// Height of the page by its width, aimed at when the number of columns is free. 1.4: the Berliner format's.
    pub page_ratio: f32,
    /// Size of the headline in body sizes. 2.
    pub headline_ratio: f32,
    /// Size of kicker, deck, label and subhead in body sizes. 1.2.
    pub small_head_ratio: f32,
    /// White after heads, sections and pictures, in body lines. 1.
    pub gap_lines: f32,
    /// Height of a picture place in body lines. 8.
    pub picture_rows: u16,
    /// Thickness of rules and boxes in points. 0.5.
    pub rule_pt: f32,
}

impl Default for PasteUpStyle {
    fn default() -> PasteUpStyle {
        PasteUpStyle {
            body_pt: 10.0,
            leading_ratio: 1.4,
            measure_em: 16.0,
            narrowest_em: 4.0,
            gutter_em: 2.0,
            narrowest_gutter_em: 0.5,
            columns: 5,
            margin_em: 2.0,
            page_ratio: 1.4,
            headline_ratio: 2.0,
            small_head_ratio: 1.2,
            gap_lines: 1.0,
            picture_rows: 8,
            rule_pt: 0.5,
        }
    }
}

impl Area {
    /// An area over all columns.
    pub fn across(role: AreaRole) -> Area {
        Area { role, columns: [1, u8::MAX], rows: None, boxed_subheads: true, caption: None }
    }
}

impl AreaRole {
    /// Whether blocks of this role go into the area.
    pub fn takes(self, role: Role) -> bool {
        match role {
            Role::Masthead | Role::Section | Role::Kicker | Role::Headline | Role::Deck | Role::Byline => {
                self == AreaRole::Headline
            }
            Role::Body | Role::Subhead | Role::PullQuote | Role::Table | Role::Dateline => {
                matches!(self, AreaRole::Flow | AreaRole::Lead)
            }
            Role::Caption => self == AreaRole::Picture,
            Role::Folio | Role::Credit | Role::Jump | Role::Advert | Role::Furniture => self == AreaRole::Foot,
        }
    }
}

/// Where the caption of a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CaptionPlace {
    /// Under the picture.
    Below,
    /// Beside it.
    Beside,
}
