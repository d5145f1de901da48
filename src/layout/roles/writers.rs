//! Names of writers in large type. A line under a headline that reads as a name may be a deck of two words; several of
//! one style that all read so are the names of those who wrote.
//!
//! ```text
//!  We Forgot How to Lose        The Treaty Is Dead
//!  Ada Fell                     Hugh Marlowe          every line of this style is a name
//!  xxxxxxxxxxxx  xxxxxxxxxxx    xxxxxxxxxxx
//! ```

use crate::layout::roles::{Desk, names};
use crate::model::role::Role;

/// Gives byline to decks of a style that holds names alone.
pub fn judge(desk: &mut Desk) {
    let decks: Vec<usize> = (0..desk.sticks.len()).filter(|at| desk.role(*at) == Some(Role::Deck)).collect();
    let style = |at: usize| desk.sticks.get(at).map(|stick| (stick.face, stick.bold, stick.italic, stick.size));
    let is_name = |at: usize| {
        let stick = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1);
        stick.is_some_and(|stick| names::is_person(&stick.text(), desk.style.roles.names.words))
    };
    let named: Vec<usize> = decks
        .iter()
        .copied()
        .filter(|at| {
            let alike = || decks.iter().copied().filter(|other| style(*other) == style(*at));
            alike().count() >= desk.style.stories.items.signed_heads && alike().all(is_name)
        })
        .collect();
    for at in named {
        desk.change(at, Role::Byline, "a name under a headline, as all lines of its style are");
    }
}
