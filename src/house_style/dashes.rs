//! Thresholds of the dashes between items and decks.

use serde::{Deserialize, Serialize};

/// Dashes between items. `_em` fields are in em of the body.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DashStyle {
    /// Fraction of the measure. A shorter rule is a mark,
    pub least_share: f32,
    /// and a longer one parts the column from edge to edge.
    pub most_share: f32,
    /// Dashes between texts from which on the page sets its items apart by them. Two may be the ornaments of a quote.
    pub ends: usize,
    /// Em. The middle of a dash is the middle of its column, within this: columns are not all of one width to the
    /// point.
    pub middle_em: f32,
    /// Em. The middle of a centered line is that of its dash within this: such lines are set to the point.
    pub line_middle_em: f32,
    /// Fraction of the measure that a text fills at least whose middle is that of its column,
    pub column_share: f32,
    /// and times the measure that it fills at most: over several columns stands no dash of one.
    pub column_ratio: f32,
    /// Em. Lines above and below stand so near to a dash.
    pub reach_em: f32,
    /// Em. Their boxes reach over it by less.
    pub into_em: f32,
    /// Em. A centered line leaves so much of the column white.
    pub inset_em: f32,
    /// Quotient to the body. Larger lines over a dash are a head.
    pub display_ratio: f32,
}

impl Default for DashStyle {
    fn default() -> DashStyle {
        DashStyle {
            least_share: 0.12,
            most_share: 0.65,
            ends: 3,
            middle_em: 0.9,
            line_middle_em: 0.45,
            column_share: 0.8,
            column_ratio: 1.2,
            reach_em: 3.0,
            into_em: 0.5,
            inset_em: 1.5,
            display_ratio: 1.18,
        }
    }
}
