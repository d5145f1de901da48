//! Thresholds of punctuation on vertical lines.

use serde::{Deserialize, Serialize};

/// Marks that are drawn outside of their square. `_em` fields are in em of the character above.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct StopStyle {
    /// Em. Characters this far around a mark are looked at.
    pub around_em: f32,
    /// Em. A mark no farther off its square stands well.
    pub level_em: f32,
    /// Em. Characters of one line stand at most so far off its middle.
    pub line_em: f32,
    /// Em. White this high between two characters of a line is room for a mark: half a square, and the rounding of files.
    pub room_em: f32,
    /// Em. A mark is drawn so far above or below its room,
    pub off_em: f32,
    /// and, where its line leaves no room, so far above or below the foot of its character. Marks that give stress stand
    /// in the middle of theirs.
    pub off_beside_em: f32,
    /// Em. It is drawn so far to the right,
    pub right_em: f32,
    /// and so far to the left.
    pub left_em: f32,
    /// Quotient. Marks are shifted to the left so much more seldom.
    pub left_ratio: f32,
    /// Em. A mark that has no room in its line stands at least so far to the right of it.
    pub beside_em: f32,
    /// Em. A line without room for the mark must be so much nearer than one with it.
    pub no_room_em: f32,
}

impl Default for StopStyle {
    fn default() -> StopStyle {
        StopStyle {
            around_em: 2.2,
            level_em: 0.15,
            line_em: 0.3,
            room_em: 0.3,
            off_em: 0.6,
            off_beside_em: 0.35,
            right_em: 1.05,
            left_em: 0.6,
            left_ratio: 1.5,
            beside_em: 0.4,
            no_room_em: 0.6,
        }
    }
}
