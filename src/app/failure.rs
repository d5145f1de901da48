//! What goes wrong, as the user sees it: one line, and an exit code that scripts can tell apart.

use super::config::ConfigError;
use crate::house_style::StyleError;
use crate::sources::OpenError;
use crate::sources::message;
use std::io::ErrorKind;

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub enum Failure {
    /// Something could not be opened, read or written: exit code 1.
    Cannot(anyhow::Error),
    /// What was made could not be written; who knows where to says so.
    Unwritten(std::io::Error),
    /// The command line asks for what does not exist: exit code 2.
    Usage(String),
    /// It opened, but there is nothing to read in it: exit code 3.
    Nothing(String),
    /// All was done with what could be read, which is not everything; what is missing was told already: exit code 4.
    Partly,
    /// Who wanted it went away: the reader of our output, as `head` does, or who opens an edition again. Quiet, exit code 0.
    Closed,
    /// What opened is done; what did not open was told: exit code 1.
    Told,
}

impl Failure {
    /// The exit code: 1 cannot open, 2 usage, 3 opened but nothing readable, 4 read only in part.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Closed => 0,
            Failure::Cannot(_) | Failure::Unwritten(_) | Failure::Told => 1,
            Failure::Usage(_) => 2,
            Failure::Nothing(_) => 3,
            Failure::Partly => 4,
        }
    }

    /// One line for the user; the whole chain of causes when `verbose`. Nothing where nothing is
    /// left to say.
    pub fn message(&self, verbose: bool) -> Option<String> {
        match self {
            Failure::Closed | Failure::Told | Failure::Partly => None,
            Failure::Cannot(error) if verbose => Some(without_numbers(&format!("{error:#}"))),
            Failure::Cannot(error) => Some(without_numbers(&error.to_string())),
            Failure::Unwritten(error) => Some(in_words(error)),
            Failure::Usage(says) | Failure::Nothing(says) => Some(says.clone()),
        }
    }

    /// A failure from words alone.
    pub fn cannot(says: String) -> Failure {
        Failure::Cannot(anyhow::Error::msg(says))
    }
}

/// What the system says went wrong, without the number that it has for it.
pub fn in_words(error: &std::io::Error) -> String {
    let words = message::in_words(error);
    match error.kind() {
        ErrorKind::InvalidData if words.contains("UTF-8") => "not UTF-8; save it in that encoding".to_owned(),
        _ => words,
    }
}

/// Words of the system without the numbers it has for them: `(os error 2)`.
pub fn without_numbers(says: &str) -> String {
    let mut left = says.to_owned();
    while let Some(at) = left.find(" (os error ") {
        let Some(end) = left.get(at..).and_then(|rest| rest.find(')')) else { break };
        left.replace_range(at..=at + end, "");
    }
    left
}

/// Why something cannot be read, and what can be done about it.
pub fn unreadable(error: &std::io::Error) -> String {
    let says = in_words(error);
    match error.kind() {
        ErrorKind::NotFound => format!("{says}; check its name and the folder"),
        ErrorKind::PermissionDenied => format!("{says}; ask its owner to let you read it"),
        _ => says,
    }
}

/// Why an input did not open, in one line.
pub fn told(error: &OpenError) -> String {
    match error {
        OpenError::Io { name, cause } => format!("{name}: {}", unreadable(cause)),
        OpenError::Empty { .. }
        | OpenError::Encrypted { .. }
        | OpenError::WrongPassword { .. }
        | OpenError::Broken { .. } => error.to_string(),
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        match error {
            OpenError::Empty { .. } => Failure::Nothing(error.to_string()),
            OpenError::Io { .. } => Failure::cannot(told(&error)),
            OpenError::Encrypted { .. } | OpenError::WrongPassword { .. } | OpenError::Broken { .. } => {
                Failure::Cannot(error.into())
            }
        }
    }
}

impl From<StyleError> for Failure {
    fn from(error: StyleError) -> Failure {
        match error {
            StyleError::Unknown { .. } => Failure::Usage(error.to_string()),
            StyleError::Unreadable { file, cause } => Failure::cannot(format!("{file}: {}", unreadable(&cause))),
            StyleError::Invalid { .. } => Failure::Cannot(error.into()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Failure {
        match error {
            ConfigError::Unreadable { file, cause } => {
                let says = in_words(&cause);
                Failure::cannot(format!("{file}: {says}; --config names a config that can be read"))
            }
            ConfigError::Invalid { .. } => Failure::Cannot(error.into()),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Cannot(error)
    }
}
