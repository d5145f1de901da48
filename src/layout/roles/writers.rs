//! Names of writers in large type. A line under a headline that reads as a name may be a deck of two words; several of
//! one style that all read so are the names of those who wrote.
//!
//! ```text
//!  We Forgot How to Lose        The Treaty Is Dead
//!  Ada Fell                     Hugh Marlowe          every line of this style is a name
//!  xxxxxxxxxxxx  xxxxxxxxxxx    xxxxxxxxxxx
//! ```

use crate::layout::names;
use crate::layout::roles::Labeling;
use crate::model::role::Role;

/// Gives byline to decks of a style that holds names alone.
pub fn label_blocks(labeling: &mut Labeling) {
    let decks: Vec<usize> = (0..labeling.blocks.len()).filter(|at| labeling.role(*at) == Some(Role::Deck)).collect();
    let style = |at: usize| labeling.blocks.get(at).map(|block| (block.face, block.bold, block.italic, block.size));
    let is_name = |at: usize| {
        let block = labeling.blocks.get(at).filter(|block| block.lines.len() == 1);
        block.is_some_and(|block| names::is_person(&block.text(), labeling.style.roles.names.words))
    };
    let named: Vec<usize> = decks
        .iter()
        .copied()
        .filter(|at| {
            let alike = || decks.iter().copied().filter(|other| style(*other) == style(*at));
            alike().count() >= labeling.style.stories.items.signed_heads && alike().all(is_name)
        })
        .collect();
    for at in named {
        labeling.change(at, Role::Byline, "a name under a headline, as all lines of its style are");
    }
}
