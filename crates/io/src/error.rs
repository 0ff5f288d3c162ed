//! What can go wrong between a file and its text.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::xml::{Position, XmlProblem};

/// An error with its place: the file where it is known, and line, column and byte where the text was read so far.
///
/// The message starts with the place (`memory.tmx:3:7: …`); the cause of a failed system call is in
/// [`source`](std::error::Error::source) alone.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    path: Option<PathBuf>,
    position: Option<Position>,
}

/// What went wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no file of that name.
    #[error("no such file: check the name and the folder")]
    NotFound,
    /// A folder stands where a file is needed.
    #[error("is a folder: name a file in it")]
    IsDirectory,
    /// The system does not let this user read or write the file.
    #[error("permission denied: check who may read or write it")]
    Denied,
    /// Reading failed.
    #[error("cannot be read")]
    Read(#[source] io::Error),
    /// Writing failed.
    #[error("cannot be written")]
    Write(#[source] io::Error),
    /// More bytes than the limit allows.
    #[error("{what} is larger than the limit of {limit} bytes: raise the limit or split the file")]
    TooLarge {
        /// What was counted.
        what: &'static str,
        /// The limit in bytes.
        limit: u64,
    },
    /// Compressed data that grows too much: a sign of an attack.
    #[error(
        "decompresses to more than {ratio} times its size: unpack it yourself if you trust where it comes from"
    )]
    Ratio {
        /// The limit as a factor.
        ratio: u64,
    },
    /// A zip archive that does not hold exactly one file that could be meant.
    #[error("is an archive with {found} files that could be meant: unpack it and name one of them")]
    Ambiguous {
        /// How many files could be meant.
        found: usize,
    },
    /// A compressed file that is damaged or packed in a way that is not supported.
    #[error("cannot be unpacked ({reason}): pack it again with gzip, or with zip and deflate")]
    Archive {
        /// What is wrong with it.
        reason: String,
    },
    /// A character encoding of that name is not known.
    #[error(
        "`{label}` is no known character encoding: use a name such as utf-8, utf-16le, windows-1251 or koi8-r"
    )]
    UnknownEncoding {
        /// The name that was given.
        label: String,
    },
    /// XML that is not well-formed, or beyond a limit.
    #[error(transparent)]
    Xml(XmlProblem),
}

impl Error {
    /// An error without a place.
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            path: None,
            position: None,
        }))
    }

    /// The error that a failed system call on `path` stands for.
    pub fn from_read(source: io::Error, path: &Path) -> Self {
        Self::from_io(source, ErrorKind::Read).with_path(path)
    }

    /// The error that a failed write to `path` stands for.
    pub fn from_write(source: io::Error, path: &Path) -> Self {
        Self::from_io(source, ErrorKind::Write).with_path(path)
    }

    /// Takes an error of this crate back out of an [`io::Error`]; others become what `otherwise` makes of them.
    pub(crate) fn from_io(source: io::Error, otherwise: impl Fn(io::Error) -> ErrorKind) -> Self {
        match source.downcast::<Self>() {
            Ok(error) => error,
            Err(source) => Self::new(match source.kind() {
                io::ErrorKind::NotFound => ErrorKind::NotFound,
                io::ErrorKind::IsADirectory => ErrorKind::IsDirectory,
                io::ErrorKind::PermissionDenied => ErrorKind::Denied,
                _ => otherwise(source),
            }),
        }
    }

    pub(crate) fn xml(problem: XmlProblem, position: Position) -> Self {
        Self(Box::new(Inner {
            kind: ErrorKind::Xml(problem),
            path: None,
            position: Some(position),
        }))
    }

    /// The same error in the file `path`.
    #[must_use]
    pub fn with_path(mut self, path: &Path) -> Self {
        self.0.path = Some(path.to_owned());
        self
    }

    /// The same error at `position`, where it has none of its own.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The file, where it is known.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// Where in the text, where it is known.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The problem of the XML, where it is one.
    pub fn xml_problem(&self) -> Option<&XmlProblem> {
        match &self.0.kind {
            ErrorKind::Xml(problem) => Some(problem),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}:", path.display())?;
        }
        if let Some(position) = self.0.position {
            write!(f, "{position}:")?;
        }
        if self.0.path.is_some() || self.0.position.is_some() {
            f.write_str(" ")?;
        }
        fmt::Display::fmt(&self.0.kind, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.kind)
    }
}

/// The error that failed reading stands for, or the error of this crate that a reader of it put inside.
impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self::from_io(source, ErrorKind::Read)
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}
