//! What can go wrong.

use thiserror::Error;
use yaddash_model::{LanguageTag, LineColumn};

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
    #[error("line {line}: the header names the column `{column}` twice")]
    RepeatedColumn {
        /// The line of the header, from 1.
        line: usize,
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
    /// The XML is not that of MultiTerm.
    #[error("{place}: the root element is `{root}`, not `mtf`")]
    NotMultiterm {
        /// Where.
        place: LineColumn,
        /// The root element.
        root: String,
    },
    /// The RDF is wrong.
    #[error("{place}: the RDF cannot be read: {reason}")]
    Rdf {
        /// Where.
        place: LineColumn,
        /// The reason.
        reason: String,
    },
    /// No line has two fields.
    #[error("no line has a term and its translation, parted by a tab")]
    NotAGlossary,
    /// The languages are not known.
    #[error(
        "two languages are needed and the file does not name them: put them into its name, as in `terms.en-az.txt`, or give \
         both with --source and --target of `glossary convert`"
    )]
    NoLanguages,
    /// A table of a column a language has none.
    #[error("line 1: no column has the name of a language, such as `en` or `az`")]
    NoLanguageColumn,
    /// A table of a column a language cannot have one for this language, since the column would be read as another.
    #[error(
        "no column of this format can have the name of the language `{language}`: write a format that names languages \
         apart, such as csv or tbx"
    )]
    UnnameableLanguage {
        /// The language.
        language: LanguageTag,
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
