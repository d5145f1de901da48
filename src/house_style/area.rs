//! Areas of a paste-up grid: where heads, flowing text, pictures and captions go.

use crate::model::role::Role;
use serde::Deserialize;

/// One area of the grid. Areas are filled from the top of the page downwards.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaptionPlace {
    /// Under the picture.
    Below,
    /// Beside it.
    Beside,
}
