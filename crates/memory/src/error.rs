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
    /// A new memory was to be made in a directory that holds other things.
    #[error("is no memory, and there are other files in it: name a new or an empty directory")]
    NotEmpty,
    /// The database belongs to another program.
    #[error("is a database of another program, no memory")]
    Foreign,
    /// A newer version of this program made the memory.
    #[error(
        "is of version {found}, and this program knows versions up to {known}: use a newer program"
    )]
    Newer {
        /// The version of the memory.
        found: i64,
        /// The newest version that is known.
        known: i64,
    },
    /// What the store holds is not what was written there.
    #[error(
        "is damaged ({0}): keep a copy, export what can be read, and import it into a new memory"
    )]
    Corrupt(String),
    /// There is no room left where the memory is.
    #[error("there is no room left on its disk; what was acknowledged before is safe")]
    Full,
    /// The memory may only be read.
    #[error("may only be read")]
    ReadOnly,
    /// Changes were asked for since a moment that is none of the store: it is an older copy that was written since.
    #[error("was put back to an earlier state")]
    OtherHistory,
    /// A writer ended before the store took in what it had written, and this can only be done where files can be written.
    #[error(
        "has changes in its journal that can be taken in only where files can be written: open it there once"
    )]
    Unrecovered,
    /// Another program is writing, and did not end in time.
    #[error("another program is writing to it: try again later")]
    Busy,
    /// A unit holds something for which a store has no form.
    #[error("a unit cannot be stored: {0}")]
    Unstorable(&'static str),
    /// The database reports something else.
    #[error("its database failed: {0}")]
    Database(Box<dyn std::error::Error + Send + Sync>),
    /// A concordance was asked for a text without anything that can be found.
    #[error("there is nothing to look for: give a text with letters, digits or signs")]
    NothingToFind,
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
