//! How many cells a text takes on this terminal; the only place that asks.

/// Whether the terminal draws a class of East Asian ambiguous characters one or two cells wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// One answer to "how wide" for setting, buffer and drawing, by class of ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WidthModel {
    /// “ ” ‘ ’ … — ·
    pub punctuation: Ambiguous,
    /// ■ ① → ℃ ×
    pub symbols: Ambiguous,
    /// é α Ж
    pub letters: Ambiguous,
    /// ─ │ █
    pub boxes: Ambiguous,
    /// Private use.
    pub private: Ambiguous,
    /// Ambiguous characters are replaced by ones with a certain width before setting.
    pub safe: bool,
}
