//! Documents to blocks of text.
//!
//! The readers of text formats (plain text, Markdown, HTML) take decoded text, and the source maps of their blocks hold
//! bytes of exactly that text. The readers of packages (DOCX, ODT) take the bytes of the file; their blocks have no
//! source map, since the text is compressed.
//!
//! Rules that hold for all formats:
//! - white space around the text of a block is left out, and a block without text is no block;
//! - markup inside a block becomes inline codes: pairs (`bpt`, `ept`), halves of pairs whose other half lies outside
//!   the block (`it`), or placeholders (`ph`), each with the native markup;
//! - a line break inside a block is a code and one space of the plain text, so that words never run together;
//! - inline code, URLs, e-mail addresses and file paths are listed in [`Block::not_text`](yaddash_model::Block).

use std::path::Path;

use yaddash_model::Document;

use crate::Error;

mod attribute;
mod builder;
pub mod docx;
pub mod html;
pub mod markdown;
mod not_text;
pub mod odt;
pub(crate) mod package;
pub mod text;

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentFormat {
    /// Plain text.
    Text,
    /// Markdown: `CommonMark` with tables, strikethrough and footnotes.
    Markdown,
    /// HTML and XHTML.
    Html,
    /// Office Open XML text (`.docx`).
    Docx,
    /// `OpenDocument` text (`.odt`).
    Odt,
}

impl DocumentFormat {
    /// The format that the extension of `path` names; upper and lower case of ASCII letters are one.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            "odt" => Self::Odt,
            _ => return None,
        })
    }

    /// Whether a file of the format is a package: its bytes are read as they are, not decoded.
    pub const fn is_package(self) -> bool {
        matches!(self, Self::Docx | Self::Odt)
    }
}

/// How to read a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Plain text only: paragraphs are separated by blank lines, and the lines of one are joined with a space.
    pub unwrap: bool,
}

impl ReadOptions {
    /// The same options with [`ReadOptions::unwrap`] set to `unwrap`.
    #[must_use]
    pub const fn with_unwrap(mut self, unwrap: bool) -> Self {
        self.unwrap = unwrap;
        self
    }
}

/// Reads a document.
///
/// For a text format `bytes` are the decoded text in UTF-8 (without byte-order mark), for a package
/// ([`DocumentFormat::is_package`]) the bytes of the file.
///
/// # Errors
/// [`Error::NotUtf8`] for a text format; any text is a document otherwise. For a package what [`docx::read`] and
/// [`odt::read`] name.
pub fn read(format: DocumentFormat, bytes: &[u8], options: ReadOptions) -> Result<Document, Error> {
    Ok(match format {
        DocumentFormat::Text => text::read(decoded(bytes)?, options),
        DocumentFormat::Markdown => markdown::read(decoded(bytes)?),
        DocumentFormat::Html => html::read(decoded(bytes)?),
        DocumentFormat::Docx => docx::read(bytes)?,
        DocumentFormat::Odt => odt::read(bytes)?,
    })
}

fn decoded(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 {
        offset: error.valid_up_to(),
    })
}
