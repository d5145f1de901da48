//! What can be asked of a training run.

use crate::boost;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What was asked for.
pub struct Options {
    /// Where weights are written.
    pub out: Option<PathBuf>,
    /// Pages to fit to.
    pub seen: Vec<PathBuf>,
    /// Pages that are only scored.
    pub unseen: Vec<PathBuf>,
    /// Parts into which papers are split for scoring.
    pub folds: usize,
    /// How much a page of a set counts.
    pub weights: BTreeMap<String, f32>,
    /// Windows of each page that are pages of their own.
    pub windows: u32,
    /// How trees of links and starts are grown.
    pub growth: boost::Growth,
    /// How trees of roles are grown.
    pub roles: boost::Growth,
    /// Log odds by which a role must be likelier than that of the rules.
    pub margin: f32,
    /// Seeds and numbers of pages that the press draws, and whether they are fitted to.
    pub drawn: Vec<(u64, u32, bool)>,
    /// Every so many of the pages that are fitted to are fitted to once more, as a scan of them is read.
    pub scans: Option<usize>,
    /// Roles stay those of the rules.
    pub ruled: bool,
    /// Of large sets every so many pages are scored.
    pub sample: usize,
    /// Scores without each group of features.
    pub ablate: bool,
    /// Groups of features left out.
    pub without: Vec<String>,
    /// A row for each page.
    pub pages: bool,
    /// Pages whose nodes are shown.
    pub show: Vec<String>,
    /// Beginnings of names of pages of one template.
    pub together: Vec<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            out: None,
            seen: Vec::new(),
            unseen: Vec::new(),
            folds: 5,
            weights: [("real", 2.0), ("library", 2.0), ("vertical", 2.0)].map(|(set, of)| (set.to_owned(), of)).into(),
            windows: 2,
            growth: boost::Growth { rate: 0.08, leaves: 15, least: 40, l2: 5.0, columns: 0.5, trees: 160, seed: 1 },
            roles: boost::Growth { rate: 0.12, leaves: 12, least: 30, l2: 5.0, columns: 0.4, trees: 40, seed: 1 },
            margin: 0.0,
            drawn: Vec::new(),
            scans: None,
            ruled: false,
            sample: 7,
            ablate: false,
            without: Vec::new(),
            pages: false,
            show: Vec::new(),
            together: Vec::new(),
        }
    }
}
