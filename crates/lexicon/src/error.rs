//! What can go wrong with a lexicon or a dictionary.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// An error with the file where it is known.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
}

/// What went wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file begins as no lexicon does.
    #[error("is no lexicon of Yaddash: make one by `yaddash lexicon train`")]
    NotLexicon,
    /// The file is of a version that is not known.
    #[error(
        "is a lexicon of version {version}, and this program reads version 1: train it again, or update the program"
    )]
    Version {
        /// The version of the file.
        version: u8,
    },
    /// The file is not as it was written.
    #[error("is damaged, since its checksum is wrong: copy or train it again")]
    Checksum,
    /// The checksum is right and the content makes no sense.
    #[error("is damaged: at byte {at} there is no {expected}: train it again")]
    Broken {
        /// The byte at which something else was expected.
        at: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// An entry of a dictionary makes no sense.
    #[error("entry {entry} of the dictionary cannot be read: {reason}")]
    Index {
        /// The number of the entry, from 1; 0 for what comes before all entries.
        entry: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl Error {
    /// An error without a place.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, path: None }
    }

    /// The error with the file that it is about, where none is known yet.
    #[must_use]
    pub fn with_path(self, path: &Path) -> Self {
        let path = self.path.unwrap_or_else(|| path.to_owned());
        Self {
            path: Some(path),
            ..self
        }
    }

    /// What went wrong.
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.kind, &self.path) {
            (kind, Some(path)) => write!(f, "{}: {kind}", path.display()),
            (kind, None) => kind.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
