//! Glossaries as the user names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use yaddash_glossary::{Matcher, ReadTermbase, Termbase, read_csv, read_tbx};
use yaddash_io::encoding::Hint;
use yaddash_model::LanguageTag;

use crate::commands::Context;
use crate::input;

/// Reads a glossary; its extension tells the format.
pub(crate) fn read(path: &Path, context: &Context) -> Result<ReadTermbase> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bytes = input::read(path)?;
    let hint = if matches!(extension.as_str(), "tbx" | "xml") {
        Hint::xml()
    } else {
        Hint::default()
    };
    let text = input::text(&bytes, path, hint, context.messages);
    let termbase = match extension.as_str() {
        "csv" | "tsv" | "tab" => read_csv(&text),
        "tbx" | "xml" => read_tbx(text.as_bytes()),
        _ => bail!(
            "{}: the extension names no format of glossaries; use .csv, .tsv or .tbx",
            path.display()
        ),
    };
    termbase.with_context(|| format!("{}: the glossary cannot be read", path.display()))
}

/// Reads several glossaries as one.
pub(crate) fn read_all(paths: &[PathBuf], context: &Context) -> Result<Termbase> {
    let mut all = Termbase::default();
    for path in paths {
        all.merge(read(path, context)?.termbase);
    }
    Ok(all)
}

/// Finds the concepts of a termbase in text of any language, as numbers that tie versions together.
pub(crate) struct Concepts {
    termbase: Termbase,
    matchers: Mutex<BTreeMap<LanguageTag, Arc<Matcher>>>,
}

impl Concepts {
    pub(crate) fn new(termbase: Termbase) -> Self {
        Self {
            termbase,
            matchers: Mutex::default(),
        }
    }

    /// The numbers of the concepts that `text` names, each as often as it does.
    pub(crate) fn of(&self, text: &str, language: &LanguageTag) -> Vec<u64> {
        self.matcher(language)
            .find(text, &[])
            .into_iter()
            .map(|found| found.term.concept as u64)
            .collect()
    }

    fn matcher(&self, language: &LanguageTag) -> Arc<Matcher> {
        let mut matchers = self.matchers.lock().unwrap_or_else(PoisonError::into_inner);
        let made = matchers
            .entry(language.clone())
            .or_insert_with(|| Arc::new(Matcher::new(&self.termbase, language)));
        Arc::clone(made)
    }
}
