//! Kinds of pages: how each divides its sheet.

mod feature;
mod flow;
mod gazette;
mod listing;
mod modular;
mod old;
mod opinion;
mod parish;
mod sparse;
mod tabloid;
mod vertical;

use super::desk::{Desk, Place};
use super::display::Display;
use super::down::{DownPlan, Tiers, plan_down};
use super::flow::{Flow, Frame};
use super::heads::{HeadRoom, Pending};
use super::house::{
    Align, Byline, Cut, Dateline, Deck, Frame as Kind, Kicker, Label, Line, Nameplate, Paragraph, Part, Subhead,
};
use super::parts::{Item, Slot, Telling};
use super::running::{Piece, Running};
use super::setting::{SetLine, letters};
use super::wording::Wording;
use super::words::Language;

/// A kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Rectangles of stories.
    Modular,
    /// Stories shaped like an L or a U, one in the crook of the other.
    Legs,
    /// One story above all others.
    Tabloid,
    /// The front of a paper: nameplate, ears, teasers.
    Front,
    /// One story over the whole page, in parts.
    Feature,
    /// Few columns, plain type.
    Newsletter,
    /// Old papers: items one under the other through narrow columns.
    Old,
    /// Text that flows from column to column with heads in it.
    Flow,
    /// Short items, programmes, results.
    Listing,
    /// Small adverts all over.
    Classified,
    /// Leaders, columns, letters.
    Opinion,
    /// Set from top to bottom in tiers.
    Vertical,
    /// One to three stories.
    Sparse,
    /// Parish sheets and newsletters of clubs.
    Parish,
    /// Official gazettes.
    Gazette,
}

impl Family {
    /// All of them.
    pub const ALL: [Family; 15] = [
        Family::Modular,
        Family::Legs,
        Family::Tabloid,
        Family::Front,
        Family::Feature,
        Family::Newsletter,
        Family::Old,
        Family::Flow,
        Family::Listing,
        Family::Classified,
        Family::Opinion,
        Family::Vertical,
        Family::Sparse,
        Family::Parish,
        Family::Gazette,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Family::Modular => "modular",
            Family::Legs => "legs",
            Family::Tabloid => "tabloid",
            Family::Front => "front",
            Family::Feature => "feature",
            Family::Newsletter => "newsletter",
            Family::Old => "old",
            Family::Flow => "flow",
            Family::Listing => "listing",
            Family::Classified => "classified",
            Family::Opinion => "opinion",
            Family::Vertical => "vertical",
            Family::Sparse => "sparse",
            Family::Parish => "parish",
            Family::Gazette => "gazette",
        }
    }

    /// How often a page of a language is of it.
    pub fn weight(self, language: Language) -> f32 {
        match self {
            Family::Modular => 24.0,
            Family::Legs | Family::Sparse => 10.0,
            Family::Tabloid | Family::Feature | Family::Newsletter => 7.0,
            Family::Front | Family::Parish | Family::Flow => 6.0,
            Family::Gazette | Family::Listing | Family::Opinion => 5.0,
            Family::Classified => 3.0,
            Family::Old => {
                if language.is_east() {
                    3.0
                } else {
                    11.0
                }
            }
            Family::Vertical => {
                if language.is_han() {
                    26.0
                } else {
                    0.0
                }
            }
        }
    }
}

impl Desk {
    /// Divides the type area as the family does, and fills it.
    pub fn divide_and_fill(&mut self) {
        match self.house.family {
            Family::Modular | Family::Legs | Family::Front => self.modular(),
            Family::Tabloid => self.tabloid(),
            Family::Feature => self.feature(),
            Family::Newsletter => {
                if self.hit(0.4) {
                    self.flowing();
                } else {
                    self.modular();
                }
            }
            Family::Old => self.old(),
            Family::Flow => self.flowing(),
            Family::Listing => self.small_matter(),
            Family::Classified => self.small_adverts(),
            Family::Opinion => self.opinion(),
            Family::Vertical => self.vertical(),
            Family::Sparse => self.sparse(),
            Family::Parish => self.parish(),
            Family::Gazette => self.gazette(),
        }
    }
}
