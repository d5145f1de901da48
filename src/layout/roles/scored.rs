//! Roles that are likelier than those of the rules, by weights fitted to pages of many designs.

use crate::layout::evidence::blocks::RuleLabeled;
use crate::layout::evidence::roles;
use crate::layout::roles::{Labeling, LabelingStage};
use crate::layout::scorer::classes::RoleScorer;
use crate::model::role::Role;

/// Gives the likeliest roles, and notes how likely all of them are.
pub fn label_blocks(labeling: &mut Labeling, scorer: &RoleScorer) {
    for found in roles::weigh(&as_labeled_by_rules(labeling), scorer) {
        if let Some(shares) = labeling.shares.get_mut(found.at) {
            *shares = Some(found.shares);
        }
        if let Some(likelier) = found.likelier {
            labeling.of_page.remove(&found.at);
            labeling.change(found.at, likelier.role, likelier.because);
        }
    }
}

/// The page as the rules see it.
pub fn as_labeled_by_rules<'a>(labeling: &Labeling<'a>) -> RuleLabeled<'a> {
    RuleLabeled {
        blocks: labeling.blocks,
        roles: (0..labeling.blocks.len()).map(|at| labeling.role(at).unwrap_or(Role::Body)).collect(),
        labeled_by: labeling.labeled_by.iter().map(|stage| *stage as u8).collect(),
        by_words: labeling
            .labeled_by
            .iter()
            .map(|stage| matches!(stage, LabelingStage::Words | LabelingStage::Bands))
            .collect(),
        alone: labeling.alone.clone(),
        marks: labeling.marks,
        metrics: labeling.metrics,
        scanned: labeling.is_scanned(),
    }
}
