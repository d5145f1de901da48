//! Roles that are likelier than those of the rules, by weights fitted to pages of many designs.

use crate::layout::evidence::blocks::Ruled;
use crate::layout::evidence::roles;
use crate::layout::roles::{Desk, Stage};
use crate::layout::scorer::classes::RoleScorer;
use crate::model::role::Role;

/// Gives the likeliest roles.
pub fn judge(desk: &mut Desk, scorer: &RoleScorer) {
    for found in roles::likelier(&ruled(desk), scorer) {
        desk.of_page.remove(&found.at);
        desk.change(found.at, found.role, found.because);
    }
}

/// The page as the rules see it.
pub fn ruled<'a>(desk: &Desk<'a>) -> Ruled<'a> {
    Ruled {
        sticks: desk.sticks,
        roles: (0..desk.sticks.len()).map(|at| desk.role(at).unwrap_or(Role::Body)).collect(),
        told_by: desk.told_by.iter().map(|stage| *stage as u8).collect(),
        by_words: desk.told_by.iter().map(|stage| matches!(stage, Stage::Words | Stage::Bands)).collect(),
        alone: desk.alone.clone(),
        marks: desk.marks,
        usual: desk.usual,
        scanned: desk.is_scanned(),
    }
}
