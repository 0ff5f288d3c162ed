//! Documents read from files.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use yaddash_formats::document::{self, DocumentFormat, ReadOptions};
use yaddash_io::encoding::{Encoding, Hint};
use yaddash_model::{Document, LanguageTag};

use crate::input;
use crate::messages::Messages;

/// The least confidence at which a detected language is believed; below it the language is most likely another one.
pub(crate) const SURE: f64 = 0.5;

/// A document as it was read.
pub(crate) struct Loaded {
    pub(crate) path: PathBuf,
    /// The decoded text of the file, to which the source maps of the blocks point; empty for packages such as DOCX.
    pub(crate) text: String,
    pub(crate) document: Document,
    /// Whether the bytes of the file are those of the text, but for a byte order mark.
    pub(crate) is_utf8: bool,
    /// Length of the byte order mark.
    pub(crate) mark: usize,
}

impl Loaded {
    /// The text with its byte order mark, so that its bytes are those of the file.
    pub(crate) fn whole_text(&self) -> Cow<'_, str> {
        if self.mark == 0 {
            Cow::Borrowed(&self.text)
        } else {
            Cow::Owned(format!("\u{feff}{}", self.text))
        }
    }
}

/// Makes a document of the bytes of a file. A file of unknown extension is read as plain text.
pub(crate) fn parse(
    path: &Path,
    bytes: &[u8],
    options: ReadOptions,
    language: Option<&LanguageTag>,
    messages: Messages,
) -> Result<Loaded> {
    let format = DocumentFormat::of_path(path).unwrap_or(DocumentFormat::Text);
    let failed = || format!("cannot read {}", input::name(path));
    let path = path.to_owned();
    if format.is_package() {
        let document = document::read(format, bytes, options).with_context(failed)?;
        return Ok(Loaded {
            path,
            text: String::new(),
            document,
            is_utf8: false,
            mark: 0,
        });
    }
    let hint = Hint {
        language: language.map(LanguageTag::language),
        ..Hint::default()
    };
    let decoded = input::decoded(bytes, &path, hint, messages);
    let is_utf8 = decoded.encoding == Encoding::UTF_8 && decoded.replaced.count == 0;
    let mark = if is_utf8 { decoded.mark } else { 0 };
    let text = decoded.text.into_owned();
    let document = document::read(format, text.as_bytes(), options).with_context(failed)?;
    Ok(Loaded {
        path,
        text,
        document,
        is_utf8,
        mark,
    })
}

/// Reads a file as a document.
pub(crate) fn load(
    path: &Path,
    options: ReadOptions,
    language: Option<&LanguageTag>,
    messages: Messages,
) -> Result<Loaded> {
    parse(path, &input::read(path)?, options, language, messages)
}
