//! Files checked: what `yaddash check` does beside the checker itself.

pub(crate) mod baseline;
pub(crate) mod files;
mod units;

use std::path::Path;

use anyhow::Result;
use yaddash_formats::document::{DocumentFormat, ReadOptions};
use yaddash_glossary::Checker;
use yaddash_language::detect;
use yaddash_model::{Document, Finding, LanguageTag};

use crate::documents::{self, Loaded};
use crate::messages::Messages;

/// What was found in a file.
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    /// The document, where the file is one.
    pub(crate) loaded: Option<Loaded>,
    /// The language that the document was checked in.
    pub(crate) language: Option<LanguageTag>,
}

/// Checks a file: a bilingual one across its languages, any other as a document.
pub(crate) fn file(
    path: &Path,
    language: Option<&LanguageTag>,
    checker: &Checker,
    messages: Messages,
) -> Result<Checked> {
    // A name such as `terms.txt` is a document; `memory.tmx.gz` is a memory.
    if let Some(format) = crate::units::format_of(path)
        && DocumentFormat::of_path(path).is_none()
    {
        let findings = units::check(path, format, checker)?;
        return Ok(Checked {
            findings,
            loaded: None,
            language: None,
        });
    }
    let named = language.cloned().or_else(|| files::language_of(path));
    let loaded = documents::load(path, ReadOptions::default(), named.as_ref(), messages)?;
    let told = named
        .or_else(|| loaded.document.language.clone())
        .or_else(|| detected(&loaded.document));
    let language = if let Some(language) = told {
        language
    } else {
        messages.warning(format_args!(
            "{}: its language cannot be told; name it with --lang or in the file name, as in name.az.txt",
            path.display()
        ));
        "und".parse()?
    };
    let findings = document(&loaded, &language, checker);
    Ok(Checked {
        findings,
        loaded: Some(loaded),
        language: Some(language),
    })
}

/// Checks a document; bytes are those of its file.
pub(crate) fn document(loaded: &Loaded, language: &LanguageTag, checker: &Checker) -> Vec<Finding> {
    let mut findings =
        checker.check_document(&loaded.document, &loaded.text, &loaded.path, language);
    for finding in &mut findings {
        if !finding.place.span.is_empty() {
            finding.place.span = finding.place.span.shifted(loaded.mark);
        }
    }
    findings
}

/// How much text tells the language of a document, in bytes.
const ENOUGH: usize = 20_000;

fn detected(document: &Document) -> Option<LanguageTag> {
    let mut text = String::new();
    for block in document.blocks.iter().filter(|block| block.kind.is_text()) {
        text.push_str(block.content.text());
        text.push('\n');
        if text.len() > ENOUGH {
            break;
        }
    }
    let detection =
        detect::detect(&text).filter(|detection| detection.confidence >= documents::SURE)?;
    detection.language.code().parse().ok()
}
