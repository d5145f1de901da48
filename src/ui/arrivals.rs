//! Pages that are still being read: how many there will be, and the one that somebody waits for.

/// What is still to come of an edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrivals {
    /// Nothing: it is whole.
    #[default]
    Done,
    /// More pages.
    Coming {
        /// How many there will be, where that is known.
        of: Option<usize>,
        /// The index of a page that shows as soon as it is there.
        awaited: Option<usize>,
    },
}

impl Arrivals {
    /// How many pages there will be, as the header says it: `12+` where nobody knows yet.
    pub fn count(self, there: usize) -> String {
        match self {
            Arrivals::Coming { of: Some(of), .. } => of.max(there).to_string(),
            Arrivals::Coming { of: None, .. } => format!("{there}+"),
            Arrivals::Done => there.to_string(),
        }
    }

    /// True while pages are missing of a number that is known.
    pub fn is_short(self, there: usize) -> bool {
        match self {
            Arrivals::Coming { of, .. } => of.is_some_and(|of| of > there),
            Arrivals::Done => false,
        }
    }

    /// True when a page of this number, from 1, is still to come, as far as that is known.
    pub fn will_bring(self, number: usize) -> bool {
        match self {
            Arrivals::Coming { of, .. } => of.is_none_or(|of| number <= of),
            Arrivals::Done => false,
        }
    }

    /// The page that somebody waits for.
    pub fn awaited(self) -> Option<usize> {
        match self {
            Arrivals::Coming { awaited, .. } => awaited,
            Arrivals::Done => None,
        }
    }

    /// Somebody waits for this page, or for none any more.
    pub fn wait(&mut self, page: Option<usize>) {
        match self {
            Arrivals::Coming { awaited, .. } => *awaited = page,
            Arrivals::Done => {}
        }
    }
}
