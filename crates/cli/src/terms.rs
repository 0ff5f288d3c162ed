//! Glossaries as the user names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use yaddash_glossary::{
    Matcher, Problem, ReadOptions, ReadTermbase, Termbase, TermbaseFormat, read_termbase,
};
use yaddash_io::encoding::Hint;
use yaddash_model::{LanguageTag, Severity};

use crate::commands::Context;
use crate::input;

/// What is known of a glossary before it is read.
#[derive(Default)]
pub(crate) struct Asked {
    /// The format that the user names.
    pub(crate) from: Option<TermbaseFormat>,
    /// The languages of the formats that do not name them.
    pub(crate) languages: ReadOptions,
}

impl Asked {
    /// What the name of a file says: `terms.en-az.txt` is of English and Azerbaijani.
    pub(crate) fn of(path: &Path) -> Self {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let pair = stem
            .and_then(|stem| stem.rsplit(['.', ' ']).next())
            .and_then(|pair| pair.split_once(['-', '_']))
            .and_then(|(source, target)| {
                let is_code = |code: &str| (2..=3).contains(&code.len());
                let tag = |code: &str| code.parse::<LanguageTag>().ok().filter(|_| is_code(code));
                Some((tag(source)?, tag(target)?))
            });
        let (source, target) = pair.unzip();
        Self {
            from: None,
            languages: ReadOptions { source, target },
        }
    }
}

/// The extension of a file, without `.gz`.
pub(crate) fn extension(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let extension = Path::new(name).extension();
    extension
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Whether the name of a file says that it is XML.
pub(crate) fn is_xml_path(path: &Path) -> bool {
    matches!(
        extension(path).as_str(),
        "tbx" | "xml" | "rdf" | "skos" | "mtf"
    )
}

/// The text of a glossary and its format: the one asked for, else the one that the content or the extension tells.
fn load(path: &Path, asked: &Asked, context: &Context) -> Result<(String, TermbaseFormat)> {
    let bytes = if input::is_stdin(path) {
        input::read(path)?
    } else {
        yaddash_io::input::read(path, LARGEST)?
    };
    let is_xml = bytes.iter().find(|byte| {
        !matches!(**byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) && !byte.is_ascii_whitespace()
    }) == Some(&b'<');
    let hint = if is_xml { Hint::xml() } else { Hint::default() };
    let text = input::text(&bytes, path, hint, context.messages);
    let format = asked
        .from
        .or_else(|| TermbaseFormat::detect(&text, &extension(path)))
        .with_context(|| {
            format!(
                "{}: neither the extension nor the content is that of a glossary: a table with the columns \
                 concept, language and term, TBX, or another format that --from of `yaddash glossary convert` names",
                input::name(path)
            )
        })?;
    Ok((text, format))
}

/// The largest glossary that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// Reads a glossary.
pub(crate) fn read(path: &Path, context: &Context) -> Result<ReadTermbase> {
    read_as(path, &Asked::of(path), context)
}

/// Reads a glossary of which something is known. What its author should know is said; where a part of it cannot be taken
/// over, that is an error.
pub(crate) fn read_as(path: &Path, asked: &Asked, context: &Context) -> Result<ReadTermbase> {
    let (text, format) = load(path, asked, context)?;
    let name = input::name(path);
    let read = read_termbase(&text, format, &asked.languages)
        .with_context(|| format!("{name}: the glossary cannot be read as {}", format.name()))?;
    if let Some(grave) = read
        .problems
        .iter()
        .find(|problem| problem.severity == Severity::Error)
    {
        bail!("{name}: the glossary cannot be used: {grave}");
    }
    for problem in &read.problems {
        if problem.severity == Severity::Info {
            context.messages.note(format_args!("{name}: {problem}"));
        } else {
            context.messages.warning(format_args!("{name}:{problem}"));
        }
    }
    Ok(read)
}

/// All that is wrong with a glossary, in the order of the file. A damaged file is a problem as well.
pub(crate) fn problems(path: &Path, asked: &Asked, context: &Context) -> Result<Vec<Problem>> {
    let (text, format) = load(path, asked, context)?;
    yaddash_glossary::validate_text(&text, format, &asked.languages).with_context(|| {
        format!(
            "{}: the glossary cannot be read as {}",
            input::name(path),
            format.name()
        )
    })
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
