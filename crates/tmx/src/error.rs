//! What can go wrong with a memory.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;
use yaddash_io::xml::{Position, XmlWriteError};
use yaddash_model::LanguageTagError;

/// An error with its place: the file where it is known, line and column, and the unit.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    path: Option<PathBuf>,
    position: Option<Position>,
    unit: Option<u64>,
}

/// What went wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be read, or is not well-formed XML.
    #[error(transparent)]
    Read(yaddash_io::Error),
    /// The output cannot be written, or holds what XML cannot.
    #[error(transparent)]
    Write(XmlWriteError),
    /// The file is XML of another kind.
    #[error("the document's element is `{found}`, not `tmx`: this is no translation memory")]
    NotTmx {
        /// The name of the root.
        found: String,
    },
    /// There is a `tmx` element without a `body`.
    #[error("there is no `body`, and so no unit: the file may have been cut off")]
    NoBody,
    /// Nothing in the file belongs to a memory.
    #[error("there is no `tmx`, unit or segment in it: this is no translation memory")]
    NothingOfTmx,
    /// Units in another `body` than the first.
    #[error("a second `body` starts here: a file has one")]
    SecondBody,
    /// A variant whose language cannot be told.
    #[error("a `tuv` has no xml:lang: add its language")]
    NoLanguage,
    /// A variant in a language that has no valid tag.
    #[error(transparent)]
    Language(LanguageTagError),
    /// A variant without text.
    #[error("a `tuv` has no `seg`: add it or remove the `tuv`")]
    NoSegment,
    /// A unit inside another.
    #[error("a `tu` starts inside another: close the one before")]
    NestedUnit,
    /// A unit that is too large.
    #[error("a unit is larger than the limit of {limit} bytes")]
    UnitTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// More sets of languages than can be compared.
    #[error("the units have more than {limit} different sets of languages")]
    TooManyLanguageSets {
        /// The limit.
        limit: usize,
    },
    /// More parts than can be written.
    #[error("there would be more than {limit} parts: split by something with fewer values")]
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// A line of JSON that is no unit.
    #[error("the line is no unit in JSON: {reason}")]
    Json {
        /// What is wrong with it.
        reason: String,
    },
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            path: None,
            position: None,
            unit: None,
        }))
    }

    pub(crate) fn at(mut self, position: Position) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    pub(crate) fn in_unit(mut self, number: u64) -> Self {
        self.0.unit.get_or_insert(number);
        self
    }

    /// The same error in the file `path`, where it names none yet.
    #[must_use]
    pub fn with_path(mut self, path: &Path) -> Self {
        if self.path().is_none() {
            self.0.path = Some(path.to_owned());
        }
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The file, where it is known.
    pub fn path(&self) -> Option<&Path> {
        match &self.0.kind {
            // An error of the reader below may name its file itself.
            ErrorKind::Read(error) => self.0.path.as_deref().or(error.path()),
            _ => self.0.path.as_deref(),
        }
    }

    /// Where in the file, where it is known.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The number of the unit in the file, from 1, where the error is about one unit and others can still be read.
    pub fn unit(&self) -> Option<u64> {
        self.0.unit
    }

    /// Whether this is about one unit that is well-formed XML but says nothing in TMX, as one without a language: the
    /// file is sound but for it. Where it is not, what is wrong is the file.
    pub fn says_nothing(&self) -> bool {
        self.unit().is_some() && !matches!(self.kind(), ErrorKind::Read(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}:", path.display())?;
        }
        match (&self.0.kind, self.0.position) {
            // An error of the reader below shows its place itself.
            (ErrorKind::Read(error), _) if error.position().is_some() => {}
            (_, Some(position)) => write!(f, "{position}: ")?,
            (_, None) if self.0.path.is_some() => f.write_str(" ")?,
            _ => {}
        }
        fmt::Display::fmt(&self.0.kind, f)?;
        match self.0.unit {
            Some(unit) => write!(f, " (unit {unit})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.kind)
    }
}

impl From<yaddash_io::Error> for Error {
    fn from(error: yaddash_io::Error) -> Self {
        let position = error.position();
        let made = Self::new(ErrorKind::Read(error));
        match position {
            Some(position) => made.at(position),
            None => made,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::from(yaddash_io::Error::from(error))
    }
}

impl From<XmlWriteError> for Error {
    fn from(error: XmlWriteError) -> Self {
        Self::new(ErrorKind::Write(error))
    }
}
