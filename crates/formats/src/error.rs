//! What can go wrong.

use std::io;

use thiserror::Error;

/// Why a file was not read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A text format was given bytes that are not UTF-8.
    #[error("byte {offset} is not UTF-8: decode the file before it is read")]
    NotUtf8 {
        /// Byte from the start.
        offset: usize,
    },
    /// A package (DOCX, ODT) that is no zip file, or is cut off or damaged.
    #[error("the package cannot be read: is the file complete?")]
    Package(#[source] zip::result::ZipError),
    /// A part of a package that is cut off or damaged.
    #[error("part `{part}` of the package cannot be unpacked: is the file complete?")]
    DamagedPart {
        /// Its name in the package.
        part: String,
        /// What the decompressor said.
        source: io::Error,
    },
    /// A package or a part of it is encrypted.
    #[error("part `{part}` of the package is encrypted: save the document without a password")]
    Encrypted {
        /// Its name in the package.
        part: String,
    },
    /// A package without the part that holds the text.
    #[error("the package has no part `{part}`: is it another kind of file?")]
    MissingPart {
        /// Its name in the package.
        part: String,
    },
    /// A workbook without the sheet that was asked for.
    #[error("the workbook has no sheet `{name}`: it has {sheets}")]
    MissingSheet {
        /// The name that was asked for; empty for the first sheet.
        name: String,
        /// The names of its sheets.
        sheets: String,
    },
    /// A package that exceeds a limit.
    #[error("{what} of the package is above the limit of {limit}")]
    Limit {
        /// What is too large.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// XML that is not well-formed or beyond a limit, in a part of a package.
    #[error("part `{part}` of the package cannot be read")]
    Xml {
        /// Its name in the package.
        part: String,
        /// What is wrong, with line and column of the part.
        source: yaddash_io::Error,
    },
    /// A table (TSV, CSV, XLSX) that cannot be read.
    #[error("line {line}: {message}")]
    Table {
        /// Line from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// A memory of Trados Studio that is none, or is being written.
    #[error("the memory cannot be read: {message}")]
    Memory {
        /// What is wrong.
        message: String,
    },
    /// The database of a memory is damaged.
    #[cfg(feature = "sdltm")]
    #[error("the memory cannot be read: is the file complete?")]
    Database(#[from] rusqlite::Error),
    /// A segment of a memory of Trados Studio that is not well-formed.
    #[error("the {what} of unit {unit} cannot be read")]
    Segment {
        /// The row of the unit.
        unit: i64,
        /// `source` or `target`.
        what: &'static str,
        /// What is wrong, with line and column of the segment.
        source: yaddash_io::Error,
    },
    /// A line of JSON that is no translation unit.
    #[error("line {line}, column {column}: not a translation unit")]
    Json {
        /// Line from 1.
        line: u64,
        /// Column in characters from 1.
        column: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A bilingual file that cannot be read, at a place.
    #[error("line {line}, column {column}: {message}")]
    At {
        /// Line from 1.
        line: usize,
        /// Column in characters from 1.
        column: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A file that cannot be read or is no well-formed XML, with its place.
    #[error(transparent)]
    Read(#[from] yaddash_io::Error),
    /// What XML cannot hold, or an output that failed.
    #[error(transparent)]
    Write(#[from] yaddash_io::xml::XmlWriteError),
    /// The output or input stream failed.
    #[error("the stream failed")]
    Stream(#[from] io::Error),
}
