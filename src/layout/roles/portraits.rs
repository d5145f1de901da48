//! Names beside the portrait of a signed column. The portrait stands right under the head, and the name, with what its
//! bearer is, beside the portrait:
//!
//! ```text
//!   THE HEAD OF A COLUMN
//!   ┌────┐ Name of the Writer    x xxxxxxxx
//!   │    │ what the writer is    xxxxxxxxxx
//!   └────┘                       xxxxxxxxxx
//!   xxxxxxxxxxxxxxxxxxxxxxxxxxx  xxxxxxxxxx
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::names;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, stacks};
use crate::model::role::Role;

/// Gives bylines to the names beside portraits.
pub fn label_blocks(labeling: &mut Labeling) {
    let portraits: Vec<Rect> =
        labeling.marks.pictures.iter().filter(|picture| is_portrait(picture, labeling)).copied().collect();
    for portrait in portraits {
        let mut beside: Vec<usize> =
            (0..labeling.blocks.len()).filter(|at| stands_beside(*at, &portrait, labeling)).collect();
        beside.sort_by(|a, b| match (labeling.blocks.get(*a), labeling.blocks.get(*b)) {
            (Some(a), Some(b)) => a.rect.top.order(b.rect.top),
            _ => a.cmp(b),
        });
        let first = beside.first().and_then(|at| labeling.blocks.get(*at));
        let named =
            first.is_some_and(|block| stacks::is_name(block, labeling) || is_square_name(&block.text(), labeling));
        for at in beside.into_iter().filter(|_| named) {
            labeling.change(at, Role::Byline, "beside the portrait under the headline");
        }
    }
}

/// A Han name without blanks, or a Korean one with what its bearer is: no words of a language with capitals.
fn is_square_name(text: &str, labeling: &Labeling) -> bool {
    let hangul = text.chars().all(|c| script::is_hangul(c) || c == ' ') && !phrases::stops(text);
    names::is_han_name(text.trim()) || hangul && text.split_whitespace().count() <= labeling.style.roles.names.words
}

/// Narrower than a column, and right under a headline or its deck.
fn is_portrait(picture: &Rect, labeling: &Labeling) -> bool {
    let under = |at: usize| labeling.blocks.get(at).is_some_and(|head| is_right_over(head, picture, labeling.style));
    let heads = |at: &usize| matches!(labeling.role(*at), Some(Role::Headline | Role::Deck));
    picture.width() < labeling.metrics.measure && (0..labeling.blocks.len()).filter(heads).any(under)
}

/// A line or two level with the portrait, close to its side, and no text.
fn stands_beside(at: usize, portrait: &Rect, labeling: &Labeling) -> bool {
    let open = matches!(
        labeling.role(at),
        None | Some(Role::Headline | Role::Subhead | Role::Deck | Role::Caption | Role::Byline)
    );
    let brief = |block: &&TextBlock| block.lines.len() <= 3 && block.chars <= labeling.style.roles.names.chars;
    labeling.blocks.get(at).filter(|_| open).filter(brief).is_some_and(|block| {
        let level = portrait.top <= block.rect.top && block.rect.bottom <= portrait.bottom;
        level && is_close(&block.rect, portrait, labeling.metrics.body * labeling.style.roles.captions.gap_em)
    })
}

/// Whether a head stands right over a picture.
pub fn is_right_over(head: &TextBlock, picture: &Rect, style: &HouseStyle) -> bool {
    let gap = picture.top - head.rect.bottom;
    gap > -head.size * style.fit.into_em
        && gap < head.size * style.roles.stack_gap_em
        && head.rect.overlap_x(picture) > Pt::ZERO
}

/// Whether a line stands at the side of a picture, not over or under it, within `reach`.
pub fn is_close(line: &Rect, picture: &Rect, reach: Pt) -> bool {
    let gap = (line.left - picture.right).max(picture.left - line.right);
    gap > -Pt(1.0) && gap < reach && line.overlap_y(picture) > Pt::ZERO
}
