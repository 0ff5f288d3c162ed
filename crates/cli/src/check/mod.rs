//! Files checked: what `yaddash check` does beside the checker itself.

pub(crate) mod baseline;
pub(crate) mod changes;
pub(crate) mod files;
mod locate;
pub(crate) mod mend;
pub(crate) mod policy;
mod units;
mod versions;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use yaddash_formats::document::{DocumentFormat, ReadOptions};
use yaddash_glossary::{Checker, CommentStyle, Suppressed, suppress};
use yaddash_io::encoding::Hint;
use yaddash_language::detect;
use yaddash_model::{Document, Finding, LanguageTag, LineColumn, RuleId};

use crate::args::ConvertFormat;
use crate::documents::{self, Loaded};
use crate::messages::Messages;
use policy::Policy;

/// What files are checked with.
pub(crate) struct Checks {
    pub(crate) checker: Checker,
    pub(crate) policy: Policy,
    /// The language of all files, where it was named.
    pub(crate) language: Option<LanguageTag>,
    pub(crate) messages: Messages,
}

/// What was found in a file.
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    /// Findings that comments in the file suppress.
    pub(crate) suppressed: Vec<Suppressed>,
    /// The document, where the file is one.
    pub(crate) loaded: Option<Loaded>,
    /// The language that the document was checked in.
    pub(crate) language: Option<LanguageTag>,
    /// The lines at which units start, where the file is one of units.
    pub(crate) unit_starts: Vec<usize>,
    pub(crate) across: Across,
    /// How many units cannot be read.
    pub(crate) unreadable: u64,
}

/// What other versions of a document have to do with its findings.
#[derive(Default)]
pub(crate) struct Across {
    /// The files of the other versions.
    pub(crate) others: Vec<PathBuf>,
    /// The rules and places of the findings that the others are needed for.
    places: BTreeSet<(RuleId, LineColumn)>,
}

impl Across {
    /// Whether a finding is one that the other versions are needed for.
    pub(crate) fn needs_others(&self, finding: &Finding) -> bool {
        let place = (finding.rule.clone(), finding.place.start);
        self.places.contains(&place)
    }
}

impl Checked {
    /// Takes further findings of its document up, which it has beside the versions `others`; their spans count bytes of the
    /// text.
    fn add(&mut self, mut findings: Vec<Finding>, others: Vec<PathBuf>) {
        let places = findings
            .iter()
            .map(|finding| (finding.rule.clone(), finding.place.start));
        self.across = Across {
            others,
            places: places.collect(),
        };
        let mark = self.loaded.as_ref().map_or(0, |loaded| loaded.mark);
        shift(&mut findings, mark);
        self.findings.extend(findings);
        self.findings.sort_by_key(|finding| finding.place.start);
    }
}

/// Moves spans behind a byte order mark.
fn shift(findings: &mut [Finding], mark: usize) {
    for finding in findings {
        if !finding.place.span.is_empty() {
            finding.place.span = finding.place.span.shifted(mark);
        }
    }
}

impl Checks {
    /// Checks files, each by itself and versions of a document together; the results are in their order.
    pub(crate) fn all(&self, paths: &[PathBuf]) -> Vec<Result<Checked>> {
        let mut results: Vec<Result<Checked>> =
            paths.par_iter().map(|path| self.file(path)).collect();
        versions::check(paths, &mut results, &self.checker);
        paths
            .par_iter()
            .zip(results)
            .map(|(path, result)| {
                let mut checked = result?;
                self.judge(path, &mut checked);
                Ok(checked)
            })
            .collect()
    }

    /// Checks a file: a bilingual one across its languages, any other as a document.
    fn file(&self, path: &Path) -> Result<Checked> {
        // A name such as `terms.txt` is a document; `memory.tmx.gz` is a memory.
        if let Some(format) = crate::units::format_of(path)
            && DocumentFormat::of_path(path).is_none()
        {
            let found = units::check(path, format, &self.checker, self.messages)?;
            return Ok(Checked {
                findings: found.findings,
                suppressed: Vec::new(),
                loaded: None,
                language: None,
                unit_starts: found.units.iter().map(|unit| unit.line).collect(),
                across: Across::default(),
                unreadable: found.unreadable,
            });
        }
        let named = self.named_language(path);
        let options = ReadOptions::default();
        let loaded = documents::load(path, options, named.as_ref(), self.messages)?;
        let language = language(&loaded, named, self.messages)?;
        let document = &loaded.document;
        let mut findings =
            self.checker
                .check_document(document, &loaded.text, &loaded.path, &language);
        shift(&mut findings, loaded.mark);
        Ok(Checked {
            findings,
            suppressed: Vec::new(),
            loaded: Some(loaded),
            language: Some(language),
            unit_starts: Vec::new(),
            across: Across::default(),
            unreadable: 0,
        })
    }

    /// The language that the command or the name of the file tells.
    pub(crate) fn named_language(&self, path: &Path) -> Option<LanguageTag> {
        self.language.clone().or_else(|| files::language_of(path))
    }

    /// Applies what the configuration and comments in the file say of its findings.
    fn judge(&self, path: &Path, checked: &mut Checked) {
        let findings = &mut checked.findings;
        self.policy.apply(findings);
        if let Some(loaded) = &checked.loaded {
            let style = match DocumentFormat::of_path(path) {
                Some(DocumentFormat::Markdown) => CommentStyle::Markdown,
                Some(DocumentFormat::Html) => CommentStyle::Html,
                _ => CommentStyle::Text,
            };
            checked.suppressed = suppress(&loaded.text, style, path, loaded.mark, findings);
        } else if let Some(style) = unit_style(path)
            && let Some(text) = units::text(path)
        {
            checked.suppressed = suppress(&text, style, path, 0, findings);
        }
        // Comments without use are findings of a rule, too.
        self.policy.apply(findings);
    }
}

/// What tells the encoding of a file of units.
pub(crate) fn hint_of_units(path: &Path) -> Hint<'static> {
    match crate::units::format_of(path) {
        Some(ConvertFormat::Tmx | ConvertFormat::Xliff) => Hint::xml(),
        _ => Hint::default(),
    }
}

/// How comments are written in a file of units, where it has any.
fn unit_style(path: &Path) -> Option<CommentStyle> {
    match crate::units::format_of(path)? {
        ConvertFormat::Tmx | ConvertFormat::Xliff => Some(CommentStyle::Units),
        ConvertFormat::Po => Some(CommentStyle::Po),
        _ => None,
    }
}

/// How much text tells the language of a document, in bytes.
const ENOUGH: usize = 20_000;

/// The language of a document: the one that is named, that it names, or that its text shows; says so where none can be
/// told.
pub(crate) fn language(
    loaded: &Loaded,
    named: Option<LanguageTag>,
    messages: Messages,
) -> Result<LanguageTag> {
    let told = named
        .or_else(|| loaded.document.language.clone())
        .or_else(|| detected(&loaded.document));
    if let Some(language) = told {
        return Ok(language);
    }
    messages.warning(format_args!(
        "{}: its language cannot be told; name it with --lang or in the file name, as in name.az.txt",
        loaded.path.display()
    ));
    Ok("und".parse()?)
}

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
