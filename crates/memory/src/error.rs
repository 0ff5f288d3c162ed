//! What can go wrong with a memory.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// An error, with the file or address that it is about where that is known.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<PathBuf>,
}

/// What went wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no memory.
    #[error("is no memory: make one by `yaddash memory import`")]
    NotMemory,
    /// The system refused something.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// An error that is about `place`.
    pub(crate) fn at(kind: impl Into<ErrorKind>, place: &Path) -> Self {
        Self {
            kind: kind.into(),
            place: Some(place.to_owned()),
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The file or address that it is about.
    pub fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}: {}", place.display(), self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.kind)
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, place: None }
    }
}
