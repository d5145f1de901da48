//! Text that lost its geometry: what is left of a page after a jumbled extraction.

/// A whole text file: fragments in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// Pieces separated by blank lines (or form feeds), in source order.
    pub fragments: Vec<Fragment>,
    /// What went wrong while reading the file.
    pub doubts: Vec<String>,
}

/// Lines that stood together in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The lines as they stand in the file, without their line ends; leading blanks are kept.
    pub lines: Vec<String>,
}
