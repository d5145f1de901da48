//! What the corrected pages of a paper showed: which roles its styles of type play, and where. `foldline learn` writes it,
//! people may read and change it.

use crate::geometry::{Pt, Rect};
use crate::model::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A verdict of the rules is as good as so many blocks to one that were seen in the role: on pages of unknown papers the
/// rules are right about four times in five.
pub const RULES_ODDS: f32 = 4.0;
/// What a role that was never seen counts for, in blocks (Krichevsky and Trofimov 1981).
pub const UNSEEN: f32 = 0.5;
/// The head and the foot of a page, as a share of its height: names, dates and page numbers stand there.
const EDGE_SHARE: f32 = 0.1;
/// Sizes of one style differ by no more, as a share: files round them.
const SIZE_SLACK: f32 = 0.02;

/// What was learned of a paper.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Learned {
    /// Pages it was learned from.
    pub pages: u32,
    /// Its styles of type.
    #[serde(rename = "style")]
    pub styles: Vec<TypeStyle>,
}

/// A style of type, and the roles of the blocks that were set in it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct TypeStyle {
    /// How it is set.
    #[serde(flatten)]
    pub type_face: TypeFace,
    /// Blocks by their role.
    pub roles: BTreeMap<Role, u32>,
}

/// How a block is set, and in which part of the page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct TypeFace {
    /// PostScript name of the face; may be empty.
    pub face: String,
    /// One em.
    pub size: Pt,
    /// Bold.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// The part of the page.
    pub at: Place,
}

/// A part of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Along its upper edge.
    Head,
    /// Between head and foot.
    #[default]
    Text,
    /// Along its lower edge.
    Foot,
}

impl Place {
    /// Where a block stands on its page; both as printed.
    pub fn of(block: &Rect, page: &Rect) -> Place {
        let edge = page.height() * EDGE_SHARE;
        if block.bottom <= page.top + edge {
            Place::Head
        } else if block.top >= page.bottom - edge {
            Place::Foot
        } else {
            Place::Text
        }
    }
}

impl TypeFace {
    /// The same style, as far as files tell.
    pub fn is_like(&self, other: &TypeFace) -> bool {
        let alike = (self.bold, self.italic, self.at) == (other.bold, other.italic, other.at);
        alike && self.face == other.face && (self.size - other.size).abs() <= self.size.max(other.size) * SIZE_SLACK
    }
}

impl Learned {
    /// Counts a block in.
    pub fn count(&mut self, set: TypeFace, role: Role) {
        let style = match self.styles.iter().position(|style| style.type_face.is_like(&set)) {
            Some(at) => self.styles.get_mut(at),
            None => {
                self.styles.push(TypeStyle { type_face: set, roles: BTreeMap::new() });
                self.styles.last_mut()
            }
        };
        if let Some(style) = style {
            *style.roles.entry(role).or_default() += 1;
        }
    }

    /// The role that blocks set like this one play, where what was seen outweighs what the rules say: with how many of
    /// how many blocks.
    pub fn outweighs(&self, set: &TypeFace, rules: Role) -> Option<(Role, u32, u32)> {
        let style = self.styles.iter().find(|style| style.type_face.is_like(set))?;
        let (role, most) = style.roles.iter().max_by_key(|(_, count)| **count)?;
        let of_rules = style.roles.get(&rules).copied().unwrap_or_default();
        let outweighs = *role != rules && *most as f32 + UNSEEN > (of_rules as f32 + UNSEEN) * RULES_ODDS;
        outweighs.then(|| (*role, *most, style.roles.values().sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(size: f32) -> TypeFace {
        TypeFace { face: "Serif-Bold".to_owned(), size: Pt(size), bold: true, ..TypeFace::default() }
    }

    #[test]
    fn two_blocks_outweigh_the_rules_and_one_does_not() {
        let mut learned = Learned::default();
        learned.count(set(14.0), Role::Headline);
        assert_eq!(learned.outweighs(&set(14.1), Role::Subhead), None);
        learned.count(set(14.1), Role::Headline);
        assert_eq!(learned.outweighs(&set(14.0), Role::Subhead), Some((Role::Headline, 2, 2)));
        assert_eq!(learned.outweighs(&set(14.0), Role::Headline), None);
        assert_eq!(learned.outweighs(&set(12.0), Role::Subhead), None, "another size is another style");
    }

    #[test]
    fn where_a_style_plays_two_parts_the_rules_decide() {
        let mut learned = Learned::default();
        for role in [Role::Headline, Role::Headline, Role::Headline, Role::Subhead, Role::Subhead] {
            learned.count(set(14.0), role);
        }
        assert_eq!(learned.outweighs(&set(14.0), Role::Subhead), None);
        assert_eq!(learned.outweighs(&set(14.0), Role::Byline), Some((Role::Headline, 3, 5)));
    }

    #[test]
    fn head_and_foot_are_parts_of_their_own() {
        let page = Rect::new(0.0, 0.0, 600.0, 1000.0);
        let at = |top: f32, bottom: f32| Place::of(&Rect::new(10.0, top, 100.0, bottom), &page);
        assert_eq!([at(20.0, 30.0), at(90.0, 120.0), at(950.0, 960.0)], [Place::Head, Place::Text, Place::Foot]);
    }
}
