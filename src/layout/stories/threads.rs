//! What stories are while they are put together: threads of blocks, and roles that show only in them.

use crate::model::page::Because;
use crate::model::role::Role;

/// A story: blocks in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// Indices of blocks in reading order.
    pub blocks: Vec<usize>,
    /// 0..=1: how far the best reading was ahead of the second best.
    pub confidence: f32,
}

/// A block whose role shows only in its story, with the reason.
pub type RoleInStory = (usize, Role, Because);
