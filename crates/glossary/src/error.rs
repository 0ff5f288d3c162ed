//! What can go wrong.

use thiserror::Error;
use yaddash_model::{LanguageTagError, LineColumn};

/// Short for a result with this crate's [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Why a termbase cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The table has no header, or its header lacks a column.
    #[error(
        "line 1: the header has no column `{column}`; it names the columns, such as `concept,language,term,status`"
    )]
    MissingColumn {
        /// The column.
        column: &'static str,
    },
    /// A column stands twice in the header.
    #[error("line 1: the header names the column `{column}` twice")]
    RepeatedColumn {
        /// The column.
        column: String,
    },
    /// The table cannot be parsed.
    #[error("line {line}, byte {offset}: the table cannot be read")]
    Table {
        /// The line, from 1.
        line: u64,
        /// The byte of the text.
        offset: u64,
        /// The reason.
        source: csv::Error,
    },
    /// A value is not one of those that there are.
    #[error("{place}: `{value}` is no {what}; use {expected}")]
    Value {
        /// Where.
        place: LineColumn,
        /// The value.
        value: String,
        /// What it should be.
        what: &'static str,
        /// The values that there are.
        expected: &'static str,
    },
    /// A language tag is not well-formed.
    #[error("{place}: {source}")]
    Language {
        /// Where.
        place: LineColumn,
        /// The reason.
        source: LanguageTagError,
    },
    /// The XML is not well-formed.
    #[error("{place}, byte {offset}: the XML is not well-formed ({reason})")]
    Xml {
        /// Where.
        place: LineColumn,
        /// The byte of the text.
        offset: usize,
        /// The reason.
        reason: String,
    },
    /// The XML is not TBX.
    #[error("{place}: the root element is `{root}`, not `tbx` (version 3) or `martif` (version 2)")]
    NotTbx {
        /// Where.
        place: LineColumn,
        /// The root element.
        root: String,
    },
    /// Something has to stand in a place and does not.
    #[error("{place}: `{element}` has no {missing}")]
    Incomplete {
        /// Where.
        place: LineColumn,
        /// The element.
        element: &'static str,
        /// What is missing.
        missing: &'static str,
    },
    /// The output cannot be written.
    #[error("the termbase cannot be written")]
    Write(#[from] std::io::Error),
}
