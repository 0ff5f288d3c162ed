//! Documents read from files.

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
    /// Length of the byte order mark before the text, where the bytes of the file are those of the text; else 0.
    pub(crate) mark: usize,
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
