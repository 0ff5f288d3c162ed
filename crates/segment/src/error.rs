//! What can go wrong in reading and compiling rules.

use std::fmt;

use yaddash_model::LineColumn;

/// A rule file or rule that cannot be used, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}{}", .0.place, .0.kind)]
pub struct Error(Box<Content>);

/// Kept apart so that results stay small.
#[derive(Debug)]
struct Content {
    kind: ErrorKind,
    place: ErrorPlace,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Content {
            kind,
            place: ErrorPlace::default(),
        }))
    }

    pub(crate) fn at(mut self, place: ErrorPlace) -> Self {
        self.0.place = place;
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where it is wrong, as far as that is known.
    pub fn place(&self) -> &ErrorPlace {
        &self.0.place
    }
}

/// What is wrong with a rule file or a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file is not well-formed XML.
    #[error("the file is not well-formed XML: {0}")]
    Xml(String),
    /// The bytes are not text of the encoding that the file declares.
    #[error("the file is not valid {0}: save it as UTF-8")]
    Encoding(String),
    /// The file is XML, but not SRX.
    #[error("{0}")]
    Structure(String),
    /// A pattern is not a regular expression of the kind that SRX uses.
    #[error("the pattern `{pattern}` is wrong at character {character}: {problem}")]
    Pattern {
        /// The pattern as written.
        pattern: String,
        /// Which character of it, from 1.
        character: usize,
        /// What is wrong, as a fragment.
        problem: String,
    },
    /// A pattern grows beyond bounds when its counted repetitions are unfolded.
    #[error("the pattern `{pattern}` needs more than {limit} states: lower its repetition counts")]
    TooLarge {
        /// The pattern as written.
        pattern: String,
        /// The limit that it passes.
        limit: usize,
    },
    /// Matching a pattern took more steps of backtracking than allowed.
    #[error(
        "the pattern `{pattern}` needs more than {limit} steps on this text: write it without nested repetition, look-around or possessive quantifiers"
    )]
    Backtracking {
        /// The pattern as written.
        pattern: String,
        /// The limit that it passes.
        limit: usize,
    },
    /// A list of abbreviations has a line that cannot be used.
    #[error("{0}")]
    Abbreviation(String),
}

/// Where in a rule file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorPlace {
    /// The file's name as the caller gave it.
    pub file: Option<String>,
    /// Line and column in characters, from 1.
    pub position: Option<LineColumn>,
    /// Byte of the decoded file.
    pub offset: Option<usize>,
    /// The rule set's name and the rule's number in it, from 1.
    pub rule: Option<(String, usize)>,
}

impl fmt::Display for ErrorPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
        }
        if let Some(position) = self.position {
            write!(f, "{}:{}:", position.line, position.column)?;
        }
        if self.file.is_some() || self.position.is_some() {
            f.write_str(" ")?;
        }
        if let Some((name, number)) = &self.rule {
            write!(f, "rule {number} of `{name}`: ")?;
        }
        Ok(())
    }
}
