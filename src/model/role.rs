//! What a block is on a newspaper page, in the trade's words.

use serde::{Deserialize, Serialize};

/// The part a block plays on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The paper's name on page one (报头).
    Masthead,
    /// The line with paper, date and page number.
    Folio,
    /// A label such as 阿拉善盟： or BUSINESS.
    Section,
    /// Small head above the headline (引题).
    Kicker,
    /// The headline (主题).
    Headline,
    /// Head below the headline (副题), or a standfirst.
    Deck,
    /// Who wrote it.
    Byline,
    /// Where and when: 本报呼和浩特11月22日讯.
    Dateline,
    /// Running text.
    Body,
    /// Head within a story (小标题), often boxed.
    Subhead,
    /// A sentence of the story set large.
    PullQuote,
    /// Text that belongs to a picture.
    Caption,
    /// Who made the picture (李雅蓉 摄).
    Credit,
    /// 下转第3版, "Continued on A6".
    Jump,
    /// Results, listings, prices.
    Table,
    /// Advertising.
    Advert,
    /// What belongs to the page and to no story.
    Furniture,
}

impl Role {
    /// Every role, in the order of the vocabulary.
    pub const ALL: [Role; 17] = [
        Role::Masthead,
        Role::Folio,
        Role::Section,
        Role::Kicker,
        Role::Headline,
        Role::Deck,
        Role::Byline,
        Role::Dateline,
        Role::Body,
        Role::Subhead,
        Role::PullQuote,
        Role::Caption,
        Role::Credit,
        Role::Jump,
        Role::Table,
        Role::Advert,
        Role::Furniture,
    ];

    /// The word that the page document uses.
    pub fn word(self) -> &'static str {
        match self {
            Role::Masthead => "masthead",
            Role::Folio => "folio",
            Role::Section => "section",
            Role::Kicker => "kicker",
            Role::Headline => "headline",
            Role::Deck => "deck",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Body => "body",
            Role::Subhead => "subhead",
            Role::PullQuote => "pullquote",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Jump => "jump",
            Role::Table => "table",
            Role::Advert => "advert",
            Role::Furniture => "furniture",
        }
    }

    /// True for what belongs to the page and to no story.
    pub fn is_furniture(self) -> bool {
        match self {
            Role::Masthead | Role::Folio | Role::Furniture => true,
            Role::Section
            | Role::Kicker
            | Role::Headline
            | Role::Deck
            | Role::Byline
            | Role::Dateline
            | Role::Body
            | Role::Subhead
            | Role::PullQuote
            | Role::Caption
            | Role::Credit
            | Role::Jump
            | Role::Table
            | Role::Advert => false,
        }
    }

    /// True for what may stand between two halves of a paragraph.
    pub fn is_aside(self) -> bool {
        match self {
            Role::Caption | Role::Credit | Role::PullQuote | Role::Table | Role::Jump | Role::Advert => true,
            Role::Masthead
            | Role::Folio
            | Role::Section
            | Role::Kicker
            | Role::Headline
            | Role::Deck
            | Role::Byline
            | Role::Dateline
            | Role::Body
            | Role::Subhead
            | Role::Furniture => false,
        }
    }

    /// True for the display lines a story opens with: section, kicker, headline, deck.
    pub fn is_head(self) -> bool {
        match self {
            Role::Section | Role::Kicker | Role::Headline | Role::Deck => true,
            Role::Masthead
            | Role::Folio
            | Role::Byline
            | Role::Dateline
            | Role::Body
            | Role::Subhead
            | Role::PullQuote
            | Role::Caption
            | Role::Credit
            | Role::Jump
            | Role::Table
            | Role::Advert
            | Role::Furniture => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_what_serde_writes() {
        for role in Role::ALL {
            let written = serde_json::to_string(&role).unwrap();
            assert_eq!(written, format!("\"{}\"", role.word()));
        }
    }
}
