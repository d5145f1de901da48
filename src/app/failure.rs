//! What goes wrong, as the user sees it: one line, and an exit code that scripts can tell apart.

use super::config::ConfigError;
use crate::house_style::StyleError;
use crate::sources::OpenError;

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub enum Failure {
    /// Something could not be opened, read or written: exit code 1.
    Cannot(anyhow::Error),
    /// The command line asks for what does not exist: exit code 2.
    Usage(String),
    /// It opened, but there is nothing to read in it: exit code 3.
    Nothing(String),
    /// All was done with what could be read, which is not everything; what is missing was told already: exit code 4.
    Partly,
    /// The reader of our output went away: quiet, exit code 0, as `head` expects.
    Closed,
}

impl Failure {
    /// The exit code: 1 cannot open, 2 usage, 3 opened but nothing readable, 4 read only in part.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Closed => 0,
            Failure::Cannot(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Nothing(_) => 3,
            Failure::Partly => 4,
        }
    }

    /// One line for the user; the whole chain of causes when `verbose`. Nothing for what is told already.
    pub fn message(&self, verbose: bool) -> Option<String> {
        match self {
            Failure::Closed | Failure::Partly => None,
            Failure::Cannot(error) if verbose => Some(format!("{error:#}")),
            Failure::Cannot(error) => Some(error.to_string()),
            Failure::Usage(says) | Failure::Nothing(says) => Some(says.clone()),
        }
    }

    /// A failure from words alone.
    pub fn cannot(says: String) -> Failure {
        Failure::Cannot(anyhow::Error::msg(says))
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        match error {
            OpenError::Empty { .. } => Failure::Nothing(error.to_string()),
            OpenError::Io { .. }
            | OpenError::Encrypted { .. }
            | OpenError::WrongPassword { .. }
            | OpenError::Broken { .. } => Failure::Cannot(error.into()),
        }
    }
}

impl From<StyleError> for Failure {
    fn from(error: StyleError) -> Failure {
        match error {
            StyleError::Unknown { .. } => Failure::Usage(error.to_string()),
            StyleError::Unreadable { .. } | StyleError::Invalid { .. } => Failure::Cannot(error.into()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Failure {
        Failure::Cannot(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Cannot(error)
    }
}
