//! What can go wrong, as data. The words are written once, in `ui::errors`, and `main` prints them.

use std::io;
use std::path::Path;

use aiguilleur_core::tree::{Finding, ReadError};

/// Why a command did not work.
#[derive(Debug)]
pub enum Error {
    /// A wrong use of the command line, or an answer that does not exist: 2.
    Usage { message: String, mend: String },
    /// An input that is missing, unreadable or not complete: 2.
    Input { file: Option<String>, message: String, mend: String },
    /// A text of the set that is no tree: 2.
    Faulty(Vec<Finding>),
    /// Ctrl-C, or another signal that ends a program, of this number: 128 more.
    Interrupted(u8),
    /// The result could not be written.
    Output(io::Error),
}

impl Error {
    /// The number of the signal of Ctrl-C.
    pub const CTRL_C: u8 = 2;

    /// A wrong use: what, and how to mend it.
    pub fn usage(message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), mend: mend.into() }
    }

    /// An input without a name that is missing or not complete: what, and how to mend it.
    pub fn input(message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Input { file: None, message: message.into(), mend: mend.into() }
    }

    /// What is wrong with this file.
    pub fn file(file: &Path, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Input { file: Some(file.display().to_string()), message: message.into(), mend: mend.into() }
    }

    /// The exit status of the program.
    pub fn status(&self) -> u8 {
        match self {
            // Whoever read the result has what they wanted.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Interrupted(signal) => 128 + signal,
            Self::Usage { .. } | Self::Input { .. } | Self::Faulty(_) | Self::Output(_) => 2,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unreadable { file, message, mend } => Self::Input { file: Some(file), message, mend },
            ReadError::Faulty(findings) => Self::Faulty(findings),
        }
    }
}
